"""Sentences are cut as readers meet them, and found again in the file."""

from pathlib import Path
from time import process_time

from eo_site.check.claims import Claim, claims
from eo_site.read.document import read_order
from tests.sites import loaded, order, small_site


def cut(body: str, record: str = "") -> tuple[Claim, ...]:
    """The sentences of an order."""
    document, problems = read_order("eo-1", "eo-1.md", order(record, body).encode())
    assert document and not problems, problems
    return claims(document)


def test_a_citation_belongs_to_its_sentence() -> None:
    """Not to the one before it, nor to the one after."""
    first, second, third = cut("\nOne. Two [@order, 3(b); @notes]. Three.\n")
    assert [each.text for each in (first, second, third)] == ["One.", "Two.", "Three."]
    assert [(r.source, r.locator) for r in second.references] == [("order", "3(b)"), ("notes", "")]
    assert first.references == third.references == ()


def test_a_sentence_is_found_where_it_begins() -> None:
    """Line and column in the file, whatever markup stands between its words."""
    body = "\nOne is short. *Two* [goes](https://a.example) on\nover two lines. Three\nends.\n"
    first, second, third = cut(body)
    lines = order("", body).splitlines()
    for claim, words in ((first, "One"), (second, "Two"), (third, "Three")):
        place = claim.place()
        assert lines[place.line - 1][place.column - 1 :].startswith(words)


def test_a_phrase_is_found_within_its_sentence() -> None:
    """The second of two equal words, if that is the sentence's."""
    _, second = cut("\nA count is due. No count is made.\n")
    assert second.place("count").column == len("A count is due. No ") + 1


def test_words_that_vary_are_read_both_ways() -> None:
    """The default, and the text of each name; a sentence that does not vary stands once."""
    body = '\n[One]{general="Two"} is said. This is shared.\n'
    assert [each.text for each in cut(body)] == ["One is said.", "This is shared.", "Two is said."]


def test_items_of_a_list_are_sentences_of_their_own() -> None:
    """Also where some are for some readers only."""
    body = '\n- One\n- Two {for="general"}\n'
    assert [each.text for each in cut(body)] == ["One", "Two"]


def test_a_row_of_a_table_is_one_sentence() -> None:
    """What one cell cites holds for its neighbours."""
    body = "\n| a | b |\n|---|---|\n| 12 ships | many [@order, 1] |\n"
    row = cut(body)[-1]
    assert row.text == "12 ships; many" and row.references


def test_a_quotation_of_two_sentences_is_kept_whole() -> None:
    """With the citation after it."""
    (claim,) = cut("\nIt says “Count them. Report it.” [@order, 2].\n")
    assert claim.quotes == ("Count them. Report it.",) and claim.references


def test_code_claims_nothing() -> None:
    """Between fences it is an example of something else."""
    assert cut("\n```\nSome argue 25 million.\n```\n") == ()


def test_the_prose_of_a_fact_rests_on_what_the_fact_names() -> None:
    """Its section and its source come first among the references."""
    record = 'needs_congress:\n  - {text: "A law [@other].", section: "3(b)"}\n'
    (claim,) = cut("", record)
    assert [(each.source, each.locator) for each in claim.references] == [
        ("order", "3(b)"),
        ("other", ""),
    ]
    assert claim.implied == 1


def test_quotations_are_not_our_own_words() -> None:
    """Rules about wording leave them alone."""
    (claim,) = cut("\nIt says “you must count” twice.\n")
    assert claim.own == "It says “” twice."


def test_one_sentence_without_end_is_checked_in_one_go(tmp_path: Path) -> None:
    """Half a million characters of it: each rule looks a bounded way back from what it finds."""
    words = "no penalties, some argue nothing, the agencies never completed it, 12 of 13, has not improved "
    root = small_site(tmp_path, {"content/orders/eo-14001.md": order("", f"\n{words * 5000}\n")})
    started = process_time()
    loaded(root)
    assert process_time() - started < 60
