"""What a file says about its order before the text begins, and below the signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_SIGNATURE = re.compile(
    r"THE WHITE HOUSE,\W{1,200}(?:Washington,\s+)?([A-Z][a-z]+ \d{1,2}, \d{4})", re.I
)
_DOCUMENT = re.compile(r"\[FR Doc\. (\w+-\w+)")
_FILING = re.compile(r"\bFiled (\d{1,2}-\d{1,2}-\d{2});")


@dataclass(frozen=True, slots=True)
class Header:
    """As the file gives it; '' for what it does not say."""

    number: str = ""
    title: str = ""
    signed: str = ""
    """`January 31, 2020`."""
    citation: str = ""
    pages: str = ""
    document_number: str = ""
    published: str = ""
    """`February 5, 2020`; `2020/02/05` from the document's address at the Federal Register."""
    dated: str = ""
    """Below the signature: `January 31, 2020`."""
    filed: str = ""
    """`2-4-20`."""


def with_foot(header: Header, lines: Sequence[str]) -> Header:
    """A header with what the lines below the order's words say; annexes may stand between them."""
    foot = "\n".join(lines)
    dated, document, filed = (
        match[1] if (match := each.search(foot)) else ""
        for each in (_SIGNATURE, _DOCUMENT, _FILING)
    )
    number = header.document_number or document
    return replace(header, dated=dated, document_number=number, filed=filed)
