"""An order's translation: words of one file over the facts of another."""

from typing import Any

import pytest

from eo_site.codec import dumps
from eo_site.model.document import OrderDocument
from eo_site.model.order import AuthoredOrder
from eo_site.model.problem import Problem
from eo_site.read.document import read_translation

FACTS = """\
---
number: 14001
title: English title
also_called: [lamp order]
dates: {signed: 2021-01-20}
status:
  - {value: in-force, from: 2021-01-20, source: order, note: English note.}
  - {value: revoked, from: 2022-01-20, source: eo-2, note: English note.}
clauses: [{kind: savings, section: "4", text: Nothing in this order., for: [litigators]}, {kind: sunset, none: true}]
affected:
  - {party: farmers, effect: benefit, basis: stated-intent, section: "2", text: English text.}
  - {party: farmers, effect: duty, basis: stated-in-order, section: "3", text: English text., for: [litigators]}
duties:
  - id: d1
    section: "2"
    who: [a]
    what: English duty.
    type: time-boxed
    due: 2021-03-01
    evidence: [{on: 2021-02-01, value: done-confirmed, source: order, text: English evidence.}]
  - {id: d2, section: "3", who: [a], what: English duty., type: ongoing}
money: {in_order: false, note: English money.}
does_not: [English sentence.]
changes: [{on: 2021-02-02, kind: published, text: English change.}]
summary: {default: English summary., litigators: English summary too.}
---

## English heading

English text.
"""
WORDS = """\
---
title: Título
status: [{value: revoked, note: Nota.}]
affected: [{party: farmers, section: "2", text: Texto.}]
duties: [{id: d1, what: Deber., evidence: [{on: 2021-02-01, text: Prueba.}]}]
does_not: [Frase.]
summary: Resumen.
---

## Título {#title}

Texto, [as appropriate]{lang="en"}.
"""
PATH = "content/orders/eo-14001.es.md"


def read(words: str = WORDS, facts: str = FACTS) -> tuple[OrderDocument, tuple[Problem, ...]]:
    """The order in Spanish, and what is wrong with the file that says so."""
    original = "content/orders/eo-14001.md", facts.encode()
    document, problems = read_translation("eo-14001", original, "es", PATH, words.encode())
    assert document
    return document, problems


def told(old: str, new: str, facts: tuple[str, str] = ("", "")) -> Any:
    """What is said of a translation in which, or in whose original, something is replaced."""
    assert old in WORDS and facts[0] in FACTS
    _, problems = read(WORDS.replace(old, new, 1), FACTS.replace(*facts) if facts[0] else FACTS)
    return [f"{each.place.line} {each.code} {each.message}" for each in problems]


def test_facts_are_the_originals_and_words_the_translations_own() -> None:
    """Nothing in the record is in the words of the original but its official title and the names that people use."""
    document, problems = read()
    record = document.record
    assert not problems and document.language == "es"
    assert (record.number, record.official_title) == ("14001", "English title")
    assert (record.also_called, record.official_names) == ((), ("lamp order",))
    assert [each.value for each in record.status] == ["in-force", "revoked"]
    assert record.status[0].note is None and record.status[1].note
    assert record.duties[0].due and record.duties[0].evidence[0].value == "done-confirmed"
    assert dumps(AuthoredOrder, record).count(b"English") == 1
    assert "English" not in repr(document.body) + repr(document.prose)


def test_what_has_no_words_is_left_out_and_named() -> None:
    """Items that say nothing without words; sentences, which tell no fact, are the file's own affair."""
    document, _ = read()
    assert [each.id for each in document.record.duties] == ["d1"] and document.record.money is None
    assert document.untranslated == (("duties", ("d2",)), ("money", ()))


def test_what_is_for_some_readers_of_the_original_is_not_inherited() -> None:
    """Neither facts nor items; who repeats such an item says for whom it is."""
    record = read()[0].record
    assert [each.kind for each in record.clauses] == ["sunset"]
    assert [each.section for each in record.affected] == ["2"]
    again = told('section: "2", text: Texto.', 'section: "3", text: Texto.')
    assert [each for each in again if "EO240" in each] == [
        "4 EO240 `party: farmers, section: 3` is for some readers only in content/orders/eo-14001.md"
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("title: Título", "title: Título\nnumber: 14002", "3 EO240 `number` is another in"),
        ("title: Título", "title: Título\nnumbers: [{value: 3}]", "EO240 `value: 3` means none"),
        ("{value: revoked,", "{source: eo-9,", "3 EO240 `source: eo-9` means none of the items"),
        ("{party: farmers, section: \"2\",", "{party: farmers,", "means several of the items"),
        (", evidence: [{on: 2021-02-01, text: Prueba.}]", "", "`evidence` of content/orders"),
        ("summary: Resumen.", "summry: Resumen.", "7 EO110 unknown key `summry`"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_original_is_a_problem_of_the_translation(
    old: str, new: str, problem: str
) -> None:
    """With its line there."""
    assert any(problem in each for each in told(old, new)), told(old, new)


def test_a_withdrawn_order_is_withdrawn_in_every_language() -> None:
    """Its reason has to be given in each."""
    withdrawn = ("summary: {", "withdrawn: {on: 2021-03-03, reason: English reason.}\nsummary: {")
    assert any("is withdrawn" in each for each in told("title: Título", "title: Título", withdrawn))
    said = told("title: Título", "title: Título\nwithdrawn: {reason: Motivo.}", withdrawn)
    assert not said


def test_an_original_for_some_editions_needs_its_readers_named_again() -> None:
    """Otherwise a translation would carry the facts of members' orders to everybody."""
    [found] = told(
        "title: Título", "title: Título", ("number: 14001", "number: 14001\naudiences: [a]")
    )
    assert "EO240" in found and "for some editions only" in found


def test_words_in_another_language_are_marked_with_it() -> None:
    """`[words]{lang="en"}` varies for nobody; with a reader beside it, or no tag, it is an error."""
    for wrong in ('{lang="en" general="x"}', '{lang="in English"}'):
        assert any("EO208" in each for each in told('{lang="en"}', wrong)), wrong
