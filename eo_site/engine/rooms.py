"""Every file of a site apart from its orders' pages, laid out only as far as somebody asks.

A build lays out each edition to know what is stale. Here nothing is compared: the files of an
edition are those that a build would write, but the keys they have here are good for nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from eo_site.engine.cache import Cache
from eo_site.engine.desk import Desk, Layout
from eo_site.engine.layout import File, LayOut, TwoInputs
from eo_site.engine.load import Loaded
from eo_site.engine.options import Options
from eo_site.engine.resident import Guest, Residents, Seated
from eo_site.engine.setting import Setting
from eo_site.engine.vicinity import Vicinity
from eo_site.engine.workers import Crew
from eo_site.fingerprint import digest
from eo_site.plan.frame import BROWSE
from eo_site.plan.pages import Roster
from eo_site.urls import order_path


class Rooms:
    """The files of one state of a site."""

    def __init__(
        self,
        loaded: Loaded,
        setting: Setting,
        options: Options,
        cache: Cache,
        residents: Residents,
    ) -> None:
        self._loaded, self._setting, self._cache = loaded, setting, cache
        self._options, self._residents = options, residents
        self._paths: dict[str, dict[str, None]] = {}
        self._files: dict[tuple[str, bool], dict[str, File]] = {}

    @cached_property
    def vicinity(self) -> Vicinity:
        """What orders show of each other."""
        return Vicinity(self._loaded, self._setting, lambda mark: self._cache.value("slims", mark))

    def find(self, edition: str, path: str) -> File | None:
        """A file by its path in an edition; the front door's edition is empty."""
        found = self._of(edition, lists=False).get(path)
        if found or not edition or not _may_be_list(path):
            return found
        return self._of(edition, lists=True).get(path)

    def has_order(self, edition: str, path: str) -> bool:
        """Whether an order of an edition has its page at a path."""
        slug = path.removeprefix("orders/").removesuffix("/")
        return path == order_path(slug) and slug in self._loaded.editions[edition]

    def list_paths(self, edition: str) -> Mapping[str, None]:
        """The lists of an edition, known from another time while no order shows otherwise in them."""
        if edition not in self._paths:
            studies, today = self._loaded.editions[edition], self._setting.today
            key = digest(["lists", self._out.key(studies), today])
            known, value = self._cache.shelf(edition)
            if known != key or value is None:
                value = list(self._desk(edition).lists)
                self._cache.keep_shelf(edition, key, value)
            self._paths[edition] = dict.fromkeys(value)
        return self._paths[edition]

    @cached_property
    def _out(self) -> LayOut:
        return LayOut(self._loaded, self._setting, self._options, self._cache, Crew())

    def _of(self, edition: str, *, lists: bool) -> dict[str, File]:
        key = edition, lists
        if key not in self._files:
            found = self._edition(edition, lists=lists) if edition else self._out.front_door()
            files = self._files[key] = dict[str, File]()
            for path, file in found:
                if path in files:
                    del self._files[key]
                    raise TwoInputs(path)
                files[path] = file
        return self._files[key]

    def _edition(self, edition: str, *, lists: bool) -> Iterator[tuple[str, File]]:
        paths = dict.fromkeys(self.list_paths(edition), "") if lists else {}
        none: defaultdict[str, str] = defaultdict(str)
        layout = Layout(none, none, paths, "", self._setting.today, None)
        return self._out.edition(self._desk(edition), layout, self._nowhere)

    def _desk(self, edition: str) -> Guest:
        found = self._out.desk(self._setting.library.audiences.by_id[edition])
        return Guest(
            found.setting, found.audience, found.studies, found.notes, found.shelver, found.slim,
            resident=self._resident, roster=self._roster,
        )  # fmt: skip

    def _resident(self, desk: Desk) -> Seated:
        key = digest([self._out.key(desk.studies), self._setting.today])
        return self._residents.desk(key, desk)

    @cached_property
    def _roster(self) -> Roster:
        audiences = self._setting.library.audiences.audiences
        paths = {each.id: _Paths(self, each.id) for each in audiences}
        return Roster(audiences, self._setting.texts, paths)

    @cached_property
    def _nowhere(self) -> Roster:
        """For keys, which nobody here reads."""
        audiences = self._setting.library.audiences.audiences
        return Roster(audiences, self._setting.texts, {each.id: () for each in audiences})


def _may_be_list(path: str) -> bool:
    return path.partition("/")[0] in BROWSE


@dataclass(frozen=True)
class _Paths:
    """The pages of an edition that are no texts; its lists are looked up only for lists."""

    rooms: Rooms
    edition: str

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, str) or not _may_be_list(path):
            return False
        return self.rooms.has_order(self.edition, path) or path in self.rooms.list_paths(
            self.edition
        )
