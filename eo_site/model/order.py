"""An executive order as its file records it. This is the schema's one home."""

from typing import Annotated, Generic, Literal

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from eo_site.model.base import (
    Day,
    DayOfOrder,
    EarlierAddress,
    Flag,
    Frozen,
    Id,
    Item,
    Pinpoint,
    PlannedDay,
    SourceId,
    Text,
    Url,
    Whole,
    matching,
)
from eo_site.model.case import Case
from eo_site.model.citation import RegisterCitation
from eo_site.model.duty import Duty, Event
from eo_site.model.facts import (
    Affected,
    AgencyRole,
    Authority,
    Clause,
    Comment,
    CourtEntry,
    InEffect,
    Legislation,
    Money,
    NeedsCongress,
    Number,
    Quote,
    Relation,
    Statement,
    StatusEntry,
)  # fmt: skip
from eo_site.model.prose import P, Prose
from eo_site.model.source import SearchedField, Source
from eo_site.model.uses import CODED, COUNTED, DENYING, KEPT, LISTED, UNANNOTATED

OrderNumber = Annotated[
    str,
    AfterValidator(matching(r"\d{1,5}(-[A-Z])?", "is not an order number like 13903")),
    WithJsonSchema({"type": ["integer", "string"]}),
]


KindOfAct = Literal[
    "creates-body", "directs-agency-action", "delegates-authority", "imposes-sanctions",
    "sets-tariffs", "revokes-or-amends", "adjusts-administration", "declares-emergency",
    "continues-body", "confers-status",
]  # fmt: skip


class FederalRegister(Frozen):
    """Where the order was printed."""

    rising = (("start_page", "end_page"),)

    fr: RegisterCitation
    """Volume and first page: 85 FR 6721; 85 Fed. Reg. 6721 is read as the same."""
    start_page: Whole | None = None
    end_page: Whole | None = None


class Dates(Frozen):
    """The order's own dates."""

    rising = (("signed", "filed", "published"),)

    signed: Day | None = None
    filed: Day | None = None
    published: Day | None = None
    effective: PlannedDay | None = None


class Links(Frozen):
    """Official addresses of the text."""

    html: Url | None = None
    pdf: Url | None = None


class Change(Item, Generic[P]):
    """An entry of the page's own history; feeds and "new since" come from here alone."""

    on: DayOfOrder
    kind: Literal["published", "updated", "corrected", "status", "withdrawn"]
    text: P


class SignOff(Frozen):
    """A named person's word for one edition's text as it stood."""

    reviewer: Text
    audience: Id
    on: DayOfOrder
    digest: Text
    """Of the resolved text, as `eo-site explain` prints it; the sign-off lapses when it changes."""


class Review(Frozen):
    """Who has looked at the analysis."""

    state: Literal["unreviewed", "reviewed"] = "unreviewed"
    ai_assisted: Flag = False
    sign_offs: tuple[SignOff, ...] = ()


class SetAside(Frozen):
    """Something in the official text that the record leaves out on purpose, and why."""

    what: Literal["deadline", "agency"]
    section: Pinpoint | None = None
    """Where it stands. For an agency, none means wherever the text names it."""
    agency: Id | None = None
    phrase: Text | None = None
    """The order's own words, where the section has several deadlines."""
    reason: Text

    @model_validator(mode="after")
    def _pointed(self) -> "SetAside":
        if self.what == "deadline" and (self.section is None or self.agency):
            raise ValueError("is a deadline's: it has its `section`, and no `agency`")
        if self.what == "agency" and (self.agency is None or self.phrase):
            raise ValueError("is an agency's: it has its `agency`, and no `phrase`")
        return self


class Withdrawn(Frozen, Generic[P]):
    """Why the analysis was taken back."""

    on: DayOfOrder
    reason: P


class Order(Frozen, Generic[P]):
    """One order: what it is, what it does, what is known of it, and what is not.

    Each field says in its annotation where else than on the order's own page it is read
    (`eo_site.model.uses`).
    """

    rising = (("publish_on", "expires_on"),)

    number: Annotated[OrderNumber | None, LISTED | KEPT | COUNTED] = None
    title: Annotated[Text, LISTED | KEPT | COUNTED]
    official_title: Annotated[Text | None, LISTED] = None
    """Its title in the official text, where `title` is in another language."""
    official_names: Annotated[tuple[Text, ...], LISTED] = ()
    """What people call it in the official text's language, where `also_called` is in another."""
    also_called: Annotated[tuple[Text, ...], LISTED | COUNTED] = ()
    """Names that people use for it: "second travel ban"; readers find it by them."""
    president: Annotated[Id | None, LISTED | KEPT | COUNTED] = None
    document_number: Annotated[Text | None, LISTED | KEPT | COUNTED] = None
    """The Federal Register's."""
    citation: Annotated[FederalRegister | None, LISTED | KEPT | COUNTED] = None
    dates: Annotated[Dates, LISTED | KEPT | COUNTED] = Dates()
    urls: Annotated[Links, LISTED | KEPT | COUNTED] = Links()
    status: Annotated[tuple[StatusEntry[P], ...], LISTED | KEPT | UNANNOTATED | COUNTED] = ()
    court: Annotated[tuple[CourtEntry[P], ...], LISTED | KEPT | UNANNOTATED | COUNTED] = ()
    relations: Annotated[tuple[Relation[P], ...], LISTED | COUNTED] = ()
    in_effect: Annotated[tuple[InEffect[P], ...], LISTED | COUNTED] = ()
    """Days on which the order, or sections of it, bound, where `dates` and its end do not say it all."""
    authorities: Annotated[tuple[Authority, ...], COUNTED | CODED] = ()
    clauses: Annotated[tuple[Clause, ...], COUNTED | CODED] = ()
    kind_of_act: Annotated[KindOfAct | None, LISTED | COUNTED] = Field(
        default=None, alias="instrument"
    )
    """What kind of act this is, by its main operative section. Other instruments, which have no page
    here, are `model.instrument`."""
    interests: Annotated[tuple[Id, ...], LISTED | KEPT | COUNTED] = ()
    agencies: Annotated[tuple[AgencyRole[P], ...], LISTED | COUNTED | CODED] = ()
    affected: Annotated[tuple[Affected[P], ...], COUNTED | CODED] = ()
    events: Annotated[tuple[Event[P], ...], LISTED | COUNTED] = ()
    duties: Annotated[tuple[Duty[P], ...], LISTED | COUNTED | CODED] = ()
    does_not: Annotated[tuple[Statement[P], ...], COUNTED | DENYING] = ()
    cases: Annotated[tuple[Case[P], ...], LISTED | KEPT | UNANNOTATED | COUNTED | CODED] = ()
    comments: Annotated[tuple[Comment[P], ...], COUNTED | CODED] = ()
    legislation: Annotated[tuple[Legislation[P], ...], COUNTED | CODED] = ()
    money: Annotated[Money[P] | None, COUNTED | CODED] = None
    numbers: Annotated[tuple[Number[P], ...], COUNTED | CODED] = ()
    quotes: Annotated[tuple[Quote, ...], COUNTED | CODED] = ()
    unknowns: Annotated[tuple[Statement[P], ...], COUNTED | CODED | DENYING] = ()
    what_changed: Annotated[P | None, COUNTED] = None
    needs_congress: Annotated[tuple[NeedsCongress[P], ...], COUNTED | CODED | DENYING] = ()
    searched: Annotated[dict[SearchedField, tuple[SourceId, ...]], LISTED | CODED] = Field(
        default_factory=dict
    )
    """Field to the sources searched for it: makes an empty list "none found"."""
    not_applicable: Annotated[tuple[SearchedField, ...], LISTED | CODED] = ()
    """Fields that make no sense for this order; they are silent."""
    set_aside: tuple[SetAside, ...] = ()
    """What the text holds and this record leaves out, for those who compare the two."""
    sources: tuple[Source, ...] = ()
    changes: Annotated[tuple[Change[P], ...], LISTED | KEPT | COUNTED] = ()
    review: Annotated[Review, LISTED] = Review()
    summary: Annotated[P | None, LISTED | COUNTED] = None
    """The answer to each audience's question, in a paragraph or two."""
    draft: Flag = False
    publish_on: PlannedDay | None = None
    expires_on: PlannedDay | None = None
    withdrawn: Annotated[Withdrawn[P] | None, LISTED | KEPT] = None
    aliases: Annotated[tuple[EarlierAddress, ...], LISTED] = ()
    """Earlier ids and addresses of this page, which then lead here."""
    audiences: tuple[Id, ...] = ()
    """The editions that get the page; none named means all."""

    @property
    def label(self) -> str:
        """How the order is named where its title does not stand."""
        return f"EO {self.number}" if self.number else "Executive order (unnumbered)"

    @property
    def own_words(self) -> tuple[P, ...]:
        """Our own sentences about the order as a whole, the answer first."""
        answers = tuple(each for each in (self.summary, self.what_changed) if each)
        statements = self.does_not + self.unknowns
        return answers + tuple(each.text for each in statements)


AuthoredOrder = Order[Prose]


class PageRecord(Frozen, Generic[P]):
    """The front matter of a page that is not an order: about, methodology."""

    title: Text
    description: P | None = None
    nav: Text | None = None
    """The page's name in the foot of every page; without it the page is not listed there."""
    draft: Flag = False
    aliases: tuple[EarlierAddress, ...] = ()
    """Earlier ids and addresses of this page, which then lead here."""
    audiences: tuple[Id, ...] = ()


AuthoredPage = PageRecord[Prose]
