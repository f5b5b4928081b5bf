"""How a part of an order can stand before courts, and which of two ways blocks more."""

from dataclasses import dataclass
from typing import Generic, Literal, get_args

from eo_site.model.case import Case, CaseEvent
from eo_site.model.prose import P

Value = Literal[
    "invalidated", "blocked-nationwide", "blocked-in-part", "blocked-as-to-plaintiffs",
    "block-stayed-pending-appeal", "upheld", "challenged-not-blocked", "blocked-until-ended",
    "moot-or-dismissed",
]  # fmt: skip
"""What blocks more stands before what blocks less."""
BLOCKING: frozenset[str] = frozenset(
    {"invalidated", "blocked-nationwide", "blocked-in-part", "blocked-as-to-plaintiffs"}
)
"""Effects under which something of the order may not be carried out."""
EVERYWHERE: frozenset[str] = frozenset({"invalidated", "blocked-nationwide"})
"""Those that reach everybody."""
_ORDER: tuple[str, ...] = get_args(Value)


@dataclass(frozen=True)
class Ruling(Generic[P]):
    """An event with the case that it is part of."""

    case: Case[P]
    event: CaseEvent[P]


@dataclass(frozen=True)
class Effect(Generic[P]):
    """What holds for a part of the order by one case, or by several that agree."""

    value: Value
    reach: P | None
    """The persons or the place that a block reaches, in the words of its event."""
    by: Ruling[P]
    """What brought it about."""

    @property
    def said(self) -> tuple[Value, str]:
        """What a reader is told of it."""
        words = getattr(self.reach, "text", "") or getattr(self.reach, "default", "")
        return self.value, str(words)

    @property
    def rank(self) -> int:
        """Its place among all, what blocks most first."""
        return _ORDER.index(self.value)


def blocks_more(value: Value, other: Value) -> bool:
    """Whether one effect blocks more than another."""
    return _ORDER.index(value) < _ORDER.index(other)
