"""From a page back to the files that it is made from: for the browser, the page with its lines in it.

An order's file is read so that its markup names its lines in comments, and the page is rendered from
that. The browser holds that page against the one that it shows. What is built knows nothing of it.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from eo_site.authoring.order_source import OrderSource, order_source
from eo_site.engine.preview import Preview
from eo_site.model.document import OrderDocument, PageDocument
from eo_site.model.problem import Place
from eo_site.plan.modules import MODULES
from eo_site.serve.desk import PageLines, Target
from eo_site.urls import order_of, order_path, page_path, proof_path

SHARED_SOURCES = "content/sources.yaml"


def page_lines(preview: Preview, root: Path, edition: str, path: str) -> PageLines | None:
    """The way back from an order's page, its proof, or a page of text; None for any other."""
    slug = order_of(path)
    if slug and path in (order_path(slug), proof_path(slug)) and preview.has(edition, path):
        source = order_source(preview, root, slug, lines=True)
        return _of_order(source, root, edition, path) if source else None
    for text in preview.setting.texts.get(edition, ()):
        if page_path(text.slug) == path:
            return _of_text(preview, text.slug, edition)
    return None


# Orders -------------------------------------------------------------------------------------


def _of_order(source: OrderSource, root: Path, edition: str, path: str) -> PageLines:
    document = source.document_of(edition)
    html = source.preview.made_of(edition, source.note.slug, path, source.parsed).decode()
    shared = dict(_shared_sources(root))
    return PageLines(document.path, html, {**shared, **dict(_ids(document))})


def _ids(document: OrderDocument) -> Iterator[tuple[str, Target]]:
    """Elements that an order's page names by what stands in its file."""
    record = document.record
    for module in MODULES:
        key = module.field or module.name
        if (key,) in document.marks.keys:
            yield f"m-{module.name}", (document.path, document.place(key, key=True))
    for prefix, key, names in (
        ("duty", "duties", [each.id for each in record.duties]),
        ("case", "cases", [each.id for each in record.cases]),
        ("source", "sources", [each.id for each in record.sources]),
    ):
        for at, name in enumerate(names):
            yield f"{prefix}-{name}", (document.path, document.place(key, at))
    yield from _headings(document)


def _headings(document: OrderDocument | PageDocument) -> Iterator[tuple[str, Target]]:
    for section in document.body.sections:
        inner = (part.heading for block in section.blocks for part in block.parts)
        for heading in (section.heading, *inner):
            if heading:
                yield heading.id, (document.path, heading.place)


def _shared_sources(root: Path) -> Iterator[tuple[str, Target]]:
    """The sources that several orders cite, by a look at the lines of their file."""
    with suppress(OSError, UnicodeDecodeError):
        lines = (root / SHARED_SOURCES).read_text("utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            if found := _SOURCE.match(line):
                yield (
                    f"source-{found['id']}",
                    (SHARED_SOURCES, Place(number, found.start("id") + 1)),
                )


_SOURCE = re.compile(r"\s*-\s+\{?\s*id:\s*[\"']?(?P<id>[a-z0-9-]+)")


# Pages of text ------------------------------------------------------------------------------


def _of_text(preview: Preview, slug: str, edition: str) -> PageLines | None:
    """A page's file and its headings; its paragraphs are those below them."""
    library = preview.setting.library
    written = [each.language for each in library.pages if each.slug == slug]
    for document in library.pages:
        if document.slug == slug and edition in library.readers(document.language, written):
            return PageLines(document.path, "", dict(_headings(document)))
    return None
