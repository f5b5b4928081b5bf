"""How a record is laid out: indentation, spaces, quotation marks, blank lines.

The order of keys is the author's, and so is what stands on one line and what on several.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import yaml

_INDENT = 2
Edit = tuple[int, int, str]
"""From where to where, and what stands there then."""


def _edited(text: str, edits: Iterable[Edit]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


# Spaces --------------------------------------------------------------------------------------

_OPENS = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSES = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
_BLANKS = re.compile(r"[ \t]*")


def spaced(text: str) -> str:
    """One space after commas, colons and dashes; none within brackets or before commas and colons."""
    return _edited(text, _gaps(text, [*_written_tokens(text)]))


def _written_tokens(text: str) -> Iterator[yaml.Token]:
    """The tokens; within brackets only those that have characters."""
    depth = 0
    for token in yaml.scan(text, Loader=yaml.CBaseLoader):
        depth += isinstance(token, _OPENS) - isinstance(token, _CLOSES)
        if not depth or token.end_mark.index > token.start_mark.index:
            yield token


def _gaps(text: str, tokens: list[yaml.Token]) -> Iterator[Edit]:
    for left, right in pairwise(tokens):
        start, end = left.end_mark.index, right.start_mark.index
        between = text[start:end]
        if left.start_mark.index < start and end < right.end_mark.index:
            wanted = _between(left, right)
            if wanted not in (None, between) and _BLANKS.fullmatch(between):
                yield start, end, wanted or ""


def _between(left: yaml.Token, right: yaml.Token) -> str | None:
    if isinstance(left, yaml.ValueToken):
        return None if isinstance(right, (*_CLOSES, yaml.FlowEntryToken)) else " "
    if isinstance(left, _OPENS) or isinstance(right, _CLOSES):
        return "" if not isinstance(left, yaml.FlowEntryToken) else None
    if isinstance(right, (yaml.FlowEntryToken, yaml.ValueToken)):
        return ""
    return " " if isinstance(left, (yaml.FlowEntryToken, yaml.BlockEntryToken)) else None


# Quotation marks -----------------------------------------------------------------------------


def quoted(text: str) -> str:
    """Quotation marks only where without them another value would be read, here or by other programs."""
    edits, depth = list[Edit](), 0
    for token in yaml.scan(text, Loader=yaml.CBaseLoader):
        depth += isinstance(token, _OPENS) - isinstance(token, _CLOSES)
        if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
            start, end = token.start_mark.index, token.end_mark.index
            new = _written(token.value, flow=depth > 0)
            if "\n" not in text[start:end] and new:
                edits.append((start, end, new))
    return _edited(text, edits)


def _written(value: str, *, flow: bool) -> str:
    """A value as it is to stand in a file; nothing where that is best left to its author."""
    if _is_plain(value, flow=flow):
        return value
    if value.isprintable() and "\\" not in value and '"' not in value:
        return f'"{value}"'
    return ""


_PLAIN = re.compile(r"[^\W\d_](?:[^\n#]*\S)?")
"""Begins with a letter. Sections and numbers keep their marks, so that `["2", "3(a)"]` is of a kind."""
_SAFE_IN_FLOW = re.compile(r"[\w./-]*")
"""A word: a sentence between brackets would lose its end at the first comma that is put into it."""


def _is_plain(value: str, *, flow: bool) -> bool:
    """Whether a value without quotation marks is the same text, also to programs that guess types."""
    if not _PLAIN.fullmatch(value) or ": " in value or value.endswith(":"):
        return False
    if flow and not _SAFE_IN_FLOW.fullmatch(value):
        return False
    return value.isprintable() and not _GUESSED.fullmatch(value)


_GUESSED = re.compile(r"y|n|yes|no|on|off|true|false|null", re.IGNORECASE)
"""What other programs take for a truth or nothing."""


# Lines ---------------------------------------------------------------------------------------


def indented(text: str) -> str:
    """Two spaces for each level, also before the dashes of a list; remarks move with what they precede."""
    root = yaml.compose(text, Loader=yaml.CBaseLoader)
    lines = text.split("\n")
    moved = dict[int, int]()
    if root is not None:
        _shift(root, 0, moved, len(lines))
    _remarks(lines, moved)
    return "\n".join(_moved(line, moved.get(at, 0)) for at, line in enumerate(lines))


def _moved(line: str, by: int) -> str:
    lead = len(line) - len(line.lstrip(" "))
    return " " * max(0, lead + by) + line[lead:] if line.strip() else line


def _shift(node: yaml.Node, wanted: int, moved: dict[int, int], end: int) -> None:
    """Note by how much the lines of a block move so that it begins in the column that is wanted."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        return
    by = wanted - node.start_mark.column
    last = min(end, node.end_mark.line + (node.end_mark.column > 0))
    for line in range(node.start_mark.line, last):
        moved[line] = by
    for key, value in _children(node):
        if isinstance(value, yaml.CollectionNode) and not value.flow_style:
            below = value.start_mark.line > key.line
            column = wanted + _INDENT if below else value.start_mark.column + by
            _shift(value, column, moved, last)


def _children(node: yaml.CollectionNode) -> Iterator[tuple[yaml.Mark, yaml.Node]]:
    """Each value, and where its key or its dash stands."""
    if isinstance(node, yaml.MappingNode):
        yield from ((key.start_mark, value) for key, value in node.value)
    else:
        yield from ((value.start_mark, value) for value in node.value)


def _remarks(lines: list[str], moved: dict[int, int]) -> None:
    """Lines that are a remark move as the next line that is none does."""
    following = 0
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].lstrip().startswith("#"):
            moved[at] = following
        elif lines[at].strip():
            following = moved.get(at, 0)


def trimmed(text: str) -> str:
    """No spaces at the ends of lines and no two blank lines together, but in texts of several lines."""
    within = set[int]()
    for token in yaml.scan(text, Loader=yaml.CBaseLoader):
        if isinstance(token, yaml.ScalarToken):
            within.update(range(token.start_mark.line + 1, token.end_mark.line + 1))
    out = list[str]()
    for at, line in enumerate(text.split("\n")):
        plain = line if at in within else line.rstrip(" \t")
        if plain or at in within or not out or out[-1]:
            out.append(plain)
    return "\n".join(out)


STEPS: tuple[Callable[[str], str], ...] = (spaced, quoted, indented, trimmed)
"""In the order in which they are taken."""
