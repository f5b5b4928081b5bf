"""An analysis says what an order directs; it gives no orders of its own."""

import re
from collections.abc import Iterator

from eo_site.check.claims import Claim
from eo_site.check.grounds import Grounds
from eo_site.model.problem import Problem

ADDRESSED = re.compile(
    r"\b(?:you|your (?:agency|office|department|component|company|organization|members|staff))"
    r"(?: (?:also|now|still|all))? (?:must|shall|are (?:required|obliged|obligated|bound) to|is (?:required|obliged)"
    r" to|have to|has to|are not allowed to)\b",
    re.IGNORECASE,
)
SIGNS = ("you",)
"""Whom it is put on."""


def addressed_duty(claim: Claim, grounds: Grounds) -> Iterator[Problem]:
    """EO705: a duty put on the reader."""
    for match in ADDRESSED.finditer(claim.own):
        message = f"“{match.group()}” puts a duty on the reader, whom the order may not bind"
        hint = "name who must act, in the order's words and with its section"
        yield grounds.problem(claim, "EO705", message, hint, match.group())
