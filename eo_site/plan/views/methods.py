"""How a page came about, what is not known, and what may be taken away."""

from dataclasses import dataclass
from datetime import date

from eo_site.model.prose import Words
from eo_site.model.source import Source
from eo_site.plan.views.named import SourceRef


@dataclass(frozen=True, slots=True)
class MethodsView:
    """How the page came about."""

    review: str
    """In `t.review`."""
    ai_assisted: bool
    reviewers: tuple[tuple[str, date], ...]
    """Whose sign-off on this edition's text still holds, and of which day."""
    lapsed: tuple[tuple[str, date], ...]
    """Whose sign-off was for an earlier text."""
    searched: tuple[tuple[str, tuple[SourceRef, ...]], ...]
    """(field, sources) in `t.field`."""
    not_searched: tuple[str, ...]
    coverage: tuple[Source, ...]
    """Sources that say what they cover."""


@dataclass(frozen=True, slots=True)
class UnknownsView:
    """What is not known, and which fields nobody searched (in `t.field`)."""

    items: tuple[Words, ...]
    not_searched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A line of the page's history; `kind` in `t.change`."""

    on: date
    kind: str
    text: Words


@dataclass(frozen=True, slots=True)
class VersionsView:
    """Which text this is."""

    changes: tuple[ChangeView, ...]
    digest: str
    """Of the text as this edition has it; a sign-off names it."""
    tool: str
    """The generator's version."""


@dataclass(frozen=True, slots=True)
class DownloadsView:
    """Files of this order: the official text, and this edition's data."""

    html_url: str
    pdf_url: str
    json_url: str
    """Empty where the edition exports none."""


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A word of this page explained."""

    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class TimelineTask:
    """A duty among several that one entry of a timeline is about."""

    section: str
    text: str
    """Empty where the entry says it."""
    anchor: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """`kind` in `t.timeline`; `text` adds to it where the kind alone does not say enough.

    Of a case, `event` is what happened, in `t.case_event`.
    """

    on: date
    kind: str
    text: str
    section: str
    anchor: str
    """Where on the page more is said, or empty."""
    computed: bool
    """A date we counted out, not one a document prints."""
    future: bool
    event: str = ""
    tasks: tuple[TimelineTask, ...] = ()
    """Duties that fall due on the day, or that the text tells of, where they are several."""
    until: date | None = None
    """The last day of `inside`."""
    inside: tuple["TimelineEntry", ...] = ()
    """Entries on tasks that a long timeline folds into one, of the kind `tasks`; `on` is the first day."""
