"""Where words name an agency: by its name, in a list of several, by a short name defined before.

At each word at most as many tries are made as the longest name has words, so that time grows with
the text and no faster.
"""

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass

from eo_site.texts.definitions import define
from eo_site.texts.names import Names, Word, Words, words_of

_LISTED = {"Secretaries", "Departments"}
_TITLES = {
    "Administrator", "Administrators", "Chair", "Chairs", "Chairman", "Chairperson", "Chairwoman",
    "Commandant", "Commissioner", "Commissioners", "Director", "Directors", "Head", "Heads",
    "Secretary",
}  # fmt: skip
"""Officers whose title may stand before an agency's name: "Director of OMB"."""
_OFFICERS = _TITLES | _LISTED | {"Archivist", "Assistant", "Attorney", "Counsel", "Postmaster"}
_BELOW = {"Assistant", "Associate", "Deputy", "Under", "Vice"}
"""Words before a title that make it another officer's: "Under Secretary of State"."""
_JOINTS = {"and", "or", "of", "the"}
_JOINT = re.compile(r"(?:,(?: (?:and|or|and/or))?| (?:and|or|and/or|&)) (?:of )?(?:the )?")
_COMMON = {
    "Administrator", "Agency", "Archivist", "Board", "Bureau", "Center", "Chair", "Chairman",
    "Commission", "Commissioner", "Council", "Department", "Director", "Office", "Secretary",
    "Service",
}  # fmt: skip
"""Short names that are an agency's only after "the", and not in a longer name."""
_OTHER = {"Act", "Acts", "Amendments", "Appropriations", "Authorization", "Reform", "System"}
"""Words after a name by which it is part of a law's or another thing's: "Federal Trade Commission Act"."""
_ARTICLES = {"the", "The", "that", "such", "said"}


@dataclass(frozen=True, slots=True)
class Named:
    """A place in a text, from `start` to `end`, that names an agency."""

    agency: str
    start: int
    end: int
    defined: bool = False


def named(text: str, names: Names, short: MutableMapping[Words, str]) -> Iterator[Named]:
    """Every place that names an agency; short names that the text defines are added to `short`."""
    words = words_of(text)
    at = 0
    while at < len(words):
        found, after = _list_at(text, words, at, names)
        if not found:
            found, after = _name_at(text, words, at, names, short)
        yield from found
        if found:
            define(text, found[-1].agency, found[-1].start, found[-1].end, names, short)
        at = max(after, at + 1)


def _name_at(
    text: str, words: Sequence[Word], at: int, names: Names, short: Mapping[Words, str]
) -> tuple[list[Named], int]:
    """The longest name that begins at a word, with the title before it; and the word after it."""
    if not _is_lower_officer(text, words, at):
        most = names.longest.get(words[at].form, 0)
        for count in range(_run(text, words, at, max(most, 4 if short else 0)), 0, -1):
            forms = tuple(word.form for word in words[at : at + count])
            end = words[at + count - 1].end
            if _adjoin(text, words, at + count) and words[at + count].form in _OTHER:
                continue
            if agency := names.by_words.get(forms):
                return [Named(agency, words[_title_before(text, words, at)].start, end)], at + count
            if (agency := short.get(forms)) and _is_meant(text, words, at, count):
                return [Named(agency, words[at].start, end, defined=True)], at + count
    return [], at + 1


def _list_at(text: str, words: Sequence[Word], at: int, names: Names) -> tuple[list[Named], int]:
    """The departments of "Secretaries of State, Defense, and the Treasury"."""
    if words[at].form not in _LISTED or _is_lower_officer(text, words, at):
        return [], at
    found: list[Named] = []
    start, item = words[at].start, _skip(words, at + 1)
    while item < len(words):
        joint = text[(found[-1].end if found else words[at].end) : words[item].start]
        if not (_JOINT.fullmatch(joint) if found else joint in (" of ", " of the ")):
            break
        most = _run(text, words, item, names.longest.get(words[item].form, 0))
        count = next((n for n in range(most, 0, -1) if _forms(words, item, n) in names.tails), 0)
        if not count:
            break
        agency = names.tails[_forms(words, item, count)]
        end = words[item + count - 1].end
        found.append(Named(agency, words[item].start if found else start, end))
        after, item = item + count, _skip(words, item + count)
    return found, after if found else at


def _forms(words: Sequence[Word], at: int, count: int) -> Words:
    return tuple(word.form for word in words[at : at + count])


def _skip(words: Sequence[Word], at: int) -> int:
    """The first of the next words that does not join two items."""
    last = at + 3
    while at < min(last, len(words)) and words[at].form in _JOINTS:
        at += 1
    return at


def _run(text: str, words: Sequence[Word], at: int, most: int) -> int:
    """How many words from one on, at most so many, stand in a row with nothing but space between."""
    count = 1
    while count < most and at + count < len(words) and _adjoin(text, words, at + count):
        count += 1
    return min(count, most)


def _adjoin(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether only space stands between a word and the one before it."""
    if not 0 < at < len(words):
        return False
    between = text[words[at - 1].end : words[at].start]
    if words[at - 1].form == "US":
        between = between.removeprefix(".")
    return between.removeprefix("'s").removeprefix("’s").isspace()


def _is_lower_officer(text: str, words: Sequence[Word], at: int) -> bool:
    return words[at].form in _OFFICERS and _adjoin(text, words, at) and words[at - 1].form in _BELOW


def _title_before(text: str, words: Sequence[Word], at: int) -> int:
    """Index of the title in "Director of the FBI", or of the name itself."""
    before = at
    if _adjoin(text, words, before) and words[before - 1].form == "the":
        before -= 1
    if not (_adjoin(text, words, before) and words[before - 1].form == "of"):
        return at
    before -= 2
    title = before >= 0 and words[before].form in _TITLES and _adjoin(text, words, before + 1)
    return before if title and not _is_lower_officer(text, words, before) else at


def _is_meant(text: str, words: Sequence[Word], at: int, count: int) -> bool:
    """Whether a short name stands for what it was defined for, and not in a longer name."""
    if count > 1 or words[at].form not in _COMMON:
        return True
    if not (_adjoin(text, words, at) and words[at - 1].form in _ARTICLES):
        return False
    if not _adjoin(text, words, at + 1):
        return True
    following = words[at + 1].form
    return following not in ("of", "for") and not following[0].isupper()
