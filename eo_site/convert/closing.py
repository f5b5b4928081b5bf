"""End tags that HTML lets authors leave out, as browsers put them; and how deep a tree may be."""

from bs4 import BeautifulSoup, Tag

from eo_site.convert.remarks import CannotConvertError

_CELLS, _ROWS = frozenset({"td", "th"}), frozenset({"tr", "td", "th"})
_LISTS = frozenset({"ul", "ol", "table", "[document]"})
_TABLE = frozenset({"table", "[document]"})
_FLOW = frozenset(
    {
        "li",
        "td",
        "th",
        "blockquote",
        "div",
        "section",
        "article",
        "body",
        "main",
        "dd",
        "dt",
        "[document]",
    }
)
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _LISTS),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "[document]"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "[document]"})),
    "td": (_CELLS, _TABLE),
    "th": (_CELLS, _TABLE),
    "tr": (_ROWS, _TABLE),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (_ROWS | {"thead", "tbody", "tfoot"}, _TABLE)),
    **dict.fromkeys(
        ("p", "div", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6",
        "section",
         "article", "figure", "details", "address", "header", "footer", "main", "nav", "aside", "form"),
        (frozenset({"p"}), _FLOW),
    ),
}  # fmt: skip
"""What each tag ends, where it is open, and within what it does not look further."""
MOST_OPEN, MOST_DEEP = 2_000, 150
"""Tags that are open at one place: as they were read, and when all that end are ended."""


def close_tags(soup: BeautifulSoup) -> None:
    """Ends what another tag ends; raises `CannotConvertError` of what is nested too deep."""
    _look_at_depth(soup, MOST_OPEN)
    for tag in soup.find_all([*_ENDS]):
        ends, barrier = _ENDS[tag.name]
        if outer := _ended(tag, ends, barrier):
            _move_out(tag, outer)
    _look_at_depth(soup, MOST_DEEP)


def _ended(tag: Tag, ends: frozenset[str], barrier: frozenset[str]) -> Tag | None:
    """The outermost tag that one ends."""
    found = None
    for each in tag.parents:
        if each.name in ends:
            found = each
        elif each.name in barrier:
            break
    return found


def _move_out(tag: Tag, outer: Tag) -> None:
    """A tag and all that follows it, moved behind a tag that it stands in."""
    while tag.parent is not None and tag.parent is not outer.parent:
        parent = tag.parent
        rest = [tag, *tag.next_siblings]
        for each in reversed(rest):
            parent.insert_after(each.extract())


def _look_at_depth(soup: BeautifulSoup, most: int) -> None:
    waiting: list[tuple[Tag, int]] = [(soup, 0)]
    while waiting:
        tag, depth = waiting.pop()
        if depth > most:
            message = f"it is nested too deep: more than {most} tags are open at one place"
            raise CannotConvertError(message, "take some of its layers out")
        waiting += [(each, depth + 1) for each in tag.children if isinstance(each, Tag)]
