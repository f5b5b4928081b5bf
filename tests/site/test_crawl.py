"""Every page of every edition holds together, and no page leads into another edition by accident."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest

from tests.site.crawling import Page, dead_links, pages_of, read_page
from tests.sites import ORDER, built, order, small_site, tree

EDITIONS = """\
audiences:
  - id: plain
    name: Plain readers
    question: What is it?
    lead: [summary, status]
    modules: [contents, sections, timeline, unknowns]
  - id: lawyers
    name: Lawyers
    question: What binds?
    lead: [cite-as, cases]
    modules: [contents, status, duties, timeline, sections, methods, coding, sources]
    base_url: https://law.orders.example/
  - id: subscribers
    name: Subscribers
    question: What else?
    access: {members: [paid]}
    lead: [summary]
    modules: [sections, corrections]
"""
FOLDER_ORDER = (
    ORDER.replace("## Purpose", "![A lighthouse](lighthouse.png)\n\n## Purpose")
    .replace("to be counted [@order, 1]", "to be [counted](plan.csv) [@order, 1]")
    .replace("binds the Secretary", "binds the Secretary, says [a memo](memo.pdf)")
)
RICH = order(
    """\
dates: {signed: 2021-03-01}
court:
  - {value: challenged-not-blocked, source: docket}
duties:
  - id: d1
    section: "2"
    who: [coast-guard]
    what: Count them.
    type: time-boxed
    due: {after: P180D, from: signed}
sources:
  - {id: docket, type: webpage, title: A docket, checked: 2026-11-01}
changes:
  - {on: 2026-11-02, kind: published, text: First published.}
""",
    """\
See [the first order](eo-14001.md#purpose), [our page](../pages/about.md#who), [below](#law) and
[the text](https://www.federalregister.gov/).

## The law {#law}

| Lamp | Height |
|:-----|-------:|
| Red  | 12     |
""",
    number=14002,
)
FILES = {
    "audiences.yaml": EDITIONS,
    "content/orders/eo-14001.md": FOLDER_ORDER,
    "content/orders/eo-14001/lighthouse.png": b"\x89PNG one",
    "content/orders/eo-14001/memo.pdf": b"%PDF a memo",
    "content/orders/eo-14001/notes.txt": b"Of nobody",
    "content/orders/eo-14001/plan.csv": b"lamp,height\n",
    "content/orders/eo-14001/plan.png": b"\x89PNG two",
    "content/orders/eo-14002.md": RICH,
    "content/orders/eo-14003.md": order("audiences: [lawyers]\n", number=14003),
    "content/vocabularies/agencies.yaml": "terms: [{id: coast-guard, label: Coast Guard}]\n",
    "content/pages/about.md": "---\ntitle: About\nnav: About\n---\n\n## Who {#who}\n\nUs.\n",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three editions: one at the site's address, one elsewhere, one for members."""
    return built(small_site(tmp_path_factory.mktemp("small"), FILES))


@pytest.fixture(scope="module", params=["repository", "small"])
def build_folder(request: pytest.FixtureRequest, repository_site: Path, small: Path) -> Path:
    """The output of this repository's site, then of the small one."""
    return repository_site / "build" if request.param == "repository" else small


def editions(build_folder: Path) -> list[Path]:
    """The folders of editions."""
    return [each.parent for each in sorted(build_folder.glob("*/manifest.json"))]


def pages(build_folder: Path) -> Iterator[tuple[Path, Page]]:
    """Every page of every edition, and the front door."""
    for folder in editions(build_folder):
        yield from ((folder, page) for page in pages_of(folder).values())
    yield build_folder, read_page("index.html", (build_folder / "index.html").read_text("utf-8"))


def test_no_link_of_an_edition_is_dead_wherever_it_is_served(build_folder: Path) -> None:
    """Links, images, styles, scripts and anchors resolve within their own edition.

    404.html knows its edition's own base path, so it is looked at under that path alone.
    """
    for folder in editions(build_folder):
        for base in ("/", f"/library/{folder.name}/"):
            dead = [each for each in dead_links(folder, base) if not each.startswith("404.html")]
            assert dead == [], base


def test_the_not_found_page_uses_its_editions_base_path(build_folder: Path) -> None:
    """404.html is served at any depth, so nothing on it is relative."""
    for folder in editions(build_folder):
        page = pages_of(folder)["404.html"]
        for link in page.links():
            assert link.startswith(("/", "#")), f"{folder.name}: {link}"


def test_only_the_switcher_leads_into_other_editions(small: Path) -> None:
    """To the same page or to its home; by the other edition's own address where it has one."""
    home = pages_of(small / "plain")["orders/eo-14001/index.html"]
    there = pages_of(small / "lawyers")["orders/eo-14003/index.html"]
    switch = {
        each.attributes["data-edition"]: each.address for each in home.all("a") if each.switches
    }
    back = {
        each.attributes["data-edition"]: each.address for each in there.all("a") if each.switches
    }
    assert switch == {"lawyers": "https://law.orders.example/orders/eo-14001/"}
    assert back == {"plain": "https://orders.example/library/plain/"}


def test_switchers_reach_pages_that_exist(repository_site: Path) -> None:
    """Every link to another edition answers, from every page."""
    folder = repository_site / "build"
    files = set(tree(folder))
    for edition, page in pages(folder):
        if edition == folder:
            continue
        for each in page.all("a"):
            if each.switches:
                target = urljoin(f"/{edition.name}/{page.path}", each.address or "")
                assert target.removeprefix("/") + "index.html" in files, (page.path, each.address)


def test_public_pages_do_not_name_members_editions(small: Path) -> None:
    """Unless the publisher says so, nothing public shows that a members' edition exists."""
    for path, data in tree(small).items():
        if not path.startswith("subscribers/"):
            assert b"ubscribers" not in data, path


def test_an_edition_with_its_own_address_links_to_no_address_it_does_not_know(
    tmp_path: Path,
) -> None:
    """Without a base_url of the site, the way back from an edition elsewhere is unknown."""
    files = {**FILES, "site.yaml": "id: s\ntitle: S\npublisher: {name: P}\nnotice: N.\n"}
    out = built(small_site(tmp_path, files))
    for page in pages_of(out / "lawyers").values():
        assert not any(each.switches for each in page.elements)
        assert all(each.address != "" for each in page.all("a"))


def test_pages_are_well_formed(build_folder: Path) -> None:
    """One h1, a language, a title, unique ids, alternative texts, and every tag closed."""
    for folder, page in pages(build_folder):
        where = f"{folder.name}/{page.path}"
        assert len(page.all("h1")) == 1, where
        assert page.all("html")[0].attributes["lang"], where
        assert [each.tag for each in page.elements].index("title") < 20, where
        assert len(set(page.ids)) == len(page.ids), where
        assert all(each.attributes.get("alt") for each in page.all("img")), where
        assert page.unclosed == [], where


def test_headings_do_not_skip_levels(build_folder: Path) -> None:
    """h2 follows h1, h3 follows h2: an outline a reader can walk."""
    for folder, page in pages(build_folder):
        levels = [
            int(each.tag[1]) for each in page.elements if each.tag in ("h1", "h2", "h3", "h4")
        ]
        assert all(after <= before + 1 for before, after in pairwise(levels)), (
            f"{folder.name}/{page.path}"
        )


def test_pages_keep_to_a_strict_policy(build_folder: Path) -> None:
    """Nothing inline: no style, no script, no handler, nothing loaded from elsewhere.

    A block of JSON-LD is data, which no browser runs.
    """
    for folder, page in pages(build_folder):
        where = f"{folder.name}/{page.path}"
        for each in page.elements:
            assert "style" not in each.attributes and each.tag != "style", where
            assert not any(name.startswith("on") for name in each.attributes), where
            data = each.attributes.get("type") == "application/ld+json"
            assert each.tag != "script" or each.attributes.get("src") or data, where
            loads = (
                each.tag == "img"
                or (each.tag == "script" and not data)
                or (each.tag == "link" and each.attributes["rel"] not in ("canonical", "alternate"))
            )
            assert not loads or "://" not in (each.address or ""), where


def test_the_canonical_address_is_the_page_itself(repository_site: Path) -> None:
    """Under the site's address and the edition's name."""
    for folder in editions(repository_site / "build"):
        for path, page in pages_of(folder).items():
            canonical = [each for each in page.all("link") if each.attributes["rel"] == "canonical"]
            own = f"https://eo-site.example/{folder.name}/{path.removesuffix('index.html')}"
            wanted = [] if path == "404.html" else [own]
            assert [each.address for each in canonical] == wanted


def test_images_go_only_to_editions_that_show_them(small: Path) -> None:
    """A picture beside the order's text that no text shows is not published."""
    assert (small / "plain/orders/eo-14001/lighthouse.png").read_bytes() == b"\x89PNG one"
    assert [path for path in tree(small) if path.endswith("plan.png")] == []


def test_attachments_go_only_to_editions_whose_text_links_to_them(small: Path) -> None:
    """A memo that lawyers' text links to is not beside the plain readers' page, nor is an unused file."""
    names = ("memo.pdf", "notes.txt", "plan.csv")
    have = {
        edition: [each for each in names if (small / edition / "orders/eo-14001" / each).exists()]
        for edition in ("plain", "lawyers", "subscribers")
    }
    assert have == {"plain": ["plan.csv"], "lawyers": ["memo.pdf"], "subscribers": ["plan.csv"]}
    assert (small / "lawyers/orders/eo-14001/memo.pdf").read_bytes() == b"%PDF a memo"


def test_an_order_for_some_editions_is_in_no_file_of_the_others(small: Path) -> None:
    """`audiences:` keeps the page, its card and its data away."""
    assert (small / "lawyers/orders/eo-14003/index.html").is_file()
    for path, data in tree(small / "plain").items():
        assert b"14003" not in data, path


# Served -------------------------------------------------------------------------------------


class Quiet(SimpleHTTPRequestHandler):
    """Files over HTTP, without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(params=["root", "sub-path"])
def address(request: pytest.FixtureRequest, repository_site: Path) -> Iterator[str]:
    """One edition of this repository, served at a root and below a path."""
    folder = repository_site / "build/litigators"
    root, path = (
        (folder, "/") if request.param == "root" else (folder.parents[1], "/build/litigators/")
    )
    handler = partial(Quiet, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{path}"
        server.shutdown()
        thread.join()


def fetched(address: str) -> tuple[int, str]:
    """Status and text of an address."""
    try:
        with urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except HTTPError as error:
        with error:
            return error.code, ""


def test_every_internal_link_answers_over_http(address: str) -> None:
    """From the home, following every link that stays within the edition."""
    todo, seen = [address], dict[str, int]()
    while todo:
        here = todo.pop()
        seen[here], text = fetched(here)
        if here.endswith(("/", ".html")):
            for link in read_page(here, text).links():
                target = urldefrag(urljoin(here, link)).url
                if target.startswith(address) and target not in seen and target not in todo:
                    todo.append(target)
    assert {url: status for url, status in seen.items() if status != 200} == {}
    assert len([url for url in seen if url.endswith("/")]) >= 4


# Portable -----------------------------------------------------------------------------------


def test_portable_links_name_files_that_exist_on_disk(tmp_path: Path) -> None:
    """`build --portable`: no link relies on a server to find an index."""
    out = built(small_site(tmp_path, FILES), portable=True)
    for folder, page in pages(out):
        for each in page.elements:
            link = urldefrag(each.address or "").url
            relative = link and not urlsplit(link).scheme and page.path != "404.html"
            if relative:
                target = (folder / page.path).parent / link
                assert target.resolve().is_file(), (folder.name, page.path, link)
