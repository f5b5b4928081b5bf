"""How much of a finished record `eo-site new` has right from the official text alone.

`EO_TEXTS_DIR=DIR python -m benchmarks.first_drafts [NUMBER...]` compares the drafts of orders that the
library has with their finished records, field by field, and prints a table. Without numbers it takes
five orders.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from eo_site.check.facts.places import folded, nesting, related
from eo_site.importers.draft.record import Draft, drafted
from eo_site.importers.folder import Folder
from eo_site.model.official import OfficialText
from eo_site.model.vocabulary import Vocabulary
from eo_site.read.config import read_config
from eo_site.read.official_text import read_official_text

FIVE = ("13800", "13818", "14028", "14179", "14192")
ROOT = Path(__file__).resolve().parents[1]
Record = Mapping[str, Any]
Counts = dict[str, tuple[int, int]]
"""By field, how many of the finished record's values the draft has, of how many."""


def compared(draft: Draft, final: Record) -> Counts:
    """The draft held against the finished record."""
    counts: Counts = dict(_duties(draft, final))
    roles = {(each["id"], each["role"]) for each in draft.agencies}
    named = {each["id"] for each in draft.agencies}
    wanted = final.get("agencies", ())
    counts["agencies"] = _of(
        each["id"] in named for each in {each["id"]: each for each in wanted}.values()
    )
    counts["agencies with their role"] = _of((each["id"], each["role"]) in roles for each in wanted)
    sections = {(each["id"], label) for each in draft.agencies for label in each["sections"]}
    places = {(each["id"], label) for each in wanted for label in each["sections"]}
    counts["agencies' sections"] = _of(each in sections for each in places)
    clauses = [each for each in final.get("clauses", ()) if each["kind"] != "definitions"]
    counts["clauses"] = _of(_has_clause(draft, each) for each in clauses)
    definitions = [each for each in final.get("clauses", ()) if each["kind"] == "definitions"]
    counts["definitions"] = _of(_has_clause(draft, each) for each in definitions)
    counts["authorities"] = _of(
        _has_authority(draft, each) for each in final.get("authorities", ())
    )
    counts["dates"] = _of(_dates(draft, final))
    return counts


def _of(found: Iterable[bool]) -> tuple[int, int]:
    every = [*found]
    return sum(every), len(every)


def _duties(draft: Draft, final: Record) -> Iterator[tuple[str, tuple[int, int]]]:
    sections = nesting(draft.official)
    pairs = list[tuple[Record, Record | None]]()
    left = [*draft.duties]
    for duty in final.get("duties", ()):
        near = [each for each in left if related(sections, each["section"], duty["section"])]
        best = max(near, key=lambda each: _alike(each, duty), default=None)
        if best is not None:
            left.remove(best)
        pairs.append((duty, best))
    yield "duties found", _of(best is not None for _, best in pairs)
    yield (
        "duties: section",
        _of(best is not None and best["section"] == duty["section"] for duty, best in pairs),
    )
    yield (
        "duties: who",
        _of(best is not None and {*best["who"]} == {*duty["who"]} for duty, best in pairs),
    )
    yield (
        "duties: type",
        _of(best is not None and best["type"] == duty["type"] for duty, best in pairs),
    )
    timed = [(duty, best) for duty, best in pairs if duty.get("due")]
    yield (
        "duties: due",
        _of(
            best is not None and _due(best.get("due")) == _due(duty["due"]) for duty, best in timed
        ),
    )
    quoted = [(duty, best) for duty, best in timed if duty.get("quote")]
    yield (
        "duties: quote",
        _of(
            best is not None and _same(best.get("quote", ""), duty["quote"])
            for duty, best in quoted
        ),
    )
    yield "draft's duties that the record has", (len(draft.duties) - len(left), len(draft.duties))


def _alike(one: Record, other: Record) -> tuple[bool, bool, int, bool]:
    return (
        _due(one.get("due")) == _due(other.get("due")), one["section"] == other["section"],
        len({*one["who"]} & {*other["who"]}), one["type"] == other["type"],
    )  # fmt: skip


def _due(due: Any) -> str:
    """A due time without the id of the event it counts from, which every author words for themselves."""
    if isinstance(due, Mapping):
        start = str(due.get("from", ""))
        time = due.get("after") or due.get("uncounted") or due.get("end_of")
        return f"{time} {start if start in ('signed', 'effective') else 'event'}"
    return str(due)


def _same(one: str, other: str) -> bool:
    return bool(one) and (folded(one) in folded(other) or folded(other) in folded(one))


def _has_clause(draft: Draft, wanted: Record) -> bool:
    if wanted.get("none"):
        return any(each["kind"] == wanted["kind"] and each.get("none") for each in draft.clauses)
    return any(
        each["kind"] == wanted["kind"]
        and each.get("section") == wanted["section"]
        and _same(each["text"], wanted["text"])
        for each in draft.clauses
    )


def _has_authority(draft: Draft, wanted: Record) -> bool:
    def alike(each: Record) -> bool:
        cited = (
            bool(wanted.get("cite")) and str(wanted["cite"])[:10] == str(each.get("cite", ""))[:10]
        )
        return each["kind"] == wanted["kind"] and (
            cited or any(_same(each.get(key, ""), wanted.get(key, "")) for key in ("text", "name"))
        )

    return any(alike(each) for each in draft.authorities)


def _dates(draft: Draft, final: Record) -> Iterator[bool]:
    text = draft.official
    found = {
        "signed": text.signed,
        "filed": text.filed,
        "published": text.published,
        "effective": draft.effective,
    }
    yield from (found.get(name) == day for name, day in final.get("dates", {}).items())


def text_of(number: str, folder: Path) -> OfficialText:
    """The official text of an order in a folder."""
    file = next(each for each in sorted(folder.glob(f"eo-{number}.*")))
    found, _ = read_official_text(f"content/texts/{file.name}", file.read_bytes())
    assert found, f"{file} does not read as an order"
    return found


def main(numbers: Iterable[str]) -> None:
    """The table."""
    path = "content/vocabularies/agencies.yaml"
    agencies, _, _ = read_config(Vocabulary, path, Folder(ROOT).read(path) or b"")
    assert agencies
    columns: dict[str, Counts] = {}
    for number in numbers:
        text = (ROOT / f"content/orders/eo-{number}.md").read_text("utf-8")
        final = yaml.safe_load(text.split("\n---\n")[0].removeprefix("---\n"))
        columns[number] = compared(
            drafted(text_of(number, Path(os.environ["EO_TEXTS_DIR"])), agencies), final
        )
    names = [*dict.fromkeys(name for each in columns.values() for name in each)]
    print(f"| {'field':36} | {' | '.join(f'{number:>8}' for number in columns)} |    all |")
    print(f"|{'-' * 38}|{'|'.join(['-' * 9 + ':'] * len(columns))}|-------:|")
    for name in names:
        cells = [each.get(name, (0, 0)) for each in columns.values()]
        right, every = sum(each[0] for each in cells), sum(each[1] for each in cells)
        shown = " | ".join(f"{f'{a}/{b}':>8}" if b else " " * 8 for a, b in cells)
        print(f"| {name:36} | {shown} | {right / every if every else 0:5.0%}  |")


if __name__ == "__main__":
    main(sys.argv[1:] or FIVE)
