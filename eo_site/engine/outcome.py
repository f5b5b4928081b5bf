"""From what a site wants to what stands on the disk: only what is not there already is made.

One edition after another is compared with what the cache knows of it, so that of a large site no
more is held than one edition's files; what is made is noted in the cache at once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from eo_site.engine.cache import Cache, Output, Spot
from eo_site.engine.edition_files import File
from eo_site.engine.layout import MOST_AT_ONCE, Wanted
from eo_site.engine.load import Loaded
from eo_site.engine.options import Explained, Options, Progress
from eo_site.engine.output_writer import OutputWriter, Unmade, reasons
from eo_site.engine.publish import (
    MANIFEST,
    Publication,
    foreign,
    manifest,
    remove_editions,
    shown,
)
from eo_site.engine.worker_tasks import EditionJob, OrderJob, Rendered
from eo_site.engine.workers import WorkerPool
from eo_site.fingerprint import digest_bytes
from eo_site.model.host import IN_THE_BUILD
from eo_site.urls import SEARCH_INDEX

MANY = 8
"""Files that show many orders from which on workers are called to make them."""


@dataclass
class Outcome:
    """What writing a site came to; counts are by edition."""

    files: Counter[str] = field(default_factory=Counter)
    """All that an edition has, apart from its manifest."""
    pages: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    """Files that are new or different."""
    removed: Counter[str] = field(default_factory=Counter)
    gone: list[str] = field(default_factory=list)
    """Editions that are no more."""
    rendered: int = 0
    explained: list[Explained] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


def write(
    loaded: Loaded,
    wanted: Wanted,
    options: Options,
    cache: Cache,
    progress: Progress,
    worker_pool: WorkerPool,
) -> Outcome:
    """Make what is stale, and publish the site."""
    cache.save()
    writer = _Writer(loaded, wanted, options, cache, progress, worker_pool)
    try:
        return writer.write()
    except BaseException:
        writer.publication.abandon()
        cache.undo()
        raise


class _Writer:
    def __init__(
        self,
        loaded: Loaded,
        wanted: Wanted,
        options: Options,
        cache: Cache,
        progress: Progress,
        worker_pool: WorkerPool,
    ) -> None:
        self._worker_pool = worker_pool
        self._loaded, self._wanted, self._options = loaded, wanted, options
        self._cache = cache
        self._root = options.output
        self.publication = Publication(self._root)
        self._outcome = Outcome()
        self._name = options.output_name
        self._output_writer = OutputWriter(self.publication, self._name, cache, progress)
        assert loaded.setting
        self._whole = (SEARCH_INDEX,) if loaded.setting.search else ()
        self._stale: dict[str, set[str]] = {name: set() for name in wanted.editions}
        """By edition, the paths of files that are still to be made."""
        self._own: Counter[str] = Counter()
        """How many of them are made here."""
        self._many: dict[str, dict[str, File]] = {}
        """By edition, those of them that show many orders."""
        self._orders: dict[str, dict[str, list[str]]] = {}
        """By order and edition, the paths of those that workers make."""
        self._gone = 0
        """Files that the last build made and this one does not want."""
        self._stand: dict[str, str] = {}
        """By edition, the mark of its manifest where nothing in it is stale."""
        self._manifests: dict[str, Output | None] = {}
        """By edition, its manifest as the last build left it."""
        self._edition = ""
        """Whose lists are being made."""

    def write(self) -> Outcome:
        for name in self._wanted.editions:
            self._compare(name)
        self._render()
        self._publish()
        self._outcome.rendered, self._outcome.written = (
            self._output_writer.made,
            self._output_writer.written,
        )
        return self._outcome

    # What is stale ------------------------------------------------------------------------

    def _compare(self, name: str) -> None:
        """What an edition is to hold, beside what the last build left of it."""
        before = self._before(name)
        wanted = list(self._wanted.files(name))
        self._outcome.files[name] = len(wanted)
        self._outcome.pages[name] = sum(path.endswith(".html") for path, _ in wanted)
        pairs = [(before.pop(path, None), path, file) for path, file in wanted]
        standing = self._standing(out for out, _, file in pairs if out and out.key == file.key)
        for output, path, file in pairs:
            if not (output and path in standing):
                self._note((name, path), file, output)
        if len(standing) == len(pairs):
            digests = {output.path: output.digest for output, _, _ in pairs if output}
            self._stand[name] = self._mark_of(name, digests)
        self._gone += len(before)
        self._cache.forget_outputs(self._name, ((name, path) for path in before))

    def _before(self, name: str) -> dict[str, Output]:
        """By path, the files that the last build left, apart from its manifest and its index."""
        outputs = self._cache.outputs(self._name, name)
        self._manifests[name] = outputs.pop(MANIFEST, None)
        indexes = [path for path in outputs if not _in_manifest(name, path)]
        for path in indexes:  # made when the pages stand
            del outputs[path]
        if not self._whole:
            self._cache.forget_outputs(self._name, ((name, path) for path in indexes))
        return outputs

    def _note(self, spot: Spot, file: File, before: Output | None) -> None:
        """A file that is to be made."""
        edition, path = spot
        self._stale[edition].add(path)
        if file.many:
            self._many.setdefault(edition, {})[path] = file
        elif file.make:
            self._own[edition] += 1
        else:
            self._orders.setdefault(file.slug, {}).setdefault(edition, []).append(path)
        if self._options.explain:
            parts = self._cache.parts(self._name, spot) if before else ""
            self._outcome.explained.append(Explained(shown(spot), reasons(before, file, parts)))

    def _standing(self, outputs: Iterable[Output]) -> set[str]:
        """The paths of an edition's files that are still on the disk as they were written."""
        rows = ((each.edition, each.path, each.mark, each.digest) for each in outputs)
        return {path for _, path in self._output_writer.standing(rows)}

    # Rendering ----------------------------------------------------------------------------

    def _render(self) -> None:
        total = sum(map(len, self._stale.values()))
        for edition, path, data in self._edition_files():
            self._take((edition, path), self._many[edition][path], data, total)
        # While workers make orders' pages, this process makes the others.
        share = -(-self._own.total() // max(len(self._orders), 1))
        others = self._others()
        for slug, pages in self._order_pages():
            files = {name: dict(self._wanted.orders[name].of(slug)) for name in self._orders[slug]}
            for edition, path, data in pages:
                self._take((edition, path), files[edition][path], data, total)
            self._make(islice(others, share), total)
        self._make(others, total)
        self._wanted.keep_fragments(self._edition)
        if any(self._stale.values()):
            raise Unmade((name, path) for name, left in self._stale.items() for path in left)

    def _take(self, spot: Spot, file: File, data: bytes, total: int) -> None:
        self._output_writer.take(spot, file, data, total)
        self._stale[spot[0]].discard(spot[1])

    def _others(self) -> Iterator[tuple[Spot, File]]:
        """Stale files that no worker makes."""
        for name in self._wanted.editions:
            for path, file in self._wanted.files(name) if self._own[name] else ():
                if file.make and path in self._stale[name]:
                    yield (name, path), file

    def _make(self, files: Iterable[tuple[Spot, File]], total: int) -> None:
        for spot, file in files:
            assert file.make
            if spot[0] != self._edition:
                self._wanted.keep_fragments(self._edition)
                self._wanted.forget(self._edition)
                self._edition = spot[0]
            self._take(spot, file, file.make(), total)

    def _edition_files(self) -> Iterator[Rendered]:
        """Files that show many orders, where workers make them; of the others this process does."""
        editions, found = self._loaded.editions, self._many
        most = max((len(editions[name]) for name in found), default=0)
        enough = sum(map(len, found.values())) >= MANY and most <= MOST_AT_ONCE
        if not (enough and self._worker_pool.spreads(most)):
            self._own.update({name: len(files) for name, files in found.items()})
            return
        assert self._loaded.setting
        workers = self._worker_pool.workers(self._loaded.setting, most)
        jobs = (self._wanted.files_job(name, [*files]) for name, files in found.items())
        for name, (files, fragments) in zip(found, workers.run("edition", jobs), strict=True):
            yield from files
            self._wanted.keep_fragments(name, fragments)
            self._wanted.forget(name)

    def _order_pages(self) -> Iterator[tuple[str, list[Rendered]]]:
        """(order, its pages) of one after another."""
        if self._orders:
            assert self._loaded.setting
            worker_pool = self._worker_pool.printers(self._loaded.setting, len(self._orders))
            yield from zip(self._orders, worker_pool.run("render", self._jobs()), strict=True)

    def _jobs(self) -> Iterator[OrderJob]:
        layouts, editions = self._wanted.layouts, self._loaded.editions
        feeds = tuple(name for name, layout in layouts.items() if layout.offer.feeds)
        for slug, names in self._orders.items():
            near = {name: layouts[name].neighbours[slug] for name in names}
            values = {each: self._cache.value("neighbours", each) for each in set(near.values())}
            jobs = (
                EditionJob(name, values[near[name]], (*paths,)) for name, paths in names.items()
            )
            yield OrderJob(
                slug,
                self._cache.parsed(slug),
                self._loaded.official(slug),
                tuple(jobs),
                tuple(name for name, found in editions.items() if slug in found),
                self._loaded.proofs(slug),
                feeds,
            )

    # Publishing ---------------------------------------------------------------------------

    def _publish(self) -> None:
        names, publication = self._wanted.editions, self.publication
        left = self._cache.editions(self._name).difference(names)
        for name in left:
            self._cache.forget_edition(self._name, name)
        if not publication.staged:
            publication.clear_leftovers(names)
        changed = [name for name in names if not self._manifest_stands(name)]
        if publication.staged or self._gone or left or changed:
            for name in changed:
                publication.claim(name, self._digests(name).keys(), self._folders(name))
            self._output_writer.commit()
            self._outcome.gone = remove_editions(self._root, names)
            for name in names:
                self._finish(name, self._digests(name), changed=name in changed)
        self._remember()

    def _manifest_stands(self, name: str) -> bool:
        mark = self._stand.get(name) or self._mark_of(name, self._digests(name))
        output = self._manifests[name]
        return bool(output and output.key == mark and self._standing([output]))

    def _digests(self, name: str) -> dict[str, str]:
        """By path, the digest of everything that an edition's manifest says is ours."""
        found = self._cache.digests(self._name, name)
        return {path: mark for path, mark in found if _in_manifest(name, path)}

    def _finish(self, name: str, digests: Mapping[str, str], *, changed: bool) -> None:
        """Leave an edition with what is wanted, and see what else is there."""
        if changed:
            removed = self.publication.finish(name, digests, self._folders(name))
            self._outcome.removed[name] = removed
            self._output_writer.keep_manifest(name)
        whole = {
            *self._folders(name),
            *(f"{each}/" for each in self._wanted.edition_indexes if not name),
        }
        beside = () if name else IN_THE_BUILD
        whole |= {f"{each}/" for each in beside}
        found = foreign(self._root / name, {MANIFEST, *digests, *beside}, whole)
        self._outcome.foreign += (shown((name, path)) for path in found)

    def _folders(self, name: str) -> tuple[str, ...]:
        """The folders of an edition that it owns as a whole; the front door has none."""
        return self._whole if name else ()

    def _mark_of(self, name: str, digests: Mapping[str, str]) -> str:
        """Of an edition's manifest as it is to be."""
        return digest_bytes(manifest(name, digests, self._folders(name)))

    def _remember(self) -> None:
        layouts = self._wanted.layouts.values()
        if self._loaded.studied:
            self._cache.evict(
                "neighbours", {d for each in layouts for d in each.neighbours.values()}
            )
            self._cache.forget_shelves(self._wanted.layouts)
            self._cache.forget_fragments(
                {(name, slug) for name, each in self._loaded.editions.items() for slug in each}
            )
        self._cache.save()


def _in_manifest(edition: str, path: str) -> bool:
    """Whether a manifest says that a file is ours; of a search index it names the folder."""
    return path != MANIFEST and not (edition and path.startswith(SEARCH_INDEX))
