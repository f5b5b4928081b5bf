"""What changed, told: plain lines, data, or Markdown for a comment on a change.

Of a members' edition, and of any page that hides itself from search engines, only paths and numbers are
told, unless the prose is asked for: a comment on a change is often readable by more people than they are.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from eo_site.diff.compare import Change, EditionChange, PageChange

_MARKS = {"added": "+", "removed": "-", "changed": "~"}
_FRONT_DOOR = "(front door)"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~@&])")

Found = Iterable[EditionChange]


def text(found: Found, *, show_text: bool) -> str:
    """For a terminal."""
    lines = list[str]()
    every = tuple(found)
    for edition in every:
        lines.append(
            f"{edition.id or _FRONT_DOOR}: {_in_words(edition)}{_kept_back(edition, show_text)}"
        )
        for page in edition.pages if edition.what == "changed" else ():
            lines.append(f"  {page.path}{_became(page)}")
            if _tells(edition, page, show_text):
                lines += [f"    {line}" for change in page.changes for line in _lines(change)]
    return "\n".join([*lines, _summary(every)])


def markdown(found: Found, *, show_text: bool) -> str:
    """For a comment on a change."""
    every = tuple(found)
    parts = [f"**{_summary(every)}**"]
    for edition in every:
        if edition.what == "same":
            continue
        head = f"### {_escaped(edition.id or _FRONT_DOOR)}"
        parts.append(f"{head}\n\n{_in_words(edition)}{_kept_back(edition, show_text)}")
        parts += _page_parts(edition, show_text)
    return "\n\n".join(parts)


def as_json(found: Found, *, show_text: bool) -> str:
    """For programs; what may not be shown is left out."""
    every = tuple(found)
    data = {
        "editions": [
            {
                "id": each.id,
                "what": each.what,
                "for_members": each.for_members,
                "counts": _counts([each]),
                "pages": [_page_data(page, _tells(each, page, show_text)) for page in each.pages],
            }
            for each in every
        ],
        "summary": {"editions": sum(each.what != "same" for each in every), **_counts(every)},
    }
    return json.dumps(data, indent=1, ensure_ascii=False)


def _tells(edition: EditionChange, page: PageChange, show_text: bool) -> bool:
    return show_text or not (edition.for_members or page.hidden)


def _kept_back(edition: EditionChange, show_text: bool) -> str:
    hidden = any(page.changes and not _tells(edition, page, show_text) for page in edition.pages)
    why = "for members" if edition.for_members else "some pages are hidden"
    return f"; {why}: the text is shown with --show-text" if hidden else ""


# Numbers --------------------------------------------------------------------------------------


def _counts(found: Found) -> dict[str, int]:
    every = tuple(found)
    counts = {
        f"{name}_pages": sum(each.count(name) for each in every)
        for name in ("new", "removed", "changed", "links")
    }
    counts["passages"] = sum(each.changed(facts=False) for each in every)
    counts["facts"] = sum(each.changed(facts=True) for each in every)
    return {**counts, "other_files": sum(each.other_files for each in every)}


def _in_words(edition: EditionChange) -> str:
    if edition.what in ("new", "removed"):
        number = edition.count(edition.what)
        return f"{edition.what} edition, {_many(number, 'page')}"
    return _numbers(_counts([edition])) or "nothing changed"


def _summary(every: tuple[EditionChange, ...]) -> str:
    changed = sum(each.what != "same" for each in every if each.id)
    editions = sum(bool(each.id) for each in every)
    words = _numbers(_counts(every))
    return f"{changed} of {_many(editions, 'edition')} changed" + (f": {words}" if words else "")


def _numbers(counts: dict[str, int]) -> str:
    parts = [
        f"{_many(counts[f'{name}_pages'], 'page')} {words}"
        for name, words in (
            ("changed", "changed"),
            ("new", "new"),
            ("removed", "removed"),
            ("links", "with other links or markup only"),
        )
        if counts[f"{name}_pages"]
    ]
    parts += [_many(counts[f"{name}s"], name) for name in ("passage", "fact") if counts[f"{name}s"]]
    if counts["other_files"]:
        parts.append(f"{_many(counts['other_files'], 'file')} besides pages")
    return ", ".join(parts)


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


# Pages ----------------------------------------------------------------------------------------


def _became(page: PageChange) -> str:
    return {"changed": "", "links": ": links or markup only"}.get(page.what, f": {page.what}")


def _lines(change: Change) -> Iterator[str]:
    where = f"[{change.title}] " if change.title else ""
    kind = "fact: " if change.fact else ""
    if change.what == "changed":
        yield f"- {where}{kind}{change.old}"
        yield f"+ {where}{kind}{change.new}"
    else:
        yield f"{_MARKS[change.what]} {where}{kind}{change.old or change.new}"


def _page_parts(edition: EditionChange, show_text: bool) -> Iterator[str]:
    if edition.what != "changed":
        return
    for page in edition.pages:
        yield f"`{page.path}`{_became(page)}"
        if page.changes and _tells(edition, page, show_text):
            yield "\n".join(line for change in page.changes for line in _items(change))


def _items(change: Change) -> Iterator[str]:
    where = f" under “{_escaped(change.title)}”" if change.title else ""
    kind = "fact" if change.fact else "passage"
    if change.what == "changed":
        yield f"- {kind} changed{where}:"
        yield f"  - ~~{_escaped(change.old)}~~"
        yield f"  - {_escaped(change.new)}"
    else:
        yield f"- {kind} {change.what}{where}: {_escaped(change.old or change.new)}"


def _escaped(words: str) -> str:
    """Words that Markdown prints as they are; a page may hold anything, also somebody's @name."""
    return _MARKUP.sub(r"\\\1", words)


def _page_data(page: PageChange, tell: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"path": page.path, "what": page.what}
    if tell:
        data["title"] = page.title
    data["changes"] = [
        {"what": each.what, "kind": "fact" if each.fact else "passage"}
        | ({"title": each.title, "old": each.old, "new": each.new} if tell else {})
        for each in page.changes
    ]
    return data


FORMS = {"text": text, "json": as_json, "markdown": markdown}
"""How `eo-site diff` prints what changed."""
