"""A number or a date needs a source."""

import re
from collections.abc import Iterator
from functools import lru_cache

from eo_site.check.claims import Claim
from eo_site.check.grounds import Grounds, is_open
from eo_site.model.problem import Problem

_SERIES = r"(?:(?:, (?:and |or )?| and | or | to | through |–|-)\d[\w().-]*+(?! (?:FR|U\.|C\.?F)))*"
_NAMES = re.compile(
    # 85 FR 6721, 22 U.S.C. 7101: where something is printed
    r"\d+ (?:FR|Fed\. Reg\.|U\.?S\.?C\.?|C\.?F\.?R\.?|Stat\.|U\.S\.|F\.\dd)\s*(?:§+ ?)?(?:part )?\d[\w().,-]*"
    # EO 13898, sections 3 through 5: what something is called
    r"|\b(?:EOs?|E\.O\.|Executive Orders?|Orders?|Proclamations?|[Ss]ec(?:tion|\.)?s?\.?|§+|[Tt]itles?|[Pp]arts?"
    r"|[Rr]ules?|[Pp]ages?|[Cc]hapters?|[Cc]lauses?|[Pp]aragraphs?|[Cc]odes?|[Aa]rticles?|Public Law|Pub\. L\.|P\.L\."
    rf"|No\.|Nos\.|[Dd]ockets?|[Vv]olumes?|[Dd]ocument|[Dd]ivision)\s*(?:\d{{1,2}},\d{{3}}\b|\d[\w().-]*){_SERIES}"
    # 3(b)(ii), 2020-02438, D7, A-11
    rf"|(?:\b\d+(?:, (?:and )?| and | or | to | through ))?\b\d+[A-Z]?(?:[.-]\d+)*"
    rf"(?:\([A-Za-z0-9]{{1,8}}\))+{_SERIES}|\b\d{{2,4}}-\d{{4,5}}\b|\b[A-Za-z]+-?\d+\b"
    # the day for which we speak ourselves
    r"|\b(?:[Aa]s of|[Vv]ersion of|[Cc]hecked|[Uu]ntil this page of) [A-Z][a-z]+\.? \d{1,2}, \d{4}"
)
_NUMBER = re.compile(
    r"\$ ?\d[\d,.]*(?: (?:million|billion|trillion))?"
    r"|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?\b"
    r"|\b\d[\d,]*(?:\.\d+)?(?:%| (?:percent|per cent|million|billion|trillion|thousand))?"
    r"|\b(?:hundreds|thousands|millions|billions|dozens|(?:per ?cent))\b",
    re.IGNORECASE,
)
SIGNS = ("0", "hundreds", "thousands", "millions", "billions", "dozens", "percent", "per cent")
"""One of them is in every sentence that has a figure."""
_ANY = re.compile(r"\d|(?:hundred|thousand|million|billion|dozen)s|per ?cent", re.IGNORECASE)
_OF_CODING = re.compile(r"\b(?:[Tt]his record|[Cc]oded|[Cc]oding)\b")


@lru_cache(maxsize=1024)
def figures(text: str) -> tuple[str, ...]:
    """The numbers, amounts and dates of a sentence; not those that are somebody's name.

    A sentence about the coding speaks of this page, and has none.
    """
    if not _ANY.search(text) or _OF_CODING.search(text):
        return ()
    return tuple(each.rstrip(",.") for each in _NUMBER.findall(_NAMES.sub("", text)))


def uncited_number(claim: Claim, grounds: Grounds) -> Iterator[Problem]:
    """EO701

    The record's own dates and pages have their source there. A question may repeat a number that
    another sentence cites.
    """
    if claim.references or claim.linked:
        return
    for figure in figures(claim.text):
        if figure in grounds.recorded or (is_open(claim.text) and figure in _cited(grounds)):
            continue
        message = f"`{figure}` has no source: “{_short(claim.text)}”"
        hint = (
            "cite it: [@order, 3(b)] or another source; or print the record's own value, [=d7.due]"
        )
        yield grounds.problem(claim, "EO701", message, hint, figure)
        return


def _cited(grounds: Grounds) -> frozenset[str]:
    """The numbers that some sentence of the page cites."""
    return frozenset(
        figure for each in grounds.claims if each.references for figure in figures(each.text)
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + " …"
