"""Typography of finished words: what a typesetter mends without changing what is said.

Records and texts are kept as they were written, so that quotations can be compared with the official
text; only what is printed gets its dashes, apostrophes and the spaces that keep a number with its word.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

S = TypeVar("S", bound=str)

_NO_BREAK = "\u00a0"
_WORDS = (
    r"[Ss]ec\.", r"[Ss]ecs\.", r"[Nn]o\.", r"[Nn]os\.", r"[Aa]rt\.", r"[Aa]rts\.", r"[Tt]it\.", r"[Pp]\.", r"[Pp]p\.",
    "§", "EO", "FR", "[Ss]ection", "[Ss]ections", "Proclamation", "Proclamación",
)  # fmt: skip
"""What a number belongs to."""
_FIRST_WORDS = r"[Ss]ec\.", r"[Ss]ecs\.", "EO", "Proclamation", "Proclamación"
"""The same at the start of a link or citation."""
_ALONE, _FIRST = r"(?<![\w>])", "(?<!<code)(?<!<pre)>"
_LINK = r"(?:<a\b[^>]*>)?"


def _behind(words: Iterable[str], begin: str) -> str:
    """A pattern for the place after one of some words and a space."""
    return f"(?:{'|'.join(f'(?<={begin}{each} )' for each in words)})"


_BOUND = re.compile(  # a space is found at once; what stands before it is of known width
    rf" (?:(?={_LINK}[\dIVXivx(\[])(?<=[.§ORns] ){_behind(_WORDS, _ALONE)}"
    rf"|(?={_LINK}\d)(?<=[.On] ){_behind(_FIRST_WORDS, _FIRST)}"
    r"|(?<=\d )(?=FR[ \u00a0]\d))"
)
"""The space between a word and its number, though a link may begin between them, or between a volume of
the Federal Register and its name."""
_APOSTROPHE = "(?:'|&#(?:39|x27);)"
"""As it is, or as it is escaped."""
_MARKS = re.compile(
    r"(<(?:code|pre)\b.*?</(?:code|pre)>|<[^>]*>)"
    rf"|(?<=[^\W_]){_APOSTROPHE}(?=[^\W_])|(?<=s){_APOSTROPHE}(?=\s)"
    r"| ?--+ ?",
    re.DOTALL,
)
_PAGES = re.compile(r"(?<=\d)-(?=\d)")
_PAGES_CITED = re.compile(r"(\bpp\.\s\d+)-(?=\d)")
_QUOTED_WHOLE = re.compile("“([^“”]*)”")
_SINGLE = str.maketrans("“”", "‘’")
_CITES = ' <span class="cites">'


@lru_cache(2048)  # seven editions print mostly the same
def typeset(html: str) -> str:
    """Markup of ours: citations stay with their word, numbers with theirs; curly apostrophes, dashes."""
    html = _bound(html)
    if "pp." in html:
        html = _PAGES_CITED.sub(r"\1–", html)
    html = html.replace(_CITES, _NO_BREAK + _CITES[1:])
    return _marked(html)


def printed(text: S) -> S:
    """Plain text, as a quotation or a title is printed: without the double hyphens of a typewriter."""
    return type(text)(_marked(str(text)))


def nested(text: str) -> str:
    """Plain text between quotation marks: its own double ones become single; a pair around all of it goes."""
    whole = _QUOTED_WHOLE.fullmatch(text)
    return (whole[1] if whole else text).translate(_SINGLE)


def glued(text: S) -> S:
    """A name, a title or a summary of ours as it is printed: "EO" and its number never part at a line's end."""
    return type(text)(_marked(_bound(str(text))))


def page_range(pages: str) -> str:
    """Pages as sources give them: 7005–7007."""
    return _PAGES.sub("–", pages)


@lru_cache(2048)
def _bound(text: str) -> str:
    return _BOUND.sub(_NO_BREAK, text)


def _marked(text: str) -> str:
    return _MARKS.sub(_mark, text) if "'" in text or "--" in text or "&#" in text else text


def _mark(match: re.Match[str]) -> str:
    if match[1] is not None:
        return match[1]
    return "—" if "-" in match[0] else "’"
