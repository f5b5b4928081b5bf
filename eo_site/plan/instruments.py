"""Legal instruments that are no executive orders, as pages name them and link to them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from eo_site.dates import DateWords, day_words
from eo_site.model.instrument import Instrument, InstrumentFile
from eo_site.model.library import Library, Theme
from eo_site.model.study import PublicRecord

LABELS = "instrument_label"
"""Of the theme's words, those that instruments are named with."""


def read_with(theme: Theme) -> object:
    """Of a theme's words, those that orders are read with: names of instruments, and dates."""
    return [
        (name, each.get("dates"), each.get(LABELS), each.get("pin"))
        for name, each in theme.languages.items()
    ]


def worded(library: Library, theme: Theme) -> Library:
    """The library with the words of a theme that orders are read with."""
    dates = {name: each["dates"] for name, each in theme.languages.items()}
    labels = {name: _labels(library.instruments, each) for name, each in theme.languages.items()}
    locators = {name: each["pin"] for name, each in theme.languages.items()}
    return replace(
        labelled(library, theme.strings), dates=dates, instrument_labels=labels, locators=locators
    )


def labelled(library: Library, strings: Mapping[str, Any]) -> Library:
    """The library with a label on each instrument: its own, or one made with the theme's words."""
    named = library.instruments.named(_labels(library.instruments, strings))
    return replace(library, instruments=named)


def _labels(file: InstrumentFile, strings: Mapping[str, Any]) -> dict[str, str]:
    """By id, the labels of instruments that have none of their own."""
    words: Mapping[str, Mapping[str, str]] = strings[LABELS]
    dates: DateWords = strings["dates"]
    return {each.id: _label(each, words, dates) for each in file.instruments if not each.label}


def _label(instrument: Instrument, words: Mapping[str, Mapping[str, str]], dates: DateWords) -> str:
    """Proclamation 10141; Memorandum of June 14, 2017; where neither is known, as it is printed."""
    if instrument.number:
        return words["numbered"][instrument.kind] % {"number": instrument.number}
    if instrument.dates.signed:
        day = day_words(instrument.dates.signed, "long", dates)
        return words["dated"][instrument.kind] % {"date": day}
    return instrument.citation or instrument.title or instrument.id


def public_instruments(library: Library) -> dict[str, PublicRecord]:
    """By id, what every edition says of an instrument wherever it is named."""
    return {
        each.id: PublicRecord(
            each.label or each.id,
            each.title or "",
            each.dates.signed,
            each.citation or "",
            each.url or "",
            each.kind,
        )
        for each in library.instruments.instruments
    }
