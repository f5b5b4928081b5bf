"""How far a change of an order reaches: its own page, what others show of it, rules between orders."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from eo_site.engine.delta import delta
from eo_site.model.problem import Place, Problem, exchanged, in_reading_order
from eo_site.model.resolved import UsedLink
from eo_site.model.study import (
    EditionStudy,
    EditionText,
    OpenClaim,
    OrderNote,
    PublicRecord,
    Study,
)

LINK = UsedLink("orders/eo-2/", "", Place(3, 1))
CLAIM = OpenClaim(Problem("EO655", "a.md", Place(3, 1), "said", ""), ("revokes",))
NOTE = OrderNote("eo-1", "a.md", PublicRecord("EO 1", "One"), claims=(CLAIM,))
EDITION = EditionStudy("page", "slim", (LINK,))
OTHERS: dict[str, Any] = {
    "links": (UsedLink("orders/eo-3/", "", Place(3, 1)),),
    "written": EditionText(7),
    "public": PublicRecord("EO 1", "Another"),
    "claims": (),
    "publish_on": date(2026, 1, 1),
    "expires_on": date(2026, 1, 1),
}
"""Other values for fields that are neither texts nor flags nor lists of something."""


def study(note: OrderNote | None = NOTE, edition: EditionStudy = EDITION) -> Study:
    """Of one order in one edition."""
    return Study(note=note, editions={"plain": edition})


def reached(now: Study, before: Study | None = None) -> set[str]:
    """What a change reaches."""
    found = delta({"eo-1": before or study()}, {"eo-1": now})
    return {
        name
        for name in ("page", "listed", "linked")
        if (found.page["eo-1"] if name == "page" else getattr(found, name))
    }


def changed(value: object, name: str) -> Any:
    """Another value of a field."""
    if name in OTHERS:
        return OTHERS[name]
    if isinstance(value, bool):
        return not value
    return "another" if isinstance(value, str) else ("another",)


@pytest.mark.parametrize("name", [each.name for each in fields(EditionStudy)])
def test_no_field_of_an_edition_is_forgotten(name: str) -> None:
    """One that is added reaches something, apart from what only authors are told."""
    now = replace(EDITION, **{name: changed(getattr(EDITION, name), name)})
    assert bool(reached(study(edition=now))) == (name != "written")


@pytest.mark.parametrize(
    "name", [each.name for each in fields(OrderNote) if each.name not in {"aliases", "relations"}]
)
def test_no_field_of_a_note_is_forgotten(name: str) -> None:
    """Whatever it is, a rule between orders may read it."""
    now = replace(NOTE, **{name: changed(getattr(NOTE, name), name)})
    assert "linked" in reached(study(now))


def test_an_address_and_a_relation_are_listed() -> None:
    """Pages lead on from the one, and lists show the other."""
    here, there = Place(1, 1), Place(2, 1)
    now = replace(NOTE, aliases=(("old", here),), relations=(("eo-2", here),))
    assert reached(study(now)) == {"listed", "linked"}
    moved = replace(now, aliases=(("old", there),), relations=(("eo-2", there),))
    assert reached(study(moved), study(now)) == {"linked"}, "a rule tells the place"


def test_a_line_above_moves_nothing_that_others_see() -> None:
    """Links and sentences stand elsewhere in the file."""
    claim = replace(CLAIM, problem=replace(CLAIM.problem, place=Place(4, 1)))
    edition = replace(EDITION, page="another", links=(replace(LINK, place=Place(4, 1)),))
    found = delta({"eo-1": study()}, {"eo-1": study(replace(NOTE, claims=(claim,)), edition)})
    assert found.own_pages_alone and found.page == {"eo-1": ("plain",)}


def test_what_could_not_be_read_may_be_anything() -> None:
    """Before or now."""
    for before, now in ((study(None), study(None)), (study(), study(None)), (Study(), study())):
        assert {"listed", "linked"} <= reached(now, before)


def test_problems_are_exchanged_in_their_places() -> None:
    """The same as sorting all of them, each once."""
    known = [Problem("EO1", path, Place(line, 1), "", "") for path in "abc" for line in (1, 2, 3)]
    gone, come = known[3:5], [Problem("EO2", "b", Place(2, 1), "", ""), known[0], known[4]]
    left = [each for each in known if each not in gone]
    assert exchanged(known, gone, come) == in_reading_order([*left, *come])
