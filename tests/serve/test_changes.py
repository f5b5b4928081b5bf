"""The desk follows a change as far as it reaches, and no further."""

import threading
from pathlib import Path

import pytest

from tests.serve.site_desks import Open, same_as_built, text
from tests.sites import AUDIENCES, ORDER, REPOSITORY, SITE, loaded, order, small_site, write

FILE = "content/orders/eo-14001.md"
PAGE = "plain/orders/eo-14001/"

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
OFFICIAL = "content/texts/eo-99999.txt"
OFFICIAL_TEXT = (REPOSITORY / "tests/read/official/eo-99999.txt").read_bytes()
PRINTED = (
    "---\nnumber: 99999\ntitle: Keeping the Nation's Lighthouses in Good Repair\n"
    "interests: [light]\n---\nText [@order, 2(a)].\n"
)
MODULES = AUDIENCES.replace(
    "modules: [contents, status,",
    "exports: [json, csv, orders, relations, library, data]\n    modules: [operative-text, status,",
)
BASE: dict[str, str | bytes] = {
    "audiences.yaml": MODULES,
    "content/orders/eo-99999.md": PRINTED,
    OFFICIAL: OFFICIAL_TEXT,
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
    "a day": {FILE: FIRST.replace("signed: 2021-01-20", "signed: 2020-03-03")},
    "interests": {FILE: FIRST.replace(RELATED, "interests: [light]\n")},
    "no relation": {SECOND: OTHER.replace("relations", "# relations")},
    "a revocation": {SECOND: OTHER.replace("type: amends", "type: revokes")},
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
    "an audience": {"audiences.yaml": MODULES.replace("What binds?", "What holds?")},
    "a template": {PAGE_TEMPLATE: "{{ page.title }} as my theme has it"},
    "a style": {"themes/mine/static/css/mine.css": "b{}"},
    "an official text": {OFFICIAL: OFFICIAL_TEXT.replace(b"authority vested", b"powers vested")},
    "no official text": {OFFICIAL: None},
    "a number": {"content/orders/eo-99999.md": PRINTED.replace("99999", "99998")},
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
    back = {path: BASE.get(path) for path in EDITS[what]}
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


def test_only_the_files_that_changed_are_looked_at(tmp_path: Path, desk: Open) -> None:
    """Another that broke meanwhile is another change's matter."""
    root = small_site(tmp_path / "site", BASE)
    found = desk(root)
    found.refresh(None)
    edit(root, {SECOND: "broken", "audiences.yaml": "broken", "site.yaml": "broken"})
    assert found.refresh(edit(root, EDITS["a summary"])).good
    assert "Lighthouses will be counted" in text(found, PAGE)
    assert not found.refresh(None).good


def test_pages_can_be_asked_for_while_others_are_read(tmp_path: Path, desk: Open) -> None:
    """Each answer is a page of one state or of the next, whole."""
    root = small_site(tmp_path / "site", BASE)
    found = desk(root)
    found.refresh(None)
    wrong, seen, stop = list[BaseException](), set[str](), threading.Event()

    def ask() -> None:
        try:
            while not stop.is_set():
                seen.add(text(found, PAGE))
                text(found, "plain/interests/ships/")
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for each in threads:
        each.start()
    for what in ("a paragraph", "nothing", "a summary", "a vocabulary", "nothing"):
        found.refresh(edit(root, EDITS[what]) if what != "a vocabulary" else None)
    stop.set()
    for each in threads:
        each.join()
    assert not wrong
    assert len(seen) <= 3
