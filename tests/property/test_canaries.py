"""No text reaches an audience it was not meant for, and each reaches those it was meant for."""

import os
import re
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from hypothesis import given, settings

from eo_site.engine.build import build
from eo_site.engine.options import Options
from tests.property.generated import Circle, GeneratedSite, sites

CANARY = re.compile(r"canary\d{4}x")
THOROUGH = os.environ.get("EO_HYPOTHESIS", "ci") != "ci"
EXPORTS = (
    "feed.xml", "feed.json", "interests/birds/feed.xml", "interests/birds/feed.json",
    "deadlines.ics", "orders.json", "orders/2021.json", "orders.csv", "relations.json", "library.bib",
    "library.ris", "library.csl.json", "data/index.html", "data/schema.json",
    "data/briefing.json", "briefing/index.html", "profile/index.html", "compare/index.html",
)  # fmt: skip
"""Files that every edition must have for the search to be worth anything."""
EXAMPLES = 1000 if THOROUGH else 15


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Files below a folder."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def canaries_by_edition(out: Path, circle: Circle) -> dict[str, set[str]]:
    """Every canary in any file's bytes or name, by edition; "" is the front door."""
    found: dict[str, set[str]] = {name: set() for name in ("", *circle.all)}
    for file in out.rglob("*"):
        path = file.relative_to(out)
        edition = path.parts[0] if path.parts[0] in circle.all else ""
        found[edition] |= set(CANARY.findall(path.as_posix()))
        if file.is_file():
            found[edition] |= set(CANARY.findall(text_of(file)))
    return found


def text_of(file: Path) -> str:
    """A file's text; a calendar's with its folded lines whole again."""
    text = file.read_bytes().decode("utf-8", "replace")
    return text.replace("\r\n ", "") if file.suffix == ".ics" else text


@settings(max_examples=EXAMPLES)
@given(sites())
def test_every_text_reaches_exactly_those_it_is_meant_for(site: GeneratedSite) -> None:
    """A whole site is built, and every byte of every edition searched."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, site.files)
        report = build(Options(root, now=date(2026, 11, 22)))
        assert report.published, [each.line() for each in report.problems]
        found = canaries_by_edition(root / "build", site.circle)
        for name in site.circle.all:
            proof = root / "build" / name / "orders/eo-14001/proof/index.html"
            assert CANARY.search(proof.read_text("utf-8")), f"{name} rests nothing on the text"
        for edition in site.circle.all:
            assert not [path for path in EXPORTS if not (root / "build" / edition / path).is_file()]
    entitled = site.author.entitled
    for edition in site.circle.all:
        leaked = {word for word in found[edition] if edition not in entitled[word]}
        assert not leaked, f"{edition} has what is not for it: {sorted(leaked)}"
        due = {word for word, readers in entitled.items() if edition in readers}
        lost = due - site.author.hidden - found[edition]
        assert not lost, f"{edition} lacks what is for it: {sorted(lost)}"
    for word in found[""]:
        assert entitled[word] & site.circle.public, f"the front door shows members' {word}"
