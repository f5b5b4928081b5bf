"""The rules about single sentences, run over each sentence of an order once."""

from collections.abc import Iterator
from functools import partial

from eo_site.check.asserted import counts, courts, dates
from eo_site.check.asserted.counts import miscounted_duties
from eo_site.check.asserted.courts import asserted_court_act
from eo_site.check.asserted.dates import asserted_day
from eo_site.check.claim_rule import ClaimRule, Find
from eo_site.check.editorial import addressed, critics, effects, numbers, overstated
from eo_site.check.editorial.addressed import addressed_duty
from eo_site.check.editorial.critics import unnamed_critic
from eo_site.check.editorial.effects import uncited_effect
from eo_site.check.editorial.numbers import uncited_number
from eo_site.check.editorial.overstated import overstated_duty
from eo_site.check.facts.figures import unfound_number
from eo_site.check.facts.powers import POWERS, unsupported_power
from eo_site.check.facts.quotations import quotations
from eo_site.check.grounds import Grounds
from eo_site.check.sieve import Sieve
from eo_site.check.world import OrderWorld
from eo_site.model.problem import Problem
from eo_site.model.rules import weights

CLAIM_RULES: tuple[ClaimRule, ...] = (
    ClaimRule(quotations, ("EO610", "EO611"), cites=True, grounded=True),
    *(
        ClaimRule(partial(unsupported_power, each), ("EO618", "EO704"), each.signs)
        for each in POWERS
    ),
    ClaimRule(unfound_number, ("EO619",), numbers.SIGNS, cites=True, grounded=True),
    ClaimRule(asserted_court_act, ("EO656",), courts.SIGNS),
    ClaimRule(miscounted_duties, ("EO657",), counts.SIGNS),
    ClaimRule(asserted_day, ("EO658",), dates.SIGNS),
    ClaimRule(uncited_number, ("EO701",), numbers.SIGNS, cites=False),
    ClaimRule(uncited_effect, ("EO702",), effects.SIGNS, cites=False),
    ClaimRule(unnamed_critic, ("EO703",), critics.SIGNS),
    ClaimRule(addressed_duty, ("EO705",), addressed.SIGNS),
    ClaimRule(overstated_duty, ("EO710",), overstated.SIGNS),
)
"""Every rule about a sentence, in the order in which each sentence is put to them."""


_FIGURES = ("EO619", "EO701")
"""What would say once more that a day is wrong."""
_SIEVE = Sieve(tuple(each.signs for each in CLAIM_RULES))


def said(world: OrderWorld) -> Iterator[Problem]:
    """EO610, EO611, EO618, EO619, EO656, EO657, EO658, EO701, EO702, EO703, EO704, EO705, EO710"""
    if world.document.record.withdrawn:
        return
    grounds = Grounds(world, world.claims)
    asked = _asked(grounds)
    for index in sorted(asked):
        found = [each for find in asked[index] for each in find(grounds.claims[index], grounds)]
        dated = any(each.code == "EO658" for each in found)
        yield from (each for each in found if not (dated and each.code in _FIGURES))


def _asked(grounds: Grounds) -> dict[int, list[Find]]:
    """By the index of a sentence, the rules that may find something in it, in their order."""
    found: dict[int, list[Find]] = {}
    every, chosen = range(len(grounds.claims)), weights(grounds.world.site.rules)
    signed = _SIEVE.sorted_out(each.text for each in grounds.claims)
    for rule, indexes in zip(CLAIM_RULES, signed, strict=True):
        if all(chosen[code] == "off" for code in rule.codes):
            continue
        if rule.grounded and grounds.official is None:
            continue
        for index in indexes if rule.signs else every:
            if rule.cites in (None, bool(grounds.claims[index].references)):
                found.setdefault(index, []).append(rule.find)
    return found
