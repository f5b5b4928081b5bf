"""Every way to find an order, and how little a new one changes."""

from pathlib import Path

from eo_site.plan.pager import pages
from tests.sites import built, order, page, small_site, stamps, tree, write

INTERESTS = "terms:\n  - {id: lights, label: Lights}\n  - {id: ships, label: Ships}\n"
AGENCIES = "terms:\n  - {id: coast-guard, label: Coast Guard}\n"
PRESIDENTS = "terms:\n  - {id: first, label: The First}\n"
VOCABULARIES = {
    "content/vocabularies/interests.yaml": INTERESTS,
    "content/vocabularies/agencies.yaml": AGENCIES,
    "content/vocabularies/presidents.yaml": PRESIDENTS,
}
TAGGED = (
    "president: first\ninterests: [lights]\ndates: {signed: 2021-01-20}\nduties:\n"
    '  - {id: d1, section: "1", who: [coast-guard], what: "Count [@order, 1].", '
    "type: time-boxed, due: 2021-06-01}\n"
    "changes:\n  - {on: 2026-01-02, kind: corrected, text: A date was wrong.}\n"
)


def library(tmp_path: Path, count: int, year: int = 2020) -> Path:
    """A tagged order and so many bare ones of one year."""
    root = small_site(
        tmp_path / "site", {**VOCABULARIES, "content/orders/eo-14001.md": order(TAGGED)}
    )
    bare = {
        f"content/orders/eo-{number}.md": order(f"dates: {{signed: {year}-01-01}}\n", number=number)
        for number in range(1000, 1000 + count)
    }
    return write(root, bare)


def test_an_order_is_found_under_everything_it_carries(tmp_path: Path) -> None:
    """Year, interest, agency, president, status, deadlines and changes lead to it."""
    build = built(library(tmp_path, 0))
    for path in (
        "orders/2021", "interests/lights", "agencies/coast-guard", "presidents/first",
        "status/unknown", "deadlines", "corrections",
    ):  # fmt: skip
        assert "orders/eo-14001/" in page(build / "plain", path), path
    assert "A date was wrong." in page(build / "plain", "corrections")
    assert not (build / "plain/interests/ships").exists()


def test_no_list_page_has_more_than_a_hundred_entries(tmp_path: Path) -> None:
    """Numbered from the oldest and full; every order is on some page."""
    found = dict(pages(list(range(250, 0, -1))))
    assert list(found) == [0, 2, 1]
    assert found[1] == list(range(100, 0, -1))
    assert found[0][0] == 250
    assert {each for shown in found.values() for each in shown} == set(range(1, 251))
    assert dict(pages(list(range(100)))) == {0: list(range(100))}


def test_long_lists_have_a_pager(tmp_path: Path) -> None:
    """A year of 120 orders has a newest page and a page 1."""
    build = built(library(tmp_path, 120))
    assert (
        page(build / "plain", "orders/2020").count("<h3>")
        + page(build / "plain", "orders/2020").count("<h2><a")
        == 100
    )
    assert (build / "plain/orders/2020/1/index.html").is_file()


def test_a_new_order_changes_only_pages_that_show_it(tmp_path: Path) -> None:
    """The home, its data, the lists it joins, the sitemap and the manifest: nothing else."""
    root = library(tmp_path, 120)
    before = stamps(built(root) / "plain")
    write(root, {"content/orders/eo-2000.md": order("dates: {signed: 2020-06-01}\n", number=2000)})
    after = stamps(built(root) / "plain")
    changed = {path for path, stamp in after.items() if before.get(path) != stamp}
    assert changed == {
        "index.html",
        "compare/index.html",
        "data/cards/2.json",
        "data/facets.json",
        "data/titles.json",
        "orders/eo-2000/index.html",
        "orders/index.html",
        "orders/2020/index.html",
        "status/index.html",
        "status/unknown/index.html",
        "sitemap.xml",
        "manifest.json",
    }


def test_empty_and_single_sites_build(tmp_path: Path) -> None:
    """A site with nothing in it yet still has all its doors."""
    root = small_site(tmp_path / "site")
    (root / "content/orders/eo-14001.md").unlink()
    files = tree(built(root) / "plain")
    assert {
        "index.html",
        "orders/index.html",
        "deadlines/index.html",
        "corrections/index.html",
    } <= set(files)


def test_related_orders_say_why(tmp_path: Path) -> None:
    """Shared interests, the rarest first, and never the order itself."""
    root = library(tmp_path, 0)
    text = (
        (root / "audiences.yaml")
        .read_text()
        .replace("[contents, sections,", "[contents, related, sections,")
    )
    write(
        root,
        {
            "audiences.yaml": text,
            "content/orders/eo-14002.md": order("interests: [lights, ships]\n", number=14002),
            "content/orders/eo-14003.md": order("interests: [ships]\n", number=14003),
        },
    )
    own = page(built(root) / "plain", "orders/eo-14001")
    assert "eo-14002" in own
    assert "eo-14003" not in own


def test_a_card_does_not_set_silence_beside_what_is_known(tmp_path: Path) -> None:
    """Revoked in part, and silent on the rest: the line in a list says the first, the page both."""
    record = (
        "status:\n"
        "  - {value: in-force-in-part, source: notes, from: 2021-02-01}\n"
        '  - {value: no-recorded-revocation, sections: ["1"], source: notes}\n'
        "sources:\n  - {id: notes, type: webpage, title: Notes, checked: 2026-11-01}\n"
    )
    root = small_site(tmp_path / "site", {"content/orders/eo-14001.md": order(record)})
    build = built(root)
    assert 'data-value="no-recorded-revocation"' not in page(build / "plain", "")
    assert 'data-value="in-force-in-part"' in page(build / "plain", "")
    assert 'data-value="no-recorded-revocation"' in page(build / "plain", "orders/eo-14001")


def test_a_card_says_once_what_two_findings_say_alike(tmp_path: Path) -> None:
    """Two entries of one status, for different sections, are one pill on a card."""
    record = (
        "status:\n  - {value: suspended, sections: ['1'], source: order}\n"
        "  - {value: suspended, sections: ['2'], source: order}\n"
    )
    root = small_site(tmp_path / "site", {"content/orders/eo-14001.md": order(record)})
    card = page(built(root) / "plain", "").partition('<li class="card"')[2].partition("</li>")[0]
    assert card.count('data-value="suspended"') == 1
