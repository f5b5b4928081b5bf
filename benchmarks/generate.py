"""A site of invented orders, as large as asked, the same for the same seed.

    python benchmarks/generate.py DIR --orders 1000 --seed 1

Each order is a file of about 16 KB: a record with four interests, three agencies and two duties
that fall due, and a body of eight sections with text added and replaced for audiences. Editions and
vocabularies are the repository's own; presidents, numbers and every fact are invented, and the
titles say so to whoever opens one. An order depends on the seed, its place and the number of orders
alone, so that any of them can be made again.
"""

import argparse
import random
import re
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).resolve().parents[1]
FIRST_NUMBER = 80_001
"""Far above any order there is; 19,999 fit below the five digits a number may have."""
FIRST_DAY, LAST_DAY = date(1937, 1, 4), date(2026, 10, 30)
"""Between which the orders are signed, evenly, in the order of their numbers."""
CHECKED = date(2026, 11, 2)
EARLIER = 6
"""Every sixth order amends or revokes an earlier one."""

SITE = """\
id: benchmark
title: A Library of Invented Orders
tagline: Made by a program, to be built by another.
base_url: https://benchmark.example/
publisher: {name: The benchmarks of eo-site}
notice: Every order on this site is invented. It is not legal advice, and nothing in it is true.
"""
SOURCES = """\
sources:
  - id: dispositions
    type: webpage
    title: Invented disposition notes
    short: Disposition notes
    checked: 2026-11-02
    URL: https://benchmark.example/dispositions
    covers: [status, relations]
    coverage: Nothing real; the notes are invented with the orders.
  - id: dockets
    type: webpage
    title: Invented index of dockets
    short: Docket index
    checked: 2026-11-02
    URL: https://benchmark.example/dockets
    covers: [cases, court]
    coverage: Nothing real; the index is invented with the orders.
"""
RIGHTS = (
    "This order is not intended to, and does not, create any right or benefit, substantive or "
    "procedural, enforceable at law or in equity by any party against the United States."
)
FUNDS = (
    "This order shall be implemented consistent with applicable law and subject to the "
    "availability of appropriations."
)
SECTIONS = {
    "purpose": "Purpose",
    "background": "Background",
    "directs": "What the order directs",
    "legal-framework": "Legal framework",
    "benefits": "Intended benefits",
    "burdens": "Burdens and costs",
    "implementation": "Implementation",
    "open-questions": "Open questions",
}
PLACES = ("1", "2(a)", "2(b)", "3(a)", "3(b)", "4", "5(a)", "5(b)", "6(c)")


@dataclass(frozen=True)
class Words:
    """What orders are made of."""

    phrases: dict[str, list[str]]
    interests: tuple[str, ...]
    agencies: dict[str, str]
    """Id to short name."""
    parties: tuple[str, ...]
    audiences: tuple[str, ...]


@dataclass(frozen=True)
class Tie:
    """What an order does to an earlier one, by their places in the sequence."""

    later: int
    earlier: int
    type: str


def main() -> None:
    """Write the site a command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where to write; it must not exist")
    parser.add_argument("--orders", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.folder.exists() and any(given.folder.iterdir()):
        parser.error(f"{given.folder} is not empty")
    if not 1 <= given.orders < 100_000 - FIRST_NUMBER:
        parser.error(f"--orders is between 1 and {99_999 - FIRST_NUMBER}")
    write_site(given.folder, given.orders, given.seed)


def write_site(root: Path, count: int, seed: int = 1) -> None:
    """A complete site with `count` orders."""
    (root / "content/orders").mkdir(parents=True)
    shutil.copyfile(REPOSITORY / "audiences.yaml", root / "audiences.yaml")
    shutil.copytree(REPOSITORY / "content/vocabularies", root / "content/vocabularies")
    words = read_words()
    (root / "content/vocabularies/presidents.yaml").write_text(_presidents(words), "utf-8")
    (root / "site.yaml").write_text(SITE, "utf-8")
    (root / "content/sources.yaml").write_text(SOURCES, "utf-8")
    ties = ties_between(count, seed)
    for place in range(count):
        text = order_file(words, place, count, seed, ties)
        (root / f"content/orders/{slug(place)}.md").write_text(text, "utf-8")


def read_words() -> Words:
    """The phrases beside this file, and the ids of the repository's vocabularies."""
    here = Path(__file__).parent
    vocabularies = REPOSITORY / "content/vocabularies"
    terms = {
        name: [*_terms(yaml.safe_load((vocabularies / f"{name}.yaml").read_text("utf-8")))]
        for name in ("interests", "agencies", "parties")
    }
    editions = yaml.safe_load((REPOSITORY / "audiences.yaml").read_text("utf-8"))["audiences"]
    return Words(
        yaml.safe_load((here / "phrases.yaml").read_text("utf-8")),
        tuple(each["id"] for each in terms["interests"]),
        {each["id"]: each["short"] for each in terms["agencies"] if "short" in each},
        tuple(each["id"] for each in terms["parties"]),
        tuple(each["id"] for each in editions),
    )


def _terms(vocabulary: dict[str, Any]) -> list[dict[str, str]]:
    groups = [term for group in vocabulary.get("groups", ()) for term in group["terms"]]
    return [*groups, *vocabulary.get("terms", ())]


def _presidents(words: Words) -> str:
    terms = [{"id": _id(name), "label": name} for name in reversed(words.phrases["presidents"])]
    return _yaml({"terms": terms})


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


def slug(place: int) -> str:
    """The file's name of the order at a place in the sequence."""
    return f"eo-{FIRST_NUMBER + place}"


def signed(place: int, count: int) -> date:
    """The day of signing: the orders cover the years evenly."""
    return FIRST_DAY + timedelta(days=(LAST_DAY - FIRST_DAY).days * place // count)


def ties_between(count: int, seed: int) -> tuple[Tie, ...]:
    """Which orders amend or revoke which earlier ones; no order is reached twice."""
    rng = random.Random(f"{seed}:ties")
    taken, found = set[int](), list[Tie]()
    for later in range(EARLIER - 1, count, EARLIER):
        earlier = later - rng.randint(1, min(later, 400))
        if earlier not in taken:
            taken.add(earlier)
            found.append(Tie(later, earlier, rng.choice(("amends", "amends", "revokes"))))
    return tuple(found)


def order_file(words: Words, place: int, count: int, seed: int, ties: tuple[Tie, ...]) -> str:
    """One order's file: record and body."""
    writer = OrderWriter(words, place, count, seed)
    over = next((each for each in ties if each.later == place), None)
    under = next((each for each in ties if each.earlier == place), None)
    record, body = writer.record(over, under), writer.body()
    return f"---\n{_yaml(record)}---\n\n{body}"


class OrderWriter:
    """Draws one order from the phrases."""

    def __init__(self, words: Words, place: int, count: int, seed: int) -> None:
        self.rng = random.Random(f"{seed}:{place}")
        self.words, self.place, self.count = words, place, count
        self.number = FIRST_NUMBER + place
        self.signed = signed(place, count)
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

    # Sentences ----------------------------------------------------------------------------

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

    # The record ---------------------------------------------------------------------------

    def record(self, over: Tie | None, under: Tie | None) -> dict[str, Any]:
        """The front matter."""
        rng, names = self.rng, self.words.phrases["presidents"]
        lead, partner, third = self.agencies
        page = 100 + self.place % 60_000
        title = self.filled(rng.choice(self.words.phrases["titles"]))
        printed = self.signed + timedelta(days=4)
        volume = 1000 + self.signed.year - FIRST_DAY.year
        interests = rng.sample(self.words.interests, 4)
        return {
            "number": self.number,
            "title": title,
            "president": _id(names[self.place * len(names) // self.count]),
            "document_number": f"X{self.number}",
            "citation": {"fr": f"{volume} FR {page}", "start_page": page, "end_page": page + 2},
            "dates": {"signed": self.signed, "filed": printed, "published": printed},
            "urls": {"html": f"https://benchmark.example/orders/{self.number}"},
            "instrument": rng.choice(("directs-agency-action", "creates-body", "continues-body")),
            "interests": interests,
            "status": [self._status(under)],
            **({"relations": [self._relation(over)]} if over else {}),
            "authorities": self._authorities(),
            "clauses": self._clauses(),
            "agencies": [
                {"id": lead, "role": "lead", "sections": ["2(a)", "3(a)"]},
                {"id": partner, "role": "with", "sections": ["2(a)"]},
                {
                    "id": third,
                    "role": "consulted",
                    "sections": ["3(b)"],
                    "note": "Advice is asked for once, before the plan is sent.",
                },
            ],
            "affected": self._affected(),
            "duties": [*self._duties()],
            "does_not": self.pick("does_not", 2),
            "quotes": [{"text": f"the care of {self.subject} shall be reviewed", "section": "1"}],
            "unknowns": self.pick("unknowns", 2),
            "what_changed": "A plan and a review were new. The offices and their powers were not.",
            "money": {"in_order": False, "note": "No sum is named, and no fund is set up."},
            "searched": {"cases": ["dockets"]},
            "sources": [
                {
                    "id": "order",
                    "type": "regulation",
                    "title": f"Invented Executive Order {self.number}: {title}",
                    "short": f"EO {self.number}",
                    "number": f"X{self.number}",
                    "issued": self.signed,
                    "checked": CHECKED,
                    "URL": f"https://benchmark.example/orders/{self.number}",
                    "covers": ["clauses", "authorities", "agencies", "duties", "money"],
                    "coverage": "The invented text in full.",
                }
            ],
            "changes": [{"on": CHECKED, "kind": "published", "text": "First published."}],
            "review": {"state": "unreviewed"},
            "summary": self._summary(),
        }

    def _status(self, under: Tie | None) -> dict[str, Any]:
        if under is None:
            quiet = ("no-recorded-revocation",) * 6
            value = self.rng.choice((*quiet, "in-force", "expired", "superseded", "unknown"))
        else:
            value = {"amends": "in-force-as-amended", "revokes": "revoked"}[under.type]
        later = {"from": signed(under.later, self.count)} if under else {}
        note = {
            "default": "The notes were read for this order and say no more than this.",
            "litigators": "The notes are a finding aid; their silence is no authority on validity.",
        }
        return {"value": value, **later, "source": "dispositions", "note": note}

    def _relation(self, tie: Tie) -> dict[str, Any]:
        return {
            "type": tie.type,
            "target": slug(tie.earlier),
            "section": "5(a)",
            "source": "order",
            "note": "Section 5(a) names the earlier order by number and date.",
        }

    def _authorities(self) -> list[dict[str, Any]]:
        statute = f"the invented {self.subject.title()} Act of {self.signed.year - 3}"
        power = "the authority vested in me as President by the Constitution and the laws"
        return [
            {"kind": "constitution", "text": power, "section": "preamble"},
            {"kind": "statute", "name": statute, "section": "preamble"},
        ]

    def _clauses(self) -> list[dict[str, Any]]:
        return [
            {"kind": "no-private-right", "section": "6(c)", "text": RIGHTS},
            {"kind": "subject-to-appropriations", "section": "6(b)", "text": FUNDS},
            {"kind": "severability", "none": True},
            {"kind": "sunset", "none": True},
        ]

    def _affected(self) -> list[dict[str, Any]]:
        first, second = self.rng.sample(self.words.parties, 2)
        text = {
            "default": "The plan is to weigh their part. The order gives them no task.",
            "interest-groups": "The plan is to weigh their part, and no seat is set aside for them.",
            "litigators": "Named in the statement of policy; 6(c) disclaims an enforceable benefit.",
        }
        basis = {"basis": "stated-in-order", "section": "1"}
        return [
            {"party": first, "effect": "procedural", **basis, "text": text},
            {"party": second, "effect": "none-stated", **basis, "text": text["default"]},
        ]

    def _duties(self) -> list[dict[str, Any]]:
        lead, partner, third = self.agencies
        plan, review = self.pick("duties", 2)
        formal = f"“[S]hall submit” within {self.days} days; no official below the head is named."
        return [
            {
                "id": "d1",
                "section": "2(a)",
                "who": [lead],
                "with": [partner],
                "to": "the President",
                "what": {"default": plan, "litigators": formal},
                "type": "time-boxed",
                "due": {"after": f"P{self.days}D", "from": "signed"},
                "quote": f"within {self.days} days of the date of this order",
            },
            {
                "id": "d2",
                "section": "3(b)",
                "who": [partner],
                "consults": [third],
                "what": review,
                "type": "time-boxed",
                "due": {"after": "P1Y", "from": "signed"},
                "quote": "not later than one year after the date of this order",
            },
        ]

    def _summary(self) -> dict[str, str]:
        due = "The plan was due [=d1.due] [@order, 2(a)]."
        return {
            "default": f"{self.paragraph('default', 2)} {due}",
            "general": f"{self.paragraph('general', 4)}\n\n{self.paragraph('general', 3)}",
            "litigators": f"{self.paragraph('litigators', 2)} {due}",
        }

    # The body -----------------------------------------------------------------------------

    def body(self) -> str:
        """Eight sections, each with default text and with blocks for some of the audiences."""
        voices = [each for each in self.words.audiences if each != "general"]
        turn = self.rng.randrange(len(voices))
        found = list[str]()
        for at, (name, title) in enumerate(SECTIONS.items()):
            here = [voices[(turn + at + step) % len(voices)] for step in (0, 2, 3)]
            found.append("\n\n".join([f"## {title} {{#{name}}}", *self._section(name, here)]))
        return "\n\n".join(found) + "\n"

    def _section(self, name: str, voices: list[str]) -> list[str]:
        default = [self.paragraph("default", 4), self.paragraph("default", 2)]
        one, first, second = voices
        if name == "directs":
            default[1] += " " + (
                'The plan was due [=d1.due]. [The clause]{agency-staff="Your clause" '
                'litigators="Section 2(a)"} asks for a plan, not for action.'
            )
        extra = {"implementation": self._table, "open-questions": self._list}.get(name)
        return [
            *default,
            *([extra()] if extra else []),
            _block("instead for general", self.paragraph("general", 6)),
            _block(f"for {one}", self.paragraph(one, 2)),
            _block(f"for {first}, {second}", self.paragraph(first, 2)),
        ]

    def _table(self) -> str:
        names = [self.words.agencies[each] for each in self.agencies]
        rows = [("2(a)", names[0], "a plan"), ("3(b)", names[1], "a review"), ("3(b)", names[2], "advice")]  # fmt: skip
        lines = ["| Section | Office | Result |", "|---|---|---|"]
        return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])

    def _list(self) -> str:
        first, second, third = self.pick("unknowns", 3)
        return "\n".join(
            [f"- {first}", f"- {second}", f'- {third} {{for="agency-staff, litigators"}}']
        )


def _opened(opening: str, phrase: str) -> str:
    if not opening:
        return phrase
    first = phrase if phrase.startswith(("States", "President")) else phrase[0].lower() + phrase[1:]
    return f"{opening} {first}"


def _block(line: str, text: str) -> str:
    return f"::: {line}\n\n{text}\n\n:::"


class _Dumper(yaml.CSafeDumper):
    """Block style without aliases, and long texts as the literal blocks a person would write."""

    def ignore_aliases(self, data: Any) -> bool:
        """Two dates that are the same day are written out twice."""
        return True


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _yaml(value: Any) -> str:
    return str(yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100))


if __name__ == "__main__":
    main()
