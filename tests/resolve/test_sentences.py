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
        ("See 22 U.S.C. 7101 et seq. It applies.", 2),
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


@pytest.mark.parametrize(
    "text",
    [
        "The Act, Pub. L. 96-354, 94 Stat. 1164, governs.",
        "It cites 5 C.F.R. pt. 302 and 3 C.F.R., 2017 Comp., p. 301.",
        "See H.R. Rep. No. 115-2, H.R. Doc. No. 119-30 and S. Treaty Doc. No. 100-20.",
        "It relies on U.S. Const. art. II and amend. XIV, and on ch. 5, cl. 2, tit. A.",
        "In Hawaii v. Trump, 241 F. Supp. 3d 1119 (D. Haw. Mar. 15, 2017), it was held so.",
        "In Trump v. Hawaii, 138 S. Ct. 377 and 859 F.3d 741 (9th Cir. Sept. 7, 2017), it was.",
        "It was printed at 82 Fed. Reg. 8977, 82 Fed.Reg. 13209 and in Exec. Order No. 13,780.",
        "Sen. Smith, Rep. Jones, Gov. Abbott, Gen. Kelly, Dr. King, Prof. Lee and Mr. Roe wrote.",
        "The Cal. Penal Code, Mass. Gen. Laws and N.Y. Const. are not meant.",
        "The acts (50 U.S.C. 1701 et seq.) (IEEPA) and (26 Stat. 209) (Sherman Act) are named.",
        "It began at 12:01 a.m. Eastern Daylight Time and again at 2 p.m. Monday.",
        "Northern Pac. Ry. Co. v. United States and United States v. The Amistad are cited.",
        "The Dep't of Justice, Dep’t. Under Secretary Roe and the Att'y Gen. Kim agree.",
        "Cf. Roe v. Doe.",
        "Section 1. Purpose.",
        "The case is No. CV 17-00050 or no. 5 of 9, by J. Roe.",
    ],
)
def test_abbreviations_of_the_law_end_no_sentence(text: str) -> None:
    """Reporters, courts, statutes, months, titles and parts; of each kind some."""
    assert sentences(text) == (text,)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It was enacted under Pub. L. 96-354.", "The agency must plan."),
        ("They arrived in the U.S.", "The order reaches them."),
        ("It cites 22 U.S.C. 7101 et seq.", "Agencies must comply."),
        ("It was decided in the 9th Cir.", "This court reversed."),
        ("The answer is no.", "I agree."),
        ("Is it law?", "No. 5 says so."),
        ("It is a work of art.", "Museums show it."),
        ("Congress may amend.", "Courts may not."),
        ("They are listed in Schedule B.", "Appointments are separate."),
        ("It was sent to the Att'y Gen.", "He answered."),
        ("As section 1 of EO 13780 says, and section 2.", "It ends."),
        ("It was sued by Roe, Inc.", "However, it won."),
        ("It began at 9 a.m.", "Keepers watched."),
        ("He said “the U.S.”", "They left."),
        ("No da a nadie el derecho de demandar.", "¿Sigue vigente?"),
        ("Rige desde 2020.", "Última revisión: 2026."),
    ],
)
def test_a_sentence_may_end_with_an_abbreviation(first: str, second: str) -> None:
    """What follows tells: a word that begins sentences, or no number where one is wanted."""
    assert sentences(f"{first} {second}") == (first, second)


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
