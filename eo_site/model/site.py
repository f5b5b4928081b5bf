"""`site.yaml`: what is the same on every page of every edition."""

from dataclasses import dataclass
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from eo_site.model.base import Flag, Frozen, Id, LanguageTag, Text, Url, Whole
from eo_site.model.editor import editor_pattern
from eo_site.model.host import Accounts, Host
from eo_site.model.language import InLanguage, by_language, schema_by_language, translated
from eo_site.model.rules import Weight


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("is not a time zone of the IANA list, such as America/New_York") from None
    return value


@dataclass(frozen=True, slots=True)
class Editor:
    """`editor:` of `site.yaml`. No text of it: braces mean no audiences here."""

    pattern: str


def _editor(value: object) -> object:
    return Editor(editor_pattern(value)) if isinstance(value, str) else value


EditorField = Annotated[
    Editor | None, BeforeValidator(_editor), WithJsonSchema({"type": "string", "minLength": 1})
]


class Publisher(Frozen):
    """Who answers for the site."""

    name: Text
    url: Url | None = None
    corrections: Text | None = None
    """Where readers report an error: an e-mail address or a web address."""


class SiteTexts(InLanguage):
    """What the site says of itself, in another language."""

    title: Text | None = None
    tagline: Text | None = None
    notice: Text | None = None
    publisher: Text | None = None
    """The publisher's name."""


class Site(Frozen):
    """The site as a whole."""

    id: Id
    """Names the reader's profile in the browser; change it and readers lose their follows."""
    title: Text
    tagline: Text | None = None
    base_url: Url | None = None
    """Where `build/` is served. Without it pages have no canonical address and no sitemap."""
    publisher: Publisher
    notice: Text
    """Printed at the foot of every page: what this is not."""
    time_zone: Annotated[str, AfterValidator(_zone)] = "America/New_York"
    """Decides which day it is when `--now` is not given."""
    language: LanguageTag = "en"
    """Of the front door, and of every edition that names no other."""
    translations: Annotated[
        tuple[SiteTexts, ...],
        BeforeValidator(by_language),
        WithJsonSchema(schema_by_language("title", "tagline", "notice", "publisher")),
    ] = ()
    """By language, the site's own texts for editions in that language."""
    theme: Id = "default"
    featured: Id | None = None
    """The order whose openings the chooser shows; without it, the newest analysed one."""
    rules: dict[str, Weight] = Field(default_factory=dict)
    """How much each rule about content counts here, by its name or code; docs/problems.md lists them."""
    source_days: Whole = 365
    """After how many days a source has to be looked at again."""
    silence_days: Whole = 730
    """After how many days the silence of one source is too old to carry an order's status alone."""
    name_members_editions: Flag = False
    """Whether public pages may name the editions that only members can read."""
    editor: EditorField = None
    """With which editor `eo-site serve` opens a passage's file: its name, or an address with `{path}`,
    `{line}` and `{column}`. Nothing that is built knows of it."""
    host: Host | None = None
    """Where the site is served, for `eo-site host` and `check --host`."""
    accounts: Accounts | None = None
    """Which edition each account opens. Without it nothing on the pages knows of accounts."""

    def in_language(self, language: str) -> "Site":
        """The site as editions in another language name it."""
        texts = translated(self.translations, language)
        given = texts.model_dump(exclude_none=True, exclude={"language"}) if texts else {}
        if name := given.pop("publisher", None):
            given["publisher"] = self.publisher.model_copy(update={"name": name})
        return self.model_copy(update={"language": language, **given})
