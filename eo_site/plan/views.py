"""What templates get: small frozen views, and nothing else.

Every template sees `page` (a `Frame`) and `t` (the theme's strings). Besides these, `order.html`
sees an `OrderView`, `home.html` a `HomeView`, and a module's template the module's `ModuleView`
as `m`, whose `body` is the type named in the module's docstring in `eo_site.plan.modules`.
Addresses in views are relative to the page they are printed on and ready to print.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from eo_site.model.facts import ENDED, AgencyRole, Clause
from eo_site.model.prose import Words
from eo_site.model.source import Source
from eo_site.plan.exports.views import FileLink, FormattedCitation
from eo_site.urls import NOWHERE, Provisions

SILENT = frozenset({"no-recorded-revocation", "unknown"})
"""Statuses that say only that a source says nothing."""

State = Literal["values", "none-found", "not-searched", "not-applicable"]

AboutTerm = tuple[str, str, str, bool]
"""(kind, id, label, whole): a term that an order carries, as a whole or only in a section; `kind` is
one of `interests`, `agencies`, `parties`."""


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link of the interface."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SwitchLink:
    """The way to another edition."""

    id: str
    name: str
    reader: str
    """For "Read as a litigator"."""
    url: str
    same_page: bool
    """False: that edition has no such page and the link leads to its home."""
    current: bool


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page says of the site."""

    id: str
    title: str
    tagline: str
    language: str
    publisher: str
    publisher_url: str
    corrections: str
    """A link target for reporting errors (mailto: or https:), or empty."""
    notice: str


@dataclass(frozen=True, slots=True)
class EditionView:
    """What every page says of its edition."""

    id: str
    name: str
    question: str
    reader: str
    tagline: str
    description: str
    public: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page of an edition."""

    site: SiteView
    edition: EditionView
    title: str
    description: str
    canonical: str
    """Absolute address of this page, or empty."""
    root: str
    """Relative prefix to the edition's root: `../../`, or `./`."""
    home: str
    chooser: str
    """Where the choice of editions is, or empty."""
    assets: str
    """Relative prefix of the theme's files."""
    switcher: tuple[SwitchLink, ...]
    nav: tuple[NavLink, ...]
    browse: tuple[NavLink, ...] = ()
    """The ways into the edition's lists; labels are keys of `t.browse`."""
    draft: bool = False
    """A reviewer's build: every page says so and asks not to be indexed."""
    followed: tuple[FileLink, ...] = ()
    """Feeds and calendars that programs should find on this page."""
    files: tuple[FileLink, ...] = ()
    """Those that the page names to its reader; on the home, every file of the edition."""
    image: str = ""
    """Absolute address of the picture shown where the page is shared, or empty."""
    report: str = ""
    """Where to report an error, with this page named; or empty."""
    own: tuple[NavLink, ...] = ()
    """The reader's own pages; labels are keys of `t.own`."""
    search: str = ""
    """The page on which the edition is searched, or empty."""


@dataclass(frozen=True, slots=True)
class TermView:
    """A vocabulary term."""

    id: str
    label: str
    short: str
    url: str = ""
    """The list of orders that carry it, where the page links there."""


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source where a fact names it."""

    id: str
    short: str
    checked: date | None
    anchor: str
    """`#source-order`"""
    does_not_cover: str = ""
    """What its silence does not say, or empty."""


@dataclass(frozen=True, slots=True)
class ActView:
    """An order or another instrument where it is named for what it did."""

    id: str
    label: str
    title: str
    url: str
    """Its page in this edition, else its official address, else empty."""
    signed: date | None
    citation: str
    section: str = ""
    """Where its text says so."""
    kind: str = ""
    """Of an instrument that is no executive order: what it is."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """A status or court entry; `value` is looked up in `t.legal_status` or `t.court_effect`."""

    value: str
    sections: tuple[str, ...]
    as_to: str
    since: date | None
    until: date | None
    as_of: date | None
    """The day it was true: the entry's own, or the day its source was checked if that is older."""
    source: SourceRef
    note: Words | None
    by: ActView | None = None
    """What ended, replaced or suspended it, where that is known."""
    but_not: tuple[str, ...] = ()
    """Sections within those named that it is not about."""
    ruling: "RulingView | None" = None
    """What brought a court effect about, where it follows from the record's cases."""

    @property
    def silent(self) -> bool:
        """Whether it says only that a source says nothing."""
        return self.value in SILENT

    @property
    def ends(self) -> bool:
        """Whether the order as a whole bound nobody any more."""
        return self.value in ENDED and not self.sections

    @property
    def overall(self) -> str:
        """The value as it describes the order as a whole, where sections are not named beside it."""
        if not (self.sections or self.but_not):
            return self.value
        if self.value in ENDED:
            return "in-force-in-part"
        return "blocked-in-part" if self.value in WHOLLY_BLOCKED else self.value


WHOLLY_BLOCKED = frozenset({"invalidated", "blocked-nationwide"})
"""Court effects that, on some sections, block the order in part."""


@dataclass(frozen=True, slots=True)
class RulingView:
    """What a court did, or a party asked of it: `kind` in `t.case_event`."""

    kind: str
    on: date
    case: str
    court: TermView


@dataclass(frozen=True, slots=True)
class CourtSpanView:
    """How much courts blocked of a part of the order, from one day to another."""

    value: str
    """In `t.court_effect`."""
    start: date
    end: date | None
    """The day on which it changed; None where it has not."""
    ending: str
    """What ended a block or left less of it, in `t.court_ending`; empty where nothing did."""


@dataclass(frozen=True, slots=True)
class CourtTrackView:
    """What courts did to some sections over time; without sections, to the order as a whole."""

    sections: tuple[str, ...]
    but_not: tuple[str, ...]
    spans: tuple[CourtSpanView, ...]


@dataclass(frozen=True, slots=True)
class AxisView:
    """One of legal status and court effect."""

    state: State
    entries: tuple[FindingView, ...]
    searched: tuple[SourceRef, ...]
    overridden: tuple[FindingView, ...] = ()
    """Silent entries that a later order has overtaken; only the status module prints them."""
    overtaking: tuple[SourceRef, ...] = ()
    """What the entries that have overtaken them rest on."""
    past: tuple[FindingView, ...] = ()
    """Entries that held once and no longer do; only the status module prints them."""
    history: tuple[CourtTrackView, ...] = ()
    """Of the court effect, how it came about; only the status module prints it."""

    @property
    def end(self) -> FindingView | None:
        """The entry by which the order as a whole has ended, if it has."""
        return next((each for each in self.entries if each.ends), None)


@dataclass(frozen=True, slots=True)
class PeriodView:
    """Days on which the order, or some of its sections, bound."""

    sections: tuple[str, ...]
    since: date | None
    until: date | None
    moved_by: ActView | None
    """What moved these days; of a case only its id and, as label, its name."""
    as_of: date | None
    source: SourceRef
    note: Words | None


@dataclass(frozen=True, slots=True)
class TieView:
    """A relation to another order or instrument; `type` in `t.relation`."""

    type: str
    slug: str
    label: str
    title: str
    signed: date | None
    citation: str
    url: str
    """The order's page in this edition, else its official text, else empty."""
    inside: bool
    """Whether `url` stays within the edition."""
    section: str
    """Where the text that says so says it."""
    sections: tuple[str, ...]
    """The sections concerned, if not all."""
    partial: bool
    since: date | None
    note: Words | None
    source: SourceRef | None
    """What the record that states the relation rests it on; None where that is the other order's text."""
    stated_by: str
    """The other order's label, where the relation stands in its record."""
    as_of: date | None = None
    """When the source said so: the relation's own day or the day its source was checked, the older."""
    target_section: str = ""
    """Where the text of what it leads to says so, whichever record states it."""
    kind: str = ""
    """Of an instrument that is no executive order: what it is."""

    @property
    def there(self) -> str:
        """Where the other's text says so."""
        return self.section if self.stated_by else self.target_section

    @property
    def here(self) -> str:
        """Where this order's text says so, though another record states it."""
        return self.target_section if self.stated_by else ""

    @property
    def act(self) -> ActView:
        """The other order or instrument as what has acted."""
        return ActView(
            self.slug, self.label, self.title, self.url, self.signed, self.citation, self.there,
            self.kind,
        )  # fmt: skip

    @property
    def own_words(self) -> bool:
        """Whether a section of this order's own text says so."""
        own = self.source is not None and self.source.id == "order"
        return bool(self.section) and own and not self.stated_by


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


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What a source says of a duty; `value` in `t.evidence`."""

    on: date
    value: str
    text: Words
    source: SourceRef


@dataclass(frozen=True, slots=True)
class CountedView:
    """How a date was reached: so long after a day, or after an event whose day is not known."""

    length: str
    """ISO 8601; empty for a time that is not counted."""
    uncounted: str
    """Such a time, in the order's words."""
    start: date | None
    event: str
    """What starts the clock, by its name in the record."""


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty with its computed date and state; `status` in `t.duty_status`, `type` in `t.duty_type`."""

    id: str
    section: str
    who: tuple[TermView, ...]
    open_class: str
    with_: tuple[TermView, ...]
    consults: tuple[TermView, ...]
    via: str
    to: str
    what: Words
    type: str
    timed: bool
    due: date | None
    """The date; of a repeating duty the next one, or the last. None also where it would have come
    after the end of its section or order."""
    first_due: date | None
    repeats: str
    """"180 days", for a duty that is due again and again."""
    until: date | None
    uncounted: str
    """A time in business days or hours, in the order's words: printed, not counted."""
    counted: CountedView | None
    """How the first date was reached; None for a date given as such."""
    quote: str
    status: str
    evidence: tuple[EvidenceView, ...]
    cut: bool = False
    """Its date would have come after the end of its section or order."""

    @property
    def over(self) -> bool:
        """Whether it no longer falls due: its order or section has ended, or it is moot."""
        return self.status == "moot" or self.status.startswith(("ended", "past-before"))

    fiscal_year: str = ""
    """Of a date that is the end of one, the Government's fiscal year."""
    force: str = "must"
    """What the text says of it, in `t.duty_force`."""
    qualified: str = ""
    """The order's own words that leave something to judgment."""


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


@dataclass(frozen=True, slots=True)
class DecidersView:
    """By whom results are decided on: duties that lead to somebody, and those that end with the actor."""

    routes: tuple[DutyView, ...]
    own: tuple[DutyView, ...]


@dataclass(frozen=True, slots=True)
class ClausesView:
    """Clauses quoted, and kinds looked for in vain (`kind` in `t.clause`)."""

    present: tuple[Clause, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseEventView:
    """An event of a case; `kind` in `t.case_event`, `scope` in `t.case_scope`."""

    on: date
    kind: str
    court: TermView
    docket: str
    citation: str
    sections: tuple[str, ...]
    scope: str
    as_to: Words | None
    note: Words | None
    url: str
    source: SourceRef


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with all that happened in it up to the day, through all its courts."""

    id: str
    name: str
    about: ActView | None
    """What it concerns, where that is not this order."""
    sections: tuple[str, ...]
    note: Words | None
    effects: tuple[FindingView, ...]
    """What it alone comes to for this order."""
    events: tuple[CaseEventView, ...]
    """The earliest first."""

    @property
    def posture(self) -> tuple[CaseEventView, ...]:
        """Where it stands: what happened last, on one day in one court."""
        last = self.events[-1]
        return tuple(e for e in self.events if e.on == last.on and e.court == last.court)


@dataclass(frozen=True, slots=True)
class FactView:
    """A comment period, bill or figure, with its source; unused fields are empty."""

    name: str = ""
    detail: str = ""
    """Agency; bill number; unit."""
    value: str = ""
    """A figure."""
    sections: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    text: Words | None = None
    url: str = ""
    as_of: date | None = None
    source: SourceRef | None = None


@dataclass(frozen=True, slots=True)
class MoneyView:
    """Whether the order names money."""

    in_order: bool
    note: Words
    clause: Clause | None
    """The clause on appropriations, if recorded."""


@dataclass(frozen=True, slots=True)
class CongressView:
    """Something that needs a law."""

    text: Words
    section: str


@dataclass(frozen=True, slots=True)
class CountView:
    """A coded value and how often it stands in the record."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class CodingView:
    """How the order is coded. Values are looked up in `t.instrument`, `t.duty_type` and so on."""

    instrument: str
    interests: tuple[TermView, ...]
    duties: tuple[CountView, ...]
    roles: tuple[CountView, ...]
    effects: tuple[CountView, ...]
    bases: tuple[CountView, ...]


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


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A verbatim line."""

    text: str
    section: str
    source: SourceRef


@dataclass(frozen=True, slots=True)
class UnknownsView:
    """What is not known, and which fields nobody searched (in `t.field`)."""

    items: tuple[Words, ...]
    not_searched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """The bibliographic record."""

    label: str
    title: str
    president: str
    signed: date | None
    filed: date | None
    published: date | None
    effective: date | None
    document_number: str
    citation: str
    pages: str
    instrument: str
    html_url: str
    pdf_url: str


@dataclass(frozen=True, slots=True)
class CiteView:
    """How to cite the order (not this page), and this page."""

    bluebook: str
    """Exec. Order No. 13,903, 85 Fed. Reg. 6721 (Jan. 31, 2020)"""
    authority: str
    """The enacting words' place, for a footnote."""
    page_title: str
    page_date: date | None
    """When the page's text last changed."""
    edition: str
    """The edition's name, which is part of the page's citation."""
    canonical: str
    """The page's own address, or empty."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the page's contents."""

    anchor: str
    title: str
    level: int
    """2 for modules and the body's main sections, 3 below."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A line of the page's history; `kind` in `t.change`."""

    on: date
    kind: str
    text: Words


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


@dataclass(frozen=True, slots=True)
class CardView:
    """An order in a list."""

    slug: str
    url: str
    label: str
    number: str
    title: str
    signed: date | None
    summary: str
    """The first two sentences of this edition's own summary, plain text."""
    legal: AxisView
    court: AxisView
    interests: tuple[TermView, ...]
    withdrawn: bool
    also_called: tuple[str, ...] = ()
    """Names that people use for it."""


@dataclass(frozen=True, slots=True)
class PagerView:
    """The pages of a long list: the newest has no number, the oldest is 1."""

    current: int
    """0 is the newest."""
    pages: tuple[NavLink, ...]
    """All of them, the newest first; labels are numbers, the newest's is empty."""


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A list with the number of its entries."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class IndexView:
    """The lists of one kind (`kind` in `t.browse`): years, interests, agencies, presidents, statuses."""

    kind: str
    entries: tuple[CountedLink, ...]
    by_year: tuple[CountedLink, ...] = ()
    """Orders per year, the earliest first; only on the index of years."""


@dataclass(frozen=True, slots=True)
class OrderDutyView:
    """A duty among those of other orders."""

    duty: DutyView
    order_label: str
    order_title: str
    order_url: str


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a list of orders."""

    kind: str
    """`orders` (by year), `interests`, `agencies`, `presidents`, `status`."""
    value: str
    """The id of what is listed; a status is looked up in `t.legal_status`."""
    title: str
    cards: tuple[CardView, ...]
    total: int
    """Only on the unnumbered page: numbered ones stay as they are when something new comes."""
    pager: PagerView
    index_url: str
    by_year: tuple[CountedLink, ...] = ()
    """How many of the list's orders were signed in each year, the earliest first."""
    duties: tuple[OrderDutyView, ...] = ()
    """An agency's duties under the orders of this page, by date; those without one last."""


@dataclass(frozen=True, slots=True)
class DeadlineGroup:
    """The deadlines of one month, or those whose clock is not known to have started."""

    month: date | None
    """Its first day."""
    duties: tuple[OrderDutyView, ...]


@dataclass(frozen=True, slots=True)
class DeadlinesView:
    """Duties with a date, across orders."""

    groups: tuple[DeadlineGroup, ...]
    agencies: tuple[CountedLink, ...]
    """Agencies with a deadline anywhere in the edition."""
    total: int
    pager: PagerView


@dataclass(frozen=True, slots=True)
class OrderChangeView:
    """An entry of a page's history among those of other orders."""

    change: ChangeView
    order_label: str
    order_title: str
    order_url: str


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """What changed on the edition's pages, the newest first."""

    changes: tuple[OrderChangeView, ...]
    total: int
    pager: PagerView


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Another order a reader may want next, and why; `reason` in `t.related`."""

    label: str
    title: str
    url: str
    signed: date | None
    reason: str
    """`relation` or `interests`."""
    type: str
    """The relation's type, in `t.relation`; else empty."""
    shared: tuple[TermView, ...]
    """The interests that both carry."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What an order's page shows of other orders."""

    ties: tuple[TieView, ...] = ()
    related: tuple[RelatedView, ...] = ()
    acts: tuple[ActView, ...] = ()
    """Orders and instruments that its record names, whether or not they are known of today."""


@dataclass(frozen=True, slots=True)
class CoordinationView:
    """Duties that nobody does alone."""

    duties: tuple[DutyView, ...]


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A word of this page explained."""

    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class DownloadsView:
    """Files of this order: the official text, and this edition's data."""

    html_url: str
    pdf_url: str
    json_url: str
    """Empty where the edition exports none."""


@dataclass(frozen=True, slots=True)
class VersionsView:
    """Which text this is."""

    changes: tuple[ChangeView, ...]
    digest: str
    """Of the text as this edition has it; a sign-off names it."""
    tool: str
    """The generator's version."""


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A provision of the official text."""

    label: str
    anchor: str
    heading: str
    paragraphs: tuple[str, ...]
    depth: int


@dataclass(frozen=True, slots=True)
class QuotedSectionView:
    """Words of a provision that the record quotes."""

    label: str
    texts: tuple[str, ...]
    """Each verbatim, without quotation marks."""


@dataclass(frozen=True, slots=True)
class OperativeTextView:
    """The order's own words by section, or those that the record quotes, and where to read them."""

    provisions: tuple[ProvisionView, ...]
    official_url: str
    proof: str = ""
    """The page that shows beside each what rests on it, or empty."""
    quoted: tuple[QuotedSectionView, ...] = ()
    """Where the official text is not at hand: what the record quotes of it."""


@dataclass(frozen=True, slots=True)
class RestView:
    """A passage of the edition that rests on a provision: a sentence, or an entry of the record."""

    text: str
    """Plain, without citations."""
    place: str
    """The heading or module it stands under."""
    url: str
    """Where it stands on the order's page."""
    cites: bool = True
    """Whether it is a sentence that cites the provision; an entry of the record names it."""
    name: str = ""
    """Of an entry: who or what it is about."""
    coded: tuple[str, str] = ("", "")
    """Of an entry: its coded value, as a map of `t` and a key in it."""
    verbatim: bool = False
    """Whether the text is the order's own words."""


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A provision, and what of the edition rests on it."""

    provision: ProvisionView
    cited: str
    """How passages cite it: `itself`, `above` (what it stands in), `below` (what stands in it), `not`."""
    sentences: tuple[RestView, ...]
    entries: tuple[RestView, ...]


@dataclass(frozen=True, slots=True)
class ProofView:
    """An order's official text beside the passages of one edition that rest on it."""

    head: MastHead
    review: str
    ai_assisted: bool
    order_url: str
    official_url: str
    rows: tuple[ProofRow, ...]
    cited: int
    """Provisions that a passage cites."""
    named: int
    """Provisions that no passage cites and an entry of the record names."""


@dataclass(frozen=True, slots=True)
class InterestGroupView:
    """Interests offered to follow, with the number of this edition's orders that carry each."""

    label: str
    terms: tuple[tuple[TermView, int], ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """An edition's home."""

    cards: tuple[CardView, ...]
    """Analysed orders first, then records alone; the newest first in each; at most 50."""
    total: int
    untagged: int
    """Orders that carry no interest yet."""
    interests: tuple[InterestGroupView, ...]
    default_interests: tuple[str, ...]
    facets_url: str
    """`data/facets.json`, relative."""
    titles_url: str
    cards_url: str
    """Of the files of cards; `%(number)s` stands for the file's number."""
    analysed: int
    """Orders of which something of ours says what they do."""
    duties: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    """Of each card's order, how many duties each agency has: (slug, ((agency, number), …))."""
    briefing_url: str = ""
    """The reader's briefing, where the edition has one."""
    list_url: str = ""
    """Address of a term's list, with `%(kind)s` and `%(id)s` for `agencies` and an agency's id."""
    compare_url: str = ""
    """Where orders are put side by side."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """The page on which an edition's full text is searched. Addresses are relative."""

    index_url: str
    """Pagefind's program beside its index; empty while the edition has nothing to search."""
    slugs_url: str
    """Which order each of the index's pages is."""
    orders_url: str
    """`data/facets.json`: the terms that each order carries."""
    titles_url: str
    """`data/titles.json`: titles, and every name of orders and terms."""
    cards_url: str
    """Of the files of cards, as on the home page."""
    list_url: str
    """Address of a term's list, as on the home page."""
    home_url: str


@dataclass(frozen=True, slots=True)
class VoiceView:
    """An edition on the chooser, by its own words on the featured order."""

    id: str
    name: str
    reader: str
    question: str
    tagline: str
    opening: str
    """The first two sentences of its summary of the featured order, or empty."""
    url: str
    order_url: str
    """The featured order in this edition, or empty."""
    language: str
    """What the edition is written in."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is to read in the first public edition."""

    orders: int = 0
    analysed: int = 0
    newest: date | None = None
    """The last day on which one of them was signed."""


@dataclass(frozen=True, slots=True)
class ChooserView:
    """The front door: which edition is yours?"""

    site: SiteView
    title: str
    canonical: str
    image: str
    assets: str
    featured: str
    """The featured order's label and title, or empty."""
    voices: tuple[VoiceView, ...]
    members: tuple[str, ...]
    """Names of members' editions, if the publisher wants them named."""
    holdings: Holdings
    browse: tuple[NavLink, ...]
    """The ways into the first public edition's lists."""
    draft: bool = False
    """A reviewer's build."""


@dataclass(frozen=True, slots=True)
class BriefingView:
    """The briefing's page."""

    data_url: str
    """`data/briefing.json`, relative."""
    suggested: tuple[tuple[str, str], ...]
    """(id, label) of the interests that stand for those of a reader who never chose."""
    deadlines_url: str
    corrections_url: str
    profile_url: str
    home_url: str


@dataclass(frozen=True, slots=True)
class CompareView:
    """The page on which orders are put side by side. Addresses are relative."""

    cards: tuple[CardView, ...]
    """Orders to choose from where no script runs: as on the home page."""
    facets_url: str
    titles_url: str
    cards_url: str
    home_url: str


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The profile's page."""

    briefing_url: str
    home_url: str
    order_url: str
    """Address of an order's page, with `%(slug)s` for its slug."""
    facets_url: str
    titles_url: str
    """Of the filter's data, which says what can be followed, and the titles of orders."""
