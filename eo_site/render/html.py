"""Views become HTML. A template gets its view, the page's frame and the theme's strings."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any

import jinja2
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from eo_site.dates import DateWords, day_words, duration_words
from eo_site.model.language import OFFICIAL, is_same
from eo_site.model.library import Theme
from eo_site.plan.exports.views import DataView
from eo_site.plan.pages import NotFoundPlan, OrderPlan, PlannedPage, RedirectPlan, TextPlan
from eo_site.plan.views import (
    BriefingView,
    ChooserView,
    CompareView,
    CorrectionsView,
    DeadlinesView,
    DutyView,
    EvidenceView,
    FindingView,
    HomeView,
    IndexView,
    ListView,
    ModuleView,
    OrderView,
    Part,
    ProfileView,
    ProofView,
    RenderedModule,
    SearchView,
)  # fmt: skip
from eo_site.render import svg
from eo_site.render.citations import formatted
from eo_site.render.jinja import Environment, Strings
from eo_site.render.json_ld import article_json, dataset_json
from eo_site.render.standing import brief, called, reach
from eo_site.render.typography import glued, nested, page_range, printed
from eo_site.urls import provision_anchor


class TemplateProblem(Exception):
    """A template that cannot be rendered, with its name, line and reason."""

    def __init__(self, template: str, line: int, reason: str) -> None:
        super().__init__(f"{template}:{line}: {reason}")
        self.template, self.line, self.reason = template, line, reason

    def __reduce__(self) -> tuple[type["TemplateProblem"], tuple[str, int, str]]:
        """So that it can come from a worker process."""
        return TemplateProblem, (self.template, self.line, self.reason)


@dataclass(frozen=True)
class HtmlRenderer:
    """One theme's templates, compiled once."""

    theme: Theme
    _modules: dict[ModuleView, str] = field(default_factory=dict)
    _parts: dict[tuple[str, int], tuple[object, Markup]] = field(default_factory=dict)
    """By template and the id of a value: the value, so that the id stays its own, and the markup."""
    _others: dict[str, "HtmlRenderer"] = field(default_factory=dict)
    """For editions in other languages than the theme's strings."""

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(jinja2.FunctionLoader(self._source))
        dates: DateWords = self.theme.strings["dates"]
        environment.filters.update(
            longdate=partial(day_words, form="long", words=dates),
            shortdate=partial(day_words, form="short", words=dates),
            partialdate=partial(partial_date, words=dates),
            duration=partial(duration_words, words=dates),
            iso=date.isoformat,
            commas=partial(grouped, words=self.theme.strings["figures"]),
            provision=provision_anchor,
            made=self._made,
            nested=nested,
            printed=printed,
            glued=glued,
            pages=page_range,
            repeated=repeated,
            brief=partial(_brief, self.theme.strings),
            called=partial(_called, self.theme.strings),
            reach=partial(_reach, self.theme.strings),
            duties_svg=partial(_drawn, svg.duties, self.theme.strings),
            courts_svg=partial(_drawn, svg.courts, self.theme.strings),
            relations_svg=partial(_drawn, svg.relations, self.theme.strings),
            years_svg=partial(_drawn, svg.years, self.theme.strings),
        )
        environment.globals["official_lang"] = self._lang(OFFICIAL)
        environment.globals["site_lang"] = self._lang(self.theme.site_language)
        environment.globals["t"] = Strings(self.theme.strings)
        environment.globals["script_words"] = htmlsafe_json_dumps(self.theme.strings["script"])
        return environment

    def _lang(self, language: str) -> Markup:
        """The attribute of what is in a language, on pages that are in another one."""
        if is_same(language, self.theme.language):
            return Markup()
        return Markup(' lang="%s"') % language

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """A template with its own name as its file's, so that tracebacks tell it."""
        text = self.theme.templates.get(name)
        return None if text is None else (text, name, lambda: True)

    def get_ready(self, templates: Iterable[str]) -> None:
        """Compile templates; what is wrong with one is told by whoever renders it."""
        for each in templates:
            with suppress(jinja2.TemplateError):
                self._environment.get_template(each)

    def page(self, page: PlannedPage) -> bytes:
        """One page of an edition, in its language."""
        return self._speaking(page.frame.site.language)._page(page)

    def _speaking(self, language: str) -> "HtmlRenderer":
        theme = self.theme.speaking(language)
        if theme is self.theme:
            return self
        if language not in self._others:
            self._others[language] = HtmlRenderer(theme)
        return self._others[language]

    def _page(self, page: PlannedPage) -> bytes:
        context: dict[str, Any] = {"page": page.frame}
        match page.content:
            case OrderPlan():
                context["order"] = self._order(page.content)
                if page.content.article:
                    context["json_ld"] = Markup(article_json(page.content.article))
            case HomeView():
                context["home"] = page.content
            case TextPlan(found):
                context |= {"sections": found.body.sections, "sources": found.sources}
            case IndexView() | ListView() | DeadlinesView() | CorrectionsView():
                context["list"] = page.content
            case ProofView():
                context["proof"] = page.content
            case SearchView():
                context["search"] = page.content
            case RedirectPlan():
                context["url"] = page.content.url
            case DataView():
                context |= {"data": page.content, "json_ld": Markup(dataset_json(page.content))}
            case BriefingView():
                context["briefing"] = page.content
            case CompareView():
                context["compare"] = page.content
            case ProfileView():
                context["profile"] = page.content
            case NotFoundPlan():
                pass
        return self._render(page.template, context)

    def chooser(self, view: ChooserView) -> bytes:
        """The front door."""
        return self._render("chooser.html", {"chooser": view})

    def front_not_found(self, view: ChooserView) -> bytes:
        """The page for addresses that lead nowhere, outside all editions."""
        return self._render("front-404.html", {"chooser": view})

    def front_moved(self, view: ChooserView) -> bytes:
        """A page at an earlier address outside all editions."""
        return self._render("front-moved.html", {"chooser": view})

    def _order(self, plan: OrderPlan) -> OrderView:
        return OrderView(
            plan.head,
            tuple(map(self.module, plan.lead)),
            tuple(map(self.module, plan.modules)),
            plan.contents,
            plan.review,
            plan.ai_assisted,
            plan.interests,
            plan.proof,
            formatted(plan.article.citation) if plan.article else (),
            plan.slug,
            plan.about,
        )

    def module(self, view: ModuleView) -> RenderedModule:
        """One module's markup; equal views are rendered once."""
        try:
            html = self._modules.get(view)
        except TypeError:  # a module of a site's own may show something that has no hash
            return self._rendered(view, self._module(view))
        if html is None:
            html = self._modules[view] = self._module(view)
        return self._rendered(view, html)

    @staticmethod
    def _rendered(view: ModuleView, html: str) -> RenderedModule:
        return RenderedModule(view.name, view.anchor, view.title, view.state, html)

    def _module(self, view: ModuleView) -> str:
        template = "sections" if view.name.startswith("section:") else view.name
        return self._render(f"modules/{template}.html", {"m": view}).decode()

    def _made(self, value: object, template: str) -> Markup:
        """A part of a page, such as a card: the same value is rendered once."""
        if isinstance(value, Part) and value.markup:
            return Markup(value.markup(template, lambda: self._part(value, template)))
        key = template, id(value)
        if key not in self._parts:
            self._parts[key] = value, Markup(self._part(value, template))
        return self._parts[key][1]

    def _part(self, value: object, template: str) -> str:
        return self._render(template, {template.removesuffix(".html"): value}).decode()

    def forget(self) -> None:
        """Drop the modules and parts rendered so far."""
        self._modules.clear()
        self._parts.clear()
        for each in self._others.values():
            each.forget()

    def _render(self, template: str, context: Mapping[str, Any]) -> bytes:
        try:
            return self._environment.get_template(template).render(context).encode()
        except jinja2.TemplateNotFound as error:
            raise TemplateProblem(template, 1, f"there is no template `{error.name}`") from None
        except jinja2.TemplateSyntaxError as error:
            raise TemplateProblem(
                error.name or template, error.lineno, str(error.message)
            ) from None
        except TemplateProblem:  # of a template that it has had printed
            raise
        except Exception as error:
            # A template is the publisher's code: whatever it raises is its problem, with its line.
            name, line = _raised_at(error, template)
            raise TemplateProblem(name, line, f"{type(error).__name__}: {error}") from error


def grouped(number: int, words: Mapping[str, str]) -> str:
    """A number with its thousands apart, as the language has it."""
    if number < int(words["from"]):
        return str(number)
    return f"{number:,}".replace(",", words["group"])


SAID_OF_MANY = 3
"""A source's sentence on this many duties of a table stands above it, once."""


def repeated(duties: Iterable[DutyView]) -> tuple[EvidenceView, ...]:
    """What sources say of several duties in the same words, the earliest first."""
    counts = Counter(said for duty in duties for said in duty.evidence)
    found = [said for said, count in counts.items() if count >= SAID_OF_MANY]
    return tuple(sorted(found, key=lambda said: said.on))


def partial_date(written: str, words: DateWords) -> str:
    """A date as sources give it, as far as it is known: 2020-01-31, 2020-01, 2020.

    What is no date, such as the 45th of a month, is printed as it stands.
    """
    try:
        day = date.fromisoformat(f"{written}-01" if len(written) == len("2020-01") else written)
    except ValueError:
        return written
    return day_words(day, "short" if len(written) > len("2020-01") else "month", words)


def _brief(strings: Mapping[str, Any], finding: FindingView, words: Mapping[str, str]) -> str:
    return brief(finding, words, strings)


def _called(strings: Mapping[str, Any], finding: FindingView, words: Mapping[str, str]) -> str:
    return called(finding.value, finding.as_to, words, strings)


def _reach(strings: Mapping[str, Any], finding: FindingView) -> str:
    return reach(finding.value, finding.as_to, strings)


def _drawn(draw: Callable[[Any, Any], str], strings: Mapping[str, Any], values: Any) -> Markup:
    return Markup(draw(values, strings))


def _raised_at(error: BaseException, template: str) -> tuple[str, int]:
    """The innermost template line of a traceback."""
    found, trace = (template, 1), error.__traceback__
    while trace:
        frame = trace.tb_frame
        if "__jinja_template__" in frame.f_globals or frame.f_code.co_filename.endswith(".html"):
            found = (frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return found
