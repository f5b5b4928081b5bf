"""A case told up to some event: what it blocks of each part of an order, and what else it has come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeAlias

from eo_site.court_effect.effects import Effect, Ruling, Value
from eo_site.court_effect.parts import WHOLE, challenged, lies_in
from eo_site.model.case import Case, CaseEvent, Scope
from eo_site.model.prose import P

_BY_SCOPE: dict[Scope, Value] = {
    "nationwide": "blocked-nationwide",
    "parties": "blocked-as-to-plaintiffs",
    "place": "blocked-in-part",
    "part": "blocked-in-part",
}

Left: TypeAlias = tuple[Scope, P | None] | None
"""What a stay leaves of a block: for whom, in a code and in words; None for nothing."""
At: TypeAlias = tuple[str, str]
"""A part, and the court that blocked it."""


@dataclass(frozen=True)
class Stay(Generic[P]):
    """A block set aside for a time, wholly or but for some."""

    court: str
    left: Left[P]


@dataclass(frozen=True)
class Block(Generic[P]):
    """What one court forbids of one part."""

    kind: str
    scope: Scope
    reach: P | None
    by: Ruling[P]
    stay: Stay[P] | None = None

    def effect(self) -> Effect[P]:
        """What it comes to for readers."""
        if self.stay and self.stay.left is None:
            return Effect("block-stayed-pending-appeal", None, self.by)
        scope, reach = (self.stay and self.stay.left) or (self.scope, self.reach)
        if self.kind == "declared-invalid" and not self.stay:
            return Effect("invalidated", reach, self.by)
        return Effect(_BY_SCOPE[scope], reach, self.by)

    def left_to(self, ruling: Ruling[P]) -> "Block[P]":
        """The block as it is after a ruling that lets it stand, if only for some."""
        event = ruling.event
        if not narrows(event):
            return self
        scope, stay = event.scope or "part", self.stay
        if stay and stay.left:
            stay = replace(stay, left=(scope, event.as_to))
        return replace(self, scope=scope, reach=event.as_to, by=ruling, stay=stay)


def narrows(event: CaseEvent[P]) -> bool:
    """Whether an event says for whom a block holds from then on."""
    return event.scope is not None or event.as_to is not None


@dataclass
class CaseState(Generic[P]):
    """What a case has come to; `rulings.tell` carries it on by an event."""

    case: Case[P]
    parts: Sequence[str]
    blocks: dict[At, Block[P]] = field(default_factory=dict)
    upheld: dict[str, Ruling[P]] = field(default_factory=dict)
    ended: dict[str, Ruling[P]] = field(default_factory=dict)
    challenged: dict[str, Ruling[P]] = field(default_factory=dict)
    reopened: dict[str, Ruling[P]] = field(default_factory=dict)
    """What had ended and is on appeal."""
    courts: list[str] = field(default_factory=list)
    """In the order in which the case came to them: from the lowest up."""

    def __post_init__(self) -> None:
        self.sections = challenged(self.case)

    def effect(self, part: str) -> Effect[P] | None:
        """How the part stands by this case alone."""
        found = [block.effect() for (at, _), block in self.blocks.items() if at == part]
        if found:
            return min(found, key=lambda each: each.rank)
        if part in self.upheld:
            return Effect("upheld", None, self.upheld[part])
        if part in self.ended:
            return Effect("moot-or-dismissed", None, self.ended[part])
        if part in self.challenged:
            return Effect("challenged-not-blocked", None, self.challenged[part])
        return None

    def within(self, sections: Iterable[str], none: Iterable[str] = (WHOLE,)) -> set[str]:
        """The parts that lie within some sections; without sections, within `none`."""
        wanted = tuple(sections) or tuple(none)
        return {part for part in self.parts if any(lies_in(part, each) for each in wanted)}

    def concerned(self, event: CaseEvent[P]) -> set[str]:
        """The parts that an event is about: its sections, else those of the case."""
        return self.within(event.sections or self.sections)

    def reached(self, event: CaseEvent[P]) -> list[At]:
        """The blocks that an event is about: those on its sections, or all."""
        reached = self.within(event.sections)
        return [at for at in self.blocks if at[0] in reached]
