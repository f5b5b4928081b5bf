"""One file converted: bytes in, the record and the body of an order out, and all there is to say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import ParserRejectedMarkup
from bs4.element import NavigableString

from eo_site.characters import INVISIBLE
from eo_site.convert.closing import close_tags
from eo_site.convert.dialects import Dialect, source_id
from eo_site.convert.escape import OURS, plain_field
from eo_site.convert.footnotes import Notes
from eo_site.convert.front import Front, split_front
from eo_site.convert.output import lost_words
from eo_site.convert.remarks import CannotConvertError, Remark, Remarks, one_line
from eo_site.convert.tree import Cleaning, words_of
from eo_site.convert.word import html_of
from eo_site.convert.writer import Writer
from eo_site.importers.words import decoded
from eo_site.read.limits import too_long

SUFFIXES = {
    ".docx": "word",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
}
MOST = 5_000_000
"""Bytes of HTML or Markdown that are read."""
_UNSEEN = re.compile(f"[{INVISIBLE}\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufffe\uffff]")


@dataclass(frozen=True)
class Ground:
    """What of a site a conversion looks at; without a site nothing is known."""

    audiences: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Converted:
    """What became of a file."""

    record: Mapping[str, Any]
    body: str
    remarks: tuple[Remark, ...]
    unit: str
    """What remarks count: `line`, or `paragraph` of a Word document."""


def converted(name: str, data: bytes, ground: Ground | None = None) -> Converted:
    """A file of a kind that its name tells; raises `CannotConvertError`."""
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    kind = SUFFIXES.get(suffix)
    if kind is None:
        said = (
            "an old .doc is saved as .docx first"
            if suffix == ".doc"
            else "convert it to one of these first"
        )
        raise CannotConvertError(
            f"`{suffix or name}` is no kind of file that is converted: .docx, .html and .md are",
            said,
        )
    try:
        return _Conversion(kind, data, ground or Ground()).run()
    except RecursionError:
        raise CannotConvertError("it is nested too deep", "take some of its layers out") from None


class _Conversion:
    def __init__(self, kind: str, data: bytes, ground: Ground) -> None:
        if kind != "word" and len(data) > MOST:
            raise CannotConvertError(
                f"it has {len(data):,} bytes; {MOST:,} are the most that are read", "split it"
            )
        self._kind, self._data, self._ground = kind, data, ground
        self._remarks, self._held = Remarks(), list[str]()
        self._notes = Notes(self._remarks, self._held, ground.sources)
        self._front: Mapping[str, Any] = {}
        self._cited: Mapping[str, int] = {}

    def run(self) -> Converted:
        """Read, put in order, written."""
        soup = self._soup()
        close_tags(soup)
        before = words_of(soup)
        self._notes.from_links(soup)
        self._notes.settle(soup)
        cleaning = Cleaning(
            soup,
            self._remarks,
            self._ground.audiences,
            one_line(str(self._front.get("title") or "")),
        )
        cleaning.run()
        front = Front(self._remarks, self._inline, self._ground.interests)
        front.read(self._front)
        body = Writer(self._remarks, self._held, frozenset()).text(soup)
        record = self._record(front, cleaning.title)
        self._account(before, body, record)
        unit = "paragraph" if self._kind == "word" else "line"
        return Converted(record, body, tuple(sorted(self._remarks.found)), unit)

    def _soup(self) -> BeautifulSoup:
        if self._kind == "word":
            return self._parsed(self._clean(html_of(self._data, self._remarks)))
        if self._kind == "html":
            return self._parsed(self._clean(self._html()))
        text, wrong = decoded(self._data)
        if wrong:
            raise CannotConvertError(wrong[0], "save the file in the encoding UTF-8")
        self._front, body, first = split_front(
            self._clean(text.replace("\r\n", "\n").replace("\r", "\n"))
        )
        if long := too_long(body):
            raise CannotConvertError(long[1], long[2], first + body.count("\n", 0, long[0]))
        dialect = Dialect(body, self._remarks, self._notes, first)
        soup = dialect.soup()
        self._cited = dialect.cited
        return soup

    def _html(self) -> str:
        """The text in the encoding that it declares."""
        from bs4.dammit import EncodingDetector, UnicodeDammit

        text, wrong = decoded(self._data)
        if not wrong:
            return text
        declared = EncodingDetector.find_declared_encoding(self._data, is_html=True)
        found = UnicodeDammit(self._data, [declared] if declared else ["windows-1252"])
        if found.unicode_markup is None or found.contains_replacement_characters:
            raise CannotConvertError(
                "its encoding is not known", "save the file in the encoding UTF-8"
            )
        self._remarks.otherwise(
            1,
            f"read in the encoding {found.original_encoding}: look at its accents and quotation marks",
        )
        return found.unicode_markup

    @staticmethod
    def _parsed(html: str) -> BeautifulSoup:
        try:
            return BeautifulSoup(html, "html.parser")
        except (ParserRejectedMarkup, AssertionError) as error:
            raise CannotConvertError(
                f"its HTML cannot be read: {str(error).rpartition(chr(10))[2].strip()}",
                "save it again as HTML, or paste it into Word",
            ) from None

    def _clean(self, text: str) -> str:
        """Without characters that nobody sees, which our reader refuses."""
        found = OURS.sub("", _UNSEEN.sub("", text))
        if gone := len(text) - len(found) - text.startswith("\ufeff"):
            self._remarks.otherwise(1, f"{gone} characters that nobody sees are left out")
        return found

    def _inline(self, text: str) -> str:
        """A text of the front matter, which is Markdown there, as prose of ours."""
        held, remarks = list[str](), self._remarks
        soup = Dialect(text, remarks, Notes(remarks, held)).soup()
        for each in soup.find_all(
            ["h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "td", "th"]
        ):
            each.name = "p"
        for each in soup.find_all(["ul", "ol", "table", "thead", "tbody", "tr"]):
            each.unwrap()
        Cleaning(soup, remarks, self._ground.audiences).run()
        for words in soup.find_all(string=re.compile("\ue014")):
            words.replace_with(NavigableString(re.sub("\ue014\\d+\ue015", "", str(words))))
        return Writer(remarks, held).text(soup)

    def _record(self, front: Front, title: str) -> dict[str, Any]:
        record = dict(front.record)
        if title and not record.get("title"):
            record["title"] = title
        elif title and title != record["title"]:
            self._remarks.left_out(1, "a title that differs from the front matter's", title)
        if not record.get("title"):
            record["title"] = "Without a title"
            self._remarks.otherwise(1, "it has no title: write one")
        sources = [*self._notes.sources]
        for key, line in self._cited.items():
            ident = source_id(key)
            if key == "order" or ident in self._ground.sources:
                continue
            entry = front.references.get(key)
            if entry is None:
                hint = "write its title, author and date, as its bibliography has them"
                self._remarks.otherwise(
                    line,
                    f"the source `{ident}` is cited, and what it is stands in no front matter",
                    key,
                    hint,
                )
                entry = {"id": ident, "type": "document", "title": key}
            if all(each["id"] != ident for each in sources):
                sources.append(entry)
        for key, entry in front.references.items():
            if key not in self._cited and all(each["id"] != entry["id"] for each in sources):
                self._remarks.left_out(
                    1,
                    f"the reference `{key}`, which nothing cites",
                    " ".join(map(str, entry.values())),
                )
        if sources:
            record["sources"] = [self._plain(each) for each in sources]
        return self._plain(record)

    def _plain(self, record: dict[str, Any]) -> dict[str, Any]:
        """Plain texts of a record, as they may be written there."""
        for name in ("title", "note", "publisher", "container-title"):
            value = record.get(name)
            if isinstance(value, str) and (plain := plain_field(value)) != value:
                self._remarks.otherwise(
                    1, f"a `{name}` takes no marks: it reads “{plain}” here", value
                )
                record[name] = plain
        return record

    def _account(self, before: str, body: str, record: Mapping[str, Any]) -> None:
        """What neither stands in the result nor in a remark: said here, so that nothing is lost in silence."""
        told = [f"{each.message} {each.words}" for each in self._remarks.found]
        if lost := [
            *lost_words([re.sub("[\ue010-\ue015]\\d*", " ", before)], [body, str(record), *told])
        ]:
            self._remarks.left_out(
                1, "words that are not found again in the result", " ".join(lost)
            )
