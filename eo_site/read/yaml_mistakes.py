"""What is likely behind a mistake in YAML, in the words of somebody who writes records."""

import re

import yaml

_QUOTES = "a text with `: `, `#` or a bracket at its start needs quotes"
_TAB = re.compile(r"^[ -]*\t", re.MULTILINE)
_OPENED = re.compile(r"(?:^|[:\[{,-])[ ]+(['\"])")
_KEY = re.compile(r"( *)(?:- |[\w-]+:(?: |$))")


def explained(text: str, error: yaml.MarkedYAMLError) -> tuple[int, str, str]:
    """(where, what, what to write instead) of a document that cannot be read."""
    mark = error.problem_mark or error.context_mark
    index = min(mark.index, len(text)) if mark else 0
    words = (error.problem or error.context or "this is not YAML").strip()
    start = text.rfind("\n", 0, index) + 1
    line = text[start:].partition("\n")[0]
    if tab := _TAB.match(line) or ("tab" in words and re.search("\t", line)):
        return start + tab.end() - 1, "a tab", "indent with spaces, and write a space after a colon"
    if error.context and "quoted scalar" in error.context and error.context_mark:
        at = error.context_mark.index
        return at, "a quotation mark that is not closed", _closing(text, at)
    if found := _quote_before(line, index - start):
        at = start + found.start(1)
        return at, "text after a closing quotation mark", _closing(text, at)
    if (error.problem or "").startswith("did not find expected ','") and error.context_mark:
        at = error.context_mark.index
        closing = {"[": "]", "{": "}"}.get(text[at : at + 1], "")
        return (
            at,
            "a bracket that is not closed",
            f"close it with {closing}, and put a comma between",
        )
    if text[index : index + 1] in "@`%" and index < len(text):
        return index, f"a text that begins with {text[index]}", "put it into quotes"
    if hint := _indented(text, start, error):
        return index, words, hint
    return index, words, _QUOTES


def _closing(text: str, at: int) -> str:
    if text[at : at + 1] == "'":
        return "within '…' an apostrophe is written twice, '', or the text stands in \"…\""
    return 'within "…" a quotation mark is written \\", or the text stands in \'…\''


def _quote_before(line: str, column: int) -> re.Match[str] | None:
    """The quotation mark that opened a text which ended too soon on this line."""
    found = None
    for match in _OPENED.finditer(line[: max(column, 0)]):
        closed = line.find(match[1], match.end())
        rest = line[closed + 1 :].lstrip() if closed >= 0 else ""
        if rest and rest[0] not in ",]}#:":
            found = match
    return found


def _indented(text: str, start: int, error: yaml.MarkedYAMLError) -> str:
    """A hint where a line is indented neither as those beside it nor as what belongs to the one above."""
    line = text[start:].partition("\n")[0]
    key = _KEY.match(line)
    if key is None:
        return ""
    indent = len(key[1])
    above = [each for each in text[:start].splitlines() if each.strip()]
    before = _KEY.match(above[-1]) if above else None
    if before and "mapping values" in (error.problem or "") and indent > len(before[1]):
        own = len(before[1])
        return f"begin it as the line above, after {_spaces(own)}; or a text above needs quotes"
    known = sorted({len(match[1]) for each in above if (match := _KEY.match(each))})
    if known and indent not in known and "expected" in (error.problem or ""):
        near = min(known, key=lambda each: abs(each - indent))
        return f"begin it as those beside it, after {_spaces(near)}"
    return ""


def _spaces(number: int) -> str:
    return f"{number or 'no'} space{'' if number == 1 else 's'}"
