"""The files of one edition: what each is made from, and how to make it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256

from eo_site.engine.edition_index import EditionIndex, Layout
from eo_site.engine.edition_outputs import EditionOutputs
from eo_site.engine.order_outputs import OrderOutput, wanted_outputs
from eo_site.engine.reach import Reach
from eo_site.engine.setting import Setting
from eo_site.fingerprint import digest, digest_bytes
from eo_site.model.audience import Audience
from eo_site.plan.pages import PlannedPage, Roster
from eo_site.plan.site import LIST_TEMPLATES, NOT_FOUND, SEARCH_TEMPLATE, EditionPlanner
from eo_site.plan.views import CorrectionsView, DeadlinesView, IndexView, ListView
from eo_site.render.html import HtmlRenderer
from eo_site.urls import (
    BRIEFING,
    COMPARE,
    DATA_PAGE,
    HOME,
    PROFILE,
    SEARCH_PAGE,
    file_of,
    page_path,
)  # fmt: skip

Parts = tuple[tuple[str, str], ...]
"""(name, digest) of everything that a file is made from."""


OWN_PAGES = (BRIEFING, PROFILE)
"""The reader's own pages, which every edition has; they say nothing of any order."""


@dataclass(frozen=True)
class File:
    """A file of the site: how to make it, and what it is made from."""

    parts: Parts
    make: Callable[[], bytes] | None
    """None for what is made with an order's page, by a worker."""
    slug: str = ""
    """The order whose page it is."""
    many: bool = False
    """Whether it shows many orders, so that a worker had better read them; see `EditionOutputs`."""

    @cached_property
    def key(self) -> str:
        """Of all parts."""
        return sha256("".join([mark for _, mark in self.parts]).encode()).hexdigest()


@dataclass(frozen=True)
class OrderPages:
    """The pages of one edition's orders, which workers make."""

    edition_index: EditionIndex
    layout: Layout
    roster: Roster
    themes: Mapping[OrderOutput, str]
    """The theme's part in each kind of file."""
    site: str
    """The site's part in all of them."""

    def of(self, slug: str) -> Iterator[tuple[str, File]]:
        """(path, file) of everything that the edition has of one order."""
        edition_index, study = self.edition_index, self.edition_index.studies[slug]
        for path, output in wanted_outputs(
            edition_index.audience, edition_index.notes[slug], study
        ):
            parts = (
                (PAGE, study.page),
                (OTHERS, self.layout.neighbours[slug]),
                ("day", self.layout.days[slug]),
                ("theme", self.themes[output]),
                ("site", self.site),
                ("editions", self.roster.ways(output.address(slug))),
            )
            yield path, File(parts, None, slug)


PAGE, OTHERS = "text", "other orders"
"""The parts of an order's files that its own file decides, and that other orders' files do."""
CONTENT = "content"
"""The part of any other file that orders decide."""


@dataclass(frozen=True)
class EditionPages:
    """The pages of one edition that are not its orders'."""

    edition_index: EditionIndex
    planner: EditionPlanner
    renderer: HtmlRenderer
    reach: Reach
    site: str

    @property
    def _outputs(self) -> EditionOutputs:
        return EditionOutputs(self.edition_index, self.planner, self.renderer)

    def _file(
        self, path: str, template: str, content: str, ways: str, plan: Callable[[], PlannedPage]
    ) -> File:
        """A page that shows no order."""
        parts = self._page_parts(path, template, content, ways)
        return File(parts, lambda: self.renderer.page(plan()))

    def _page_parts(self, path: str, template: str, content: str, ways: str) -> Parts:
        return (
            (CONTENT, content),
            ("files", self._offered(path)),
            ("theme", self.reach.of(template)),
            ("site", self.site),
            ("editions", ways),
        )

    def _many(self, path: str, parts: Parts) -> tuple[str, File]:
        """(path, file) of one that shows many orders."""
        return path, File(parts, partial(self._outputs.make, path), many=True)

    def _offered(self, path: str) -> str:
        """Of the feeds, calendars and data that a page names."""
        return digest_bytes(repr(self.planner.framer.offer.seen(path)).encode())

    def moved_pages(self, roster: Roster) -> Iterator[tuple[str, File]]:
        """A page at each earlier address, which leads on."""
        for each in self.edition_index.moved_pages():
            path, target = each.path, each.target
            plan = partial(self.planner.moved_page, each)
            ways = roster.ways(target)
            content = digest([path, target, each.title])
            yield file_of(path), self._file(target, "redirect.html", content, ways, plan)

    def texts(self, roster: Roster) -> Iterator[tuple[str, File]]:
        for page in roster.texts[self.edition_index.audience.id]:
            path = page_path(page.slug)
            content = digest_bytes(repr(page).encode())
            ways = roster.ways(path)
            plan = partial(self.planner.text, page)
            yield file_of(path), self._file(path, "page.html", content, ways, plan)

    def lists(self, layout: Layout, roster: Roster) -> Iterator[tuple[str, File]]:
        for path, content in layout.lists.items():
            parts = self._page_parts(path, _list_template(path), content, roster.ways(path))
            yield self._many(file_of(path), parts)

    def front(self, layout: Layout) -> Iterator[tuple[str, File]]:
        yield self._many(file_of(HOME), self._page_parts(HOME, "home.html", layout.whole, ""))
        yield NOT_FOUND, self._file("", NOT_FOUND, "", "", self.planner.not_found)

    def _parts(self, content: str) -> Parts:
        """Of a file that no template makes."""
        return (CONTENT, content), ("theme", self.reach.strings), ("site", self.site)

    def about_data(self, roster: Roster) -> Iterator[tuple[str, File]]:
        for path in data_page(self.edition_index.audience):
            filled = [each.filled for each in self.edition_index.studies.values()]
            content = digest([filled, self.edition_index.setting.library.shared_sources])
            # It names the same files as the home page does.
            parts = self._page_parts(HOME, "data.html", content, roster.ways(path))
            yield self._many(file_of(path), parts)

    def own(self, roster: Roster) -> Iterator[tuple[str, File]]:
        """The reader's own pages, which say nothing of any order."""
        planned = (self.planner.briefing, self.planner.profile)
        for path, plan in zip(OWN_PAGES, planned, strict=True):
            ways = roster.ways(path)
            template = f"{path.rstrip('/')}.html"
            yield file_of(path), self._file(path, template, "", ways, plan)

    def compare(self, layout: Layout, roster: Roster) -> Iterator[tuple[str, File]]:
        """Where orders are put side by side; without scripts, a list of them."""
        parts = self._page_parts(COMPARE, "compare.html", layout.whole, roster.ways(COMPARE))
        yield self._many(file_of(COMPARE), parts)

    def search(self, roster: Roster) -> Iterator[tuple[str, File]]:
        for path in _search_page(self.edition_index.setting):
            empty = not any(True for _ in self.edition_index.searched())
            plan = partial(self.planner.search, empty=empty)
            ways = roster.ways(path)
            yield file_of(path), self._file(path, SEARCH_TEMPLATE, str(empty), ways, plan)

    def exports(self, layout: Layout) -> Iterator[tuple[str, File]]:
        """Feeds, calendars, citations, data."""
        for path, content in layout.exports.items():
            yield self._many(path, self._parts(content))


def standing_pages(audience: Audience, setting: Setting) -> tuple[str, ...]:
    """The pages that an edition has whatever its orders are, its home and its texts apart."""
    return (*data_page(audience), *OWN_PAGES, COMPARE, *_search_page(setting))


def data_page(audience: Audience) -> tuple[str, ...]:
    """The path of the page about an edition's data, if it has one."""
    return (DATA_PAGE,) if "data" in audience.exports else ()


def _search_page(setting: Setting) -> tuple[str, ...]:
    """The path of the page on which an edition is searched, if it can be."""
    return (SEARCH_PAGE,) if setting.search else ()


def _list_template(path: str) -> str:
    kind, _, rest = path.partition("/")
    special = {"deadlines": DeadlinesView, "corrections": CorrectionsView}
    return LIST_TEMPLATES[special.get(kind, ListView if rest else IndexView)]
