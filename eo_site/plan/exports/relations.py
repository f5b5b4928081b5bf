"""How the orders of an edition are tied to others and to other instruments, as nodes and edges."""

from collections.abc import Sequence
from dataclasses import dataclass

from eo_site.model.audience import Audience
from eo_site.model.facts import INVERSE, Relation
from eo_site.model.listed import ListedOrder
from eo_site.model.prose import Words
from eo_site.model.site import Site
from eo_site.plan.exports.records import OrderNode, RelationRow, RelationsFile
from eo_site.plan.facts import Facts
from eo_site.plan.views import TieView
from eo_site.urls import absolute, order_path


def tied_orders(orders: Sequence[ListedOrder]) -> list[str]:
    """The orders of an edition that a relation begins or ends with."""
    tied = {slug for order in orders for ends in order.ends for slug in ends}
    return [order.slug for order in orders if order.slug in tied]


@dataclass(frozen=True, slots=True)
class TiedOrder:
    """What the file has of one order."""

    node: OrderNode
    stated: tuple[RelationRow, ...]
    """The relations that its record states."""
    others: tuple[OrderNode, ...]
    """What it is tied to, from either end, as of an edition that has no page of it."""


def tied_order(facts: Facts, base: str) -> TiedOrder:
    """One order of an edition that has the address `base`, or none."""
    slug = facts.order.slug
    stated = tuple(edge(slug, each) for each in facts.record.relations)
    return TiedOrder(_inside(facts, base), stated, tuple(map(_outside, facts.ties)))


def relations_file(orders: Sequence[TiedOrder], audience: Audience, site: Site) -> RelationsFile:
    """Every relation that a record of the edition states, once for each record that states it."""
    edges = [each for order in orders for each in order.stated]
    ends = {slug for each in edges for slug in (each.subject, each.object)}
    inside = {order.node.slug: order.node for order in orders}
    others = {each.slug: each for order in orders for each in order.others}
    nodes = [node for slug, node in (others | inside).items() if slug in ends]
    return RelationsFile(
        site=site.id,
        edition=audience.id,
        orders=tuple(sorted(nodes, key=lambda each: each.slug)),
        relations=tuple(sorted(edges, key=lambda each: (each.subject, each.object, each.type))),
    )


def edge(slug: str, relation: Relation[Words]) -> RelationRow:
    """A relation as the order `slug` states it, turned so that the later order acts."""
    passive = relation.type.endswith("_by")
    return RelationRow(
        subject=relation.target if passive else slug,
        type=INVERSE[relation.type] if passive else relation.type,
        object=slug if passive else relation.target,
        section=relation.section,
        target_section=relation.target_section,
        sections=relation.sections,
        partial=relation.partial,
        since=relation.from_,
        note=relation.note.text if relation.note else None,
        source=relation.source,
        stated_by=slug,
    )


def _inside(facts: Facts, base: str) -> OrderNode:
    record, path = facts.record, order_path(facts.order.slug)
    return OrderNode(
        slug=facts.order.slug,
        kind="order",
        label=record.label,
        title=record.title,
        signed=record.dates.signed,
        citation=record.citation.fr if record.citation else None,
        url=absolute(base, path) or path,
        inside=True,
    )


def _outside(tie: TieView) -> OrderNode:
    return OrderNode(
        slug=tie.slug,
        kind=tie.kind or "order",
        label=tie.label,
        title=tie.title or None,
        signed=tie.signed,
        citation=tie.citation or None,
        url=tie.url or None,
        inside=False,
    )
