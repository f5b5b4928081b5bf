"""The entries of an order's record that name a section of its text, module by module."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eo_site.model.facts import Authority, Clause
from eo_site.plan.views import (
    AffectedView,
    AxisView,
    CaseView,
    ClausesView,
    CongressView,
    CoordinationView,
    DecidersView,
    DutyView,
    FactView,
    MoneyView,
    NamedAgenciesView,
    PeriodView,
    QuoteView,
    TieView,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """An entry, and the sections it names."""

    sections: tuple[str, ...]
    text: str = ""
    name: str = ""
    """Who or what it is about."""
    coded: tuple[str, str] = ("", "")
    """Its coded value, as a map of the theme's words and a key in it."""
    verbatim: bool = False
    """Whether the text is the order's own words."""
    duty: str = ""
    """The duty that it is."""


def named(module: str, body: Any) -> Iterator[Named]:
    """The entries that a module prints."""
    return _ENTRIES.get(module, lambda _: iter(()))(body)


def _duties(body: tuple[DutyView, ...]) -> Iterator[Named]:
    for each in body:
        who = ", ".join(term.label for term in each.who)
        yield Named((each.section,), each.what.text, who, duty=each.id)


def _deciders(body: DecidersView) -> Iterator[Named]:
    return _duties((*body.routes, *body.own))


def _coordination(body: CoordinationView) -> Iterator[Named]:
    return _duties(body.duties)


def _agencies(body: NamedAgenciesView) -> Iterator[Named]:
    for each in body.named:
        for role in each.roles:
            words = role.note.text if role.note else ""
            yield Named(role.sections, words, each.agency.label, ("agency_role", role.role))
    for group in body.classes:
        for role in group.roles:
            coded = ("agency_role", role.role)
            yield Named(role.sections, role.text or "", group.term.label, coded, verbatim=True)


def _affected(body: tuple[AffectedView, ...]) -> Iterator[Named]:
    for each in body:
        yield Named((each.section,), each.text.text, each.party.label, ("effect", each.effect))


def _authorities(body: tuple[Authority, ...]) -> Iterator[Named]:
    for each in body:
        name = ", ".join(filter(None, (each.name, each.cite)))
        kind = ("authority_kind", each.kind)
        yield Named((each.section,), each.text or "", name, kind, verbatim=True)


def _clause(each: Clause) -> Named:
    sections = (each.section,) if each.section else ()
    return Named(sections, each.text or "", coded=("clause", each.kind), verbatim=True)


def _clauses(body: ClausesView) -> Iterator[Named]:
    return map(_clause, body.present)


def _money(body: MoneyView) -> Iterator[Named]:
    if body.clause:
        yield _clause(body.clause)


def _congress(body: tuple[CongressView, ...]) -> Iterator[Named]:
    for each in body:
        yield Named((each.section,), each.text.text)


def _quotes(body: tuple[QuoteView, ...]) -> Iterator[Named]:
    for each in body:
        if each.source.id == "order":
            yield Named((each.section,), each.text, verbatim=True)


def _numbers(body: tuple[FactView, ...]) -> Iterator[Named]:
    for each in body:
        words = each.text.text if each.text else ""
        yield Named(each.sections, words, f"{each.value} {each.detail}".strip())


def _cases(body: tuple[CaseView, ...]) -> Iterator[Named]:
    for each in body:
        if each.about is None:
            yield Named(each.sections, name=each.name, coded=("case_event", each.posture[-1].kind))


def _status(body: tuple[AxisView, AxisView, tuple[PeriodView, ...]]) -> Iterator[Named]:
    legal, court, _ = body
    for axis, words in ((legal, "legal_status"), (court, "court_effect")):
        for each in axis.entries:
            yield Named(each.sections, each.as_to, coded=(words, each.value))


def _relations(body: tuple[TieView, ...]) -> Iterator[Named]:
    for each in body:
        if each.own_words:
            yield Named((each.section,), each.title, each.label, ("relation", each.type))


_ENTRIES: Mapping[str, Callable[[Any], Iterator[Named]]] = {
    "duties": _duties,
    "deadlines": _duties,
    "deciders": _deciders,
    "coordination": _coordination,
    "named-agencies": _agencies,
    "affected": _affected,
    "authorities": _authorities,
    "clauses": _clauses,
    "money": _money,
    "needs-congress": _congress,
    "quotes": _quotes,
    "numbers": _numbers,
    "cases": _cases,
    "status": _status,
    "relations": _relations,
}
"""By module, how its entries name sections."""
