"""Criticism and praise are somebody's."""

import re
from collections.abc import Iterator

from eo_site.check.claims import Claim
from eo_site.check.grounds import Grounds, elsewhere, is_denied, is_open
from eo_site.model.problem import Problem

_SAY = (
    r"(?:say|says|said|argue[sd]?|claim(?:s|ed)?|contend(?:s|ed)?|believe[sd]?|suggest(?:s|ed)?|warn(?:s|ed)?"
    r"|worry|worried|fear(?:s|ed)?|note[sd]?|praise[sd]?|welcome[sd]?|criticize[sd]?|hail(?:s|ed)?|applaud(?:s|ed)?"
    r"|question(?:s|ed)?|object(?:s|ed)?|see|saw|point(?:s|ed)? (?:out|to)|call(?:s|ed)?|have (?:\w+ )?\w+ed)"
)
_NOBODY = (
    r"(?:some|many|others|several|most|critics|opponents|detractors|skeptics|supporters|proponents|advocates"
    r"|observers|analysts|experts|commentators|scholars|activists|(?:legal|policy|outside|some|many|several)"
    r" (?:\w+ )?(?:critics|experts|observers|groups|people|lawyers|advocates|scholars|commentators|analysts))"
)
OPINION = re.compile(
    rf"\b{_NOBODY}(?: (?:also|have|had|has|of|the|order|however|further|long|often)){{0,3}}(?: \w+ly)? {_SAY}\b"
    r"|\b(?:was|were|been|being|is) (?:\w+ )?(?:widely |sharply |often |heavily )?"
    r"(?:criticized|praised|hailed|applauded|condemned|lauded|derided|welcomed|denounced)\b"
    r"|\b(?:criticisms?|critiques?|praise|controversy|concerns|objections)\b[^.;]{0,60}"
    r"\b(?:arose|focus(?:es|ed|ing)?|came from|followed"
    r"|(?:have|has|had|were|was|been) (?:arisen|raised|voiced|emerged))\b"
    r"|\b(?:widely|generally|broadly|commonly) (?:seen|regarded|viewed|considered)\b"
    r"|\braises? (?:\w+ )?(?:privacy |civil liberties |legal |constitutional )?concerns\b"
    r"|\b(?:landmark|groundbreaking|historic|sweeping|toothless|draconian|ill-conceived|long-overdue) (?:\w+ )?"
    r"(?:orders?|steps?|moves?|measures?|polic(?:y|ies)|actions?|reforms?)\b"
    r"|\b(?:overreach|commendable|laudable)\b",
    re.IGNORECASE,
)

SIGNS = (
    "some ", "many ", "others ", "several ", "most ", "critic", "opponent", "detractor", "skeptic", "support",
    "proponent", "advocate", "observer", "analyst", "expert", "commentator", "scholar", "activist", "legal ",
    "policy ", "outside ", "prais", "hailed", "applaud", "condemn", "lauded", "derided", "welcomed",
    "denounced", "controvers", "concern", "objection", "widely", "generally", "broadly", "commonly",
    "landmark", "groundbreaking", "historic", "sweeping", "toothless", "draconian", "ill-conceived",
    "long-overdue", "overreach", "commendable", "laudable", "critique",
)  # fmt: skip
"""One of them is in every opinion of nobody's."""


def unnamed_critic(claim: Claim, grounds: Grounds) -> Iterator[Problem]:
    """EO703: criticism or praise without a named source; the order is no critic of itself."""
    if elsewhere(claim):
        return
    own = claim.own
    for match in OPINION.finditer(own):
        if not is_denied(own, match) and not is_open(claim.text):
            message = f"“{match.group()}” judges the order, and nobody is named"
            hint = "name who says so and cite where: [@source]; or leave it out"
            yield grounds.problem(claim, "EO703", message, hint, match.group())
            return
