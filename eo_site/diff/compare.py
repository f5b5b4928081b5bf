"""Two builds compared: what each edition gained, lost and says otherwise."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from eo_site.diff.blocks import Block, Page, read_page, told

_ASSETS = re.compile(r"assets/[0-9a-f]{8,}/")
"""Where styles and scripts stand; the name changes with any of them."""
_ALIKE = 0.5
"""From this likeness on, two blocks are one that was rewritten."""


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """One edition of a build, as it was read."""

    pages: Mapping[str, str]
    """By path from the edition's folder: every HTML file."""
    others: Mapping[str, str]
    """By path, the digest of every other file; assets and the search's own files are left out."""
    robots: str
    """`robots.txt`, or empty; empty, too, where no manifest says that the folder is an edition."""

    @property
    def for_members(self) -> bool:
        """Whether its prose is not everybody's to read.

        Only an edition that invites search engines is taken for public: its `robots.txt` is there
        and forbids nothing as a whole, and no page but an error or a redirect hides itself.
        """
        rules = [line.split("#")[0].strip().lower() for line in self.robots.splitlines()]
        if not self.robots or any(re.fullmatch(r"disallow:\s*/", each) for each in rules):
            return True
        home = self.pages.get("index.html")
        return home is None or read_page(home).hidden


@dataclass(frozen=True, slots=True)
class Change:
    """A block that came, went, or reads otherwise."""

    what: str
    """`added`, `removed` or `changed`."""
    fact: bool
    """An entry of a record; else a passage."""
    title: str
    """The heading above."""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class PageChange:
    """One page, and what became of it."""

    path: str
    """From the edition's folder; an index without its file name."""
    what: str
    """`new`, `removed`, `changed`, or `links` where only addresses, markup or navigation changed."""
    title: str
    changes: tuple[Change, ...] = ()
    hidden: bool = False
    """Whether it asked search engines not to list it, before or after: then it is not told either,
    whatever its edition says of itself."""


@dataclass(frozen=True, slots=True)
class EditionChange:
    """One edition, and what became of it."""

    id: str
    """Its folder; empty for the front door."""
    what: str
    """`new`, `removed`, `changed` or `same`."""
    for_members: bool
    pages: tuple[PageChange, ...] = ()
    other_files: int = 0
    """How many files besides pages differ, came or went."""

    def count(self, what: str) -> int:
        """How many pages became that."""
        return sum(each.what == what for each in self.pages)

    def changed(self, *, facts: bool) -> int:
        """How many facts, or passages, of changed pages came, went or read otherwise."""
        return sum(change.fact == facts for page in self.pages for change in page.changes)


Build = Mapping[str, EditionFiles]
"""By the edition's folder; '' is the front door."""


def compare(old: Build, new: Build) -> tuple[EditionChange, ...]:
    """Every edition of either build."""
    return tuple(_edition(ident, old.get(ident), new.get(ident)) for ident in sorted({*old, *new}))


def _edition(ident: str, old: EditionFiles | None, new: EditionFiles | None) -> EditionChange:
    members = any(each.for_members for each in (old, new) if each)
    before, after = (each.pages if each else {} for each in (old, new))
    pages = tuple(_pages(before, after))
    was, now = (each.others if each else {} for each in (old, new))
    others = sum(was.get(path) != now.get(path) for path in {*was, *now})
    if old is None or new is None:
        return EditionChange(ident, "new" if new else "removed", members, pages, others)
    what = "changed" if pages or others else "same"
    return EditionChange(ident, what, members, pages, others)


def _pages(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[PageChange]:
    for path in sorted({*old, *new}):
        shown = path.removesuffix("index.html") or "./"
        if path not in old or path not in new:
            what, html = ("new", new[path]) if path in new else ("removed", old[path])
            page = read_page(html)
            yield PageChange(shown, what, page.title, hidden=page.hidden)
        elif _ASSETS.sub("", old[path]) != _ASSETS.sub("", new[path]):
            before, page = read_page(old[path]), read_page(new[path])
            found, hidden = tuple(_changes(before, page)), before.hidden or page.hidden
            yield PageChange(shown, "changed" if found else "links", page.title, found, hidden)


def _changes(old: Page, new: Page) -> Iterator[Change]:
    matcher = SequenceMatcher(None, [*told(old.blocks)], [*told(new.blocks)], autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if what != "equal":
            yield from _between(old.blocks[i:j], new.blocks[k:m])


def _between(old: tuple[Block, ...], new: tuple[Block, ...]) -> Iterator[Change]:
    """What stood between two places and what stands there, matched in order where they are alike."""
    rest = list(new)
    for block in old:
        at = next((n for n, other in enumerate(rest) if _alike(block, other)), None)
        if at is None:
            yield Change("removed", block.fact, block.title, old=block.text)
            continue
        yield from (_added(each) for each in rest[:at])
        found = rest[at]
        del rest[: at + 1]
        if block.text != found.text:
            yield Change("changed", found.fact, found.title, block.text, found.text)
    yield from (_added(each) for each in rest)


def _added(block: Block) -> Change:
    return Change("added", block.fact, block.title, new=block.text)


def _alike(old: Block, new: Block) -> bool:
    if old.kind != new.kind:
        return False
    matcher = SequenceMatcher(None, old.text, new.text, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
