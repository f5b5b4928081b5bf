"""Sentences of an official text that command something, with whom and what they name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eo_site.model.official import PREAMBLE, OfficialText, TextSection
from eo_site.texts.classes import open_classes
from eo_site.texts.deadlines import Deadline, deadlines
from eo_site.texts.formulas import formulas, within
from eo_site.texts.mentions import mentions
from eo_site.texts.names import Names

_END = re.compile(
    r"(?<!\bNo)(?<!\bU\.S)(?<!\bSec)(?<!\bet seq)(?<!\bPub)(?<!\bStat)(?<!\bCir)[.;]”?\s+(?=[A-Z“(])|\n\n"
)
COMMAND = re.compile(
    r"\b(?P<verb>shall(?! (?:not )?be construed| have the meaning| mean\b| be deemed)|must|(?:is|are) (?:hereby )?"
    r"(?:directed|ordered|instructed|required|authorized|encouraged|urged|requested)(?: to)?"
    r"|(?:is|are) (?:charged with|responsible for)|I (?:hereby )?(?:direct|order|authorize)|should|may)\b"
)
_WEAK = re.compile(r"should|encouraged|urged|requested")
_FREE = re.compile(r"may|authorize")
_NO_DUTY = re.compile(
    r"^(?:\W*)(?:Nothing in this order|This order (?:is not intended|shall be implemented)|If any provision"
    r"|(?:As used|For purposes)[^.]{0,30} (?:in )?this order|The term “|“[^”]+” (?:means|shall mean|has the meaning))"
)
_PROHIBITS = re.compile(
    r"(?:^|[,:;] )[Nn]o (?!later|longer)[^.;:]{1,120}?\b(?:shall|may|will|must)\b"
)
"""A prohibition whose subject is a thing: "no regulation shall be issued"."""
WITH = re.compile(
    r"\b(?:in (?:close )?(?:coordination|conjunction|collaboration|cooperation|partnership) with|(?:acting"
    r" )?jointly with"
    r"|together with|with the concurrence of|working with|coordinat\w+ with)\b",
    re.I,
)
CONSULTS = re.compile(
    r"\b(?:in|after|following) (?:appropriate )?consultation with\b|\bconsult(?:ing|s)? with\b|\bin"
    r" consultation, as appropriate, with\b",
    re.I,
)
THROUGH = re.compile(r"\b(?:acting )?through\b", re.I)
TO = re.compile(
    r"\b(?:submit|report|provide|transmit|present|recommend|deliver|forward|send|make recommendations"
    r"|certify|brief)\w*\b[^.;]{0,160}?\bto\b",
    re.I,
)
_SAME_ONES = re.compile(
    r"\b(?:[Tt]hey|[Ii]t|[Hh]e or she|[Tt]he two|[Tt]hese officials)\b[^,;]{0,40}$"
)
"""Who acts, said by a pronoun: whoever acted in the sentence before."""
_STOP = re.compile(
    r"\b(?:shall|must|should|may|is directed|are directed|to (?:develop|ensure|establish|identify))\b|[;.:]"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An agency, or a class of them, where a sentence names it."""

    agency: str
    start: int
    phrase: str
    is_class: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A sentence that directs something, or an item of a list that one opens."""

    section: str
    words: str
    """Of the sentence; of an item, its own."""
    force: str
    who: tuple[str, ...]
    class_words: tuple[str, ...]
    """The order's words for a class among them."""
    with_: tuple[str, ...]
    consults: tuple[str, ...]
    to: tuple[str, ...]
    limits: tuple[Deadline, ...]
    named_in: str = ""
    """The section that names who acts: of an item, that of the words before the list."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with all that is found in it by provision."""

    official: OfficialText
    named: dict[str, list[Named]]
    limits: dict[str, list[Deadline]]


def looked_at(official: OfficialText, names: Names, class_id: str) -> Text:
    """What the text names and sets; `class_id` stands for classes of agencies, '' where no term does."""
    named, limits = dict[str, list[Named]](), dict[str, list[Deadline]]()
    for each in mentions(official, names):
        if not (each.boilerplate or each.quoted or each.in_heading):
            named.setdefault(each.section, []).append(Named(each.agency, each.start, each.phrase))
    for group in open_classes(official) if class_id else ():
        if not group.boilerplate:
            named.setdefault(group.section, []).append(
                Named(class_id, group.start, group.phrase, True)
            )
    for limit in deadlines(official):
        if not limit.quoted:
            limits.setdefault(limit.section, []).append(limit)
    return Text(official, named, limits)


def sentences(words: str) -> Iterator[tuple[int, str]]:
    """Each sentence of a provision with its place."""
    start = 0
    for match in _END.finditer(words):
        yield start, words[start : match.end()].strip()
        start = match.end()
    if words[start:].strip():
        yield start, words[start:].strip()


def commands(text: Text) -> Iterator[Command]:
    """Every command of a text, in its sequence."""
    opened: list[tuple[int, Command]] = []
    sections = text.official.sections
    for at, section in enumerate(sections):
        opened = [each for each in opened if each[0] < section.depth]
        outer = opened[-1][1] if opened else None
        below = at + 1 < len(sections) and sections[at + 1].depth > section.depth
        if section.label == PREAMBLE:
            continue
        own = [*_of_section(text, section, outer)]
        opens = below and section.opening.rstrip().endswith(":")
        if opens and own:
            opened.append((section.depth, own.pop()))
        elif opens and outer:
            opened.append((section.depth, outer))
        yield from own
        if outer and not own and not opens and section.text.strip():
            yield _item(text, section, outer)


def prohibitions(text: Text, found: Sequence[Command]) -> Iterator[tuple[str, str]]:
    """Prohibitions that no command says of anybody, with their sections: they name nobody before the verb."""
    for section in text.official.sections:
        said = [each.words for each in found if each.who and each.section == section.label]
        for _, words in sentences(section.text):
            if (
                section.label != PREAMBLE
                and _PROHIBITS.search(words)
                and not _NO_DUTY.search(words)
                and not any(words in each for each in said)
            ):
                yield section.label, words


def _of_section(text: Text, section: TextSection, outer: Command | None) -> Iterator[Command]:
    known, before = formulas(section.text), outer
    for start, words in sentences(section.text):
        match = COMMAND.search(words)
        if match is None or _NO_DUTY.search(words) or within(start + match.start(), known):
            continue
        found = _read(text, section.label, start, words, match)
        if not found.who and before and (found.limits or _SAME_ONES.search(words[: match.start()])):
            found = _under(found, before)
        if found.who:
            before = found
        if found.who or found.limits:
            yield found


def _under(found: Command, outer: Command) -> Command:
    return Command(
        found.section, found.words, found.force, outer.who, outer.class_words, found.with_, found.consults, found.to,
        found.limits, outer.named_in,
    )  # fmt: skip


def _item(text: Text, section: TextSection, outer: Command) -> Command:
    """An item of a list has its own words, and what the words before the list say of all items."""
    named = text.named.get(section.label, [])
    words = section.text
    return Command(
        section.label, words, outer.force, outer.who, outer.class_words,
        (*outer.with_, *_after(WITH, named, 0, words)), (*outer.consults, *_after(CONSULTS, named, 0, words)),
        (*outer.to, *_after(TO, named, 0, words)), (*text.limits.get(section.label, ()), *outer.limits),
        outer.named_in,
    )  # fmt: skip


def _read(text: Text, label: str, start: int, words: str, match: re.Match[str]) -> Command:
    end = start + len(words) + 1
    named = [each for each in text.named.get(label, []) if start <= each.start < end]
    with_, consults = _after(WITH, named, start, words), _after(CONSULTS, named, start, words)
    verb = start + match.start()
    aside = {*with_, *consults}
    before = [each for each in named if each.start < verb]
    if match["verb"].startswith("I "):
        before = [each for each in named if each.start > verb][:1]
    who = [each for each in before if each.agency not in aside or _leads(each, named, start, words)]
    who = who or before[-1:]  # "in consultation with A, B shall": B stands last
    limits = [each for each in text.limits.get(label, []) if start <= each.start < end]
    force = (
        "should" if _WEAK.search(match["verb"]) else "may" if _FREE.search(match["verb"]) else ""
    )
    names = tuple(dict.fromkeys(each.agency for each in who))
    return Command(
        label, words, force, names, tuple(each.phrase for each in who if each.is_class),
        tuple(each for each in with_ if each not in names), tuple(each for each in consults if each not in names),
        _after(TO, named, start, words), tuple(limits), label,
    )  # fmt: skip


def _leads(each: Named, named: Sequence[Named], start: int, words: str) -> bool:
    """Whether an agency stands before the words by which others take part."""
    first = min(
        (m.start() + start for sign in (WITH, CONSULTS) for m in sign.finditer(words)),
        default=start,
    )
    return each.start < first and any(other.start < first for other in named)


def _after(
    sign: re.Pattern[str], named: Sequence[Named], start: int, words: str
) -> tuple[str, ...]:
    """Who is named after a sign, up to the end of its clause."""
    found = list[str]()
    for match in sign.finditer(words):
        stop = _STOP.search(words, match.end())
        other = next(
            (
                each.start()
                for each in (WITH.search(words, match.end()), CONSULTS.search(words, match.end()))
                if each
            ),
            len(words),
        )
        last = min(
            stop.start() if stop else len(words),
            other,
            match.end() + (120 if sign is TO else 10**6),
        )
        found += [each.agency for each in named if match.end() <= each.start - start < last]
    return tuple(dict.fromkeys(found))
