"""What is found of an order is kept with it, and found anew when what it was held against changes."""

import json
from datetime import date
from pathlib import Path

from tests.check.planting import HERE, INVENTED, invented_site
from tests.sites import SITE, outcome, write

RECORD = {
    "executive_order_number": "99001",
    "title": "Counting the Lighthouses of the United States",
}


def codes(root: Path, **options: object) -> list[str]:
    """What a build finds, and whether it read the order again."""
    report = outcome(root, **options)
    return [*(each.code for each in report.problems), f"{report.studied} read"]


def test_problems_of_unchanged_files_are_told_again(tmp_path: Path) -> None:
    """Without reading them again."""
    root = invented_site(tmp_path)
    write(root, {"site.yaml": SITE + "rules: {wrong-heading: warning}\n"})
    file = root / f"content/orders/{INVENTED}.md"
    file.write_text(file.read_text("utf-8").replace("end_page: 7002", "end_page: 7003"), "utf-8")
    assert codes(root) == ["EO616", "1 read"]
    assert codes(root) == ["EO616", "0 read"]


def test_a_changed_text_is_held_against_the_analysis_again(tmp_path: Path) -> None:
    """Though the analysis is as it was."""
    root = invented_site(tmp_path)
    assert codes(root) == ["1 read"]
    text = (HERE / f"{INVENTED}.txt").read_text("utf-8")
    write(
        root, {f"content/texts/{INVENTED}.txt": text.replace("within 180 days", "within 90 days")}
    )
    assert set(codes(root)) == {"EO610", "EO613", "EO619", "1 read"}


def test_a_changed_record_is_held_against_the_analysis_again(tmp_path: Path) -> None:
    """And one that is taken away is not."""
    root, file = invented_site(tmp_path / "site"), tmp_path / "records.json"
    assert codes(root) == ["1 read"]
    file.write_text(json.dumps({**RECORD, "document_number": "2021-90009"}), "utf-8")
    assert codes(root, records=file) == ["EO632", "1 read"]
    file.write_text(json.dumps(RECORD), "utf-8")
    assert codes(root, records=file) == ["1 read"]
    assert codes(root) == ["1 read"]


def test_a_source_grows_old_without_being_read(tmp_path: Path) -> None:
    """Its day is kept with the order."""
    root = invented_site(tmp_path)
    file = root / f"content/orders/{INVENTED}.md"
    source = "sources: [{id: page, type: webpage, title: A page, checked: 2026-01-01}]\n"
    file.write_text(file.read_text("utf-8").replace("does_not:", source + "does_not:"), "utf-8")
    assert codes(root, now=date(2027, 1, 1)) == ["1 read"]
    assert codes(root, now=date(2027, 1, 2)) == ["EO709", "0 read"]


def test_a_rule_that_is_turned_off_is_quiet_at_once(tmp_path: Path) -> None:
    """What is kept is kept under the site's own weights."""
    root = invented_site(tmp_path)
    file = root / f"content/orders/{INVENTED}.md"
    file.write_text(file.read_text("utf-8") + "\nSome 300 ships pass.\n", "utf-8")
    assert codes(root) == ["EO701", "1 read"]
    write(root, {"site.yaml": SITE + "rules: {uncited-number: off}\n"})
    assert codes(root) == ["1 read"]
