"""What can be written at a position of a file: names, ids, sections, values, keys."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from eo_site.language_server import own_facts
from eo_site.language_server.files import OpenFile
from eo_site.language_server.knowledge import Candidate, Knowledge
from eo_site.language_server.outline import headings
from eo_site.language_server.places import MAPS_OF_AUDIENCES, IdKind, id_place
from eo_site.language_server.schema_walk import is_prose, keys_at, takes_prose, values_at
from eo_site.language_server.snippets import Snippet, body_snippets, record_snippets
from eo_site.language_server.text_spot import ATTRIBUTES, TextSpot, text_spot
from eo_site.language_server.tokens import is_item_text
from eo_site.language_server.yaml_spot import YamlSpot, yaml_spots

MOST = 200
"""Suggestions in one answer; whoever types on asks again."""

What = Literal["id", "section", "value", "key", "word", "file", "snippet"]


@dataclass(frozen=True)
class Suggestion:
    """Something that can stand where the typed word stands."""

    label: str
    insert: str
    start: int
    """Where the typed word begins; it ends at the position."""
    what: What
    detail: str = ""
    about: str = ""
    matched: str = ""
    """Of the names of an id, the one that the typed word is the beginning of."""
    is_template: bool = False
    """Whether `insert` has places to fill in."""


def complete(
    file: OpenFile, index: int, knowledge: Knowledge, *, templates: bool = False
) -> tuple[Suggestion, ...]:
    """Suggestions for a position, the likeliest first; `templates` with places to fill in too."""
    if file.in_record(index):
        found = _in_record(file, index, knowledge, templates=templates)
    else:
        start = max(file.body_start, index - 4000)
        spot = text_spot(file.text[start:index])
        found = _in_text(file, index, spot, knowledge) if spot else iter(())
        if templates and (spot is None or spot.wanted == "block"):
            found = iter([*found, *_body_templates(file, index, knowledge)])
    return tuple(islice(found, MOST))


# Matching ----------------------------------------------------------------------------------------


def matching(candidates: Iterable[Candidate], typed: str) -> Iterator[tuple[Candidate, str]]:
    """The candidates that a typed word may mean, with the name that it begins; the nearest first."""
    wanted = typed.casefold()
    if not wanted:
        yield from ((each, each.id) for each in candidates)
        return
    ranked: list[list[tuple[Candidate, str]]] = [[] for _ in range(_NO_MATCH)]
    for each in candidates:
        if wanted not in each.all_folded:  # most are not meant, and there are thousands
            continue
        best, name = _NO_MATCH, ""
        for folded, written in each.folded:
            if (rank := _rank(folded, wanted)) < best:
                best, name = rank, written
        if best < _NO_MATCH:
            ranked[best].append((each, name))
    for found in ranked:
        yield from found


_NO_MATCH = 4


def _rank(name: str, wanted: str) -> int:
    if name.startswith(wanted):
        return 0 if len(name) == len(wanted) else 1
    if f" {wanted}" in name or f"-{wanted}" in name:
        return 2
    return 3 if len(wanted) > 1 and wanted in name else _NO_MATCH


def _suggested(
    candidates: Iterable[Candidate], typed: str, start: int, what: What = "id"
) -> Iterator[Suggestion]:
    for each, name in matching(candidates, typed):
        yield Suggestion(each.id, each.id, start, what, each.label, each.about, name)


# Text --------------------------------------------------------------------------------------------


def _in_text(
    file: OpenFile, index: int, spot: TextSpot, knowledge: Knowledge
) -> Iterator[Suggestion]:
    start = index - len(spot.typed)
    match spot.wanted:
        case "source":
            yield from _suggested(sources(file, knowledge), spot.typed, start)
        case "locator":
            if spot.source == "order":
                found = own_facts.sections(file, knowledge)
                yield from _suggested(found, spot.typed, start, "section")
        case "value":
            yield from _suggested(own_facts.values(file), spot.typed, start, "value")
        case "names":
            yield from _suggested(knowledge.candidates("audience"), spot.typed, start)
        case "interests":
            yield from _suggested(knowledge.candidates("interest"), spot.typed, start)
        case "block":
            for word in ("for", "instead for"):
                if word.startswith(spot.typed):
                    yield Suggestion(word, f"{word} ", start, "word")
        case "attribute":
            yield from _attributes(spot, start, knowledge)
        case "anchor":
            yield from _suggested(_anchors(file), spot.typed, start, "word")
        case "link":
            yield from _links(file, spot.typed, start, knowledge)


def sources(file: OpenFile, knowledge: Knowledge) -> Iterator[Candidate]:
    """What a file may cite: its own sources before the site's of the same id."""
    seen = set[str]()
    for each in (*own_facts.own_sources(file), *knowledge.candidates("source")):
        if each.id not in seen:
            yield each
        seen.add(each.id)


def _attributes(spot: TextSpot, start: int, knowledge: Knowledge) -> Iterator[Suggestion]:
    names = [Candidate(each) for each in ATTRIBUTES[spot.on or "item"]]
    if spot.on == "variant":
        names = [*knowledge.candidates("audience"), *names]
    for each in _suggested(names, spot.typed, start):
        yield replace(each, insert=f'{each.insert}="', what="word")


def _anchors(file: OpenFile) -> Iterator[Candidate]:
    return (Candidate(each.id, each.name) for each in headings(file))


def _links(file: OpenFile, typed: str, start: int, knowledge: Knowledge) -> Iterator[Suggestion]:
    orders, pages = ("", "../pages/") if file.role.kind != "page" else ("../orders/", "")
    yield from _suggested(knowledge.links(orders, pages), typed, start, "file")


# The record --------------------------------------------------------------------------------------


def _in_record(
    file: OpenFile, index: int, knowledge: Knowledge, *, templates: bool
) -> Iterator[Suggestion]:
    base, end = file.record_span
    for spot in yaml_spots(file.text[base:end], index - base):
        if spot.is_key:
            yield from _keys(file, spot, index, knowledge, templates=templates)
        else:
            yield from _values(file, spot, index, knowledge)


def _keys(
    file: OpenFile, spot: YamlSpot, index: int, knowledge: Knowledge, *, templates: bool
) -> Iterator[Suggestion]:
    kind, start = file.role.kind, index - len(spot.typed)
    if spot.path == MAPS_OF_AUDIENCES.get(kind):
        return
    keys = [Candidate(key, "", (), about) for key, about in keys_at(kind, spot.path).items()]
    if is_prose(kind, spot.path) and not (keys and is_item_text(file, spot.path)):
        keys += [Candidate("default", "everybody else"), *knowledge.candidates("audience")]
    present = spot.present | _keys_below(file, index)
    fresh = (each for each in keys if each.id not in present)
    for each in _suggested(fresh, spot.typed, start):
        yield replace(each, insert=f"{each.insert}: ", what="key")
    if templates:
        found = record_snippets(spot.path, knowledge.candidates("audience"))
        yield from _templates(found, spot.typed, start)


def _keys_below(file: OpenFile, index: int) -> frozenset[str]:
    """The keys of the same map on the lines below, where it is written in block style."""
    begin = file.line_start(index)
    line = file.text[begin:index]
    margin = len(line) - len(line.lstrip(" -"))
    found: set[str] = set()
    for each in file.text[file.line_end(index) : file.record_span[1]].split("\n")[1:]:
        indent = len(each) - len(each.lstrip(" "))
        if each.strip() and (
            indent < margin or (each[indent : indent + 2] == "- " and indent < margin)
        ):
            break
        if indent == margin and ":" in each:
            found.add(each.strip().partition(":")[0].strip("\"'"))
    return frozenset(found)


def _values(
    file: OpenFile, spot: YamlSpot, index: int, knowledge: Knowledge
) -> Iterator[Suggestion]:
    kind = file.role.kind
    if takes_prose(kind, spot.path) and (found := text_spot(spot.typed)):
        yield from _in_text(file, index, found, knowledge)
        return
    start = index - len(spot.typed)
    place = id_place(kind, spot.path, file.role.vocabulary)
    if place and not place.defines:
        what: What = "section" if place.kind == "section" else "id"
        for each in _suggested(_named(file, place.kind, knowledge), spot.typed, start, what):
            quote = what == "section" and not spot.quoted
            yield replace(each, insert=f'"{each.insert}"') if quote else each
    words = (Candidate(each) for each in values_at(kind, spot.path))
    yield from _suggested(words, spot.typed, start, "value")


def _named(file: OpenFile, kind: IdKind, knowledge: Knowledge) -> Iterable[Candidate]:
    match kind:
        case "source":
            return sources(file, knowledge)
        case "section":
            return own_facts.sections(file, knowledge)
        case "clock":
            return own_facts.clocks(file)
        case "number" | "case":
            return ()
    return knowledge.candidates(kind)


# Templates ---------------------------------------------------------------------------------------


def _body_templates(file: OpenFile, index: int, knowledge: Knowledge) -> Iterator[Suggestion]:
    start = file.line_start(index)
    typed = file.text[start:index]
    if typed.strip(": abcdefghijklmnopqrstuvwxyz#-"):
        return
    yield from _templates(body_snippets(knowledge.candidates("audience")), typed, start)


def _templates(found: Iterable[Snippet], typed: str, start: int) -> Iterator[Suggestion]:
    for each in found:
        if not typed or each.prefix.startswith(typed) or each.text.startswith(typed):
            matched = each.prefix if each.prefix.startswith(typed) else each.text[:20]
            yield Suggestion(
                each.prefix, each.text, start, "snippet", each.about, "", matched, is_template=True
            )
