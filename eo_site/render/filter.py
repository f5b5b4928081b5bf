"""The filter's data as a browser gets it; docs/themes.md describes the files.

A term's orders are ascending row numbers, written as gaps, a gap as one printable character for
most. Measured at 15,000 orders and compressed with brotli, this takes seven eighths of what lists
of numbers take, and uncompressed, as some hosts serve it, less than half.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from eo_site.plan.filter_views import SHARD, FacetView, FilterCard, FilterOrder, FilterView
from eo_site.plan.views import AxisView
from eo_site.render.compact import compact
from eo_site.render.standing import brief
from eo_site.render.typography import glued

VERSION = 2
MEMORY = timedelta(days=366)
"""How far back from the newest change the data knows when pages changed."""

_DIGITS = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
"""What stands for the digits of gaps: printable, and in JSON without an escape."""
_LAST, _BASE = 61, 30
"""A digit below the first ends a number; those before it hold a remainder of the second."""
_NUMBERED = re.compile(r"(.*?)(0|[1-9]\d*)")


def facets_json(view: FilterView, strings: Mapping[str, Any]) -> bytes:
    """`data/facets.json`"""
    orders = view.orders
    return compact(
        {
            "version": VERSION,
            "site": view.site,
            "edition": view.edition,
            "orders": len(orders),
            "shard": SHARD,
            "order_url": view.order_url,
            "slugs": list(_runs([each.slug for each in orders])),
            "signed": _signed([each.signed for each in orders if each.signed]),
            "changed": _changed(orders),
            "facets": [
                _facet(each, [order.values[at] for order in orders], strings)
                for at, each in enumerate(view.facets)
            ],
        }
    )


def titles_json(view: FilterView) -> bytes:
    """`data/titles.json`"""
    numbers = {
        str(row): each.number
        for row, each in enumerate(view.orders)
        if each.slug != f"eo-{each.number.lower()}"
    }
    titles = [each.title for each in view.orders]
    names = {
        str(row): list(each.also_called) for row, each in enumerate(view.orders) if each.also_called
    }
    terms = {
        each.name: {ident: list(given) for ident, given in each.names}
        for each in view.facets
        if each.names
    }
    found = {"version": VERSION, "titles": titles, "numbers": numbers}
    return compact(
        found | ({"names": names} if names else {}) | ({"terms": terms} if terms else {})
    )


def cards_json(cards: Sequence[str]) -> bytes:
    """A file of `data/cards/`, of what `card_json` gave, the oldest order first."""
    return f'{{"version":{VERSION},"cards":[{",".join(cards)}]}}'.encode()


def card_json(card: FilterCard, strings: Mapping[str, Any]) -> str:
    """One card of such a file."""
    return compact(_card(card, strings)).decode()


def _facet(
    facet: FacetView, values: Sequence[Sequence[str]], strings: Mapping[str, Any]
) -> dict[str, Any]:
    rows: dict[str, list[int]] = {ident: [] for ident, _ in facet.terms}
    for row, carried in enumerate(values):
        for each in carried:
            rows[each].append(row)
    terms = sorted(facet.terms, key=_theme_order(facet.name, strings))
    return {
        "id": facet.name,
        "terms": [
            [ident, label or coded(facet.name, ident, strings), packed(rows[ident])]
            for ident, label in terms
        ],
        **({"groups": [list(each) for each in facet.groups]} if facet.groups else {}),
    }


_CODED = {
    "status": ("legal_status", "states"),
    "court": ("court_effect", "states"),
    "instrument": ("kind_of_act",),
    "kind": ("kinds",),
}


def _coded(facet: str, strings: Mapping[str, Any]) -> dict[str, str]:
    return {
        value: words for name in _CODED.get(facet, ()) for value, words in strings[name].items()
    }


def coded(facet: str, value: str, strings: Mapping[str, Any]) -> str:
    """A coded value in the theme's words, as they begin a line."""
    words = _coded(facet, strings).get(value, value)
    return words[:1].upper() + words[1:]


def _theme_order(facet: str, strings: Mapping[str, Any]) -> Any:
    """Coded values stand as the theme has them; other terms as they come."""
    place = {value: at for at, value in enumerate(_coded(facet, strings))}
    return lambda term: place.get(term[0], len(place))


def _card(each: FilterCard, strings: Mapping[str, Any]) -> dict[str, Any]:
    card = each.card
    if card.withdrawn:
        pills = [("withdrawn", strings["home"]["withdrawn"])]
    else:
        home = strings["home"]
        legal = _pills(card.legal, strings["legal_status"], "", home["status"], strings)
        court = _pills(card.court, strings["court_effect"], home["courts"], "", strings)
        pills = [*legal, *court]
    return {
        "label": card.label,
        "title": card.title,
        **({"also": ", ".join(card.also_called)} if card.also_called else {}),
        "pills": pills,
        **({"summary": card.summary} if card.summary else {}),
        **({"duties": dict(each.duties)} if each.duties else {}),
    }


def _pills(
    axis: AxisView, words: Mapping[str, str], label: str, silent: str, strings: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """As `standing_brief` in macros.html prints them."""
    label = f"{label} " if label else ""
    for each in axis.entries:
        yield each.overall, glued(label + brief(each, words, strings))
    if not axis.entries:
        yield axis.state, (label or f"{silent} ") + strings["states"][axis.state]


# Packing --------------------------------------------------------------------------------------


def packed(numbers: Iterable[int]) -> str:
    """Ascending numbers as gaps."""
    found, after = [], 0
    for each in numbers:
        gap, after = each - after, each + 1
        while gap >= _LAST:
            found.append(_DIGITS[_LAST + gap % _BASE])
            gap //= _BASE
        found.append(_DIGITS[gap])
    return "".join(found)


def _runs(slugs: Sequence[str]) -> Iterator[str | int]:
    """Slugs, each followed by how many more there are whose numbers go down one by one."""
    follow, expected = 0, ""
    for slug in slugs:
        if slug == expected:
            follow += 1
        else:
            if follow:
                yield follow
            yield slug
            follow = 0
        found = _NUMBERED.fullmatch(slug)
        expected = f"{found[1]}{int(found[2]) - 1}" if found else ""
    if follow:
        yield follow


def _signed(days: Sequence[date]) -> list[str]:
    """The newest day, and how many days before it each order was signed; none for those undated."""
    if not days:
        return ["", ""]
    # Gaps are told between numbers that differ; two orders of a day are kept apart by their rows.
    return [
        days[0].isoformat(),
        packed((days[0] - day).days + row for row, day in enumerate(days)),
    ]


def _changed(orders: Sequence[FilterOrder]) -> dict[str, Any]:
    """[day, orders whose page last changed on it] of all days after one, the newest first."""
    days: dict[date, list[int]] = {}
    for row, each in enumerate(orders):
        if each.changed:
            days.setdefault(each.changed, []).append(row)
    after = max(days) - MEMORY if days else None
    return {
        "after": after.isoformat() if after else "",
        "days": [
            [day.isoformat(), packed(days[day])]
            for day in sorted(days, reverse=True)
            if after and day > after
        ],
    }
