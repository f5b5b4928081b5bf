"""Official texts: an invented order in both forms, what is ambiguous, and real texts at hand."""

import csv
import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eo_site.model.official import OfficialText
from eo_site.model.problem import Problem, Severity
from eo_site.read.official_text import read_official_text, read_official_texts

OFFICIAL = Path(__file__).parent / "official"
FORMS = ("eo-99999.txt", "eo-99999.md")


def read(name: str) -> OfficialText:
    text, problems = read_official_text(name, (OFFICIAL / name).read_bytes())
    assert text and not problems, problems
    return text


def expected() -> dict[str, tuple[str, str]]:
    """Heading and words by label, as `expected.md` has them."""
    parts = (OFFICIAL / "expected.md").read_text(encoding="utf-8").split("\n## ")[1:]
    found = {}
    for part in parts:
        head, _, words = part.partition("\n")
        label, _, heading = head.partition(" ")
        found[label] = (heading, words.replace("\n~\n", "\n"))
    return found


def folded(words: str) -> str:
    return " ".join(words.split())


# The invented order


@pytest.mark.parametrize("name", FORMS)
def test_every_provision_has_its_label_heading_and_words(name: str) -> None:
    """Both forms of the order read as the reviewed list says."""
    wanted = {label: (heading, folded(text)) for label, (heading, text) in expected().items()}
    found = {each.label: (each.heading, folded(each.text)) for each in read(name).sections}
    assert list(found) == list(wanted)
    assert found == wanted


def test_the_plain_form_keeps_paragraphs() -> None:
    """A blank line stands between two paragraphs, and nowhere else."""
    text = read("eo-99999.txt")
    policy = text.by_label("1")
    assert policy and [each[:20] for each in policy.text.split("\n\n")] == [
        "For two centuries th",
        "It is the policy of ",
    ]


@pytest.mark.parametrize("name", FORMS)
def test_the_header_gives_number_title_date_and_citation(name: str) -> None:
    """What the file says about the order stands beside its sections."""
    text = read(name)
    assert (text.number, text.signed, text.citation) == ("99999", date(2099, 11, 2), "99 FR 90001")
    assert text.title == "Keeping the Nation's Lighthouses in Good Repair"
    assert text.document_number == "2099-99999"


@pytest.mark.parametrize("name", FORMS)
def test_the_foot_gives_the_days_of_signature_and_filing(name: str) -> None:
    """The year of filing, two digits, is of the century of the signing."""
    text = read(name)
    assert (text.dated, text.filed) == (date(2099, 11, 2), date(2099, 11, 4))


def test_the_day_of_the_issue_stands_at_the_head() -> None:
    """The plain form names the issue; the Markdown one only by the document's address."""
    assert read("eo-99999.txt").published == date(2099, 11, 5)
    assert read("eo-99999.md").published is None
    markdown = (OFFICIAL / "eo-99999.md").read_text("utf-8")
    address = "https://www.federalregister.gov/documents/2099/11/05/2099-99999/lights"
    moved = markdown.replace("https://orders.example/99999", address).encode()
    text, _ = read_official_text("eo-99999.md", moved)
    assert text and text.published == date(2099, 11, 5)


@pytest.mark.parametrize(
    ("foot", "dated"),
    [
        ("THE WHITE HOUSE,\n\n    Washington, November 2, 2099.", date(2099, 11, 2)),
        ("THE WHITE HOUSE,\n\n    November 2, 2098.", date(2098, 11, 2)),
        ("THE WHITE HOUSE,\n\n    November 31, 2099.", None),
        ("THE WHITE HOUSE.", None),
    ],
)
def test_a_foot_that_says_something_else_is_kept_as_it_is(foot: str, dated: date | None) -> None:
    """The day below the signature may differ from the heading's, be none, or be missing."""
    words = (OFFICIAL / "eo-99999.txt").read_text("utf-8").split("THE WHITE HOUSE")[0] + foot
    text, _ = read_official_text("eo-99999.txt", words.encode())
    assert text and (text.signed, text.dated, text.filed) == (date(2099, 11, 2), dated, None)


def test_a_section_with_everything_below_it_reads_as_printed() -> None:
    """Marks and headings are there, and a flush paragraph follows its list."""
    assert read("eo-99999.txt").under("4") == (
        "Sec. 4. Repairs. Subject to the availability of appropriations, the Secretary shall:\n\n"
        "(a) repair the lamps first;\n\n"
        "(b) repair the towers in the order of the ranking; and\n\n"
        "(c) engage local craftspeople where practicable.\n\n"
        "No light may be taken out of service during repairs unless a lightship stands in for it."
    )
    assert read("eo-99999.txt").under("9") == ""


@pytest.mark.parametrize("name", FORMS)
def test_the_whole_text_holds_every_word_in_sequence(name: str) -> None:
    """Nothing is lost and nothing moved between the preamble and the signature."""
    assert_nothing_lost(OFFICIAL / name, read(name))


@pytest.mark.parametrize("name", FORMS)
def test_lines_lead_to_the_provision(name: str) -> None:
    """Each provision's line holds its mark."""
    lines = (OFFICIAL / name).read_text(encoding="utf-8").split("\n")
    for each in read(name).sections:
        if mark := re.search(r"\([^()]*\)$", each.label):
            assert mark.group() in lines[each.line - 1] or each.label == "3(a)", each


# Small texts


def plain(*paragraphs: str) -> bytes:
    """A plain-text order around these paragraphs, set in the margin of sections."""
    words = "\n\n".join(" " * 16 + each for each in paragraphs)
    head = " " * 16 + "Executive Order 99998 of May 1, 2098\n\nLamps\n\n" + " " * 16
    return f"{head}By the authority vested in me, it is hereby ordered:\n\n{words}\n".encode()


def markdown(body: str) -> bytes:
    return (
        "# Executive Order 99998: Lamps\n\nExecutive Order 99998 of May 1, 2098\nLamps\n"
        f"### Authority\n\nBy the authority vested in me, it is hereby ordered:\n{body}\n"
    ).encode()


def labels(*paragraphs: str) -> list[str]:
    text, _ = read_official_text("eo-99998.txt", plain(*paragraphs))
    assert text
    return [each.label for each in text.sections][1:]


def codes(*paragraphs: str) -> list[str]:
    return [each.code for each in read_official_text("eo-99998.txt", plain(*paragraphs))[1]]


def letters_to(last: str, *, end: str = ".") -> list[str]:
    """`(a) x.` to `(h) x.` as paragraphs."""
    return [f"({chr(each)}) words{end}" for each in range(ord("a"), ord(last) + 1)]


def test_i_after_h_is_a_letter_if_j_follows() -> None:
    """The sequence decides."""
    found = labels("Section 1. Policy.", *letters_to("h"), "(i) words.", "(j) words.")
    assert found[-2:] == ["1(i)", "1(j)"]


def test_i_after_h_is_a_numeral_if_ii_follows() -> None:
    """The sequence decides, whatever the layout."""
    found = labels("Section 1. Policy.", *letters_to("h"), "(i) words;", "(ii) words.")
    assert found[-2:] == ["1(h)(i)", "1(h)(ii)"]


def test_i_last_after_h_is_a_letter_unless_a_colon_announces_it() -> None:
    """Nothing follows, so the words before decide."""
    assert labels("Section 1. Policy.", *letters_to("h"), "(i) words.")[-1] == "1(i)"
    announced = [*letters_to("g"), "(h) words:", "(i) words."]
    assert labels("Section 1. Policy.", *announced)[-1] == "1(h)(i)"


def test_i_below_i_is_a_numeral() -> None:
    """A ninth letter may hold a list of its own."""
    found = labels(
        "Section 1. Policy.", *letters_to("h"), "(i) words:", "(i) x;", "(ii) x.", "(j) words."
    )
    assert found[-4:] == ["1(i)", "1(i)(i)", "1(i)(ii)", "1(j)"]


def test_numerals_that_are_letters_go_on_with_their_list() -> None:
    """`(v)` after `(iv)` stays below `(a)`, and so does `(x)`; `(l)` after `(k)` is a letter."""
    numerals = [f"({each}) x;" for each in ROMAN[:11]]
    found = labels("Section 1. Policy.", "(a) words:", *numerals, "(b) y.")
    assert found[6:8] == ["1(a)(v)", "1(a)(vi)"]
    assert found[-3:] == ["1(a)(x)", "1(a)(xi)", "1(b)"]
    assert labels("Section 1. Policy.", *letters_to("k"), "(l) words.")[-1] == "1(l)"


def test_v_after_u_is_a_letter_and_doubled_letters_follow_z() -> None:
    """Long lists of definitions run from (a) over (z) to (aa)."""
    found = labels("Section 1. Definitions.", *letters_to("z"), "(aa) words.", "(bb) words.")
    assert found[-7:] == ["1(v)", "1(w)", "1(x)", "1(y)", "1(z)", "1(aa)", "1(bb)"]


def test_levels_close_when_an_outer_list_goes_on() -> None:
    """After `(aa)` below `(1)` below `(A)`, `(b)` goes on at the first level."""
    assert labels(
        *("Section 1. Policy.", "(a) x:", "(i) x:", "(A) x:", "(1) x:", "(aa) x; and", "(bb) x."),
        *("(ii) x.", "(b) x."),
    )[1:] == [
        *("1(a)", "1(a)(i)", "1(a)(i)(A)", "1(a)(i)(A)(1)", "1(a)(i)(A)(1)(aa)"),
        *("1(a)(i)(A)(1)(bb)", "1(a)(ii)", "1(b)"),
    ]


def test_two_marks_in_one_paragraph_open_two_levels() -> None:
    """`(a)(1)` and `(a) (i)` are both."""
    assert labels("Section 1. (a)(1) x.", "(2) x.", "(b) (i) x.", "(ii) x.") == [
        *("1", "1(a)", "1(a)(1)", "1(a)(2)", "1(b)", "1(b)(i)", "1(b)(ii)")
    ]


def test_the_last_item_may_run_on_in_the_paragraph_before() -> None:
    """`…; or (c) x` ends a list of paragraphs, but a list within a sentence stays there."""
    assert labels("Section 1. Kinds.", "(a) x;", "(b) y; or (c) z.")[-1] == "1(c)"
    assert labels("Section 1. Kinds.", "(a) all that (1) are old; and (2) are kept.") == [
        *("1", "1(a)")
    ]


def test_the_first_item_may_run_on_after_the_words_that_announce_it() -> None:
    """`For purposes of this order: (a) x` has an (a) if (b) follows."""
    assert labels("Section 1. Terms. In this order: (a) x.", "(b) y.") == ["1", "1(a)", "1(b)"]


def test_acronyms_and_references_are_no_items() -> None:
    """Parentheses at the beginning of a paragraph need not number it."""
    assert labels("Section 1. Policy. Words.", "(OMB) is an office.") == ["1"]
    assert labels("Section 1. Policy. Words.", "Section 230(c) was enacted.") == ["1"]


def test_sections_may_lack_headings_and_full_stops() -> None:
    """A sentence is no heading; dotted numbers go without a stop."""
    text, _ = read_official_text(
        "eo-99998.txt",
        plain("Section 1.1. The lamps are revoked.", "Sec. 1.2 Oil Lamps.", "(a) x."),
    )
    assert text
    assert [(each.label, each.heading) for each in text.sections[1:]] == [
        *(("1.1", ""), ("1.2", "Oil Lamps"), ("1.2(a)", ""))
    ]


def test_numbered_paragraphs_and_parts_are_levels_too() -> None:
    """`PART 1` holds `1.1`; section 3 holds `3-301`."""
    assert labels("PART 1--LAMPS", "Section 1.1. Oil. x.", "PART 2--LENSES", "Sec. 2.1. x.") == [
        *("1", "1.1", "2", "2.1")
    ]
    assert labels("Section 1. Policy.", "1-101. x:", "(a) y;", "1-102. z.") == [
        *("1", "1-101", "1-101(a)", "1-102")
    ]


def test_quoted_sections_are_not_the_orders_own() -> None:
    """Everything inside a quotation belongs to the paragraph that opens it."""
    found = labels(
        *("Section 1. Amendment. It is amended to read:", "``Sec. 2. Lenses. (a) x.", "(b) y.''"),
        "Sec. 2. Oil. z.",
    )
    assert found == ["1", "2"]


def test_quotations_may_be_opened_again_with_each_paragraph() -> None:
    """The mark before a paragraph of a quotation does not open another one."""
    found = labels("Section 1. It reads:", "``Sec. 2. x.", "``Sec. 3. y.''", "Sec. 2. Oil. z.")
    assert found == ["1", "2"]


def test_a_quotation_that_never_ends_is_reported_and_ends_with_its_paragraph() -> None:
    """One missing mark does not swallow the order."""
    paragraphs = ("Section 1. Lamps. They are ``old.", "Sec. 2. Oil. z.")
    assert labels(*paragraphs) == ["1", "2"]
    assert codes(*paragraphs) == ["EO602"]


def test_gaps_are_reported() -> None:
    """Missing sections and items are warnings, and what is there keeps its label."""
    paragraphs = ("Section 1. Lamps.", "(a) x.", "(c) y.", "Sec. 3. Oil. z.")
    assert labels(*paragraphs) == ["1", "1(a)", "1(c)", "3"]
    assert codes(*paragraphs) == ["EO602", "EO602"]


def test_a_number_that_goes_back_is_words() -> None:
    """A second section 1 cannot be cited, so it stays in the text."""
    paragraphs = ("Section 1. Lamps. x.", "Sec. 2. Oil. y.", "Sec. 1. Oil. z.")
    assert labels(*paragraphs) == ["1", "2"]
    assert codes(*paragraphs) == ["EO602"]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("the Anti-\n                Trafficking Team", "the Anti-Trafficking Team"),
        ("policy-\n                making posts", "policy-making posts"),
        ("the informa-\n                tion", "the information"),
        ("a lighthouse; the light-\n                house", "a lighthouse; the lighthouse"),
        ("paragraphs (b)-\n                (d)", "paragraphs (b)-(d)"),
        ("relevant to--\n                as well as", "relevant to—as well as"),
        ("the ``Guant[aacute]namo'' base", "the “Guantánamo” base"),
    ],
)
def test_line_ends_and_typewriter_marks(lines: str, words: str) -> None:
    """Hyphens stay unless the text shows that they are soft; quotes and dashes are printed."""
    text, _ = read_official_text("eo-99998.txt", plain(f"Section 1. Policy. It is {lines}."))
    assert text and text.sections[1].text == f"It is {words}."


def test_marks_broken_over_the_lines_of_a_table_are_mended() -> None:
    """Two columns, the first of them too narrow for its marks."""
    table = "(i)    Has worked;\n      for long;\n (i    Has failed; or\n  i)\n (i    Is gone.\n ii\n   )"
    data = plain("Section 1. Lamps. A lamp that:").decode() + f"\n{table}\n"
    text, problems = read_official_text("eo-99998.txt", data.encode())
    assert text and not problems
    assert [(each.label, each.text) for each in text.sections[2:]] == [
        ("1(i)", "Has worked; for long;"),
        ("1(ii)", "Has failed; or"),
        ("1(iii)", "Is gone."),
    ]


def test_reflows_that_set_every_sentence_apart_are_put_together() -> None:
    """There, what has no mark continues what stands before it."""
    body = "### Section 1.\n\n**Policy**\n\nLamps burn.\n\nThe U.S.\n\nLamps burn.\n" + "".join(
        f"\n({each}) One.\n\nTwo." for each in "abcdef"
    )
    text, problems = read_official_text("eo-99998.md", markdown(body))
    assert text and not problems
    assert text.sections[1].text == "Lamps burn. The U.S. Lamps burn."
    assert text.sections[-1].label == "1(f)" and text.sections[-1].text == "One. Two."


@pytest.mark.parametrize(
    "body",
    [
        "**Oil Lamps**\n\nThey burn. They smoke.",
        "**Oil Lamps**\n They burn. They smoke.",
        "Oil Lamps\nThey burn. They smoke.",
    ],
)
def test_headings_of_reflows(body: str) -> None:
    """In bold, or on a line of its own."""
    text, _ = read_official_text("eo-99998.md", markdown(f"### Section 1.\n\n{body}"))
    assert text
    assert (text.sections[1].heading, text.sections[1].text) == (
        "Oil Lamps",
        "They burn. They smoke.",
    )


def test_headings_that_run_into_the_words() -> None:
    """A capital where a heading has none shows where the words begin."""
    for words in ("(a) They burn.", "The lamps burn."):
        body = f"### Section 1.\n\nOil Lamps {words}"
        text, _ = read_official_text("eo-99998.md", markdown(body))
        assert text and text.sections[1].heading == "Oil Lamps"


def test_a_heading_cut_short_is_left_out() -> None:
    """`Reg` is no heading."""
    text, problems = read_official_text(
        "eo-99998.md", markdown("### Section 1.\n\n**Reg**\n\nLamps burn.")
    )
    assert text and text.sections[1].heading == ""
    assert [each.code for each in problems] == ["EO604"]


def test_what_is_no_order_is_an_error() -> None:
    """The problem is EO601, in either form; unreadable bytes have their own."""
    for name in ("notes.txt", "notes.md"):
        text, problems = read_official_text(name, b"Notes on lamps.\n")
        assert text is None and [each.code for each in problems] == ["EO601"]
    assert read_official_text("eo-1.txt", b"\xff")[1][0].code == "EO102"


def test_texts_are_found_by_the_number_in_their_name() -> None:
    """Both forms of one order, or a name that lies, are problems."""
    both: Mapping[str, bytes] = {name: (OFFICIAL / name).read_bytes() for name in FORMS}
    texts, problems = read_official_texts({**both, "README.md": b"#", "eo-99997.txt": plain()})
    assert list(texts) == ["99999"] and texts["99999"].pages == "90001-90004"
    assert [(each.code, each.path) for each in problems] == [
        ("EO603", "eo-99997.txt"),
        ("EO603", "eo-99999.md"),
    ]


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    name=st.sampled_from(FORMS),
    cuts=st.lists(
        st.tuples(
            st.integers(0, 9000),
            st.integers(0, 300),
            st.one_of(
                st.binary(max_size=12),
                st.sampled_from(
                    [b"``", b"''", b"\n\n", b"(i) ", b"(a)", b"Sec. 9. ", b"[[Page 1]]\n", b"-\n"]
                ),
            ),
        ),
        max_size=12,
    ),
)
def test_no_damage_makes_the_reader_fail(name: str, cuts: list[tuple[int, int, bytes]]) -> None:
    """Cut and spliced bytes give a text or a problem, labels stay unique, no words twice."""
    data = (OFFICIAL / name).read_bytes()
    for at, length, new in cuts:
        data = data[:at] + new + data[at + length :]
    text, problems = read_official_text(name, data)
    assert text or problems
    if text:
        found = [each.label for each in text.sections]
        assert len(set(found)) == len(found)
        assert len(letters(text.whole)) <= len(letters(data.decode("utf-8", "ignore"))) + 99


# Real texts, where there are some

EO_TEXTS_DIR = os.environ.get("EO_TEXTS_DIR", "")
REAL = sorted(Path(EO_TEXTS_DIR).glob("eo-*.*")) if EO_TEXTS_DIR else []
PARAMS: list[Path | None] = [*REAL] if REAL else [None]

INDEX_ERRS = {
    ("13526", "signing_date"): "the signature is misprinted 2010; the order's heading says 2009",
    ("13526", "citation"): "705 is the half-title; the order begins on 707",
    ("13636", "citation"): "11737 is the half-title; the order begins on 11739",
}
"""Where the index beside the texts and the texts themselves disagree, and why the text is right."""

MENDED = {"13126"}
"""Texts with marks broken over lines, which are not compared letter by letter."""


@pytest.fixture(params=PARAMS, ids=lambda path: path.name if path else "none")
def real(request: pytest.FixtureRequest) -> tuple[Path, OfficialText, tuple[Problem, ...]]:
    if request.param is None:
        pytest.skip("NO REAL TEXT WAS READ: set EO_TEXTS_DIR to a folder of eo-*.txt and eo-*.md")
    path: Path = request.param
    text, problems = read_official_text(path.name, path.read_bytes())
    assert text, problems
    assert all(each.severity is Severity.WARNING for each in problems)
    return path, text, problems


Real = tuple[Path, OfficialText, tuple[Problem, ...]]


def test_real_texts_number_without_gaps_or_say_so(real: Real) -> None:
    """Labels are unique, the preamble is there, and every item follows the one before it."""
    _, text, problems = real
    found = [each.label for each in text.sections]
    assert len(set(found)) == len(found)
    assert text.sections[0].label == "preamble" and text.sections[0].text
    if not any(each.code == "EO602" for each in problems):
        for parent, marks in siblings(found).items():
            assert any(marks == each[: len(marks)] for each in SEQUENCES), (parent, marks)


def test_real_texts_lose_no_word(real: Real) -> None:
    """All letters from the preamble to the signature are there, in their sequence."""
    path, text, _ = real
    if text.number in MENDED:
        pytest.skip("its marks are broken over lines")
    assert_nothing_lost(path, text)


def test_real_texts_agree_with_their_index(real: Real) -> None:
    """Number, date and citation are those of index.csv, but for its known errors."""
    path, text, _ = real
    index = path.parent / "index.csv"
    if not index.exists():
        pytest.skip(f"there is no index beside {path.name}")
    with index.open(encoding="utf-8", newline="") as rows:
        row = next(each for each in csv.DictReader(rows) if each["file"] == path.name)
    read = {
        "executive_order_number": text.number,
        "signing_date": text.signed.isoformat() if text.signed else "",
        "citation": text.citation,
        "document_number": text.document_number,
    }
    for key, value in read.items():
        if (text.number, key) not in INDEX_ERRS:
            assert row[key] == value


ROMAN = [
    f"{tens}{ones}"
    for tens in ("", "x", "xx", "xxx")
    for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
][1:]
ALPHA = [letter * times for times in (1, 2, 3) for letter in "abcdefghijklmnopqrstuvwxyz"]
SMALL = (ROMAN, ALPHA, ALPHA[26:])
SEQUENCES = (
    *SMALL,
    *([each.upper() for each in marks] for marks in SMALL),
    [str(each) for each in range(1, 100)],
)
"""How lists are numbered."""


def siblings(found: list[str]) -> dict[str, list[str]]:
    """Marks of all lists by the provision above them; sections and numbered paragraphs too."""
    lists: dict[str, list[str]] = {}
    for label in found[1:]:
        if match := re.fullmatch(r"(.*)\((\w+)\)", label):
            lists.setdefault(match[1], []).append(match[2])
        elif match := re.fullmatch(r"(\d+)-(\d{3})", label):
            lists.setdefault(match[1], []).append(str(int(match[2]) % 100))
        else:
            above, _, last = label.rpartition(".")
            lists.setdefault(above, []).append(last)
    return lists


def assert_nothing_lost(path: Path, text: OfficialText) -> None:
    """All letters and digits between the title and the signature, in their sequence."""
    raw = letters(body(path.read_text(encoding="utf-8")))
    assert letters(text.whole) == raw.removeprefix(letters(text.title))


def body(raw: str) -> str:
    """What stands between the order's heading and its signature, without what pages add."""
    raw = re.sub(r"\[\[Page \d+\]\]|(?m:^ +L  (?=\())|\*\*Reg\*\*", "", raw)
    raw = raw.replace("[aacute]", "á")
    if "### Authority" in raw:
        return re.split(r"\n\w+\.EPS", raw.split("### Authority", 1)[1])[0]
    start = re.split(r"Executive Order \d+ of .*\n", raw, maxsplit=1)[1]
    return start.split("(Presidential Sig")[0]


def letters(words: str) -> str:
    """Letters and digits alone; `Section 1`, `Sec. 1` and `PART 1` alike."""
    words = re.sub(r"\b(?:Section|Sec|PART)\b\.?(?= \d)", "", words)
    return "".join(re.findall(r"[^\W_]", words))
