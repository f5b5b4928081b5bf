"""Which files of `content/` are what, and that none of them is left out in silence.

Every file and folder there is taken by a rule of this module, is passed over for its name, or is a
problem: an analysis that nobody finds again is worse than a build that stops.
"""

import errno
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from eo_site.model.base import ID_PATTERN
from eo_site.model.body import ATTACHMENTS, IMAGES
from eo_site.model.vocabulary import VOCABULARIES
from eo_site.suggest import did_you_mean

KNOWN: dict[str, tuple[str, ...]] = {
    "content": (
        "dockets.yaml", "instruments.yaml", "orders/", "pages/", "sources.yaml", "texts/", "vocabularies/",
    ),
    "content/texts": ("index.yaml",),
    "content/vocabularies": tuple(
        f"{name}.yaml" for name in VOCABULARIES
    ),
}  # fmt: skip
"""By folder, the names of files and folders that are known by their names alone."""

BESIDE_SUFFIXES = frozenset(f".{each}" for each in (*IMAGES, *ATTACHMENTS))
"""Of files that may stand beside an order's text: the images it shows, the attachments it links to."""
YEAR = re.compile(r"[12]\d{3}")
"""Folders that group orders, as archives do: `content/orders/2020/eo-13915.md`."""
TRANSLATION = re.compile(
    rf"(?P<name>{ID_PATTERN}|index)\.(?P<language>[a-z]{{2,3}}(?:-[A-Za-z0-9]{{2,8}})*)\.md"
)
"""Files that say in another language what the document beside them says: `eo-13903.es.md`."""
TEXT = re.compile(rf"(?P<name>{ID_PATTERN})\.(?:txt|md)")
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdwn", ".mdx", ".rmd", ".qmd"})

DROPPING = re.compile(
    r"""
    \..*                # hidden: .git, .DS_Store, .#lock of Emacs, .eo-1.md.swp of Vim
    | .*~               # backups of Emacs, Vim, Kate, gedit
    | \#.*\#            # what Emacs saves by itself
    | ~\$.*             # what Word, Excel and their like lock a file with
    | 4913              # Vim tries with it whether it may write
    | .*___jb_(?:tmp|old)___
    | .*\.(?:sw[a-z]|tmp|temp|bak|orig|rej|part|crdownload|kate-swp|eo-site-tmp)
    | sed[A-Za-z0-9]{6}
    | (?:eh)?thumbs\.db | desktop\.ini | icon\r | \$recycle\.bin | @eadir
    | __pycache__ | __macosx
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Names that editors and systems leave behind, some only while a file is being saved."""

Report = Callable[[str, str, str, str], None]
"""(code, path, message, hint)"""


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of `content/` is not looked at: droppings, and names that begin with _."""
    return name.startswith("_") or DROPPING.fullmatch(name) is not None


def folder_beside(path: str) -> str:
    """The folder that holds the images and attachments of the order whose file this is."""
    return (
        path.removesuffix("/index.md") if path.endswith("/index.md") else path.removesuffix(".md")
    )


@dataclass(frozen=True, slots=True)
class OrderPlace:
    """An order's file in a site."""

    slug: str
    path: str
    """From the site's root, with forward slashes."""
    folder: str = ""
    """The folder that may hold its images and attachments, where there is one."""
    translations: tuple[tuple[str, str], ...] = ()
    """(language, path) of the files beside it that are in other languages."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something in a folder that is not passed over."""

    name: str
    path: str
    """From the site's root."""
    is_folder: bool


@dataclass
class ContentFiles:
    """Looks through a site's `content/` once, without opening a file."""

    root: Path
    report: Report
    orders: list[OrderPlace] = field(default_factory=list)
    pages: list[OrderPlace] = field(default_factory=list)

    def look(self) -> None:
        """Find every order and page, and report whatever is nothing known."""
        takers = {
            "orders/": self._orders,
            "pages/": self._pages,
            "texts/": self._texts,
            "vocabularies/": self._vocabularies,
        }
        for entry in self._entries("content"):
            name = f"{entry.name}/" if entry.is_folder else entry.name
            if name in takers:
                takers[name]()
            elif entry.name not in KNOWN["content"]:
                self._unknown(entry)

    def _vocabularies(self) -> None:
        for entry in self._entries("content/vocabularies"):
            if entry.name not in KNOWN["content/vocabularies"]:
                self._unknown(entry)

    def _texts(self) -> None:
        for entry in self._entries("content/texts"):
            known = entry.name in KNOWN["content/texts"] or TEXT.fullmatch(entry.name)
            if entry.is_folder or not known:
                hint = (
                    "an official text is called by its order's number: eo-13903.txt or eo-13903.md"
                )
                self._unknown(entry, hint)

    def _pages(self) -> None:
        self.pages = list(self._documents("content/pages", {}))

    def _orders(self) -> None:
        self.orders = list(self._documents("content/orders", {}))

    # Documents --------------------------------------------------------------------------

    def _documents(self, folder: str, taken: dict[str, str]) -> Iterator[OrderPlace]:
        """Every Markdown file of a folder, by slug; it may be the `index.md` of a folder of its own."""
        entries = list(self._entries(folder))
        beside = {each.name.removesuffix(".md") for each in entries if not each.is_folder}
        translations = _translations(entries)
        for entry in entries:
            if not entry.is_folder and (of := TRANSLATION.fullmatch(entry.name)):
                if of["name"] not in beside:
                    self._of_nothing(entry, f"{of['name']}.md")
            elif not entry.is_folder:
                yield from self._document(entry, taken, translations.get(entry.name, ()))
            elif folder == "content/orders" and YEAR.fullmatch(entry.name):
                yield from self._documents(entry.path, taken)
            else:
                yield from self._folder(entry, taken, has_text=entry.name in beside)

    def _of_nothing(self, entry: _Entry, original: str) -> None:
        message = f"a translation of {original}, which is not there"
        hint = f"write {original} first: facts stand there, and are taken from it"
        self.report("EO125", entry.path, message, hint)

    def _document(
        self, entry: _Entry, taken: dict[str, str], translations: tuple[tuple[str, str], ...]
    ) -> Iterator[OrderPlace]:
        slug, suffix = os.path.splitext(entry.name)  # noqa: PTH122 (a name, not a path)
        if entry.name == "index.md":
            hint = "its name is its address: eo-13903.md, or a folder of its own: eo-13903/index.md"
            self.report(
                "EO120", entry.path, "an index.md that is in no document's own folder", hint
            )
        elif suffix != ".md":
            self._unknown(entry, _markdown_hint(slug, suffix))
        elif self._is_free(slug, entry.path, taken):
            folder = folder_beside(entry.path)
            beside = folder if (self.root / folder).is_dir() else ""
            yield OrderPlace(slug, entry.path, beside, translations)

    def _folder(
        self, entry: _Entry, taken: dict[str, str], *, has_text: bool
    ) -> Iterator[OrderPlace]:
        """A document's own folder: its text and what stands beside it."""
        inside = list(self._entries(entry.path))
        text = next((e for e in inside if e.name == "index.md" and not e.is_folder), None)
        if text is None and not has_text:
            self._no_index(entry, inside)
            return
        may_hold = entry.path.startswith("content/orders/")
        for each in inside:
            beside = not each.is_folder and Path(each.name).suffix.lower() in BESIDE_SUFFIXES
            translation = not each.is_folder and text and TRANSLATION.fullmatch(each.name)
            if translation and translation["name"] == "index":
                continue
            if each is not text and not (beside and may_hold):
                kept = (
                    "its text is index.md, its images and attachments" if may_hold else "index.md"
                )
                self._unknown(each, f"a folder holds one document: {kept}; {_PASS}")
        if text and self._is_free(entry.name, text.path, taken):
            yield OrderPlace(
                entry.name, text.path, entry.path, _translations(inside).get("index.md", ())
            )

    def _is_free(self, slug: str, path: str, taken: dict[str, str]) -> bool:
        if not re.fullmatch(ID_PATTERN, slug):
            hint = "the name is the URL: lower case, digits and hyphens"
            self.report("EO100", path, f"`{slug}` cannot name a page", hint)
            return False
        if slug in taken:
            hint = "two files would write the same page; keep one"
            self.report("EO100", path, f"`{slug}` also stands in {taken[slug]}", hint)
            return False
        taken[slug] = path
        return True

    def _no_index(self, entry: _Entry, inside: list[_Entry]) -> None:
        texts = [
            each.name
            for each in inside
            if not each.is_folder and Path(each.name).suffix.lower() in _MARKDOWN
        ]
        if texts:
            parent = entry.path.rpartition("/")[0]
            likely = [each for each in texts if each.lower().startswith("index.")]
            hint = f"rename `{(likely or texts)[0]}` to index.md"
            if len(texts) > 1 and not likely:
                hint = f"each document is a file of {parent}/, or the index.md of a folder there"
                if parent.startswith("content/orders"):
                    hint += "; folders may group orders by year: content/orders/2020/eo-13915.md"
            message = f"the folder holds Markdown ({', '.join(sorted(texts)[:3])}) and no index.md"
            self.report("EO121", entry.path, message, hint)
        elif inside:
            self._unknown(entry, f"it holds no document: index.md is missing; {_PASS}")

    # What is nothing known --------------------------------------------------------------

    def _unknown(self, entry: _Entry, hint: str = "") -> None:
        if entry.is_folder and not any(self._entries(entry.path)):
            return  # nothing is left out with an empty folder
        folder = entry.path.rpartition("/")[0]
        names = KNOWN.get(folder, ())
        if not hint:
            wanted = did_you_mean(entry.name, [each.rstrip("/") for each in names])
            hint = f"{wanted}; {_PASS}" if wanted else _PASS
        kind = "folder" if entry.is_folder else "file"
        self.report(
            "EO120", entry.path, f"a {kind} that is nothing known, and would be left out", hint
        )

    def _entries(self, folder: str) -> Iterator[_Entry]:
        """What stands in a folder; links that lead nowhere or round in a circle are reported."""
        try:
            found = sorted(os.scandir(self.root / folder), key=_name)
        except FileNotFoundError:
            return
        except OSError as error:
            words = f"the folder cannot be read: {error.strerror}"
            self.report("EO100", folder, words, "")
            return
        for entry in found:
            path = f"{folder}/{entry.name}"
            if is_passed_over(entry.name):
                continue
            try:
                is_folder = self._is_folder(entry, path)
            except FileNotFoundError:
                if entry.is_symlink():
                    self.report("EO122", path, "a link that leads nowhere", _MEND_LINK)
            except OSError as error:
                wrong = "a link that leads round in a circle" if error.errno == errno.ELOOP else ""
                words = wrong or f"the file cannot be read: {error.strerror}"
                self.report("EO122" if wrong else "EO100", path, words, _MEND_LINK if wrong else "")
            else:
                if is_folder is not None:
                    yield _Entry(entry.name, path, is_folder)

    def _is_folder(self, entry: os.DirEntry[str], path: str) -> bool | None:
        """Whether it is a folder or a file; None after reporting that it is neither."""
        if entry.is_dir(follow_symlinks=False):
            return True
        if entry.is_file(follow_symlinks=False):
            return False
        look = os.stat(entry.path)  # noqa: PTH116
        if stat.S_ISDIR(look.st_mode):
            if _stands_in(entry.path, look):
                raise OSError(errno.ELOOP, "a link to a folder that it stands in")
            return True
        if stat.S_ISREG(look.st_mode):
            return False
        self.report("EO120", path, "neither a file nor a folder", "delete it, or put a file there")
        return None


_PASS = "names that begin with _ are passed over"
_MEND_LINK = "let it lead to a file or a folder, or delete it"


def _translations(entries: Iterable[_Entry]) -> dict[str, tuple[tuple[str, str], ...]]:
    """By the name of a document, (language, path) of its translations among what stands beside it."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for each in entries:
        if not each.is_folder and (match := TRANSLATION.fullmatch(each.name)):
            name = f"{match['name']}.md"
            found[name] = (*found.get(name, ()), (match["language"], each.path))
    return found


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _markdown_hint(slug: str, suffix: str) -> str:
    if suffix.lower() in _MARKDOWN:
        return f"rename it to {slug.lower()}.md"
    return f"orders and pages end in .md; {_PASS}"


def _stands_in(path: str, look: os.stat_result) -> bool:
    """Whether a link's target is a folder above it: then there is no end to what is below."""
    return any(os.path.samestat(above.stat(), look) for above in Path(path).parents)


def files_beside(root: Path, place: OrderPlace) -> dict[str, str]:
    """By name, the paths of the images and attachments beside an order's text."""
    return {
        entry.name: f"{place.folder}/{entry.name}"
        for entry in sorted(os.scandir(root / place.folder), key=_name)
        if Path(entry.name).suffix.lower() in BESIDE_SUFFIXES
        and not is_passed_over(entry.name)
        and entry.is_file()
    }


def near_names(root: Path, name: str) -> str:
    """What stands in a folder and was likely meant to be called so: `site.yml` for `site.yaml`."""
    stem = Path(name).stem.lower()
    try:
        found = sorted(each.name for each in root.iterdir())
    except OSError:
        return ""
    same = (each for each in found if Path(each).stem.lower() == stem and each != name)
    return next(same, "") or next(iter(get_close_matches(name, found, n=1, cutoff=0.9)), "")


def links_below(folder: Path) -> Iterator[Path]:
    """Every link in a folder and in the folders below it, also behind links that lead to folders."""
    try:
        entries = sorted(os.scandir(folder), key=_name)
    except OSError:
        return
    for entry in entries:
        if DROPPING.fullmatch(entry.name):
            continue
        path = Path(entry.path)
        try:
            if entry.is_symlink():
                yield path
                if entry.is_dir() and not _stands_in(entry.path, entry.stat()):
                    yield from links_below(path)
            elif entry.is_dir():
                yield from links_below(path)
        except OSError:  # leads round in a circle, or is gone by now
            continue


def walk(folder: Path, leads_round: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """Every file below a folder in order, links followed, hidden files and editors' droppings left out.

    `leads_round` is told of links that lead nowhere or into a folder that they stand in.
    """
    try:
        entries = sorted(os.scandir(folder), key=_name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        path = Path(entry.path)
        if DROPPING.fullmatch(entry.name):
            continue
        try:
            look = entry.stat()
        except OSError:
            if entry.is_symlink() and leads_round:
                leads_round(path)
            continue
        if not stat.S_ISDIR(look.st_mode):
            yield path
        elif entry.is_symlink() and _stands_in(entry.path, look):
            if leads_round:
                leads_round(path)
        else:
            yield from walk(path, leads_round)
