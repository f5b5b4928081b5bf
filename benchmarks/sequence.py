"""The orders as a sequence: their numbers, their days, and which reaches back to which."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_NUMBER = 80_001
"""Far above any order there is; 19,999 fit below the five digits a number may have."""
FIRST_DAY, LAST_DAY = date(1937, 1, 4), date(2026, 10, 30)
"""Between which the orders are signed, evenly, in the order of their numbers."""
DUE_WITHIN = timedelta(days=366)
"""Every order says when its plan was due, so that none may be revoked before."""
EARLIER = 6
"""Every sixth order amends or revokes an earlier one."""


@dataclass(frozen=True)
class Tie:
    """What an order does to an earlier one, by their places in the sequence."""

    later: int
    earlier: int
    type: str


def slug(place: int) -> str:
    """The file's name of the order at a place in the sequence."""
    return f"eo-{FIRST_NUMBER + place}"


def signed(place: int, count: int) -> date:
    """The day of signing: the orders cover the years evenly."""
    return FIRST_DAY + timedelta(days=(LAST_DAY - FIRST_DAY).days * place // count)


def ties_between(count: int, seed: int) -> tuple[Tie, ...]:
    """Which orders amend or revoke which earlier ones; no order is reached twice."""
    rng = random.Random(f"{seed}:ties")
    taken, found = set[int](), list[Tie]()
    for later in range(EARLIER - 1, count, EARLIER):
        earlier = later - rng.randint(1, min(later, 400))
        if earlier not in taken:
            taken.add(earlier)
            kind = rng.choice(("amends", "amends", "revokes"))
            soon = signed(later, count) - signed(earlier, count) < DUE_WITHIN
            found.append(Tie(later, earlier, "amends" if soon else kind))
    return tuple(found)
