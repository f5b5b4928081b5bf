"""The filter's data: what it says can be read back, and a large edition's is small."""

import json
import random
from datetime import date
from pathlib import Path

import brotli
import pytest

from benchmarks.index import view
from eo_site.render.filter import facets_json, packed, titles_json
from tests import filtering
from tests.sites import built, order, small_site, tree, write

COUNT = 15_000
STRINGS = {
    "legal_status": {"in-force": "in force", "revoked": "revoked"},
    "court_effect": {}, "states": {"not-searched": "not searched"}, "kind_of_act": {},
    "kinds": {"analysed": "analysed", "record": "record only"},
}  # fmt: skip
LIBRARY = {
    "content/vocabularies/interests.yaml": """\
groups:
  - {id: sea, label: The sea, terms: [{id: lamps, label: Lamps}, {id: ships, label: Ships}]}
terms: [{id: kites, label: Kites}]
""",
    "content/vocabularies/agencies.yaml": "terms: [{id: navy, label: Navy}, {id: army, label: Army}]\n",
    "content/vocabularies/parties.yaml": "terms: [{id: keepers, label: Keepers}]\n",
    "content/vocabularies/presidents.yaml": "terms: [{id: p1, label: A President}]\n",
    "content/orders/eo-14002.md": order(
        "president: p1\ndates: {signed: 2021-03-01}\ninterests: [ships, lamps]\n"
        "instrument: creates-body\nagencies: [{id: army, role: lead, sections: ['2']}]\n"
        "affected: [{party: keepers, effect: duty, basis: stated-in-order, section: '2', text: A log.}]\n"
        "duties: [{id: d1, section: '2', who: [army], what: Count., type: ongoing}]\n"
        "changes: [{on: 2026-11-02, kind: published, text: First published.}]\n",
        "\n## Purpose\n\nShort.\n",
        number=14002,
    ),
    "content/orders/eo-14003.md": order("", number=14003),
}


def test_every_facet_says_what_an_order_carries(tmp_path: Path) -> None:
    """Agencies of duties too; a record alone is one; what nobody searched is a status like others."""
    out = built(small_site(tmp_path, LIBRARY)) / "plain"
    assert filtering.carried(out, "eo-14002") == {
        "interest": ["lamps", "ships"], "agency": ["army"], "president": ["p1"],
        "status": ["not-searched"], "court": ["not-searched"], "instrument": ["creates-body"],
        "party": ["keepers"], "kind": ["analysed"], "year": ["2021"],
    }  # fmt: skip
    assert filtering.carried(out, "eo-14003")["kind"] == ["record"]
    assert filtering.carried(out, "eo-14003")["year"] == ["undated"]
    assert filtering.card(out, "eo-14002")["duties"] == {"army": 1}
    document = filtering.facets(out)
    assert filtering.slugs(document) == ["eo-14002", "eo-14001", "eo-14003"]
    assert [day for day, _ in document["changed"]["days"]] == ["2026-11-02"]
    terms = {each["id"]: each["terms"] for each in document["facets"]}
    assert [term[:2] for term in terms["interest"]] == [
        ["lamps", "Lamps"], ["ships", "Ships"], ["kites", "Kites"],
    ]  # fmt: skip
    assert document["facets"][0]["groups"] == [["The sea", 2], ["", 1]]
    assert [term[0] for term in terms["agency"]] == ["army"], "what no order carries is not named"
    assert [term[1] for term in terms["status"]] == ["In force", "Not searched"]


def test_a_withdrawn_order_keeps_nothing_of_its_analysis(tmp_path: Path) -> None:
    """Whom it affects, what it asks of agencies and what it says of itself are gone with it."""
    root = small_site(tmp_path, LIBRARY)
    file = root / "content/orders/eo-14002.md"
    gone = "withdrawn: {on: 2026-11-20, reason: It was wrong.}\nsummary: Secret.\nnumber"
    file.write_text(file.read_text("utf-8").replace("number", gone, 1), "utf-8")
    out = built(root) / "plain"
    found = filtering.carried(out, "eo-14002")
    assert (found["kind"], found["party"], found["agency"]) == (["record"], [], [])
    card = filtering.card(out, "eo-14002")
    assert card["pills"] == [["withdrawn", "withdrawn"]]
    assert "summary" not in card and "duties" not in card


@pytest.mark.parametrize(
    "hidden", ["draft: true", "publish_on: 2027-01-01", "audiences: [lawyers]"]
)
def test_what_an_edition_lacks_is_not_in_its_data(tmp_path: Path, hidden: str) -> None:
    """Drafts, embargoed orders, and orders for others: not their slug, not their title, no term."""
    files = {**LIBRARY, "content/orders/eo-14002.md":
             LIBRARY["content/orders/eo-14002.md"].replace("number", f"{hidden}\nnumber", 1)
             .replace("Counting Lighthouses", "Hushed")}  # fmt: skip
    out = built(small_site(tmp_path, files)) / "plain"
    data = b"".join(data for path, data in tree(out / "data").items())
    assert b"eo-14001" in data
    assert not any(each in data for each in (b"14002", b"Hushed", b"army", b"Army", b"keepers"))


def test_whom_an_order_affects_changes_what_can_be_followed_alone(tmp_path: Path) -> None:
    """The order's own page and the files that say what it carries: no list and no card."""
    root = small_site(tmp_path, LIBRARY)
    before = tree(built(root) / "plain")
    text = LIBRARY["content/orders/eo-14002.md"]
    write(root, {"content/orders/eo-14002.md": text.replace("party: keepers", "party: others")})
    write(root, {"content/vocabularies/parties.yaml":
                 "terms: [{id: keepers, label: Keepers}, {id: others, label: Others}]\n"})  # fmt: skip
    after = tree(built(root) / "plain")
    changed = {path for path, data in after.items() if before.get(path) != data}
    assert changed == {
        "data/facets.json", "data/briefing.json", "orders/eo-14002/index.html",
        "manifest.json",
    }  # fmt: skip
    assert filtering.carried(root / "build/plain", "eo-14002")["party"] == ["others"]


def test_numbers_are_packed_and_read_back() -> None:
    """Of every size, next to each other or far apart."""
    rng = random.Random(6)
    for most in (1, 10, 61, 62, 1000, 60_000, 10**6):
        numbers = sorted(rng.sample(range(most), min(most, 50)))
        text = packed(numbers)
        assert filtering.unpacked(text) == numbers
        assert '"' not in text and "\\" not in text and text.isprintable()


def test_a_large_editions_data_says_what_its_orders_carry() -> None:
    """Slugs by runs, days by gaps, terms by rows: all of it comes back as it was."""
    found = view(700, seed=3)
    document = json.loads(facets_json(found, STRINGS))
    assert filtering.slugs(document) == [each.slug for each in found.orders]
    assert filtering.days(document) == [each.signed for each in found.orders]
    carried = filtering.rows(document)
    for row, each in enumerate(found.orders):
        for facet, values in zip(found.facets, each.values, strict=True):
            assert sorted(carried[row][facet.name]) == sorted(values)
    newest = max(each.changed for each in found.orders if each.changed)
    for day, rows in document["changed"]["days"]:
        assert all(
            found.orders[row].changed == date.fromisoformat(day) for row in filtering.unpacked(rows)
        )
        assert (newest - date.fromisoformat(day)).days <= 366


def test_fifteen_thousand_orders_are_a_small_download() -> None:
    """Facets within 125 kB in brotli, so that the page, its styles and scripts fit beside; titles in 250."""
    found = view(COUNT)
    files = (facets_json(found, STRINGS), titles_json(found))
    sizes = [len(brotli.compress(data)) for data in files]
    assert sizes[0] <= 125_000 and sizes[1] <= 250_000, sizes
