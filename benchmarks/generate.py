"""A site of invented orders, as large as asked, the same for the same seed.

    python -m benchmarks.generate DIR --orders 1000 --seed 1

Each order is a file of about 16 KB: a record with four interests, three agencies and two duties
that fall due, and a body of eight sections with text added and replaced for audiences. Editions and
vocabularies are the repository's own; presidents, numbers and every fact are invented, and the
titles say so to whoever opens one. An order depends on the seed, its place and the number of orders
alone, so that any of them can be made again.
"""

import argparse
import shutil
from pathlib import Path
from typing import Any

import yaml

from benchmarks.body import body
from benchmarks.record import record
from benchmarks.sequence import FIRST_NUMBER, Tie, slug, ties_between
from benchmarks.words import REPOSITORY, Drawer, Words, president_id, read_words, shipped_audiences

SITE = """\
id: benchmark
title: A Library of Invented Orders
tagline: Made by a program, to be built by another.
base_url: https://benchmark.example/
publisher: {name: The benchmarks of eo-site}
notice: Every order on this site is invented. It is not legal advice, and nothing in it is true.
"""
SOURCES = """\
sources:
  - id: dispositions
    type: webpage
    title: Invented disposition notes
    short: Disposition notes
    checked: 2026-11-02
    URL: https://benchmark.example/dispositions
    covers: [status, relations]
    coverage: Nothing real; the notes are invented with the orders.
  - id: dockets
    type: webpage
    title: Invented index of dockets
    short: Docket index
    checked: 2026-11-02
    URL: https://benchmark.example/dockets
    covers: [cases, court]
    coverage: Nothing real; the index is invented with the orders.
"""


def main() -> None:
    """Write the site a command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where to write; it must not exist")
    parser.add_argument("--orders", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.folder.exists() and any(given.folder.iterdir()):
        parser.error(f"{given.folder} is not empty")
    if not 1 <= given.orders < 100_000 - FIRST_NUMBER:
        parser.error(f"--orders is between 1 and {99_999 - FIRST_NUMBER}")
    write_site(given.folder, given.orders, given.seed)


def write_site(root: Path, count: int, seed: int = 1) -> None:
    """A complete site with `count` orders."""
    (root / "content/orders").mkdir(parents=True)
    audiences = yaml.safe_dump(shipped_audiences(), sort_keys=False)
    (root / "audiences.yaml").write_text(audiences, "utf-8")
    shutil.copytree(REPOSITORY / "content/vocabularies", root / "content/vocabularies")
    words = read_words()
    (root / "content/vocabularies/presidents.yaml").write_text(_presidents(words), "utf-8")
    (root / "site.yaml").write_text(SITE, "utf-8")
    (root / "content/sources.yaml").write_text(SOURCES, "utf-8")
    ties = ties_between(count, seed)
    for place in range(count):
        text = order_file(words, place, count, seed, ties)
        (root / f"content/orders/{slug(place)}.md").write_text(text, "utf-8")


def _presidents(words: Words) -> str:
    terms = [
        {"id": president_id(name), "label": name} for name in reversed(words.phrases["presidents"])
    ]
    return _yaml({"terms": terms})


def order_file(words: Words, place: int, count: int, seed: int, ties: tuple[Tie, ...]) -> str:
    """One order's file: record and body."""
    drawer = Drawer(words, f"{seed}:{place}")
    over = next((each for each in ties if each.later == place), None)
    under = next((each for each in ties if each.earlier == place), None)
    front = _yaml(record(drawer, place, count, over, under))
    return f"---\n{front}---\n\n{body(drawer)}"


class _Dumper(yaml.CSafeDumper):
    """Block style without aliases, and long texts as the literal blocks a person would write."""

    def ignore_aliases(self, data: Any) -> bool:
        """Two dates that are the same day are written out twice."""
        return True


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _yaml(value: Any) -> str:
    return str(yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100))


if __name__ == "__main__":
    main()
