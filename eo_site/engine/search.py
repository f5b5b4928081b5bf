"""Full-text search: an index for each edition whose pages changed, made when they stand.

Pagefind writes its bundle into the staging folder. From there its files take their places one by
one: first what is named after its content, last the entry that names the others, and only then
what nothing names any more goes. So the index of the last build answers until the new one does,
and a build that is killed leaves one or the other.

The bundle is not reproducible, so what was written is remembered file by file: one that somebody
has changed or deleted makes the next build write the index again.
"""

import gzip
import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from eo_site.engine import pagefind
from eo_site.engine.cache import Cache, Output, mark_of, remembered
from eo_site.engine.layout import Wanted
from eo_site.engine.options import STAGING, Options, Progress
from eo_site.engine.pagefind import SearchFailed
from eo_site.engine.publish import digest_on_disk, put
from eo_site.engine.setting import code_digest
from eo_site.fingerprint import digest, digest_bytes
from eo_site.plan.site import SLUGS
from eo_site.urls import SEARCH_INDEX, file_of, order_of

ENTRY = "pagefind-entry.json"
"""Names the other files of a bundle."""
NOT_OURS = re.compile(r"pagefind-(?:.*ui|highlight)\.(?:js|css)")
"""Search fields that Pagefind brings; the theme has its own."""
_BESIDE = SLUGS.removeprefix(SEARCH_INDEX)
_SIGNATURE = len(b"pagefind_dcd")


def index(wanted: Wanted, options: Options, cache: Cache, progress: Progress) -> tuple[str, ...]:
    """Make the indexes that are not as they should be; the names of their editions."""
    made = []
    for done, (name, edition_index) in enumerate(wanted.edition_indexes.items(), start=1):
        outputs = cache.outputs(options.output_name, name)
        pages = {path: outputs[path].digest for path in edition_index.searched()}
        if _Indexer(options.output, options.output_name, name, cache).index(pages):
            made.append(name)
        progress("search", done, len(wanted.edition_indexes))
    return tuple(made)


@dataclass(frozen=True)
class _Indexer:
    root: Path
    """Of all editions."""
    output: str
    """The same as the cache knows it."""
    edition: str
    cache: Cache

    def index(self, pages: Mapping[str, str]) -> bool:
        """Make the edition's index of its pages, given with their digests; False if it stands."""
        key = digest([code_digest(), pagefind.version(), sorted(pages.items())])
        before = self.cache.outputs_below(self.output, self.edition, SEARCH_INDEX)
        stand = self._standing(before)
        if (
            stand is not None
            and all(each.key == key for each in stand)
            and bool(pages) == bool(stand)
        ):
            seen = (each for each in stand if each != before[each.path])
            self.cache.keep_outputs(self.output, seen)
            return False
        folder = self.root / self.edition / SEARCH_INDEX
        found = self._made(self.edition, pages, folder) if pages else {}
        if not pages:
            shutil.rmtree(folder, ignore_errors=True)
        outputs = [self._output(SEARCH_INDEX + path, key, mark) for path, mark in found.items()]
        gone = before.keys() - {each.path for each in outputs}
        self.cache.forget_outputs(self.output, ((self.edition, path) for path in gone))
        self.cache.keep_outputs(self.output, outputs)
        self.cache.save()
        return bool(pages)

    def _standing(self, before: Mapping[str, Output]) -> list[Output] | None:
        """The files of an index as they look now; None where one is not as it was written."""
        found = []
        for path, output in before.items():
            file = self.root / self.edition / path
            try:
                look = os.lstat(file)
            except OSError:
                return None
            if not stat.S_ISREG(look.st_mode):
                return None
            if mark_of(look) != output.mark and digest_on_disk(file) != output.digest:
                return None
            found.append(self._output(path, output.key, output.digest))
        return found

    def _output(self, path: str, key: str, mark: str) -> Output:
        look = os.lstat(self.root / self.edition / path)
        return Output(self.edition, path, key, mark, remembered(look))

    def _made(self, edition: str, pages: Mapping[str, str], folder: Path) -> dict[str, str]:
        """By path in an index's folder, the digest of each file that has been put there."""
        staging = self.root / STAGING
        staging.mkdir(exist_ok=True)
        try:
            bundle = Path(tempfile.mkdtemp(dir=staging)).resolve() / edition
            pagefind.make_index((self.root / edition).resolve(), pages, bundle)
            (bundle / _BESIDE).write_bytes(_slugs(bundle, edition, pages))
            return _published(bundle, folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _slugs(bundle: Path, edition: str, pages: Iterable[str]) -> bytes:
    """Which order each page of a bundle is, by the name that Pagefind's results have for it.

    With it results can be narrowed to some orders without asking for each of them.
    """
    known, found = set(pages), dict[str, str]()
    for file in sorted((bundle / "fragment").glob("*.pf_fragment")):
        url = str(json.loads(gzip.decompress(file.read_bytes())[_SIGNATURE:])["url"])
        path = file_of(url.removeprefix("/"))
        if path not in known:
            reason = f"{path} would be found; only orders and pages are to have data-pagefind-body"
            raise SearchFailed(edition, reason)
        slug = order_of(path)
        if slug:
            found[file.stem] = slug
    if not found and any(map(order_of, known)):
        reason = "the theme marks no order's text with data-pagefind-body"
        raise SearchFailed(edition, reason)
    return json.dumps(found, separators=(",", ":"), sort_keys=True).encode()


def _published(bundle: Path, folder: Path) -> dict[str, str]:
    """Let the files of a bundle take their places; the digest of each."""
    files = sorted(_files(bundle), key=lambda path: (path == ENTRY, path == _BESIDE))
    _make_room(folder, files)
    found: dict[str, str] = {}
    for path in files:
        found[path] = digest_bytes((bundle / path).read_bytes())
        if digest_on_disk(folder / path) != found[path]:
            put(str(bundle / path), str(folder / path))
    for path in list(_files(folder)):
        if path not in found:
            (folder / path).unlink()
    return found


def _files(folder: Path) -> Iterator[str]:
    """The files in a folder that belong into an index, and whatever else is no folder there."""
    for base, _, names in os.walk(folder):
        for name in names:
            path = Path(base, name).relative_to(folder).as_posix()
            if not NOT_OURS.fullmatch(path):
                yield path


def _make_room(folder: Path, files: Iterable[str]) -> None:
    """Take away what stands where a file or a folder of an index is to be and is something else."""
    needed = {parent for path in files for parent in (folder / path).parents}
    for place in sorted(each for each in needed if each == folder or folder in each.parents):
        if place.is_symlink() or place.is_file():
            place.unlink()
    for path in files:
        if (folder / path).is_dir():
            with suppress(OSError):
                (folder / path).unlink()  # a link to a folder
            shutil.rmtree(folder / path, ignore_errors=True)
