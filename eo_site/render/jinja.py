"""Jinja as the themes need it, on the ways that a page takes a thousand times.

Measured on the shipped theme, a page calls 190 macros, prints a thousand values and looks for fourteen
hundred attributes. Jinja's own code is made for more than our templates can ask: functions that want the
context passed to them, printed values that are used again, attributes that are items. It is replaced at
the seams that Jinja has for it, with the same output; a page then takes a third less time.
"""

import re
from collections.abc import Mapping, MutableMapping
from functools import lru_cache
from typing import Any

import jinja2
from jinja2.filters import do_format
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from eo_site.model.prose import Words
from eo_site.render.compiled import OPTIONS, CompiledTemplates, Generator
from eo_site.render.typography import typeset


def printable(value: Any) -> str:
    """`escape`, for text that is joined to others: what needs no escaping stays as it is; our prose is typeset."""
    kind = type(value)
    if kind is Words:
        return typeset(value.html)
    return value if kind is Markup or (kind is str and _is_plain(value)) else escape(value)


def _is_plain(text: str) -> bool:
    """Whether no character of a text is to be escaped; five looks are faster than one pattern."""
    return not ("'" in text or "&" in text or '"' in text or "<" in text or ">" in text)


def formatted(words: Any, /, *args: Any, **kwargs: Any) -> Any:
    """Jinja's `format`, in half the time for what it almost always gets: names in markup, and text for them."""
    if args or type(words) is not Markup or not _takes_texts(words):
        return do_format(words, *args, **kwargs)
    plain = {key: printable(each) for key, each in kwargs.items()}
    return str.__new__(Markup, str.__mod__(words, plain))


@lru_cache(maxsize=1 << 12)
def _takes_texts(words: str) -> bool:
    """Whether all that is to be filled in is printed as text."""
    return not _AS_OTHERS.search(words.replace("%%", ""))


_AS_OTHERS = re.compile(r"%(?!\([^()%]*\)s)")


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
        if isinstance(obj, Macro):
            return Macro.__call__(obj, self.eval_ctx, *args, **kwargs)
        return obj(*args, **kwargs)


class _Macro(Macro):
    """A macro that is called where everything is escaped, as almost all are; see `Generator`."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        takes = (*self.arguments, "caller") if self.caller else self.arguments
        self._rest = tuple(takes[at:] for at in range(len(takes) + 1))
        """By the number of values that stand in order, the names of what may follow."""
        self._by_jinja = self.catch_kwargs or self.catch_varargs or self.explicit_caller

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """Its markup; what is unusual about a call, or wrong, is left to Jinja."""
        if self._by_jinja or len(args) > self._argument_count:
            return super().__call__(*args, **kwargs)
        if rest := self._rest[len(args)]:
            if kwargs and not kwargs.keys() <= {*rest}:
                return super().__call__(*args, **kwargs)
            args += tuple([kwargs.get(name, missing) for name in rest])
            if self.caller and args[-1] is missing:
                args = *args[:-1], self._environment.undefined("No caller defined", name="caller")
        elif kwargs:
            return super().__call__(*args, **kwargs)
        return str.__new__(Markup, self._func(*args))


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
    Macro = _Macro
    printable = staticmethod(printable)

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        super().__init__(
            loader=loader,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=CompiledTemplates(),
            **OPTIONS,
        )
        self.filters["format"] = formatted

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The environment's own, which are copied for each rendering, where a template adds none."""
        return super().make_globals(d) if d else self.globals
