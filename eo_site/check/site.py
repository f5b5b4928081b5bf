"""What site.yaml, audiences.yaml and file names refer to exists."""

from collections.abc import Callable, Iterator

from eo_site.check.instruments import to_add
from eo_site.check.world import SiteWorld
from eo_site.model.problem import Place, Problem, Severity
from eo_site.suggest import did_you_mean
from eo_site.urls import (
    RESERVED,
    UNDATED,
    earlier_path,
    is_old_path,
    order_path,
    page_path,
)


def site(world: SiteWorld) -> Iterator[Problem]:
    """EO410, EO411, EO412, EO413"""
    slugs = list(world.orders)
    wanted = world.library.site.featured
    if wanted and wanted not in slugs and world.is_whole(order_path(wanted)):
        place = world.library.marks["site.yaml"].place(("featured",))
        message = f"there is no order `{wanted}`"
        yield Problem("EO410", "site.yaml", place, message, did_you_mean(wanted, slugs))
    for document in world.library.pages:
        if document.slug in RESERVED:
            message = f"a page cannot be called `{document.slug}`"
            yield Problem("EO411", document.path, Place(), message, "rename the file")
    for order in world.orders.values():
        if _is_list(order.slug):
            message = f"an order cannot be called `{order.slug}`: the list of that year is"
            yield Problem("EO411", order.path, Place(), message, "rename the file: eo-13903.md")
    yield from _source_names(world)
    yield from _aliases(world)
    yield from _sections(world)


def _is_list(name: str) -> bool:
    """Whether a list of orders has the address `orders/<name>/`: those of a year, and later pages of all."""
    return name.isdigit() or name == UNDATED


def _source_names(world: SiteWorld) -> Iterator[Problem]:
    """EO301: a source of `content/sources.yaml` is for audiences that exist."""
    known = {*world.library.audiences.by_id, *world.library.audiences.groups}
    marks = world.library.marks.get("content/sources.yaml")
    for i, source in enumerate(world.library.sources.sources if marks else ()):
        for j, name in enumerate(source.for_):
            if marks and name not in known:
                place = marks.place(("sources", i, "for", j))
                message = f"unknown audience `{name}`"
                yield Problem("EO301", marks.source.path, place, message, did_you_mean(name, known))


def _aliases(world: SiteWorld) -> Iterator[Problem]:
    """EO413: an earlier address leads to one page only, and stands in the place of none."""
    taken = {order_path(slug): order.path for slug, order in world.orders.items()}
    taken |= {page_path(page.slug): page.path for page in world.library.pages}
    for path, alias, place, path_of in _earlier(world):
        address = earlier_path(alias, path_of)
        owner = taken.get(address) or _owner(world, alias, address)
        if owner:
            message, hint = f"`{alias}` already leads to {owner}", "give each address to one page"
            yield Problem("EO413", path, place, message, hint)
        taken.setdefault(address, path)


def _earlier(world: SiteWorld) -> Iterator[tuple[str, str, Place, Callable[[str], str]]]:
    """(file, earlier address, its place, what makes a path of an earlier id) of every page."""
    for order in world.orders.values():
        for alias, place in order.aliases:
            yield order.path, alias, place, order_path
    for page in world.library.pages:
        for i, alias in enumerate(page.record.aliases):
            yield page.path, alias, page.place("aliases", i), page_path


def _owner(world: SiteWorld, alias: str, address: str) -> str:
    """What of the site itself an earlier address would stand in the place of, or empty."""
    first = address.partition("/")[0]
    if not is_old_path(alias):
        if address == page_path(alias):
            return "a part of every edition" if alias in RESERVED else ""
        return "the list of a year" if _is_list(alias) else ""
    if first.partition(".")[0] in RESERVED or not address:
        return f"`{first or 'the home page'}`, a part of every edition"
    audiences = world.library.audiences.audiences
    editions = {name for each in audiences for name in (each.id, *each.formerly)}
    return f"the edition `{first}`" if first in editions else ""


def _sections(world: SiteWorld) -> Iterator[Problem]:
    """A section that an edition places, but no order has, is likely a slip."""
    known = {ident for order in world.orders.values() for ident in order.sections}
    marks = world.library.marks["audiences.yaml"]
    known = known if world.all_whole else set()
    for i, audience in enumerate(world.library.audiences.audiences):
        named = [
            *((("lead", j), m) for j, m in enumerate(audience.lead)),
            *((("modules", j), m) for j, m in enumerate(audience.modules)),
        ]
        wanted = [
            (path, m.removeprefix("section:")) for path, m in named if m.startswith("section:")
        ]
        wanted += [(("sections", "first", j), m) for j, m in enumerate(audience.sections.first)]  # type: ignore[misc]
        wanted += [(("sections", "omit", j), m) for j, m in enumerate(audience.sections.omit)]  # type: ignore[misc]
        for path, ident in wanted if known else ():
            if ident not in known:
                place = marks.place(("audiences", i, *path))
                message = f"no order has a section `{ident}`"
                hint = did_you_mean(ident, known)
                yield Problem("EO412", "audiences.yaml", place, message, hint, Severity.WARNING)


def relations(world: SiteWorld) -> Iterator[Problem]:
    """EO402, EO420, EO432: what a record names besides its order is an order, or an instrument."""
    instruments = {each.id for each in world.library.instruments.instruments}
    for slug, order in world.orders.items():
        for code, named, words in (
            ("EO402", order.relations, "no order and no instrument"),
            ("EO420", order.movers, "no order, no instrument and no case of this record"),
            ("EO432", order.case_subjects, "no order and no instrument"),
        ):
            for target, place in named:
                if target == slug:
                    message = "an order related to itself"
                    yield Problem(code, order.path, place, message, "delete it")
                elif not (
                    target in world.orders or target in instruments or _may_be(world, target)
                ):
                    near = did_you_mean(target, {*world.orders, *instruments})
                    hint = "; or ".join(filter(None, (near, to_add(target))))
                    yield Problem(code, order.path, place, f"`{target}` is {words}", hint)


def _may_be(world: SiteWorld, slug: str) -> bool:
    """Whether there is such an order: here, in a file that could not be read, or elsewhere."""
    number = slug.removeprefix("eo-")
    numbered = slug.startswith("eo-") and number[:1].isdigit()
    return numbered or not world.is_whole(order_path(slug))
