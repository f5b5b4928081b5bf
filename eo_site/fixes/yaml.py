"""Slips in a record that cannot be read as YAML: tabs, and texts that need quotation marks."""

import re
from collections.abc import Iterator

from eo_site.fixes.lines import Change, Spot

_OPENS = re.compile(r"( *)(?:- )*[\w-]+:[ \t]*(?:#.*)?$")
"""A key whose value stands below it."""
_DASH = re.compile(r"( *-)[ ]*\t[ \t]*(?=\S)")
_PLAIN = re.compile(
    r"(?P<key>(?P<indent> *)(?:- +)*[\w-]+: +)(?P<text>[^\s\"'\[\]{}|>&*!#?,-].*?)[ \t]*$"
)
_COLON = re.compile(r"(\S+):(?= |$)")
_KEY = re.compile(r"[a-z_-]+")


def unreadable(spot: Spot) -> Iterator[Change]:
    """EO105"""
    message = spot.problem.message
    if message.endswith(": a tab"):
        yield from _tabs(spot)
    elif "mapping values are not allowed" in message or "a text that begins with" in message:
        yield from _quoted(spot)


def _tabs(spot: Spot) -> Iterator[Change]:
    """A tab after a dash, or alone; tabs that indent what belongs to the key above them."""
    if match := _DASH.match(spot.line):
        yield spot.start, match.group(), f"{match[1]} "
        return
    if not spot.line.strip():
        yield spot.whole("")
        return
    above = next((each for each in reversed(spot.above) if each.strip()), "")
    opened, tabs = _OPENS.match(above), len(spot.line) - len(spot.line.lstrip("\t"))
    if not opened or not tabs:
        return
    at = spot.start
    for line in (spot.line, *spot.below):
        own = len(line) - len(line.lstrip("\t"))
        if own < tabs or line[own : own + 1] in ("", " "):
            return
        yield at, "\t" * own, " " * (len(opened[1]) + 2 * (1 + own - tabs))
        at += len(line) + 1


def _quoted(spot: Spot) -> Iterator[Change]:
    """A text on one line that YAML takes for something else."""
    match = _PLAIN.match(spot.line)
    below = next((each for each in spot.below if each.strip()), "---")
    if not match or " #" in spot.line or _indent(below) > len(match["indent"]):
        return
    text = match["text"]
    if any(_KEY.fullmatch(each[1]) for each in _COLON.finditer(text)):
        return  # two keys on one line
    yield spot.start + match.start("text"), text, _in_quotes(text)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _in_quotes(text: str) -> str:
    if '"' in text and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
