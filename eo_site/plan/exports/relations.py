"""How the orders of an edition are tied to others and to other instruments, as nodes and edges."""

from collections.abc import Sequence

from eo_site.model.audience import Audience
from eo_site.model.facts import INVERSE, Relation
from eo_site.model.listed import ListedOrder
from eo_site.model.prose import Words
from eo_site.model.site import Site
from eo_site.plan.exports.records import OrderNode, RelationRow, RelationsFile
from eo_site.plan.facts import Facts
from eo_site.plan.frame import edition_base
from eo_site.plan.views import TieView
from eo_site.urls import absolute, order_path


def tied_orders(orders: Sequence[ListedOrder]) -> list[str]:
    """The orders of an edition that a relation begins or ends with."""
    tied = {slug for order in orders for ends in order.ends for slug in ends}
    return [order.slug for order in orders if order.slug in tied]


def relations_file(orders: Sequence[Facts], audience: Audience, site: Site) -> RelationsFile:
    """Every relation that a record of the edition states, once for each record that states it."""
    base = edition_base(site, audience)
    edges = _edges(orders)
    tied = _ends(edges)
    inside = {facts.order.slug: _inside(facts, base) for facts in orders}
    outside = {
        tie.slug: _outside(tie) for facts in orders for tie in facts.ties if tie.slug not in inside
    }
    nodes = [node for slug, node in (inside | outside).items() if slug in tied]
    return RelationsFile(
        site=site.id,
        edition=audience.id,
        orders=tuple(sorted(nodes, key=lambda each: each.slug)),
        relations=tuple(sorted(edges, key=lambda each: (each.subject, each.object, each.type))),
    )


def _edges(orders: Sequence[Facts]) -> list[RelationRow]:
    return [
        edge(facts.order.slug, relation) for facts in orders for relation in facts.record.relations
    ]


def _ends(edges: Sequence[RelationRow]) -> set[str]:
    return {slug for each in edges for slug in (each.subject, each.object)}


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
