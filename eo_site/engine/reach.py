"""Which templates a page can reach, so that a change of one re-renders no other page."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import jinja2
import jinja2.meta
import jinja2.nodes

from eo_site.fingerprint import digest, digest_bytes
from eo_site.model.audience import Audience
from eo_site.model.library import Theme
from eo_site.plan.order_page import ALWAYS, BARE_MODULES, WITHDRAWN_MODULES
from eo_site.plan.site import BARE_TEMPLATE, order_template


@dataclass(frozen=True)
class Reach:
    """By template, the digest of all templates that it can include, import or extend."""

    digests: Mapping[str, str]
    strings: str
    """Digest of the theme's words."""

    def of(self, *templates: str) -> str:
        """Digest of everything of the theme that a page made with these can show."""
        return digest([self.strings, sorted(self.digests.get(each, each) for each in templates)])

    def order(self, audience: Audience) -> str:
        """The same of an audience's order pages."""
        return self.of(*set(_order_templates(audience)))


def theme_digest(theme: Theme) -> str:
    """Of all templates and words of a theme."""
    return digest([dict(theme.templates), _strings(theme)])


def _strings(theme: Theme) -> str:
    """Digest of a theme's words, and of the order in which they stand: tables are printed in it."""
    return digest_bytes(repr((theme.strings, theme.languages)).encode())


def reach(theme: Theme) -> Reach:
    """What every template of a theme can reach; a template that cannot be parsed reaches itself."""
    direct = {name: _referenced(theme, name) for name in theme.templates}
    found = {name: _closure(name, direct) for name in theme.templates}
    return Reach(
        {
            name: digest([[each, theme.templates.get(each, "")] for each in sorted(names)])
            for name, names in found.items()
        },
        _strings(theme),
    )


def _referenced(theme: Theme, name: str) -> set[str]:
    names = _named(theme.templates[name])
    if names is None:
        return {name}
    if None in names:  # chosen when the page is made: any of them
        return set(theme.templates)
    return {each for each in names if each}


@lru_cache(1000)  # parsing all of a theme takes longer than building a small site
def _named(source: str) -> frozenset[str | None] | None:
    """What a template includes, imports or extends, None for what it chooses; None if it cannot be parsed."""
    try:
        tree = jinja2.Environment(autoescape=True).parse(source)
    except jinja2.TemplateSyntaxError:
        return None
    return frozenset((*jinja2.meta.find_referenced_templates(tree), *_made(tree)))


def _made(tree: jinja2.nodes.Template) -> Iterator[str | None]:
    """The templates of parts that a page asks for by `value|made("card.html")`."""
    for each in tree.find_all(jinja2.nodes.Filter):
        if each.name == "made":
            named = each.args[0] if each.args else None
            yield str(named.value) if isinstance(named, jinja2.nodes.Const) else None


def _closure(start: str, direct: Mapping[str, Iterable[str]]) -> set[str]:
    found, left = {start}, [start]
    while left:
        for each in direct.get(left.pop(), ()):
            if each not in found:
                found.add(each)
                left.append(each)
    return found


_NAMED = re.compile(r"""["']([^"'\s]+\.html)["']""")


def needed(theme: Theme, audiences: Iterable[Audience]) -> list[str]:
    """The templates of some audiences' order pages, as far as they name one another outright."""
    starts = dict.fromkeys(name for each in audiences for name in _order_templates(each))
    direct = {name: _NAMED.findall(text) for name, text in theme.templates.items()}
    found = {name: None for start in starts for name in _closure(start, direct)}
    return [name for name in found if name in theme.templates]


def _order_templates(audience: Audience) -> Iterator[str]:
    names = {*audience.lead, *audience.modules, *ALWAYS, *WITHDRAWN_MODULES, *BARE_MODULES}
    yield order_template(audience)
    yield BARE_TEMPLATE
    for each in sorted(names):
        yield f"modules/{'sections' if each.startswith('section:') else each}.html"
