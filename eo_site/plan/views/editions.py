"""An edition's home and its other pages: search, briefing, profile; and the chooser."""

from dataclasses import dataclass
from datetime import date

from eo_site.plan.views.frame import NavLink, SiteView
from eo_site.plan.views.lists import CardView
from eo_site.plan.views.named import TermView


@dataclass(frozen=True, slots=True)
class InterestGroupView:
    """Interests offered to follow, with the number of this edition's orders that carry each."""

    label: str
    terms: tuple[tuple[TermView, int], ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """An edition's home."""

    cards: tuple[CardView, ...]
    """Analysed orders first, then records alone; the newest first in each; at most 50."""
    total: int
    untagged: int
    """Orders that carry no interest yet."""
    interests: tuple[InterestGroupView, ...]
    default_interests: tuple[str, ...]
    facets_url: str
    """`data/facets.json`, relative."""
    titles_url: str
    cards_url: str
    """Of the files of cards; `%(number)s` stands for the file's number."""
    analysed: int
    """Orders of which something of ours says what they do."""
    duties: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    """Of each card's order, how many duties each agency has: (slug, ((agency, number), …))."""
    briefing_url: str = ""
    """The reader's briefing, where the edition has one."""
    list_url: str = ""
    """Address of a term's list, with `%(kind)s` and `%(id)s` for `agencies` and an agency's id."""
    compare_url: str = ""
    """Where orders are put side by side."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """The page on which an edition's full text is searched. Addresses are relative."""

    index_url: str
    """Pagefind's program beside its index; empty while the edition has nothing to search."""
    slugs_url: str
    """Which order each of the index's pages is."""
    orders_url: str
    """`data/facets.json`: the terms that each order carries."""
    titles_url: str
    """`data/titles.json`: titles, and every name of orders and terms."""
    cards_url: str
    """Of the files of cards, as on the home page."""
    list_url: str
    """Address of a term's list, as on the home page."""
    home_url: str


@dataclass(frozen=True, slots=True)
class VoiceView:
    """An edition on the chooser, by its own words on the featured order."""

    id: str
    name: str
    reader: str
    question: str
    tagline: str
    opening: str
    """The first two sentences of its summary of the featured order, or empty."""
    url: str
    order_url: str
    """The featured order in this edition, or empty."""
    language: str
    """What the edition is written in."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is to read in the first public edition."""

    orders: int = 0
    analysed: int = 0
    newest: date | None = None
    """The last day on which one of them was signed."""


@dataclass(frozen=True, slots=True)
class ChooserView:
    """The front door: which edition is yours?"""

    site: SiteView
    title: str
    canonical: str
    image: str
    assets: str
    featured: str
    """The featured order's label and title, or empty."""
    voices: tuple[VoiceView, ...]
    members: tuple[str, ...]
    """Names of members' editions, if the publisher wants them named."""
    holdings: Holdings = Holdings()
    browse: tuple[NavLink, ...] = ()
    """The ways into the first public edition's lists."""
    draft: bool = False
    """A reviewer's build."""
    me: str = ""
    """The address that says who is reading, where there are accounts."""
    home: str = ""
    """The address of the front door, on the page for addresses that lead nowhere."""


@dataclass(frozen=True, slots=True)
class BriefingView:
    """The briefing's page."""

    data_url: str
    """`data/briefing.json`, relative."""
    suggested: tuple[tuple[str, str], ...]
    """(id, label) of the interests that stand for those of a reader who never chose."""
    deadlines_url: str
    corrections_url: str
    profile_url: str
    home_url: str


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The profile's page."""

    briefing_url: str
    home_url: str
    order_url: str
    """Address of an order's page, with `%(slug)s` for its slug."""
    facets_url: str
    titles_url: str
    """Of the filter's data, which says what can be followed, and the titles of orders."""


@dataclass(frozen=True, slots=True)
class CompareView:
    """The page on which orders are put side by side. Addresses are relative."""

    cards: tuple[CardView, ...]
    """Orders to choose from where no script runs: as on the home page."""
    facets_url: str
    titles_url: str
    cards_url: str
    home_url: str
