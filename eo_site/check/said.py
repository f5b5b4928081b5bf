"""The rules about single sentences, run over each sentence of an order once."""

from collections.abc import Iterator

from eo_site.check.claims import claims
from eo_site.check.editorial.addressed import addressed_duty
from eo_site.check.editorial.critics import unnamed_critic
from eo_site.check.editorial.effects import uncited_effect
from eo_site.check.editorial.numbers import uncited_number
from eo_site.check.editorial.overstated import overstated_duty
from eo_site.check.facts.figures import unfound_number
from eo_site.check.facts.pinpoints import pinpoint
from eo_site.check.facts.powers import unsupported_power
from eo_site.check.facts.quotations import quotations
from eo_site.check.grounds import ClaimRule, Grounds
from eo_site.check.world import OrderWorld
from eo_site.model.problem import Problem
from eo_site.model.rules import weights

CLAIM_RULES: tuple[tuple[ClaimRule, tuple[str, ...]], ...] = (
    (quotations, ("EO610", "EO611")),
    (pinpoint, ("EO612",)),
    (unsupported_power, ("EO618", "EO704")),
    (unfound_number, ("EO619",)),
    (uncited_number, ("EO701",)),
    (uncited_effect, ("EO702",)),
    (unnamed_critic, ("EO703",)),
    (addressed_duty, ("EO705",)),
    (overstated_duty, ("EO710",)),
)
"""Every rule about a sentence, with its codes; one that is off on this site is not run."""


def said(world: OrderWorld) -> Iterator[Problem]:
    """EO610, EO611, EO612, EO618, EO619, EO701, EO702, EO703, EO704, EO705, EO710"""
    chosen = weights(world.site.rules)
    rules = [rule for rule, codes in CLAIM_RULES if any(chosen[code] != "off" for code in codes)]
    withdrawn = world.document.record.withdrawn
    found = claims(world.document) if rules and not withdrawn else ()
    grounds = Grounds(world, found)
    for claim in found:
        for rule in rules:
            yield from rule(claim, grounds)
