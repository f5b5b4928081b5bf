"""`[=d7.due]`: the values of a record that text can print, so that no date is typed twice."""

from collections.abc import Mapping
from datetime import date
from html import escape

from eo_site.dates import DateWords, day_words
from eo_site.model.order import Order
from eo_site.model.prose import P


def printable_values(record: Order[P], dues: Mapping[str, date | None]) -> dict[str, str | date]:
    """Every value by its path: the order's own, `<duty>.due`, `<duty>.section`, `<number>.value`."""
    dates = record.dates
    found: dict[str, str | date | None] = {
        "number": record.number,
        "title": record.title,
        "document_number": record.document_number,
        "citation": record.citation.fr if record.citation else None,
        "signed": dates.signed,
        "filed": dates.filed,
        "published": dates.published,
        "effective": dates.effective,
    }
    for duty in record.duties:
        found[f"{duty.id}.due"] = dues.get(duty.id)
        found[f"{duty.id}.until"] = dues.get(f"{duty.id}.until")
        found[f"{duty.id}.section"] = duty.section
    for number in record.numbers:
        if number.id:
            found[f"{number.id}.value"] = number.value
    return {name: value for name, value in found.items() if value is not None}


def as_markup(value: str | date, words: DateWords) -> str:
    """A value as HTML, dates in the language of `words`."""
    if isinstance(value, date):
        return f'<time datetime="{value.isoformat()}">{day_words(value, "long", words)}</time>'
    return escape(value, quote=False)
