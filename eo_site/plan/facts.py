"""Views of facts: findings, duties, terms and sources as templates print them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Protocol

from eo_site.clocks import DAY_NAMES, clock_start, duty_dues
from eo_site.court_effect import concerning
from eo_site.model.duty import Duty
from eo_site.model.facts import CourtEntry, StatusEntry
from eo_site.model.library import Vocabularies
from eo_site.model.official import OfficialText
from eo_site.model.prose import Words
from eo_site.model.resolved import ResolvedOrder, ResolvedRecord, SlimOrder
from eo_site.model.source import Source
from eo_site.plan.courts import Courts
from eo_site.plan.due_states import due_state
from eo_site.plan.known import Knowledge, next_day
from eo_site.plan.standing import End, Standing, ahead
from eo_site.plan.ties import older, source_ref
from eo_site.plan.views import (
    ActView,
    AxisView,
    CountedView,
    CourtTrackView,
    DutyView,
    EvidenceView,
    FindingView,
    PeriodView,
    RelatedView,
    SourceRef,
    State,
    TermView,
    TieView,
)  # fmt: skip
from eo_site.urls import LISTED_VOCABULARIES, NOWHERE, Linker, Provisions, list_path, order_path


class Dated(Protocol):
    """A fact with a source, and perhaps a day of its own on which it was so."""

    @property
    def as_of(self) -> date | None:
        """The day, if it is not the one on which the source was checked."""

    @property
    def source(self) -> str:
        """The source's id."""


NONE_IN_TEXT = object()
"""A view's answer where the order's text was coded and has nothing of the kind."""


def _term(
    known: dict[tuple[str, str], TermView],
    vocabularies: Vocabularies,
    linker: Linker,
    vocabulary: str,
    ident: str,
) -> TermView:
    key = vocabulary, ident
    if key not in known:
        term = vocabularies.term(vocabulary, ident)
        listed = vocabulary in LISTED_VOCABULARIES
        url = linker.to(list_path(vocabulary, ident)) if listed else ""
        known[key] = TermView(term.id, term.label, term.brief, url)
    return known[key]


def _source(sources: Iterable[Source], ident: str) -> SourceRef:
    source = next(each for each in sources if each.id == ident)
    return source_ref(source, f"#source-{ident}")


def _act(acts: Iterable[ActView], ident: str) -> ActView:
    """An order or instrument that the record names."""
    found = next((each for each in acts if each.id == ident), None)
    return found or ActView(ident, ident, "", "", None, "")


@dataclass(frozen=True)
class Facts:
    """One order with what is needed to make views of it, as far as others than its own page may read it."""

    order: SlimOrder
    vocabularies: Vocabularies
    today: date
    portable: bool = False
    official: OfficialText | None = None
    """Where the edition prints it."""
    provisions: Provisions = NOWHERE
    """Sections of the official text that the edition prints, for pinpoints to lead to."""
    proof: str = ""
    """The way to the page that shows the official text beside what rests on it, where there is one."""
    exports: tuple[str, ...] = ()
    """What the audience's edition offers of each order besides its page."""
    related: tuple[RelatedView, ...] = ()
    every_tie: tuple[TieView, ...] = ()
    """Relations to orders and other instruments, from both ends, today's or not."""
    acts: tuple[ActView, ...] = ()
    """The orders and instruments that the record names, today's or not."""
    _terms: dict[tuple[str, str], TermView] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def knowledge(self) -> Knowledge:
        """From when on each part of the record is known."""
        return Knowledge(
            self.order.record, {each.id: each.signed for each in self.acts if each.signed}
        )

    @cached_property
    def record(self) -> ResolvedRecord:
        """The record as this audience receives it, without what nobody could know today."""
        return self.knowledge.on(self.today)

    @cached_property
    def ties(self) -> tuple[TieView, ...]:
        """Relations to orders and other instruments, from both ends, as far as they are known today."""
        return tuple(each for each in self.every_tie if self._is_known(each))

    def _is_known(self, tie: TieView) -> bool:
        day = self.knowledge.tie(tie)
        return day is None or day <= self.today

    def term(self, vocabulary: str, ident: str) -> TermView:
        """A vocabulary term, with the address of its list where there is one."""
        return _term(self._terms, self.vocabularies, self.linker, vocabulary, ident)

    @cached_property
    def linker(self) -> Linker:
        """Makes addresses for the order's own page."""
        return Linker(order_path(self.order.slug), self.portable)

    def agencies(self, ids: tuple[str, ...]) -> tuple[TermView, ...]:
        """Several agencies."""
        return tuple(self.term("agencies", each) for each in ids)

    def with_wholes(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Agencies by their ids, each once, and after each what it is part of."""
        whole = self.vocabularies.agencies.whole
        return tuple(dict.fromkeys(each for ident in ids for each in (ident, *whole(ident))))

    def source(self, ident: str) -> SourceRef:
        """A source that a fact names; resolving has made sure that it is received."""
        return _source(self.order.sources, ident)

    def text_read(self) -> tuple[SourceRef, ...]:
        """The order itself, unless this audience does not receive it as a source."""
        return tuple(self.source(each.id) for each in self.order.sources if each.id == "order")

    def searched(self, field: str | None) -> tuple[SourceRef, ...]:
        """The sources searched for a field; what courts did follows from cases, and so from a search for them."""
        searched = self.record.searched
        names = ("court", "cases") if field == "court" else (field,)
        found = next((ids for name in names for each, ids in searched.items() if each == name), ())
        return tuple(map(self.source, found))

    def state(self, field: str | None, *, has_values: bool, silent: bool) -> State:
        """The state of a field that has values or not; a field without silence is never searched."""
        if field in self.record.not_applicable:
            return "not-applicable"
        if has_values:
            return "values"
        if self.searched(field) or self.found_later(field):
            return "none-found"
        return "not-applicable" if silent else "not-searched"

    def found_later(self, field: str | None) -> bool:
        """Whether courts have been looked at, and all that was found is later than today."""
        full = self.order.record
        if field == "court":
            return bool(full.court or concerning(full.cases, self.order.slug))
        return field == "cases" and bool(full.cases)

    # Findings ---------------------------------------------------------------------------

    def axis(self, field: str) -> AxisView:
        """Legal status or court effect."""
        return self._legal if field == "status" else self._court

    @cached_property
    def _legal(self) -> AxisView:
        return self._axis("status")

    @cached_property
    def _court(self) -> AxisView:
        return self._axis("court")

    def _axis(self, field: str) -> AxisView:
        entries: tuple[StatusEntry[Words] | CourtEntry[Words], ...]
        entries = self.record.status if field == "status" else self.record.court
        every = tuple(self._finding(each) for each in entries)
        views = tuple(each for each in every if not (each.until and each.until < self.today))
        past = tuple(each for each in every if each not in views)
        later: tuple[FindingView, ...] = ()
        history: tuple[CourtTrackView, ...] = ()
        if field == "status":
            views, later = self._standing.findings, self._standing.by_others
        else:
            views, history = (*self.courts.findings(), *views), self.courts.history()
        silent = tuple(each for each in views if later and each.silent)
        views = (*later, *(each for each in views if each not in silent))
        if field == "status":
            views = views or self._standing.before_its_end
            views = tuple(sorted(views, key=lambda each: not each.ends))
        state = self.state(field, has_values=bool(views), silent=False)
        by = tuple(dict.fromkeys(each.source for each in later)) if silent else ()
        return AxisView(state, views, self.searched(field), silent, by, past, history)

    @cached_property
    def courts(self) -> Courts:
        """The record's cases as they are known today."""
        end = self._legal.end
        return Courts(
            self.record.cases,
            self.order.slug,
            self.today,
            end.since if end else None,
            end is not None,
            # Never by `self`: facts that lead back to themselves stay until garbage is looked for.
            court=partial(_term, self._terms, self.vocabularies, self.linker, "courts"),
            source=partial(_source, self.order.sources),
            about=partial(_act, self.acts),
        )

    @cached_property
    def _ahead(self) -> tuple[date, ...]:
        """Days to come from which the order as a whole no longer binds, known today or not."""
        return ahead(self.order.record, self.every_tie, self.today)

    def _until(self, day: date | None) -> date | None:
        """The last day of a finding, unless nobody knows yet of the act that will end it."""
        if day is None or next_day(day) not in self._ahead:
            return day
        return day if next_day(day) in ahead(self.record, self.ties, self.today) else None

    @cached_property
    def _standing(self) -> Standing:
        """Where the order stands in law today."""
        recorded = tuple(self._finding(each) for each in self.record.status)
        return Standing(
            self.record,
            self.ties,
            self._ahead,
            self.today,
            tuple(each for each in recorded if not (each.until and each.until < self.today)),
            next(iter(self.text_read()), None),
        )

    @cached_property
    def periods(self) -> tuple[PeriodView, ...]:
        """The days on which the order or its sections bound, where the record says more than its dates."""
        return tuple(
            PeriodView(
                each.sections,
                each.from_,
                each.until,
                self._mover(each.moved_by) if each.moved_by else None,
                self.as_of(each),
                self.source(each.source),
                each.note,
            )
            for each in self.record.in_effect
        )

    def _mover(self, ident: str) -> ActView:
        """What moved a day: an order or instrument, else a case of the record."""
        case = next((each for each in self.record.cases if each.id == ident), None)
        return (
            ActView(ident, case.name, "", "#m-cases", None, "") if case else _act(self.acts, ident)
        )

    def as_of(self, entry: Dated) -> date | None:
        """The day for which a fact is vouched: its own, or the day its source was checked, the older."""
        return older(entry.as_of, self.source(entry.source).checked)

    def _finding(self, entry: StatusEntry[Words] | CourtEntry[Words]) -> FindingView:
        source = self.source(entry.source)
        return FindingView(
            entry.value,
            entry.sections,
            entry.as_to or "",
            entry.from_,
            self._until(entry.until),
            older(entry.as_of, source.checked),
            source,
            entry.note,
        )

    # Duties -----------------------------------------------------------------------------

    @cached_property
    def duties(self) -> tuple[DutyView, ...]:
        """Every duty with its date and state, in the order of the record."""
        return tuple(self._duty(each) for each in self.record.duties)

    @cached_property
    def dues(self) -> Mapping[str, date | None]:
        """The dates of duties, and of their ends as `<duty>.until`, as far as today can know them."""
        if self.record is self.order.record:
            return dict(self.order.dues)
        return {name: day for name, day, _ in duty_dues(self.record)}

    def end_of(self, duty: Duty[Words]) -> End | None:
        """The end of a duty's section, or of the order with it, as far as it is known today."""
        return self._standing.end(duty.section)

    def _duty(self, duty: Duty[Words]) -> DutyView:
        until = self.dues.get(f"{duty.id}.until")
        state = due_state(duty, self.dues.get(duty.id), until, self.end_of(duty), self.today)
        counted = state.due == state.first and not state.cut
        return DutyView(
            id=duty.id,
            section=duty.section,
            who=self.agencies(duty.who),
            open_class=duty.open_class or "",
            with_=self.agencies(duty.with_),
            consults=self.agencies(duty.consults),
            via=duty.via or "",
            to=duty.to or "",
            what=duty.what,
            type=duty.type,
            timed=duty.due is not None,
            due=state.due,
            first_due=state.first,
            repeats=duty.repeats or "",
            until=state.until,
            uncounted=(duty.due.uncounted or "") if duty.due else "",
            counted=self._counted(duty) if counted else None,
            fiscal_year=duty.due.end_of.removeprefix("FY") if duty.due and duty.due.end_of else "",
            force=duty.force or "must",
            qualified=duty.qualified or "",
            quote=duty.quote or "",
            status=state.status,
            evidence=tuple(
                EvidenceView(each.on, each.value, each.text, self.source(each.source))
                for each in sorted(duty.evidence, key=lambda each: each.on)
            ),
            cut=state.cut,
            undated=state.undated,
        )

    def _counted(self, duty: Duty[Words]) -> CountedView | None:
        due = duty.due
        if due is None or not (due.after or due.uncounted):
            return None
        start, name = clock_start(self.record, duty), due.from_
        return CountedView(
            length=due.after or "",
            uncounted=due.uncounted or "",
            start=start,
            day=name if name in DAY_NAMES else "",
            event=next((each.text.text for each in self.record.events if each.id == name), ""),
            section=next((each.section for each in self.record.duties if each.id == name), ""),
        )


@dataclass(frozen=True)
class PageFacts(Facts):
    """The same with all of the order, for its own page."""

    order: ResolvedOrder
