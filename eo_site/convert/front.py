"""Front matter of Jekyll, Hugo and Pandoc as an order's record, where a field means the same in both."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import yaml

from eo_site.convert.dialects import source_id
from eo_site.convert.remarks import CannotConvertError, Remarks, one_line
from eo_site.model.base import EARLIER_PATTERN

_YAML = re.compile(r"﻿?---[ \t]*\r?\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_TOML = re.compile(r"﻿?\+\+\+[ \t]*\r?\n(.*?)\n?\+\+\+[ \t]*(?:\r?\n|\Z)", re.S)
_PERCENT = re.compile(r"﻿?% ?([^\n]*)\n(?:% ?([^\n]*)\n)?(?:% ?([^\n]*)\n)?")
_KINDS = {
    "article-journal": "article-journal", "article-newspaper": "article-newspaper",
    "article-magazine": "article-newspaper",
    "book": "book", "chapter": "book", "legal_case": "legal_case", "legislation": "legislation", "bill": "bill",
    "report": "report",
    "regulation": "regulation", "webpage": "webpage", "post-weblog": "webpage", "post": "webpage", "dataset": "dataset",
    "speech": "speech", "hearing": "hearing",
}  # fmt: skip
"""Types of CSL, and what they are here."""
MOST = 200_000
"""Characters of front matter that are read."""


def split_front(text: str) -> tuple[Mapping[str, Any], str, int]:
    """The front matter, the text below it, and the line on which that begins; raises `CannotConvertError`."""
    for pattern, reader in ((_YAML, _yaml), (_TOML, _toml)):
        if match := pattern.match(text):
            if len(match[1]) > MOST:
                raise CannotConvertError(
                    f"its front matter has {len(match[1]):,} characters",
                    f"{MOST:,} are the most that are read",
                )
            return reader(match[1]), text[match.end() :], 1 + match.group().count("\n")
    if text.startswith("{\n"):
        return _json(text)
    if (match := _PERCENT.match(text)) and match[1]:
        names = zip(("title", "author", "date"), match.groups(), strict=True)
        return (
            {name: value for name, value in names if value},
            text[match.end() :],
            1 + match.group().count("\n"),
        )
    return {}, text, 1


def _yaml(text: str) -> Mapping[str, Any]:
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise CannotConvertError(
                    "its front matter has an alias (`*name`)",
                    "write the value out",
                    event.start_mark.line + 2 if event.start_mark else 1,
                )
        found = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise CannotConvertError(
            f"its front matter is not valid YAML: {error.problem}",
            "a text with `: ` needs quotes",
            line,
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise CannotConvertError(
            f"its front matter is not valid YAML: {one_line(str(error))[:100]}"
        ) from None
    return _map(found)


def _toml(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise CannotConvertError(f"its front matter is not valid TOML: {error}") from None


def _json(text: str) -> tuple[Mapping[str, Any], str, int]:
    try:
        found, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return {}, text, 1
    return (
        (_map(found), text[end:], 1 + text.count("\n", 0, end))
        if isinstance(found, dict)
        else ({}, text, 1)
    )


def _map(found: Any) -> Mapping[str, Any]:
    if found is not None and not isinstance(found, dict):
        raise CannotConvertError(
            "its front matter is no list of keys and values", "write `title: …`"
        )
    return {str(key): value for key, value in (found or {}).items()}


@dataclass
class Front:
    """The record that front matter gives."""

    remarks: Remarks
    inline: Callable[[str], str]
    """Prose of another dialect as ours."""
    interests: frozenset[str]
    record: dict[str, Any] = field(default_factory=dict)
    references: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Sources of a bibliography in the front matter, by key."""

    def read(self, found: Mapping[str, Any]) -> None:
        """Every field: taken over, or told."""
        for key, value in found.items():
            if value is None or value == "":
                continue
            taken = getattr(self, f"_{_TAKEN.get(key.lower().replace('-', '_'), 'none')}")(
                key, value
            )
            if not taken:
                self.remarks.left_out(1, f"`{key}` of the front matter", flat(value))

    def _none(self, _key: str, _value: Any) -> bool:
        return False

    def _title(self, _key: str, value: Any) -> bool:
        return self._put("title", one_line(value)) if isinstance(value, str) else False

    def _summary(self, _key: str, value: Any) -> bool:
        return self._put("summary", self.inline(value)) if isinstance(value, str) else False

    def _number(self, _key: str, value: Any) -> bool:
        words = str(value).strip()
        return self._put("number", int(words)) if re.fullmatch(r"\d{3,5}", words) else False

    def _draft(self, key: str, value: Any) -> bool:
        return isinstance(value, bool)  # a converted text is a draft in any case

    def _change(self, key: str, value: Any) -> bool:
        day = _day(value)
        if day is None:
            return False
        first = _TAKEN[key.lower().replace("-", "_")] == "published"
        kind, words = ("published", "First published.") if first else ("updated", "Updated.")
        self.record.setdefault("changes", []).append({"on": day, "kind": kind, "text": words})
        if first:
            self.remarks.otherwise(
                1,
                f"`{key}` is read as the day on which the text was published, not as the order's",
                str(value),
                "the order's day of signing is `dates: {signed: …}`",
            )
        return True

    _published = _updated = _change

    def _publish_on(self, _key: str, value: Any) -> bool:
        return self._put("publish_on", _day(value))

    def _expires_on(self, _key: str, value: Any) -> bool:
        return self._put("expires_on", _day(value))

    def _aliases(self, key: str, value: Any) -> bool:
        every = value if isinstance(value, list) else [value]
        names = [re.sub(r"^https?://[^/]+", "", str(each).strip()) for each in every]
        sound = [name for name in names if re.fullmatch(EARLIER_PATTERN, name)]
        there = self.record.setdefault("aliases", [])
        there += [name for name in sound if name not in there]
        if not there:
            del self.record["aliases"]
        if others := [
            str(each) for each, name in zip(every, names, strict=True) if name not in sound
        ]:
            self.remarks.left_out(1, f"`{key}` that is no address of a page", ", ".join(others))
        return True

    def _interests(self, key: str, value: Any) -> bool:
        every = value if isinstance(value, list) else re.split(r"[,\s]+", str(value))
        known = [name for each in every if (name := source_id(str(each))) in self.interests]
        there = self.record.setdefault("interests", [])
        there += [name for name in known if name not in there]
        if not there:
            del self.record["interests"]
        if unknown := [str(each) for each in every if source_id(str(each)) not in self.interests]:
            self.remarks.left_out(
                1, f"`{key}` that are no interests of the site", ", ".join(unknown)
            )
        return True

    def _references(self, _key: str, value: Any) -> bool:
        if not isinstance(value, list) or not all(
            isinstance(each, dict) and each.get("id") and each.get("title") for each in value
        ):
            return False
        for each in value:
            entry, rest = _source(each)
            self.references[str(each["id"])] = entry
            if rest:
                self.remarks.left_out(1, f"of the reference `{each['id']}`", flat(rest))
        return True

    def _put(self, name: str, value: Any) -> bool:
        if value and name not in self.record:
            self.record[name] = value
            return True
        return False


_TAKEN = {
    "title": "title", "description": "summary", "excerpt": "summary", "summary": "summary", "abstract": "summary",
    "number": "number", "order_number": "number", "draft": "draft", "published": "draft", "date": "published",
    "lastmod": "updated",
    "last_modified_at": "updated", "updated": "updated", "publishdate": "publish_on", "publish_date": "publish_on",
    "pubdate": "publish_on", "expirydate": "expires_on", "expiry_date": "expires_on", "unpublishdate": "expires_on",
    "aliases": "aliases", "permalink": "aliases", "redirect_from": "aliases", "slug": "aliases", "url": "aliases",
    "tags": "interests", "categories": "interests", "category": "interests", "keywords": "interests",
    "references": "references",
}  # fmt: skip
"""A field there, and what reads it here."""


def _source(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """An entry of a CSL bibliography as a source, and what of it has no place there."""
    rest = {str(key): value for key, value in given.items()}
    kind = str(rest.pop("type", ""))
    entry: dict[str, Any] = {
        "id": source_id(str(rest.pop("id"))),
        "type": _KINDS.get(kind, "document"),
        "title": one_line(str(rest.pop("title"))),
    }
    if kind and kind not in _KINDS:
        rest["type"] = kind
    people = rest.get("author")
    if isinstance(people, list) and all(
        isinstance(each, dict) and set(each) <= {"family", "given", "literal"} for each in people
    ):
        entry["author"] = [
            {str(key): str(part) for key, part in each.items()} for each in rest.pop("author")
        ]
    for name in ("container-title", "publisher", "volume", "page", "number", "URL", "note"):
        if isinstance(rest.get(name), str | int) and (
            name != "URL" or re.match(r"https?://\S+$", str(rest[name]))
        ):
            entry[name] = str(rest.pop(name))
    for name in ("issued", "accessed"):
        if day := _partial(rest.get(name)):
            entry[name] = day
            rest.pop(name)
    return entry, rest


def _partial(value: Any) -> str:
    """A day, a month or a year, in any of the forms of CSL."""
    if isinstance(value, dict):
        parts = (
            value.get("date-parts")
            or [[value.get(key) for key in ("year", "month", "day") if value.get(key)]]
        )[0]
        text = "-".join(str(each).zfill(2) for each in parts) if isinstance(parts, list) else ""
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        return _partial(value[0])
    else:
        text = str(value or "")
    return text if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text) else ""


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = re.match(r"\s*(\d{4})-(\d\d?)-(\d\d?)(?!\d)", str(value))
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def flat(value: Any) -> str:
    """All words of a value of front matter."""
    return one_line(" ".join(_flat(value)))


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield f"{key}:"
            yield from _flat(each)
    elif isinstance(value, list):
        for each in value:
            yield from _flat(each)
    else:
        yield str(value)
