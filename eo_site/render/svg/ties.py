"""An order among the orders it is tied to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape

from eo_site.plan.views import TieView
from eo_site.render.svg.elements import Strings, drawing, element, percent, text

MOST_TIES = 6
"""The most orders drawn on a side."""
LONGEST = 28
"""The most characters of a label: a side has room for them where the drawing is shown."""
_HEAD = element(
    "marker",
    element("path", d="M0 0 10 5 0 10Z", class_="head"),
    id="arrow", viewBox="0 0 10 10", refX=9, refY=5, markerWidth=8, markerHeight=8,
    markerUnits="userSpaceOnUse", orient="auto",
)  # fmt: skip
"""What ends a line, at the order that something is done to."""
_STRONG = ("revoke", "supersede", "suspend")


def relations(ties: Sequence[TieView], t: Strings) -> str:
    """This order between the earlier ones it speaks of and the later ones that speak of it."""
    if len(ties) < 2:
        return ""
    later = [each for each in ties if each.type.endswith("_by")]
    earlier = [each for each in ties if each not in later]
    height = 44 * min(max(len(earlier), len(later)), MOST_TIES + 1) + 8
    middle = 50.0 if earlier and later else 88.0 if earlier else 12.0
    parts = [_HEAD, text(t["drawing"]["this"], middle, height / 2 + 4, "middle", "this")]
    for side, found in ((-1, earlier), (1, later)):
        parts += _side(found, side, middle, height, t)
    words: Mapping[str, str] = t["drawing"]["relations"]
    return drawing("relations-drawing", height, words, parts, n=str(len(ties)))


def _side(
    ties: Sequence[TieView], side: int, middle: float, height: int, t: Strings
) -> Iterable[str]:
    """The orders on one side, the strongest ties first where there are too many to draw."""
    kept = sorted(ties, key=lambda each: not each.type.startswith(_STRONG))[:MOST_TIES]
    kept.sort(key=lambda each: (each.signed or date.max, each.slug))
    top = (height - 44 * (len(kept) + (len(ties) > len(kept)))) / 2
    near, far, anchor = middle + 12 * side, middle + 16.5 * side, "start" if side > 0 else "end"
    for place, tie in enumerate(kept):
        y = top + 44 * place + 22
        class_ = "tie" + " strong" * tie.type.startswith(_STRONG)
        class_ += " weak" * tie.type.startswith("reference")
        # The arrow goes from what acts to what is acted upon: this order's acts lead to the left.
        at = ((near, height / 2), (far, y)) if side < 0 else ((far, y), (near, height / 2))
        yield _arrow(*at, class_)
        yield _node(tie, far + side, y, anchor, t)
    if len(ties) > len(kept):
        words = t["drawing"]["more"] % {"n": len(ties) - len(kept)}
        yield text(words, far + side, top + 44 * len(kept) + 24, anchor, "when")


def _arrow(start: tuple[float, float], end: tuple[float, float], class_: str) -> str:
    ends: dict[str, str | float] = {
        "x1": percent(start[0]),
        "y1": start[1],
        "x2": percent(end[0]),
        "y2": end[1],
    }
    return element("line", class_=class_, marker_end="url(#arrow)", **ends)


def _node(tie: TieView, x: float, y: float, anchor: str, t: Strings) -> str:
    year = str(tie.signed.year) if tie.signed else ""
    label = tie.label if year in tie.label else f"{tie.label}, {year}"
    label = label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip(' ,')}…"
    name = text(label, x, y - 2, anchor)
    # The list below the drawing has the same links for the keyboard.
    linked = (
        element("a", element("title", escape(tie.title)), name, href=tie.url, tabindex="-1")
        if tie.url
        else name
    )
    return linked + text(t["relation"][tie.type], x, y + 14, anchor, "when")
