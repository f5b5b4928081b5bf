"""What files that show many orders need of each of them: made once, and kept from one build to the next.

Such a file is a join of fragments: cards, calendar events, rows. Where one order of fifty has changed, the
other forty-nine are not read again.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar, cast

from eo_site.codec import coder
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
    _read: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By order, what is kept and has not been asked for."""
    _new: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, slug: str, name: str, type_: type[T], make: Callable[[Facts], T]) -> T:
        """A fragment of a type that `codec` knows: the one that is kept, or made now."""
        key = slug, name
        if key not in self._values:
            self._values[key] = self._found(slug, name, type_, make)
        found: T = self._values[key]
        return found

    def _found(self, slug: str, name: str, type_: type[T], make: Callable[[Facts], T]) -> T:
        if self.kept is None:
            return make(self.facts(slug))
        if slug not in self._read:
            self._read[slug] = json.loads(self.kept(slug) or b"{}")
        if name in self._read[slug]:
            found: T = coder(cast(Any, type_)).decode(self._read[slug].pop(name))
            return found
        value = make(self.facts(slug))
        self._new.setdefault(slug, {})[name] = coder(cast(Any, type_)).encode(value)
        return value

    def part(self, slug: str, name: str, make: Callable[[Facts], T]) -> T:
        """A view that is made only if a template reads it; what a template makes of it is a fragment."""
        key = slug, f"{name} part"
        if key not in self._values:
            view = partial(self._view, slug, name, make)
            self._values[key] = Part(view, partial(self._markup, slug, name) if self.kept else None)
        return cast(T, self._values[key])

    def _view(self, slug: str, name: str, make: Callable[[Facts], T]) -> T:
        key = slug, f"{name} view"
        if key not in self._values:
            self._values[key] = make(self.facts(slug))
        found: T = self._values[key]
        return found

    def _markup(self, slug: str, name: str, template: str, render: Callable[[], str]) -> str:
        return self.of(slug, f"{name} {template}", str, lambda _: render())

    def packed(self) -> dict[str, bytes]:
        """By order, all of its fragments, of orders of which some are new."""
        assert self.kept or not self._new
        return {
            slug: _JSON.encode({**json.loads(self.kept(slug) or b"{}"), **new}).encode()
            for slug, new in self._new.items()
            if self.kept
        }


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
