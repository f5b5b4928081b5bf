"""Orders per year."""

from collections.abc import Mapping, Sequence
from html import escape

from eo_site.plan.views import CountedLink
from eo_site.render.svg.elements import Strings, drawing, element, line, percent, text

FEWEST = 3
"""Years below which a drawing says nothing that its list does not."""


def years(found: Sequence[CountedLink], t: Strings) -> str:
    """Orders per year, a bar each; years without any keep their place."""
    by_year = {int(each.label): each for each in found if each.label.isdecimal()}
    if len(by_year) < FEWEST:
        return ""
    first, last = min(by_year), max(by_year)
    most, width = max(each.count for each in by_year.values()), 100 / (last - first + 1)
    every = -(-(last - first + 1) // 8)
    parts = [line(0, 96, 100, 96, "axis")]
    for year in range(first, last + 1):
        x = width * (year - first)
        if year in by_year:
            parts.append(_bar(by_year[year], x, width, most, labelled=width > 8))
        if (last - year) % every == 0:
            parts.append(text(str(year), x + width / 2, 114, "middle", "when"))
    words: Mapping[str, str] = t["drawing"]["years"]
    return drawing("years-drawing", 120, words, parts, first=str(first), last=str(last))


def _bar(year: CountedLink, x: float, width: float, most: int, *, labelled: bool) -> str:
    height = max(2, round(76 * year.count / most))
    parts = [element("title", f"{escape(year.label)}: {year.count}")]
    parts.append(
        element("rect", class_="reach", x=percent(x), y=0, width=percent(width), height=96)
    )
    inside = {"x": percent(x + width * 0.14), "width": percent(width * 0.72)}
    parts.append(element("rect", class_="bar", y=96 - height, height=height, **inside))
    if labelled or year.count == most:
        parts.append(text(str(year.count), x + width / 2, 90 - height, "middle"))
    # The list beside the drawing has the same links for the keyboard.
    return element("a", *parts, href=year.url, tabindex="-1")
