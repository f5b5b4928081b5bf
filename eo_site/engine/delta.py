"""What of some orders is another: their own pages, what others show of them, what rules between orders read.

Who goes on from what is known of a site asks here how far a change of a few files reaches: a build,
whether anything but these orders' pages can differ; a preview, whether its lists still hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from eo_site.model.study import Study


@dataclass(frozen=True)
class Delta:
    """How far a change of some orders reaches."""

    page: Mapping[str, tuple[str, ...]]
    """By order, the editions whose page of it is another, as far as its own files decide."""
    listed: frozenset[str]
    """Those of which another page or file may show something else."""
    linked: frozenset[str]
    """Those of which a rule between orders may find something else."""

    @property
    def own_pages_alone(self) -> bool:
        """Whether nothing but these orders' own pages, and what is wrong with them, can be another."""
        return not (self.listed or self.linked)


def delta(before: Mapping[str, Study], now: Mapping[str, Study]) -> Delta:
    """From the studies of some orders as they were to those as they are."""
    none = Study()
    pairs = {slug: (before.get(slug, none), study) for slug, study in now.items()}
    unread = {slug for slug, pair in pairs.items() if not all(each.note for each in pair)}
    return Delta(
        {slug: _pages(*pair) for slug, pair in pairs.items()},
        frozenset(slug for slug, (was, now) in pairs.items() if was.listed != now.listed) | unread,
        frozenset(slug for slug, (was, now) in pairs.items() if was.linked != now.linked) | unread,
    )


def _pages(before: Study, now: Study) -> tuple[str, ...]:
    return tuple(
        name
        for name, study in now.editions.items()
        if name not in before.editions or before.editions[name].page != study.page
    )
