"""What is out, for whom, and from when until when."""

from datetime import date
from pathlib import Path

import pytest

from tests.sites import built, found, order, page, small_site, tree

BEFORE, ON, AFTER = date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 2)


def editions_with(root: Path, record: str, today: date = ON) -> set[str]:
    """The editions that have order 14002 in any of their files."""
    body = "\n## Canary {#canary}\n\nTweet.\n"
    out = built(
        small_site(root, {"content/orders/eo-14002.md": order(record, body, number=14002)}),
        now=today,
    )
    named = [path for path, data in tree(out).items() if b"14002" in data or "14002" in path]
    return {path.partition("/")[0] for path in named}


@pytest.mark.parametrize(
    ("record", "today", "editions"),
    [
        ("", ON, {"plain", "lawyers"}),
        ("draft: true\n", ON, set()),
        ("publish_on: 2026-06-01\n", BEFORE, set()),
        ("publish_on: 2026-06-01\n", ON, {"plain", "lawyers"}),
        ("expires_on: 2026-06-01\n", BEFORE, {"plain", "lawyers"}),
        ("expires_on: 2026-06-01\n", ON, set()),
        ("publish_on: 2026-06-01\nexpires_on: 2026-06-02\n", ON, {"plain", "lawyers"}),
        ("publish_on: 2026-06-01\nexpires_on: 2026-06-02\n", AFTER, set()),
        ("audiences: [lawyers]\n", ON, {"lawyers"}),
        ("audiences: [plain, lawyers]\ndraft: true\n", ON, set()),
    ],
)
def test_an_order_is_out_or_is_nowhere(
    tmp_path: Path, record: str, today: date, editions: set[str]
) -> None:
    """Not on a page, not in a list, not in the data: an order that is not out leaves no trace."""
    assert editions_with(tmp_path, record, today) == editions


def test_a_group_in_audiences_means_its_members(tmp_path: Path) -> None:
    """A page may be for a group."""
    files = {"content/orders/eo-14002.md": order("audiences: [pair]\n", number=14002)}
    root = small_site(tmp_path, files)
    with (root / "audiences.yaml").open("a") as file:
        file.write("groups: {pair: [lawyers]}\n")
    out = built(root)
    assert (out / "lawyers/orders/eo-14002").exists() and not (
        out / "plain/orders/eo-14002"
    ).exists()


@pytest.mark.parametrize(
    "record", ["draft: true\n", "publish_on: 2026-06-01\n", "audiences: [lawyers]\n"]
)
def test_a_link_to_an_order_that_an_edition_lacks_is_an_error(tmp_path: Path, record: str) -> None:
    """Editions are complete in themselves, so a link is judged in each."""
    files = {
        "content/orders/eo-14002.md": order(record, number=14002),
        "content/orders/eo-14003.md": order(body="\nSee [it](eo-14002.md).\n", number=14003),
    }
    assert {*found(small_site(tmp_path, files), now=BEFORE)} == {
        "content/orders/eo-14003.md:6 EO404"
    }


def test_a_draft_is_still_checked(tmp_path: Path) -> None:
    """Its author wants to know before the day it is out."""
    files = {
        "content/orders/eo-14002.md": order(
            "draft: true\n", "\n::: for nobody\n\nA.\n\n:::\n", number=14002
        )
    }
    assert found(small_site(tmp_path, files)) == ["content/orders/eo-14002.md:7 EO301"]


WITHDRAWN = """\
dates: {signed: 2021-03-01}
withdrawn: {on: 2026-06-01, reason: We mistook one order for another.}
summary: canary
what_changed: canary
does_not: [canary]
unknowns: [canary]
status: [{value: in-force, source: notes, note: canary}]
quotes: [{text: canary, section: '1'}]
duties: [{id: d1, section: '1', who: [navy], what: canary, type: time-boxed, due: 2021-06-01, quote: canary}]
affected: [{party: sailors, effect: benefit, basis: stated-intent, section: '1', text: canary}]
agencies: [{id: navy, role: lead, sections: ['1'], note: canary}]
cases:
  - id: case-canary
    name: canary
    source: notes
    note: canary
    events: [{on: 2021-03-01, kind: pi-granted, scope: nationwide, court: d-me, docket: canary, note: canary}]
clauses: [{kind: sunset, section: '9', text: canary}]
money: {in_order: false, note: canary}
numbers: [{value: canary, what: canary, source: other}]
sources:
  - {id: notes, type: webpage, title: Disposition notes, checked: 2026-11-01}
  - {id: other, type: webpage, title: canary, checked: 2026-11-01}
changes:
  - {on: 2026-06-01, kind: withdrawn, text: Taken back.}
"""
VOCABULARIES = {
    "content/vocabularies/agencies.yaml": "terms: [{id: navy, label: Navy}]",
    "content/vocabularies/parties.yaml": "terms: [{id: sailors, label: Sailors}]",
    "content/vocabularies/courts.yaml": "terms: [{id: d-me, label: District of Maine}]",
}


def test_a_withdrawn_page_gives_the_reason_and_none_of_the_analysis(tmp_path: Path) -> None:
    """Identity, standing, history and why; nothing else in any file, image or list."""
    body = "\n## Canary {#canary}\n\n![canary](canary.png)\n\ncanary [@other]\n"
    files = {
        "content/orders/eo-14002.md": order(WITHDRAWN, body, number=14002),
        "content/orders/eo-14002/canary.png": b"canary",
        **VOCABULARIES,
    }
    out = built(small_site(tmp_path, files))
    for path, data in tree(out).items():
        assert b"canary" not in data.lower() and "canary" not in path, path
    html = page(out / "plain", "orders/eo-14002")
    assert "We mistook one order for another." in html
    assert "blocked nationwide" in html.lower() and "Mar 1, 2021" in html
    assert "Taken back." in html and "Counting Lighthouses" in html and "Disposition notes" in html


def test_a_withdrawn_order_is_not_the_sites_example(tmp_path: Path) -> None:
    """The chooser features an order that still stands."""
    files = {"content/orders/eo-14002.md": order(WITHDRAWN, number=14002), **VOCABULARIES}
    with_wish = small_site(tmp_path, files)
    with (with_wish / "site.yaml").open("a") as file:
        file.write("featured: eo-14002\n")
    assert "eo-14002" not in (built(with_wish) / "index.html").read_text("utf-8")


def test_a_link_into_withdrawn_text_is_an_error(tmp_path: Path) -> None:
    """The place it led to is gone."""
    files = {
        "content/orders/eo-14002.md": order(WITHDRAWN, "\n## Part {#part}\n\nA.\n", number=14002),
        "content/orders/eo-14003.md": order(body="\nSee [it](eo-14002.md#part).\n", number=14003),
        **VOCABULARIES,
    }
    assert {*found(small_site(tmp_path, files))} == {"content/orders/eo-14003.md:6 EO403"}


def test_a_page_for_some_is_in_no_other_edition(tmp_path: Path) -> None:
    """Nor in its navigation."""
    files = {
        "content/pages/desk.md": "---\ntitle: Our desk\nnav: Desk\naudiences: [lawyers]\n---\n\nA.\n"
    }
    out = built(small_site(tmp_path, files))
    assert "Desk" in page(out / "lawyers", "")
    assert not any(
        b"desk/" in data for path, data in tree(out / "plain").items() if path.endswith("html")
    )
