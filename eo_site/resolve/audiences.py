"""Names of audiences and groups, and what may flow from one audience to another.

Text may flow only to equal or narrower access. Groups of audiences are names for several
readers at once and say nothing about access.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from eo_site.model.audience import Audience, AudienceFile
from eo_site.model.body import Condition, Name
from eo_site.model.prose import OWN, SHARED, Provenance

T = TypeVar("T")


@dataclass(frozen=True)
class Audiences:
    """All audiences of a site, by name and by group."""

    file: AudienceFile

    @cached_property
    def all(self) -> frozenset[str]:
        """Every audience."""
        return frozenset(self.file.by_id)

    @cached_property
    def names(self) -> dict[str, frozenset[str]]:
        """Every name that content may use, with whom it means."""
        groups = {name: frozenset(members) for name, members in self.file.groups.items()}
        return groups | {each: frozenset({each}) for each in self.file.by_id}

    def expand(self, names: Sequence[str]) -> frozenset[str]:
        """Those meant by any of the names; unknown names mean nobody."""
        return frozenset().union(*(self.names.get(name, frozenset()) for name in names))

    def reach(self, condition: Condition | None, context: frozenset[str]) -> frozenset[str]:
        """Those within a context whom a condition lets through."""
        if condition is None:
            return context
        named = self.expand([name.id for name in condition.names])
        return context & named if condition.kind == "for" else context - named

    @cached_property
    def meaning(self) -> dict[str, frozenset[str]]:
        """For each audience, every name that means it."""
        return {
            each: frozenset(name for name, members in self.names.items() if each in members)
            for each in self.file.by_id
        }

    @cached_property
    def serving(self) -> dict[str, dict[str, Provenance]]:
        """For each audience, the names whose text it reads, the nearest first."""
        return {each: dict(self._served_by(each)) for each in self.file.by_id}

    def _served_by(self, audience: str) -> Iterator[tuple[str, Provenance]]:
        """Its own, its groups', then those of each that it falls back to; a name counts once."""
        seen = set[str]()
        for source in (audience, *self.file.by_id[audience].falls_back_to):
            provenance = OWN if source == audience else Provenance("inherited", source)
            groups = (group for group, members in self.file.groups.items() if source in members)
            for name in (source, *groups):
                if name not in seen:
                    yield name, provenance
                seen.add(name)

    def with_fallbacks(self, names: frozenset[str]) -> frozenset[str]:
        """Those named, and all whose texts they may read."""
        return names.union(*(self.file.by_id[name].falls_back_to for name in names))

    def public(self, names: frozenset[str]) -> frozenset[str]:
        """Those of the named whose edition everybody may read."""
        return frozenset(name for name in names if self.file.by_id[name].access.public)


@dataclass(frozen=True)
class Reader:
    """One audience as text is chosen for it."""

    audiences: Audiences
    id: str

    @property
    def audience(self) -> Audience:
        """Its entry in `audiences.yaml`."""
        return self.audiences.file.by_id[self.id]

    def among(self, names: Collection[str]) -> bool:
        """Whether any of the names means this audience."""
        return not self.audiences.meaning[self.id].isdisjoint(names)

    def receives(self, condition: Condition | None) -> bool:
        """Whether a condition lets this audience through."""
        if condition is None:
            return True
        among = self.among([name.id for name in condition.names])
        return among == (condition.kind == "for")

    def named(self, names: Sequence[str]) -> bool:
        """Whether a list of names, if there is one, means this audience."""
        return not names or self.among(names)

    def choice(self, names: Collection[str]) -> tuple[str, Provenance] | None:
        """Whose text of several this audience reads: its own, its group's, one it falls back to.

        None means the default. Fallback is not transitive: the audiences of `falls_back_to`
        are asked for their own and their groups' texts only.
        """
        served = self.audiences.serving[self.id].items()
        return next((each for each in served if each[0] in names), None)

    def pick(self, texts: Sequence[tuple[Name, T]]) -> tuple[T, Provenance] | None:
        """The text for this audience, or None for the default."""
        found = {name.id: text for name, text in texts}
        chosen = self.choice(found)
        return (found[chosen[0]], chosen[1]) if chosen else None

    def pick_or(self, texts: Sequence[tuple[Name, T]], default: T) -> tuple[T, Provenance]:
        """The text for this audience, or the default."""
        return self.pick(texts) or (default, SHARED)
