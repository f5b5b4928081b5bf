"""Which orders and pages an edition has, on a given day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from eo_site.model.document import Document, OrderDocument
from eo_site.model.library import Library


def published(document: OrderDocument, today: date, *, drafts: bool = False) -> bool:
    """Whether the order is out: no draft, not embargoed, not expired; for reviewers, all are."""
    record = document.record
    if drafts:
        return True
    if record.draft or (record.publish_on and record.publish_on > today):
        return False
    return not (record.expires_on and record.expires_on <= today)


def meant_for(
    document: Document[Any], members: Mapping[str, frozenset[str]], audience: str
) -> bool:
    """Whether an edition gets the document, by its `audiences:` list."""
    names = document.record.audiences
    return not names or any(audience in members.get(name, frozenset()) for name in names)


def members_by_name(library: Library) -> dict[str, frozenset[str]]:
    """Every audience and group with the audiences it means."""
    groups = {name: frozenset(ids) for name, ids in library.audiences.groups.items()}
    return groups | {each: frozenset({each}) for each in library.audiences.by_id}
