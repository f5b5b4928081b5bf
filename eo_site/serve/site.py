"""The desk over the engine that builds the site: a change is followed as far as it reaches."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from eo_site.engine.again import Again
from eo_site.engine.cache import FOLDER, Lost
from eo_site.engine.held import Held
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
from eo_site.engine.showing import Showing
from eo_site.engine.workers import Crew
from eo_site.engine.workshop import Workshop
from eo_site.fingerprint import digest_bytes
from eo_site.model.audience import Audience
from eo_site.model.problem import Problem
from eo_site.plan.available import published
from eo_site.project import shipped_themes
from eo_site.render.html import TemplateProblem
from eo_site.serve.desk import FRONT_DOOR, Answer, DeskEdition, Refreshed, media_type
from eo_site.urls import order_path, page_path

ASSET = re.compile(r"(?:(?P<edition>[^/]+)/)?assets/[^/]+/(?P<name>.+)")

USELESS = (sqlite3.Error, Lost)
"""What a cache raises that somebody has been at."""


class SiteDesk:
    """A site that is read once, and again only where it changed. Nothing of it is written."""

    def __init__(self, options: Options, cache: Held) -> None:
        self._options = replace(options, drafts=True)
        self._cache = cache
        self._again = Again(self._options, cache)
        self._loaded: Loaded | None = None
        """The newest state, good or not."""
        self._showing: Showing | None = None
        """The last good one."""
        self._last = Refreshed(0)
        self._broken = False
        """Whether a page found the cache to be of no use."""

    @staticmethod
    @contextmanager
    def of(options: Options) -> Iterator["SiteDesk"]:
        """A desk whose next start is quick; another one of the same site begins from nothing."""
        folder = options.root / FOLDER
        with Held.at_once(folder / "serve", folder) as cache:
            yield SiteDesk(options, cache)

    # Reading ----------------------------------------------------------------------------

    def refresh(self, changed: frozenset[Path] | None) -> Refreshed:
        """Read what changed, and show it unless it has errors."""
        try:
            loaded = self._anew() if self._broken else self._read(changed)
        except USELESS:
            loaded = self._anew()
        good = loaded.setting is not None and not failing(loaded.problems, strict=False)
        self._loaded, before = loaded, self._showing
        if good:
            showing = Showing.of(loaded, self._options, self._cache, before)
            with self._cache.lock:
                self._showing = showing
                self._cache.show(showing.slims)
        self._last = self._described(loaded.problems, before, good=good)
        return self._last

    def _read(self, changed: frozenset[Path] | None) -> Loaded:
        found: Loaded | None = None
        if changed and self._loaded and self._loaded.setting:
            if all(map(self._of_a_theme, changed)):
                found = self._again.theme(self._loaded)
            else:
                shop = self._showing.shop if self._showing else None
                if shop is None or shop.setting is not self._loaded.setting:
                    shop = Workshop(self._loaded.setting)
                found = self._again.orders(self._loaded, changed, shop)
        return found or self._everything()

    def _anew(self) -> Loaded:
        """Everything, with an empty cache: whatever became of the other, it was only a cache."""
        self._cache.restart()
        self._broken = False
        return self._everything()

    def _everything(self) -> Loaded:
        options = self._options
        with Crew(options) as crew:
            return load(options, self._cache, crew=crew)

    def _of_a_theme(self, path: Path) -> bool:
        return any(
            path.is_relative_to(each) for each in (self._options.root / "themes", shipped_themes())
        )

    def _described(
        self, problems: tuple[Problem, ...], before: Showing | None, *, good: bool
    ) -> Refreshed:
        generation, showing = self._last.generation + 1, self._showing
        last = replace(self._last, generation=generation, problems=problems, good=good)
        if showing is None or (before is not None and showing.rooms is before.rooms):
            return last
        library = showing.setting.library
        editions = tuple(map(_edition, library.audiences.audiences))
        files = {
            each: {name: digest_bytes(data)[:12] for name, data in _assets(showing, each).items()}
            for each in (FRONT_DOOR, *library.audiences.by_id)
        }
        unpublished = dict(_unpublished(showing))
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
        showing = self._showing
        if showing and showing.has_order(*_spot(showing, path)):
            with self._cache.lock:  # whatever is on show now, and goes on being so
                showing = self._showing
                return _answer(showing, path) if showing else None
        return _answer(showing, path) if showing else None

    def has(self, path: str) -> bool:
        """By the plan alone."""
        showing = self._showing
        return showing is not None and showing.has(*_spot(showing, path))


def _answer(showing: Showing, path: str) -> Answer | None:
    asset = ASSET.fullmatch(path)
    if asset:
        found = _assets(showing, asset["edition"] or FRONT_DOOR).get(asset["name"])
        return None if found is None else Answer(found, media_type(path))
    theme = showing.setting.theme
    try:
        data = showing.make(*_spot(showing, path))
        return None if data is None else Answer(data, media_type(path))
    except TemplateProblem as error:
        problem = template_problem(theme, error.template, error.line, error.reason)
    except KeyError as error:
        problem = missing_string(theme, error)
    except TwoInputs as error:
        problem = two_inputs(error.path)
    return Answer(b"", media_type(path), problem)


def _spot(showing: Showing, path: str) -> tuple[str, str]:
    """(edition, path in it)"""
    edition, slash, inside = path.partition("/")
    known = slash and edition in showing.setting.library.audiences.by_id
    return (edition, inside) if known else (FRONT_DOOR, path)


def _assets(showing: Showing, edition: str) -> Mapping[str, bytes]:
    """The theme's files as one edition has them, by their names within its folder."""
    found = showing.loaded.assets.get(edition, {})
    return {path.split("/", 2)[2]: data for path, data in found.items()}


def _edition(audience: Audience) -> DeskEdition:
    address = str(audience.base_url or "")
    return DeskEdition(audience.id, audience.name, not audience.access.public, address)


def _unpublished(showing: Showing) -> Iterator[tuple[str, str]]:
    today = showing.setting.today
    for slug, note in showing.loaded.notes.items():
        if not published(note, today):
            yield order_path(slug), _why(note.draft, note.publish_on, today)
    for page in showing.setting.library.pages:
        if page.record.draft:
            yield page_path(page.slug), "draft"


def _why(draft: bool, publish_on: date | None, today: date) -> str:
    if draft:
        return "draft"
    if publish_on and publish_on > today:
        return f"embargoed until {publish_on:%Y-%m-%d}"
    return "expired"
