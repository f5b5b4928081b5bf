"""What is wrong only because something else is: told once, at its cause."""

from collections.abc import Iterable, Iterator, Mapping

from eo_site.model.document import OrderDocument
from eo_site.model.problem import Problem

RESTING: Mapping[str, frozenset[str]] = {
    "agencies": frozenset({"EO615", "EO617", "EO620"}),
    "audiences": frozenset({"EO303", "EO306", "EO308", "EO309"}),
    "cases": frozenset({"EO656", "EO701"}),
    "citation": frozenset({"EO309", "EO616", "EO631", "EO701"}),
    "court": frozenset({"EO656"}),
    "dates": frozenset({"EO308", "EO309", "EO614", "EO616", "EO631", "EO658", "EO701"}),
    "document_number": frozenset({"EO309", "EO616", "EO631"}),
    "duties": frozenset({"EO308", "EO309", "EO613", "EO614", "EO617", "EO657", "EO701", "EO710"}),
    "events": frozenset({"EO308", "EO309", "EO701"}),
    "in_effect": frozenset({"EO655", "EO658"}),
    "interests": frozenset({"EO708"}),
    "not_applicable": frozenset({"EO407"}),
    "number": frozenset({"EO309", "EO616", "EO631"}),
    "numbers": frozenset({"EO309", "EO701"}),
    "relations": frozenset({"EO655"}),
    "review": frozenset({"EO409"}),
    "searched": frozenset({"EO407"}),
    "set_aside": frozenset({"EO613", "EO615", "EO617"}),
    "sources": frozenset({"EO308", "EO407", "EO701", "EO709"}),
    "status": frozenset({"EO655"}),
    "title": frozenset({"EO309", "EO616", "EO631"}),
}
"""By key of the front matter, the problems that there may be only because part of it was left out."""

_CUTTING = frozenset({"EO201", "EO203", "EO204", "EO205", "EO206", "EO212"})
"""Mistakes after which a text may have been cut in the wrong places."""
_CUT = frozenset({"EO302", "EO303", "EO304", "EO305", "EO307"})
_UNKNOWN = frozenset({"EO301"})
_RECEIVED = frozenset({"EO308", "EO309"})
"""What nobody receives who is called by a name that does not exist."""


def without_follow_ons(
    document: OrderDocument,
    causes: Iterable[Problem],
    found: Iterable[Problem],
    unsound: frozenset[str],
) -> Iterator[Problem]:
    """Of what was found in a file, all that does not follow from the causes.

    `causes` are what kept it from being read as a whole; `unsound` are files of the site that could
    not be read as a whole either.
    """
    hidden = frozenset[str]().union(*(RESTING.get(key, ()) for key in document.lost))
    causes, found = tuple(causes), tuple(found)
    if any(each.code in _CUTTING for each in causes):
        hidden |= _CUT
    below = document.body.sections[0].place.line if document.body.sections else None
    named = (each.place.line for each in found if each.code in _UNKNOWN)
    if any(below is None or line < below for line in named):
        hidden |= _RECEIVED
    if "content/sources.yaml" in unsound:
        hidden |= {"EO308", "EO407"}
    yield from (each for each in found if each.code not in hidden)
