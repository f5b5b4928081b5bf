"""What a program finds in an official text that nobody has analysed."""

from dataclasses import dataclass
from datetime import date

from eo_site.plan.views.named import TermView


@dataclass(frozen=True, slots=True)
class TextDeadlineView:
    """A time limit in the words of an order's official text."""

    section: str
    phrase: str
    due: date | None
    """The day, where the text gives one or it runs from the order's own."""
    counted: bool
    """Whether we counted the day out."""


@dataclass(frozen=True, slots=True)
class TextAgencyView:
    """An agency that an order's official text names, and in which sections."""

    agency: TermView
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InTextView:
    """Time limits and agencies, in the text's sequence."""

    deadlines: tuple[TextDeadlineView, ...]
    agencies: tuple[TextAgencyView, ...]
