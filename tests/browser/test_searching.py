"""Searching an edition's full text: on a page of its own, in the address's fragment, on this device."""

import json
import random
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Quiet
from tests.browser.lighthouses import FILES, plain
from tests.sites import built, order, small_site

pytestmark = pytest.mark.browser

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
"""As docs/publishers.md has it."""
WORKER = "default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'self'"
VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
HOSTILE = (
    "<img src=x onerror=alert(1)>", "__proto__", "constructor", '"', '"""" "', "%", "%E0%A4%A", "\u0000",
    "a" * 5000, "lamp " * 2000, "😀", "\u202elamp", "null", "[]", "javascript:alert(1)", "&lt;b&gt;",
)  # fmt: skip
MANY = 24
HASTY = """() => {
  const later = setTimeout;
  window.setTimeout = (run, pause, ...more) => (pause === 250 ? 0 : later(run, pause, ...more));
}"""
"""However slowly it is typed, no pause between two keys begins a search: Enter does."""


class Strict(Quiet):
    """Files with the headers that the guide for publishers asks for."""

    worker = True
    """Whether Pagefind's worker gets its own."""

    def end_headers(self) -> None:
        """As a host is told to."""
        own = self.worker and self.path.endswith("/pagefind/pagefind-worker.js")
        self.send_header("Content-Security-Policy", WORKER if own else POLICY)
        super().end_headers()


class TooStrict(Strict):
    """A host that was told the half of it."""

    worker = False


def _served(folder: Path, handler: type[Quiet]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library with search, two dozen orders more, and words that look like markup."""
    more = {f"content/orders/eo-{n}.md": plain(n, "kites") for n in range(15000, 15000 + MANY)}
    odd = r"The word wombat stands between \<b\> and \</mark\>\<script\>x\</script\> &amp; more."
    files = {
        **FILES,
        **more,
        "content/orders/eo-14007.md": order(
            "dates: {signed: 2022-02-02}\n", f"## Odd {{#odd}}\n\n{odd}\n", number=14007
        ),
    }
    return built(small_site(tmp_path_factory.mktemp("library"), files), search=True)


@pytest.fixture(scope="module")
def strict(library: Path) -> Iterator[str]:
    """Its address on a host with strict headers."""
    yield from _served(library, Strict)


@pytest.fixture(scope="module")
def too_strict(library: Path) -> Iterator[str]:
    """Its address on a host that lets nothing compile."""
    yield from _served(library, TooStrict)


def numbers(page: Page) -> list[str]:
    """The orders found, as shown."""
    return page.locator(".found .card-number").all_inner_texts()


def said(page: Page) -> Any:
    """What is told of them."""
    return page.locator("[data-said]")


def ask(page: Page, words: str) -> None:
    """Type into the field."""
    page.get_by_role("searchbox").fill(words)


def follow(**kinds: list[str]) -> str:
    """A script that stores what the reader follows."""
    none: dict[str, list[str]] = {"interests": [], "agencies": [], "parties": [], "orders": []}
    profile = {
        "version": 2, "edition": "", "chosen": True, "follows": {**none, **kinds}, "mutes": none,
        "visits": {},
    }  # fmt: skip
    text = json.dumps(json.dumps(profile))
    return f"try {{ localStorage.setItem('eo-site:small:profile', {text}) }} catch {{}}"


def test_a_reader_finds_words_and_nothing_is_asked_of_anybody_before(
    visit: Open, strict: str
) -> None:
    """Number, title, day, standing and the passage; under a strict policy, from this site alone."""
    seen = visit(f"{strict}plain/orders/eo-14001/", VIOLATIONS)
    page = seen.page
    page.get_by_role("link", name="Search", exact=True).click()
    expect(page.get_by_role("searchbox", name="Words to look for")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [each for each in seen.requests if "/pagefind/" in each or "/data/" in each]
    ask(page, "painted")
    expect(said(page)).to_have_text("1 page found")
    card = page.locator(".found .card")
    expect(card).to_contain_text("EO 14001")
    expect(card.locator("time")).to_have_attribute("datetime", "2021-01-20")
    expect(card.locator(".pill")).to_have_text(
        ["revoked Mar 1, 2024 by EO 14004", "courts: challenged, not blocked"]
    )
    expect(card.locator("mark")).to_have_text(["painted."])
    expect(card.locator(".card-summary")).to_have_text(
        re.compile("^… .*Then they are painted. .* …$")
    )
    assert page.url.endswith("plain/search/#q=painted")
    assert page.evaluate("violations") == [] and page.evaluate("shifted") == 0 and seen.wrong == []
    assert not [each for each in seen.requests if not each.startswith(strict) or "painted" in each]
    card.get_by_role("link").first.click()
    page.wait_for_url("**/plain/orders/eo-14001/**")


def test_searching_by_keyboard_alone(visit: Open, strict: str) -> None:
    """Enter keeps a query for Back; more results are read on from the first of them."""
    page = visit(f"{strict}plain/search/").page
    page.get_by_role("searchbox").focus()
    page.evaluate(HASTY)
    page.keyboard.type("short")
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text(f"{MANY + 4} pages found")
    assert len(numbers(page)) == 10
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Show more":
            break
    box = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert box == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".found .card").nth(10).get_by_role("link").first).to_be_focused()
    assert len(numbers(page)) == 20
    page.keyboard.press("Enter")
    page.wait_for_url("**/orders/eo-*/**")
    page.go_back()
    expect(said(page)).to_have_text(f"{MANY + 4} pages found")
    expect(page.get_by_role("searchbox")).to_have_value("short")
    ask(page, "wombat")
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("1 page found")
    ask(page, "")
    expect(page.locator("[data-lists]")).to_be_visible()
    expect(page.locator("[data-found]")).to_be_hidden()
    page.wait_for_url("**/plain/search/")


def test_a_link_with_a_query_finds_the_same_in_every_edition(visit: Open, strict: str) -> None:
    """Opened in a fresh profile; the switcher takes the query along."""
    page = visit(f"{strict}plain/search/#q=%22second%20section%22", VIOLATIONS).page
    expect(said(page)).to_have_text("1 page found")
    assert page.evaluate("shifted") == 0
    page.locator(".switch summary").click()
    page.locator(".switch-panel a[data-edition=lawyers]").click()
    page.wait_for_url("**/lawyers/search/#q=*")
    expect(said(page)).to_have_text("1 page found")
    assert page.evaluate("localStorage.length") <= 1


def test_orders_are_found_by_number_and_by_every_name(visit: Open, strict: str) -> None:
    """The number before pages that speak of it and never a page that begins like it; agencies by alias."""
    seen = visit(f"{strict}plain/search/")
    page = seen.page
    ask(page, "E.O. 14,004")
    expect(said(page)).to_have_text(re.compile("pages? found"))
    assert numbers(page)[0] == "EO 14004"
    ask(page, "2021000")
    expect(said(page)).to_contain_text("Nothing found.")
    said(page).get_by_role("link").click()
    page.wait_for_url("**/plain/#q=2021000")
    page.locator("[data-more]").get_by_role("link").click()
    page.wait_for_url("**/plain/search/#q=2021000")
    ask(page, "USCG")
    offer = page.locator("[data-offers]").get_by_role("link", name="Coast Guard")
    expect(offer).to_have_attribute("href", "../agencies/coast-guard/")
    assert "EO 14001" in numbers(page)
    card = page.locator(".found .card", has_text="EO 14001")
    expect(card.locator(".pill")).to_have_count(2)
    card.get_by_role("link").first.click()
    page.wait_for_url("**/plain/orders/eo-14001/")
    assert seen.wrong == []


def test_results_are_narrowed_to_what_the_reader_follows(visit: Open, strict: str) -> None:
    """By interests, agencies, parties and single orders; without any the choice does not show."""
    seen = visit(f"{strict}plain/search/#q=short", follow(interests=["ships"], orders=["eo-15003"]))
    page = seen.page
    expect(said(page)).to_have_text(f"{MANY + 4} pages found")
    page.get_by_role("checkbox", name="Only what I follow").check()
    expect(said(page)).to_contain_text("3 pages found, of 28 in all")
    assert sorted(numbers(page)) == ["EO 14002", "EO 14003", "EO 15003"]
    ask(page, "wombat")
    expect(said(page)).to_have_text("Nothing that you follow is among the 1 found.")
    page.get_by_role("checkbox", name="Only what I follow").uncheck()
    expect(said(page)).to_have_text("1 page found")
    assert seen.wrong == []
    fresh = visit(f"{strict}plain/search/#q=wombat").page
    expect(said(fresh)).to_have_text("1 page found")
    assert fresh.get_by_role("checkbox").count() == 0


def test_hostile_queries_are_harmless(visit: Open, strict: str) -> None:
    """Whatever is typed or linked to is looked for as words, and printed nowhere as markup."""
    seen = visit(f"{strict}plain/search/", VIOLATIONS)
    page = seen.page
    for words in HOSTILE:
        ask(page, words)
        page.keyboard.press("Enter")
        page.evaluate("fragment => { location.hash = fragment }", f"q={words}")
        page.wait_for_timeout(50)
    ask(page, "wombat")
    expect(page.locator(".found mark")).to_have_text("wombat")
    expect(page.locator(".found .card-summary")).to_contain_text(
        "<b> and </mark><script>x</script> &"
    )
    assert page.locator(".found :is(b, img, script)").count() == 0
    assert seen.wrong == [] and page.evaluate("violations") == []


def test_where_search_cannot_run_it_says_so(visit: Open, strict: str, too_strict: str) -> None:
    """No index, nothing that may be compiled, no storage, no scripts: the lists are always there."""
    page = visit(f"{strict}plain/search/").page
    page.route("**/pagefind/*", lambda route: route.abort())
    ask(page, "paint")
    expect(said(page)).to_contain_text("Search did not load")
    expect(page.locator("[data-lists]")).to_be_visible()
    page.unroute_all()
    ask(page, "painted")
    expect(said(page)).to_have_text("1 page found")
    halved = visit(f"{too_strict}plain/search/#q=painted").page
    expect(said(halved)).to_contain_text("Search did not load")
    blocked = (
        """Object.defineProperty(window, "localStorage", { get() { throw new Error("no"); } });"""
    )
    without = visit(f"{strict}plain/search/#q=painted", blocked)
    expect(said(without.page)).to_have_text("1 page found")
    assert without.wrong == []
    plain_page = visit(f"{strict}plain/search/", java_script_enabled=False).page
    expect(plain_page.locator("main")).to_contain_text("Search needs JavaScript")
    expect(plain_page.locator("main").get_by_role("link", name="By year")).to_be_visible()
    assert plain_page.locator("input, button").count() == 0


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_results_have_no_barriers(visit: Open, library: Path, scheme: str, width: int) -> None:
    """axe finds nothing on the page with results, and it does not scroll sideways."""
    for address in _served(library, Quiet):
        options = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
        page = visit(f"{address}plain/search/#q=short", follow(interests=["ships"]), **options).page
        expect(said(page)).to_have_text(f"{MANY + 4} pages found")
        report = Axe().run(page)
        assert report.violations_count == 0, report.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# The logic, apart from the page ---------------------------------------------------------------------

LOGIC = "async ([url, values]) => { const m = await import(url); return values.map((v) => %s) }"
INDEX = """(([orders, profile]) => {
  const facet = (kind) => {
    const ids = [..."abcdef"];
    const rows = (id) => orders.flatMap((order, row) => (order[kind].includes(id) ? [row] : []));
    return { terms: ids.map((id) => ({ id, rows: rows(id) })), places: new Map(ids.map((id, at) => [id, at])) };
  };
  const slugs = orders.map((order) => order.slug);
  const names = { interest: "interests", agency: "agencies", party: "parties" };
  const facets = new Map(Object.entries(names).map(([id, kind]) => [id, facet(kind)]));
  return [{ orders: orders.length, slugs, rows: new Map(slugs.map((slug, row) => [slug, row])), facets }, profile];
})(v)"""
"""Orders and a profile as `followed` gets them: the filter's index, without what it does not read."""
KINDS = ("interests", "agencies", "parties", "orders")


def js(page: Page, body: str, values: Any, before: str = "v") -> Any:
    """A function of `finding.js`, once for each value, which `before` may make of what is sent."""
    url = page.evaluate("document.querySelector('script[src$=\"search.js\"]').src")
    body = f"((v) => {body})({before})"
    return page.evaluate(LOGIC % body, [url.replace("search.js", "finding.js"), values])


def obvious(orders: list[dict[str, Any]], profile: dict[str, dict[str, list[str]]]) -> list[str]:
    """Those followed as such, and those that carry what is followed and nothing that is muted."""
    found = []
    for each in orders:
        terms = [(kind, term) for kind in KINDS[:3] for term in each.get(kind, [])]
        follows = any(term in profile["follows"][kind] for kind, term in terms)
        mutes = any(term in profile["mutes"][kind] for kind, term in terms)
        muted = mutes or each["slug"] in profile["mutes"]["orders"]
        if each["slug"] in profile["follows"]["orders"] or (follows and not muted):
            found.append(each["slug"])
    return sorted(found)


def test_the_logic_of_searching(visit: Open, strict: str) -> None:
    """What is followed against a slow obvious version; queries go into a fragment and come back."""
    page = visit(f"{strict}plain/search/").page
    chance = random.Random(1)

    def some(most: int) -> list[str]:
        return chance.sample("abcdef", chance.randint(0, most))

    cases = []
    for _ in range(300):
        orders = [{"slug": f"o{n}", **{kind: some(2) for kind in KINDS[:3]}} for n in range(6)]
        profile = {
            what: {**{kind: some(1) for kind in KINDS[:3]},
                   "orders": chance.sample([f"o{n}" for n in range(6)], chance.randint(0, 2))}
            for what in ("follows", "mutes")
        }  # fmt: skip
        cases.append([orders, profile])
    got = js(page, "[...m.followed(v[0], v[1])].sort()", cases, INDEX)
    assert got == [obvious(*case) for case in cases]
    queries = ["a b", " a  b ", "100% & #q=", "“Übung”", "a" * 300, "", "q=q"]
    back = js(page, "m.queryOf(m.toFragment(m.clean(v)))", queries)
    assert back == [" ".join(each.split())[:200] for each in queries]
    assert js(page, "m.queryOf(v)", ["", "#main", "#interest=a", "#q=%zz"]) == ["", "", "", "%zz"]
    parts = js(page, "m.pieces(v)", ["a <mark>b</mark> &lt;mark&gt;c", "<mark>a\nb</mark> .", ""])
    assert [[(each["found"], each["text"]) for each in row] for row in parts] == [
        [(False, "a "), (True, "b"), (False, " <mark>c")], [(True, "a\nb"), (False, ".")], [],
    ]  # fmt: skip
    cut = js(page, "m.untitled(...v)", [["A <mark>B</mark>. C", "A B. C", "A B"], ["C", "C", "A"]])
    assert cut == ["C", "C"]
    index = "{ slugs: ['o1', 'o2', 'o3', 'o4'], rows: new Map([['o1', 0], ['o2', 1], ['o3', 2], ['o4', 3]]) }"
    slugs = "{ x: 'o1', y: 'o2', z: 'o4' }"
    all_of = f"m.merged(v[0].map((id) => ({{ id }})), {slugs}, {index}, v[1])"
    shown = f"{all_of}.map(({{result, row}}) => result?.id ?? row)"
    every = ["x", "toString", "y", "z"]
    assert js(page, shown, [[every, None], [every, [0, 2, 1, 3]], [[], [1, 2, 0, 3]]]) == [
        every, ["z", "y", "x", "toString", 2], [3, 1, 0],
    ]  # fmt: skip
    narrow = f"m.narrow({all_of}, {index}, new Set(['o1', 'o3'])).map(({{row}}) => row)"
    assert js(page, narrow, [[every, [0, 2, 1, 3]]]) == [[0, 2]]
    asked = js(page, "m.asked(v, ['eo'])", ["14110", "EO 14,110", "14110 duties", '"14110"', "14"])
    assert asked == ['"14110"', '"14110"', "14110 duties", '"14110"', "14"]
