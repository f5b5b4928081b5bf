"""An order as a bibliographic item, from what its record says of it and nothing else."""

from eo_site.plan.exports.views import CitationView
from eo_site.plan.facts import Facts
from eo_site.plan.modules.apparatus import bluebook


def citation(facts: Facts) -> CitationView:
    """The order itself, as a list of literature has it."""
    record = facts.record
    printed = record.citation
    volume, _, first = (printed.fr if printed else "").partition(" FR ")
    start = str(printed.start_page) if printed and printed.start_page else first
    end = str(printed.end_page) if printed and printed.end_page else ""
    president = facts.term("presidents", record.president).label if record.president else ""
    return CitationView(
        facts.order.slug,
        record.number or "",
        record.official_title or record.title,
        f"Executive Order {record.number}" if record.number else record.title,
        president,
        bluebook(facts),
        volume if first else "",
        start,
        end,
        record.dates.signed,
        record.dates.published,
        record.urls.html or record.urls.pdf or "",
    )
