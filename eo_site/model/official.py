"""The official text of an order, provision by provision.

The editors quote it, pinpoint it and check their quotations against it, so a provision is kept
under the label lawyers cite (`3(b)(ii)`) and its words are kept as printed. What the pages of
the Federal Register add is gone: line ends, page markers, running heads, the signature.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

PREAMBLE = "preamble"
"""Label of everything between the title and the first section."""


@dataclass(frozen=True, slots=True)
class TextSection:
    """One provision: its own words, without those of the provisions below it."""

    label: str
    """As cited: `preamble`, `3`, `3(b)(ii)`, `4.1(a)`, `3-301(a)`."""
    heading: str
    """Of numbered sections and parts, without its full stop; '' where there is none."""
    text: str
    """Paragraphs, unwrapped, a blank line between two; '' if all words are below it."""
    line: int
    """Where it begins in the file, counted from 1."""
    depth: int
    """1 for `preamble` and `3`, 2 for `3(b)` and `4.1`, 3 for `3(b)(ii)` and `4.1(a)`."""
    closing: str = ""
    """The last paragraphs of `text`, if they stand after the provisions below it ('flush')."""

    @property
    def mark(self) -> str:
        """How the order itself numbers it: `(ii)`, `Sec. 3.`; '' for the preamble."""
        if self.label == PREAMBLE:
            return ""
        last = re.search(r"\([^()]*\)$", self.label)
        return last.group() if last else f"Sec. {self.label}."

    @property
    def opening(self) -> str:
        """The words of `text` that stand before the provisions below it."""
        return self.text.removesuffix(self.closing).rstrip()


@dataclass(frozen=True, slots=True)
class Printed:
    """Words of one provision that stand together on the page."""

    label: str
    words: str
    mark: str = ""
    """Before them: `(ii)`, `Sec. 3.`; '' for the words that close a list."""
    heading: str = ""
    """After the mark, with its full stop."""

    @property
    def line(self) -> str:
        """All of it as it reads."""
        return " ".join(part for part in (self.mark, self.heading, self.words) if part)


@dataclass(frozen=True, slots=True)
class OfficialText:
    """An order's official text. Annexes, which follow the signature, are not part of it."""

    number: str
    """Of the order: `13903`."""
    title: str
    signed: date | None
    """As the order's own heading says; None where it gives no date that can be read."""
    sections: tuple[TextSection, ...]
    """In the order's sequence: every provision after the one it belongs to."""
    citation: str = ""
    """Volume and first page: `85 FR 6721`."""
    pages: str = ""
    """Of the Federal Register: `6721-6723`; '' where the file does not say."""
    document_number: str = ""
    """The Federal Register's own: `2020-02438`."""
    dated: date | None = None
    """As the line below the signature says, which should be the day of the heading."""
    filed: date | None = None
    """With the Office of the Federal Register."""
    published: date | None = None
    """Of the issue of the Federal Register; None where the file does not say."""
    reflow: bool = False
    """Read from a Markdown reflow, whose headings may be cut short and are not printed as official."""

    def by_label(self, label: str) -> TextSection | None:
        """The provision cited so."""
        return next((each for each in self.sections if each.label == label), None)

    def below(self, label: str) -> tuple[TextSection, ...]:
        """A provision and everything below it, in the order's sequence; () if there is none."""
        found: list[TextSection] = []
        for each in self.sections:
            if found and each.depth <= found[0].depth:
                break
            if found or each.label == label:
                found.append(each)
        return tuple(found)

    def under(self, label: str) -> str:
        """A provision with everything below it as printed, marks and headings included."""
        return _joined(_printed(self.below(label)))

    @property
    def printed(self) -> tuple[Printed, ...]:
        """All of it in printed sequence, what closes a list after the list."""
        return tuple(_printed(self.sections))

    @property
    def whole(self) -> str:
        """All of it as printed, from the preamble to the last section."""
        return _joined(self.printed)


def _joined(passages: Iterable[Printed]) -> str:
    return "\n\n".join(filter(None, (each.line for each in passages)))


def _printed(sections: tuple[TextSection, ...]) -> Iterator[Printed]:
    """Each provision's words, those that close a list after the list."""
    waiting: list[TextSection] = []
    for each in sections:
        while waiting and waiting[-1].depth >= each.depth:
            last = waiting.pop()
            yield Printed(last.label, last.closing)
        heading = f"{each.heading}." if each.heading else ""
        yield Printed(each.label, each.opening, each.mark, heading)
        if each.closing:
            waiting.append(each)
    yield from (Printed(each.label, each.closing) for each in reversed(waiting))


def quotations(words: str) -> tuple[tuple[int, int], ...]:
    """Where something is quoted, marks included; what is not closed is quoted to the end."""
    spans: list[tuple[int, int]] = []
    depth = start = 0
    for match in re.finditer("[“”]", words):
        if match.group() == "“":
            start = start if depth else match.start()
            depth += 1
        elif depth:
            depth -= 1
            spans += [] if depth else [(start, match.end())]
    return tuple([*spans, (start, len(words))] if depth else spans)
