"""iCalendar files (RFC 5545, with the names of RFC 7986): all-day events, one for each due date."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from eo_site.plan.exports.views import CalendarView, EventView, WrittenEvent

_MOST = 75
"""Octets of a line, without its end (RFC 5545, 3.1)."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def ical(calendar: CalendarView, events: Iterable[WrittenEvent]) -> bytes:
    """`deadlines.ics`, with events in the order in which they are to stand."""
    name, about = escaped(calendar.name), escaped(calendar.description)
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//eo-site//eo-site//{calendar.language.upper()}",
        "CALSCALE:GREGORIAN",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        f"DESCRIPTION:{about}",
        f"X-WR-CALDESC:{about}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    )
    written = bytearray(_lines(head))
    for event in events:
        written += event.text.encode()
    return bytes(written + _lines(["END:VCALENDAR"]))


def written_event(event: EventView, concerned: tuple[str, ...]) -> WrittenEvent:
    """An event as calendars have it; `concerned` are the agencies that it concerns."""
    return WrittenEvent(event.day.isoformat(), event.uid, concerned, _lines(_event(event)).decode())


def _lines(lines: Iterable[str]) -> bytes:
    return b"".join(folded(line) + b"\r\n" for line in lines)


def _event(event: EventView) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{_day(event.stamp)}T120000Z"
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    if event.repeats:
        found = rule(event.day, event.repeats, event.until)
        if found:
            yield f"RRULE:{found}"
    yield f"SUMMARY:{escaped(event.summary)}"
    yield "DESCRIPTION:" + escaped("\n".join(event.description))
    if event.agencies:
        yield "CATEGORIES:" + ",".join(escaped(label) for _, label in event.agencies)
    if event.url:
        yield f"URL:{event.url}"
    yield "STATUS:CONFIRMED"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def rule(first: date, every: str, until: date | None) -> str:
    """A recurrence rule (3.3.10) for an ISO 8601 duration; empty where there is none that is exact.

    Months keep the day they began with, or the last one a month has: Jan 31, Feb 28, Mar 31. A bare
    monthly rule would skip February, so days after the 28th are written as the last of several.
    Raises nothing: a duration of months and days together, or of nothing, has no rule.
    """
    parts = {unit: int(number) for number, unit in re.findall(r"(\d+)([YMWD])", every)}
    months = 12 * parts.get("Y", 0) + parts.get("M", 0)
    days = 7 * parts.get("W", 0) + parts.get("D", 0)
    if bool(months) == bool(days):
        return ""
    found = f"FREQ=MONTHLY;INTERVAL={months}" if months else f"FREQ=DAILY;INTERVAL={days}"
    if months and first.day > 28:
        last = ",".join(str(day) for day in range(28, first.day + 1))
        found += f";BYMONTHDAY={last};BYSETPOS=-1"
    return f"{found};UNTIL={_day(until)}" if until else found


def escaped(text: str) -> str:
    """Text as 3.3.11 writes it; controls have no way to be written."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for special in ("\\", ";", ","):
        plain = plain.replace(special, "\\" + special)
    return plain.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line cut so that no part has more than 75 octets and no character is cut in two."""
    octets, parts, start = line.encode(), list[bytes](), 0
    # The space that marks a continuation is one octet of its line.
    while len(octets) - start > (room := _MOST - bool(parts)):
        end = start + room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(octets[start:end])
        start = end
    return b"\r\n ".join((*parts, octets[start:]))


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")
