"""Every agency or officer that the text names is in the record, or set aside."""

from collections.abc import Iterator
from functools import lru_cache

from eo_site.check.facts.places import listed, nesting
from eo_site.check.world import OrderWorld, at, in_text
from eo_site.model.problem import Problem
from eo_site.model.vocabulary import Vocabulary
from eo_site.texts.mentions import Mention, Names, mentions, names_of


@lru_cache(maxsize=8)
def prepared(agencies: Vocabulary) -> Names:
    """A vocabulary's names; one site has one vocabulary for all its orders."""
    return names_of(agencies)


def named_agencies(world: OrderWorld) -> Iterator[Problem]:
    """EO615, and EO617 for an agency that is set aside and is not named.

    Formulas that nearly every order carries, and words quoted from other texts, name nobody.
    """
    text, document = world.official, world.document
    if text is None:
        return
    named: dict[str, list[Mention]] = {}
    for each in mentions(text, prepared(world.vocabularies.agencies)):
        if not each.boilerplate and not each.quoted:
            named.setdefault(each.agency, []).append(each)
    recorded = {each.id for each in document.record.agencies}
    sections = nesting(text)
    for agency, found in named.items():
        left = [each for each in found if not _aside(world, each, sections.get(each.section, ()))]
        if agency not in recorded and left:
            places = listed(tuple(dict.fromkeys(each.section for each in left)))
            message = f"the order names “{left[0].phrase}” in {places}, and `{agency}` is not among `agencies`"
            hint = "add it with its role and sections, or name it under `set_aside` with a reason"
            place = document.place("agencies", key=True)
            yield in_text(document, place, "EO615", message, hint)
    for i, aside in enumerate(document.record.set_aside):
        if aside.agency and (aside.agency not in named or aside.agency in recorded):
            why = "is recorded too" if aside.agency in recorded else "is not named in the text"
            message = f"`{aside.agency}` is set aside and {why}"
            yield at(document, ("set_aside", i, "agency"), "EO617", message, "take it out")


def _aside(world: OrderWorld, mention: Mention, within: tuple[str, ...]) -> bool:
    return any(
        aside.agency == mention.agency
        and (aside.section is None or aside.section in (mention.section, *within))
        for aside in world.document.record.set_aside
    )
