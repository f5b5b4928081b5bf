"""Changes of a file's front matter that touch nothing around them.

A YAML library that reads a file and writes it again moves line breaks, quotes and spaces that an
author chose. Here it only says where each value stands; what changes is cut out and written anew,
and every other byte stays. Whether the result says what it should is checked by reading it.
"""

import re
from collections.abc import Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from eo_site.importers.emit import entry_of, item, on_one_line, scalar
from eo_site.importers.facts import FIELDS
from eo_site.importers.merge import Edit

_FRONT = re.compile(r"(\ufeff?---[ \t]*\r?\n)(.*?\n|)(---[ \t]*(?:\r?\n|$).*)", re.DOTALL)
_ORDER = (
    *dict.fromkeys(path[0] for path in FIELDS), "instrument", "interests", "status", "court",
    "relations",
)  # fmt: skip
"""Where a missing key goes: after the last of those before it here."""
_INNER = tuple(path[1] for path in FIELDS if len(path) > 1)


class CannotEditError(Exception):
    """The file is written in a way that cannot be changed piece by piece."""


def edited(text: str, edits: Sequence[Edit]) -> str:
    """A file with some of its values changed; every other character as it was."""
    found = _FRONT.match(text)
    if found is None:
        raise CannotEditError("it has no front matter")
    head, yaml, tail = found.groups()
    return head + edited_yaml(yaml, edits) + tail


def edited_yaml(yaml: str, edits: Sequence[Edit]) -> str:
    """A document with some of its values changed; line ends as they were."""
    crlf = "\r\n" in yaml
    yaml = yaml.replace("\r\n", "\n") if crlf else yaml
    for edit in edits:
        yaml = _one(yaml, edit)
    return yaml.replace("\n", "\r\n") if crlf else yaml


def with_items(yaml: str, name: str, items: Sequence[Any]) -> str:
    """A document with more items at the end of one of its lists; the file is read once for all."""
    crlf = "\r\n" in yaml
    change = _change(yaml.replace("\r\n", "\n") if crlf else yaml)
    changed = change.add((name,), *items) if items else yaml
    return changed.replace("\n", "\r\n") if crlf else changed


def with_edits(yaml: str, edits: Sequence[Edit]) -> str:
    """A document with many of its values set, and items added; the file is read once for all.

    From the last place to the first, so that no change moves the places of those to come.
    """
    crlf = "\r\n" in yaml
    text = yaml.replace("\r\n", "\n") if crlf else yaml
    first = _change(text)
    for edit in sorted(edits, key=lambda each: first.place(each.path, each.kind), reverse=True):
        text = _Change(text, first.root).made(edit)
    return text.replace("\n", "\r\n") if crlf else text


def _one(yaml: str, edit: Edit) -> str:
    return _change(yaml).made(edit)


def _change(yaml: str) -> "_Change":
    try:
        root = YAML().compose(yaml)
    except YAMLError as error:
        raise CannotEditError(f"its YAML cannot be followed: {error}") from None
    if not isinstance(root, MappingNode):
        raise CannotEditError("its record is no map")
    return _Change(yaml, root)


class _Change:
    """One change of one document, by the places of its nodes."""

    def __init__(self, text: str, root: MappingNode) -> None:
        self.text = text
        self.root = root

    def spliced(self, start: int, end: int, new: str) -> str:
        """The text with a stretch replaced."""
        return self.text[:start] + new + self.text[end:]

    # Nodes ------------------------------------------------------------------------------

    def find(self, path: Sequence[str | int]) -> Node | None:
        """The value at a path."""
        node: Node | None = self.root
        for part in path:
            if isinstance(node, MappingNode):
                node = next((value for key, value in node.value if key.value == part), None)
            elif isinstance(node, SequenceNode) and isinstance(part, int):
                node = node.value[part]
            else:
                return None
        return node

    def end(self, node: Node) -> int:
        """Where a value's last character stands; its mark can lie after blank lines and comments."""
        if not isinstance(node, CollectionNode) or node.flow_style or not node.value:
            written = self.text[: node.end_mark.index]
            block = isinstance(node, ScalarNode) and node.style in ("|", ">")
            return len(written.rstrip("\n")) if block else len(written)
        last = node.value[-1]
        return self.end(last[1] if isinstance(node, MappingNode) else last)

    def after(self, node: Node) -> int:
        """The beginning of the line after a value."""
        stop = self.text.find("\n", self.end(node))
        return len(self.text) if stop < 0 else stop + 1

    def line(self, index: int) -> int:
        """The beginning of the line of a character."""
        return self.text.rfind("\n", 0, index) + 1

    def heading(self, node: ScalarNode) -> str:
        """The comment on the line where a text of several lines begins."""
        if node.style not in ("|", ">"):
            return ""
        first = self.text[node.start_mark.index :].partition("\n")[0]
        comment = re.search(r"\s+#.*", first)
        return comment.group() if comment else ""

    def place(self, path: Sequence[str | int], kind: str) -> tuple[int, int]:
        """Where a change is made; of two at one place the one further out comes first."""
        node = self.find(path)
        if node is None:
            parent = self.find(path[:-1])
            return (self.end(parent) if parent else len(self.text)), -len(path)
        return (self.end(node) if kind == "add" else node.start_mark.index), -len(path)

    # Changes ----------------------------------------------------------------------------

    def made(self, edit: Edit) -> str:
        """The text with a change made."""
        if edit.kind == "set":
            return self.set(edit.path, edit.value)
        return self.add(edit.path, edit.value) if edit.kind == "add" else self.drop(edit.path)

    def set(self, path: Sequence[str | int], value: Any) -> str:
        """A value replaced, or put where there was none."""
        node = self.find(path)
        parent = self.find(path[:-1])
        name = str(path[-1])
        if isinstance(node, ScalarNode):
            flow = isinstance(parent, CollectionNode) and bool(parent.flow_style)
            style = node.style if node.style in ('"', "'") else None
            new = scalar(value, name if style is None else "", style=style, flow=flow)
            return self.spliced(node.start_mark.index, self.end(node), new + self.heading(node))
        if node is not None:
            raise CannotEditError(f"`{name}` is no plain value")
        if parent is None:
            return self.insert(self.root, str(path[0]), {name: value})
        if not isinstance(parent, MappingNode):
            raise CannotEditError(f"`{path[0]}` is no map")
        return self.insert(parent, name, value)

    def insert(self, parent: MappingNode, name: str, value: Any) -> str:
        """A new key of a map, where a person would look for it."""
        if parent.flow_style:
            nested = isinstance(value, dict | list)
            written = on_one_line(value) if nested else scalar(value, name, flow=True)
            return self.into_flow(parent, f"{name}: {written}")
        order = _ORDER if parent is self.root else _INNER
        before = order[: order.index(name)] if name in order else None
        previous = [v for k, v in parent.value if before is None or k.value in before]
        key = parent.value[0][0]
        column = key.start_mark.column
        at = self.after(previous[-1]) if previous else self.line(key.start_mark.index)
        lines = entry_of(name, value).splitlines(keepends=True)
        new = "".join(" " * column + line for line in lines)
        if at and self.text[at - 1] != "\n":
            new = "\n" + new
        return self.spliced(at, at, new)

    def into_flow(self, node: Node, new: str) -> str:
        """One more entry before the closing bracket."""
        if not node.value:
            at = node.start_mark.index + 1
            return self.spliced(at, at, new)
        last = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
        at = self.end(last)
        return self.spliced(at, at, f", {new}")

    def add(self, path: Sequence[str | int], *values: Any) -> str:
        """More items of a list."""
        node, name = self.find(path), str(path[-1])
        if node is None:
            return self.insert(self.root, name, list(values))
        if not isinstance(node, SequenceNode):
            raise CannotEditError(f"`{name}` is no list")
        if not node.value and not self.root.flow_style:
            stop = self.after(node)
            rest = self.text[node.end_mark.index : stop].rstrip("\n")
            start = len(self.text[: node.start_mark.index].rstrip(" "))
            key = next(k for k, v in self.root.value if k.value == name)
            column = key.start_mark.column + 2
            new = rest + "\n" + "".join(item(each, column) for each in values)
            return self.spliced(start, stop, new)
        if node.flow_style:
            return self.into_flow(node, ", ".join(on_one_line(each) for each in values))
        at = self.after(node.value[-1])
        new = "".join(item(each, node.start_mark.column) for each in values)
        return self.spliced(at, at, new if self.text[at - 1] == "\n" else "\n" + new)

    def drop(self, path: Sequence[str | int]) -> str:
        """A key of an entry, or an item of a list, taken out."""
        parent, last = self.find(path[:-1]), path[-1]
        if isinstance(parent, SequenceNode) and isinstance(last, int):
            spans = [(each.start_mark.index, each) for each in parent.value]
            index = last
        elif isinstance(parent, MappingNode):
            spans = [(key.start_mark.index, value) for key, value in parent.value]
            index = next(i for i, (key, _) in enumerate(parent.value) if key.value == last)
        else:
            raise CannotEditError(f"`{path[0]}` cannot be taken apart")
        start, node = spans[index]
        if parent.flow_style:
            if index:
                return self.spliced(self.end(spans[index - 1][1]), self.end(node), "")
            stop = spans[1][0] if len(spans) > 1 else self.end(node)
            return self.spliced(start, stop, "")
        if len(spans) == 1:
            key = next(k for k, v in self.root.value if v is parent)
            colon = self.text.index(":", key.end_mark.index) + 1
            kept = self.text[colon : self.line(start)]
            return self.spliced(colon, self.after(node), f" []{kept}")
        if isinstance(parent, MappingNode) and self.text[self.line(start) : start].strip():
            raise CannotEditError(f"`{last}` stands on the line of its dash")
        return self.spliced(self.line(start), self.after(node), "")
