"""The filter's data of a large edition, made at random and without a site: to measure, and to try it.

Facets are drawn as unevenly as real orders carry them; nothing repeats in a way that would flatter
a compressor. Titles are as long as the Federal Register's, of words as often used as words are.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.words import Words, read_words
from eo_site.model.library import Vocabularies
from eo_site.model.vocabulary import Term, Vocabulary
from eo_site.plan.filter import CARDS, FACETS, TITLES, facet_views
from eo_site.plan.filter_views import SHARD, FilterCard, FilterOrder, FilterView
from eo_site.plan.views import AxisView, CardView, TermView
from eo_site.render.filter import card_json, cards_json, facets_json, titles_json

FIRST, LAST = date(1937, 1, 4), date(2026, 11, 3)
PRESIDENTS = tuple(f"president-{each}" for each in "abcdefghijklmnopq")
STATUS = {
    "no-recorded-revocation": 50, "revoked": 14, "in-force": 10, "superseded": 8,
    "in-force-as-amended": 7, "in-force-in-part": 4, "expired": 4, "unknown": 2, "not-searched": 1,
}  # fmt: skip
COURT = {"not-searched": 80, "none-found": 12, "upheld": 3, "blocked-in-part": 3, "invalidated": 2}
INSTRUMENT = {
    "directs-agency-action": 30, "revokes-or-amends": 20, "creates-body": 12, "confers-status": 9,
    "delegates-authority": 8, "adjusts-administration": 8, "imposes-sanctions": 6,
    "continues-body": 4, "declares-emergency": 2, "sets-tariffs": 1,
}  # fmt: skip
ENDS = ("tion", "ment", "ing", "ance", "al", "ed", "ity", "er", "s", "ic", "ism", "ship")
SOUNDS = tuple(a + b for a in "bcdfghklmnprstvw" for b in "aeiou")
OPENINGS = (
    "Establishing the",
    "Amendment to",
    "Providing for",
    "Further",
    "Designating",
    "Blocking",
)


class Maker:
    """Draws the orders of an edition."""

    def __init__(self, seed: int = 1, analysed: float = 0.8) -> None:
        self.analysed = analysed
        self.rng = random.Random(seed)
        self.words: Words = read_words()
        rng = self.rng
        lengths = [rng.choice((1, 2, 2, 3)) for _ in range(4000)]
        self.lexicon = ["of", "the", "and", "to", "for", "in"] + [
            "".join(rng.choice(SOUNDS) for _ in range(n)).title() + rng.choice(ENDS)
            for n in lengths
        ]
        self.often = [1 / (place + 1) for place in range(len(self.lexicon))]
        self.phrases = [self._phrase() for _ in range(400)]

    def several(self, terms: Sequence[str], least: int, most: int) -> tuple[str, ...]:
        """Some terms, the first of them far more often than the last."""
        often = [1 / (place + 1) ** 0.8 for place in range(len(terms))]
        wanted, found = self.rng.randint(least, most), dict[str, None]()
        while len(found) < wanted:
            found |= dict.fromkeys(self.rng.choices(terms, often, k=wanted - len(found)))
        return tuple(found)

    def weighed(self, values: Mapping[str, int]) -> str:
        """One value."""
        return self.rng.choices(tuple(values), tuple(values.values()))[0]

    def _phrase(self) -> str:
        return " ".join(self.rng.choices(self.lexicon, self.often, k=self.rng.randint(2, 4)))

    def title(self) -> str:
        """Some eleven words, of which half stand together in other titles too.

        As many titles as the Federal Register has of 1994 to 2026, 1,534, compress to the same size.
        """
        phrases = (
            self.rng.choice(self.phrases) if self.rng.random() < 0.5 else self._phrase()
            for _ in range(self.rng.randint(2, 4))
        )
        return f"{self.rng.choice(OPENINGS)} {' '.join(phrases)}"

    def changed(self) -> date | None:
        """Most pages changed last on some days when many did."""
        return LAST - timedelta(days=self.rng.choice((self.rng.randint(0, 900), 20, 20, 90, 200)))

    def order(self, number: int, day: date, president: str) -> FilterOrder:
        """One order."""
        analysed = self.rng.random() < self.analysed
        status = {self.weighed(STATUS): None, **({"unknown": None} if number % 11 == 0 else {})}
        # A record alone, as imported, is tagged with nothing.
        values: tuple[tuple[str, ...], ...] = (
            self.several(self.words.interests, 1, 4) if analysed else (),
            self.several(tuple(self.words.agencies), 1, 5) if analysed else (),
            (president,),
            tuple(status),
            (self.weighed(COURT),),
            (self.weighed(INSTRUMENT),) if analysed else (),
            self.several(self.words.parties, 1, 3) if analysed else (),
            ("analysed" if analysed else "record",),
        )
        slug = f"eo-{number}"
        return FilterOrder(slug, day, self.changed(), str(number), self.title(), values)


def view(count: int, seed: int = 1, analysed: float = 0.8) -> FilterView:
    """The data of an edition of so many orders, a part of which is analysed."""
    maker = Maker(seed, analysed)
    span = (LAST - FIRST).days
    days = sorted(FIRST + timedelta(days=maker.rng.randint(0, span)) for _ in range(count))
    orders = [
        maker.order(7000 + place, day, PRESIDENTS[place * len(PRESIDENTS) // count])
        for place, day in enumerate(days)
    ]
    orders.reverse()
    terms = {"interests": maker.words.interests, "parties": maker.words.parties}
    vocabularies = Vocabularies(
        agencies=_vocabulary(tuple(maker.words.agencies)),
        **{name: _vocabulary(ids) for name, ids in terms.items()},
    )
    facets = facet_views(orders, vocabularies)
    return FilterView("large", "plain", "orders/%(slug)s/", facets, tuple(orders))


def _vocabulary(ids: Sequence[str]) -> Vocabulary:
    return Vocabulary(
        terms=tuple(Term(id=each, label=each.replace("-", " ").title()) for each in ids)
    )


def cards(found: FilterView) -> list[FilterCard]:
    """Cards for the orders, the newest first."""
    silent = AxisView("not-searched", (), ())
    return [
        FilterCard(
            CardView(
                each.slug, f"orders/{each.slug}/", f"EO {each.number}", each.number, each.title,
                each.signed, f"{each.title} is what the order is about. It says little else.",
                silent, silent, tuple(TermView(i, i, i) for i in each.values[0]), False,
            ),
            tuple((agency, 2) for agency in each.values[1][:1]),
        )
        for each in found.orders
    ]  # fmt: skip


def write(found: FilterView, strings: Mapping[str, Any], edition: Path) -> None:
    """The filter's files in an edition's folder."""
    files = {FACETS: facets_json(found, strings), TITLES: titles_json(found)}
    oldest_first = cards(found)[::-1]
    for number, start in enumerate(range(0, len(oldest_first), SHARD), 1):
        shown = oldest_first[start : start + SHARD]
        files[CARDS % {"number": number}] = cards_json([card_json(each, strings) for each in shown])
    for path, data in files.items():
        (edition / path).parent.mkdir(parents=True, exist_ok=True)
        (edition / path).write_bytes(data)


def measure(count: int = 15_000) -> None:
    """Prints sizes in kilobytes, plain and compressed."""
    import brotli
    import yaml

    theme = Path(__file__).resolve().parents[1] / "themes/default"
    strings = yaml.safe_load((theme / "strings.yaml").read_text("utf-8"))
    for analysed in (0.8, 1.0):
        found = view(count, analysed=analysed)
        print(f"{count} orders, {analysed:.0%} analysed")
        for name, data in (("facets", facets_json(found, strings)), ("titles", titles_json(found))):
            packed = brotli.compress(data)
            print(f"  {name}: {len(data) / 1000:.0f} kB, {len(packed) / 1000:.1f} kB in brotli")


if __name__ == "__main__":
    measure()
