"""What `eo-site explain` prints: of all audiences a line for each difference, of one what it gets."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from textwrap import shorten
from typing import Any

from eo_site.authoring.explain import EditionExplained, OrderExplained
from eo_site.likeness import Likeness, likeness
from eo_site.resolve.authored_parts import AuthoredPart
from eo_site.resolve.selection import OMITTED

_SHORT = 64
"""Characters of a text that a line quotes."""


def lines_for_all(found: OrderExplained, *, everything: bool) -> Iterator[str]:
    """Of every audience: what all get, once; then a line for each difference between them."""
    yield from _head(found)
    for name, each in found.editions.items():
        yield f"  digest   {each.digest}  {name:18} {_measured(each)}"
    for name, reason in found.absent.items():
        yield f"  absent   {'':16}  {name:18} {reason}"
    readers = _readers(found.parts)
    shared = [each for each in found.parts if each.same_for_all and each.received]
    differing = [each for each in found.parts if not each.same_for_all]
    if everything:
        yield from _titled(
            "the same for all who get what it stands in:", (_line(each, readers) for each in shared)
        )
    else:
        yield f"the same for all who get what it stands in: {_counted(shared)}"
    yield from _titled("different:", (_line(each, readers) for each in differing))
    modules = _modules if everything else _missing_modules
    yield from _titled(
        "modules:" if everything else "modules that an edition lists and leaves out:",
        modules(found),
    )


def lines_for_one(found: OrderExplained, audience: str, *, everything: bool) -> Iterator[str]:
    """Of one audience: its modules, then each part that it gets or is left out of, in the file's order."""
    edition = found.editions.get(audience)
    if edition is None:
        yield from (audience, f"  absent   {found.absent[audience]}")
        return
    yield audience
    yield f"  {'digest':12} {edition.digest:38} of this edition's text, for a sign-off"
    yield f"  {'words':12} {edition.words:<38,} grade {edition.grade:.1f}"
    if found.state:
        yield f"  {'state':12} {found.state}"
    for module in edition.modules:
        if module.listed or everything:
            yield f"  {'module':12} {module.name:38} {module.becomes}"
    for part in found.parts:
        name = f"{part.where} (line {part.place.line})"
        if each := part.received.get(audience):
            yield f"  {part.kind:12} {name:38} {each.provenance}: {_quoted(each.text)}"
        elif reason := part.left_out.get(audience):
            yield f"  {part.kind:12} {name:38} left out: {reason}"


def plain_text(edition: EditionExplained) -> Iterator[str]:
    """One edition's own prose, to be read aloud: headings and paragraphs with blank lines between."""
    for number, each in enumerate(edition.paragraphs):
        if number:
            yield ""
        yield each


def likeness_lines(pairs: Iterable[Likeness]) -> Iterator[str]:
    """A line for each pair of editions."""
    for each in pairs:
        yield f"{each.ratio:6.1%}  {each.one}, {each.other}"


def likeness_of(found: OrderExplained) -> tuple[Likeness, ...]:
    """How alike the editions' own prose is, the most alike first."""
    return likeness({name: each.prose for name, each in found.editions.items()})


def as_data(found: OrderExplained) -> dict[str, Any]:
    """The same for programs: always all of it."""
    return {
        "order": found.slug,
        "path": found.path,
        "title": found.title,
        "state": found.state or "published",
        "editions": {
            name: {
                "digest": each.digest,
                "words": each.words,
                "grade": round(each.grade, 1),
                "modules": [{"name": m.name, "becomes": m.becomes} for m in each.modules],
            }
            for name, each in found.editions.items()
        },
        "absent": dict(found.absent),
        "parts": [
            {
                "kind": each.kind,
                "where": each.where,
                "path": each.path,
                "line": each.place.line,
                "column": each.place.column,
                "same_for_all": each.same_for_all,
                "received": {
                    name: {"from": str(got.provenance), "text": got.text}
                    for name, got in each.received.items()
                },
                "left_out": dict(each.left_out),
            }
            for each in found.parts
        ],
    }


# Lines ----------------------------------------------------------------------------------------


def _head(found: OrderExplained) -> Iterator[str]:
    yield f"{found.slug}  {found.title}"
    yield f"{found.path}{': ' if found.state else ''}{found.state}"


def _measured(each: EditionExplained) -> str:
    return f"{each.words:6,} words, grade {each.grade:.1f}" if each.words else "no prose"


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = [f"  {each}" for each in lines]
    if found:
        yield title
        yield from found


def _counted(parts: Sequence[AuthoredPart]) -> str:
    kinds = dict.fromkeys(each.kind for each in parts)
    counts = {kind: sum(each.kind == kind for each in parts) for kind in kinds}
    plural = {"default text": "default texts", "for": "`for` blocks", "words": "variants"}
    words = [
        f"{count} {plural.get(kind, kind + 's')}" if count > 1 else f"{count} {kind}"
        for kind, count in counts.items()
    ]
    return f"{', '.join(words)} (--all lists them)" if words else "nothing"


def _readers(parts: Iterable[AuthoredPart]) -> dict[str, dict[str, None]]:
    """By file, the audiences that read it: a translation has others than the order's own."""
    found = dict[str, dict[str, None]]()
    for each in parts:
        found.setdefault(each.path, {}).update(dict.fromkeys((*each.received, *each.left_out)))
    return found


def _line(part: AuthoredPart, readers: Mapping[str, Collection[str]]) -> str:
    """Where, what, and who reads what."""
    groups = dict[str, list[str]]()
    for name, each in part.received.items():
        groups.setdefault(each.text, []).append(name)
    every = readers[part.path]
    gets = "; ".join(
        f"{_named(names, every)}{_inherited(part, names)} {_quoted(text)}"
        for text, names in groups.items()
    )
    omitted = [name for name, reason in part.left_out.items() if reason == OMITTED]
    without = f"; {OMITTED}: {', '.join(omitted)}" if omitted else ""
    return f"line {part.place.line:<5} {part.where}, {part.kind}: {gets or 'nobody'}{without}"


def _inherited(part: AuthoredPart, names: Sequence[str]) -> str:
    """Who of them reads it because an audience that theirs falls back to does."""
    found = ((name, part.received[name].provenance) for name in names)
    words = [f"{name} from {each.source}" for name, each in found if each.source]
    return f" ({', '.join(words)})" if words else ""


def _named(names: Sequence[str], every: Collection[str]) -> str:
    """Whom it reaches, by those whom it does not where these are fewer."""
    others = [each for each in every if each not in names]
    if not others:
        return "all"
    if len(others) < len(names) - 1:
        return f"all but {', '.join(others)}"
    return ", ".join(names)


def _quoted(text: str) -> str:
    return f"“{shorten(text, _SHORT, placeholder=' …')}”" if text else "nothing"


def _modules(found: OrderExplained) -> Iterator[str]:
    for name, edition in found.editions.items():
        for each in edition.modules:
            yield f"{name:18} {each.name:18} {each.becomes}"


def _missing_modules(found: OrderExplained) -> Iterator[str]:
    missing = dict[tuple[str, str], list[str]]()
    for name, edition in found.editions.items():
        for each in edition.modules:
            if each.listed and each.left_out:
                missing.setdefault((each.name, each.becomes), []).append(name)
    for (module, becomes), names in missing.items():
        yield f"{module:18} {becomes}: {', '.join(names)}"
