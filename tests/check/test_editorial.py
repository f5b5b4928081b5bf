"""What needs a source, a section or a name, and what does not."""

from pathlib import Path

import pytest

from tests.check.planting import said_of
from tests.sites import AUDIENCES, SITE, built, found, order, small_site, write

SOURCES = """\
dates: {signed: 2021-01-20}
sources:
  - {id: report, type: report, title: A report}
"""


def codes(tmp_path: Path, body: str, record: str = SOURCES, **files: str) -> list[str]:
    """The codes of the problems of one order with such a body."""
    text = order(record, f"\n{body}\n")
    root = small_site(tmp_path, {"content/orders/eo-14001.md": text, **files})
    return [each.split()[1] for each in said_of(root, "eo-14001")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("There are 300 lighthouses.", ["EO701"]),
        ("There are 300 lighthouses [@report].", []),
        ("There are 300 lighthouses, see [the list](https://a.example).", []),
        ("It costs $3.5 million.", ["EO701"]),
        ("Millions pass them.", ["EO701"]),
        ("It fell by 12 percent.", ["EO701"]),
        ("It opened on March 3, 2019.", ["EO701"]),
        ("It was signed on January 20, 2021.", []),
        ("It was signed in 2021.", []),
        ("EO 13898 and section 3(b), sections 3 through 5, 2(c)(i), 4 and 85 FR 6721.", []),
        ("It cites 22 U.S.C. 7101 and Rule 6(a).", []),
        ("As of Nov 22, 2026, nothing is known.", []),
        ("The order sets ten tasks.", []),
        ("This record codes 33 sections.", []),
        ("This record codes 33 duties.", ["EO657"]),
        ("Whether the 120-day report was made: not searched.", ["EO701"]),
        (
            "It asks for a 120-day report [@report]. Whether the 120-day report was made: not searched.",
            [],
        ),
        ("The report was due on [=signed].", []),
    ],
)
def test_a_number_needs_a_source(tmp_path: Path, body: str, expected: list[str]) -> None:
    """Unless it is a name, the record's own date, or repeated in a question."""
    assert codes(tmp_path, body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The count led to fewer wrecks.", ["EO702"]),
        ("The count led to fewer wrecks [@report].", []),
        ("Coordination has improved.", ["EO702"]),
        ("Keepers have since been effective.", ["EO702"]),
        ("The order raised awareness and played a critical role.", ["EO702"]),
        ("The order ensures that ships are safe.", ["EO702"]),
        ("Whether coordination has improved is not known.", []),
        ("Has coordination improved?", []),
        ("Nothing shows that it has improved safety.", []),
        ("The Secretary is to improve coordination.", []),
        ("It says “has improved”.", []),
    ],
)
def test_an_effect_needs_a_source(tmp_path: Path, body: str, expected: list[str]) -> None:
    """What the order asks for is no effect, and a question claims none."""
    assert codes(tmp_path, body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Some argue that it does too little.", ["EO703"]),
        ("Critics have long said that it does too little [@order].", ["EO703"]),
        ("Criticisms of the order have arisen.", ["EO703"]),
        ("The order was widely praised.", ["EO703"]),
        ("It is a landmark order.", ["EO703"]),
        ("It raises privacy concerns.", ["EO703"]),
        ("Some argue that it does too little [@report].", []),
        ("Criticism and praise: not searched.", []),
        ("Has anyone criticized the order?", []),
        ("Keepers note the hour of each passing ship.", []),
    ],
)
def test_criticism_needs_a_name(tmp_path: Path, body: str, expected: list[str]) -> None:
    """The order itself is nobody's critic."""
    assert codes(tmp_path, body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The order sets penalties for shipwreckers.", ["EO704"]),
        ("The order sets penalties for shipwreckers [@order, 3].", []),
        ("The order sets no penalties.", []),
        ("It adds no crime and no penalty.", []),
        ("It creates a task force on lighthouses.", ["EO704"]),
        ("It names the task force that EO 13898 set up.", []),
        ("The order funds new towers.", ["EO704"]),
        ("The order appropriates nothing.", []),
        ("Keepers get a right to sue.", ["EO704"]),
        ("It disclaims rights, and gives no one a right to sue.", []),
        ("Owners gain legal clarity.", ["EO704"]),
    ],
)
def test_powers_need_a_section(tmp_path: Path, body: str, expected: list[str]) -> None:
    """Whoever says that the order does such a thing says where."""
    assert codes(tmp_path, body) == expected


def test_what_an_order_does_not_do_needs_no_section(tmp_path: Path) -> None:
    """The list of it asserts nothing."""
    assert codes(tmp_path, "", "does_not: [Set penalties., Create a task force.]\n") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("You must count them.", ["EO705"]),
        ("Your agency shall count them [@order, 2].", ["EO705"]),
        ("The Secretary must count them.", []),
        ("It says “you must count them”.", []),
    ],
)
def test_readers_are_given_no_duties(tmp_path: Path, body: str, expected: list[str]) -> None:
    """An order binds whom it names."""
    assert codes(tmp_path, body) == expected


DUTY = """\
duties:
  - id: d1
    section: "2"
    who: [commerce-department]
    what: Count.
    type: ongoing
    evidence: [{on: 2021-05-01, value: VALUE, text: It says so., source: report}]
"""
AGENCIES = "terms: [{id: commerce-department, label: Department of Commerce, aliases: [Secretary of Commerce]}]\n"


@pytest.mark.parametrize(
    ("value", "body", "expected"),
    [
        ("in-progress", "The Secretary of Commerce completed the count.", ["EO710"]),
        ("done-claimed-unverified", "Agencies have completed the count [@order, 2].", ["EO710"]),
        ("done-confirmed", "The Secretary of Commerce completed the count [@order, 2].", []),
        ("done-confirmed", "The Secretary of Commerce completed the list [@order, 3].", ["EO710"]),
        ("in-progress", "The Secretary of Commerce said that it completed the count.", []),
        ("in-progress", "Whether the agencies completed the count is not known.", []),
        ("in-progress", "The agencies never completed the count.", []),
        ("in-progress", "The Secretary of Commerce is to complete the count.", []),
    ],
)
def test_done_is_said_where_evidence_confirms_it(
    tmp_path: Path, value: str, body: str, expected: list[str]
) -> None:
    """For the section that is cited; what is claimed is said to be claimed."""
    files = {"content/vocabularies/agencies.yaml": AGENCIES}
    assert codes(tmp_path, body, SOURCES + DUTY.replace("VALUE", value), **files) == expected


AVOIDING = AUDIENCES.replace(
    "name: Plain readers",
    "name: Plain readers\n    avoid: [{word: pursuant to, instead: under}, promulgate]",
)


def test_words_to_avoid_are_found_in_the_edition_that_avoids_them(tmp_path: Path) -> None:
    """With the line of the file and the word to write; other editions and quotations may have them."""
    body = (
        "\nIt is done pursuant to law.\n\n::: for lawyers\n\nThey promulgate rules.\n\n:::\n\n"
        "The text says “pursuant to”.\n\nSecretaries promulgate them.\n"
    )
    root = small_site(
        tmp_path, {"audiences.yaml": AVOIDING, "content/orders/eo-14001.md": order("", body)}
    )
    path = "content/orders/eo-14001.md"
    assert found(root) == [f"{path}:6 EO706", f"{path}:16 EO706"]


def test_a_word_to_avoid_is_known_in_any_letters(tmp_path: Path) -> None:
    """A long s is an s to whoever reads, and capitals are letters too."""
    body = "\nIt is done PURſUANT to law.\n"
    root = small_site(
        tmp_path, {"audiences.yaml": AVOIDING, "content/orders/eo-14001.md": order("", body)}
    )
    assert found(root) == ["content/orders/eo-14001.md:6 EO706"]


INTERESTS = "terms: [{id: lighthouses, label: Lighthouses}, {id: buoys, label: Buoys}]\n"


def test_interests_are_used_and_analysed_orders_are_tagged(tmp_path: Path) -> None:
    """A term without an order, and an analysis without a term; a bare record may go without."""
    files = {
        "content/vocabularies/interests.yaml": INTERESTS,
        "content/orders/eo-14002.md": order("interests: [buoys]\n", "\nText.\n", number=14002),
        "content/orders/eo-14003.md": order(number=14003),
    }
    assert found(small_site(tmp_path, files)) == [
        "content/orders/eo-14001.md:1 EO708",
        "content/vocabularies/interests.yaml:1 EO707",
    ]


def test_a_source_grows_old(tmp_path: Path) -> None:
    """A web page does, after the site's own number of days; a printed order does not."""
    record = (
        "sources:\n"
        "  - {id: page, type: webpage, title: A page, checked: 2026-10-01}\n"
        "  - {id: print, type: regulation, title: An order, checked: 2020-01-01}\n"
    )
    root = small_site(tmp_path, {"content/orders/eo-14001.md": order(record)})
    assert found(root) == []
    write(root, {"site.yaml": SITE + "source_days: 30\n"})
    assert found(root) == ["content/orders/eo-14001.md:5 EO709"]


def test_a_source_of_the_site_grows_old_where_a_fact_names_it(tmp_path: Path) -> None:
    """Told once an order, at the first of them: here a search, then what says that a duty was done."""
    search = "searched: {money: [page]}\n"
    duty = (
        'duties:\n  - {id: d1, section: "1", who: [guard], what: Count., type: ongoing,\n'
        "     evidence: [{on: 2026-10-01, value: in-progress, text: Begun., source: page}]}\n"
    )
    page = "{id: page, type: webpage, title: A page, checked: 2026-10-01, covers: [money]}"
    files = {
        "site.yaml": SITE + "source_days: 30\n",
        "content/sources.yaml": f"sources: [{page}]\n",
        "content/vocabularies/agencies.yaml": "terms: [{id: guard, label: Guard}]\n",
        "content/orders/eo-14001.md": order(search),
        "content/orders/eo-14002.md": order(duty + search, number=14002),
    }
    assert [each for each in found(small_site(tmp_path, files)) if each.endswith("EO709")] == [
        "content/orders/eo-14001.md:4 EO709",
        "content/orders/eo-14002.md:6 EO709",
    ]


def test_a_citation_holds_for_all_of_a_sentence_with_abbreviations(tmp_path: Path) -> None:
    """What stands before "Pub. L." or "Stat." is no sentence of its own without a source; and what lists
    and descriptions show of a summary are whole sentences."""
    summary = (
        "The order rests on the Act, Pub. L. 96-354, and on 5 C.F.R. pt. 302 [@order, 3(b)]. It names 5 members "
        "under 84 Stat. 2078 [@order, 1]. It took effect at once [@order, 2]."
    )
    body = "It sets 5 seats under the Act, Pub. L. 96-354 [@order, 1]."
    assert codes(tmp_path / "a", body, f'summary: "{summary}"\n') == []
    text = order(f'summary: "{summary}"\n', f"\n{body}\n")
    out = built(small_site(tmp_path / "b", {"content/orders/eo-14001.md": text}))
    shown = "The order rests on the Act, Pub. L. 96-354, and on 5 C.F.R. pt. 302."
    shown = f"{shown} It names 5 members under 84 Stat. 2078."
    assert shown in (out / "plain/index.html").read_text("utf-8")
    page = (out / "plain/orders/eo-14001/index.html").read_text("utf-8")
    assert f'<meta name="description" content="{shown}">' in page
