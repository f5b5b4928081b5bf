"""Which values of content files are ids, and of what: one table for completion, rename and all else."""

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from eo_site.model.text import KeyPath

FileKind = Literal[
    "order", "translation", "page", "audiences", "site", "sources", "instruments", "vocabulary"
]
"""The kinds of content files, as `eo-site schema` names them."""

IdKind = Literal[
    "audience", "interest", "agency", "party", "president", "court", "glossary", "source", "act",
    "clock", "number", "case", "section", "module", "heading", "value", "link",
]  # fmt: skip
"""What an id names. An `act` is an order or an instrument, a `clock` a duty or an event, a `value` one of
the order's own, a `link` another document's file."""


class IdPlace(NamedTuple):
    """What a value is the id of."""

    kind: IdKind
    defines: bool = False
    """Whether the thing itself stands here, and not a mention of it."""


ANY = "*"
"""In a path, any key or index; `**` at its beginning is any path."""

_ITEMS: Mapping[str, IdPlace] = {
    "**.for.*": IdPlace("audience"),
    "**.source": IdPlace("source"),
    "**.section": IdPlace("section"),
    "**.sections.*": IdPlace("section"),
}
_ORDER: Mapping[str, IdPlace] = {
    **_ITEMS,
    "president": IdPlace("president"),
    "interests.*": IdPlace("interest"),
    "audiences.*": IdPlace("audience"),
    "agencies.*.id": IdPlace("agency"),
    "affected.*.party": IdPlace("party"),
    "duties.*.id": IdPlace("clock", defines=True),
    "duties.*.who.*": IdPlace("agency"),
    "duties.*.with.*": IdPlace("agency"),
    "duties.*.consults.*": IdPlace("agency"),
    "duties.*.due.from": IdPlace("clock"),
    "duties.*.until.from": IdPlace("clock"),
    "events.*.id": IdPlace("clock", defines=True),
    "numbers.*.id": IdPlace("number", defines=True),
    "cases.*.id": IdPlace("case", defines=True),
    "cases.*.about": IdPlace("act"),
    "cases.*.events.*.court": IdPlace("court"),
    "comments.*.agency": IdPlace("agency"),
    "set_aside.*.agency": IdPlace("agency"),
    "relations.*.target": IdPlace("act"),
    "relations.*.target_section": IdPlace("section"),
    "in_effect.*.moved_by": IdPlace("act"),
    "searched.*.*": IdPlace("source"),
    "sources.*.id": IdPlace("source", defines=True),
    "review.sign_offs.*.audience": IdPlace("audience"),
}
_TABLES: Mapping[FileKind, Mapping[str, IdPlace]] = {
    "order": _ORDER,
    "translation": _ORDER,
    "page": {"audiences.*": IdPlace("audience")},
    "audiences": {
        "audiences.*.id": IdPlace("audience", defines=True),
        "audiences.*.falls_back_to.*": IdPlace("audience"),
        "audiences.*.translation_of": IdPlace("audience"),
        "audiences.*.default_interests.*": IdPlace("interest"),
        "audiences.*.lead.*": IdPlace("module"),
        "audiences.*.modules.*": IdPlace("module"),
        "audiences.*.sections.first.*": IdPlace("heading"),
        "audiences.*.sections.omit.*": IdPlace("heading"),
        "groups.*.*": IdPlace("audience"),
    },
    "site": {"featured": IdPlace("act")},
    "sources": {"**.for.*": IdPlace("audience"), "sources.*.id": IdPlace("source", defines=True)},
    "instruments": {
        "instruments.*.id": IdPlace("act", defines=True),
        "instruments.*.president": IdPlace("president"),
        "instruments.*.source": IdPlace("source"),
    },
}
VOCABULARY_KINDS: Mapping[str, IdKind] = {
    "interests": "interest",
    "agencies": "agency",
    "presidents": "president",
    "parties": "party",
    "courts": "court",
    "glossary": "glossary",
}
"""By vocabulary, what its terms are."""
VOCABULARY_OF: Mapping[IdKind, str] = {kind: name for name, kind in VOCABULARY_KINDS.items()}
MAPS_OF_AUDIENCES: Mapping[FileKind, KeyPath] = {"audiences": ("groups",)}
"""Maps whose keys are names of audiences or groups, besides prose."""


def id_place(kind: FileKind, path: KeyPath, vocabulary: str = "") -> IdPlace | None:
    """What the value at a path is the id of; `vocabulary` is the name of a vocabulary's file."""
    shape = tuple(each if isinstance(each, str) else ANY for each in path)
    return _place(kind, shape, vocabulary)


@cache
def _place(kind: FileKind, shape: tuple[str, ...], vocabulary: str) -> IdPlace | None:
    for pattern, found in _table(kind, vocabulary).items():
        if _fits(pattern.split("."), shape):
            return found
    return None


@cache
def _table(kind: FileKind, vocabulary: str) -> Mapping[str, IdPlace]:
    if kind != "vocabulary":
        return _TABLES[kind]
    if vocabulary not in VOCABULARY_KINDS:
        return {}
    term = IdPlace(VOCABULARY_KINDS[vocabulary], defines=True)
    whole = IdPlace(VOCABULARY_KINDS[vocabulary])
    return {"terms.*.id": term, "groups.*.terms.*.id": term, "**.part_of": whole}


def _fits(pattern: list[str], shape: tuple[str, ...]) -> bool:
    if pattern[0] == "**":
        pattern = pattern[1:]
        shape = shape[-len(pattern) :]
    return len(pattern) == len(shape) and all(
        wanted in (ANY, each) for wanted, each in zip(pattern, shape, strict=True)
    )
