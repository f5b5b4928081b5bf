"""What a file says about its order before the text begins."""

from dataclasses import dataclass


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
