"""What provisions speak of."""

import pytest

from eo_site.texts.topics import Topic, sections_on, topics
from tests.texts.making import official


def spoken(words: str) -> set[Topic]:
    return {each.topic for each in topics(official(("1", words))) if not each.boilerplate}


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("is liable to a penalty of $5", "penalties"),
        ("shall be fined or imprisoned", "penalties"),
        ("suspension and debarment of contractors", "penalties"),
        ("There is hereby established a Lighthouse Council", "creates-bodies"),
        ("shall establish an internal working group to count lamps", "creates-bodies"),
        ("The Lighthouse Commission is hereby created", "creates-bodies"),
        ("directs the creation of a new lamp office", "creates-bodies"),
        ("in consultation with the Advisory Committee", "bodies"),
        ("shall provide funding to keepers", "funding"),
        ("out of amounts appropriated by the Congress", "funding"),
        ("award Federal grants to States", "funding"),
        ("a private right of action against owners", "enforceable-rights"),
        ("is not subject to judicial review", "enforceable-rights"),
    ],
)
def test_a_provision_speaks_of_a_topic(words: str, topic: Topic) -> None:
    """By the beginnings of its words, whatever it says of it."""
    assert topic in spoken(words)


@pytest.mark.parametrize(
    "words",
    [
        "as appropriate, a fundamental right granted by law",
        "fine glass; finding lamps; defined terms",
        "the Office of Management and Budget",
        "the commission of a crime; bulletin boards",
        "standards established by the Lighthouse Council of keepers",
        "Executive Order 13000 of May 1, 2098 (Establishing the Lamp Council), is revoked",
    ],
)
def test_other_words_speak_of_none_of_the_powers(words: str) -> None:
    """Neither look-alikes nor the titles of other documents do."""
    assert spoken(words) <= {"bodies"}


def test_formulas_are_told() -> None:
    """What nearly every order says creates nothing and funds nothing."""
    text = official(
        ("8(b)", "implemented subject to the availability of appropriations."),
        ("8(c)", "This order is not intended to, and does not, create any right or benefit, "
         "substantive or procedural, enforceable at law or in equity by any party."),
    )  # fmt: skip
    assert topics(text) and all(each.boilerplate for each in topics(text))
    assert sections_on(text, "funding") == ("8(b)",)
    assert sections_on(text, "enforceable-rights", boilerplate=False) == ()


def test_sections_come_once_and_in_sequence() -> None:
    """Title first; each provision once."""
    text = official(("1", "a council, a council"), ("2", "a council"), title="A Council")
    assert sections_on(text, "bodies") == ("title", "1", "2")
