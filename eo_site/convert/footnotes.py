"""Footnotes become citations with their sources, or notes at the end of the text.

A note that names something published is a source, cited where the note was called. One that cites a
section of the order alone is such a citation. What is left are remarks, which stand under a heading of
their own, numbered as they were, each linked from its place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from eo_site.convert.escape import CLOSE, OPEN
from eo_site.convert.remarks import Remarks, one_line
from eo_site.convert.tree import line_of
from eo_site.model.locator import sections_of

_CALL = re.compile(r"[\[(]?(?:\d{1,4}|[ivxlc]{1,7}|[a-z]|[*†‡§¶#]+)[\])]?", re.I)
_NAMED = re.compile(r"(?:foot|end|side)?note|fn|ftn|edn|cite_note|ref", re.I)
_BACK = re.compile(r"[\s↑↩⏎^︎️\[\]]*(?:back|return)?[\s↑↩⏎^︎️]*", re.I)
_URL = re.compile(r"https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?'’)\]}]")
_SECTION = re.compile(
    r"(?:see,?\s+)?(?:this order,?\s+|the order,?\s+)?((?:sec(?:tion|s)?\b\.?|§§?)\s*[^\s;]{1,30}?)\.?",
    re.I,
)
_SAME = re.compile(r"(?:see,?\s+)?(?:ibid|id)\.?(?:,?\s+(?:at\s+)?(.{1,40}?))?\.?", re.I)
_ABOVE = re.compile(
    r"(?:see,?\s+)?supra,?\s+(?:note|n\.)\s*(\d{1,4})(?:,?\s+(?:at\s+)?(.{1,40}?))?\.?", re.I
)
_KINDS = (
    ("legal_case", re.compile(r"\bv\.\s|\bF\.(?:2d|3d|4th|\s?Supp)|\bS\.\s?Ct\.|\bU\.S\. (?:at )?\d|\bIn re\b")),
    ("legislation", re.compile(r"\bU\.?\s?S\.?\s?C\.|\bPub(?:lic|\.)\s?L(?:aw|\.)|\bStat\.\s\d")),
    ("regulation", re.compile(r"\bC\.?F\.?R\b|\bFed\. Reg\.|\b\d{1,3} FR \d|\bExec(?:utive)?\.? Order|\bE\.?O\.? \d")),
    ("bill", re.compile(r"\bH\.\s?R\.\s\d|\bS\. \d{1,4}\b|\bCong\.")),
    ("report", re.compile(r"\bGAO-|\bCRS\b|\bReport\b|\bRept?\.")),
    ("document", re.compile(
        r"\bet al\.|[(,]\s?(?:\w+\.? ){0,2}(?:1[89]|20)\d\d\)?|“[^”]{8,},?”|\bdoi\b|\bed\.\s|\bpp?\.\s\d"
    )),
)  # fmt: skip
"""By what a note's words show what kind of source it names."""


@dataclass(frozen=True)
class Note:
    """One footnote."""

    number: int
    line: int
    content: Tag

    @property
    def words(self) -> str:
        """Its words, on one line."""
        return one_line(self.content.get_text())


@dataclass
class Notes:
    """All footnotes of a text, with what is written where they were called."""

    remarks: Remarks
    held: list[str]
    taken: frozenset[str] = frozenset()
    """Ids of sources that the site has."""
    sources: list[dict[str, Any]] = field(default_factory=list)
    _found: list[Note] = field(default_factory=list)
    _cited: dict[int, str] = field(default_factory=dict)

    def hold(self, piece: str) -> str:
        """A piece that is written as it is; what stands for it meanwhile."""
        self.held.append(piece)
        return f"{OPEN}{len(self.held) - 1}{CLOSE}"

    def from_links(self, soup: BeautifulSoup) -> None:
        """Takes the notes of an HTML text out of it, with the links that call them."""
        by_id = {
            str(each.get("id") or each.get("name")): each
            for each in soup.find_all(lambda tag: tag.get("id") or tag.get("name"))
        }
        numbers: dict[int, Note] = {}
        for link in [*soup.find_all("a", href=True)]:
            target = by_id.get(str(link["href"])[1:]) if str(link["href"]).startswith("#") else None
            if (
                target is None
                or target.name in ("h1", "h2", "h3", "h4", "h5", "h6")
                or not self._calls(link)
            ):
                continue
            block = _block(target)
            if block is None or link in block.descendants or _before(block, link):
                continue
            note = numbers.get(id(block))
            if note is None:
                note = numbers[id(block)] = Note(len(self._found) + 1, line_of(block), block)
                self._found.append(note)
            outer = (
                link.parent
                if link.parent
                and link.parent.name == "sup"
                and one_line(link.parent.get_text()) == one_line(link.get_text())
                else link
            )
            outer.replace_with(NavigableString(_mark(note.number)))
        for note in self._found:
            parent = note.content.parent
            note.content.extract()
            _clean(note.content, note.number)
            while (
                isinstance(parent, Tag)
                and parent.name in ("ol", "ul", "section", "div", "aside")
                and not one_line(parent.get_text())
            ):
                emptied, parent = parent, parent.parent
                emptied.extract()

    def add(self, line: int, content: Tag) -> str:
        """A note that was found in Markdown; what stands where it is called."""
        self._found.append(Note(len(self._found) + 1, line, content))
        return _mark(len(self._found))

    def settle(self, soup: BeautifulSoup) -> None:
        """Decides what each note is, and writes it where it is called."""
        remarks = list[Note]()
        for note in self._found:
            cited = self._citation(note)
            if not cited:
                remarks.append(note)
                cited = ""
            self._cited[note.number] = cited
        for text in [*soup.find_all(string=re.compile(_ANY))]:
            text.replace_with(NavigableString(_called(str(text), self._piece)))
        if remarks:
            self._at_the_end(soup, remarks)

    def _piece(self, number: int) -> str:
        cited = self._cited.get(number)
        return self.hold(f"[{cited}]" if cited else f"[note {number}](#{NOTES})")

    @staticmethod
    def _calls(link: Tag) -> bool:
        words = one_line(link.get_text())
        named = " ".join(
            [
                str(link.get("id") or ""),
                str(link["href"]),
                *map(str, link.get_attribute_list("class")),
                str(link.get("role") or ""),
            ]
        )
        raised = link.find_parent("sup") is not None or link.find("sup") is not None
        return bool(_CALL.fullmatch(words)) and (raised or bool(_NAMED.search(named)))

    # What a note is ---------------------------------------------------------------------

    def _citation(self, note: Note) -> str:
        """What cites a note's source, without its brackets; '' of a remark."""
        words = note.words
        said = f"footnote {note.number}"
        if (section := _SECTION.fullmatch(words)) and (where := ", ".join(sections_of(section[1]))):
            self.remarks.otherwise(
                note.line, f"{said} is read as a section of this order, {where}", words
            )
            return f"@order, {where}"
        same, above = _SAME.fullmatch(words), _ABOVE.fullmatch(words)
        before = self._cited.get(note.number - 1 if same else int(above[1]) if above else 0, "")
        if before:
            locator = (same[1] if same else above[2] if above else "") or ""
            self.remarks.otherwise(
                note.line, f"{said} is read as the source of the note it points to", words
            )
            return before.partition(",")[0] + (f", {_locator(locator)}" if locator else "")
        kind = next((kind for kind, sign in _KINDS if sign.search(words)), "")
        addresses = [*_addresses(note.content), *_URL.findall(words)]
        if not kind and not addresses:
            self.remarks.otherwise(
                note.line, f"{said} names no source: it stands under the heading Notes", words
            )
            return ""
        return "@" + self._source(note, kind or "webpage", [*dict.fromkeys(addresses)])

    def _source(self, note: Note, kind: str, addresses: list[str]) -> str:
        """The id of a source with the note's words as its title."""
        title = one_line(_URL.sub("", note.words)).strip(" <>[],;")
        title = re.sub(r"(?:\s*[,;.])+$", "", title)
        title = title if len(title) > _SHORT else note.words
        entry: dict[str, Any] = {"id": "", "type": kind, "title": title}
        if addresses:
            entry["URL"] = addresses[0]
        if addresses[1:]:
            entry["note"] = "Also: " + ", ".join(addresses[1:])
        for each in self.sources:
            if {**each, "id": ""} == entry:
                return str(each["id"])
        number = note.number
        while f"note-{number}" in self.taken or any(
            each["id"] == f"note-{number}" for each in self.sources
        ):
            number += 100
        entry["id"] = f"note-{number}"
        self.sources.append(entry)
        hint = "give it its title, author and date, and `checked` when you have looked"
        self.remarks.otherwise(
            note.line,
            f"footnote {note.number} is the source `{entry['id']}`, its words the title",
            note.words,
            hint,
        )
        return str(entry["id"])

    def _at_the_end(self, soup: BeautifulSoup, notes: list[Note]) -> None:
        heading = soup.new_tag("h2", attrs={"id": NOTES, "data-eo-id": "1"})
        heading.string = "Notes"
        made = soup.new_tag("div")
        for note in notes:
            first = note.content.find(True, recursive=False)
            into = first if isinstance(first, Tag) and first.name == "p" else note.content
            into.insert(0, NavigableString(f"{note.number}. "))
            note.content.name = "div" if note.content.name == "li" else note.content.name
            note.content.attrs = {}
            made.append(note.content)
        soup.append(heading)
        soup.append(made)


_SHORT = 12
"""Characters of a title that says nothing without its address: “See”, “Available at”."""
NOTES = "footnotes"
"""Id of the heading under which remarks stand."""
_ANY = "\ue014(\\d+)\ue015"


def _mark(number: int) -> str:
    return f"\ue014{number}\ue015"


def _called(text: str, piece: Any) -> str:
    """Words with their notes in brackets: before the stop or comma that stood before the note."""
    text = re.sub(
        rf"([.,;:]?)\s*((?:{_ANY}\s*)+)",
        lambda m: (
            " "
            + re.sub(r"\s*" + _ANY + r"\s*", r" " + "\ue014\\1\ue015", m[2]).strip()
            + m[1]
            + _gap(text, m.end())
        ),
        text,
    )
    return re.sub(_ANY, lambda match: piece(int(match[1])), text)


def _gap(text: str, at: int) -> str:
    """The space that stood behind a note."""
    return " " if text[at - 1 : at].isspace() else ""


def _locator(words: str) -> str:
    """A locator without what would end the citation."""
    return re.sub(r"[\[\]{};@<>\\]", "", words).strip()


def _block(target: Tag) -> Tag | None:
    """The item or paragraph that holds a note's words, from the place that a link leads to."""
    for each in (target, *target.parents):
        if (isinstance(each, Tag) and each.name in ("li", "dd", "aside")) or (
            isinstance(each, Tag) and each.name in ("div", "p") and each.get_text(strip=True)
        ):
            outer = each.parent
            if (
                each.name == "p"
                and isinstance(outer, Tag)
                and outer.name in ("li", "div")
                and outer.get("id")
                and len(outer.find_all("p")) == 1
            ):
                return outer
            return each
        if isinstance(each, Tag) and each.name in (
            "body",
            "article",
            "main",
            "table",
            "td",
            "[document]",
        ):
            return None
    return None


def _before(block: Tag, link: Tag) -> bool:
    """Whether a block stands before a link: then the link leads back to where the note is called."""
    return any(each is link for each in block.find_all_next("a")) if block.find_next("a") else False


def _clean(content: Tag, own: int) -> None:
    """A note without the links that lead back and without its own number."""
    for link in [*content.find_all("a")]:
        words = one_line(link.get_text())
        back = str(link.get("href") or "").startswith("#") or not link.get("href")
        if back and (_BACK.fullmatch(words) or _CALL.fullmatch(words)):
            link.extract()
    first = next((each for each in content.find_all(string=True) if str(each).strip()), None)
    if first is not None and (number := re.match(rf"\s*[\[(]?{own}[\]).]\s+", str(first))):
        first.replace_with(NavigableString(str(first)[number.end() :]))
    for each in content.find_all("sup"):
        if not one_line(each.get_text()):
            each.extract()


def _addresses(content: Tag) -> Iterator[str]:
    for link in content.find_all("a", href=True):
        if re.match(r"https?://[^\s<>\"]+$", str(link["href"])):
            yield str(link["href"])
