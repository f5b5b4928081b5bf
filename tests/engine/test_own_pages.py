"""A change that only an order's own pages show is published without a look at anything else.

Each build is compared with a clean one (`sound`); where it may go by the last one, nothing that a
whole build needs is there to be called.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eo_site.engine import build as building
from eo_site.engine.cache import FOLDER
from eo_site.engine.options import Report
from eo_site.engine.output_writer import OutputWriter
from tests.sites import AUDIENCES, ORDER, built, edit, outcome, small_site, sound, write

ONE = "content/orders/eo-14001.md"
TOMORROW = date(2026, 11, 23)
TWO = "content/orders/eo-14002.md"
THREE = "content/orders/eo-14003/index.md"
ANOTHER = ORDER.replace("14001", "14002").replace("Lighthouses", "Lamps")
PROBLEMS = AUDIENCES.replace(
    "id: plain\n", "id: plain\n    reading: {max_grade: 1, max_sentence_words: 2}\n"
)


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """Two orders for two audiences, the second with a link to the first; built."""
    files = {
        TWO: f"{ANOTHER}\nSee [the other](eo-14001.md#purpose).\n",
        "audiences.yaml": PROBLEMS.replace("    name: Lawyers", "    name: Lawyers\n    exports: [json]"),
        THREE: ANOTHER.replace("14002", "14003") + "\n### A lamp {#lamp}\n\n![A lamp](lamp.png)\n",
        "content/orders/eo-14003/lamp.png": b"a lamp",
    }  # fmt: skip
    root = small_site(tmp_path / "site", files)
    built(root)
    return root


class EverythingLookedAt(Exception):
    """What a build is not to do."""


def _refused(*_: object, **__: object) -> Report:
    raise EverythingLookedAt


@contextmanager
def only_orders() -> Iterator[None]:
    """Within, no build may look at everything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "_whole", _refused)
        yield


def contained_change(root: Path, path: str, old: str, new: str) -> Report:
    """One edit, built with what the last build knows; and compared with a clean build."""
    edit(root, path, old, new)
    with only_orders():
        report = outcome(root)
    again = sound(root)
    assert again.rendered == 0 and again.editions == tuple(
        type(each)(each.name, each.pages, 0, each.written + each.unchanged, 0)
        for each in report.editions
    )
    return report


def test_a_sentence_changes_the_pages_of_its_order(pair: Path) -> None:
    """In all editions, and what is made with them."""
    report = contained_change(pair, ONE, "wants a count", "wants a count of lights")
    assert {(each.path, each.reasons) for each in report.explained} == {
        ("plain/orders/eo-14001/index.html", ("text changed",)),
        ("lawyers/orders/eo-14001/index.html", ("text changed",)),
        ("lawyers/orders/eo-14001/index.json", ("text changed",)),
    }
    assert (report.studied, report.rendered) == (1, 3)
    assert {each.name: each.written for each in report.editions} == {
        "plain": 1,
        "lawyers": 2,
        "": 0,
    }


def test_a_sentence_for_one_audience_changes_its_edition(pair: Path) -> None:
    """And no other."""
    report = contained_change(pair, ONE, "The count binds", "A count binds")
    assert {each.path for each in report.explained} == {
        "lawyers/orders/eo-14001/index.html", "lawyers/orders/eo-14001/index.json",
    }  # fmt: skip


def test_two_orders_at_once(pair: Path) -> None:
    """Each changes an order alone, and so do both."""
    write(pair, {ONE: ORDER.replace("wants a", "asks for a")})
    report = contained_change(pair, TWO, "wants a count", "wants two counts")
    assert report.studied == 2 and report.rendered == 6


def test_many_orders_at_once_are_looked_at(pair: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With everything else."""
    monkeypatch.setattr("eo_site.engine.own_pages.MOST", 1)
    write(pair, {ONE: ORDER.replace("wants a", "asks for a")})
    write(
        pair,
        {
            TWO: f"{ANOTHER.replace('wants a', 'asks for a')}\nSee [the other](eo-14001.md#purpose).\n"
        },
    )
    whole(pair)


def test_what_is_wrong_with_the_text_is_told_anew(pair: Path) -> None:
    """Problems of the order are those of its text now; those of others stay."""
    before = outcome(pair).problems
    report = contained_change(pair, ONE, "The order wants a count", "It wants")
    assert report.problems != before
    assert [p for p in report.problems if p.path == TWO] == [p for p in before if p.path == TWO]


def test_a_file_that_says_the_same_makes_nothing(pair: Path) -> None:
    """A comment, and lines that are not shown."""
    report = contained_change(pair, ONE, "title:", "# a comment\ntitle:")
    assert (report.studied, report.rendered) == (1, 0)


def test_a_restored_site_is_known_by_its_bytes(pair: Path, tmp_path: Path) -> None:
    """As in continuous integration: all times are new, and one sentence is."""
    copy = tmp_path / "restored"
    shutil.copytree(pair, copy, copy_function=shutil.copyfile)
    report = contained_change(copy, ONE, "wants a count", "wants a list")
    assert (report.studied, report.rendered) == (1, 3)


def test_a_draft_changes_nothing(tmp_path: Path) -> None:
    """It is studied, and stands nowhere."""
    draft = ANOTHER.replace("title:", "draft: true\ntitle:", 1)
    root = small_site(tmp_path / "site", {TWO: draft})
    built(root)
    report = contained_change(root, TWO, "wants a count", "wants none")
    assert (report.studied, report.rendered) == (1, 0)


def whole(root: Path) -> Report:
    """A build that has to look at everything, and ends as a clean one."""
    with pytest.raises(EverythingLookedAt), only_orders():
        outcome(root)
    return sound(root)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ONE, "Lighthouses are", "All lighthouses are"),  # its summary stands in lists
        (ONE, "title: Counting", "title: To Count"),
        (ONE, "## Purpose {#purpose}", "## Purpose {#aim}"),  # the other links to it
        (ONE, "[@order, 1].\n\n::: for", "[@order, 1], see [two](eo-14002.md).\n\n::: for"),
        (ONE, "title: C", "aliases: [old-lights]\ntitle: C"),
        (ONE, "title: C", "publish_on: 2030-01-01\ntitle: C"),
        (THREE, "{#lamp}", "{#light}"),
        ("site.yaml", "Not legal advice", "No advice"),
        ("site.yaml", "title:", "# a comment\ntitle:"),
        ("audiences.yaml", "name: Plain", "name: Simple"),
        ("content/orders/eo-14003/lamp.png", "a lamp", "another"),
        ("content/texts/eo-14001.txt", "", "EXECUTIVE ORDER 14001"),
        ("content/orders/eo-14004.md", "", ORDER.replace("14001", "14004")),
        ("content/pages/about.md", "", "---\ntitle: About\n---\n\nText.\n"),
        ("themes/default/strings.yaml", "", "invented: word\n"),
        ("themes/default/static/css/own.css", "", "p { color: red; }\n"),
    ],
)  # fmt: skip
def test_what_others_may_show_is_looked_at(pair: Path, path: str, old: str, new: str) -> None:
    """Whatever comes of it."""
    file = pair / path
    before = file.read_text("utf-8") if file.exists() else ""
    assert old in before
    write(pair, {path: before.replace(old, new, 1)})
    with pytest.raises(EverythingLookedAt), only_orders():
        outcome(pair)
    report = outcome(pair)
    copy = pair.with_name("anew")
    shutil.copytree(pair, copy, ignore=shutil.ignore_patterns("build", ".eo-cache"))
    assert report.problems == outcome(copy).problems


def test_an_order_that_is_gone_is_looked_at(pair: Path) -> None:
    """Its pages go, and lists change."""
    (pair / THREE).unlink()
    (pair / "content/orders/eo-14003/lamp.png").unlink()
    whole(pair)


@pytest.mark.parametrize("harm", ["delete", "change", "manifest", "staging"])
def test_damage_is_looked_at(pair: Path, harm: str) -> None:
    """A file of ours that is not as it was left, wherever it is."""
    page = pair / "build/plain/orders/eo-14002/index.html"
    if harm == "delete":
        page.unlink()
    elif harm == "change":
        page.write_bytes(page.read_bytes() + b"x")
    elif harm == "manifest":
        (pair / "build/lawyers/manifest.json").write_text("{}")
    else:
        write(pair, {"build/.eo-site-staging/1": "left"})
    write(pair, {ONE: ORDER.replace("wants a", "asks for a")})
    whole(pair)


def test_another_day_or_another_wish_is_looked_at(pair: Path) -> None:
    """The last build was for another site."""
    wishes = {"portable": True}, {"drafts": True}, {"out": pair / "elsewhere"}, {"now": TOMORROW}
    for options in wishes:
        with pytest.raises(EverythingLookedAt), only_orders():
            outcome(pair, **options)


def test_a_warning_stops_a_strict_build(pair: Path) -> None:
    """As it stops any."""
    write(pair, {ONE: ORDER.replace("wants a count", "wants a count and a list of lights")})
    assert not outcome(pair, strict=True).published
    sound(pair)


def test_a_place_that_others_link_to_is_looked_for(tmp_path: Path) -> None:
    """The id of a paragraph or a module, of which only a look at the whole page can tell."""
    link = "\nSee [there](eo-14001.md#m-status).\n"
    root = small_site(tmp_path / "site", {TWO: ANOTHER + link})
    built(root)
    write(root, {ONE: ORDER.replace("wants a", "asks for a")})
    whole(root)


def test_a_build_that_was_refused_is_followed_by_a_look_at_everything(pair: Path) -> None:
    """What it kept of the orders is not what the site was made from."""
    write(pair, {ONE: ORDER.replace("::: for lawyers", "::: for sailors")})
    assert not outcome(pair).published
    write(pair, {ONE: ORDER.replace("wants a", "asks for a")})
    whole(pair)


@pytest.mark.parametrize("moment", ["take", "commit", "keep_manifest"])
def test_a_build_that_failed_while_it_wrote_is_made_good(
    pair: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Before the files stand, and after; the same text again is no reason to believe they do."""
    write(pair, {ONE: ORDER.replace("wants a", "asks for a")})
    done = getattr(OutputWriter, moment)

    def failing(self: OutputWriter, *given: Any) -> None:
        if moment != "take":
            done(self, *given)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(OutputWriter, moment, failing)
        outcome(pair)
    whole(pair)


def test_a_template_that_fails_is_told(pair: Path) -> None:
    """With everything else that is wrong, as by any build."""
    fails = (
        '{% import "macros.html" as ui %}{% set text = ui.body(m.body) %}{{ text }}'
        '{% if "asks" in text %}{{ 1 // 0 }}{% endif %}'
    )
    write(pair, {"themes/default/templates/modules/sections.html": fails})
    built(pair)
    write(pair, {ONE: ORDER.replace("wants a", "asks for a")})
    report = outcome(pair)
    assert not report.published and report.problems[-1].code == "EO501"
    assert report.problems[:-1]


def test_rows_that_somebody_took_from_the_cache_are_missed(pair: Path) -> None:
    """Of the files to be made, and of any other."""
    for number, path in enumerate(("orders/eo-14001/index.html", "orders/index.html")):
        with sqlite3.connect(pair / FOLDER / "cache.sqlite") as db:
            db.execute("DELETE FROM outputs WHERE path = ?", (path,))
        db.close()
        write(pair, {ONE: ORDER.replace("wants a", f"asks for {number}")})
        whole(pair)
