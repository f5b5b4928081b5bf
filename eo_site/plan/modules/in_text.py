"""What an order's official text says by itself, where nobody has analysed the order yet."""

from contextlib import suppress
from functools import lru_cache

from eo_site.dates import add_duration
from eo_site.model.official import OfficialText
from eo_site.model.vocabulary import Vocabulary
from eo_site.plan.facts import PageFacts
from eo_site.plan.views import InTextView, TextAgencyView, TextDeadlineView
from eo_site.texts.deadlines import Deadline, deadlines
from eo_site.texts.mentions import mentions, names_of

_names_of = lru_cache(maxsize=2)(names_of)
"""One site has one vocabulary for all its orders."""


def in_text(facts: PageFacts) -> InTextView | None:
    """InTextView: time limits and agencies by section, found by program and read by nobody."""
    if facts.official is None:
        return None
    found = tuple(_deadline(each, facts) for each in deadlines(facts.official) if not each.quoted)
    named = _agencies(facts.official, facts.vocabularies.agencies)
    agencies = tuple(
        TextAgencyView(facts.term("agencies", each), sections) for each, sections in named
    )
    return InTextView(found, agencies) if found or agencies else None


def _deadline(found: Deadline, facts: PageFacts) -> TextDeadlineView:
    """With its date where it runs from the order's own, or is one."""
    signed, due = facts.record.dates.signed, found.on
    countable = found.duration and not (found.business or found.repeats)
    if countable and found.from_order and signed and "T" not in found.duration:
        with suppress(OverflowError):
            due = add_duration(signed, found.duration)
    return TextDeadlineView(found.section, found.phrase, due, found.on is None)


@lru_cache(maxsize=4)
def _agencies(
    text: OfficialText, vocabulary: Vocabulary
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(agency, sections) in the text's sequence; formulas that nearly every order has name nobody."""
    found: dict[str, dict[str, None]] = {}
    for each in mentions(text, _names_of(vocabulary)):
        if not (each.quoted or each.boilerplate or each.in_heading):
            found.setdefault(each.agency, {})[each.section] = None
    return tuple((agency, tuple(sections)) for agency, sections in found.items())
