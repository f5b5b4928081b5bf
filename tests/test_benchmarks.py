"""The benchmarks' invented library: always the same, and nothing wrong with it."""

from pathlib import Path

from benchmarks.generate import ties_between, write_site
from tests.sites import found, tree


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    """Two libraries of one seed are equal, byte for byte; another seed writes other orders."""
    for name, seed in (("first", 1), ("second", 1), ("other", 2)):
        write_site(tmp_path / name, 20, seed)

    first = tree(tmp_path / "first")
    assert first == tree(tmp_path / "second")
    assert first != tree(tmp_path / "other")


def test_the_generated_library_has_no_problem(tmp_path: Path) -> None:
    """Twenty generated orders pass every check, warnings included."""
    write_site(tmp_path / "site", 20)

    assert found(tmp_path / "site") == []


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
