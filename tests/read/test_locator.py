"""Sections of an order as people cite them."""

from pathlib import Path

import pytest

from eo_site.model.locator import canonical, nearest, sections_of
from tests.check.planting import INVENTED, invented_site, said_of, sound
from tests.sites import built, loaded, order, small_site


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3(a)", "3(a)"),
        ("sec. 3(a)", "3(a)"),
        ("Sec. 3(a)", "3(a)"),
        ("sec 3(a)", "3(a)"),
        ("section 3(a)", "3(a)"),
        ("Section 3 (a)", "3(a)"),
        ("§ 3(a)", "3(a)"),
        ("§3( a )", "3(a)"),
        ("§§ 3(a), 4", "3(a), 4"),
        ("secs. 3, 4, and 5", "3, 4, 5"),
        ("sections 3(a) and 4", "3(a), 4"),
        ("3(a) & (b)", "3(a), 3(b)"),
        ("3(a) and (b)", "3(a), 3(b)"),
        ("3(a), (b)(i)", "3(a), 3(b)(i)"),
        ("3(a)(i), (ii), (b)", "3(a)(i), 3(a)(ii), 3(b)"),
        ("3(h), (i)", "3(h), 3(i)"),
        ("3(a)-(c)", "3(a), 3(b), 3(c)"),
        ("3(a)–(c)", "3(a), 3(b), 3(c)"),
        ("3(a)-3(c)", "3(a), 3(b), 3(c)"),
        ("3(a) to (c)", "3(a), 3(b), 3(c)"),
        ("3(b)(i)–(iii)", "3(b)(i), 3(b)(ii), 3(b)(iii)"),
        ("3(b)(1)-(3)", "3(b)(1), 3(b)(2), 3(b)(3)"),
        ("3(b)(i)(A)-(B)", "3(b)(i)(A), 3(b)(i)(B)"),
        ("secs. 2-4", "2, 3, 4"),
        ("2 through 4", "2, 3, 4"),
        ("1-101", "1-101"),
        ("1-1", "1-1"),
        ("4.1(b)", "4.1(b)"),
        ("2A", "2A"),
        ("section III", "III"),
        ("the preamble", "preamble"),
        ("Preamble, sec. 1", "preamble, 1"),
        ("section 3, paragraph (a)", "3(a)"),
        ("section 3, subsections (a) and (b)", "3(a), 3(b)"),
        ("section 3(a) of this order", "3(a)"),
        ("3(a), 3(a)", "3(a)"),
    ],
)
def test_the_ways_of_citing_a_section_are_one(written: str, read: str) -> None:
    """Names, signs, spaces, lists and ranges."""
    assert canonical(written) == read
    assert ", ".join(sections_of(written)) == read


@pytest.mark.parametrize(
    "written",
    [
        "p. 3", "pp. 3-5", "3a", "3(a", "3(a)(b", "3, (a)", "3-", "3 and", "3 4", "3(c)-(a)", "2(b)-3(a)",
        "Annex A", "first sentence", "3(b), first sentence", "sec.", "(a)", "3(a)-(c)(i)", "3(b) n. 5",
    ],
)  # fmt: skip
def test_what_names_no_section_is_kept_as_it_is(written: str) -> None:
    """Nobody guesses what was meant."""
    assert sections_of(written) == () and canonical(written) == written


def test_the_nearest_section_is_told() -> None:
    """Where a bracket was left out."""
    assert [nearest(each) for each in ("3a", "3.a", "3.a.ii", "p. 3")] == [
        "3(a)",
        "3(a)",
        "3(a)(ii)",
        "",
    ]


def test_it_is_printed_in_one_form(tmp_path: Path) -> None:
    """Whatever the author wrote, in prose fields, texts and headings."""
    body = (
        "\n## Part [@order, §2]{a}\n".replace("{a}", "")
        + "\nIt asks [@order, §§ 3(a)–(b) and 4; @report, pp. 3-5; @rule, 2(c); @rule, 9341].\n"
    )
    record = (
        "summary: It asks [@order, Section 1].\n"
        "sources: [{id: report, type: report, title: Report}, {id: rule, type: regulation, title: A Rule}]\n"
    )
    site = small_site(tmp_path, {"content/orders/eo-14001.md": order(record, body)})
    page = (built(site) / "plain/orders/eo-14001/index.html").read_text("utf-8")
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    own = (">sec. 1<", ">sec. 2<", ">secs. 3(a), 3(b), 4<")
    others = (">Report, pp. 3–5<", ">A Rule, sec. 2(c)<", ">A Rule, 9341<")
    for printed in (*own, *others):
        assert printed in page, printed


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("sec. 2(a)", []),
        ("§§ 2(a)–(b), 3", []),
        ("sections 2(a) and (b)", []),
        ("§ 2(d)", ["EO612"]),
        ("secs. 3-5", ["EO612"]),
        ("2(a) and (d)", ["EO612"]),
        ("p. 2", ["EO650"]),
        ("2a", ["EO650"]),
    ],
)
def test_it_is_checked_whatever_its_form(tmp_path: Path, locator: str, expected: list[str]) -> None:
    """Against the order's text; a locator that is no section says so."""
    text = sound().replace(
        "count the lighthouses [@order, 2(a)]", f"count them [@order, {locator}]"
    )
    assert text != sound()
    said = [each.split()[1] for each in said_of(invented_site(tmp_path, text), INVENTED)]
    assert [each for each in said if each in ("EO612", "EO650")] == expected


def test_a_locator_that_is_no_section_is_named_where_it_stands(tmp_path: Path) -> None:
    """Also in a heading, in a variant, and without the official text."""
    body = '\n## A [@order, p. 3]\n\nIt is [one [@order, 3a]]{lawyers="two [@order, Annex]"}.\n'
    site = small_site(tmp_path, {"content/orders/eo-14001.md": order("", body)})
    said = [each for each in loaded(site).problems if each.code == "EO650"]
    assert [(e.place.line, e.place.column) for e in said] == [(6, 7), (8, 13), (8, 40)]
    assert said[1].hint.startswith("write it as 3(a)")
