"""Citations for reference managers: CSL-JSON, BibTeX and RIS.

None of the three has a type for executive orders, and each takes the nearest true one. CSL's
`regulation` is "an administrative order from any level of government"; its `legislation` is made by
a legislature, which this is not. BibTeX has `@misc`. RIS has `LEGAL`, a legal rule or regulation,
which widely used programs read as a court case; `STAT` is what they have volume, page and date for.
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from eo_site.dates import MONTHS
from eo_site.plan.exports.views import CitationView, FormattedCitation

REGISTER = "Federal Register"
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&", "#": r"\#",
    "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
"""What TeX would take for more than a character. Braces by name: BibTeX counts escaped ones too."""
_SPACES = re.compile(r"[\s\x00-\x1f\x7f\u2028\u2029]+")


def formatted(item: CitationView) -> tuple[FormattedCitation, ...]:
    """Every form in which an order's page offers its citation."""
    return (
        FormattedCitation("bluebook", item.bluebook, "", "text/plain"),
        FormattedCitation("bibtex", bibtex_entry(item), f"{item.slug}.bib", "application/x-bibtex"),
        FormattedCitation(
            "ris",
            "\n".join(_ris_lines(item)),
            f"{item.slug}.ris",
            "application/x-research-info-systems",
        ),
        FormattedCitation(
            "csl",
            json.dumps([csl_item(item)], ensure_ascii=False),
            f"{item.slug}.json",
            "application/vnd.citationstyles.csl+json",
        ),
    )


# CSL-JSON -----------------------------------------------------------------------------------


def csl(items: Sequence[CitationView]) -> bytes:
    """`library.csl.json` (https://docs.citationstyles.org/en/stable/specification.html)."""
    if not items:
        return b"[]\n"
    # Each by itself: what `json` holds of a document is many times what it writes.
    return f"[{','.join(map(csl_text, items))}\n]\n".encode()


def csl_text(item: CitationView) -> str:
    """An item as it stands in the file."""
    return json.dumps([csl_item(item)], ensure_ascii=False, indent=1)[1:-2]


def csl_item(item: CitationView) -> dict[str, Any]:
    """One item; what is not known is not there."""
    found: dict[str, Any] = {
        "id": item.slug,
        "type": "regulation",
        "title": item.title,
        "genre": "Executive Order",
        "number": item.number,
        "author": [{"literal": item.president}] if item.president else [],
        "container-title": REGISTER if item.volume else "",
        "volume": item.volume,
        "page": _pages(item, "-") if item.volume else "",
        "issued": _parts(item.signed or item.published),
        "URL": item.url,
    }
    return {name: value for name, value in found.items() if value}


def _parts(day: date | None) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else {}


def _pages(item: CitationView, dash: str) -> str:
    if item.last_page in ("", item.first_page):
        return item.first_page
    return f"{item.first_page}{dash}{item.last_page}"


# BibTeX -------------------------------------------------------------------------------------


def bibtex(items: Sequence[CitationView]) -> bytes:
    """`library.bib`, in UTF-8."""
    return "\n\n".join([*map(bibtex_entry, items), ""]).encode()


def bibtex_entry(item: CitationView) -> str:
    """One entry. Titles and names stand in braces of their own, so that no style changes them."""
    day = item.signed or item.published
    printed = f"{item.volume} {REGISTER} {_pages(item, '--')}" if item.volume else ""
    fields = {
        "author": f"{{{_tex(item.president)}}}" if item.president else "",
        "title": f"{{{_tex(item.title)}}}",
        "howpublished": f"{_tex(item.name)}{', ' if printed else ''}{_tex(printed)}"
        if item.number
        else _tex(printed),
        "year": str(day.year) if day else "",
        "month": MONTHS[day.month - 1][:3].lower() if day else "",
        "day": str(day.day) if day else "",
        "url": item.url,
    }
    # Months are BibTeX's own macros: the style spells them.
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'}"
        for name, value in fields.items()
        if value
    ]
    return f"@misc{{{item.slug},\n" + ",\n".join(lines) + "\n}"


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(each, each) for each in _line(text))


def _line(text: str) -> str:
    """Text on one line."""
    return _SPACES.sub(" ", text).strip()


# RIS ----------------------------------------------------------------------------------------


def ris(items: Sequence[CitationView]) -> bytes:
    """`library.ris`: a tag, two spaces, a hyphen, a space and a value on each line; CRLF."""
    return "".join(map(ris_text, items)).encode()


def ris_text(item: CitationView) -> str:
    """A reference as it stands in the file."""
    return "".join(f"{line}\r\n" for line in (*_ris_lines(item), ""))


def _ris_lines(item: CitationView) -> Iterator[str]:
    day = item.signed or item.published
    fields = (
        ("TY", "STAT"),
        ("ID", item.slug),
        ("AU", item.president),
        ("TI", item.title),
        ("M1", item.name if item.number else ""),
        ("T2", REGISTER if item.volume else ""),
        ("VL", item.volume),
        ("SP", item.first_page if item.volume else ""),
        ("EP", item.last_page if item.volume else ""),
        ("PY", str(day.year) if day else ""),
        ("DA", f"{day.year}/{day.month:02}/{day.day:02}" if day else ""),
        ("UR", item.url),
    )
    for tag, value in fields:
        if value:
            yield f"{tag}  - {_line(value)}"
    yield "ER  - "
