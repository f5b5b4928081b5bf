"""A rule about single sentences, and which sentences it need not be asked about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eo_site.check.claims import Claim
from eo_site.check.grounds import Grounds
from eo_site.model.problem import Problem

Find = Callable[[Claim, Grounds], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """An order has some hundred and seventy sentences, and a rule has something to say of few.

    So it says what such a sentence has. It finds the same where it is asked about every sentence,
    only later.
    """

    find: Find
    codes: tuple[str, ...]
    """What it may find; it is not run where all of them are off."""
    signs: tuple[str, ...] = ()
    """What one word at least begins with, in lower case, in every sentence that it finds something
    in, and `0` for any digit; none where words cannot tell."""
    cites: bool | None = None
    """Whether such a sentence cites something; None where it may or may not."""
    grounded: bool = False
    """Whether sentences are held against the official text, and nothing is found without it."""
