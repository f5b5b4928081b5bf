"""What a briefing is made of: what changed lately and falls due, with a limit, and how far it reaches."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from eo_site.plan import briefing
from tests.sites import AUDIENCES, TODAY, built, order, outcome, page, small_site, tree

AGENCIES = "terms: [{id: navy, label: Navy}, {id: army, label: Army}, {id: mint, label: Mint}]\n"
PARTIES = "terms: [{id: keepers, label: Keepers}, {id: sailors, label: Sailors}]\n"
INTERESTS = "terms: [{id: lamps, label: Lamps}, {id: ships, label: Ships}]\n"
MEMBERS = """\
  - id: board
    name: The board
    question: What next?
    access: {members: [board]}
    lead: [summary]
    modules: [duties, sections, unknowns, sources]
"""
RECORD = """\
interests: [lamps]
affected: [{party: keepers, effect: duty, basis: stated-in-order, section: "2", text: They keep a log.}]
duties:
  - {id: old, section: "1", who: [navy], what: Too old., type: time-boxed, due: 2026-10-01}
  - {id: gone, section: "1", who: [navy], what: Just gone., type: time-boxed, due: 2026-10-23}
  - id: soon
    section: 2(b)
    who: [navy]
    with: [army]
    open_class: others as appropriate
    what: {default: "Soon [@order, 2].", board: Soon said the board.}
    type: time-boxed
    due: 2026-12-01
    evidence: [{on: 2026-11-02, value: in-progress, text: It was begun., source: notes}]
  - {id: far, section: "3", who: [army], what: Far., type: time-boxed, due: 2031-01-01}
  - {id: never, section: "4", who: [army], what: No date., type: open-ended}
changes:
  - {on: 2025-10-18, kind: published, text: First published.}
  - {on: 2025-10-17, kind: updated, text: One day too old.}
  - on: 2026-11-02
    kind: corrected
    text: {default: "A date [@order, 2].", board: A date that the board disputes.}
sources:
  - {id: notes, type: webpage, title: Notes, checked: 2026-11-01, covers: [status]}
"""


def site(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """One order with a history and dates; a members' edition beside the public ones."""
    return small_site(
        root,
        {
            "audiences.yaml": AUDIENCES + MEMBERS,
            "content/vocabularies/agencies.yaml": AGENCIES,
            "content/vocabularies/parties.yaml": PARTIES,
            "content/vocabularies/interests.yaml": INTERESTS,
            "content/orders/eo-14001.md": order(RECORD, "## Purpose\n\nCount [@order, 1].\n"),
            **(files or {}),
        },
    )


def told(build: Path, edition: str) -> Any:
    """An edition's file."""
    return json.loads((build / edition / "data/briefing.json").read_bytes())


def test_changes_of_400_days_and_dates_from_30_days_ago_are_told(tmp_path: Path) -> None:
    """Each with the place on the order's page that is its source; what is left out is counted."""
    build = built(site(tmp_path / "site"))
    found = told(build, "plain")
    assert [(each["on"], each["kind"]) for each in found["changes"]] == [
        ("2026-11-02", "corrected"), ("2025-10-18", "published"),
    ]  # fmt: skip
    assert (found["since"], found["earlier"]) == ("2025-10-18", 1)
    assert [each["id"] for each in found["dues"]] == ["gone", "soon", "far"]
    assert (found["until"], found["later"]) == ("", 0)
    assert found["changes"][0]["url"] == "../orders/eo-14001/#m-corrections"
    assert 'id="m-corrections"' in page(build / "plain", "orders/eo-14001")
    soon = found["dues"][1]
    assert (soon["section"], soon["open"]) == ("2(b)", "others as appropriate")
    assert soon["status"] == "in-progress"
    assert soon["said"] == {"on": "2026-11-02", "text": "It was begun.", "by": "Notes"}
    # Duties have a place of their own only where the edition lists them all.
    assert soon["url"] == "../orders/eo-14001/"
    assert told(build, "board")["dues"][1]["url"] == "../orders/eo-14001/#duty-soon"
    assert found["orders"]["eo-14001"]["parties"] == ["keepers"]
    assert found["orders"]["eo-14001"]["agencies"] == ["navy", "army"]


def test_each_edition_is_told_in_its_own_words(tmp_path: Path) -> None:
    """Nothing of a members' text, and no term that only others' orders carry, is in a public file."""
    secret = order(
        "audiences: [board]\nduties: [{id: d, section: '1', who: [mint], what: Ours., "
        "type: time-boxed, due: 2026-12-01}]\nchanges: [{on: 2026-11-01, kind: published, text: Ours.}]\n"
        "affected: [{party: sailors, effect: duty, basis: stated-in-order, section: '2', text: Ours.}]\n",
        "## Purpose\n\nOurs.\n",
        number=14009,
    )
    build = built(site(tmp_path / "site", {"content/orders/eo-14009.md": secret}))
    for name in ("briefing", "facets"):
        public = (build / f"plain/data/{name}.json").read_text("utf-8")
        members = (build / f"board/data/{name}.json").read_text("utf-8")
        for word in ("14009", "Mint", "Sailors", *(["board disputes"] * (name == "briefing"))):
            assert word not in public and word in members, (name, word)


def test_the_file_has_a_limit_and_tells_how_far_it_reaches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest changes and the next dates stay; the first day told whole is named."""
    monkeypatch.setattr(briefing, "MOST", 2)
    found = told(built(site(tmp_path / "site")), "plain")
    assert [each["on"] for each in found["changes"]] == ["2026-11-02", "2025-10-18"]
    assert (found["since"], found["earlier"]) == ("2025-10-18", 1)
    assert [each["id"] for each in found["dues"]] == ["gone", "soon"]
    assert (found["until"], found["later"]) == ("2030-12-31", 1)


def test_duties_of_an_order_that_ended_fall_due_no_longer(tmp_path: Path) -> None:
    """Nor do those of which a source says something: they are on the order's page."""
    record = RECORD + "status: [{value: revoked, source: notes, from: 2026-11-10}]\n"
    root = site(tmp_path / "site", {"content/orders/eo-14001.md": order(record)})
    assert told(built(root), "plain")["dues"] == []


def test_the_file_changes_on_the_days_that_are_announced_and_on_no_other(tmp_path: Path) -> None:
    """A build on any day gives what a build from nothing gives, and says when it is out of date."""
    root = site(tmp_path / "site")
    day, files = TODAY, dict[date, bytes]()
    for _ in range(8):
        report = outcome(root, now=day)
        files[day] = (root / "build/plain/data/briefing.json").read_bytes()
        assert report.next_change
        coming = report.next_change[0]
        outcome(root, now=coming - timedelta(days=1))
        before = (root / "build/plain/data/briefing.json").read_bytes()
        assert before == files[day], (day, coming)
        day = coming
    assert len(set(files.values())) > 3
    last = max(files)
    assert tree(built(root, now=last)) == tree(built(site(tmp_path / "other"), now=last))


def test_pages_carry_what_they_are_about_for_their_own_readers(tmp_path: Path) -> None:
    """Terms of sections, duties, agencies and groups stand on the page, and no other edition's do."""
    body = (
        '## Purpose {#purpose interests="ships"}\n\nCount [@order, 1].\n\n'
        '## Members {#members for="board" interests="lamps, kites"}\n\nOurs.\n'
    )
    files = {
        "content/orders/eo-14001.md": order(RECORD.replace("[lamps]", "[]"), body),
        "content/vocabularies/interests.yaml": INTERESTS.replace(
            "]\n", ", {id: kites, label: Kites}]\n"
        ),
        "audiences.yaml": (AUDIENCES + MEMBERS).replace(
            "[sections,", "[sections, duties, affected,"
        ),
    }
    build = built(site(tmp_path / "site", files))
    public, members = (page(build / name, "orders/eo-14001") for name in ("plain", "board"))
    assert '<h2 id="purpose" data-about="interests:ships">' in public
    row = members.partition('id="duty-soon"')[2].partition("</tr>")[0]
    assert "agencies/navy/" in row and "agencies/army/" in row and "agencies/army/" not in public
    assert '["interests", "ships", "Ships", false]' in public
    assert '["parties", "keepers", "Keepers", true]' in public
    assert "kites" not in public.lower() and '["interests", "kites", "Kites", false]' in members
