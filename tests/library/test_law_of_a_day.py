"""A site built for a day shows the law of that day: nothing later is known, and nothing falls due after an end."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from eo_site.engine.options import Report
from tests.sites import built, edit, edit_audiences, found, order, outcome, page, small_site, sound

INSTRUMENTS = """\
instruments:
  - id: proc-20001
    kind: proclamation
    number: "20001"
    title: Ending the Count
    dates: {signed: 2021-12-01, published: 2021-12-06}
    citation: 86 FR 70001
    url: https://official.example/proc-20001
  - id: memo-count
    kind: memorandum
    dates: {signed: 2021-04-01}
    citation: 86 FR 17001
"""

DUTY = "who: [navy], what: %s, type: time-boxed, due: {after: %s, from: effective}"
RECORD = f"""\
dates: {{signed: 2021-01-20, effective: 2021-02-01}}
citation: {{fr: 86 FR 7001}}
status:
  - {{value: revoked, from: 2021-12-01, source: proc-20001}}
relations:
  - {{type: revoked_by, target: proc-20001, target_section: "4", from: 2021-12-01, source: proc-20001}}
  - {{type: effective_date_moved_by, target: memo-count, sections: ["2"], source: memo-count}}
in_effect:
  - {{sections: ["2"], from: 2021-05-01, moved_by: memo-count, source: memo-count}}
  - {{sections: ["3"], until: 2021-08-31, source: order}}
duties:
  - {{id: d1, section: "2(a)", {DUTY % ("Count.", "P60D")}}}
  - {{id: d2, section: "2(b)", {DUTY % ("Count again.", "P1Y")}}}
  - {{id: d3, section: "4", {DUTY % ("Report.", "P30D")}, repeats: P90D}}
  - {{id: d4, section: "3(a)", {DUTY % ("Build.", "P8M")}}}
  - {{id: d5, section: "4", {DUTY % ("Paint.", "P30D")}, evidence: [
      {{on: 2021-06-15, value: done-confirmed, text: It was painted., source: order}}]}}
  - {{id: d6, section: "5", who: [navy], what: Watch., type: ongoing}}
"""
AGENCIES = "terms:\n  - {id: navy, label: Navy}\n"
PAST = "past-before-revoked"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An order that a memorandum moved and a proclamation revoked."""
    files = {
        "content/instruments.yaml": INSTRUMENTS,
        "content/orders/eo-14001.md": order(RECORD),
        "content/vocabularies/agencies.yaml": AGENCIES,
    }
    folder = small_site(tmp_path / "site", files)

    def add(document: dict[str, list[dict[str, list[str]]]]) -> None:
        for audience in document["audiences"]:
            audience["modules"] += ["duties", "deadlines", "relations", "timeline"]
            audience["modules"] = list(dict.fromkeys(audience["modules"]))
            audience["exports"] = ["json", "csv", "orders", "relations"]

    edit_audiences(folder, add)
    return folder


@pytest.mark.parametrize(
    ("until", "back", "wrong"),
    [
        ("", "2025-01-20", ["EO436"]),
        (", until: 2025-01-19", "2025-01-20", []),
        ("", "2020-01-20", ["EO651"]),
    ],
)
def test_what_is_over_is_not_over_once_it_is_back(
    tmp_path: Path, until: str, back: str, wrong: list[str]
) -> None:
    """A status without a last day would say at the head of the page that the order is still revoked."""
    record = (
        "dates: {signed: 2021-01-20}\nsources: [{id: notes, type: webpage, title: N}]\n"
        f"status: [{{value: revoked, source: notes, from: 2021-12-01{until}}}]\n"
        f"relations: [{{type: reinstated_by, target: eo-14200, source: notes, from: {back}}}]\n"
    )
    root = small_site(tmp_path, {"content/orders/eo-14001.md": order(record)})
    assert [each.split()[1] for each in found(root)] == wrong


REVOKED = "  - {value: revoked, source: order, from: 2022-02-01}\n"
REVOKED_BY = "  - {type: revoked_by, target: eo-14100, source: order, from: 2022-02-01}\n"
IN_FORCE = "  - {value: in-force, source: order, from: 2021-01-20%s}\n"


@pytest.mark.parametrize(
    ("status", "relations", "wrong"),
    [
        (IN_FORCE % "" + REVOKED, "", ["EO437"]),
        (IN_FORCE % "", REVOKED_BY, ["EO437"]),
        (IN_FORCE % ", until: 2022-01-31" + REVOKED, REVOKED_BY, []),
        (IN_FORCE % ", sections: ['2']", REVOKED_BY, []),
        (REVOKED + IN_FORCE.replace("2021-01-20", "2023-01-20") % "", "", []),
        (IN_FORCE % "", REVOKED_BY.replace("from", "partial: true, from"), []),
        (REVOKED, REVOKED_BY.replace("2022-02-01", "2022-01-01"), ["EO438"]),
        (REVOKED, REVOKED_BY.replace("2022-02-01", "2022-01-01") + REVOKED_BY, []),
        (REVOKED, REVOKED_BY * 2, ["EO439"]),
    ],
)
def test_a_record_does_not_contradict_itself_about_an_end(
    tmp_path: Path, status: str, relations: str, wrong: list[str]
) -> None:
    """That something holds, ended, and ended on another day is told where it stands."""
    record = f"dates: {{signed: 2021-01-20}}\nstatus:\n{status}relations:\n{relations}"
    text = order(record if relations else record.replace("relations:\n", ""))
    root = small_site(tmp_path, {"content/orders/eo-14001.md": text})
    assert [each.split()[1] for each in found(root)] == wrong


def test_a_suit_may_be_about_an_agencys_guidance(tmp_path: Path) -> None:
    """Or about a report: it is named and linked, and nothing of it counts for the order."""
    papers = (
        'instruments:\n  - {id: omb-m-25-13, kind: guidance, label: OMB M-25-13, url: "https://omb.example/m"}\n'
        "  - {id: report-2018, kind: report, dates: {signed: 2022-01-16}}\n"
    )
    case = (
        "  - {id: %s, name: %s, about: %s, source: order, events: "
        "[{on: 2022-02-01, kind: pi-granted, court: d-me, scope: nationwide}]}\n"
    )
    cases = case % ("a-v-b", "A v. B", "omb-m-25-13") + case % ("c-v-d", "C v. D", "report-2018")
    root = small_site(
        tmp_path,
        {
            "content/instruments.yaml": papers,
            "content/vocabularies/courts.yaml": "terms: [{id: d-me, label: Maine}]\n",
            "content/orders/eo-14001.md": order(f"dates: {{signed: 2021-01-20}}\ncases:\n{cases}"),
        },
    )
    text = page(built(root) / "lawyers", "orders/eo-14001")
    assert 'Concerns <a href="https://omb.example/m">OMB M-25-13</a>, not this order.' in text
    assert "Concerns Report of January 16, 2022, not this order." in text
    assert "blocked-nationwide" not in masthead(text)


def masthead(text: str) -> str:
    """The top of an order's page."""
    return text.partition('<header class="masthead">')[2].partition("</header>")[0]


def row(build: Path) -> dict[str, object]:
    """The order as `orders/2021.json` has it."""
    [found] = json.loads((build / "plain/orders/2021.json").read_text())["orders"]
    return dict(found)


def duties(build: Path) -> dict[str, tuple[str | None, str]]:
    """By duty, its first date and its state."""
    found = row(build)["duties"]
    assert isinstance(found, list)
    return {each["id"]: (each["due"], each["status"]) for each in found}


def test_before_it_takes_effect(root: Path) -> None:
    """Neither its end nor what moved its days is known, and its dates are the first ones."""
    build = built(root, now=date(2021, 1, 25))
    text = page(build / "plain", "orders/eo-14001")
    assert 'data-value="not-yet-in-effect"' in text
    for later in ("20001", "Memorandum", "2021-12", "2021-05", "painted"):
        assert later not in text, later
    assert duties(build)["d1"] == ("2021-04-02", "not-due")
    assert duties(build)["d2"] == ("2022-02-01", "not-due")


def test_while_it_is_in_force(root: Path) -> None:
    """Its own text says from when on, and a later end that nobody knows of yet says that it is."""
    build = built(root, now=date(2021, 3, 1))
    text = page(build / "plain", "orders/eo-14001")
    assert 'data-value="in-force"' in text and 'class="standing alert"' not in text
    assert duties(build)["d1"] == ("2021-04-02", "not-due")
    assert duties(build)["d3"] == ("2021-03-03", "due-soon")


def test_after_a_memorandum_moved_a_day(root: Path) -> None:
    """Duties of the sections that it moved count from the day that held; others as before."""
    build = built(root, now=date(2021, 6, 20))
    text = page(build / "plain", "orders/eo-14001")
    assert "Memorandum of April 1, 2021" in text and "Effective date moved by" in text
    assert "60 days after May 1, 2021" in text
    dues = duties(build)
    assert dues["d1"] == ("2021-06-30", "due-soon")
    assert dues["d5"] == ("2021-03-03", "done-confirmed")
    assert dues["d4"] == (None, "ends-first")
    assert "20001" not in text


def test_after_a_section_ended(root: Path) -> None:
    """What would have fallen due after its last day has ended with it; the order has not."""
    dues = duties(built(root, now=date(2021, 10, 15)))
    assert dues["d4"] == (None, "ended-section")
    assert dues["d1"] == ("2021-06-30", "overdue-unconfirmed")


def test_what_was_due_on_the_last_day_or_at_an_hour_of_its_own(root: Path) -> None:
    """The last day counts; and nobody says that a time which was not counted outlived the order."""
    edit(root, "content/orders/eo-14001.md", "{after: P8M, from: effective}", "2021-08-31")
    edit(
        root,
        "content/orders/eo-14001.md",
        "what: Watch., type: ongoing",
        "what: Watch., type: time-boxed, due: {uncounted: 72 hours, from: signed}",
    )
    build = built(root)
    dues = duties(build)
    assert dues["d4"] == ("2021-08-31", "past-before-end")
    assert dues["d6"] == (None, "ended-uncounted")
    text = page(build / "plain", "orders/eo-14001")
    assert "due date passed by the section’s last day; completion not confirmed" in text
    assert "no date computed; ended with the order or its section" in text


def test_after_an_act_ended_one_section(root: Path) -> None:
    """What an act revoked alone reads as ended with its section; the order has not been revoked."""
    record = RECORD.replace(", source: proc-20001}", ', sections: ["4", "5"], source: proc-20001}')
    record = re.sub(r"(?m)^status:\n.*\n", "", record)
    (root / "content/orders/eo-14001.md").write_text(order(record), "utf-8")
    build = built(root)
    dues = duties(build)
    assert dues["d3"] == ("2021-03-03", "past-before-end")
    assert dues["d6"] == (None, "ended-section")
    assert dues["d1"] == ("2021-06-30", "overdue-unconfirmed")
    assert "the order was revoked" not in page(build / "plain", "orders/eo-14001")


def test_after_its_end(root: Path) -> None:
    """The head of the page says the end: when, by what, which section, printed where; and links to it."""
    build = built(root)
    text = page(build / "plain", "orders/eo-14001")
    head = masthead(text).partition('class="standing alert"')[2]
    first = re.sub(
        r"<[^>]+>|&nbsp;", " ", head.partition('<span class="pill"')[2].partition(">")[2]
    )
    words = "Revoked Dec 1, 2021 by Proclamation 20001 , sec. 4 , 86 FR 70001."
    assert " ".join(first.split()).startswith(words)
    assert 'href="https://official.example/proc-20001"' in head
    dues = duties(build)
    assert dues["d1"] == ("2021-06-30", PAST)
    assert dues["d2"] == (None, "ended")
    assert dues["d3"] == ("2021-03-03", PAST)
    assert dues["d5"] == ("2021-03-03", "done-confirmed")
    assert dues["d6"] == (None, "ended")
    assert "due date passed before the order was revoked; completion not confirmed" in text


def test_nothing_falls_due_after_the_end(root: Path) -> None:
    """In no page, list, calendar, data file, briefing or next change."""
    for day in (date(2021, 12, 1), date(2022, 2, 1), date(2027, 1, 1)):
        report = outcome(root, now=day)
        build = report.out
        assert build and report.published
        assert due_days(build) <= {"2021-03-03", "2021-06-30", "2021-11-28"}
        assert report.next_change is None or "due" not in report.next_change[2]


def due_days(build: Path) -> set[str]:
    """Every day that anything of a build gives as a due date."""
    days = set[str]()
    for file in build.rglob("*.html"):
        cells = re.findall(r'class="col-date">(.*?)</td>', file.read_text("utf-8"), re.DOTALL)
        for cell in cells:
            shown = re.sub(r"<span.*?</span>", "", cell, flags=re.DOTALL)
            days |= set(re.findall(r'datetime="([\d-]+)"', shown))
    for file in build.rglob("*.ics"):
        text = file.read_text("utf-8")
        days |= {f"{d[:4]}-{d[4:6]}-{d[6:]}" for d in re.findall(r"DTSTART;VALUE=DATE:(\d+)", text)}
        assert all(until <= "20211130" for until in re.findall(r"UNTIL=(\d{8})", text))
    for file in build.rglob("orders/2021.json"):
        [found] = json.loads(file.read_text())["orders"]
        days |= {each["due"] for each in found["duties"] if each["due"]}
    for file in build.rglob("data/briefing.json"):
        days |= set(
            re.findall(r"\d{4}-\d\d-\d\d", json.dumps(json.loads(file.read_text())["dues"]))
        )
    for file in build.rglob("orders.csv"):
        days |= set(re.findall(r"\d{4}-\d\d-\d\d", dues_of(file.read_text("utf-8-sig"))))
    return days


def dues_of(table: str) -> str:
    """The column `dates_due` of a table with one row."""
    head, cells = (re.findall(r'"((?:[^"]|"")*)"', line) for line in table.splitlines()[:2])
    return cells[head.index("dates_due")]


def test_a_repeating_duty_fell_due_last_before_the_end(root: Path) -> None:
    """Its last date is the one before the last day, on the page and in the calendar."""
    build = built(root)
    text = page(build / "plain", "orders/eo-14001")
    assert '<time datetime="2021-11-28">' in text and "2022-02-26" not in text
    calendar = (build / "plain/deadlines.ics").read_text()
    assert "UNTIL=20211130" in calendar and "STATUS:CANCELLED" not in calendar


def test_going_on_from_another_day_gives_the_same_as_starting_there(root: Path) -> None:
    """Whatever the cache holds of other days, forwards and back."""
    for day in ("2027-01-01", "2021-01-25", "2021-06-20", "2021-10-15", "2021-12-01", "2021-03-01"):
        sound(root, now=date.fromisoformat(day))


def test_every_day_on_which_something_changes_is_told(root: Path) -> None:
    """From one next change to the following; between them nothing is written."""
    day, days = date(2021, 1, 25), list[str]()
    report: Report = outcome(root, now=day)
    while report.next_change and len(days) < 40:
        day = report.next_change[0]
        days.append(day.isoformat())
        report = outcome(root, now=day)
    wanted = {"2021-02-01", "2021-04-01", "2021-06-15", "2021-09-01", "2021-12-01"}
    assert wanted <= set(days)


def test_an_instrument_is_exported_like_an_order(root: Path) -> None:
    """As a node and an edge, with its section; the finding says who ended the order."""
    build = built(root)
    data = json.loads((build / "plain/relations.json").read_text())
    nodes = {each["slug"]: each for each in data["orders"]}
    assert nodes["proc-20001"]["kind"] == "proclamation"
    assert nodes["proc-20001"]["url"] == "https://official.example/proc-20001"
    assert nodes["proc-20001"]["inside"] is False
    edges = {(e["subject"], e["type"], e["object"], e["target_section"]) for e in data["relations"]}
    assert ("proc-20001", "revokes", "eo-14001", "4") in edges
    status = row(build)["status"]
    assert isinstance(status, list)
    assert status[0]["by"]["slug"] == "proc-20001" and status[0]["by"]["section"] == "4"


def test_a_status_that_only_a_relation_gives_says_the_same(root: Path) -> None:
    """Written once, as a relation, it is the order's status on pages and cards."""
    entry = "status:\n  - {value: revoked, from: 2021-12-01, source: proc-20001}\n"
    edit(root, "content/orders/eo-14001.md", entry, "")
    build = built(root)
    assert 'class="standing alert"' in page(build / "plain", "orders/eo-14001")
    cards = (build / "plain/data/cards/1.json").read_text()
    assert '["revoked","revoked Dec 1, 2021 by Proclamation 20001, sec. 4"]' in cards.replace(
        "\xa0", " "
    )


def test_an_instrument_can_be_cited(root: Path) -> None:
    """By its id, like a source; what cites it lists it."""
    edit(root, "content/orders/eo-14001.md", "\n---\n", "\n---\nIt was ended [@proc-20001, 4].\n")
    text = page(built(root) / "plain", "orders/eo-14001")
    assert (
        'href="#source-proc-20001">Proclamation\N{NO-BREAK SPACE}20001, sec.\N{NO-BREAK SPACE}4</a>'
        in text
    )
    assert 'id="source-proc-20001"' in text


def test_an_unknown_instrument_says_which_lines_to_add(root: Path) -> None:
    """The hint can be copied."""
    edit(root, "content/orders/eo-14001.md", "target: proc-20001", "target: proc-20002")
    edit(root, "content/orders/eo-14001.md", "moved_by: memo-count", "moved_by: memo-cont")
    report = outcome(root)
    hints = {each.code: each.hint for each in report.problems}
    assert "content/instruments.yaml" in hints["EO402"]
    assert 'id: proc-20002, kind: proclamation, number: "20002"' in hints["EO402"]
    assert "memo-count" in hints["EO420"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "  - id: memo-count\n",
            "  - {id: proc-20001, kind: rule}\n  - id: memo-count\n",
            "9 EO421",
        ),
        ("id: memo-count", "id: eo-14002", "9 EO112"),
        ("id: memo-count", "id: order", "9 EO421"),
        ("  - id: memo-count\n", "  - id: memo-count\n    source: nowhere\n", "10 EO422"),
        ("published: 2021-12-06", "published: 2021-11-06", "6 EO423"),
        ("    title: Ending", "    president: nobody\n    title: Ending", "5 EO401"),
    ],
)
def test_what_is_wrong_with_an_instrument_is_told_at_its_line(
    root: Path, old: str, new: str, problem: str
) -> None:
    """One message for one cause."""
    edit(root, "content/instruments.yaml", old, new)
    line, code = problem.split()
    told = [each for each in found(root) if each.startswith("content/instruments.yaml")]
    assert [each.partition(":")[2].split()[1] for each in told] == [code]
    assert [each.partition(":")[2].split()[0] for each in told] == [line]


def test_a_text_prints_no_due_date_after_the_end(root: Path) -> None:
    """A printed value that the record's own end rules out is told where it stands."""
    edit(
        root,
        "content/orders/eo-14001.md",
        "\n---\n",
        "\n---\nA second count by [=d2.due] was due.\n",
    )
    [told] = [each for each in found(root) if "EO641" in each]
    assert told.startswith("content/orders/eo-14001.md:")


def test_silence_says_what_was_searched_and_what_it_would_not_say(tmp_path: Path) -> None:
    """With the older of two days: the entry's own, and the day the source was last checked."""
    source = (
        "sources:\n  - {id: notes, type: webpage, title: Notes, checked: 2026-11-01, "
        "covers: [status], does_not_cover: proclamations and courts}\n"
    )
    entry = "status: [{value: no-recorded-revocation, source: notes, as_of: 2020-11-28}]\n"
    text = order(entry + source, "\n## Purpose\n\nIt counts.\n")
    root = small_site(tmp_path, {"content/orders/eo-14001.md": text})
    build = built(root)
    for audience in ("plain", "lawyers"):
        text = page(build / audience, "orders/eo-14001")
        head = masthead(text)
        assert "Not covered there: proclamations and courts." in head
        assert "2020-11-28" in head and "2026-11-01" not in head
    cards = (build / "plain/data/cards/1.json").read_text()
    assert "no recorded revocation in Notes, as of Nov 28, 2020" in cards
    assert found(root) == ["content/orders/eo-14001.md:4 EO640"]
    assert found(root, now=date(2021, 11, 28)) == []
    alone = small_site(
        tmp_path / "alone",
        {"content/orders/eo-14001.md": f"---\nnumber: 14001\ntitle: T\n{entry}{source}---\n"},
    )
    assert found(alone) == []
    younger = entry.replace("2020-11-28", "2026-11-10")
    edit(root, "content/orders/eo-14001.md", entry, younger)
    head = masthead(page(built(root) / "plain", "orders/eo-14001"))
    assert "2026-11-01" in head and "2026-11-10" not in head
