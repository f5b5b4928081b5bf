"""Dockets that nobody has read yet: what an import proposes as cases, and no page shows.

They stand in a file of their own, which only `check` and `import` look at. A case reaches pages when
somebody has read its docket and moved it into the order's record.
"""

from typing import Literal

from pydantic import Field

from eo_site.model.base import Day, Frozen, Id, Text, Url

DOCKETS = "content/dockets.yaml"
"""The file that holds them."""


class DocketEvent(Frozen):
    """What a docket's own dates say; never what a court decided."""

    on: Day
    kind: Literal["filed", "closed", "cert-granted", "cert-denied"]
    court: Id
    docket: Text | None = None
    url: Url | None = None


class ProposedCase(Frozen):
    """A case in the words of an order's record, as far as a docket gives them."""

    id: Id
    name: Text
    source: Id | None = None
    events: tuple[DocketEvent, ...] = Field(min_length=1)


class Docket(Frozen):
    """One docket, unread."""

    docket_id: Text | None = None
    """CourtListener's number."""
    orders: tuple[Id, ...] = ()
    """The orders that it may be about, where somebody or the import's table has said so."""
    says: Text | None = None
    """What the table that was imported says of it, word for word."""
    as_of: Day | None = None
    """When it said so."""
    set_aside: Text | None = None
    """Why it is not to become a case: it then counts as read."""
    case: ProposedCase


class DocketFile(Frozen):
    """`content/dockets.yaml`."""

    dockets: tuple[Docket, ...] = ()
