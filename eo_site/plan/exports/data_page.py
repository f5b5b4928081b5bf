"""The page that says what an edition's data is, what it means and how far it goes."""

from collections.abc import Mapping, Sequence
from typing import Any

from eo_site.model.audience import Audience
from eo_site.model.site import Site
from eo_site.model.source import SourceFile
from eo_site.plan.exports.coverage import coverage
from eo_site.plan.exports.offer import DESCRIBED, SCHEMA, Offer
from eo_site.plan.exports.views import DataView, FileLink
from eo_site.plan.frame import edition_base
from eo_site.urls import DATA_PAGE, Linker, absolute


def data_view(
    filled: Sequence[tuple[str, ...]],
    files: Offer,
    audience: Audience,
    site: Site,
    sources: SourceFile,
    strings: Mapping[str, Any],
    *,
    portable: bool = False,
) -> DataView:
    """The page; `filled` is `filled_fields` of each order."""
    linker, base = Linker(DATA_PAGE, portable), edition_base(site, audience)
    every = list(files.files())
    if DESCRIBED & set(audience.exports):
        every.append(("schema", "application/schema+json", SCHEMA))
    return DataView(
        tuple(FileLink(kind, type_, linker.to(path), True) for kind, type_, path in every),
        len(filled),
        coverage(filled, {each.id: each for each in sources.sources}, strings["data_fields"]),
        f"{strings['data']['title']} · {audience.name} · {site.title}",
        strings["data"]["intro"],
        absolute(base, DATA_PAGE),
        tuple((absolute(base, path), type_) for _, type_, path in every if base),
        site.publisher.name,
        site.publisher.url or "",
        site.language,
    )
