"""What somebody meant to fill in and did not: `TODO`, `[insert date]`, in any text of any file."""

import re
from collections.abc import Iterator
from dataclasses import replace

from eo_site.check.world import OrderWorld, SiteWorld
from eo_site.model.problem import Problem
from eo_site.model.text import Marks, SourceText

_FRONT = re.compile(r"---[ \t]*\n.*?^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_UNPRINTED = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^ {0,3}(?P=fence)[`~]*[ \t]*$"
    r"|(?P<span>`+)[^`\n]+(?P=span)|<!--.*?-->",
    re.DOTALL | re.MULTILINE,
)
"""Code, which shows what it likes, and remarks, which no page has."""
_FOUND = re.compile(
    r"[TFXLl_\\\[<](?:(?P<word>(?<=(?<![/\w.-])[TFXLl])"
    r"(?:(?<=T)(?:ODO|BD|BC|KTK)|(?<=F)IXME|(?<=X)X{3,}|(?<=[Ll])orem [Ii]psum)(?![/\w-])"
    r"|(?<=\S _)__+|(?<=_)__+(?= \S))"
    r"|(?:(?<=\\)\[|(?<=\[))(?P<bracket>(?![@=^])[^\[\]\n]{0,80}?)\\?\](?![(\[{:])"
    r"|(?:(?<=\\)<|(?<=<))(?P<angle>[A-Za-z][^<>\n/:]{0,60})>)"
)
"""A first character is looked for, which is quick, and then for what is around it."""
_NOUN = (
    r"(?:date|name|number|title|link|url|address|source|citation|cite|quote|quotation|text|case|court|docket|section"
    r"|agency|amount|summary|description|month|year|day|page|example|detail|sentence|paragraph|figure|reference)s?"
)
_TO_FILL = re.compile(
    r"(?:insert|fill in|todo|fixme|tbd|tbc|tba|tk|tktk|placeholder|lorem|coming soon|to come|to be (?:written|added"
    r"|done|determined|completed|confirmed|supplied|filled in)"
    rf"|(?:your|add|enter|write|check|verify|confirm|replace)(?: \w+){{0,3}}? {_NOUN}"
    rf"|{_NOUN} (?:needed|missing|to come|pending))\b.*|x{{2,}}|[_?\s]*",
    re.IGNORECASE,
)
"""What stands between brackets to be filled in; no alteration of a quotation reads so."""
_BARE = re.compile(rf"(?:the |a )?(?:\w+ )?{_NOUN}(?: here| of .+)?", re.IGNORECASE)
"""The same, unless it stands in a quotation: “by [the date of] this order”."""
_WHOLE = re.compile(
    r"[\"']?(?:to be (?:written|added|done|determined|completed|confirmed|supplied|filled in)|coming soon|to come"
    r"|tbd|tk|todo|placeholder|xxx|[.…?]+)[.…]*[\"']?",
    re.IGNORECASE,
)
"""A value that says that it is none."""
_NO_SCALAR = re.compile(r"[\[{]|-\s|[\w-]+:\s")
"""How a list or a map begins; a text that begins so is in quotation marks."""
_BEGINS_ITEM = re.compile(r"[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+")
_QUOTED = re.compile(r"“[^”]*”|(?<!\w)\"[^\"\n]*\"")
_HINT = "fill it in, or keep it in a remark: `# …` in YAML, `<!-- … -->` in text"


def placeholders(world: OrderWorld) -> Iterator[Problem]:
    """EO653, in an order's record and text."""
    yield from _of_file(world.document.marks)


def placeholders_of_files(world: SiteWorld) -> Iterator[Problem]:
    """EO653, in pages, vocabularies and sources; EO654, in the site's own settings, since a new site's
    are as `eo-site init` wrote them.
    """
    for page in world.library.pages:
        yield from _of_file(page.marks)
    for path, marks in world.library.marks.items():
        code = "EO653" if path.startswith("content/") else "EO654"
        yield from (replace(each, code=code) for each in _of_values(marks))


def _of_file(marks: Marks) -> Iterator[Problem]:
    yield from _of_values(marks)
    text = marks.source.text
    front = _FRONT.match(text)
    body = text
    if "`" in text or "~~~" in text or "<!--" in text:
        body = _UNPRINTED.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    yield from _of_text(marks.source, body, front.end() if front else 0, len(text))


def _of_values(marks: Marks) -> Iterator[Problem]:
    """Every scalar; what stands between them are keys and remarks."""
    inner = {path[:-1] for path in marks.values}
    text = marks.source.text
    for path, (start, end) in marks.values.items():
        if path in inner:
            continue
        first, last = marks.base + start, marks.base + end
        if _NO_SCALAR.match(text, first):  # empty, or of nothing that could be read
            continue
        if _WHOLE.fullmatch(text[first:last].strip()):
            yield _problem(marks.source, first, text[first:last].strip())
        else:
            yield from _of_text(marks.source, text, first, last)


def _of_text(source: SourceText, text: str, start: int, end: int) -> Iterator[Problem]:
    for match in _FOUND.finditer(text, start, end):
        if match["word"] or _is_to_fill(text, start, match):
            yield _problem(source, match.start(), match.group())


def _is_to_fill(text: str, start: int, match: re.Match[str]) -> bool:
    words = (match["bracket"] if match["angle"] is None else match["angle"]).strip(" \\*_:")
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    if not words and _BEGINS_ITEM.fullmatch(before):
        return False  # the box of a task list, which is refused as such
    if _TO_FILL.fullmatch(words):
        return True
    return bool(_BARE.fullmatch(words)) and not _is_quoted(text, start, match.start())


def _is_quoted(text: str, start: int, at: int) -> bool:
    """Whether a place is within quotation marks of its paragraph."""
    begin = max(start, text.rfind("\n\n", 0, at))
    return any(each.start() < at < each.end() for each in _QUOTED.finditer(text, begin, at + 400))


def _problem(source: SourceText, at: int, words: str) -> Problem:
    message = f"“{words}” is a place to be filled in"
    return Problem("EO653", source.path, source.place(at), message, _HINT)
