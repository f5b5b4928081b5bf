"""A number said to be in a section is in it."""

import re
from collections.abc import Iterator

from eo_site.check.claims import Claim
from eo_site.check.editorial.numbers import figures
from eo_site.check.facts.places import Nesting, folded
from eo_site.check.grounds import Grounds, pinpoints
from eo_site.model.official import OfficialText
from eo_site.model.problem import Problem

_DAY = re.compile(r"([A-Za-z]{3})[a-z]*\.? (\d{1,2})(?:, (\d{4}))?")
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 90: "ninety"}
_SCALES = {"thousand", "million", "billion", "trillion", "percent"}


def unfound_number(claim: Claim, grounds: Grounds) -> Iterator[Problem]:
    """EO619: a figure in a sentence that cites this order alone, and the cited words do not have.

    What stands before a section's list governs its parts. Dates of the order itself and computed due
    dates may stand anywhere.
    """
    text = grounds.official
    if text is None or not claim.references or claim.linked:
        return
    if any(each.source != "order" for each in claim.references):
        return
    wanted = figures(claim.text)
    if not wanted:
        return
    labels = [each for each in pinpoints(claim) if text.by_label(each)]
    words = _words(text, labels, grounds.sections)
    for figure in wanted:
        if not _stands(figure, words) and figure not in grounds.recorded:
            where = f"section {', '.join(labels)}" if labels else "the order"
            message = f"`{figure}` is not in {where}"
            hint = "cite the source that has the number, or the section it stands in"
            yield grounds.problem(claim, "EO619", message, hint, figure)


def _words(text: OfficialText, labels: list[str], sections: Nesting) -> str:
    """The cited sections as printed, folded, with the words that lead into them; the whole order where
    none is cited.
    """
    if not labels:
        return folded(text.whole)
    around = {outer for label in labels for outer in sections.get(label, ())} - {*labels}
    leading = [f"{each.heading} {each.text}" for each in text.sections if each.label in around]
    return folded(" ".join((*leading, *map(text.under, labels))))


def _stands(figure: str, words: str) -> bool:
    if day := _DAY.fullmatch(figure):
        return bool(re.search(rf"\b{day[1].lower()}[a-z]*\.? {day[2]}\b", words))
    plain = figure.lower().replace(",", "").replace("per cent", "percent").replace("%", " percent")
    number, scale = re.search(r"\d+(?:\.\d+)?", plain), re.search(r"[a-z]+", plain)
    spelled = re.sub(r"(?<=\d),(?=\d{3})", "", words)
    if scale and scale.group().rstrip("s") in _SCALES and scale.group().rstrip("s") not in spelled:
        return False
    if number is None:
        return bool(scale and scale.group().rstrip("s") in spelled)
    if re.search(rf"(?<![\d.]){re.escape(number.group())}(?![\d]|\.\d)", spelled):
        return True
    return number.group().isdigit() and bool(
        (name := _spelled(int(number.group()))) and re.search(rf"\b{name}\b", spelled)
    )


def _spelled(number: int) -> str:
    return _SMALL[number] if number < len(_SMALL) else _TENS.get(number, "")
