"""The facts of an order's record: every entry names its section or its source.

Four axes are kept apart, because each can be true without the others: legal status, court
effect, a case's posture (`eo_site.model.case`), and whether a duty was carried out.
"""

from datetime import date, timedelta
from typing import Any, Generic, Literal, Self

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from eo_site.model.base import (
    Day,
    DayOfOrder,
    Flag,
    Id,
    Item,
    Pinpoint,
    PinpointElsewhere,
    PinpointInSource,
    PlannedDay,
    PlannedDayOfOrder,
    SourceId,
    Text,
    Url,
)
from eo_site.model.prose import P

LegalStatus = Literal[
    "in-force", "in-force-as-amended", "in-force-in-part", "superseded", "revoked", "expired",
    "suspended", "nullified-by-statute", "no-recorded-revocation", "unknown",
]  # fmt: skip
ENDED: frozenset[str] = frozenset({"superseded", "revoked", "expired", "nullified-by-statute"})
"""Statuses under which an order binds nobody any more."""


def last_day(value: str, since: date) -> date:
    """The last day on which something still bound that has ended, as a status says, since a day.

    What has expired on a day ran through it; an act that ends an order ends it as that day begins.
    """
    return since if value == "expired" else since - timedelta(days=1)


CourtEffect = Literal[
    "none-known", "challenged-not-blocked", "blocked-in-part", "blocked-as-to-plaintiffs",
    "blocked-nationwide", "block-stayed-pending-appeal", "invalidated", "upheld",
    "moot-or-dismissed",
]  # fmt: skip
RelationType = Literal[
    "amends", "amended_by", "revokes", "revoked_by", "supersedes", "superseded_by", "continues",
    "continued_by", "suspends", "suspended_by", "reinstates", "reinstated_by", "supplements",
    "supplemented_by", "implements", "implemented_by", "moves_effective_date_of",
    "effective_date_moved_by", "references", "referenced_by",
]  # fmt: skip


_PAIRS: tuple[tuple[RelationType, RelationType], ...] = (
    ("amends", "amended_by"),
    ("revokes", "revoked_by"),
    ("supersedes", "superseded_by"),
    ("continues", "continued_by"),
    ("suspends", "suspended_by"),
    ("reinstates", "reinstated_by"),
    ("supplements", "supplemented_by"),
    ("implements", "implemented_by"),
    ("moves_effective_date_of", "effective_date_moved_by"),
    ("references", "referenced_by"),
)
INVERSE: dict[str, str] = {**dict(_PAIRS), **{there: here for here, there in _PAIRS}}
"""What a relation is from the other end."""


class Finding(Item, Generic[P]):
    """Something found in a source at a time, about the whole order or some of its sections."""

    rising = (("from_", "until"),)

    sections: tuple[Pinpoint, ...] = ()
    """The sections it is about; none means the order as a whole."""
    as_to: Text | None = None
    """The persons or places it is limited to."""
    from_: PlannedDayOfOrder | None = Field(default=None, alias="from")
    until: PlannedDayOfOrder | None = None
    source: SourceId
    as_of: DayOfOrder | None = None
    """When it was true, if not on the day the source was last checked."""
    note: P | None = None

    @property
    def unannotated(self) -> Self:
        """The finding without what is said about it."""
        return self.model_copy(update={"note": None})


class StatusEntry(Finding[P], Generic[P]):
    """Where the order stands in law. Silence of a source is never "in force"."""

    value: LegalStatus

    @property
    def begins(self) -> date | None:
        """The first day on which it is so: of what has expired, the one after the day on which it did."""
        return self.from_ and last_day(self.value, self.from_) + timedelta(days=1)


class CourtEntry(Finding[P], Generic[P]):
    """What courts have done to the order's effect, where no case of the record says it."""

    value: CourtEffect


class InEffect(Item, Generic[P]):
    """When the order, or some of its sections, bound; it overrides the order's own dates."""

    sections: tuple[Pinpoint, ...] = ()
    """None means the order as a whole."""
    from_: PlannedDay | None = Field(default=None, alias="from")
    """The day from which they bound."""
    until: PlannedDay | None = None
    """The last day on which they did."""
    moved_by: Id | None = None
    """What moved these days: an order, an instrument, or a case of this record. Until its own day
    nobody knew of it."""
    source: SourceId
    as_of: Day | None = None
    """When the source said so, if before the day it was last checked."""
    note: P | None = None

    @model_validator(mode="after")
    def _dated(self) -> "InEffect[P]":
        if self.from_ is None and self.until is None:
            raise ValueError(
                "has neither `from` nor `until`: give the first day, the last, or both"
            )
        if self.from_ and self.until and self.until < self.from_:
            raise ValueError("ends before it begins: `until` is the last day, `from` the first")
        return self


class Relation(Item, Generic[P]):
    """A tie to another order or instrument; between orders it is written once and shown in both."""

    type: RelationType
    target: Id
    """The other order, eo-13898, or an instrument of `content/instruments.yaml`."""
    section: Pinpoint | None = None
    """Where this order says so."""
    target_section: PinpointElsewhere | None = None
    """Where the target's text says so."""
    sections: tuple[PinpointElsewhere, ...] = ()
    """The sections that are meant, if not all, of the order that is acted upon."""
    partial: Flag = False
    from_: PlannedDay | None = Field(default=None, alias="from")
    title: Text | None = None
    """The other order's title, for readers whose library lacks it."""
    signed: Day | None = None
    """Its day of signing, likewise."""
    note: P | None = None
    source: SourceId
    as_of: Day | None = None
    """When the source said so, if not on the day it was last checked."""


class Authority(Item):
    """A power the order invokes, as its text puts it."""

    kind: Literal["constitution", "statute", "regulation", "order", "treaty", "other"]
    text: Text | None = None
    """The order's own words."""
    name: Text | None = None
    cite: Text | None = None
    section: Pinpoint
    url: Url | None = None

    @model_validator(mode="after")
    def _named(self) -> "Authority":
        if not (self.text or self.name):
            raise ValueError("has neither `text` nor `name`: say which authority this is")
        return self


class Clause(Item):
    """A standard clause, verbatim with its section, or looked for and absent."""

    kind: Literal[
        "no-private-right", "subject-to-appropriations", "consistent-with-law", "savings",
        "severability", "revocation", "effective-date", "sunset", "definitions",
    ]  # fmt: skip
    section: Pinpoint | None = None
    text: Text | None = None
    none: Flag = False
    """Looked for and not in the order."""

    @model_validator(mode="after")
    def _quoted_or_absent(self) -> "Clause":
        if self.none == bool(self.text or self.section) or bool(self.text) != bool(self.section):
            raise ValueError("needs both `section` and `text`, or only `none: true`")
        return self


class AgencyRole(Item, Generic[P]):
    """An agency, a body or a class of agencies that the order names, in one role; one may stand once
    for each role."""

    id: Id
    role: Literal["lead", "asked", "with", "consulted", "recipient", "detail-pool", "mentioned"]
    """`lead` must act; `asked` should or may act, where the text commands nothing."""
    sections: tuple[Pinpoint, ...] = Field(min_length=1)
    text: Text | None = None
    """The order's own words; needed for a class: "all executive departments and agencies"."""
    note: P | None = None


class Affected(Item, Generic[P]):
    """What the text does to a group of people or institutions; never "good" or "bad"."""

    party: Id
    effect: Literal[
        "benefit", "eligibility", "duty", "restriction", "cost", "procedural", "none-stated"
    ]
    basis: Literal["stated-in-order", "stated-intent", "analyst-inference"]
    section: Pinpoint
    text: P


class Comment(Item, Generic[P]):
    """A chance to be heard: a docket, a request for comments, a meeting."""

    rising = (("opens", "closes"),)

    what: P
    agency: Id | None = None
    opens: PlannedDay | None = None
    closes: PlannedDay | None = None
    url: Url | None = None
    as_of: Day | None = None
    source: SourceId


class Legislation(Item, Generic[P]):
    """A bill or a law that bears on the order."""

    name: Text
    number: Text | None = None
    text: P
    url: Url | None = None
    as_of: Day | None = None
    source: SourceId


class Money(Item, Generic[P]):
    """Whether the order itself names or moves money."""

    in_order: Flag
    note: P


class Number(Item, Generic[P]):
    """A figure, with who counted what and when."""

    id: Id | None = None
    value: Text
    unit: Text | None = None
    what: P
    section: PinpointInSource | None = None
    as_of: Day | None = None
    source: SourceId


class Quote(Item):
    """A line worth quoting, verbatim."""

    text: Text
    section: PinpointInSource | None = None
    source: SourceId = "order"


class NeedsCongress(Item, Generic[P]):
    """Something the order cannot do alone."""

    text: P
    section: Pinpoint | None = None


class Statement(Item, Generic[P]):
    """A sentence of ours that stands by itself in a list; a bare string will do."""

    text: P

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(schema)]}
