"""An order's files as they stand on the disk, read again with the place of everything in them."""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from eo_site.authoring.source_pieces import Edition, SourcePiece, source_pieces
from eo_site.content_files import files_beside
from eo_site.engine.preview import Preview
from eo_site.engine.study import pack
from eo_site.model.document import OrderDocument
from eo_site.model.library import OrderFile
from eo_site.model.problem import Severity
from eo_site.model.study import OrderNote
from eo_site.plan.facts import PageFacts
from eo_site.read.document import read_order, read_translation
from eo_site.resolve.audiences import Audiences, Reader


@dataclass(frozen=True)
class OrderSource:
    """One order's files: its own, and those in other languages."""

    preview: Preview
    note: OrderNote
    documents: tuple[OrderDocument, ...]

    @property
    def parsed(self) -> bytes:
        """The documents as pages are made from them."""
        return pack(self.documents)

    def document_of(self, audience: str) -> OrderDocument:
        """The file that an audience reads."""
        return next(each for each in self.documents if audience in self._readers(each))

    @cached_property
    def facts(self) -> dict[str, PageFacts]:
        """By audience, in the order of `audiences.yaml`."""
        return self.preview.facts_of(self.note.slug, self.parsed)

    @cached_property
    def pieces(self) -> list[SourcePiece]:
        """Every text of the files."""
        audiences = Audiences(self.preview.setting.library.audiences)
        return [
            piece
            for document in self.documents
            for piece in source_pieces(
                document,
                {
                    name: Edition(Reader(audiences, name), facts.order)
                    for name, facts in self.facts.items()
                    if name in self._readers(document)
                },
            )
        ]

    def _readers(self, document: OrderDocument) -> frozenset[str]:
        written = [language for language, _ in self.note.translations]
        return self.preview.setting.library.readers(document.language, written)


def order_source(
    preview: Preview, root: Path, slug: str, *, lines: bool = False
) -> OrderSource | None:
    """The files of an order; None where there is no such order, or one of them cannot be shown just now.

    That is while it is missing, or has an error. With `lines`, markup says where each paragraph stands.
    """
    note = preview.loaded.notes.get(slug)
    if note is None:
        return None
    with suppress(OSError):
        data = (root / note.path).read_bytes()
        others = tuple(
            (language, path, (root / path).read_bytes()) for language, path in note.translations
        )
        file = OrderFile(slug, note.path, data, translations=others)
        documents = _read(file, lines=False)
        if documents is None or not _is_sound(preview, root, file, pack(documents)):
            return None
        documents = _read(file, lines=True) if lines else documents
        return OrderSource(preview, note, documents) if documents else None
    return None


def _read(file: OrderFile, *, lines: bool) -> tuple[OrderDocument, ...] | None:
    document, _ = read_order(file.slug, file.path, file.data, lines=lines)
    found = [document]
    for language, path, data in file.translations:
        original = file.path, file.data
        found.append(read_translation(file.slug, original, language, path, data, lines=lines)[0])
    documents = tuple(each for each in found if each)
    return documents if len(documents) == len(found) else None


def _is_sound(preview: Preview, root: Path, file: OrderFile, parsed: bytes) -> bool:
    """Whether pages can be made of an order's files: they are those on show, or no error is found in them."""
    with preview.cache.lock:
        if preview.cache.shown(file.slug) == parsed:
            return True
    place = preview.loaded.basis.places[file.slug]
    beside = tuple(files_beside(root, place)) if place.folder else ()
    [studied] = preview.tasks.study([replace(file, beside=beside)])
    return all(each.severity is not Severity.ERROR for each in studied.study.problems)
