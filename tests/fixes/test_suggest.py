"""Which known word a slip of the hand can have meant."""

import pytest

from eo_site.suggest import certain, certain_reader, did_you_mean, one_letter_off

READERS = ("general", "litigators", "policymakers", "desk", "team-a")


@pytest.mark.parametrize(
    ("word", "other", "near"),
    [
        ("abcd", "abcde", True),
        ("abcde", "bcde", True),
        ("abcd", "abxd", True),
        ("abcd", "acbd", True),
        ("abcd", "abcd", False),
        ("abcd", "badc", False),
        ("abcd", "abcdef", False),
        ("abcd", "xbcx", False),
        ("", "a", True),
        ("a", "b", True),
        ("aab", "aabb", True),
    ],
)
def test_one_letter_is_put_in_taken_out_changed_or_swapped(
    word: str, other: str, near: bool
) -> None:
    """Whichever of the two comes first."""
    assert one_letter_off(word, other) is near
    assert one_letter_off(other, word) is near


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("titel", ("title", "dates"), "title"),
        ("start-page", ("start_page", "end_page"), "start_page"),
        ("d7.deu", ("d7.due", "d8.due"), "d7.due"),
        ("d8.due", ("d7.due",), ""),
        ("notes-c", ("notes-a",), ""),
        ("eo-14111", ("eo-14110",), ""),
        ("sec-11", ("sec-1-1",), ""),
        ("cour", ("court", "four"), ""),
        ("for", ("fora",), ""),
        ("nothing", ("title",), ""),
    ],
)
def test_a_word_is_certain_where_one_is_as_near(
    word: str, known: tuple[str, ...], meant: str
) -> None:
    """Digits, single letters and short words are never a slip."""
    assert certain(word, known) == meant


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("litigator", "litigators"),
        ("litigatros", "litigators"),
        ("litiigators", "litigators"),
        ("polcymakers", "policymakers"),
        ("General", "general"),
        ("generals", "general"),
        ("gen\u200beral", "general"),
        ("litigatora", ""),
        ("litigatorx", ""),
        ("eneral", ""),
        ("genera", ""),
        ("generalx", ""),
        ("desks", ""),
        ("team-b", ""),
        ("team-aa", ""),
        ("", ""),
    ],
)
def test_readers_are_certain_only_where_the_letters_are_theirs(word: str, meant: str) -> None:
    """A letter in place of another may be another reader's."""
    assert certain_reader(word, READERS) == meant
    assert not certain_reader("litigator", (*READERS, "mitigators"))


def test_words_as_near_are_all_named() -> None:
    """Nobody is led to one of two that are as near."""
    assert did_you_mean("cose", ["case", "core", "none"]) == "did you mean `case` or `core`?"
