"""The filter's logic apart from any page, against a slow and obvious version on random libraries."""

import json
import random
import re
import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page

from benchmarks.index import view
from eo_site.render.filter import facets_json
from tests import filtering
from tests.browser.conftest import Open
from tests.render.test_filter_data import STRINGS

pytestmark = pytest.mark.browser

KINDS = {"interests": "interest", "agencies": "agency", "parties": "party"}
MODULES = """async () => {
  const place = document.querySelector('script[src$="page.js"]').src;
  const load = (name) => import(place.replace("page.js", name));
  window.logic = Object.assign({}, ...await Promise.all(
    ["filter.js", "filter-index.js", "filter-state.js", "filter-text.js"].map(load)));
}"""
SELECT = """({document, cases}) => {
  const {readIndex, weigh, select} = logic;
  const index = readIndex(document);
  const terms = (counts) => Object.fromEntries([...counts].map(([id, found]) =>
    [id, Object.fromEntries([...found].map((n, at) => [index.facets.get(id).terms[at].id, n])
      .filter(([, n]) => n))]));
  return cases.map(({state, lens, found, since}) => {
    const marks = found && Uint8Array.from(found);
    const result = select(index, state, weigh(index, lens), marks, since);
    return {...result, rows: [...result.rows], counts: terms(result.counts)};
  });
}"""


@pytest.fixture
def page(visit: Open, lighthouses: str) -> Page:
    """A page with the modules at hand."""
    page = visit(f"{lighthouses}plain/about/").page
    page.evaluate(MODULES)
    return page


def library(rng: random.Random) -> Any:
    """A small random edition's facets: some orders untagged, some without a day."""
    document = json.loads(facets_json(view(rng.randint(1, 120), rng.randint(1, 10**6)), STRINGS))
    for facet in document["facets"]:
        if facet["id"] in ("interest", "instrument"):
            for term in facet["terms"]:
                term[2] = term[2] if rng.random() < 0.6 else ""
    return document


def some(rng: random.Random, terms: list[str], most: int) -> list[str]:
    """None, or a few."""
    return rng.sample(terms, min(len(terms), rng.choice((0, 0, 1, 2, most))))


def case(rng: random.Random, document: Any) -> dict[str, Any]:
    """A state, what is followed and muted, words found, and a last visit."""
    terms = {each["id"]: [term[0] for term in each["terms"]] for each in document["facets"]}
    terms["year"] = sorted({each["year"][0] for each in filtering.rows(document)})
    slugs = filtering.slugs(document)
    chosen = {name: some(rng, found, 3) for name, found in terms.items() if rng.random() < 0.3}
    lists = {kind: terms[facet] for kind, facet in KINDS.items()} | {"orders": slugs}
    return {
        "state": {
            "chosen": chosen,
            "sort": rng.choice(("", "newest", "oldest")),
            "only": rng.random() < 0.2,
            "reveal": rng.random() < 0.3,
        },
        "lens": {
            "follows": {kind: some(rng, found, 5) for kind, found in lists.items()},
            "mutes": {kind: some(rng, found, 2) for kind, found in lists.items()},
        },
        "found": [rng.choice((0, 0, 1, 2, 3)) for _ in slugs] if rng.random() < 0.3 else None,
        "since": rng.choice(("", "2026-08-01", "2026-10-10", "2030-01-01")),
    }


def slowly(document: Any, case: dict[str, Any]) -> dict[str, Any]:
    """What a state shows, without regard to time."""
    carried, slugs, days = (
        filtering.rows(document),
        filtering.slugs(document),
        filtering.days(document),
    )
    state, lens = case["state"], case["lens"]

    def matches(row: int, lists: dict[str, list[str]]) -> int:
        terms = sum(
            term in carried[row][facet] for kind, facet in KINDS.items() for term in lists[kind]
        )
        return terms + (slugs[row] in lists["orders"])

    def muted(row: int) -> bool:
        return slugs[row] not in lens["follows"]["orders"] and matches(row, lens["mutes"]) > 0

    def meets(row: int, *, apart: str = "", unmuted: bool = False) -> bool:
        facets = all(
            not ids or facet == apart or set(ids) & set(carried[row][facet])
            for facet, ids in state["chosen"].items()
        )
        words = case["found"] is None or case["found"][row]
        followed = not state["only"] or matches(row, lens["follows"]) > 0
        return facets and words and followed and (unmuted or state["reveal"] or not muted(row))

    rows = [row for row in range(len(slugs)) if meets(row)]
    counts: dict[str, dict[str, int]] = {}
    for facet in carried[0]:
        found = counts[facet] = {}
        for row in range(len(slugs)):
            if meets(row, apart=facet):
                for term in carried[row][facet]:
                    found[term] = found.get(term, 0) + 1

    def rank(row: int) -> Any:
        how = case["found"][row] if case["found"] else 0
        if state["sort"] == "newest":
            return (how != 3, row)
        if state["sort"] == "oldest":
            return (how != 3, days[row] is None, -row if days[row] else row)
        return (
            -how,
            row not in news,
            -matches(row, lens["follows"]),
            carried[row]["kind"] != ["analysed"],
            row,
        )

    news = {
        row
        for day, text in document["changed"]["days"]
        for row in filtering.unpacked(text)
        if case["since"] and date.fromisoformat(day) > date.fromisoformat(case["since"])
    }
    matched = [row for row in rows if matches(row, lens["follows"])]
    return {
        "rows": sorted(rows, key=rank),
        "counts": counts,
        "untagged": sum(not carried[row]["interest"] for row in rows),
        "matched": len(matched),
        "hidden": sum(
            muted(row) and meets(row, unmuted=True) for row in range(len(slugs))
        ),
        "changed": sum(row in news for row in matched),
        "news": sum(row in news for row in rows),
    }  # fmt: skip


def test_rows_and_counts_are_those_of_the_slow_version(page: Page) -> None:
    """In forty random libraries, six random states each: lists, orders, counts, what is hidden."""
    rng = random.Random(14)
    seen = {"hidden": 0, "changed": 0, "untagged": 0, "matched": 0}
    for _ in range(40):
        document = library(rng)
        cases = [case(rng, document) for _ in range(6)]
        found = page.evaluate(SELECT, {"document": document, "cases": cases})
        for each, result in zip(cases, found, strict=True):
            assert result == slowly(document, each), each
            seen = {name: n + bool(result[name]) for name, n in seen.items()}
    assert min(seen.values()) > 20, seen


def folded(text: str) -> list[str]:
    """The words of a text without case and accents."""
    plain = "".join(
        each for each in unicodedata.normalize("NFKD", text)
        if not unicodedata.category(each).startswith("M")
    )  # fmt: skip
    plain = re.sub(r"(\d),(?=\d{3})", r"\1", plain.lower())
    return re.findall(r"[^\W_]+", plain)


def test_orders_keep_their_names_whatever_these_are(page: Page) -> None:
    """Numbers in a row are written as a count, and read back with the zeros that stand before them."""
    rng = random.Random(21)
    names = [f"{start}{n:0{width}}" for start in ("eo-", "fr-94-", "memo", "x-1-")
             for width in (1, 3) for n in range(25)]  # fmt: skip
    names = sorted({*names, "eo-", "about-it", "constructor", "2020", "eo-012-a"}, reverse=True)
    for _ in range(40):
        kept = [each for each in names if rng.random() < 0.8]
        found = view(len(kept), 1)
        orders = tuple(replace(o, slug=s) for o, s in zip(found.orders, kept, strict=True))
        document = json.loads(facets_json(replace(found, orders=orders), STRINGS))
        assert page.evaluate("document => logic.readIndex(document).slugs", document) == kept
        assert filtering.slugs(document) == kept


TITLES = [
    "Écologie and the Nation’s Ports",
    "Tariffs on Steel",
    "Steel, Ports & Tariffs",
    "Reporte 13,903 años",
    "Amending Executive Order 14001",
]
NUMBERS = ["13903", "14001", "14002-A", "", "14004"]
SEARCH = """({titles, numbers, queries, names, terms, agencies}) => {
  const rows = (list) => Uint32Array.from(list);
  const starts = new Uint32Array(titles.length + 1), carried = [];
  const named = Object.entries(agencies).map(([id, {label, on}]) => ({id, label, rows: rows(on)}));
  for (let row = 0; row < titles.length; row++) {
    named.forEach((term, at) => term.rows.includes(row) && carried.push(at));
    starts[row + 1] = carried.length;
  }
  const facets = new Map([["agency", {id: "agency", terms: named, starts, carried}]]);
  const places = logic.searchable({facets}, {titles, numbers, names, terms: {agency: terms}}, {
    numberOf: (row) => numbers[row], label: "EO %(number)s", kind: "eo e o executive order no",
    small: "is the still in effect what must do"});
  return queries.map((each) => logic.matching(each, places))
    .map((each) => each && [[...each.marks], each.terms.map(({id}) => id)]);
}"""


def searched(page: Page, queries: list[str], **more: Any) -> list[Any]:
    """For each query, how each order is found, and the terms that it names."""
    asked = {"titles": TITLES, "numbers": NUMBERS, "queries": queries, "names": {}, "terms": {}}
    found: list[Any] = page.evaluate(SEARCH, asked | {"agencies": {}} | more)
    return found


def test_words_are_looked_for_in_titles_and_numbers(page: Page) -> None:
    """All of them, in any order, at the beginning of words; accents, case and commas do not count."""
    queries = [
        "13903", "eo 14", "tariffs steel", "STEEL tar", "ecologie", "écolo", "nation's",
        "ports", "orts", "13,903", "anos", "14002-a", "  ", "<script>", "steel steel", ".*", "zzz", "(", "EO",
    ]  # fmt: skip
    for query, result in zip(queries, searched(page, queries), strict=True):
        words = [each for each in folded(query) if each != "eo" or query == "EO"]
        said = [
            folded(f"EO {n} {title}" if n else title)
            for n, title in zip(NUMBERS, TITLES, strict=True)
        ]
        slow = [all(any(each.startswith(word) for each in text) for word in words) for text in said]
        assert [bool(each) for each in result[0]] == slow if words else result is None, query


@pytest.mark.parametrize(
    "query", ["14001", "EO 14001", "eo14001", "E.O. 14,001", "Executive Order No. 14001"]
)
def test_the_very_number_comes_before_what_speaks_of_it(page: Page, query: str) -> None:
    """However it is written."""
    assert searched(page, [query])[0][0] == [0, 3, 0, 0, 2]


def test_orders_are_found_by_every_name(page: Page) -> None:
    """What people call them, and every name of the agencies that they name."""
    agencies = {
        "war": {"label": "Department of War", "on": [1]},
        "sea": {"label": "Sea Board", "on": []},
    }
    names = {"terms": {"war": ["DoD", "Secretary of Defense"]}, "names": {"2": ["harbor ban"]}}
    queries = ["dod", "Secretary of Defense", "dod tariffs", "dod ports", "secretary of war", "sea board",
               "is the harbor ban still in effect?", "what must DoD do"]  # fmt: skip
    found = searched(page, queries, agencies=agencies, **names)
    by_agency, nothing = [0, 1, 0, 0, 0], [0, 0, 0, 0, 0]
    assert found == [
        [by_agency, ["war"]], [by_agency, ["war"]], [by_agency, []], [nothing, []], [nothing, []], [nothing, []],
        [[0, 0, 2, 0, 0], []], [by_agency, ["war"]],
    ]  # fmt: skip


def test_a_state_is_read_back_from_its_address(page: Page) -> None:
    """Whatever a state says, its fragment says; what is not known here is dropped and counted."""
    rng = random.Random(7)
    for _ in range(20):
        document = library(rng)
        asked = case(rng, document)
        chosen = {facet: ids for facet, ids in asked["state"]["chosen"].items() if ids}
        words = rng.choice(("", "steel ports", "a&b=c#d", "“x” ñ", "100%"))
        state = {**asked["state"], "chosen": chosen, "q": words}
        state["sort"] = state["sort"] or ""
        state["link"] = rng.choice((None, asked["lens"]))
        found = page.evaluate(
            """({document, state}) => logic.parseState(
              new URL("x" + logic.printState(state), "https://x.example/").hash, logic.readIndex(document))""",
            {"document": document, "state": state},
        )
        assert found == {"state": state, "dropped": 0}


@pytest.mark.parametrize(
    ("fragment", "dropped"),
    [
        ("#main", None), ("#javascript:alert(1)", None), ("#__proto__=x", None), ("#=", None),
        ("#interest=__proto__,constructor,toString", 3), ("#interest=%E0%A4%A", 1),
        ("#interest=<img src=x onerror=alert(1)>", 1), ("#interest=,,,", 0), ("#constructor=1&q=a", 1),
        ("#interests=" + "a," * 5000, 2), ("#q=" + "z" * 20_000, 2), ("#sort=sideways", 1), ("#only=2", 1),
        ("#follow=interests:nobody;orders:eo-1;evil:x;__proto__:y", 4), ("#follow=interests", 0),
        ("#mute=<script>:<script>", 1), ("#status=&&&court=", 2),
    ],
)  # fmt: skip
def test_what_a_fragment_cannot_mean_is_dropped(
    page: Page, fragment: str, dropped: int | None
) -> None:
    """And counted, so that the page can say so; another fragment than ours is left alone."""
    document = json.loads(facets_json(view(5), STRINGS))
    found = page.evaluate(
        "({document, fragment}) => logic.parseState(fragment, logic.readIndex(document))",
        {"document": document, "fragment": fragment},
    )
    assert (found and found["dropped"]) == dropped
    if found:
        assert found["state"]["chosen"] == {}
        assert len(found["state"]["q"]) <= 200
