"""`orders.csv`: a row for each order, for spreadsheets (RFC 4180, UTF-8 with a mark at its start).

A spreadsheet runs what looks like a formula. As OWASP advises (CSV Injection), every cell is
quoted, and an apostrophe goes before a character that could begin a formula: at the start of a
cell, or after what another program might take for the end of one.
"""

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence

from eo_site.plan.exports.records import FindingRow, OrderRow

COLUMNS = (
    "slug", "number", "title", "president", "signed", "published", "effective", "citation",
    "document_number", "status", "status_as_of", "court", "court_as_of", "interests", "agencies",
    "duties", "dates_due", "summary", "changed", "ai_assisted", "withdrawn", "page",
    "official_text",
)  # fmt: skip
_FORMULA = re.compile(r"((?:^|[,;|])\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where a formula could begin; full-width signs count as their ASCII ones in some programs."""
_LINES = re.compile(r"[\x00-\x1f\x7f]+")


def orders_csv(lines: Iterable[bytes]) -> bytes:
    """The whole file, of what `csv_line` gave of each order."""
    # Without the mark, the most used spreadsheet takes UTF-8 for something older.
    return b"".join((BOM_UTF8, csv_line(COLUMNS), *lines))


def csv_line(cells: Sequence[str]) -> bytes:
    """Cells as a line of the file."""
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode()


def csv_row(row: OrderRow) -> tuple[str, ...]:
    """The cells of an order, as they may be written."""
    return tuple(safe(cell) for cell in _cells(row))


def safe(cell: str) -> str:
    """A cell's text on one line, in which nothing can begin a formula."""
    return _FORMULA.sub(r"\1'", _LINES.sub(" ", cell).strip())


def _cells(row: OrderRow) -> list[str]:
    dates = [each.due.isoformat() for each in row.duties if each.due]
    found: dict[str, object] = {
        "slug": row.slug,
        "number": row.number,
        "title": row.title,
        "president": row.president.label if row.president else None,
        "signed": row.signed,
        "published": row.published,
        "effective": row.effective,
        "citation": row.citation,
        "document_number": row.document_number,
        "status": _values(row.status) or row.states["status"],
        "status_as_of": _checked(row.status),
        "court": _values(row.court) or row.states["court"],
        "court_as_of": _checked(row.court),
        "interests": "; ".join(each.label for each in row.interests),
        "agencies": "; ".join(dict.fromkeys(each.label for each in row.agencies)),
        "duties": len(row.duties) if row.states["duties"] == "values" else row.states["duties"],
        "dates_due": "; ".join(sorted(dates)),
        "summary": row.summary,
        "changed": max((each.on for each in row.changes), default=None),
        "ai_assisted": "yes" if row.ai_assisted else "no",
        "withdrawn": row.withdrawn.on if row.withdrawn else None,
        "page": row.url,
        "official_text": row.official_html or row.official_pdf,
    }
    return ["" if found[name] is None else str(found[name]) for name in COLUMNS]


def _values(findings: Sequence[FindingRow]) -> str:
    return "; ".join(
        f"{each.value} (sec. {', '.join(each.sections)})" if each.sections else each.value
        for each in findings
    )


def _checked(findings: Sequence[FindingRow]) -> str:
    return max((each.as_of.isoformat() for each in findings if each.as_of), default="")
