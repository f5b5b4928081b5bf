"""The files of an edition that show many of its orders: lists, the home page, feeds, calendars, data."""

from dataclasses import dataclass

from eo_site.engine.edition_index import EditionIndex
from eo_site.plan.pages import PlannedPage
from eo_site.plan.site import EditionPlanner
from eo_site.render.html import HtmlRenderer
from eo_site.urls import COMPARE, DATA_PAGE, HOME, address_of


@dataclass(frozen=True)
class EditionOutputs:
    """Makes these files of one edition."""

    edition_index: EditionIndex
    planner: EditionPlanner
    renderer: HtmlRenderer

    def make(self, path: str) -> bytes:
        """The file at a path in the edition."""
        page = self._page(address_of(path))
        return self.renderer.page(page) if page else self.edition_index.exports[path].make()

    def _page(self, address: str) -> PlannedPage | None:
        index, planner = self.edition_index, self.planner
        if address == HOME:
            return planner.home(index.listed, index.first, index.fragments, index.analysed)
        if address == COMPARE:
            return planner.compare(index.first, index.fragments)
        if address == DATA_PAGE:
            return planner.about_data([each.filled for each in index.studies.values()])
        found = index.lists.get(address)
        return planner.listed(found) if found else None
