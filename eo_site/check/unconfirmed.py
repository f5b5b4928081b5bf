"""What `eo-site new` guessed from the official text and nobody has confirmed: `# to confirm`."""

import re
from collections.abc import Iterator

from eo_site.check.world import OrderWorld, in_text
from eo_site.model.problem import Problem, Severity

_FRONT = re.compile(r"---[ \t]*\n(.*?\n|)---[ \t]*(?:\n|\Z)", re.DOTALL)
_MARK = re.compile(r"(?:^|\s)#[ \t]*to confirm\b", re.MULTILINE)
_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)
_MOST_LINES = 8


def unconfirmed(world: OrderWorld) -> Iterator[Problem]:
    """EO816: a warning while the order is a draft; an order that is published holds no guess.

    One for each field of the record, with its lines.
    """
    source = world.document.marks.source
    front = _FRONT.match(source.text)
    fields: dict[str, list[int]] = {}
    for mark in _MARK.finditer(front.group()) if front and "to confirm" in front.group() else ():
        at = mark.start() + len(mark.group()) - len(mark.group().lstrip())
        keys = [*_KEY.finditer(source.text, 0, at)]
        fields.setdefault(keys[-1].group(1) if keys else "", []).append(at)
    severity = Severity.WARNING if world.document.record.draft else Severity.ERROR
    for name, places in fields.items():
        lines = [str(source.place(at).line) for at in places]
        where = ", ".join(lines[:_MOST_LINES]) + (
            f" and {len(lines) - _MOST_LINES} more" if lines[_MOST_LINES:] else ""
        )
        count = f"{len(lines)} guess{'' if len(lines) == 1 else 'es'}"
        said = f"`{name}`: {count} from the official text to confirm, line{'' if len(lines) == 1 else 's'} {where}"
        hint = "compare each with the text, mend it, and take its remark `# to confirm` out"
        yield in_text(world.document, source.place(places[0]), "EO816", said, hint, severity)
