"""Real texts against what was read in them by hand; see the README beside this file."""

import csv
import os
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from eo_site.model.official import OfficialText
from eo_site.read.official_text import read_official_texts
from eo_site.texts.deadlines import Deadline, deadlines
from eo_site.texts.header import header_facts
from eo_site.texts.mentions import mentions
from eo_site.texts.quotes import occurs
from eo_site.texts.topics import topics
from tests.texts.making import shipped_names

HERE = Path(__file__).parent
EO_TEXTS_DIR = os.environ.get("EO_TEXTS_DIR", "")

pytestmark = pytest.mark.skipif(
    not EO_TEXTS_DIR, reason="NO REAL TEXT WAS READ: set EO_TEXTS_DIR to a folder of texts"
)

MISSED = {
    "deadlines": {
        ("13526", "1.3(d)", "P1Y", "repeats"): "“at least once within a calendar year”",
        ("13950", "6(c)(ii)", "2020-12-31", "date"): "“by the end of the calendar year”",
    },
    "mentions": {
        ("14168", "7(c)(ii)(K)", "education-department"): "“Depts of”",
        ("14168", "7(c)(ii)(K)", "justice-department"): "“Depts of”",
    },
    "topics": {},
}
IN_VAIN = {
    "deadlines": {},
    "mentions": {},
    "topics": {("13491", "penalties", "2(d)"): "“Punishment” in the title of a treaty"},
}


@cache
def texts() -> Mapping[str, OfficialText]:
    paths = sorted(Path(EO_TEXTS_DIR).glob("eo-*.*"))
    found, _ = read_official_texts({path.name: path.read_bytes() for path in paths})
    return found


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [each for each in csv.DictReader(file) if each["order"] in texts()]


def origin(each: Deadline) -> str:
    if each.on or each.repeats:
        return "date" if each.on else "repeats"
    if each.backwards:
        return "before"
    if each.from_order or each.from_effect:
        return "order" if each.from_order else "effect"
    return "event" if each.event else "unsaid"


Facts = Counter[tuple[str, ...]]


def compare(name: str, read: Facts, found: Facts) -> None:
    assert read.total(), "none of the orders read by hand is at hand"
    orders = {each[0] for each in read}
    missed = {each for each in MISSED[name] if each[0] in orders}
    in_vain = {each for each in IN_VAIN[name] if each[0] in orders}
    assert set(read - found) == missed
    assert set(found - read) == in_vain


def test_deadlines_read_by_hand_are_found() -> None:
    """Each with its section, its time and its start; no others."""
    table = rows("deadlines")
    read = Facts((r["order"], r["section"], r["time"], r["from"]) for r in table if r["section"])
    found = Facts(
        (number, each.section, each.duration or str(each.on), origin(each))
        for number in {row["order"] for row in table}
        for each in deadlines(texts()[number])
    )
    compare("deadlines", read, found)


def test_agencies_read_by_hand_are_found() -> None:
    """Each in its provision, told from those in formulas; no others."""
    table = rows("mentions")
    read = Facts((r["order"], r["section"], each) for r in table for each in r["agencies"].split())
    found = Facts(
        {
            (number, each.section, f"{each.agency}{'*' if each.boilerplate else ''}")
            for number in {row["order"] for row in table}
            for each in mentions(texts()[number], shipped_names())
        }
    )
    compare("mentions", read, found)


def test_topics_read_by_hand_are_found() -> None:
    """In every provision that speaks of them, and in no other."""
    table = rows("topics")
    read = Facts((r["order"], r["topic"], each) for r in table for each in r["sections"].split())
    found = Facts(
        {
            (number, each.topic, each.section)
            for number in {row["order"] for row in table}
            for each in topics(texts()[number])
            if not each.boilerplate
        }
    )
    compare("topics", read, found)


def test_every_provision_s_words_stand_in_it() -> None:
    """Its own words, before and after its list, are found under its label."""
    for text in texts().values():
        for section in text.sections:
            for words in filter(None, (section.opening, section.closing)):
                found = [each.sections for each in occurs(words, text, section.label)]
                assert (section.label,) in found, (text.number, section.label)


def test_words_that_are_changed_stand_nowhere() -> None:
    """Of each first sentence, with its fourth word left out, nothing is found."""
    for text in texts().values():
        words = text.sections[0].text.split()[:12]
        changed = " ".join(words[:3] + words[4:])
        assert occurs(" ".join(words), text) and not occurs(changed, text), text.number


def test_every_copy_gives_the_day_of_filing() -> None:
    """And the day below the signature, which differs from the heading's in one copy."""
    facts = {number: header_facts(text) for number, text in texts().items()}
    assert all(each.filed and each.dated and each.published for each in facts.values())
    assert {number for number, each in facts.items() if not each.dates_agree} <= {"13526"}
