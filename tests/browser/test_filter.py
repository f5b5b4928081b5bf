"""What the reader follows comes first on an edition's home, facets narrow it, and all stays on the device."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

ALL = ["EO 14001", "EO 14005", "EO 14004", "EO 14003", "EO 14002", "EO 14006"]
"""As served: with an analysis, the newest first; then what is a record alone."""
BLOCKED = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
"""
HOSTILE_FRAGMENTS = (
    "interests=<img src=x onerror=alert(1)>",
    "interest=%3Cscript%3Ealert(1)%3C/script%3E,__proto__,constructor,toString",
    "interest=%E0%A4%A",
    "interests=" + "a," * 5000,
    "q=<script>alert(1)</script>&interest=&follow=__proto__:a;interests:<b>&sort=<b>",
    "follow=interests:" + "z" * 20000,
    "__proto__=x&constructor=y",
    "javascript:alert(1)",
)
HOSTILE_PROFILES = (
    "{",
    "null",
    "[]",
    '{"version": 1, "interests": ["__proto__", 5, null, {}, "<b>", "unknown"]}',
    '{"version": 99, "interests": ["lamps"]}',
    '{"version": 2, "chosen": true, "follows": {"interests": {"length": 1e9}}, "mutes": {"orders": ["__proto__"]}}',
    '{"version": 2, "follows": {"orders": ["<img src=x onerror=alert(1)>", "eo-99999"]}, "mutes": 5, "visits": []}',
)
LINK = "follow=interests:lamps;orders:eo-14003&mute=interests:ships"
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => shifts.push(...list.getEntries().map((each) =>
  each.value + " " + each.sources.map(({node}) => node?.outerHTML?.slice(0, 80)).join(" | "))))
  .observe({type: "layout-shift", buffered: true});
Object.defineProperty(navigator, "clipboard", {value: {writeText: async (text) => { window.copied = text; }}});
"""


def profile(**lists: dict[str, list[str]]) -> str:
    """A script that stores what somebody follows and mutes, and when they came last."""
    kept = {"version": 2, "chosen": True, **lists, "visits": {"plain": {"last": "2020-01-01"}}}
    return f"localStorage['eo-site:small:profile'] ??= {json.dumps(json.dumps(kept))};"


def listed(page: Page) -> list[str]:
    """The orders on show."""
    return page.locator("[data-orders] .card-number").all_text_contents()


def ready(page: Page) -> None:
    """Wait until the controls are there."""
    page.wait_for_selector("[data-column] input", state="attached")


def home(visit: Open, lighthouses: str, fragment: str = "", **options: object) -> Page:
    """The plain edition's home with its controls."""
    page = visit(
        f"{lighthouses}plain/{fragment}", SHIFTS + str(options.pop("script", "")), **options
    ).page
    ready(page)
    return page


def tick(page: Page, *labels: str) -> None:
    """Narrow the list."""
    for label in labels:
        page.get_by_role("checkbox", name=label).check()


def choose(page: Page, choice: str, *labels: str) -> None:
    """Follow or mute terms in the panel, and close it."""
    page.locator(".mine-links button").click()
    for label in labels:
        page.get_by_role("button", name=f"{choice.title()} {label}", exact=True).click()
    page.get_by_role("button", name="Done").click()


def said(page: Page) -> Locator:
    """What a screen reader is told, politely."""
    return page.locator("[role=status][data-said]")


def test_choices_widen_within_a_facet_and_narrow_across(visit: Open, lighthouses: str) -> None:
    """Counts stay true, chips take choices away, the address says them, and so does the live region."""
    page = home(visit, lighthouses)
    assert listed(page) == ALL
    tick(page, "Lamps", "Ships")
    assert listed(page) == ["EO 14001", "EO 14003", "EO 14002"]
    expect(page.locator("[data-matches]")).to_have_text(" · 3 shown")
    expect(said(page)).to_have_text("3 shown. ")
    expect(page.get_by_role("checkbox", name="Harbors 2")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Navy 1")).to_be_visible()
    page.wait_for_url("**/#interest=lamps,ships")
    tick(page, "Navy")
    assert listed(page) == ["EO 14001"]
    expect(page.get_by_role("checkbox", name="Ships 0")).to_be_checked()
    page.get_by_role("button", name="Remove Navy").click()
    expect(page.get_by_role("button", name="Remove Ships")).to_be_focused()
    assert len(listed(page)) == 3
    page.get_by_role("button", name="Clear all").click()
    assert listed(page) == ALL
    expect(page.get_by_role("searchbox", name="Number, title or name")).to_be_focused()
    page.locator("summary", has_text="Year").click()
    tick(page, "2016")
    assert listed(page) == ["EO 14006"]
    expect(page.locator("[data-orders]")).to_contain_text("withdrawn")
    page.get_by_label("Sort by").select_option("oldest")
    page.get_by_role("button", name="Clear all").click()
    assert listed(page)[0] == "EO 14002" and listed(page)[-1] == "EO 14001"
    expect(said(page)).to_have_text("6 orders · 5 analyzed · 1 not tagged yet")


def test_what_is_followed_comes_first_and_says_why(visit: Open, lighthouses: str) -> None:
    """More matches before fewer; an interest that no order carries yet can be followed too."""
    page = home(visit, lighthouses)
    choose(page, "follow", "Lamps", "Ships", "Kites")
    assert listed(page) == ["EO 14002", "EO 14001", "EO 14003", "EO 14005", "EO 14004", "EO 14006"]
    expect(page.locator(".card").first).to_contain_text("matches: Lamps · Ships")
    expect(page.locator("[data-matches]")).to_have_text(" · 3 match what you follow")
    assert [each.strip() for each in page.locator(".mine .chip").all_inner_texts()] == [
        "Lamps×", "Ships×", "Kites×",
    ]  # fmt: skip
    page.get_by_role("checkbox", name="Only what I follow").check()
    assert listed(page) == ["EO 14002", "EO 14001", "EO 14003"]
    page.wait_for_url("**/#only=1")
    page.get_by_role("button", name="Stop following Ships").click()
    expect(page.get_by_role("button", name="Stop following Kites")).to_be_focused()
    assert listed(page) == ["EO 14001", "EO 14002"]
    page.goto(f"{lighthouses}staff/")
    ready(page)
    expect(page.locator(".mine")).to_contain_text("Lamps")
    assert listed(page)[:2] == ["EO 14001", "EO 14002"]


def test_agencies_parties_and_orders_are_followed_too(visit: Open, lighthouses: str) -> None:
    """A card says how many duties an agency has; what is new since the last visit is counted."""
    follows = {
        "interests": [],
        "agencies": ["coast-guard"],
        "parties": ["keepers"],
        "orders": ["eo-14006"],
    }
    page = home(visit, lighthouses, script=profile(follows=follows))
    assert listed(page)[:2] == ["EO 14001", "EO 14006"]
    expect(page.locator(".card").first).to_contain_text(
        "matches: 4 duties for Coast Guard · Keepers"
    )
    expect(page.locator(".card").nth(1)).to_contain_text("matches: this order")
    expect(page.locator("[data-matches]")).to_contain_text("(new or changed since Nov 1, 2025: 1)")


def test_what_is_muted_is_hidden_counted_and_can_be_shown(visit: Open, lighthouses: str) -> None:
    """Muting wins over following, except that an order followed by itself always shows."""
    page = home(visit, lighthouses)
    choose(page, "mute", "Ships")
    assert listed(page) == ["EO 14001", "EO 14005", "EO 14004", "EO 14006"]
    note = page.locator("[data-note]")
    expect(note).to_contain_text("2 orders are hidden because of what you muted.")
    page.get_by_role("button", name="Show hidden orders").click()
    assert len(listed(page)) == 6
    page.get_by_role("button", name="Follow EO 14003").click()
    expect(page.get_by_role("button", name="Follow EO 14003")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.get_by_role("button", name="Follow EO 14003")).to_be_focused()
    page.get_by_role("button", name="Hide them again").click()
    assert sorted(listed(page)) == ["EO 14001", "EO 14003", "EO 14004", "EO 14005", "EO 14006"]
    expect(note).to_contain_text("1 order is hidden")
    page.get_by_role("button", name="Mute EO 14005").click()
    expect(page.locator(".card-muted")).to_contain_text("EO 14005 is muted.")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Mute EO 14005")).to_be_focused()
    expect(note).to_contain_text("1 order is hidden")


def test_a_shared_link_shows_the_same_and_stores_nothing(visit: Open, lighthouses: str) -> None:
    """It carries choices and follows; the reader may change them there, keep them, or leave them."""
    page = home(visit, lighthouses)
    choose(page, "follow", "Lamps", "Harbors")
    tick(page, "Analyzed")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied.")).to_be_visible()
    link, shown = page.evaluate("copied"), listed(page)
    assert link.endswith("#kind=analysed&follow=interests:lamps,harbors")

    other = home(visit, link.partition("plain/")[0], "#" + link.partition("#")[2])
    assert listed(other) == shown
    expect(other.locator(".mine h2")).to_have_text("What this link follows:")
    assert (
        other.evaluate(
            "JSON.parse(localStorage['eo-site:small:profile'] ?? '{}').follows?.interests ?? []"
        )
        == []
    )
    other.get_by_role("button", name="Stop following Harbors").click()
    other.wait_for_url("**follow=interests:lamps")
    assert (
        other.evaluate(
            "JSON.parse(localStorage['eo-site:small:profile'] ?? '{}').follows?.interests ?? []"
        )
        == []
    )
    other.get_by_role("button", name="Keep as mine").click()
    expect(other.locator(".mine h2")).to_have_text("What matters to you")
    expect(other.locator(".mine h2")).to_be_focused()
    other.wait_for_url("**/#kind=analysed")
    other.goto("about:blank")
    other.goto(f"{lighthouses}plain/")
    ready(other)
    expect(other.locator(".mine .chip")).to_have_count(1)

    other.goto("about:blank")
    other.goto(f"{lighthouses}plain/#follow=interests:ships")
    ready(other)
    other.get_by_role("button", name="Show what I follow").click()
    expect(other.locator(".mine .chip")).to_have_text(["Lamps×"])
    other.wait_for_url("**/plain/")
    other.go_back()
    expect(other.locator(".mine .chip")).to_have_text(["Ships×"])


def test_back_and_forward_walk_through_the_choices(visit: Open, lighthouses: str) -> None:
    """Every choice is a step of the browser's history, typing is not, and the focus is not lost."""
    page = home(visit, lighthouses)
    tick(page, "Lamps")
    page.wait_for_url("**/#interest=lamps")
    tick(page, "Ships")
    page.wait_for_url("**/#interest=lamps,ships")
    page.get_by_role("searchbox", name="Number, title or name").press_sequentially("14003")
    page.wait_for_url("**/#interest=lamps,ships&q=14003")
    expect(page.locator("[data-orders] .card-number")).to_have_text(["EO 14003"])
    page.get_by_role("link", name="Counting Lighthouses").focus()
    page.go_back()
    page.wait_for_url("**/#interest=lamps")
    expect(page.locator("[data-list-heading]")).to_be_focused()
    assert listed(page) == ["EO 14001", "EO 14002"]
    page.get_by_role("link", name="Counting Lighthouses").last.focus()
    page.go_back()
    expect(page.locator(".card").nth(5)).to_be_visible()
    expect(page.locator("[data-slug=eo-14002] a")).to_be_focused()
    page.go_forward()
    page.go_forward()
    expect(page.get_by_role("searchbox", name="Number, title or name")).to_have_value("14003")
    expect(page.locator(".card")).to_have_count(1)
    page.keyboard.press("Tab")
    page.goto(f"{page.url.partition('#')[0]}#main")
    assert listed(page) == ["EO 14003"], "the skip link's place is no wish to change the list"


def test_titles_come_with_the_first_letter_typed(visit: Open, lighthouses: str) -> None:
    """Not before; and words that no title has say so."""
    seen = visit(f"{lighthouses}plain/")
    ready(seen.page)
    titles = [each for each in seen.requests if each.endswith("titles.json")]
    assert titles == [] and not any("/cards/" in each for each in seen.requests)
    field = seen.page.get_by_role("searchbox", name="Number, title or name")
    field.press_sequentially("EO 14002")
    expect(seen.page.locator(".card")).to_have_count(1)
    field.fill("lighthouses count")
    expect(seen.page.locator(".card")).to_have_count(6)
    field.fill("submarine")
    expect(seen.page.locator("[data-more]")).to_have_text(
        "No order here matches all of this. Search the full text for “submarine”"
    )
    expect(said(seen.page)).to_have_text("none shown. ")
    assert len([each for each in seen.requests if each.endswith("titles.json")]) == 1
    assert seen.wrong == []


def test_an_editions_interests_are_offered_until_the_reader_chooses(
    visit: Open, lighthouses: str
) -> None:
    """They are a suggestion: nothing is ordered by them unasked."""
    page = visit(f"{lighthouses}scholars/").page
    ready(page)
    expect(page.locator(".mine")).to_contain_text("This edition suggests:")
    assert listed(page) == ALL
    assert page.locator(".card-matches").count() == 0
    offered = page.locator(".chip.offer")
    count = offered.count()
    assert count == 2
    page.get_by_role("button", name="Follow all of these").click()
    expect(page.locator(".mine .chip:not(.offer)")).to_have_count(count)
    page.get_by_role("button", name="Stop following").first.click()
    expect(offered).to_have_count(0)


def test_the_filter_works_by_keyboard_alone(visit: Open, lighthouses: str) -> None:
    """Each term can be followed and muted; the focus is always seen, and stays when the list is ordered anew."""
    page = home(visit, lighthouses, viewport={"width": 1280, "height": 700})
    page.locator(".mine-links button").focus()
    visible = """() => { const at = document.activeElement; const box = at.getBoundingClientRect();
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return at !== document.body && getComputedStyle(at).outlineStyle !== "none" && box.width > 0
        && box.top > -1 && box.bottom < innerHeight + 1 && (at.contains(top) || top?.contains(at)); }"""
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox", name="Find a term")).to_be_focused()
    names = []
    for _ in range(7):
        page.keyboard.press("Tab")
        assert page.evaluate(visible), page.evaluate("document.activeElement.outerHTML")
        names.append(
            page.evaluate(
                "document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()"
            )
        )
    ways = [f"{way} {each}" for each in ("Lamps", "Ships", "Harbors") for way in ("Follow", "Mute")]
    assert names == ["Interests", *ways]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.locator(".mine .chip")).to_have_text(["Harbors×"])
    assert listed(page)[0] == "EO 14004"
    toggle = page.get_by_role("button", name="Follow Harbors", exact=True)
    expect(toggle).to_be_focused()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    page.get_by_role("searchbox", name="Find a term").fill("nav")
    expect(page.get_by_role("button", name="Follow Navy", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Follow Lamps", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Done").press("Enter")
    expect(page.get_by_role("button", name="Follow more")).to_be_focused()
    box = page.get_by_role("checkbox", name="Lamps")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_focused()
    assert listed(page) == ["EO 14001", "EO 14002"] and page.evaluate(visible)
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(visible), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("document.activeElement.matches('.card a')"):
            break
    assert page.evaluate("document.activeElement.matches('.card a')")


def test_hostile_fragments_are_harmless(visit: Open, lighthouses: str) -> None:
    """Nothing in an address is run or printed as markup; what is not known is counted and left out."""
    seen = visit("about:blank")
    for fragment in HOSTILE_FRAGMENTS:
        seen.page.goto(f"{lighthouses}plain/#{fragment}")
        ready(seen.page)
        if not fragment.startswith("q="):
            assert listed(seen.page) == ALL, fragment[:80]
        if not fragment.startswith(("__proto__", "java")):
            expect(seen.page.locator("[data-note]")).to_contain_text("left out")
        assert seen.page.locator("main img, main script").count() == 0
        assert seen.wrong == [], fragment[:80]
        seen.page.goto("about:blank")


def test_hostile_profiles_are_harmless(visit: Open, lighthouses: str) -> None:
    """What comes out of storage is checked like anything from outside."""
    seen = visit(f"{lighthouses}plain/")
    for text in HOSTILE_PROFILES:
        seen.page.evaluate("text => localStorage.setItem('eo-site:small:profile', text)", text)
        seen.page.reload()
        ready(seen.page)
        assert listed(seen.page) == ALL, text
        assert seen.page.locator(".mine .chip").count() == 0, text
        assert seen.wrong == [], text


def test_without_storage_the_filter_works_and_says_that_it_forgets(
    visit: Open, lighthouses: str
) -> None:
    """A copied link then holds what is followed."""
    seen = visit(f"{lighthouses}plain/", SHIFTS + BLOCKED)
    ready(seen.page)
    choose(seen.page, "follow", "Ships")
    assert listed(seen.page)[:2] == ["EO 14003", "EO 14002"]
    expect(seen.page.locator(".count")).to_contain_text("does not let the page store")
    seen.page.get_by_role("button", name="Copy link").click()
    expect(seen.page.get_by_text("Link copied.")).to_be_visible()
    assert seen.page.evaluate("copied").endswith("#follow=interests:ships")
    assert seen.wrong == []


def test_without_its_data_the_page_stays_and_says_so(visit: Open, lighthouses: str) -> None:
    """A host that lost the file, a cut connection: the list is there, the controls are not."""
    page = visit("about:blank").page
    page.route("**/facets.json", lambda route: route.abort())
    page.goto(f"{lighthouses}plain/")
    expect(page.locator("[data-note]")).to_contain_text("did not load")
    assert listed(page) == ALL and page.locator("main button").count() == 0


def test_without_scripts_everything_is_there_and_no_control_is_dead(
    visit: Open, lighthouses: str
) -> None:
    """The list, the interests with their counts, and nothing to click that would do nothing."""
    page = visit(f"{lighthouses}plain/", java_script_enabled=False).page
    assert listed(page) == ALL
    expect(page.locator(".facets")).to_contain_text("Lamps")
    expect(page.locator(".count")).to_contain_text("6 orders · 5 analyzed · 1 not tagged yet")
    assert page.locator("button, input, select, [role=button]").count() == 0
    page.goto(f"{lighthouses}plain/orders/eo-14001/")
    expect(page.locator("main")).to_contain_text("Count them")
    assert page.locator("button, input").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_on_its_own(visit: Open, lighthouses: str, width: int) -> None:
    """With follows kept, with a link that narrows, with neither: the layout does not shift."""
    follows = profile(follows={"interests": ["harbors"]}, mutes={"interests": ["ships"]})
    for fragment, script in (("", ""), ("", follows), ("#interest=ships", follows)):
        page = home(
            visit, lighthouses, fragment, script=script, viewport={"width": width, "height": 800},
            reduced_motion="reduce",
        )  # fmt: skip
        page.wait_for_timeout(300)
        assert page.evaluate("shifts") == [], (fragment, script)
        assert page.evaluate("document.getAnimations().length") == 0


def test_every_state_is_without_barriers_and_fits(visit: Open, lighthouses: str) -> None:
    """axe finds nothing, targets are large enough, nothing scrolls sideways; forced colours keep states."""
    small = """() => [...document.querySelectorAll("main :is(button, input, select, summary)")]
      .filter((each) => each.checkVisibility() && !each.closest("label"))
      .map((each) => [each.getBoundingClientRect(), each])
      .filter(([box]) => box.height < 23.9 || box.width < 23.9).map(([, each]) => each.outerHTML)"""
    follows = {"interests": ["lamps", "harbors"], "agencies": ["navy"], "orders": ["eo-14003"]}
    script = profile(follows=follows, mutes={"interests": ["ships"]})
    for scheme, width, colours in (
        ("light", 1280, "none"),
        ("dark", 320, "none"),
        ("light", 390, "active"),
    ):
        page = home(
            visit, lighthouses, "#interest=lamps,ships&q=14&" + LINK,
            script=script, viewport={"width": width, "height": 800}, color_scheme=scheme, forced_colors=colours,
        )  # fmt: skip
        for link in (True, False):
            if not link:
                page.goto(f"{lighthouses}plain/#status=in-force,not-searched&reveal=1")
                if width < 900:
                    page.locator(".facets > details > summary").click()
                page.locator(".mine-links button").click()
            page.wait_for_timeout(100)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(small) == []
            report = Axe().run(page)
            assert report.violations_count == 0, (scheme, width, link, report.generate_report())
        pressed = page.get_by_role("button", name="Follow EO 14003")
        content = pressed.evaluate("(each) => getComputedStyle(each, '::before').content")
        assert "✓" in content, "a mark, not a colour alone"
