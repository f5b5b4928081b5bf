"""That something brought something about needs a source."""

import re
from collections.abc import Iterator

from eo_site.check.claims import Claim
from eo_site.check.grounds import Grounds, is_denied, is_open
from eo_site.model.problem import Problem

_DONE = (
    "improved|enhanced|strengthened|reduced|increased|expanded|raised|lowered|accelerated|transformed"
    "|dismantled|rescued|prevented|curbed|streamlined|boosted|hampered|undermined|weakened|facilitated"
    "|helped|achieved|succeeded|failed|proven|proved"
)
EFFECT = re.compile(
    r"\b(?:led to|leads to|resulted in|results in|brought about|gave rise to|contributed to|paved the way"
    r"|thanks to|as a result of|because of (?:the|this) order|due to (?:the|this) order|credited with"
    rf"|(?:has|have|had)(?: \w+ly| also| since)? (?:{_DONE}|caused|been (?:\w+ly )?(?:{_DONE}|crucial|critical"
    r"|effective|successful|instrumental|essential)))\b"
    r"|\b(?:played|plays) an? (?:\w+ )?role\b|\b(?:marked|marks) an? (?:\w+ )?(?:step|turning point|shift)\b"
    r"|\b(?:demonstrates?d?|ensur(?:es|ed)) that\b",
    re.IGNORECASE,
)
SIGNS = (
    "led to", "leads to", "result", "brought about", "gave rise to", "contributed to", "paved the way",
    "thanks to", "because of", "due to", "credited with", "has ", "have ", "had ", "role", "mark",
    "demonstrate", "ensur",
)  # fmt: skip
"""One of them is in every effect."""


def uncited_effect(claim: Claim, grounds: Grounds) -> Iterator[Problem]:
    """EO702: a causal verb without a citation."""
    if claim.references or claim.linked:
        return
    own = claim.own
    for match in EFFECT.finditer(own):
        if not is_denied(own, match) and not is_open(claim.text):
            message = f"“{match.group()}” says that something had an effect, and names no source"
            hint = "cite who found it; or say what the order asks for, with its section"
            yield grounds.problem(claim, "EO702", message, hint, match.group())
            return
