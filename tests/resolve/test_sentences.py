"""Sentences, words, syllables, and the reading grade made of them."""

import pytest

from eo_site.sentences import grade, measure, sentences, syllables, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("One", 1),
        ("", 0),
        ("   ", 0),
        ("See 22 U.S.C. 7101 et seq. It applies.", 1),
        ("Mr. Smith v. Jones was decided. It stands.", 2),
        ("The U.S. Government acted. It did.", 2),
        ("Under sec. 3(b) of No. 4 they report.", 1),
        ("He said “Go.” They went.", 2),
        ("The rate was 3.5 percent. It fell.", 2),
        ("On Jan. 31, 2020, it was signed.", 1),
        ("It asks: why? because it must.", 1),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    """Abbreviations, initials and decimals end none."""
    assert len(sentences(text)) == count


def test_no_word_is_lost_between_sentences() -> None:
    """Together they are the text."""
    text = "One two. Three (four). “Five!” Six"
    assert " ".join(sentences(text)) == text


def test_words_keep_hyphens_apostrophes_and_figures() -> None:
    """A 180-day term is one word, and punctuation is none."""
    text = "The President's 180-day term — 1,000 pages — isn't over."
    assert words(text) == [
        "The",
        "President's",
        "180-day",
        "term",
        "1,000",
        "pages",
        "isn't",
        "over",
    ]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1), ("order", 2), ("make", 1), ("the", 1), ("agency", 3), ("directed", 3), ("asked", 1),
        ("executive", 4), ("President", 3), ("2020", 1), ("a", 1),
        ("be", 1), ("law", 1), ("notice", 2), ("nation", 2), ("trafficking", 3), ("rhythm", 1), ("—", 1),
    ],
)  # fmt: skip
def test_syllables_of_common_words(word: str, count: int) -> None:
    """By vowel groups, without the silent e."""
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"), [("table", 2), ("people", 2), ("little", 2), ("houses", 2), ("employee", 3)]
)
def test_syllables_of_endings_that_are_not_silent(word: str, count: int) -> None:
    """-le, -es after a sibilant, and a y between vowels."""
    assert syllables(word) == count


def test_the_grade_is_kincaids_formula() -> None:
    """Six words of one syllable in one sentence: 0.39 · 6 + 11.8 · 1 − 15.59."""
    assert grade(map(measure, ["The cat sat on the mat."])) == pytest.approx(-1.45)


def test_the_grade_counts_words_per_sentence_and_syllables_per_word() -> None:
    """Five words with eleven syllables in two sentences: 0.39 · 2.5 + 11.8 · 2.2 − 15.59."""
    assert grade(map(measure, ["Executive power. The order ended."])) == pytest.approx(11.345)


def test_nothing_has_no_grade() -> None:
    """No words, no division by zero."""
    assert grade(map(measure, [])) == grade(map(measure, ["…"])) == 0.0


@pytest.mark.parametrize(
    ("text", "counted", "published"),
    [
        (
            "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
            (13, 24),
            11.3,
        ),
        (
            "This sentence, taken as a reading passage unto itself, is being used to prove a point.",
            (16, 23),
            7.6,
        ),
        ("Go.", (1, 1), -3.4),
    ],
)
def test_published_examples_are_counted_as_published(
    text: str, counted: tuple[int, int], published: float
) -> None:
    """Sentences with which descriptions of the formula explain it, and the least grade there can be.

    The second is published with its reading ease, 69: 206.835 − 1.015 · 16 − 84.6 · 23 / 16.
    """
    assert (len(words(text)), sum(map(syllables, words(text)))) == counted
    assert round(grade(map(measure, [text])), 1) == published
