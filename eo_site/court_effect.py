"""What courts have done to an order on a day, section by section, from the events of its cases.

An order is cut into the sections that its cases name, each without those of them that lie within it:
where a case names 2 and a ruling 2(c), the parts are 2(c) and the rest of 2. Each case is then told
through, event by event, for each part; where cases differ, what blocks more goes before what blocks
less. docs/decisions.md says why each kind of event counts as it does.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, Literal, TypeAlias

from eo_site.clocks import within
from eo_site.model.case import GRANTS, Case, CaseEvent, Scope
from eo_site.model.prose import P

WHOLE = ""
"""Stands for the order as a whole where a section could stand."""

Value = Literal[
    "invalidated", "blocked-nationwide", "blocked-in-part", "blocked-as-to-plaintiffs",
    "block-stayed-pending-appeal", "upheld", "challenged-not-blocked", "blocked-until-ended",
    "moot-or-dismissed",
]  # fmt: skip
BLOCKING: frozenset[str] = frozenset(
    {"invalidated", "blocked-nationwide", "blocked-in-part", "blocked-as-to-plaintiffs"}
)
"""Effects under which something of the order may not be carried out."""

_BY_SCOPE: dict[Scope, Value] = {
    "nationwide": "blocked-nationwide",
    "parties": "blocked-as-to-plaintiffs",
    "place": "blocked-in-part",
    "part": "blocked-in-part",
}
_EVERYWHERE = frozenset({"invalidated", "blocked-nationwide"})
_PASSING = frozenset({"tro-granted", "pi-granted"})
"""Blocks that end with their case."""
_LIFTS = frozenset({"reversed", "vacated", "reversed-in-part", "vacated-in-part"})
_CONFIRMS = frozenset({"stay-denied", "affirmed", "affirmed-in-part", "modified"})
_ENDS = frozenset({"dismissed", "moot", "settled", "closed"})


@dataclass(frozen=True)
class Ruling(Generic[P]):
    """An event with the case that it is part of."""

    case: Case[P]
    event: CaseEvent[P]


@dataclass(frozen=True)
class Effect(Generic[P]):
    """What holds for a part of the order by one case, or by several that agree."""

    value: Value
    reach: P | None
    """The persons or the place that a block reaches, in the words of its event."""
    by: Ruling[P]
    """What brought it about."""


@dataclass(frozen=True)
class Part:
    """Some sections, without some that lie within them."""

    sections: tuple[str, ...]
    """None means the order as a whole."""
    but_not: tuple[str, ...]
    members: tuple[str, ...]
    """Those of `parts_of` that it is made of."""


@dataclass(frozen=True)
class PresentEffect(Generic[P]):
    """An effect on a part of the order."""

    part: Part
    effect: Effect[P]
    since: date
    until: date | None = None
    """The day on which the order itself ended, where that is what ended the effect."""


@dataclass(frozen=True)
class Span(Generic[P]):
    """How a part stood from one day to another; more than one effect where cases differ."""

    effects: tuple[Effect[P], ...]
    start: date
    end: date | None
    """The day on which it changed; None where it has not."""
    ended_by: tuple[Ruling[P], ...] = ()
    """What courts did on that day; none where the order ended."""

    @property
    def value(self) -> Value:
        """What blocks most."""
        return self.effects[0].value


@dataclass(frozen=True)
class Track(Generic[P]):
    """The whole history of a part of the order."""

    part: Part
    spans: tuple[Span[P], ...]


def _lies_in(part: str, section: str) -> bool:
    """Whether a part is a section or lies in it; every part lies in the order as a whole."""
    return section in (WHOLE, part) or within(part, section)


# One case ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Stay(Generic[P]):
    """A block set aside for a time, wholly or but for some."""

    court: str
    left: tuple[Scope, P | None] | None
    """What it leaves of the block; None for nothing."""


@dataclass(frozen=True)
class _Block(Generic[P]):
    """What one court forbids of one part."""

    kind: str
    scope: Scope
    reach: P | None
    by: Ruling[P]
    stay: _Stay[P] | None = None

    def effect(self) -> Effect[P]:
        if self.stay and self.stay.left is None:
            return Effect("block-stayed-pending-appeal", None, self.by)
        scope, reach = (self.stay and self.stay.left) or (self.scope, self.reach)
        value: Value = "invalidated" if self.kind == "declared-invalid" else _BY_SCOPE[scope]
        if value == "invalidated" and self.stay:
            value = _BY_SCOPE[scope]
        return Effect(value, reach, self.by)

    def left_to(self, ruling: Ruling[P]) -> "_Block[P]":
        """The block as it is after a ruling that lets it stand, if only for some."""
        event = ruling.event
        if event.scope is None and event.as_to is None:
            return self
        scope = event.scope or "part"
        stay = (
            replace(self.stay, left=(scope, event.as_to))
            if self.stay and self.stay.left
            else self.stay
        )
        return replace(self, scope=scope, reach=event.as_to, by=ruling, stay=stay)


_Blocks: TypeAlias = dict[tuple[str, str], _Block[P]]
"""By part and by the court that gave it."""


@dataclass
class _Telling(Generic[P]):
    """A case told up to some event."""

    case: Case[P]
    parts: Sequence[str]
    blocks: _Blocks[P] = field(default_factory=dict)
    upheld: dict[str, Ruling[P]] = field(default_factory=dict)
    ended: dict[str, Ruling[P]] = field(default_factory=dict)
    challenged: dict[str, Ruling[P]] = field(default_factory=dict)
    reopened: dict[str, Ruling[P]] = field(default_factory=dict)
    """What had ended and is on appeal."""
    courts: list[str] = field(default_factory=list)
    """In the order in which the case came to them: from the lowest up."""

    def __post_init__(self) -> None:
        self.sections = challenged(self.case)

    def tell(self, event: CaseEvent[P]) -> None:
        """What an event changes."""
        ruling, kind, court = Ruling(self.case, event), event.kind, event.court
        if court not in self.courts:
            self.courts.append(court)
        for part in self._of(self.sections) | self._of(event.sections, none=()):
            self.challenged.setdefault(part, ruling)
        if kind in GRANTS:
            self._grant(ruling)
        elif kind == "expired":
            self._drop(event, court=court)
        elif kind in ("tro-denied", "pi-denied"):
            self._drop(event, kinds={"tro-granted"}, court=court)
        elif kind == "judgment-for-government":
            self._drop(event)
            self.upheld.update(dict.fromkeys(self._of(event.sections or self.sections), ruling))
        elif kind in _LIFTS:
            self._lift(ruling)
        elif kind in ("stayed", "stayed-in-part"):
            self._stay(ruling)
        elif kind == "stay-denied":
            self._unstay(event)
        elif kind in ("affirmed", "affirmed-in-part"):
            self._affirm(ruling)
        elif kind == "modified":
            self._modify(ruling)
        elif kind == "appealed":
            self.reopened, self.ended = self.ended | self.reopened, {}
        elif kind in _ENDS:
            self._end(ruling)

    def effect(self, part: str) -> Effect[P] | None:
        """How the part stands by this case alone."""
        found = [block.effect() for (at, _), block in self.blocks.items() if at == part]
        if found:
            return min(found, key=lambda each: _rank(each.value))
        if part in self.upheld:
            return Effect("upheld", None, self.upheld[part])
        if part in self.ended:
            return Effect("moot-or-dismissed", None, self.ended[part])
        if part in self.challenged:
            return Effect("challenged-not-blocked", None, self.challenged[part])
        return None

    # Events -----------------------------------------------------------------------------

    def _of(self, sections: Iterable[str], none: Iterable[str] = (WHOLE,)) -> set[str]:
        """The parts that lie within some sections."""
        wanted = tuple(sections) or tuple(none)
        return {part for part in self.parts if any(_lies_in(part, each) for each in wanted)}

    def _reached(self, event: CaseEvent[P]) -> list[tuple[str, str]]:
        """The blocks that an event is about: those on its sections, or all."""
        reached = self._of(event.sections)
        return [key for key in self.blocks if key[0] in reached]

    def _grant(self, ruling: Ruling[P]) -> None:
        event = ruling.event
        scope = event.scope or "part"
        for key in [
            key for key, each in self.blocks.items() if _replaces(event, key[1], each.kind)
        ]:
            del self.blocks[key]
        for part in self._of(event.sections or self.sections):
            self.upheld.pop(part, None)
            self.ended.pop(part, None)
            if event.kind != "tro-granted" or self._kind(part, event.court) in ("", event.kind):
                self.blocks[part, event.court] = _Block(event.kind, scope, event.as_to, ruling)

    def _kind(self, part: str, court: str) -> str:
        block = self.blocks.get((part, court))
        return block.kind if block else ""

    def _drop(self, event: CaseEvent[P], kinds: Iterable[str] = (), court: str = "") -> None:
        wanted = set(kinds)
        for key in self._reached(event):
            if (not wanted or self.blocks[key].kind in wanted) and court in ("", key[1]):
                del self.blocks[key]

    def _lift(self, ruling: Ruling[P]) -> None:
        event = ruling.event
        keeps = event.scope is not None or event.as_to is not None
        bare = event.kind.endswith("-in-part") and not event.sections and not keeps
        for key in self._reached(event):
            if keeps:
                self.blocks[key] = self.blocks[key].left_to(ruling)
            elif bare:
                self.blocks[key] = replace(self.blocks[key], scope="part", by=ruling)
            else:
                del self.blocks[key]
        if not keeps and not bare:
            for part in self._of(event.sections):
                for each in (self.upheld, self.ended, self.reopened):
                    each.pop(part, None)

    def _stay(self, ruling: Ruling[P]) -> None:
        event = ruling.event
        keeps = event.scope is not None or event.as_to is not None
        left: tuple[Scope, P | None] | None = (
            (event.scope or "part", event.as_to) if keeps else None
        )
        if event.kind == "stayed-in-part" and not event.sections and not keeps:
            left = "part", None
        for key in self._reached(event):
            self.blocks[key] = replace(self.blocks[key], by=ruling, stay=_Stay(event.court, left))

    def _unstay(self, event: CaseEvent[P]) -> None:
        for key in self._reached(event):
            stay = self.blocks[key].stay
            if stay and self.courts.index(stay.court) <= self.courts.index(event.court):
                self.blocks[key] = replace(self.blocks[key], stay=None)

    def _affirm(self, ruling: Ruling[P]) -> None:
        event = ruling.event
        self._unstay(event)
        kept = set(self._reached(event))
        for key in list(self.blocks):
            if key in kept:
                self.blocks[key] = self.blocks[key].left_to(ruling)
            elif event.kind == "affirmed-in-part":
                del self.blocks[key]
        self._close(ruling)

    def _modify(self, ruling: Ruling[P]) -> None:
        event = ruling.event
        for key in self._reached(event):
            self.blocks[key] = self.blocks[key].left_to(ruling)
        if event.scope is None:
            return
        for part in self._of(event.sections, none=()) - {part for part, _ in self.blocks}:
            self.blocks[part, event.court] = _Block("pi-granted", event.scope, event.as_to, ruling)

    def _end(self, ruling: Ruling[P]) -> None:
        event = ruling.event
        if event.kind in ("dismissed", "closed") and event.court != self.courts[0]:
            self._close(ruling)
            return
        for key in self._reached(event):
            if event.kind == "moot" or self.blocks[key].kind in _PASSING:
                del self.blocks[key]
        self.ended.update(dict.fromkeys(self._of(event.sections or self.sections), ruling))

    def _close(self, ruling: Ruling[P]) -> None:
        """An appeal is over: what had ended before it has ended for good."""
        self.ended.update(dict.fromkeys(self.reopened, ruling))
        self.reopened = {}


def _replaces(event: CaseEvent[P], court: str, kind: str) -> bool:
    """A court's injunction takes the place of its own order before; a judgment, of its injunctions."""
    if court != event.court or event.kind == "tro-granted":
        return False
    return kind == "tro-granted" or (event.kind != "pi-granted" and kind == "pi-granted")


def blocks_more(value: Value, other: Value) -> bool:
    """Whether one effect blocks more than another."""
    return _rank(value) < _rank(other)


def _rank(value: Value) -> int:
    return _ORDER.index(value)


_ORDER: tuple[Value, ...] = (
    "invalidated", "blocked-nationwide", "blocked-in-part", "blocked-as-to-plaintiffs",
    "block-stayed-pending-appeal", "upheld", "challenged-not-blocked", "blocked-until-ended",
    "moot-or-dismissed",
)  # fmt: skip
"""What blocks more before what blocks less."""


# All cases --------------------------------------------------------------------------------------


def concerning(cases: Iterable[Case[P]], slug: str) -> tuple[Case[P], ...]:
    """The cases about an order itself."""
    return tuple(each for each in cases if each.about in (None, slug))


def known(cases: Iterable[Case[P]], today: date) -> tuple[Case[P], ...]:
    """Cases as they were known on a day: with the events up to it, and none of those begun later."""
    found = []
    for case in cases:
        events = tuple(each for each in case.history if each.on <= today)
        if events:
            found.append(case.model_copy(update={"events": events}))
    return tuple(found)


def challenged(case: Case[P]) -> tuple[str, ...]:
    """The sections that a case is about: its own, else those that its blocks name, else the whole."""
    grants = [each.sections for each in case.events if each.kind in GRANTS]
    if case.sections or not grants or not all(grants):
        return case.sections or (WHOLE,)
    return tuple(dict.fromkeys(section for each in grants for section in each))


def parts_of(cases: Iterable[Case[P]], also: Iterable[str] = ()) -> tuple[str, ...]:
    """Every section that cases or their events name, each standing for what no other one takes out."""
    named = set(also)
    for case in cases:
        named.update(challenged(case))
        named.update(section for event in case.events for section in event.sections)
    return tuple(sorted(named, key=_place))


def _place(section: str) -> tuple[tuple[int, str], ...]:
    """A section's place in the order: 2, 2(c), 2(c)(ii), 2A, 10."""
    found = re.findall(r"(\d*)([^().-]*)", section)
    return tuple((int(number or 0), letters) for number, letters in found if number or letters)


def tracks(
    cases: Sequence[Case[P]], today: date, ended: date | None = None, also: Iterable[str] = ()
) -> tuple[Track[P], ...]:
    """The history of each part up to a day; parts with one history together.

    `cases` are those about the order; `ended` is the day on which the order itself ended, if it has.
    Events after `today` are not known. `also` names sections to be told apart that no case names.
    """
    cases = known(cases, today)
    spans = _told(cases, parts_of(cases, also))
    cut = {part: _until(each, ended) if ended else each for part, each in spans.items() if each}
    return tuple(_grouped(cut, parts_of(cases, also)))


def block_tracks(
    cases: Sequence[Case[P]], today: date, ended: date | None = None
) -> tuple[Track[P], ...]:
    """The history of each part that was ever blocked, from its first block to its last, in brief.

    Of a span it has only how much was blocked. Arguments are those of `tracks`.
    """
    cases = known(cases, today)
    parts = parts_of(cases)
    spans = _told(cases, parts)
    brief = {part: _brief(_until(each, ended) if ended else each) for part, each in spans.items()}
    return tuple(_grouped({part: each for part, each in brief.items() if each}, parts))


def _brief(spans: Sequence[Span[P]]) -> list[Span[P]]:
    found: list[Span[P]] = []
    for span in spans:
        if found and found[-1].value == span.value:
            found[-1] = replace(found[-1], end=span.end, ended_by=span.ended_by)
        else:
            found.append(replace(span, effects=(replace(span.effects[0], reach=None),)))
    while found and found[0].value not in BLOCKING:
        del found[0]
    while found and found[-1].value in _NOTHING_NEW:
        del found[-1]
    return found


_NOTHING_NEW = frozenset({"challenged-not-blocked", "moot-or-dismissed", "blocked-until-ended"})


def _told(cases: Sequence[Case[P]], parts: Sequence[str]) -> dict[str, list[Span[P]]]:
    """The history of each part, day by day."""
    tellings = [_Telling(case, parts) for case in cases]
    events = [(each.on, told, each) for told in tellings for each in told.case.history]
    spans: dict[str, list[Span[P]]] = {part: [] for part in parts}
    for day in sorted({on for on, _, _ in events}):
        rulings = []
        for on, telling, event in events:
            if on == day:
                telling.tell(event)
                rulings.append((telling, Ruling(telling.case, event)))
        for part in parts:
            here = tuple(ruling for told, ruling in rulings if part in told.challenged)
            effects = _together(telling.effect(part) for telling in tellings)
            _continue(spans[part], day, effects, here)
    return spans


def _continue(
    spans: list[Span[P]], day: date, effects: tuple[Effect[P], ...], rulings: tuple[Ruling[P], ...]
) -> None:
    """Days that follow each other with the same effects are one span."""
    if spans and _same(spans[-1].effects, effects):
        return
    if spans:
        spans[-1] = replace(spans[-1], end=day, ended_by=rulings)
    if effects:
        spans.append(Span(effects, day, None))


def _together(found: Iterable[Effect[P] | None]) -> tuple[Effect[P], ...]:
    """What several cases come to for one part: every block that reaches others, else what is left."""
    effects = sorted((each for each in found if each), key=lambda each: _rank(each.value))
    blocks = [each for each in effects if each.value in BLOCKING]
    stayed = [each for each in effects if each.value == "block-stayed-pending-appeal"]
    alive = [each for each in effects if each.value != "moot-or-dismissed"]
    if blocks and blocks[0].value in _EVERYWHERE:
        blocks = blocks[:1]
    found = blocks or stayed or alive or effects
    once: dict[object, Effect[P]] = {}
    for each in found:
        once.setdefault(_said(each), each)
    return tuple(once.values())


def _said(effect: Effect[P]) -> tuple[Value, str]:
    """What a reader is told of an effect."""
    return effect.value, str(
        getattr(effect.reach, "text", "") or getattr(effect.reach, "default", "")
    )


def _same(one: Sequence[Effect[P]], other: Sequence[Effect[P]]) -> bool:
    return [*map(_said, one)] == [*map(_said, other)]


def _until(spans: Sequence[Span[P]], ended: date) -> list[Span[P]]:
    """What blocked an order blocks nothing from the day on which the order itself ended."""
    found: list[Span[P]] = []
    for span in spans:
        if not _blocks(span) or (span.end and span.end <= ended):
            found.append(span)
        elif span.start < ended:
            found.append(replace(span, end=ended, ended_by=()))
            found.append(Span(_ended_with(span), ended, span.end, span.ended_by))
        elif found and found[-1].effects[0].value == "blocked-until-ended":
            found[-1] = replace(found[-1], end=span.end, ended_by=span.ended_by)
        else:
            found.append(span)
    return found


def _blocks(span: Span[P]) -> bool:
    return any(each.value in BLOCKING for each in span.effects)


def _ended_with(span: Span[P]) -> tuple[Effect[P], ...]:
    return tuple(
        replace(each, value="blocked-until-ended")
        for each in span.effects
        if each.value in BLOCKING
    )


def idle_stays(case: Case[P]) -> Iterator[CaseEvent[P]]:
    """Stays of a case that blocked nothing then."""
    telling = _Telling(case, parts_of((case,)))
    for event in case.history:
        if event.kind in ("stayed", "stayed-in-part") and not telling.blocks:
            yield event
        telling.tell(event)


def standing_order(case: Case[P]) -> CaseEvent[P] | None:
    """The temporary restraining order that a case leaves standing after its last event, if any.

    One that a court has since let stand or changed has become more than that, whatever its name.
    """
    telling = _Telling(case, parts_of((case,)))
    for event in case.history:
        telling.tell(event)
    found = [
        each.by.event
        for each in telling.blocks.values()
        if each.kind == "tro-granted" and each.by.event.kind == "tro-granted"
    ]
    given = max(found, key=lambda each: each.on, default=None)
    later = (each for each in case.events if given and each.on > given.on)
    return None if any(each.kind in _CONFIRMS for each in later) else given


# Parts together ---------------------------------------------------------------------------------


def _grouped(spans: Mapping[str, Sequence[Span[P]]], parts: Sequence[str]) -> Iterator[Track[P]]:
    """Parts with one history as one, in the order of the first of each."""
    left = list(spans)
    while left:
        first = left[0]
        alike = [part for part in left if _alike(spans[part], spans[first])]
        left = [part for part in left if part not in alike]
        for part in _joined(alike, parts):
            yield Track(part, tuple(spans[first]))


def _alike(one: Sequence[Span[P]], other: Sequence[Span[P]]) -> bool:
    return len(one) == len(other) and all(
        a.start == b.start and a.end == b.end and _same(a.effects, b.effects)
        for a, b in zip(one, other, strict=True)
    )


def _joined(some: Sequence[str], parts: Sequence[str]) -> Iterator[Part]:
    """Some parts in as few words as they can be named."""
    tops = [each for each in some if _around(each, parts) not in some]
    if WHOLE in tops:
        yield _part((), (WHOLE,), some, parts)
        tops.remove(WHOLE)
    if tops:
        yield _part(tuple(tops), tops, some, parts)


def _part(
    sections: tuple[str, ...], tops: Sequence[str], some: Sequence[str], parts: Sequence[str]
) -> Part:
    members = [each for each in some if _top(each, some, parts) in tops]
    but_not = (each for each in parts if each not in some and _around(each, parts) in members)
    return Part(sections, tuple(but_not), tuple(members))


def _around(section: str, parts: Sequence[str]) -> str | None:
    """The smallest of the other parts that a section lies in."""
    found = [each for each in parts if each != section and _lies_in(section, each)]
    return max(found, key=len, default=None)


def _top(section: str, some: Sequence[str], parts: Sequence[str]) -> str:
    """What a section is part of, as long as all between is among some parts."""
    around = _around(section, parts)
    return _top(around, some, parts) if around in some and around is not None else section


def present_effects(
    cases: Sequence[Case[P]], today: date, ended: date | None = None
) -> tuple[PresentEffect[P], ...]:
    """What holds on a day: each effect with the parts that it holds for, what blocks more first.

    Arguments are those of `tracks`.
    """
    cases = known(cases, today)
    found: dict[object, list[tuple[tuple[str, ...], Effect[P], date]]] = {}
    for track in tracks(cases, today, ended):
        for effect, day in _lasting(track.spans):
            # That nothing is blocked needs no day of its own for each part.
            key = _said(effect), day if effect.value in _DATED else None
            found.setdefault(key, []).append((track.part.members, effect, day))
    parts = parts_of(cases)
    every = (_stood(each, parts, ended, sole=len(found) == 1) for each in found.values())
    return tuple(sorted((each for some in every for each in some), key=_first))


def _lasting(spans: Sequence[Span[P]]) -> Iterator[tuple[Effect[P], date]]:
    """Each effect that holds at the end, as it was when it began, and its first day."""
    for last in spans[-1].effects if spans[-1].end is None else ():
        effect, since = last, spans[-1].start
        for span in spans[-2::-1]:
            same = [each for each in span.effects if _said(each) == _said(last)]
            if span.end != since or not same:
                break
            effect, since = same[0], span.start
        yield effect, effect.by.event.on if effect.value == "blocked-until-ended" else since


def _first(found: PresentEffect[P]) -> tuple[int, date, tuple[tuple[tuple[int, str], ...], ...]]:
    return _rank(found.effect.value), found.since, tuple(map(_place, found.part.sections))


_DATED = BLOCKING | {"block-stayed-pending-appeal", "blocked-until-ended"}


def _stood(
    found: Sequence[tuple[tuple[str, ...], Effect[P], date]],
    parts: Sequence[str],
    ended: date | None,
    *,
    sole: bool,
) -> Iterator[PresentEffect[P]]:
    over = found[0][1].value == "moot-or-dismissed"
    _, effect, since = max(found, key=_day) if over else min(found, key=_day)
    until = ended if effect.value == "blocked-until-ended" else None
    some = [each for each in parts if any(each in members for members, _, _ in found)]
    if over and sole:
        yield PresentEffect(Part((), (), tuple(some)), effect, since, until)
        return
    for part in _joined(some, parts):
        yield PresentEffect(part, effect, since, until)


def _day(found: tuple[tuple[str, ...], Effect[P], date]) -> date:
    return found[2]
