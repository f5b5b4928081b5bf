"""What can be written at a place."""

import pytest

from eo_site.language_server.completion import complete
from eo_site.language_server.knowledge import Knowledge
from tests.language_server.cursors import CURSOR, TEXT, at, body, inserts, record, suggested

EVERY_NAME = ["plain", "lawyers", "law"]


@pytest.mark.parametrize(
    "text",
    [
        body("::: for ¦"),
        body("::: instead for ¦"),
        body('## A {for="¦'),
        body('## A {except="¦"}\n\nMore.\n'),
        body('- One {for="¦'),
        record("audiences: [¦"),
        record("duties:\n  - {id: d1, for: [plain, ¦"),
    ],
)
def test_audiences_and_groups_stand_where_readers_are_named(
    text: str, knowledge: Knowledge
) -> None:
    """Block lines, attributes and lists of the record take the names of `audiences.yaml`."""
    assert inserts(text, knowledge) == EVERY_NAME


def test_a_name_after_a_comma_is_completed_by_itself(knowledge: Knowledge) -> None:
    """Of several names the last is typed, and nothing before it is replaced."""
    found = suggested(body("::: for plain, la¦"), knowledge)

    assert [each.insert for each in found] == ["lawyers", "law", "plain"]
    assert {each.start for each in found} == {len(body("::: for plain, "))}


def test_a_variant_takes_an_audience_and_opens_its_text(knowledge: Knowledge) -> None:
    """`[words]{` is followed by a name, `=` and a quotation mark."""
    assert inserts(body("[words]{lawy¦"), knowledge) == ['lawyers="']


@pytest.mark.parametrize("typed", ["USCG", "uscg", "Commandant", "coast", "Coast Gu", "guard"])
@pytest.mark.parametrize(
    "lines", ["agencies:\n  - id: {}", "agencies:\n  - {{id: {}", "duties:\n  - {{id: d1, who: [{}"]
)
def test_an_agency_is_found_by_any_of_its_names(
    lines: str, typed: str, knowledge: Knowledge
) -> None:
    """Abbreviation, alias, label or id: what is written is the id, in place of all that was typed."""
    text = record(lines.format(f"{typed}¦"))

    (found,) = suggested(text, knowledge)

    assert (found.insert, found.start) == ("coast-guard", text.index(CURSOR) - len(typed))
    assert typed.casefold() in found.matched.casefold()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("interests: [¦", ["lamps", "ships"]),
        ("interests: [lamps, sh¦]\n---\n", ["ships"]),
        ("president: ¦", ["a-president"]),
        ("relations:\n  - {type: amends, target: painting¦", ["eo-14002"]),
        ("relations:\n  - {type: amends, target: proc¦", ["proc-1"]),
        ("relations:\n  - type: amended¦", ["amended_by"]),
        ("agencies:\n  - id: x\n    role: po¦", ["detail-pool"]),
        ("draft: ¦", ["true", "false"]),
        ("instrument: creates¦", ["creates-body"]),
        ("money: {in_order: t¦", ["true"]),
        ("searched: {cas¦", ["cases: "]),
        ("searched: {cases: [reg¦", ["register"]),
        ("not_applicable: [mon¦", ["money"]),
        (
            "duties:\n  - {id: d1}\n  - {id: d2, due: {after: P60D, from: ¦",
            ["signed", "filed", "published", "effective", "d1"],
        ),
    ],
)  # fmt: skip
def test_values_of_the_record(lines: str, expected: list[str], knowledge: Knowledge) -> None:
    """Ids of vocabularies, other orders, enumerations, sources and clocks, where each belongs."""
    assert inserts(record(lines), knowledge) == expected


@pytest.mark.parametrize(
    "text",
    [
        body("The order says [@¦"),
        body("It says [@order, 1; @¦"),
        body('[words]{lawyers="so [@¦'),
        TEXT.replace("source: order", "source: ¦", 1),
        TEXT.replace("Count the lamps [@notes]", "Count the lamps [@¦"),
    ],
)
def test_sources_of_the_file_come_before_those_of_the_site(text: str, knowledge: Knowledge) -> None:
    """In citations and in the record: the order itself, its own sources, shared ones, instruments."""
    assert inserts(text, knowledge) == ["order", "notes", "register", "proc-1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (body("It says [@order, ¦"), ["preamble", "1", "2", "2(a)", "2(b)"]),
        (body("It says [@order, 1, 2¦]"), ["2", "2(a)", "2(b)"]),
        (record("duties:\n  - section: 2(¦"), ['"2(a)"', '"2(b)"']),
        (record('duties:\n  - section: "2(¦'), ["2(a)", "2(b)"]),
        (record('agencies:\n  - {id: x, sections: ["1", "2(¦'), ["2(a)", "2(b)"]),
    ],
)
def test_sections_are_those_of_the_official_text(
    text: str, expected: list[str], knowledge: Knowledge
) -> None:
    """With their first words; in the record they are put in quotes, unless they stand in some."""
    assert inserts(text, knowledge) == expected


def test_a_section_is_shown_with_its_words(knowledge: Knowledge) -> None:
    """The official text says what each section is about."""
    found = {each.insert: each.detail for each in suggested(body("[@order, ¦"), knowledge)}

    assert found["1"] == "Purpose"
    assert found["2(b)"] == "The list of them shall be public."


def test_without_an_official_text_the_sections_that_the_record_names(knowledge: Knowledge) -> None:
    """An order without its text still completes what it has pinpointed before."""
    text = TEXT.replace("number: 14001", "number: 14009") + "\n[@order, ¦"

    assert inserts(text, knowledge) == ["preamble", "1", "2(a)", "2(b)"]


def test_values_that_text_can_print(knowledge: Knowledge) -> None:
    """`[=` offers the record's own days and each duty's, also while another entry has a slip in it."""
    expected = [
        "signed",
        "number",
        "title",
        "d1.due",
        "d1.section",
        "d2.section",
        "d3.due",
        "d3.section",
    ]
    broken = TEXT.replace("what: Print the list.", "what: Print: the list")

    assert inserts(body("By [=¦"), knowledge) == expected
    assert inserts(broken + "\nBy [=d1¦", knowledge) == ["d1.due", "d1.section"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("agencies:\n  - id: x\n    ¦\n    role: lead\n", {"sections: ", "text: ", "note: ", "for: "}),
        ("agencies:\n  - {id: x, role: lead, ¦", {"sections: ", "text: ", "note: ", "for: "}),
        ("dates: {signed: 2021-01-20, ¦}\n", {"filed: ", "published: ", "effective: "}),
        ("summary:\n  ¦", {"default: ", "plain: ", "lawyers: ", "law: "}),
        ("duties:\n  - what: {default: x, ¦", {"plain: ", "lawyers: ", "law: "}),
        ("does_not:\n  - {text: x, ¦", {"for: "}),
    ],
)  # fmt: skip
def test_keys_are_those_of_the_record_at_that_place(
    lines: str, expected: set[str], knowledge: Knowledge
) -> None:
    """From the schema, without those that stand there already; a prose field takes audiences."""
    assert set(inserts(record(lines), knowledge)) == expected


def test_a_slip_further_up_does_no_harm(knowledge: Knowledge) -> None:
    """Where the record above cannot be read, the key that is being typed still is."""
    assert inserts(
        record("summary: a: b\nduties:\n  - {id: d0, x\n  - id: d1\n    repe¦"), knowledge
    ) == ["repeats: "]


def test_links_lead_to_orders_by_number_or_title_and_to_pages(knowledge: Knowledge) -> None:
    """`](` takes another order's file, a page, and after `#` this page's headings."""
    assert inserts(body("[it](paint¦"), knowledge) == ["eo-14002.md"]
    assert inserts(body("[it](../pages/¦"), knowledge) == ["../pages/about.md"]
    assert inserts(body("[it](#¦"), knowledge) == ["purpose", "for-the-law"]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("content/sources.yaml", "sources:\n  - {id: a, type: web¦", ["webpage"]),
        (
            "content/sources.yaml",
            "sources:\n  - {id: a, for: [la¦",
            ["lawyers", "law", "plain"],
        ),
        ("audiences.yaml", "groups:\n  law: [pl¦", ["plain"]),
        ("audiences.yaml", "audiences:\n  - {id: a, falls_back_to: [pl¦", ["plain"]),
        ("audiences.yaml", "audiences:\n  - id: a\n    lead: [cite¦", ["cite-as"]),
        ("content/vocabularies/agencies.yaml", "terms:\n  - {id: a, part_of: treas¦", ["treasury"]),
        ("content/instruments.yaml", "instruments:\n  - {id: a, kind: procl¦", ["proclamation"]),
    ],
)
def test_the_sites_own_files(
    path: str, text: str, expected: list[str], knowledge: Knowledge
) -> None:
    """Sources, audiences, vocabularies and instruments complete what they name."""
    assert sorted(inserts(text, knowledge, path)) == sorted(expected)


def test_nothing_is_offered_for_plain_words(knowledge: Knowledge) -> None:
    """Whoever writes a sentence is left alone."""
    assert inserts(body("The order, which was signed: ¦"), knowledge) == []
    assert inserts(record("title: Counting ¦"), knowledge) == []


def test_templates_are_for_editors_that_fill_them_in(knowledge: Knowledge) -> None:
    """A block at the start of a line, with this site's audiences to choose from."""
    file, index = at(body("¦"))

    assert complete(file, index, knowledge) == ()
    block = complete(file, index, knowledge, templates=True)[0]
    assert block.is_template
    assert block.insert.startswith("::: for ${1|plain,lawyers,law|}\n")
