"""The files that say what the site is: site.yaml, audiences.yaml, vocabularies, sources."""

from typing import TypeVar

from pydantic import BaseModel

from eo_site.model.problem import Problem
from eo_site.model.text import Marks
from eo_site.read.schema import validate_sound
from eo_site.read.source import decode
from eo_site.read.strict_yaml import read_yaml

M = TypeVar("M", bound=BaseModel)


def read_config(
    model: type[M], path: str, data: bytes
) -> tuple[M | None, Marks | None, tuple[Problem, ...]]:
    """A YAML file as its model; where there are problems, as much of it as is sound."""
    source, problems = decode(path, data)
    if source is None:
        return None, None, problems
    value, marks, problems = read_yaml(source)
    if value is None and problems:
        return None, marks, problems
    sound = validate_sound(model, {} if value is None else value, marks)
    return sound.found, sound.marks, (*problems, *sound.problems)
