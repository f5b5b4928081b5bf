"""Sentences, words and syllables of English prose."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from eo_site.abbreviations import ends_sentence

_LONG = 8
"""No abbreviation has so many letters together."""
_LAST_WORD = re.compile(r"[A-Za-z](?:[A-Za-z.]|['’](?=[a-z]))*$")
_LONGEST = 16
"""No abbreviation is longer."""
_AHEAD = 32
"""How much of what follows an abbreviation tells whether it ends the sentence."""
_LETTERED = re.compile(
    r"\b(?:Schedule|Appendix|Annex|Attachment|Exhibit|Part|Subpart|Title|Subtitle|Division|Plan|Phase|Tier|Option"
    r"|Group|Class|Type|Form|Item) [A-Z]$"
)
"""A letter that is no initial: `Schedule B`."""
_SECTION = re.compile(r"\s*(?:Section|Sec\.|SEC\.)\s+\d+[A-Za-z]?")
"""How orders begin a section, before its heading."""
_END = re.compile(r"[.!?][\"”’)\]]*(?=\s+[\"“‘(\[¿¡]?[A-ZÀ-Þ0-9])")
_CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_CELL = re.compile(r"</t[dh]>\s*(?=<t[dh])")
"""A row of a table is read as one sentence: what one cell cites holds for the others."""
_BREAK = re.compile(
    r"</?(?:p|li|ul|ol|tr|table|thead|tbody|div|blockquote|figure|figcaption|hr)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['’.,-][A-Za-z0-9]+)*")


@lru_cache(maxsize=1 << 12)
def sentences(text: str) -> tuple[str, ...]:
    """A paragraph cut into sentences; abbreviations do not end one, unless a new one begins.

    Kept, since several rules and the lists of seven editions ask for the same.
    """
    found, start = list[str](), 0
    for match in _END.finditer(text):
        if _ends(text, start, match):
            found.append(text[start : match.end()].strip())
            start = match.end()
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a mark ends the sentence that began at `start`: most stand after a long word, or none."""
    at = match.start()
    if text[at] != "." or at == start:
        return True
    if not text[at - 1].isalpha():
        return not (at - start < _LONGEST and _SECTION.fullmatch(text, start, at))
    if at - start >= _LONG and text[at - _LONG : at].isalpha():
        return True
    word = _LAST_WORD.search(text, max(start, at - _LONGEST), at)
    if word is None or _LETTERED.search(text, max(start, at - _LONGEST), at):
        return True
    end = match.end()
    return ends_sentence(word.group(), text[at + 1 : end], text[end : end + _AHEAD].lstrip())


def statements(html: str) -> Iterator[str]:
    """Sentences of each paragraph, item and row; a quotation of several stays with its sentence."""
    for block in _BREAK.split(_CELL.sub("; ", _CODE.sub("", html))):
        if text := " ".join(unescape(_TAG.sub("", block)).split()):
            cut = sentences(text)
            yield from _whole(cut) if "“" in text else cut


def _whole(cut: Iterable[str]) -> Iterator[str]:
    open_part = ""
    for each in cut:
        open_part = f"{open_part} {each}" if open_part else each
        if open_part.count("“") <= open_part.count("”"):
            yield open_part
            open_part = ""
    if open_part:
        yield open_part


def words(text: str) -> list[str]:
    """The words of a text; `180-day` is one, so is `3(b)`'s `3`."""
    return _WORD.findall(text)


@lru_cache(maxsize=1 << 16)
def syllables(word: str) -> int:
    """Syllables of an English word, by its vowel groups; at least one.

    A silent final e, -es or -ed is not counted, a y between vowels is a consonant, and `ia`, `io`
    and `iu` are two sounds except where they are known to be one; a vowel and -ing are two. Numbers
    count one each.
    """
    lower = re.sub(r"[^a-z]", "", word.lower())
    if not lower:
        return 1
    spoken = re.sub(r"(?<=[aeiou])y(?=[aeiou])", "-", lower)
    if not re.search(r"(?:[sxzcg]|ch|sh)es$|[td]ed$", spoken):
        spoken = re.sub(r"(?:[^laeiouy]es|(?<!l)ed|[^laeiouy]e)$", "-", spoken)
    count = len(re.findall(r"[aeiouy]+", spoken))
    count += len(re.findall(r"ia(?!l\b|n\b|ge)|io(?!n|us)|iu|ism$|[aeiou]ing$", lower))
    return max(count, 1)


@dataclass(frozen=True, slots=True)
class Measure:
    """What the grade of a paragraph is computed from."""

    syllables: int
    words: int
    sentences: tuple[tuple[int, str], ...]
    """(words in it, its text) of each."""
    longest: int
    """Words in the longest of them."""


@lru_cache(maxsize=1 << 13)
def measure(paragraph: str) -> Measure:
    """A paragraph's measure; kept, since most paragraphs stand in several editions."""
    cut = [(words(each), each) for each in sentences(paragraph)]
    spoken = sum(sum(map(syllables, found)) for found, _ in cut)
    counted = tuple((len(found), each) for found, each in cut)
    counts = [count for count, _ in counted]
    return Measure(spoken, sum(counts), counted, max(counts, default=0))


def grade(paragraphs: Iterable[Measure]) -> float:
    """The Flesch–Kincaid grade of a text, in US school years.

    0.39 × words per sentence + 11.8 × syllables per word − 15.59 (Kincaid et al., 1975,
    Derivation of New Readability Formulas, p. 14).
    """
    count = spoken = cut = 0
    for each in paragraphs:
        count += each.words
        spoken += each.syllables
        cut += len(each.sentences)
    if not count:
        return 0.0
    return 0.39 * count / max(cut, 1) + 11.8 * spoken / count - 15.59
