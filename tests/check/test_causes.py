"""One message for one cause, and all of them at once."""

from pathlib import Path

import pytest

from tests.sites import AUDIENCES, copy_of_repository, found, loaded, order, small_site, write

DUTY = 'duties: [{{id: d1, section: "1", who: [guard], what: W., type: time-boxed, due: {}}}]\n'
AGENCIES = """\
terms:
  - {id: guard, label: Coast Guard, short: USCG}
  - {id: management-and-budget-office, label: Office of Management and Budget, short: OMB}
  - {id: justice-department, label: Department of Justice, short: DOJ, aliases: [Attorney General]}
  - {id: state-department, label: Department of State, aliases: [Secretary of State]}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two editions, and agencies that orders may name."""
    return small_site(
        tmp_path / "site",
        {"content/vocabularies/agencies.yaml": AGENCIES, "content/orders/eo-14001.md": order()},
    )


def said(site: Path, text: str) -> list[str]:
    """What is wrong with one order: `line:column CODE message | hint`."""
    write(site, {"content/orders/eo-14001.md": text})
    return [
        f"{e.place.line}:{e.place.column} {e.code} {e.message} | {e.hint}"
        for e in loaded(site).problems
    ]


def codes(site: Path, text: str) -> list[str]:
    """The same without words."""
    return [each.rpartition("EO")[0] + "EO" + each.split(" EO")[1][:3] for each in said(site, text)]


# All at once --------------------------------------------------------------------------------


def test_schema_body_names_facts_and_links_are_told_in_one_round(site: Path) -> None:
    """A wrong key hides no wrong audience, nor a repeated id, nor a dead link."""
    record = (
        "colour: red\n"
        "summary: {default: S., lawyer: T.}\n"
        'duties: [{id: d1, section: "1", who: [gard], what: W., type: ongoing}]\n'
    )
    body = (
        "\n## A\n\nA {brace} and [nothing](#nowhere), [@memo].\n\n## A\n\nX.\n"
        "\n::: for nobody\n\nB.\n\n:::\n"
    )
    assert codes(site, order(record, body)) == [
        "4:1 EO110",
        "5:24 EO301",
        "6:39 EO401",
        "11:3 EO207",
        "13:1 EO307",
        "17:9 EO301",
    ]


def test_names_ids_and_anchors_of_a_sound_record_are_told_together(site: Path) -> None:
    """What needs resolved text does not wait for what needs none."""
    body = "\n## A\n\n[Nothing](#nowhere) [@memo].\n\n## A\n\nX.\n"
    assert codes(site, order("interests: [lamps]\n", body)) == [
        "4:13 EO401",
        "9:11 EO403",
        "9:22 EO308",
        "11:1 EO307",
    ]


def test_every_item_that_is_wrong_is_told_at_its_own_place(site: Path) -> None:
    """Leaving out the first does not move the second."""
    record = """\
sources:
  - {id: a, type: webpage, title: A}
  - {id: b, type: website, title: B}
  - {id: c, type: webpage, title: C, for: [nobody]}
summary: {default: "S [@c, 1] { x", lawyers: T.}
"""
    assert codes(site, order(record)) == ["6:19 EO112", "7:44 EO301", "8:31 EO207"]


def test_a_wrong_front_matter_does_not_hide_what_is_wrong_in_the_text(site: Path) -> None:
    """The text can be read without it."""
    text = "---\ntitle: a: b\n---\n\n## A\n\n::: for nobody\n\nB {.\n\n:::\n"
    assert codes(site, text) == ["2:9 EO105", "7:9 EO301", "9:3 EO207"]


def test_a_key_that_stands_twice_hides_nothing(site: Path) -> None:
    """The first one counts until it is settled which is meant."""
    text = "---\ntitle: A\ntitle: B\nsummary: {default: S., lawyer: T.}\n---\n"
    assert codes(site, text) == ["3:1 EO106", "4:24 EO301"]


def test_a_wrong_order_hides_nothing_of_another(site: Path) -> None:
    """Links, relations and the site's own files are judged all the same."""
    write(
        site,
        {
            "content/orders/eo-14002.md": order(
                "relations: [{type: amends, target: the-constitution, source: order}]\n",
                "\n[a](eo-14001.md#b) [c](eo-7.md) [d](eo-14003.md#e)\n", number=14002,
            ),
            "content/orders/eo-14003.md": "Text.",
        },
    )  # fmt: skip
    write(site, {"content/orders/eo-14001.md": order("colour: red\n")})
    assert found(site) == [
        "content/orders/eo-14001.md:4 EO110",
        "content/orders/eo-14002.md:4 EO402",
        "content/orders/eo-14002.md:7 EO404",
        "content/orders/eo-14003.md:1 EO104",
    ]


def test_another_order_is_no_slip_of_the_hand(site: Path) -> None:
    """Digits that differ name another order, which is not proposed; letters that differ are a slip."""
    about = "---\ntitle: A\n---\n\nText.\n"
    body = "\n[a](eo-14007.md) [b](../pages/abuot.md)\n"
    write(site, {"content/pages/about.md": about, "content/orders/eo-14001.md": order(body=body)})
    hints = [each.hint for each in loaded(site).problems if each.code == "EO404"]
    assert hints == [
        "link to the official text instead; a draft has no page",
        "did you mean `about/`?",
    ]


def test_a_wrong_page_hides_nothing_of_another(site: Path) -> None:
    """Nor is a link to it dead."""
    write(
        site,
        {
            "content/pages/about.md": "---\ntitle: A\n---\n\n::: for nobody\n\nX.\n\n:::\n",
            "content/pages/help.md": "---\ntitle: H\n---\n\n[a](about.md#x) [b](#c) [@memo]\n",
            "content/pages/more.md": "Text.",
            "content/orders/eo-14001.md": order(body="\n[a](../pages/more.md#x)\n"),
        },
    )
    assert found(site) == [
        "content/pages/about.md:5 EO301",
        "content/pages/help.md:5 EO308",
        "content/pages/more.md:1 EO104",
    ]


# Follow-ons ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "body", "told"),
    [
        ("cases: [{id: a, name: A, source: order, events: [{on: 2025-02-01, kind: lost, court: x}]}]\n", "", ["EO112"]),
        ("duties:\n  - {id: d1, section: '1', who: [], what: W., type: ongoing}\n", "", ["EO112"]),
        (DUTY.format("180 days"), "Due [=d1.due] and [it](#duty-d1).", ["EO112"]),
        (DUTY.format("{after: P1D, from: e1}") + "events: [{id: e1, on: soon, text: T.}]\n", "", ["EO112"]),
        ("sources: [{id: memo, type: memo, title: M}]\n", "So it is [@memo].", ["EO112"]),
        ("sources: [{id: memo, type: report, title: M, for: [nobody]}]\n", "So [@memo].", ["EO301"]),
        ("soruces: [{id: memo, type: report, title: M}]\n", "So it is [@memo].", ["EO110"]),
        ("dates: {signed: 2025-02-30}\n" + DUTY.format("{after: P1D, from: signed}"), "[=signed]", ["EO112"]),
        ("numbers: [{id: n, value: '7'}]\n", "It is [=n.value].", ["EO111", "EO111"]),
        ("", "::: for lawyers\n\nA.\n\n## B\n\n::: instead for plain\n\nC.\n\n:::", ["EO206"]),
    ],
)  # fmt: skip
def test_what_follows_from_a_mistake_is_not_told(
    site: Path, record: str, body: str, told: list[str]
) -> None:
    """A duty that is left out has no date; a source that is left out is cited."""
    problems = said(site, order(record, f"\n{body}\n"))
    assert sorted(each.split()[1] for each in problems) == sorted(told), problems


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("content/vocabularies/agencies.yaml", AGENCIES.replace("id: guard", "ident: guard")),
        ("content/vocabularies/agencies.yaml", "terms: [\n"),
        ("content/sources.yaml", "sources: [{id: memo, type: memo, title: M}]\n"),
    ],
)
def test_a_shared_file_that_is_wrong_makes_no_order_wrong(site: Path, path: str, data: str) -> None:
    """Only itself."""
    write(site, {path: data})
    record = (
        'duties: [{id: d1, section: "1", who: [guard], what: "W [@memo].", type: ongoing}]\n'
        if "sources" in path
        else DUTY.format("2026-01-01")
    )
    write(site, {"content/orders/eo-14001.md": order(record)})
    assert {each.path for each in loaded(site).problems} == {path}


# Editions -----------------------------------------------------------------------------------


def test_a_problem_of_seven_editions_is_one_that_names_them(tmp_path: Path) -> None:
    """Three mistakes in the repository's own order, three problems, each at its column."""
    root = copy_of_repository(tmp_path / "site", "eo-13898")
    file = root / "content/orders/eo-13898.md"
    text = file.read_text("utf-8").rstrip("\n")
    lines = text.count("\n") + 1
    more = "\n\n## Extra\n\nSee [it](#nowhere).\n\n## Extra\n\nx\n\n## Extra\n\ny\n"
    file.write_text(text + more, "utf-8")
    assert [
        (e.place.line - lines, e.place.column, e.code, e.message)
        for e in loaded(root).problems
        if e.path.endswith("eo-13898.md") and e.place.line > lines and e.code != "EO701"
    ] == [
        (4, 10, "EO403", "`#nowhere` is nowhere on that page, in every edition"),
        (6, 1, "EO307", "the id `extra` stands twice on the page, in every edition"),
        (10, 1, "EO307", "the id `extra` stands twice on the page, in every edition"),
    ]


def test_a_problem_of_some_editions_names_those(site: Path) -> None:
    """Of a page that one edition alone has, none need be named."""
    more = AUDIENCES + "  - {id: press, name: Press, question: Q?, lead: [], modules: [sections]}\n"
    write(site, {"audiences.yaml": more})
    body = '\n## A {for="lawyers"}\n\nX.\n\n## B\n\n[a](#a)\n'
    assert [each.partition(" | ")[0] for each in said(site, order(body=body))] == [
        "12:5 EO403 `#a` is nowhere on that page, in the editions of `plain` and `press`"
    ]
    only = order("audiences: [press]\n", "\n[a](#a)\n")
    assert "EO403 `#a` is nowhere on that page |" in said(site, only)[0]


def test_each_of_several_links_has_its_own_column(site: Path) -> None:
    """Also where one address stands twice in a paragraph that is one line."""
    body = '\nFirst [a](#x) and [b](#x), `[c](#x)`\nand then [d](#x "t").\n\n- [e](#x)\n'
    assert codes(site, order(body=body)) == ["6:11 EO403", "6:23 EO403", "7:14 EO403", "9:7 EO403"]


# Hints --------------------------------------------------------------------------------------

HINTS = [
    ("duties: [{id: d1, section: '1', who: [guard], what: W., type: time-boxed, due: 180 days}]",
     "`due` is neither a date nor a time from one, but `180 days`", "write {after: P180D, from: signed}"),
    ("duties: [{id: d1, section: '1', who: [guard], what: W., type: time-boxed, due: P2M}]",
     "`due` is neither", "write {after: P2M, from: signed}"),
    ("duties: [{id: d1, section: '1', who: [guard], what: W., type: time-boxed, due: soon}]",
     "`due` is neither", "write 2020-01-31, or {after: P180D, from: signed}"),
    ("duties: [{id: d1, section: '1', who: [guard], what: W., type: ongoing, repeats: every 3 months}]",
     "`repeats` is not a duration", "write it as P180D, P2M or P1Y"),
    ("duties: [{id: d1, section: '1', who: [guard], what: W., type: time-boxed, due: {after: 90 days, from: signed}}]",
     "`after` is not a duration, but `90 days`", "write it as P90D"),
    ("citation: 90 FR 8449", "`citation` expects keys with values", "write {fr: 90 FR 8449}"),
    ("dates: 2020-01-31", "`dates` expects keys with values", ""),
    ("interests: lamps", "`interests` expects a list", "write [lamps]"),
    ("sources: [memo]", "`sources` expects keys with values", "write {id: memo, type: …, title: …}"),
    ("dates: {signed: 2025-02-30}",
     "`signed`: `2025-02-30` is no day, since that month has no day 30, but 28 days |", ""),
    ("dates: {signed: 2025-13-01}", "`signed`: `2025-13-01` is no day, since there is no month 13 |", ""),
    ("dates: {signed: 0000-01-01}", "is no day, since there is no year 0 |", ""),
    ("dates: {signed: 'January 31, 2020'}", "`signed` is not a date", "write it as 2020-01-31"),
    ("dates: {signed: 31 Jan 2020}", "`signed` is not a date", "write it as 2020-01-31"),
    ("dates: {signed: ٢٠٢٠-٠١-٣١}", "`signed` is not a date", ""),
    ("number: ١٤٠٠١", "`number` is not an order number", ""),
    ("citation: {fr: 85 FR 1, start_page: ٣}", "`start_page` is not a whole number", ""),
    ("duties: [{id: d1, section: ٣, who: [guard], what: W., type: ongoing}]", "`section` is not a section", ""),
    ("duties: [{id: d1, section: '1', who: [guard], what: W., type: time-boxed, due: {after: P١D, from: signed}}]",
     "`after` is not a duration", ""),
    ("sources: [{id: a, type: webpage, title: T, issued: 2020-99-99}]", "since there is no month 99", ""),
    ("sources: [{id: a, type: webpage, title: T, issued: 2020-02-30}]", "has no day 30, but 29 days", ""),
    ("sources: [{id: a, type: webpage, title: T, issued: 2020-13}]", "since there is no month 13", ""),
    ("sources: [{id: a, type: webpage, title: T, URL: 'https://['}]", "`URL` is not a web address", "it has a host"),
    ("sources: [{id: a, type: webpage, title: T, URL: 'https://a:b/'}]", "`URL` is not a web address", ""),
    ("duties: [{id: d1, section: '1', who: [omb], what: W., type: ongoing}]",
     "`omb` is not in", "did you mean `management-and-budget-office`?"),
    ("duties: [{id: d1, section: '1', who: [attorney-general], what: W., type: ongoing}]",
     "", "did you mean `justice-department`?"),
    ("duties: [{id: d1, section: '1', who: [department-of-justice], what: W., type: ongoing}]",
     "", "did you mean `justice-department`?"),
    ("duties: [{id: d1, section: '1', who: [us-coast-guard], what: W., type: ongoing}]", "", "did you mean `guard`?"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "message", "hint"), HINTS)
def test_a_hint_says_what_to_write(site: Path, record: str, message: str, hint: str) -> None:
    """One problem, in the author's terms."""
    text = order(record + "\n")
    if record.startswith("number"):
        text = text.replace("number: 14001\n", "")
    [problem] = said(site, text)
    assert message in problem and hint in problem, problem


YAML = [
    ("title: A\n\tnumber: 1\n", "3:1", "a tab", "indent with spaces"),
    ("sources:\n\t- {id: a}\n", "3:1", "a tab", "indent with spaces"),
    (
        "title: 'It's here'\n",
        "2:8",
        "text after a closing quotation mark",
        "an apostrophe is written twice",
    ),
    (
        "title: 'Tis here\n",
        "2:8",
        "a quotation mark that is not closed",
        "an apostrophe is written twice",
    ),
    ('title: "A "b" c"\n', "2:8", "text after a closing", 'a quotation mark is written \\"'),
    (
        "title: A\n  draft: true\n",
        "3:8",
        "mapping values",
        "begin it as the line above, after no spaces",
    ),
    (
        "dates:\n  signed: 2020-01-01\n filed: 2020-01-02\n",
        "4:2",
        "expected",
        "begin it as those beside it",
    ),
    (
        "dates: {signed: 2020-01-31\ntitle: A\n",
        "2:8",
        "a bracket that is not closed",
        "close it with }",
    ),
    ("interests: [a, b\ntitle: A\n", "2:12", "a bracket that is not closed", "close it with ]"),
    ("title: @home\n", "2:8", "a text that begins with @", "put it into quotes"),
    ("title: Order: a title\n", "2:13", "mapping values", "needs quotes"),
]


@pytest.mark.parametrize(("front", "place", "words", "hint"), YAML)
def test_a_mistake_in_yaml_says_what_is_likely_behind_it(
    site: Path, front: str, place: str, words: str, hint: str
) -> None:
    """Tabs, apostrophes, indents and brackets have hints of their own, at their own place."""
    [problem] = said(site, f"---\n{front}---\n")
    assert problem.startswith(f"{place} EO105 ") and words in problem and hint in problem, problem


# Messages -----------------------------------------------------------------------------------


def test_no_line_of_a_message_is_long_or_forges_another(site: Path) -> None:
    """Whatever is quoted in it."""
    long = "x" * 5000
    record = (
        f"colour-{long}: red\nsummary: [{long}]\npresident: {long}\n"
        'title: "a\\nfile.md:1:1: EO999 forged"\nstatus: [{value: "a\\n::error::forged"}]\n'
    )
    text = order(
        record, f"\n[{long}](x-{long}.html) {{{long}\n\n[@{long}]\n\n::: for {long}\n\n:::\n"
    )
    for each in [*loaded(write(site, {"content/orders/eo-14001.md": text})).problems]:
        assert len(each.line()) <= 500 and len(each.hint) <= 500
        assert each.line().isprintable() and each.hint.isprintable()


ASSERTED = (
    "\n## A\n\nIt is in force [@order]. It was signed on January 21, 2021 [@order]. It has two duties."
    " No court has blocked it.\n\nThe rule costs $12 million.\n"
)


@pytest.mark.parametrize(
    ("record", "cause"),
    [
        ("colour: 'red\n", "EO105"),
        ("status: {}\nduties: {}\ncases: 3\nsources: no\n", "EO112"),
    ],
)
def test_sentences_are_not_held_to_a_record_that_was_not_read(
    site: Path, record: str, cause: str
) -> None:
    """What an order's text says of its status, days, duties, courts and numbers waits for the record."""
    sound = [each[-5:] for each in codes(site, order("", ASSERTED))]
    assert {"EO655", "EO656", "EO657"} & {*sound}
    broken = {each[-5:] for each in codes(site, order(record, ASSERTED))}
    assert cause in broken and not broken & {"EO655", "EO656", "EO657", "EO701"}, broken
