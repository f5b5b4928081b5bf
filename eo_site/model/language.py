"""Languages of editions and of files: which text an edition reads, and what is said in another one."""

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from eo_site.model.base import Frozen, LanguageTag

OFFICIAL = "en"
"""What orders, their titles and their sources' titles are written in."""


def wider(tag: str) -> tuple[str, ...]:
    """A language tag and the wider ones that it is part of, the nearest first: es-US, es."""
    parts = tag.split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def is_same(one: str, other: str) -> bool:
    """Whether two tags are of one language, whatever its region: en and en-GB."""
    return one.split("-")[0] == other.split("-")[0]


def written_for(language: str, own: str, written: Collection[str]) -> str | None:
    """Which text an edition in a language reads: "" for the site's `own`, or one of those `written` in
    other languages; None where there is none, so that the edition goes without it."""
    if is_same(language, own):
        return ""
    return next((each for each in wider(language) if each in written), None)


class InLanguage(Frozen):
    """What something is called or said to be, in one language; in a file under the language's tag."""

    language: LanguageTag


T = TypeVar("T", bound=InLanguage)


def by_language(value: Any) -> Any:
    """`{es: {label: …}}`, or `{es: …}` for a label alone, as a list of texts with their languages.

    A list, because what holds them is compared, and kept, by all that it holds.
    """
    if not isinstance(value, dict):
        return value
    return [
        {**each, "language": language}
        if isinstance(each, dict)
        else {"label": each, "language": language}
        for language, each in value.items()
    ]


def schema_by_language(*texts: str, short: bool = False) -> dict[str, Any]:
    """The JSON Schema of what `by_language` reads; `short` where a label alone will do."""
    text: dict[str, Any] = {"type": "string", "minLength": 1}
    whole = {
        "type": "object",
        "properties": dict.fromkeys(texts, text),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "additionalProperties": {"anyOf": [text, whole]} if short else whole,
    }


def translated(texts: Iterable[T], language: str) -> T | None:
    """The texts in a language, or in a wider one."""
    found = {each.language: each for each in texts}
    return next((found[each] for each in wider(language) if each in found), None)
