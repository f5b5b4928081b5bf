"""A site as an editor has it: files on disk, and over them what is not saved yet."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from eo_site.clocks import duty_dues
from eo_site.content_files import is_passed_over
from eo_site.dates import long_date
from eo_site.engine.inputs import Moved
from eo_site.engine.load import Loaded, Opened, open_site
from eo_site.engine.options import Options
from eo_site.engine.reload import Reload
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.engine.study import OrderCompiler
from eo_site.engine.worker_tasks import WorkerTasks
from eo_site.engine.workers import WorkerPool
from eo_site.language_server.files import OpenFile, open_file, role_of
from eo_site.language_server.hover import Reading
from eo_site.language_server.knowledge import Knowledge, KnownOrder
from eo_site.language_server.schema_walk import nodes_at
from eo_site.model.library import Library, OrderFile
from eo_site.model.official import OfficialText
from eo_site.model.problem import Problem, in_reading_order
from eo_site.plan.modules import MODULES
from eo_site.project import ProjectReader
from eo_site.read.document import read_order, read_page, read_translation
from eo_site.read.official_text import read_official_texts
from eo_site.resolve.audiences import Audiences, Reader
from eo_site.resolve.order import Surroundings, resolve_page
from eo_site.resolve.values import printable_values

Unsaved = Mapping[str, bytes]
"""By path in the site, what an editor holds."""


def first_knowledge(
    root: Path, unsaved: Unsaved | None = None
) -> tuple[Knowledge | None, tuple[Problem, ...]]:
    """What a site's own files say, and what is wrong with them; no order is read."""
    reader = ProjectReader(root, unsaved=unsaved or {})
    library = reader.library()
    places = {each.slug: KnownOrder(each.slug, each.path) for each in reader.orders()}
    modules = sorted(each.name for each in MODULES)
    found = Knowledge(library, places, modules) if library else None
    return found, in_reading_order(reader.problems)


@dataclass
class EditorSite:
    """Follows a site's files; one thread at a time may let it read."""

    options: Options
    cache: SnapshotCache
    knowledge: Knowledge | None = None
    """Of the last library that could be read."""
    problems: tuple[Problem, ...] = ()
    _loaded: Loaded | None = None
    _tasks: WorkerTasks | None = None
    _texts: dict[str, tuple[int, OfficialText | None]] = field(default_factory=dict)
    """By the path of a text, (when it was changed, the text)."""

    # Reading ------------------------------------------------------------------------------------

    def glance(self, unsaved: Unsaved) -> None:
        """The site's own files alone: enough to complete names while the orders are still read."""
        found, self.problems = first_knowledge(self.options.root, unsaved)
        if found:
            self._know(found.library, found.orders)
        nodes_at("order", ())  # which takes a while, and nobody has asked yet

    def everything(self, unsaved: Unsaved) -> None:
        """Every file of which something changed; a library that cannot be read leaves the last one."""
        options = replace(self.options, unsaved=unsaved)
        try:
            with WorkerPool(options) as worker_pool:
                found = open_site(options, self.cache, worker_pool=worker_pool, alone=True)
                loaded = found.loaded() if isinstance(found, Opened) else found
        except Moved:  # somebody is saving just now; the next look sees what came of it
            return
        self._take(loaded)

    def orders(self, changed: Collection[str], unsaved: Unsaved) -> bool:
        """These orders alone, with what they are to the others; False where that is not enough."""
        if self._loaded is None or self._loaded.setting is None:
            return False
        if self._tasks is None or self._tasks.setting is not self._loaded.setting:
            self._tasks = WorkerTasks(self._loaded.setting)
        reload = Reload(replace(self.options, unsaved=unsaved), self.cache)
        paths = [self.options.root / each for each in changed]
        found = reload.orders(self._loaded, paths, self._tasks)
        if found is None:
            return False
        self._take(found)
        return True

    def own_files(self, unsaved: Unsaved) -> None:
        """The site's own files, unsaved; what they mean for orders is seen when they are saved."""
        options = replace(self.options, unsaved=unsaved)
        found = open_site(options, self.cache, alone=True)
        if isinstance(found, Opened):
            known = self.knowledge.orders if self.knowledge else {}
            self._know(found.setting.library, known, found.setting.theme.modules)
        self._replace(found.problems)

    def _replace(self, own: Iterable[Problem]) -> None:
        """What is wrong with the site's own files is another thing now; with orders, what it was."""
        orders = {each.path for each in self.knowledge.orders.values()} if self.knowledge else set()
        kept = (each for each in self.problems if each.path in orders)
        self.problems = in_reading_order([*own, *kept])

    def _take(self, loaded: Loaded) -> None:
        if loaded.setting is None:
            self._replace(loaded.problems)
            return
        self.problems = loaded.problems
        self._loaded = loaded
        places = {slug: KnownOrder(slug, each.path) for slug, each in loaded.basis.places.items()}
        for slug, note in loaded.notes.items():
            if slug in places:
                public = note.public
                places[slug] = KnownOrder(
                    slug, note.path, public.label, public.title, note.sections
                )
        self._know(loaded.setting.library, places, loaded.setting.theme.modules)

    def _know(
        self, library: Library, orders: Mapping[str, KnownOrder], modules: Iterable[str] = ()
    ) -> None:
        before = self.knowledge
        if before and before.library is library and dict(before.orders) == dict(orders):
            return
        names = sorted({each.name for each in MODULES} | {*modules})
        self.knowledge = Knowledge(library, orders, names, self.official, self.official_path)

    # Official texts ------------------------------------------------------------------------------

    def official_path(self, number: str) -> str:
        """The path of an order's official text, as problems name it; '' if none is at hand."""
        file = self._official_file(number)
        return ProjectReader(self.options.root).shown(file) if file else ""

    def official(self, number: str) -> OfficialText | None:
        """An order's official text; read again where its file has changed."""
        file = self._official_file(number)
        if file is None:
            return None
        try:
            stamp = file.stat().st_mtime_ns
            kept = self._texts.get(str(file))
            if kept is None or kept[0] != stamp:
                texts, _ = read_official_texts({file.name: file.read_bytes()})
                kept = stamp, texts.get(number)
                self._texts[str(file)] = kept
        except OSError:
            return None
        return kept[1]

    def _official_file(self, number: str) -> Path | None:
        name = f"eo-{number}".lower()
        for folder in (self.options.root / "content/texts", self.options.texts):
            for suffix in (".txt", ".md"):
                if folder and (file := folder / f"{name}{suffix}").is_file():
                    return file
        return None

    def is_saved(self, path: str) -> bool:
        """Whether there is such a file on disk."""
        return (self.options.root / path).is_file()

    # One file -----------------------------------------------------------------------------------

    def alone(self, file: OpenFile) -> tuple[Problem, ...]:
        """What is wrong with an order by itself, while the others have not been read yet."""
        if self.knowledge is None or file.role.kind != "order":
            return ()
        return self._compiler(self.knowledge).study(self._order_file(file)).study.problems

    @staticmethod
    def _compiler(knowledge: Knowledge) -> OrderCompiler:
        return OrderCompiler(knowledge.library, portable=False)

    def _order_file(self, file: OpenFile) -> OrderFile:
        return OrderFile(file.role.slug, file.path, file.text.encode("utf-8", "surrogatepass"))

    def reading(self, file: OpenFile) -> Reading | None:
        """A file as its audiences read it; None where it cannot be read at all."""
        knowledge = self.knowledge
        if knowledge is None:
            return None
        if file.role.kind == "page":
            return self._page(file, knowledge)
        return self._order(file, knowledge)

    def _order(self, file: OpenFile, knowledge: Knowledge) -> Reading | None:
        data = file.text.encode("utf-8", "surrogatepass")
        slug, language = file.role.slug, file.role.language
        if language:
            known = knowledge.orders.get(slug)
            original = self.bytes_of(known.path, {}) if known else None
            if known is None or original is None:
                return None
            document, _ = read_translation(slug, (known.path, original), language, file.path, data)
        else:
            document, _ = read_order(slug, file.path, data)
        if document is None:
            return None
        written = [language] if language else self._languages(slug)
        official = self.official(document.record.number or "")
        editions, _ = self._compiler(knowledge).resolve((document,), official, written)
        dues = {duty: day for duty, day, _ in duty_dues(document.record)}
        values = printable_values(document.record, dues)
        return Reading(document, editions, lambda path: _printed(values.get(path)))

    def _languages(self, slug: str) -> list[str]:
        place = self._loaded.basis.places.get(slug) if self._loaded else None
        return [language for language, _ in place.translations] if place else []

    @staticmethod
    def _page(file: OpenFile, knowledge: Knowledge) -> Reading | None:
        data = file.text.encode("utf-8", "surrogatepass")
        document, _ = read_page(file.role.slug, file.path, data, file.role.language)
        if document is None:
            return None
        library, audiences = knowledge.library, Audiences(knowledge.library.audiences)
        around = Surroundings(library.shared_sources.sources, language=library.site.language)
        editions = {
            name: resolve_page(document, Reader(audiences, name), around)[0]
            for name in library.audiences.by_id
            if Reader(audiences, name).named(document.record.audiences)
        }
        return Reading(document, editions, lambda _: "")

    # All files ----------------------------------------------------------------------------------

    def bytes_of(self, path: str, unsaved: Unsaved) -> bytes | None:
        """A file as the editor has it, or as it lies on disk; None where it cannot be read."""
        if path in unsaved:
            return unsaved[path]
        try:
            return (self.options.root / path).read_bytes()
        except OSError:
            return None

    def files_with(self, word: str, unsaved: Unsaved) -> Iterator[OpenFile]:
        """The site's content files that have a word somewhere in them."""
        wanted = word.encode()
        for path in self._content():
            data = self.bytes_of(path, unsaved)
            found = data and wanted in data and open_file(path, data.decode("utf-8-sig", "replace"))
            if found:
                yield found

    def _content(self) -> Iterator[str]:
        yield from ("site.yaml", "audiences.yaml")
        content = self.options.root / "content"
        for file in sorted(content.rglob("*")):
            path = file.relative_to(self.options.root)
            if any(map(is_passed_over, path.parts)) or not role_of(path.as_posix()):
                continue
            yield path.as_posix()


def _printed(value: str | date | None) -> str:
    """A value as text prints it."""
    return long_date(value) if isinstance(value, date) else value or ""
