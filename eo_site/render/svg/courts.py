"""What courts did to an order, to scale: a bar for each part of it that fared in its own way."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape

from eo_site.dates import DateWords, day_words
from eo_site.plan.views import CourtSpanView, CourtTrackView
from eo_site.render.svg.elements import Strings, drawing, element, line, percent, text
from eo_site.render.svg.time import scale, ticks

FEWEST = 2
"""Spans below which a drawing says nothing that its list does not."""
ROW, LONGEST = 44, 44
"""Pixels from one bar to the next; the most characters of what stands above one."""
_WIDE = frozenset({"invalidated", "blocked-nationwide"})
_NARROW = frozenset({"blocked-in-part", "blocked-as-to-plaintiffs"})
_GONE = frozenset({"moot-or-dismissed", "blocked-until-ended"})


def courts(tracks: Sequence[CourtTrackView], t: Strings) -> str:
    """When which sections were blocked, as high as the block reached."""
    spans = [span for track in tracks for span in track.spans]
    days = sorted({day for span in spans for day in (span.start, span.end) if day})
    if len(spans) < FEWEST or len(days) < FEWEST:
        return ""
    goes_on = any(span.end is None and span.value not in _GONE for span in spans)
    places, breaks = scale(days, 0.0, 90.0 if goes_on else 100.0)
    parts: list[str] = []
    for at, track in enumerate(tracks):
        y = ROW * at + 16
        parts += [text(_label(track, t), 0, y), line(0, y + 22, 100, y + 22, "lane")]
        parts += [_bar(span, places, y + 22, t) for span in track.spans if span.value not in _GONE]
    y = ROW * len(tracks) + 6
    dates: DateWords = t["dates"]
    parts += _axis(places, breaks, y, dates)
    words: Mapping[str, str] = t["drawing"]["courts"]
    first, last = (day_words(each, "short", dates) for each in (days[0], days[-1]))
    return drawing("courts-drawing", y + 24, words, parts, first=first, last=last)


def _label(track: CourtTrackView, t: Strings) -> str:
    words = t["court_history"]["whole"]
    if track.sections:
        words = t["pin"]["many" if len(track.sections) > 1 else "one"]
        words = f"{words} {', '.join(track.sections)}"
    if track.but_not:
        words = f"{words}, {t['fact']['but_not']} {', '.join(track.but_not)}"
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip(' ,')}…"


def _bar(span: CourtSpanView, places: Mapping[date, float], y: int, t: Strings) -> str:
    start, end = places[span.start], places[span.end] if span.end else 100.0
    kind, height = "challenged", 3
    if span.value in _WIDE:
        kind, height = "wide", 14
    elif span.value in _NARROW:
        kind, height = "narrow", 7
    elif span.value == "block-stayed-pending-appeal":
        kind, height = "stayed", 14
    said = t["court_effect"][span.value]
    since = day_words(span.start, "short", t["dates"])
    until = day_words(span.end, "short", t["dates"]) if span.end else ""
    title = element("title", escape(f"{since} – {until}: {said}"))
    size = {"x": percent(start), "width": percent(max(end - start, 0.6))}
    return element("rect", title, class_=f"span span-{kind}", y=y - height, height=height, **size)


def _axis(
    places: Mapping[date, float], breaks: Sequence[float], y: int, dates: DateWords
) -> Iterable[str]:
    yield line(0, y, 100, y, "axis")
    for x in breaks:
        yield line(x - 0.5, y + 5, x + 0.5, y - 5, "axis axis-cut")
        yield line(x + 0.6, y + 5, x + 1.6, y - 5, "axis axis-cut")
    for day, anchor in ticks(places, breaks):
        yield text(day_words(day, "short", dates), places[day], y + 18, anchor, "when")
