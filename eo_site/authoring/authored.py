"""An order's files as their author wrote them, with their places, which no cache keeps."""

from collections.abc import Callable, Iterator
from datetime import date

from eo_site.engine.load import Loaded
from eo_site.model.document import OrderDocument
from eo_site.model.official import OfficialText
from eo_site.model.study import OrderNote
from eo_site.plan.available import published, still_to_come
from eo_site.read.document import read_order, read_translation
from eo_site.read.official_text import read_official_texts

Bytes = Callable[[str], bytes | None]
"""The bytes of the file at a path from the site's root, if there is one."""


def documents_of(
    loaded: Loaded, slug: str, bytes_of: Bytes | None = None
) -> Iterator[OrderDocument]:
    """An order's own file, then its translations, as far as they can be read; may raise `Moved`.

    `bytes_of` gives other bytes than those of the files as they are: of an earlier version.
    """
    place, read = loaded.basis.places[slug], bytes_of or loaded.inputs.read
    data = read(place.path)
    if data is None:
        return
    document, _ = read_order(slug, place.path, data)
    if document:
        yield document
    for language, path in place.translations:
        words = read(path)
        if words is not None:
            original = place.path, data
            other, _ = read_translation(slug, original, language, path, words)
            if other:
                yield other


def official_of(loaded: Loaded, note: OrderNote) -> OfficialText | None:
    """Its official text, where that is at hand."""
    file = loaded.official(note.slug)
    return read_official_texts(dict([file]))[0].get(note.number) if file else None


def state_of(note: OrderNote, today: date) -> str:
    """Why an order is in no edition on this day; empty where it is in some."""
    if published(note, today):
        return ""
    if note.draft:
        return "a draft, in no edition"
    if first := still_to_come(note, today):
        return f"in no edition before {first}"
    return f"in no edition since {note.expires_on}"
