"""The files that an edition has of each order: where each stands, when there is one, how it is made.

A build plans by this table and workers make by it, so that no file is planned that nobody makes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from eo_site.engine.reach import Reach
from eo_site.model.audience import Audience
from eo_site.model.study import EditionStudy, OrderNote
from eo_site.plan.facts import PageFacts
from eo_site.plan.pages import OrderPlan, PlannedPage
from eo_site.plan.site import PROOF_TEMPLATE, EditionPlanner
from eo_site.render.data import order_json
from eo_site.render.html import HtmlRenderer
from eo_site.urls import file_of, order_path, proof_path


@dataclass(frozen=True)
class OrderInEdition:
    """An order as one edition shows it, with what its files are made by."""

    facts: PageFacts
    planner: EditionPlanner
    renderer: HtmlRenderer

    @cached_property
    def page(self) -> PlannedPage:
        """Its page, laid out."""
        return self.planner.order(self.facts)


@dataclass(frozen=True)
class OrderOutput:
    """One kind of file that an edition may have of an order."""

    address: Callable[[str], str]
    """By order, the address of the page that it is, or that it belongs to, in other editions too."""
    path: Callable[[str], str]
    """By order, where it stands in the edition."""
    wanted: Callable[[Audience, OrderNote, EditionStudy], bool]
    """Whether an edition has one of an order."""
    theme: Callable[[Reach, Audience], str]
    """Digest of the templates that it is made with."""
    make: Callable[[OrderInEdition], bytes]


def _page(order: OrderInEdition) -> bytes:
    return order.renderer.page(order.page)


def _json(order: OrderInEdition) -> bytes:
    return order_json(order.facts)


def _proof(order: OrderInEdition) -> bytes:
    assert isinstance(order.page.content, OrderPlan)
    return order.renderer.page(order.planner.proof(order.facts, order.page.content))


ORDER_OUTPUTS = (
    OrderOutput(
        order_path,
        lambda slug: file_of(order_path(slug)),
        lambda _audience, _note, _study: True,
        lambda reach, audience: reach.order(audience),
        _page,
    ),
    OrderOutput(
        order_path,
        lambda slug: order_path(slug) + "index.json",
        lambda audience, note, _: "json" in audience.exports and not note.withdrawn,
        lambda reach, audience: reach.order(audience),
        _json,
    ),
    OrderOutput(
        proof_path,
        lambda slug: file_of(proof_path(slug)),
        lambda _audience, _note, study: study.proof,
        lambda reach, _: reach.of(PROOF_TEMPLATE),
        _proof,
    ),
)
"""The page, its data, and the official text beside what rests on it."""


def wanted_outputs(
    audience: Audience, note: OrderNote, study: EditionStudy
) -> Iterator[tuple[str, OrderOutput]]:
    """(path, output) of everything that an edition has of an order."""
    for output in ORDER_OUTPUTS:
        if output.wanted(audience, note, study):
            yield output.path(note.slug), output


def output_at(slug: str, path: str) -> OrderOutput:
    """What stands at a path, which is one of the order's."""
    return next(each for each in ORDER_OUTPUTS if each.path(slug) == path)
