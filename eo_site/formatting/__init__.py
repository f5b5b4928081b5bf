"""One way to lay out a content file: spaces, quotation marks, attributes and blank lines.

What a file says does not change: what is read of it before and after is compared, and a step after
which anything else is read is not taken. What cannot be read without errors is left as it is.
"""

import re
from collections.abc import Callable, Sequence

from eo_site.formatting.body import STEPS as BODY
from eo_site.formatting.reading import Reading, front_and_body, is_sound, reading
from eo_site.formatting.record import STEPS as RECORD

_PASSES = 4
Step = Callable[[str], str]


def formatted(path: str, text: str) -> str | None:
    """A file's text as it is to be laid out; None where the file cannot be read without errors."""
    plain = _lines_ended(text)
    said = reading(path, plain)
    if said is None or not is_sound(path, plain):
        return None
    for _ in range(_PASSES):
        before = plain
        plain = _laid_out(path, plain, said)
        if plain == before:
            break
    return plain


def _lines_ended(text: str) -> str:
    """With LF line ends, without a byte order mark, and one line end at the end of the file."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").rstrip("\n \t") + "\n"


def _laid_out(path: str, text: str, said: Reading) -> str:
    """All steps at once; one by one where together they would change what is read."""
    steps = [*((step, 0) for step in RECORD), *((step, 1) for step in BODY)]
    every = _stepped(path, text, steps)
    if every == text or reading(path, every) == said:
        return every
    for step in steps:
        changed = _stepped(path, text, [step])
        if changed != text and reading(path, changed) == said:
            text = changed
    return text


def _stepped(path: str, text: str, steps: Sequence[tuple[Step, int]]) -> str:
    """A text after some steps, each for the record (0) or for the body (1)."""
    parts = front_and_body(path, text)
    for step, part in steps:
        if parts[part].strip():
            parts[part] = step(parts[part])
    return _joined(path, *parts)


def _joined(path: str, record: str, body: str) -> str:
    if not path.endswith(".md"):
        return record.strip("\n") + "\n"
    text = re.sub(r"^\n+", "", body)
    return f"---\n{record.strip(chr(10))}\n---\n" + (f"\n{text}" if text.strip() else "")
