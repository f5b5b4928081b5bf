"""The names of agencies as sequences of words, prepared once for many texts.

From a vocabulary's labels, aliases and abbreviations come the forms that orders use: "U.S." and
"United States", "Department of Justice" and "Justice Department". An abbreviation stands for an
agency only if it can be nothing else: `OMB` and `DoD`, but not `State`, `ED` or `the Fed`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from eo_site.model.vocabulary import Term, Vocabulary

Words = tuple[str, ...]

_WORD = re.compile(r"&|[^\W_]+(?:[.’'-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"['’]s$")
_DEPARTMENT = re.compile(r"Department of (?:the )?(.+)")
_COUNTRY = re.compile(r"U\.S\. |United States ")


class Word(NamedTuple):
    """A word of a text, with its place."""

    form: str
    """Without stops and possessive: `US` for "U.S.", `General` for "General's"; `and` for "&"."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Names:
    """The agencies vocabulary, prepared once for many texts. Made by `names_of`."""

    by_words: Mapping[Words, str] = field(default_factory=dict)
    """Agency id by each name that stands for it, word by word."""
    tails: Mapping[Words, str] = field(default_factory=dict)
    """Of departments, what follows "Secretary of" and "Department of": `State`, `Treasury`."""
    longest: Mapping[str, int] = field(default_factory=dict)
    """By first word, the number of words of the longest name that begins with it."""


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text."""
    found = []
    for match in _WORD.finditer(text):
        bare = _POSSESSIVE.sub("", match.group()).rstrip(".")
        form = "and" if bare == "&" else bare.replace(".", "")
        found.append(Word(form, match.start(), match.start() + len(bare)))
    return tuple(found)


def names_of(agencies: Vocabulary) -> Names:
    """Every label, alias and abbreviation that stands for an agency, in the forms orders use.

    A name that two terms share stands for the first of them.
    """
    names: dict[Words, str] = {}
    tails: dict[Words, str] = {}
    for term in agencies.by_id.values():
        for name in _forms(term):
            names.setdefault(_forms_of_words(name), term.id)
        for tail in _tails(term):
            tails.setdefault(_forms_of_words(tail), term.id)
    longest: dict[str, int] = {}
    for words in (*names, *tails):
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return Names(names, tails, longest)


def _forms_of_words(name: str) -> Words:
    return tuple(word.form for word in words_of(name))


def _forms(term: Term) -> Iterator[str]:
    for name in (term.label, *term.aliases):
        yield name
        if bare := _COUNTRY.sub("", name):
            yield from (bare, f"U.S. {bare}", f"United States {bare}") if bare != name else ()
    for tail in _tails(term):
        yield from (f"{tail} Department", f"{tail} Secretary")
    if term.short and _is_telling(term.short):
        yield term.short


def _tails(term: Term) -> Iterator[str]:
    if match := _DEPARTMENT.fullmatch(term.label):
        yield match[1]


def _is_telling(short: str) -> bool:
    """Whether an abbreviation can be nothing else."""
    return len(short) > 2 and sum(char.isupper() for char in short) > 1 and short.isalpha()
