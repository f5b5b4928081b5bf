"""The desk over the engine that builds the site: a change is followed as far as it reaches."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from eo_site.authoring.page_lines import page_lines
from eo_site.authoring.pages import Made, done, made
from eo_site.authoring.site_state import SiteState
from eo_site.engine.cache import FOLDER, USELESS
from eo_site.engine.layout import TwoInputs
from eo_site.engine.load import (
    Loaded,
    failing,
    load,
    missing_string,
    template_problem,
    two_inputs,
)
from eo_site.engine.options import Options
from eo_site.engine.preview import Preview
from eo_site.engine.reload import Reload
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.engine.worker_tasks import WorkerTasks
from eo_site.engine.workers import WorkerPool
from eo_site.fingerprint import digest_bytes
from eo_site.model.audience import Audience
from eo_site.model.problem import Problem
from eo_site.model.study import OrderNote
from eo_site.plan.available import published, still_to_come
from eo_site.project import shipped_themes
from eo_site.render.html import TemplateProblem
from eo_site.serve.desk import (
    FRONT_DOOR,
    Answer,
    DeskEdition,
    PageLines,
    Refreshed,
    media_type,
)
from eo_site.urls import order_path, page_path

ASSET = re.compile(r"(?:(?P<edition>[^/]+)/)?assets/[^/]+/(?P<name>.+)")


class SiteDesk:
    """A site that is read once, and again only where it changed. Nothing of it is written."""

    def __init__(self, options: Options, cache: SnapshotCache, editor: str = "") -> None:
        self._editor = editor
        self._options = replace(options, drafts=True)
        self._cache = cache
        self._reload = Reload(self._options, cache)
        self._loaded: Loaded | None = None
        """The newest state, good or not."""
        self._preview: Preview | None = None
        """The last good one."""
        self._last = Refreshed(0)
        self._state: SiteState | None = None
        """What the author's desk shows, beside the site itself."""
        self._broken = False
        """Whether a page found the cache to be of no use."""

    @staticmethod
    @contextmanager
    def of(options: Options, editor: str = "") -> Iterator["SiteDesk"]:
        """A desk whose next start is quick; another one of the same site begins from nothing.

        `editor` is the address that opens a file, in place of the one that `site.yaml` names.
        """
        folder = options.root / FOLDER
        with SnapshotCache.at_once(folder / "serve", folder) as cache:
            yield SiteDesk(options, cache, editor)

    # Reading ----------------------------------------------------------------------------

    def refresh(self, changed: frozenset[Path] | None) -> Refreshed:
        """Read what changed, and show it unless it has errors."""
        try:
            loaded = self._anew() if self._broken else self._read(changed)
        except USELESS:
            loaded = self._anew()
        good = loaded.setting is not None and not failing(loaded.problems, strict=False)
        self._loaded, before = loaded, self._preview
        if good:
            preview = Preview.of(loaded, self._options, self._cache, before)
            with self._cache.lock:
                self._preview = preview
                self._cache.show(preview.slims)
        self._last = self._described(loaded.problems, before, good=good)
        generation = self._last.generation
        self._state = SiteState(
            loaded, self._preview, self._cache, self._options, generation, self._last.editor
        )
        return self._last

    def _read(self, changed: frozenset[Path] | None) -> Loaded:
        found: Loaded | None = None
        if changed and self._loaded and self._loaded.setting:
            if all(map(self._of_a_theme, changed)):
                found = self._reload.theme(self._loaded)
            else:
                tasks = self._preview.tasks if self._preview else None
                if tasks is None or tasks.setting is not self._loaded.setting:
                    tasks = WorkerTasks(self._loaded.setting)
                found = self._reload.orders(self._loaded, changed, tasks)
        return found or self._everything()

    def _anew(self) -> Loaded:
        """Everything, with an empty cache: whatever became of the other, it was only a cache."""
        self._cache.restart()
        self._broken = False
        return self._everything()

    def _everything(self) -> Loaded:
        options = self._options
        with WorkerPool(options) as worker_pool:
            return load(options, self._cache, worker_pool=worker_pool)

    def _of_a_theme(self, path: Path) -> bool:
        return any(
            path.is_relative_to(each) for each in (self._options.root / "themes", shipped_themes())
        )

    def _described(
        self, problems: tuple[Problem, ...], before: Preview | None, *, good: bool
    ) -> Refreshed:
        generation, preview = self._last.generation + 1, self._preview
        named = preview.setting.library.site.editor if preview else None
        editor = self._editor or (named.pattern if named else "")
        last = replace(
            self._last, generation=generation, problems=problems, good=good, editor=editor
        )
        if preview is None or (
            before is not None and preview.preview_files is before.preview_files
        ):
            return last
        library = preview.setting.library
        editions = tuple(map(_edition, library.audiences.audiences))
        files = {
            each: {name: digest_bytes(data)[:12] for name, data in _assets(preview, each).items()}
            for each in (FRONT_DOOR, *library.audiences.by_id)
        }
        unpublished = dict(_unpublished(preview))
        return replace(last, editions=editions, files=files, unpublished=unpublished)

    # Answering --------------------------------------------------------------------------

    def answer(self, path: str) -> Answer | None:
        """Made now."""
        try:
            return self._answer(path)
        except USELESS:
            self._broken = True
            raise

    def _answer(self, path: str) -> Answer | None:
        preview = self._preview
        if preview and preview.has_order(*_spot(preview, path)):
            with self._cache.lock:  # whatever is on show now, and goes on being so
                preview = self._preview
                return _answer(preview, path) if preview else None
        return _answer(preview, path) if preview else None

    def has(self, path: str) -> bool:
        """By the plan alone."""
        preview = self._preview
        return preview is not None and preview.has(*_spot(preview, path))

    def lines(self, path: str) -> PageLines | None:
        """Read anew from the files of an order or a page."""
        preview = self._preview
        if preview is None:
            return None
        return page_lines(preview, self._options.root, *_spot(preview, path))

    # The author's desk ------------------------------------------------------------------

    def authoring(self, path: str, query: Mapping[str, Sequence[str]]) -> Answer | None:
        """A page or file below `/-/`."""
        state = self._state
        return _sent(made(state, path, query)) if state else None

    def act(self, path: str, asked: Mapping[str, Any]) -> Answer | None:
        """What one of these pages asks to have done."""
        state = self._state
        return _sent(done(state, path, asked)) if state else None


def _sent(found: Made | None) -> Answer | None:
    return Answer(found.data, media_type(found.path), None, found.status) if found else None


def _answer(preview: Preview, path: str) -> Answer | None:
    asset = ASSET.fullmatch(path)
    if asset:
        found = _assets(preview, asset["edition"] or FRONT_DOOR).get(asset["name"])
        return None if found is None else Answer(found, media_type(path))
    theme = preview.setting.theme
    try:
        data = preview.make(*_spot(preview, path))
        return None if data is None else Answer(data, media_type(path))
    except TemplateProblem as error:
        if isinstance(error.__cause__, USELESS):  # a template has read an order
            raise error.__cause__ from None
        problem = template_problem(theme, error.template, error.line, error.reason)
    except KeyError as error:
        problem = missing_string(theme, error)
    except TwoInputs as error:
        problem = two_inputs(error.path)
    return Answer(b"", media_type(path), problem)


def _spot(preview: Preview, path: str) -> tuple[str, str]:
    """(edition, path in it)"""
    edition, slash, inside = path.partition("/")
    known = slash and edition in preview.setting.library.audiences.by_id
    return (edition, inside) if known else (FRONT_DOOR, path)


def _assets(preview: Preview, edition: str) -> Mapping[str, bytes]:
    """The theme's files as one edition has them, by their names within its folder."""
    found = preview.loaded.assets.get(edition, {})
    return {path.split("/", 2)[2]: data for path, data in found.items()}


def _edition(audience: Audience) -> DeskEdition:
    address = str(audience.base_url or "")
    return DeskEdition(audience.id, audience.name, not audience.access.public, address)


def _unpublished(preview: Preview) -> Iterator[tuple[str, str]]:
    today = preview.setting.today
    for slug, note in preview.loaded.notes.items():
        if not published(note, today):
            yield order_path(slug), _why(note, today)
    for page in preview.setting.library.pages:
        if page.record.draft:
            yield page_path(page.slug), "draft"


def _why(note: OrderNote, today: date) -> str:
    if note.draft:
        return "draft"
    if note.publish_on and note.publish_on > today:
        return f"embargoed until {note.publish_on:%Y-%m-%d}"
    if first := still_to_come(note, today):
        return f"not signed before {first:%Y-%m-%d}"
    return "expired"
