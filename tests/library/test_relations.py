"""Relations are written once and shown from both ends, and a clause beats a silent note."""

from datetime import date
from pathlib import Path

import pytest

from tests.sites import built, edit_audiences, order, page, small_site, write

NOTES = (
    "sources:\n  - {id: notes, type: webpage, title: Disposition notes, "
    "checked: 2026-11-01, covers: [status]}\n"
)
FIRST = order(
    "dates: {signed: 2021-01-20}\nstatus:\n  - {value: no-recorded-revocation, source: notes}\n"
    + NOTES
)
SECOND = order(
    "dates: {signed: 2021-03-06}\nrelations:\n"
    '  - {type: revokes, target: eo-14001, section: "13", from: 2021-03-16, source: order, '
    "note: {default: Ends the first order., lawyers: 'Repealed CANARYNOTE [@order, 13].'}}\n",
    number=14002,
)


def pair(tmp_path: Path, second: str = SECOND, first: str = FIRST) -> Path:
    """An order that says nothing of its end, and one that revokes it."""
    root = small_site(
        tmp_path / "site",
        {"content/orders/eo-14001.md": first, "content/orders/eo-14002.md": second},
    )

    def add(document: dict[str, list[dict[str, list[str]]]]) -> None:
        for audience in document["audiences"]:
            audience["modules"] += ["relations", "timeline", "related"]

    edit_audiences(root, add)
    return root


def test_a_revocation_clause_overrides_a_silent_note_on_every_page(tmp_path: Path) -> None:
    """The first order reads as revoked, with the clause's section, wherever it is shown."""
    build = built(pair(tmp_path))
    for audience in ("plain", "lawyers"):
        own = page(build / audience, "orders/eo-14001")
        assert 'data-value="revoked"' in own
        assert "EO 14002, sec. 13" in own
        cards = (build / audience / "data/cards/1.json").read_text()
        assert '["revoked","revoked Mar 16, 2021 by EO 14002, sec. 13"]' in cards.replace(
            "\xa0", " "
        )
        assert "no-recorded-revocation" not in cards
        assert "eo-14001" in page(build / audience, "status/revoked")
        assert not (build / audience / "status/no-recorded-revocation").exists()


def test_a_revocation_takes_effect_on_its_day(tmp_path: Path) -> None:
    """Before the day it names, the order stands as it stood."""
    build = built(pair(tmp_path), now=date(2021, 3, 15))
    assert 'data-value="revoked"' not in page(build / "plain", "orders/eo-14001")


def test_the_inverse_is_shown_without_the_others_words(tmp_path: Path) -> None:
    """The other end says who revoked it and where, but takes no prose from the other record."""
    build = built(pair(tmp_path))
    own = page(build / "lawyers", "orders/eo-14001")
    assert "Revoked by" in own
    assert "CANARYNOTE" not in own
    assert "CANARYNOTE" in page(build / "lawyers", "orders/eo-14002")
    assert "CANARYNOTE" not in page(build / "plain", "orders/eo-14002")


def test_a_draft_revokes_nothing(tmp_path: Path) -> None:
    """What is not out has no effect on what is."""
    build = built(pair(tmp_path, SECOND.replace("title:", "draft: true\ntitle:")))
    own = page(build / "plain", "orders/eo-14001")
    assert 'data-value="revoked"' not in own
    assert "14002" not in own


def test_an_order_for_others_tells_this_edition_nothing(tmp_path: Path) -> None:
    """A record that this edition does not get is not quoted in it, not even by its relations."""
    second = SECOND.replace("title:", "audiences: [lawyers]\ntitle:")
    second = second.replace("default: Ends the first order., lawyers: ", "default: ")
    build = built(pair(tmp_path, second))
    assert "14002" not in page(build / "plain", "orders/eo-14001")
    assert 'data-value="revoked"' in page(build / "lawyers", "orders/eo-14001")


def test_a_partial_revocation_leaves_the_rest(tmp_path: Path) -> None:
    """Named sections fall, the order stays in part."""
    second = SECOND.replace("source: order,", 'partial: true, sections: ["2"], source: order,')
    build = built(pair(tmp_path, second))
    assert 'data-value="in-force-in-part"' in page(build / "plain", "orders/eo-14001")


def test_an_order_outside_the_library_is_shown_by_its_number(tmp_path: Path) -> None:
    """Number and title as the record names them, and no link into nowhere."""
    second = SECOND.replace("target: eo-14001", "target: eo-9066, title: Another order")
    build = built(pair(tmp_path, second))
    own = page(build / "plain", "orders/eo-14002")
    assert "EO 9066" in own
    assert "Another order" in own
    assert "orders/eo-9066" not in own


def test_a_relation_written_in_both_records_stands_once(tmp_path: Path) -> None:
    """Both ends may say it; each page says it once."""
    first = FIRST.replace(
        "sources:",
        "relations:\n  - {type: revoked_by, target: eo-14002, source: notes}\nsources:",
    )
    own = page(built(pair(tmp_path, first=first)) / "plain", "orders/eo-14001")
    assert own.count("Revoked by") == 1


def test_duties_of_a_revoked_order_ended_with_it(tmp_path: Path) -> None:
    """A date that passed under an order that is gone is not called overdue."""
    duty = (
        'duties:\n  - {id: d1, section: "2", who: [treasury-department], what: Count., '
        "type: time-boxed, due: 2021-06-01}\n"
    )
    first = FIRST.replace("sources:", duty + "sources:")
    vocabulary = {
        "content/vocabularies/agencies.yaml": "terms:\n  - {id: treasury-department, label: Treasury}\n"
    }
    build = built(write(pair(tmp_path, first=first), vocabulary))
    assert 'data-value="ended"' in page(build / "lawyers", "orders/eo-14001")


THIRD = "dates: {signed: 2022-05-01}\nrelations:\n  - {type: %s, target: eo-14001, source: %s}\n"
ENDS = {"revokes": "revoked", "supersedes": "superseded", "suspends": "suspended"}


def restored(tmp_path: Path, how: str, more: str = "", first: str = FIRST) -> Path:
    """An order that one order ended and a later one reinstated."""
    second = SECOND.replace("type: revokes", f"type: {how}")
    third = order(THIRD % ("reinstates", f"order{more}"), number=14003)
    return write(pair(tmp_path, second, first), {"content/orders/eo-14003.md": third})


@pytest.mark.parametrize("how", ENDS)
def test_what_was_reinstated_has_not_ended(tmp_path: Path, how: str) -> None:
    """Revoked, superseded or suspended and put back since: the page says both, the status neither."""
    root = restored(tmp_path, how)
    own = page(built(root) / "plain", "orders/eo-14001")
    assert f'data-value="{ENDS[how]}"' not in own
    assert "Reinstated by" in own
    own = page(built(root, now=date(2022, 4, 30)) / "plain", "orders/eo-14001")
    assert f'data-value="{ENDS[how]}"' in own


def test_what_was_ended_again_after_it_was_reinstated_has_ended(tmp_path: Path) -> None:
    """Only a later order restores."""
    third = order(THIRD % ("reinstates", "order"), number=14003).replace("2022-05-01", "2021-03-10")
    root = write(pair(tmp_path), {"content/orders/eo-14003.md": third})
    assert 'data-value="revoked"' in page(built(root) / "plain", "orders/eo-14001")


def test_what_is_back_in_part_is_in_force_in_part(tmp_path: Path) -> None:
    """A partial reinstatement restores no more than it says."""
    own = page(built(restored(tmp_path, "revokes", ", partial: true")) / "plain", "orders/eo-14001")
    assert 'data-value="revoked"' not in own
    assert 'data-value="in-force-in-part"' in own


def test_orders_outside_the_library_are_later_by_their_numbers(tmp_path: Path) -> None:
    """Of two orders without a page, whose days nobody knows here, the higher number is the later."""
    ties = "relations:\n  - {type: revoked_by, target: eo-14100, source: notes}\n"
    ties += "  - {type: reinstated_by, target: eo-%s, source: notes}\n"
    for number, ended in (("14101", False), ("14099", True)):
        first = FIRST.replace("sources:", ties % number + "sources:")
        own = page(built(pair(tmp_path, order(number=14002), first)) / "plain", "orders/eo-14001")
        assert ('data-value="revoked"' in own) is ended


NOTED = order(
    THIRD.replace("source: %s", "source: notes, as_of: 2025-06-30") % "revokes" + NOTES,
    number=14003,
)


def test_a_tie_is_credited_to_what_its_record_names(tmp_path: Path) -> None:
    """What stands in the notes on the other order is not that order's own words."""
    root = pair(tmp_path, NOTED.replace("14003", "14002"))
    own = page(built(root) / "plain", "orders/eo-14001")
    ties = own.partition('id="m-relations"')[2].partition("</section>")[0]
    assert "stated in" not in ties
    assert '<a href="../../orders/eo-14002/#source-notes">Disposition notes</a>' in ties
    assert ", in the record of EO 14002" in ties
    status = own.partition('id="m-status"')[2].partition("</section>")[0]
    assert '<a href="../../orders/eo-14002/#source-notes">Disposition notes, EO 14002</a>' in status
    assert "The status above comes from " in status


def test_a_tie_is_dated_by_the_day_it_was_so(tmp_path: Path) -> None:
    """The relation's own day goes before the day that its source was last checked, at both ends."""
    build = built(pair(tmp_path, NOTED.replace("14003", "14002")))
    for name in ("eo-14001", "eo-14002"):
        own = page(build / "plain", f"orders/{name}")
        ties = own.partition('id="m-relations"')[2].partition("</section>")[0]
        assert 'as of <time datetime="2025-06-30">' in ties
        assert "2026-11-01" not in ties
