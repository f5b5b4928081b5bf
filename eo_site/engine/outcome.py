"""From what a site wants to what stands on the disk: only what is not there already is made.

One edition after another is compared with what the cache knows of it, so that of a large site no
more is held than one edition's files; what is made is noted in the cache at once.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from eo_site.engine.cache import Cache, Output, Spot
from eo_site.engine.edition_files import CONTENT, File
from eo_site.engine.layout import MOST_AT_ONCE, Wanted
from eo_site.engine.options import Explained, Options, Progress
from eo_site.engine.output_writer import OutputWriter, Unmade, reasons
from eo_site.engine.own_pages import OwnPages
from eo_site.engine.publish import (
    MANIFEST,
    Publication,
    foreign,
    manifest,
    remove_editions,
    shown,
)
from eo_site.engine.setting import Setting
from eo_site.engine.worker_tasks import Rendered
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


Pair = tuple[Output | None, str, File]
"""What the last build left, the path, and what is wanted there."""


def write(
    setting: Setting,
    wanted: Wanted | OwnPages,
    options: Options,
    cache: Cache,
    progress: Progress,
    worker_pool: WorkerPool,
    *,
    stands: bool = False,
) -> Outcome:
    """Make what is stale, and publish it: of a whole site, or of some orders' own pages alone.

    `stands` says that all files of the last build are known to be as it left them.
    """
    cache.save()
    output_writer = OutputWriter(Publication(options.output), options.output_name, cache, progress)
    writer = (
        _SiteWriter(setting, wanted, options, output_writer, worker_pool, stands)
        if isinstance(wanted, Wanted)
        else _Writer(setting, wanted, options, output_writer, worker_pool, stands)
    )
    try:
        return writer.write()
    except BaseException:
        output_writer.publication.abandon()
        cache.undo()
        raise


@dataclass
class _Writer:
    """Makes pages and files of orders, and lets the manifests of their editions know of them."""

    setting: Setting
    wanted: Wanted | OwnPages
    options: Options
    output_writer: OutputWriter
    worker_pool: WorkerPool
    stands: bool
    """Whether all files of the last build are known to be as it left them."""

    def __post_init__(self) -> None:
        self._cache, self._name = self.output_writer.cache, self.output_writer.name
        self._outcome = Outcome()
        self._stale: dict[str, set[str]] = {name: set() for name in self.wanted.editions}
        """By edition, the paths of files that are still to be made."""
        self._orders: dict[str, dict[str, list[str]]] = {}
        """By order and edition, the paths of those that workers make."""
        self._were: dict[Spot, str] = {}
        """The digests of files of which an edition's manifest is to say another."""

    def write(self) -> Outcome:
        """All of it, or nothing."""
        for name in self.wanted.editions:
            self._compare(name)
        self._render()
        if any(self._stale.values()):
            raise Unmade((name, path) for name, left in self._stale.items() for path in left)
        self._publish()
        self._outcome.rendered, self._outcome.written = (
            self.output_writer.made,
            self.output_writer.written,
        )
        return self._outcome

    # What is stale ------------------------------------------------------------------------

    def _compare(self, name: str) -> None:
        """What an edition is to hold, beside what the last build left of it."""
        before = self._before(name)
        wanted = list(self.wanted.files(name))
        pairs = [(before.pop(path, None), path, file) for path, file in wanted]
        standing = self._standing(out for out, _, file in pairs if out and out.key == file.key)
        for output, path, file in pairs:
            if not (output and path in standing):
                self._note((name, path), file, output)
        self._compared(name, pairs, standing, before)

    def _before(self, name: str) -> dict[str, Output]:
        """By path, what the last build left of these files."""
        return self.wanted.outputs(name)

    def _compared(
        self,
        name: str,
        pairs: Sequence[Pair],
        standing: Collection[str],
        left: Mapping[str, Output],
    ) -> None:
        """An edition's files, the paths of those that stand, and by path what stood and nobody wants any more."""
        self._were |= {(name, path): output.digest for output, path, _ in pairs if output}

    def _note(self, spot: Spot, file: File, before: Output | None) -> None:
        """A file that is to be made."""
        edition, path = spot
        self._stale[edition].add(path)
        if file.slug:
            self._orders.setdefault(file.slug, {}).setdefault(edition, []).append(path)
        if self.options.explain:
            parts = self._cache.parts(self._name, spot) if before else ""
            self._outcome.explained.append(Explained(shown(spot), reasons(before, file, parts)))

    def _standing(self, outputs: Iterable[Output]) -> set[str]:
        """The paths of an edition's files that are still on the disk as they were written."""
        if self.stands:
            return {each.path for each in outputs}
        rows = ((each.edition, each.path, each.mark, each.digest) for each in outputs)
        return {path for _, path in self.output_writer.standing(rows)}

    # Rendering ----------------------------------------------------------------------------

    def _render(self) -> None:
        total = sum(map(len, self._stale.values()))
        for _ in self._made_orders(total):
            pass

    def _made_orders(self, total: int) -> Iterator[None]:
        """Takes the pages of one order after another."""
        if not self._orders:
            return
        worker_pool = self.worker_pool.printers(self.setting, len(self._orders))
        jobs = (self.wanted.job(slug, paths) for slug, paths in self._orders.items())
        made = zip(self._orders.items(), worker_pool.run("render", jobs), strict=True)
        for (slug, paths), pages in made:
            files = {name: dict(self.wanted.of_order(name, slug)) for name in paths}
            for edition, path, data in pages:
                self._take((edition, path), files[edition][path], data, total)
            yield

    def _take(self, spot: Spot, file: File, data: bytes, total: int) -> None:
        self.output_writer.take(spot, file, data, total)
        self._stale[spot[0]].discard(spot[1])

    # Publishing ---------------------------------------------------------------------------

    def _publish(self) -> None:
        """The same files are ours as before; of those made anew the manifests say another digest."""
        self.output_writer.commit()
        for name in self.output_writer.written:
            made = {
                path: (before, output.digest)
                for (edition, path), before in self._were.items()
                if edition == name and (output := self._cache.output(self._name, (name, path)))
            }
            self.output_writer.publication.amend(name, made)
            self.output_writer.keep_manifest(name)


@dataclass
class _SiteWriter(_Writer):
    """Makes and publishes a whole site, and takes away what is no more."""

    wanted: Wanted

    def __post_init__(self) -> None:
        super().__post_init__()
        self._root, self.publication = self.options.output, self.output_writer.publication
        self._whole = (SEARCH_INDEX,) if self.setting.search else ()
        self._own: Counter[str] = Counter()
        """How many stale files are made here."""
        self._many: dict[str, dict[str, File]] = {}
        """By edition, those of them that show many orders."""
        self._left: dict[str, dict[str, str]] = {}
        """By edition, the digests of files that the last build made and this one does not want."""
        self._stand: dict[str, str] = {}
        """By edition, the mark of its manifest where nothing in it is stale."""
        self._manifests: dict[str, Output | None] = {}
        """By edition, its manifest as the last build left it."""
        self._edition = ""
        """Whose lists are being made."""

    # What is stale ------------------------------------------------------------------------

    def _before(self, name: str) -> dict[str, Output]:
        """By path, all that the last build left of an edition, apart from its manifest and its index."""
        outputs = super()._before(name)
        self._manifests[name] = outputs.pop(MANIFEST, None)
        indexes = [path for path in outputs if not _in_manifest(name, path)]
        for path in indexes:  # made when the pages stand
            del outputs[path]
        if not self._whole:
            self._cache.forget_outputs(self._name, ((name, path) for path in indexes))
        return outputs

    def _compared(
        self,
        name: str,
        pairs: Sequence[Pair],
        standing: Collection[str],
        left: Mapping[str, Output],
    ) -> None:
        self._outcome.files[name] = len(pairs)
        self._outcome.pages[name] = sum(path.endswith(".html") for _, path, _ in pairs)
        if len(standing) == len(pairs):
            digests = {output.path: output.digest for output, _, _ in pairs if output}
            self._stand[name] = self._mark_of(name, digests)
        self._left[name] = {path: output.digest for path, output in left.items()}
        self._cache.forget_outputs(self._name, ((name, path) for path in left))

    def _note(self, spot: Spot, file: File, before: Output | None) -> None:
        super()._note(spot, file, before)
        edition, path = spot
        if file.many:
            self._many.setdefault(edition, {})[path] = file
        elif file.make:
            self._own[edition] += 1

    # Rendering ----------------------------------------------------------------------------

    def _render(self) -> None:
        total = sum(map(len, self._stale.values()))
        for edition, path, data in self._edition_files():
            self._take((edition, path), self._many[edition][path], data, total)
        # While workers make orders' pages, this process makes the others.
        share = -(-self._own.total() // max(len(self._orders), 1))
        others = self._others()
        for _ in self._made_orders(total):
            self._make(islice(others, share), total)
        self._make(others, total)
        self.wanted.keep_fragments(self._edition)

    def _others(self) -> Iterator[tuple[Spot, File]]:
        """Stale files that no worker makes."""
        for name in self.wanted.editions:
            for path, file in self.wanted.files(name) if self._own[name] else ():
                if file.make and path in self._stale[name]:
                    yield (name, path), file

    def _make(self, files: Iterable[tuple[Spot, File]], total: int) -> None:
        for spot, file in files:
            assert file.make
            if spot[0] != self._edition:
                self.wanted.keep_fragments(self._edition)
                self.wanted.forget(self._edition)
                self._edition = spot[0]
            amended = self._amended(spot, file)
            self._take(spot, file, file.make() if amended is None else amended, total)

    def _amended(self, spot: Spot, file: File) -> bytes | None:
        """A file that shows many orders, from what stands there, if what changed of a few is all that differs."""
        before = self._cache.output(self._name, spot) if file.many else None
        parts = json.loads(self._cache.parts(self._name, spot) or "{}") if before else {}
        content = parts.pop(CONTENT, "")
        if not before or parts != {name: mark for name, mark in file.parts if name != CONTENT}:
            return None
        read = partial(self.output_writer.read, before)
        return self.wanted.amended(*spot, content, read)

    def _edition_files(self) -> Iterator[Rendered]:
        """Files that show many orders, where workers make them; of the others this process does."""
        indexes, found = self.wanted.edition_indexes, self._many
        most = max((len(indexes[name].studies) for name in found), default=0)
        unread = max((indexes[name].unread for name in found), default=0)
        enough = sum(map(len, found.values())) >= MANY and most <= MOST_AT_ONCE
        if not (enough and self.worker_pool.spreads(unread)):
            self._own.update({name: len(files) for name, files in found.items()})
            return
        workers = self.worker_pool.workers(self.setting, most)
        jobs = (self.wanted.files_job(name, [*files]) for name, files in found.items())
        for name, (files, fragments) in zip(found, workers.run("edition", jobs), strict=True):
            yield from files
            self.wanted.keep_fragments(name, fragments)
            self.wanted.forget(name)

    # Publishing ---------------------------------------------------------------------------

    def _publish(self) -> None:
        names, publication = self.wanted.editions, self.publication
        left = {
            name: dict(self._cache.digests(self._name, name))
            for name in self._cache.editions(self._name).difference(names)
        }
        for name in left:
            self._cache.forget_edition(self._name, name)
        if not publication.staged:
            publication.clear_leftovers(names)
        changed = [name for name in names if not self._manifest_stands(name)]
        if publication.staged or any(self._left.values()) or left or changed:
            for name in changed:
                wanted = self._digests(name).keys()
                publication.claim(name, wanted, self._folders(name), self._left[name])
            self.output_writer.commit()
            self._outcome.gone = remove_editions(self._root, names, left)
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
            self.output_writer.keep_manifest(name)
        whole = {
            *self._folders(name),
            *(f"{each}/" for each in self.wanted.edition_indexes if not name),
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
        layouts = self.wanted.layouts.values()
        if self.wanted.studied:
            self._cache.evict(
                "neighbours", {d for each in layouts for d in each.neighbours.values()}
            )
            self._cache.forget_shelves(self.wanted.layouts)
            self._cache.forget_fragments(
                {
                    (name, slug)
                    for name, each in self.wanted.edition_indexes.items()
                    for slug in each.studies
                }
            )
        self._cache.save()


def _in_manifest(edition: str, path: str) -> bool:
    """Whether a manifest says that a file is ours; of a search index it names the folder."""
    return path != MANIFEST and not (edition and path.startswith(SEARCH_INDEX))
