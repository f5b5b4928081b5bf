"""The benchmarks' invented library: always the same, and nothing wrong with it."""

from pathlib import Path

from benchmarks.cases import sources
from benchmarks.generate import write_site
from benchmarks.same import compare
from benchmarks.sequence import signed, ties_between
from tests.sites import built, found, page, tree, write


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    """Two libraries of one seed are equal, byte for byte; another seed writes other orders."""
    for name, seed in (("first", 1), ("second", 1), ("other", 2)):
        write_site(tmp_path / name, 20, seed)

    first = tree(tmp_path / "first")
    assert first == tree(tmp_path / "second")
    assert first != tree(tmp_path / "other")


def test_the_generated_library_has_no_error(tmp_path: Path) -> None:
    """Twenty generated orders pass every check; rules of wording advise on their stock sentences."""
    write_site(tmp_path / "site", 20)

    assert [each for each in found(tmp_path / "site") if " EO70" not in each] == []


def test_orders_are_as_large_as_promised(tmp_path: Path) -> None:
    """Every generated file has about 16 KB, eight sections and three kinds of audience syntax."""
    write_site(tmp_path / "site", 20)

    for file in (tmp_path / "site/content/orders").iterdir():
        text = file.read_text("utf-8")
        assert 14_500 < len(text.encode()) < 17_500
        assert text.count("\n## ") == 8
        assert "\n::: for " in text
        assert "\n::: instead for " in text
        assert ']{agency-staff="' in text
        assert "[=d1.due]" in text


def test_a_tie_leads_to_an_earlier_order_and_no_order_is_reached_twice() -> None:
    """Relations of the generated library never contradict each other."""
    ties = ties_between(600, 1)

    assert all(each.earlier < each.later for each in ties)
    assert len({each.earlier for each in ties}) == len(ties) > 80


def test_no_order_is_revoked_before_its_plan_is_due() -> None:
    """However many orders there are in the same ninety years: the text of each says the day."""
    ties = [each for each in ties_between(14_400, 1) if each.type == "revokes"]

    assert len(ties) > 300
    assert all((signed(e.later, 14_400) - signed(e.earlier, 14_400)).days > 365 for e in ties)


def test_the_parity_theme_builds_without_a_problem(tmp_path: Path) -> None:
    """The theme of the comparison goes with the package as it is."""
    made = sources(tmp_path, 8)

    assert "<h2>Agencies named</h2>" in page(built(made.parity), "litigators/orders/eo-80004")


def test_a_converted_order_keeps_no_syntax_of_ours(tmp_path: Path) -> None:
    """Blocks, variants, values and citations all become Hugo's; default text that is replaced is wrapped."""
    made = sources(tmp_path, 8)

    text = (made.hugo / "content/orders/eo-80004.md").read_text("utf-8")
    assert not {each for each in (":::", "[@", "[=", "]{", '{for="') if each in text}
    assert text.count('{{% except "general" %}}') == text.count('{{% for "general" %}}') == 8


def test_sites_that_differ_in_a_word_are_told_apart(tmp_path: Path) -> None:
    """The comparison passes equal pages and names the page and the words that differ."""
    write(tmp_path, {"ours/a/orders/eo-1/index.html": "<head>No.</head>One <b>two</b>."})
    write(tmp_path, {"hugo/a/orders/eo-1/index.html": "<h1>One</h1> two."})
    assert compare(tmp_path / "ours", tmp_path / "hugo") == (1, [])

    write(tmp_path, {"hugo/a/orders/eo-1/index.html": "<h1>One</h1> three."})
    _, different = compare(tmp_path / "ours", tmp_path / "hugo")
    assert different == ["a/orders/eo-1/index.html: “One two .” and “One three .”"]
