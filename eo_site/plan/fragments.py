"""What files that show many orders need of each of them: made once, and kept from one build to the next.

Such a file is a join of fragments: cards, calendar events, rows. Where one order of fifty has changed, the
other forty-nine are not read again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar, cast
from zlib import compress, decompress

from eo_site.codec import dumps, loads
from eo_site.plan.facts import Facts
from eo_site.plan.views import Part

T = TypeVar("T")


@dataclass(frozen=True)
class Fragments:
    """Those of one edition's orders, by order and name.

    A fragment is made from the order's facts and from what is the same for all files of the edition, such as
    the theme's words. Its name says all else that has a say in it, such as how deep the file stands.
    """

    facts: Callable[[str], Facts]
    """Of an order by its slug; asked only for fragments that are not kept."""
    kept: Callable[[str], bytes] | None = None
    """What an earlier build packed of an order, or nothing; None where no fragment is kept."""
    _values: dict[tuple[str, str], Any] = field(default_factory=dict)
    _read: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """By order and name, as JSON, what is kept; it is decoded when it is asked for."""
    _new: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By order and name, the types of those that have been made."""

    def of(self, slug: str, name: str, type_: type[T], make: Callable[[Facts], T]) -> T:
        """A fragment of a type that `codec` knows: the one that is kept, or made now."""
        return self._of((slug, name), type_, lambda: make(self.facts(slug)))

    def part(self, slug: str, name: str, view: Callable[[], T]) -> T:
        """A view that is made only if a template reads it; what a template makes of it is a fragment."""
        key = slug, f"{name} view"
        if key not in self._values:
            self._values[key] = Part(view, partial(self._markup, slug, name) if self.kept else None)
        return cast(T, self._values[key])

    def _markup(self, slug: str, name: str, template: str, render: Callable[[], str]) -> str:
        return self._of((slug, f"{name} {template}"), str, render)

    def _of(self, key: tuple[str, str], type_: type[T], make: Callable[[], T]) -> T:
        if key not in self._values:
            self._values[key] = self._found(*key, type_, make) if self.kept else make()
        found: T = self._values[key]
        return found

    def _found(self, slug: str, name: str, type_: type[T], make: Callable[[], T]) -> T:
        assert self.kept
        if slug not in self._read:
            self._read[slug] = _unpacked(self.kept(slug))
        kept = self._read[slug].get(name)
        if kept is not None:
            return loads(type_, kept)
        self._new.setdefault(slug, {})[name] = type_
        return make()

    def packed(self) -> Iterator[tuple[str, bytes]]:
        """(order, all of its fragments) of orders of which some are new."""
        for slug, types in self._new.items():
            assert self.kept
            new = {name: dumps(each, self._values[slug, name]) for name, each in types.items()}
            yield slug, _packed({**_unpacked(self.kept(slug)), **new})

    def forget(self) -> None:
        """Let go of all of them: the views of rendered pages lead here until garbage is looked for."""
        for each in (self._values, self._read, self._new):
            each.clear()


def _packed(fragments: Mapping[str, bytes]) -> bytes:
    """By name, JSON; neither it nor a name has the character that parts them."""
    parts = (each for name, data in fragments.items() for each in (name.encode(), data))
    return compress(b"\0".join(parts), 1)  # the quickest way to a third of the size


def _unpacked(data: bytes) -> dict[str, bytes]:
    parts = decompress(data).split(b"\0") if data else []
    return {name.decode(): each for name, each in zip(parts[::2], parts[1::2], strict=True)}
