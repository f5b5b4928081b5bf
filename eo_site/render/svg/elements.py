"""The few elements that drawings are made of, escaped."""

from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from typing import Any

Strings = Mapping[str, Any]
"""The theme's words."""


def element(name: str, *content: str, **attributes: str | float) -> str:
    """An element; `class_` and `x1`, but `text_anchor` for `text-anchor`."""
    written = "".join(
        [f' {_named(key)}="{escape(str(value))}"' for key, value in attributes.items()]
    )
    return f"<{name}{written}>{''.join(content)}</{name}>"


@cache
def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def text(words: str, x: float, y: float, anchor: str = "start", class_: str = "") -> str:
    return element("text", escape(words), class_=class_, x=percent(x), y=y, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    return element("line", class_=class_, x1=percent(x1), y1=y1, x2=percent(x2), y2=y2)


def percent(x: float) -> str:
    return f"{x:.2f}%"


def drawing(
    kind: str, height: int, words: Mapping[str, str], parts: Iterable[str], **fill: str
) -> str:
    """The frame. What holds links is a group, because an image has no parts to a screen reader."""
    content = "".join(parts)
    role = "group" if "<a " in content else "img"
    title = element("title", escape(words["title"] % fill))
    desc = element("desc", escape(words["desc"] % fill))
    sizes: dict[str, str | float] = {"width": "100%", "height": height}
    return element("svg", title, desc, content, class_=f"drawing {kind}", role=role, **sizes)
