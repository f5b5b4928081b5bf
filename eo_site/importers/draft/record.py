"""The record that an official text gives by itself: duties, events, agencies with their roles, clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from eo_site.check.facts.places import nesting
from eo_site.dates import add_duration
from eo_site.importers.draft.facts_of_text import authorities, clauses, effective
from eo_site.importers.draft.said import Command, Text, commands, looked_at, prohibitions
from eo_site.model.official import OfficialText
from eo_site.model.vocabulary import Vocabulary
from eo_site.texts.deadlines import Deadline
from eo_site.texts.names import names_of

Entry = dict[str, Any]
_ONGOING = re.compile(
    r"\b(?:ensure|continue|consider|cooperate|coordinate|support|comply|maintain|monitor|use|implement|enforce|prioritize"
    r"|take all (?:appropriate|necessary)|adhere|apply|serve|oversee|encourage|refrain)\b"
)
_RECURS = re.compile(
    r"\b(?:[Ww]henever|each (?:fiscal |calendar )?year|every year|annually|yearly)\b"
)
_YEAR_RUNNING = re.compile(r"\b[Ff]or fiscal year (\d{4}), which is in progress\b")
_PRODUCT = re.compile(
    r"\b(?:submit|report|publish|issue|develop|establish|propose|recommend|review|identify|provide|revise|rescind|revoke"
    r"|complete|prepare|deliver|initiate|promulgate|designate|convene|appoint|reinstate|suspend|assess)\w*\b"
)
_QUALIFIED = re.compile(
    r"\bas (?:he or she deems |the [\w ]{3,40} deems |it deems )?(?:appropriate|necessary|practicable"
    r"|feasible)(?: and [\w ]{3,40}?law)?"
    r"|\bto the (?:maximum |fullest |greatest )?extent (?:permitted by (?:applicable )?law|practicable"
    r"|possible|feasible|appropriate)"
    r"|\b(?:[Uu]nless|except as) (?:otherwise )?(?:required|prohibited) by (?:applicable )?law"
    r"(?: or (?:instructions from|approved|consistent with) [^,.;:()]{1,80}(?=[,.;]))?"
    r"|\bconsistent with applicable law"
    r"|\bwhere(?:ver)? (?:appropriate|practicable|possible|feasible)|\bif appropriate|\bin (?:his|her|its"
    r"|their) (?:sole )?discretion"
)
ROLES = ("lead", "asked", "with", "consulted", "recipient", "mentioned")


@dataclass
class Draft:
    """What a text gives; every duty, role and event of it is to be confirmed."""

    official: OfficialText
    effective: date | None = None
    authorities: list[Entry] = field(default_factory=list)
    clauses: list[Entry] = field(default_factory=list)
    agencies: list[Entry] = field(default_factory=list)
    events: list[Entry] = field(default_factory=list)
    duties: list[Entry] = field(default_factory=list)
    computed: dict[str, date] = field(default_factory=dict)
    """By a duty's id, the day on which it is due."""
    unmet: list[Deadline] = field(default_factory=list)
    """Times that no duty has."""
    prohibitions: list[tuple[str, str]] = field(default_factory=list)
    """By section, the words of prohibitions that name nobody whom they bind."""


def drafted(official: OfficialText, agencies: Vocabulary, signed: date | None = None) -> Draft:
    """The draft of a text; agencies are known by the site's vocabulary."""
    class_id = next((each.id for each in agencies.by_id.values() if each.reaches), "")
    text = looked_at(official, names_of(agencies), class_id)
    found = [*commands(text)]
    draft = Draft(official, effective(official))
    draft.authorities = [dict(each) for each in authorities(official)]
    draft.clauses = [*{str(each): dict(each) for each in clauses(official)}.values()]
    maker = _Duties(draft, signed or official.signed)
    for each in found:
        maker.add(each)
    told = {id(limit) for each in found for limit in each.limits}
    unread = (each for every in text.limits.values() for each in every if id(each) not in told)
    ends = [
        each["text"]
        for each in draft.clauses
        if each["kind"] in ("effective-date", "sunset") and "text" in each
    ]
    draft.unmet += (each for each in unread if not any(each.phrase in words for words in ends))
    draft.prohibitions = [*prohibitions(text, found)]
    draft.agencies = [*_agencies(text, found, class_id)]
    return draft


class _Duties:
    def __init__(self, draft: Draft, signed: date | None) -> None:
        self._draft = draft
        self._signed = signed
        self._around = nesting(draft.official)
        self._events: dict[str, str] = {}

    def add(self, command: Command) -> None:
        """A command as a duty; one that names nobody is no duty."""
        if not command.who:
            self._draft.unmet += command.limits
            return
        ident = f"d{len(self._draft.duties) + 1}"
        duty: Entry = {"id": ident, "section": command.section, "who": [*command.who]}
        for key, names in (("with", command.with_), ("consults", command.consults)):
            if others := [each for each in names if each not in command.who]:
                duty[key] = others
        duty["what"] = f"“{_inside(command.words)}”"
        first = next(
            (each for each in command.limits if not (each.repeats or each.backwards)), None
        )
        due = self._due(first) if first else None
        running = None if due else _YEAR_RUNNING.search(command.words)
        recurs = any(_RECURS.search(each) for each in self._said_of(command))
        duty["type"] = (
            "time-boxed" if due or running else "ongoing" if recurs else _type(command.words)
        )
        if command.force:
            duty["force"] = command.force
        if running:
            duty["due"], duty["quote"] = {"end_of": f"FY{running[1]}"}, running.group()
            self._draft.computed[ident] = date(int(running[1]), 9, 30)
        if due and first:
            duty["due"] = due
            again = next((each for each in command.limits if each.repeats), None)
            if again and "T" not in again.duration:
                duty["repeats"] = again.duration
            if day := self._day(first):
                self._draft.computed[ident] = day
        if command.limits and not running:
            duty["quote"] = (first or command.limits[0]).phrase
        if qualified := _QUALIFIED.search(command.words):
            duty["qualified"] = qualified.group()
        self._draft.duties.append(duty)

    def _said_of(self, command: Command) -> Iterator[str]:
        """The words of a command, and those that open the lists that it stands in."""
        yield command.words
        for label in self._around.get(command.section, ()):
            section = self._draft.official.by_label(label)
            if section and label != command.section:
                yield section.opening

    def _due(self, limit: Deadline) -> Any:
        if limit.on:
            return limit.on
        start = (
            "signed"
            if limit.from_order or not limit.event
            else "effective"
            if limit.from_effect
            else self._event(limit.event)
        )
        if limit.business or "T" in limit.duration:
            words = re.sub(
                r"^(?:within|not later than|no later than) ", "", limit.phrase, flags=re.I
            )
            return {"uncounted": re.split(r" (?:of|after|from) ", words)[0], "from": start}
        return {"after": limit.duration, "from": start}

    def _day(self, limit: Deadline) -> date | None:
        if limit.on:
            return limit.on
        if limit.from_order and self._signed and not limit.business and "T" not in limit.duration:
            return add_duration(self._signed, limit.duration)
        return None

    def _event(self, words: str) -> str:
        """The id of an event, which is noted once."""
        key = " ".join(words.lower().split())
        if key not in self._events:
            plain = re.findall(r"[a-z0-9]+", key)
            base = (
                "-".join(
                    [
                        each
                        for each in plain
                        if each not in ("the", "of", "a", "an", "this", "date")
                    ][:5]
                )
                or "event"
            )
            ident, number = base, 2
            while ident in self._events.values() or re.fullmatch(
                r"d\d+|signed|filed|published|effective", ident
            ):
                ident, number = f"{base}-{number}", number + 1
            self._events[key] = ident
            self._draft.events.append({"id": ident, "text": f"“{_inside(words)}”"})
        return self._events[key]


def _type(words: str) -> str:
    product, goes_on = _PRODUCT.search(words), _ONGOING.search(words)
    return (
        "open-ended"
        if product and not (goes_on and goes_on.start() < product.start())
        else "ongoing"
    )


def _inside(words: str) -> str:
    """The order's words within quotation marks, and no mark of Markdown among them."""
    plain = words.rstrip(" ;:").translate(str.maketrans("“”", "‘’"))
    return re.sub(r"([\\`*_{}\[\]<>&~^|@=])", r"\\\1", " ".join(plain.split()))


def _agencies(text: Text, found: list[Command], class_id: str) -> Iterator[Entry]:
    """Every agency once for each role, with its sections."""
    roles: dict[tuple[str, str], list[str]] = {}
    for each in found:
        acting = "asked" if each.force else "lead"
        for role, names in (
            (acting, each.who), ("with", each.with_), ("consulted", each.consults), ("recipient", each.to)
        ):  # fmt: skip
            for name in names:
                if role != "recipient" or name not in each.who:
                    place = each.named_in if role == acting else each.section
                    roles.setdefault((name, role), []).append(place)
    acts = {(name, label) for (name, _), labels in roles.items() for label in labels}
    for label, every in text.named.items():
        for named in every:
            if (named.agency, label) not in acts:
                roles.setdefault((named.agency, "mentioned"), []).append(label)
    order = {each.label: at for at, each in enumerate(text.official.sections)}
    for agency, role in sorted(roles, key=lambda each: (each[0], ROLES.index(each[1]))):
        labels = [*dict.fromkeys(roles[agency, role])]
        entry: Entry = {"id": agency, "role": role, "sections": labels}
        if agency == class_id:
            label, entry["text"] = _class_words(text, labels)
            labels += [] if label in labels else [label]
        labels.sort(key=lambda each: order.get(each, -1))
        yield entry


def _class_words(text: Text, labels: list[str]) -> tuple[str, str]:
    """Where a class is named in the order's words, and these words: in one of some sections, or above one."""
    sections = nesting(text.official)
    for label in (*labels, *(outer for each in labels for outer in sections.get(each, ()))):
        for named in text.named.get(label, ()):
            if named.is_class:
                return label, named.phrase
    return next(
        (label, named.phrase)
        for label, every in text.named.items()
        for named in every
        if named.is_class
    )
