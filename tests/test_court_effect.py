"""What courts have done to an order follows from the events of its cases, section by section."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from eo_site.court_effect import (
    BLOCKING,
    PresentEffect,
    Track,
    block_tracks,
    concerning,
    present_effects,
    tracks,
)
from eo_site.model.case import Case
from eo_site.model.prose import Prose

LATER = date(2030, 1, 1)
TRO = {"kind": "tro-granted", "scope": "nationwide"}
PI = {"kind": "pi-granted", "scope": "nationwide"}


def case(*events: dict[str, Any], ident: str = "a-v-b", **fields: Any) -> Case[Prose]:
    """A case with an event a day from March 1, 2017, in a district court unless told otherwise."""
    start = date(2017, 3, 1)
    told = [
        {"on": start + timedelta(days=at), "court": "district", **event}
        for at, event in enumerate(events)
    ]
    record = {"id": ident, "name": "A v. B", "source": "notes", "events": told, **fields}
    return Case[Prose].model_validate(record)


def words(found: PresentEffect[Prose]) -> str:
    """`blocked-nationwide 2, 6 but 2(c) since 03-02`"""
    part = found.part
    sections = f" {', '.join(part.sections)}" if part.sections else ""
    but = f" but {', '.join(part.but_not)}" if part.but_not else ""
    reach = f" [{found.effect.reach.default}]" if found.effect.reach else ""
    until = f" until {found.until:%m-%d}" if found.until else ""
    return f"{found.effect.value}{sections}{but}{reach} since {found.since:%m-%d}{until}"


def now(*cases: Case[Prose], on: date = LATER, ended: date | None = None) -> list[str]:
    """What holds on a day, in words."""
    return [words(each) for each in present_effects(cases, on, ended)]


def values(*events: dict[str, Any], **fields: Any) -> list[str]:
    """The effects of one case alone."""
    return [each.effect.value for each in present_effects((case(*events, **fields),), LATER)]


def histories(found: tuple[Track[Prose], ...]) -> Iterator[str]:
    """`2(c), 6: blocked-nationwide 03-01–03-05, …`"""
    for track in found:
        but = f" but {', '.join(track.part.but_not)}" if track.part.but_not else ""
        spans = ", ".join(
            f"{'+'.join(each.value for each in span.effects)}"
            f" {span.start:%m-%d}–{f'{span.end:%m-%d}' if span.end else ''}"
            for span in track.spans
        )
        yield f"{', '.join(track.part.sections) or 'all'}{but}: {spans}"


# One case ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "value"),
    [
        ([{"kind": "filed"}], "challenged-not-blocked"),
        ([{"kind": "filed"}, {"kind": "tro-denied"}], "challenged-not-blocked"),
        ([{"kind": "filed"}, {"kind": "pi-denied"}], "challenged-not-blocked"),
        ([TRO], "blocked-nationwide"),
        ([TRO, PI], "blocked-nationwide"),
        ([PI, {"kind": "appealed"}], "blocked-nationwide"),
        ([{"kind": "permanent-injunction", "scope": "nationwide"}], "blocked-nationwide"),
        ([{"kind": "pi-granted", "scope": "parties"}], "blocked-as-to-plaintiffs"),
        ([{"kind": "pi-granted", "scope": "place", "as_to": "Virginia"}], "blocked-in-part"),
        ([{"kind": "pi-granted", "scope": "part", "as_to": "students"}], "blocked-in-part"),
        ([{"kind": "declared-invalid", "scope": "nationwide"}], "invalidated"),
        ([{"kind": "declared-invalid", "scope": "nationwide"}, {"kind": "stayed", "court": "circuit"}],
         "block-stayed-pending-appeal"),
        ([{"kind": "filed"}, {"kind": "judgment-for-government"}], "upheld"),
        ([TRO, {"kind": "judgment-for-government"}], "upheld"),
        ([{"kind": "judgment-for-government"}, {"kind": "reversed", "court": "circuit"}],
         "challenged-not-blocked"),
        ([{"kind": "judgment-for-government"}, {"kind": "affirmed", "court": "circuit"}], "upheld"),
        ([TRO, {"kind": "tro-denied"}], "challenged-not-blocked"),
        ([TRO, {"kind": "pi-denied"}], "challenged-not-blocked"),
        ([PI, {"kind": "pi-denied"}], "blocked-nationwide"),
        ([TRO, {"kind": "expired"}], "challenged-not-blocked"),
        ([TRO, {"kind": "expired", "court": "elsewhere"}], "blocked-nationwide"),
        ([PI, {"kind": "reversed", "court": "circuit"}], "challenged-not-blocked"),
        ([PI, {"kind": "vacated", "court": "circuit"}], "challenged-not-blocked"),
        ([PI, {"kind": "affirmed", "court": "circuit"}], "blocked-nationwide"),
        ([PI, {"kind": "vacated", "court": "top"}, {"kind": "moot", "court": "top"}],
         "moot-or-dismissed"),
        ([PI, {"kind": "moot"}], "moot-or-dismissed"),
        ([PI, {"kind": "settled"}], "moot-or-dismissed"),
        ([PI, {"kind": "closed"}], "moot-or-dismissed"),
        ([TRO, {"kind": "dismissed"}], "moot-or-dismissed"),
        ([{"kind": "filed"}, {"kind": "remanded", "court": "circuit"}], "challenged-not-blocked"),
        ([PI, {"kind": "cert-granted", "court": "top"}], "blocked-nationwide"),
        ([PI, {"kind": "cert-denied", "court": "top"}], "blocked-nationwide"),
    ],
)  # fmt: skip
def test_a_case_comes_to_one_effect(events: list[dict[str, Any]], value: str) -> None:
    """What is left standing after its last event."""
    assert values({"kind": "filed"}, *events) == [value]


def test_a_judgment_outlasts_its_case() -> None:
    """A case that is closed takes its preliminary orders with it, not what it decided."""
    final = {"kind": "permanent-injunction", "scope": "nationwide"}
    assert values(final, {"kind": "closed"}) == ["blocked-nationwide"]
    assert values(final, {"kind": "moot"}) == ["moot-or-dismissed"]
    assert values({"kind": "judgment-for-government"}, {"kind": "closed"}) == ["upheld"]


def test_an_appeal_that_is_dismissed_leaves_the_order_it_was_from() -> None:
    """Only where the case began can it be dismissed or closed."""
    for kind in ("dismissed", "closed"):
        assert values(PI, {"kind": "appealed"}, {"kind": kind, "court": "circuit"}) == [
            "blocked-nationwide"
        ]


def test_a_dismissal_on_appeal_is_not_the_end_yet() -> None:
    """While it is on appeal the order is challenged; affirmed, it is over."""
    events = [{"kind": "filed"}, {"kind": "dismissed"}, {"kind": "appealed", "court": "circuit"}]
    assert values(*events) == ["challenged-not-blocked"]
    assert values(*events, {"kind": "affirmed", "court": "circuit"}) == ["moot-or-dismissed"]
    assert values(*events, {"kind": "dismissed", "court": "circuit"}) == ["moot-or-dismissed"]
    assert values(*events, {"kind": "reversed", "court": "circuit"}) == ["challenged-not-blocked"]


def test_an_injunction_takes_the_place_of_the_order_before_it() -> None:
    """The restraining order's sections are free once the same court enjoins fewer of them."""
    found = now(
        case({**TRO, "sections": ["2", "6"]}, {**PI, "sections": ["2"]}, sections=["2", "6"])
    )
    assert found == ["blocked-nationwide 2 since 03-01", "challenged-not-blocked 6 since 03-02"]


def test_another_courts_denial_leaves_an_order_alone() -> None:
    """Only the court that gave a restraining order ends it by a denial."""
    assert values(TRO, {"kind": "pi-denied", "court": "elsewhere"}) == ["blocked-nationwide"]


def test_a_later_restraining_order_does_not_weaken_an_injunction() -> None:
    """Of the same court, on the same sections."""
    assert values(PI, {"kind": "tro-granted", "scope": "parties"}) == ["blocked-nationwide"]


# Stays -------------------------------------------------------------------------------------------

STAYED = {"kind": "stayed", "court": "circuit"}


def test_a_stayed_block_blocks_nothing_and_is_not_gone() -> None:
    """It is said to be stayed."""
    assert values(PI, STAYED) == ["block-stayed-pending-appeal"]


@pytest.mark.parametrize("kind", ["stay-denied", "affirmed"])
def test_a_stay_ends_by_its_own_court_or_one_above(kind: str) -> None:
    """A short stay while a motion is considered, then a denial; or the appeal it was given for."""
    for court, left in (("circuit", True), ("top", True), ("district", False)):
        value = "blocked-nationwide" if left else "block-stayed-pending-appeal"
        assert values(PI, STAYED, {"kind": kind, "court": court}) == [value], court


def test_a_stay_in_part_says_for_whom_the_block_goes_on() -> None:
    """Nationwide before, then for some persons only."""
    part = {"kind": "stayed-in-part", "court": "top", "scope": "part", "as_to": "close family"}
    told = case({**PI, "sections": ["2(c)", "6"]}, part)
    assert now(told, on=date(2017, 3, 1)) == ["blocked-nationwide 2(c), 6 since 03-01"]
    assert now(told) == ["blocked-in-part 2(c), 6 [close family] since 03-02"]


def test_a_stay_in_part_by_section_leaves_the_others_blocked() -> None:
    """Sections named without persons are stayed as a whole."""
    told = case(
        {**PI, "sections": ["2", "6"]},
        {"kind": "stayed-in-part", "court": "top", "sections": ["6"]},
    )
    assert now(told) == [
        "blocked-nationwide 2 since 03-01",
        "block-stayed-pending-appeal 6 since 03-02",
    ]


def test_a_stay_in_part_that_says_no_more_leaves_the_block_in_part() -> None:
    """Nothing is made up about whom it reaches."""
    assert now(case(PI, {"kind": "stayed-in-part", "court": "top"})) == [
        "blocked-in-part since 03-02"
    ]


def test_a_block_stayed_in_part_can_be_modified() -> None:
    """The newest words say whom it reaches, also while the stay goes on."""
    part = {"kind": "stayed-in-part", "court": "top", "scope": "part", "as_to": "close family"}
    wider = {"kind": "modified", "scope": "part", "as_to": "family, grandparents too"}
    affirmed = {"kind": "affirmed", "court": "circuit", "as_to": "family, as modified"}
    assert now(case(PI, part, wider)) == ["blocked-in-part [family, grandparents too] since 03-03"]
    assert now(case(PI, part, wider, affirmed)) == [
        "blocked-in-part [family, as modified] since 03-04"
    ]


def test_a_partial_stay_ends_with_the_affirmance_it_waited_for() -> None:
    """By the court that gave it; the block is whole again."""
    part = {"kind": "stayed-in-part", "court": "circuit", "scope": "parties"}
    assert values(PI, part) == ["blocked-as-to-plaintiffs"]
    assert values(PI, part, {"kind": "affirmed", "court": "circuit"}) == ["blocked-nationwide"]


# In part -----------------------------------------------------------------------------------------


def test_affirmed_in_part_names_what_stays_blocked() -> None:
    """A block on 2 and 6, affirmed as to 2(c), 6(a) and 6(b): the rest of both is free."""
    kept = {"kind": "affirmed-in-part", "court": "circuit", "sections": ["2(c)", "6(a)", "6(b)"]}
    assert now(case({**PI, "sections": ["2", "6"]}, kept, sections=["2", "6"])) == [
        "blocked-nationwide 2(c), 6(a), 6(b) since 03-01",
        "challenged-not-blocked 2, 6 but 2(c), 6(a), 6(b) since 03-02",
    ]


@pytest.mark.parametrize("kind", ["vacated-in-part", "reversed-in-part"])
def test_vacated_or_reversed_in_part_names_what_is_free(kind: str) -> None:
    """The sections it reaches; or, with persons named, for whom the block goes on there."""
    free = {"kind": kind, "court": "circuit", "sections": ["2(c)"]}
    assert now(case({**PI, "sections": ["2"]}, free, sections=["2"])) == [
        "blocked-nationwide 2 but 2(c) since 03-01",
        "challenged-not-blocked 2(c) since 03-02",
    ]
    some = {**free, "scope": "parties"}
    assert now(case({**PI, "sections": ["2"]}, some)) == [
        "blocked-nationwide 2 but 2(c) since 03-01",
        "blocked-as-to-plaintiffs 2(c) since 03-02",
    ]
    assert now(case({**PI, "sections": ["2"]}, {"kind": kind, "court": "circuit"})) == [
        "blocked-in-part 2 since 03-02"
    ]


def test_modified_can_add_sections() -> None:
    """An injunction that is widened blocks what it did not block before."""
    wider = {"kind": "modified", "scope": "nationwide", "sections": ["6"]}
    assert now(case({**PI, "sections": ["2"]}, wider)) == [
        "blocked-nationwide 2 since 03-01",
        "blocked-nationwide 6 since 03-02",
    ]


def test_what_is_whole_again_is_said_as_one() -> None:
    """2(c) apart from the rest of 2 only as long as the two differ."""
    told = case(
        {**PI, "sections": ["2"]},
        {"kind": "vacated-in-part", "court": "circuit", "sections": ["2(c)"]},
        {"kind": "vacated", "court": "top"},
        sections=["2"],
    )
    assert now(told) == ["challenged-not-blocked 2 since 03-02"]


def test_a_part_within_a_part_keeps_its_own_effect() -> None:
    """2 is blocked without 2(c), and 2(c)(ii) with it."""
    told = case(
        {**PI, "sections": ["2"]},
        {"kind": "vacated-in-part", "sections": ["2(c)"]},
        {"kind": "modified", "scope": "nationwide", "sections": ["2(c)(ii)"]},
    )
    assert [words(each) for each in present_effects((told,), LATER)][:2] == [
        "blocked-nationwide 2 but 2(c) since 03-01",
        "blocked-nationwide 2(c)(ii) since 03-03",
    ]


def test_a_case_without_sections_is_about_the_whole_order() -> None:
    """The order but for what a ruling takes out of it."""
    free = {"kind": "vacated-in-part", "court": "circuit", "sections": ["3"]}
    assert now(case(PI, free)) == [
        "blocked-nationwide but 3 since 03-01",
        "challenged-not-blocked 3 since 03-02",
    ]


# Several cases -----------------------------------------------------------------------------------


def test_the_wider_of_two_blocks_is_told() -> None:
    """A nationwide block covers what another case blocks for its plaintiffs, whatever their order."""
    wide = case({**PI, "sections": ["2"]}, ident="wide")
    narrow = case({"kind": "pi-granted", "scope": "parties", "sections": ["2(c)"]}, ident="narrow")
    for cases in permutations((wide, narrow)):
        assert now(*cases) == ["blocked-nationwide 2 since 03-01"]


def test_narrow_blocks_for_different_persons_are_all_told() -> None:
    """Virginia's residents by one case, the plaintiffs by another."""
    place = case({"kind": "pi-granted", "scope": "place", "as_to": "Virginia", "sections": ["3"]})
    parties = case(
        {"kind": "filed"}, {"kind": "tro-granted", "scope": "parties", "sections": ["3"]}
    )
    assert now(place, parties) == [
        "blocked-in-part 3 [Virginia] since 03-01",
        "blocked-as-to-plaintiffs 3 since 03-02",
    ]


def test_a_block_goes_on_while_one_case_carries_it() -> None:
    """Since the first of two; free only when both are gone."""
    first = case({**PI, "sections": ["2(c)"]}, {"kind": "remanded"}, {"kind": "vacated"})
    second = case(
        {"kind": "filed"}, {**PI, "sections": ["2"]}, {"kind": "remanded"}, sections=["2"]
    )
    assert now(first, second)[0] == "blocked-nationwide 2(c) since 03-01"
    over = second.model_copy(
        update={"events": (*second.events, case(*[{"kind": "vacated"}] * 9).events[-1])}
    )
    assert now(first, over)[0].startswith("challenged-not-blocked")


def test_what_one_court_upheld_another_can_have_blocked() -> None:
    """The block is told; without one, that it was upheld and that it is challenged, both."""
    upheld = case({"kind": "judgment-for-government"}, sections=["2"])
    blocked, pending = case(PI, sections=["2"]), case({"kind": "filed"}, sections=["2"])
    assert now(upheld, blocked) == ["blocked-nationwide 2 since 03-01"]
    assert now(upheld, pending) == [
        "upheld 2 since 03-01",
        "challenged-not-blocked 2 since 03-01",
    ]


def test_one_case_that_is_over_does_not_end_the_others() -> None:
    """Moot or dismissed is said only where nothing else is left, and then of them all together."""
    over = case({"kind": "filed"}, {"kind": "dismissed"}, sections=["2"])
    assert now(over, case({"kind": "filed"}, sections=["6"])) == [
        "challenged-not-blocked 6 since 03-01",
        "moot-or-dismissed 2 since 03-02",
    ]
    late = case({"kind": "filed"}, {"kind": "filed"}, {"kind": "moot"}, sections=["6"])
    assert now(over, late) == ["moot-or-dismissed since 03-03"]


def test_a_case_about_another_instrument_counts_for_nothing() -> None:
    """It stands on the order's page and is no case about the order."""
    other, own = case(PI, about="proc-9645"), case(PI, about="eo-13780")
    assert concerning((other, own, case(PI)), "eo-13780") == (own, case(PI))


# Days --------------------------------------------------------------------------------------------


def test_what_comes_after_the_day_is_not_known() -> None:
    """The effect of each day is made of the events up to it, that day's own among them."""
    told = case({"kind": "filed"}, TRO, {"kind": "vacated", "court": "circuit"}, {"kind": "moot"})
    days = [date(2017, 2, 28), *(date(2017, 3, day) for day in (1, 2, 3, 4))]
    assert [now(told, on=day) for day in days] == [
        [],
        ["challenged-not-blocked since 03-01"],
        ["blocked-nationwide since 03-02"],
        ["challenged-not-blocked since 03-03"],
        ["moot-or-dismissed since 03-04"],
    ]


def test_events_may_stand_in_any_order() -> None:
    """Their days decide; of one day, their order in the file."""
    told = case(TRO, {"kind": "vacated", "court": "circuit"}, {"kind": "moot"})
    turned = told.model_copy(update={"events": told.events[::-1]})
    assert now(turned) == now(told)


def test_nothing_blocks_an_order_that_has_ended() -> None:
    """A block that stood when the order ended is told with both days; one that was gone is not."""
    told = case({"kind": "filed"}, {**TRO, "sections": ["3(c)"]}, sections=["3(c)"])
    assert now(told, ended=date(2017, 3, 16)) == [
        "blocked-until-ended 3(c) since 03-02 until 03-16"
    ]
    gone = case(TRO, {"kind": "vacated", "court": "circuit"})
    assert now(gone, ended=date(2017, 3, 16)) == ["challenged-not-blocked since 03-02"]
    after = case({**TRO, "on": date(2017, 3, 1)}, {"kind": "moot", "on": date(2017, 5, 1)})
    assert now(after, ended=date(2017, 3, 1)) == ["moot-or-dismissed since 05-01"]


@pytest.mark.parametrize("kind", ["moot", "closed", "dismissed", "vacated", "stayed", "reversed"])
def test_what_was_blocked_until_the_end_stays_so(kind: str) -> None:
    """Whatever becomes of a case afterwards does not undo that."""
    later = {"kind": kind, "on": date(2017, 5, 1)}
    for events in ([TRO, later], [PI, {"kind": "filed", "court": "circuit"}, later]):
        (found,) = now(case(*events), ended=date(2017, 3, 16))
        assert found.startswith("blocked-until-ended since 03-0"), found
        assert found.endswith("until 03-16")


def test_a_ruling_on_the_merits_after_the_end_is_told() -> None:
    """A judgment for the government says more than that a block once stood."""
    won = {"kind": "judgment-for-government", "on": date(2017, 5, 1)}
    assert now(case(PI, won), ended=date(2017, 3, 16)) == ["upheld since 05-01"]


# Histories ---------------------------------------------------------------------------------------

HAWAII = case(
    {"kind": "tro-granted", "scope": "nationwide", "on": "2017-03-15"},
    {"kind": "pi-granted", "scope": "nationwide", "on": "2017-03-29"},
    {"kind": "affirmed-in-part", "on": "2017-06-12", "court": "circuit-9", "sections": ["2(c)", "6(a)", "6(b)"]},
    {"kind": "stayed-in-part", "on": "2017-06-26", "court": "top", "scope": "part", "as_to": "close family"},
    {"kind": "vacated", "on": "2017-10-24", "court": "top"},
    {"kind": "moot", "on": "2017-10-24", "court": "top"},
    sections=["2", "6"],
    ident="first",
)  # fmt: skip
IRAP = case(
    {"kind": "pi-granted", "scope": "nationwide", "on": "2017-03-16", "court": "d-md"},
    {"kind": "affirmed", "on": "2017-05-25", "court": "circuit-4"},
    {"kind": "stayed-in-part", "on": "2017-06-26", "court": "top", "scope": "part", "as_to": "close family"},
    {"kind": "vacated", "on": "2017-10-10", "court": "top"},
    {"kind": "moot", "on": "2017-10-10", "court": "top"},
    sections=["2(c)"],
    ident="second",
)  # fmt: skip


def test_a_history_is_told_by_section() -> None:
    """Two cases, overlapping in section and time: one line for each part that fared alike."""
    assert list(histories(tracks((HAWAII, IRAP), LATER))) == [
        "2, 6 but 2(c), 6(a), 6(b): blocked-nationwide 03-15–06-12,"
        " challenged-not-blocked 06-12–10-24, moot-or-dismissed 10-24–",
        "2(c), 6(a), 6(b): blocked-nationwide 03-15–06-26, blocked-in-part 06-26–10-24,"
        " moot-or-dismissed 10-24–",
    ]


def test_a_history_in_brief_is_of_blocks_alone() -> None:
    """From the first to the last, by how much was blocked; a case that blocked nothing adds nothing."""
    filed = case({"kind": "filed", "on": "2017-03-13"}, sections=["6(a)"], ident="filed")
    narrower = {"kind": "modified", "on": "2017-07-13", "scope": "part", "as_to": "all kin"}
    hawaii = HAWAII.model_copy(update={"events": (*HAWAII.events, case(narrower).events[0])})
    assert list(histories(block_tracks((filed, hawaii, IRAP), LATER))) == [
        "2, 6 but 2(c), 6(a), 6(b): blocked-nationwide 03-15–06-12",
        "2(c), 6(a), 6(b): blocked-nationwide 03-15–06-26, blocked-in-part 06-26–10-24",
    ]
    assert block_tracks((filed,), LATER) == ()


def test_a_history_in_brief_ends_with_the_order() -> None:
    """What stood then ended then; what still stands has no end."""
    told = case({"kind": "filed"}, {**TRO, "sections": ["3"]}, sections=["3"])
    assert list(histories(block_tracks((told,), LATER, date(2017, 3, 16)))) == [
        "3: blocked-nationwide 03-02–03-16"
    ]
    assert list(histories(block_tracks((told,), LATER))) == ["3: blocked-nationwide 03-02–"]


def test_a_span_says_what_ended_it() -> None:
    """All that courts did on that day, in the cases about that part."""
    track = tracks((HAWAII, IRAP), LATER)[1]
    assert [
        [(each.case.id, each.event.kind) for each in span.ended_by] for span in track.spans
    ] == [
        [("first", "stayed-in-part"), ("second", "stayed-in-part")],
        [("first", "vacated"), ("first", "moot")],
        [],
    ]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2017-03-14", []),
        ("2017-03-20", ["blocked-nationwide 2, 6 since 03-15"]),
        ("2017-06-20", [
            "blocked-nationwide 2(c), 6(a), 6(b) since 03-15",
            "challenged-not-blocked 2, 6 but 2(c), 6(a), 6(b) since 06-12",
        ]),
        ("2017-07-15", [
            "blocked-in-part 2(c), 6(a), 6(b) [close family] since 06-26",
            "challenged-not-blocked 2, 6 but 2(c), 6(a), 6(b) since 06-12",
        ]),
        ("2017-10-12", [
            "blocked-in-part 2(c), 6(a), 6(b) [close family] since 06-26",
            "challenged-not-blocked 2, 6 but 2(c), 6(a), 6(b) since 06-12",
        ]),
        ("2017-11-01", ["moot-or-dismissed since 10-24"]),
    ],
)  # fmt: skip
def test_each_day_has_its_own_effect(day: str, told: list[str]) -> None:
    """The same two cases, seen from days on which they stood differently."""
    assert now(HAWAII, IRAP, on=date.fromisoformat(day)) == told


def test_tracks_cover_each_section_once() -> None:
    """No section is told twice, and none that a case names is left out."""
    found = tracks((HAWAII, IRAP), LATER)
    members = [each for track in found for each in track.part.members]
    assert sorted(members) == sorted({"2", "6", "2(c)", "6(a)", "6(b)"})


def test_what_holds_is_the_end_of_the_history() -> None:
    """On any day, the two ways of asking agree."""
    for offset in range(300):
        day = date(2017, 3, 1) + timedelta(days=offset)
        last = {
            (effect.value, part)
            for track in tracks((HAWAII, IRAP), day)
            for effect in track.spans[-1].effects
            for part in track.part.members
        }
        assert last == {
            (each.effect.value, part)
            for each in present_effects((HAWAII, IRAP), day)
            for part in each.part.members
        }


def test_blocking_effects_are_those_under_which_something_may_not_be_done() -> None:
    """A stayed block is none."""
    assert "block-stayed-pending-appeal" not in BLOCKING and "upheld" not in BLOCKING
