"""Court dockets as proposed cases: CourtListener's API, and tables of litigation trackers.

A docket says when a case was filed and when it was closed. It does not say what an order has to do
with it, and a tracker's word for its state has no day: neither becomes more than a proposal.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from eo_site.importers.courts import court_of
from eo_site.importers.documents import Document, parsed
from eo_site.importers.mending import day, plain_text
from eo_site.importers.merge import Edit
from eo_site.importers.table import Form, plain_name, read_table
from eo_site.importers.words import decoded
from eo_site.model.base import ID_PATTERN
from eo_site.model.docket import Docket
from eo_site.model.problem import Place, Problem, Severity
from eo_site.model.vocabulary import Vocabulary

SITE = "https://www.courtlistener.com"
FORM = Form(
    what="dockets",
    columns={
        "case_name": ("case_name", "caption", "case_name_full", "case"),
        "docket_number": ("docket_number", "docket_no", "docket", "case_number"),
        "court_id": ("court_id",),
        "court": ("court", "court_name"),
        "date_filed": ("date_filed", "filing_date", "filed"),
        "date_terminated": ("date_terminated", "terminated", "date_closed", "closed"),
        "date_cert_granted": ("date_cert_granted",),
        "date_cert_denied": ("date_cert_denied",),
        "docket_id": ("docket_id", "courtlistener_docket_id", "id"),
        "url": ("absolute_url", "docket_absolute_url", "url"),
        "action": ("executive_action", "challenged_action"),
        "status": ("status", "case_status"),
        "as_of": ("last_updated", "date_modified"),
        "orders": ("eo_numbers_mentioned", "executive_order_numbers", "executive_order_number"),
    },
    naming=("docket_number",),
    doubtful={},
)
"""The API's fields (v4, dockets and search), and columns of trackers."""
_EVENTS = (
    ("filed", "date_filed"),
    ("cert-granted", "date_cert_granted"),
    ("cert-denied", "date_cert_denied"),
    ("closed", "date_terminated"),
)


@dataclass(frozen=True)
class Bench:
    """What a site has that proposals are made with."""

    courts: Vocabulary
    known: tuple[Docket, ...]
    """Dockets that stand in `content/dockets.yaml`."""
    cases: frozenset[tuple[str, str]]
    """(court, docket number as `core` has it) of every event of the orders' cases."""
    orders: tuple[str, ...] = ()
    """The orders that the dockets are said to be about."""
    source: str = ""
    """Id of a source of the site that is CourtListener's."""


def read_dockets(path: str, data: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Every docket of an input, under the names of `FORM`, or why it holds none."""
    text, wrong = decoded(data)
    if wrong:
        return (), (Problem("EO801", path, Place(), *wrong),)
    if text.lstrip()[:1] not in ("{", "["):
        rows, problems = read_table(path, text, FORM)
        return tuple(Document(path, Place(line), row) for line, row in rows), problems
    hint = "give dockets as CourtListener's API answers, or a table"
    try:
        found = parsed(text)
    except json.JSONDecodeError as error:
        place, message = Place(error.lineno, error.colno), f"not valid JSON: {error.msg}"
        return (), (Problem("EO801", path, place, message, hint),)
    except (ValueError, RecursionError):
        return (), (Problem("EO801", path, Place(), "no JSON that can be read", hint),)
    items = found.get("results", [found]) if isinstance(found, dict) else found
    named = [_named(each) for each in items if isinstance(each, dict)] if isinstance(items, list) else []  # fmt: skip
    dockets = [each for each in named if each.get("docket_number")]
    if named and not dockets:
        return (), (Problem("EO801", path, Place(), "no entry has a docket_number", hint),)
    return tuple(Document(path, Place(), each) for each in dockets), ()


def _named(item: Mapping[str, Any]) -> dict[str, Any]:
    plain = {plain_name(key): value for key, value in item.items()}
    found = dict[str, Any]()
    for name, aliases in FORM.columns.items():
        value = next((plain[alias] for alias in aliases if plain.get(alias)), None)
        if value is not None:
            found[name] = value
    return found


def proposed(
    documents: Iterable[Document], bench: Bench
) -> tuple[tuple[Mapping[str, Any], ...], tuple[Mapping[str, Any], ...], tuple[Problem, ...]]:
    """Entries for `content/dockets.yaml`, those of dockets that the site has already, what there is to say."""
    entries, known, problems = list[Mapping[str, Any]](), list[Mapping[str, Any]](), list[Problem]()
    taken = {each.case.id for each in bench.known}
    ids = {each.docket_id: each.case.id for each in bench.known if each.docket_id}
    seen = {
        (event.court, event.docket)
        for each in bench.known
        for event in each.case.events
        if event.docket
    }
    for document in documents:
        reader = _Reader(document, bench)
        entry = reader.entry(taken)
        if entry is None:
            problems += reader.problems
            continue
        first = entry["case"]["events"][0]
        key = (first["court"], first["docket"])
        if key in seen or reader.is_a_case(entry):
            known.append(entry)
            continue
        number = entry.get("docket_id", "")
        if number in ids:
            reader.note("EO804", f"docket_id {number} is that of `{ids[number]}`, too; left out")
            del entry["docket_id"]
        elif number:
            ids[number] = entry["case"]["id"]
        problems += reader.problems
        seen.add(key)
        taken.add(entry["case"]["id"])
        entries.append(entry)
    return tuple(entries), tuple(known), tuple(problems)


def core(docket: str) -> str:
    """A docket number without the judges' letters after it, which some sources leave out."""
    found = re.search(r"(?:\d+:)?\d\d-[a-z]{2,4}-\d{1,6}", docket.lower())
    return found.group() if found else re.sub(r"^nos?\. *", "", docket.strip().lower())


class _Reader:
    def __init__(self, document: Document, bench: Bench) -> None:
        self.document, self.bench = document, bench
        self.problems: list[Problem] = []
        self.number = plain_text(document.text("docket_number"))[0]

    def note(self, code: str, message: str, hint: str = "") -> None:
        """Say something of the docket."""
        at = self.document
        words = f"{self.number}: {message}"
        self.problems.append(Problem(code, at.path, at.place, words, hint, Severity.WARNING))

    def entry(self, taken: set[str]) -> dict[str, Any] | None:
        """The proposal, or None where the docket does not give enough for one."""
        name = plain_text(self.document.text("case_name"))[0]
        court = self._court()
        if not (name and self.number and court):
            missing = "no name" if not name else "no docket number" if not self.number else ""
            if missing:
                self.note("EO802", f"left out: it has {missing}")
            return None
        events = self._events(court)
        if not events:
            self.note("EO802", "left out: it has no day of filing that can be read")
            return None
        found: dict[str, Any] = {}
        if number := self.document.text("docket_id").strip():
            found["docket_id"] = number
        if orders := self._orders():
            found["orders"] = list(orders)
        found |= self._says()
        case: dict[str, Any] = {"id": self._id(name, taken), "name": name}
        if self.bench.source:
            case["source"] = self.bench.source
        found["case"] = {**case, "events": events}
        return found

    def is_a_case(self, entry: Mapping[str, Any]) -> bool:
        """Whether an order's record has the docket in that court already."""
        first = entry["case"]["events"][0]
        return any(
            (first["court"], core(each)) in self.bench.cases for each in first["docket"].split(";")
        )

    def _court(self) -> str:
        given = self.document.text("court")
        from_address = re.search(r"/courts/([a-z0-9]+)/?$", given)
        ident = self.document.text("court_id") or (from_address.group(1) if from_address else "")
        court = court_of(ident, "" if from_address else given, self.bench.courts)
        if not court and self.number:
            said = given if given and not from_address else ident
            message = f"left out: content/vocabularies/courts.yaml has no court `{said}`"
            hint = f"add the court as a term, with `aliases: [{said}]`, and import again"
            self.note("EO802", message, hint)
        return court

    def _events(self, court: str) -> list[dict[str, Any]]:
        events, address = list[dict[str, Any]](), self._address()
        for kind, field in _EVENTS:
            on = self._day(field)
            if on is None:
                continue
            if events and on < events[0]["on"]:
                self.note("EO804", f"{kind} on {on}, before it was filed; left out")
                continue
            event: dict[str, Any] = {"on": on, "kind": kind, "court": court}
            if not events:
                event["docket"] = self.number
                event |= {"url": address} if address else {}
            events.append(event)
        return events if events and events[0]["kind"] == "filed" else []

    def _day(self, field: str) -> date | None:
        value = self.document.text(field).strip()
        value = re.sub(r"^(?i:terminated|closed)[: ]+", "", value)
        if not re.search(r"\d", value):  # `Active`, `No link`: a state, and no day
            return None
        found = day(value)
        if found is None:
            self.note("EO804", f"{field} `{value[:60]}` is no date; left out")
        return found

    def _address(self) -> str:
        value = self.document.text("url").strip()
        value = f"{SITE}{value}" if value.startswith("/") else value
        return value if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value) else ""

    def _orders(self) -> tuple[str, ...]:
        numbers = re.findall(r"\d{4,5}", self.document.text("orders"))
        return self.bench.orders or tuple(dict.fromkeys(f"eo-{number}" for number in numbers))

    def _says(self) -> dict[str, Any]:
        """What a tracker says, with its day: words that nobody has checked."""
        words = [plain_text(self.document.text(name))[0] for name in ("action", "status")]
        found: dict[str, Any] = {"says": "; ".join(filter(None, words))} if any(words) else {}
        on = day(self.document.text("as_of").strip()[:40]) if found else None
        return {**found, "as_of": on} if on else found

    def _id(self, name: str, taken: set[str]) -> str:
        ident = _slug(name.partition(" ;")[0])[:60].strip("-") or "case"
        if ident in taken or not re.fullmatch(ID_PATTERN, ident):
            ident = f"{ident}-{_slug(self.number)}"[:100].strip("-")
        return ident


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "").replace(".", "")).strip("-")


def with_dockets(
    data: bytes, entries: Sequence[Mapping[str, Any]], edits: Sequence[Edit] = ()
) -> bytes:
    """The file with some values changed and more dockets at its end; all else stays as it is."""
    from eo_site.importers.edit import with_edits, with_items

    empty = (
        "# Dockets that an import has proposed as cases, and nobody has read. No page shows them. Read a\n"
        "# docket, then move its `case` into the order's `cases`, or write `set_aside: why` beside it.\n"
        "dockets: []\n"
    )
    text = data.decode("utf-8") or empty
    return with_items(with_edits(text, edits) if edits else text, "dockets", entries).encode()
