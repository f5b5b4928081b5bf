"""An HTML tree made ready to be written as our Markdown: what has no form there is taken out and listed.

Places are lines of the input; a tree made from Markdown carries them in `data-eo-line`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from eo_site.convert.remarks import Remarks, one_line, without_held
from eo_site.read.foreign import BULLETS

LINE = "data-eo-line"
BLOCKS = {
    "p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption",
    "blockquote", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main", "body", "html",
    "header", "footer", "nav", "aside", "figure", "figcaption", "details", "summary", "address", "center", "form",
    "fieldset", "colgroup", "col", "[document]",
}  # fmt: skip
_DROPPED = {
    "script": "a script", "style": "a style sheet", "template": "a template",
    "noscript": "text for browsers without scripts",
    "iframe": "a page within the page", "object": "an embedded object", "embed": "an embedded object",
    "video": "a video", "audio": "a sound", "canvas": "a drawing", "svg": "a drawing", "math": "a formula",
    "select": "a form's choice", "textarea": "a form's field", "button": "a button", "map": "a map of links",
}  # fmt: skip
_PLAIN = {
    "u": "underlined", "mark": "marked", "ins": "inserted", "small": "small print", "font": "in another type",
    "big": "large print", "tt": "in type of one width", "blink": "blinking", "marquee": "moving",
}  # fmt: skip
_KEPT = {
    "a", "b", "strong", "i", "em", "cite", "dfn", "var", "code", "kbd", "samp", "del", "s", "strike", "q",
    "sub", "sup", "br",
    "img", "span", "abbr", "acronym", "time", "bdi", "bdo", "wbr", "label", "input", "picture", "source",
    "data", "ruby", "rt",
    "rp", "head", "title", "meta", "link", "base", "track", "param", "area", "details", "summary", "hgroup",
    "search", "legend",
    *BLOCKS, *_PLAIN, *_DROPPED,
}  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_FOR_SOME = re.compile(
    r"(?:.*-)?(?:members?|subscribers?|private|internal|confidential|restricted|hidden|premium|paywall|reviewers?|editors?)"
    r"(?:-(?:only|content|area|section))?|.+-only|only-.+",
    re.I,
)
_AUDIENCE_KEY = re.compile(
    r"(?:data-)?(?:for|except|audiences?|readers?|visible-to|show-to|roles?|only|if|when.*|unless.*)",
    re.I,
)
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_BULLET = re.compile(rf"\s*[{BULLETS}]\s*")


def line_of(node: PageElement) -> int:
    """The line of the input where a node stands."""
    tags = [each for each in (node, *node.parents) if isinstance(each, Tag)]
    given = (str(each.get(LINE) or "") for each in tags)
    marked = next((int(line) for line in given if line.isdecimal() and len(line) < 9), 0)
    return marked or next((each.sourceline for each in tags if each.sourceline), 1)


def words_of(node: PageElement) -> str:
    """All words within a node, those of its descriptions included."""
    if not isinstance(node, Tag):
        return without_held(str(node))
    said = [
        str(each[key])
        for each in (node, *node.find_all(True))
        for key in ("alt", "title", "placeholder", "value")
        if each.get(key)
    ]
    return without_held(" ".join((node.get_text(" "), *said)))


@dataclass
class Cleaning:
    """One tree being made ready."""

    soup: BeautifulSoup
    remarks: Remarks
    audiences: frozenset[str] = frozenset()
    """Names of the site's audiences and groups: what another program marks by one is for some."""
    given: str = ""
    """The title of the front matter: a heading that says something else is none."""
    title: str = ""

    def run(self) -> None:
        """Every step, in the order in which one needs the other."""
        for step in (
            self._comments, self._for_some, self._head, self._dropped, self._surroundings, self._unknown, self._images,
            self._forms, self._plain, self._raised, self._small, self._definitions, self._details,
            self._headings, self._tables,
            self._lists, self._code, self._bullets, self._joined, self._paragraphs,
        ):  # fmt: skip
            step()

    def _tags(self, *names: str) -> Iterator[Tag]:
        for each in self.soup.find_all(list(names) if names else True):
            if isinstance(each, Tag) and (each.parent is not None) and not each.decomposed:
                yield each

    def _drop(self, tag: PageElement, message: str, hint: str = "") -> None:
        self.remarks.left_out(line_of(tag), message, words_of(tag), hint)
        tag.extract()

    # What is no text of the analysis ----------------------------------------------------

    def _comments(self) -> None:
        for each in self.soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
            if isinstance(each, Comment) and one_line(each):
                self.remarks.left_out(line_of(each), "a comment", str(each))
            each.extract()

    def _for_some(self) -> None:
        """Text that is hidden, or marked for somebody, would be everybody's here."""
        hint = "write `::: for NAMES` before it, or put it into the text if everybody may read it"
        for each in self._tags():
            names = [*each.get_attribute_list("class"), each.get("id")]
            classes = [str(name) for name in names if name]
            style = str(each.get("style") or "")
            if (
                each.has_attr("hidden")
                or _HIDDEN.search(style)
                or each.get("aria-hidden") == "true"
            ):
                self._drop(each, "hidden text", hint)
            elif marked := next((name for name in classes if self._is_for_some(name)), ""):
                self._drop(
                    each, f"text of the class `{marked}`, which may be for some readers only", hint
                )
            elif (
                key := next((key for key in each.attrs if _AUDIENCE_KEY.fullmatch(key)), "")
            ) and each.name not in ("label", "output"):
                self._drop(
                    each, f"text with `{key}={each[key]}`, which may be for some readers only", hint
                )

    def _is_for_some(self, name: str) -> bool:
        return bool(_FOR_SOME.fullmatch(name)) or name.casefold() in self.audiences

    def _head(self) -> None:
        for each in self._tags("title"):
            self.title = self.title or one_line(each.get_text())
            each.extract()
        for each in self._tags("meta", "link", "base", "track", "param", "area", "source"):
            content = one_line(str(each.get("content") or ""))
            if content and each.get("name") and each.get("name") not in ("viewport", "generator"):
                self.remarks.left_out(
                    line_of(each), f"`{each['name']}` of the page's head", content
                )
            each.unwrap() if each.contents else each.extract()
        for each in self._tags("head"):
            each.unwrap()

    def _dropped(self) -> None:
        for each in self._tags(*_DROPPED):
            self._drop(
                each,
                _DROPPED[each.name] + (f", `{str(each['src'])[:80]}`" if each.get("src") else ""),
            )

    def _surroundings(self) -> None:
        """Of a whole page, what stands around its main part."""
        mains = list(self._tags("main")) or list(self._tags("article"))
        if len(mains) == 1 and mains[0].find_parent(["body", "html"]):
            for parent in [mains[0], *mains[0].parents]:
                for each in [*parent.next_siblings, *parent.previous_siblings]:
                    if words_of(each):
                        self._drop(each, "what stands around the page's main part")
        for each in self._tags("nav"):
            self._drop(each, "a list of links for finding one's way")

    def _unknown(self) -> None:
        for each in self._tags():
            if each.name not in _KEPT:
                self.remarks.otherwise(
                    line_of(each),
                    f"`<{each.name}>` is not known; its text is kept",
                    words_of(each)[:80],
                )
                each.unwrap()
            elif each.get("title") and each.name not in ("img", "input"):
                self.remarks.left_out(
                    line_of(each),
                    f"what `{each.name}` says when it is pointed at",
                    str(each["title"]),
                )

    def _images(self) -> None:
        for each in self._tags("img"):
            source = re.sub(r"^(data:[^;,]*).*", r"\1 …", str(each.get("src") or ""), flags=re.S)
            hint = "put its file beside the order's index.md and write ![what it shows](file.png)"
            near = without_held(each.parent.get_text(" "))[:60] if each.parent else ""
            at = f", beside “{near}”" if near else ""
            self.remarks.left_out(
                line_of(each), f"a picture, `{source[:200]}`{at}", words_of(each), hint
            )
            each.extract()

    def _forms(self) -> None:
        for each in self._tags("input"):
            if each.get("type") == "checkbox":
                done = "(done) " if each.has_attr("checked") else "(not done) "
                self.remarks.otherwise(
                    line_of(each), f"a box to tick became the words “{done.strip()}”"
                )
                each.replace_with(NavigableString(done))
            else:
                self._drop(each, "a form's field")

    # Words ------------------------------------------------------------------------------

    def _plain(self) -> None:
        for each in self._tags(*_PLAIN):
            said = _PLAIN[each.name]
            if each.name in ("u", "tt"):
                now = "emphasised" if each.name == "u" else "code"
                self.remarks.otherwise(
                    line_of(each), f"{said} words are {now} here", words_of(each)[:80]
                )
                each.name = "em" if each.name == "u" else "code"
            else:
                self.remarks.otherwise(
                    line_of(each), f"words that were {said} are plain here", words_of(each)[:80]
                )
                each.unwrap()

    def _raised(self) -> None:
        for name, table in (("sub", _LOWERED), ("sup", _RAISED)):
            for each in self._tags(name):
                words = each.get_text()
                if words and all(ord(char) in table for char in words):
                    each.replace_with(NavigableString(words.translate(table)))
                else:
                    kind = "lowered" if name == "sub" else "raised"
                    if words.strip() not in ("st", "nd", "rd", "th", ""):
                        self.remarks.otherwise(
                            line_of(each), f"{kind} characters stand on the line", words
                        )
                    each.unwrap()

    def _small(self) -> None:
        for each in self._tags("q"):
            each.insert(0, NavigableString("“"))
            each.append(NavigableString("”"))
            each.unwrap()
        for each in self._tags("cite", "dfn", "var"):
            each.name = "em"
        for each in self._tags("strike"):
            each.name = "s"
        for each in self._tags("rp", "wbr"):
            each.extract()
        for each in self._tags("rt"):
            each.insert(0, NavigableString(" ("))
            each.append(NavigableString(")"))
            each.unwrap()
        for each in self._tags(
            "address",
            "center",
            "form",
            "fieldset",
            "legend",
            "figure",
            "figcaption",
            "search",
            "hgroup",
        ):
            each.name = "div"
        inline = (
            "span",
            "abbr",
            "acronym",
            "time",
            "bdi",
            "bdo",
            "label",
            "picture",
            "data",
            "ruby",
        )
        for each in self._tags(*inline):
            each.unwrap()

    # Blocks -----------------------------------------------------------------------------

    def _definitions(self) -> None:
        for term in self._tags("dt"):
            term.name = "p"
            bold = self.soup.new_tag("strong")
            bold.extend([*term.contents])
            term.append(bold)
            meaning = term.find_next_sibling()
            if isinstance(meaning, Tag) and meaning.name == "dd":
                term.append(NavigableString(": "))
                if not any(
                    isinstance(each, Tag) and each.name in BLOCKS for each in meaning.contents
                ):
                    term.extend([*meaning.contents])
                    meaning.extract()
        for each in self._tags("dd", "dl"):
            each.name = "div"

    def _details(self) -> None:
        for each in self._tags("summary"):
            self.remarks.otherwise(
                line_of(each),
                "a part that opens when it is clicked stands open here",
                words_of(each)[:80],
            )
            self._as_bold(each)
        for each in self._tags("details"):
            each.name = "div"

    def _as_bold(self, tag: Tag) -> None:
        """A paragraph in bold."""
        tag.name = "p"
        bold = self.soup.new_tag("strong")
        bold.extend([*tag.contents])
        tag.append(bold)

    def _headings(self) -> None:
        for each in self._tags(*_HEADINGS):
            if not one_line(each.get_text()):
                each.extract()
            elif each.find_parent(["li", "blockquote", "td", "th", "p", "a"]):
                self.remarks.otherwise(
                    line_of(each),
                    "a heading in a list, a quote or a table is bold text here",
                    words_of(each)[:80],
                )
                self._as_bold(each)
            else:
                for inner in each.find_all(["br", "p", "div"]):
                    inner.replace_with(
                        NavigableString(" ")
                    ) if inner.name == "br" else inner.unwrap()
        self._levels()

    def _levels(self) -> None:
        """The only heading of level 1, if it comes first, is the title; all others are below it."""
        top = list(self._tags("h1"))
        first = self.soup.find(_HEADINGS)
        named = bool(top) and "word-title" in top[0].get_attribute_list("class")
        same = not self.given or (bool(top) and one_line(top[0].get_text()) == self.given)
        if top and top[0] is first and same and (len(top) == 1 or named):
            self.title = without_held(top[0].get_text())
            top.pop(0).extract()
        if top:
            self.remarks.otherwise(
                line_of(top[0]), "headings are a level lower: the page's title is level 1"
            )
            for each in self._tags(*_HEADINGS):
                each.name = f"h{min(6, int(each.name[1]) + 1)}"

    def _tables(self) -> None:
        for table in [*self._tags("table")]:
            if table.find_parent("table"):
                self.remarks.otherwise(
                    line_of(table),
                    "a table within a table is running text here",
                    words_of(table)[:80],
                )
                for each in table.find_all(
                    ["tr", "td", "th", "thead", "tbody", "tfoot", "caption"]
                ):
                    each.append(NavigableString(" "))
                    each.unwrap()
                table.unwrap()
        for table in [*self._tags("table")]:
            self._table(table)

    def _table(self, table: Tag) -> None:
        for caption in table.find_all("caption"):
            caption.name = "p"
            table.insert_before(caption.extract())
        for each in table.find_all(["colgroup", "col"]):
            each.extract()
        rows = list(table.find_all("tr"))
        if not rows:
            table.name = "div"
            return
        for cell in table.find_all(["td", "th"]):
            self._cell(cell)
        grid = _spread(rows, self.soup)
        if any(each.get("rowspan") or each.get("colspan") for row in grid for each in row):
            self.remarks.otherwise(
                line_of(table),
                "cells over several rows or columns stand in the first of them, the others are empty",
            )
        if not any(each.name == "th" for each in grid[0]):
            self.remarks.otherwise(
                line_of(table),
                "the first row of a table became its head",
                " | ".join(words_of(each) for each in grid[0])[:120],
            )
        width = max(map(len, grid))
        table.clear()
        for number, cells in enumerate(grid):
            row = self.soup.new_tag("tr")
            for cell in cells:
                cell.attrs = {}
                cell.name = "td" if number else "th"
                row.append(cell)
            for _ in range(width - len(cells)):
                row.append(self.soup.new_tag("td" if number else "th"))
            table.append(row)

    def _cell(self, cell: Tag) -> None:
        inner = [each for each in cell.find_all(True) if each.name in BLOCKS or each.name == "br"]
        if any(each.name in ("ul", "ol", "blockquote", "pre") for each in inner):
            self.remarks.otherwise(
                line_of(cell),
                "a list or a quote in a table is running text here",
                words_of(cell)[:80],
            )
        for each in inner:
            each.insert_before(NavigableString(" "))
            each.insert_after(NavigableString(" "))
            each.extract() if each.name in ("br", "hr") else each.unwrap()

    def _lists(self) -> None:
        for each in [*self._tags("li")]:
            if each.find_parent(["ul", "ol"]) is None:
                each.name = (
                    "p"
                    if not any(
                        isinstance(inner, Tag) and inner.name in BLOCKS for inner in each.contents
                    )
                    else "div"
                )
        for each in self._tags("ul", "ol"):
            for child in [*each.children]:
                if isinstance(child, Tag) and child.name in ("ul", "ol"):
                    before = child.find_previous_sibling("li")
                    if isinstance(before, Tag):
                        before.append(child.extract())
                    else:
                        child.wrap(self.soup.new_tag("li"))
                elif not (isinstance(child, Tag) and child.name == "li") and words_of(child):
                    child.wrap(self.soup.new_tag("li"))
            if not each.find("li"):
                each.unwrap()
        for each in self._tags("ol"):
            self._lettered(each)

    def _lettered(self, ordered: Tag) -> None:
        """A list by letters or Roman numbers keeps them as words: other text refers to them."""
        kind, start = str(ordered.get("type") or ""), str(ordered.get("start") or "1")
        first = int(start) if start.isdecimal() and len(start) < 7 else 1
        items = list(ordered.find_all("li", recursive=False))
        if ordered.has_attr("reversed"):
            self.remarks.otherwise(line_of(ordered), "a list that counted down counts up")
        for item in items:
            if (
                item.get("value")
                and str(item["value"]).isdecimal()
                and item["value"] != str(first + items.index(item))
            ):
                self.remarks.otherwise(
                    line_of(item),
                    f"an item that was number {item['value']} counts on from the one before it",
                    words_of(item)[:60],
                )
        if kind not in ("a", "A", "i", "I"):
            ordered["start"] = str(first)
            return
        ordered.name = "ul"
        for number, item in enumerate(items, first):
            item.insert(0, NavigableString(f"({_figure(kind, number)}) "))

    def _code(self) -> None:
        """Code in a quote, a table or an item has no block of its own here."""
        for each in [*self._tags("pre")]:
            for inner in each.find_all("br"):
                inner.replace_with(NavigableString("\n"))
            if each.find_parent(["blockquote", "li", "td", "th"]):
                self.remarks.otherwise(
                    line_of(each),
                    "a block of code in a list or a quote is lines of code here",
                    words_of(each)[:60],
                )
                lines = [line for line in each.get_text().split("\n") if line.strip()]
                each.clear()
                each.name = "p"
                for number, line in enumerate(lines):
                    if number:
                        each.append(self.soup.new_tag("br"))
                    code = self.soup.new_tag("code")
                    code.string = line.strip()
                    each.append(code)

    def _bullets(self) -> None:
        """Paragraphs that begin with a word processor's bullet are items of a list."""
        for each in [*self._tags("p")]:
            first = next((text for text in each.find_all(string=True) if str(text).strip()), None)
            if first is None or not _BULLET.match(str(first)):
                continue
            first.replace_with(NavigableString(_BULLET.sub("", str(first), count=1)))
            before = each.find_previous_sibling()
            if isinstance(before, Tag) and before.name == "ul" and before.has_attr("data-eo-made"):
                made = before
            else:
                made = self.soup.new_tag("ul", attrs={"data-eo-made": "1"})
                each.insert_before(made)
            item = self.soup.new_tag("li")
            item.extend([*each.contents])
            made.append(item)
            each.extract()

    def _joined(self) -> None:
        """Emphasis that ends where the same begins again is one."""
        for name in ("b", "i"):
            for each in self._tags(name):
                each.name = {"b": "strong", "i": "em"}[name]
        for each in [*self._tags("strong", "em", "s", "del", "code")]:
            if each.decomposed or each.parent is None:
                continue
            if each.find_parent(each.name):
                each.unwrap()
                continue
            while isinstance(after := each.next_sibling, Tag) and after.name == each.name:
                each.extend([*after.contents])
                after.extract()
            if not each.get_text().strip():
                each.unwrap()
        for each in [*self._tags("strong", "em", "s", "del", "a")]:
            if each.find(lambda inner: inner.name in BLOCKS):
                each.unwrap()

    def _paragraphs(self) -> None:
        """Inline text beside blocks is a paragraph of its own."""
        for each in [
            self.soup,
            *self._tags(
                "div",
                "section",
                "article",
                "main",
                "body",
                "html",
                "blockquote",
                "li",
                "header",
                "footer",
                "aside",
            ),
        ]:
            if each.name == "li" and not any(
                isinstance(inner, Tag) and inner.name in BLOCKS for inner in each.contents
            ):
                continue
            run: list[PageElement] = []
            for child in [*each.contents, None]:
                if child is not None and not (isinstance(child, Tag) and child.name in BLOCKS):
                    run.append(child)
                    continue
                if any(str(part).strip() for part in run):
                    made = self.soup.new_tag("p")
                    run[0].insert_before(made)
                    made.extend(run)
                run = []


def _spread(rows: list[Tag], soup: BeautifulSoup) -> list[list[Tag]]:
    """The cells of each row, with empty ones where one from above or from the left reaches."""
    taken: dict[tuple[int, int], bool] = {}
    grid: list[list[Tag]] = []
    for at, row in enumerate(rows):
        cells, column = list[Tag](), 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while taken.get((at, column)):
                cells.append(soup.new_tag("td"))
                column += 1
            cells.append(cell)
            down, right = _span(cell, "rowspan", len(rows) - at), _span(cell, "colspan", 100)
            for below in range(1, down):
                for beside in range(right):
                    taken[at + below, column + beside] = True
            cells += [soup.new_tag("td") for _ in range(right - 1)]
            column += right
        grid.append(cells)
    return grid


def _span(cell: Tag, name: str, most: int) -> int:
    value = str(cell.get(name) or "1")
    return max(1, min(most, int(value))) if value.isdecimal() and len(value) < 6 else 1


def _figure(kind: str, number: int) -> str:
    """`c`, `C`, `iii` or `III` of 3; figures where letters end."""
    letter = (
        (chr(ord("a") + number - 1) if 0 < number <= 26 else str(number))
        if kind in "aA"
        else _roman(number)
    )
    return letter.upper() if kind.isupper() else letter


def _roman(number: int) -> str:
    if not 0 < number < 400:
        return str(number)
    found = ""
    for value, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        found += sign * (number // value)
        number %= value
    return found
