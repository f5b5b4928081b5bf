"""How many duties an order is said to set."""

import re
from collections.abc import Iterator

from eo_site.check.asserted.known import Known
from eo_site.check.claims import Claim
from eo_site.check.grounds import Grounds, is_denied, is_open
from eo_site.model.problem import Problem
from eo_site.texts.numbers import WRITTEN, value

SIGNS = ("duties", "duty", "deadline", "due date")
"""One of them begins a word of every sentence that counts duties."""
_ANY_KIND = (
    r"(?:separate|distinct|different|specific|express|individual|recorded|coded|listed|such|new)"
)
_WORD = r"(?!(?:is|are|was|were|has|have|had|the|a|an|of|its|no|one|two|to|and|or|sets?|adds?|added)\b)[a-z-]+"
_COUNTED = re.compile(
    rf"\b(?P<count>{WRITTEN})(?: {_ANY_KIND})*(?P<kind>(?: {_WORD}){{0,2}}?) (?:dut(?:y|ies)|deadlines?|due dates?)\b",
    re.IGNORECASE,
)
_OTHER_ORDER = re.compile(
    r"\b(?:EO|E\.O\.|Executive Order|Proclamation) (?:No\. ?)?\d", re.IGNORECASE
)
_NAME = re.compile(
    r"(?:sections?|secs?\.|§|EO|no\.|rule|part|title|day|days|months?|years?)$|-$", re.IGNORECASE
)


def miscounted_duties(claim: Claim, grounds: Grounds) -> Iterator[Problem]:
    """EO657: "ninety duties", where the record has another number.

    A number may be that of a section's, an agency's or a kind's. Of duties of some further kind
    ("three overdue duties") there can at least not be more than there are.
    """
    own, known = claim.own, Known(grounds.world)
    number = grounds.world.document.record.number or ""
    if is_open(claim.text) or _OTHER_ORDER.search(own.replace(f"EO {number}", "")):
        return
    for match in _COUNTED.finditer(own):
        count = value(match["count"])
        if not count or is_denied(own, match) or _NAME.search(own[: match.start()].rstrip()):
            continue
        if count > known.duties or not (match["kind"] or count in known.counts):
            words = " ".join(match.group().split())
            has = f"the record has {known.duties or 'none'}"
            message = f"“{words}”: {has}, and no section, agency or kind of duty has {count}"
            hint = "count again, or record what is missing under `duties`"
            yield grounds.problem(claim, "EO657", message, hint, match.group())
