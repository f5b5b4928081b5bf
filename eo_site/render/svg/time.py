"""Dates to scale: an agency's duties."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise

from eo_site.dates import DateWords, day_words
from eo_site.plan.views import OrderDutyView
from eo_site.render.svg.elements import Strings, drawing, element, line, percent, text

FEWEST = 3
"""Points below which a drawing says nothing that its list does not."""
LEFT, RIGHT = 19.0, 98.0
"""Where time begins and ends, in percent; rows are named to the left of it."""
APART, LABELS_APART = 3.6, 24.0
"""Distances in percent at which marks and dates no longer touch."""
LEVELS, STEP, ROW, MOST_ROWS = 6, 12, 26, 10


@dataclass(frozen=True)
class Mark:
    """A day in a row."""

    on: date
    words: str
    computed: bool
    future: bool
    ended: bool
    """Whether its order or section has ended since."""


def duties(found: Sequence[OrderDutyView], t: Strings) -> str:
    """An agency's due dates to scale, in a row for each order, the latest dates' orders first."""
    orders: dict[str, list[Mark]] = {}
    dated = [(each.duty.due, each) for each in found if each.duty.due]
    for due, each in sorted(dated, key=lambda pair: pair[0], reverse=True):
        future = each.duty.status in ("not-due", "due-soon")
        words = f"{day_words(due, 'short', t['dates'])}: {each.duty.what.text}"
        mark = Mark(due, words, bool(each.duty.counted), future, each.duty.over)
        orders.setdefault(each.order_label, []).append(mark)
    return _rows(
        "duties-drawing",
        list(orders.items())[:MOST_ROWS],
        t["drawing"]["duties"],
        t["drawing"]["today"],
        t["dates"],
    )


def _rows(
    kind: str,
    rows: Sequence[tuple[str, list[Mark]]],
    words: Mapping[str, str],
    today: str,
    dates: DateWords,
) -> str:
    marks = [mark for _, row in rows for mark in row]
    places, breaks = scale([mark.on for mark in marks])
    if len(marks) < FEWEST or len(places) < 2:
        return ""
    parts: list[str] = []
    y = 0
    for label, row in rows:
        levels = _levels(sorted(row, key=lambda mark: mark.on), places)
        y += ROW + STEP * max(level for _, level in levels)
        parts += [text(label, 0, y + 4), line(LEFT, y, RIGHT, y, "lane")]
        parts += [_mark(mark, places[mark.on], y - STEP * level) for mark, level in levels]
    parts += _axis(marks, places, breaks, y + 18, today, dates)
    first, last = min(places), max(places)
    shown = {
        "n": str(len(marks)),
        "first": day_words(first, "short", dates),
        "last": day_words(last, "short", dates),
    }
    ahead = any(mark.future for mark in marks)
    return drawing(kind, y + (56 if ahead else 42), words, parts, **shown)


def scale(
    days: Iterable[date], left: float = LEFT, right: float = RIGHT
) -> tuple[dict[date, float], list[float]]:
    """Where each day stands, and where the axis is broken, in percent.

    No gap is drawn longer than all others together: one late event would squeeze the rest into a
    dot. A gap that is cut short is marked as a break.
    """
    ordered = sorted(set(days))
    gaps = [(later - earlier).days for earlier, later in pairwise(ordered)]
    drawn = [min(gap, sum(gaps) - gap) or gap for gap in gaps]
    unit = (right - left) / (sum(drawn) or 1)
    at = [left + unit * sum(drawn[:place]) for place in range(len(ordered))]
    cut = [gap > length for gap, length in zip(gaps, drawn, strict=True)]
    breaks = [(a + b) / 2 for (a, b), broken in zip(pairwise(at), cut, strict=True) if broken]
    return dict(zip(ordered, at, strict=True)), breaks


def _levels(row: Sequence[Mark], places: Mapping[date, float]) -> list[tuple[Mark, int]]:
    """Marks that would touch stand on top of each other."""
    ends: list[float] = []
    found = []
    for mark in row:
        x = places[mark.on]
        free = [level for level, end in enumerate(ends) if x - end >= APART]
        level = free[0] if free else min(len(ends), LEVELS)
        ends[level : level + 1] = [x]
        found.append((mark, level))
    return found


def _mark(mark: Mark, x: float, y: float) -> str:
    class_ = "mark" + " mark-ahead" * mark.future + " mark-counted" * mark.computed
    class_ += " mark-ended" * mark.ended
    radius = 2.5 if mark.ended else 5
    title = element("title", escape(mark.words))
    return element("circle", title, class_=class_, cx=percent(x), cy=y, r=radius)


def _axis(
    marks: Sequence[Mark],
    places: Mapping[date, float],
    breaks: Sequence[float],
    y: int,
    words: str,
    dates: DateWords,
) -> Iterable[str]:
    """The line of time: solid as far as today's side reaches, dashed beyond, broken where cut."""
    past = [places[mark.on] for mark in marks if not mark.future]
    ahead = [places[mark.on] for mark in marks if mark.future]
    today = (max(past, default=LEFT) + min(ahead)) / 2 if ahead else RIGHT
    yield line(LEFT, y, today, y, "axis")
    if ahead:
        yield line(today, y, RIGHT, y, "axis axis-ahead")
        yield line(today, y - 6, today, y + 26, "axis")
        yield text(words, today, y + 38, "middle", "this")
    for x in breaks:
        yield line(x - 0.5, y + 5, x + 0.5, y - 5, "axis axis-cut")
        yield line(x + 0.6, y + 5, x + 1.6, y - 5, "axis axis-cut")
    for day, anchor in ticks(places, breaks):
        same = (min(places).year, min(places).month) == (max(places).year, max(places).month)
        shown = day_words(day, "short" if same else "month", dates)
        yield text(shown, places[day], y + 20, anchor, "when")


def ticks(places: Mapping[date, float], breaks: Sequence[float]) -> Iterable[tuple[date, str]]:
    """The days to name: first and last, then what stands beside a break, then any with room."""
    days = sorted(places)
    yield days[0], "start"
    yield days[-1], "end"
    beside = [min((d for d in days if places[d] > x), key=places.__getitem__) for x in breaks]
    taken = [places[days[0]] + LABELS_APART / 4, places[days[-1]] - LABELS_APART / 4]
    for day in (*beside, *days):
        if all(abs(places[day] - x) >= LABELS_APART for x in taken):
            taken.append(places[day])
            yield day, "middle"
