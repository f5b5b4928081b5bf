"""Words planted in imported orders, each meant for known editions alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

KINDS = 12
"""Half of an imported library's files get something; the others stay records only."""


@dataclass
class Planter:
    """Writes canaries into order files and remembers which editions may show each."""

    falls_back: Mapping[str, Sequence[str]]
    """By audience, those whose words it gets where it has none of its own, in order."""
    entitled: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def audiences(self) -> list[str]:
        """All of them."""
        return list(self.falls_back)

    def parted(self, own: str) -> tuple[list[str], list[str]]:
        """Who gets the text for one audience, by fallback too, and who the default."""
        gets = [each for each, names in self.falls_back.items() if own in (each, *names)]
        return gets, [each for each in self.audiences if each not in gets]

    def word(self, readers: Sequence[str]) -> str:
        """A word of its own for these readers."""
        word = f"canary{len(self.entitled):04d}x"
        self.entitled[word] = frozenset(readers)
        return word

    def plant(self, files: Sequence[Path]) -> dict[str, frozenset[str]]:
        """One way to address text in each file in turn; which editions get each file's page."""
        pages = {}
        ways: list[Callable[[int], tuple[str, str]]] = [
            self.blocks, self.prose, self.variants, self.draft, self.embargo, self.chosen,
        ]  # fmt: skip
        for place, file in enumerate(files):
            pages[file.stem] = frozenset(self.audiences)
            if (way := place % KINDS) < len(ways):
                record, body = ways[way](place)
                front = file.read_text("utf-8")
                assert front.endswith("\n---\n"), f"{file.name} is no record only"
                front = front.removesuffix("---\n")
                file.write_text(f"{front}{record}---\n{body}", "utf-8")
                if ways[way] in (self.draft, self.embargo):
                    pages[file.stem] = frozenset()
                elif ways[way] == self.chosen:
                    pages[file.stem] = frozenset(self._pair(place))
        return pages

    def blocks(self, place: int) -> tuple[str, str]:
        """Blocks for one, a section for one, a replacement for one."""
        own, other = self._pair(place)
        getting, rest = self.parted(own)
        body = (
            f"\n## Purpose {{#purpose}}\n\n{self.word(rest)} is the default.\n\n"
            f"::: instead for {own}\n\n{self.word(getting)} instead.\n\n:::\n\n"
            f"::: for {other}\n\n{self.word([other])} besides.\n\n:::\n\n"
            f'## {self.word([own])} {{#own for="{own}"}}\n\n{self.word([own])} below it.\n'
        )
        return "", body

    def prose(self, place: int) -> tuple[str, str]:
        """A summary, a change and a source for some."""
        own, other = self._pair(place)
        getting, rest = self.parted(own)
        # Of a change without `for` every edition has a note of its own.
        record = (
            f"summary:\n  default: {self.word(rest)} sums it up.\n"
            f"  {own}: {self.word(getting)} sums it up [@planted, 1].\n"
            f"changes:\n  - {{on: 2026-11-02, kind: published, text: {self.word([other])}, for: [{other}]}}\n"
            f"sources:\n  - {{id: planted, type: webpage, title: {self.word(getting)},"
            f" checked: 2026-11-01, for: [{', '.join(getting)}]}}\n"
        )
        return record, ""

    def variants(self, place: int) -> tuple[str, str]:
        """A word that varies within a sentence, and an item of a list."""
        own, other = self._pair(place)
        getting, rest = self.parted(own)
        body = (
            f'\n## Purpose {{#purpose}}\n\n[{self.word(rest)}]{{{own}="{self.word(getting)}"}} it is.\n\n'
            f'- {self.word([other])} {{for="{other}"}}\n- {self.word(self.audiences)}\n'
        )
        return "", body

    def draft(self, place: int) -> tuple[str, str]:
        """For nobody yet."""
        return f"draft: true\nsummary: {self.word([])}\n", f"\n{self.word([])}\n"

    def embargo(self, place: int) -> tuple[str, str]:
        """For nobody before its day."""
        return f"publish_on: 2100-01-01\nsummary: {self.word([])}\n", f"\n{self.word([])}\n"

    def chosen(self, place: int) -> tuple[str, str]:
        """An order that two editions have."""
        pair = self._pair(place)
        record = f"audiences: [{', '.join(pair)}]\nsummary: {self.word(pair)}\n"
        return record, f"\n{self.word(pair)}\n"

    def _pair(self, place: int) -> tuple[str, str]:
        names, turn = self.audiences, place // KINDS
        return names[turn % len(names)], names[(turn + 1) % len(names)]
