"""What is being typed at a position of Markdown or prose, before it can be read: the start of a construct.

Only the beginning of something unfinished is looked at here. Whatever is finished is read by the reader.
"""

import re
from dataclasses import dataclass
from typing import Literal

from eo_site.model.audience import RESERVED_NAMES
from eo_site.model.base import ID_PATTERN

Wanted = Literal[
    "source", "locator", "value", "names", "block", "attribute", "interests", "link", "anchor"
]

_CITATION = re.compile(r"\[@([^\[\]{}]*)$")
_REFERENCE = re.compile(rf"\s*@?({ID_PATTERN}|)(?:\s*,\s*(.*))?$", re.DOTALL)
_LABEL = re.compile(r"[^\s,;–§]*$")
_VALUE = re.compile(r"\[=([a-z0-9_.-]*)$")
_BLOCK_NAMES = re.compile(r"^:::[ \t]+(?:instead[ \t]+)?for[ \t]+([^\n]*)$")
_BLOCK = re.compile(r"^:::[ \t]*([a-z ]*)$")
_QUOTED = re.compile(r"(?:^|[\s{])([a-z0-9-]+)=([\"'])([^\"']*)$")
_NAME = re.compile(r"(?:^|\s)([a-z0-9-]*)$")
_LINK = re.compile(r"\]\(([^()\s]*)$")


@dataclass(frozen=True)
class TextSpot:
    """The word that is being typed, and what it must be."""

    wanted: Wanted
    typed: str
    """What stands of it; it ends at the position."""
    source: str = ""
    """Of a locator, the source it is in."""
    on: Literal["variant", "heading", "item", ""] = ""
    """Of an attribute, what it stands on."""


def text_spot(before: str) -> TextSpot | None:
    """What is typed at the end of a text; None where it is plain words."""
    line = before.rsplit("\n", 1)[-1]
    if found := _BLOCK_NAMES.search(line):
        return TextSpot("names", _last_name(found[1]))
    if found := _BLOCK.search(line):
        return TextSpot("block", found[1])
    paragraph = before[-2000:].rsplit("\n\n", 1)[-1]
    if found := _CITATION.search(paragraph):
        return _citation(found[1])
    if found := _VALUE.search(line):
        return TextSpot("value", found[1])
    if found := _LINK.search(line):
        wanted: Wanted = "anchor" if found[1].startswith("#") else "link"
        return TextSpot(wanted, found[1].removeprefix("#"))
    return _attribute(line)


def _citation(inner: str) -> TextSpot | None:
    found = _REFERENCE.fullmatch(inner.rsplit(";", 1)[-1])
    if found is None:
        return None
    if found[2] is None:
        return TextSpot("source", found[1])
    label = _LABEL.search(found[2])
    return TextSpot("locator", label.group() if label else "", source=found[1])


def _attribute(line: str) -> TextSpot | None:
    brace = line.rfind("{")
    if brace < 0 or line[brace - 1 : brace] == "\\" or "}" in line[brace:]:
        return None
    inside = line[brace + 1 :]
    if found := _QUOTED.search(inside):
        if found[1] in ("for", "except"):
            return TextSpot("names", _last_name(found[3]))
        return TextSpot("interests", _last_name(found[3])) if found[1] == "interests" else None
    found = _NAME.search(inside)
    if found is None or inside.count('"') % 2:
        return None
    if line[brace - 1 : brace] == "]":
        return TextSpot("attribute", found[1], on="variant")
    return TextSpot("attribute", found[1], on="heading" if line.startswith("#") else "item")


def _last_name(names: str) -> str:
    return names.rsplit(",", 1)[-1].lstrip()


ATTRIBUTES = {
    "heading": ("for", "except", "interests"),
    "item": ("for",),
    "variant": tuple(sorted(RESERVED_NAMES & {"lang"})),
}
"""What may stand in braces, besides the audiences of a variant."""
