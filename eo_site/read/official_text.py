"""Official texts of orders, from the forms in which they can be had.

Two forms: the Federal Register's plain text (`.txt`, `[[Page 6722]]` and all) and Markdown
reflows of it (`.md`). Each has a reader that turns it into paragraphs; from there on there is one
road: quotations are closed off, numbered sections found, and the items of each section nested.
Nothing here fails on a damaged text: what cannot be placed stays in the words of the provision
it stands in, and a warning says so.

Problems: EO601 not the text of an executive order; EO602 numbering that jumps or cannot be read,
or a quotation that never ends; EO603 a file's name and its text, or two files, disagree;
EO604 a heading that is cut short.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from eo_site.model.official import PREAMBLE, OfficialText, TextSection
from eo_site.model.problem import Place, Problem
from eo_site.read.official_header import Header
from eo_site.read.official_items import provisions
from eo_site.read.official_markdown import read_markdown
from eo_site.read.official_paragraphs import Paragraph, with_quotations
from eo_site.read.official_plain import read_plain
from eo_site.read.official_units import numbering, units
from eo_site.read.source import decode

_FILE = re.compile(r"(?:.*/)?eo-(\d{4,5}(?:-[a-z])?)\.(?:txt|md)")


def read_official_text(path: str, data: bytes) -> tuple[OfficialText | None, tuple[Problem, ...]]:
    """An order's text by section, or why the file is not one. The path's ending says the form."""
    source, problems = decode(path, data)
    if source is None:
        return None, problems
    read = read_markdown if path.endswith(".md") else read_plain
    header, paragraphs = read(source.text)
    if header is None or not paragraphs:
        return None, (_not_an_order(path),)
    sections, numbered = _sections(path, paragraphs)
    official = _official(header, sections)
    return replace(official, reflow=path.endswith(".md")), numbered


def read_official_texts(
    files: Mapping[str, bytes],
) -> tuple[dict[str, OfficialText], tuple[Problem, ...]]:
    """The texts among some files by order number, `13903` from `eo-13903.txt` or `.md`.

    Files of other names are passed over; of two files for one order, the plain text counts.
    """
    texts: dict[str, OfficialText] = {}
    problems: list[Problem] = []
    for path in sorted(files, key=lambda path: (path.endswith(".md"), path)):
        if not (name := _FILE.fullmatch(path)):
            continue
        number = name[1].upper()
        if number in texts:
            problems.append(_disagrees(path, f"there is another text of order {number}"))
            continue
        text, found = read_official_text(path, files[path])
        problems += found
        if text and text.number != number:
            problems.append(_disagrees(path, f"the text is of order {text.number}"))
        elif text:
            texts[number] = text
    return texts, tuple(problems)


def _not_an_order(path: str) -> Problem:
    message = "this is not the text of an executive order"
    hint = "it needs a line such as “Executive Order 13903 of January 31, 2020”"
    return Problem("EO601", path, Place(), message, hint)


def _disagrees(path: str, message: str) -> Problem:
    return Problem("EO603", path, Place(), message, "keep one file for each order, eo-13903.txt")


def _sections(
    path: str, paragraphs: tuple[Paragraph, ...]
) -> tuple[tuple[TextSection, ...], tuple[Problem, ...]]:
    closed, unclosed = with_quotations(paragraphs)
    problems = [
        numbering(path, each.line, "a quotation opens here and never ends") for each in unclosed
    ]
    found, misnumbered = units(path, closed)
    problems += misnumbered
    sections: list[TextSection] = []
    for unit in found:
        if unit.label == PREAMBLE:
            sections.append(_preamble(unit.paragraphs, unit.line))
            continue
        below, troubles = provisions(path, unit)
        sections += below
        problems += troubles
    return tuple(sections), tuple(sorted(problems, key=Problem.sort_key))


def _preamble(paragraphs: list[Paragraph], line: int) -> TextSection:
    return TextSection(PREAMBLE, "", "\n\n".join(each.text for each in paragraphs), line, 1)


def _official(header: Header, sections: tuple[TextSection, ...]) -> OfficialText:
    signed = _date(header.signed)
    return OfficialText(
        number=header.number,
        title=header.title,
        signed=signed,
        sections=sections,
        citation=header.citation,
        pages=header.pages,
        document_number=header.document_number,
        dated=_date(header.dated),
        filed=_filed(header.filed, signed),
        published=_date(header.published),
    )


def _date(words: str) -> date | None:
    """`January 31, 2020`, or `2020/02/05` from an address."""
    for form in ("%B %d, %Y", "%Y/%m/%d"):
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    return None


def _filed(words: str, signed: date | None) -> date | None:
    """`2-4-20`, in the century that brings it nearest to the signing."""
    if not words or not signed:
        return None
    month, day, short = map(int, words.split("-"))
    year = signed.year + (short - signed.year + 50) % 100 - 50
    try:
        return date(year, month, day)
    except ValueError:
        return None
