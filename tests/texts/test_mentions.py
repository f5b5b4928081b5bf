"""Mentions of agencies: by name, in lists, by defined short names; and open classes."""

import pytest

from eo_site.model.vocabulary import Term, Vocabulary
from eo_site.texts.classes import open_classes
from eo_site.texts.mentions import Mention, mentions
from eo_site.texts.names import Names, names_of
from tests.texts.making import official, shipped_names

AGENCIES = Vocabulary(
    terms=(
        Term(id="state", label="Department of State", short="State", aliases=("Secretary of State",)),
        Term(id="treasury", label="Department of the Treasury", aliases=("Secretary of the Treasury",)),
        Term(
            id="housing",
            label="Department of Housing and Urban Development",
            short="HUD",
            aliases=("Secretary of Housing and Urban Development",),
        ),
        Term(id="budget", label="Office of Management and Budget", short="OMB"),
        Term(id="lights", label="U.S. Lighthouse Service", short="ULS", aliases=("Keeper General",)),
        Term(id="arms", label="Office of Arms", aliases=("Under Secretary of State for Arms",)),
    )
)  # fmt: skip


@pytest.fixture(scope="module")
def names() -> Names:
    return names_of(AGENCIES)


def found(words: str, names: Names) -> list[tuple[str, str]]:
    return [(each.agency, each.phrase) for each in mentions(official(("1", words)), names)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The Secretary of State shall", [("state", "Secretary of State")]),
        ("the Secretary of State's staff", [("state", "Secretary of State")]),
        ("the State Department and the U.S. Department of State",
         [("state", "State Department"), ("state", "Department of State")]),
        ("the United States Lighthouse Service and the Lighthouse Service",
         [("lights", "United States Lighthouse Service"), ("lights", "Lighthouse Service")]),
        ("the U.S. Lighthouse Service.", [("lights", "U.S. Lighthouse Service")]),
        ("The Director of the OMB, and the Administrator of ULS",
         [("budget", "Director of the OMB"), ("lights", "Administrator of ULS")]),
        ("HUD and DHS", [("housing", "HUD")]),
    ],
)  # fmt: skip
def test_a_name_is_found_in_the_forms_orders_use(
    names: Names, words: str, expected: list[tuple[str, str]]
) -> None:
    """Possessives, countries, reversed names, titles before a name, and abbreviations."""
    assert found(words, names) == expected


@pytest.mark.parametrize(
    "words",
    [
        "the state of the Treasury's finances, the State of Ohio, secretary of state",
        "the Under Secretary of State for Lamps",
        "the Deputy Secretary of the Treasury",
        "the Office of Management and Budget Act of 1970",
        "Secretary. of State",
        "Department of Stately Homes",
    ],
)
def test_what_only_looks_like_a_name_is_none(names: Names, words: str) -> None:
    """Other capitals, lower officers, laws named after agencies, and parts of words."""
    assert found(words, names) == []


def test_a_longer_title_of_its_own_counts(names: Names) -> None:
    """The Under Secretary that the vocabulary lists is himself."""
    words = "the Under Secretary of State for Arms shall ask the Secretary of State"
    assert [agency for agency, _ in found(words, names)] == ["arms", "state"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The Secretaries of State, Housing and Urban Development, and the Treasury, and the OMB",
         [("state", "Secretaries of State"), ("housing", "Housing and Urban Development"),
          ("treasury", "Treasury"), ("budget", "OMB")]),
        ("the Departments of the Treasury and State shall",
         [("treasury", "Departments of the Treasury"), ("state", "State")]),
        ("the Secretaries of State and Lamps, and State employees", [("state", "Secretaries of State")]),
        ("the Assistant Secretaries of State and the Treasury", []),
        ("the Secretaries shall, with State officials,", []),
    ],
)  # fmt: skip
def test_a_list_of_several_names_each(
    names: Names, words: str, expected: list[tuple[str, str]]
) -> None:
    """ "Secretaries of State, Defense, and the Treasury" are three; what follows is none of them."""
    assert found(words, names) == expected


def defined(words: str, names: Names) -> list[Mention]:
    return [each for each in mentions(official(("1", words)), names) if each.defined]


def test_a_short_name_stands_for_what_the_text_defines(names: Names) -> None:
    """ "The Secretary" is hers who was called so; a Secretary of something else is not."""
    words = (
        "the Secretary of the Treasury (Secretary) shall ask. The Secretary shall ask the "
        "Secretary of Lamps, and the Secretary General, and a Secretary."
    )
    assert [(each.agency, each.start) for each in defined(words, names)] == [
        ("treasury", words.index("Secretary shall ask the"))
    ]


def test_a_definition_may_stand_before_the_name(names: Names) -> None:
    """ "“Director” means the Director of OMB"."""
    words = "“Chief” means the Director of OMB. The Chief shall report."
    assert [each.agency for each in defined(words, names)] == ["budget"]


def test_a_short_name_defined_for_several_or_for_another_thing_is_none_s(names: Names) -> None:
    """Neither "(Secretaries)" nor an abbreviation the text gives to a law is an agency."""
    several = "the Secretary of State and the Secretary of the Treasury (Secretaries). Secretaries"
    assert defined(several, names) == []
    law = "the Uniform Lamps Statute (ULS). Under the ULS, lamps burn."
    assert found(law, names) == []


def test_places_and_formulas_are_told(names: Names) -> None:
    """Title, heading, preamble and the formula on the budget can be set aside."""
    formula = (
        "the functions of the Director of the Office of Management and Budget relating to "
        "budgetary, administrative, or legislative proposals."
    )
    text = official(
        ("preamble", "in order to help the Department of State, it is ordered:"),
        ("1 Duties of the Department of State", "“the Secretary of State” is replaced by ULS."),
        ("2(a)(ii)", formula),
        title="Helping the Lighthouse Service",
    )
    told = [
        (each.section, each.in_heading, each.boilerplate, each.quoted)
        for each in mentions(text, names)
    ]
    assert told == [
        ("title", False, False, False),
        ("preamble", False, False, False),
        ("1", True, False, False),
        ("1", False, False, True),
        ("1", False, False, False),
        ("2(a)(ii)", False, True, False),
    ]


def test_the_shipped_vocabulary_stands_for_each_agency_once() -> None:
    """No agency's own name stands for another; the usual officers are there."""
    names = shipped_names()
    for words, agency in {
        ("Attorney", "General"): "justice-department",
        ("Secretary", "of", "Homeland", "Security"): "homeland-security-department",
        ("OMB",): "management-and-budget-office",
        ("Counsel", "to", "the", "President"): "white-house-office",
    }.items():
        assert names.by_words[words] == agency


@pytest.mark.parametrize(
    "phrase",
    [
        "heads of executive departments and agencies",
        "other heads of executive departments and agencies",
        "each agency",
        "all executive departments and agencies",
        "agency heads",
        "the heads of all relevant agencies",
    ],
)
def test_an_open_class_is_no_agency(names: Names, phrase: str) -> None:
    """It is found as what it is, and names nobody."""
    text = official(("1", f"The Council and {phrase} shall report."))
    assert mentions(text, names) == ()
    (only,) = open_classes(text)
    assert only.phrase in phrase and only.phrase.split()[-1] == phrase.split()[-1]


def test_an_open_class_in_a_formula_is_told() -> None:
    """The authority granted by law to an agency's head gives nobody anything to do."""
    words = "the authority granted by law to an executive department, agency, or any agency head"
    assert [each.boilerplate for each in open_classes(official(("9", words)))] == [True, True]
