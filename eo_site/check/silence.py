"""What a source does not say is worth less the longer nobody has asked it again."""

from collections.abc import Iterator
from datetime import date, timedelta

from eo_site.check.world import OrderWorld, at
from eo_site.dates import long_date
from eo_site.model.problem import Problem

_SILENT = "no-recorded-revocation"
_ENDS = frozenset({"revoked_by", "superseded_by", "suspended_by"})


def old_silence(world: OrderWorld) -> Iterator[tuple[date, Problem]]:
    """EO640: a status that rests on the silence of one source, from the day on which that is too old.

    Of an order that nobody has analysed nothing more is said than its dated record, nor is it held
    against anybody.
    """
    if not world.analysed:
        return
    record = world.document.record
    said = {(each.value, each.source) for each in record.status}
    if len(said) != 1 or any(each.type in _ENDS for each in record.relations):
        return
    [(value, ident)] = said
    if value != _SILENT:
        return
    sources = {each.id: each for each in (*world.sources.sources, *record.sources)}
    checked = sources[ident].checked if ident in sources else None
    days = [day for entry in record.status for day in (entry.as_of, checked) if day]
    if not days:
        return
    oldest, limit = min(days), world.site.silence_days
    message = (
        f"the status rests on the silence of `{ident}` alone, as of {long_date(oldest)}, "
        f"over {limit} days ago"
    )
    hint = (
        "look again, and search what the source does not record; "
        "`silence_days` in site.yaml sets the limit"
    )
    after = min(limit + 1, (date.max - oldest).days)
    yield (
        oldest + timedelta(days=after),
        at(world.document, ("status", 0, "source"), "EO640", message, hint),
    )
