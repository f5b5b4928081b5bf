"""Earlier addresses of pages, and where they lead."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from eo_site.model.resolved import ResolvedPage
from eo_site.model.study import OrderNote
from eo_site.urls import earlier_path, is_old_path, order_path, page_path


@dataclass(frozen=True)
class MovedPage:
    """An earlier address of a page of an edition."""

    path: str
    """Where it stands in the edition."""
    target: str
    """The path of the page."""
    title: str
    elsewhere: bool
    """Whether it is an address of the site that the page comes from, which stood outside all editions."""


def moved_pages(
    slugs: Iterable[str], notes: Mapping[str, OrderNote], texts: Iterable[ResolvedPage]
) -> Iterator[MovedPage]:
    """Every earlier address of an edition's orders and of its other pages."""
    for slug in slugs:
        note = notes[slug]
        for alias, _ in note.aliases:
            title = f"{note.public.label}: {note.public.title}"
            path = earlier_path(alias, order_path)
            yield MovedPage(path, order_path(slug), title, is_old_path(alias))
    for page in texts:
        for alias in page.record.aliases:
            path, target = earlier_path(alias, page_path), page_path(page.slug)
            yield MovedPage(path, target, page.record.title, is_old_path(alias))
