"""This repository's own analyses, read and checked in whole."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from eo_site.engine.load import Loaded
from eo_site.model.body import Citation, Listing, Piece, Variant
from eo_site.model.document import OrderDocument
from eo_site.read.document import read_order
from eo_site.read.official_text import read_official_texts
from tests.sites import REPOSITORY, loaded


def test_the_shipped_library_has_no_problem_and_reads_as_promised() -> None:
    """Not even a warning: reading levels, pinpoints' form, terms, links. The day is fixed."""
    found = loaded(REPOSITORY)
    assert [each.line() for each in found.problems] == []
    assert found.setting
    # The reading level is that of English.
    audiences = found.setting.library.audiences.audiences
    assert all(each.reading for each in audiences if not each.language)


TEXTS, RECORDS = os.environ.get("EO_TEXTS_DIR", ""), os.environ.get("EO_RECORDS_DIR", "")


@pytest.fixture(scope="module")
def checked() -> Loaded:
    """The library held against the official texts, and against the records where they are at hand."""
    if not TEXTS:
        pytest.skip("NO REAL TEXT WAS READ: set EO_TEXTS_DIR")
    return loaded(REPOSITORY, texts=Path(TEXTS), records=Path(RECORDS) if RECORDS else None)


def test_nothing_is_said_that_the_texts_refute(checked: Loaded) -> None:
    """Every quotation, pinpoint, deadline and agency of every order; nor what the records do."""
    assert [each.line() for each in checked.problems] == []


def test_every_pinpoint_of_the_shipped_orders_is_in_the_official_text(checked: Loaded) -> None:
    """No section is cited that the order does not have."""
    found = checked
    assert found.officials.keys() == found.notes.keys() != set()
    for note in found.notes.values():
        document, _ = read_order(note.slug, note.path, (REPOSITORY / note.path).read_bytes())
        file = found.official(note.slug)
        assert file
        texts, _ = read_official_texts(dict([file]))
        labels = {each.label for each in texts[note.number].sections}
        assert document
        wrong = {label for label in pinpoints(document) if label not in labels | {"title"}}
        assert not wrong, (document.path, sorted(wrong))


def pinpoints(document: OrderDocument) -> Iterator[str]:
    """Every section of its own text that an order's record and prose name."""
    record = document.record
    listed = (
        *record.authorities, *record.clauses, *record.agencies, *record.affected, *record.duties,
        *record.numbers, *record.quotes, *record.needs_congress,
    )  # fmt: skip
    for item in listed:
        if getattr(item, "source", "order") == "order":
            yield from sections_of(item)
    pieces = [
        piece
        for each in document.prose.values()
        for piece in (each.default, *(p for _, p in each.variants))
    ]
    pieces += [p.piece for s in document.body.sections for b in s.blocks for p in b.parts]
    for piece in pieces:
        for citation in citations(piece):
            for reference in citation.references:
                if reference.source == "order" and reference.locator:
                    yield from (label.strip() for label in reference.locator.split(","))


def sections_of(item: BaseModel) -> Iterator[str]:
    """The `section` and `sections` of an entry."""
    values: dict[str, Any] = dict(item)
    if values.get("section"):
        yield values["section"]
    yield from values.get("sections", ())


def citations(piece: Piece) -> Iterator[Citation]:
    """Every citation in a piece, however deep."""
    for segment in piece:
        if isinstance(segment, Citation):
            yield segment
        elif isinstance(segment, Variant):
            for inner in (segment.default, *(text for _, text in segment.texts)):
                yield from citations(inner)
        elif isinstance(segment, Listing):
            for item in segment.items:
                yield from citations(item.piece)
