"""An order's file with its certain fixes made."""

from eo_site.fixes import certain_fixes, fixed
from eo_site.model.problem import Problem
from tests.helpers import outcome

ROUNDS = 9


def problems(text: str) -> tuple[Problem, ...]:
    """All that is wrong with an order's file."""
    return outcome(text.encode("utf-8", "surrogatepass")).problems


def mended(text: str) -> tuple[str, tuple[Problem, ...]]:
    """The file after all its certain fixes, and those of what they bring to light; what is wrong then."""
    for _ in range(ROUNDS):
        left = problems(text)
        fixes = certain_fixes(left, {"content/orders/eo-1.md": text}.get)
        if not fixes:
            return text, left
        text = fixed(text, fixes)
    raise AssertionError("there is no end to the fixes")
