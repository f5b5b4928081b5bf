"""Where a conversion goes: a file of its own, or an order of the site, whose record it completes."""

import re
from collections.abc import Mapping
from typing import Any

from eo_site.convert.conversion import Converted
from eo_site.convert.output import order_file
from eo_site.convert.remarks import LEFT_OUT, CannotConvertError, Remark
from eo_site.importers.edit import CannotEditError, edited, with_items
from eo_site.importers.merge import Edit

_FRONT = re.compile(r"(---[ \t]*\n)(.*?\n|)(---[ \t]*(?:\n|\Z))(.*)", re.S)
_REMARK = re.compile(r"<!--.*?-->", re.S)


def into(existing: bytes | None, found: Converted) -> tuple[str, tuple[Remark, ...]]:
    """The order's file with the body, and what of the new record it does not take.

    A new file where there is none. Raises `CannotConvertError` where the order has a body already.
    """
    if existing is None:
        return order_file(found.record, found.body), ()
    text = existing.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    match = _FRONT.fullmatch(text)
    if match is None:
        raise CannotConvertError(
            "the order's file has no front matter", "start it with ---, the record in YAML, and ---"
        )
    if _REMARK.sub("", match[4]).strip():
        raise CannotConvertError(
            "the order has a body already",
            "name another file with --out, and put together what you keep",
        )
    try:
        front, left = _with_record(match[2], found.record)
    except CannotEditError as error:
        raise CannotConvertError(
            f"the order's record cannot be completed: {error}", "name another file with --out"
        ) from None
    return f"{match[1]}{front}{match[3]}\n{found.body}\n", left


def _with_record(yaml: str, record: Mapping[str, Any]) -> tuple[str, tuple[Remark, ...]]:
    """The front matter with the sources, and with other fields where it has none; the rest is told."""
    left = list[Remark]()
    for name, value in record.items():
        if name == "sources" and isinstance(value, list):
            yaml = with_items(yaml, "sources", value)
        elif re.search(rf"^{name}:", yaml, re.M):
            said = value if isinstance(value, str) else str(value)
            left.append(
                Remark(1, LEFT_OUT, f"not carried over: `{name}`, which the order's file has", said)
            )
        else:
            yaml = edited(f"---\n{yaml}---\n", [Edit("set", (name,), value)])[4:-4]
    return yaml, tuple(left)
