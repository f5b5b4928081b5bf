"""Every file of a site apart from its orders' pages, laid out only as far as somebody asks.

A build lays out each edition to know what is stale. Here nothing is compared: the files of an
edition are those that a build would write, but the keys they have here are good for nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from eo_site.engine.cache import Cache
from eo_site.engine.edition_files import File, standing_pages
from eo_site.engine.edition_index import EditionIndex, Layout
from eo_site.engine.layout import LayOut, distinct
from eo_site.engine.load import Loaded
from eo_site.engine.open_editions import OpenEdition, OpenEditions, PreviewEdition
from eo_site.engine.options import Options
from eo_site.engine.setting import Setting
from eo_site.engine.workers import WorkerPool
from eo_site.fingerprint import digest
from eo_site.model.audience import Audience
from eo_site.plan.exports.offer import NO_FILES, Offer
from eo_site.plan.facts import Facts
from eo_site.plan.frame import BROWSE
from eo_site.plan.pages import Roster
from eo_site.plan.views import Neighbours
from eo_site.urls import DATA_PAGE, HOME, file_of, order_path

FRONT = (file_of(HOME), file_of(DATA_PAGE))
"""Pages that name all files of their edition."""


class PreviewFiles:
    """The files of one state of a site."""

    def __init__(
        self,
        loaded: Loaded,
        setting: Setting,
        options: Options,
        cache: Cache,
        open_editions: OpenEditions,
    ) -> None:
        self._loaded, self._setting, self._cache = loaded, setting, cache
        self._options, self._open_editions = options, open_editions
        self._layouts: dict[str, Layout] = {}
        self._keys: dict[str, str] = {}
        """By edition, the key under which it is open."""
        self._files: dict[tuple[str, bool], dict[str, File]] = {}

    def neighbours(self, edition: str, slug: str) -> Neighbours:
        """What an order's page shows of others, found without laying out its edition."""
        # Nothing is held: who looks at order after order would have all of them in memory.
        audience = self._setting.library.audiences.by_id[edition]
        return self._out.edition_index(audience).neighbours(slug)

    def find(self, edition: str, path: str) -> File | None:
        """A file by its path in an edition; the front door's edition is empty."""
        if not edition or not _needs_orders(path):
            return self._of(edition, whole=False).get(path)
        found = None if path in FRONT else self._of(edition, whole=False).get(path)
        return found or self._of(edition, whole=True).get(path)

    def facts(self, edition: str) -> tuple[Facts, ...]:
        """Every order's facts in an edition, slim."""
        return self._edition_index(edition).every

    def has_order(self, edition: str, path: str) -> bool:
        """Whether an order of an edition has its page at a path."""
        slug = path.removeprefix("orders/").removesuffix("/")
        return path == order_path(slug) and slug in self._loaded.editions[edition]

    def layout(self, edition: str) -> Layout:
        """The paths of an edition's lists and files, known from another time while no order shows
        otherwise in them."""
        if edition not in self._layouts:
            studies, today = self._loaded.editions[edition], self._setting.today
            key = digest(["paths", self._out.key(studies), today])
            known, value = self._cache.shelf(edition)
            if known != key or value is None:
                edition_index = self._edition_index(edition)
                value = [
                    list(edition_index.lists),
                    list(edition_index.exports),
                    edition_index.offer.plain(),
                ]
                self._cache.keep_shelf(edition, key, value)
            self._layouts[edition] = self._bare(value[0], value[1], Offer.of(value[2]))
        return self._layouts[edition]

    def _bare(self, lists: Iterable[str], exports: Iterable[str], offer: Offer) -> Layout:
        """A layout without digests."""
        none: defaultdict[str, str] = defaultdict(str)
        paths = dict.fromkeys(lists, ""), dict.fromkeys(exports, "")
        return Layout(none, none, *paths, offer, "", self._setting.today, None)

    @cached_property
    def _out(self) -> LayOut:
        return LayOut(
            self._loaded, self._setting, self._options, self._cache, WorkerPool.alone(self._options)
        )

    def _of(self, edition: str, *, whole: bool) -> dict[str, File]:
        """The files of an edition; all, or those that are known without its orders' facts."""
        key = edition, whole
        if key not in self._files:
            found = self._edition(edition, whole=whole) if edition else self._out.front_door()
            self._files[key] = dict(distinct(found))
        return self._files[key]

    def _edition(self, edition: str, *, whole: bool) -> Iterator[tuple[str, File]]:
        layout = self.layout(edition) if whole else self._bare((), (), NO_FILES)
        return self._out.edition(self._edition_index(edition), layout, self._nowhere)

    def _edition_index(self, edition: str) -> PreviewEdition:
        found = self._out.edition_index(self._setting.library.audiences.by_id[edition])
        return PreviewEdition(
            found.setting, found.audience, found.studies, found.notes, found.shelver, found.slim,
            found.stating, found.near, opened=self._opened, roster=self._roster,
        )  # fmt: skip

    def _opened(self, edition_index: EditionIndex) -> OpenEdition:
        name = edition_index.audience.id
        if name not in self._keys:
            key = self._out.key(edition_index.studies)
            self._keys[name] = digest([key, self._setting.today])
        return self._open_editions.edition(self._keys[name], edition_index)

    @cached_property
    def _roster(self) -> Roster:
        audiences = self._setting.library.audiences.audiences
        paths = {
            each.id: _Paths(self, each, standing_pages(each, self._setting)) for each in audiences
        }
        return Roster(audiences, self._setting.texts, paths)

    @cached_property
    def _nowhere(self) -> Roster:
        """For keys, which nobody here reads."""
        audiences = self._setting.library.audiences.audiences
        return Roster(audiences, self._setting.texts, {each.id: () for each in audiences})


def _needs_orders(path: str) -> bool:
    """Whether a file may be a list, or name or be one of the files made of all orders' facts."""
    return path in FRONT or _may_be_list(path) or not path.endswith("/index.html")


def _may_be_list(path: str) -> bool:
    return path.partition("/")[0] in BROWSE


@dataclass(frozen=True)
class _Paths:
    """The pages of an edition that are no texts; its lists are looked up only for lists."""

    preview_files: PreviewFiles
    audience: Audience
    standing: tuple[str, ...]
    """Those that it has whatever its orders are."""

    def __contains__(self, path: object) -> bool:
        name = self.audience.id
        if path in self.standing:
            return True
        if not isinstance(path, str) or not _may_be_list(path):
            return False
        return (
            self.preview_files.has_order(name, path)
            or path in self.preview_files.layout(name).lists
        )
