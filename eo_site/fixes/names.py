"""Names that are one letter off, where the problem's own hint has the one that is meant."""

import re
from collections.abc import Iterator

from eo_site.fixes.lines import Change, Spot
from eo_site.suggest import certain

_MEANT = re.compile(r"did you mean `([^`]+)`\?")
_TYPED = re.compile(r"`#?([^`]+)`")
_SOME = re.compile(r", in the editions? of ")
"""Of a name that some editions have and others lack, none is a slip."""


def name(spot: Spot) -> Iterator[Change]:
    """A source, a value, a term, an order, a module: the text has it once in the rest of its line."""
    hint, message = spot.problem.hint, spot.problem.message
    meant, typed = _MEANT.match(hint), _TYPED.search(message)
    if not meant or not typed or _SOME.search(message):
        return
    if certain(typed[1], [meant[1]]):
        own = re.compile(rf"(?<![\w-]){re.escape(typed[1])}(?![\w-])")
        found = [*own.finditer(spot.text, spot.at, spot.end)]
        if len(found) == 1:
            yield found[0].start(), typed[1], meant[1]
