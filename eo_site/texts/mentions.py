"""Agencies and officers that an official text names.

Names come from the agencies vocabulary and are matched word by word, as they are capitalised
there. Open classes ("heads of agencies") are no mentions: see `classes`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eo_site.model.official import OfficialText, quotations
from eo_site.texts.formulas import formulas, within
from eo_site.texts.names import Names, Words, names_of
from eo_site.texts.naming import named

__all__ = ["TITLE", "Mention", "Names", "mentions", "names_of"]

TITLE = "title"
"""Label of the order's title."""
_BRACKETS = 5
"""Characters between a name and its abbreviation: `'s (“`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text names an agency or an officer of it."""

    agency: str
    """Id in the agencies vocabulary."""
    section: str
    """Label of the provision; `title`, `preamble`."""
    phrase: str
    """As printed: `Secretary of Homeland Security`; in a list of several the part that is this
    agency's: of "Secretaries of State and Defense" `Secretaries of State`, then `Defense`."""
    start: int
    """Where the phrase begins in the provision's `text`, heading, or the title."""
    in_heading: bool = False
    """In the heading of the section, not in its words."""
    boilerplate: bool = False
    """Within a formula that nearly every order carries: "the functions of the Director of the
    Office of Management and Budget relating to budgetary, administrative, or legislative
    proposals"; who pays for publication. Such a mention gives the agency nothing to do."""
    defined: bool = False
    """By a short name that the text itself has defined before: "the Secretary of Commerce
    (Secretary)", then `Secretary`."""
    quoted: bool = False
    """Inside quotation marks: words that the order puts into another text, or takes from one."""


def mentions(text: OfficialText, names: Names) -> tuple[Mention, ...]:
    """Every mention in the text, in its sequence; the longest name first.

    A title within a longer title that is not in the vocabulary ("Under Secretary of State for
    …") is not a mention of the shorter one.
    """
    short: dict[Words, str] = {}
    found = list(_mentions(TITLE, text.title, names, short))
    for section in text.sections:
        found += _mentions(section.label, section.heading, names, short, in_heading=True)
        found += _mentions(section.label, section.text, names, short)
    foreign = _foreign(text, found)
    return tuple(each for each in found if each.phrase not in foreign)


def _foreign(text: OfficialText, found: Sequence[Mention]) -> set[str]:
    """Abbreviations that the text defines for something else: "the National Emergencies Act (NEA)"."""
    words = {each.label: each.text for each in text.sections}
    foreign: set[str] = set()
    before: Mention | None = None
    for each in found:
        opening = words.get(each.section, "")[max(0, each.start - 2) : each.start]
        in_brackets = opening.rstrip("“").endswith("(") and not each.in_heading
        if in_brackets and " " not in each.phrase and not _follows(before, each):
            foreign.add(each.phrase)
        before = each
    return foreign


def _follows(before: Mention | None, each: Mention) -> bool:
    """Whether a mention in brackets stands behind one of the same agency."""
    if before is None or (before.agency, before.section) != (each.agency, each.section):
        return False
    return each.start - before.start - len(before.phrase) <= _BRACKETS


def _mentions(
    label: str, words: str, names: Names, short: dict[Words, str], *, in_heading: bool = False
) -> Iterator[Mention]:
    known, quoted = formulas(words), quotations(words)
    for each in named(words, names, short):
        yield Mention(
            each.agency,
            label,
            words[each.start : each.end],
            each.start,
            in_heading,
            boilerplate=within(each.start, known),
            defined=each.defined,
            quoted=within(each.start, quoted),
        )
