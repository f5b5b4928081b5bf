"""What of a file depends on who reads it, found once for all audiences.

Most of an order is the same text for everybody. Where it is not, the file asks a question of the
audience: is this item meant for you, which of these texts is yours, do you receive this source?
A value's questions are all that stand within it. Two audiences that give the same answers to them
read the same there, so that what was made for one serves the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from eo_site.model.document import ParsedProse
from eo_site.model.source import Source
from eo_site.model.text import KeyPath
from eo_site.resolve.audiences import Reader

Kind = Literal["for", "except", "pick", "omit", "source", "review"]


class Question(NamedTuple):
    """Something that audiences may answer differently."""

    kind: Kind
    names: tuple[str, ...]


Asked = tuple[int, int]
"""Where a value's questions begin and end among those of its file."""
Under = tuple[tuple[str, ...], ...]
"""The `for:` of everything that a value stands in."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of the record that readers do not get as it was written."""

    asked: Asked
    parts: Mapping[str | int, "Spot"]
    """By field, key or index, those of its values that are spots themselves."""
    prose: ParsedProse | None = None


class Fact(NamedTuple):
    """A value that names its source."""

    path: KeyPath
    source: str
    under: Under


@dataclass(frozen=True, slots=True)
class Shape:
    """A file's questions, and which value asks which."""

    questions: tuple[Question, ...]
    """Each once."""
    sequence: tuple[int, ...]
    """The number of each question, in the order in which the file asks them."""
    record: Spot | None
    body: Mapping[int, Asked]
    """By the id of a section or piece, which lives as long as its file."""
    facts: tuple[Fact, ...]

    def answers(self, reader: Reader, sources: Mapping[str, Source]) -> tuple[Any, ...]:
        """What an audience that receives these sources answers, in the order of the file."""
        found = [_answer(each, reader, sources) for each in self.questions]
        return tuple(found[number] for number in self.sequence)


def _answer(question: Question, reader: Reader, sources: Mapping[str, Source]) -> Any:
    kind, names = question
    match kind:
        case "for":
            return reader.among(names)
        case "except":
            return not reader.among(names)
        case "pick":
            chosen = reader.choice(names)
            return chosen and (chosen[0], chosen[1].source)
        case "omit":
            return names[0] in reader.audience.sections.omit
        case "source":
            # A record's source takes the place of the site's own of that name.
            return id(sources.get(names[0]))
        case "review":
            return reader.id in names and reader.id


BLANKED = ("for_", "audiences", "set_aside")
"""Fields that no reader gets."""


@cache
def _blank(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in BLANKED if name in model.model_fields)


def blanked(value: BaseModel) -> tuple[str, ...]:
    """What a model has that no reader gets."""
    return tuple(name for name in _blank(type(value)) if getattr(value, name))
