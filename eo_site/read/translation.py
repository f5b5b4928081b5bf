"""A translation's words laid over the facts of the file that it translates.

A translation has the words that readers of its language get, and none of the facts: those are
taken from the order's own file, where they are checked. No words of that file reach it. What the
record holds and a translation has no words for is left out, or stands without its note where a
fact says enough by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, get_args

from pydantic import BaseModel

from eo_site.model.problem import Problem
from eo_site.model.prose import Prose
from eo_site.model.text import KeyPath, Marks

OWN = frozenset({"title", "also_called", "audiences", "changes", "review"})
"""Keys of an order that each of its files has for itself."""
WORDED = frozenset({"as_to", "title", "to", "via"})
"""Plain texts of an item that a translation may put into its own words."""
WITHDRAWN = "withdrawn"
"""What a translation cannot be without where the order's file has it."""

Kind = Literal["fact", "prose", "items", "part"]


@dataclass(frozen=True)
class Translated:
    """A record's YAML in another language."""

    value: dict[str, Any]
    marks: Marks
    """Where each value of it stands in the translation; facts are where they are asked for."""
    problems: tuple[Problem, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    """What the translation has no words for, by key: `("duties", ("d3", "d4"))`."""


def translate(
    model: type[BaseModel],
    facts: Mapping[str, Any],
    words: Mapping[str, Any],
    marks: Marks,
    path: str,
) -> Translated:
    """The YAML of an order's file, `facts` at `path`, with the words of its translation."""
    translator = _Translator(marks, path)
    value = translator.record(model, facts, words)
    keys = {now: marks.keys[was] for now, was in translator.origins.items() if was in marks.keys}
    values = {
        now: marks.values[was] for now, was in translator.origins.items() if was in marks.values
    }
    moved = Marks(marks.source, marks.base, keys, values)
    left_out = ((name, tuple(each)) for name, each in translator.left_out.items())
    return Translated(value, moved, tuple(translator.problems), tuple(left_out))


@cache
def _kinds(model: type[BaseModel]) -> dict[str, tuple[Kind, type[BaseModel] | None, bool]]:
    """By key of a map, what it holds, the model of its items, and whether it must be there."""
    return {
        info.alias or name: (*_kind(info.annotation), info.is_required())
        for name, info in model.model_fields.items()
    }


def _kind(annotation: Any) -> tuple[Kind, type[BaseModel] | None]:
    parts = get_args(annotation)
    if annotation is Prose or Prose in parts:
        return "prose", None
    listed = Ellipsis in parts
    for each in (annotation, *parts):
        if isinstance(each, type) and issubclass(each, BaseModel) and _has_words(each):
            return ("items" if listed else "part"), each
    return "fact", None


def _has_words(model: type[BaseModel]) -> bool:
    return any(kind != "fact" for kind, _, _ in _kinds(model).values())


@dataclass
class _Translator:
    marks: Marks
    path: str
    """Of the file with the facts."""
    origins: dict[KeyPath, KeyPath] = field(default_factory=lambda: {(): ()})
    """By path in what is made, the path in the translation."""
    problems: list[Problem] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)

    def record(
        self, model: type[BaseModel], facts: Mapping[str, Any], words: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The whole front matter."""
        if "audiences" in facts and "audiences" not in words:
            hint = "name the editions that get this page here too: `audiences: [general]`"
            self._report((), f"{self.path} is for some editions only", hint)
        shared = {key: each for key, each in facts.items() if key not in OWN}
        own = {key: each for key, each in words.items() if key in OWN or key not in _kinds(model)}
        rest = {key: each for key, each in words.items() if key not in own}
        made = self._map(model, shared, rest, (), ())
        for key, each in own.items():
            made[key] = self._taken(each, (key,), (key,))
        if "title" in facts:
            made.setdefault("official_title", facts["title"])
        if "also_called" in facts:
            made.setdefault("official_names", facts["also_called"])
        return made

    def _map(
        self,
        model: type[BaseModel],
        facts: Mapping[str, Any],
        words: Mapping[str, Any],
        now: KeyPath,
        was: KeyPath,
    ) -> dict[str, Any]:
        """A map's facts with its words; `now` is its path in what is made, `was` in the translation."""
        kinds = _kinds(model)
        made: dict[str, Any] = {}
        for key in dict.fromkeys((*facts, *words)):
            kind, inner, _ = kinds.get(key, ("fact", None, False))
            at, from_ = (*now, key), (*was, key)
            if kind == "prose" or (key in WORDED and key in words) or key == "for":
                value = words if key in words else facts if kind != "prose" else {}
                if key in value:
                    made[key] = self._taken(value[key], at, from_ if value is words else ())
            elif kind == "items" and inner:
                made[key] = self._items(inner, facts.get(key), words.get(key), at, from_)
            elif kind == "part" and inner:
                found = self._part(inner, facts.get(key), words.get(key), at, from_)
                if found is not None:
                    made[key] = found
            else:
                made[key] = self._fact(facts, words, key, at, from_)
        return made

    def _fact(
        self,
        facts: Mapping[str, Any],
        words: Mapping[str, Any],
        key: str,
        now: KeyPath,
        was: KeyPath,
    ) -> Any:
        if key in words:
            self._place(words[key], now, was)
            # Where nothing at all is known, as in an item of the translation's own, nothing differs.
            if facts and key not in facts:
                self._report(
                    was, f"`{key}` is not in {self.path}", "facts stand there: add it there"
                )
                return words[key]
            if facts and facts[key] != words[key]:
                hint = "delete it here: facts are taken from there"
                self._report(was, f"`{key}` is another in {self.path}", hint)
        return _for_all(facts[key]) if key in facts else words[key]

    def _part(
        self, model: type[BaseModel], facts: Any, words: Any, now: KeyPath, was: KeyPath
    ) -> Any:
        """A map that holds words, such as `money`."""
        if words is not None and not isinstance(words, dict):
            return self._taken(words, now, was)
        if not isinstance(facts, dict):
            return None if words is None else self._taken(words, now, was)
        if words is None and _needs_words(model):
            if now[-1] == WITHDRAWN:
                hint = "add `withdrawn: {reason: …}` in this language"
                self._report((), f"the order is withdrawn in {self.path}", hint)
            else:
                self._leave(str(now[0]), "")
            return None
        if "for" in facts and "for" not in (words or {}):
            return None if words is None else self._for_some(was, now[-1])
        self.origins[now] = was if words is not None else ()
        return self._map(model, facts, words or {}, now, was)

    def _items(
        self, model: type[BaseModel], facts: Any, words: Any, now: KeyPath, was: KeyPath
    ) -> Any:
        """A list whose items have words: each of the facts' with the words that mean it."""
        if words is not None and not isinstance(words, list):
            return self._taken(words, now, was)
        listed = (
            [each for each in facts if isinstance(each, dict)] if isinstance(facts, list) else []
        )
        worded: list[Any] = words or []
        given = dict(self._matched(model, listed, worded, was))
        if words is not None:
            self.origins[now] = was
        made: list[Any] = []
        for index, fact in enumerate(listed):
            at = given.get(index)
            if at is None and "for" in fact:
                continue  # whoever it is for reads the order's own file
            if at is None and _needs_words(model):
                if _has_facts(model):
                    self._without(now, was, _name(fact, index))
                continue
            here: KeyPath = (*now, len(made))
            there: KeyPath = (*was, at) if at is not None else ()
            self.origins[here] = there
            made.append(self._map(model, fact, worded[at] if at is not None else {}, here, there))
        for at, each in enumerate(worded):
            if at not in given.values() and (not isinstance(each, dict) or not _told(model, each)):
                made.append(self._taken(each, (*now, len(made)), (*was, at)))
        return made

    def _matched(
        self, model: type[BaseModel], facts: list[dict[str, Any]], words: list[Any], was: KeyPath
    ) -> Iterator[tuple[int, int]]:
        """(index of the fact, index of its words); what means none, or several, is a problem."""
        taken = set[int]()
        for at, each in enumerate(words):
            told = _told(model, each) if isinstance(each, dict) else {}
            if not told:
                continue
            means = [i for i, fact in enumerate(facts) if told.items() <= fact.items()]
            free = [index for index in means if index not in taken]
            path = (*was, at)
            said = ", ".join(f"{key}: {value}" for key, value in told.items())
            if len(free) != 1:
                what = "none" if not means else "one that has its words" if not free else "several"
                hint = "repeat of its facts there what tells it from the others"
                self._report(path, f"`{said}` means {what} of the items in {self.path}", hint)
            if free:
                taken.add(free[0])
                if "for" in facts[free[0]] and "for" not in each:
                    self._for_some(path, said)
                yield free[0], at

    def _taken(self, value: Any, now: KeyPath, was: KeyPath) -> Any:
        """A value of the translation as it stands there."""
        self._place(value, now, was)
        return value

    def _place(self, value: Any, now: KeyPath, was: KeyPath) -> None:
        self.origins[now] = was
        parts = (
            value.items()
            if isinstance(value, dict)
            else enumerate(value)
            if isinstance(value, list)
            else ()
        )
        for key, each in parts:
            self._place(each, (*now, key), (*was, key))

    def _for_some(self, path: KeyPath, said: object) -> None:
        hint = "add `for:` with who gets it here"
        self._report(path, f"`{said}` is for some readers only in {self.path}", hint)

    def _without(self, now: KeyPath, was: KeyPath, name: str) -> None:
        """An item without words. Within another it is a problem: what that one says would be another."""
        if len(now) == 1:
            self._leave(str(now[0]), name)
        else:
            message = f"`{now[-1]}` of {self.path} has no words here: {name}"
            self._report(was[:-1], message, "what the item says would not be true without it")

    def _leave(self, field_name: str, item: str) -> None:
        self.left_out.setdefault(field_name, []).extend([item] if item else [])

    def _report(self, path: KeyPath, message: str, hint: str) -> None:
        place = self.marks.place(path)
        self.problems.append(Problem("EO240", self.marks.source.path, place, message, hint))


def _for_all(value: Any) -> Any:
    """Facts without the items that are for some readers of the order's own file."""
    if isinstance(value, list):
        return [each for each in value if not (isinstance(each, dict) and "for" in each)]
    return value


def _has_facts(model: type[BaseModel]) -> bool:
    return any(kind == "fact" and key != "for" for key, (kind, *_) in _kinds(model).items())


def _needs_words(model: type[BaseModel]) -> bool:
    """Whether an item is nothing without words."""
    return any(kind == "prose" and needed for kind, _, needed in _kinds(model).values())


def _told(model: type[BaseModel], words: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that a translation's item repeats, so that it is known which one is meant."""
    kinds = _kinds(model)
    facts = {key for key, (kind, *_) in kinds.items() if kind == "fact" and key != "for"}
    return {key: each for key, each in words.items() if key in facts - WORDED}


def _name(fact: Mapping[str, Any], index: int) -> str:
    """What an item is called where it is missing: its id, or whatever tells it best."""
    return next(
        (str(fact[key]) for key in ("id", "on", "party", "section", "name") if key in fact),
        str(index + 1),
    )
