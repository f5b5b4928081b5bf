"""Whom a text addresses, and with which force, is recorded as the text has it."""

import re
from collections.abc import Iterator

from eo_site.check.facts.agencies import known_names
from eo_site.check.facts.places import nesting
from eo_site.check.grounds import is_answered, text_of
from eo_site.check.world import OrderWorld, SiteWorld, at, in_text
from eo_site.model.document import OrderDocument
from eo_site.model.official import OfficialText
from eo_site.model.problem import Problem
from eo_site.suggest import did_you_mean
from eo_site.texts.bodies import bodies
from eo_site.texts.mentions import mentions

_IS = r"(?:is|are) (?:(?:also|further|hereby|strongly) )?"
"""With a word between, as in "are also encouraged"."""
_COMMANDS = re.compile(
    rf"\b(?:shall|must|will|{_IS}(?:directed|ordered|required|instructed)|hereby"
    r"|I direct|is the responsibility of)\b"
)
_WEAKER = {
    "should": re.compile(rf"\b(?:should|{_IS}(?:encouraged|urged|requested|asked))\b"),
    "may": re.compile(
        rf"\b(?:may|{_IS}(?:authorized|permitted)|at (?:its|his|her|their) discretion)\b"
    ),
}


def classes_in_words(world: OrderWorld) -> Iterator[Problem]:
    """EO440: a class of agencies is recorded with the order's own words for it."""
    known = world.vocabularies.agencies.by_id
    for i, agency in enumerate(world.document.record.agencies):
        term = known.get(agency.id)
        if term and term.reaches and not agency.text:
            message = (
                f"`{agency.id}` is a class of agencies, and the order's words for it are missing"
            )
            hint = "add text: with the words, such as all executive departments and agencies"
            yield at(world.document, ("agencies", i, "id"), "EO440", message, hint)


def force_as_said(world: OrderWorld) -> Iterator[Problem]:
    """EO442: a duty that only "should" or "may" be done is recorded so, and one that shall be, too."""
    text = text_of(world)
    for i, duty in enumerate(world.document.record.duties) if text else ():
        words = _around(text, duty.section) if text else ""
        force, commands = duty.force or "must", bool(_COMMANDS.search(words))
        weaker = next((name for name, sign in _WEAKER.items() if sign.search(words)), "")
        if force == "must" and not commands and weaker:
            message = f"section {duty.section} says “{weaker}” and commands nothing"
            yield at(world.document, ("duties", i), "EO442", message, f"add force: {weaker}")
        elif force != "must" and words and not _WEAKER[force].search(words):
            message = f"section {duty.section} does not say “{force}”"
            path = ("duties", i, "force")
            yield at(
                world.document, path, "EO442", message, "take `force` out if the text says shall"
            )


def _around(text: OfficialText, label: str) -> str:
    """A section's words with what stands in it, and the words before the lists that it belongs to."""
    sections = nesting(text)
    outer = [each for each in sections.get(label, ()) if each != label]
    found = [each.opening for each in text.sections if each.label in outer]
    found += [each.text for each in text.sections if label in sections.get(each.label, ())]
    return "\n".join(found)


def named_bodies(world: OrderWorld) -> Iterator[Problem]:
    """EO443: a task force or council that the text names is a term, so that it can be recorded.

    Where the title of an Act has the name of a body that the text names elsewhere too, the body is
    a term all the same.
    """
    text, document = text_of(world), world.document
    if text is None or not is_answered(document, "agencies"):
        return
    known: dict[str, list[tuple[int, int]]] = {}
    found = tuple(mentions(text, known_names(world.vocabularies.agencies)))
    for each in found:
        known.setdefault(each.section, []).append((each.start, each.start + len(each.phrase)))
    told = {each.phrase for each in found}
    for body in bodies(text):
        end = body.start + len(body.name)
        spans = known.get(body.section, ())
        if body.name not in told and not any(a < end and body.start < b for a, b in spans):
            told.add(body.name)
            yield _unknown_body(document, body.name, body.section)


def _unknown_body(document: OrderDocument, name: str, section: str) -> Problem:
    message = (
        f"the order names “{name}” in section {section}, and no agency of the vocabulary is it"
    )
    hint = "add it to content/vocabularies/agencies.yaml, and to `agencies` with its role"
    return in_text(document, document.place("agencies", key=True), "EO443", message, hint)


def parts(world: SiteWorld) -> Iterator[Problem]:
    """EO441: what an agency is part of is an agency, and not one of its own parts."""
    path = "content/vocabularies/agencies.yaml"
    vocabulary, marks = world.library.vocabularies.agencies, world.library.marks.get(path)
    groups = [
        *(((("groups", i, "terms")), group.terms) for i, group in enumerate(vocabulary.groups)),
        (("terms",), vocabulary.terms),
    ]
    for where, terms in groups if marks else ():
        for i, term in enumerate(terms):
            if term.part_of is None or marks is None:
                continue
            known = term.part_of in vocabulary.by_id
            if known and term.id not in vocabulary.whole(term.id):
                continue
            message = (
                f"`{term.id}` is part of itself"
                if known
                else f"`{term.part_of}` is no agency of this file"
            )
            hint = "" if known else did_you_mean(term.part_of, vocabulary.by_id)
            yield Problem("EO441", path, marks.place((*where, i, "part_of")), message, hint)
