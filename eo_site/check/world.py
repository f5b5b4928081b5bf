"""What rules look at: the library as read, and what each audience gets of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from eo_site.model.audience import AudienceFile
from eo_site.model.document import OrderDocument, PageDocument
from eo_site.model.federal_register import FederalRegisterRecord
from eo_site.model.library import Library, Vocabularies
from eo_site.model.official import OfficialText
from eo_site.model.problem import Place, Problem, Severity
from eo_site.model.resolved import ResolvedOrder, ResolvedPage
from eo_site.model.site import Site
from eo_site.model.source import SourceFile
from eo_site.model.text import KeyPath


@dataclass(frozen=True)
class OrderCase:
    """One order as one audience gets it, with the file it comes from."""

    document: OrderDocument
    order: ResolvedOrder
    ids: tuple[str, ...]
    """Every id its page has, in order of appearance."""


@dataclass(frozen=True)
class PageCase:
    """One page that is not an order."""

    document: PageDocument
    page: ResolvedPage
    ids: tuple[str, ...]


@dataclass(frozen=True)
class World:
    """The whole site, resolved."""

    library: Library
    orders: dict[str, tuple[OrderCase, ...]]
    """By audience."""
    pages: dict[str, tuple[PageCase, ...]]
    digests: Callable[[ResolvedOrder], str]
    """What a reviewer signs off."""
    today: date

    def cases(self) -> Iterator[OrderCase]:
        """Every order of every edition."""
        for cases in self.orders.values():
            yield from cases

    def on(self, audience: str) -> tuple["OrderCase | PageCase", ...]:
        """Every page with text of one edition."""
        return (*self.orders[audience], *self.pages[audience])

    @property
    def documents(self) -> tuple[OrderDocument | PageDocument, ...]:
        """Every file with a body."""
        return (*self.library.orders, *self.library.pages)

    def paths(self, audience: str) -> dict[str, tuple[str, ...]]:
        """The pages of an edition with the ids on them."""
        return {f"orders/{each.document.slug}/": each.ids for each in self.orders[audience]} | {
            f"{each.document.slug}/": each.ids for each in self.pages[audience]
        }


Rule = Callable[[World], Iterator[Problem]]


@dataclass(frozen=True)
class OrderWorld:
    """One order in every edition that gets it, with the site's own files."""

    document: OrderDocument
    editions: Mapping[str, OrderCase]
    """By audience."""
    site: Site
    audiences: AudienceFile
    vocabularies: Vocabularies
    sources: SourceFile
    official: OfficialText | None
    record: FederalRegisterRecord | None
    """From --records; None where there is none."""
    today: date


OrderRule = Callable[[OrderWorld], Iterator[Problem]]


def at(
    document: OrderDocument | PageDocument,
    path: KeyPath,
    code: str,
    message: str,
    hint: str = "",
    severity: Severity = Severity.ERROR,
) -> Problem:
    """A problem with a value of a document's front matter."""
    return Problem(code, document.path, document.place(*path), message, hint, severity)


def in_text(
    document: OrderDocument | PageDocument,
    place: Place,
    code: str,
    message: str,
    hint: str = "",
    severity: Severity = Severity.ERROR,
) -> Problem:
    """A problem at a place of a document."""
    return Problem(code, document.path, place, message, hint, severity)
