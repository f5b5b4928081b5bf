"""The desk over the engine that builds the site."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from eo_site.engine.held import Held
from eo_site.engine.load import Options
from eo_site.serve.site import SiteDesk
from tests.sites import AUDIENCES, ORDER, SITE, TODAY, built, loaded, order, small_site, write

FILE = "content/orders/eo-14001.md"
PAGE = "plain/orders/eo-14001/"


Open = Callable[[Path], SiteDesk]


@pytest.fixture
def desk() -> Iterator[Open]:
    """Opens a desk of a site, with a cache in memory."""
    with ExitStack() as stack:
        yield lambda root: SiteDesk(Options(root, now=TODAY), stack.enter_context(closing(Held())))


def text(found: SiteDesk, path: str) -> str:
    """A page of it."""
    answer = found.answer(path)
    assert answer and not answer.problem, path
    return answer.data.decode()


def same_as_built(found: SiteDesk, root: Path) -> None:
    """Every page and file is as a build for reviewers writes it, and there is none beside."""
    out = built(root, out=root.parent / "reviewed", drafts=True)
    for file in (each for each in out.rglob("*") if each.is_file()):
        path = file.relative_to(out).as_posix()
        if file.name == "manifest.json":
            continue  # a host's
        asked = path.removesuffix("index.html")
        answer = found.answer(asked)
        assert answer and answer.data == file.read_bytes(), path
        assert "assets/" in path or found.has(asked), path
    for path in (f"plain/orders/eo-{n}/" for n in (1, 2, 14001, 14002, 14003)):
        assert found.has(path) == (out / path).is_dir(), path


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
    """Drafts, embargoes, what has expired, and pages; with the reason."""
    write(
        site,
        {
            "content/orders/eo-1.md": order("draft: true\n", number=1),
            "content/orders/eo-2.md": order("publish_on: 2026-12-24\n", number=2),
            "content/orders/eo-3.md": order("expires_on: 2026-01-01\n", number=3),
            "content/pages/about.md": "---\ntitle: About\ndraft: true\n---\nText.\n",
        },
    )
    found = desk(site)
    assert found.refresh(None).unpublished == {
        "orders/eo-1/": "draft",
        "orders/eo-2/": "embargoed until 2026-12-24",
        "orders/eo-3/": "expired",
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


# Following changes ----------------------------------------------------------------------------

INTERESTS = (
    "groups:\n  - id: sea\n    label: Sea\n    terms:\n"
    "      - {id: ships, label: Ships}\n      - {id: light, label: Light}\n"
)
RELATED = "interests: [ships, light]\n"
OTHER = order(
    "dates: {signed: 2022-02-02}\nsummary: Another one.\n"
    "interests: [ships]\nrelations: [{type: amends, target: eo-14001, source: order}]\n",
    "## Purpose {#purpose}\n\nSee [the first](eo-14001.md#purpose).\n",
    number=14002,
)
SECOND = "content/orders/eo-14002.md"
FIRST = ORDER.replace("number: 14001\n", f"number: 14001\n{RELATED}")
PAGE_TEMPLATE = "themes/mine/templates/page.html"
BASE: dict[str, str | bytes] = {
    "site.yaml": SITE + "theme: mine\n",
    FILE: FIRST,
    SECOND: OTHER,
    "content/vocabularies/interests.yaml": INTERESTS,
    "content/pages/about.md": "---\ntitle: About\nnav: About\n---\nText.\n",
    "themes/mine/static/css/mine.css": "a{}",
}
EDITS: dict[str, dict[str, str | bytes | None]] = {
    "a paragraph": {FILE: FIRST.replace("wants a count", "demands a count")},
    "a heading": {FILE: FIRST.replace("## Purpose {", "## Its aims {")},
    "a line above": {SECOND: OTHER.replace("See", "First.\n\nSee")},
    "a summary": {FILE: FIRST.replace("are to be counted", "will be counted")},
    "a title": {FILE: FIRST.replace("title: Counting", "title: Numbering")},
    "a day": {FILE: FIRST.replace("signed: 2021-01-20", "signed: 2023-03-03")},
    "interests": {FILE: FIRST.replace(RELATED, "interests: [light]\n")},
    "no relation": {SECOND: OTHER.replace("relations", "# relations")},
    "an alias": {FILE: FIRST.replace(RELATED, RELATED + "aliases: [lights]\n")},
    "one edition": {SECOND: OTHER.replace("summary", "audiences: [lawyers]\nsummary")},
    "a draft": {FILE: FIRST.replace(RELATED, RELATED + "draft: true\n")},
    "withdrawn": {
        SECOND: OTHER.replace("summary", "withdrawn: {on: 2026-01-01, reason: Wrong.}\nsummary")
    },
    "two at once": {
        FILE: FIRST.replace("wants", "demands"),
        SECOND: OTHER.replace("Another one", "Yet another"),
    },
    "a new order": {"content/orders/eo-14003.md": order(RELATED, "Text.\n", number=14003)},
    "an order less": {SECOND: None},
    "a text that is no order": {"content/pages/about.md": "---\ntitle: About us\n---\nText.\n"},
    "a vocabulary": {"content/vocabularies/interests.yaml": INTERESTS.replace("Ships", "Boats")},
    "an audience": {"audiences.yaml": AUDIENCES.replace("What binds?", "What holds?")},
    "a template": {PAGE_TEMPLATE: "{{ page.title }} as my theme has it"},
    "a style": {"themes/mine/static/css/mine.css": "b{}"},
    "an official text": {"content/texts/eo-14001.txt": "Section 1. Purpose. Count.\n"},
    "nothing": {FILE: FIRST},
}


def edit(root: Path, files: dict[str, str | bytes | None]) -> frozenset[Path]:
    """Write files, or delete them; their paths."""
    write(root, {path: content for path, content in files.items() if content is not None})
    for path in (path for path, content in files.items() if content is None):
        (root / path).unlink()
    return frozenset(root / path for path in files)


@pytest.mark.parametrize("what", EDITS)
def test_what_it_shows_after_a_change_is_what_a_build_writes(
    tmp_path: Path, desk: Open, what: str
) -> None:
    """Byte for byte, every page and file of every edition, and again when it is taken back."""
    root = small_site(tmp_path / "site", BASE)
    found = desk(root)
    assert found.refresh(None).good
    if what == "a paragraph":
        same_as_built(found, root)
    assert found.refresh(edit(root, EDITS[what])).good
    same_as_built(found, root)
    back = {
        path: BASE.get(path, AUDIENCES if path == "audiences.yaml" else None)
        for path in EDITS[what]
    }
    assert found.refresh(edit(root, back)).good
    same_as_built(found, root)
    assert not (root / "build").exists()


MISTAKES: dict[str, dict[str, str | bytes | None]] = {
    "a place that is linked to": {FILE: FIRST.replace("{#purpose}", "{#aims}")},
    "a page that is linked to": {FILE: FIRST.replace(RELATED, RELATED + "audiences: [lawyers]\n")},
    "a file that is linked to": {FILE: None},
    "a link": {SECOND: OTHER.replace("eo-14001.md", "eo-14009.md")},
    "a relation": {SECOND: OTHER.replace("target: eo-14001", "target: nothing")},
    "an alias": {SECOND: OTHER.replace("summary", "aliases: [eo-14001]\nsummary")},
    "an audience": {FILE: FIRST.replace("for lawyers", "for lawyer")},
    "a file that is no order": {FILE: "---\n"},
    "a source": {FILE: FIRST.replace("source: notes", "source: note")},
}


@pytest.mark.parametrize("what", MISTAKES)
def test_what_it_finds_wrong_is_what_a_check_finds(tmp_path: Path, desk: Open, what: str) -> None:
    """Whichever file it is in, and none any more when it is mended; meanwhile nothing else shows."""
    root = small_site(tmp_path / "site", BASE)
    found = desk(root)
    found.refresh(None)
    shown = {path: text(found, path) for path in (PAGE, "plain/orders/eo-14002/", "plain/", "")}
    wrong = found.refresh(edit(root, MISTAKES[what]))
    assert not wrong.good and wrong.problems == loaded(root, drafts=True).problems
    assert {path: text(found, path) for path in shown} == shown
    edit(root, {"content/pages/about.md": "---\ntitle: Other\n---\n"})
    assert found.refresh(None).problems == wrong.problems
    assert {path: text(found, path) for path in shown} == shown
    mended = found.refresh(edit(root, {path: BASE[path] for path in MISTAKES[what]}))
    assert mended.good and mended.problems == ()
    edit(root, {"content/pages/about.md": BASE["content/pages/about.md"]})
    found.refresh(None)
    same_as_built(found, root)
