"""What a site is to hold after a change that only some orders' own pages show, such as a mended sentence.

No other order's study is read then and no edition is laid out: everything else is known to be as the
last build left it, and what these pages are made from besides their order's files is what it was. In
doubt a build looks at everything.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from eo_site.codec import loads
from eo_site.engine.cache import Cache, Output
from eo_site.engine.delta import Delta, delta
from eo_site.engine.edition_files import OTHERS, PAGE, File
from eo_site.engine.load import Opened, problems_of
from eo_site.engine.options import Options
from eo_site.engine.order_outputs import wanted_outputs
from eo_site.engine.unchanged import last
from eo_site.engine.worker_tasks import EditionJob, OrderJob
from eo_site.fingerprint import digest
from eo_site.model.problem import Problem, exchanged
from eo_site.model.study import Study
from eo_site.plan.available import published

MOST = 200
"""Changed orders up to which it is worth while to ask what of each has changed."""


def site_seen(site: Opened) -> dict[str, Any]:
    """What the next build is to know of a site that was looked at as a whole."""
    return {
        "zone": site.setting.library.site.time_zone,
        "latest": site.setting.latest.isoformat(),
        "around": site.around,
        "asked": sorted(site.shelf.asked),
    }


def orders_seen(cache: Cache) -> dict[str, str]:
    """And of all that orders are studied from, as the cache has it."""
    return {"orders": digest(cache.study_keys())}


@dataclass(frozen=True)
class OwnPages:
    """The pages and files of the orders that have changed, in the editions that show it."""

    site: Opened
    cache: Cache
    name: str
    """The output folder as the cache knows it."""
    kept: Any
    """What the last build kept; see `unchanged.remember`."""
    before: Mapping[str, Study]
    """By order, what the last build knew of those that have changed."""
    delta: Delta
    _files: dict[tuple[str, str], dict[str, File]] = field(default_factory=dict)

    @property
    def editions(self) -> tuple[str, ...]:
        """Those in which a page can be another."""
        return tuple(dict.fromkeys(name for names in self._changed.values() for name in names))

    @cached_property
    def _changed(self) -> dict[str, tuple[str, ...]]:
        """By order that is out, these editions."""
        setting, fresh = self.site.setting, self.site.shelf.fresh
        return {
            slug: names
            for slug, names in self.delta.page.items()
            if names and (note := fresh[slug].note)
            if published(note, setting.today, drafts=setting.drafts)
        }

    def known(self) -> bool:
        """Whether the cache knows what all these files are made from."""
        pairs = ((slug, name) for slug, names in self._changed.items() for name in names)
        return all(self.of_order(name, slug) for slug, name in pairs)

    def files(self, edition: str) -> Iterator[tuple[str, File]]:
        """(path, file) of each in an edition."""
        for slug, names in self._changed.items():
            if edition in names:
                yield from self.of_order(edition, slug).items()

    def of_order(self, edition: str, slug: str) -> Mapping[str, File]:
        """By path, the files of one order; none where the cache does not know one of them."""
        if (edition, slug) not in self._files:
            found = dict(self._of_order(edition, slug))
            self._files[edition, slug] = found if all(each.parts for each in found.values()) else {}
        return self._files[edition, slug]

    def _of_order(self, edition: str, slug: str) -> Iterator[tuple[str, File]]:
        audience = self.site.setting.library.audiences.by_id[edition]
        study = self.site.shelf.fresh[slug]
        assert study.note
        now = study.editions[edition]
        for path in dict(wanted_outputs(audience, study.note, now)):
            parts = self.cache.parts(self.name, (edition, path))
            made_of = {**json.loads(parts), PAGE: now.page} if parts else {}
            yield path, File(tuple(made_of.items()), None, slug)

    def outputs(self, edition: str) -> dict[str, Output]:
        """By path, what the last build left of these files."""
        found = (
            (path, self.cache.output(self.name, (edition, path))) for path, _ in self.files(edition)
        )
        return {path: output for path, output in found if output}

    def job(self, slug: str, paths: Mapping[str, Sequence[str]]) -> OrderJob:
        """For a worker, files of an order by edition."""
        shelf = self.site.shelf
        editions = shelf.fresh[slug].editions
        return OrderJob(
            slug,
            self.cache.parsed(slug),
            shelf.inputs.named(shelf.officials.get(slug)),
            tuple(
                EditionJob(name, self._beside(name, slug), (*each,)) for name, each in paths.items()
            ),
            (*editions,),
            tuple(name for name, each in editions.items() if each.proof),
            tuple(self.kept["feeds"]),
        )

    def _beside(self, edition: str, slug: str) -> bytes:
        """What the pages of an order show of others."""
        file = next(iter(self.of_order(edition, slug).values()))
        return self.cache.value("neighbours", dict(file.parts)[OTHERS])

    def problems(self, before: Sequence[Problem]) -> tuple[Problem, ...]:
        """All that is wrong now, where `before` was."""
        setting, fresh = self.site.setting, self.site.shelf.fresh
        then = [*problems_of(self.before, setting)]
        own, moved = {each.sort_key() for each in then}, _moved(self.before, fresh)
        claimed = [each for each in before if each.sort_key() in moved.keys() - own]
        now = (*problems_of(fresh, setting), *(moved[each.sort_key()] for each in claimed))
        return exchanged(before, (*then, *claimed), now)


def own_pages(site: Opened, options: Options, cache: Cache) -> OwnPages | None:
    """The files that a change reaches, if all that the last build made stands; None where it may reach more of them."""
    kept = last(options, cache)
    if not _orders_alone(site, kept):
        return None
    before = {each.slug: loads(Study, cache.study(each.slug)) for each in site.shelf.stale}
    changed = delta(before, site.shelf.fresh)
    found = OwnPages(site, cache, options.output_name, kept, before, changed)
    return found if changed.own_pages_alone and found.known() else None


def _orders_alone(site: Opened, kept: Any) -> bool:
    """Whether files of orders are all that has changed, and no rule looks at one of them whole."""
    shelf = site.shelf
    return (
        not site.setting.search  # an index is made of all pages of an edition
        and len(shelf.stale) <= MOST
        and kept["around"] == site.around
        and kept["orders"] == digest(shelf.known)
        and {place.slug for place in site.places} == shelf.known.keys()
        and {place.slug for place in shelf.stale}.isdisjoint(kept["asked"])
    )


def _moved(before: Mapping[str, Study], now: Mapping[str, Study]) -> dict[Any, Problem]:
    """By its key, each problem that rules between orders may have found, as it stands now."""
    pairs = ((before[slug].note, study.note) for slug, study in now.items())
    return {
        old.problem.sort_key(): new.problem
        for was, note in pairs
        if was and note
        for old, new in zip(was.claims, note.claims, strict=True)
    }
