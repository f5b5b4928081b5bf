"""One slip of the hand is an error, or shows nobody anything that they did not get before.

The document beside this file has every construct, with two words of its own in every text. Every slip
of `slips.py` is made in it, one at a time; of those that leave it without an error no audience may
read a word, in text, record, address or id, that it did not read before.

A slip that makes another valid condition cannot be told from an intention. `valid` names those, and
nothing else may remain.

CI tries every four hundredth. In full, in half an hour, printing what remains:

    python -m tests.property.test_slips [first] [every]
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from eo_site.read.document import read_order
from tests.helpers import AUDIENCES, audiences, outcome
from tests.property.slips import Slip, slips

DOCUMENT = (Path(__file__).parent / "every-construct.md").read_text("utf-8")
WORD = re.compile(r"\b[abc][a-z]{2}\d\d(?!\d)", re.IGNORECASE)
SHARE = 400
"""CI tries one slip in so many."""
GROUPS = {"legal": {"litigators", "policymakers"}, "desk": {"litigators", "researchers"}}


def readers(text: str, everyone: frozenset[str]) -> frozenset[str]:
    """Whom the page is for."""
    document, _ = read_order("eo-1", "content/orders/eo-1.md", text.encode())
    assert document
    names = document.record.audiences
    return audiences().expand(names) if names else everyone


def shown(text: str) -> dict[str, frozenset[str]] | None:
    """By audience the words of the document that it reads; None where the document has an error."""
    got = outcome(text.encode("utf-8", "surrogatepass"), AUDIENCES)
    if got.problems:
        return None
    meant = readers(text, frozenset(got.orders))
    return {
        name: frozenset(
            word.lower()
            for word in WORD.findall(
                f"{order.record!r} {order.body.sections!r} {order.body.beside!r} {order.sources!r}"
            )
        )
        if name in meant
        else frozenset()
        for name, order in got.orders.items()
    }


EVERY = frozenset(word.lower() for word in WORD.findall(DOCUMENT))
WRITTEN = Counter(word.lower() for word in WORD.findall(DOCUMENT))
BEFORE = shown(DOCUMENT)
"""What each audience reads of the sound document."""


def leaks(slip: Slip) -> dict[str, set[str]]:
    """By audience, what it reads after a slip and did not before."""
    after = shown(slip.text)
    assert BEFORE
    known = EVERY - _typed(slip)
    new = {name: (after[name] & known) - BEFORE[name] for name in after} if after else {}
    return {name: set(words) for name, words in new.items() if words}


def _typed(slip: Slip) -> set[str]:
    """Words of the document that a slip in another word has made once more."""
    if "line" in slip.kind or "moved" in slip.kind:
        return set()
    made = Counter(word.lower() for word in WORD.findall(slip.text))
    return {word for word in made if made[word] > WRITTEN[word]}


HEADING = re.compile(r"#{2,}")
ITEM = re.compile(r" *(?:[-*]|\d\.) ")


def valid(slip: Slip) -> str:
    """The valid condition that a slip makes, or nothing."""
    if HEADING.findall(slip.text) != HEADING.findall(DOCUMENT):
        return "a heading of another level"
    if slip.kind.startswith("moved"):
        return "a line moved across a condition"
    before, after = (text.split("\n")[slip.line - 1] for text in (DOCUMENT, slip.text))
    if before.startswith(" ") and not after.startswith((" ", "\t")):
        return "a child moved to the margin"
    if "dented" in slip.kind and ITEM.match(after) and _column(after) in COLUMNS:
        return "an item of another level"
    return ""


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


COLUMNS = {_column(line) for line in DOCUMENT.split("\n") if ITEM.match(line)}
"""Where items begin."""


def remaining(chosen: Iterator[Slip]) -> Iterator[tuple[Slip, dict[str, set[str]], str]]:
    """Slips that show somebody something new, with the valid condition each makes, if any."""
    for slip in chosen:
        if found := leaks(slip):
            yield slip, found, valid(slip)


def test_the_document_is_sound_and_its_audiences_read_different_things() -> None:
    """What the slips are made in has no error, and hides something from everybody."""
    assert BEFORE
    assert len(EVERY) > 150
    for name, words in BEFORE.items():
        assert EVERY - words, name
    assert not BEFORE["journalists"]


def test_a_slip_is_an_error_or_shows_nobody_anything_new() -> None:
    """Every four hundredth of all slips."""
    chosen = (slip for at, slip in enumerate(slips(DOCUMENT)) if at % SHARE == 7)
    left = [(slip[:3], found) for slip, found, named in remaining(chosen) if not named]
    assert not left, left


def main(first: int, every: int) -> None:
    """All slips from one on, or one in so many; what remains, by the valid condition it makes."""
    counted, tried = Counter[str](), 0
    for slip in islice(slips(DOCUMENT), first, None, every):
        tried += 1
        if found := leaks(slip):
            named = valid(slip)
            counted[named or "unexplained"] += 1
            print(
                f"{named or 'UNEXPLAINED'}: {slip.kind} in line {slip.line}: {slip.what!r} {found}",
                flush=True,
            )
    print(f"{tried} slips; {sum(counted.values())} show something new: {dict(counted)}")


if __name__ == "__main__":
    main(*map(int, (*sys.argv[1:], *("0", "1")[len(sys.argv) - 1 :])))
