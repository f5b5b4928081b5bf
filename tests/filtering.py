"""An edition's filter data read the slow, obvious way."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FACETS = ("interest", "kind", "status", "agency", "president", "court", "instrument", "party")


def read(file: Path) -> Any:
    """A file of JSON."""
    return json.loads(file.read_bytes())


def facets(edition: Path) -> Any:
    """`data/facets.json`"""
    return read(edition / "data/facets.json")


def unpacked(text: str) -> list[int]:
    """Ascending numbers, from gaps in figures of one character: docs/themes.md."""
    found, after, gap, worth = list[int](), 0, 0, 1
    for each in text:
        digit = ord(each) - 35 - (each > "\\")
        if digit >= 61:
            gap, worth = gap + (digit - 61) * worth, worth * 30
        else:
            after += gap + digit * worth + 1
            found.append(after - 1)
            gap, worth = 0, 1
    return found


def slugs(document: Any) -> list[str]:
    """Every order, the newest first."""
    found: list[str] = []
    for each in document["slugs"]:
        if isinstance(each, str):
            found.append(each)
        for _ in range(each if isinstance(each, int) else 0):
            found.append(
                re.sub(r"(?:0|[1-9]\d*)$", lambda number: str(int(number[0]) - 1), found[-1])
            )
    return found


def days(document: Any) -> list[date | None]:
    """The day of signing of every order."""
    newest, text = document["signed"]
    found: list[date | None] = [
        date.fromisoformat(newest) - timedelta(days=value - row)
        for row, value in enumerate(unpacked(text))
    ]
    return found + [None] * (document["orders"] - len(found))


def rows(document: Any) -> list[dict[str, list[str]]]:
    """What every order carries of each facet."""
    found: list[dict[str, list[str]]] = [
        {each["id"]: [] for each in document["facets"]} for _ in range(document["orders"])
    ]
    for facet in document["facets"]:
        for ident, _, text in facet["terms"]:
            for row in unpacked(text):
                found[row][facet["id"]].append(ident)
    for row, day in enumerate(days(document)):
        found[row]["year"] = [str(day.year) if day else "undated"]
    return found


def carried(edition: Path, slug: str) -> dict[str, list[str]]:
    """What one order of an edition carries of each facet."""
    document = facets(edition)
    return rows(document)[slugs(document).index(slug)]


def card(edition: Path, slug: str) -> Any:
    """The card of one order of an edition, with the file that it must be in."""
    document = facets(edition)
    place = document["orders"] - 1 - slugs(document).index(slug)
    file = edition / f"data/cards/{place // document['shard'] + 1}.json"
    return read(file)["cards"][place % document["shard"]]
