"""A record for one audience: items meant for others gone, every prose field one text.

The result has the record's own shape, but no text and no name of another audience is anywhere
in it, so nothing built from it can leak one. What is set aside is for editors, and in no edition.
A condition on something that is no list item (`money`) makes it absent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from eo_site.model.order import Review
from eo_site.model.prose import Prose, Words
from eo_site.model.source import Source
from eo_site.model.text import KeyPath
from eo_site.resolve.audiences import Reader
from eo_site.resolve.shared import keys

ProseWords = Callable[[KeyPath, Prose], Words | None]
"""From a field's path to the words that the audience reads there."""
Once = Callable[[KeyPath, Callable[[], Any]], Any]
"""A value by its path, made now or for an audience before that reads the same there."""


@dataclass(frozen=True)
class RecordFilter:
    """Makes one audience's record."""

    reader: Reader
    words: ProseWords
    once: Once = lambda _path, make: make()

    def value(self, value: Any, path: KeyPath = ()) -> Any:
        """A value of the record as this audience receives it."""
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, BaseModel | tuple | Mapping):
            return self.once(path, lambda: self._made(value, path)) if value != () else value
        return value

    def _made(self, value: Any, path: KeyPath) -> Any:
        if isinstance(value, Prose):
            return self.words(path, value)
        if isinstance(value, Review):
            mine = tuple(each for each in value.sign_offs if each.audience == self.reader.id)
            return value.model_copy(update={"sign_offs": mine})
        if isinstance(value, BaseModel):
            return self._model(value, path)
        if isinstance(value, Mapping):
            return {key: self.value(each, (*path, key)) for key, each in value.items()}
        return tuple(
            self.value(each, (*path, index))
            for index, each in enumerate(value)
            if self.reader.named(getattr(each, "for_", ()))
        )

    def _model(self, value: BaseModel, path: KeyPath) -> Any:
        if not self.reader.named(getattr(value, "for_", ())):
            return None
        changed: dict[str, Any] = {}
        for name, key in keys(type(value)):
            before = getattr(value, name)
            after = (
                ()
                if name in ("for_", "audiences", "set_aside")
                else self.value(before, (*path, key))
            )
            if after is not before:
                changed[name] = after
        # The set of fields given is not updated: it tells what the file has, as it did before.
        return value.model_copy(update=changed) if changed else value


def own_source(number: str | None, title: str, fr: str, issued: str | None) -> Source:
    """The order's text as a source, where its record does not list it."""
    name = f"Executive Order {number}" if number else title
    volume, _, page = fr.partition(" FR ")
    fields = {
        "id": "order",
        "type": "regulation",
        "title": name,
        "container-title": "Federal Register" if fr else None,
        "volume": volume or None,
        "page": page or None,
        "issued": issued,
    }
    return Source.model_validate(fields)
