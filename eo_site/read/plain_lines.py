"""Text in which nothing can be markup, told without the Markdown parser, which takes its time.

What is said here of a text is what CommonMark with tables makes of it; a test holds the two together.
"""

import re
from collections.abc import Iterator

_MARKUP = re.compile(r"[\\`*_\[\]!<&~]")
"""Without any of these, and without space around it, a line is plain text to CommonMark."""
_STARTS_TEXT = re.compile(r"[A-Za-z($\"']|[^\x00-\x7f\s]|[0-9]+(?![0-9.)])")
"""What begins no block but a paragraph."""


def is_plain_line(line: str) -> bool:
    """Whether Markdown takes a line that stands within a paragraph as it is."""
    return not _MARKUP.search(line) and line == line.strip()


def is_plain(text: str) -> bool:
    """Whether Markdown finds nothing but paragraphs of plain lines."""
    return not _MARKUP.search(text) and all(
        _STARTS_TEXT.match(line) and not line[-1].isspace() for line in text.split("\n") if line
    )


def paragraphs(text: str) -> Iterator[tuple[int, str, str]]:
    """(number of a line, markup, the text after it) of plain text; a paragraph's end has no text."""
    within, number = False, 0
    for number, line in enumerate(text.split("\n")):
        if line:
            yield number, "\n" if within else "<p>", line
        elif within:
            yield number, "</p>\n", ""
        within = bool(line)
    if within:
        yield number, "</p>\n", ""
