"""Legal instruments that are no executive orders: what changes orders, and what orders change.

Orders are amended, revoked, moved and carried out by proclamations, memoranda, statutes and rules,
too, and by the guidance and reports of agencies. `content/instruments.yaml` holds them once; relations
and cases of any order name them by their ids.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator

from eo_site.model.base import Day, Frozen, Id, PlannedDay, Text, Url
from eo_site.model.source import Source

INSTRUMENTS = "content/instruments.yaml"
"""The file that holds them."""

InstrumentKind = Literal[
    "proclamation", "memorandum", "determination", "notice", "order", "statute", "rule",
    "resolution", "guidance", "report",
]  # fmt: skip
INSTRUMENT_KINDS: tuple[str, ...] = get_args(InstrumentKind)
_SOURCE_TYPES: dict[str, str] = {
    "statute": "legislation", "resolution": "legislation", "guidance": "report", "report": "report",
}  # fmt: skip
"""What type of source an instrument is; else a regulation."""


def _no_order(value: str) -> str:
    if value.startswith("eo-"):
        raise ValueError("names an executive order: those have files of their own, or need none")
    return value


class InstrumentDates(Frozen):
    """An instrument's own days."""

    signed: Day | None = None
    """For a statute or resolution, the day it became law."""
    published: Day | None = None
    effective: PlannedDay | None = None


class Instrument(Frozen):
    """A proclamation, memorandum, determination, notice, statute, rule, resolution, or an agency's paper."""

    id: Annotated[Id, AfterValidator(_no_order)]
    """By this name relations refer to it, and texts cite it: `proc-10141`, `memo-82-fr-27965`."""
    kind: InstrumentKind
    number: Text | None = None
    label: Text | None = None
    """How pages name it; without one, its kind with its number, or with its day of signing."""
    title: Text | None = None
    president: Id | None = None
    dates: InstrumentDates = InstrumentDates()
    citation: Text | None = None
    """Where it is printed: 86 FR 7005, 136 Stat. 1159, 50 U.S.C. 1622."""
    document_number: Text | None = None
    """The Federal Register's."""
    url: Url | None = None
    """Its official address."""
    source: Id | None = None
    """A source of `content/sources.yaml` that states all this; without one, its own text does."""


class InstrumentFile(Frozen):
    """`content/instruments.yaml`: legal instruments that are no executive orders."""

    instruments: tuple[Instrument, ...] = ()

    def find(self, ident: str) -> Instrument | None:
        """The instrument of an id."""
        return next((each for each in self.instruments if each.id == ident), None)

    def named(self, labels: Mapping[str, str]) -> "InstrumentFile":
        """The same with other labels, by id."""
        return InstrumentFile(
            instruments=tuple(
                each.model_copy(update={"label": labels[each.id]}) if each.id in labels else each
                for each in self.instruments
            )
        )


def as_source(instrument: Instrument, label: str, language: str | None = None) -> Source:
    """An instrument's own text as a source, for what cites it by its id; `language` is its label's."""
    fields = {
        "id": instrument.id,
        "type": _SOURCE_TYPES.get(instrument.kind, "regulation"),
        "title": f"{label}: {instrument.title}" if instrument.title else label,
        "short": label,
        "number": instrument.citation,
        "issued": instrument.dates.signed and instrument.dates.signed.isoformat(),
        "URL": instrument.url,
        "language": language,
    }
    return Source.model_validate(fields)
