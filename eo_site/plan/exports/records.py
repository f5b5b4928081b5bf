"""The orders of an edition as data. These models are the format: its JSON Schema comes from them.

Every key is always there. `null` and empty lists say only that nothing is recorded; whether
somebody looked is in `states`.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from eo_site.model.base import Frozen

Version = Literal[1]
"""Of the data files: changes when a program that reads them would have to."""
State = Literal["values", "none-found", "not-searched", "not-applicable"]


class TermRow(Frozen):
    """A term of a vocabulary."""

    id: str
    label: str


class ActRow(Frozen):
    """An order or another instrument that did something."""

    slug: str
    """The order's slug or the instrument's id."""
    label: str
    section: str | None
    """Where its text says so."""
    citation: str | None
    url: str | None
    """Its official address, or its page as the order's page has it."""


class FindingRow(Frozen):
    """Where the order stands, in law or with courts, on a source's word."""

    value: str
    sections: tuple[str, ...]
    """The sections it is about; none means the order as a whole."""
    but_not: tuple[str, ...]
    """Sections within those, or within the order, that it is not about."""
    as_to: str | None
    """The persons or places it is limited to."""
    since: date | None
    until: date | None
    as_of: date | None
    """The day it was true: the entry's own or the day the source was checked, the older."""
    source: str
    """An id in `sources`; or the slug of the later order whose own words say so."""
    by: ActRow | None
    """What ended, replaced or suspended the order, where that is known."""


class PeriodRow(Frozen):
    """Days on which the order, or sections of it, bound, where its own dates do not say it all."""

    sections: tuple[str, ...]
    """None means the order as a whole."""
    since: date | None
    until: date | None
    """The last day."""
    moved_by: str | None
    """The order, instrument or case that moved these days."""
    as_of: date | None
    source: str


class CaseEventRow(Frozen):
    """What one court did in a case, or a party asked of it, on one day."""

    on: date
    kind: str
    court: TermRow
    docket: str | None
    """The number in that court."""
    citation: str | None
    sections: tuple[str, ...]
    """What the act reaches, where that is less than what was challenged or blocked."""
    scope: str | None
    as_to: str | None
    """Whom or where a block reaches from this day on."""
    url: str | None
    source: str
    """An id in `sources`."""


class CaseRow(Frozen):
    """A case with its events up to the day of the build, the earliest first."""

    id: str
    name: str
    about: str | None
    """The instrument or other order that it concerns; null for this order. Only a case about this
    order counts for `court`."""
    sections: tuple[str, ...]
    """What of the order it challenges; none means the order as a whole."""
    events: tuple[CaseEventRow, ...]


class AgencyRow(Frozen):
    """An agency in one role; it may stand once for each."""

    id: str
    label: str
    role: str
    sections: tuple[str, ...]


class EvidenceRow(Frozen):
    """What a source says of a duty's being carried out."""

    on: date
    value: str
    text: str
    source: str


class DutyRow(Frozen):
    """One thing the order directs."""

    id: str
    section: str
    who: tuple[str, ...]
    """Ids of agencies that must act."""
    with_: tuple[str, ...] = Field(serialization_alias="with")
    """Ids of agencies they act together with."""
    consults: tuple[str, ...]
    """Ids of agencies they consult."""
    open_class: str | None
    """Others the order reaches without naming them, in its own words."""
    via: str | None
    to: str | None
    what: str
    type: str
    due: date | None
    """The date, or the first of a repeating duty; computed where the order gives a time. `null`
    beside the type `time-boxed` means that its clock is not known to have started, or `uncounted`,
    or that the date would have come after the end of the section or the order."""
    uncounted: str | None
    """A time in business days or hours, in the order's words."""
    repeats: str | None
    """An ISO 8601 duration."""
    until: date | None
    status: str
    """What a source or the calendar says of it on the day of the build."""
    quote: str | None
    """The order's own words for the time."""
    evidence: tuple[EvidenceRow, ...]


class EventRow(Frozen):
    """Something that starts a clock; without `on` it is not known to have happened."""

    id: str
    on: date | None
    text: str
    source: str | None


class ChangeRow(Frozen):
    """An entry of the page's own history."""

    on: date
    kind: str
    text: str


class WithdrawnRow(Frozen):
    """Why the analysis was taken back."""

    on: date
    reason: str


class SourceRow(Frozen):
    """A source that a fact of this order's data names."""

    id: str
    type: str
    title: str
    url: str | None
    checked: date | None
    """When somebody last looked."""


class OrderRow(Frozen):
    """One order as this edition has it."""

    slug: str
    """The name of its page, and its key in all of these files."""
    url: str
    """Its page: absolute where the edition's address is known, else from the edition's root."""
    label: str
    number: str | None
    title: str
    president: TermRow | None
    document_number: str | None
    """The Federal Register's."""
    citation: str | None
    """85 FR 6721"""
    start_page: int | None
    end_page: int | None
    signed: date | None
    filed: date | None
    published: date | None
    effective: date | None
    official_html: str | None
    official_pdf: str | None
    states: dict[str, State]
    """Of `status`, `court`, `cases`, `agencies`, `duties` and `relations`: what an empty list means."""
    status: tuple[FindingRow, ...]
    court: tuple[FindingRow, ...]
    """What follows from `cases`, and what is recorded beside them."""
    cases: tuple[CaseRow, ...]
    in_effect: tuple[PeriodRow, ...]
    interests: tuple[TermRow, ...]
    agencies: tuple[AgencyRow, ...]
    duties: tuple[DutyRow, ...]
    events: tuple[EventRow, ...]
    summary: str | None
    """This edition's own, plain text without citations."""
    changes: tuple[ChangeRow, ...]
    ai_assisted: bool
    withdrawn: WithdrawnRow | None
    aliases: tuple[str, ...]
    """Earlier names of the page."""
    sources: tuple[SourceRow, ...]


class YearFile(Frozen):
    """`orders/2020.json`: the orders signed in a year, the newest first."""

    format: Literal["eo-site/orders"] = "eo-site/orders"
    version: Version = 1
    site: str
    edition: str
    year: str
    """Or `undated`."""
    orders: tuple[OrderRow, ...]


class YearLink(Frozen):
    """One file of `orders.json`."""

    year: str
    url: str
    """From the edition's root."""
    orders: int


class IndexFile(Frozen):
    """`orders.json`: where the orders of each year are."""

    format: Literal["eo-site/orders-index"] = "eo-site/orders-index"
    version: Version = 1
    site: str
    edition: str
    name: str
    """The edition's, for people."""
    url: str | None
    """The edition's address."""
    notice: str
    total: int
    years: tuple[YearLink, ...]


class OrderNode(Frozen):
    """An order or another instrument that a relation begins or ends with."""

    slug: str
    kind: str
    """`order`, or what an instrument is: `proclamation`, `memorandum`, `statute` and so on."""
    label: str
    title: str | None
    signed: date | None
    citation: str | None
    url: str | None
    """Its page in this edition, else its official text, if known."""
    inside: bool
    """Whether this edition has a page of it."""


class RelationRow(Frozen):
    """A relation between orders or instruments, in the active voice: `subject` amends `object`."""

    subject: str
    type: str
    object: str
    section: str | None
    """Where the order that states it says so."""
    target_section: str | None
    """Where the text of the other says so."""
    sections: tuple[str, ...]
    """The sections that are meant, if not all, of the one that is acted upon."""
    partial: bool
    since: date | None
    note: str | None
    source: str
    """An id in the sources of the order that states it."""
    stated_by: str
    """The order whose record states it."""


class RelationsFile(Frozen):
    """`relations.json`: orders and other instruments as nodes, relations as edges."""

    format: Literal["eo-site/relations"] = "eo-site/relations"
    version: Version = 1
    site: str
    edition: str
    orders: tuple[OrderNode, ...]
    relations: tuple[RelationRow, ...]
