"""What an import does to files that exist: the record follows, the author's work stays."""

from datetime import date
from typing import Any

import pytest

from eo_site.importers.documents import Document
from eo_site.importers.facts import Facts, facts
from eo_site.importers.record import Record, read_record
from eo_site.importers.standing import standing
from eo_site.importers.update import Update, updated
from eo_site.model.problem import Place
from eo_site.model.source import Source
from tests.importers.standin import documents

NOTES = Source(id="notes", type="webpage", title="Notes")
PLAIN = {
    key: value
    for key, value in documents()[1].items()
    if key not in ("disposition_notes", "_disposition_as_of")
}


def told(notes: str | None = None, as_of: str | None = "2026-01-31", **changes: Any) -> Facts:
    """What an import would write of EO 20001 of January 13, 1995."""
    fields = {**PLAIN, "title": "A title", "disposition_notes": notes, **changes}
    fields["_disposition_as_of"] = as_of
    record, _ = read_record(Document("in", Place(), fields))
    assert isinstance(record, Record)
    return facts(record, standing(record, {}), "ada-example", "notes")


def imported(yaml: str, what: Facts) -> tuple[str, Update]:
    """An order's record after an import, and what was said; its identity is left aside."""
    bare = Facts(what.record, {}, what.status, what.relations, what.source)
    data = f"---\ntitle: A title\n{yaml}---\n".encode()
    update = updated("a.md", "eo-20001", data, bare, [NOTES])
    text = (update.data or data).decode()
    again = updated("a.md", "eo-20001", text.encode(), bare, [NOTES])
    assert again.data is None, "importing again changes something"
    return text.removeprefix("---\ntitle: A title\n").removesuffix("---\n"), update


SILENT = "status:\n  - {value: no-recorded-revocation, source: notes, as_of: 2025-01-01}\n"


def test_silence_follows_the_notes() -> None:
    """A newer look moves its day; a revocation takes its place, with the notes' words."""
    text, update = imported(SILENT, told())
    assert text == SILENT.replace("2025-01-01", "2026-01-31")
    assert update.changes == ("status: as_of 2025-01-01 → 2026-01-31",)
    text, _ = imported(SILENT, told("Revoked by: EO 20100, May 1, 1999"))
    assert "value: revoked" in text and "“Revoked by: EO 20100, May 1, 1999”" in text
    assert "- {type: revoked_by, target: eo-20100, source: notes, as_of: 2026-01-31}" in text


def test_a_revocation_that_the_notes_take_back_goes() -> None:
    """Status and relation as they were written by an import, and only so."""
    before, _ = imported("", told("Revoked by: EO 20100", "2025-01-01"))
    text, update = imported(before, told())
    assert "no-recorded-revocation" in text and "eo-20100" not in text and "note:" not in text
    assert any("removed revoked_by eo-20100" in each for each in update.changes)


@pytest.mark.parametrize(
    "entry",
    [
        "  - {type: revoked_by, target: eo-20100, source: notes, note: Mine.}\n",
        "  - {type: revoked_by, target: eo-20100, source: order}\n",
        "  - {type: revoked_by, target: eo-20100, source: notes} # mine\n",
        "  - type: revoked_by # mine\n    target: eo-20100\n    source: notes\n",
        '  - {type: revoked_by, target: eo-20100, source: notes, sections: ["3"]}\n',
    ],
)
def test_a_relation_with_anything_of_an_author_stays(entry: str) -> None:
    """A note, a section, another source, a comment."""
    text, update = imported(f"relations:\n{entry}", told("Amends: EO 19000, May 1, 1990"))
    assert entry in text
    assert [each for each in update.changes if "removed" in each] == []


def test_a_remark_after_an_entry_is_not_the_entrys() -> None:
    """It belongs to what follows, and stays there."""
    entry = "status:\n  - value: unknown\n    source: notes\n    as_of: 2025-01-01\n"
    text, _ = imported(f"{entry}\n# a remark\ndraft: true\n", told())
    assert "no-recorded-revocation" in text and text.endswith("\n\n# a remark\ndraft: true\n")


def test_a_status_with_anything_of_an_author_stays() -> None:
    """And what the notes say otherwise is said."""
    mine = SILENT.replace("}", ", note: Mine.}")
    text, update = imported(mine, told("Revoked by: EO 20100"))
    assert text.startswith(mine)
    assert "status kept; by the notes it is revoked" in update.problems[0].message


def test_silence_adds_nothing_to_what_an_author_says() -> None:
    """A status from another source stands alone; an end is added to it."""
    mine = "status:\n  - {value: in-force, source: order, from: 1995-01-13}\n"
    assert imported(mine, told())[0] == mine
    assert "value: superseded" in imported(mine, told("Superseded by: EO 20100"))[0]


def test_a_bare_reference_yields_to_any_relation_with_that_order() -> None:
    """`See: EO 20100` says less than what the author wrote."""
    mine = "relations:\n  - {type: revoked_by, target: eo-20100, source: order}\n"
    assert imported(mine, told("See: EO 20100", None))[0] == mine
    assert "amended_by" in imported(mine, told("Amended by: EO 20100", None))[0]


def test_older_notes_never_replace_newer_ones() -> None:
    """Whatever they lack is no news; it is said."""
    newer, _ = imported("", told("Revoked by: EO 20100", "2026-02-01"))
    text, update = imported(newer, told(None, "2020-11-28"))
    assert text == newer
    assert "the record's notes are of 2020-11-28, the file's of 2026-02-01" in update.problems[0].message  # fmt: skip


def test_notes_of_no_known_day_only_add() -> None:
    """No status comes from them, and nothing goes because of them."""
    assert imported("", told(None, None))[0] == ""
    text, _ = imported("", told("Revoked by: EO 20100; See: Remarks of May 1, 1999", None))
    assert text == "relations:\n  - {type: revoked_by, target: eo-20100, source: notes}\n"
    before, _ = imported("", told("Amends: EO 19000, May 1, 1990", "2025-01-01"))
    assert imported(before, told(None, None))[0] == before


def test_in_part_follows_the_notes() -> None:
    """On an entry of an import; an author's own is kept and said."""
    whole = "relations:\n  - {type: revoked_by, target: eo-20100, source: notes}\n"
    text, _ = imported(whole, told("Revoked in part by: EO 20100", None))
    assert text == whole.replace("}", ", partial: true}")
    mine = whole.replace("}", ", note: Mine.}")
    text, update = imported(mine, told("Revoked in part by: EO 20100", None))
    assert text == mine
    assert "kept; by the notes it is in part" in update.problems[0].message


def test_words_of_the_notes_are_text_and_no_syntax() -> None:
    """Brackets, braces and stars of the notes print as they are."""
    text, update = imported("", told("See: Notice [@order, 3] *of* `May` <b>1</b>, [=d1.due]_x_"))
    assert update.problems == ()
    assert r"\[@order, 3\] \*of\* \`May\` \<b\>" in text


# Fields ---------------------------------------------------------------------------------------


def changed(yaml: str, **changes: Any) -> tuple[str, Update]:
    """A record whose identity is brought up to date, without notes."""
    what = told(None, None, **changes)
    data = f"---\n{yaml}---\n\nBody.\n".encode()
    update = updated("a.md", "eo-20001", data, what, [NOTES])
    return (update.data or data).decode(), update


def test_a_field_that_differs_is_replaced_and_said() -> None:
    """Old and new."""
    text, update = changed("number: 20001\ntitle: An older title # c\n")
    assert "title: A title # c\n" in text
    assert "title: An older title → A title" in update.changes


def test_a_line_that_ends_in_keep_is_the_authors() -> None:
    """And the difference is said each time."""
    text, update = changed("number: 20001\ntitle: My title # keep: the record's is cut off\n")
    assert "title: My title # keep" in text
    [problem] = update.problems
    assert (problem.code, problem.place.line) == ("EO806", 3)
    assert "title kept; the record has A title" in problem.message


def test_what_a_record_lacks_is_left_alone() -> None:
    """A citation that an author found, dates that the Federal Register does not give."""
    mine = "citation: {fr: 60 FR 9}\ndates: {signed: 1995-01-13, filed: 1995-01-14}\n"
    silent = dict.fromkeys(("citation", "volume", "start_page", "end_page", "publication_date"))
    text, _ = changed(f"title: A title\n{mine}", **silent)
    assert mine in text


def test_nothing_is_written_that_the_record_does_not_say() -> None:
    """Of a document with agencies and topics, only the record's own keys."""
    record = told("Amends: EO 19000, May 1, 1990", topics=["Lighthouses"])
    names = {path[0] for path in record.fields}
    assert names == {"number", "title", "president", "document_number", "citation", "dates", "urls"}
    assert ("dates", "effective") not in record.fields
    assert record.fields["dates", "signed"] == date(1995, 1, 13)


@pytest.mark.parametrize(
    "data",
    [b"no front matter", b"---\ntitle: [\n---\n", b"---\ntitle: T\nnosuch: 1\n---\n", b"\xff"],
)
def test_a_file_with_problems_is_not_touched(data: bytes) -> None:
    """Its problems are said with their places, and that it was not imported."""
    update = updated("a.md", "eo-20001", data, told(), [NOTES])
    assert update.data is None
    assert update.problems[-1].code == "EO807" and len(update.problems) >= 2


def test_a_file_that_cannot_be_changed_safely_is_not() -> None:
    """A change of an aliased value would change two; what was wanted is said."""
    data = b"---\ntitle: &t Old\nsummary: *t\n---\n"
    update = updated("a.md", "eo-20001", data, told(None, None), [NOTES])
    assert update.data is None
    assert update.problems[-1].code == "EO807"
    assert "title: Old → A title" in update.problems[-1].hint


TIE = "  - {type: revoked_by, target: eo-20100, source: notes%s}\n"


def test_a_relation_has_the_day_of_its_notes() -> None:
    """One that an earlier import wrote without gets it; a newer look moves it."""
    notes = "Revoked by: EO 20100"
    for before in ("", ", as_of: 2025-01-01"):
        text, _ = imported(f"relations:\n{TIE % before}", told(notes))
        assert TIE % ", as_of: 2026-01-31" in text


def test_a_day_is_not_unsaid_and_newer_ties_stay() -> None:
    """Notes of no known day, or of an earlier one, leave the day that a relation has."""
    dated = TIE % ", as_of: 2026-02-01"
    text, _ = imported(f"relations:\n{dated}", told("Revoked by: EO 20100", None))
    assert dated in text
    text, update = imported(f"relations:\n{dated}", told(None, "2026-01-31"))
    assert dated in text
    assert "the file's of 2026-02-01" in update.problems[0].message
