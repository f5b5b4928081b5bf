"""Which orders and pages an edition has, on a given day."""

from collections.abc import Mapping, Sequence
from datetime import date

from eo_site.model.library import Library
from eo_site.model.study import OrderNote


def out_from(order: OrderNote) -> date | None:
    """The first day on which the order is out, if any is: there is none to speak of before it was signed."""
    days = (order.publish_on, order.public.signed)
    return max((day for day in days if day), default=None)


def still_to_come(order: OrderNote, today: date) -> date | None:
    """The first day on which the order is out, where that is ahead."""
    first = out_from(order)
    return first if first and first > today else None


def published(order: OrderNote, today: date, *, drafts: bool = False) -> bool:
    """Whether the order is out: signed, no draft, not embargoed, not expired; for reviewers, all are."""
    if drafts:
        return True
    if order.draft or still_to_come(order, today):
        return False
    return not (order.expires_on and order.expires_on <= today)


def meant_for(named: Sequence[str], members: Mapping[str, frozenset[str]], audience: str) -> bool:
    """Whether an edition gets a file, by its `audiences:` list."""
    return not named or any(audience in members.get(each, ()) for each in named)


def members_by_name(library: Library) -> dict[str, frozenset[str]]:
    """Every audience and group with the audiences it means."""
    groups = {name: frozenset(ids) for name, ids in library.audiences.groups.items()}
    return groups | {each: frozenset({each}) for each in library.audiences.by_id}
