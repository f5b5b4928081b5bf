"""An order with very many tasks: its page tells each in full once, and says once what is said of many."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from eo_site.plan.told_once import MANY
from tests.sites import built, order, page, small_site

AUDIENCES = """\
audiences:
  - {id: staff, name: Staff, question: Q?, lead: [deadlines], modules: [duties, coordination, deciders, timeline],
     titles: {deadlines: What is due}}
  - {id: readers, name: Readers, question: Q?, lead: [summary], modules: [timeline]}
"""
AGENCIES = "terms: [{id: navy, label: Navy}, {id: army, label: Army}]\n"
SOURCE = "sources: [{id: report, type: report, title: A report, short: The report, checked: 2026-11-01}]\n"
SAID = "{on: 2021-03-09, value: done-claimed-unverified, text: 'The Navy called all done [@report].', source: report}"


def duties(count: int) -> Iterator[str]:
    """Every second with a date, on two days in turn; those are called done."""
    for n in range(1, count + 1):
        dated = f"type: time-boxed, due: 2021-0{1 + n % 4}-05, evidence: [{SAID}]"
        what = f"what: Count lamp number {n}., {dated if n % 2 else 'type: ongoing'}"
        yield f"  - {{id: d{n}, section: '{1 + n // 10}({'abcdefghij'[n % 10]})', who: [navy], with: [army], {what}}}\n"


def site(root: Path, count: int, today: date = date(2026, 11, 22)) -> Path:
    """Two editions of one order with so many duties; where its page of each is."""
    record = f"dates: {{signed: 2021-01-01, effective: 2021-12-31}}\n{SOURCE}"
    files = {
        "audiences.yaml": AUDIENCES,
        "content/vocabularies/agencies.yaml": AGENCIES,
        "content/orders/eo-14001.md": order(f"{record}duties:\n{''.join(duties(count))}"),
    }
    return built(small_site(root, files), now=today)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """By edition, the page of an order with one task more than is shown over and over."""
    build = site(tmp_path_factory.mktemp("many"), MANY + 1)
    return {name: page(build / name, "orders/eo-14001") for name in ("staff", "readers")}


def module(html: str, name: str) -> str:
    """A module's markup, or nothing."""
    return html.partition(f'id="m-{name}"')[2].partition("</section>")[0]


def test_each_task_stands_in_full_once(many: dict[str, str]) -> None:
    """With a date among the dates, else section by section; its row has its own id and its partners."""
    staff = many["staff"]
    for n in range(1, MANY + 2):
        assert len(re.findall(rf"Count lamp number {n}\.", staff)) == 1
        assert staff.count(f'id="duty-d{n}"') == 1
        assert f"lamp number {n}." in module(staff, "deadlines" if n % 2 else "duties")
    row = staff.partition('id="duty-d1"')[2].partition("</tr>")[0]
    assert ">Navy</a>" in row and "with" in row and ">Army</a>" in row
    assert 'id="m-coordination"' not in staff


def test_other_modules_name_tasks_by_their_sections(many: dict[str, str]) -> None:
    """Who decides, the timeline and the ways above the table lead to the rows; nothing leads nowhere."""
    staff = many["staff"]
    assert f"{MANY // 2 + 1} tasks with a date" in module(staff, "duties")
    assert '<a href="#m-deadlines">What is due</a>' in module(staff, "duties")
    assert '<a href="#duty-d2">1(c)</a>' in module(staff, "deciders")
    assert '<a href="#duty-d1">' in module(staff, "timeline")
    wanted = set(re.findall(r'href="#([^"]+)"', staff))
    assert wanted <= set(re.findall(r'id="([^"]+)"', staff)) | {"m-citations"}


def test_what_is_said_of_many_tasks_stands_above_them_once(many: dict[str, str]) -> None:
    """The rows point to the note, which names its source and the day of the check once."""
    dates = module(many["staff"], "deadlines")
    assert dates.count("The Navy called all done") == 1
    assert dates.count("Checked") == 1 and dates.count("The report") == 1
    assert dates.count('href="#m-deadlines-note-1">Note 1</a>') == MANY // 2 + 1


def test_a_day_is_named_once_for_its_tasks(many: dict[str, str]) -> None:
    """It stays in every row for those who hear the table, and on narrow screens."""
    dates = module(many["staff"], "deadlines")
    assert dates.count('<span class="repeat"><time') == MANY // 2 + 1 - 2
    assert dates.count(">Feb 5, 2021</time>") + dates.count(">Apr 5, 2021</time>") == MANY // 2 + 1


def test_a_long_timeline_folds_the_tasks_that_are_past(many: dict[str, str]) -> None:
    """What befell the order stands outside; each day's tasks are inside, in the order of the text."""
    timeline = module(many["readers"], "timeline")
    outside = re.sub(
        r'<details class="event tasks">.*</ol>\s*</details>', "", timeline, flags=re.DOTALL
    )
    assert "Signed" in outside and "Takes effect" in outside and "lamp" not in outside
    told = [int(n) for n in re.findall(r"lamp number (\d+)\.", timeline)]
    assert told == [*range(1, MANY + 2, 4), *range(3, MANY + 2, 4)]
    assert f"{MANY // 2 + 1} due" in timeline and "1 report on them" in timeline
    assert timeline.count("The Navy called all done") == 1


def test_what_lies_ahead_is_not_folded(tmp_path: Path) -> None:
    """A reader is shown the dates that are still to come."""
    build = site(tmp_path, MANY + 1, date(2021, 1, 2))
    timeline = module(page(build / "readers", "orders/eo-14001"), "timeline")
    assert 'class="event tasks"' not in timeline and "ahead" in timeline


def test_few_tasks_stand_wherever_a_reader_looks(tmp_path: Path) -> None:
    """Each module of a shorter order is complete by itself."""
    staff = page(site(tmp_path, 5) / "staff", "orders/eo-14001")
    for name in ("deadlines", "duties", "coordination", "deciders", "timeline"):
        assert "Count lamp number 1." in module(staff, name)
    assert staff.count('id="duty-d1"') == 1
