"""Modules that make the page usable: contents, body, citation, sources, history."""

from eo_site.dates import MONTHS
from eo_site.model.resolved import ResolvedOrder, ResolvedSection
from eo_site.model.source import Source
from eo_site.plan.facts import Facts, PageFacts
from eo_site.plan.known import sources_shown
from eo_site.plan.views import ChangeView, CiteView

BLUEBOOK_MONTHS = {
    "January": "Jan.", "February": "Feb.", "March": "Mar.", "April": "Apr.", "August": "Aug.",
    "September": "Sept.", "October": "Oct.", "November": "Nov.", "December": "Dec.",
}  # fmt: skip
"""The Bluebook, table T12; the other months are not abbreviated."""


def contents(_facts: PageFacts) -> tuple[()]:
    """tuple[ContentsEntry]; filled in when it is known which modules print."""
    return ()


def sections(facts: PageFacts) -> tuple[ResolvedSection, ...] | None:
    """tuple[ResolvedSection]"""
    return facts.order.body.sections or None


def main_section(order: ResolvedOrder, ident: str) -> tuple[ResolvedSection, ...] | None:
    """tuple[ResolvedSection]: the main section of that id with all below it."""
    found: list[ResolvedSection] = []
    for section in order.body.sections:
        level = section.heading.level if section.heading else 1
        if found and level <= 2:
            break
        if found or (section.heading and section.heading.id == ident):
            found.append(section)
    return tuple(found) or None


def sources(facts: PageFacts) -> tuple[Source, ...] | None:
    """tuple[Source]: what this edition's text and facts rest on."""
    return sources_shown(facts.order, facts.record) or None


def corrections(facts: PageFacts) -> tuple[ChangeView, ...] | None:
    """tuple[ChangeView]: the page's history, the newest first."""
    ordered = sorted(facts.record.changes, key=lambda each: each.on, reverse=True)
    return tuple(ChangeView(each.on, each.kind, each.text) for each in ordered) or None


def cite_as(facts: PageFacts) -> CiteView:
    """CiteView"""
    record = facts.record
    authority = next((each.section for each in record.authorities), "")
    changed = max((each.on for each in record.changes), default=None)
    return CiteView(bluebook(facts), authority, record.title, changed, "", "")


def bluebook(facts: Facts) -> str:
    """The Bluebook's rule 14.7: Exec. Order No. 13,903, 85 Fed. Reg. 6721 (Jan. 31, 2020)."""
    record = facts.record
    number, _, suffix = (record.number or "").partition("-")
    name = (
        f"Exec. Order No. {int(number):,}{'-' + suffix if suffix else ''}"
        if number
        else record.title
    )
    volume, _, page = (record.citation.fr if record.citation else "").partition(" FR ")
    printed = f", {volume} Fed. Reg. {page}" if page else ""
    signed = record.dates.signed
    if signed is None:
        return name + printed
    month = MONTHS[signed.month - 1]
    return f"{name}{printed} ({BLUEBOOK_MONTHS.get(month, month)} {signed.day}, {signed.year})"
