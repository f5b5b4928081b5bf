"""What the Federal Register's API gives is read in every form it comes in, or refused plainly."""

import json

import pytest

from eo_site.importers.documents import read_documents

DOCUMENT = {"document_number": "2020-02438", "executive_order_number": 13903, "title": "A title"}


@pytest.mark.parametrize(
    "found",
    [DOCUMENT, [DOCUMENT], {"count": 1, "results": [DOCUMENT]}],
    ids=["one document", "a list", "documents.json"],
)
def test_json_in_its_three_forms(found: object) -> None:
    """A single document, a list, and the API's own answer are the same document."""
    documents, problems = read_documents("a.json", json.dumps(found, indent=1).encode())
    assert not problems
    assert [dict(each.fields) for each in documents] == [DOCUMENT]


def test_a_document_has_its_place() -> None:
    """The line where it names itself."""
    data = json.dumps({"results": [DOCUMENT, {**DOCUMENT, "title": "B"}]}, indent=1).encode()
    documents, _ = read_documents("a.json", data)
    assert [each.place.line for each in documents] == [4, 9]


def test_a_table_is_told_by_its_text_not_its_name() -> None:
    """A CSV with line ends in its cells; the line is the row's first."""
    data = b'\xef\xbb\xbfdocument_number,title\n"2020-1","Two\nlines"\n\n2020-2,B\n'
    documents, problems = read_documents("-", data)
    assert not problems
    assert [(each.text("title"), each.place.line) for each in documents] == [("Two\nlines", 2), ("B", 5)]  # fmt: skip


def test_an_answer_without_documents_is_empty() -> None:
    """The API leaves `results` out where nothing was found."""
    assert read_documents("a", b'{"count": 0, "description": "none"}') == ((), ())


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b'{"results": [\n{"title": }]}', 2, "not valid JSON"),
        (b'{"a": 1}', 1, "not a list of Federal Register documents"),
        (b'{"results": [{"a": 1}]}', 1, "an entry that is no document"),
        (b'{"errors": {"per_page": "too many"}}', 1, "the API answered with an error"),
        (b"case_name,docket\nA v. B,1\n", 1, "neither JSON nor a table of documents"),
        (b'document_number,title\n"1,2\n', 2, "not a readable table"),
        (b"caf\xe9", 1, "not UTF-8 at byte 3"),
        (b"", 1, "neither JSON nor a table of documents"),
        (b"[" * 100_000, 1, "nested too deep"),
    ],
)
def test_what_is_no_list_of_documents_is_refused(data: bytes, line: int, words: str) -> None:
    """With its line, and what to give instead."""
    documents, [problem] = read_documents("input", data)
    assert documents == ()
    assert (problem.code, problem.place.line) == ("EO801", line)
    assert words in problem.message and problem.hint
