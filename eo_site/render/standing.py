"""A legal status or court effect in one line, as cards, lists and search results print it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from eo_site.dates import day_words
from eo_site.plan.views import ActView, FindingView

Strings = Mapping[str, Any]


def brief(finding: FindingView, words: Mapping[str, str], strings: Strings) -> str:
    """revoked Jan 20, 2021 by Proclamation 10141, sec. 1; no recorded revocation in X, as of Nov 28, 2020."""
    said = words[finding.overall]
    if finding.since and (finding.by or finding.ends):
        said = strings["ended"]["dated"] % {
            "status": said,
            "date": _day(finding.since, strings),
        }
    if finding.by:
        said = strings["ended"]["by"] % {"ended": said, "act": act_words(finding.by, strings)}
    elif finding.silent and finding.as_of:
        said = strings["silence"]["brief"] % {
            "status": said,
            "source": finding.source.short,
            "date": _day(finding.as_of, strings),
        }
    return f"{said}, {strings['fact']['as_to']} {finding.as_to}" if finding.as_to else said


def _day(day: date, strings: Strings) -> str:
    return day_words(day, "short", strings["dates"])


def act_words(act: ActView, strings: Strings) -> str:
    """Proclamation 10141, sec. 1"""
    if not act.section:
        return act.label
    pin: Mapping[str, str] = strings["pin"]
    where = pin.get(act.section) or f"{pin['one']} {act.section}"
    return f"{act.label}, {where}"
