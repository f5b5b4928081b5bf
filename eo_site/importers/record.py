"""What one Federal Register document states of an executive order, and what was done to read it.

Only what the document says is here. What it contradicts itself in is left out and said; topics,
agencies and the like are not taken, because the Federal Register gives every executive order the
same ones.
"""

import re
from dataclasses import dataclass
from datetime import date

from eo_site.importers.documents import Document
from eo_site.importers.mending import day, is_iso, is_short, plain_text
from eo_site.importers.people import Person, person
from eo_site.model.citation import register_citation
from eo_site.model.problem import Place, Problem, Severity

LONGEST_TITLE = 400
"""Longer ones hold part of the order's text; they are imported as they are, and said."""

_DOCUMENT = re.compile(r"(?i)(?:[A-Z]\d{0,2}-)?(?:[A-Z]?\d{1,4}-)?\d{1,6}")
"""94-32388, E9-1234, 2025-06458, C1-2010-1234; never `2-Jan`, which spreadsheets make of 02-1."""
_CORRECTION = re.compile(r"(?:[CRZ]\d*)-\d")
"""C1-2010-1234 corrects a document, R1- prints it again, Z- marks the paper's own slips."""


@dataclass(frozen=True)
class Record:
    """An order as its document records it; '' and None where the document is silent."""

    path: str
    place: Place
    number: str
    document_number: str
    title: str
    """'' in a table that has none; such a record can only bring an order's file up to date."""
    president: str
    """The Federal Register's identifier."""
    president_name: str
    fr: str
    start_page: int | None
    end_page: int | None
    signed: date | None
    published: date | None
    effective: date | None
    html: str
    pdf: str
    notes: str
    """The disposition notes, as they came."""
    as_of: date | None
    """A day on which the notes, or their silence, were so."""

    @property
    def slug(self) -> str:
        """The name of the order's file: `eo-13903`; without a number, `fr-2019-27678`."""
        if self.number:
            return f"eo-{self.number.lower()}"
        return f"fr-{self.document_number.lower()}"

    @property
    def label(self) -> str:
        """How messages name it."""
        return f"EO {self.number}" if self.number else f"document {self.document_number}"


def quoted(value: str) -> str:
    """A value as a message names it: long ones by their beginning."""
    return f"`{value}`" if len(value) <= 80 else f"`{value[:78]}…`"


class Reader:
    """Reads one document, noting what it mends and what it leaves out."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.name = document.text("executive_order_number", "presidential_document_number")
        self.name = re.sub(r"\.0+$", "", self.name.strip())
        self.name = f"EO {self.name}" if self.name else document.text("document_number")

    def note(self, code: str, message: str, hint: str = "") -> None:
        """Say something about the document."""
        words = f"{self.name}: {message}" if self.name else message
        at = self.document
        self.problems.append(Problem(code, at.path, at.place, words, hint, Severity.WARNING))

    def plain(self, *names: str) -> str:
        """A text field, mended."""
        value, done = plain_text(self.document.text(*names))
        if done and names[0] != "disposition_notes":
            self.note("EO803", f"{names[0]}: {', '.join(done)}")
        return value

    def date(self, name: str) -> date | None:
        """A date field."""
        value = self.document.text(name).strip()
        found = day(value, self.volume()) if value else None
        if value and not found:
            hint = "write the date into the order's file; importing again leaves it there"
            self.note("EO804", f"{name} {quoted(value)} is no date; left out", hint)
        elif found and is_short(value):
            said = "by the volume it is printed in" if self.volume() else "as spreadsheets mean it"
            hint = "the year has two digits; look whether the century is right"
            self.note("EO803", f"{name} `{value}` read as {found}, {said}", hint)
        elif found and not is_iso(value):
            self.note("EO803", f"{name} `{value}` read as {found}")
        return found

    def volume(self) -> int | None:
        """The Federal Register's volume, as the document or its citation has it."""
        cited = re.match(r"\s*([1-9]\d{0,2}) (?:FR|Fed\.)", self.document.text("citation"))
        given = re.fullmatch(r"([1-9]\d{0,2})(?:\.0+)?", self.document.text("volume").strip())
        found = cited or given
        return int(found.group(1)) if found else None

    def page(self, name: str) -> int | None:
        """A page number."""
        value = self.document.text(name).strip().replace(",", "")
        match = re.fullmatch(r"([1-9][0-9]{0,5})(?:\.0+)?", value)
        if value and not match:
            self.note("EO804", f"{name} {quoted(value)} is no page; left out")
        return int(match.group(1)) if match else None

    def address(self, name: str) -> str:
        """A web address."""
        value = self.document.text(name).strip()
        if value and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value):
            self.note("EO804", f"{name} {quoted(value)} is no web address; left out")
            return ""
        return value


def read_record(
    document: Document, as_of: date | None = None
) -> tuple[Record | None, tuple[Problem, ...]]:
    """The order that a document records; None, and why, where it records none.

    `as_of` is when the notes were read, for documents that do not say so themselves.
    """
    reader = Reader(document)
    if reason := _no_order(document):
        reader.note("EO802", f"left out: {reason}")
        return None, tuple(reader.problems)
    number, document_number = _number(reader), _document_number(reader)
    title = reader.plain("title")
    if not (number or document_number):
        reader.note("EO802", "left out: it has neither an order's number nor a document's")
        return None, tuple(reader.problems)
    if len(title) > LONGEST_TITLE:
        hint = "shorten it in the file and end its line with `# keep`"
        reader.note("EO803", f"a title of {len(title)} characters holds more than a title", hint)
    signed, published = _dates(reader)
    fr, start, end = _printed(reader)
    signer = _president(reader)
    record = Record(
        document.path, document.place, number, document_number, title, signer.identifier, signer.name, fr, start,
        end, signed, published, reader.date("effective_on"), reader.address("html_url"),
        reader.address("pdf_url"), _notes(document), _as_of(document, as_of),
    )  # fmt: skip
    return record, tuple(reader.problems)


def _no_order(document: Document) -> str:
    """Why a document is not an executive order of its own; '' if it is."""
    number = document.text("document_number").strip()
    corrected = document.text("correction_of").rstrip("/").rpartition("/")[2]
    if _CORRECTION.match(number) or corrected:
        of = f" of {corrected}" if corrected else ""
        return f"{number} is a correction or a reprint{of}, not an order"
    subtype = document.text("subtype", "presidential_document_type").strip().lower()
    if subtype and subtype.replace("_", " ") != "executive order":
        return f"it is a {subtype}, not an executive order"
    kind = document.text("type").strip().lower()
    if kind and "presidential" not in kind and kind != "presdocu":
        return f"it is a {kind}, not an executive order"
    if not subtype and not document.text("executive_order_number"):
        return "nothing in it says that it is an executive order"
    return ""


def _number(reader: Reader) -> str:
    value = reader.document.text("executive_order_number", "presidential_document_number").strip()
    value = re.sub(r"(?i)^(?:executive order|e\.?o\.?)\s*(?:no\.?)?\s*", "", value).upper()
    value = re.sub(r"\.0+$", "", re.sub(r"^(\d{1,2}),(\d{3})\b", r"\1\2", value)).lstrip("0")
    if re.fullmatch(r"[0-9]{1,5}(-[A-Z])?", value):
        return value
    if value:
        reader.note("EO804", f"executive_order_number {quoted(value)} is no number; left out")
    entry = re.search(
        r"\((?:EO|E\.O\.|Executive Order) (\d{4,5})\)", reader.document.text("toc_doc")
    )
    if entry:
        reader.note("EO803", f"it has no number; its entry in the contents says {entry.group(1)}")
        return entry.group(1)
    return ""


def _document_number(reader: Reader) -> str:
    value = reader.document.text("document_number").strip()
    if value and not _DOCUMENT.fullmatch(value):
        reader.note("EO804", f"document_number {quoted(value)} is none; left out")
        return ""
    return value


def _dates(reader: Reader) -> tuple[date | None, date | None]:
    """The days of signing and publication; nothing is printed before it is signed."""
    signed, published = reader.date("signing_date"), reader.date("publication_date")
    if signed and published and signed > published:
        message = f"signed {signed}, after its publication on {published}; left out"
        reader.note("EO804", message, "write `dates.signed` into the order's file")
        return None, published
    return signed, published


def _printed(reader: Reader) -> tuple[str, int | None, int | None]:
    """Citation and pages. Where the two disagree, a citation within the pages is the order's own."""
    value = reader.plain("citation")
    start, end = reader.page("start_page"), reader.page("end_page")
    cited = register_citation(value)
    volume = reader.volume()
    if not cited:
        made = f"{volume} FR {start}" if volume and start else ""
        if value:
            said = f"volume and first page give {made}" if made else "left out"
            reader.note("EO803" if made else "EO804", f"citation {quoted(value)} is none; {said}")
        return made, start, end
    first = int(cited.rpartition(" ")[2])
    if start and start < first <= (end or 0):
        reader.note("EO803", f"start_page {start} lies before its citation; page {first} taken")
        start = first
    elif start and start != first:
        message = f"citation `{value}` and start_page {start} disagree; the pages are left out"
        reader.note("EO804", message, "compare with the printed page")
        start = end = None
    if start and end and end < start:
        reader.note("EO804", f"end_page {end} lies before start_page {start}; left out")
        end = None
    return cited, start, end


def _president(reader: Reader) -> Person:
    """Who signed. A table has the object as text, or columns of its own."""
    document = reader.document
    value = document.fields.get("president")
    value = value if isinstance(value, dict | list) else document.text("president")
    identifier = document.text(
        "president_identifier", "president.identifier", "president[identifier]"
    )
    name = document.text("president_name", "president.name", "president[name]")
    given = {"identifier": identifier, "name": name}
    found = person(value, given)
    if found is None:
        hint = "write `president` into the order's file; importing again leaves it there"
        reader.note("EO804", f"president {quoted(str(value))} names nobody; left out", hint)
        return Person("", "")
    return found


def _notes(document: Document) -> str:
    return document.text("disposition_notes", "executive_order_notes")


def _as_of(document: Document, given: date | None) -> date | None:
    """When the notes were so: as the copy says, or by the latest count of readers that came with it.

    Without the field there are no notes, and a copy that says it does not know is believed.
    """
    if not any(name in document.fields for name in ("disposition_notes", "executive_order_notes")):
        return None
    if "_disposition_as_of" in document.fields:
        return day(document.text("_disposition_as_of"))
    views = document.fields.get("page_views")
    counted = day(str(views.get("last_updated") or "")) if isinstance(views, dict) else None
    return counted or given
