"""Typography of finished words: what a typesetter mends without changing what is said.

Records and texts are kept as they were written, so that quotations can be compared with the official
text; only what is printed gets its dashes, apostrophes and the spaces that keep a number with its word.
"""

import re
from functools import lru_cache
from typing import TypeVar

S = TypeVar("S", bound=str)

_NO_BREAK = "\u00a0"
_BOUND = re.compile(
    r"(?<![\w>])((?:[Ss]ecs?\.|[Nn]os?\.|[Aa]rts?\.|[Tt]it\.|[Pp]p?\.|§§?|EO|FR|[Ss]ections?|Proclam(?:ation|ación))) "
    r"(?=(?:<a\b[^>]*>)?[\dIVXivx(\[])"
)
"""A word and the number that belongs to it, though a link may begin between them."""
_VOLUME = re.compile(r"(?<=\d) (?=FR[ \u00a0]\d)")
"""A volume of the Federal Register and its name."""
_LINKED = re.compile(
    r"(?<!<code)(?<!<pre)(>(?:[Ss]ecs?\.|EO|Proclam(?:ation|ación))) (?=(?:<a\b[^>]*>)?\d)"
)
"""The same at the start of a link or citation."""
_MARKS = re.compile(
    r"(<(?:code|pre)\b.*?</(?:code|pre)>|<[^>]*>)|(?<=[^\W_])'(?=[^\W_])|(?<=s)'(?=\s)| ?--+ ?",
    re.DOTALL,
)
_PAGES = re.compile(r"(?<=\d)-(?=\d)")
_PAGES_CITED = re.compile(r"(\bpp\.\s\d+)-(?=\d)")
_CITES = ' <span class="cites">'


@lru_cache(2048)  # seven editions print mostly the same
def typeset(html: str) -> str:
    """Markup of ours: citations stay with their word, numbers with theirs; curly apostrophes, dashes."""
    html = _bound(html)
    html = _PAGES_CITED.sub(r"\1–", html)
    html = html.replace(_CITES, _NO_BREAK + _CITES[1:])
    return _marked(html)


def printed(text: str) -> str:
    """Plain text, as a quotation or a title is printed: without the double hyphens of a typewriter."""
    return _marked(text)


def glued(text: S) -> S:
    """A name, a title or a summary of ours as it is printed: "EO" and its number never part at a line's end."""
    return type(text)(_marked(_bound(str(text))))


def page_range(pages: str) -> str:
    """Pages as sources give them: 7005–7007."""
    return _PAGES.sub("–", pages)


@lru_cache(2048)
def _bound(text: str) -> str:
    for word in (_BOUND, _LINKED):
        text = word.sub(rf"\1{_NO_BREAK}", text)
    return _VOLUME.sub(_NO_BREAK, text)


def _marked(text: str) -> str:
    return _MARKS.sub(_mark, text) if "'" in text or "--" in text else text


def _mark(match: re.Match[str]) -> str:
    if match[1] is not None:
        return match[1]
    return "—" if "-" in match[0] else "’"
