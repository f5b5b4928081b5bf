"""Every kind of page: nothing forbidden, nothing from elsewhere, no barrier, no sideways scroll."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

OURS = (
    "",
    "plain/",
    "plain/orders/eo-14001/",
    "staff/orders/eo-14001/",
    "lawyers/orders/eo-14001/",
    "scholars/orders/eo-14001/",
    "scholars/orders/eo-14001/proof/",
    "lawyers/orders/eo-14006/",
    "plain/orders/",
    "plain/interests/lamps/",
    "plain/status/",
    "staff/agencies/coast-guard/",
    "staff/deadlines/",
    "plain/corrections/",
    "plain/about/",
)
"""Each template of the theme, in the small library; an order withdrawn, too."""
THEIRS = (
    "",
    "general/",
    "litigators/orders/eo-13903/",
    "agency-staff/deadlines/",
    "researchers/data/",
)
"""And pages of this repository's own site."""
HOMES = ("plain/", "general/")
"""Pages whose script asks for more when they are there."""
VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
"""
LOOKS = (("light", 1280), ("dark", 390), ("dark", 1280), ("light", 390))


def test_no_page_breaks_its_policy_or_asks_anyone_else(
    visit: Open, lighthouses: str, repository: str
) -> None:
    """The strict policy of each page holds, and every request goes to the site itself."""
    for base, paths in ((lighthouses, OURS), (repository, THEIRS)):
        seen = visit(base, VIOLATIONS)
        for path in paths:
            seen.page.goto(base + path, wait_until="networkidle" if path in HOMES else "load")
            assert seen.page.evaluate("violations") == [], path
        assert seen.wrong == []
        assert [each for each in seen.requests if not each.startswith(base)] == []


def test_an_old_address_leads_to_the_page(visit: Open, lighthouses: str) -> None:
    """Without a script, and without asking to be indexed."""
    page = visit(f"{lighthouses}plain/orders/eo-14001-first/").page
    page.wait_for_url("**/orders/eo-14001/")


@pytest.mark.parametrize("pair", [0, 1])
def test_pages_have_no_barriers(visit: Open, lighthouses: str, repository: str, pair: int) -> None:
    """axe finds nothing: each page in two looks, so that every page meets both schemes and widths."""
    scheme, width = LOOKS[pair]
    other_scheme, other_width = LOOKS[pair + 2]
    theirs = ("litigators/orders/eo-13903/", "researchers/data/")
    addresses = [lighthouses + path for path in OURS] + [repository + path for path in theirs]
    for looks, found in (
        ((scheme, width), addresses[::2]),
        ((other_scheme, other_width), addresses[1::2]),
    ):
        size = {"width": looks[1], "height": 800}
        seen = visit(found[0], color_scheme=looks[0], viewport=size)
        for address in found:
            seen.page.goto(address)
            report = Axe().run(seen.page)
            assert report.violations_count == 0, (address, looks, report.generate_report())


def test_no_page_scrolls_sideways_at_320_pixels(
    visit: Open, lighthouses: str, repository: str
) -> None:
    """WCAG 2.2, 1.4.10 (Reflow)."""
    seen = visit(lighthouses, viewport={"width": 320, "height": 640})
    for address in [lighthouses + path for path in OURS] + [repository + path for path in THEIRS]:
        seen.page.goto(address)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320, address


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
    for path in ("plain/orders/eo-14001/", "plain/orders/", "staff/agencies/coast-guard/"):
        seen.page.goto(lighthouses + path)
        assert seen.page.locator("svg").count() > 0, path
        assert seen.page.evaluate(overlaps) == [], path
