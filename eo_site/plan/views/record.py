"""The bibliographic record, its coding, and facts with a source."""

from dataclasses import dataclass
from datetime import date

from eo_site.model.facts import Clause
from eo_site.model.prose import Words
from eo_site.plan.views.named import SourceRef, TermView


@dataclass(frozen=True, slots=True)
class ClausesView:
    """Clauses quoted, and kinds looked for in vain (`kind` in `t.clause`)."""

    present: tuple[Clause, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """A comment period, bill or figure, with its source; unused fields are empty."""

    name: str = ""
    detail: str = ""
    """Agency; bill number; unit."""
    value: str = ""
    """A figure."""
    sections: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    text: Words | None = None
    url: str = ""
    as_of: date | None = None
    source: SourceRef | None = None


@dataclass(frozen=True, slots=True)
class MoneyView:
    """Whether the order names money."""

    in_order: bool
    note: Words
    clause: Clause | None
    """The clause on appropriations, if recorded."""


@dataclass(frozen=True, slots=True)
class CongressView:
    """Something that needs a law."""

    text: Words
    section: str


@dataclass(frozen=True, slots=True)
class CountView:
    """A coded value and how often it stands in the record."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class CodingView:
    """How the order is coded. Values are looked up in `t.kind_of_act`, `t.duty_type` and so on."""

    kind_of_act: str
    interests: tuple[TermView, ...]
    duties: tuple[CountView, ...]
    roles: tuple[CountView, ...]
    effects: tuple[CountView, ...]
    bases: tuple[CountView, ...]


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A verbatim line."""

    text: str
    section: str
    source: SourceRef


@dataclass(frozen=True, slots=True)
class RecordView:
    """The bibliographic record."""

    label: str
    title: str
    president: str
    signed: date | None
    filed: date | None
    published: date | None
    effective: date | None
    document_number: str
    citation: str
    pages: str
    kind_of_act: str
    html_url: str
    pdf_url: str


@dataclass(frozen=True, slots=True)
class CiteView:
    """How to cite the order (not this page), and this page."""

    bluebook: str
    """Exec. Order No. 13,903, 85 Fed. Reg. 6721 (Jan. 31, 2020)"""
    authority: str
    """The enacting words' place, for a footnote."""
    page_title: str
    page_date: date | None
    """When the page's text last changed."""
    edition: str
    """The edition's name, which is part of the page's citation."""
    canonical: str
    """The page's own address, or empty."""
