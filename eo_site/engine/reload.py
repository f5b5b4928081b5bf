"""A loaded site after a few of its files changed: only those are read, and only what they reach."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from eo_site.check.recheck import Linkers, moved_on, recheck
from eo_site.check.world import SiteWorld
from eo_site.engine.cache import Cache
from eo_site.engine.delta import delta
from eo_site.engine.inputs import Moved
from eo_site.engine.load import (
    Basis,
    Loaded,
    editions_of,
    latest_of,
    notes_of,
    problems_of,
    today_of,
)
from eo_site.engine.options import Options
from eo_site.engine.setting import asset_files, asset_folders
from eo_site.engine.studies import Studies
from eo_site.engine.worker_tasks import WorkerTasks
from eo_site.model.problem import exchanged
from eo_site.model.study import EditionStudy, OrderNote, Study
from eo_site.plan.instruments import read_with
from eo_site.project import ProjectReader

FEW = 10
"""Files that are looked at one by one; of more, the times are compared, as when a build begins."""


@dataclass(frozen=True)
class Reload:
    """Looks again at a site that `load` has read."""

    options: Options
    cache: Cache

    def orders(
        self, loaded: Loaded, changed: Collection[Path], tasks: WorkerTasks
    ) -> Loaded | None:
        """The site where these files alone changed; None if more than orders may have with them.

        Files that are changed again meanwhile are more than that.
        """
        try:
            return self._orders(loaded, changed, tasks)
        except Moved:
            return None

    def _orders(
        self, loaded: Loaded, changed: Collection[Path], tasks: WorkerTasks
    ) -> Loaded | None:
        setting = loaded.setting
        slugs = self._slugs(loaded, changed) if setting and len(changed) <= FEW else None
        if setting is None or not slugs:
            return None
        days = today_of(setting.library, self.options), latest_of(setting.library, self.options)
        if (setting.today, setting.latest) != days:
            return None
        basis = loaded.basis
        assert basis.shelf
        places = [basis.places[each] for each in slugs]
        shelf, fresh = basis.shelf.anew(places, tasks, self.options.unsaved)
        if shelf.reader.problems:
            return None
        studies = {**basis.studies, **fresh}
        if delta(basis.studies, fresh).listed:
            notes = notes_of(studies)
            editions = editions_of(setting, notes, studies)
        else:  # each stays where it was
            notes = {
                **loaded.notes,
                **{slug: each.note for slug, each in fresh.items() if each.note},
            }
            editions = {
                name: {**orders}
                | {slug: fresh[slug].editions[name] for slug in fresh.keys() & orders.keys()}
                for name, orders in loaded.editions.items()
            }
        return self._checked(
            loaded, shelf, replace(basis, shelf=shelf, studies=studies), notes, editions, fresh
        )

    def _slugs(self, loaded: Loaded, changed: Collection[Path]) -> set[str] | None:
        """The orders whose files these are, or None if one is something else, or is gone."""
        wrong = {each.path for each in loaded.basis.problems}
        found = set[str]()
        for path in changed:
            slug = self._slug(loaded, path)
            if not slug or not path.is_file() or loaded.basis.places[slug].path in wrong:
                return None
            found.add(slug)
        return found

    def _slug(self, loaded: Loaded, path: Path) -> str:
        """The order whose file or official text this is; empty if there is none."""
        name = path.parent.name if path.name == "index.md" else path.stem
        place = loaded.basis.places.get(name)
        if place and path == self.options.root / place.path:
            return name
        root = self.options.root
        for slug, each in loaded.basis.places.items():
            if each.translations and any(path == root / other for _, other in each.translations):
                return slug
        return next((slug for slug, text in loaded.officials.items() if root / text == path), "")

    @staticmethod
    def _checked(
        loaded: Loaded,
        shelf: Studies,
        basis: Basis,
        notes: Mapping[str, OrderNote],
        editions: Mapping[str, Mapping[str, EditionStudy]],
        fresh: Mapping[str, Study],
    ) -> Loaded:
        """With the problems between orders."""
        assert loaded.setting
        setting = loaded.setting
        before = basis.world
        assert before
        linkers = basis.linkers or _linkers(before)
        world = replace(moved_on(before, notes, editions, fresh.keys()), anchors=shelf.anchors)
        between = recheck(world, before, basis.between, fresh.keys(), linkers)
        studies = loaded.basis.studies
        known = {slug: studies[slug] for slug in fresh if slug in studies}
        return replace(
            loaded,
            problems=exchanged(
                loaded.problems,
                (*problems_of(known, setting), *loaded.basis.between),
                (*problems_of(fresh, setting), *between),
            ),
            notes=notes,
            editions=editions,
            officials=shelf.officials,
            inputs=shelf.inputs,
            studied=len(fresh),
            basis=replace(basis, world=world, between=between, linkers=linkers),
        )

    def theme(self, loaded: Loaded) -> Loaded | None:
        """The site with its theme read again; None where that is not enough."""
        setting = loaded.setting
        if setting is None or loaded.failed:
            return None
        reader = ProjectReader(self.options.root, self.options.texts, self.options.records)
        library = setting.library
        theme = reader.theme(self.options.theme or library.site.theme, library.languages)
        if reader.problems or theme.modules != setting.theme.modules:
            return None
        if read_with(theme) != read_with(setting.theme):
            return None
        assets = asset_files(setting.library, theme)
        folders = asset_folders(assets)
        return replace(loaded, setting=replace(setting, theme=theme, assets=folders), assets=assets)


def _linkers(world: SiteWorld) -> Linkers:
    found = Linkers()
    found.note(world, world.orders)
    return found
