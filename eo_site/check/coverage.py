""" "None known" is said only inside what a source declares that it covers."""

from collections.abc import Iterator

from eo_site.check.world import OrderWorld, at
from eo_site.model.document import OrderDocument
from eo_site.model.problem import Problem
from eo_site.model.source import Source


def coverage(world: OrderWorld) -> Iterator[Problem]:
    """EO407"""
    document = world.document
    sources = {each.id: each for each in (*world.sources.sources, *document.record.sources)}
    yield from _searched(document, sources)
    for i, entry in enumerate(document.record.court):
        source = sources.get(entry.source)
        if entry.value == "none-known" and source and "court" not in source.covers:
            message = f"`{source.id}` does not say that it covers `court`"
            hint = "leave the entry out: the page then says that courts were not searched"
            yield at(document, ("court", i, "source"), "EO407", message, hint)


def _searched(document: OrderDocument, sources: dict[str, Source]) -> Iterator[Problem]:
    for field, names in document.record.searched.items():
        for i, name in enumerate(names):
            source = sources.get(name)
            if source and field not in source.covers:
                message = f"`{name}` does not say that it covers `{field}`"
                hint = f"add `{field}` to its `covers`, if its silence means that there is none"
                yield at(document, ("searched", field, i), "EO407", message, hint)
            elif source and not source.checked:
                message = f"`{name}` does not say when it was `checked`"
                yield at(document, ("searched", field, i), "EO407", message, "add the day")
    for i, field in enumerate(document.record.not_applicable):
        has = getattr(document.record, field) or field in document.record.searched
        if has:
            message = f"`{field}` is not applicable, and yet searched or filled in"
            yield at(document, ("not_applicable", i), "EO407", message, "keep one of the two")
