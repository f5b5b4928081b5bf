"""What only one reader sees: marks on an order's page, the briefing and the profile."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Watched, serving
from tests.browser.lighthouses import FILES, plain
from tests.sites import built, small_site

pytestmark = pytest.mark.browser

KEY = "eo-site:small:profile"
KINDS = ("interests", "agencies", "parties", "orders")
EDITIONS = ("plain", "staff", "lawyers", "scholars")
"""One for each way of arranging an order's page."""
BLOCKED = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
"""
NOON = """
{ const Real = Date, noon = "2026-11-22T12:00:00";
  window.Date = class extends Real {
    constructor(...given) { super(...(given.length ? given : [noon])); }
    static now() { return new Real(noon).getTime(); }
  }; }
"""
WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
window.shifts = [];
// A machine at its limit shows the bar before the whole of it has come, which is less than that.
new PerformanceObserver((list) => list.getEntries().filter((each) => each.value >= 0.001).forEach((each) => shifts.push(
  [each.value, ...each.sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? "")],
))).observe({ type: "layout-shift", buffered: true });
"""
SHIPS = """\
agencies: [{id: navy, role: lead, sections: ["2"]}]
duties:
  - {id: s1, section: 2(b), who: [navy], consults: [coast-guard], what: Sail them., type: time-boxed, due: 2026-12-15}
  - {id: s2, section: "3", who: [coast-guard], what: Moor them., type: time-boxed, due: 2026-11-10}
  - {id: s3, section: "4", who: [navy], what: Sell them., type: time-boxed, due: 2027-06-01}
changes:
  - {on: 2026-11-20, kind: corrected, text: The mooring is dated.}
  - {on: 2026-10-25, kind: published, text: First published.}
"""


@pytest.fixture(scope="module")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small library, with an order in force that has dates, and interests on a heading."""
    rich = FILES["content/orders/eo-14001.md"].replace(
        "### Lamps\n", '### Lamps {#lamps interests="lamps"}\n'
    )
    suggesting = FILES["audiences.yaml"].replace(
        "name: The lawyers\n", "name: The lawyers\n    default_interests: [ships]\n"
    )
    files = {
        **FILES,
        "audiences.yaml": suggesting,
        "content/orders/eo-14001.md": rich,
        "content/orders/eo-14002.md": plain(14002, "ships", SHIPS),
    }
    yield from serving(built(small_site(tmp_path_factory.mktemp("harbor"), files)))


def profile(**lists: Any) -> dict[str, Any]:
    """A profile; `follows` and `mutes` as {kind: ids}."""
    named = {
        name: {kind: [] for kind in KINDS} | lists.get(name, {}) for name in ("follows", "mutes")
    }
    return {"version": 2, "edition": "plain", "chosen": True, "visits": {}, **lists, **named}


def kept(value: Any) -> str:
    """A script that stores a profile where none is, and stops the clock on 22 November 2026."""
    text = value if isinstance(value, str) else json.dumps(value)
    store = f"localStorage.getItem({KEY!r}) ?? localStorage.setItem({KEY!r}, {json.dumps(text)});"
    return NOON + WATCH + store


def stored(page: Page) -> Any:
    """What the browser keeps."""
    return json.loads(page.evaluate(f"localStorage.getItem({KEY!r})") or "null")


NOTHING = 0.0005
"""Below it a shift is 0.000 as browsers tell it: a fraction of a pixel, when scrolling is slow."""


def sound(seen: Watched, base: str) -> None:
    """Nothing went wrong, was forbidden, moved, or was asked of anyone else."""
    assert seen.wrong == []
    assert seen.page.evaluate("violations") == []
    assert [each for each in seen.page.evaluate("shifts") if each[0] >= NOTHING] == []
    assert [each for each in seen.requests if not each.startswith((base, "blob:"))] == []


# An order's page -----------------------------------------------------------------------------


def test_parts_that_touch_what_is_followed_are_marked_and_listed_and_nothing_moves(
    visit: Open, harbor: str
) -> None:
    """In every arrangement, on a phone and on a wide screen."""
    reader = profile(
        follows={"interests": ["lamps"], "agencies": ["navy"], "parties": ["keepers"]},
        mutes={"agencies": ["coast-guard"]},
    )
    for edition, width in zip(EDITIONS, (390, 1280, 1280, 390), strict=True):
        size = {"width": width, "height": 900}
        seen = visit(f"{harbor}{edition}/orders/eo-14001/", kept(reader), viewport=size)
        page = seen.page
        # Two duties are the Navy's alone; those it shares with the Coast Guard are muted.
        summary = page.locator(".mine summary")
        expect(summary).to_have_text("5 parts touch what you follow")
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(150)
        sound(seen, harbor)
        summary.focus()
        page.keyboard.press("Enter")
        links = page.locator(".mine li a")
        names = " | ".join(links.all_inner_texts())
        for name in ("Lamps", "Navy", "Keepers", "sec. 6: Salute them.", "sec. 7: Report."):
            assert name in names, (edition, names)
        for link in links.all():
            target = page.locator(link.get_attribute("href") or "")
            assert "followed-part" in (target.get_attribute("class") or "")
            expect(target.locator(".follow-flag").first).to_contain_text("you follow")
        heading = page.get_by_role("heading", name="Lamps")
        expect(heading).to_have_accessible_name("Lamps (you follow Lamps)")
        under = page.locator(".headed", has=heading).locator("+ *")
        expect(under).to_have_class("followed-run")
        entry = page.locator('.contents a[href="#lamps"]').first
        expect(entry).to_contain_text("touches what you follow")
        expect(page.locator(".tags .followed-part")).to_contain_text("Lamps")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width == 390:
            report = Axe().run(page)
            assert report.violations_count == 0, report.generate_report()


def test_without_follows_an_order_can_be_followed_and_muted_and_nothing_else_shows(
    visit: Open, harbor: str
) -> None:
    """Two switches by keyboard; what they did is said, and the other page knows of it."""
    seen = visit(f"{harbor}plain/orders/eo-14005/", NOON + WATCH)
    page = seen.page
    # Following stands in sight, muting in the menu beside it.
    menu = page.locator(".menu summary")
    follow = page.get_by_role("button", name="Follow this order")
    mute = page.locator(".menu-panel button", has_text="Mute this order")
    expect(follow).to_have_attribute("aria-pressed", "false")
    assert page.locator(".mine-matches").inner_text() == ""
    assert page.locator(".followed-part").count() == 0
    assert page.evaluate("localStorage.length") == 0
    sound(seen, harbor)
    follow.focus()
    page.keyboard.press("Space")
    expect(follow).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status").filter(has_text="You follow")).to_be_visible()
    expect(page.locator(".mine summary")).to_have_text("This order touches what you follow")
    assert stored(page)["follows"]["orders"] == ["eo-14005"]
    menu.press("Enter")
    mute.press("Enter")
    expect(mute).to_have_attribute("aria-pressed", "true")
    expect(follow).to_have_attribute("aria-pressed", "false")
    assert stored(page)["mutes"]["orders"] == ["eo-14005"]
    page.goto(f"{harbor}plain/orders/eo-14001/")
    expect(page.get_by_role("button", name="Follow this order")).to_have_attribute(
        "aria-pressed", "false"
    )
    blocked = visit(f"{harbor}plain/orders/eo-14005/", WATCH + BLOCKED)
    blocked.page.get_by_role("button", name="Follow this order").click()
    expect(blocked.page.locator(".mine-said")).to_contain_text("does not let the page store")
    assert blocked.wrong == []


# My briefing -----------------------------------------------------------------------------------


def test_the_briefing_tells_a_returning_reader_what_changed_and_what_falls_due(
    visit: Open, harbor: str
) -> None:
    """Since the day they came before, each with why and where it comes from; all by keyboard."""
    reader = profile(
        follows={"interests": ["ships"]},
        visits={"plain": {"last": "2026-11-03", "before": "2026-10-01"}},
    )
    seen = visit(f"{harbor}plain/", kept(reader), viewport={"width": 1280, "height": 800})
    page = seen.page
    page.get_by_role("link", name="My briefing").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".briefing section")
    assert stored(page)["visits"]["plain"] == {"last": "2026-11-22", "before": "2026-11-03"}
    changed = page.locator(
        "section",
        has=page.get_by_role("heading", name="Changed since your last visit, Nov 3, 2026"),
    )
    expect(changed.locator("li")).to_have_count(1)
    expect(changed).to_contain_text("Corrected. The mooring is dated.")
    expect(changed).to_contain_text("You follow Ships")
    due = page.locator(
        "section", has=page.get_by_role("heading", name="Falls due in the next 90 days")
    )
    expect(due.get_by_role("row")).to_have_count(2)
    for text in ("Dec 15, 2026", "Sail them.", "Navy", "consulting Coast Guard", "due soon"):
        expect(due).to_contain_text(text)
    passed = page.locator(
        "section", has=page.get_by_role("heading", name="Fell due in the last 30 days")
    )
    expect(passed).to_contain_text("due date passed; completion not confirmed")
    expect(page.get_by_role("status").filter(has_text="1 change")).to_have_text(
        "1 change · 1 date ahead"
    )
    sound(seen, harbor)
    page.get_by_label("Show changes").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="Changed in the last 30 days")).to_be_visible()
    expect(page.locator(".changes li")).to_have_count(2)
    expect(page.get_by_label("Show changes")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Print")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Tab")
    source = page.locator(":focus")
    expect(source).to_have_text("history of the page")
    assert source.evaluate("(link) => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/orders/eo-14002/#m-corrections")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{harbor}staff/briefing/")
    expect(page.get_by_role("heading", name="Changed in the last 30 days")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()


def test_what_is_muted_is_counted_and_can_be_shown(visit: Open, harbor: str) -> None:
    """A duty is its own agencies' business; an order followed by itself always shows."""
    reader = profile(follows={"interests": ["ships"]}, mutes={"agencies": ["coast-guard"]})
    seen = visit(f"{harbor}plain/briefing/", kept(reader))
    page = seen.page
    expect(page.locator(".briefing")).to_contain_text("4 more are left out because you muted")
    expect(page.locator(".changes li")).to_have_count(0)
    expect(page.locator(".briefing")).to_contain_text("Nothing in what you follow changed")
    show = page.get_by_role("button", name="Show what is muted")
    show.click()
    expect(show).to_have_attribute("aria-pressed", "true")
    expect(show).to_be_focused()
    expect(page.locator(".changes li.is-muted")).to_have_count(2)
    alone = profile(follows={"orders": ["eo-14002"]}, mutes={"agencies": ["coast-guard"]})
    page.evaluate(f"text => localStorage.setItem({KEY!r}, text)", json.dumps(alone))
    page.reload()
    expect(page.locator(".changes li")).to_have_count(2)
    assert page.get_by_role("button", name="Show what is muted").count() == 0


def test_the_briefing_is_honest_when_there_is_nothing(visit: Open, harbor: str) -> None:
    """Nothing followed, nothing changed, storage blocked, no scripts, no file: each is said."""
    nothing = visit(f"{harbor}plain/briefing/", kept(profile()))
    expect(nothing.page.locator(".briefing")).to_contain_text("You follow nothing yet.")
    sound(nothing, harbor)
    quiet = visit(f"{harbor}plain/briefing/", kept(profile(follows={"interests": ["kites"]})))
    expect(quiet.page.locator(".briefing")).to_contain_text("Nothing in what you follow changed")
    expect(quiet.page.locator(".briefing")).to_contain_text("Nothing in what you follow is due")
    blocked = visit(f"{harbor}plain/briefing/", BLOCKED)
    expect(blocked.page.locator(".briefing")).to_contain_text("You follow nothing yet.")
    assert blocked.wrong == []
    still = visit(f"{harbor}plain/briefing/", java_script_enabled=False).page
    expect(still.locator("main")).to_contain_text("made in your browser and needs JavaScript")
    assert still.locator("button, input, select").count() == 0
    still.get_by_role("link", name="All dates that orders set").click()
    expect(still.get_by_role("heading", level=1)).to_have_text("Deadlines")
    page = quiet.page
    page.route("**/data/briefing.json", lambda route: route.abort())
    page.reload()
    expect(page.locator(".briefing")).to_contain_text("did not load")


def test_somebody_new_is_told_what_the_edition_suggests(visit: Open, harbor: str) -> None:
    """As a suggestion, with the way to a choice of their own; nothing is kept of them."""
    seen = visit(f"{harbor}lawyers/briefing/", NOON + WATCH)
    page = seen.page
    expect(page.locator(".briefing")).to_contain_text("this edition’s suggestions: Ships.")
    expect(page.get_by_role("heading", name="Changed in the last 30 days")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    sound(seen, harbor)


def test_the_briefing_prints_as_a_paper(visit: Open, harbor: str) -> None:
    """What is told stays, with its sources; the interface does not."""
    reader = profile(follows={"interests": ["ships"]}, mutes={"parties": ["keepers"]})
    page = visit(f"{harbor}plain/briefing/", kept(reader)).page
    page.wait_for_selector(".briefing section")
    page.emulate_media(media="print")
    for shown in (
        "My briefing",
        "Nov 22, 2026",
        "The mooring is dated.",
        "Sail them.",
        "sec. 2(b)",
    ):
        expect(page.locator("main")).to_contain_text(shown)
    for hidden in (".own-controls", ".own-ways", ".bar", ".ways"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.locator(".briefing button:visible, .briefing select:visible").count() == 0
    assert len(page.pdf()) > 5000


# My profile ------------------------------------------------------------------------------------


def test_the_profile_is_shown_and_pieces_of_it_can_be_taken_away(visit: Open, harbor: str) -> None:
    """By keyboard; the focus stays in the list, and clearing asks on the page itself."""
    reader = profile(
        follows={"interests": ["lamps", "ships"], "orders": ["eo-14001", "eo-9999"]},
        mutes={"agencies": ["navy"]},
        visits={"plain": {"last": "2026-11-21", "before": "2026-11-03"}},
    )
    seen = visit(f"{harbor}plain/profile/", kept(reader))
    page = seen.page
    main = page.locator("main")
    for text in (
        "The plain",
        "Lamps",
        "EO 14001: Counting Lighthouses",
        "Navy",
        "Nov 22, 2026, before that Nov 21, 2026",
    ):
        expect(main).to_contain_text(text)
    expect(page.locator(".own-row", has_text="EO 9999")).to_contain_text("not in this edition")
    sound(seen, harbor)
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Stop following Lamps").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Stop following Ships")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("Lamps is no longer in your profile.")
    assert stored(page)["follows"]["interests"] == ["ships"]
    page.get_by_role("button", name="Stop muting Navy").click()
    expect(page.get_by_role("heading", name="You mute")).to_be_focused()
    page.get_by_role("button", name="Clear my profile").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Clear my profile")).to_be_focused()
    assert stored(page) is not None
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Your profile was cleared")
    expect(main).to_contain_text("Nothing is kept about you yet")
    assert page.evaluate("localStorage.length") == 0
    assert seen.wrong == []


def test_a_profile_travels_as_a_file_and_as_a_link(
    visit: Open, harbor: str, tmp_path: Path
) -> None:
    """Saved on one device, it is offered on another and stored only when the reader says so."""
    mine = profile(
        follows={"interests": ["lamps"], "orders": ["eo-14002"]},
        mutes={"agencies": ["navy"]},
        visits={"plain": {"last": "2026-11-21", "before": ""}},
    )
    seen = visit(f"{harbor}plain/profile/", kept(mine))
    with seen.page.expect_download() as download:
        seen.page.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == "small-profile.json"
    file = tmp_path / "saved.json"
    download.value.save_as(file)
    assert json.loads(file.read_text("utf-8"))["follows"] == mine["follows"]
    seen.page.get_by_role("button", name="Make a link").click()
    link = seen.page.get_by_label("Link with your profile").input_value()
    assert "#profile=" in link and "2026" not in decoded(link)
    sound_after_input(seen, harbor)

    other = visit(link.replace("plain/", "staff/"), kept(profile(follows={"interests": ["ships"]})))
    page = other.page
    panel = page.locator("[data-offer]")
    expect(panel).to_contain_text("From the link that you opened.")
    expect(panel).to_contain_text("You follow, Interests: Lamps")
    assert stored(page)["follows"]["interests"] == ["ships"]
    page.get_by_role("button", name="Leave everything as it is").click()
    expect(page.get_by_role("status")).to_have_text("Nothing was changed.")
    assert "#" not in page.url
    page.get_by_label("Choose a file").set_input_files(file)
    expect(page.locator("[data-offer]")).to_contain_text("From the file saved.json.")
    page.get_by_role("button", name="Add it to mine").click()
    expect(page.get_by_role("status")).to_have_text("The profile was added to yours.")
    assert stored(page)["follows"]["interests"] == ["lamps", "ships"]
    page.get_by_label("Choose a file").set_input_files(file)
    page.get_by_role("button", name="Use it instead of mine").click()
    assert stored(page)["follows"] == mine["follows"]
    assert other.wrong == []


def decoded(link: str) -> str:
    """The profile in a link."""
    data = link.partition("#profile=")[2]
    return base64.urlsafe_b64decode(data + "=" * (-len(data) % 4)).decode()


def sound_after_input(seen: Watched, base: str) -> None:
    """As `sound`, where the reader has acted and so moved things."""
    assert seen.wrong == [] and seen.page.evaluate("violations") == []
    assert [each for each in seen.requests if not each.startswith((base, "blob:"))] == []


HOSTILE = (
    ("{", "cannot be read"),
    ("null", "Nothing in it can be used here"),
    ("[]", "not in the form of a profile"),
    ("x" * 70_000, "too large to be a profile"),
    ('{"version": 99, "follows": {"interests": ["lamps"]}}', "version 99: written by another"),
    ('{"version": 2, "follows": {"interests": ["<img src=x onerror=alert(1)>"]}}', "alert(1)>: not a name"),
    ('{"version": 2, "follows": {"interests": ["kites", "magic"]}}', "magic: not known in this edition"),
    ('{"version": 2, "follows": {"orders": ["eo-77"], "agencies": {"length": 1e9}}}', "eo-77: not known"),
    ('{"version": 2, "__proto__": {"follows": {"interests": ["lamps"]}}, "constructor": {"a": 1}}', "Nothing in it"),
    ('{"version": 2, "mutes": {"parties": ["constructor", "__proto__", "toString"]}}', "constructor: not known"),
    ('{"version": 2, "visits": {"<b>": {"last": "2026-01-01"}}, "edition": ["plain"]}', "2 things were left out"),
    (json.dumps({"version": 2, "follows": {"orders": [f"eo-{n}" for n in range(4000)]}}), "and 1"),
)  # fmt: skip
"""What a file or a link may hold, and what is said of it."""


def test_hostile_files_links_and_storage_are_harmless_and_explained(
    visit: Open, harbor: str, tmp_path: Path
) -> None:
    """Nothing of them is run, printed as markup or stored; what was left out is named with its reason."""
    seen = visit(f"{harbor}plain/profile/", kept(profile(follows={"interests": ["ships"]})))
    page = seen.page
    before = stored(page)
    for number, (text, said) in enumerate(HOSTILE):
        file = tmp_path / f"hostile-{number}.json"
        file.write_text(text, "utf-8")
        page.get_by_label("Choose a file").set_input_files(file)
        # What the link before it was told may be the same words.
        expect(page.locator("[data-offer]")).not_to_contain_text("From the link")
        expect(page.locator("[data-offer]")).to_contain_text(said)
        link = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
        page.evaluate("hash => { location.hash = hash; }", f"profile={link}")
        expect(page.locator("[data-offer]")).to_contain_text("From the link that you opened.")
        if len(text) < 60_000 and text != "{":
            expect(page.locator("[data-offer]")).to_contain_text(said)
        assert stored(page) == before, text[:60]
        assert page.locator("main img, main script").count() == 0
    page.evaluate("location.hash = 'profile=%%%'")
    expect(page.locator("[data-offer]")).to_contain_text("link’s profile cannot be read")
    assert page.evaluate("({}).follows === undefined && ({}).polluted === undefined")
    sound_after_input(seen, harbor)
    other = visit(f"{harbor}plain/profile/")
    for text, _ in HOSTILE:
        other.page.evaluate(f"text => localStorage.setItem({KEY!r}, text)", text)
        for path, there in (
            ("profile/", ".profile section"),
            ("briefing/", ".briefing *"),
            ("orders/eo-14001/", ".actions button"),
        ):
            other.page.goto(f"{harbor}plain/{path}")
            other.page.locator(there).first.wait_for()
            assert other.wrong == [], (path, text[:60])


def test_a_file_that_cannot_be_read_is_told(visit: Open, harbor: str, tmp_path: Path) -> None:
    """As when it was changed or moved after it was chosen."""
    seen = visit(f"{harbor}plain/profile/", kept(profile(follows={"interests": ["ships"]})))
    gone = "() => Promise.reject(new DOMException('', 'NotReadableError'))"
    seen.page.evaluate(f"() => {{ File.prototype.text = {gone}; }}")
    file = tmp_path / "profile.json"
    file.write_text("{}", "utf-8")
    seen.page.get_by_label("Choose a file").set_input_files(file)
    expect(seen.page.locator("[data-offer]")).to_contain_text("could not read this file")
    assert seen.wrong == []


def test_without_storage_or_scripts_the_profile_says_so(visit: Open, harbor: str) -> None:
    """And offers nothing that would not work."""
    blocked = visit(f"{harbor}plain/profile/", BLOCKED)
    expect(blocked.page.locator("main")).to_contain_text("does not let pages store anything")
    assert blocked.page.get_by_role("button", name="Clear").count() == 0
    assert blocked.wrong == []
    still = visit(f"{harbor}plain/profile/", java_script_enabled=False).page
    expect(still.locator("main")).to_contain_text("because JavaScript is off")
    assert still.locator("button, input, select").count() == 0
    old = visit(f"{harbor}plain/profile/", kept('{"version": 1, "interests": ["lamps"]}'))
    expect(old.page.locator("[data-list=follows]")).to_contain_text("Lamps")


def test_a_shared_link_opened_by_somebody_new_stores_nothing(visit: Open, harbor: str) -> None:
    """No visit is noted either, before anything was chosen."""
    link = base64.urlsafe_b64encode(json.dumps(profile(follows={"interests": ["lamps"]})).encode())
    page = visit(f"{harbor}plain/profile/#profile={link.decode().rstrip('=')}", NOON).page
    expect(page.locator("[data-offer]")).to_contain_text("You follow, Interests: Lamps")
    assert page.evaluate("localStorage.length") == 0
