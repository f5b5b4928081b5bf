"""Terms, sources and acts where something else names them."""

from dataclasses import dataclass
from datetime import date


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
    language: str = ""
    """What its name and what is said of it are in, where that is not the site's language."""


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
