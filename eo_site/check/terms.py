"""Orders, sections and readers are tagged with words of the vocabularies only."""

from collections.abc import Iterator

from eo_site.check.world import OrderWorld, SiteWorld, at, in_text
from eo_site.model.body import Heading
from eo_site.model.document import OrderDocument
from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath
from eo_site.suggest import did_you_mean


def terms(world: OrderWorld) -> Iterator[Problem]:
    """EO401"""
    document = world.document
    for vocabulary, path, term in _used(document):
        known = getattr(world.vocabularies, vocabulary).by_id
        if term not in known:
            message = f"`{term}` is not in content/vocabularies/{vocabulary}.yaml"
            yield at(document, path, "EO401", message, did_you_mean(term, known))
    known = world.vocabularies.interests.by_id
    for heading in _headings(document):
        for name in heading.interests:
            if name.id not in known:
                message = f"`{name.id}` is not in content/vocabularies/interests.yaml"
                hint = did_you_mean(name.id, known)
                yield in_text(document, name.place, "EO401", message, hint)


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
    for i, audience in enumerate(world.library.audiences.audiences):
        for j, term in enumerate(audience.default_interests):
            if term not in known:
                place = marks.place(("audiences", i, "default_interests", j))
                message = f"`{term}` is not in content/vocabularies/interests.yaml"
                yield Problem("EO401", "audiences.yaml", place, message, did_you_mean(term, known))
