"""Every kind of page, in every edition, in every look: what axe is asked to look at.

`python -m tests.browser.matrix` (or `make axe`) goes through all of it and prints a table; the test
suite takes as much of it as meets every pair of kind, scheme and width, and of edition and look.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import serving
from tests.browser.lighthouses import FILES
from tests.browsers import chromium
from tests.sites import built, copy_of_repository, small_site

AXE = Axe()
LOOKS = tuple(product(("light", "dark"), (390, 1280)))
"""Colour scheme and width."""
OPTIONS = {
    "resultTypes": ["violations"],
    # WCAG 2.2's target size is off in axe until it is asked for.
    "rules": {"target-size": {"enabled": True}},
}
COLOURS = {**OPTIONS, "runOnly": ["color-contrast", "link-in-text-block"]}
"""What a colour scheme can change: style sheets ask for it nowhere but in colours."""
OPEN_ALL = """() => document.querySelectorAll("main details:not(.here details, .menu)")
  .forEach((each) => { each.open = true; })"""
CUT_REPEATS = """() => {
  const seen = new Map();
  const VALUES = ["class", "role", "type", "lang", "data-value", "scope", "colspan", "open"];
  const look = (element) => element.localName + [...element.attributes]
    .map(({ name, value }) => VALUES.includes(name) ? `[${name}=${value}]` : `[${name}]`).sort().join("");
  const looks = (element, above) => {
    const own = `${above} ${look(element)}`;
    return [own, ...[...element.children].flatMap((each) => looks(each, own))];
  };
  const NAMES = ["aria-labelledby", "aria-describedby", "aria-controls", "for"];
  const names = new Set(NAMES.flatMap((name) => [...document.querySelectorAll(`[${name}]`)]
    .flatMap((each) => each.getAttribute(name).split(" "))));
  const named = (element) => [element, ...element.querySelectorAll("[id]")].some(({ id }) => names.has(id));
  const visit = (element, above) => {
    const own = `${above} ${look(element)}`;
    for (const child of [...element.children]) {
      const row = child.matches("li, tr, p, blockquote, dl > div") && child !== element.firstElementChild;
      const found = row ? looks(child, own) : [];
      if (row && found.every((each) => seen.get(each) >= 2) && !named(child)) child.remove();
      else {
        for (const each of found) seen.set(each, (seen.get(each) ?? 0) + 1);
        visit(child, own);
      }
    }
  };
  visit(document.querySelector("main"), "");
}"""
"""Rows and paragraphs of which each part, under the same elements, was met twice on the page already are taken out.

Axe asks for the style of every element dozens of times, and a table's hundredth row tells it nothing."""
ALIASES = ("eo-14001-first",)
"""Pages that lead on at once are no pages to look at."""


@dataclass(frozen=True)
class Stop:
    """One page in one look."""

    edition: str
    kind: str
    path: str
    """From the site's address."""
    scheme: str
    width: int


def kinds(edition: Path) -> dict[str, str]:
    """Kind to path: of each kind of page an edition's longest, which has most that can go wrong."""
    found: dict[str, Path] = {}
    for page in sorted(edition.rglob("*.html")):
        path = page.relative_to(edition)
        kind = _kind(path)
        if any(each in path.parts for each in ALIASES) or _lost(page, edition):
            continue
        if kind not in found or page.stat().st_size > found[kind].stat().st_size:
            found[kind] = page
    return {kind: _address(page.relative_to(edition)) for kind, page in sorted(found.items())}


def _lost(page: Path, edition: Path) -> bool:
    """Whether it is the page for dead addresses of a site that is at home under another path."""
    styles = re.findall(r'href="/([^"]+\.css)"', page.read_text("utf-8"))
    return not all((edition.parent / each).is_file() for each in styles)


def _kind(path: Path) -> str:
    """`orders/eo-14001/index.html` is an order, `orders/2021/index.html` a list."""
    match path.parts:
        case ("index.html",):
            return "home"
        case ("orders", slug, "proof", _):
            return "proof"
        case ("orders", slug, _) if not slug.isdigit() and slug != "undated":
            return "order"
        case ("about" | "methodology", _):
            return "page"
        case (kind, _, *_) if len(path.parts) > 2:
            return f"{kind} list"
    return path.parts[0]


def _address(path: Path) -> str:
    return path.as_posix().removesuffix("index.html")


def stops(build: Path) -> list[Stop]:
    """All of a site's matrix: kinds × editions × looks, and the front door."""
    editions = sorted(each.parent for each in build.glob("*/manifest.json"))
    pages = [("", "chooser", "")] + [
        (edition.name, kind, f"{edition.name}/{path}")
        for edition in editions
        for kind, path in kinds(edition).items()
    ]
    return [Stop(*page, *look) for page in pages for look in LOOKS]


def pairwise(every: list[Stop]) -> list[Stop]:
    """As few stops as meet every pair of a kind, an edition, a scheme and a width, kind by edition apart.

    Which edition a kind is looked at in goes round; a kind by an edition is for the whole matrix.
    """
    wanted = {pair for stop in every for pair in _pairs(stop)}
    chosen = []
    while wanted:
        best = max(every, key=lambda stop: len(wanted & _pairs(stop)))
        wanted -= _pairs(best)
        chosen.append(best)
    return chosen


def _pairs(stop: Stop) -> set[tuple[object, ...]]:
    return {
        ("kind", stop.kind, stop.scheme),
        ("kind", stop.kind, stop.width),
        ("edition", stop.edition, stop.scheme),
        ("edition", stop.edition, stop.width),
        ("look", stop.scheme, stop.width),
    }


def violations(browser: Browser, base: str, chosen: list[Stop]) -> Iterator[tuple[Stop, str]]:
    """Each stop with what axe finds on its page, with everything that unfolds unfolded.

    A page is loaded once for a width. Where that width's other scheme was looked at with every rule,
    a scheme is asked about its colours.
    """
    for width in sorted({stop.width for stop in chosen}):
        size: Any = {"width": width, "height": 800}
        with closing(browser.new_context(viewport=size)) as context:
            page = context.new_page()
            for path in dict.fromkeys(stop.path for stop in chosen if stop.width == width):
                page.goto(base + path)
                page.evaluate(OPEN_ALL)
                page.evaluate(CUT_REPEATS)
                page.evaluate(AXE.axe_script)
                options = OPTIONS
                for stop in chosen:
                    if (stop.path, stop.width) == (path, width):
                        scheme: Any = stop.scheme
                        page.emulate_media(color_scheme=scheme)
                        yield stop, _report(page.evaluate("axe.run.bind(axe)", options))
                        options = COLOURS


def _report(response: Any) -> str:
    """What axe found, in words; nothing where it found nothing."""
    found = AxeResults(response)
    return found.generate_report() if found.violations_count else ""


@contextmanager
def sites() -> Iterator[list[tuple[str, Path]]]:
    """The addresses and folders of this repository's site and of the small library, which has proofs."""
    with tempfile.TemporaryDirectory() as folder:
        builds = [
            built(copy_of_repository(Path(folder) / "repository"), search=True),
            built(small_site(Path(folder) / "lighthouses", FILES), search=True),
        ]
        servers = [serving(build) for build in builds]
        yield [(next(server), build) for server, build in zip(servers, builds, strict=True)]
        for server in servers:
            server.close()


def main() -> int:
    """The whole matrix, as a table of violations; 1 if there is any."""
    counts: dict[tuple[str, str], int] = {}
    pages, reports = 0, []
    with sites() as found, sync_playwright() as playwright:
        path = chromium(playwright)
        with playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]) as browser:
            for base, build in found:
                for stop, report in violations(browser, base, stops(build)):
                    pages += 1
                    where = (stop.kind, stop.edition or "(front door)")
                    counts[where] = counts.get(where, 0) + bool(report)
                    if report:
                        reports.append(report)
                        print(f"{stop.path or '/'} {stop.scheme} {stop.width} px", flush=True)
                        print(report, flush=True)
    for kind, edition in sorted(counts):
        print(f"{kind:20} {edition:20} {counts[kind, edition]} of {len(LOOKS)} looks with barriers")
    print(f"{pages} pages in {len(counts)} kinds and editions: {len(reports)} with barriers")
    return bool(reports)


if __name__ == "__main__":
    sys.exit(main())
