"""Drawings of time, ties and counts, as inline SVG.

Places across are percentages and sizes are pixels: a drawing fills any width while its words keep
their size, which a viewBox would shrink on a narrow screen. Distances are chosen for 320 pixels.
Colours come from the stylesheet by class. A list or table beside each drawing says the same, so a
drawing is left out, as an empty string, where it would show less than they do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise
from typing import Any

from eo_site.dates import MONTHS, short_date
from eo_site.plan.views import CountedLink, OrderDutyView, TieView, TimelineEntry

Strings = Mapping[str, Any]
"""The theme's words."""

FEWEST = 3
"""Points below which a drawing of time says nothing that its list does not."""
LEFT, RIGHT = 19.0, 98.0
"""Where time begins and ends, in percent; rows are named to the left of it."""
APART, LABELS_APART = 3.6, 24.0
"""Distances in percent at which marks and dates no longer touch."""
LEVELS, STEP, ROW, MOST_ROWS, MOST_TIES = 6, 12, 26, 10, 6

_LANES = {
    "due": "duties",
    "evidence": "duties",
    "status": "status",
    "court": "courts",
    "case": "courts",
}
_STRONG = ("revoke", "supersede", "suspend")


def _el(name: str, *content: str, **attributes: str | float) -> str:
    """An element; `class_` and `x1`, but `text_anchor` for `text-anchor`."""
    pairs = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    written = "".join(f' {key}="{escape(str(value))}"' for key, value in pairs)
    return f"<{name}{written}>{''.join(content)}</{name}>"


def _text(words: str, x: float, y: float, anchor: str = "start", class_: str = "") -> str:
    return _el("text", escape(words), class_=class_, x=_pc(x), y=y, text_anchor=anchor)


def _line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    return _el("line", class_=class_, x1=_pc(x1), y1=y1, x2=_pc(x2), y2=y2)


def _pc(x: float) -> str:
    return f"{x:.2f}%"


def _svg(
    kind: str, height: int, words: Mapping[str, str], parts: Iterable[str], **fill: str
) -> str:
    """The frame. What holds links is a group, because an image has no parts to a screen reader."""
    content = "".join(parts)
    role = "group" if "<a " in content else "img"
    title = _el("title", escape(words["title"] % fill))
    desc = _el("desc", escape(words["desc"] % fill))
    sizes: dict[str, str | float] = {"width": "100%", "height": height}
    return _el("svg", title, desc, content, class_=f"drawing {kind}", role=role, **sizes)


# Time ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """A day in a row."""

    on: date
    words: str
    computed: bool
    future: bool
    ended: bool
    """Whether it lost its meaning when the order ended."""


def timeline(entries: Sequence[TimelineEntry], t: Strings) -> str:
    """An order's dates to scale, in a row each for the order, its duties, its status and courts."""
    lanes: dict[str, list[Mark]] = {name: [] for name in t["drawing"]["lanes"]}
    coded = {"status": t["legal_status"], "court": t["court_effect"]}
    for entry in entries:
        text = coded.get(entry.kind, {}).get(entry.text, entry.text)
        words = f"{short_date(entry.on)}: {t['timeline'][entry.kind]} {text}".strip()
        kind, _, ended = entry.kind.partition("-")
        mark = Mark(entry.on, words, entry.computed, entry.future, bool(ended))
        lanes[_LANES.get(kind, "order")].append(mark)
    rows = [(t["drawing"]["lanes"][name], marks) for name, marks in lanes.items() if marks]
    return _rows("timeline-drawing", rows, t["drawing"]["timeline"])


def duties(found: Sequence[OrderDutyView], t: Strings) -> str:
    """An agency's due dates to scale, in a row for each order, the latest dates' orders first."""
    orders: dict[str, list[Mark]] = {}
    dated = [(each.duty.due, each) for each in found if each.duty.due]
    for due, each in sorted(dated, key=lambda pair: pair[0], reverse=True):
        future = each.duty.status in ("not-due", "due-soon")
        words = f"{short_date(due)}: {each.duty.what.text}"
        ended = each.duty.status == "ended"
        mark = Mark(due, words, bool(each.duty.counted), future, ended)
        orders.setdefault(each.order_label, []).append(mark)
    return _rows("duties-drawing", list(orders.items())[:MOST_ROWS], t["drawing"]["duties"])


def _rows(kind: str, rows: Sequence[tuple[str, list[Mark]]], words: Mapping[str, str]) -> str:
    marks = [mark for _, row in rows for mark in row]
    places, breaks = scale([mark.on for mark in marks])
    if len(marks) < FEWEST or len(places) < 2:
        return ""
    parts: list[str] = []
    y = 0
    for label, row in rows:
        levels = _levels(sorted(row, key=lambda mark: mark.on), places)
        y += ROW + STEP * max(level for _, level in levels)
        parts += [_text(label, 0, y + 4), _line(LEFT, y, RIGHT, y, "lane")]
        parts += [_mark(mark, places[mark.on], y - STEP * level) for mark, level in levels]
    parts += _axis(marks, places, breaks, y + 18)
    first, last = min(places), max(places)
    shown = {"n": str(len(marks)), "first": short_date(first), "last": short_date(last)}
    return _svg(kind, y + 42, words, parts, **shown)


def scale(days: Iterable[date]) -> tuple[dict[date, float], list[float]]:
    """Where each day stands, and where the axis is broken, in percent.

    No gap is drawn longer than all others together: one late event would squeeze the rest into a
    dot. A gap that is cut short is marked as a break.
    """
    ordered = sorted(set(days))
    gaps = [(later - earlier).days for earlier, later in pairwise(ordered)]
    drawn = [min(gap, sum(gaps) - gap) or gap for gap in gaps]
    unit = (RIGHT - LEFT) / (sum(drawn) or 1)
    at = [LEFT + unit * sum(drawn[:place]) for place in range(len(ordered))]
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
    title = _el("title", escape(mark.words))
    return _el("circle", title, class_=class_, cx=_pc(x), cy=y, r=radius)


def _axis(
    marks: Sequence[Mark], places: Mapping[date, float], breaks: Sequence[float], y: int
) -> Iterable[str]:
    """The line of time: solid as far as today's side reaches, dashed beyond, broken where cut."""
    past = [places[mark.on] for mark in marks if not mark.future]
    ahead = [places[mark.on] for mark in marks if mark.future]
    today = (max(past, default=LEFT) + min(ahead)) / 2 if ahead else RIGHT
    yield _line(LEFT, y, today, y, "axis")
    if ahead:
        yield _line(today, y, RIGHT, y, "axis axis-ahead")
    for x in breaks:
        yield _line(x - 0.5, y + 5, x + 0.5, y - 5, "axis axis-cut")
        yield _line(x + 0.6, y + 5, x + 1.6, y - 5, "axis axis-cut")
    for day, anchor in _ticks(places, breaks):
        same = (min(places).year, min(places).month) == (max(places).year, max(places).month)
        words = short_date(day) if same else f"{MONTHS[day.month - 1][:3]} {day.year}"
        yield _text(words, places[day], y + 20, anchor, "when")


def _ticks(places: Mapping[date, float], breaks: Sequence[float]) -> Iterable[tuple[date, str]]:
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


# Ties ---------------------------------------------------------------------------------------


def relations(ties: Sequence[TieView], t: Strings) -> str:
    """This order between the earlier ones it speaks of and the later ones that speak of it."""
    if len(ties) < 2:
        return ""
    later = [each for each in ties if each.type.endswith("_by")]
    earlier = [each for each in ties if each not in later]
    height = 44 * min(max(len(earlier), len(later)), MOST_TIES + 1) + 8
    middle = 50.0 if earlier and later else 88.0 if earlier else 12.0
    parts = [_text(t["drawing"]["this"], middle, height / 2 + 4, "middle", "this")]
    for side, found in ((-1, earlier), (1, later)):
        parts += _side(found, side, middle, height, t)
    words: Mapping[str, str] = t["drawing"]["relations"]
    return _svg("relations-drawing", height, words, parts, n=str(len(ties)))


def _side(
    ties: Sequence[TieView], side: int, middle: float, height: int, t: Strings
) -> Iterable[str]:
    """The orders on one side, the strongest ties first where there are too many to draw."""
    kept = sorted(ties, key=lambda each: not each.type.startswith(_STRONG))[:MOST_TIES]
    kept.sort(key=lambda each: (each.signed or date.max, each.slug))
    top = (height - 44 * (len(kept) + (len(ties) > len(kept)))) / 2
    near, far, anchor = middle + 12 * side, middle + 16.5 * side, "start" if side > 0 else "end"
    for place, tie in enumerate(kept):
        y = top + 44 * place + 22
        class_ = "tie" + " strong" * tie.type.startswith(_STRONG)
        class_ += " weak" * tie.type.startswith("reference")
        yield _line(near, height / 2, far, y, class_)
        yield _node(tie, far + side, y, anchor, t)
    if len(ties) > len(kept):
        words = t["drawing"]["more"] % {"n": len(ties) - len(kept)}
        yield _text(words, far + side, top + 44 * len(kept) + 24, anchor, "when")


def _node(tie: TieView, x: float, y: float, anchor: str, t: Strings) -> str:
    year = f", {tie.signed.year}" if tie.signed else ""
    name = _text(f"{tie.label}{year}", x, y - 2, anchor)
    linked = _el("a", _el("title", escape(tie.title)), name, href=tie.url) if tie.url else name
    return linked + _text(t["relation"][tie.type], x, y + 14, anchor, "when")


# Counts -------------------------------------------------------------------------------------


def years(found: Sequence[CountedLink], t: Strings) -> str:
    """Orders per year, a bar each; years without any keep their place."""
    by_year = {int(each.label): each for each in found if each.label.isdecimal()}
    if len(by_year) < FEWEST:
        return ""
    first, last = min(by_year), max(by_year)
    most, width = max(each.count for each in by_year.values()), 100 / (last - first + 1)
    every = -(-(last - first + 1) // 8)
    parts = [_line(0, 96, 100, 96, "axis")]
    for year in range(first, last + 1):
        x = width * (year - first)
        if year in by_year:
            parts.append(_bar(by_year[year], x, width, most, labelled=width > 8))
        if (last - year) % every == 0:
            parts.append(_text(str(year), x + width / 2, 114, "middle", "when"))
    words: Mapping[str, str] = t["drawing"]["years"]
    return _svg("years-drawing", 120, words, parts, first=str(first), last=str(last))


def _bar(year: CountedLink, x: float, width: float, most: int, *, labelled: bool) -> str:
    height = max(2, round(76 * year.count / most))
    parts = [_el("title", f"{escape(year.label)}: {year.count}")]
    parts.append(_el("rect", class_="reach", x=_pc(x), y=0, width=_pc(width), height=96))
    inside = {"x": _pc(x + width * 0.14), "width": _pc(width * 0.72)}
    parts.append(_el("rect", class_="bar", y=96 - height, height=height, **inside))
    if labelled or year.count == most:
        parts.append(_text(str(year.count), x + width / 2, 90 - height, "middle"))
    # The list beside the drawing has the same links for the keyboard.
    return _el("a", *parts, href=year.url, tabindex="-1")
