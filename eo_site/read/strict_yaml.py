"""YAML as a record: maps, lists and text, nothing else.

Scalars stay text (`CBaseLoader`), so no value changes its meaning on the way to the schema.
Tags are refused, duplicate keys are problems instead of silent losses, and aliases are followed
only so far, so that a few bytes cannot grow into gigabytes.
"""

import re
from typing import Any

import yaml

from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath, Marks, SourceText
from eo_site.read.source import FORBIDDEN
from eo_site.read.yaml_mistakes import explained

MAX_VALUES = 50_000
MAX_DEPTH = 40
_BRACKETS = re.compile(r"[\[{\]}]")
_INDENTED = re.compile(rf"^[ ?-]{{{10 * MAX_DEPTH + 1}}}", re.MULTILINE)
_TAGS: dict[type[yaml.Node], str] = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
_PLAIN_TAGS = frozenset(_TAGS.values())


class _Loader(yaml.CBaseLoader):
    """Every node has the tag of its kind, without a look at its value or its path."""

    def resolve(self, kind: type[yaml.Node], _value: Any, _implicit: Any) -> str:
        """Asked for nodes that have no tag of their own."""
        return _TAGS[kind]

    def descend_resolver(self, _parent: Any, _index: Any) -> None:
        """Paths decide nothing."""

    def ascend_resolver(self) -> None:
        """Likewise."""


class _Reader:
    """Turns one node tree into values, noting places and problems as it goes."""

    def __init__(self, marks: Marks, escapes: bool) -> None:
        self.marks = marks
        self._escapes = escapes
        self.problems: list[Problem] = []
        self._count = 0

    def report(self, code: str, node: yaml.Node, message: str, hint: str) -> None:
        place = self.marks.source.place(self.marks.base + node.start_mark.index)
        self.problems.append(Problem(code, self.marks.source.path, place, message, hint))

    def value(self, node: yaml.Node, path: KeyPath) -> Any:
        self._count += 1
        if self._count > MAX_VALUES or len(path) > MAX_DEPTH:
            raise OverflowError
        self.marks.values[path] = (node.start_mark.index, node.end_mark.index)
        if node.tag not in _PLAIN_TAGS and (
            not node.tag.startswith("tag:yaml.org,2002:")
            or node.tag.rpartition(":")[2] not in ("str", "map", "seq")
        ):
            self.report("EO107", node, f"the tag `{node.tag}` is not read", "write the plain value")
        if isinstance(node, yaml.ScalarNode):
            self.characters(node)
            return node.value
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, i)) for i, child in enumerate(node.value)]
        return node.value

    def characters(self, node: yaml.ScalarNode) -> None:
        """Escapes of YAML must not bring in what may not stand in the file itself."""
        if self._escapes and (found := FORBIDDEN.search(node.value)):
            message = f"the character U+{ord(found.group()):04X} may not stand in a content file"
            self.report("EO103", node, message, "delete the escape that makes it")

    def mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.report("EO107", key, "a key is a list or a map", "keys are plain text")
            elif key.value in result:
                hint = "keep one of the two; the other would be lost"
                self.report("EO106", key, f"the key `{key.value}` stands twice", hint)
            else:
                self.characters(key)
                self.marks.keys[*path, key.value] = key.start_mark.index
                result[key.value] = self.value(child, (*path, key.value))
        return result


def read_yaml(
    source: SourceText, start: int = 0, end: int | None = None
) -> tuple[Any, Marks, tuple[Problem, ...]]:
    """One YAML document of a file. The value is None where there is nothing, or nothing to go on with.

    Where a key stands twice, the first one counts.
    """
    marks = Marks(source, start)
    text = source.text[start:end]
    reader = _Reader(marks, escapes="\\" in text)

    def failed(code: str, index: int, message: str, hint: str) -> tuple[None, Marks, Any]:
        place = source.place(start + min(index, len(text)))
        return None, marks, (Problem(code, source.path, place, message, hint),)

    if _too_deep(text):
        return failed("EO107", 0, f"nested more than {MAX_DEPTH} deep", "flatten it")
    try:
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            return None, marks, ()
        value = reader.value(node, ())
    except yaml.MarkedYAMLError as error:
        index, words, hint = explained(text, error)
        return failed("EO105", index, f"not valid YAML: {words}", hint)
    except yaml.YAMLError as error:
        return failed("EO105", 0, f"not valid YAML: {error}", "")
    except OverflowError:
        message = "aliases or nesting make this document too large"
        return failed("EO107", 0, message, "write repeated values out, without & and *")
    usable = all(each.code == "EO106" for each in reader.problems)
    return (value if usable else None), marks, tuple(reader.problems)


def _too_deep(text: str) -> bool:
    """Whether brackets or indentation nest beyond any record; judged before the C parser recurses."""
    if _INDENTED.search(text):
        return True
    if text.count("[") + text.count("{") <= 10 * MAX_DEPTH:
        return False
    depth = most = 0
    for bracket in _BRACKETS.findall(text):
        depth += 1 if bracket in "[{" else -1
        most = max(most, depth)
    return most > 10 * MAX_DEPTH
