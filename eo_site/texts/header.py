"""What a printed order says about itself, before its words and after them."""

import re
from dataclasses import dataclass
from datetime import date

from eo_site.model.official import OfficialText

_PAGES = re.compile(r"(\d+)(?:-(\d+))?")


@dataclass(frozen=True, slots=True)
class HeaderFacts:
    """As the copy gives them; '' or None for what it does not say."""

    number: str
    title: str
    signed: date | None
    """From the order's own heading: "Executive Order 13903 of January 31, 2020"."""
    dated: date | None
    """From the line below the signature: "THE WHITE HOUSE, January 31, 2020."."""
    citation: str
    """Volume and first page: `85 FR 6721`."""
    first_page: int | None
    last_page: int | None
    """None where the copy gives no pages."""
    document_number: str
    filed: date | None
    """From the filing line: "Filed 2-4-20; 11:15 am"."""
    published: date | None
    """Of the issue of the Federal Register, where the copy names it."""

    @property
    def dates_agree(self) -> bool:
        """Whether heading and signature give one date; true where one of them is missing.

        They need not: Executive Order 13526 is of December 29, 2009 by its heading, and of 2010 by
        the line below the signature.
        """
        return self.signed == self.dated or None in (self.signed, self.dated)


def header_facts(text: OfficialText) -> HeaderFacts:
    """The facts of a text's own header and foot."""
    pages = _PAGES.fullmatch(text.pages)
    cited = re.search(r"\d+$", text.citation)
    first = int(pages[1]) if pages else int(cited.group()) if cited else None
    return HeaderFacts(
        number=text.number,
        title=text.title,
        signed=text.signed,
        dated=text.dated,
        citation=text.citation,
        first_page=first,
        last_page=int(pages[2] or pages[1]) if pages else None,
        document_number=text.document_number,
        filed=text.filed,
        published=text.published,
    )
