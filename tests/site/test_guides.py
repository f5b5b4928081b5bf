"""The guide from nothing to a library, followed step by step; tests/test_wheel.py does the tutorial."""

import json
from pathlib import Path

from tests.importers.standin import documents
from tests.site.typed import follow, shell
from tests.sites import REPOSITORY

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
    assert len(list((served / "litigators/orders").glob("eo-*/index.html"))) == COUNT - 1 + 2, (
        "every record but the one without any number, and the starter's two"
    )
