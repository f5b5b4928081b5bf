"""A mended slip shows nobody anything that the document it was made in does not show them.

The document and the slips are those of `tests/property`. Most slips are no certain ones, so those are
tried that stand in lines which say for whom something is, and every misspelling of a name.
"""

import re
from collections.abc import Iterator
from itertools import islice

from tests.fixes.mending import mended, problems
from tests.property.slips import Slip, slips
from tests.property.test_slips import DOCUMENT, leaks

SAYS_FOR_WHOM = re.compile(r"for|instead|except|general|legal|litigators|researchers")
NAME = re.compile(r"general|legal|desk|litigators|researchers")
SHARE = 400
"""CI tries one slip in so many."""


def misspelt() -> Iterator[Slip]:
    """Each name with two letters swapped, one left out or doubled, another in its place."""
    for match in NAME.finditer(DOCUMENT):
        name, start = match.group(), match.start()
        at = start % (len(name) - 1)
        for other in (
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + "x" + name[at + 1 :],
            name.upper(),
            f"{name},",
        ):
            line = DOCUMENT.count("\n", 0, start) + 1
            text = DOCUMENT[:start] + other + DOCUMENT[match.end() :]
            yield Slip("misspelt", line, name, text)


def in_conditions() -> Iterator[Slip]:
    """The slips of lines that say for whom something is."""
    lines = DOCUMENT.split("\n")
    return (each for each in slips(DOCUMENT) if SAYS_FOR_WHOM.search(lines[each.line - 1]))


def test_a_mended_slip_shows_nobody_anything_new() -> None:
    """Neither a slip of a character or a line, nor a misspelt name."""
    chosen = [*islice(in_conditions(), 7, None, SHARE), *islice(misspelt(), 3, None, 8)]
    made = 0
    for slip in chosen:
        after, left = mended(slip.text)
        if after == slip.text:
            continue
        made += 1
        told = {each.message for each in problems(slip.text)}
        assert told, slip[:3]
        assert not {each.message for each in left} - told, slip[:3]
        assert not leaks(slip._replace(text=after)), slip[:3]
    assert made > len(chosen) // 5
