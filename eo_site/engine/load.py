"""A site read, studied and checked: everything before its pages are laid out."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from eo_site.check import check_site
from eo_site.check.again import Linkers
from eo_site.check.world import PageCase, SiteWorld
from eo_site.codec import dumps, loads
from eo_site.engine import pagefind
from eo_site.engine.cache import Cache
from eo_site.engine.desk import newest_first
from eo_site.engine.inputs import Inputs
from eo_site.engine.options import Options
from eo_site.engine.reach import needed
from eo_site.engine.setting import (
    Setting,
    asset_files,
    asset_folders,
    code_digest,
    library_digest,
)
from eo_site.engine.study import Studied
from eo_site.engine.workers import WORTH_A_POOL, Crew, Here, Workers
from eo_site.engine.workshop import Workshop
from eo_site.fingerprint import digest
from eo_site.model.federal_register import FederalRegisterRecord
from eo_site.model.library import Library, OrderFile, Theme
from eo_site.model.problem import Place, Problem, Severity, in_reading_order
from eo_site.model.resolved import ResolvedPage
from eo_site.model.study import EditionStudy, OrderNote, Study
from eo_site.plan.available import meant_for, members_by_name, published
from eo_site.plan.modules import MODULES
from eo_site.plan.order_page import section_ids
from eo_site.project import OrderPlace, ProjectReader
from eo_site.read.document import read_order
from eo_site.resolve.audience_rules import audience_problems
from eo_site.resolve.audiences import Audiences, Reader
from eo_site.resolve.names import name_problems
from eo_site.resolve.order import Surroundings, resolve_page

Progress = Callable[[str, int, int], None]
"""Told a stage's name, how much of it is done, and of how much."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Basis:
    """What a look at a few files needs to know of the look at all of them."""

    places: Mapping[str, OrderPlace] = field(default_factory=dict)
    """By order, every file."""
    shelf: "Studies | None" = None
    """What read them."""
    studies: Mapping[str, Study] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    """Of the site's own files and its theme."""
    world: SiteWorld | None = None
    """What the rules between orders look at."""
    between: tuple[Problem, ...] | None = None
    """What those rules found; None where errors kept them from looking."""
    linkers: Linkers | None = None
    """Which orders link to which, as far as anybody has gathered it."""


@dataclass(frozen=True)
class Loaded:
    """A site as far as it is known before anything is laid out."""

    problems: tuple[Problem, ...]
    setting: Setting | None = None
    assets: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    """By audience, and under "" for the front door, the theme's files."""
    notes: Mapping[str, OrderNote] = field(default_factory=dict)
    """Every order that could be read, drafts too, the newest first."""
    editions: Mapping[str, Mapping[str, EditionStudy]] = field(default_factory=dict)
    """By audience, its published orders, the newest first."""
    officials: Mapping[str, Path] = field(default_factory=dict)
    """By order, the file of its official text."""
    studied: int = 0
    """Orders that had to be studied now."""
    basis: Basis = field(default_factory=Basis)

    @property
    def failed(self) -> bool:
        """Whether an error keeps the site from being laid out."""
        return self.setting is None or any(
            each.severity is Severity.ERROR for each in self.problems
        )

    def proofs(self, slug: str) -> tuple[str, ...]:
        """The editions that show an order's official text beside what rests on it."""
        found = ((name, orders.get(slug)) for name, orders in self.editions.items())
        return tuple(name for name, study in found if study and study.proof)


def failing(problems: Sequence[Problem], *, strict: bool) -> bool:
    """Whether any of the problems keeps a site from being published."""
    return any(strict or each.severity is Severity.ERROR for each in problems)


def load(
    options: Options, cache: Cache, progress: Progress = silent, crew: Crew | None = None
) -> Loaded:
    """Read, study and check a site; `crew` does the work if there is enough of it."""
    return _Loader(options, cache, progress, crew or Crew()).load()


def today_of(library: Library, options: Options) -> date:
    """The day that a build's pages are computed for."""
    return options.now or datetime.now(ZoneInfo(library.site.time_zone)).date()


@dataclass
class _Loader:
    options: Options
    cache: Cache
    progress: Progress
    crew: Crew

    def load(self) -> Loaded:
        self._reader = ProjectReader(self.options.root, self.options.texts, self.options.records)
        library = self._reader.library()
        places = self._reader.orders()
        if library is None:
            return Loaded(in_reading_order((*self._reader.problems, *self._unread(places))))
        theme = self._reader.theme(self.options.theme or library.site.theme)
        modules = {module.name for module in MODULES} | theme.modules
        found = audience_problems(library.audiences, library.marks["audiences.yaml"], modules)
        if found:
            problems = (*self._reader.problems, *found, *self._unread(places))
            return Loaded(in_reading_order(problems))
        return self._with_orders(library, theme, places)

    def _unread(self, places: Sequence[OrderPlace]) -> Iterator[Problem]:
        """What is wrong with the files of orders by themselves."""
        for place in places:
            data = self._reader.bytes_of(place.path)
            if data is not None:
                yield from read_order(place.slug, place.path, data)[1]

    def _with_orders(self, library: Library, theme: Theme, places: Sequence[OrderPlace]) -> Loaded:
        texts, cases, problems = _texts(library, self.options)
        assets = asset_files(library, theme)
        today = today_of(library, self.options)
        setting = Setting(
            library,
            theme,
            texts,
            asset_folders(assets),
            today,
            self.options.portable,
            self.options.drafts,
            self.options.searching and pagefind.installed(),
        )
        shelf = Studies(self.cache, self._reader, setting, self.progress, self.crew)
        studies = shelf.studies(places)
        around = (*problems, *self._reader.problems)
        problems = [*around, *problems_of(studies, today)]
        notes = {
            each.slug: each
            for each in newest_first([study.note for study in studies.values() if study.note])
        }
        editions = editions_of(setting, notes, studies)
        world = SiteWorld(library, notes, editions, cases, shelf.anchors)
        failed = any(each.severity is Severity.ERROR for each in problems)
        between = None if failed else check_site(world)
        by_slug = {place.slug: place for place in places}
        return Loaded(
            in_reading_order((*problems, *(between or ()))),
            setting,
            assets,
            notes,
            editions,
            shelf.officials,
            shelf.studied,
            Basis(by_slug, shelf, studies, around, world, between),
        )


def _texts(
    library: Library, options: Options
) -> tuple[dict[str, tuple[ResolvedPage, ...]], dict[str, tuple[PageCase, ...]], list[Problem]]:
    """The pages that are not orders, by audience: those to show, and all to check."""
    audiences, members = Audiences(library.audiences), members_by_name(library)
    around = Surroundings(library.sources.sources, options.portable)
    problems = [each for page in library.pages for each in name_problems(page, audiences)]
    texts: dict[str, tuple[ResolvedPage, ...]] = {}
    cases: dict[str, tuple[PageCase, ...]] = {}
    for name in library.audiences.by_id:
        found = []
        for document in library.pages if not problems else ():
            if meant_for(document.record.audiences, members, name):
                page, wrong = resolve_page(document, Reader(audiences, name), around)
                problems += wrong
                if options.drafts or not document.record.draft:
                    found.append(PageCase(document, page, tuple(section_ids(page.body.sections))))
        cases[name] = tuple(found)
        texts[name] = tuple(each.page for each in found)
    return texts, cases, problems


def problems_of(studies: Mapping[str, Study], today: date) -> Iterator[Problem]:
    """What is wrong with each order by itself, today."""
    for study in studies.values():
        yield from study.problems
        yield from (each for day, each in study.later if day <= today)


def editions_of(
    setting: Setting, notes: Mapping[str, OrderNote], studies: Mapping[str, Study]
) -> dict[str, dict[str, EditionStudy]]:
    """By audience, the orders that are out, the newest first."""
    found: dict[str, dict[str, EditionStudy]] = {
        name: {} for name in setting.library.audiences.by_id
    }
    for slug, note in notes.items():
        if published(note, setting.today, drafts=setting.drafts):
            for name, study in studies[slug].editions.items():
                found[name][slug] = study
    return found


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

    def studies(self, places: Sequence[OrderPlace]) -> dict[str, Study]:
        """By order, the study of every file, in the order of the files."""
        self._inputs = Inputs(self.reader.root, self.cache.inputs())
        self._texts, self._records = self.reader.texts(), self.reader.records()
        self._given: dict[str, FederalRegisterRecord | None] = {}
        self._known = self.cache.study_keys()
        self._common = digest(
            [code_digest(), library_digest(self.setting.library), self.setting.portable]
        )
        keys = {place.slug: self._key(place) for place in places}
        stale = [
            place
            for place in places
            if not keys[place.slug] or keys[place.slug] != self._known[place.slug][0]
        ]
        if 0 < len(stale) < WORTH_A_POOL:
            audiences = self.setting.library.audiences.audiences
            self.crew.expect(self.setting, needed(self.setting.theme, audiences))
        fresh = self._study(stale, self.crew.workers(self.setting, len(stale))) if stale else {}
        kept = {
            slug: loads(Study, data)
            for slug, data in self.cache.studies()
            if slug in keys and slug not in fresh
        }
        self.cache.forget_studies(slug for slug in self._known if slug not in keys)
        found = {**kept, **fresh}
        if stale:
            used = {each.slim for study in found.values() for each in study.editions.values()}
            self.cache.evict("slims", used)
        self.cache.keep_inputs(self._inputs.changed(), self._inputs.gone())
        self.cache.save()
        return found

    def _key(self, place: OrderPlace) -> str:
        """Of everything that a study is made from; empty where the file must be read to know."""
        found = self._inputs.digest(place.path)
        known = self._known.get(place.slug)
        if found is None or known is None:
            return ""
        official = self._official(place.slug, known[1])
        return self._joined(place, found, official, known[1])

    def _joined(self, place: OrderPlace, found: str, official: Path | None, number: str) -> str:
        # A text's name says how it is read, and stands in what is wrong with it.
        shown = self.reader.shown(official) if official else ""
        text = [shown, self._inputs.digest(shown)] if shown else []
        images = sorted(self.reader.images(place))
        record = repr(self._records.get(number))
        return digest([self._common, place.path, found, images, text, record])

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
        parsed = self.cache.parsed(slug)
        path = self.officials.get(slug)
        official = (self.reader.shown(path), path.read_bytes()) if path else None
        return Workshop(self.setting).anchors(parsed, official, audience)


def missing_string(theme: Theme, error: KeyError) -> Problem:
    """A theme whose strings.yaml lacks something the pages print."""
    return template_problem(theme, "strings.yaml", 1, f"the theme has no string {error}")


def template_problem(theme: Theme, template: str, line: int, reason: str) -> Problem:
    """A template's failure as a problem of the theme."""
    hint = "docs/themes.md says what each template gets"
    path = theme.paths.get(template, f"templates/{template}")
    return Problem("EO501", path, Place(line), reason, hint)


def two_inputs(path: str) -> Problem:
    """Two pages, or a page and a file, that cannot stand at the same path."""
    message = f"two inputs want the path `{path}`"
    return Problem("EO503", "content", Place(), message, "rename one of them")
