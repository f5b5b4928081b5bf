"""Invented official texts, and the names of the shipped vocabulary."""

from datetime import date
from functools import cache

import yaml

from eo_site.model.official import OfficialText, TextSection
from eo_site.model.vocabulary import Vocabulary
from eo_site.texts.names import Names, names_of
from tests.sites import REPOSITORY


def official(*sections: tuple[str, str], title: str = "Keeping Lighthouses") -> OfficialText:
    """An order of sections given as `3(b)` or `3 Heading`, and words."""
    found = []
    for head, words in sections:
        label, _, heading = head.partition(" ")
        depth = 1 + label.count("(")
        found.append(TextSection(label, heading, words, 1, depth))
    return OfficialText("99999", title, date(2099, 11, 2), tuple(found))


@cache
def shipped_names() -> Names:
    """The agencies of this repository's site."""
    path = REPOSITORY / "content/vocabularies/agencies.yaml"
    data = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
    return names_of(Vocabulary.model_validate(data))
