"""The words of generated orders: phrases, vocabularies, and one order's way of drawing from them."""

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).resolve().parents[1]
PLACES = ("1", "2(a)", "2(b)", "3(a)", "3(b)", "4", "5(a)", "5(b)", "6(c)")
"""The sections that sentences cite."""


@dataclass(frozen=True)
class Words:
    """What orders are made of."""

    phrases: dict[str, list[str]]
    interests: tuple[str, ...]
    agencies: dict[str, str]
    """Id to short name."""
    parties: tuple[str, ...]
    audiences: tuple[str, ...]


def read_words() -> Words:
    """The phrases beside this file, and the ids of the repository's vocabularies."""
    here = Path(__file__).parent
    vocabularies = REPOSITORY / "content/vocabularies"
    terms = {
        name: [*_terms(yaml.safe_load((vocabularies / f"{name}.yaml").read_text("utf-8")))]
        for name in ("interests", "agencies", "parties")
    }
    editions = shipped_audiences()["audiences"]
    return Words(
        yaml.safe_load((here / "phrases.yaml").read_text("utf-8")),
        tuple(each["id"] for each in terms["interests"]),
        {each["id"]: each["short"] for each in terms["agencies"] if "short" in each},
        tuple(each["id"] for each in terms["parties"]),
        tuple(each["id"] for each in editions),
    )


def shipped_audiences() -> dict[str, Any]:
    """The repository's `audiences.yaml` with those audiences that read English, as the phrases are."""
    found: dict[str, Any] = yaml.safe_load((REPOSITORY / "audiences.yaml").read_text("utf-8"))
    english = [each for each in found["audiences"] if "language" not in each]
    return {**found, "audiences": english}


def _terms(vocabulary: dict[str, Any]) -> list[dict[str, str]]:
    groups = [term for group in vocabulary.get("groups", ()) for term in group["terms"]]
    return [*groups, *vocabulary.get("terms", ())]


def president_id(name: str) -> str:
    """The id of a president of ours."""
    return name.lower().replace(" ", "-")


class Drawer:
    """Draws one order's words: its subject, its agencies, and sentence after sentence."""

    def __init__(self, words: Words, name: str) -> None:
        self.rng = random.Random(name)
        self.words = words
        self.agencies = self.rng.sample(sorted(words.agencies), 3)
        self.subject = self.rng.choice(words.phrases["subjects"])
        self.decks = dict[str, list[str]]()
        """By voice, the phrases still to be used."""
        self.days = self.rng.choice((60, 90, 120, 180, 270))
        self.fills = {
            "<subject>": self.subject,
            "<Subject>": self.subject.title(),
            "<agency>": words.agencies[self.agencies[0]],
            "<partner>": words.agencies[self.agencies[1]],
            "<days>": str(self.days),
        }

    def filled(self, phrase: str) -> str:
        """A phrase with its slots filled in."""
        fills = {**self.fills, "<sec>": self.rng.choice(PLACES)}
        return re.sub(r"<\w+>", lambda match: fills[match.group()], phrase)

    def paragraph(self, voice: str, sentences: int) -> str:
        """Sentences of one voice, some of them cited."""
        return " ".join(self.cited(self.filled(self.next(voice))) for _ in range(sentences))

    def next(self, voice: str) -> str:
        """A phrase that this order has not used, or has used with another opening."""
        if not self.decks.get(voice):
            phrases = self.words.phrases[voice]
            fresh = voice not in self.decks
            openings = [""] if fresh else self.words.phrases["openings"]
            self.decks[voice] = [
                _opened(self.rng.choice(openings), each)
                for each in self.rng.sample(phrases, len(phrases))
            ]
        return self.decks[voice].pop()

    def cited(self, sentence: str) -> str:
        """Every other sentence names its section before the full stop."""
        if self.rng.random() < 0.5:
            return sentence
        return f"{sentence[:-1]} [@order, {self.rng.choice(PLACES)}]."

    def pick(self, voice: str, count: int) -> list[str]:
        """Some phrases of a list, filled in."""
        return [self.filled(each) for each in self.rng.sample(self.words.phrases[voice], count)]


def _opened(opening: str, phrase: str) -> str:
    if not opening:
        return phrase
    first = phrase if phrase.startswith(("States", "President")) else phrase[0].lower() + phrase[1:]
    return f"{opening} {first}"
