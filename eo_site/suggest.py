"""Did you mean …? — said the same way everywhere; and when it need not be asked."""

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches

from eo_site.characters import ODD

_FEW = 16
_LETTERS = re.compile(r"[a-z]+|[^a-z]+")
_BETWEEN = re.compile(r"(?<=[a-z])[-_ ]+|[-_ ]+(?=[a-z])")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint: the nearest known word, all that are one letter off, or all of them if they are few."""
    names = sorted(set(known))
    if len(near := [each for each in names if one_letter_off(word, each)]) > 1:
        return f"did you mean {' or '.join(f'`{each}`' for each in near[:3])}?"
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{near[0]}`?"
    if names and len(names) <= _FEW:
        return "known: " + ", ".join(names)
    return ""


def certain(word: str, known: Iterable[str]) -> str:
    """The one known word that a slip of the hand can have meant; empty if there is none, or several.

    It has the same letters, whatever their case and what is between them, or is one letter off in a
    part of four letters at least, three if two are swapped. Digits are never a slip: `d7` is not `d8`.
    """
    names = set(known)
    same = [each for each in names if _bare(each) == _bare(word)]
    near = same or [each for each in names if one_letter_off(word, each)]
    if len(near) != 1:
        return ""
    return near[0] if same or _in_one_part(word, near[0]) else ""


def certain_reader(word: str, names: Collection[str]) -> str:
    """The same for who may read a text, where a wrong guess would show it to others.

    The name has the same letters, in whatever case, or is five letters at least of which two are
    swapped, one is doubled or left out within, or a plural's `s` is there or not; it begins alike, and
    no other name is as near as two letters off. A letter in place of another is no slip: it may
    belong to a reader that is called so elsewhere.
    """
    plain = re.sub(r"[_ ]+", "-", ODD.sub("", word).casefold().strip())
    if plain in names:
        return plain
    near = [each for each in names if _two_letters_off(plain, each)]
    if len(near) != 1 or not _in_one_part(plain, near[0]) or plain[0] != near[0][0]:
        return ""
    return near[0] if len(near[0]) >= 5 and _misspelt(plain, near[0]) else ""


def one_letter_off(word: str, other: str) -> bool:
    """Whether one letter is to be put in, taken out, changed or swapped with the next."""
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while word[start : start + 1] == other[start : start + 1] != "":
        start += 1
    rest, wanted = word[start:], other[start:]
    swapped = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    return swapped or wanted[1:] in (rest[1:], rest) or rest[1:] == wanted


def _two_letters_off(word: str, other: str) -> bool:
    """Whether no more than two such changes make one of the other."""
    before, last = list[int](), list(range(len(other) + 1))
    for i, char in enumerate(word, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (char != wanted))
            if i > 1 and j > 1 and char == other[j - 2] and word[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1] <= 2


def _bare(word: str) -> str:
    """Its letters and digits, without what is between letters."""
    return _BETWEEN.sub("", word.casefold())


def _in_one_part(word: str, other: str) -> bool:
    """Whether two words differ in one run of letters that is long enough to know it by."""
    parts, others = _LETTERS.findall(word), _LETTERS.findall(other)
    differing = [both for both in zip(parts, others, strict=False) if both[0] != both[1]]
    if len(parts) != len(others) or len(differing) != 1:
        return False
    [(part, meant)] = differing
    least = 3 if sorted(part) == sorted(meant) else 4
    return part.isalpha() and meant.isalpha() and min(len(part), len(meant)) >= least


def _misspelt(word: str, name: str) -> bool:
    """Whether a word is a name with two letters swapped, one doubled, one left out, or a plural's."""
    if len(word) == len(name):
        return sorted(word) == sorted(name)
    if word == f"{name}s" or name == f"{word}s":
        return True
    if len(word) > len(name):
        return any(
            word[:at] + word[at + 1 :] == name and word[at] == word[at - 1]
            for at in range(1, len(word))
        )
    return any(name[:at] + name[at + 1 :] == word for at in range(1, len(name) - 1))
