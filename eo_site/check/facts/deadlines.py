"""Every time limit of the text is some duty's, and every duty's date follows from the text."""

import re
from collections.abc import Iterator
from datetime import date

from eo_site.check.facts.places import Nesting, folded, nesting, related
from eo_site.check.grounds import is_answered, text_of
from eo_site.check.world import OrderWorld, at
from eo_site.dates import add_duration, long_date
from eo_site.model.document import OrderDocument
from eo_site.model.duty import Due, Duty, fiscal_year_end
from eo_site.model.order import SetAside
from eo_site.model.problem import Problem
from eo_site.model.prose import Prose
from eo_site.texts.deadlines import Deadline, deadlines


def covered_deadlines(world: OrderWorld) -> Iterator[Problem]:
    """EO613, EO614, and EO617 for what is set aside and is not there."""
    text, document = text_of(world), world.document
    if text is None:
        return
    limits = tuple(each for each in deadlines(text) if not each.quoted)
    sections = nesting(text)
    wrong = set[int]()
    for i, duty in enumerate(document.record.duties):
        if message := _wrong(duty, sections, limits, document):
            wrong.add(i)
            hint = "count as the order's own words do"
            yield at(document, ("duties", i, "due"), "EO614", message, hint)
    for limit in limits if is_answered(document, "duties") else ():
        if not any(_set_aside(each, limit, sections) for each in document.record.set_aside):
            yield from _uncovered(limit, sections, document, wrong)
    for i, aside in enumerate(document.record.set_aside):
        if aside.what == "deadline" and not any(
            _set_aside(aside, each, sections) for each in limits
        ):
            message = f"`{aside.section}` sets no such deadline"
            hint = "take it out, or name the section and the order's own words"
            yield at(document, ("set_aside", i), "EO617", message, hint)


def _set_aside(aside: SetAside, limit: Deadline, sections: Nesting) -> bool:
    """Whether a limit of that section or of one in it is meant."""
    if aside.what != "deadline" or aside.section not in sections.get(limit.section, ()):
        return False
    return not aside.phrase or _same_words(aside.phrase, limit.phrase)


def _uncovered(
    limit: Deadline, sections: Nesting, document: OrderDocument, wrong: set[int]
) -> Iterator[Problem]:
    if limit.on and limit.on == document.record.dates.effective:
        return
    if any(
        clause.kind in ("sunset", "effective-date")
        and clause.text
        and _same_words(clause.text, limit.phrase)
        for clause in document.record.clauses
    ):
        return
    near = [
        (i, duty)
        for i, duty in enumerate(document.record.duties)
        if related(sections, limit.section, duty.section)
    ]
    if any(i in wrong or _meets(duty, limit, document) for i, duty in near):
        return
    message = f"section {limit.section} says “{limit.phrase}”, and no duty has that time"
    hint = (
        f'add a duty with section: "{limit.section}" and {_as_due(limit)}; '
        "or name it under `set_aside` with a reason"
    )
    path = ("duties", near[0][0]) if near else ("duties",)
    yield at(document, path, "EO613", message, hint)


def _as_due(limit: Deadline) -> str:
    if limit.on:
        return f"due: {limit.on.isoformat()}"
    if limit.business or "T" in limit.duration:
        return "due: {uncounted: …, from: …}"
    if limit.repeats:
        return f"repeats: {limit.duration}"
    return f"due: {{after: {limit.duration}, from: {'signed' if limit.from_order else '…'}}}"


def _meets(duty: Duty[Prose], limit: Deadline, document: OrderDocument) -> bool:
    """Whether a duty has the time that a phrase of its section sets."""
    if duty.quote and _same_words(duty.quote, limit.phrase):
        return True
    if limit.repeats and duty.repeats and _months(duty.repeats) == _months(limit.duration):
        return True
    return any(due is not None and _agrees(due, limit, document) for due in (duty.due, duty.until))


def _same_words(quote: str, phrase: str) -> bool:
    one, other = folded(quote), folded(phrase)
    return one in other or other in one


def _wrong(
    duty: Duty[Prose], sections: Nesting, limits: tuple[Deadline, ...], document: OrderDocument
) -> str:
    """What the text says where a duty's due date does not follow from it; '' where it does.

    The phrase the duty quotes decides; without a quote, the limits of its section.
    """
    near = [each for each in limits if related(sections, each.section, duty.section)]
    if duty.quote:
        near = [each for each in near if _same_words(duty.quote, each.phrase)]
    near = [each for each in near if not each.repeats and not each.backwards]
    if duty.due is None or not near or any(_agrees(duty.due, each, document) for each in near):
        return ""
    limit = near[0]
    return (
        f"section {limit.section} says “{limit.phrase}”, which is {_said(limit, document)}, "
        f"not {_recorded(duty.due)}"
    )


def _said(limit: Deadline, document: OrderDocument) -> str:
    signed = document.record.dates.signed
    if limit.on:
        return long_date(limit.on)
    if limit.from_order and signed and _countable(limit):
        day = add_duration(signed, limit.duration)
        return f"{limit.duration} from signing, {long_date(day)}"
    counted = "business days" if limit.business else limit.duration
    return f"{counted} from the {limit.event}" if limit.event else counted


def _recorded(due: Due) -> str:
    if day := _fixed(due):
        return long_date(day)
    return f"{due.after or due.uncounted} from `{due.from_}`"


def _countable(limit: Deadline) -> bool:
    return not limit.business and "T" not in limit.duration


def _agrees(due: Due, limit: Deadline, document: OrderDocument) -> bool:
    """Whether a due date is what the phrase says."""
    signed = document.record.dates.signed
    if due.uncounted:
        return not _countable(limit) or folded(due.uncounted) in folded(limit.phrase)
    if limit.on:
        return limit.on == (_fixed(due) or _counted(due, signed))
    if not _countable(limit):
        return False
    if day := _fixed(due):
        return not limit.from_order or day == _after(signed, limit.duration)
    return _months(due.after or "") == _months(limit.duration) and _same_start(due, limit, signed)


def _fixed(due: Due) -> date | None:
    return due.on or (fiscal_year_end(due.end_of) if due.end_of else None)


def _counted(due: Due, signed: date | None) -> date | None:
    return _after(signed, due.after) if due.after and due.from_ == "signed" else None


def _after(start: date | None, duration: str) -> date | None:
    try:
        return add_duration(start, duration) if start else None
    except OverflowError:
        return None


def _same_start(due: Due, limit: Deadline, signed: date | None) -> bool:
    """An event that is neither the order's date nor its effect is some duty's or event's."""
    from_signing = due.from_ == "signed" or (signed and due.from_ == signed.isoformat())
    if limit.from_order:
        return bool(from_signing)
    if limit.from_effect:
        return due.from_ == "effective" or bool(from_signing)
    return not (limit.event and from_signing)


def _months(duration: str) -> tuple[int, int]:
    """A duration as months and days: P1Y is P12M, P2W is P14D, and P60D is not P2M."""
    parts = {unit: int(number) for number, unit in re.findall(r"(\d+)([YMWD])", duration)}
    months = 12 * parts.get("Y", 0) + parts.get("M", 0)
    return months, 7 * parts.get("W", 0) + parts.get("D", 0)
