"""A site as it stands, of which each file is made when somebody asks for it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from eo_site.codec import dumps
from eo_site.engine.delta import delta
from eo_site.engine.edition_files import File
from eo_site.engine.inputs import Moved
from eo_site.engine.load import Loaded
from eo_site.engine.open_editions import OpenEditions
from eo_site.engine.options import Options
from eo_site.engine.preview_files import PreviewFiles
from eo_site.engine.reload import FEW
from eo_site.engine.setting import Setting
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.engine.worker_tasks import EditionJob, OrderJob, WorkerTasks
from eo_site.plan.facts import Facts, PageFacts
from eo_site.plan.views import Neighbours
from eo_site.urls import file_of


@dataclass(frozen=True)
class Preview:
    """One good state of a site."""

    loaded: Loaded
    setting: Setting
    cache: SnapshotCache
    tasks: WorkerTasks
    preview_files: PreviewFiles
    open_editions: OpenEditions

    @staticmethod
    def of(
        loaded: Loaded, options: Options, cache: SnapshotCache, before: "Preview | None" = None
    ) -> "Preview":
        """A state to show, with whatever still holds of the one before it."""
        assert loaded.setting
        setting = loaded.setting
        open_editions = before.open_editions if before else OpenEditions()
        same = before is not None and before.setting is setting
        tasks = before.tasks if before and same else WorkerTasks(setting)
        if before and same and _seen_alike(before.loaded, loaded):
            preview_files = before.preview_files
        else:
            preview_files = PreviewFiles(loaded, setting, options, cache, open_editions)
        return Preview(loaded, setting, cache, tasks, preview_files, open_editions)

    def slims(self) -> Iterator[str]:
        """The digests of all slim orders that the state is made from."""
        for orders in self.loaded.editions.values():
            yield from (each.slim for each in orders.values())

    def facts(self, edition: str) -> tuple[Facts, ...]:
        """Every order's facts in an edition, as its lists are made from them; it may take seconds."""
        with self.open_editions.lock:
            return self.preview_files.facts(edition)

    def has(self, edition: str, path: str) -> bool:
        """Whether there is a page or file; an edition's name is empty for the front door."""
        if self.has_order(edition, path):
            return True
        with self.open_editions.lock:
            return self.preview_files.find(edition, file_of(path)) is not None

    def has_order(self, edition: str, path: str) -> bool:
        """Whether it is an order's page, which is made at once whatever else is being made."""
        return bool(edition) and self.preview_files.has_order(edition, path)

    def make(self, edition: str, path: str) -> bytes | None:
        """The bytes of a page or file, as a build would write them."""
        if self.has_order(edition, path):
            slug = path.removeprefix("orders/").removesuffix("/")
            return self._order(edition, slug, file_of(path))
        with self.open_editions.lock:
            file = self.preview_files.find(edition, file_of(path))
            if file is None or file.make:
                return self._made(file) if file else None
        return self._order(edition, file.slug, file_of(path))

    def _made(self, file: File) -> bytes | None:
        try:
            return file.make() if file.make else None
        except Moved as moved:  # an image that is being changed; the next state knows
            with suppress(OSError):
                return (self.loaded.inputs.root / moved.path).read_bytes()
            return None

    def _order(self, edition: str, slug: str, path: str) -> bytes | None:
        with self.cache.lock:
            return self._rendered(edition, slug, path)

    def _rendered(self, edition: str, slug: str, path: str) -> bytes | None:
        [[(_, _, data)]] = self.tasks.render(
            [self._job(slug, self.cache.shown(slug), (edition,), (path,))]
        )
        return data

    def _job(
        self, slug: str, parsed: bytes, editions: tuple[str, ...], paths: tuple[str, ...] = ()
    ) -> OrderJob:
        return OrderJob(
            slug,
            parsed,
            self._official(slug),
            tuple(
                EditionJob(
                    each, dumps(Neighbours, self.preview_files.neighbours(each, slug)), paths
                )
                for each in editions
            ),
            self.editions_of(slug),
            self.loaded.proofs(slug),
        )

    # For the author's desk --------------------------------------------------------------

    def editions_of(self, slug: str) -> tuple[str, ...]:
        """The audiences whose editions have an order."""
        return tuple(name for name, orders in self.loaded.editions.items() if slug in orders)

    def made_of(self, edition: str, slug: str, path: str, parsed: bytes) -> bytes:
        """A page of an order as it would be with the order's files parsed so."""
        with self.cache.lock:
            job = self._job(slug, parsed, (edition,), (file_of(path),))
            [[(_, _, data)]] = self.tasks.render([job])
        return data

    def facts_of(self, slug: str, parsed: bytes) -> dict[str, PageFacts]:
        """By audience, what an order's pages would be made from with its files parsed so."""
        with self.cache.lock:
            job = self._job(slug, parsed, self.editions_of(slug))
            return {each.audience: facts for each, facts in self.tasks.facts(job)}

    def _official(self, slug: str) -> tuple[str, bytes] | None:
        path = self.loaded.officials.get(slug)
        with suppress(OSError):  # a text that has just been taken away; the next state knows
            return (path, (self.loaded.inputs.root / path).read_bytes()) if path else None
        return None


def _seen_alike(before: Loaded, after: Loaded) -> bool:
    """Whether all that changed can be seen on the changed orders' own pages alone."""
    then, now = before.basis.studies, after.basis.studies
    changed = {slug: study for slug, study in now.items() if then.get(slug) is not study}
    return then.keys() == now.keys() and len(changed) <= FEW and not delta(then, changed).listed
