"""That a duty was carried out is said only where the evidence confirms it."""

import re
from collections.abc import Iterator

from eo_site.check.claims import Claim
from eo_site.check.grounds import Grounds, is_denied, is_open, pinpoints
from eo_site.model.problem import Problem

_DONE = (
    "completed|finished|carried out|submitted|delivered|implemented|fulfilled|published|issued|established"
    "|created|launched|set up|sent|proposed|reported|produced|adopted|met the deadline|complied"
)
_ATTRIBUTED = re.compile(
    r"\b(?:according to|says?|said|reports that|reported that|states?|stated|claims?|claimed|announced)\b",
    re.IGNORECASE,
)
REPORT = re.compile(
    r"(?:,? (?:since|then|later|also|jointly|has|have|had|successfully|promptly)){0,3}"
    rf" (?:{_DONE})\b(?! (?:by|under|pursuant|as)\b)",
    re.IGNORECASE,
)
SIGNS = tuple(_DONE.split("|"))
"""One of them is in every report that something was done."""
_HELPERS = re.compile(r" (?:department|heads|staff)$")


def overstated_duty(claim: Claim, grounds: Grounds) -> Iterator[Problem]:
    """EO710: "agencies completed …" where no evidence is `done-confirmed`."""
    own = claim.own
    if claim.references and all(each.source.startswith("eo-") for each in claim.references):
        return
    for match in REPORT.finditer(own):
        before = _HELPERS.sub("", f" {own[max(0, match.start() - 200) : match.start()].lower()}")
        if not before.endswith(grounds.actors) or is_denied(own, match):
            continue
        if not (is_open(own) or _ATTRIBUTED.search(own) or _confirmed(claim, grounds)):
            message = f"“{match.group().strip()}” says of a duty what no evidence confirms"
            hint = (
                "say what the order directed, or record `done-confirmed` evidence with its source"
            )
            yield grounds.problem(claim, "EO710", message, hint, match.group())
            return


def _confirmed(claim: Claim, grounds: Grounds) -> bool:
    """Whether evidence confirms a duty of the cited sections, or any where none is cited."""
    cited = pinpoints(claim)
    return any(
        evidence.value == "done-confirmed"
        for duty in grounds.world.document.record.duties
        if not cited or any(duty.section.startswith(each) for each in cited)
        for evidence in duty.evidence
    )
