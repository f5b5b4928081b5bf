"""Open classes: words that reach agencies without naming them."""

import re
from dataclasses import dataclass

from eo_site.model.official import OfficialText
from eo_site.texts.formulas import formulas, within

_ANY = (
    r"(?:all|any|each|every|other|such|the|their respective|relevant|appropriate|applicable|affected"
    r"|covered|interested|executive|Federal|independent(?: regulatory)?)"
)
_BODIES = (
    r"(?:departments? (?:and|or) (?:other )?agenc(?:y|ies)|departments?, agenc(?:y|ies)"
    r"|departments?|agenc(?:y|ies))(?:,? (?:and|or) (?:offices|establishments|entities))?"
)
_OPEN = re.compile(
    rf"\b(?:(?:{_ANY} ){{0,3}}heads? of (?:{_ANY} ){{0,4}}{_BODIES}"
    rf"|(?:{_ANY} ){{0,4}}(?:department (?:and|or) )?agency heads?"
    rf"|(?:(?:all|any|each|every|other|such|relevant|appropriate|applicable|affected|covered"
    rf"|executive|Federal) ){{1,4}}{_BODIES}"
    r"|executive departments (?:and|or) agencies)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class OpenClass:
    """Words that reach agencies without naming them: "heads of executive departments and agencies"."""

    section: str
    """Label of the provision; `preamble`."""
    phrase: str
    """As printed."""
    start: int
    """Where the phrase begins in the provision's `text`."""
    boilerplate: bool = False
    """Within a formula that nearly every order carries."""


def open_classes(text: OfficialText) -> tuple[OpenClass, ...]:
    """Every open class in the text, in its sequence."""
    found = []
    for section in text.sections:
        known = formulas(section.text)
        for match in _OPEN.finditer(section.text):
            inside = within(match.start(), known)
            found.append(OpenClass(section.label, match.group(), match.start(), inside))
    return tuple(found)
