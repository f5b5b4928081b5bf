"""Ties to other orders and instruments, and what a reader may want next."""

from dataclasses import dataclass
from datetime import date

from eo_site.model.prose import Words
from eo_site.plan.views.named import ActView, SourceRef, TermView


@dataclass(frozen=True, slots=True)
class TieView:
    """A relation to another order or instrument; `type` in `t.relation`."""

    type: str
    slug: str
    label: str
    title: str
    signed: date | None
    citation: str
    url: str
    """The order's page in this edition, else its official text, else empty."""
    inside: bool
    """Whether `url` stays within the edition."""
    section: str
    """Where the text that says so says it."""
    sections: tuple[str, ...]
    """The sections concerned, if not all."""
    partial: bool
    since: date | None
    note: Words | None
    source: SourceRef | None
    """What the record that states the relation rests it on; None where that is the other order's text."""
    stated_by: str
    """The other order's label, where the relation stands in its record."""
    as_of: date | None = None
    """When the source said so: the relation's own day or the day its source was checked, the older."""
    target_section: str = ""
    """Where the text of what it leads to says so, whichever record states it."""
    kind: str = ""
    """Of an instrument that is no executive order: what it is."""

    @property
    def there(self) -> str:
        """Where the other's text says so."""
        return self.section if self.stated_by else self.target_section

    @property
    def here(self) -> str:
        """Where this order's text says so, though another record states it."""
        return self.target_section if self.stated_by else ""

    @property
    def act(self) -> ActView:
        """The other order or instrument as what has acted."""
        return ActView(
            self.slug, self.label, self.title, self.url, self.signed, self.citation, self.there,
            self.kind,
        )  # fmt: skip

    @property
    def bare(self) -> bool:
        """Whether no more is known of the other than its number, and of the tie than what it does."""
        known = (self.url, self.title, self.signed, self.citation, self.sections, self.partial)
        return not any((*known, self.since, self.note))

    @property
    def resting(self) -> tuple[object, ...]:
        """What it rests on; ties for which this is equal name it once."""
        return self.source, self.as_of, self.stated_by, self.section, self.here

    @property
    def own_words(self) -> bool:
        """Whether a section of this order's own text says so."""
        own = self.source is not None and self.source.id == "order"
        return bool(self.section) and own and not self.stated_by


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Another order a reader may want next, and why; `reason` in `t.related`."""

    label: str
    title: str
    url: str
    signed: date | None
    reason: str
    """`relation` or `interests`."""
    type: str
    """The relation's type, in `t.relation`; else empty."""
    shared: tuple[TermView, ...]
    """The interests that both carry."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What an order's page shows of other orders."""

    ties: tuple[TieView, ...] = ()
    related: tuple[RelatedView, ...] = ()
    acts: tuple[ActView, ...] = ()
    """Orders and instruments that its record names, whether or not they are known of today."""
