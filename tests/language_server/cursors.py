"""A small site that has one of everything, and texts with a cursor in them."""

from pathlib import Path

from eo_site.language_server.completion import Suggestion, complete
from eo_site.language_server.files import OpenFile, open_file
from eo_site.language_server.knowledge import Knowledge
from tests.sites import AUDIENCES, SITE, small_site

ORDER = "content/orders/eo-14001.md"
CURSOR = "¦"
TEXT = """\
---
number: 14001
title: Counting Lighthouses
president: a-president
dates: {signed: 2021-01-20}
interests: [lamps]
agencies:
  - {id: coast-guard, role: lead, sections: ["2(a)"]}
relations:
  - {type: amends, target: eo-14002, section: "1", source: order}
  - {type: amends, target: proc-1, section: "1", source: proc-1}
duties:
  - id: d1
    section: "2(a)"
    who: [coast-guard]
    what:
      default: Count the lamps [@notes].
      lawyers: “[C]ount” the lamps [@order, 2(a)].
    type: time-boxed
    due: {after: P60D, from: signed}
  - {id: d2, section: "2(b)", who: [coast-guard], what: List them., type: open-ended, for: [law]}
  - id: d3
    section: "2(b)"
    who: [coast-guard]
    what: Print the list.
    type: time-boxed
    due: {after: P60D, from: d1}
sources:
  - {id: notes, type: webpage, title: Disposition notes, publisher: The Office, checked: 2026-11-01}
summary: Lamps are to be counted by [=d1.due] [@order, 2(a)].
---

## Purpose {#purpose interests="lamps"}

The order wants a count [@order, 1]; the Register has it [@register].

::: for lawyers

The count binds [the office]{lawyers="the Commandant"} [@notes].

:::

::: instead for plain

Somebody counts. See [the other](eo-14002.md).

:::

## For the law {for="law"}

- One
- Two {for="lawyers"}
"""
OFFICIAL = """\
Executive Order 14001 of January 20, 2021

Counting Lighthouses

By the authority vested in me as President, it is hereby ordered as follows:

Section 1. Purpose. Let there be lights.

Sec. 2. Count. (a) The Commandant shall count them within 60 days.

(b) The list of them shall be public.

THE WHITE HOUSE,
January 20, 2021.
"""
OTHER = """\
---
number: 14002
title: Painting Lighthouses
dates: {signed: 2021-02-20}
agencies:
  - {id: coast-guard, role: lead, sections: ["1"]}
sources:
  - {id: notes, type: webpage, title: Other notes, checked: 2026-11-01}
---

## Purpose

The Coast Guard paints [@notes].
"""
FILES = {
    "site.yaml": SITE,
    "audiences.yaml": AUDIENCES + "groups:\n  law: [lawyers]\n",
    ORDER: TEXT,
    "content/orders/eo-14002.md": OTHER,
    "content/texts/eo-14001.txt": OFFICIAL,
    "content/sources.yaml": "sources:\n  - {id: register, type: webpage, title: The Register}\n",
    "content/instruments.yaml": (
        "instruments:\n  - {id: proc-1, kind: proclamation, number: '1', title: Lights, dates: {signed: 2020-01-01}}\n"
    ),
    "content/vocabularies/agencies.yaml": (
        "terms:\n"
        "  - {id: coast-guard, label: Coast Guard, short: USCG, aliases: [Commandant of the Coast Guard]}\n"
        "  - {id: treasury, label: Treasury, definition: Keeps money.}\n"
    ),
    "content/vocabularies/interests.yaml": "terms:\n  - {id: lamps, label: Lamps}\n  - {id: ships, label: Ships}\n",
    "content/vocabularies/presidents.yaml": "terms:\n  - {id: a-president, label: A President}\n",
    "content/pages/about.md": "---\ntitle: About\n---\n\nAbout us.\n",
}


def write_site(root: Path) -> Path:
    """The site in a folder."""
    return small_site(root, FILES)


def at(text: str, path: str = ORDER) -> tuple[OpenFile, int]:
    """A file without the cursor in it, and where that stood."""
    index = text.index(CURSOR)
    file = open_file(path, text.replace(CURSOR, ""))
    assert file
    return file, index


def before(words: str, text: str = TEXT, path: str = ORDER) -> tuple[OpenFile, int]:
    """A file and the place right before some words of it."""
    return at(text.replace(words, CURSOR + words, 1), path)


def record(lines: str) -> str:
    """An order whose record ends with some lines, as it is while somebody writes it."""
    return f"---\nnumber: 14001\ntitle: Counting Lighthouses\n{lines}"


def body(lines: str) -> str:
    """The order with some lines at its end."""
    return f"{TEXT}\n{lines}"


def suggested(text: str, knowledge: Knowledge, path: str = ORDER) -> list[Suggestion]:
    """What can be written at the cursor."""
    file, index = at(text, path)
    return list(complete(file, index, knowledge))


def inserts(text: str, knowledge: Knowledge, path: str = ORDER) -> list[str]:
    """What it would insert."""
    return [each.insert for each in suggested(text, knowledge, path)]
