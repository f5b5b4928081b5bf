"""One change of a content file."""

from dataclasses import dataclass

from eo_site.model.problem import Place


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """An exact replacement: at `place` of the file stands `before`, and `after` is to stand there."""

    path: str
    """Relative to the site's root, with forward slashes."""
    place: Place
    end: Place
    """After the last character of `before`."""
    before: str
    after: str
    code: str
    """Of the problem that it mends."""


class StaleFixError(ValueError):
    """A fix does not find what it replaces."""

    def __init__(self, fix: Fix) -> None:
        super().__init__(
            f"{fix.path}:{fix.place.line}:{fix.place.column} has changed; it no longer reads {fix.before!r}"
        )
        self.fix = fix
