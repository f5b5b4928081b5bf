"""What rules need not be asked about: never a sentence in which they would find something."""

import re
import sys

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eo_site.check.editorial import addressed, critics, effects, numbers, overstated
from eo_site.check.facts.powers import POWERS
from eo_site.check.sieve import Sieve, caseless

LOOKED_FOR = {
    "an effect": (effects.EFFECT, effects.SIGNS),
    "an opinion": (critics.OPINION, critics.SIGNS),
    "a duty of the reader": (addressed.ADDRESSED, addressed.SIGNS),
    "a report": (overstated.REPORT, overstated.SIGNS),
    **{each.words: (each.asserted, each.signs) for each in POWERS},
}
ALL = Sieve(tuple(signs for _, signs in LOOKED_FOR.values()))


@pytest.mark.parametrize("name", LOOKED_FOR)
@settings(deadline=None, max_examples=150, derandomize=True, database=None)
@given(st.data())
def test_whatever_a_rule_looks_for_has_a_sign(name: str, data: st.DataObject) -> None:
    """In the middle of a sentence, in any case, and beside what other rules look for."""
    pattern, _ = LOOKED_FOR[name]
    sentence = " ".join(f"It {data.draw(st.from_regex(pattern))} it.".split())
    assume(pattern.search(sentence))
    found = ALL.sorted_out(["Nothing.", sentence, "No more."])
    assert 1 in found[list(LOOKED_FOR).index(name)]


PIECES = st.sampled_from(
    (
        "Section 3(b)", "EO 13898", "85 FR 6721", "Rule 6(a)", "3(b)(ii)", "2020-02438", "A-11", "D7",
        "As of Nov 22, 2026", "through 5", ", and 4", "$", "$ 3.5", "12", "٣", "7,000", "Jan. 3",
        "hundreds", "Millions", "per cent", "percent", "x", "part", " ", ".",
    )
)  # fmt: skip


@settings(deadline=None, max_examples=500, derandomize=True, database=None)
@given(st.lists(PIECES, max_size=6))
def test_whatever_has_a_figure_has_a_sign(pieces: list[str]) -> None:
    """Though names with numbers in them are taken out before figures are sought."""
    sentence = " ".join("".join(pieces).split())
    if numbers.figures(sentence):
        assert Sieve((numbers.SIGNS,)).sorted_out([sentence]) == [{0}]


WORDS = st.text("ab .ſs\u0130", max_size=8)
SIGNS = st.lists(st.text("abis", min_size=1, max_size=3), min_size=1, max_size=4)


@settings(deadline=None, derandomize=True, database=None)
@given(st.lists(WORDS, max_size=5), st.lists(SIGNS, min_size=1, max_size=3))
def test_every_word_is_found_where_it_begins(texts: list[str], signs: list[list[str]]) -> None:
    """By each rule that has it, though one sign may be the beginning of another."""
    found = Sieve(tuple(map(tuple, signs))).sorted_out(texts)
    for rule, each in enumerate(signs):
        beginning = re.compile(rf"(?<![a-z])(?:{'|'.join(each)})")
        sought = {i for i, text in enumerate(texts) if beginning.search(caseless(text))}
        assert sought <= found[rule]


def test_most_sentences_are_left_out() -> None:
    """A sign in the middle of a word is none."""
    assert ALL.sorted_out(["The plan is a refund."]) == [set() for _ in LOOKED_FOR]


def test_case_is_ignored_as_patterns_ignore_it() -> None:
    """For every character there is: also for those that are no capital and are taken for a letter."""
    characters = "".join(map(chr, range(sys.maxunicode + 1)))
    for each in re.findall("[a-z]", characters, re.IGNORECASE):
        assert re.fullmatch(re.escape(caseless(each)), each, re.IGNORECASE)
        assert "a" <= caseless(each) <= "z"
