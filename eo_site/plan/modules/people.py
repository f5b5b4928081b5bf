"""Modules about who must act, who decides and who is reached."""

from datetime import date

from eo_site.model.facts import AgencyRole
from eo_site.model.prose import Words
from eo_site.plan.facts import NONE_IN_TEXT, PageFacts
from eo_site.plan.views import (
    AffectedView,
    AgencyView,
    ClassView,
    DecidersView,
    DutyView,
    FactView,
    NamedAgenciesView,
    OpenClassView,
)  # fmt: skip

_ROLES = ("lead", "asked", "with", "consulted", "recipient", "detail-pool", "mentioned")
_RANK = {role: place for place, role in enumerate(_ROLES)}
"""How much a role asks of an agency, the most first."""


def named_agencies(facts: PageFacts) -> NamedAgenciesView | None:
    """NamedAgenciesView: those with the most to do first, then as the record first names each."""
    record = facts.record
    roles: dict[str, list[AgencyRole[Words]]] = {}
    for each in record.agencies:
        roles.setdefault(each.id, []).append(each)
    named, classes = list[AgencyView](), list[ClassView]()
    for ident, found in roles.items():
        view, term = facts.term("agencies", ident), facts.vocabularies.term("agencies", ident)
        if any(each.text for each in found):
            every = term.reaches is not None
            classes.append(ClassView(view, term.definition or "", every, tuple(found)))
        else:
            named.append(AgencyView(view, tuple(found)))
    named.sort(key=lambda each: min(_RANK.get(role.role, len(_RANK)) for role in each.roles))
    open_classes = tuple(
        OpenClassView(each.open_class, each.section, each.id)
        for each in record.duties
        if each.open_class
    )
    if not (named or classes or open_classes):
        return None
    return NamedAgenciesView(tuple(named), open_classes, tuple(classes))


def deadlines(facts: PageFacts) -> object | None:
    """tuple[DutyView]: those with a date, the earliest first, unknown clocks last."""
    timed = [each for each in facts.duties if each.timed]
    if facts.record.duties and not timed:
        return NONE_IN_TEXT
    return tuple(sorted(timed, key=lambda each: (each.due or date.max, each.id))) or None


def duties(facts: PageFacts) -> tuple[DutyView, ...] | None:
    """tuple[DutyView]: all, in the order of the text."""
    return facts.duties or None


def deciders(facts: PageFacts) -> DecidersView | None:
    """DecidersView"""
    every = facts.duties
    routes = tuple(each for each in every if each.via or each.to)
    own = tuple(each for each in every if not (each.via or each.to))
    return DecidersView(routes, own) if every else None


def affected(facts: PageFacts) -> tuple[AffectedView, ...] | None:
    """tuple[AffectedView]"""
    return (
        tuple(
            AffectedView(
                facts.term("parties", each.party), each.effect, each.basis, each.section, each.text
            )
            for each in facts.record.affected
        )
        or None
    )


def comments(facts: PageFacts) -> tuple[FactView, ...] | None:
    """tuple[FactView]: `name` is the agency."""
    return (
        tuple(
            FactView(
                name=facts.term("agencies", each.agency).label if each.agency else "",
                text=each.what,
                start=each.opens,
                end=each.closes,
                url=each.url or "",
                as_of=facts.as_of(each),
                source=facts.source(each.source),
            )
            for each in facts.record.comments
        )
        or None
    )
