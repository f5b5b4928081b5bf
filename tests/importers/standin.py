"""Made-up Federal Register documents with every defect the real ones are known to have.

Seeded: the same call gives the same documents on every machine. `DEFECTS` says which order numbers
carry which defect, so that a test can look at what became of it.
"""
# ruff: noqa: E501 (a case stands on one line)

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

FIRST, COUNT = 20000, 220
PRESIDENTS = (
    ("ada-example", "Ada Example"),
    ("bela-example", "Béla Example, Jr."),
    ("donald-trump", "Donald J. Trump"),
)
_PASSIVE = ("Amended by", "Revoked by", "Superseded by", "Continued by", "Supplemented by")
_ACTIVE = ("Amends", "Revokes", "Supersedes", "Continues", "Supplements")
_OTHER = ("Notice of March 3, 2001", "Proc. 9999, May 5, 2002", "Memo. of June 6, 2003 (68 FR 1)")

DEFECTS: Mapping[str, int] = {
    "leading spaces": 20003,
    "line end in title": 20004,
    "named character": 20005,
    "American date": 20006,
    "date in words": 20007,
    "no date": 20008,
    "signed after print": 20009,
    "backwards": 20010,
    "itself": 20011,
    "another order's day": 20012,
    "citation is none": 20013,
    "page before citation": 20014,
    "before 1994": 20015,
    "no number": 20016,
    "neither number": 20017,
    "two documents": 20018,
    "slips": 20019,
    "nullified": 20020,
    "reinstated": 20021,
    "in part": 20022,
    "notes of no day": 20023,
    "brace": 20024,
    "correction": 20025,
    "reprint": 20026,
    "paper's slip": 20027,
    "proclamation": 20028,
    "glued verbs": 20029,
    "number in contents": 20030,
    "effective later": 20031,
}


def signed_on(number: int) -> date:
    """When a made-up order was signed: one every eleven days."""
    return date(1995, 1, 2) + timedelta(days=11 * (number - FIRST))


def named(number: int) -> str:
    """An order as notes name it."""
    on = signed_on(number)
    return f"EO {number}, {on:%B} {on.day}, {on.year}"


def documents(seed: int = 7, count: int = COUNT) -> list[dict[str, Any]]:
    """The documents, those that correct others at their end."""
    chance = random.Random(seed)
    found = [_plain(chance, FIRST + index, count) for index in range(count)]
    by_number = {int(each["executive_order_number"]): each for each in found}
    for name, change in _CHANGES.items():
        by_number[DEFECTS[name]].update(change(DEFECTS[name]))
    return [*found, *_others(by_number)]


def _plain(chance: random.Random, number: int, count: int) -> dict[str, Any]:
    on = signed_on(number)
    printed = on + timedelta(days=chance.randint(1, 5))
    page = 1000 + 7 * (number - FIRST)
    identifier, name = PRESIDENTS[(number - FIRST) * len(PRESIDENTS) // count]
    return {
        "document_number": f"{on.year}-{number}",
        "executive_order_number": str(number),
        "title": f"{chance.choice(('Counting', 'Naming', 'Lighting'))} Lighthouses, Part {number}",
        "type": "Presidential Document",
        "subtype": "Executive Order",
        "signing_date": on.isoformat(),
        "publication_date": printed.isoformat(),
        "citation": f"{printed.year - 1935} FR {page}",
        "volume": printed.year - 1935,
        "start_page": page,
        "end_page": page + chance.randint(0, 5),
        "president": {"identifier": identifier, "name": name},
        "html_url": f"https://www.federalregister.gov/d/{on.year}-{number}",
        "pdf_url": f"https://www.govinfo.gov/content/pkg/{on.year}-{number}.pdf",
        "agencies": [{"name": "Executive Office of the President"}],
        "topics": [],
        "disposition_notes": _notes(chance, number, count),
        "_disposition_as_of": "2026-01-31",
    }


def _notes(chance: random.Random, number: int, count: int) -> str | None:
    if chance.random() < 0.3:
        return None
    parts = list[str]()
    for verbs, low, high in ((_ACTIVE, FIRST, number - 1), (_PASSIVE, number + 1, FIRST + count)):
        if low + 40 < high and chance.random() < 0.6:
            orders = sorted({chance.randint(low + 32, high - 1) for _ in range(3)})
            part = chance.choice(("", "", " (in part)"))
            parts.append(f"{chance.choice(verbs)}: " + "; ".join(named(n) for n in orders) + part)
    if chance.random() < 0.4:
        parts.append(f"See: {chance.choice(_OTHER)}")
    return chance.choice(("\n", "; ", ";;\n ;  ")).join(parts) or None


def _without(*names: str) -> dict[str, Any]:
    return dict.fromkeys(names)


_CHANGES: Mapping[str, Any] = {
    "leading spaces": lambda n: {"title": f"   Lighting  Lighthouses {n} "},
    "line end in title": lambda n: {"title": f"Lighting\nLighthouses {n}"},
    "named character": lambda n: {"title": f"Lighthouses of C[ocirc]te d'Azur &amp; Bog[aacute] {n}"},
    "American date": lambda n: {"signing_date": f"{signed_on(n):%m/%d/%Y}"},
    "date in words": lambda n: {"signing_date": f"{signed_on(n):%B} {signed_on(n).day}, {signed_on(n).year}"},
    "no date": lambda n: {"signing_date": "in spring"},
    "signed after print": lambda n: {"signing_date": "2019-12-31"},
    "backwards": lambda n: {"disposition_notes": f"Amends: {named(20200)}; See: {named(20002)}"},
    "itself": lambda n: {"disposition_notes": f"See: {named(n)}"},
    "another order's day": lambda n: {"disposition_notes": "See: EO 20100, July 4, 1976"},
    "citation is none": lambda n: {"citation": f"{signed_on(n).year}-{n}"},
    "page before citation": lambda n: {"citation": "60 FR 502", "start_page": 500, "end_page": 505},
    "before 1994": lambda n: {
        **_without("document_number", "citation", "president", "html_url", "pdf_url", "volume"),
        **_without("start_page", "end_page", "publication_date", "subtype"),
    },
    "no number": lambda n: _without("executive_order_number", "president"),
    "neither number": lambda n: _without("executive_order_number", "document_number"),
    "slips": lambda n: {"disposition_notes": f"Suspersedes: {named(20001)}; Revoked by: {named(20201).replace('EO', 'EP')}"},
    "nullified": lambda n: {"disposition_notes": f"Note: EO {n} is nullified by virtue of the Council being abolished by {named(20250)}."},
    "reinstated": lambda n: {"disposition_notes": f"Revoked by: {named(20100)}\nReinstated by: {named(20110)}"},
    "in part": lambda n: {"disposition_notes": f"Partially revoked by: {named(20100)}; Supersedes (in part): {named(20001)}"},
    "notes of no day": lambda n: {"_disposition_as_of": None, "disposition_notes": f"Revoked by: {named(20101)}; See: {_OTHER[0]}"},
    "brace": lambda n: {"title": f"Counting {{Lighthouses}} {n}"},
    "glued verbs": lambda n: {"disposition_notes": f"See: {named(20001)} Revokes: {named(20002)}{named(20003)}, and {named(20004)}"},
    "number in contents": lambda n: {"executive_order_number": None, "toc_doc": f"Lighthouses; counting (EO {n})"},
    "effective later": lambda n: {"disposition_notes": f"Revoked by: {named(20100)} eff. March 1, 2003"},
}  # fmt: skip


def _others(by_number: Mapping[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """Documents that are no orders of their own, and a second one for one number."""

    def again(name: str, **changes: Any) -> dict[str, Any]:
        return {**by_number[DEFECTS[name]], **changes}

    return [
        again("correction", document_number="C1-1995-20025", title="Lighthouses; Correction"),
        again("reprint", document_number="R1-1995-20026"),
        again("paper's slip", document_number="Z5-20027"),
        again("leading spaces", document_number="1995-1", correction_of="https://x.example/1995-20003"),
        again("proclamation", document_number="1995-2", subtype="Proclamation", executive_order_number=None),
        again("two documents", document_number="1996-20018", publication_date="1996-12-24"),
    ]  # fmt: skip
