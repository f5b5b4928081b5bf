"""Templates say what Jinja itself would say."""

from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from eo_site.render.compiled import OPTIONS
from eo_site.render.jinja import Environment, Strings, printable

UI = """\
{% macro cell(value, kind="plain") %}<td class="{{ kind }}">{{ value }}</td>{% endmacro %}
{% macro box(title) %}<div>{{ title }}{{ caller("&") if caller is defined }}{{ varargs|join }}</div>{% endmacro %}
"""
TEMPLATES = (
    "{{ plain }} {{ html }} {{ safe }} {{ none }} {{ number }} {{ many }} {{ plain|safe }}",
    "{{ '<b>' }}{{ 'a' ~ html }}{{ safe ~ html }}{{ html|e }}{{ html|upper }}{{ many|join(html) }}",
    "{% import 'ui.html' as ui %}{{ ui.cell(html) }}{{ ui.cell(safe, kind=html) }}{{ ui.box(1, 2, '<') }}",
    "{% from 'ui.html' import box %}{% call(x) box(html) %}{{ x }}{{ html }}{% endcall %}",
    "{% for each in many %}{{ loop.index }}{{ each }}{{ loop.cycle('<', '>') }}{% endfor %}",
    "{% for each in tree recursive %}{{ each.n }}{{ loop(each.down) }}{% endfor %}",
    "{% autoescape false %}{{ html }}{% import 'ui.html' as ui %}{{ ui.cell(html) }}{% endautoescape %}{{ html }}",
    "{% set kept %}{{ html }}{% endset %}{{ kept }}{{ kept|length }}{% set n = namespace(a=html) %}{{ n.a }}",
    "{% extends 'base.html' %}{% block main %}{{ super() }}{{ html }}{{ self.side() }}{% endblock %}",
    "{% include 'part.html' %}{% with x = html %}{{ x }}{% endwith %}{{ range(3)|list }}{{ dict(a=html).a }}",
    "{{ t.duty.open }}{{ t['duty']['open'] }}{% for k, v in t.duty.items() %}{{ k }}{{ v }}{% endfor %}{{ t|tojson }}",
    "{{ '<%(a)s %(b)s>'|e|format(a=html, b=safe) }}{{ '%(words)s %%(b)d'|e|format(words=number) }}",
    "{{ '%(a)r %(b)5.1f'|e|format(a=html, b=number) }}{{ '%s'|e|format(html) }}{{ '%(a)s'|format(a=html) }}",
    "{% import 'ui.html' as ui %}{{ ui.cell(**{'value': html, 'kind': safe}) }}{{ ui.cell(*many[:2]) }}",
    "{% import 'ui.html' as ui %}{% set n = namespace() %}{% autoescape false %}{% set n.x = ui.cell(html) %}"
    "{% endautoescape %}{{ n.x }}",
    "{% macro bare(x) %}{% autoescape false %}{{ x }}{% endautoescape %}{% endmacro %}{{ bare(html) }}{{ bare.name }}",
    "{% macro given(a, b='<', caller=none) %}{{ a }}{{ b }}{% endmacro %}{{ given(b=html, a=1) }}{{ given(1) }}",
    "{% macro named() %}{{ kwargs|dictsort }}{% endmacro %}{{ named(class=html, x=1) }}{{ dict(class=html)['class'] }}",
    "{% set j = joiner('&') %}{% for each in many %}{{ j() }}{{ each }}{% endfor %}{{ html.upper() }}",
)
SOURCES = {
    "ui.html": UI,
    "base.html": "<main>{% block main %}{{ html }}{% endblock %}</main>{% block side %}<i>{% endblock %}",
    "part.html": "{{ html }}{{ plain }}",
}
WORDS = {"duty": {"open": "Still <open>", "items": "<i>", "get": "taken"}, "copy": "Copy"}
CONTEXT = {
    "plain": "a b",
    "html": "<a href=\"x\" title='y'>&",
    "safe": Markup("<b>"),
    "none": None,
    "number": 3,
    "many": ["<", Markup("<i>"), 2],
    "tree": [{"n": "<", "down": [{"n": "&", "down": []}]}],
}


def rendered(environment: jinja2.Environment, words: Any, template: str) -> str:
    """One template in an environment."""
    environment.globals["t"] = words
    return environment.from_string(template).render(CONTEXT)


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_says_the_same(template: str) -> None:
    """However values are printed, macros called and words looked for."""
    loader = jinja2.DictLoader(SOURCES)
    theirs = rendered(jinja2.Environment(loader=loader, **OPTIONS), WORDS, template)
    assert rendered(Environment(loader), Strings(WORDS), template) == theirs


MISSING = (
    "{{ nothing }}", "{{ t.nothing }}", "{{ t.duty.items.x }}", "{{ gone() }}", "{{ t.nothing() }}",
    "{% macro a(x) %}{{ x }}{% endmacro %}{{ a() }}",
    "{% macro a() %}{{ caller() }}{% endmacro %}{{ a() }}",
)  # fmt: skip
WRONG = "{{ a(1, 2) }}", "{{ a(1, x=2) }}", "{{ a(y=2) }}", "{% call a(1) %}{% endcall %}"


@pytest.mark.parametrize("template", MISSING)
def test_what_is_not_there_fails(template: str) -> None:
    """As it does in Jinja."""
    loader = jinja2.DictLoader({})
    theirs, ours = jinja2.Environment(loader=loader, **OPTIONS), Environment(loader)
    for environment, words in ((theirs, WORDS), (ours, Strings(WORDS))):
        with pytest.raises(jinja2.UndefinedError):
            rendered(environment, words, template)


@pytest.mark.parametrize("call", WRONG)
def test_a_macro_called_wrongly_fails(call: str) -> None:
    """With the words that Jinja has for it."""
    template = f"{{% macro a(x) %}}{{{{ x }}}}{{% endmacro %}}{call}"
    said = []
    for environment in jinja2.Environment(**OPTIONS), Environment(jinja2.DictLoader({})):
        with pytest.raises(TypeError) as error:
            environment.from_string(template).render()
        said.append(str(error.value))
    assert said[0] == said[1]


def test_a_template_is_compiled_once_and_speaks_every_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Environments share code, in which no filter's answer for a literal stands."""
    loader = jinja2.DictLoader({"greeting.html": "{{ 'hello'|said }} {{ 'hello'|said ~ '!' }}"})
    said = []
    for word in "hello", "hola":
        environment = Environment(loader)
        environment.filters["said"] = {"hello": word}.get
        said.append(environment.get_template("greeting.html").render())
        monkeypatch.setattr(Environment, "compile", None)
    assert said == ["hello hello!", "hola hola!"]


@given(st.one_of(st.text(), st.text().map(Markup), st.integers(), st.none(), st.text("<&'\"a")))
def test_what_is_printed_is_escaped(value: object) -> None:
    """Character by character as by `escape`."""
    assert str(printable(value)) == str(escape(value))
