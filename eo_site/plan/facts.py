"""Views of facts: findings, duties, terms and sources as templates print them."""

from dataclasses import dataclass
from datetime import date, timedelta

from eo_site.dates import duration_words, short_date
from eo_site.model.duty import Duty
from eo_site.model.facts import ENDED, CourtEntry, StatusEntry
from eo_site.model.library import Vocabularies
from eo_site.model.prose import Words
from eo_site.model.resolved import ResolvedOrder, ResolvedRecord
from eo_site.plan.views import (
    AxisView,
    DutyView,
    EvidenceView,
    FindingView,
    SourceRef,
    State,
    TermView,
)  # fmt: skip

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

    @property
    def record(self) -> ResolvedRecord:
        """The record as this audience receives it."""
        return self.order.record

    def term(self, vocabulary: str, ident: str) -> TermView:
        """A vocabulary term."""
        term = self.vocabularies.term(vocabulary, ident)
        return TermView(term.id, term.label, term.brief)

    def agencies(self, ids: tuple[str, ...]) -> tuple[TermView, ...]:
        """Several agencies."""
        return tuple(self.term("agencies", each) for each in ids)

    def source(self, ident: str) -> SourceRef:
        """A source that a fact names; resolving has made sure that it is received."""
        source = next(each for each in self.order.sources if each.id == ident)
        return SourceRef(ident, source.short or source.title, source.checked, f"#source-{ident}")

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
        entries: tuple[StatusEntry[Words] | CourtEntry[Words], ...]
        entries = self.record.status if field == "status" else self.record.court
        views = tuple(self._finding(each) for each in entries)
        state = self.state(field, has_values=bool(views), silent=False)
        return AxisView(state, views, self.searched(field))

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

    def duties(self) -> tuple[DutyView, ...]:
        """Every duty with its date and state, in the order of the record."""
        return tuple(self._duty(each) for each in self.record.duties)

    def _duty(self, duty: Duty[Words]) -> DutyView:
        due = self.order.due(duty.id)
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
            counted=self._counted(duty),
            quote=duty.quote or "",
            status=self._duty_status(duty, due),
            evidence=tuple(
                EvidenceView(each.on, each.value, each.text, self.source(each.source))
                for each in sorted(duty.evidence, key=lambda each: each.on)
            ),
        )

    def _counted(self, duty: Duty[Words]) -> str:
        if duty.due is None or duty.due.after is None:
            return ""
        start = duty.due.from_ or ""
        day = getattr(self.record.dates, start, None) or self.order.due(start)
        day = day or next((each.on for each in self.record.events if each.id == start), None)
        return f"{duration_words(duty.due.after)} after {short_date(day) if day else start}"

    def _duty_status(self, duty: Duty[Words], due: date | None) -> str:
        """Evidence if there is any; else what the calendar says, which is never that it was done."""
        if duty.evidence:
            return max(duty.evidence, key=lambda each: each.on).value
        if any(each.value in ENDED and not each.sections for each in self.record.status):
            return "ended"
        if duty.due is None:
            return "unknown"
        if due is None:
            return "clock-unknown"
        if due < self.today:
            return "overdue-unconfirmed"
        return "due-soon" if due <= self.today + SOON else "not-due"
