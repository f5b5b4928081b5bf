"""Sections of an official text as they contain each other, and words as they are compared."""

import re
from collections.abc import Mapping

from eo_site.model.official import OfficialText

_FOLDED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


Nesting = Mapping[str, tuple[str, ...]]
"""Each section of a text, with itself and those it stands in, outwards."""


def nesting(text: OfficialText) -> Nesting:
    """How the sections of a text contain each other."""
    found: dict[str, tuple[str, ...]] = {}
    above: list[tuple[int, str]] = []
    for each in text.sections:
        while above and above[-1][0] >= each.depth:
            above.pop()
        above.append((each.depth, each.label))
        found.setdefault(each.label, tuple(name for _, name in reversed(above)))
    return found


def related(sections: Nesting, one: str, other: str) -> bool:
    """Whether two sections are the same, or one stands in the other."""
    return one == other or one in sections.get(other, ()) or other in sections.get(one, ())


def folded(words: str) -> str:
    """Words without what typesetting adds: case, line ends, shapes of quotation marks and dashes."""
    plain = words.translate(_FOLDED).replace("--", "-").lower()
    return " ".join(re.sub(r"(?<=\w)- ", "-", plain).split())


def listed(labels: tuple[str, ...]) -> str:
    """Sections for a message: `3(b)`, `4` and `5`."""
    named = [f"`{each}`" for each in labels]
    return " and ".join(filter(None, [", ".join(named[:-1]), named[-1] if named else ""]))
