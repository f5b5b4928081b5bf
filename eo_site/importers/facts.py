"""A record in the words of an order's file: which keys it fills, and with what.

Nothing else is written. Interests, agencies, duties and every text are the author's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from eo_site.importers.notes import Tie
from eo_site.importers.record import Record
from eo_site.importers.standing import Standing

Scalar = str | int | bool | date
Entry = Mapping[str, Scalar | list[str]]
Path = tuple[str, ...]

FIELDS: tuple[Path, ...] = (
    ("number",),
    ("title",),
    ("president",),
    ("document_number",),
    ("citation", "fr"),
    ("citation", "start_page"),
    ("citation", "end_page"),
    ("dates", "signed"),
    ("dates", "published"),
    ("dates", "effective"),
    ("urls", "html"),
    ("urls", "pdf"),
)
"""What a record can fill besides `status` and `relations`, in the order of a file."""

OWN_SOURCE: Entry = {
    "id": "fr-dispositions",
    "type": "webpage",
    "title": "Executive Orders: disposition tables and notes",
    "short": "Disposition notes",
    "container-title": "Federal Register",
    "URL": "https://www.federalregister.gov/presidential-documents/executive-orders",
    "covers": ["status", "relations"],
    "does_not_cover": (
        "most proclamations, memoranda and statutes that change an order, most of what agencies did, "
        "and what courts did"
    ),
    "coverage": (
        "Amendments, revocations and cross references that the Office of the Federal Register has "
        "recorded. A finding aid, not a ruling: its silence does not prove that an order is in force."
    ),
}
"""Written into an order that needs it, on a site whose `content/sources.yaml` has no such source."""

_NOTE = re.compile(r"The notes say “.*”\.", re.DOTALL)
_MARKUP, _ESCAPED = re.compile(r"([\\`*_{}\[\]<>&~^|])"), r"\\\1"


@dataclass(frozen=True)
class Facts:
    """What an import writes of one order."""

    record: Record
    fields: Mapping[Path, Scalar]
    status: Entry | None
    """None where it is not known when the notes were read: silence has no date then."""
    relations: tuple[Entry, ...]
    source: str
    """Id of the source that notes are cited by."""


def facts(record: Record, found: Standing, president: str, source: str) -> Facts:
    """A record with its notes read; `president` is the vocabulary's id."""
    values: tuple[Scalar | None, ...] = (
        int(record.number) if record.number.isdigit() else record.number,
        record.title, president, record.document_number, record.fr, record.start_page,
        record.end_page, record.signed, record.published, record.effective, record.html, record.pdf,
    )  # fmt: skip
    fields = {path: value for path, value in zip(FIELDS, values, strict=True) if value}
    relations = tuple(_relation(tie, source, record.as_of) for tie in found.ties)
    return Facts(record, fields, _status(record, found, source), relations, source)


def _status(record: Record, found: Standing, source: str) -> Entry | None:
    if record.as_of is None:
        return None
    entry: dict[str, Scalar | list[str]] = {
        "value": found.value,
        "source": source,
        "as_of": record.as_of,
    }
    if found.quote:
        entry["note"] = f"The notes say “{_MARKUP.sub(_ESCAPED, found.quote)}”."
    return entry


def _relation(tie: Tie, source: str, as_of: date | None) -> Entry:
    entry: dict[str, Scalar | list[str]] = {"type": tie.type, "target": tie.target}
    if tie.partial:
        entry["partial"] = True
    if tie.section:
        entry["target_section"] = tie.section
    if tie.since:
        entry["from"] = tie.since
    entry["source"] = source
    if as_of:
        entry["as_of"] = as_of
    return entry


def imported_note(text: str) -> bool:
    """Whether a status entry's note is in the very form that an import gives it."""
    return _NOTE.fullmatch(text) is not None
