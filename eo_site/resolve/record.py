"""A record for one audience: items meant for others gone, every prose field one text.

The result has the record's own shape, but no text and no name of another audience is anywhere
in it, so nothing built from it can leak one. What is set aside is for editors, and in no edition.
A condition on something that is no list item (`money`) makes it absent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from eo_site.model.base import Item
from eo_site.model.document import ParsedProse
from eo_site.model.order import Review
from eo_site.model.prose import Words
from eo_site.model.source import Source
from eo_site.resolve.audiences import Reader
from eo_site.resolve.shape import Spot, blanked

Once = Callable[[Spot, Callable[[], Any]], Any]
"""A spot's value, made now or for an audience before that reads the same there."""


@dataclass(frozen=True)
class RecordFilter:
    """Makes one audience's record: what is no spot stays as it is."""

    reader: Reader
    words: Callable[[ParsedProse], Words]
    once: Once

    def value(self, value: Any, spot: Spot | None) -> Any:
        """A value of the record as this audience receives it."""
        return value if spot is None else self.once(spot, lambda: self.made(value, spot))

    def made(self, value: Any, spot: Spot) -> Any:
        """The same, made anew."""
        if spot.prose is not None:
            return self.words(spot.prose)
        if isinstance(value, BaseModel):
            return self._model(value, spot)
        if isinstance(value, Mapping):
            return {key: self.value(each, spot.parts.get(key)) for key, each in value.items()}
        return tuple(
            self.value(each, spot.parts.get(index))
            for index, each in enumerate(value)
            if not isinstance(each, Item) or self.reader.named(each.for_)
        )

    def _model(self, value: BaseModel, spot: Spot) -> Any:
        if isinstance(value, Item) and not self.reader.named(value.for_):
            return None
        changed: dict[str, Any] = dict.fromkeys(blanked(value), ())
        for name, part in spot.parts.items():
            changed[str(name)] = self.value(getattr(value, str(name)), part)
        if isinstance(value, Review):
            mine = (each for each in value.sign_offs if each.audience == self.reader.id)
            changed["sign_offs"] = tuple(mine)
        return value.model_copy(update=changed)


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
