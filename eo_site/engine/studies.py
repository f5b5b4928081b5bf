"""Every order's study, from the cache where nothing that it was made from has changed."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from eo_site.codec import dumps, loads
from eo_site.content_files import OrderPlace
from eo_site.engine.cache import Cache
from eo_site.engine.inputs import Inputs, Moved
from eo_site.engine.options import Progress
from eo_site.engine.reach import needed
from eo_site.engine.setting import Setting, code_digest, library_digest
from eo_site.engine.study import Studied
from eo_site.engine.worker_tasks import WorkerTasks
from eo_site.engine.workers import Here, WorkerPool, Workers
from eo_site.fingerprint import digest, digest_bytes
from eo_site.model.federal_register import FederalRegisterRecord
from eo_site.model.library import OrderFile
from eo_site.model.study import Study
from eo_site.project import ProjectReader

_NUMBER = re.compile(rb"^number:[ \t]*[\"']?([0-9A-Za-z-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Given:
    """An order's file as it was handed out to be studied."""

    place: OrderPlace
    number: str
    """By which its official text and record were found."""
    file: OrderFile


@dataclass
class Studies:
    """Every order's study, from the cache where nothing that it was made from has changed."""

    cache: Cache
    reader: ProjectReader
    setting: Setting
    progress: Progress
    worker_pool: WorkerPool
    officials: dict[str, str] = field(default_factory=dict)
    """By order, the path of its official text."""
    studied: int = 0
    stale: tuple[OrderPlace, ...] = ()
    """Those that are to be studied now."""
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By order, the key of the study that the cache has, and the order's number."""
    pictures: list[str | None] = field(default_factory=list)
    """Digests of all images and attachments beside the texts."""
    asked: set[str] = field(default_factory=set)
    """The orders of which somebody asked for every id."""

    def look(self, places: Sequence[OrderPlace]) -> None:
        """See which of these files have changed."""
        self.inputs = Inputs(self.reader.root, self.cache.inputs(), unsaved=self.reader.unsaved)
        self._texts, self._records = self.reader.texts(), self.reader.records()
        self._beside = {place.slug: self.reader.beside(place) for place in places}
        self.known = self.cache.study_keys()
        self._common = digest(
            [code_digest(), library_digest(self.setting.library), self.setting.portable]
        )
        self.pictures = [
            self._picture(path) for found in self._beside.values() for path in found.values()
        ]
        self._keys = {place.slug: self._key(place) for place in places}
        self.stale = tuple(
            place
            for place in places
            if not self._keys[place.slug] or self._keys[place.slug] != self.known[place.slug][0]
        )

    @cached_property
    def fresh(self) -> Mapping[str, Study]:
        """By order, the studies that are made now."""
        if not self.stale:
            return {}
        count, audiences = len(self.stale), self.setting.library.audiences.audiences
        self.worker_pool.expect(self.setting, needed(self.setting.theme, audiences), count)
        return self._study(self.stale, self.worker_pool.workers(self.setting, count))

    def studies(self) -> dict[str, Study]:
        """By order, the study of every file that was looked at."""
        fresh, keys = self.fresh, self._keys
        kept = {
            slug: loads(Study, data)
            for slug, data in self.cache.studies()
            if slug in keys and slug not in fresh
        }
        self.cache.forget_studies(slug for slug in self.known if slug not in keys)
        found = {**kept, **fresh}
        if self.stale:
            used = {each.slim for study in found.values() for each in study.editions.values()}
            self.cache.evict("slims", used)
        self.keep_inputs()
        return found

    def keep_inputs(self) -> None:
        """Let the next build know how the files looked."""
        self.cache.keep_inputs(self.inputs.changed(), self.inputs.gone())
        self.cache.save()

    def _picture(self, path: str) -> str | None:
        found = self.inputs.digest(path)
        if found is None:
            self.reader.report("EO100", path, "the file cannot be read")
        return found

    def _key(self, place: OrderPlace) -> str:
        """Of everything that a study is made from; empty where the file must be read to know."""
        known = self.known.get(place.slug)
        if known is None or self.inputs.digest(place.path) is None:
            return ""
        text = self._official(place.slug, known[1])
        if text and self.inputs.digest(text) is None:
            return ""
        if any(self.inputs.digest(path) is None for _, path in place.translations):
            return ""
        beside, record = self._beside[place.slug], self._records.get(known[1])
        return self._joined(place, beside, text, record)

    def _joined(
        self,
        place: OrderPlace,
        beside: Iterable[str],
        text: str | None,
        record: FederalRegisterRecord | None,
    ) -> str:
        # A text's name says how it is read, and stands in what is wrong with it.
        official = [text, self.inputs.digest(text)] if text else []
        mark = self.inputs.digest(place.path)
        others = [(path, self.inputs.digest(path)) for _, path in place.translations]
        parts = (self._common, place.path, mark, sorted(beside), official, record, others)
        return digest_bytes(repr(parts).encode())

    def _official(self, slug: str, number: str) -> str | None:
        path = self._texts.get(f"eo-{number}".lower()) if number else None
        if path:
            self.officials[slug] = self.reader.shown(path)
            return self.officials[slug]
        return None

    def anew(
        self,
        places: Sequence[OrderPlace],
        tasks: WorkerTasks,
        unsaved: Mapping[str, bytes] | None = None,
    ) -> "tuple[Studies, dict[str, Study]]":
        """The studies of these orders, read again here; what is known of the others stays known.

        `unsaved` is what an editor holds of files now.
        """
        reader = replace(
            self.reader.again(), unsaved=self.reader.unsaved if unsaved is None else unsaved
        )
        shelf = replace(
            self,
            reader=reader,
            officials={**self.officials},
            worker_pool=WorkerPool.alone(self.worker_pool.options),
        )
        shelf.inputs = Inputs(reader.root, {}, unsaved=reader.unsaved)
        shelf._texts, shelf._records = self._texts, self._records
        shelf._beside = {place.slug: reader.beside(place) for place in places}
        shelf._common = self._common
        found = shelf._study(places, Here(tasks))
        self.cache.keep_inputs(shelf.inputs.changed(), ())
        self.cache.save()
        return shelf, found

    def _study(self, stale: Sequence[OrderPlace], workers: Workers) -> dict[str, Study]:
        found: dict[str, Study] = {}
        given = deque[_Given]()
        results = workers.run("study", self._files(stale, given))
        for done, result in enumerate(results, start=1):
            each = given.popleft()
            found[each.place.slug] = self._kept(*self._again(each, result))
            self.progress("reading", done, len(stale))
        self.studied = len(found)
        empty = Study()
        return {place.slug: found.get(place.slug, empty) for place in stale}

    def _files(self, places: Sequence[OrderPlace], given: deque[_Given]) -> Iterator[OrderFile]:
        """What is to be studied; `given` holds each file until its study is there."""
        for place in places:
            data = self._taken(place.path)
            if data is not None:
                number = _NUMBER.search(data)
                given.append(
                    self._with_text(place, data, number.group(1).decode() if number else "")
                )
                yield given[-1].file

    def _taken(self, path: str) -> bytes | None:
        """A file's bytes, or None after noting why it cannot be read."""
        try:
            return self.inputs.take(path)
        except FileNotFoundError:  # it was there a moment ago
            raise Moved(path) from None
        except OSError as error:
            self.reader.report("EO100", path, f"the file cannot be read: {error.strerror}")
            return None

    def _with_text(self, place: OrderPlace, data: bytes, number: str) -> _Given:
        """An order's file with the text and the record that belong to a number."""
        self.officials.pop(place.slug, None)
        path = self._official(place.slug, number)
        text = self._taken(path) if path else None
        official = (path, text) if path and text is not None else None
        beside, record = tuple(self._beside[place.slug]), self._records.get(number)
        others = tuple(
            (language, path, found)
            for language, path in place.translations
            if (found := self._taken(path)) is not None
        )
        file = OrderFile(place.slug, place.path, data, beside, official, record, others)
        return _Given(place, number, file)

    def _again(self, given: _Given, result: Studied) -> tuple[_Given, Studied]:
        """The same, with its text and record, where the number in the file was written oddly."""
        note = result.study.note
        if note is None or note.number == given.number:
            return given, result
        another = self._with_text(given.place, given.file.data, note.number)
        if (another.file.official, another.file.record) == (given.file.official, given.file.record):
            return another, result
        return another, WorkerTasks(self.setting).study([another.file])[0]

    def _kept(self, given: _Given, result: Studied) -> Study:
        """A study under the key of what it was made from."""
        study, file, slug = result.study, given.file, given.place.slug
        key = self._joined(given.place, file.beside, self.officials.get(slug), file.record)
        self.cache.keep_study(slug, key, given.number, dumps(Study, study), result.parsed)
        self.cache.keep_values("slims", result.slims)
        return study

    def anchors(self, audience: str, slug: str) -> tuple[str, ...]:
        """Every id on an order's page."""
        self.asked.add(slug)
        official = self.inputs.named(self.officials.get(slug))
        return WorkerTasks(self.setting).anchors(self.cache.parsed(slug), official, audience)
