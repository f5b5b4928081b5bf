"""Guides, followed step by step; tests/test_wheel.py does the tutorial's first part."""

import json
import shlex
from datetime import date
from pathlib import Path

import pytest

from tests.importers.standin import documents
from tests.site.typed import PART_TWO, follow, shell
from tests.sites import REPOSITORY, page, run

COUNT = 60
"""Of made-up records; every known defect is among them."""
FIRST_LIBRARY = "## From nothing to a library"


def test_a_library_of_imported_records_from_nothing(tmp_path: Path) -> None:
    """init, import, check, build, copied to where a host serves it: as the guide has it typed."""
    guide = (REPOSITORY / "docs/publishers.md").read_text("utf-8")
    stretch = guide[guide.index(FIRST_LIBRARY) :].partition("\n## ")[0]
    (tmp_path / "documents.json").write_text(
        json.dumps({"results": documents(count=COUNT)}), "utf-8"
    )
    typed = follow(stretch, tmp_path, shell(tmp_path / "bin"))
    assert [each.split()[:2] for each in typed if each.startswith("eo-site")] == [
        ["eo-site", name] for name in ("init", "import", "import", "check", "build")
    ]
    served = tmp_path / "public_html"
    assert (served / "index.html").is_file()
    assert len(list((served / "litigators/orders").glob("eo-*/index.html"))) == COUNT - 2 + 2, (
        "every record but two without an order's number, and the starter's own"
    )


def test_a_new_order_from_its_record_to_a_signed_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tutorial's second part: every command as typed, on the day that it tells of."""
    monkeypatch.setattr("eo_site.engine.load.clock_of", lambda _zone: date(2026, 11, 30))
    root = tmp_path / "my-library"
    assert run("init", root).code == 0
    settings = root / "site.yaml"
    unfilled = settings.read_text("utf-8")
    settings.write_text(
        unfilled.replace("[Your name or organisation]", "The Example Press"), "utf-8"
    )

    def here(command: str, cwd: Path) -> str:
        monkeypatch.chdir(cwd)
        return run(*shlex.split(command)[1:]).output

    guide = (REPOSITORY / "docs/tutorial.md").read_text("utf-8")
    stretch = guide.partition(PART_TWO)[2].partition("\n## ")[0]
    typed = follow(stretch, root, {}, here)
    assert [each.split()[1] for each in typed] == [
        "new", "check", "check", "check", "fmt", "explain", "matrix", "publish", "publish", "build",
    ]  # fmt: skip
    assert "Reviewed." in page(root / "build/general", "orders/eo-99001")
    assert "Unreviewed." in page(root / "build/journalists", "orders/eo-99001")
