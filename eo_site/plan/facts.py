"""Views of facts: findings, duties, terms and sources as templates print them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from eo_site.dates import duration_words, next_occurrence, short_date
from eo_site.model.duty import Duty
from eo_site.model.facts import ENDED, CourtEntry, StatusEntry
from eo_site.model.library import Vocabularies
from eo_site.model.official import OfficialText
from eo_site.model.prose import Words
from eo_site.model.resolved import ResolvedOrder, ResolvedRecord
from eo_site.plan.courts import Courts
from eo_site.plan.ties import status_from
from eo_site.plan.views import (
    AxisView,
    CourtTrackView,
    DutyView,
    EvidenceView,
    FindingView,
    NavLink,
    RelatedView,
    SourceRef,
    State,
    TermView,
    TieView,
)  # fmt: skip
from eo_site.urls import LISTED_VOCABULARIES, NOWHERE, Linker, Provisions, list_path, order_path

SILENT = frozenset({"no-recorded-revocation", "unknown"})
"""Statuses that say only that a source says nothing."""

SOON = timedelta(days=30)
"""A duty due within this time is due soon."""


NONE_IN_TEXT = object()
"""A view's answer where the order's text was coded and has nothing of the kind."""


@dataclass(frozen=True)
class Facts:
    """One resolved order with what is needed to make views of it."""

    order: ResolvedOrder
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
    ties: tuple[TieView, ...] = ()
    """Relations to other orders, from both ends."""
    _terms: dict[tuple[str, str], TermView] = field(default_factory=dict, repr=False, compare=False)

    @property
    def record(self) -> ResolvedRecord:
        """The record as this audience receives it."""
        return self.order.record

    def term(self, vocabulary: str, ident: str) -> TermView:
        """A vocabulary term, with the address of its list where there is one."""
        key = vocabulary, ident
        if key not in self._terms:
            term = self.vocabularies.term(vocabulary, ident)
            listed = vocabulary in LISTED_VOCABULARIES
            url = self.linker.to(list_path(vocabulary, ident)) if listed else ""
            self._terms[key] = TermView(term.id, term.label, term.brief, url)
        return self._terms[key]

    @cached_property
    def linker(self) -> Linker:
        """Makes addresses for the order's own page."""
        return Linker(order_path(self.order.slug), self.portable)

    def agencies(self, ids: tuple[str, ...]) -> tuple[TermView, ...]:
        """Several agencies."""
        return tuple(self.term("agencies", each) for each in ids)

    def source(self, ident: str) -> SourceRef:
        """A source that a fact names; resolving has made sure that it is received."""
        source = next(each for each in self.order.sources if each.id == ident)
        return SourceRef(ident, source.short or source.title, source.checked, f"#source-{ident}")

    def text_read(self) -> tuple[SourceRef, ...]:
        """The order itself, unless this audience does not receive it as a source."""
        return tuple(self.source(each.id) for each in self.order.sources if each.id == "order")

    def searched(self, field: str | None) -> tuple[SourceRef, ...]:
        """The sources searched for a field."""
        found = [ids for name, ids in self.record.searched.items() if name == field]
        return tuple(self.source(each) for ids in found for each in ids)

    def state(self, field: str | None, *, has_values: bool, silent: bool) -> State:
        """The state of a field that has values or not; a field without silence is never searched."""
        if field in self.record.not_applicable:
            return "not-applicable"
        if has_values:
            return "values"
        if self.searched(field):
            return "none-found"
        return "not-applicable" if silent else "not-searched"

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
        views = tuple(self._finding(each) for each in entries)
        later: tuple[FindingView, ...] = ()
        history: tuple[CourtTrackView, ...] = ()
        if field == "status":
            later = self._from_later_orders(views)
        else:
            views, history = (*self.courts.findings(), *views), self.courts.history()
        silent = tuple(each for each in views if later and each.value in SILENT)
        views = (*later, *(each for each in views if each not in silent))
        state = self.state(field, has_values=bool(views), silent=False)
        by = tuple(dict.fromkeys(each.source for each in later)) if silent else ()
        return AxisView(state, views, self.searched(field), silent, by, history)

    @cached_property
    def courts(self) -> Courts:
        """The record's cases as they are known today."""
        return Courts.of(
            self.record.cases,
            self.order.slug,
            self.today,
            self._ended_on,
            court=lambda ident: self.term("courts", ident),
            source=self.source,
            about=self._other,
        )

    @cached_property
    def _ended_on(self) -> date | None:
        """The first day on which the order as a whole bound nobody any more, if that has come."""
        found = self.axis("status").entries
        days = [each.since for each in found if each.value in ENDED and not each.sections]
        return min((day for day in days if day and day <= self.today), default=None)

    def _other(self, ident: str) -> NavLink:
        """Another order or instrument, as the record's relations name it."""
        tie = next((each for each in self.ties if each.slug == ident), None)
        return NavLink(tie.label, tie.url) if tie else NavLink(ident, "")

    def _from_later_orders(self, recorded: tuple[FindingView, ...]) -> tuple[FindingView, ...]:
        """What later orders did to this one, as far as its own record does not say it."""
        have = {(each.value, each.sections) for each in recorded}
        return tuple(
            each
            for each in status_from(self.ties, self.today)
            if (each.value, each.sections) not in have
        )

    def _finding(self, entry: StatusEntry[Words] | CourtEntry[Words]) -> FindingView:
        source = self.source(entry.source)
        return FindingView(
            entry.value,
            entry.sections,
            entry.as_to or "",
            entry.from_,
            entry.until,
            entry.as_of or source.checked,
            source,
            entry.note,
        )

    # Duties -----------------------------------------------------------------------------

    @cached_property
    def duties(self) -> tuple[DutyView, ...]:
        """Every duty with its date and state, in the order of the record."""
        return tuple(self._duty(each) for each in self.record.duties)

    @cached_property
    def _ended(self) -> bool:
        """Whether the order as a whole binds nobody any more; its duties ended with it."""
        found = self.axis("status").entries
        return any(each.value in ENDED and not each.sections for each in found)

    def _duty(self, duty: Duty[Words]) -> DutyView:
        first = due = self.order.due(duty.id)
        until = self.order.due(f"{duty.id}.until")
        if due and duty.repeats and not self._ended:
            due = next_occurrence(due, duty.repeats, until, self.today)
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
            due=due,
            first_due=first,
            repeats=duration_words(duty.repeats) if duty.repeats else "",
            until=until,
            uncounted=(duty.due.uncounted or "") if duty.due else "",
            counted=self._counted(duty) if due == first else "",
            quote=duty.quote or "",
            status=self._duty_status(duty, due),
            evidence=tuple(
                EvidenceView(each.on, each.value, each.text, self.source(each.source))
                for each in sorted(duty.evidence, key=lambda each: each.on)
            ),
        )

    def _counted(self, duty: Duty[Words]) -> str:
        if duty.due is None or not (duty.due.after or duty.due.uncounted):
            return ""
        start = duty.due.from_ or ""
        day = getattr(self.record.dates, start, None) or self.order.due(start)
        day = day or next((each.on for each in self.record.events if each.id == start), None)
        length = duration_words(duty.due.after) if duty.due.after else duty.due.uncounted
        return f"{length} after {short_date(day) if day else start}"

    def _duty_status(self, duty: Duty[Words], due: date | None) -> str:
        """Evidence if there is any; else what the calendar says, which is never that it was done."""
        if duty.evidence:
            return max(duty.evidence, key=lambda each: each.on).value
        if self._ended:
            return "ended"
        if duty.due is None:
            return "unknown"
        if duty.due.uncounted:
            return "not-counted"
        if due is None:
            return "clock-unknown"
        if due < self.today:
            return "overdue-unconfirmed"
        return "due-soon" if due - self.today <= SOON else "not-due"
