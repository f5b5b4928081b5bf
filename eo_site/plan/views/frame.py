"""What surrounds every page."""

from dataclasses import dataclass

from eo_site.plan.exports.views import FileLink


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link of the interface."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SwitchLink:
    """The way to another edition."""

    id: str
    name: str
    reader: str
    """For "Read as a litigator"."""
    url: str
    same_page: bool
    """False: that edition has no such page and the link leads to its home."""
    current: bool
    language: str = ""
    """What it is written in, if not in the language of this one."""


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page says of the site."""

    id: str
    title: str
    tagline: str
    language: str
    publisher: str
    publisher_url: str
    corrections: str
    """A link target for reporting errors (mailto: or https:), or empty."""
    notice: str


@dataclass(frozen=True, slots=True)
class EditionView:
    """What every page says of its edition."""

    id: str
    name: str
    question: str
    reader: str
    tagline: str
    description: str
    public: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page of an edition."""

    site: SiteView
    edition: EditionView
    title: str
    description: str
    canonical: str
    """Absolute address of this page, or empty."""
    root: str
    """Relative prefix to the edition's root: `../../`, or `./`."""
    home: str
    chooser: str
    """Where the choice of editions is, or empty."""
    assets: str
    """Relative prefix of the theme's files."""
    switcher: tuple[SwitchLink, ...]
    nav: tuple[NavLink, ...]
    browse: tuple[NavLink, ...] = ()
    """The ways into the edition's lists; labels are keys of `t.browse`."""
    draft: bool = False
    """A reviewer's build: every page says so and asks not to be indexed."""
    followed: tuple[FileLink, ...] = ()
    """Feeds and calendars that programs should find on this page."""
    files: tuple[FileLink, ...] = ()
    """Those that the page names to its reader; on the home, every file of the edition."""
    image: str = ""
    """Absolute address of the picture shown where the page is shared, or empty."""
    report: str = ""
    """Where to report an error, with this page named; or empty."""
    own: tuple[NavLink, ...] = ()
    """The reader's own pages; labels are keys of `t.own`."""
    search: str = ""
    """The page on which the edition is searched, or empty."""
    me: str = ""
    """The address that says who is reading, where there are accounts."""
    alternates: tuple[tuple[str, str], ...] = ()
    """(language, absolute address) of this page in each language that it is in, if more than one."""
