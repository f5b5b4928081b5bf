"""What courts did, drawn to scale: bars for what was blocked, none where a list says it better."""

import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from eo_site.plan.views import CourtSpanView, CourtTrackView
from eo_site.render import svg
from tests.sites import REPOSITORY

HOSTILE = "<script>alert(\"1\")</script> & 'more'"
STRINGS: dict[str, Any] = yaml.safe_load(
    Path(REPOSITORY, "themes/default/strings.yaml").read_text("utf-8")
)


def span(value: str, start: str, end: str = "") -> CourtSpanView:
    """A value from a day to another; without one, to this day."""
    last = date.fromisoformat(end) if end else None
    return CourtSpanView(value, date.fromisoformat(start), last, "")


def track(*spans: CourtSpanView, sections: tuple[str, ...] = ("2",)) -> CourtTrackView:
    """A part of the order."""
    return CourtTrackView(sections, (), spans)


FILED = span("challenged-not-blocked", "2017-03-01", "2017-03-15")
WIDE = span("blocked-nationwide", "2017-03-15", "2017-06-26")
NARROW = span("blocked-in-part", "2017-06-26", "2017-10-24")
OVER = span("moot-or-dismissed", "2017-10-24")


def bars(drawing: str) -> list[tuple[str, float, float, int]]:
    """(class, left, width, height) of each bar."""
    root = ElementTree.fromstring(drawing)
    return [
        (
            each.get("class", "").removeprefix("span span-"),
            float(each.get("x", "").rstrip("%")),
            float(each.get("width", "").rstrip("%")),
            int(each.get("height", "")),
        )
        for each in root.iter("rect")
    ]


def test_a_block_is_as_high_as_it_reaches_and_as_long_as_it_held() -> None:
    """Nationwide in full, in part by half; a challenge is a line, and what is over is nothing."""
    drawing = svg.courts([track(FILED, WIDE, NARROW, OVER)], STRINGS)
    found = bars(drawing)
    assert [(kind, height) for kind, _, _, height in found] == [
        ("challenged", 3), ("wide", 14), ("narrow", 7),
    ]  # fmt: skip
    ends = [left + width for _, left, width, _ in found]
    assert all(
        abs(left - end) < 0.05 for (_, left, _, _), end in zip(found[1:], ends, strict=False)
    )
    assert abs(ends[-1] - 100) < 0.05


def test_a_block_that_holds_goes_on_beyond_the_last_day() -> None:
    """It has no end yet, so it is drawn to the edge."""
    (_, left, width, height), *_ = bars(
        svg.courts([track(span("blocked-nationwide", "2017-06-26")), track(FILED)], STRINGS)
    )
    assert (left + width, height) == (100, 14) and width > 5


def test_a_stayed_block_is_an_outline() -> None:
    """It is there, and blocks nothing."""
    found = bars(
        svg.courts([track(FILED, span("block-stayed-pending-appeal", "2017-03-15"))], STRINGS)
    )
    assert found[-1][0] == "stayed"


def test_each_part_has_its_row_and_its_name() -> None:
    """By its sections, or as the order as a whole; a long name is cut."""
    many = tuple(str(each) for each in range(1, 40))
    tracks = [track(FILED, WIDE, sections=()), track(WIDE, OVER, sections=many)]
    drawing = svg.courts(tracks, STRINGS)
    assert STRINGS["court_history"]["whole"] in drawing and "…" in drawing
    assert bars(drawing)[0] != bars(drawing)[-1]


def test_what_stands_in_it_is_escaped_and_it_is_the_same_every_time() -> None:
    """Words of the record are text."""
    tracks = [track(FILED, WIDE, NARROW, OVER, sections=(HOSTILE,))]
    drawing = svg.courts(tracks, STRINGS)
    assert "<script>" not in drawing and HOSTILE in "".join(
        ElementTree.fromstring(drawing).itertext()
    )
    assert drawing == svg.courts(tracks, STRINGS)


def test_little_is_not_drawn() -> None:
    """One span, or one day, says nothing that its line does not."""
    assert svg.courts([], STRINGS) == ""
    assert svg.courts([track(span("blocked-nationwide", "2017-03-15"))], STRINGS) == ""
