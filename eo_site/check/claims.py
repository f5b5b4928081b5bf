"""The sentences of an analysis, each with what it rests on and where it stands.

Rules about what is said look at sentences as readers meet them: citations taken out and kept,
inline variants chosen. They are cut from the authored pieces, not from each edition's pages, so
that one sentence in seven editions is one sentence, and one problem.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from pydantic import BaseModel

from eo_site.model.base import keys
from eo_site.model.body import Citation, Link, Listing, Piece, Reference, Value, Variant
from eo_site.model.document import OrderDocument
from eo_site.model.problem import Place
from eo_site.model.text import KeyPath, SourceText
from eo_site.sentences import statements

_CITED, _PRINTED, _LINKED = "\ue000", "\ue001", "\ue002"
"""Stand for a citation, a printed value and a link's opening; no content file can hold them."""
_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")
_TOKEN = re.compile(r"\w+")
_BETWEEN = r"(?:\[@[^\]]*\]|\]\([^)]*\)|\{[^{}]*\}|[\W_]){1,12}?"
"""What may stand between two words in the file: space, marks, citations, addresses, attributes."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The text around sentences."""

    field: KeyPath
    """The prose field it is; () for the body."""
    source: SourceText
    start: Place
    """Where it begins in the file."""
    implied: tuple[Reference, ...] = ()
    """What a fact's own keys say that its prose rests on: its section, its source."""


@dataclass(frozen=True)
class Claim:
    """A sentence of ours."""

    text: str
    """As readers have it, without citations; `…` for a printed value."""
    references: tuple[Reference, ...]
    """Cited in it; of a fact's prose, first what the fact itself names."""
    linked: bool
    """Whether it links to something."""
    around: Stretch

    @property
    def implied(self) -> int:
        """How many of the references are the fact's own."""
        return len(self.around.implied)

    @property
    def field(self) -> KeyPath:
        """The prose field it stands in; () for the body."""
        return self.around.field

    @cached_property
    def own(self) -> str:
        """Our words alone, quotations left out."""
        return _QUOTED.sub("“”", self.text)

    @property
    def identity(self) -> tuple[object, ...]:
        """What it says, on which grounds, and in which text."""
        return self.text, self.references, self.around.field, self.around.start

    @property
    def quotes(self) -> tuple[str, ...]:
        """What stands between quotation marks."""
        return tuple(first or second for first, second in _QUOTED.findall(self.text))

    def place(self, phrase: str = "") -> Place:
        """Where it stands in the file, or a phrase of it; as near as can be told."""
        source, start = self.around.source, self.around.start
        at = found_at(source.text, self.text, source.index(start))
        if at is not None and phrase:
            within = found_at(source.text, phrase, at)
            at = within if within is not None and within - at < 2 * len(self.text) + 200 else at
        return start if at is None else source.place(at)


def found_at(text: str, words: str, begin: int) -> int | None:
    """Where the first words of a sentence stand in a file, whatever markup is between them."""
    tokens = _TOKEN.findall(words)
    for first in range(max(len(tokens) - 3, 0) + 1):
        pattern = _BETWEEN.join(map(re.escape, tokens[first : first + 5]))
        if pattern and (match := re.compile(rf"\b{pattern}\b").search(text, begin)):
            return match.start()
    return None


def claims(document: OrderDocument) -> tuple[Claim, ...]:
    """Every sentence of the record's prose and of the body, each once."""
    found, first, known = list[Claim](), dict[str, Claim](), set[object]()
    for claim in (*_of_record(document), *_of_body(document)):
        other = first.setdefault(claim.text, claim)
        if other is not claim:  # few texts stand twice, and what rests on what is slow to compare
            known.add(other.identity)
            if claim.identity in known:
                continue
            known.add(claim.identity)
        found.append(claim)
    return tuple(found)


def _of_record(document: OrderDocument) -> Iterator[Claim]:
    source = document.marks.source
    for path, prose in document.prose.items():
        implied = tuple(_implied(document, path))
        keyed = (*path, "default")
        default = keyed if keyed in document.marks.values else path
        texts = ((default, prose.default), *(((*path, n.id), p) for n, p in prose.variants))
        for key, piece in texts:
            yield from _cut(piece, Stretch(path, source, document.place(*key), implied))


def _implied(document: OrderDocument, path: KeyPath) -> Iterator[Reference]:
    """What a fact's own keys say that it rests on."""
    owner: Any = document.record
    for part in path[:-1]:
        owner = owner[part] if isinstance(part, int) else getattr(owner, _attribute(owner, part))
    place = document.place(*path)
    if owner is document.record:
        return
    facts = vars(owner)
    if named := facts.get("source"):
        yield Reference(named, "", place)
    for section in (facts.get("section"), *facts.get("sections", ())):
        if section:
            yield Reference("order", section, place)


def _attribute(owner: Any, key: str) -> str:
    return _attributes(owner.__class__).get(key, key)


@lru_cache(maxsize=64)
def _attributes(model: type[BaseModel]) -> dict[str, str]:
    """By its key in a file, every attribute of a kind of facts."""
    return {key: name for name, key in keys(model)}


def _of_body(document: OrderDocument) -> Iterator[Claim]:
    for section in document.body.sections:
        for block in section.blocks:
            for part in block.parts:
                yield from _cut(part.piece, Stretch((), document.marks.source, part.place))


def _cut(piece: Piece, around: Stretch) -> Iterator[Claim]:
    for name in ("", *dict.fromkeys(_names(piece))):
        found: list[Citation] = []
        html = "".join(_marked(piece, name, found))
        citations = iter(found)
        for sentence in statements(html):
            references = around.implied
            if count := sentence.count(_CITED):
                cited = islice(citations, count)
                references += tuple(r for each in cited for r in each.references)
            linked = _LINKED in sentence
            text = _unmarked(sentence) if count or linked else sentence
            if _TOKEN.search(text):
                yield Claim(text.replace(_PRINTED, "…"), references, linked, around)


def _unmarked(sentence: str) -> str:
    """Without citations, each with the space before it, and without the marks of links."""
    text = sentence.replace(f" {_CITED}", "").replace(_CITED, "").replace(_LINKED, "")
    return " ".join(text.split())


def _names(piece: Piece) -> Iterator[str]:
    """Whoever has words of their own in a piece."""
    for segment in piece:
        if isinstance(segment, Variant):
            yield from (name.id for name, _ in segment.texts)
        elif isinstance(segment, Listing):
            for item in segment.items:
                yield from _names(item.piece)


def _marked(piece: Piece, name: str, cited: list[Citation]) -> Iterator[str]:
    """A piece as those of a name read it, marks where holes are."""
    for segment in piece:
        match segment:
            case str():
                yield segment
            case Citation():
                cited.append(segment)
                yield _CITED
            case Value():
                yield _PRINTED
            case Link():
                yield f"<a>{_LINKED}"
            case Variant():
                texts = {each.id: text for each, text in segment.texts}
                yield from _marked(texts.get(name, segment.default), name, cited)
            case Listing():
                for item in segment.items:
                    yield from _marked(item.piece, name, cited)
