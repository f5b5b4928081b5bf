"""Quotations: where they stand, what is folded, what legal quoting allows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eo_site.texts.quotes import occurs
from tests.texts.making import official

TEXT = official(
    ("preamble", "By the authority vested in me, it is ordered:"),
    (
        "1 Policy",
        "The “Light List” shall not go dark—ever. Anti-fog lamps burn at mid-1990s levels.",
    ),
    ("2 Duties", "The Secretary of Lamps shall:"),
    ("2(a)", "count the agencies' lamps (all of them), within 180 days; and"),
    ("2(b)", "report to the President [through the Keeper]."),
    ("3 Money", "The Secretary shall pay for lamps."),
)


def places(quote: str, section: str | None = None) -> list[tuple[str, ...]]:
    return [each.sections for each in occurs(quote, TEXT, section)]


@pytest.mark.parametrize(
    "quote",
    [
        "shall not go dark—ever.",
        "shall not go\n dark -- ever",
        "shall not go dark – ever",
        'The "Light List" shall',
        "The ‘Light List’ shall",
        "The ``Light List'' shall",
        "Anti-\n   fog lamps",
        "Antifog lamps",
        "shall not\n\n[[Page 90002]]\n\n go dark",
        "mid–1990s levels",
    ],
)
def test_printing_and_typing_make_no_difference(quote: str) -> None:
    """Space, dashes, quotation marks, hyphens at line ends and page markers are folded."""
    assert places(quote) == [("1",)]


@pytest.mark.parametrize(
    "quote",
    [
        "Shall not go dark",
        "shall not go dark, ever",
        "hall not go dark",
        "shall not go dar",
        "shall go dark",
        "go dark ever",
        "",
        "…",
        "[sic]",
        ". . . — [ ]",
    ],
)
def test_anything_else_makes_a_difference(quote: str) -> None:
    """Case, punctuation, whole words; and a quotation without words stands nowhere."""
    assert places(quote) == []


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("The Secretary of Lamps shall: (a) count", [("2", "2(a)")]),
        ("The Secretary of Lamps shall: count", [("2", "2(a)")]),
        ("Duties. The Secretary", [("2",)]),
        ("The Secretary", [("2",), ("3",)]),
        ("Keeping Lighthouses", [("title",)]),
        ("within 180 days; and (b) report to the President", [("2(a)", "2(b)")]),
    ],
)
def test_a_quotation_may_run_on(quote: str, expected: list[tuple[str, ...]]) -> None:
    """From provision to provision, with marks and headings or without."""
    assert places(quote) == expected


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("The Secretary of Lamps shall . . . report to the President", [("2", "2(a)", "2(b)")]),
        ("The Secretary of Lamps shall … report", [("2", "2(a)", "2(b)")]),
        ("count the agencies’ lamps * * * within 180 days", [("2(a)",)]),
        ("count the agencies' lamps [. . .] within 180 days", [("2(a)",)]),
        ("report . . . count the agencies", []),
        ("[t]he Secretary of Lamps", [("2",)]),
        ("[T]he Secretary of Lamps", [("2",)]),
        ("[C]ount the agencies' lamps", [("2(a)",)]),
        ("[X]he Secretary of Lamps", []),
        ("[t]he secretary of Lamps", []),
        ("count the [agencies'] lamps", [("2(a)",)]),
        ("The Secretary [of Lamps] shall:", [("2",)]),
        ("count the agenc[y]' lamps", [("2(a)",)]),
        ("[They] shall not [ever] go dark", [("1",)]),
        ("shall not [sic] go dark [emphasis added]", [("1",)]),
        ("report to the President [through the Keeper].", [("2(b)",)]),
        ("By the authority [of the law] lamps.", []),
    ],
)
def test_the_signs_of_legal_quoting(quote: str, expected: list[tuple[str, ...]]) -> None:
    """Ellipses part what must stand in sequence; brackets stand for letters, words, or nothing."""
    assert places(quote) == expected


def test_a_section_holds_what_is_below_it_and_what_opens_its_list() -> None:
    """A quotation wholly elsewhere, or beginning in another section, is not in it."""
    assert places("within 180 days", "2(a)") == places("within 180 days", "2") == [("2(a)",)]
    assert places("within 180 days", "2(b)") == places("within 180 days", "3") == []
    assert places("Lamps shall . . . report", "2(b)") == []
    assert places("Lamps shall: (a) count", "2(a)") == [("2", "2(a)")]
    assert places("The Secretary of Lamps", "2(a)") == []
    assert places("Keeping Lighthouses", "title") == [("title",)]


def test_words_that_close_a_list_are_read_after_it() -> None:
    """They are the section's own, and the quotation runs from the last item into them."""
    sections = list(TEXT.sections)
    sections[2] = replace(
        sections[2], text=f"{sections[2].text}\n\nAll lamps count.", closing="All lamps count."
    )
    text = replace(TEXT, sections=tuple(sections))
    (only,) = occurs("[through the Keeper]. All lamps count.", text)
    assert only.sections == ("2(b)", "2")


@given(st.integers(0, 5), st.data())
def test_every_run_of_words_of_a_provision_stands_in_it(at: int, data: st.DataObject) -> None:
    """Quoting what is printed is never an error."""
    section = TEXT.sections[at]
    words = section.text.split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    found = occurs(" ".join(words[start:end]), TEXT, section.label)
    assert (section.label,) in [each.sections for each in found]


@given(st.text(alphabet="[]….*—-'“” aTsic\n", max_size=40))
def test_any_quotation_has_an_answer(quote: str) -> None:
    """Signs in any disorder raise nothing."""
    occurs(quote, TEXT)
    occurs(quote, TEXT, "2")
