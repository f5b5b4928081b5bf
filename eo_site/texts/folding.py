"""Words of a text as they are compared: what printing and typing alone make different is one.

Folded are white space; page markers; the shapes of quotation marks, double as single; the shapes
of dashes and the space around them; hyphens between letters, whether a line broke there or not.
Letters, their case, and all other punctuation stay.
"""

import re
from unicodedata import normalize

_PAGE = re.compile(r"\[\[Page \d+\]\]")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_MARKS = re.compile(r"[“”„‟\"«»‘’‚‛'`´]+")
_SPACE = re.compile(r"\s+")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑–] ?(?=[^\W\d_])")
_DASH = re.compile(r" ?(?:-{2,}|[-‐‑‒–—―]) ?")


def folded(words: str) -> str:
    """Words as they are compared, on one line, without space about them."""
    words = _UNSEEN.sub("", _PAGE.sub(" ", normalize("NFC", words)))
    words = _SPACE.sub(" ", _MARKS.sub("'", words))
    return _DASH.sub("—", _HYPHEN.sub("", words)).strip()
