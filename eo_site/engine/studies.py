"""Every order's study, from the cache where nothing that it was made from has changed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from eo_site.codec import dumps, loads
from eo_site.content_files import OrderPlace
from eo_site.engine.cache import Cache
from eo_site.engine.inputs import Inputs
from eo_site.engine.options import Progress
from eo_site.engine.reach import needed
from eo_site.engine.setting import Setting, code_digest, library_digest
from eo_site.engine.study import Studied
from eo_site.engine.workers import WORTH_A_POOL, Crew, Here, Workers
from eo_site.engine.workshop import Workshop
from eo_site.fingerprint import digest, digest_bytes
from eo_site.model.federal_register import FederalRegisterRecord
from eo_site.model.library import OrderFile
from eo_site.model.study import Study
from eo_site.project import ProjectReader

_NUMBER = re.compile(rb"^number:[ \t]*[\"']?([0-9A-Za-z-]+)", re.MULTILINE)


@dataclass
class Studies:
    """Every order's study, from the cache where nothing that it was made from has changed."""

    cache: Cache
    reader: ProjectReader
    setting: Setting
    progress: Progress
    crew: Crew
    officials: dict[str, Path] = field(default_factory=dict)
    studied: int = 0
    stale: tuple[OrderPlace, ...] = ()
    """Those that are to be studied now."""
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By order, the key of the study that the cache has, and the order's number."""
    pictures: list[str | None] = field(default_factory=list)
    """Digests of all images beside the texts."""
    asked: set[str] = field(default_factory=set)
    """The orders of which somebody asked for every id."""

    def look(self, places: Sequence[OrderPlace]) -> None:
        """See which of these files have changed."""
        self._inputs = Inputs(self.reader.root, self.cache.inputs())
        self._texts, self._records = self.reader.texts(), self.reader.records()
        self._given: dict[str, FederalRegisterRecord | None] = {}
        self.known = self.cache.study_keys()
        self._common = digest(
            [code_digest(), library_digest(self.setting.library), self.setting.portable]
        )
        images = (path for place in places for path in self.reader.images(place).values())
        self.pictures = [self._inputs.digest(path) for path in images]
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
        if len(self.stale) < WORTH_A_POOL:
            audiences = self.setting.library.audiences.audiences
            self.crew.expect(self.setting, needed(self.setting.theme, audiences))
        return self._study(self.stale, self.crew.workers(self.setting, len(self.stale)))

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
        self.cache.keep_inputs(self._inputs.changed(), self._inputs.gone())
        self.cache.save()

    def _key(self, place: OrderPlace) -> str:
        """Of everything that a study is made from; empty where the file must be read to know."""
        found = self._inputs.digest(place.path)
        known = self.known.get(place.slug)
        if found is None or known is None:
            return ""
        official = self._official(place.slug, known[1])
        return self._joined(place, found, official, known[1])

    def _joined(self, place: OrderPlace, found: str, official: Path | None, number: str) -> str:
        # A text's name says how it is read, and stands in what is wrong with it.
        shown = self.reader.shown(official) if official else ""
        text = [shown, self._inputs.digest(shown)] if shown else []
        images = sorted(self.reader.images(place))
        record = self._records.get(number)
        return digest_bytes(repr((self._common, place.path, found, images, text, record)).encode())

    def _official(self, slug: str, number: str) -> Path | None:
        path = self._texts.get(f"eo-{number}".lower()) if number else None
        if path:
            self.officials[slug] = path
        return path

    def anew(
        self, places: Sequence[OrderPlace], shop: Workshop
    ) -> "tuple[Studies, dict[str, Study]]":
        """The studies of these orders, read again here; what is known of the others stays known."""
        reader = ProjectReader(self.reader.root, self.reader.elsewhere, self.reader.documents)
        shelf = replace(self, reader=reader, officials={**self.officials}, crew=Crew())
        shelf._inputs = Inputs(reader.root, {})
        shelf._texts, shelf._records, shelf._given = self._texts, self._records, {}
        shelf._common = self._common
        found = shelf._study(places, Here(shop))
        self.cache.keep_inputs(shelf._inputs.found, ())
        self.cache.save()
        return shelf, found

    def _study(self, stale: Sequence[OrderPlace], workers: Workers) -> dict[str, Study]:
        found: dict[str, Study] = {}
        results = workers.run("study", self._files(stale))
        readable = (place for place in stale if self._inputs.digest(place.path) is not None)
        for done, (place, result) in enumerate(zip(readable, results, strict=True), start=1):
            found[place.slug] = self._kept(place, self._again(place, result))
            self.progress("reading", done, len(stale))
        self.studied = len(found)
        empty = Study()
        return {place.slug: found.get(place.slug, empty) for place in stale}

    def _files(self, places: Sequence[OrderPlace]) -> Iterator[OrderFile]:
        for place in places:
            data = self.reader.bytes_of(place.path)
            if data is not None:
                number = _NUMBER.search(data)
                yield self._file(place, data, number.group(1).decode() if number else "")

    def _file(self, place: OrderPlace, data: bytes, number: str) -> OrderFile:
        self.officials.pop(place.slug, None)
        official = self._official(place.slug, number)
        text = (self.reader.shown(official), official.read_bytes()) if official else None
        images, record = tuple(self.reader.images(place)), self._records.get(number)
        self._given[place.slug] = record
        return OrderFile(place.slug, place.path, data, images, text, record)

    def _again(self, place: OrderPlace, result: Studied) -> Studied:
        """The same, with its text and record, where the number in the file was written oddly."""
        note = result.study.note
        before = self.officials.get(place.slug)
        if note is None or (
            self._texts.get(f"eo-{note.number}".lower()) == before
            and self._records.get(note.number) == self._given.get(place.slug)
        ):
            return result
        data = self.reader.bytes_of(place.path) or b""
        return Workshop(self.setting).study([self._file(place, data, note.number)])[0]

    def _kept(self, place: OrderPlace, result: Studied) -> Study:
        study = result.study
        number = study.note.number if study.note else ""
        digest_now = self._inputs.digest(place.path) or ""
        key = self._joined(place, digest_now, self.officials.get(place.slug), number)
        self.cache.keep_study(place.slug, key, number, dumps(Study, study), result.parsed)
        self.cache.keep_values("slims", result.slims)
        return study

    def anchors(self, audience: str, slug: str) -> tuple[str, ...]:
        """Every id on an order's page."""
        self.asked.add(slug)
        parsed = self.cache.parsed(slug)
        path = self.officials.get(slug)
        official = (self.reader.shown(path), path.read_bytes()) if path else None
        return Workshop(self.setting).anchors(parsed, official, audience)
