"""The plain-text form of the Federal Register, unwrapped.

A page of it has margins that mean levels, page markers in mid-sentence, and words broken over
lines. **Hyphens at line ends**: the Government Publishing Office breaks its plain texts only
where a word has a hyphen anyway ("Anti-/Trafficking", "policy-/determining"), so the hyphen
stays, unless the text itself shows otherwise: both halves are lower case, and either the second
is a bare suffix ("informa-/tion") or the word stands unbroken elsewhere in the same text and
never with a hyphen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eo_site.read.official_header import Header, with_foot
from eo_site.read.official_paragraphs import Paragraph, is_title, typeset

_ORDER = re.compile(r"\s*Executive Order (\d{4,5}(?:-[A-Z])?) of (\w+ \d{1,2}, \d{4})\s*$")
_PAGE = re.compile(r"\s*\[\[Page (\d+)\]\]\s*$")
_END = re.compile(r"\s*(?:\(Presidential Sig|THE WHITE HOUSE,|\[FR Doc\.|Billing code)", re.I)
_FURNITURE = re.compile(
    r"\s*(?:[_-]{20,}|Federal Register ?/ ?Vol\..*|Presidential Documents|\[GRAPHIC\].*)\s*$"
)
_SUFFIX = re.compile(
    r"(?:[st]ions?|tional|tive|ments?|ings?|ed|ly|ity|ities|ness|ances?|ences?|ous|ers?|ated?|al|"
    r"als|ally|ure|ures|ize|ized|cy|cies|ple|ble)\b"
)
_TABLE = re.compile(r" ?\(\w{1,4}(?:\) {2,}| {2,})\S")
_LOCATOR = re.compile(r"^[A-Z] (?=\(\w+\) )")
"""What typesetting has left before some marks: `L  (1) encourage States`."""
_MARGIN = 4
"""Columns by which the first line of a paragraph stands in, where all others are flush."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int
    after_page: bool = False

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))


def read_plain(text: str) -> tuple[Header | None, tuple[Paragraph, ...]]:
    """Header and paragraphs; no header if this is no order's text."""
    lines = text.split("\n")
    start = next((at for at, line in enumerate(lines) if _ORDER.match(line)), None)
    if start is None:
        return None, ()
    end = next((at for at in range(start, len(lines)) if _END.match(lines[at])), len(lines))
    paragraphs = list(_paragraphs(_lines(lines, start + 1, end), _Hyphens(text)))
    title: list[str] = []
    while paragraphs and is_title(paragraphs[0].text) and paragraphs[0].text[-1] not in ".:":
        title.append(paragraphs.pop(0).text)
    header = _header(lines[: start + 1], " ".join(title))
    return with_foot(header, lines[end:]), tuple(paragraphs)


def _header(lines: Sequence[str], title: str) -> Header:
    head = "\n".join(lines)
    order = _ORDER.match(lines[-1])
    volume = re.search(r"Federal Register Volume (\d+)", head)
    page = next((match[1] for line in reversed(lines) if (match := _PAGE.match(line))), "")
    pages = re.search(r"\[Pages? ([\d-]+)\]", head)
    document = re.search(r"\[FR Doc No: ([^\]]+)\]", head)
    issue = re.search(r"\[Federal Register Volume [^(\n]*\(\w+, (\w+ \d{1,2}, \d{4})\)\]", head)
    return Header(
        number=order[1] if order else "",
        title=title,
        signed=order[2] if order else "",
        citation=f"{volume[1]} FR {page}" if volume and page else "",
        pages=pages[1] if pages else "",
        document_number=document[1] if document else "",
        published=issue[1] if issue else "",
    )


def _lines(lines: Sequence[str], start: int, end: int) -> Iterator[_Line]:
    """The lines between, without what belongs to the page; blank ones about a page marker too."""
    blanks: list[_Line] = []
    after_page = False
    for number in range(start, end):
        text = lines[number].rstrip()
        if _PAGE.match(text) or _FURNITURE.match(text):
            after_page, blanks = after_page or bool(_PAGE.match(text)), blanks[:1]
        elif text:
            yield from blanks
            yield _Line(text, number + 1, after_page)
            blanks, after_page = [], False
        else:
            blanks.append(_Line("", number + 1))


def _paragraphs(lines: Iterator[_Line], hyphens: "_Hyphens") -> Iterator[Paragraph]:
    """Paragraphs, those that a page break cut put together again."""
    waiting: list[_Line] = []
    for group in _groups(_blocks(lines)):
        if waiting and group[0].after_page and _goes_on(waiting[-1].text, group[0].text):
            waiting += group
            continue
        if waiting:
            yield _paragraph(waiting, hyphens)
        waiting = group
    if waiting:
        yield _paragraph(waiting, hyphens)


def _blocks(lines: Iterator[_Line]) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for line in lines:
        if line.text:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _groups(blocks: Iterator[list[_Line]]) -> Iterator[list[_Line]]:
    """Lines of one paragraph each: a block may hold several, each with its first line set in."""
    for block in blocks:
        if any(_TABLE.match(line.text) for line in block):
            yield from _table(block)
            continue
        margin = min(line.indent for line in block)
        group = [block[0]]
        for line in block[1:]:
            if line.indent >= margin + _MARGIN - 1 or _is_next_item(group[-1], line):
                yield group
                group = []
            group.append(line)
        yield group


def _is_next_item(before: _Line, line: _Line) -> bool:
    """Items of one line each show no margin."""
    deep = line.indent >= 16 + _MARGIN - 1 and line.indent >= before.indent
    return deep and bool(re.match(r"\s*\(\w{1,8}\) ", line.text))


def _table(block: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Items set in two columns, whose marks may be broken over lines: ` (i` above `  i)`."""
    bare = [line.indent for line in block if line.indent >= _MARGIN]
    edge = min(bare, default=6)
    marks: list[str] = []
    groups: list[list[_Line]] = []
    for line in block:
        left, right = line.text[:edge], line.text[edge:].strip()
        if "(" in left or not groups:
            marks.append("")
            groups.append([])
        marks[-1] += re.sub(r"\s", "", left)
        groups[-1] += [_Line(right, line.number)] if right else []
    for mark, group in zip(marks, groups, strict=True):
        first = group[0] if group else block[0]
        yield [_Line(f"{mark} {first.text}", first.number), *group[1:]]


def _goes_on(before: str, after: str) -> bool:
    """Whether a paragraph cut by a page break continues on the next page."""
    if re.match(r"\s*(?:Section|Sec\.|PART) ", after):
        return False
    if re.match(r"\s*(?:[a-z]|\d+ )", after):
        return True
    return not re.search(r"(?:[.:;?!—]|--|''|[;,] (?:and|or))\W*$", before)


def _paragraph(lines: Sequence[_Line], hyphens: "_Hyphens") -> Paragraph:
    first = lines[0]
    column = lines[1].indent if len(lines) > 1 else first.indent
    if len(lines) == 1 and first.indent >= 16 + _MARGIN:
        column -= _MARGIN
    text = _LOCATOR.sub("", hyphens.unwrap([line.text for line in lines]))
    return Paragraph(typeset(text), first.number, column)


class _Hyphens:
    """Decides about hyphens at line ends by the words of the whole text."""

    def __init__(self, text: str) -> None:
        within = re.sub(r"-\n\s*", "-\n ", text).lower()
        self._words = frozenset(re.findall(r"[a-z]+(?:-[a-z]+)*", within))

    def unwrap(self, lines: Sequence[str]) -> str:
        """Lines of a paragraph as one."""
        parts = [line.strip() for line in lines]
        for at in range(len(parts) - 1):
            parts[at] = self._before(parts[at], parts[at + 1])
        return re.sub(r" {2,}", " ", "".join(parts))

    def _before(self, line: str, following: str) -> str:
        """A line's end as it stands before the next line: with a space, or with its hyphen."""
        if line.endswith("--") or following.startswith("--"):
            return line
        if not line.endswith("-") or line.endswith(" -"):
            return f"{line} "
        halves = re.search(r"([A-Za-z]+)-$", line), re.match(r"[A-Za-z]+", following)
        if halves[0] and halves[1] and self._is_soft(halves[0][1], halves[1][0]):
            return line[:-1]
        return line

    def _is_soft(self, first: str, second: str) -> bool:
        if not (first.islower() and second.islower()):
            return False
        if _SUFFIX.fullmatch(second):
            return True
        return first + second in self._words and f"{first}-{second}" not in self._words
