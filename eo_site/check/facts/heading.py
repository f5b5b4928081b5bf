"""Title, number, dates and citation agree with what the printed order says of itself."""

from collections.abc import Iterator
from datetime import date

from eo_site.check.facts.places import folded
from eo_site.check.world import OrderWorld, at
from eo_site.dates import long_date
from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath
from eo_site.texts.header import HeaderFacts, header_facts


def heading(world: OrderWorld) -> Iterator[Problem]:
    """EO616: a value of the record and another in the text's own header or foot."""
    if world.official is None:
        return
    facts = header_facts(world.official)
    for path, recorded, printed in (*_texts(world, facts), *_days(world, facts)):
        message = f"`{'.'.join(map(str, path))}` is {recorded}; the printed order has {printed}"
        hint = "copy it from the printed order"
        yield at(world.document, path, "EO616", message, hint)


def _texts(world: OrderWorld, facts: HeaderFacts) -> Iterator[tuple[KeyPath, str, str]]:
    record, citation = world.document.record, world.document.record.citation
    pairs: list[tuple[KeyPath, str | int | None, str | int | None]] = [
        (("number",), record.number, facts.number),
        (("title",), record.title, facts.title),
        (("document_number",), record.document_number, facts.document_number),
        (("citation", "fr"), citation.fr if citation else None, facts.citation),
        (("citation", "start_page"), citation.start_page if citation else None, facts.first_page),
        (("citation", "end_page"), citation.end_page if citation else None, facts.last_page),
    ]
    for path, recorded, printed in pairs:
        if recorded and printed and folded(str(recorded)) != folded(str(printed)):
            yield path, f"“{recorded}”", f"“{printed}”"


def _days(world: OrderWorld, facts: HeaderFacts) -> Iterator[tuple[KeyPath, str, str]]:
    """Heading and signature may give two days; either will do."""
    dates = world.document.record.dates
    pairs: list[tuple[str, date | None, list[date]]] = [
        ("signed", dates.signed, [day for day in (facts.signed, facts.dated) if day]),
        ("filed", dates.filed, [facts.filed] if facts.filed else []),
        ("published", dates.published, [facts.published] if facts.published else []),
    ]
    for name, recorded, printed in pairs:
        if recorded and printed and recorded not in printed:
            yield ("dates", name), long_date(recorded), long_date(printed[0])
