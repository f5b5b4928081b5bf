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

OrderNumber = Annotated[
    str,
    AfterValidator(matching(r"\d{1,5}(-[A-Z])?", "is not an order number like 13903")),
    WithJsonSchema({"type": ["integer", "string"]}),
]


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
    """One order: what it is, what it does, what is known of it, and what is not."""

    rising = (("publish_on", "expires_on"),)

    number: OrderNumber | None = None
    title: Text
    official_title: Text | None = None
    """Its title in the official text, where `title` is in another language."""
    official_names: tuple[Text, ...] = ()
    """What people call it in the official text's language, where `also_called` is in another."""
    also_called: tuple[Text, ...] = ()
    """Names that people use for it: "second travel ban"; readers find it by them."""
    president: Id | None = None
    document_number: Text | None = None
    """The Federal Register's."""
    citation: FederalRegister | None = None
    dates: Dates = Dates()
    urls: Links = Links()
    status: tuple[StatusEntry[P], ...] = ()
    court: tuple[CourtEntry[P], ...] = ()
    relations: tuple[Relation[P], ...] = ()
    in_effect: tuple[InEffect[P], ...] = ()
    """Days on which the order, or sections of it, bound, where `dates` and its end do not say it all."""
    authorities: tuple[Authority, ...] = ()
    clauses: tuple[Clause, ...] = ()
    kind_of_act: (
        Literal[
            "creates-body", "directs-agency-action", "delegates-authority", "imposes-sanctions",
            "sets-tariffs", "revokes-or-amends", "adjusts-administration", "declares-emergency",
            "continues-body", "confers-status",
        ]
        | None
    ) = Field(default=None, alias="instrument")  # fmt: skip
    """What kind of act this is, by its main operative section. Other instruments, which have no page
    here, are `model.instrument`."""
    interests: tuple[Id, ...] = ()
    agencies: tuple[AgencyRole[P], ...] = ()
    affected: tuple[Affected[P], ...] = ()
    events: tuple[Event[P], ...] = ()
    duties: tuple[Duty[P], ...] = ()
    does_not: tuple[Statement[P], ...] = ()
    cases: tuple[Case[P], ...] = ()
    comments: tuple[Comment[P], ...] = ()
    legislation: tuple[Legislation[P], ...] = ()
    money: Money[P] | None = None
    numbers: tuple[Number[P], ...] = ()
    quotes: tuple[Quote, ...] = ()
    unknowns: tuple[Statement[P], ...] = ()
    what_changed: P | None = None
    needs_congress: tuple[NeedsCongress[P], ...] = ()
    searched: dict[SearchedField, tuple[Id, ...]] = Field(default_factory=dict)
    """Field to the sources searched for it: makes an empty list "none found"."""
    not_applicable: tuple[SearchedField, ...] = ()
    """Fields that make no sense for this order; they are silent."""
    set_aside: tuple[SetAside, ...] = ()
    """What the text holds and this record leaves out, for those who compare the two."""
    sources: tuple[Source, ...] = ()
    changes: tuple[Change[P], ...] = ()
    review: Review = Review()
    summary: P | None = None
    """The answer to each audience's question, in a paragraph or two."""
    draft: Flag = False
    publish_on: PlannedDay | None = None
    expires_on: PlannedDay | None = None
    withdrawn: Withdrawn[P] | None = None
    aliases: tuple[EarlierAddress, ...] = ()
    """Earlier ids and addresses of this page, which then lead here."""
    audiences: tuple[Id, ...] = ()
    """The editions that get the page; none named means all."""

    @property
    def label(self) -> str:
        """How the order is named where its title does not stand."""
        return f"EO {self.number}" if self.number else "Executive order (unnumbered)"


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
