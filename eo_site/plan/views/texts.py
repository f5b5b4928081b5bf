"""An order's official text, and what of an edition rests on it."""

from dataclasses import dataclass

from eo_site.plan.views.order import MastHead


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A provision of the official text."""

    label: str
    anchor: str
    heading: str
    paragraphs: tuple[str, ...]
    depth: int


@dataclass(frozen=True, slots=True)
class QuotedSectionView:
    """Words of a provision that the record quotes."""

    label: str
    texts: tuple[str, ...]
    """Each verbatim, without quotation marks."""


@dataclass(frozen=True, slots=True)
class OperativeTextView:
    """The order's own words by section, or those that the record quotes, and where to read them."""

    provisions: tuple[ProvisionView, ...]
    official_url: str
    proof: str = ""
    """The page that shows beside each what rests on it, or empty."""
    quoted: tuple[QuotedSectionView, ...] = ()
    """Where the official text is not at hand: what the record quotes of it."""


@dataclass(frozen=True, slots=True)
class RestView:
    """A passage of the edition that rests on a provision: a sentence, or an entry of the record."""

    text: str
    """Plain, without citations."""
    place: str
    """The heading or module it stands under."""
    url: str
    """Where it stands on the order's page."""
    cites: bool = True
    """Whether it is a sentence that cites the provision; an entry of the record names it."""
    name: str = ""
    """Of an entry: who or what it is about."""
    coded: tuple[str, str] = ("", "")
    """Of an entry: its coded value, as a map of `t` and a key in it."""
    verbatim: bool = False
    """Whether the text is the order's own words."""


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A provision, and what of the edition rests on it."""

    provision: ProvisionView
    cited: str
    """How passages cite it: `itself`, `above` (what it stands in), `below` (what stands in it), `not`."""
    sentences: tuple[RestView, ...]
    entries: tuple[RestView, ...]


@dataclass(frozen=True, slots=True)
class ProofView:
    """An order's official text beside the passages of one edition that rest on it."""

    head: MastHead
    review: str
    ai_assisted: bool
    order_url: str
    official_url: str
    rows: tuple[ProofRow, ...]
    cited: int
    """Provisions that a passage cites."""
    named: int
    """Provisions that no passage cites and an entry of the record names."""
