"""An order's page and the modules on it."""

from dataclasses import dataclass
from datetime import date

from eo_site.model.prose import Words
from eo_site.plan.exports.views import FormattedCitation
from eo_site.plan.views.named import SourceRef, TermView
from eo_site.plan.views.standing import AxisView, State
from eo_site.urls import NOWHERE, Provisions

AboutTerm = tuple[str, str, str, bool]
"""(kind, id, label, whole): a term that an order carries, as a whole or only in a section; `kind` is
one of `interests`, `agencies`, `parties`."""


@dataclass(frozen=True, slots=True)
class MastHead:
    """The top of an order's page."""

    label: str
    number: str
    title: str
    signed: date | None
    citation: str
    president: str
    legal: AxisView
    court: AxisView
    withdrawn: Words | None
    official: str = ""
    """Where the official text is, or empty."""
    slug: str = ""
    """The order's id among the site's: the name of its file and page."""
    also_called: tuple[str, ...] = ()
    """Names that people use for it."""
    official_title: str = ""
    """In the official text's words, where the title is in another language."""
    official_names: tuple[str, ...] = ()
    """What people call it in the official text's language, where the page is in another."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the page's contents."""

    anchor: str
    title: str
    level: int
    """2 for modules and the body's main sections, 3 below."""


@dataclass(frozen=True, slots=True)
class JumpView:
    """The ways to every duty of a page, and which of them stand in another module."""

    sections: tuple[tuple[str, str], ...]
    """(section, duty's id), in the order of the text."""
    anchor: str = ""
    """Of the module that has those with a date, or empty."""
    title: str = ""
    count: int = 0
    """How many those are."""


@dataclass(frozen=True, slots=True)
class ModuleView:
    """One module on one page."""

    name: str
    anchor: str
    title: str
    state: State
    lead: bool
    searched: tuple[SourceRef, ...]
    """For "none found in …, checked …"."""
    body: object
    """The module's own view; only where `state` is `values`."""
    provisions: Provisions = NOWHERE
    """Sections whose official text the edition prints: `ui.pin(section, m.provisions)` links to them."""
    once: bool = False
    """The page has very many duties and tells each in full once: in the rows of `deadlines` or `duties`."""
    jump: JumpView | None = None
    """Of `duties` on such a page."""


@dataclass(frozen=True, slots=True)
class RenderedModule:
    """A module's finished markup, for `order.html` to arrange."""

    name: str
    anchor: str
    title: str
    state: State
    html: str

    def __html__(self) -> str:
        """Templates print it as it is."""
        return self.html


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order's page."""

    head: MastHead
    lead: tuple[RenderedModule, ...]
    modules: tuple[RenderedModule, ...]
    contents: tuple[ContentsEntry, ...]
    review: str
    ai_assisted: bool
    interests: tuple[TermView, ...]
    proof: str = ""
    """The page that shows the official text beside what rests on it, or empty."""
    citations: tuple[FormattedCitation, ...] = ()
    slug: str = ""
    about: tuple[AboutTerm, ...] = ()
    """What readers can have followed or muted of it."""
