"""Orders, sections and readers are tagged with words of the vocabularies only."""

import re
from collections.abc import Iterator

from eo_site.check.world import OrderWorld, SiteWorld, at, in_text
from eo_site.model.body import Heading
from eo_site.model.document import OrderDocument
from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath
from eo_site.model.vocabulary import Vocabulary
from eo_site.suggest import did_you_mean


def terms(world: OrderWorld) -> Iterator[Problem]:
    """EO401"""
    document = world.document
    for vocabulary, path, term in _used(document):
        known, file = getattr(world.vocabularies, vocabulary), _file(vocabulary)
        if term not in known.by_id and file not in world.unsound:
            message = f"`{term}` is not in {file}"
            yield at(document, path, "EO401", message, meant_term(term, known))
    interests, file = world.vocabularies.interests, _file("interests")
    for heading in _headings(document):
        for name in heading.interests:
            if name.id not in interests.by_id and file not in world.unsound:
                message = f"`{name.id}` is not in {file}"
                hint = meant_term(name.id, interests)
                yield in_text(document, name.place, "EO401", message, hint)


def _file(vocabulary: str) -> str:
    return f"content/vocabularies/{vocabulary}.yaml"


def meant_term(word: str, vocabulary: Vocabulary) -> str:
    """A hint: the term that a word names by its label, its abbreviation or another name of it."""
    wanted = _folded(word)
    names = {
        each.id: {_folded(n) for n in (each.id, each.label, each.short, *each.aliases) if n}
        for each in vocabulary.by_id.values()
    }
    same = [ident for ident, called in names.items() if wanted in called]
    if len(same) == 1:
        return f"did you mean `{same[0]}`?"
    within = [ident for ident, called in names.items() if any(_within(wanted, n) for n in called)]
    if len(same or within) <= 3 and (same or within):
        return f"did you mean {' or '.join(f'`{each}`' for each in same or within)}?"
    return did_you_mean(word, vocabulary.by_id)


_SMALL = frozenset({"a", "and", "for", "of", "on", "s", "the", "u", "us", "united", "states"})


def _folded(name: str) -> str:
    """A name by its words, whatever is between them: `dep-of-justice` and "Dep. of Justice"."""
    words = re.findall(r"[a-z0-9]+", name.lower().replace("u.s.", "us"))
    return " ".join(each for each in words if each not in _SMALL) or " ".join(words)


def _within(wanted: str, name: str) -> bool:
    """Whether all words of one stand in the other."""
    words, others = set(wanted.split()), set(name.split())
    return len(words) > 1 and (words <= others or (len(others) > 1 and others <= words))


def _used(document: OrderDocument) -> Iterator[tuple[str, KeyPath, str]]:
    record = document.record
    if record.president:
        yield "presidents", ("president",), record.president
    for i, term in enumerate(record.interests):
        yield "interests", ("interests", i), term
    for i, agency in enumerate(record.agencies):
        yield "agencies", ("agencies", i, "id"), agency.id
    for i, affected in enumerate(record.affected):
        yield "parties", ("affected", i, "party"), affected.party
    for i, case in enumerate(record.cases):
        for j, event in enumerate(case.events):
            yield "courts", ("cases", i, "events", j, "court"), event.court
    for i, comment in enumerate(record.comments):
        if comment.agency:
            yield "agencies", ("comments", i, "agency"), comment.agency
    for i, duty in enumerate(record.duties):
        for key, ids in (("who", duty.who), ("with", duty.with_), ("consults", duty.consults)):
            for j, ident in enumerate(ids):
                yield "agencies", ("duties", i, key, j), ident


def _headings(document: OrderDocument) -> Iterator[Heading]:
    for section in document.body.sections:
        if section.heading:
            yield section.heading
        for block in section.blocks:
            for part in block.parts:
                if part.heading:
                    yield part.heading


def default_terms(world: SiteWorld) -> Iterator[Problem]:
    """EO401, for what an audience is given to begin with."""
    known = world.library.vocabularies.interests.by_id
    marks = world.library.marks["audiences.yaml"]
    sound = _file("interests") not in world.library.unsound
    for i, audience in enumerate(world.library.audiences.audiences if sound else ()):
        for j, term in enumerate(audience.default_interests):
            if term not in known:
                place = marks.place(("audiences", i, "default_interests", j))
                message = f"`{term}` is not in content/vocabularies/interests.yaml"
                yield Problem("EO401", "audiences.yaml", place, message, did_you_mean(term, known))
