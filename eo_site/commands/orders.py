"""Orders as commands are given them."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eo_site.suggest import did_you_mean

if TYPE_CHECKING:
    from eo_site.content_files import OrderPlace
    from eo_site.engine.load import Loaded

_NUMBER = re.compile(r"^number:[ \t]*[\"']?(\d{1,5}(?:-[A-Z])?)\b", re.MULTILINE)
_FRONT = 4000
"""Bytes at the start of a file in which its number stands."""


def known_audience(name: str | None, known: Collection[str]) -> None:
    """Say so where there is no such audience."""
    if name and name not in known:
        raise click.UsageError(f"there is no `{name}`; {did_you_mean(name, known)}")


def named_orders(
    words: Iterable[str],
    root: Path,
    places: "Iterable[OrderPlace]",
    numbers: Callable[[], Mapping[str, str]] | None = None,
) -> tuple[str, ...]:
    """The orders that somebody named, each once, by slug; `numbers` gives slugs by number, if they are known."""
    from eo_site.order_names import order_named

    found = tuple(places)
    files = {each.slug: _paths(each) for each in found}
    here = Path.cwd().resolve()
    within = here.relative_to(root).as_posix() if here.is_relative_to(root) else ""
    numbered = numbers or (lambda: _numbers(root, found))
    slugs = dict[str, None]()
    for word in words:
        typed = word
        if Path(word).is_absolute() and Path(word).resolve().is_relative_to(root):
            typed = Path(word).resolve().relative_to(root).as_posix()
        elif not within and Path(word).exists():  # run with -C from elsewhere
            path = Path(word).resolve()
            typed = path.relative_to(root).as_posix() if path.is_relative_to(root) else word
        slug = order_named(typed, files, numbered, within)
        if slug is None:
            raise click.UsageError(f"there is no `{word}`; {did_you_mean(word, files)}")
        slugs[slug] = None
    return tuple(slugs)


def orders_of(loaded: "Loaded", words: Iterable[str]) -> tuple[str, ...]:
    """The same in a site that has been read."""
    numbers = {each.number: slug for slug, each in loaded.notes.items() if each.number}
    places = loaded.basis.places.values()
    return named_orders(words, loaded.inputs.root.resolve(), places, lambda: numbers)


def _paths(place: "OrderPlace") -> set[str]:
    """Whatever of an order somebody may point to."""
    of_its_own = {place.folder} if place.path.endswith("/index.md") else set()
    return {place.path, place.path.removesuffix(".md"), *of_its_own} | {
        path for _, path in place.translations
    }


def _numbers(root: Path, places: "Iterable[OrderPlace]") -> dict[str, str]:
    """By number, the orders whose files are called otherwise."""
    found = dict[str, str]()
    for place in places:
        with (root / place.path).open("rb") as file:
            front = file.read(_FRONT).decode("utf-8", "replace")
        if match := _NUMBER.search(front):
            found.setdefault(match[1], place.slug)
    return found
