"""Whether two finished sites say the same, page by page: the parity theme's and Hugo's.

    python -m benchmarks.same OURS HUGO [--every 10]

An order's page must have the same words in the same order, an unpaginated list and a home the same
words in any order, since the two sort their terms by different keys. Long lists are numbered from
different ends and are left out; so are the pages that Hugo's side does not have.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

HIDDEN = frozenset({"head", "script", "style"})
OURS_ALONE = frozenset({"404.html", "briefing", "compare", "corrections", "deadlines", "profile"})


class _Text(HTMLParser):
    """Collects what a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.words = list[str]()
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave the head and scripts out."""
        self.hidden += tag in HIDDEN

    def handle_endtag(self, tag: str) -> None:
        """Back to what is seen."""
        self.hidden -= tag in HIDDEN

    def handle_data(self, data: str) -> None:
        """Words and marks, each by itself, however the markup cuts them."""
        if not self.hidden:
            self.words += re.findall(r"\w+|[^\w\s]", data)


def main() -> None:
    """Compare, and say what differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("ours", type=Path)
    parser.add_argument("hugo", type=Path)
    parser.add_argument("--every", type=int, default=1, help="compare one page in so many")
    given = parser.parse_args()
    compared, found = compare(given.ours, given.hugo, given.every)
    print("\n".join(found[:20]))
    print(f"{compared} pages compared, {len(found)} differ")
    sys.exit(1 if found else 0)


def compare(ours: Path, hugo: Path, every: int = 1) -> tuple[int, list[str]]:
    """How many pages were compared, and what is wrong with those that differ."""
    found, compared = list[str](), 0
    for at, (path, other) in enumerate(pages(ours, hugo)):
        if at % every:
            continue
        if not other.is_file():
            found.append(f"{path}: Hugo has no such page")
            continue
        compared += 1
        mine, theirs = words(ours / path), words(other)
        if not path.startswith("orders/eo-", path.index("/") + 1):
            mine, theirs = sorted(mine), sorted(theirs)
        if mine != theirs:
            found.append(f"{path}: {difference(mine, theirs)}")
    return compared, found


def pages(ours: Path, hugo: Path) -> Iterator[tuple[str, Path]]:
    """Every page that both should have, with the file on Hugo's side."""
    for file in sorted(ours.rglob("*.html")):
        path = file.relative_to(ours).as_posix()
        edition, _, rest = path.partition("/")
        kind = rest.split("/")[0]
        if not rest or kind in OURS_ALONE:
            continue
        if re.search(r"/\d{1,3}/index.html$", path) or (file.parent / "1").is_dir():
            continue
        is_year = kind == "orders" and not rest.startswith("orders/eo-")
        yield path, hugo / edition / (rest.replace("orders", "years", 1) if is_year else rest)


def words(file: Path) -> list[str]:
    """The words of a page as a reader sees them."""
    reader = _Text()
    reader.feed(file.read_text("utf-8"))
    return reader.words


def difference(mine: list[str], theirs: list[str]) -> str:
    """Where two texts part."""
    pairs = zip(mine, theirs, strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(mine), len(theirs)))
    around = slice(max(at - 4, 0), at + 4)
    return f"“{' '.join(mine[around])}” and “{' '.join(theirs[around])}”"


if __name__ == "__main__":
    main()
