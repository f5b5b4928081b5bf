"""A build does what a change asks for, and no more; and it can say why."""

import gc
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from eo_site.engine import layout, publish
from eo_site.engine.build import Report
from eo_site.engine.worker_tasks import WorkerTasks
from eo_site.model.problem import Severity
from tests.sites import (
    AUDIENCES,
    ORDER,
    REPOSITORY,
    SITE,
    built,
    edit,
    order,
    outcome,
    run,
    small_site,
    sound,
    tree,
    write,
)  # fmt: skip

ANOTHER = ORDER.replace("14001", "14002").replace("Lighthouses", "Lamps")


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """Two orders for two audiences, built."""
    files = {
        "content/orders/eo-14002.md": ANOTHER,
        "content/vocabularies/interests.yaml": "terms:\n  - {id: lamps, label: Lamps}\n",
        "content/pages/about.md": "---\ntitle: About\n---\n\nAbout us.\n",
    }
    root = small_site(tmp_path / "site", files)
    built(root)
    return root


def changed(root: Path, path: str, old: str, new: str) -> Report:
    """Build after one edit of a file."""
    edit(root, path, old, new)
    return sound(root)


def made(report: Report) -> set[str]:
    """The files that were rendered."""
    return {each.path for each in report.explained}


def test_builds_leave_the_collector_of_garbage_as_it_was(pair: Path) -> None:
    """Whether they look at one order, at everything, or are refused."""
    for old, new in (("wants a", "asks for a"), ("title: C", "title: Re-c"), ("title:", "titel:")):
        edit(pair, "content/orders/eo-14001.md", old, new)
        outcome(pair)
        assert gc.isenabled() and not gc.get_freeze_count()


# Nothing to do ---------------------------------------------------------------------------------


def test_a_second_build_reads_no_order_and_renders_nothing(pair: Path) -> None:
    """Neither in this process nor in another one with another seed of hashes."""
    report = sound(pair)
    assert (report.studied, report.rendered, report.explained) == (0, 0, ())
    assert all(each.written == each.removed == 0 for each in report.editions)
    for seed in ("1", "2"):
        command = [
            sys.executable,
            "-m",
            "eo_site",
            "-C",
            str(pair),
            "build",
            "--no-search",
            "--explain",
        ]
        ran = subprocess.run(
            [*command, "--now", "2026-11-22"], cwd=REPOSITORY, capture_output=True, text=True,
            check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY)},
        )  # fmt: skip
        assert ran.stdout.startswith("nothing was made: nothing has changed"), ran.stdout


@pytest.mark.parametrize(
    ("path", "old"),
    [
        ("site.yaml", "title: A small"),
        ("audiences.yaml", "    name: Plain"),
        ("content/vocabularies/interests.yaml", "terms:"),
    ],
)
def test_a_comment_in_a_file_of_the_site_renders_nothing(pair: Path, path: str, old: str) -> None:
    """What counts is what a file says, not how it is laid out."""
    report = changed(pair, path, old, f"# a comment\n{old}")
    assert (report.studied, report.rendered) == (0, 0)


def test_a_comment_in_an_order_renders_nothing(pair: Path) -> None:
    """Its file is read once more, and that is all."""
    report = changed(pair, "content/orders/eo-14001.md", "title:", "# a comment\ntitle:")
    assert (report.studied, report.rendered) == (1, 0)


def test_a_comment_moves_the_lines_that_problems_name(tmp_path: Path) -> None:
    """Nothing is rendered, and yet the problem is told where it stands now."""
    wrong = ORDER.replace("::: for lawyers", "::: for sailors")
    root = small_site(tmp_path / "site", {"content/orders/eo-14001.md": wrong})
    line = outcome(root).problems[0].place.line
    write(root, {"content/orders/eo-14001.md": wrong.replace("title:", "# a comment\ntitle:", 1)})
    for studied in (1, 0):
        report = outcome(root)
        assert report.problems[0].place.line == line + 1
        assert report.studied == studied


def test_a_file_written_anew_with_the_same_words_renders_nothing(pair: Path) -> None:
    """Times say only what to look at."""
    for file in (*pair.glob("content/**/*.*"), pair / "build/plain/index.html"):
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
    report = sound(pair)
    assert (report.studied, report.rendered) == (0, 0)


# No more than needed ---------------------------------------------------------------------------


def test_a_paragraph_for_one_audience_renders_one_page(pair: Path) -> None:
    """The order's page in that edition."""
    report = changed(pair, "content/orders/eo-14001.md", "count binds", "count obliges")
    assert (report.studied, made(report)) == (1, {"lawyers/orders/eo-14001/index.html"})


def test_a_page_that_is_no_order_renders_itself(pair: Path) -> None:
    """In each edition that has it; no order is read again."""
    report = changed(pair, "content/pages/about.md", "About us.", "About them.")
    assert made(report) == {"plain/about/index.html", "lawyers/about/index.html"}
    assert report.studied == 0


def test_a_template_reads_no_order(pair: Path) -> None:
    """Files as parsed are kept; only pages that can reach the template are made."""
    shipped = (REPOSITORY / "themes/default/templates/modules/summary.html").read_text("utf-8")
    write(pair, {"themes/default/templates/modules/summary.html": f"<p>Short:</p>{shipped}"})
    report = sound(pair)
    assert report.studied == 0
    assert made(report) == {f"plain/orders/eo-{n}/index.html" for n in (14001, 14002)}


def test_a_template_of_one_audience_renders_its_edition(pair: Path) -> None:
    """`templates/audiences/<template>.html` is reached by the orders of those who name it."""
    text = '{% extends "order.html" %}'
    path = "themes/default/templates/audiences/brief.html"
    write(pair, {path: text})
    changed(pair, "audiences.yaml", "id: lawyers\n", "id: lawyers\n    template: brief\n")
    report = changed(pair, path, text, text + "{# ours #}")
    assert report.studied == 0
    assert made(report) == {f"lawyers/orders/eo-{n}/index.html" for n in (14001, 14002)}


def test_a_template_included_by_another_renders_what_includes_it(pair: Path) -> None:
    """However far down it is."""
    page = (REPOSITORY / "themes/default/templates/page.html").read_text("utf-8")
    ours = {"page.html": page + '{% include "a.html" %}', "a.html": '{% include "b.html" %}'}
    files = {f"themes/default/templates/{path}": text for path, text in ours.items()}
    write(pair, {**files, "themes/default/templates/b.html": "one"})
    built(pair)
    report = changed(pair, "themes/default/templates/b.html", "one", "two")
    assert made(report) == {"plain/about/index.html", "lawyers/about/index.html"}


def test_a_card_of_ones_own_renders_every_list_of_cards(pair: Path) -> None:
    """A part that pages ask for by `made` is reached as an included one is."""
    shipped = (REPOSITORY / "themes/default/templates/card.html").read_text("utf-8")
    write(pair, {"themes/default/templates/card.html": shipped.replace("card-number", "number")})
    report = sound(pair)
    assert {"plain/index.html", "plain/orders/2021/index.html"} <= made(report)
    assert not made(report) & {"plain/orders/index.html", "plain/orders/eo-14001/index.html"}


def test_a_template_chosen_by_a_value_may_be_any(pair: Path) -> None:
    """What cannot be known beforehand counts as reached."""
    page = (REPOSITORY / "themes/default/templates/page.html").read_text("utf-8")
    added = '{% set name = "b" ~ ".html" %}{% include name %}'
    files = {"page.html": page + added, "b.html": "one"}
    write(pair, {f"themes/default/templates/{path}": text for path, text in files.items()})
    built(pair)
    report = changed(pair, "themes/default/templates/b.html", "one", "two")
    assert "plain/about/index.html" in made(report)


def test_words_of_the_theme_change_places(pair: Path) -> None:
    """The order of keys in strings.yaml is the order of a table: turning it round is a change."""
    words = "legal_status: {ours: ours, theirs: theirs}\nstatus_help: {%s}\n"
    write(pair, {"themes/default/strings.yaml": words % "ours: A, theirs: B"})
    built(pair)
    report = changed(
        pair, "themes/default/strings.yaml", "ours: A, theirs: B", "theirs: B, ours: A"
    )
    assert "plain/status/index.html" in made(report)


def test_a_label_of_a_vocabulary_changes_the_pages_that_print_it(pair: Path) -> None:
    """And no others, though more are made to see."""
    changed(pair, "content/orders/eo-14001.md", "title:", "interests: [lamps]\ntitle:")
    before = tree(pair / "build")
    report = changed(pair, "content/vocabularies/interests.yaml", "label: Lamps", "label: Lanterns")
    after = tree(pair / "build")
    written = {path for path in after if after[path] != before[path] and "manifest" not in path}
    printing = {path for path, data in after.items() if b"Lanterns" in data}
    assert written == printing and "plain/interests/lamps/index.html" in written
    assert report.rendered < len(after)


def many(root: Path) -> Path:
    """Thirty orders of three years, in four interests."""
    orders = {
        f"content/orders/eo-{14000 + n}.md": order(
            f"dates: {{signed: {2019 + n // 10}-01-{n % 10 + 1:02}}}\n"
            f"interests: [lamps{n % 4}]\nsummary: Number {n}.\n",
            f"\n## Purpose\n\nText {n}.\n",
            number=14000 + n,
        )
        for n in range(30)
    }
    terms = "".join(f"  - {{id: lamps{n}, label: Lamps {n}}}\n" for n in range(4))
    vocabulary = {"content/vocabularies/interests.yaml": f"terms:\n{terms}"}
    root = small_site(root, {**orders, **vocabulary})
    (root / "content/orders/eo-14001.md").write_text(orders["content/orders/eo-14001.md"], "utf-8")
    return root


def test_another_order_touches_only_what_shows_it(tmp_path: Path) -> None:
    """Its page, the lists it is in, the front pages, what is compared, the data, and related orders."""
    root = many(tmp_path / "site")
    built(root)
    added = order(
        "dates: {signed: 2021-02-01}\ninterests: [lamps1]\nsummary: The newest.\n", number=14777
    )
    write(root, {"content/orders/eo-14777.md": added})
    before = tree(root / "build")
    report = sound(root)
    after = tree(root / "build")
    written = {path for path in after if after[path] != before.get(path)}
    pages = {path for path in written if path.endswith(".html")}
    assert report.studied == 1
    assert pages - made(report) == set()
    plain = {path.removeprefix("plain/") for path in pages if path.startswith("plain/")}
    lists = {f"{each}/index.html" for each in (
        "orders", "orders/2021", "interests", "interests/lamps1", "status", "status/unknown",
    )}  # fmt: skip
    assert plain == {"index.html", "compare/index.html", "orders/eo-14777/index.html"} | lists
    related = {path for path in made(report) - written if "/orders/eo-" not in path}
    assert not related, "made, though nothing in them could change"
    assert report.rendered < len(after) / 3


def test_an_order_gone_takes_its_pages_along(tmp_path: Path) -> None:
    """And leaves every order that it was not related to alone."""
    root = many(tmp_path / "site")
    built(root)
    (root / "content/orders/eo-14005.md").unlink()
    report = sound(root)
    assert report.studied == 0
    assert {each.name: each.removed for each in report.editions} == {
        "plain": 1, "lawyers": 1, "": 0,
    }  # fmt: skip
    assert report.rendered < len(tree(root / "build")) / 3


# Days ------------------------------------------------------------------------------------------

DUTY = """\
duties:
  - {id: d1, section: "1", who: [navy], what: Count., type: time-boxed, due: 2026-12-10}
"""


@pytest.fixture
def due(tmp_path: Path) -> Path:
    """An order with a date, and one without."""
    files = {
        "content/orders/eo-14002.md": order(DUTY, number=14002),
        "content/vocabularies/agencies.yaml": "terms: [{id: navy, label: Navy}]",
    }
    return small_site(tmp_path / "site", files)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("2026-11-10", "2026-12-09"),
        ("2026-11-09", "2026-05-01"),
        ("2026-12-11", "2027-01-09"),
        ("2027-01-10", "2029-01-01"),
    ],
)
def test_days_on_which_nothing_happens_render_nothing(due: Path, then: str, now: str) -> None:
    """However far apart, backwards or forwards."""
    built(due, now=date.fromisoformat(then))
    report = sound(due, now=date.fromisoformat(now))
    assert (report.studied, report.rendered) == (0, 0), report.explained


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("2026-11-09", "2026-11-10"),
        ("2026-12-10", "2026-12-11"),
        ("2026-12-11", "2026-12-10"),
        ("2026-11-01", "2027-01-01"),
    ],
)
def test_a_date_that_passes_renders_what_tells_it(due: Path, then: str, now: str) -> None:
    """The page of the order and the lists of duties, not the other order's."""
    built(due, now=date.fromisoformat(then))
    report = sound(due, now=date.fromisoformat(now))
    assert report.studied == 0
    assert "lawyers/orders/eo-14002/index.html" in made(report)
    assert "lawyers/deadlines/index.html" in made(report)
    assert not any("eo-14001" in each for each in made(report))


def test_the_day_an_order_is_published_makes_it(site: Path) -> None:
    """Without an edit; the build before has said that it would."""
    write(site, {"content/orders/eo-14002.md": order("publish_on: 2026-11-23\n", number=14002)})
    before = outcome(site)
    assert before.next_change == (date(2026, 11, 23), "eo-14002", "is published")
    report = sound(site, now=date(2026, 11, 23))
    assert report.studied == 0
    assert "plain/orders/eo-14002/index.html" in made(report)


# Official texts and versions -------------------------------------------------------------------

TEXT = (REPOSITORY / "tests/read/official/eo-99999.txt").read_bytes()


def test_an_official_text_under_another_name_is_another_text(tmp_path: Path) -> None:
    """Its name says how it is to be read: the same bytes as Markdown are a different page."""
    audiences = AUDIENCES.replace("modules: [contents, status", "modules: [operative-text, status")
    files: dict[str, str | bytes] = {
        "site.yaml": SITE + "rules: {wrong-heading: off}\n",
        "audiences.yaml": audiences,
        "content/orders/eo-99999.md": order(number=99999),
        "content/texts/eo-99999.txt": TEXT,
    }
    root = small_site(tmp_path / "site", files)
    built(root)
    (root / "content/texts/eo-99999.txt").rename(root / "content/texts/eo-99999.md")
    assert sound(root).studied == 1


def test_another_version_signs_its_manifests(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if it makes the same pages."""
    built(site)
    monkeypatch.setattr(publish, "__version__", "99.0")
    sound(site)
    manifest = json.loads((site / "build/plain/manifest.json").read_text("utf-8"))
    assert manifest["generator"] == "eo-site 99.0"


# Why -------------------------------------------------------------------------------------------


def test_explain_says_why_input_by_input(pair: Path) -> None:
    """Of every file that was made, and of one that is asked for."""
    page = "lawyers/orders/eo-14001/index.html"
    file = pair / "content/orders/eo-14001.md"
    file.write_text(file.read_text("utf-8").replace("binds", "obliges"), "utf-8")
    told = run("-C", pair, "build", "--now", "2026-11-22", "--explain").output.splitlines()
    assert told[0] == f"{page}: made, because text changed"
    told = run("-C", pair, "build", "--now", "2026-11-22", "--explain", page).output.splitlines()
    assert told[0] == f"{page}: not made: nothing that it is made from has changed, and it stands"


@pytest.mark.parametrize(
    ("path", "old", "new", "reasons"),
    [
        ("site.yaml", "A small library", "A library", ("site changed",)),
        ("content/orders/eo-14001.md", "Lighthouses are", "They are", ("text changed",)),
        (
            "content/orders/eo-14002.md", "title:",
            "relations: [{type: revokes, target: eo-14001, source: notes}]\ntitle:",
            ("other orders changed", "day changed"),
        ),
        ("content/orders/eo-14001.md", "title:", "audiences: [plain]\ntitle:",
         ("editions changed",)),
    ],
)  # fmt: skip
def test_every_input_has_a_name(
    pair: Path, path: str, old: str, new: str, reasons: tuple[str, ...]
) -> None:
    """What an order's page is made from."""
    if "audiences" in new:
        text = ORDER.replace("::: for lawyers\n\nThe count binds the Secretary.\n\n:::\n", "")
        text = text.replace("  lawyers: The Secretary “shall count” lighthouses [@order, 1].\n", "")
        write(pair, {"content/orders/eo-14001.md": text})
        built(pair)
    report = changed(pair, path, old, new)
    why = {each.path: each.reasons for each in report.explained}
    assert why["plain/orders/eo-14001/index.html"] == reasons


def test_a_damaged_file_is_its_own_reason(pair: Path) -> None:
    """And a new one is new."""
    (pair / "build/plain/orders/eo-14001/index.html").unlink()
    write(pair, {"content/orders/eo-14003.md": order(number=14003)})
    why = {each.path: each.reasons for each in sound(pair).explained}
    assert why["plain/orders/eo-14001/index.html"] == ("the file was changed or deleted",)
    assert why["plain/orders/eo-14003/index.html"] == ("it is new",)


def test_a_template_and_a_day_are_reasons(due: Path) -> None:
    """Theme and day, each by itself."""
    built(due, now=date(2026, 11, 9))
    why = {each.path: each.reasons for each in sound(due, now=date(2026, 11, 10)).explained}
    assert why["plain/orders/eo-14002/index.html"] == ("day changed",)
    shipped = (REPOSITORY / "themes/default/templates/modules/summary.html").read_text("utf-8")
    write(due, {"themes/default/templates/modules/summary.html": shipped + "\n"})
    why = {each.path: each.reasons for each in sound(due, now=date(2026, 11, 10)).explained}
    assert why["plain/orders/eo-14002/index.html"] == ("theme changed",)


# Processes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_several_processes_write_the_same(tmp_path: Path, start: str) -> None:
    """However they are started; reading and rendering alike."""
    one, two = many(tmp_path / "one"), many(tmp_path / "two")
    alone = tree(built(one))
    report = outcome(two, jobs=2, start=start, pool_from=2)
    assert tree(two / "build") == alone
    assert (report.studied, report.rendered) == (30, len(alone) - 3)


@pytest.mark.parametrize("template", ["{{ m.nothing.at_all }}", "{% if %}", "{{ t.nowhere }}"])
def test_what_fails_in_a_process_is_told_alike(pair: Path, template: str) -> None:
    """The same problem, in one process or several."""
    write(pair, {"themes/default/templates/modules/summary.html": template})
    alone = outcome(pair).problems
    assert outcome(pair, jobs=2, start="fork", pool_from=1).problems == alone
    errors = [each for each in alone if each.severity is Severity.ERROR]
    assert [each.code for each in errors] == ["EO501"]


def test_a_build_that_fails_while_it_renders_notes_nothing_of_what_it_made(pair: Path) -> None:
    """What it made was thrown away, so the next build makes it for the reasons that it really has."""
    template = "themes/default/templates/chooser.html"
    write(
        pair, {template: "{{ nothing.at_all }}", "content/orders/eo-14003.md": order(number=14003)}
    )
    before = tree(pair / "build")
    report = outcome(pair)
    assert not report.published and report.problems[-1].code == "EO501"
    assert tree(pair / "build") == before
    (pair / template).unlink()
    why = {each.path: each.reasons for each in sound(pair).explained}
    assert why["plain/orders/eo-14003/index.html"] == ("it is new",)
    assert why["plain/index.html"] == ("content changed",)


def test_the_editions_of_a_large_site_are_laid_out_one_after_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process, with the same result."""
    one, two = many(tmp_path / "one"), many(tmp_path / "two")
    alone = tree(built(one))
    monkeypatch.setattr(layout, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(WorkerTasks, "lay_out", None)
    assert tree(built(two, jobs=2, pool_from=2)) == alone


def test_the_library_of_a_build_in_a_sentence(site: Path) -> None:
    """The report counts by edition; the front door has no name."""
    report = outcome(site, now=date(2026, 11, 22))
    assert [each.name for each in report.editions] == ["plain", "lawyers", ""]
    assert sum(each.written for each in report.editions) == report.rendered
    assert SITE and report.studied == 1
