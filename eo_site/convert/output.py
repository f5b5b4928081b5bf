"""The converted text as an order's file, and what our own reader still finds in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eo_site.importers.emit import entry_of, on_one_line
from eo_site.model.document import Doubt
from eo_site.model.problem import Problem
from eo_site.model.text import SourceText
from eo_site.read.document import read_order
from eo_site.resolve.audiences import Audiences
from eo_site.resolve.doubts import doubt_problems

_FIRST = (
    "number",
    "title",
    "interests",
    "summary",
    "sources",
    "changes",
    "publish_on",
    "expires_on",
    "draft",
    "aliases",
)
_ROUNDS, _TRIES = 60, 200
"""How often a text is read again; each time takes some milliseconds."""
_MARK = re.compile(r"[!-/:-@\[-`{-~]")


def order_file(record: Mapping[str, Any], body: str) -> str:
    """A new order's file. It is a draft: nobody has looked at it in its new form."""
    entries = {**record, "draft": True}
    names = [
        *(name for name in _FIRST if name in entries),
        *(name for name in entries if name not in _FIRST),
    ]
    front = "".join(yaml_entry(name, entries[name]) for name in names)
    return f"---\n{front}---\n\n{body}\n"


def yaml_entry(name: str, value: Any) -> str:
    """A key of the record with its value."""
    if isinstance(value, list) and not any(isinstance(each, Mapping) for each in value):
        return f"{name}: {on_one_line(value)}\n"
    return entry_of(name, value)


@dataclass(frozen=True)
class Checked:
    """A file as it is written, and what is still wrong in it."""

    text: str
    problems: tuple[Problem, ...]


def checked(slug: str, path: str, text: str, audiences: Audiences | None) -> Checked:
    """A file with a backslash before each mark of its body that our reader would take for one of ours.

    Without the audiences of a site every doubt is settled so; with them those that their names raise.
    """
    problems, doubts = _read(slug, path, text, audiences)
    tries = _TRIES
    for _ in range(_ROUNDS):
        before = text
        every: tuple[Problem | Doubt, ...] = (*problems, *doubts)
        for found in (every, *((each,) for each in every)):
            changed, tries = _escaped(text, found), tries - 1
            if changed == text or tries < 0:
                continue
            after, left = _read(slug, path, changed, audiences)
            if len(after) <= len(problems):
                text, problems, doubts = changed, after, left
                break  # places have moved
        if text == before:
            break
    return Checked(text, problems)


def _read(
    slug: str, path: str, text: str, audiences: Audiences | None
) -> tuple[tuple[Problem, ...], tuple[Doubt, ...]]:
    document, problems = read_order(slug, path, text.encode())
    if document is None:
        return problems, ()
    if audiences is None:
        return problems, document.doubts
    told = tuple(doubt_problems(document.doubts, path, audiences))
    return (*problems, *told), ()


def _escaped(text: str, found: Iterable[Problem | Doubt]) -> str:
    """The text with a backslash more for each thing found in its body, where one can be put."""
    source = SourceText("", text)
    body = text.index("\n---", 3) + 4
    for at in sorted({_mark(text, body, source, each) for each in found} - {-1}, reverse=True):
        text = f"{text[:at]}\\{text[at:]}"
    return text


def _mark(text: str, body: int, source: SourceText, found: Problem | Doubt) -> int:
    """Where a backslash takes its meaning from something; -1 if nowhere."""
    try:
        at = source.index(found.place)
    except IndexError:
        return -1
    if at < body or at >= len(text) or text[max(0, at - 1)] == "\\":
        return -1
    if _MARK.match(text, at):
        return at
    if isinstance(found, Problem) and found.code not in ("EO222", "EO210"):
        return -1
    before = re.search(r"[(\[{<][ \t*_\"'/!#?@.]*$", text[max(0, at - 12) : at])
    if before:
        return (
            max(0, at - 12) + before.start()
            if text[max(0, at - 12) + before.start() - 1] != "\\"
            else -1
        )
    after = re.compile(r"[\w ,&+/'*-]{1,90}?(?<!\\)([:=])").match(text, at)
    return after.start(1) if after else -1


def lost_words(before: Iterable[str], after: Iterable[str]) -> Iterator[str]:
    """Words of the one that are not in the other."""
    there = plain_words(" ".join(after))
    known, run = set(there), "".join(there)
    for word in dict.fromkeys(plain_words(" ".join(before))):
        if word not in known and word not in run:
            yield word


def plain_words(text: str) -> list[str]:
    """Words as they are compared: without marks, in small letters."""
    import unicodedata

    bare = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", bare).casefold())
