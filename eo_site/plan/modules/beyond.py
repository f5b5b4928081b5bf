"""Modules that lead beyond the order: to others, to figures, bills, words and files."""

import re

from eo_site import __version__
from eo_site.model.official import OfficialText
from eo_site.model.vocabulary import Term
from eo_site.plan.facts import NONE_IN_TEXT, PageFacts
from eo_site.plan.modules.apparatus import corrections
from eo_site.plan.modules.record import text_digest
from eo_site.plan.quoted import quoted_sections
from eo_site.plan.views import (
    CoordinationView,
    DownloadsView,
    FactView,
    GlossaryEntry,
    OperativeTextView,
    ProvisionView,
    RelatedView,
    TieView,
    VersionsView,
)  # fmt: skip
from eo_site.urls import provision_anchor


def relations(facts: PageFacts) -> tuple[TieView, ...] | None:
    """tuple[TieView]"""
    return facts.ties or None


def related(facts: PageFacts) -> tuple[RelatedView, ...] | None:
    """tuple[RelatedView]"""
    return facts.related or None


def coordination(facts: PageFacts) -> object | None:
    """CoordinationView: duties done with, through or in consultation with somebody."""
    every = facts.duties
    found = tuple(
        each
        for each in every
        if each.with_ or each.consults or each.via or each.open_class or len(each.who) > 1
    )
    if every and not found:
        return NONE_IN_TEXT
    return CoordinationView(found) if found else None


def legislation(facts: PageFacts) -> tuple[FactView, ...] | None:
    """tuple[FactView]: `detail` is the bill's or law's number."""
    return (
        tuple(
            FactView(
                name=each.name,
                detail=each.number or "",
                text=each.text,
                url=each.url or "",
                as_of=facts.as_of(each),
                source=facts.source(each.source),
            )
            for each in facts.record.legislation
        )
        or None
    )


def numbers(facts: PageFacts) -> tuple[FactView, ...] | None:
    """tuple[FactView]: `value` the figure, `detail` its unit."""
    return (
        tuple(
            FactView(
                value=each.value,
                detail=each.unit or "",
                text=each.what,
                sections=(each.section,) if each.section else (),
                as_of=facts.as_of(each),
                source=facts.source(each.source),
            )
            for each in facts.record.numbers
        )
        or None
    )


def glossary(facts: PageFacts) -> tuple[GlossaryEntry, ...] | None:
    """tuple[GlossaryEntry]: the words of the glossary that this edition's text uses."""
    text = page_text(facts)
    terms = facts.vocabularies.glossary.by_id.values()
    found = [
        GlossaryEntry(term.label, term.definition or "") for term in terms if _used(term, text)
    ]
    return tuple(sorted(found, key=lambda each: each.term.lower())) or None


def _used(term: Term, text: str) -> bool:
    names = "|".join(re.escape(name) for name in (term.label, *term.aliases))
    return bool(term.definition and re.search(rf"\b(?:{names})s?\b", text, re.IGNORECASE))


def page_text(facts: PageFacts) -> str:
    """Our own words on the page, plain."""
    record = facts.record
    found = [each.text for each in record.own_words]
    found += [each.what.text for each in record.duties]
    found += [p.words.text for s in facts.order.body.sections for p in s.passages]
    return "\n".join(found)


def downloads(facts: PageFacts) -> DownloadsView | None:
    """DownloadsView"""
    urls = facts.record.urls
    json_url = "index.json" if "json" in facts.exports else ""
    view = DownloadsView(urls.html or "", urls.pdf or "", json_url)
    return view if urls.html or urls.pdf or json_url else None


def versions(facts: PageFacts) -> VersionsView:
    """VersionsView"""
    return VersionsView(
        corrections(facts) or (), text_digest(facts.order), f"eo-site {__version__}"
    )


def operative_text(facts: PageFacts) -> OperativeTextView | None:
    """OperativeTextView: provisions where the official text is at hand, else quoted words and the way to it."""
    url = facts.record.urls.html or facts.record.urls.pdf or ""
    if facts.official is None:
        quoted = quoted_sections(facts.record)
        return OperativeTextView((), url, quoted=quoted) if url or quoted else None
    return OperativeTextView(provision_views(facts.official), url, facts.proof)


def provision_views(text: OfficialText) -> tuple[ProvisionView, ...]:
    """The official text as pages print it, provision by provision."""
    return tuple(
        ProvisionView(
            each.label,
            provision_anchor(each.label),
            "" if text.reflow else each.heading,
            tuple(part for part in each.text.split("\n") if part.strip()),
            each.depth,
        )
        for each in text.sections
    )
