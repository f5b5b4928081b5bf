"""How templates become code, and templates that have become code already.

Compiling the shipped theme takes longer than rendering the pages of a few orders. So a process compiles a
template once, however many environments it has, and what is installed has the shipped theme compiled: Python
that is made from the same templates when a wheel is built, also that of an installation in place, by
hatch_build.py. Nothing that runs is ever read from a site's cache. A template that differs by one character
from what the code was made from, another version of Jinja or of this module, is compiled as always.

This module needs nothing but Jinja: wheels are built where nothing else is.
"""

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from keyword import iskeyword
from types import CodeType
from typing import Any, NamedTuple

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef

OPTIONS: Mapping[str, Any] = {
    "autoescape": True,
    "undefined": jinja2.StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    # Nothing is worked out when a template is compiled: the same code serves all strings.
    "optimized": False,
}
"""Those of every environment whose templates are a theme's."""
PACKAGE = "eo_site_templates"
"""Where an installation has its compiled templates: not inside eo_site, which may be installed in place."""


class Generator(CodeGenerator):
    """Prints values by `printable` and calls what is called at once, where everything is escaped.

    Where `autoescape` says otherwise, the code is Jinja's own.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _escapes(frame):
            self.write("printable(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def write_commons(self) -> None:
        """What every function of a template begins with."""
        super().write_commons()
        self.writeline("printable = environment.printable")
        self.writeline("attribute = environment.getattr")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """`a.b`, without looking for the environment's method each time."""
        self.write("attribute(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A call at once: nothing that a template calls wants to be given its context."""
        named = [(each.key, each.value) for each in node.kwargs]
        spread = node.dyn_args or node.dyn_kwargs or any(iskeyword(key) for key, _ in named)
        if spread or not _escapes(frame):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for each in node.args:
            self.visit(each, frame)
            self.write(", ")
        for key, value in named:
            self.write(f"{key}=")
            self.visit(value, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro's object, of the environment's class."""
        self.write("environment.")
        super().macro_def(macro_ref, frame)

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, (nodes.TemplateData, nodes.Const)):
            raise nodes.Impossible  # a filter of a word may say it in another language
        return super()._output_child_to_const(node, frame, finalize)


def _escapes(frame: Frame) -> bool:
    """Whether code knows that what it prints is escaped."""
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile


class Compiled(NamedTuple):
    """A template of the shipped theme as a module of `PACKAGE`."""

    checksum: str
    """Of the template."""
    module: str
    """Its name in the package."""


class CompiledTemplates(jinja2.BytecodeCache):
    """Gives an environment the code of templates that have been compiled before."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Code for the template that a bucket names, if there is some."""
        bucket.code = _COMPILED.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a bucket's code for this process."""
        if len(_COMPILED) >= MOST:
            _COMPILED.clear()
        if bucket.code:
            _COMPILED[bucket.key, bucket.checksum] = bucket.code

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The bucket of a template, with its code if there is some."""
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code is None:
            bucket.code = _installed_code(name, bucket.checksum)
        return bucket


MOST = 1000
"""Templates whose code a process keeps; a server sees many states of those that are edited."""
_COMPILED: dict[tuple[str, str], CodeType] = {}


def _installed_code(name: str, checksum: str) -> CodeType | None:
    found = _installed().get(name)
    if found is None or found.checksum != checksum:
        return None
    spec = find_spec(f"{PACKAGE}.{found.module}")
    load: Callable[[str], CodeType] | None = getattr(spec and spec.loader, "get_code", None)
    # Errors are told of the template, not of the module.
    return load(f"{PACKAGE}.{found.module}").replace(co_filename=name) if load else None


@cache
def _installed() -> Mapping[str, Compiled]:
    """By name, the templates that this installation has compiled, as this module compiles them."""
    try:
        found = import_module(PACKAGE)
    except ImportError:
        return {}
    if getattr(found, "MADE_BY", None) != _made_by():
        return {}
    return {name: Compiled(*each) for name, each in found.TEMPLATES.items()}


def _made_by() -> tuple[str, str]:
    """All that code depends on, apart from the template."""
    # By the import system's own way, which made this module, and its compiled templates, too.
    source = getattr(__spec__ and __spec__.loader, "get_source", lambda _: None)(__name__)
    return jinja2.__version__, sha256((source or "").encode()).hexdigest()


# When a wheel is built ------------------------------------------------------------------------------


class _AnyFilter(dict[str, Callable[..., Any]]):
    """Jinja's filters, and any other name: code depends on none of them."""

    def get(self, name: str, default: Any = None) -> Any:
        return super().get(name, str)


def modules(templates: Mapping[str, str]) -> dict[str, str]:
    """The files of `PACKAGE`, by name, for some templates, which are by name as well."""
    environment = jinja2.Environment(**OPTIONS)
    environment.code_generator_class = Generator
    environment.filters = _AnyFilter(environment.filters)
    checksum = CompiledTemplates().get_source_checksum
    made = {
        f"t{number}": environment.compile(source, name, name, raw=True)
        for number, (name, source) in enumerate(sorted(templates.items()))
    }
    index = {
        name: (checksum(templates[name]), module)
        for name, module in zip(sorted(templates), made, strict=True)
    }
    top = f"MADE_BY = {_made_by()!r}\nTEMPLATES = {index!r}\n"
    return {"__init__.py": top, **{f"{module}.py": code for module, code in made.items()}}
