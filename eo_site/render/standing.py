"""A legal status or court effect in one line, as cards, lists and search results print it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from eo_site.dates import day_words
from eo_site.plan.views import ActView, FindingView

Strings = Mapping[str, Any]


def brief(finding: FindingView, words: Mapping[str, str], strings: Strings) -> str:
    """revoked Jan 20, 2021 by Proclamation 10141, sec. 1; no recorded revocation in X, as of Nov 28, 2020."""
    said = called(finding.overall, finding.as_to, words, strings)
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
    whom = reach(finding.overall, finding.as_to, strings)
    return f"{said}, {whom}" if whom else said


def called(value: str, as_to: str, words: Mapping[str, str], strings: Strings) -> str:
    """A value's words; where they say for whom it holds, with who that is, or who else.

    "Blocked as to the plaintiffs, and their kin"; "blocked as to the plaintiffs, namely keepers".
    """
    said, named = words[value], _named(value, strings)
    if not as_to or not named:
        return said
    rest = as_to[len(named) :]
    if as_to.casefold().startswith(named.casefold()) and rest[:1] in ("", " ", ","):
        return said + rest
    return f"{said}, {strings['fact']['namely']} {as_to}"


def reach(value: str, as_to: str, strings: Strings) -> str:
    """For whom an entry holds, "as to keepers with a contract"; nothing where `called` has said it."""
    return f"{strings['fact']['as_to']} {as_to}" if as_to and not _named(value, strings) else ""


def _named(value: str, strings: Strings) -> str:
    named: str = strings["reach_named"].get(value, "")
    return named


def _day(day: date, strings: Strings) -> str:
    return day_words(day, "short", strings["dates"])


def act_words(act: ActView, strings: Strings) -> str:
    """Proclamation 10141, sec. 1"""
    if not act.section:
        return act.label
    pin: Mapping[str, str] = strings["pin"]
    where = pin.get(act.section) or f"{pin['one']} {act.section}"
    return f"{act.label}, {where}"
