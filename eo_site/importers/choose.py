"""One record for each order, out of several inputs that may name it more than once."""

from collections.abc import Iterable
from datetime import date

from eo_site.importers.record import Record
from eo_site.model.problem import Problem, Severity


def one_each(
    records: Iterable[Record], printed: dict[str, str]
) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """The record to import for each order, by number, and what was left out.

    Of one document given twice the newer notes count, and of two as new the later input. Of two
    documents with one number, the one that the site already has (`printed`: document numbers by
    order number) or else the first in print is the order; the other is likely a reprint.
    """
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record.slug, []).append(record)
    chosen, problems = list[Record](), list[Problem]()
    for group in groups.values():
        best = _best(group, printed.get(group[0].number, ""))
        chosen.append(best)
        problems += [_left_out(each, best) for each in group if each is not best]
    return tuple(sorted(chosen, key=_sequence)), tuple(problems)


def _best(group: list[Record], printed: str) -> Record:
    numbers = {each.document_number for each in group}
    if len(numbers) > 1:
        first = min(group, key=lambda each: (each.published or date.max, each.document_number))
        number = printed if printed in numbers else first.document_number
        group = [each for each in group if each.document_number == number]
    group = [each for each in group if each.title] or group
    newest = max(each.as_of or date.min for each in group)
    return [each for each in group if (each.as_of or date.min) == newest][-1]


def _left_out(record: Record, best: Record) -> Problem:
    where = f"{best.path}:{best.place.line}"
    if record.document_number == best.document_number:
        why = "is newer or comes later" if record.title else "has a title; import this one after it"
        message = f"{record.label}: stands twice; the one at {where} {why}"
    else:
        message = (
            f"{record.label}: two documents have this number; {best.document_number} at {where} "
            f"is taken, {record.document_number} left out"
        )
    hint = "" if record.document_number == best.document_number else "give only the one you mean"
    return Problem("EO802", record.path, record.place, message, hint, Severity.WARNING)


def _sequence(record: Record) -> tuple[int, str]:
    digits = "".join(char for char in record.number if char.isdigit())
    return (int(digits or 0), record.slug)
