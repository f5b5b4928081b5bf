"""The author's desk in a real browser: what is saved is seen, and what breaks is explained."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from eo_site.engine.options import Options
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.serve.news import News
from eo_site.serve.places import Places
from eo_site.serve.session import session
from eo_site.serve.site import SiteDesk
from tests.browser.conftest import Open, Watched
from tests.serve.desks import until
from tests.sites import AUDIENCES, ORDER, REPOSITORY, SITE, edit, order, small_site, write

pytestmark = pytest.mark.browser

MEMBERS = """\
  - id: board
    name: The board
    question: What next?
    access: {members: [board]}
    lead: [summary]
    modules: [sections, unknowns, sources]
"""
TEXT = "\n\n".join(f"Lighthouse {n} is to be counted [@order, 1]." for n in range(80))
LONG = f"{ORDER}\n## Later {{#later}}\n\n{TEXT}\n"
WORDS = "The order wants a count"
PAGE = "plain/orders/eo-14001/"
FILE = "content/orders/eo-14001.md"
STYLE = "themes/mine/static/css/site.css"
TEMPLATE = '{% extends "base.html" %}\n{% block main %}{{ page.title }}{% endblock %}\n'
VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
"""


CHECKOUT = f"""
import pathlib, sys
root = pathlib.Path(sys.argv[1])
(root / "content/texts").mkdir()
for n in range(999):
    (root / f"content/texts/eo-{{n}}.txt").write_text("Not read.")
order = root / "{FILE}"
order.write_text(order.read_text("utf-8").replace("title: Counting", "title: Numbering"), "utf-8")
"""


@dataclass
class Sitting:
    """A site that is served while it is written."""

    root: Path
    url: str
    news: News
    said: list[str] = field(default_factory=list)

    def edit(self, path: str, old: str, new: str) -> None:
        """Put some words of a file in place of others."""
        edit(self.root, path, old, new)


@pytest.fixture
def sitting(tmp_path: Path) -> Iterator[Sitting]:
    """A small library with a theme, a members' edition and a draft of its own."""
    files = {
        "site.yaml": SITE + "theme: mine\n",
        "audiences.yaml": AUDIENCES + MEMBERS,
        FILE: LONG,
        "content/orders/eo-14002.md": order(
            "draft: true\n", "Not yet [@order, 1].\n", number=14002
        ),
        STYLE: (REPOSITORY / "themes/default/static/css/site.css").read_bytes(),
        "themes/mine/templates/page.html": TEMPLATE,
        "content/pages/about.md": "---\ntitle: About us\nnav: About\n---\nText.\n",
    }
    root = small_site(tmp_path / "site", files)
    said = list[str]()
    options = Options(root, now=date(2026, 11, 22), drafts=True)
    with (
        closing(SnapshotCache()) as cache,
        session(SiteDesk(options, cache), Places(root), port=0, say=said.append) as found,
    ):
        yield Sitting(root, found.url, found.news, said)
    assert not (root / "build").exists()


@pytest.fixture
def look(visit: Open) -> Iterator[Callable[[str], Watched]]:
    """Opens a page; in the end nothing was forbidden, and nothing went wrong on it."""
    seen = list[Watched]()

    def look(url: str) -> Watched:
        seen.append(visit(url, VIOLATIONS))
        expect(seen[-1].page.get_by_role("navigation", name="The author's desk")).to_be_visible()
        return seen[-1]

    yield look
    for each in seen:
        assert each.page.evaluate("violations") == []
        assert each.wrong == []


def dialog(page: Page) -> Locator:
    """The overlay."""
    return page.get_by_role("alertdialog")


def test_what_is_saved_is_seen_where_it_stands(
    sitting: Sitting, look: Callable[[str], Watched]
) -> None:
    """Words that change, come and go are patched into the page, which keeps all else it holds."""
    page = look(sitting.url + PAGE).page
    expect(page.locator("eo-desk[data-ready]")).to_be_attached()
    page.evaluate("window.mine = true; scrollTo({top: 700, behavior: 'instant'})")
    sitting.edit(FILE, WORDS, "The order *demands* a count")
    expect(page.get_by_text("The order demands a count")).to_be_attached()
    expect(page.get_by_role("status").last).to_have_text("The page is up to date.")
    sitting.edit(FILE, "## Later", "Words between.\n\n- One\n- Two\n\n## Later")
    expect(page.get_by_text("Words between.")).to_be_attached()
    sitting.edit(FILE, "Words between.\n\n- One\n- Two\n\n", "")
    expect(page.get_by_text("Words between.")).not_to_be_attached()
    sitting.edit(FILE, "default: Lighthouses are", "default: All lighthouses are")
    expect(page.get_by_text("All lighthouses are to be counted").first).to_be_attached()
    described = "document.querySelector('script[type*=json]').textContent"
    assert "All lighthouses" in page.evaluate(described)
    assert page.evaluate("window.mine") is True
    # A title is part of the citation, beside which a script of the page put a button.
    sitting.edit(FILE, "title: Counting", "title: Numbering")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Numbering"))
    assert "Numbering" in page.title()
    # The page may have been asked for anew: its scripts then have to run again.
    expect(page.locator("eo-desk[data-ready]")).to_be_attached()
    expect(page.get_by_role("button", name="Follow this order")).to_be_attached()
    page.wait_for_load_state()
    whole = page.locator("main").inner_text()
    page.reload()
    assert page.locator("main").inner_text() == whole


@pytest.mark.parametrize("work", ["append(' by a script')", "firstChild.data = 'Other words'"])
def test_a_page_that_cannot_be_patched_is_loaded_again_at_the_same_place(
    sitting: Sitting, look: Callable[[str], Watched], work: str
) -> None:
    """A script changed what was saved: scroll position, fragment and open folds are kept."""
    page = look(f"{sitting.url}{PAGE}#later").page
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    # Near the end: with the typeface that comes too late for the first look, the page may be shorter.
    end = "document.documentElement.scrollHeight - innerHeight - 200"
    page.evaluate(f"scrollTo({{top: {end}, behavior: 'instant'}}); window.mine = true")
    page.evaluate("history.scrollRestoration = 'manual'")  # the browser's own memory is not needed
    place = page.evaluate("scrollY")
    expect(page.locator("eo-desk[data-ready]")).to_be_attached()
    page.get_by_text(WORDS).evaluate(f"(each) => {{ each.{work}; }}")
    sitting.edit(FILE, WORDS, "The order demands a count")
    expect(page.get_by_text("The order demands a count")).to_be_attached()
    assert page.evaluate("window.mine") is None
    page.wait_for_function("(place) => scrollY === place", arg=place)
    assert page.url.endswith("#later")
    assert page.evaluate("[...document.querySelectorAll('details')].every((each) => each.open)")


def test_a_script_that_changed_is_loaded_with_its_page(
    sitting: Sitting, look: Callable[[str], Watched]
) -> None:
    """What the old one did cannot be taken back."""
    page = look(sitting.url + PAGE).page
    write(sitting.root, {"themes/mine/static/js/page.js": 'document.body.id = "new";\n'})
    expect(page.locator("body#new")).to_be_attached()


def test_a_page_that_did_not_change_is_left_alone(
    sitting: Sitting, look: Callable[[str], Watched]
) -> None:
    """Another page's edit reaches the terminal, and nothing else."""
    page = look(f"{sitting.url}plain/about/").page
    page.evaluate("window.mine = true")
    sitting.edit(FILE, WORDS, "The order demands a count")
    until(lambda: sitting.news.present.generation == 2)
    page.wait_for_timeout(300)
    assert page.evaluate("window.mine") is True


def test_what_breaks_is_explained_over_the_last_good_page(
    sitting: Sitting, look: Callable[[str], Watched]
) -> None:
    """Path, line, column, the line itself and what to write; gone when it is mended."""
    page = look(sitting.url + PAGE).page
    page.evaluate("window.mine = true")
    sitting.edit(FILE, "::: for lawyers", "::: for lawyer")
    expect(dialog(page)).to_be_visible()
    expect(dialog(page)).to_contain_text(f"{FILE}:18:9")
    expect(dialog(page)).to_contain_text("EO301")
    expect(dialog(page)).to_contain_text("unknown audience `lawyer`")
    expect(dialog(page)).to_contain_text("did you mean `lawyers`?")
    expect(dialog(page).locator("pre")).to_have_text("::: for lawyer")
    expect(dialog(page).locator("mark")).to_have_text("l")
    expect(page.get_by_text(WORDS)).to_be_visible()
    sitting.edit(FILE, "::: for lawyer", "::: for lawyers")
    expect(dialog(page)).to_be_hidden()
    expect(page.get_by_role("status").last).to_have_text("No problem any more.")
    assert page.evaluate("window.mine") is True


def test_the_overlay_is_usable_by_keyboard_and_has_no_barriers(
    sitting: Sitting, look: Callable[[str], Watched]
) -> None:
    """It takes the focus, Escape gives it back, and a button brings it again; axe finds nothing."""
    seen = look(sitting.url + PAGE)
    page = seen.page
    page.locator("a.bar-site").focus()
    sitting.edit(FILE, "::: for lawyers", "::: for lawyer")
    expect(page.get_by_role("heading", name="1 error")).to_be_focused()
    assert page.evaluate("violations") == [] and seen.wrong == []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, context="eo-desk")
        assert found.violations_count == 0, found.generate_report()
    page.evaluate("violations.length = 0")  # axe itself tries an inline style
    seen.wrong.clear()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    expect(page.locator("a.bar-site")).to_be_focused()
    page.get_by_role("button", name="1 problem").press("Enter")
    expect(page.get_by_role("heading", name="1 error")).to_be_focused()
    page.get_by_role("button", name="Close (Esc)").press("Enter")
    expect(page.get_by_role("button", name="1 problem")).to_be_focused()
    sitting.edit("content/pages/about.md", "Text.", "More text.")
    until(lambda: sitting.news.present.generation == 3)
    page.wait_for_timeout(300)
    expect(dialog(page)).to_be_hidden()


def test_a_style_is_exchanged_under_the_page(
    sitting: Sitting, look: Callable[[str], Watched]
) -> None:
    """What the page holds survives, and a later load has the style too."""
    page = look(sitting.url + PAGE).page
    page.evaluate("window.mine = true; scrollTo({top: 700, behavior: 'instant'})")
    count = page.locator('head link[rel="stylesheet"]').count
    before = count()
    for colour, old in (
        ("rgb(1, 2, 3)", "/* mine */"),
        ("rgb(4, 5, 6)", "h1 { color: rgb(1, 2, 3)"),
    ):
        if old == "/* mine */":
            with (sitting.root / STYLE).open("a") as file:
                file.write(old)
        sitting.edit(STYLE, old, f"h1 {{ color: {colour} !important; }}")
        page.wait_for_function(
            "(colour) => getComputedStyle(document.querySelector('h1')).color === colour",
            arg=colour,
        )
    assert page.evaluate("window.mine") is True
    page.wait_for_function("scrollY === 700")
    page.wait_for_function(
        "(n) => document.querySelectorAll('head link[rel=stylesheet]').length === n", arg=before
    )
    assert count() == before
    page.reload()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(4, 5, 6)"


def test_a_template_that_fails_leaves_its_pages_as_they_were(
    sitting: Sitting, look: Callable[[str], Watched]
) -> None:
    """Only pages that use it are affected, and the overlay names its line."""
    page = look(sitting.url + "plain/about/").page
    sitting.edit("themes/mine/templates/page.html", "page.title", "page.titel")
    expect(dialog(page)).to_contain_text("themes/mine/templates/page.html:2")
    expect(page.locator("main")).to_have_text("About us")
    expect(dialog(look(sitting.url + PAGE).page)).to_be_hidden()
    sitting.edit("themes/mine/templates/page.html", "page.titel", "page.title ~ '!'")
    expect(page.locator("main")).to_have_text("About us!")
    expect(dialog(page)).to_be_hidden()


def test_a_checkout_of_a_thousand_files_is_few_rebuilds(
    sitting: Sitting, look: Callable[[str], Watched]
) -> None:
    """One, unless the machine pauses within it; and the page is up to date after it."""
    page = look(sitting.url + "plain/").page
    before = sitting.news.present.generation
    subprocess.run([sys.executable, "-c", CHECKOUT, sitting.root], check=True)
    expect(page.get_by_role("link", name=re.compile("Numbering Lighthouses")).first).to_be_visible()
    page.wait_for_timeout(700)
    assert sitting.news.present.generation <= before + 10


def test_a_draft_is_shown_and_marked(sitting: Sitting, look: Callable[[str], Watched]) -> None:
    """In the corner of its page, and at each link to it; published pages bear no such mark."""
    page = look(sitting.url + "plain/orders/eo-14002/").page
    expect(page.get_by_text("Not yet")).to_be_visible()
    expect(page.locator("eo-desk summary")).to_contain_text("draft")
    mark = "(slug) => getComputedStyle(document.querySelector(`main a[href*='${slug}/']`), '::after').content"
    page.goto(sitting.url + "plain/")
    page.wait_for_function(f"() => ({mark})('eo-14002') === '\"draft\"'")
    assert page.evaluate(mark, "eo-14001") == "none"
    expect(page.locator("eo-desk summary")).not_to_contain_text("draft")


def test_the_corner_leads_to_the_same_page_of_every_edition(
    sitting: Sitting, look: Callable[[str], Watched]
) -> None:
    """Members' editions too, which no public page names; by keyboard, and Escape folds it."""
    page = look(sitting.url + PAGE).page
    corner = page.get_by_role("navigation", name="The author's desk")
    corner.locator("summary").press("Enter")
    expect(corner.get_by_role("link", name="Plain readers")).to_have_attribute(
        "aria-current", "page"
    )
    expect(corner.get_by_role("listitem").filter(has_text="The board")).to_contain_text("members")
    page.keyboard.press("Escape")
    expect(corner.get_by_role("link", name="The board")).to_be_hidden()
    corner.locator("summary").press("Enter")
    corner.get_by_role("link", name="The board").press("Enter")
    page.wait_for_url("**/board/orders/eo-14001/")


def test_editions_that_are_published_elsewhere_are_here_too(
    sitting: Sitting, look: Callable[[str], Watched]
) -> None:
    """The theme's own switcher does not lead away from the desk."""
    page = look(sitting.url + PAGE).page
    there = "    name: Lawyers\n    base_url: https://law.example/x/\n"
    sitting.edit("audiences.yaml", "    name: Lawyers\n", there)
    link = page.locator(".switch a[href='https://law.example/x/orders/eo-14001/']")
    expect(link).to_be_attached()
    # A page that was loaded again has the link before its scripts.
    expect(page.locator("eo-desk[data-ready]")).to_be_attached()
    page.locator(".switch summary").click()
    link.click()
    page.wait_for_url(sitting.url + "lawyers/orders/eo-14001/")


def test_a_page_that_comes_back_into_being_is_shown(
    sitting: Sitting, look: Callable[[str], Watched]
) -> None:
    """An address without a page says so, and becomes the page when its file is there."""
    seen = look(sitting.url + "plain/orders/eo-14003/")
    expect(seen.page.get_by_role("heading", name="No such page")).to_be_visible()
    write(
        sitting.root,
        {"content/orders/eo-14003.md": order("", "New words [@order, 1].\n", number=14003)},
    )
    expect(seen.page.get_by_text("New words")).to_be_visible()
    seen.wrong.clear()  # the browser's own line about the 404


def test_a_page_out_of_sight_holds_no_connection(
    sitting: Sitting, look: Callable[[str], Watched]
) -> None:
    """Ten tabs of one site can be open; a browser would grant them six connections."""
    pages = [look(sitting.url + PAGE).page]
    context = pages[0].context
    for _ in range(9):
        page = context.new_page()
        page.goto(sitting.url + PAGE)
        page.evaluate("""() => {
          Object.defineProperty(document, "visibilityState", {value: "hidden"});
          document.dispatchEvent(new Event("visibilitychange"));
        }""")
        pages.append(page)
    sitting.edit(FILE, WORDS, "The order demands a count")
    expect(pages[0].get_by_text("The order demands a count")).to_be_attached()
    expect(pages[9].get_by_text(WORDS)).to_be_attached()
