"""The desk over the engine that builds the site."""

from contextlib import closing
from pathlib import Path

import pytest

from eo_site.engine.cache import Lost
from eo_site.engine.options import Options
from eo_site.engine.preview import Preview
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.render.html import TemplateProblem
from eo_site.serve.site import SiteDesk
from tests.serve.site_desks import Open, text
from tests.sites import AUDIENCES, ORDER, SITE, TODAY, order, write

FILE = "content/orders/eo-14001.md"
PAGE = "plain/orders/eo-14001/"


def test_an_error_keeps_the_last_good_site(site: Path, desk: Open) -> None:
    """And the desk says what is wrong; mended, the new one is there."""
    found = desk(site)
    first = found.refresh(None)
    write(site, {FILE: ORDER.replace("for lawyers", "for lawyer").replace("wants", "demands")})
    broken = found.refresh(frozenset({site / FILE}))
    assert not broken.good and [each.code for each in broken.problems] == ["EO301"]
    assert broken.generation == first.generation + 1
    assert broken.editions == first.editions and broken.files == first.files
    assert "The order wants a count" in text(found, PAGE)
    write(site, {FILE: ORDER.replace("wants", "demands")})
    assert found.refresh(frozenset({site / FILE})).good
    assert "The order demands a count" in text(found, PAGE)


def test_a_site_that_never_was_good_has_no_pages(site: Path, desk: Open) -> None:
    """Only its problems."""
    write(site, {"audiences.yaml": "audiences: 1"})
    found = desk(site)
    state = found.refresh(None)
    assert not state.good and state.problems and state.editions == ()
    assert found.answer("") is None and not found.has("")


def test_a_style_spares_the_content(site: Path, desk: Open) -> None:
    """The same pages, and new bytes under whatever hash a page that is open asks for."""
    css = "themes/mine/static/css/site.css"
    write(site, {"site.yaml": SITE + "theme: mine\n", css: "a{}"})
    found = desk(site)
    before = found.refresh(None)
    write(site, {css: "b{}", FILE: "broken, but nobody said that it changed"})
    after = found.refresh(frozenset({site / css}))
    assert after.good
    changed = {
        name
        for name in after.files["plain"]
        if after.files["plain"][name] != before.files["plain"][name]
    }
    assert changed == {"css/site.css"}
    answer = found.answer("plain/assets/0123456789ab/css/site.css")
    assert answer and (answer.data, answer.type) == (b"b{}", "text/css; charset=utf-8")


def test_a_style_after_an_error_is_read_with_everything_else(site: Path, desk: Open) -> None:
    """A site that is not good is not made good by a style."""
    css = "themes/mine/static/css/site.css"
    write(site, {"site.yaml": SITE + "theme: mine\n", css: "a{}"})
    found = desk(site)
    found.refresh(None)
    write(site, {FILE: "broken"})
    assert not found.refresh(frozenset({site / FILE})).good
    assert not found.refresh(frozenset({site / css})).good


def test_a_template_that_fails_is_told_with_its_line(site: Path, desk: Open) -> None:
    """For the pages that use it; others answer."""
    page = "themes/mine/templates/list.html"
    write(site, {"site.yaml": SITE + "theme: mine\n", page: "\n{{ nothing }}"})
    found = desk(site)
    assert found.refresh(None).good
    answer = found.answer("plain/orders/2021/")
    assert answer and answer.data == b"" and answer.problem
    assert (answer.problem.path, answer.problem.place.line) == (page, 2)
    assert text(found, PAGE)


def test_what_is_not_published_is_there_and_named(site: Path, desk: Open) -> None:
    """Drafts, embargoes, what has expired or has yet to be signed, and pages; with the reason."""
    write(
        site,
        {
            "content/orders/eo-1.md": order("draft: true\n", number=1),
            "content/orders/eo-2.md": order("publish_on: 2026-12-24\n", number=2),
            "content/orders/eo-3.md": order("expires_on: 2026-01-01\n", number=3),
            "content/orders/eo-4.md": order("dates: {signed: 2026-12-01}\n", number=4),
            "content/pages/about.md": "---\ntitle: About\ndraft: true\n---\nText.\n",
        },
    )
    found = desk(site)
    assert found.refresh(None).unpublished == {
        "orders/eo-1/": "draft",
        "orders/eo-2/": "embargoed until 2026-12-24",
        "orders/eo-3/": "expired",
        "orders/eo-4/": "not signed before 2026-12-01",
        "about/": "draft",
    }
    assert all(found.has(f"plain/{path}") for path in found.refresh(None).unpublished)


def test_editions_say_who_reads_them_and_where(site: Path, desk: Open) -> None:
    """Members' editions are on the author's desk like all others."""
    extra = "    access: {members: [board]}\n    base_url: https://law.example/x/\n"
    write(site, {"audiences.yaml": AUDIENCES + extra})
    editions = desk(site).refresh(None).editions
    assert [(each.id, each.members, each.address) for each in editions] == [
        ("plain", False, ""),
        ("lawyers", True, "https://law.example/x/"),
    ]


def test_a_cache_that_somebody_has_been_at_is_begun_anew(site: Path) -> None:
    """A page that cannot be made of it says so; the next change, whatever it is, mends it."""
    with closing(SnapshotCache()) as cache:
        found = SiteDesk(Options(site, now=TODAY), cache)
        found.refresh(None)
        cache.forget_studies(["eo-14001"])
        cache.show(lambda: ())
        with pytest.raises(Lost):
            found.answer(PAGE)
        assert found.refresh(frozenset({site / FILE})).good
        assert "The order wants a count" in text(found, PAGE)


def test_a_cache_is_no_mistake_of_the_template_that_comes_upon_it(
    site: Path, desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where an order is read when a template prints it."""

    def printed(*_: object) -> bytes:
        raise TemplateProblem("card.html", 3, "Lost: slims") from Lost("slims")

    found = desk(site)
    found.refresh(None)
    with monkeypatch.context() as patch, pytest.raises(Lost):
        patch.setattr(Preview, "make", printed)
        found.answer(PAGE)
    assert found.refresh(frozenset({site / FILE})).good
    assert "The order wants a count" in text(found, PAGE)
