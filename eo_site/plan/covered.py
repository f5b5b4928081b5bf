"""Which provisions of an official text passages cite, straight or by way of others.

A provision is covered where a sentence cites it, something in it, or something it stands in. Facts
of the record that name a section do not count: a table row is no passage.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from eo_site.model.official import OfficialText

How = Literal["itself", "below", "above", "not"]
"""A provision is cited itself, by something in it, with something it stands in, or not at all."""


@dataclass(frozen=True)
class Covered:
    """One order's text as one audience's passages cover it."""

    how: tuple[tuple[str, How], ...]
    """(section, how it is cited) of every section of the text, in its sequence."""

    @property
    def sections(self) -> tuple[str, ...]:
        """Every section."""
        return tuple(label for label, _ in self.how)

    @property
    def uncited(self) -> tuple[str, ...]:
        """Those that no passage cites."""
        return tuple(label for label, how in self.how if how == "not")


def covered(text: OfficialText, cited: Collection[str]) -> Covered:
    """How a text is covered by the sections that passages cite."""
    found: dict[str, How] = {}
    above: list[tuple[int, str]] = []
    for each in text.sections:
        while above and above[-1][0] >= each.depth:
            above.pop()
        outer = [label for _, label in above]
        above.append((each.depth, each.label))
        found[each.label] = "above" if any(label in cited for label in outer) else "not"
        if each.label in cited:
            found[each.label] = "itself"
            found |= {label: "below" for label in outer if found[label] != "itself"}
    return Covered(tuple(found.items()))
