"""Markdown reflows of official texts.

They differ in how they set a section's heading: in bold below `### Section 2.`, on a line of its
own, or run in with the words and without its full stop. Most put every sentence into a paragraph
of its own ("U.S." counts as one), so that the order's own paragraphs are lost: there, what has
no mark continues the paragraph before it, and a sentence that follows a list belongs to the
list's last item. Single line ends are left over from pages and italics, and mean nothing, unless
a mark or a number follows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eo_site.read.official_header import Header, with_foot
from eo_site.read.official_marks import MARK, numerals
from eo_site.read.official_paragraphs import Paragraph, is_title, run_in_heading, typeset

_TITLE = re.compile(r"# Executive Order (\d{4,5}(?:-[A-Z])?)[:.—-]*\s*(.*)$")
_ORDER = re.compile(r"\W*Executive Order (\d{4,5}(?:-[A-Z])?) of (\w+ \d{1,2}, \d{4})\W*$")
_FACT = re.compile(r"[-*\s]*(Date|Document Number|Executive Order Number|Citation|Pages):\W*(.+)$")
_HEADING = re.compile(r"#{1,6}\s+(.*?)[\s#]*$")
_SECTION = re.compile(r"#{2,6}\s+((?:Section|Sec\.?|SECTION|PART|Part)\b.*?)[\s#]*$")
_NUMBER = re.compile(r"(?:(?:Section|Sec\.?|SECTION)\s+)?(?:[\dIVX]+[A-Z]?)(?:\.\d+|-\d{3})*\.?$")
_BOLD = re.compile(r"(\*\*|__)(.+?)\1(?P<rest>.*)$")
_NUMBERED = re.compile(r"\d+(?:(?:\.\d+)+|-\d{3})\.(?:\s|$)")
_END = re.compile(
    r"\W*(?:\w+\.EPS\W*$|\(Presidential Sig|THE WHITE HOUSE,|\[FR Doc\.|Billing code)"
)
_ADDRESS = re.compile(r"federalregister\.gov/documents/(\d{4}/\d{2}/\d{2})/")
_MONTH = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}")


@dataclass(slots=True)
class _Block:
    """Lines between blank ones, or from one mark to the next."""

    text: str
    line: int
    heading: str = ""
    alone: bool = True
    """A blank line stands before it."""


def read_markdown(text: str) -> tuple[Header | None, tuple[Paragraph, ...]]:
    """Header and paragraphs; no header if this is no order's text."""
    lines = text.split("\n")
    header, start = _header(lines)
    if not header.number:
        return None, ()
    end = next((at for at in range(start, len(lines)) if _END.match(lines[at])), len(lines))
    blocks = list(_blocks(lines, start, end))
    if _one_sentence_each(blocks):
        blocks = list(_sentences_joined(blocks))
    return with_foot(header, lines[end:]), tuple(
        Paragraph(typeset(each.text), each.line, heading=typeset(each.heading)) for each in blocks
    )


def _header(lines: Sequence[str]) -> tuple[Header, int]:
    """The header, and where the words of the order begin."""
    title = next((match for line in lines if (match := _TITLE.match(line))), None)
    at = next((at for at, line in enumerate(lines) if _ORDER.match(line)), None)
    order = _ORDER.match(lines[at]) if at is not None else None
    facts = {match[1]: match[2] for line in lines[:60] if (match := _FACT.match(line))}
    date = _MONTH.search(facts.get("Date", ""))
    address = _ADDRESS.search("\n".join(lines[:60]))
    header = Header(
        number=order[1] if order else title[1] if title else "",
        title=typeset(title[2]).strip() if title else "",
        signed=order[2] if order else date.group() if date else "",
        citation=facts.get("Citation", "").strip(" *"),
        pages=facts.get("Pages", "").strip(" *"),
        document_number=facts.get("Document Number", "").strip(" *"),
        published=address[1] if address else "",
    )
    return header, _first_line(lines, at, header.title)


def _first_line(lines: Sequence[str], order: int | None, title: str) -> int:
    """After the order's own heading and title; without one, after the rule or the title."""
    if order is None:
        rules = [at for at, line in enumerate(lines) if _TITLE.match(line) or line == "---"]
        return next((at + 1 for at in rules[1:2] or rules), 0)
    for at in range(order + 1, min(order + 4, len(lines))):
        words = typeset(lines[at]).strip(" *_")
        if words and (words == title or is_title(words)):
            return at + 1
    return order + 1


def _blocks(lines: Sequence[str], start: int, end: int) -> Iterator[_Block]:
    """Paragraphs and items as the file has them; a section's number and heading in front."""
    waiting: _Block | None = None
    alone = True
    for number in range(start, end):
        line = lines[number].strip()
        if not line or line == "---":
            alone = True
            continue
        block = _Block(line, number + 1, alone=alone)
        if _HEADING.match(line):
            block.text = match[1] if (match := _SECTION.match(line)) else ""
        elif waiting and _takes_heading(waiting):
            block = _headed(waiting, block)
            waiting = None
        elif waiting and not alone and waiting.text and not _opens(line):
            waiting.text = _joined(waiting.text, line)
            continue
        if waiting and waiting.text:
            yield waiting
        waiting, alone = block, False
    if waiting and waiting.text:
        yield waiting


def _opens(text: str) -> bool:
    """Whether words begin with a mark or a number, so that they can open a provision."""
    mark = MARK.match(text)
    return bool(mark and numerals(mark[1])) or bool(_NUMBERED.match(text))


def _takes_heading(block: _Block) -> bool:
    """Whether a block is a section's number and nothing else yet."""
    return not block.heading and bool(_NUMBER.match(block.text))


def _headed(number: _Block, block: _Block) -> _Block:
    """A section's number with the heading that follows it, or with its first words."""
    if not number.text.startswith(("S", "P")):
        return _Block(f"{number.text} {block.text}", number.line)
    stop = "" if number.text.endswith(".") else "."
    bold = _BOLD.match(block.text)
    if bold:
        heading, rest = bold[2], bold["rest"].strip()
    elif is_title(block.text) and block.text[-1] not in ":;,—":
        heading, rest = block.text, ""
    else:
        heading, rest = run_in_heading(block.text)
    text = f"{number.text}{stop} {rest}".rstrip()
    return _Block(text, number.line, heading.rstrip(". "))


def _joined(text: str, line: str) -> str:
    """Two lines of a paragraph; no space about signs that italics have cut off."""
    close = re.match(r"[),.;:]", line) or re.search(r"[(“‘—]$", text)
    return text + line if close else f"{text} {line}"


def _one_sentence_each(blocks: Sequence[_Block]) -> bool:
    """Whether a reflow has set every sentence apart: hardly a block holds two."""
    two = sum(bool(re.search(r"[a-z)]{2}\.”? [A-Z]", each.text)) for each in blocks)
    return len(blocks) > 5 and two * 10 < len(blocks)


def _sentences_joined(blocks: Sequence[_Block]) -> Iterator[_Block]:
    """What has no mark and no number continues the block before."""
    waiting: _Block | None = None
    for block in blocks:
        opens = _opens(block.text) or block.heading or _NUMBER.match(block.text)
        if waiting and not opens and not _SECTION.match(f"## {block.text}"):
            waiting.text = _joined(waiting.text, block.text)
            continue
        if waiting:
            yield waiting
        waiting = block
    if waiting:
        yield waiting
