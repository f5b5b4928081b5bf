"""Words that an edition promised its readers to do without."""

import re
from collections.abc import Iterator
from dataclasses import replace

from eo_site.check.claims import claims
from eo_site.check.reading import prose_of
from eo_site.check.world import OrderWorld, in_text
from eo_site.model.audience import Audience, Avoided
from eo_site.model.problem import Place, Problem

_QUOTED = re.compile(r"“[^“”]*”")


def avoided_word(world: OrderWorld) -> Iterator[Problem]:
    """EO706: a word of an audience's `avoid` list in its own text; quotations may have it."""
    met: dict[tuple[str, Avoided], list[str]] = {}
    for name, case in world.editions.items():
        listed = _listed(world.audiences.by_id[name])
        if listed is None:
            continue
        pattern, words = listed
        for paragraph in prose_of(case.order):
            own = _QUOTED.sub("“”", paragraph)
            for match in pattern.finditer(own):
                context = " ".join(own[match.start() :].split()[:5])
                assert match.lastindex
                met.setdefault((context, words[match.lastindex - 1]), []).append(name)
    places = _places(world, [context for context, _ in met]) if met else {}
    for (context, word), names in met.items():
        audiences = ", ".join(f"`{each}`" for each in dict.fromkeys(names))
        message = f"“{word.word}” is a word that {audiences} should not meet"
        hint = f"write “{word.instead}”" if word.instead else "say it in plainer words"
        place = places.get(context, Place())
        found = in_text(world.document, place, "EO706", message, hint)
        yield replace(found, audiences=tuple(dict.fromkeys(names)))


def _listed(audience: Audience) -> tuple[re.Pattern[str], list[Avoided]] | None:
    """What finds the words of an audience's list, each as a group of its own."""
    if not audience.avoid:
        return None
    by_word = {each.word.lower(): each for each in audience.avoid}
    words = sorted(by_word.values(), key=lambda each: (-len(each.word), each.word.lower()))
    groups = "|".join(f"({re.escape(each.word)})" for each in words)
    return re.compile(rf"\b(?:{groups})s?\b", re.IGNORECASE), words


def _places(world: OrderWorld, contexts: list[str]) -> dict[str, Place]:
    """Where each stands: in the first sentence of the file that holds it."""
    found: dict[str, Place] = {}
    for claim in claims(world.document):
        for context in contexts:
            if context not in found and context.rstrip(".") in claim.own:
                found[context] = claim.place(context)
    return found
