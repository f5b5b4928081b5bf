"""How much of a text is read: what would take Markdown minutes is refused before it begins."""

import re

MAX_PARAGRAPH, MAX_MARKS, MOST_MARKS = 200_000, 4_000, 60_000
"""Characters, and marks among them, between two blank lines; and marks in a text. Nobody writes more."""
_MARK = re.compile(r"[\\`\[\]<&*_!{｛﹛]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def too_long(text: str) -> tuple[int, str, str] | None:
    """(where, what, what to write instead) of a text with more marks than anybody writes."""
    if len(text) < MAX_MARKS:
        return None
    marks = len(_MARK.findall(text))
    if marks > MOST_MARKS:
        hint = f"split it: {MOST_MARKS:,} are the most that are read"
        return 0, f"a text with {marks:,} marks", hint
    at = 0
    for part in _BLANK_LINE.split(text):
        marks = len(_MARK.findall(part)) if len(part) >= MAX_MARKS else 0
        if len(part) > MAX_PARAGRAPH or marks > MAX_MARKS:
            message = f"{len(part):,} characters without a blank line, {marks:,} of them marks"
            hint = f"cut it: {MAX_PARAGRAPH:,} and {MAX_MARKS:,} are the most that are read"
            return text.index(part, at), message, hint
        at += len(part)
    return None
