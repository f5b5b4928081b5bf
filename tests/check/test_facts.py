"""Deadlines, agencies and quotations of an invented order, recorded in ways that are sound."""

from pathlib import Path

import pytest

from tests.check.planting import INVENTED, Planted, invented_site, planted, said_of, sound
from tests.sites import built, edit_audiences, tree

ASIDE = "does_not:\n"
"""Before this key, more of the record can be put in."""
LABOR = '  - {id: labor-department, role: lead, sections: ["3"]}\n'
D2_DUE = """\
    type: time-boxed
    due: {after: P90D, from: report-received}
    quote: not later than 90 days after receipt of the report
"""


def changed(*changes: tuple[str, str]) -> str:
    """The sound analysis with some words replaced."""
    text = sound()
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def set_aside(entry: str) -> tuple[str, str]:
    """A change that sets something aside."""
    return ASIDE, f"set_aside:\n  - {entry}\n{ASIDE}"


def said(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    """The codes of what is said of the analysis so changed."""
    return [
        each.split()[1] for each in said_of(invented_site(tmp_path, changed(*changes)), INVENTED)
    ]


@pytest.mark.parametrize(
    "due",
    [
        "{after: P180D, from: signed}",
        "{after: P180D, from: 2021-01-20}",
        "2021-07-19",
    ],
)
def test_a_time_is_recorded_in_any_way_that_gives_its_day(tmp_path: Path, due: str) -> None:
    """Counted from signing by name or by day, or worked out."""
    assert said(tmp_path, ("{after: P180D, from: signed}", due)) == []


@pytest.mark.parametrize(
    "due", ["{after: P179D, from: signed}", "{after: P180D, from: published}", "2021-07-20"]
)
def test_a_due_date_follows_from_the_quoted_words(tmp_path: Path, due: str) -> None:
    """One day more, another start, or another day is another deadline."""
    assert said(tmp_path, ("{after: P180D, from: signed}", due)) == ["EO614"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ('{what: deadline, section: "2(b)", reason: Not coded yet.}', []),
        ('{what: deadline, section: "2", reason: Not coded yet.}', ["EO617"]),
        ('{what: deadline, section: "2(b)", phrase: not later than 90 days, reason: Not coded.}', []),
        ('{what: deadline, section: "2(b)", phrase: within 30 days, reason: X.}', ["EO613", "EO617"]),
        ('{what: deadline, section: "3", phrase: annually, reason: X.}', ["EO613"]),
    ],
)  # fmt: skip
def test_a_deadline_may_be_set_aside_with_a_reason(
    tmp_path: Path, entry: str, expected: list[str]
) -> None:
    """By its section, and its words where there are several; what is not there is said."""
    if entry.startswith('{what: deadline, section: "2",'):
        expected = []  # a section stands for those in it
    changes = (D2_DUE, "    type: open-ended\n"), set_aside(entry)
    assert sorted(said(tmp_path, *changes)) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("{what: agency, agency: labor-department, reason: Named in passing.}", []),
        ('{what: agency, agency: labor-department, section: "3", reason: Named.}', []),
        ('{what: agency, agency: labor-department, section: "2", reason: Named.}', ["EO615"]),
        ("{what: agency, agency: state-department, reason: Named.}", ["EO615", "EO617"]),
    ],
)
def test_an_agency_may_be_set_aside_with_a_reason(
    tmp_path: Path, entry: str, expected: list[str]
) -> None:
    """Wherever it is named, or in one section; one that is not named cannot be."""
    assert sorted(said(tmp_path, (LABOR, ""), set_aside(entry))) == expected


def test_what_is_recorded_is_not_set_aside(tmp_path: Path) -> None:
    """One of the two is a mistake."""
    entry = "{what: agency, agency: labor-department, reason: Named in passing.}"
    assert said(tmp_path, set_aside(entry)) == ["EO617"]


@pytest.mark.parametrize(
    "entry",
    [
        '{what: deadline, section: "2(b)"}',
        "{what: deadline, reason: No section.}",
        "{what: agency, reason: No agency.}",
        '{what: agency, agency: labor-department, phrase: x, reason: "No."}',
    ],
)
def test_setting_aside_says_what_and_why(tmp_path: Path, entry: str) -> None:
    """Without a reason, or without saying which, nothing is set aside."""
    codes = said(tmp_path, set_aside(entry))
    assert len(codes) == 1 and codes[0] in ("EO111", "EO112")


@pytest.mark.parametrize(
    "sentence",
    [
        "It says “[l]ighthouses guide ships … past rocks” [@order, 1].",
        "It says “Lighthouses guide ships past rocks and shoals.” [@order, 1].",
        "It says “lighthouse keepers, including keepers of lightships,” and no more [@order, 3].",
        "It speaks of “lighthouses” [@order].",
        "Its title names “the United States” [@order, title].",
        "People say “lights ahoy”.",
        "The other order says “count them all” [@order-14060].",
    ],
)
def test_words_that_stand_there_may_be_quoted(tmp_path: Path, sentence: str) -> None:
    """Shortened, folded, from the title; what is not cited to this order is not looked up."""
    other = "sources: [{id: order-14060, type: regulation, title: Another order}]\n"
    change = Planted("", "\n## Outcomes", f"\n{sentence}\n\n## Outcomes", "")
    text, _ = planted(sound(), change)
    root = invented_site(tmp_path, text.replace("does_not:\n", f"{other}does_not:\n"))
    assert said_of(root, INVENTED) == []


def test_without_a_text_nothing_is_held_against_it(tmp_path: Path) -> None:
    """A wrong year goes unnoticed where there is nothing to compare it with."""
    root = invented_site(tmp_path, sound().replace("signed: 2021-01-20", "signed: 2020-01-20"))
    assert said_of(root, INVENTED) == ["6 EO616"]
    (root / f"content/texts/{INVENTED}.txt").unlink()
    assert said_of(root, INVENTED) == []


def test_a_time_in_working_days_is_a_quotation(tmp_path: Path) -> None:
    """What is not counted is printed as the order's own words, so it has to be them."""
    uncounted = "{uncounted: within 90 working days, from: report-received}"
    assert "EO610" in said(tmp_path, ("{after: P90D, from: report-received}", uncounted))


@pytest.mark.parametrize(
    ("force", "expected"), [("must", []), ("should", ["EO442"]), ("may", ["EO442"])]
)
def test_the_force_of_a_duty_is_what_its_section_says(
    tmp_path: Path, force: str, expected: list[str]
) -> None:
    """The Secretary of Labor "shall" keep a list: neither "should" nor "may"."""
    changes = ("    type: ongoing\n", f"    force: {force}\n    type: ongoing\n")
    assert said(tmp_path, changes) == expected


@pytest.mark.parametrize("verb", ["should", "is encouraged to", "is also encouraged to"])
def test_what_only_should_be_done_is_no_command(tmp_path: Path, verb: str) -> None:
    """A record that says "must" of a section that says "should" is told so."""
    root = invented_site(tmp_path, sound())
    text = root / f"content/texts/{INVENTED}.txt"
    words = text.read_text("utf-8")
    weaker = words.replace("Labor shall keep", f"Labor {verb} keep")
    text.write_text(weaker.replace("and shall review it", "and review it"), "utf-8")
    assert [each.split()[1] for each in said_of(root, INVENTED)] == ["EO442"]


def test_an_authorization_is_no_command(tmp_path: Path) -> None:
    """ "Is hereby authorized to keep" may be done."""
    force = ("    type: ongoing\n", "    force: may\n    type: ongoing\n")
    root = invented_site(tmp_path, changed(force))
    text = root / f"content/texts/{INVENTED}.txt"
    words = text.read_text("utf-8")
    given = words.replace("Labor shall keep", "Labor is hereby authorized to keep")
    text.write_text(given.replace("and shall review it", "and to review it"), "utf-8")
    assert said_of(root, INVENTED) == []


def test_a_body_that_the_text_names_is_a_term(tmp_path: Path) -> None:
    """A working group of its own name can't be left out of who is named; a bare "task force" can."""
    root = invented_site(tmp_path, sound())
    text = root / f"content/texts/{INVENTED}.txt"
    words = text.read_text("utf-8")
    group = "Secretary of Labor, with the Federal Lighthouse Working Group, shall keep"
    text.write_text(words.replace("Secretary of Labor shall keep", group), "utf-8")
    assert [each.split()[1] for each in said_of(root, INVENTED)] == ["EO443"]
    text.write_text(
        words.replace("Labor shall keep", "Labor and the Task Force shall keep"), "utf-8"
    )
    assert said_of(root, INVENTED) == []


def test_a_body_is_known_although_an_act_bears_its_name(tmp_path: Path) -> None:
    """The "Federal Trade Commission Act" is no second commission."""
    root = invented_site(tmp_path, sound())
    text = root / f"content/texts/{INVENTED}.txt"
    words = text.read_text("utf-8")
    named = "The Federal Trade Commission shall, under the Federal Trade Commission Act, keep"
    text.write_text(words.replace("The Secretary of Labor shall keep", named), "utf-8")
    assert [each for each in said_of(root, INVENTED) if "EO443" in each] == []


def test_an_entry_with_a_note_says_how_it_is_meant(tmp_path: Path) -> None:
    """Somebody's office may be reached in words that do not name it."""
    elsewhere = LABOR.replace('["3"]', '["3", "1"]')
    assert said(tmp_path / "a", (LABOR, elsewhere)) == ["EO620"]
    noted = elsewhere.replace("}", ", note: Its keepers.}")
    assert said(tmp_path / "b", (LABOR, noted)) == []


def test_a_class_is_named_by_the_words_that_the_record_has_for_it(tmp_path: Path) -> None:
    """A duty of a class needs no name in its section where the class is recorded with its words."""
    duty = ("who: [labor-department]", "who: [executive-agencies]")
    assert said(tmp_path / "a", duty) == ["EO620"]
    entry = (
        "{id: executive-agencies, role: lead, sections: ['3'], text: list of lighthouse keepers}"
    )
    assert said(tmp_path / "b", duty, (LABOR, f"{LABOR}  - {entry}\n")) == []


def test_an_entry_with_a_note_answers_for_the_duties_of_its_sections(tmp_path: Path) -> None:
    """A body that the order calls "the Task Force" is named in full only where it is set up."""
    duty = (
        "    who: [commerce-department]\n",
        "    who: [commerce-department, labor-department]\n",
    )
    assert said(tmp_path / "a", duty) == ["EO620"]
    noted = LABOR.replace('["3"]', '["3", "2(a)"]').replace("}", ", note: Its keepers.}")
    assert said(tmp_path / "b", duty, (LABOR, noted)) == []


def test_a_withdrawn_analysis_is_not_held_against_the_text(tmp_path: Path) -> None:
    """Its tombstone, which gives the reason, can be published whatever it had wrong."""
    wrong = ("past rocks and shoals., section", "past reefs., section")
    assert said(tmp_path / "a", wrong) == ["EO610"]
    withdrawn = (ASIDE, "withdrawn: {on: 2026-01-01, reason: A wrong quotation.}\n" + ASIDE)
    assert said(tmp_path / "b", wrong, withdrawn) == []


def test_what_is_set_aside_is_in_no_edition(tmp_path: Path) -> None:
    """Nor in the data that an edition offers."""
    entry = "{what: agency, agency: labor-department, reason: A reason of ours.}"
    root = invented_site(tmp_path, changed((LABOR, ""), set_aside(entry)))
    edit_audiences(root, lambda file: file["audiences"][0].update(exports=["json"]))
    files = tree(built(root))
    assert any(path.endswith("eo-99001/index.json") for path in files)
    assert not [path for path, data in files.items() if b"A reason of ours" in data]


BARE = """\
---
number: 99001
title: Counting the Lighthouses of the United States
---
"""


def test_a_bare_record_promises_nothing(tmp_path: Path) -> None:
    """Without duties and agencies the page says "not searched"; whoever says that there are none is
    held to it."""
    assert said_of(invented_site(tmp_path / "a", BARE), INVENTED) == []
    claimed = BARE.replace("title:", "not_applicable: [duties, agencies]\ntitle:")
    codes = {each.split()[1] for each in said_of(invented_site(tmp_path / "b", claimed), INVENTED)}
    assert codes == {"EO613", "EO615"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A list is kept from fiscal year 2026 on [@order, 3(a)].", []),
        ("It has 12 parts [@order, 3(b)].", []),
        ("It is kept from fiscal year 2027 on [@order, 3(a)].", ["EO619"]),
        ("It has 12 parts [@order, 3(a)].", ["EO619"]),
        ("It is kept from fiscal year 2026 on [@order, 2(a)].", ["EO619"]),
    ],
)
def test_what_leads_into_a_list_governs_its_parts(
    tmp_path: Path, sentence: str, expected: list[str]
) -> None:
    """A number before the list is each part's, one of another part's is not."""
    analysis = changed(
        (
            "The Secretary of Labor keeps “a list of lighthouse keepers, "
            "including keepers of lightships”\n[@order, 3].",
            sentence,
        )
    ).replace("    quote: review it annually\n", "")
    site = invented_site(tmp_path, analysis)
    file = site / f"content/texts/{INVENTED}.txt"
    text = file.read_text("utf-8")
    start, end = text.index("Sec. 3. Keepers."), text.index("Sec. 4. General")
    section = """Sec. 3. Keepers. Beginning in fiscal year 2026, the
                Secretary of Labor shall:
                    (a) keep a list of lighthouse keepers; and
                    (b) print it in 12 parts.
                """
    file.write_text(text[:start] + section + text[end:], "utf-8")
    said = [each.split()[1] for each in said_of(site, INVENTED)]
    assert [each for each in said if each == "EO619"] == expected
