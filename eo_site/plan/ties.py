"""Relations of orders to orders and other instruments, seen from both ends, and what they do to an order's status.

A relation is written once, in either record. The other order shows its inverse, with the section
of the text that says so, or the source that its record names. Nothing is taken from a record whose
page the edition lacks; such an order is shown by what is public: number, title, day of signing,
citation and official link.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from eo_site.model.facts import INVERSE, Relation
from eo_site.model.prose import Words
from eo_site.model.resolved import SlimOrder
from eo_site.model.source import Source
from eo_site.model.study import PublicRecord
from eo_site.plan.views import ActView, FindingView, SourceRef, TieView
from eo_site.urls import Linker, order_path

ENDS = {"revoked_by": "revoked", "superseded_by": "superseded", "suspended_by": "suspended"}
"""Relations that change the status of the order they are seen from."""
_WEAK = frozenset({"references", "referenced_by"})


Stated = tuple[SlimOrder, Relation[Words]]
"""(order, relation): what one order's record says of another."""


@dataclass(frozen=True)
class Shelf:
    """The orders and other instruments that an edition's pages can point to."""

    inside: Container[str]
    """Those that have a page in the edition."""
    public: Mapping[str, PublicRecord]
    """Every published order, and every other instrument: where an edition has no page of one, this
    alone is shown."""
    language: str = ""
    """What its pages are in, where that is not the site's language."""

    def named(self, ident: str) -> PublicRecord | None:
        """What an edition's pages call an order or an instrument: by a translation's title if they have it."""
        public = self.public.get(ident)
        translated = public and self.language and ident in self.inside
        return public.in_language(self.language) if public and translated else public


def stated(orders: Iterable[SlimOrder]) -> dict[str, list[Stated]]:
    """By target, every relation that the records of an edition's orders state."""
    found: dict[str, list[Stated]] = {}
    for order in orders:
        for relation in order.record.relations if not order.record.withdrawn else ():
            found.setdefault(relation.target, []).append((order, relation))
    return found


def ties(
    order: SlimOrder, shelf: Shelf, incoming: Sequence[Stated], linker: Linker
) -> tuple[TieView, ...]:
    """Every relation of an order, its own first; a bare reference yields to anything stronger."""
    own = [_own(relation, order, shelf, linker) for relation in order.record.relations]
    seen = {(each.type, each.slug) for each in own}
    inverse = [_inverse(stating, shelf, each, linker) for stating, each in incoming]
    every = [*own, *(each for each in inverse if (each.type, each.slug) not in seen)]
    strong = {each.slug for each in every if each.type not in _WEAK}
    references = {each.slug for each in every if each.type == "references"}
    return tuple(
        each
        for each in every
        if each.type not in _WEAK
        or (each.slug not in strong and (each.type == "references" or each.slug not in references))
    )


def _own(relation: Relation[Words], order: SlimOrder, shelf: Shelf, linker: Linker) -> TieView:
    source = _source(relation, order)
    act = named_act(relation.target, shelf, linker)
    return TieView(
        relation.type,
        relation.target,
        act.label,
        act.title or relation.title or "",
        act.signed or relation.signed,
        act.citation,
        act.url,
        relation.target in shelf.inside,
        relation.section or "",
        relation.sections,
        relation.partial,
        relation.from_,
        relation.note,
        source,
        "",
        _as_of(relation, source),
        relation.target_section or "",
        act.kind,
    )


def named_act(ident: str, shelf: Shelf, linker: Linker) -> ActView:
    """An order or an instrument by its id, as any edition may name it."""
    public = shelf.named(ident)
    if public is None:
        return ActView(ident, _label(ident), "", "", None, "")
    url = linker.to(order_path(ident)) if ident in shelf.inside else public.official
    return ActView(
        ident, public.label, public.title, url, public.signed, public.citation, kind=public.kind
    )


def acts_named(order: SlimOrder, shelf: Shelf, linker: Linker) -> tuple[ActView, ...]:
    """The orders and instruments that a record names, each once."""
    record = order.record
    named = [each.target for each in record.relations]
    named += [each.moved_by for each in record.in_effect if each.moved_by]
    named += [each.about for each in record.cases if each.about]
    return tuple(named_act(each, shelf, linker) for each in dict.fromkeys(named))


def _as_of(relation: Relation[Words], source: SourceRef | None) -> date | None:
    return older(relation.as_of, source.checked if source else None)


def older(*days: date | None) -> date | None:
    """The oldest of some days: what a source said then is all that is known."""
    return min((day for day in days if day), default=None)


def _source(relation: Relation[Words], order: SlimOrder, page: str = "") -> SourceRef | None:
    """What an order's record rests a relation on, as its page lists it."""
    source = next((each for each in order.sources if each.id == relation.source), None)
    if source is None:
        return None
    anchor = f"{page}#source-{source.id}"
    return source_ref(source, anchor)


def source_ref(source: Source, anchor: str) -> SourceRef:
    """A source where a fact names it."""
    name, gaps = source.short or source.title, source.does_not_cover or ""
    return SourceRef(source.id, name, source.checked, anchor, gaps, source.language or "")


def _label(slug: str) -> str:
    return f"EO {slug.removeprefix('eo-').upper()}" if slug.startswith("eo-") else slug


def _inverse(
    stating: SlimOrder, shelf: Shelf, relation: Relation[Words], linker: Linker
) -> TieView:
    public, page = shelf.named(stating.slug), linker.to(order_path(stating.slug))
    assert public
    source = None if relation.source == "order" else _source(relation, stating, page)
    return TieView(
        INVERSE[relation.type],
        stating.slug,
        public.label,
        public.title,
        public.signed,
        public.citation,
        page,
        True,
        relation.section or "",
        relation.sections,
        relation.partial,
        relation.from_,
        None,
        source,
        public.label,
        _as_of(relation, source),
        relation.target_section or "",
    )


@dataclass(frozen=True)
class Ending:
    """An order ended, replaced or suspended by another act, as a relation tells it."""

    tie: TieView
    value: str
    whole: bool
    """Whether all of it, and nothing of that is back."""

    @property
    def since(self) -> date | None:
        """From when on; the day of the act where the relation names no other."""
        return self.tie.since or self.tie.signed


def endings(found: Sequence[TieView], today: date) -> Iterator[Ending]:
    """What other acts have done to an order that still stands today, in force or about to be."""
    for tie in found:
        if value := ENDS.get(tie.type):
            restored = [each for each in found if _restores(each, tie, today)]
            if not any(_covers(each, tie) for each in restored):
                yield Ending(tie, value, not (tie.partial or tie.sections or restored))


def status_from(found: Sequence[TieView], today: date) -> Iterator[FindingView]:
    """What later acts did to this order, as far as it has come into force and still stands."""
    for each in endings(found, today):
        tie = each.tie
        if tie.since and tie.since > today:
            continue
        yield FindingView(
            each.value if each.whole else "in-force-in-part",
            (),
            "",
            each.since,
            None,
            tie.as_of,
            _credit(tie),
            None,
            tie.act,
        )


def _credit(tie: TieView) -> SourceRef:
    """The source that a record names for a tie; else the other order, by the section that says so."""
    if tie.source:
        of = f", {tie.stated_by}" if tie.stated_by else ""
        return replace(tie.source, short=f"{tie.source.short}{of}")
    where = f"{tie.label}, sec. {tie.there}" if tie.there else tie.label
    where += f", on sec. {', '.join(tie.sections)}" if tie.sections else ""
    return SourceRef(tie.slug, where, None, tie.url or "#m-relations")


def _restores(other: TieView, ended: TieView, today: date) -> bool:
    """Whether one order put back, by now, what an earlier one had ended."""
    since, before = other.since or other.signed, ended.since or ended.signed
    if other.type != "reinstated_by" or (since and since > today):
        return False
    return since > before if since and before else _number(other) > _number(ended)


def _number(tie: TieView) -> int:
    """An order's place among orders whose days are not at hand: they are numbered as they are signed."""
    digits = re.match(r"eo-(\d+)", tie.slug)
    return int(digits[1]) if digits else 0


def _covers(restoring: TieView, ended: TieView) -> bool:
    """Whether all that was ended is back; what is back in part leaves the order in force in part."""
    if restoring.sections:
        return bool(ended.sections) and set(ended.sections) <= set(restoring.sections)
    return not restoring.partial
