"""The rules a site may weigh for itself in `site.yaml`, by name and code.

Rules that keep one audience's text from another, or that keep a page whole, are not among them:
they are errors everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Weight = Literal["error", "warning", "off"]


@dataclass(frozen=True, slots=True)
class WeighedRule:
    """A rule by its code, its name for people, and how much it counts where nobody says."""

    code: str
    name: str
    weight: Weight


WEIGHED: tuple[WeighedRule, ...] = (
    WeighedRule("EO405", "reading-level", "warning"),
    WeighedRule("EO406", "missing-alternative-text", "error"),
    WeighedRule("EO407", "silence-outside-coverage", "error"),
    WeighedRule("EO433", "idle-stay", "warning"),
    WeighedRule("EO434", "standing-restraint", "warning"),
    WeighedRule("EO435", "late-block", "warning"),
    WeighedRule("EO437", "unended-status", "warning"),
    WeighedRule("EO438", "two-days-of-an-end", "warning"),
    WeighedRule("EO442", "overstated-force", "warning"),
    WeighedRule("EO443", "unknown-body", "warning"),
    WeighedRule("EO604", "cut-heading", "warning"),
    WeighedRule("EO610", "misquotation", "error"),
    WeighedRule("EO611", "misplaced-quotation", "error"),
    WeighedRule("EO612", "unknown-section", "error"),
    WeighedRule("EO613", "uncovered-deadline", "error"),
    WeighedRule("EO614", "wrong-deadline", "error"),
    WeighedRule("EO615", "omitted-agency", "error"),
    WeighedRule("EO616", "wrong-heading", "error"),
    WeighedRule("EO617", "idle-set-aside", "warning"),
    WeighedRule("EO618", "unspoken-topic", "error"),
    WeighedRule("EO619", "unfound-number", "error"),
    WeighedRule("EO620", "unnamed-agency", "warning"),
    WeighedRule("EO631", "record-differs", "error"),
    WeighedRule("EO632", "record-defect", "warning"),
    WeighedRule("EO640", "old-silence", "warning"),
    WeighedRule("EO641", "due-after-end", "error"),
    WeighedRule("EO650", "unread-locator", "error"),
    WeighedRule("EO653", "placeholder", "error"),
    WeighedRule("EO654", "unfilled-setting", "warning"),
    WeighedRule("EO655", "unrecorded-status", "error"),
    WeighedRule("EO656", "unrecorded-court-act", "error"),
    WeighedRule("EO657", "miscounted-duties", "error"),
    WeighedRule("EO658", "unrecorded-day", "error"),
    WeighedRule("EO701", "uncited-number", "warning"),
    WeighedRule("EO702", "uncited-effect", "warning"),
    WeighedRule("EO703", "unnamed-critic", "warning"),
    WeighedRule("EO704", "unpinned-power", "warning"),
    WeighedRule("EO705", "addressed-duty", "warning"),
    WeighedRule("EO706", "avoided-word", "warning"),
    WeighedRule("EO707", "unused-interest", "warning"),
    WeighedRule("EO708", "untagged-order", "warning"),
    WeighedRule("EO709", "old-source", "warning"),
    WeighedRule("EO710", "overstated-duty", "warning"),
    WeighedRule("EO814", "unread-docket", "warning"),
)
"""In the order of their codes; docs/problems.md explains each."""


def weights(chosen: Mapping[str, Weight]) -> dict[str, Weight]:
    """How much each rule counts, by code, where a site has chosen for some of them.

    A name that is no rule's counts for nothing here; the check reports it.
    """
    return {
        each.code: chosen.get(each.name, chosen.get(each.code, each.weight)) for each in WEIGHED
    }
