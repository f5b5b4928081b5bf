"""Texts as programs write them: their encoding, their signs for what is missing, what they show.

Values of an input are printed in messages. There they must not look like messages themselves.
"""

import re

_ABSENT = frozenset({"nan", "na", "n/a", "#n/a", "none", "null", "nil", "nat", "<na>", "#null!"})
"""Signs of a missing value: pandas, numpy, R, Python, SQL, Excel."""
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"))


def is_absent(value: str) -> bool:
    """Whether a whole value stands for none: `nan`, `NA`, `None`, `null`, a dash or two."""
    plain = value.strip().lower()
    return plain in _ABSENT or re.fullmatch(r"[-–—]{1,3}", plain) is not None


def decoded(data: bytes) -> tuple[str, tuple[str, str] | None]:
    """A text in UTF-8, or in UTF-16 with its mark, as Excel saves "Unicode text"; or what is wrong.

    The second is a message and a hint.
    """
    encoding = next(name for mark, name in _BOMS if data.startswith(mark))
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError as error:
        hint = "save it as UTF-8; in Excel: CSV UTF-8 (comma delimited)"
        kind = "UTF-8" if encoding == "utf-8-sig" else "UTF-16"
        return "", (f"not {kind} at byte {error.start}", hint)
