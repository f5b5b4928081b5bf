"""The guides that lead through eo-site step by step, followed step by step."""

import json
from pathlib import Path

from tests.importers.standin import documents
from tests.site.typed import follow, shell
from tests.sites import REPOSITORY

FIRST_LIBRARY = "## From nothing to a library"


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    """Every command as typed, every edit as shown."""
    guide = (REPOSITORY / "docs/tutorial.md").read_text("utf-8")
    typed = follow(guide, tmp_path, shell(tmp_path / "bin"))
    assert [each.split()[1] for each in typed if each.startswith("eo-site")] == [
        "init", "check", "build", "build", "build", "diff", "explain", "build", "check",
    ]  # fmt: skip


def test_a_library_of_imported_records_from_nothing(tmp_path: Path) -> None:
    """init, import, check, build, copied to where a host serves it: as the guide has it typed."""
    guide = (REPOSITORY / "docs/publishers.md").read_text("utf-8")
    stretch = guide[guide.index(FIRST_LIBRARY) :].partition("\n## ")
    stretch = stretch[2].partition("\n## ") if not stretch[0].strip("#\n ") else stretch
    (tmp_path / "documents.json").write_text(json.dumps({"results": documents()}), "utf-8")
    typed = follow(stretch[0], tmp_path, shell(tmp_path / "bin"))
    assert [each.split()[:2] for each in typed if each.startswith("eo-site")] == [
        ["eo-site", name] for name in ("init", "import", "import", "check", "build")
    ]
    served = tmp_path / "public_html"
    assert (served / "index.html").is_file()
    assert len(list((served / "litigators/orders").glob("eo-*/index.html"))) == 301
