"""A site read, studied and checked: everything before its pages are laid out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from eo_site.check import check_files, check_site
from eo_site.check.recheck import Linkers
from eo_site.check.world import PageCase, SiteWorld
from eo_site.content_files import OrderPlace
from eo_site.engine import pagefind
from eo_site.engine.cache import Cache
from eo_site.engine.edition_index import newest_first
from eo_site.engine.inputs import Inputs, Moved, at_rest
from eo_site.engine.options import Options, Progress, clock_of, silent
from eo_site.engine.publish import generator
from eo_site.engine.reach import theme_digest
from eo_site.engine.setting import (
    Setting,
    asset_files,
    asset_folders,
    code_digest,
)
from eo_site.engine.studies import Studies
from eo_site.engine.study import without_readers
from eo_site.engine.unchanged import written_since
from eo_site.engine.workers import WorkerPool
from eo_site.fingerprint import digest
from eo_site.model.document import PageDocument
from eo_site.model.library import Library, Theme
from eo_site.model.problem import Place, Problem, Severity, in_editions, in_reading_order
from eo_site.model.resolved import ResolvedPage
from eo_site.model.study import EditionStudy, OrderNote, Study
from eo_site.plan.available import meant_for, members_by_name, published
from eo_site.plan.instruments import worded
from eo_site.plan.modules import MODULES
from eo_site.plan.order_page import section_ids
from eo_site.project import ProjectReader
from eo_site.read.document import read_order
from eo_site.resolve.audience_rules import audience_problems
from eo_site.resolve.audiences import Audiences, Reader
from eo_site.resolve.doubts import doubt_problems
from eo_site.resolve.names import name_problems, text_problems
from eo_site.resolve.order import Surroundings, resolve_page
from eo_site.urls import order_path, page_path

_A_YEAR = 366


@dataclass(frozen=True)
class Basis:
    """What a look at a few files needs to know of the look at all of them."""

    places: Mapping[str, OrderPlace] = field(default_factory=dict)
    """By order, every file."""
    shelf: Studies | None = None
    """What read them."""
    studies: Mapping[str, Study] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    """Of the site's own files and its theme."""
    world: SiteWorld | None = None
    """What the rules between orders look at."""
    between: tuple[Problem, ...] = ()
    """What those rules found."""
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
    officials: Mapping[str, str] = field(default_factory=dict)
    """By order, the path of its official text, as problems name it."""
    inputs: Inputs = field(default_factory=lambda: Inputs(Path(), {}))
    """The files that orders and their pages are made from."""
    studied: int = 0
    """Orders that had to be studied now."""
    basis: Basis = field(default_factory=Basis)

    @property
    def failed(self) -> bool:
        """Whether an error keeps the site from being laid out."""
        return self.setting is None or any(
            each.severity is Severity.ERROR for each in self.problems
        )

    def official(self, slug: str) -> tuple[str, bytes] | None:
        """The path and the bytes of an order's official text, if it has one; may raise `Moved`."""
        return self.inputs.named(self.officials.get(slug))

    def proofs(self, slug: str) -> tuple[str, ...]:
        """The editions that show an order's official text beside what rests on it."""
        found = ((name, orders.get(slug)) for name, orders in self.editions.items())
        return tuple(name for name, study in found if study and study.proof)


def failing(problems: Sequence[Problem], *, strict: bool) -> bool:
    """Whether any of the problems keeps a site from being published."""
    return any(strict or each.severity is Severity.ERROR for each in problems)


def load(
    options: Options,
    cache: Cache,
    progress: Progress = silent,
    worker_pool: WorkerPool | None = None,
) -> Loaded:
    """Read, study and check a site; `worker_pool` does the work if there is enough of it."""

    def work() -> Loaded:
        opened = open_site(options, cache, progress, worker_pool)
        return opened.loaded() if isinstance(opened, Opened) else opened

    try:
        return at_rest(work, lambda loaded, began: loaded.failed and written_since(options, began))
    except Moved as moved:
        return Loaded((moved.problem,))


def today_of(library: Library, options: Options) -> date:
    """The day that a build's pages are computed for."""
    return options.now or clock_of(library.site.time_zone)


def latest_of(library: Library, options: Options) -> date:
    """The last day that has come: pages may be computed for a day long past."""
    return max(today_of(library, options), clock_of(library.site.time_zone))


@dataclass
class Opened:
    """A site whose own files have been read, and of whose orders it is known which have changed."""

    setting: Setting
    assets: Mapping[str, Mapping[str, bytes]]
    cases: Mapping[str, tuple[PageCase, ...]]
    """By audience, the pages that are not orders."""
    wrong: Sequence[Problem]
    """With these pages."""
    unsound: frozenset[str]
    """The paths of pages that could not be read as a whole."""
    files: str
    """Digest of the site's own files."""
    places: Sequence[OrderPlace]
    shelf: Studies

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of these pages, of the site's own files and its theme."""
        return *self.wrong, *self.shelf.reader.problems

    @cached_property
    def around(self) -> str:
        """Digest of all that the site is made from, besides the files that orders are studied from."""
        setting = self.setting
        return digest(
            [
                code_digest(),
                generator(),  # which manifests say
                self.files,
                theme_digest(setting.theme),
                dict(setting.assets),
                [setting.today, setting.latest],
                [setting.portable, setting.drafts, setting.search],
                self.shelf.pictures,
                repr(self.problems),
            ]
        )

    def loaded(self) -> Loaded:
        """With every order studied, and everything checked."""
        setting, shelf = self.setting, self.shelf
        studies = shelf.studies()
        around = self.problems
        problems = [*around, *problems_of(studies, setting)]
        notes = notes_of(studies)
        editions = editions_of(setting, notes, studies)
        expected = frozenset(order_path(place.slug) for place in self.places)
        world = SiteWorld(
            setting.library, notes, editions, self.cases, shelf.anchors, expected, self.unsound
        )
        between = check_site(world)
        by_slug = {place.slug: place for place in self.places}
        return Loaded(
            in_reading_order((*problems, *between)),
            setting,
            self.assets,
            notes,
            editions,
            shelf.officials,
            shelf.inputs,
            shelf.studied,
            Basis(by_slug, shelf, studies, around, world, between),
        )


def open_site(
    options: Options,
    cache: Cache,
    progress: Progress = silent,
    worker_pool: WorkerPool | None = None,
    *,
    alone: bool = False,
) -> Opened | Loaded:
    """Read a site's own files; where they are too wrong to go on, the site as far as it is known.

    `alone` says that no order is read then, for those who cannot wait.
    """
    reader = ProjectReader(options.root, options.texts, options.records, unsaved=options.unsaved)
    library = reader.library()
    files = reader.seen
    places = reader.orders()
    if library is None:
        unread = () if alone else _unread(reader, places)
        return Loaded(in_reading_order((*reader.problems, *unread)))
    theme = reader.theme(options.theme or library.site.theme, library.languages)
    library = worded(library, theme)
    modules = {module.name for module in MODULES} | theme.modules
    marks = library.marks["audiences.yaml"]
    found = audience_problems(
        library.audiences, marks, modules, theme.arrangements, library.site.language
    )
    if found:
        unread = () if alone else _unread(reader, places)
        return Loaded(in_reading_order((*reader.problems, *found, *unread)))
    texts, cases, wrong = _texts(library, options)
    wrong += said_ahead(check_files(library), latest_of(library, options))
    unsound = frozenset(
        page_path(place.slug)
        for place in reader.pages()
        for path in (place.path, *(each for _, each in place.translations))
        if path in library.unsound or any(each.path == path for each in wrong)
    )
    wrong += _plain_texts(library)
    assets = asset_files(library, theme)
    setting = Setting(
        library,
        theme,
        texts,
        asset_folders(assets),
        today_of(library, options),
        latest_of(library, options),
        options.portable,
        options.drafts,
        options.searching and pagefind.installed(),
    )
    shelf = Studies(cache, reader, setting, progress, worker_pool or WorkerPool.alone(options))
    shelf.look(places)
    return Opened(setting, assets, cases, wrong, unsound, files, places, shelf)


def _unread(reader: ProjectReader, places: Sequence[OrderPlace]) -> Iterator[Problem]:
    """What is wrong with the files of orders by themselves."""
    for place in places:
        data = reader.bytes_of(place.path)
        if data is not None:
            yield from read_order(place.slug, place.path, data)[1]


def _texts(
    library: Library, options: Options
) -> tuple[dict[str, tuple[ResolvedPage, ...]], dict[str, tuple[PageCase, ...]], list[Problem]]:
    """The pages that are not orders, by audience: those to show, and all to check."""
    audiences, members = Audiences(library.audiences), members_by_name(library)
    problems: list[Problem] = []
    cases: dict[str, list[PageCase]] = {name: [] for name in library.audiences.by_id}
    written = _written(library.pages)
    for document in library.pages:
        readers = library.readers(document.language, written[document.slug])
        if not readers:
            problems.append(without_readers(document, library))
            continue
        problems += name_problems(document, audiences, readers)
        found: list[tuple[str, Problem]] = []
        meant = document.record.audiences
        names = [name for name in cases if name in readers and meant_for(meant, members, name)]
        for name in names:
            sources = library.in_language(library.audiences.by_id[name]).shared_sources.sources
            around = Surroundings(
                sources, options.portable, dates=library.dates, language=library.site.language
            )
            page, wrong = resolve_page(document, Reader(audiences, name), around)
            found += [(name, each) for each in wrong]
            if options.drafts or not document.record.draft:
                ids = tuple(section_ids(page.body.sections))
                cases[name].append(PageCase(document, page, ids))
        problems += in_editions(found, names)
    texts = {name: tuple(each.page for each in found) for name, found in cases.items()}
    return texts, {name: tuple(found) for name, found in cases.items()}, problems


def _written(pages: Iterable[PageDocument]) -> dict[str, dict[str, None]]:
    """By page, the languages that it is written in besides the site's."""
    found: dict[str, dict[str, None]] = {}
    for each in pages:
        languages = found.setdefault(each.slug, {})
        if each.language:
            languages[each.language] = None
    return found


_AUDIENCES = "audiences.yaml"
_NEVER_SAID = ("attribute", "label", "keyed", "bracket")
"""Kinds of doubts that are none in a file which says for whom its entries are: `For lawyers: …` is a tagline."""


def _plain_texts(library: Library) -> Iterator[Problem]:
    """What of the texts of configuration files can only have been meant for some."""
    audiences = Audiences(library.audiences)
    said = (each for each in library.doubts.get(_AUDIENCES, ()) if each.kind in _NEVER_SAID)
    yield from doubt_problems(said, _AUDIENCES, audiences)
    for path, value in library.texts.items():
        if marks := library.marks.get(path):
            doubts = library.doubts.get(path, ())
            yield from text_problems(value, marks, doubts, audiences)


def problems_of(studies: Mapping[str, Study], setting: Setting) -> Iterator[Problem]:
    """What is wrong with each order by itself, today."""
    for study in studies.values():
        yield from study.problems
        yield from (each for day, each in study.later if day <= setting.today)
        yield from said_ahead(study.ahead, setting.latest)


def said_ahead(ahead: Iterable[tuple[date, Problem]], latest: date) -> Iterator[Problem]:
    """What is said of days that have not come.

    Where it is already tomorrow, nobody is wrong; and a clock may be behind, but not by a year.
    """
    for day, problem in ahead:
        if (left := (day - latest).days) > _A_YEAR:
            yield problem
        elif left > 1:
            yield replace(problem, severity=Severity.WARNING)


def notes_of(studies: Mapping[str, Study]) -> dict[str, OrderNote]:
    """The notes of all orders that could be read, the newest first."""
    found = newest_first([study.note for study in studies.values() if study.note])
    return {each.slug: each for each in found}


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
