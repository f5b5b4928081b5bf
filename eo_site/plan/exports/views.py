"""What the renderers of files get: small frozen views, plain text and absolute addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple


@dataclass(frozen=True, slots=True)
class EntryView:
    """An order in a feed."""

    url: str
    """The page's own address, which is its id in feeds too."""
    title: str
    """EO 13903: Combating Human Trafficking …"""
    first: date
    """The day of the page's first change."""
    updated: date
    """The day of its last one."""
    changes: tuple[tuple[str, str], ...]
    """(kind in the theme's words, what changed) of each change of that day."""
    summary: str
    """This edition's summary, or empty."""
    notes: tuple[str, ...]
    """What has to be said wherever the text goes: AI assistance, the site's notice."""
    interests: tuple[tuple[str, str], ...]
    """(id, label)"""


@dataclass(frozen=True, slots=True)
class FeedView:
    """The newest entries of an edition, or of one interest in it."""

    title: str
    description: str
    page: str
    """The page that lists the same orders."""
    atom_url: str
    json_url: str
    scheme: str
    """The address under which interests have their pages."""
    language: str
    publisher: str
    publisher_url: str
    entries: tuple[EntryView, ...]
    """The newest first; never none."""


@dataclass(frozen=True, slots=True)
class EventView:
    """A due date in a calendar."""

    uid: str
    stamp: date
    """The day the order's page last changed, or another day of the record: never the clock's."""
    day: date
    repeats: str
    """An ISO 8601 duration, or empty."""
    until: date | None
    """The last day on which it may fall due again."""
    summary: str
    description: tuple[str, ...]
    """Paragraphs."""
    url: str
    agencies: tuple[tuple[str, str], ...]
    """(id, label) of each that the duty concerns."""


class WrittenEvent(NamedTuple):
    """A due date as every calendar that has it writes it; plain, as JSON gives it back."""

    day: str
    uid: str
    concerned: Sequence[str]
    """The agencies in whose calendars it stands."""
    text: str


@dataclass(frozen=True, slots=True)
class CalendarView:
    """Due dates of an edition, or of one agency in it."""

    name: str
    description: str
    language: str


@dataclass(frozen=True, slots=True)
class CitationView:
    """An order as a bibliographic item: the order itself, not our page about it."""

    slug: str
    number: str
    """13903, or empty."""
    title: str
    name: str
    """Executive Order 13903, or the title."""
    president: str
    bluebook: str
    volume: str
    """Of the Federal Register."""
    first_page: str
    last_page: str
    signed: date | None
    published: date | None
    url: str
    """The official text's."""


@dataclass(frozen=True, slots=True)
class FormattedCitation:
    """A citation ready to be copied or downloaded from an order's page."""

    format: str
    """A key of `t.citations`."""
    text: str
    file: str
    """The name to save it under; empty where a line is all there is."""
    type: str
    """Its media type."""


Force = Literal["InForce", "NotInForce", "PartiallyInForce"]
"""schema.org's LegalForceStatus."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An order's page, and the order it is about, for search engines."""

    title: str
    description: str
    url: str
    language: str
    first: date | None
    changed: date | None
    publisher: str
    publisher_url: str
    reader: str
    """For whom the edition is."""
    public: bool
    interests: tuple[str, ...]
    citation: CitationView
    document_number: str
    force: Force | None
    """Only where a source says so and no court's block stands against it."""


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file, or a page of files, that readers can take or follow."""

    kind: str
    """A key of `t.files`."""
    type: str
    """Its media type."""
    url: str
    own: bool
    """Of this page's list; else of the whole edition."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of the record and how many orders have it."""

    name: str
    """A key of `t.data_fields`."""
    searchable: bool
    """Whether its silence can mean "none found"."""
    filled: int
    none_found: int
    not_applicable: int
    left: int
    """Not searched; or, of a field whose silence means nothing, not recorded."""
    sources: tuple[tuple[str, int], ...]
    """(source, orders): a source's name, or `order` or `others`, keys of `t.data.sources`."""


@dataclass(frozen=True, slots=True)
class DataView:
    """The page that says what an edition's data is."""

    files: tuple[FileLink, ...]
    total: int
    fields: tuple[FieldView, ...]
    title: str
    description: str
    url: str
    """Absolute, or empty."""
    downloads: tuple[tuple[str, str], ...]
    """(absolute address, media type) of each file; none without an address."""
    publisher: str
    publisher_url: str
    language: str


@dataclass(frozen=True, slots=True)
class BriefedOrder:
    """An order that something is told of, with the terms by which it is followed or muted."""

    slug: str
    label: str
    title: str
    url: str
    interests: tuple[str, ...]
    agencies: tuple[str, ...]
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BriefedChange:
    """An entry of a page's history; `kind` in `t.change`."""

    order: str
    on: date
    kind: str
    text: str
    url: str
    """The history on the order's page."""


@dataclass(frozen=True, slots=True)
class BriefedDuty:
    """A duty with a date; `status` in `t.duty_status`, agencies by their ids."""

    order: str
    id: str
    due: date
    section: str
    what: str
    who: tuple[str, ...]
    open_class: str
    with_: tuple[str, ...]
    consults: tuple[str, ...]
    status: str
    said: tuple[date, str, str] | None
    """(day, what, source) of the latest that a source says of it."""
    url: str
    """The duty on the order's page, or the page."""


@dataclass(frozen=True, slots=True)
class Briefed:
    """All that a briefing may tell of one order."""

    order: BriefedOrder
    """Without its parties."""
    changes: tuple[BriefedChange, ...]
    """In the order of the record."""
    dues: tuple[BriefedDuty, ...]


@dataclass(frozen=True, slots=True)
class BriefingFile:
    """`data/briefing.json` of one edition."""

    site: str
    edition: str
    since: date | None
    """Every change from this day on is in it; None where every change there ever was is."""
    earlier: int
    """Changes left out."""
    until: date | None
    """Every due date to this day is in it; None where every later one is."""
    later: int
    """Due dates left out."""
    terms: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """By kind, (id, label) of every term that is named."""
    orders: tuple[BriefedOrder, ...]
    changes: tuple[BriefedChange, ...]
    """The newest first."""
    dues: tuple[BriefedDuty, ...]
    """The earliest first."""
