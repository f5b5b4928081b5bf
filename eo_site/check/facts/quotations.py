"""What is quoted from the order stands in it, and in the section named."""

from collections.abc import Iterator

from eo_site.check.claims import Claim
from eo_site.check.facts.places import listed, nesting
from eo_site.check.grounds import Grounds, pinpoints, text_of
from eo_site.check.world import OrderWorld, at
from eo_site.model.official import OfficialText
from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath
from eo_site.texts.quotes import occurs

_HINT = "quote the text as printed: … for what is left out, [ ] for what is changed"


def recorded_quotations(world: OrderWorld) -> Iterator[Problem]:
    """EO610, EO611: quotes, clauses, authorities and the words of duties."""
    text = text_of(world)
    for path, quote, sections in _recorded(world) if text else ():
        if text and (found := _misquoted(quote, text, sections)):
            yield at(world.document, path, *found)


def _recorded(world: OrderWorld) -> Iterator[tuple[KeyPath, str, tuple[str, ...]]]:
    """(path, words, where they may stand); a duty's time may stand before its list."""
    record = world.document.record
    sections = nesting(world.official) if world.official else {}
    for i, quote in enumerate(record.quotes):
        if quote.source == "order":
            yield ("quotes", i, "text"), quote.text, (quote.section,) if quote.section else ()
    for i, clause in enumerate(record.clauses):
        if clause.text and clause.section:
            yield ("clauses", i, "text"), clause.text, (clause.section,)
    for i, authority in enumerate(record.authorities):
        if authority.text:
            yield ("authorities", i, "text"), authority.text, (authority.section,)
    for i, duty in enumerate(record.duties):
        here = sections.get(duty.section, (duty.section,))
        own = (
            ("quote", duty.quote),
            ("open_class", duty.open_class),
            ("qualified", duty.qualified),
        )
        for key, words in own:
            if words:
                yield ("duties", i, key), words, here
        for key, due in (("due", duty.due), ("until", duty.until)):
            if due and due.uncounted:
                yield ("duties", i, key, "uncounted"), due.uncounted, here
    for i, agency in enumerate(record.agencies):
        if agency.text:
            yield ("agencies", i, "text"), agency.text, agency.sections


def quotations(claim: Claim, grounds: Grounds) -> Iterator[Problem]:
    """EO610, EO611: quotation marks in a sentence that cites this order and nothing else."""
    text = grounds.official
    if text is None or not claim.references:
        return
    if any(each.source != "order" for each in claim.references):
        return
    for quote in claim.quotes:
        sections, found = _sections(claim, grounds), None
        # American typesetting puts a comma or a full stop of ours inside the marks.
        for words in dict.fromkeys((quote, quote.strip("‘’' ").rstrip(".,;:?!"))):
            if (found := _misquoted(words, text, sections)) is None:
                break
        if found:
            yield grounds.problem(claim, *found, quote)


def _sections(claim: Claim, grounds: Grounds) -> tuple[str, ...]:
    """Where its quotations may stand: what is said of a fact's section may quote the words before
    the list that it belongs to."""
    around = {
        outer
        for each in claim.references[: claim.implied]
        for outer in grounds.sections.get(each.locator, ())
    }
    return (*pinpoints(claim), *sorted(around))


def _misquoted(
    quote: str, text: OfficialText, sections: tuple[str, ...]
) -> tuple[str, str, str] | None:
    """(code, message, hint) of a quotation that does not stand in any of the sections."""
    known = [each for each in sections if each == "title" or text.by_label(each)]
    if any(occurs(quote, text, each) for each in known or (None,)):
        return None
    if sections and not known:
        return None  # an unknown section is reported as such
    if places := occurs(quote, text):
        there = listed(tuple(dict.fromkeys(each.sections[-1] for each in places)))
        message = f"“{_short(quote)}” stands in {there}, not in {listed(tuple(known))}"
        return "EO611", message, "cite the section it stands in"
    return "EO610", f"the order does not say “{_short(quote)}”", _HINT


def _short(quote: str) -> str:
    return quote if len(quote) <= 90 else quote[:87].rsplit(" ", 1)[0] + " …"
