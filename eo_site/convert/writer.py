"""A tree that has been made ready, written as our Markdown. markdownify walks it; every text is escaped."""

import re
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markdownify import ATX, BACKSLASH, MarkdownConverter

from eo_site.convert.escape import CLOSE, OPEN, address, escaped, line_start
from eo_site.convert.remarks import Remarks, one_line
from eo_site.convert.tree import BLOCKS, line_of, words_of
from eo_site.read.body import RESERVED_IDS, slug

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EDGE = re.compile(r"^([^\w\s\\]*)(.*?)([^\w\s]*)$", re.S)
_HELD = re.compile(f"{OPEN}(\\d+){CLOSE}")
_ORDER_FILE = re.compile(r"(?:.*/)?(eo-\d+(?:-[a-z])?)(?:\.md|\.html|/)?(#[\w-]+)?")


_STOCK: Any = MarkdownConverter
"""Its stubs name few of its methods."""


class Writer(MarkdownConverter):
    """One text being written."""

    def __init__(
        self, remarks: Remarks, held: list[str], taken: frozenset[str] = frozenset()
    ) -> None:
        """`held` are pieces that are written as they are, by number; `taken` are ids of the page."""
        super().__init__(
            heading_style=ATX,
            bullets="-",
            newline_style=BACKSLASH,
            table_infer_header=True,
            autolinks=False,
        )
        self._remarks, self._held = remarks, held
        self._ids = set(taken)
        self._targets: dict[str, str] = {}

    def text(self, soup: BeautifulSoup) -> str:
        """The whole tree."""
        self._name_headings(soup)
        written = str(self.convert_soup(soup)).strip()
        written = re.sub(r"\n{3,}", "\n\n", re.sub(r"^\s+$", "", written, flags=re.M))
        return _HELD.sub(lambda match: self._held[int(match.group(1))], written)

    def _name_headings(self, soup: BeautifulSoup) -> None:
        """Ids that two headings would share, or that are the page's own, are given anew."""
        wanted = {
            str(each["href"])[1:]
            for each in soup.find_all("a", href=True)
            if str(each["href"]).startswith("#")
        }
        for each in soup.find_all(re.compile("^h[2-6]$")):
            given = str(each.get("id") or "")
            natural = slug(one_line(_HELD.sub("", each.get_text())))
            own = (
                given
                if _ID.fullmatch(given) and (given in wanted or each.has_attr("data-eo-id"))
                else natural
            )
            base, ident, number = own or "section", own or "section", 2
            while ident in self._ids or RESERVED_IDS.fullmatch(ident) or not ident:
                ident, number = f"{base}-{number}", number + 1
            self._ids.add(ident)
            for name in {given, natural} - {""}:
                self._targets.setdefault(name, ident)
            each["id"] = ident
            if ident == natural:
                del each["id"]

    # Texts ------------------------------------------------------------------------------

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Every text node outside code."""
        return escaped(text)

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        """Words on one line: a paragraph breaks where a `<br>` stands, and nowhere else."""
        found = str(_STOCK.process_text(self, el, parent_tags=parent_tags))
        return found if "pre" in (parent_tags or ()) else re.sub(r" *\n *", " ", found)

    def _lines(self, text: str) -> str:
        return "\n".join(line_start(one_line(line)) for line in text.split("\n"))

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Lines of a paragraph begin nothing."""
        text = re.sub(r"(?:\\\n\s*)+$", "", text.strip(" \t\r\n"))
        return str(_STOCK.convert_p(self, el, self._lines(text), parent_tags))

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Words of an item that stand in no paragraph are one; an empty item is left out."""
        text = text.strip()
        if not any(isinstance(each, Tag) and each.name in BLOCKS for each in el.contents):
            text = self._lines(text)
        return str(_STOCK.convert_li(self, el, text, parent_tags)) if text else ""

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:
        """With its id, where the words alone would give another."""
        text = re.sub(r"(?<=\s)(#+)$|^(#+)$", r"\\\1\2", one_line(text))
        ident = f" {{#{el['id']}}}" if el.get("id") else ""
        return f"\n\n{'#' * max(2, min(6, n))} {text}{ident}\n\n"

    def convert_th(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A cell holds one line."""
        return f" {one_line(text)} |"

    convert_td = convert_th

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """The first row of a table is its head."""
        head = el.find_previous_sibling("tr") is None
        rule = "|" + "---|" * len(el.find_all(["td", "th"], recursive=False)) + "\n" if head else ""
        return f"|{text.rstrip()}\n{rule}"

    def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """What it holds."""
        return str(_STOCK.convert_div(self, el, text, parent_tags))

    convert_article = convert_section = convert_main = convert_body = convert_html = convert_div
    convert_header = convert_footer = convert_aside = convert_div

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Code between marks that are longer than any within."""
        text = text.strip("\n")
        runs = [len(each) for each in re.findall(r"`+", text)]
        marks = "`" * max([3, *(each + 1 for each in runs)])
        code = el.find("code")
        names = (
            [str(each) for each in code.get_attribute_list("class") if each]
            if isinstance(code, Tag)
            else []
        )
        kind = next(
            (each[9:] for each in names if re.fullmatch(r"language-[A-Za-z0-9+#]{1,20}", each)), ""
        )
        return f"\n\n{marks}{kind}\n{text}\n{marks}\n\n" if text.strip() else ""

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """On one line, as a code span must be."""
        return str(
            _STOCK.convert_code(
                self, el, one_line(text) if "pre" not in parent_tags else text, parent_tags
            )
        )

    convert_kbd = convert_samp = convert_code

    def convert_hr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A line across."""
        return "\n\n* * *\n\n"

    # Emphasis ---------------------------------------------------------------------------

    def _emphasis(self, el: Tag, text: str, mark: str) -> str:
        """Marks touch words: punctuation at an edge beside a letter stays outside."""
        body = text.strip()
        if not body:
            return text
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        before, after = _neighbour(el, -1), _neighbour(el, 1)
        match = _EDGE.match(body)
        if (
            match
            and OPEN not in body[:2]
            and not body.startswith(("[", "<", "`", "*", "~"))
            and before.isalnum()
            and not lead
        ):
            outside, body = match[1], body[len(match[1]) :]
            lead += outside
        if (
            after.isalnum()
            and not tail
            and (found := re.search(r"(?<![\\\w])[.,;:!?)”’]+$|(?<=\w)[.,;:!?”’]+$", body))
        ):
            body, tail = body[: found.start()], found.group() + tail
        return f"{lead}{mark}{body}{mark}{tail}" if body else f"{lead}{tail}"

    def convert_strong(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Bold."""
        return self._emphasis(el, text, "**")

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Italic; with the other sign beside bold, so that the two stay apart."""
        sides = (el.previous_sibling, el.next_sibling)
        bold = [isinstance(each, Tag) and each.name == "strong" for each in sides]
        inside = any(isinstance(each, Tag) and each.name == "strong" for each in el.contents)
        touching = [
            not beside and _neighbour(el, way).isalnum()
            for beside, way in zip(bold, (-1, 1), strict=True)
        ]
        if (any(bold) or inside) and any(touching):
            self._remarks.otherwise(
                line_of(el),
                "italics that touch bold letters and plain ones are plain",
                words_of(el)[:80],
            )
            return text
        return self._emphasis(el, text, "_" if any(bold) or inside else "*")

    def convert_s(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Struck."""
        return self._emphasis(el, text, "~~")

    convert_del = convert_s

    # Links ------------------------------------------------------------------------------

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A link that works here; of another, the words."""
        body, href = text.strip(), str(el.get("href") or "").strip()
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        target = self._target(el, href) if href else ""
        if not target or not body or "_noformat" in parent_tags:
            if target and not body:
                self._remarks.left_out(line_of(el), f"a link without words to `{href[:200]}`")
            return text
        if body == f"<{target}>":
            return text
        body = re.sub(r"<(https?://[^<>]*)>", lambda match: str(escaped_words(match[1])), body)
        return f"{lead}[{body}]({target}){tail}"

    def _target(self, el: Tag, href: str) -> str:
        """Where a link leads on our page; '' and a remark where nothing is there."""
        if href.startswith("#"):
            if found := self._targets.get(href[1:]):
                return f"#{found}"
            if href[1:]:
                self._remarks.left_out(
                    line_of(el),
                    f"a link to `{href[:200]}`, which is no heading here",
                    words_of(el)[:80],
                )
            return ""
        try:
            parts = urlsplit(href)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme.lower() in ("http", "https") and parts.hostname and " " not in parts.netloc:
            return address(href)
        if parts.scheme.lower() == "mailto" and "@" in href:
            return address(href)
        if not parts.scheme and not parts.netloc and (order := _ORDER_FILE.fullmatch(href)):
            return f"{order[1]}.md{order[2] or ''}"
        self._remarks.left_out(
            line_of(el),
            f"a link to `{href[:200]}`",
            words_of(el)[:80],
            "link to https://…, #a-section or eo-13898.md",
        )
        return ""


def escaped_words(url: str) -> str:
    """An address as words of a link, in which no further link stands."""
    return re.sub(r"([\\`*_{}\[\]<>~^|=@])", r"\\\1", url)


def _neighbour(el: Tag, way: int) -> str:
    """The character beside an inline tag, '' at the edge of its block."""
    node: Any = el
    while node is not None and node.name not in BLOCKS:
        beside = node.next_sibling if way > 0 else node.previous_sibling
        while beside is not None:
            words = beside.get_text() if isinstance(beside, Tag) else str(beside)
            if isinstance(beside, Tag) and beside.name == "br":
                return ""
            if words:
                return str(words[0] if way > 0 else words[-1])
            beside = beside.next_sibling if way > 0 else beside.previous_sibling
        node = node.parent
    return ""
