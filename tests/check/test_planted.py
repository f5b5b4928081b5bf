"""Errors of the kinds that analyses have been found with, each reported at its line by its rule.

They are planted into the analysis of an invented order, and, where the official texts are at hand
(`EO_TEXTS_DIR`), into copies of the shipped analysis of EO 13903.
"""

import os
from pathlib import Path

import pytest

from tests.check.planting import INVENTED, Planted, invented_site, planted, said_of, sound
from tests.sites import REPOSITORY, copy_of_repository

TEXTS, RECORDS = os.environ.get("EO_TEXTS_DIR"), os.environ.get("EO_RECORDS_DIR")
"""Read at import: what is at hand is hidden from tests that do not ask for it."""

AFTER = "\n## Outcomes {#outcomes}\n"
"""Where sentences are planted into the invented order."""


def sentence(name: str, words: str, code: str) -> Planted:
    """A paragraph of its own, before the invented order's outcomes."""
    return Planted(name, AFTER, f"\n{words}\n{AFTER}", code)


D1 = """\
  - id: d1
    section: "2(a)"
    who: [commerce-department]
    consults: [interior-department]
    to: President
    what: Count the lighthouses and report.
    type: time-boxed
    due: {after: P180D, from: signed}
    quote: within 180 days of the date of this order
"""

INVENTED_ERRORS = (
    Planted("signing year", "signed: 2021-01-20", "signed: 2020-01-20", "EO616"),
    Planted("publication day", "published: 2021-01-26", "published: 2021-01-27", "EO616"),
    Planted("title", "title: Counting the Lighthouses of", "title: Lighthouses of", "EO616"),
    Planted("number of the document", '"2021-90001"', '"2021-90010"', "EO616"),
    Planted("citation", "fr: 86 FR 7001", "fr: 86 FR 7010", "EO616"),
    Planted("last page", "end_page: 7002", "end_page: 7003", "EO616"),
    Planted("quote", "past rocks and shoals., section", "past rocks., section", "EO610"),
    Planted("quote's section", 'shoals., section: "1"', 'shoals., section: "3"', "EO611"),
    Planted("clause", "to the availability of", "to the amount of", "EO610"),
    Planted("clause's section", 'section: "4(b)"', 'section: "4(a)"', "EO611", "text: subject to"),
    Planted("duty's words", "within 180 days of the date", "within 180 days after the date", "EO610"),
    Planted("quote in a sentence", "“a list of lighthouse keepers", "“a list of all keepers", "EO610"),
    Planted(
        "its section", "lightships”\n[@order, 3]", "lightships”\n[@order, 2(b)]", "EO611",
        "The Secretary of Labor keeps",
    ),
    Planted("pinpoint", "lighthouses [@order, 2(a)]", "lighthouses [@order, 2(d)]", "EO612"),
    Planted("agency's section", 'sections: ["3"]', 'sections: ["3(a)"]', "EO612"),
    Planted(
        "section of a ruling", "\nclauses:\n",
        "\ncases:\n- id: a-v-b\n  name: A v. B\n  source: order\n  events:\n"
        "  - {on: 2021-02-01, kind: filed, court: scotus, sections: ['9']}\nclauses:\n",
        "EO612", "kind: filed",
    ),
    Planted(
        "section of a period", "\nclauses:\n",
        "\nin_effect:\n  - {sections: ['9'], from: 2021-02-01, source: order}\nclauses:\n",
        "EO612", "from: 2021-02-01",
    ),
    Planted("agency of another section", 'lead, sections: ["3"]', 'lead, sections: ["1"]', "EO620"),
    Planted("actor of a duty", "who: [labor-department]", "who: [interior-department]", "EO620"),
    Planted("missing duty", D1, "", "EO613", "  - id: d2"),
    Planted("due date", "{after: P180D, from: signed}", "2021-08-19", "EO614"),
    Planted("time", "{after: P180D, from: signed}", "{after: P6M, from: signed}", "EO614"),
    Planted("start of the time", "from: report-received", "from: signed", "EO614", "{after: P90D"),
    Planted("omitted agency", '  - {id: labor-department, role: lead, sections: ["3"]}\n', "", "EO615", "agencies:"),
    sentence("penalties", "It brings harsher penalties for shipwreckers [@order, 2(b)].", "EO618"),
    sentence("task force", "It establishes an interagency task force on lighthouses.", "EO618"),
    sentence("funding", "The order funds new lighthouses [@order, 4(b)].", "EO618"),
    sentence("rights", "It gives keepers a right to sue [@order, 4(c)].", "EO618"),
    sentence("legal clarity", "It provides legal clarity to shipowners [@order, 2(b)].", "EO618"),
    sentence("date in a sentence", "The report was due on July 20, 2021 [@order, 2(a)].", "EO619"),
    sentence("number not there", "Some 25 million ships pass them [@order, 1].", "EO619"),
    sentence("number of nobody", "Some 25 million ships pass them.", "EO701"),
    sentence("effect", "Coordination among keepers has improved.", "EO702"),
    sentence("cause", "The count led to fewer wrecks.", "EO702"),
    sentence("critics", "Some argue that the order does too little for ships.", "EO703"),
    sentence("critics of the order", "Critics say that it does too little [@order, 1].", "EO703"),
    sentence("you must", "You must report each lighthouse to the Secretary [@order, 2(a)].", "EO705"),
    sentence("page for a section", "It asks for a count [@order, p. 2].", "EO650"),
    sentence("section of a range", "It asks for a count [@order, secs. 2(a)–(c)].", "EO612"),
    sentence("word in the place of a fact", "TODO: say who counted.", "EO653"),
    sentence("brackets in the place of a name", "The count was led by [name of the officer].", "EO653"),
    Planted("word in a title", "what: Count the lighthouses", "what: TBD; count the lighthouses", "EO653"),
    sentence("in force", "The order is still in force.", "EO655"),
    sentence("never revoked", "The order has never been revoked.", "EO655"),
    sentence("revoked by an order", "The order was revoked by EO 14200.", "EO655"),
    sentence("an order that revoked it", "EO 14,200 later revoked this order.", "EO655"),
    sentence("a proclamation", "Executive Order 99001 was revoked in full by Proclamation 10141.", "EO655"),
    sentence("another order revoked", "The order revokes EO 98000.", "EO655"),
    sentence("expired", "Section 2(a) has expired.", "EO655"),
    sentence("struck down", "A federal court struck down section 2(b) of the order.", "EO656"),
    sentence("enjoined", "Executive Order 99001 was enjoined.", "EO656"),
    sentence("no court", "No court has blocked the order.", "EO656"),
    sentence("upheld", "The Ninth Circuit upheld the order.", "EO656"),
    sentence("ninety duties", "The order sets ninety duties.", "EO657"),
    sentence("two deadlines too many", "It has four deadlines.", "EO657"),
    sentence("day of signing", "President Roe signed the order on January 21, 2021.", "EO658"),
    sentence("day of effect", "The order took effect on March 1, 2021 [@order, 1].", "EO658"),
    sentence("month of publication", "The order was published in the Federal Register in March 2021.", "EO658"),
    Planted(
        "day of expiry", "number: 99001\n",
        "number: 99001\npublish_on: 2021-02-02\nexpires_on: 2021-02-01\n", "EO651", "expires_on",
    ),
    Planted("century", "signed: 2021-01-20,", "effective: 1021-01-20, signed: 2021-01-20,", "EO651"),
    Planted(
        "day to come", "id: report-received,", "id: report-received, on: 2921-01-20,", "EO651",
    ),
    sentence("done", "The Secretary of Commerce completed the count [@order, 2(a)].", "EO710"),
)  # fmt: skip


def test_the_invented_order_has_nothing_wrong(tmp_path: Path) -> None:
    """What is reported of its copies is what was planted."""
    assert said_of(invented_site(tmp_path), INVENTED) == []


@pytest.mark.parametrize("error", INVENTED_ERRORS, ids=lambda error: error.name)
def test_an_error_in_an_invented_order_is_reported(tmp_path: Path, error: Planted) -> None:
    """At its line, by its rule, and nothing else is."""
    text, line = planted(sound(), error)
    assert said_of(invented_site(tmp_path, text), INVENTED) == [f"{line} {error.code}"]


BACKGROUND = "\n## Background {#background}\n"
"""Where sentences are planted into EO 13903."""


def real(name: str, words: str, code: str) -> Planted:
    """A paragraph of its own, before the real order's background."""
    return Planted(name, BACKGROUND, f"\n{words}\n{BACKGROUND}", code)


REAL_ERRORS = (
    Planted("signing year", "signed: 2020-01-31", "signed: 2019-01-31", "EO616"),
    Planted("title", "title: Combating Human Trafficking and", "title: Stopping Trafficking and", "EO616"),
    Planted(
        "misquotation", "“millions of individuals are\ntrafficked", "“millions of people are\ntrafficked",
        "EO610", "Section 1 makes two claims of scale. One is",
    ),
    Planted(
        "section of a quotation", "by any party”\n    [@order, 6(c)]", "by any party”\n    [@order, 6(b)]",
        "EO611", "Section 6(c) disclaims any right or benefit",
    ),
    Planted(
        "pinpoint", "\nand outreach and training [@order, 2(b)]", "\nand outreach and training [@order, 2(d)]",
        "EO612", "and outreach and training [@order, 2(d)]",
    ),
    Planted("due date", "due: {after: P180D, from: signed}", "due: 2020-07-31", "EO614"),
    Planted(
        "omitted agency", '  - {id: education-department, role: with, sections: ["5"]}\n', "", "EO615",
        "agencies:",
    ),
    real("penalties", "The order implements tougher penalties for offenders.", "EO618"),
    real("task force", "It works by establishing an interagency task force.", "EO618"),
    real("funding", "The order funds police training [@order, 2(c)].", "EO618"),
    real("legal clarity", "Companies gain legal clarity from the order [@order, 4(a)].", "EO618"),
    real("25 million", "An estimated 25 million people are victims worldwide.", "EO701"),
    real("25 million with a pinpoint", "An estimated 25 million people are victims [@order, 1].", "EO619"),
    real("effect", "The group has improved coordination among agencies.", "EO702"),
    real("critics", "Some argue that the order lacks resources.", "EO703"),
)  # fmt: skip


@pytest.mark.skipif(not TEXTS, reason="EO_TEXTS_DIR names no official texts")
@pytest.mark.parametrize("error", REAL_ERRORS, ids=lambda error: error.name)
def test_an_error_in_a_shipped_order_is_reported(tmp_path: Path, error: Planted) -> None:
    """At its line, by its rule, and nothing else is."""
    file = "content/orders/eo-13903.md"
    text, line = planted((REPOSITORY / file).read_text("utf-8"), error)
    root = copy_of_repository(tmp_path, "eo-13903")
    (root / file).write_text(text, "utf-8")
    assert said_of(root, "eo-13903", texts=Path(TEXTS or "")) == [f"{line} {error.code}"]


@pytest.mark.skipif(not TEXTS, reason="EO_TEXTS_DIR names no official texts")
def test_a_missing_duty_of_a_shipped_order_is_reported(tmp_path: Path) -> None:
    """The one with a date: its 180 days are in the text, and nobody has them."""
    file = "content/orders/eo-13903.md"
    text = (REPOSITORY / file).read_text("utf-8")
    start = text.index("  - id: d7\n")
    text = text[:start] + text[text.index("  - id: d8\n") :]
    root = copy_of_repository(tmp_path, "eo-13903")
    (root / file).write_text(text.replace("[=d7.due]", "then"), "utf-8")
    assert "EO613" in {
        each.split()[1] for each in said_of(root, "eo-13903", texts=Path(TEXTS or ""))
    }
