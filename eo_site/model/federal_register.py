"""What the Federal Register's API says of an executive order.

https://www.federalregister.gov/developers/documentation/api/v1 describes the documents. The API is
a finding aid made from the printed issues; where the two differ, the printed order is right.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FederalRegisterRecord:
    """One executive order's document; '' or None for what the API does not say."""

    number: str
    """Of the order: `13903`."""
    title: str = ""
    document_number: str = ""
    signed: date | None = None
    published: date | None = None
    citation: str = ""
    """Volume and first page: `85 FR 6721`."""
    start_page: int | None = None
    end_page: int | None = None
    html: str = ""
    pdf: str = ""
    notes: str = ""
    """Disposition notes: `Revoked by: EO 13394, December 22, 2005`."""
    corrections: tuple[str, ...] = ()
    """Document numbers of printed corrections to this one."""
