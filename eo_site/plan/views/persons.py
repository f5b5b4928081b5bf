"""Agencies, classes of them, and the persons affected."""

from dataclasses import dataclass

from eo_site.model.facts import AgencyRole
from eo_site.model.prose import Words
from eo_site.plan.views.named import TermView


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency with its roles in this order (`role` in `t.agency_role`)."""

    agency: TermView
    roles: tuple[AgencyRole[Words], ...]


@dataclass(frozen=True, slots=True)
class OpenClassView:
    """Words that reach agencies without naming them."""

    words: str
    section: str
    duty: str


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class of agencies to which an order is addressed."""

    term: TermView
    definition: str
    """The law that says who belongs to it, or empty."""
    every: bool
    """Whether it takes in every agency."""
    roles: tuple[AgencyRole[Words], ...]


@dataclass(frozen=True, slots=True)
class NamedAgenciesView:
    """Who is named, who is reached as one of a class, and who may be covered without being named."""

    named: tuple[AgencyView, ...]
    open_classes: tuple[OpenClassView, ...]
    classes: tuple[ClassView, ...] = ()

    @property
    def must(self) -> tuple[TermView, ...]:
        """Those that the text tells to act."""
        leading = (a for a in self.named if any(role.role == "lead" for role in a.roles))
        return tuple(each.agency for each in leading)

    @property
    def every(self) -> bool:
        """Whether every agency is reached, named or not."""
        return any(each.every for each in self.classes)


@dataclass(frozen=True, slots=True)
class AffectedView:
    """`effect` in `t.effect`, `basis` in `t.basis`."""

    party: TermView
    effect: str
    basis: str
    section: str
    text: Words
