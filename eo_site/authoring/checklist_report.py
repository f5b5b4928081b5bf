"""A check list as it is printed, and as data."""

from collections.abc import Iterator, Sequence
from typing import Any

from eo_site.authoring.checklist import Checked, Item
from eo_site.model.problem import plain_line, visible

NOTHING_SENT = "this command uploads nothing and writes nothing"


def lines(found: Sequence[Checked]) -> Iterator[str]:
    """For people: each order with what is left, what is done in one line, and the whole in the last."""
    for each in found:
        if each.slug:
            state = f"  ({each.state})" if each.state else ""
            yield plain_line(f"{each.slug}  {each.title}{state}".rstrip())
        else:
            yield each.title
        for item in each.items:
            mark = "open" if item.open else "note"
            place = f"{visible(item.path)}:{item.place.line}:{item.place.column}"
            yield plain_line(f"  {mark}  {place}: {item.step}: {item.message}")
            yield plain_line(f"        {item.todo}")
        if each.done:
            yield f"  done  {', '.join(each.done)}"
    open_items, notes = counts(found)
    yield f"{open_items} open, {notes} to consider; {NOTHING_SENT}"


def counts(found: Sequence[Checked]) -> tuple[int, int]:
    """(open items, items to consider)"""
    every = [item.open for each in found for item in each.items]
    return sum(every), len(every) - sum(every)


def as_data(found: Sequence[Checked]) -> dict[str, Any]:
    """For programs."""
    open_items, notes = counts(found)
    orders = [
        {"order": each.slug, "title": each.title, "state": each.state or "published", **_data(each)}
        for each in found
        if each.slug
    ]
    [site] = (_data(each) for each in found if not each.slug)
    return {"orders": orders, "site": site, "open": open_items, "to_consider": notes}


def _data(checked: Checked) -> dict[str, Any]:
    return {"items": [_item(each) for each in checked.items], "done": list(checked.done)}


def _item(item: Item) -> dict[str, Any]:
    return {
        "step": item.step,
        "open": item.open,
        "path": item.path,
        "line": item.place.line,
        "column": item.place.column,
        "message": item.message,
        "todo": item.todo,
    }
