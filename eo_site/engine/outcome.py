"""From what a site wants to what stands on the disk: only what is not there already is made."""

import json
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from eo_site.engine.cache import Cache, Output, mark_of, remembered
from eo_site.engine.layout import File, Wanted
from eo_site.engine.load import Loaded, Progress
from eo_site.engine.options import Explained, Options
from eo_site.engine.publish import (
    MANIFEST,
    Publication,
    digest_on_disk,
    digests_on_disk,
    foreign,
    generator,
    remove_editions,
)
from eo_site.engine.workers import Crew
from eo_site.engine.workshop import OrderJob
from eo_site.fingerprint import digest_bytes
from eo_site.urls import SEARCH_INDEX

Spot = tuple[str, str]
"""(edition, path in it)"""


@dataclass
class Outcome:
    """What writing a site came to."""

    written: Counter[str] = field(default_factory=Counter)
    """By edition, files that are new or different."""
    removed: Counter[str] = field(default_factory=Counter)
    gone: list[str] = field(default_factory=list)
    """Editions that are no more."""
    rendered: int = 0
    explained: list[Explained] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    digests: dict[Spot, str] = field(default_factory=dict)
    """Of every file as it stands now."""


def write(
    loaded: Loaded,
    wanted: Wanted,
    options: Options,
    cache: Cache,
    progress: Progress,
    crew: Crew,
) -> Outcome:
    """Make what is stale, and publish the site."""
    writer = _Writer(loaded, wanted, options, cache, progress, crew)
    try:
        return writer.write()
    except BaseException:
        writer.publication.abandon()
        raise


class _Writer:
    def __init__(
        self,
        loaded: Loaded,
        wanted: Wanted,
        options: Options,
        cache: Cache,
        progress: Progress,
        crew: Crew,
    ) -> None:
        self._crew = crew
        self._loaded, self._wanted, self._options = loaded, wanted, options
        self._cache, self._progress = cache, progress
        self._root = options.output
        self.publication = Publication(self._root)
        self._outcome = Outcome()
        self._name = options.output_name
        outputs = cache.outputs(self._name)
        self._indexes = [each for each in outputs if in_index(each)]
        """Files of search indexes, which are made when the pages stand."""
        for each in self._indexes:
            del outputs[each]
        self._before = outputs
        assert loaded.setting
        self._whole = (SEARCH_INDEX,) if loaded.setting.search else ()
        self._now: dict[str, Output] = {}
        """Outputs that the cache does not know yet as they are."""
        self._marks: dict[str, str] = {}
        """How outputs look that it knows, but for that."""
        self._digests = self._outcome.digests
        self._staged: list[Spot] = []
        self._edition = ""
        """Whose lists are being made."""

    def write(self) -> Outcome:
        stale = self._stale()
        self._render(stale)
        self._publish()
        return self._outcome

    # What is stale ------------------------------------------------------------------------

    def _stale(self) -> dict[Spot, File]:
        found: dict[Spot, File] = {}
        wanted = [(spot, _path(spot), file) for spot, file in self._wanted.files.items()]
        outputs = ((self._before.get(path), file) for _, path, file in wanted)
        standing = self._standing(out for out, file in outputs if out and out.key == file.key)
        for spot, path, file in wanted:
            before = self._before.get(path)
            reasons = _reasons(before, file)
            if not reasons and path not in standing:
                reasons = ("the file was changed or deleted",)
            if reasons:
                found[spot] = file
                self._outcome.explained.append(Explained(path, reasons))
            elif before:
                self._digests[spot] = before.digest
        return found

    def _standing(self, outputs: Iterable[Output]) -> set[str]:
        """The paths of files that are still on the disk as they were written."""
        found, unsure = set[str](), list[tuple[Output, os.stat_result]]()
        for output in outputs:
            look = self._look(output.path)
            if look and mark_of(look) == output.mark:
                found.add(output.path)
            elif look:
                unsure.append((output, look))
        files = [(f"{self._root}/{output.path}", look) for output, look in unsure]
        for (output, look), mark in zip(unsure, digests_on_disk(files), strict=True):
            if mark == output.digest:
                found.add(output.path)
                self._marks[output.path] = remembered(look)
        return found

    def _look(self, path: str) -> os.stat_result | None:
        """How a regular file looks, if there is one."""
        try:
            found = os.lstat(f"{self._root}/{path}")
        except OSError:
            return None
        return found if stat.S_ISREG(found.st_mode) else None

    def _mark(self, path: str) -> str:
        """The mark to keep of a file that has just been written."""
        look = self._look(path)
        return remembered(look) if look else ""

    # Rendering ----------------------------------------------------------------------------

    def _render(self, stale: Mapping[Spot, File]) -> None:
        orders: dict[str, list[str]] = {}
        for (edition, _), file in stale.items():
            if file.slug and edition not in orders.setdefault(file.slug, []):
                orders[file.slug].append(edition)
        total = len(stale)
        own = [(spot, file) for spot, file in stale.items() if file.make]
        # While workers make orders' pages, this process makes the others.
        share = -(-len(own) // len(orders)) if orders else len(own)
        others = iter(own)
        for pages in self._order_pages(orders):
            for spot, data in pages:
                if spot in stale:
                    self._made(spot, stale[spot], data, total)
            self._make(islice(others, share), total)
        self._make(others, total)

    def _make(self, files: Iterable[tuple[Spot, File]], total: int) -> None:
        for spot, file in files:
            assert file.make
            if spot[0] != self._edition:
                self._wanted.forget(self._edition)
                self._edition = spot[0]
            self._made(spot, file, file.make(), total)

    def _order_pages(self, orders: Mapping[str, list[str]]) -> Iterator[list[tuple[Spot, bytes]]]:
        """The pages of one order after another."""
        if orders:
            assert self._loaded.setting
            crew = self._crew.printers(self._loaded.setting, len(orders))
            for pages in crew.run("render", self._jobs(orders)):
                yield [((edition, path), data) for edition, path, data in pages]

    def _jobs(self, orders: Mapping[str, list[str]]) -> Iterator[OrderJob]:
        layouts, editions = self._wanted.layouts, self._loaded.editions
        feeds = tuple(name for name, layout in layouts.items() if layout.offer.feeds)
        for slug, names in orders.items():
            near = {name: layouts[name].neighbours[slug] for name in names}
            values = {each: self._cache.value("neighbours", each) for each in set(near.values())}
            yield OrderJob(
                slug,
                self._cache.parsed(slug),
                self._official(slug),
                tuple((name, values[near[name]]) for name in names),
                tuple(name for name, found in editions.items() if slug in found),
                self._loaded.proofs(slug),
                feeds,
            )

    def _official(self, slug: str) -> tuple[str, bytes] | None:
        path = self._loaded.officials.get(slug)
        return (str(path), path.read_bytes()) if path else None

    def _made(self, spot: Spot, file: File, data: bytes, total: int) -> None:
        path, mark = _path(spot), digest_bytes(data)
        self._digests[spot] = mark
        self._outcome.rendered += 1
        self._progress("pages", self._outcome.rendered, total)
        before = self._before.get(path)
        look = self._look(path)
        there = before.digest if before and look and before.mark == mark_of(look) else None
        if look and (there or digest_on_disk(self._root / path)) == mark:
            self._now[path] = _output(path, file, mark, remembered(look))
            return
        self.publication.stage(path, data)
        self._staged.append(spot)
        self._outcome.written[spot[0]] += 1
        self._now[path] = _output(path, file, mark, "")

    # Publishing ---------------------------------------------------------------------------

    def _publish(self) -> None:
        paths = self._wanted.by_edition()
        wanted = {_path((name, path)) for name, found in paths.items() for path in found}
        before = self._before.keys() - {_path((name, MANIFEST)) for name in paths}
        same = not self._staged and wanted == before
        if not self._staged:
            self.publication.clear_leftovers(paths)
        marks = {
            name: _digest_of(self._digests, name, found, self._folders(name))
            for name, found in paths.items()
        }
        if not same or not all(self._manifest_stands(name, marks[name]) for name in paths):
            self._write_down(paths, wanted, marks)
        self._outcome.gone = remove_editions(self._root, paths) if not same else []
        self._remember()

    def _manifest_stands(self, name: str, mark: str) -> bool:
        output = self._before.get(_path((name, MANIFEST)))
        return bool(output and output.key == mark and self._standing([output]))

    def _write_down(
        self, paths: Mapping[str, list[str]], wanted: set[str], marks: Mapping[str, str]
    ) -> None:
        self.publication.claim(paths, self._folders)
        self.publication.commit()
        for name, found in paths.items():
            digests = {path: self._digests[name, path] for path in found}
            removed = self.publication.finish(name, digests, self._folders(name))
            self._outcome.removed[name] = removed
            path = _path((name, MANIFEST))
            data = digest_on_disk(self._root / path) or ""
            self._now[path] = Output(path, marks[name], "", data, self._mark(path))
        for spot in self._staged:
            path = _path(spot)
            made = self._now[path]
            self._now[path] = Output(path, made.key, made.parts, made.digest, self._mark(path))
        ours = wanted | {_path((name, MANIFEST)) for name in paths}
        whole = {_path((name, each)) for name in paths for each in self._folders(name)}
        self._outcome.foreign = sorted(foreign(self._root, ours, whole))

    def _folders(self, name: str) -> tuple[str, ...]:
        """The folders of an edition that it owns as a whole; the front door has none."""
        return self._whole if name else ()

    def _remember(self) -> None:
        wanted = {_path(spot) for spot in self._wanted.files}
        wanted |= {_path((name, MANIFEST)) for name in (*self._wanted.desks, "")}
        gone = [path for path in self._before if path not in wanted]
        kept = self._wanted.desks if self._whole else ()
        gone += (each for each in self._indexes if each.partition("/")[0] not in kept)
        self._cache.keep_marks(self._name, self._marks)
        self._cache.keep_outputs(self._name, self._now.values(), gone)
        layouts = self._wanted.layouts.values()
        if self._loaded.studied or self._outcome.rendered:
            self._cache.evict(
                "neighbours", {d for each in layouts for d in each.neighbours.values()}
            )
            self._cache.forget_shelves(self._wanted.layouts)
        self._cache.save()


def _digest_of(
    digests: Mapping[Spot, str], name: str, paths: list[str], whole: Iterable[str]
) -> str:
    """Of all that an edition's manifest says: what is its own, and which version has made it."""
    files = "".join(f"{each} {digests[name, each]}\n" for each in paths)
    return digest_bytes(f"{generator()}\n{' '.join(whole)}\n{files}".encode())


def in_index(path: str) -> bool:
    """Whether a path from the output folder leads into an edition's search index."""
    return path.partition("/")[2].startswith(SEARCH_INDEX)


def _path(spot: Spot) -> str:
    edition, path = spot
    return f"{edition}/{path}" if edition else path


def _output(path: str, file: File, digest: str, mark: str) -> Output:
    return Output(path, file.key, json.dumps(file.parts), digest, mark)


def _reasons(before: Output | None, file: File) -> tuple[str, ...]:
    """What differs between a file as it was made and as it would be made now."""
    if before is None:
        return ("it is new",)
    if before.key == file.key:
        return ()
    then = dict(json.loads(before.parts))
    now = dict(file.parts)
    changed = tuple(f"{name} changed" for name in now if then.get(name) != now[name])
    return changed or ("it is made another way",)
