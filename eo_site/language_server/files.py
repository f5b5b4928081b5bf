"""What a file of a site is, by its path, and its text as readers and editors count it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from eo_site.content_files import TRANSLATION
from eo_site.language_server.places import FileKind
from eo_site.model.text import Fragment, KeyPath, Marks, SourceText
from eo_site.model.vocabulary import VOCABULARIES
from eo_site.read.document import front_matter_of
from eo_site.read.strict_yaml import read_yaml

_PLAIN: dict[str, FileKind] = {
    "site.yaml": "site",
    "audiences.yaml": "audiences",
    "content/sources.yaml": "sources",
    "content/instruments.yaml": "instruments",
}
_OPENING = re.compile(r"---[ \t]*(?:\n|$)")
_TOP_KEY = re.compile(r"^([A-Za-z_]+)[ \t]*:", re.MULTILINE)
_ENTRY = re.compile(r"^[ \t]*- ", re.MULTILINE)


@dataclass(frozen=True)
class FileRole:
    """What a file is in its site."""

    kind: FileKind
    slug: str = ""
    """Of orders and pages."""
    vocabulary: str = ""
    """Of vocabularies, the name."""
    language: str = ""
    """Of translations."""

    @property
    def is_markdown(self) -> bool:
        """Whether a body stands below the record."""
        return self.kind in ("order", "translation", "page")


def role_of(path: str) -> FileRole | None:
    """What stands at a path from the site's root; None for anything that is no content file."""
    if path in _PLAIN:
        return FileRole(_PLAIN[path])
    folder, _, name = path.rpartition("/")
    if folder == "content/vocabularies" and name.endswith(".yaml"):
        stem = name.removesuffix(".yaml")
        return FileRole("vocabulary", vocabulary=stem) if stem in VOCABULARIES else None
    for start, kind in (("content/orders", "order"), ("content/pages", "page")):
        if f"{path}/".startswith(f"{start}/") and name.endswith(".md"):
            return _document(folder, name, "order" if kind == "order" else "page")
    return None


def _document(folder: str, name: str, kind: FileKind) -> FileRole:
    translation = TRANSLATION.fullmatch(name)
    stem = translation["name"] if translation else name.removesuffix(".md")
    slug = folder.rpartition("/")[2] if stem == "index" else stem
    if translation and kind == "order":
        return FileRole("translation", slug, language=translation["language"])
    return FileRole(kind, slug, language=translation["language"] if translation else "")


@dataclass(frozen=True)
class RecordPart:
    """A stretch of a record that can be read."""

    value: Any
    marks: Marks
    above: KeyPath = ()
    """The key whose list's entry it is; none for whole keys."""

    def span(self, path: KeyPath, *, key: bool = False) -> tuple[int, int]:
        """Where the value at a path of the record stands in the file, or where its key begins."""
        inner = path[len(self.above) :]
        if key:
            start = self.marks.base + self.marks.keys[inner]
            return start, start + len(str(inner[-1]))
        start, end = self.marks.values[inner]
        return self.marks.base + start, self.marks.base + end

    def fragment(self, path: KeyPath, value: str) -> Fragment:
        """A text of the record with the places of its characters."""
        return self.marks.fragment(path[len(self.above) :], value)


@dataclass(frozen=True)
class OpenFile:
    """A content file as somebody is writing it: its text need not be anything that can be read."""

    path: str
    text: str
    """With LF line ends."""
    role: FileRole

    @cached_property
    def source(self) -> SourceText:
        """The text with its places."""
        return SourceText(self.path, self.text)

    @cached_property
    def record_span(self) -> tuple[int, int]:
        """Where the YAML begins and ends: all of it, the front matter, or what may become one."""
        if not self.role.is_markdown:
            return 0, len(self.text)
        if found := front_matter_of(self.text):
            return found[0], found[1]
        opening = _OPENING.match(self.text)
        return (opening.end(), len(self.text)) if opening else (0, 0)

    @cached_property
    def body_start(self) -> int:
        """Where the Markdown begins; the text's length where there is none yet."""
        if not self.role.is_markdown:
            return len(self.text)
        if found := front_matter_of(self.text):
            return found[2]
        return len(self.text) if _OPENING.match(self.text) else 0

    @cached_property
    def parts(self) -> tuple["RecordPart", ...]:
        """The YAML as far as it can be read: as a whole, or key by key, or entry by entry."""
        start, end = self.record_span
        value, marks, _ = read_yaml(self.source, start, end)
        if isinstance(value, dict):
            return (RecordPart(value, marks),)
        return tuple(part for key in self._keys() for part in self._under(*key))

    def _keys(self) -> Iterator[tuple[str, int, int]]:
        """(key, where it begins, where the next one does) at the record's margin."""
        start, end = self.record_span
        keys = list(_TOP_KEY.finditer(self.text, start, end))
        ends = [*(each.start() for each in keys[1:]), end][: len(keys)]
        for key, stop in zip(keys, ends, strict=True):
            yield key.group(1), key.start(), stop

    def _under(self, key: str, start: int, end: int) -> Iterator["RecordPart"]:
        value, marks, _ = read_yaml(self.source, start, end)
        if isinstance(value, dict):
            yield RecordPart(value, marks)
            return
        for begin, stop in _entries(self.text, start, end):
            value, marks, _ = read_yaml(self.source, begin, stop)
            if isinstance(value, list):
                yield RecordPart(value, marks, (key,))

    @cached_property
    def record(self) -> dict[str, Any]:
        """The record's values as far as they can be read, without their places.

        Read key by key, so that after a keystroke only one of them is read again.
        """
        found: dict[str, Any] = {}
        for key, start, stop in self._keys():
            found.setdefault(key, _value_under(self.text[start:stop]))
        return found

    def in_record(self, index: int) -> bool:
        """Whether a position is in the YAML."""
        start, end = self.record_span
        return start <= index <= end and (self.body_start > 0 or not self.role.is_markdown)

    def line_start(self, index: int) -> int:
        """Where the line of a position begins."""
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """Where the line of a position ends."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found


def _entries(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the entries of a list begin and end, of which some cannot be read."""
    entries = list(_ENTRY.finditer(text, start, end))
    margin = min((len(each.group()) for each in entries), default=0)
    starts = [each.start() for each in entries if len(each.group()) == margin]
    yield from zip(starts, [*starts[1:], end], strict=True) if starts else ()


@lru_cache(maxsize=512)
def _value_under(text: str) -> Any:
    """The value of a text that holds one key; of a list with a slip in it, the entries without one."""
    value, _, _ = read_yaml(SourceText("", text))
    if isinstance(value, dict):
        return next(iter(value.values()), None)
    found = (
        read_yaml(SourceText("", text[start:stop]))[0]
        for start, stop in _entries(text, 0, len(text))
    )
    return [each for entry in found if isinstance(entry, list) for each in entry]


@lru_cache(maxsize=64)
def open_file(path: str, text: str) -> OpenFile | None:
    """A content file, or None where a path is none of a site's; what it holds is read once."""
    role = role_of(path)
    return OpenFile(path, text.replace("\r\n", "\n"), role) if role else None
