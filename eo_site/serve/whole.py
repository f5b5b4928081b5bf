"""A desk that reads the whole site again after every change, by the engine that builds it.

Only a changed style spares the content: nothing but the theme can have changed with it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from eo_site.engine.assemble import template_problem
from eo_site.engine.build import Loaded, Options, failing, load, missing_string
from eo_site.fingerprint import digest_bytes
from eo_site.model.audience import Audience
from eo_site.model.library import Library, Theme
from eo_site.model.problem import Place, Problem
from eo_site.plan.available import published
from eo_site.plan.pages import Edition, SitePlan
from eo_site.project import ProjectReader
from eo_site.render.assets import edition_css
from eo_site.render.data import order_json, orders_json
from eo_site.render.html import HtmlRenderer, TemplateProblem
from eo_site.render.sitemap import robots
from eo_site.serve.desk import FRONT_DOOR, Answer, DeskEdition, Refreshed, media_type
from eo_site.urls import order_path, page_path

Makers = Mapping[str, Callable[[], bytes]]
"""By path, what makes its bytes when somebody asks."""

ASSET = re.compile(r"(?:(?P<edition>[^/]+)/)?assets/[^/]+/(?P<name>.+)")


@dataclass(frozen=True)
class _Site:
    """One good state of the site."""

    library: Library
    theme: Theme
    makers: Makers
    unpublished: Mapping[str, str]

    def assets(self, edition: str) -> dict[str, bytes]:
        """The theme's files as one edition has them."""
        audience = self.library.audiences.by_id.get(edition)
        if audience is None:
            return dict(self.theme.static) if edition == FRONT_DOOR else {}
        return {**self.theme.static, "edition.css": edition_css(audience.accent)}


@dataclass
class WholeDesk:
    """Today's engine behind the server."""

    options: Options
    _site: _Site | None = None
    _last: Refreshed = field(default_factory=lambda: Refreshed(0))

    def refresh(self, changed: frozenset[Path] | None) -> Refreshed:
        """Everything again, or the theme alone where only styles changed."""
        restyled = self._restyled() if changed and all(map(_is_style, changed)) else None
        if restyled and self._last.good:
            self._site, problems, good = restyled, self._last.problems, True
        else:
            site, problems = _loaded(self.options)
            self._site, good = site or self._site, site is not None
        self._last = self._described(problems, good)
        return self._last

    def _described(self, problems: tuple[Problem, ...], good: bool) -> Refreshed:
        generation, site = self._last.generation + 1, self._site
        if site is None:
            return Refreshed(generation, problems, good)
        audiences = site.library.audiences.audiences
        files = {
            each: {name: digest_bytes(data)[:12] for name, data in site.assets(each).items()}
            for each in (FRONT_DOOR, *site.library.audiences.by_id)
        }
        editions = tuple(map(_edition, audiences))
        return Refreshed(generation, problems, good, editions, files, site.unpublished)

    def _restyled(self) -> _Site | None:
        if self._site is None:
            return None
        reader = ProjectReader(self.options.root)
        theme = reader.theme(self.options.theme or self._site.library.site.theme)
        return None if reader.problems else replace(self._site, theme=theme)

    def answer(self, path: str) -> Answer | None:
        """Rendered now."""
        site = self._site
        if site is None:
            return None
        asset = ASSET.fullmatch(path)
        if asset:
            data = site.assets(asset["edition"] or FRONT_DOOR).get(asset["name"])
            return None if data is None else Answer(data, media_type(path))
        if path not in site.makers:
            return None
        try:
            return Answer(site.makers[path](), media_type(path))
        except TemplateProblem as error:
            problem = template_problem(site.theme, error.template, error.line, error.reason)
        except KeyError as error:
            problem = missing_string(site.theme, error)
        return Answer(b"", media_type(path), problem)

    def has(self, path: str) -> bool:
        """By the plan alone."""
        return self._site is not None and path in self._site.makers


def _edition(audience: Audience) -> DeskEdition:
    address = str(audience.base_url or "")
    return DeskEdition(audience.id, audience.name, not audience.access.public, address)


def _is_style(path: Path) -> bool:
    return path.suffix == ".css" and "static" in path.parts and "themes" in path.parts


def _loaded(options: Options) -> tuple[_Site | None, tuple[Problem, ...]]:
    """The site, if nothing keeps it from being shown, and what is wrong with it."""
    loaded = load(options)
    if failing(loaded.problems, strict=False) or not (loaded.assembled and loaded.assembled.plan):
        return None, loaded.problems
    assert loaded.library and loaded.theme and loaded.today
    found: dict[str, Callable[[], bytes]] = {}
    for path, make in _makers(loaded.library, loaded.theme, loaded.assembled.plan):
        if path in found:
            message = f"two inputs want the path `{path}`"
            twice = Problem("EO503", "content", Place(), message, "rename one of them")
            return None, (*loaded.problems, twice)
        found[path] = make
    unpublished = dict(_unpublished(loaded))
    return _Site(loaded.library, loaded.theme, found, unpublished), loaded.problems


def _makers(
    library: Library, theme: Theme, plan: SitePlan
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    renderer = HtmlRenderer(theme)
    for edition in plan.editions:
        for path, make in _of_edition(library, theme, edition, renderer):
            yield f"{edition.audience.id}/{path}", make
    yield "", partial(renderer.chooser, plan.chooser)
    yield "robots.txt", partial(robots, plan.base_url, public=False)


def _of_edition(
    library: Library, theme: Theme, edition: Edition, renderer: HtmlRenderer
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for page in edition.pages:
        yield page.path, partial(renderer.page, page)
    data, name = edition.data, edition.audience.id
    yield data.path, partial(orders_json, data, name, theme.strings)
    for exported in edition.exported:
        yield exported.path, partial(order_json, exported.facts)
    for path, slug, image in edition.images:
        yield path, partial(library.images[slug].__getitem__, image)
    yield "robots.txt", partial(robots, edition.base_url, public=False)


def _unpublished(loaded: Loaded) -> Iterator[tuple[str, str]]:
    assert loaded.library and loaded.today
    for order in loaded.library.orders:
        if not published(order, loaded.today):
            record = order.record
            yield order_path(order.slug), _why(record.draft, record.publish_on, loaded.today)
    for page in loaded.library.pages:
        if page.record.draft:
            yield page_path(page.slug), "draft"


def _why(draft: bool, publish_on: date | None, today: date) -> str:
    if draft:
        return "draft"
    if publish_on and publish_on > today:
        return f"embargoed until {publish_on:%Y-%m-%d}"
    return "expired"
