"""A court case as its history: one entry, however many courts it went through.

What courts have done to an order on a day is never typed; it follows from the events up to that day
(`eo_site.court_effect`).
"""

from typing import Generic, Literal

from pydantic import Field, model_validator

from eo_site.model.base import Day, Frozen, Id, Item, Pinpoint, SourceId, Text, Url
from eo_site.model.prose import P

CaseEventKind = Literal[
    "filed", "tro-granted", "tro-denied", "pi-granted", "pi-denied", "permanent-injunction",
    "judgment-for-government", "declared-invalid", "stayed", "stayed-in-part", "stay-denied",
    "appealed", "affirmed", "affirmed-in-part", "reversed", "reversed-in-part", "vacated",
    "vacated-in-part", "modified", "expired", "remanded", "cert-granted", "cert-denied", "dismissed", "moot",
    "settled", "closed",
]  # fmt: skip
GRANTS: frozenset[str] = frozenset(
    {"tro-granted", "pi-granted", "permanent-injunction", "declared-invalid"}
)
"""Events by which a court blocks something, or holds it invalid."""

Scope = Literal["nationwide", "parties", "place", "part"]


class CaseEvent(Frozen, Generic[P]):
    """What one court did, or a party asked of it, on one day.

    An event is for all who receive its case: without some of them the court effect would be false.
    """

    on: Day
    kind: CaseEventKind
    court: Id
    """A term of `content/vocabularies/courts.yaml`."""
    docket: Text | None = None
    """The number there; without it that of the case's last event in the same court."""
    citation: Text | None = None
    """Of this decision: 857 F.3d 554."""
    sections: tuple[Pinpoint, ...] = ()
    """What the act reaches. None: of a block, the case's sections; of all else, whatever was blocked."""
    scope: Scope | None = None
    """Whom a block reaches from this day on."""
    as_to: P | None = None
    """The persons or the place that a block reaches from this day on, in words."""
    source: SourceId | None = None
    """What says so; without it the case's source."""
    url: Url | None = None
    note: P | None = None

    @model_validator(mode="after")
    def _reaching(self) -> "CaseEvent[P]":
        if self.kind in GRANTS and self.scope is None:
            raise ValueError(
                "has no `scope`: say whether it reaches `nationwide`, the `parties`, a `place`"
                " or only a `part` of those whom the order reaches"
            )
        if self.scope in ("place", "part") and self.as_to is None:
            raise ValueError(f"has the scope `{self.scope}` and no `as_to`: say which in words")
        return self


class Case(Item, Generic[P]):
    """A case about the order, or about another instrument whose fate the order's readers ask for."""

    id: Id
    name: Text
    about: Id | None = None
    """The instrument or other order that it concerns, if not this order: it then has no effect here."""
    sections: tuple[Pinpoint, ...] = ()
    """What of the order it challenges; none means the order as a whole."""
    note: P | None = None
    source: SourceId | None = None
    """Of every event that names none itself."""
    events: tuple[CaseEvent[P], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sourced(self) -> "Case[P]":
        bare = next((each for each in self.events if not (each.source or self.source)), None)
        if bare:
            raise ValueError(
                f"has no `source` for what happened on {bare.on}: name one there or for the case"
            )
        return self

    def source_of(self, event: CaseEvent[P]) -> str:
        """The id of what an event rests on."""
        return event.source or self.source or ""

    @property
    def unannotated(self) -> "Case[P]":
        """The case without what is said about it: with what its effect follows from."""
        events = tuple(each.model_copy(update={"note": None}) for each in self.events)
        return self.model_copy(update={"note": None, "events": events})

    @property
    def history(self) -> tuple[CaseEvent[P], ...]:
        """The events by day, each with its docket number where the case tells it."""
        dockets, found = dict[str, str](), []
        for event in sorted(self.events, key=lambda each: each.on):
            docket = event.docket or dockets.get(event.court)
            if docket:
                dockets[event.court] = docket
            found.append(event.model_copy(update={"docket": docket}))
        return tuple(found)
