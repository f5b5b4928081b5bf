"""An order's official text by section, beside the passages of one edition that rest on it.

The page is made from the order's page alone: it can show nothing that the edition does not print.
"""

from collections import defaultdict
from collections.abc import Mapping

from eo_site.model.audience import Audience
from eo_site.model.official import OfficialText
from eo_site.model.resolved import ResolvedOrder
from eo_site.plan.covered import How, covered
from eo_site.plan.facts import Facts
from eo_site.plan.modules.beyond import provision_views
from eo_site.plan.named import named
from eo_site.plan.pages import OrderPlan
from eo_site.plan.resting import Place, Printed
from eo_site.plan.views import ProofRow, ProofView, ProvisionView, RestView
from eo_site.urls import order_url

Rests = Mapping[str, list[RestView]]
"""By section, what rests on it."""


def has_proof(order: ResolvedOrder, audience: Audience, text: OfficialText | None) -> bool:
    """Whether an edition has the page for an order: where it asks for it, and the text is at hand."""
    return audience.proof and text is not None and order.record.withdrawn is None


def proof_view(facts: Facts, plan: OrderPlan) -> ProofView:
    """The page beside the page that `plan` is."""
    assert facts.official
    page, back = Printed(plan), order_url(facts.portable)
    sentences, entries = _sentences(page, back), _entries(page, back)
    text = covered(facts.official, sentences)
    rows = tuple(
        _row(provision, how, sentences, entries)
        for provision, (_, how) in zip(provision_views(facts.official), text.how, strict=True)
    )
    urls = facts.record.urls
    return ProofView(
        plan.head,
        plan.review,
        plan.ai_assisted,
        back,
        urls.html or urls.pdf or "",
        rows,
        sum(each.cited != "not" for each in rows),
        sum(each.cited == "not" and bool(each.entries) for each in rows),
    )


def _row(provision: ProvisionView, how: How, sentences: Rests, entries: Rests) -> ProofRow:
    cited = tuple(sentences.get(provision.label, ()))
    said = {(each.text, each.url) for each in cited}
    rest = [each for each in entries.get(provision.label, ()) if (each.text, each.url) not in said]
    return ProofRow(provision, how, cited, tuple(rest))


def _sentences(page: Printed, back: str) -> Rests:
    found: dict[str, list[RestView]] = defaultdict(list)
    known = set[tuple[str, str]]()
    for each in page.sentences():
        for label in each.sections:
            # What stands in two modules of a page is said once, where it stands first.
            if (label, each.text) not in known:
                known.add((label, each.text))
                url = f"{back}#{each.place.anchor}"
                found[label].append(RestView(each.text, each.place.title, url))
    return dict(found)


def _entries(page: Printed, back: str) -> Rests:
    found: dict[str, list[RestView]] = defaultdict(list)
    known = set[object]()
    for view, module in page.modules:
        for each in named(view.name, view.body):
            place: Place = page.duties.get(each.duty, module)
            url = f"{back}#{place.anchor}"
            rest = RestView(
                each.text, place.title, url, False, each.name, each.coded, each.verbatim
            )
            for label in each.sections:
                key = label, each.text, each.name, each.coded
                if key not in known:
                    known.add(key)
                    found[label].append(rest)
    return dict(found)
