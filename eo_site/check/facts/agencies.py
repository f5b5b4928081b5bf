"""Every agency or officer that the text names is in the record, or set aside."""

from collections.abc import Iterator
from functools import lru_cache

from eo_site.check.facts.named import unnamed_agencies
from eo_site.check.facts.places import Nesting, listed, nesting
from eo_site.check.grounds import is_answered, text_of
from eo_site.check.world import OrderWorld, at, in_text
from eo_site.model.problem import Problem
from eo_site.texts.mentions import Mention, mentions, names_of

known_names = lru_cache(maxsize=8)(names_of)
"""One site has one vocabulary for all its orders."""


def named_agencies(world: OrderWorld) -> Iterator[Problem]:
    """EO615, EO620, and EO617 for an agency that is set aside and is not named.

    Formulas that nearly every order carries give nobody anything to do, and words quoted from
    other texts name nobody.
    """
    text, document = text_of(world), world.document
    if text is None:
        return
    own = [
        each for each in mentions(text, known_names(world.vocabularies.agencies)) if not each.quoted
    ]
    sections = nesting(text)
    yield from unnamed_agencies(world, sections, own)
    named: dict[str, list[Mention]] = {}
    for each in own:
        if not each.boilerplate:
            named.setdefault(each.agency, []).append(each)
    recorded = {each.id for each in document.record.agencies}
    for agency, found in named.items() if is_answered(document, "agencies") else ():
        left = [each for each in found if not _aside(world, each, sections)]
        if agency not in recorded and left:
            places = listed(tuple(dict.fromkeys(each.section for each in left)))
            message = (
                f"the order names “{left[0].phrase}” in {places}, and `agencies` lacks `{agency}`"
            )
            hint = "add it with its role and sections, or name it under `set_aside` with a reason"
            place = document.place("agencies", key=True)
            yield in_text(document, place, "EO615", message, hint)
    for i, aside in enumerate(document.record.set_aside):
        if aside.agency and (aside.agency not in named or aside.agency in recorded):
            why = "is recorded too" if aside.agency in recorded else "is not named in the text"
            message = f"`{aside.agency}` is set aside and {why}"
            yield at(document, ("set_aside", i, "agency"), "EO617", message, "take it out")


def _aside(world: OrderWorld, mention: Mention, sections: Nesting) -> bool:
    within = (mention.section, *sections.get(mention.section, ()))
    return any(
        aside.agency == mention.agency and (aside.section is None or aside.section in within)
        for aside in world.document.record.set_aside
    )
