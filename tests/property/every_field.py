"""A site in which every field of the schema has a text or an item for one audience alone.

The fields are found by walking the models, so that one that is added later is filled in too. What a
field may hold is found by trying; only what refers to something else has to be named here.
"""

import types
import typing
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal, Union

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from eo_site.model.base import Item
from eo_site.model.order import AuthoredOrder
from eo_site.model.prose import Prose
from eo_site.plan.modules import MODULES

Secret = Callable[[], str]
"""Words for insiders, others at each call; empty where they are to get nothing of their own."""

NOT_FILLED = {
    "draft", "publish_on", "expires_on", "withdrawn", "audiences", "set_aside", "review",
    "not_applicable", "searched",
}  # fmt: skip
"""Keys of an order that decide who gets the page, or that nobody gets as such."""
REFERRING: dict[str, Any] = {
    "source": "notes", "who": ["guard"], "with": ["guard"], "consults": ["guard"], "agency": "guard",
    "party": "keepers", "president": "ada", "interests": ["lamps"], "target": "eo-14002",
    "moved_by": "eo-14002", "until": "2027-12-31", "about": "eo-14002",
    "number": "14001", "aliases": ["old-name"], "from": "2021-01-20", "repeats": "P1Y",
    "dates": {"signed": "2021-01-20", "filed": "2021-01-21", "published": "2021-01-22", "effective": "2021-01-23"},
}  # fmt: skip
"""By key, what refers to something that must exist, or that must fit its neighbours."""
WHOLE: dict[str, Any] = {
    "Due": "2027-05-05",
    "Clause": {"kind": "savings", "section": "1", "text": "Some words"},
}
"""Models whose fields exclude one another."""
TRIED = (
    "Some words",
    "1",
    "some-words",
    "2021-02-03",
    "P1Y",
    "https://example.org/",
    "true",
    "2021",
    "86 FR 1",
    "FY2027",
    "es",
)


def order_text(secret: Secret) -> str:
    """An order's file."""
    record = dict(_fields(AuthoredOrder, secret, ()))
    record["searched"] = {"money": ["notes"], "legislation": ["notes"]}
    front = yaml.safe_dump(record, sort_keys=False, allow_unicode=True, width=10_000)
    return f"---\n{front}---\n{body(secret)}"


def _fields(
    model: type[BaseModel], secret: Secret, path: tuple[str, ...]
) -> Iterator[tuple[str, Any]]:
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key == "for" or (not path and key in NOT_FILLED):
            continue
        if key in REFERRING and not (path and key in ("number", "dates")):
            yield key, REFERRING[key]
        else:
            found = _value(info.rebuild_annotation(), secret, (*path, key))
            if found is not None:
                yield key, found


def _value(annotation: Any, secret: Secret, path: tuple[str, ...]) -> Any:
    plain = annotation
    while typing.get_origin(plain) is Annotated:
        plain = typing.get_args(plain)[0]
    origin, arguments = typing.get_origin(plain), typing.get_args(plain)
    if origin in (Union, types.UnionType):
        return _value(next(each for each in arguments if each is not type(None)), secret, path)
    if origin is Literal:
        return arguments[0]
    if origin is tuple:
        return _items(arguments[0], secret, path)
    if isinstance(plain, type) and issubclass(plain, Prose):
        own = secret()
        return {"default": "Words for all [@order, 1]."} | ({"insiders": own} if own else {})
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return WHOLE.get(plain.__name__.partition("[")[0]) or _item(plain, secret, path)
    return _scalar(annotation, path)


def _items(each: Any, secret: Secret, path: tuple[str, ...]) -> list[Any]:
    """One for all, and one for insiders where the list takes such."""
    found = [_value(each, secret, path)]
    inner = each
    while typing.get_origin(inner) is Annotated:
        inner = typing.get_args(inner)[0]
    if isinstance(inner, type) and issubclass(inner, Item) and secret():
        own = _hidden(_value(each, lambda: "", path), secret, path)
        found.append({**own, "for": ["insiders"]})
    return found


def _item(model: type[BaseModel], secret: Secret, path: tuple[str, ...]) -> dict[str, Any]:
    found = dict(_fields(model, secret, path))
    if path == ("agencies",):
        found["id"] = "guard"
    elif "id" in found:
        found["id"] = f"{path[-1].replace('_', '-')}-1"
    if path == ("duties",):
        found["type"] = "time-boxed"
        found.pop("until", None)
    return found


def _hidden(item: dict[str, Any], secret: Secret, path: tuple[str, ...]) -> dict[str, Any]:
    """The same with words for insiders in every text, and an id of its own."""
    found = dict(item)
    for key, value in item.items():
        if value == "Some words" or key in ("title", "name"):
            found[key] = secret()
        elif isinstance(value, dict) and "default" in value:
            found[key] = {"default": secret()}
    if path == ("agencies",):
        found |= {"id": "board"}
    elif "id" in item:
        found["id"] = f"{secret().split()[0]}"
    for key, other in (("who", ["board"]), ("party", "pilots"), ("on", "2026-11-20")):
        if key in found:
            found[key] = other
    return found


def _scalar(annotation: Any, path: tuple[str, ...]) -> str:
    for each in TRIED:
        try:
            TypeAdapter(annotation).validate_python(each)
        except ValidationError:
            continue
        return each
    raise AssertionError(f"what {'.'.join(path)} may hold must be named in {__name__}")


def body(secret: Secret) -> str:
    """Every construct of the text for insiders, beside the same for all."""
    own = secret()
    if not own:
        return "\n## Purpose {#purpose}\n\nA [word] and more [@order, 1].\n\n- one\n".replace(
            "[word]", "word"
        )
    return f"""
## Purpose {{#purpose}}

A [word]{{insiders="{secret()}"}} and more [@order, 1].

- one
- {secret()} {{for="insiders"}}

::: for insiders

{secret()} [@memo] and ![{secret()}](figure.png) and [it](eo-14003.md) of [=duties-1.due].

### {secret()} {{interests="boats"}}

{secret()}

:::

::: instead for insiders

{secret()}

:::

## {secret()} {{for="insiders" interests="boats"}}

{secret()}
"""


EVERY_MODULE = ", ".join(module.name for module in MODULES)


def site_files(secret: Secret) -> dict[str, str | bytes]:
    """A whole site: an edition for all, one for insiders."""
    own = secret()
    name = own or "Insiders"
    files: dict[str, str | bytes] = {
        "audiences.yaml": f"""\
audiences:
  - {{id: plain, name: Plain readers, question: What is it?, lead: [summary], proof: true,
     modules: [{EVERY_MODULE.replace("summary, ", "")}], exports: [json, orders, csv, relations, library, data]}}
  - {{id: insiders, name: {name}, question: {name}, tagline: {name}, description: {name},
     access: {{members: [{(own or "paying").split()[0]}]}}, falls_back_to: [plain],
     lead: [], modules: [{EVERY_MODULE}], exports: [json, orders, csv, relations, library, data]}}
""",
        "content/vocabularies/agencies.yaml": "terms: [{id: guard, label: Guard}, {id: board, label: Board}]\n",
        "content/vocabularies/interests.yaml": "terms: [{id: lamps, label: Lamps}, {id: boats, label: Boats}]\n",
        "content/vocabularies/courts.yaml": "terms: [{id: '1', label: District of Maine}]\n",
        "content/vocabularies/parties.yaml": "terms: [{id: keepers, label: Keepers}, {id: pilots, label: Pilots}]\n",
        "content/vocabularies/presidents.yaml": "terms: [{id: ada, label: Ada}]\n",
        "content/sources.yaml": SOURCES + (MEMO.format(own) if own else ""),
        "content/orders/eo-14001.md": order_text(secret),
        "content/orders/eo-14002.md":
            "---\nnumber: 14002\ntitle: Two\ndates: {signed: 2022-02-02}\ninterests: [lamps]\n---\n",
        "content/pages/about.md": "---\ntitle: About\nnav: About\n---\n\nAbout it.\n",
    }  # fmt: skip
    if own:
        files["content/orders/eo-14001/figure.png"] = own.encode()
        files["content/orders/eo-14003.md"] = (
            f"---\nnumber: 14003\ntitle: {own}\naudiences: [insiders]\npresident: ada\ninterests: [lamps, boats]\n"
            "dates: {signed: 2023-03-03}\nrelations: [{type: revokes, target: eo-14001, source: order}]\n"
            f"agencies: [{{id: guard, role: lead, sections: ['1']}}]\naliases: [{secret().split()[0]}]\n"
            f"changes: [{{on: 2026-11-21, kind: published, text: {secret()}}}]\n"
            "duties: [{id: d1, section: '1', who: [guard], what: W., type: time-boxed, due: 2026-12-01}]\n"
            f"---\n\nIt says {own} here.\n"
        )  # fmt: skip
        page = own.split()[0]
        files[f"content/pages/{page}.md"] = (
            f"---\ntitle: {own}\nnav: {own}\naudiences: [insiders]\n---\n\nIt says {own} here.\n"
        )
    return files


SOURCES = """\
sources:
  - {id: notes, type: webpage, title: Notes, checked: 2026-11-01, covers: [status, court, money, legislation, cases]}
"""
MEMO = "  - {{id: memo, type: document, title: {}, for: [insiders]}}\n"
