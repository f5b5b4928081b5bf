"""From the facts of an edition's orders to rows of data."""

from collections.abc import Iterator, Mapping, Sequence

from eo_site.model.audience import Audience
from eo_site.model.case import Case
from eo_site.model.duty import Duty
from eo_site.model.facts import InEffect
from eo_site.model.listed import ListedOrder
from eo_site.model.named_sources import named_sources
from eo_site.model.prose import Words
from eo_site.model.site import Site
from eo_site.plan.exports.records import (
    ActRow,
    AgencyRow,
    CaseEventRow,
    CaseRow,
    ChangeRow,
    DutyRow,
    EventRow,
    EvidenceRow,
    FindingRow,
    IndexFile,
    OrderRow,
    PeriodRow,
    SourceRow,
    State,
    TermRow,
    WithdrawnRow,
    YearFile,
    YearLink,
)  # fmt: skip
from eo_site.plan.facts import Facts
from eo_site.plan.frame import edition_base
from eo_site.plan.listed import year_of
from eo_site.plan.views import ActView, AxisView, DutyView, PeriodView
from eo_site.urls import absolute, order_path, year_file


def by_year(orders: Sequence[ListedOrder]) -> dict[str, list[str]]:
    """The orders of each year's file; `orders` are the edition's, the newest first."""
    found: dict[str, list[str]] = {}
    for order in orders:
        found.setdefault(year_of(order), []).append(order.slug)
    return found


def orders_of(year: str, shown: Sequence[Facts], audience: Audience, site: Site) -> YearFile:
    """The orders of one year."""
    base = edition_base(site, audience)
    rows = tuple(order_row(facts, base) for facts in shown)
    return YearFile(site=site.id, edition=audience.id, year=year, orders=rows)


def index_file(years: Mapping[str, int], audience: Audience, site: Site) -> IndexFile:
    """What `orders.json` says of the files by year, given how many orders each has."""
    return IndexFile(
        site=site.id,
        edition=audience.id,
        name=audience.name,
        url=absolute(edition_base(site, audience), "") or None,
        notice=site.notice,
        total=sum(years.values()),
        years=tuple(
            YearLink(year=year, url=year_file(year), orders=count) for year, count in years.items()
        ),
    )


def order_row(facts: Facts, base: str) -> OrderRow:
    """One order; `base` is the edition's address, or empty."""
    record, path = facts.record, order_path(facts.order.slug)
    printed, president = record.citation, record.president
    status, court = facts.axis("status"), facts.axis("court")
    return OrderRow(
        slug=facts.order.slug,
        url=absolute(base, path) or path,
        label=record.label,
        number=record.number,
        title=record.title,
        president=_term(facts, "presidents", president) if president else None,
        document_number=record.document_number,
        citation=printed.fr if printed else None,
        start_page=printed.start_page if printed else None,
        end_page=printed.end_page if printed else None,
        signed=record.dates.signed,
        filed=record.dates.filed,
        published=record.dates.published,
        effective=record.dates.effective,
        official_html=record.urls.html,
        official_pdf=record.urls.pdf,
        states={
            "status": status.state,
            "court": court.state,
            "cases": _state(facts, "cases", facts.courts.cases),
            "agencies": _state(facts, "agencies", record.agencies),
            "duties": _state(facts, "duties", record.duties),
            "relations": _state(facts, "relations", facts.ties),
        },
        status=_findings(status),
        court=_findings(court),
        cases=tuple(_case(facts, each) for each in facts.courts.cases if not record.withdrawn),
        in_effect=tuple(map(_period, facts.record.in_effect, facts.periods)),
        interests=tuple(_term(facts, "interests", each) for each in record.interests),
        agencies=tuple(_agencies(facts)),
        duties=tuple(map(_duty, record.duties, facts.duties)),
        events=tuple(
            EventRow(id=each.id, on=each.on, text=each.text.text, source=each.source)
            for each in record.events
        ),
        summary=record.summary.text if record.summary and not record.withdrawn else None,
        changes=tuple(
            ChangeRow(on=each.on, kind=each.kind, text=each.text.text) for each in record.changes
        ),
        ai_assisted=record.review.ai_assisted,
        withdrawn=WithdrawnRow(on=record.withdrawn.on, reason=record.withdrawn.reason.text)
        if record.withdrawn
        else None,
        aliases=record.aliases,
        sources=tuple(_sources(facts)),
    )


def _term(facts: Facts, vocabulary: str, ident: str) -> TermRow:
    return TermRow(id=ident, label=facts.vocabularies.term(vocabulary, ident).label)


def _state(facts: Facts, field: str, values: Sequence[object]) -> State:
    return facts.state(field, has_values=bool(values), silent=False)


def _findings(axis: AxisView) -> tuple[FindingRow, ...]:
    return tuple(
        FindingRow(
            value=each.value,
            sections=each.sections,
            but_not=each.but_not,
            as_to=each.as_to or None,
            since=each.since,
            until=each.until,
            as_of=each.as_of,
            source=each.source.id,
            by=_act(each.by) if each.by else None,
        )
        for each in axis.entries
    )


def _case(facts: Facts, case: Case[Words]) -> CaseRow:
    about = case.about if case.about != facts.order.slug else None
    return CaseRow(
        id=case.id,
        name=case.name,
        about=about,
        sections=case.sections,
        events=tuple(
            CaseEventRow(
                on=each.on,
                kind=each.kind,
                court=_term(facts, "courts", each.court),
                docket=each.docket,
                citation=each.citation,
                sections=each.sections,
                scope=each.scope,
                as_to=each.as_to.text if each.as_to else None,
                url=each.url,
                source=case.source_of(each),
            )
            for each in case.history
        ),
    )


def _period(entry: InEffect[Words], view: PeriodView) -> PeriodRow:
    return PeriodRow(
        sections=view.sections,
        since=view.since,
        until=view.until,
        moved_by=entry.moved_by,
        as_of=view.as_of,
        source=view.source.id,
    )


def _act(act: ActView) -> ActRow:
    return ActRow(
        slug=act.id,
        label=act.label,
        section=act.section or None,
        citation=act.citation or None,
        url=act.url or None,
    )


def _agencies(facts: Facts) -> Iterator[AgencyRow]:
    for each in facts.record.agencies:
        label = facts.vocabularies.term("agencies", each.id).label
        yield AgencyRow(id=each.id, label=label, role=each.role, sections=each.sections)


def _duty(duty: Duty[Words], view: DutyView) -> DutyRow:
    return DutyRow(
        id=duty.id,
        section=duty.section,
        who=duty.who,
        with_=duty.with_,
        consults=duty.consults,
        open_class=duty.open_class,
        via=duty.via,
        to=duty.to,
        what=duty.what.text,
        type=duty.type,
        due=view.first_due,
        uncounted=duty.due.uncounted if duty.due else None,
        repeats=duty.repeats,
        until=view.until,
        status=view.status,
        quote=duty.quote,
        evidence=tuple(
            EvidenceRow(on=each.on, value=each.value, text=each.text.text, source=each.source)
            for each in duty.evidence
        ),
    )


def _sources(facts: Facts) -> Iterator[SourceRow]:
    """The sources that these rows and the order's relations name, and no others."""
    record = facts.record
    shown = (
        record.status,
        record.court,
        record.relations,
        record.in_effect,
        record.duties,
        record.events,
    )
    named = {ident for _, ident in named_sources((*shown, facts.courts.cases))}
    for source in facts.order.sources:
        if source.id in named:
            yield SourceRow(
                id=source.id,
                type=source.type,
                title=source.title,
                url=source.url,
                checked=source.checked,
            )
