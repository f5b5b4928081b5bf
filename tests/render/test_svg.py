"""Drawings: valid, named in words, the same every time, and absent where they would be trivial."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from eo_site.model.prose import Words
from eo_site.plan.views import CountedLink, DutyView, OrderDutyView, TieView
from eo_site.render import svg
from eo_site.render.svg.ties import MOST_TIES
from eo_site.render.svg.time import scale
from tests.sites import REPOSITORY

HOSTILE = "<script>alert(\"1\")</script> & 'more'"
STRINGS: dict[str, Any] = yaml.safe_load(
    Path(REPOSITORY, "themes/default/strings.yaml").read_text("utf-8")
)


def tie(kind: str, number: int, title: str = "A title", url: str = "../eo-1/") -> TieView:
    """A tie to another order."""
    slug, signed = f"eo-{number}", date(2000 + number % 20, 1, 1)
    return TieView(
        kind,
        slug,
        f"EO {number}",
        title,
        signed,
        "",
        url,
        True,
        "",
        (),
        False,
        None,
        None,
        None,
        "",
    )


def duty(order: str, due: str, what: str = "Report.") -> OrderDutyView:
    """An agency's duty under an order."""
    day = date.fromisoformat(due)
    words = Words(what, what)
    view = DutyView(
        id="d1",
        section="2",
        who=(),
        open_class="",
        with_=(),
        consults=(),
        via="",
        to="",
        what=words,
        type="time-boxed",
        timed=True,
        due=day,
        first_due=day,
        repeats="",
        until=None,
        uncounted="",
        counted="",
        quote="",
        status="not-due",
        evidence=(),
    )
    return OrderDutyView(view, order, "A title", "../eo-1/#duty-d1")


def years(*counts: tuple[str, int]) -> list[CountedLink]:
    """Lists of orders by year."""
    return [CountedLink(year, f"../{year}/", count) for year, count in counts]


DRAWN = {
    "duties": svg.duties(
        [
            duty("EO 1", "2020-01-01", HOSTILE),
            duty(HOSTILE, "2020-03-01"),
            duty("EO 1", "2021-01-01"),
        ],
        STRINGS,
    ),
    "relations": svg.relations(
        [tie("revokes", 1, HOSTILE), tie("amended_by", 2, url='?a="b"&c')], STRINGS
    ),
    "years": svg.years(years(("2017", 3), ("2019", 1), ("2021", 12), (HOSTILE, 2)), STRINGS),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_is_well_formed_and_escapes_what_a_record_says(name: str) -> None:
    """Whatever stands in a title, it is text; and nothing carries a style of its own."""
    root = ElementTree.fromstring(DRAWN[name])
    assert "<script" not in DRAWN[name]
    for element in root.iter():
        assert "style" not in element.attrib
        assert not any(key.startswith("on") for key in element.attrib)


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_says_in_words_what_it_shows(name: str) -> None:
    """A name and a description come first; links make it a group, as an image has no parts."""
    root = ElementTree.fromstring(DRAWN[name])
    title, desc = root[0], root[1]
    assert (title.tag, desc.tag) == ("title", "desc")
    assert title.text and desc.text and "%(" not in title.text + desc.text
    has_links = root.find(".//a") is not None
    assert root.attrib["role"] == ("group" if has_links else "img")


def test_a_drawing_is_the_same_every_time() -> None:
    """Also where equal things stand in another order."""
    ties = [tie("revokes", 1), tie("amends", 2), tie("revoked_by", 3)]
    assert svg.relations(ties, STRINGS) == svg.relations(ties, STRINGS)
    found = [duty("EO 1", "2020-01-01"), duty("EO 2", "2020-03-01"), duty("EO 3", "2021-01-01")]
    assert svg.duties(found, STRINGS) == svg.duties(list(reversed(found)), STRINGS)


def test_trivial_drawings_are_left_out() -> None:
    """Two dates, one tie, two years or a single day say no more than their list."""
    assert svg.duties([duty("EO 1", "2020-01-01")] * 2, STRINGS) == ""
    assert svg.relations([tie("amends", 1)], STRINGS) == ""
    assert svg.years(years(("2020", 4), ("2021", 2)), STRINGS) == ""
    assert svg.years([], STRINGS) == "" == svg.relations([], STRINGS)


def test_one_late_date_does_not_squeeze_the_others() -> None:
    """No gap is drawn longer than all others together, and the break is marked."""
    days = [date(2020, 1, 1), date(2020, 1, 31), date(2020, 3, 1), date(2026, 1, 1)]
    places, breaks = scale(days)
    at = [places[day] for day in days]
    assert at == sorted(at)
    assert at[2] - at[0] == pytest.approx(at[3] - at[2])
    assert len(breaks) == 1 and at[2] < breaks[0] < at[3]


def test_dates_keep_their_distances_where_nothing_is_cut() -> None:
    """Twice the days, twice the way."""
    places, breaks = scale(
        [date(2020, 1, 1), date(2020, 1, 11), date(2020, 1, 16), date(2020, 1, 21)]
    )
    at = list(places.values())
    assert not breaks
    assert at[1] - at[0] == pytest.approx(2 * (at[2] - at[1]))


def test_what_lies_ahead_differs_in_shape_and_today_is_named() -> None:
    """By class, which the stylesheet turns into filled and hollow; the axis is dashed after today."""
    found = [duty("EO 1", "2020-01-01"), duty("EO 1", "2020-06-01"), duty("EO 2", "2031-01-01")]
    past = [
        replace(each, duty=replace(each.duty, status="overdue-unconfirmed")) for each in found[:2]
    ]
    drawn = ElementTree.fromstring(svg.duties([*past, found[2]], STRINGS))
    classes = sorted(each.attrib["class"] for each in drawn.iter("circle"))
    assert classes == ["mark", "mark", "mark mark-ahead"]
    assert STRINGS["drawing"]["today"] in [each.text for each in drawn.iter("text")]
    behind = ElementTree.fromstring(
        svg.duties([*past, past[0], replace(past[0], order_label="EO 3")], STRINGS)
    )
    assert STRINGS["drawing"]["today"] not in [each.text for each in behind.iter("text")]


def test_arrows_lead_from_what_acts_to_what_is_acted_upon() -> None:
    """This order's own acts lead to the earlier orders; what later ones do leads to it. Long names are cut."""
    long = replace(tie("revoked_by", 3), label="Memorandum of a very long name, June 14, 2017")
    drawing = svg.relations([tie("revokes", 1), long], STRINGS)
    lines = list(ElementTree.fromstring(drawing).iter("line"))
    assert all(each.attrib["marker-end"] == "url(#arrow)" for each in lines)
    at = [(float(each.attrib["x1"][:-1]), float(each.attrib["x2"][:-1])) for each in lines]
    assert all(start > end for start, end in at)
    assert "…" in drawing and "2017, " not in drawing


def test_too_many_ties_are_counted_instead_of_drawn() -> None:
    """The strongest are kept."""
    ties = [*[tie("references", number) for number in range(10, 20)], tie("revokes", 3)]
    drawn = svg.relations(ties, STRINGS)
    assert "EO 3, " in drawn
    assert STRINGS["drawing"]["more"] % {"n": 11 - MOST_TIES} in drawn


def test_years_without_orders_keep_their_place() -> None:
    """Bars stand to scale in time."""
    drawn = ElementTree.fromstring(svg.years(years(("2000", 1), ("2001", 1), ("2010", 2)), STRINGS))
    places = [
        float(each.attrib["x"][:-1]) for each in drawn.iter("rect") if each.attrib["class"] == "bar"
    ]
    assert places[2] - places[0] == pytest.approx(10 * (places[1] - places[0]), abs=0.2)
