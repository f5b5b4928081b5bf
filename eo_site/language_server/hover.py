"""What is to be said of a place in a file: who reads it, what an id names, what a section says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from eo_site.language_server import own_facts
from eo_site.language_server.completion import sources
from eo_site.language_server.files import OpenFile
from eo_site.language_server.knowledge import Candidate, Knowledge
from eo_site.language_server.places import VOCABULARY_OF
from eo_site.language_server.readers import (
    Editions,
    Readers,
    block_readers,
    path_at,
    text_readers,
)
from eo_site.language_server.schema_walk import meaning_of
from eo_site.language_server.tokens import Token, token_at
from eo_site.model.document import Document
from eo_site.model.locator import sections_of
from eo_site.model.official import OfficialText

MOST = 1500
"""Characters of an official text that are shown at a time."""


@dataclass(frozen=True)
class Reading:
    """A file as its audiences read it."""

    document: Document[Any]
    editions: Editions
    values: Callable[[str], str]
    """The value that `[=…]` prints, in words; '' if there is none."""


@dataclass(frozen=True)
class Told:
    """Markdown about a stretch of a file."""

    text: str
    start: int
    end: int


def hover(
    file: OpenFile, index: int, knowledge: Knowledge, reading: Callable[[], Reading | None]
) -> Told | None:
    """What is known of a place; None where nothing is. `reading` is asked for only if it is needed."""
    token = token_at(file, index)
    paragraphs = list(_of_token(token, file, knowledge, reading)) if token else []
    start, end = (token.start, token.end) if token else (index, index)
    if file.in_record(index):
        path = path_at(file, index)
        readers = text_readers(file, path, knowledge.audiences) if path else None
        if path and not paragraphs and (meaning := meaning_of(file.role.kind, path)):
            paragraphs.append(" ".join(meaning.split()))
    else:
        readers = _in_body(file, index, knowledge, reading)
    paragraphs += [in_words(readers)] if readers else []
    return Told("\n\n".join(paragraphs), start, end) if paragraphs else None


def _in_body(
    file: OpenFile, index: int, knowledge: Knowledge, reading: Callable[[], Reading | None]
) -> Readers | None:
    if not file.role.is_markdown or not (read := reading()):
        return None
    line = file.source.place(index).line
    return block_readers(read.document, read.editions, knowledge.audiences, line)


def in_words(readers: Readers) -> str:
    """Who reads something, as Markdown."""
    reached = [f"{name} ({why})" if why else name for name, why in readers.reached]
    lines = [f"Who reads {readers.what}: {', '.join(reached) if reached else 'nobody'}."]
    reasons: dict[str, list[str]] = {}
    for name, why in readers.others:
        reasons.setdefault(why, []).append(name)
    lines += [f"Not {', '.join(names)}: {why}." for why, names in reasons.items()]
    return "\n\n".join(lines)


def _of_token(
    token: Token, file: OpenFile, knowledge: Knowledge, reading: Callable[[], Reading | None]
) -> Iterator[str]:
    if token.kind == "section":
        yield from _section(token.id, own_facts.official_of(file, knowledge))
    elif token.kind == "source":
        yield from _source(token, file, knowledge)
    elif token.kind == "audience":
        yield from _audience(token.id, knowledge)
    elif token.kind == "link":
        yield from _link(token.id, knowledge)
    elif token.kind in VOCABULARY_OF or token.kind == "act":
        yield from _named(knowledge.candidate(token.kind, token.id))
    elif token.kind in ("clock", "number", "value"):
        yield from _fact(token, file, reading)


def _named(found: Candidate | None) -> Iterator[str]:
    if found:
        others = ", ".join(each for each in found.names if each and each != found.label)
        yield f"**{found.label or found.id}**" + (f" ({others})" if others else "")
        if found.about and found.about != found.label:
            yield found.about


def _audience(ident: str, knowledge: Knowledge) -> Iterator[str]:
    if found := knowledge.library.audiences.by_id.get(ident):
        yield f"**{found.name}**: {found.question}"
    elif members := knowledge.library.audiences.groups.get(ident):
        yield f"Group: {', '.join(members)}"


def _link(target: str, knowledge: Knowledge) -> Iterator[str]:
    slug = target.rpartition("/")[2].removesuffix(".md")
    if found := knowledge.orders.get(slug):
        yield f"**{found.label}**: {found.title}"


def _section(label: str, text: OfficialText | None) -> Iterator[str]:
    if text is None or not text.below(label):
        return
    words = text.under(label)
    shown = words if len(words) <= MOST else f"{words[:MOST].rsplit(' ', 1)[0]} …"
    yield "\n".join(f"> {line}" if line else ">" for line in shown.split("\n"))


def _source(token: Token, file: OpenFile, knowledge: Knowledge) -> Iterator[str]:
    if token.id == "order":
        text = own_facts.official_of(file, knowledge)
        for label in sections_of(token.detail):
            yield from _section(label, text)
    own = next(
        (each for each in own_facts.items(file, "sources") if each.get("id") == token.id), None
    )
    shared = {each.id: each for each in knowledge.library.shared_sources.sources}.get(token.id)
    if own:
        parts = [
            own_facts.text_of(own.get(key)) for key in ("title", "container-title", "publisher")
        ]
        address, checked = own_facts.text_of(own.get("URL")), own_facts.text_of(own.get("checked"))
    elif shared:
        parts = [shared.title, shared.container_title or "", shared.publisher or ""]
        address = str(shared.url or "")
        checked = shared.checked.isoformat() if shared.checked else ""
    else:
        yield from _named(next((e for e in sources(file, knowledge) if e.id == token.id), None))
        return
    yield (
        "**"
        + "**, ".join(filter(None, parts[:1]))
        + "**"
        + "".join(f", {e}" for e in parts[1:] if e)
    )
    yield from filter(None, (address, f"checked {checked}" if checked else ""))


def _fact(token: Token, file: OpenFile, reading: Callable[[], Reading | None]) -> Iterator[str]:
    path = token.detail or (f"{token.id}.value" if token.kind == "number" else f"{token.id}.due")
    if (read := reading()) and (value := read.values(path)):
        yield f"`{path}`: {value}"
    known = (*own_facts.clocks(file), *own_facts.listed_ids(file, "numbers", "what"))
    about = next((each.label for each in known if each.id == token.id), "")
    if about and token.kind != "value":
        yield about
