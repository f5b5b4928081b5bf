"""Jinja as the themes need it, on the ways that a page takes a thousand times.

Measured on the shipped theme, a page calls 190 macros, prints a thousand values and looks for fourteen
hundred attributes. Jinja's own code is made for more than our templates can ask: functions that want the
context passed to them, printed values that are used again, attributes that are items. It is replaced at
the seams that Jinja has for it, with the same output; a page then takes a fifth less time.
"""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import jinja2
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from eo_site.model.prose import Words
from eo_site.render.compiled import OPTIONS, CompiledTemplates, Generator
from eo_site.render.typography import typeset

_special = re.compile("[&<>'\"]").search


def printable(value: Any) -> str:
    """`escape`, for text that is joined to others: what needs no escaping stays as it is; our prose is typeset."""
    kind = type(value)
    if kind is Words:
        return typeset(value.html)
    plain = kind is Markup or (kind is str and not _special(value))
    return value if plain else escape(value)


class _Context(Context):
    """Calls what it is asked to; no function of ours wants the context or the environment."""

    def call(
        self,
        obj: Any,
        /,
        *args: Any,
        _block_vars: Any = None,
        _loop_vars: Any = None,
        **kwargs: Any,
    ) -> Any:
        if type(obj) is Macro:
            return obj(self.eval_ctx, *args, **kwargs)
        return obj(*args, **kwargs)


class Strings(dict[str, Any]):
    """A theme's words, each also an attribute: `t.duty.open` looks where an attribute is looked for.

    What a dictionary has by that name comes first, as in Jinja: `t.duty.items()`.
    """

    def __init__(self, words: Mapping[str, Any]) -> None:
        super().__init__(
            (key, Strings(each) if isinstance(each, dict) else each) for key, each in words.items()
        )
        self.__dict__ = {key: each for key, each in self.items() if not hasattr(dict, key)}


class Environment(jinja2.Environment):
    """Where a theme's templates are compiled; without `finalize`, extensions or the sandbox."""

    code_generator_class = Generator
    context_class = _Context
    printable = staticmethod(printable)

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        super().__init__(
            loader=loader,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=CompiledTemplates(),
            **OPTIONS,
        )

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The environment's own, which are copied for each rendering, where a template adds none."""
        return super().make_globals(d) if d else self.globals
