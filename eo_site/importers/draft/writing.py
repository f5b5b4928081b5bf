"""A draft as an order's file: the record, marked where it was guessed, and sections for the analysis."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from eo_site.dates import long_date
from eo_site.importers.draft.record import Draft, Entry
from eo_site.importers.emit import on_one_line, scalar
from eo_site.model.official import PREAMBLE, OfficialText

CONFIRM = "# to confirm"
"""What marks a guess; `eo-site check` reminds of each until it is taken out."""
_HEAD = """\
# Below here stands what the official text says by itself. Each `# to confirm` is a guess by the form of
# words: compare it with the text, change or delete what is wrong, and take the remark out.
"""


def record_lines(draft: Draft, known: set[str]) -> str:
    """The part of the record that the text gives, without the keys that are known already."""
    parts = (
        _list("authorities", draft.authorities, "kind, name, cite, and whether all are here"),
        _list("clauses", draft.clauses, "", per_item=_of_clause),
        _list("agencies", draft.agencies, "role, sections"),
        _list("events", draft.events, "what starts the clock"),
        "".join(_duties(draft)),
        "".join(_unmet(draft)),
    )
    found = "".join(part for name, part in zip(_NAMES, parts, strict=True) if name not in known)
    return f"{_HEAD}{found}" if found else ""


_NAMES = ("authorities", "clauses", "agencies", "events", "duties", "set_aside")


def _of_clause(entry: Entry) -> str:
    return "not found in the text" if entry.get("none") else ""


def _list(name: str, entries: Sequence[Entry], guessed: str, per_item: Any = None) -> str:
    lines = [f"{name}:\n"] if entries else []
    for each in entries:
        said = per_item(each) if per_item else guessed
        mark = f" {CONFIRM}: {said}" if said else ""
        if len(on_one_line(each)) < 100:
            lines.append(f"  - {on_one_line(each)}{mark}\n")
        else:
            lines += _block(each, mark)
    return "".join(lines)


def _block(entry: Mapping[str, Any], mark: str) -> Iterator[str]:
    for at, (key, value) in enumerate(entry.items()):
        lead = "  - " if not at else "    "
        shown = on_one_line(value) if isinstance(value, list | Mapping) else scalar(value, key)
        yield f"{lead}{key}: {shown}{'' if at else mark}\n"


def _duties(draft: Draft) -> Iterator[str]:
    if draft.duties:
        yield "duties:\n"
    for duty in draft.duties:
        yield from _block(
            duty, f" {CONFIRM}: who acts with whom, and type; then `what` in your own words"
        )
        if day := draft.computed.get(duty["id"]):
            yield f"    # due {long_date(day)}\n"


def _unmet(draft: Draft) -> Iterator[str]:
    """Times of which it is not seen whose duty they are."""
    if draft.unmet:
        yield "# Times that stand in the text and in no duty above: add the duty, or name them under `set_aside`.\n"
    for limit in draft.unmet:
        yield f"# {CONFIRM.removeprefix('# ')}: section {limit.section}, “{limit.phrase}”\n"
    if draft.prohibitions:
        yield "# Prohibitions that do not say whom they bind, and are no duty above: add a duty for each that is one.\n"
    for section, words in draft.prohibitions:
        said = " ".join(words.split())
        shown = said if len(said) <= 160 else f"{said[:160].rsplit(' ', 1)[0]} …"
        yield f"# {CONFIRM.removeprefix('# ')}: section {section}, “{shown}”\n"


# Places to fill ------------------------------------------------------------------------------------


def places(audiences: Iterable[tuple[str, str]]) -> str:
    """An empty place for each audience's summary, with the question that its edition answers."""
    lines = [
        "# summary:\n",
        "#   default:\n",
        *(f"#   {ident}: # {question}\n" for ident, question in audiences),
    ]
    return "".join(lines)


def body(official: OfficialText, signed: date | None) -> str:
    """The order's own sections as headings, each with its first words in a remark."""
    day = f" of {long_date(signed)}" if signed else ""
    intro = (
        f"<!--\nThe analysis of Executive Order {official.number}{day} goes here. The headings are the"
        f" order's own: keep,"
        " rename or join them.\ndocs/authors.md says how to write for one kind of reader.\n-->\n"
    )
    parts = [
        intro,
        *(
            _section(each.label, each.heading, official)
            for each in official.sections
            if each.depth == 1
        ),
    ]
    return "\n" + "\n".join(filter(None, parts))


def _section(label: str, heading: str, official: OfficialText) -> str:
    if label == PREAMBLE:
        return ""
    words = " ".join(official.under(label).split())
    first = words[:200].replace("--", "–").replace(">", "")
    title = _plain(heading) if heading else f"Section {label}"
    ident = "sec-" + "".join(each if each.isalnum() else "-" for each in label.lower()).strip("-")
    return f"## {title} {{#{ident}}}\n\n<!--\nSec. {label}: {first}{'…' if len(words) > 200 else ''}\n-->\n"


def _plain(heading: str) -> str:
    return "".join(f"\\{each}" if each in "\\`*_{}[]<>&~^|=@" else each for each in heading)
