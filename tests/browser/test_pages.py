"""Every kind of page: nothing forbidden, nothing from elsewhere, no barrier, nothing that moves."""

import re
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open, Quiet
from tests.browser.matrix import OPTIONS, kinds, pairwise, stops, violations

pytestmark = pytest.mark.browser

ORDER = "plain/orders/eo-14001/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What a careful host sends with every page."""
WATCHED = """
window.violations = [];
window.moved = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
new PerformanceObserver((list) => moved.push(...list.getEntries().map((each) =>
  `${each.value} ${each.sources.map(({node}) => node?.parentElement?.outerHTML.slice(0, 80))}`)))
  .observe({type: "layout-shift", buffered: true});
"""
FOLLOWED = """
localStorage.setItem("eo-site:small:profile", JSON.stringify({version: 2, edition: "", chosen: true,
  follows: {interests: ["lamps"], agencies: ["navy"], parties: [], orders: []},
  mutes: {interests: [], agencies: [], parties: [], orders: []}, visits: {}}));
"""
LINES = """() => [...document.querySelectorAll(".pill, .contents [aria-current], .chip, .silence")]
  .filter((each) => each.getClientRects().length)
  .filter((each) => {
    const [own, mark] = [getComputedStyle(each), getComputedStyle(each, "::before")];
    return [own, mark].every(({borderTopWidth, borderLeftWidth, textDecorationLine}) =>
      [borderTopWidth, borderLeftWidth].every((width) => width === "0px") && textDecorationLine === "none");
  }).map((each) => each.outerHTML)"""
"""What would say something by its colour alone where a reader's own colours replace ours."""


def moved(page: Page) -> list[str]:
    """What a page's own doing moved, at the best of its looks: a machine at its limit shows a page in pieces.

    It does so once or twice, but not five times; what the page itself does, it does each time.
    """
    for _ in range(5):
        found: list[str] = page.evaluate("moved")
        if sum(float(each.split()[0]) for each in found) < 0.001:
            return []
        page.reload(wait_until="networkidle")
    return found


@pytest.fixture(scope="module")
def strict(repository_site: Path) -> Any:
    """This repository's site as a careful host serves it."""

    class Strict(Quiet):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

    handler = partial(Strict, directory=repository_site / "build")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_page_that_comes_in_pieces_is_not_moved_by_those_that_come_later(
    visit: Open, lighthouses_site: Path
) -> None:
    """A slow connection cuts the bar before each of its parts."""

    class Slow(Quiet):
        def copyfile(self, source: Any, outputfile: Any) -> None:
            page = self.path.endswith("/")
            for piece in re.split(rb"(?=<(?:details|span|nav) )", source.read(), maxsplit=5 * page):
                outputfile.write(piece)
                sleep(0.05 * page)

    handler = partial(Slow, directory=lighthouses_site)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/scholars/orders/eo-14001/"
        seen = visit(address, WATCHED, viewport={"width": 390, "height": 844})
        assert seen.page.evaluate("moved") == []
        server.shutdown()


def everywhere(build: Path) -> list[str]:
    """A page of each kind, each edition in its turn, and the front door."""
    editions = sorted(each.parent for each in build.glob("*/manifest.json"))
    found = dict.fromkeys(kind for each in editions for kind in kinds(each))
    paths = [""]
    for place, kind in enumerate(found):
        having = [each for each in editions if kind in kinds(each)]
        edition = having[place % len(having)]
        paths.append(f"{edition.name}/{kinds(edition)[kind]}")
    return paths


def test_no_page_breaks_a_strict_policy_asks_anyone_else_or_moves(
    visit: Open, strict: str, repository_site: Path
) -> None:
    """Under the host's policy and the page's own: no violation, no request elsewhere, no shift."""
    seen = visit(strict, WATCHED)
    for path in everywhere(repository_site / "build"):
        seen.page.goto(strict + path, wait_until="networkidle")
        assert seen.page.evaluate("violations") == [], path
        assert moved(seen.page) == [], path
    assert seen.wrong == []
    assert [each for each in seen.requests if not each.startswith(strict)] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_for_readers_who_follow_something(
    visit: Open, lighthouses: str, width: int
) -> None:
    """The home and an order's page keep room for what scripts fill in: the layout shift is 0."""
    seen = visit(lighthouses, WATCHED + FOLLOWED, viewport={"width": width, "height": 800})
    for path in ("plain/", ORDER, "lawyers/orders/eo-14001/", "scholars/orders/eo-14001/"):
        seen.page.goto(lighthouses + path, wait_until="networkidle")
        assert moved(seen.page) == [], path
    assert seen.wrong == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("asked", ["plain/#q=lamp", "plain/compare/#eo-14001,eo-14002"])
def test_nothing_moves_where_the_address_asks_for_something(
    visit: Open, lighthouses: str, asked: str, width: int
) -> None:
    """A narrowed list and orders side by side are what is shown first, and all of it shows in the end."""
    page = visit(lighthouses, WATCHED, viewport={"width": width, "height": 800}).page
    page.goto(lighthouses + asked, wait_until="networkidle")
    expect(page.locator(".card:visible, .compared-order").first).to_be_visible()
    expect(page.locator("html")).not_to_have_class(re.compile("asked"))
    expect(page.locator(".foot")).to_be_visible()
    assert moved(page) == []


def test_one_stop_leads_into_a_part_of_many_links(visit: Open, lighthouses: str) -> None:
    """No part of an order's page puts more than one link of its own between a keyboard and the next part."""
    page = visit(f"{lighthouses}staff/orders/eo-14001/").page
    page.wait_for_selector("article [tabindex='-1'][href]", state="attached")
    stops = page.locator(".module").evaluate_all(
        "all => all.map((part) => [...part.querySelectorAll('a[href]')].filter((each) => each.tabIndex === 0"
        " && each.closest('details, .module') === part).length)"
    )
    assert max(stops) == 1


def test_an_old_address_leads_to_the_page(visit: Open, lighthouses: str) -> None:
    """Without a script, and without asking to be indexed."""
    page = visit(f"{lighthouses}plain/orders/eo-14001-first/").page
    page.wait_for_url("**/orders/eo-14001/")


def test_pages_have_no_barriers(browser: Browser, lighthouses: str, lighthouses_site: Path) -> None:
    """axe finds nothing: every kind of page and every edition meets both schemes and both widths."""
    for stop, report in violations(browser, lighthouses, pairwise(stops(lighthouses_site))):
        assert report == "", (stop, report)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_has_no_barriers(visit: Open, lighthouses: str, scheme: str) -> None:
    """The switcher, the line of contents, a citation, the front door that remembers."""
    page = visit(f"{lighthouses}lawyers/orders/eo-14001/", color_scheme=scheme).page
    for way in (".switch summary", ".here summary", ".module-summary .cite >> nth=0"):
        page.locator(way).click()
        found = Axe().run(page, options=OPTIONS)
        assert found.violations_count == 0, (way, found.generate_report())
        page.keyboard.press("Escape")
    # An open menu lies over what stands below it.
    page.locator(".actions .menu summary").click()
    found = Axe().run(page, context=".actions", options=OPTIONS)
    assert found.violations_count == 0, found.generate_report()
    page.keyboard.press("Escape")
    page.locator(".switch summary").click()
    page.locator(".switch [data-edition=staff]").click()
    page.wait_for_url("**/staff/**")
    page.goto(f"{lighthouses}#choose")
    expect(page.get_by_role("status")).to_be_visible()
    found = Axe().run(page, options=OPTIONS)
    assert found.violations_count == 0, found.generate_report()


def test_no_page_scrolls_sideways_at_400_percent(
    visit: Open, lighthouses: str, lighthouses_site: Path, repository: str, repository_site: Path
) -> None:
    """A window of 1280 by 1024 at 400 % has 320 by 256 pixels (WCAG 2.2, 1.4.10 Reflow)."""
    seen = visit(lighthouses, viewport={"width": 320, "height": 256})
    for base, build in ((lighthouses, lighthouses_site), (repository, repository_site / "build")):
        for path in everywhere(build):
            seen.page.goto(base + path)
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_nothing_is_said_by_colour_alone(visit: Open, lighthouses: str) -> None:
    """In forced colours every mark that means something keeps a line of its own, and the focus a ring."""
    page = visit(lighthouses + ORDER, FOLLOWED, forced_colors="active").page
    assert page.locator(".pill").count() > 5
    assert page.evaluate(LINES) == []
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_nothing_moves_by_itself_with_reduced_motion_or_without(
    visit: Open, lighthouses: str, lighthouses_site: Path
) -> None:
    """There is no animation and no transition to take away, on any kind of page."""
    seen = visit(lighthouses, reduced_motion="reduce")
    running = """() => [...document.getAnimations().map((each) => each.animationName ?? "a transition"),
      ...[...document.querySelectorAll("*")].filter((each) => {
        const {transitionDuration, animationName, scrollBehavior} = getComputedStyle(each);
        return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior !== "auto";
      }).map((each) => each.outerHTML.slice(0, 80))]"""
    for path in everywhere(lighthouses_site):
        seen.page.goto(lighthouses + path)
        assert seen.page.evaluate(running) == [], path


def shown(page: Page, selector: str) -> list[str]:
    """The words of what can be seen."""
    return [each.inner_text() for each in page.locator(selector).all() if each.is_visible()]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("edition", ["plain", "staff", "lawyers", "scholars"])
def test_paper_has_the_record_and_no_interface(
    visit: Open, lighthouses: str, edition: str, scripts: bool
) -> None:
    """Citation, status with its date, addresses and page numbers; black on white, rows kept whole."""
    path = f"{edition}/orders/eo-14001/"
    page = visit(lighthouses + path, java_script_enabled=scripts, color_scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    interface = "button, nav, .bar, .side, .here, .permalink, .citations, summary"
    assert shown(page, interface) == []
    head = page.locator(".masthead").inner_text()
    assert "86 FR 1234" in head and "Mar 1, 2024" in head
    assert shown(page, ".print-only") == [f"Printed from https://orders.example/library/{path}"]
    official = page.locator(".record-line a")
    address = "getComputedStyle(document.querySelector('.record-line a'), '::after').content"
    if scripts:
        assert page.evaluate(address).endswith('(https://www.federalregister.gov/d/2021-01234)"')
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert (
            page.evaluate("getComputedStyle(document.querySelector('tr')).breakInside") == "avoid"
        )
        running = page.evaluate("document.documentElement.style.getPropertyValue('--running')")
        assert running.startswith('"EO 14001: Counting Lighthouses')
        paper = page.pdf(prefer_css_page_size=True)
        assert paper.startswith(b"%PDF") and 2 <= paper.count(b"/Type /Page\n") <= 12
    assert official.is_visible()


def test_tables_become_rows_as_wide_as_the_screen_on_a_phone(visit: Open, repository: str) -> None:
    """No column of the wide table keeps its share of the width: each cell has the whole row."""
    narrow = """() => [...document.querySelectorAll(".rows td")]
      .filter((cell) => cell.offsetWidth && cell.offsetWidth < 300).map((cell) => cell.className)"""
    seen = visit(repository, viewport={"width": 390, "height": 800})
    for path in ("policymakers/deadlines/", "agency-staff/agencies/homeland-security-department/",
                 "agency-staff/orders/eo-13780/", "general/orders/eo-13903/"):  # fmt: skip
        seen.page.goto(repository + path)
        assert seen.page.locator(".rows td").count() > 0, path
        assert seen.page.evaluate(narrow) == [], path


def test_drawings_fit_and_their_words_do_not_overlap(visit: Open, lighthouses: str) -> None:
    """At 390 pixels, where there is least room."""
    overlaps = """() => [...document.querySelectorAll("svg")].flatMap((svg) => {
      const boxes = [...svg.querySelectorAll("text")].map((t) => [t.textContent, t.getBoundingClientRect()]);
      const out = boxes.filter(([, b]) => b.left < 0 || b.right > innerWidth).map(([t]) => t);
      return out.concat(boxes.flatMap(([a, p], i) => boxes.slice(i + 1)
        .filter(([, q]) => p.left < q.right && q.left < p.right && p.top < q.bottom - 1 && q.top < p.bottom - 1)
        .map(([b]) => `${a} / ${b}`)));
    })"""
    seen = visit(lighthouses, viewport={"width": 390, "height": 800})
    for path in ("plain/orders/eo-14001/", "plain/orders/", "staff/agencies/navy/"):
        seen.page.goto(lighthouses + path)
        assert seen.page.locator("svg").count() > 0, path
        assert seen.page.evaluate(overlaps) == [], path
