"""Long hostile texts: the time a finder takes grows with the text, and no faster."""

from collections.abc import Callable
from time import process_time

import pytest

from eo_site.model.official import OfficialText
from eo_site.texts.classes import open_classes
from eo_site.texts.deadlines import deadlines
from eo_site.texts.mentions import mentions
from eo_site.texts.quotes import occurs
from eo_site.texts.topics import topics
from tests.texts.making import official, shipped_names

MEGABYTE = 1_000_000
UNITS = (
    "a", " ", "(", "“", "[", ". ", "- ", "not ", "within ", "within 1 ", "one hundred and ",
    "by January ", "by January 1", "every ", "each ", "at least ", "not creates right ",
    "establish ", "council ", "there is ", "commission of a ", "Secretaries of State, ",
    "Secretary of ", "the Secretary (Secretary) ", "Director of the Office of ", "U.S. ", "heads of all ",
    "all executive departments and ", "5 days after ", "days ", "“X” means ", "OMB ", "(OMB) ",
    "Order (A", "convene a ", "budget relating ", "A-", "’s", "functions of the Director ",
)  # fmt: skip
"""What the beginnings of the patterns match, again and again."""
FINDERS: dict[str, Callable[[OfficialText], object]] = {
    "deadlines": deadlines,
    "mentions": lambda text: mentions(text, shipped_names()),
    "classes": open_classes,
    "topics": topics,
    "quotes": lambda text: [
        occurs(quote, text)
        for quote in ("a" * 1000, "[a]nd . . . the [X] of", "aab … [b]aa", "5 d[ ]")
    ],
}
SECONDS = 60.0
"""Generous: a linear finder takes a second or two, a quadratic one hours."""


@pytest.mark.parametrize("finder", FINDERS)
def test_a_megabyte_of_anything_takes_no_long_time(finder: str) -> None:
    """Each beginning repeated over 25 kB of text, all of them together a megabyte."""
    each = MEGABYTE // len(UNITS)
    text = official(*((str(at), (unit * each)[:each]) for at, unit in enumerate(UNITS, 1)))
    started = process_time()
    FINDERS[finder](text)
    assert process_time() - started < SECONDS


@pytest.mark.parametrize(
    ("finder", "unit"),
    [
        ("deadlines", "within 5 days of "),
        ("mentions", "Secretary of "),
        ("classes", "heads of all "),
        ("topics", "establish not "),
        ("quotes", "a"),
    ],
)
def test_a_megabyte_of_one_thing_takes_no_long_time(finder: str, unit: str) -> None:
    """One provision of a megabyte: what grows with the square of a provision would show."""
    text = official(("1", (unit * MEGABYTE)[:MEGABYTE]))
    started = process_time()
    FINDERS[finder](text)
    assert process_time() - started < SECONDS


def test_a_long_quotation_is_looked_for_in_time() -> None:
    """A quotation as long as the text, of brackets and of nearly the same letters."""
    text = official(("1", "ab" * (MEGABYTE // 2)))
    started = process_time()
    for quote in ("ab" * (MEGABYTE // 4) + "b", "[a]b" * 50_000, "a … " * 50_000, "[x] " * 50_000):
        occurs(quote, text)
    assert process_time() - started < SECONDS


def test_the_units_reach_every_finder() -> None:
    """None of them passes the long texts over for want of a match."""
    joined = official(("1", ", ".join(map(str.strip, UNITS)) + ", 5 days after this order."))
    assert deadlines(joined) and topics(joined) and open_classes(joined)
    assert mentions(joined, shipped_names()) and occurs("heads of all", joined)
