"""Values as YAML, in the style of a hand-written order file: short maps on one line, dates bare."""

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

from eo_site.importers.facts import FIELDS, OWN_SOURCE, Entry, Facts

_QUOTED = {"document_number", "fr", "number", "docket_id"}
"""Fields that are quoted, because they look like numbers to people who know YAML."""
_ONE_LINE = {"citation", "dates"}
DRAFT_BODY = """
<!--
The analysis goes here, in sections that begin with ##. docs/authors.md says how to write for one
kind of reader. Take `draft: true` out of the record when the order may be published.
-->
"""


def _yaml() -> YAML:
    found = YAML()
    found.width = 1_000_000
    found.indent(mapping=2, sequence=4, offset=2)
    return found


def _text(value: Any) -> str:
    stream = StringIO()
    _yaml().dump(value, stream)
    return stream.getvalue()


def _styled(value: Any, name: str = "", *, flow: bool = True) -> Any:
    """A value with its style: maps and lists on one line if asked for, some texts quoted."""
    if isinstance(value, Mapping):
        found = CommentedMap((key, _styled(each, key, flow=flow)) for key, each in value.items())
        if flow:
            found.fa.set_flow_style()
        return found
    if isinstance(value, Sequence) and not isinstance(value, str):
        if flow or not all(isinstance(each, Mapping) for each in value):
            return _in_flow(value)
        return CommentedSeq(_styled(each) for each in value)
    quoted = name in _QUOTED and isinstance(value, str)
    return DoubleQuotedScalarString(value) if quoted else value


def _in_flow(values: Sequence[Any]) -> CommentedSeq:
    found = CommentedSeq(_styled(each) for each in values)
    found.fa.set_flow_style()
    return found


def scalar(value: Any, name: str = "", *, style: str | None = None, flow: bool = False) -> str:
    """A plain value as it stands after its key; in the quotes (`style`) that stood there before."""
    styled = _styled(value, name)
    if style in ('"', "'"):
        quoted = {'"': DoubleQuotedScalarString, "'": SingleQuotedScalarString}[style]
        styled = quoted(value if isinstance(value, str) else _text({"k": value})[3:-1])
    if flow:
        return _text(_in_flow([styled])).strip()[1:-1]
    return _text({"k": styled})[len("k: ") : -1]


def on_one_line(value: Any) -> str:
    """A map or a list between its brackets."""
    return _text(_styled(value)).strip()


def item(entry: Entry, column: int) -> str:
    """An item of a list, its dash at a column: on one line, or key by key if much stands in it."""
    if not any(key in entry for key in ("note", "coverage", "case")):
        return f"{' ' * column}- {on_one_line(entry)}\n"
    lines = _text(_styled(entry, flow=False)).splitlines()
    rest = [" " * (column + 2) + line for line in lines[1:]]
    return "\n".join([f"{' ' * column}- {lines[0]}", *rest]) + "\n"


def entry_of(name: str, value: Any) -> str:
    """A key of the record with its value, as lines of its own."""
    if isinstance(value, list):
        return f"{name}:\n" + "".join(item(each, 2) for each in value)
    if isinstance(value, Mapping) and name in _ONE_LINE:
        return f"{name}: {on_one_line(value)}\n"
    if isinstance(value, Mapping):
        lines = (f"  {key}: {scalar(each, key)}\n" for key, each in value.items())
        return f"{name}:\n" + "".join(lines)
    return f"{name}: {scalar(value, name)}\n"


def order_file(facts: Facts, *, own_source: bool, draft: bool = False) -> str:
    """A new order file: the record, and an empty body."""
    record: dict[str, Any] = {}
    for path in FIELDS:
        if path in facts.fields:
            into = record if len(path) == 1 else record.setdefault(path[0], {})
            into[path[-1]] = facts.fields[path]
    if facts.status:
        record["status"] = [facts.status]
    if facts.relations:
        record["relations"] = list(facts.relations)
    if own_source and (facts.status or facts.relations):
        record["sources"] = [OWN_SOURCE]
    if draft:
        record["draft"] = True
    lines = "".join(entry_of(name, value) for name, value in record.items())
    return f"---\n{lines}---\n" + (DRAFT_BODY if draft else "")
