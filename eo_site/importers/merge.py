"""What an import changes in an order's file, and what it leaves to the author.

The record's own fields follow the record. Entries of `status` and `relations` follow it only while
they are as an import writes them: the notes' source, and no key, note or comment of anybody else.
A line that ends in the comment `# keep` is the author's. Older notes never replace newer ones.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from eo_site.importers.facts import FIELDS, Entry, Facts, Path, Scalar, imported_note
from eo_site.model.document import OrderDocument
from eo_site.model.facts import Relation, StatusEntry
from eo_site.model.problem import Place, Problem, Severity
from eo_site.model.prose import Prose
from eo_site.model.source import Source

_STATUS_KEYS = {"value", "source", "as_of", "note"}
_RELATION_KEYS = {"type", "target", "target_section", "partial", "from_", "source", "as_of"}
_KEEP = re.compile(r"(?:^|\s)#\s*keep\b")
_AFTER = re.compile(r"(?:\n[ \t]*(?:#[^\n]*)?)+$")
"""Blank lines and remarks after an entry, up to which the parser counts it."""


@dataclass(frozen=True)
class Edit:
    """One change of a file."""

    kind: str
    """`set` a value, `add` an item to a list, `drop` a key or an item."""
    path: tuple[str | int, ...]
    """Of the value; for `add`, of the list."""
    value: Scalar | Entry | None = None
    said: str = ""
    """The change in words, for the person who ran the import."""


@dataclass(frozen=True)
class Merge:
    """All that an import does to one existing file, and what it does not."""

    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]


def merge(document: OrderDocument, facts: Facts, sources: Iterable[Source]) -> Merge:
    """The difference between a file and what the record says of its order."""
    merger = _Merger(document, facts)
    merger.fields()
    if merger.older_notes():
        return Merge(tuple(merger.edits), tuple(merger.problems))
    merger.status()
    merger.relations()
    known = {each.id for each in (*sources, *document.record.sources)}
    if facts.source not in known and any(each.path[0] in _CITING for each in merger.edits):
        merger.edits.append(_own_source())
    return Merge(tuple(merger.edits), tuple(merger.problems))


_CITING = ("status", "relations")


def _own_source() -> Edit:
    from eo_site.importers.facts import OWN_SOURCE

    return Edit("add", ("sources",), OWN_SOURCE, f"sources: added {OWN_SOURCE['id']}")


class _Merger:
    def __init__(self, document: OrderDocument, facts: Facts) -> None:
        self.document = document
        self.record = document.record
        self.facts = facts
        self.edits: list[Edit] = []
        self.problems: list[Problem] = []
        self._lines = document.marks.source.text.split("\n")

    def kept(self, place: Place, message: str, hint: str = "") -> None:
        """Say what the author's file has otherwise than the record."""
        path = self.document.path
        self.problems.append(Problem("EO806", path, place, message, hint, Severity.WARNING))

    def is_kept(self, *path: str | int) -> bool:
        """Whether the line of a value ends in `# keep`."""
        return bool(_KEEP.search(self._lines[self.document.place(*path).line - 1])) or (
            isinstance(path[-1], str)
            and bool(_KEEP.search(self._lines[self.document.place(*path, key=True).line - 1]))
        )

    # Fields -----------------------------------------------------------------------------

    def fields(self) -> None:
        """Number, title, dates and the like."""
        for path in FIELDS:
            if path not in self.facts.fields:
                continue
            new, old = self.facts.fields[path], _value(self.record, path)
            name = ".".join(path)
            if old is None:
                self.edits.append(Edit("set", path, new, f"{name}: {_shown(new)}"))
            elif str(old) != str(new) and self.is_kept(*path):
                self.kept(self.document.place(*path), f"{name} kept; the record has {_shown(new)}")
            elif str(old) != str(new):
                said = f"{name}: {_shown(old)} → {_shown(new)}"
                self.edits.append(Edit("set", path, new, said))

    # Status -----------------------------------------------------------------------------

    def _from_notes(self) -> list[tuple[int, StatusEntry[Prose]]]:
        entries = enumerate(self.record.status)
        return [(i, each) for i, each in entries if each.source == self.facts.source]

    def older_notes(self) -> bool:
        """Whether the file has newer notes than the record; they then stay as they are."""
        known = [each.as_of for _, each in self._from_notes() if each.as_of]
        ties = [each for each in self.record.relations if each.source == self.facts.source]
        known += [each.as_of for each in ties if each.as_of]
        as_of = self.facts.record.as_of
        if not (known and as_of and as_of < max(known)):
            return False
        message = f"the record's notes are of {as_of}, the file's of {max(known)}; left as they are"
        self.kept(self.document.place("status" if self.record.status else "relations"), message)
        return True

    def status(self) -> None:
        """The entry that says what the notes say of the order's standing."""
        new, found = self.facts.status, self._from_notes()
        if new is None:
            return
        ours = [i for i, each in found if self._imported_status(i, each)]
        theirs = [(i, each) for i, each in found if i not in ours]
        if theirs:
            if new["value"] not in [each.value for _, each in theirs]:
                place = self.document.place("status", theirs[0][0])
                self.kept(place, f"status kept; by the notes it is {new['value']}")
        elif ours:
            self.edits += self._updated(("status", ours[0]), self.record.status[ours[0]], new)
        elif not self.record.status or new["value"] not in ("no-recorded-revocation", "unknown"):
            self.edits.append(Edit("add", ("status",), new, f"status: added {new['value']}"))

    def _imported_status(self, index: int, entry: StatusEntry[Prose]) -> bool:
        note = entry.note
        plain = note is None or (not note.variants and imported_note(note.default))
        return plain and self._bare(entry, _STATUS_KEYS, ("status", index))

    # Relations --------------------------------------------------------------------------

    def relations(self) -> None:
        """Ties that the notes state; one that a file has in other words is not written again."""
        for new in self.facts.relations:
            self.edits += self._tie(new)
        if self.facts.record.as_of is None:
            return
        wanted = {(each["type"], each["target"]) for each in self.facts.relations}
        gone = [
            Edit("drop", ("relations", i), None, f"relations: removed {each.type} {each.target}")
            for i, each in enumerate(self.record.relations)
            if (each.type, each.target) not in wanted and self._imported_relation(i, each)
        ]
        self.edits += reversed(gone)

    def _tie(self, new: Entry) -> Iterator[Edit]:
        kind, target = new["type"], new["target"]
        there = [(i, each) for i, each in enumerate(self.record.relations) if each.target == target]
        same = [(i, each) for i, each in there if each.type == kind]
        for i, each in same:
            if self._imported_relation(i, each):
                yield from self._updated(("relations", i), each, new)
            elif each.partial != bool(new.get("partial")):
                by = "in part" if new.get("partial") else "in whole"
                message = f"{kind} {target} kept; by the notes it is {by}"
                self.kept(self.document.place("relations", i), message)
        if not same and not (kind in ("references", "referenced_by") and there):
            part = " in part" if new.get("partial") else ""
            yield Edit("add", ("relations",), new, f"relations: added {kind} {target}{part}")

    def _imported_relation(self, index: int, entry: Relation[Prose]) -> bool:
        ours = entry.source == self.facts.source
        return ours and self._bare(entry, _RELATION_KEYS, ("relations", index))

    # Entries ----------------------------------------------------------------------------

    def _bare(self, entry: Any, keys: set[str], path: tuple[str | int, ...]) -> bool:
        """Whether an entry has no key and no comment besides what an import writes."""
        marks = self.document.marks
        start, end = (marks.base + each for each in marks.values[path])
        text = marks.source.text
        end = start + len(_AFTER.sub("", text[start:end]))
        stop = text.find("\n", end)
        written = text[start : stop if stop >= 0 else len(text)]
        return entry.model_fields_set <= keys and not re.search(r"(?:^|\s)#", written)

    def _updated(self, path: tuple[str | int, ...], old: Any, new: Entry) -> Iterator[Edit]:
        """Key by key, so that what stays the same is not touched."""
        name = f"{path[0]}"
        for key in ("value", "as_of", "partial", "target_section", "from", "note"):
            before, after = _entry_value(old, key), new.get(key)
            if before == after or (before in (None, False) and after is None):
                continue
            if key == "as_of" and after is None:  # notes of no known day do not unsay a day
                continue
            if after is None:
                yield Edit("drop", (*path, key), None, f"{name}: removed {key} {_shown(before)}")
            elif not isinstance(after, list):
                had = f"{_shown(before)} → " if before not in (None, False) else ""
                yield Edit("set", (*path, key), after, f"{name}: {key} {had}{_shown(after)}")


def _value(record: Any, path: Path) -> Any:
    for name in path:
        record = getattr(record, name) if record is not None else None
    return record


def _entry_value(entry: Any, key: str) -> Scalar | None:
    name = "from_" if key == "from" else key
    found = getattr(entry, name, None)
    return found.default if isinstance(found, Prose) else found


def _shown(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
