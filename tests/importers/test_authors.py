"""Whatever an author did to a file, an import changes the record's own values and no other byte."""
# ruff: noqa: E501 (a case stands on one line)

import re
from difflib import ndiff
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from eo_site.importers.documents import Document
from eo_site.importers.facts import Facts, facts
from eo_site.importers.record import read_record
from eo_site.importers.standing import standing
from eo_site.importers.update import new_file, updated
from eo_site.model.problem import Place, Severity
from eo_site.model.source import Source
from tests.importers.standin import COUNT, documents

NOTES = Source(id="notes", type="webpage", title="Notes")
DOCUMENTS = documents()

words = st.text("abc dé—“”'#:-&,", min_size=1, max_size=30).map(lambda s: f"w{s}w")
comments = st.one_of(st.just(""), words.map(lambda s: f"  # {s}"))
gaps = st.sampled_from(["", "\n", "# a remark\n", "\n\n# two\n# lines\n\n"])


def told(fields: dict[str, Any]) -> Facts:
    """What an import writes of a document."""
    record, _ = read_record(Document("in", Place(), fields))
    assert record
    return facts(record, standing(record, {}), record.president, "notes")


@st.composite
def authored(draw: st.DrawFn) -> str:
    """EO 20001 in some author's hand: quotes, layout, remarks, other fields, prose."""
    q = draw(st.sampled_from(["", "'", '"']))
    title = draw(st.sampled_from(["title: {q}Old title{q}{c}", "title: >-{c}\n  Old\n  title", "title: |-\n  Old title"]))  # fmt: skip
    fr = draw(st.sampled_from(["citation: {{fr: {q}1 FR 1{q},   end_page: 9}}{c}", "citation:\n    end_page: 9{c}\n    fr: {q}1 FR 1{q}", "citation: {{\n    fr: 1 FR 1,{c}\n    end_page: 9\n  }}"]))  # fmt: skip
    dates = draw(st.sampled_from(["dates: {{filed: 1995-01-14, signed: {q}1995-01-12{q}}}{c}", "dates:\n  signed: 1995-01-12{c}\n  effective: 1995-02-01"]))  # fmt: skip
    status = draw(st.sampled_from(["status:\n  - {{value: unknown, source: notes, as_of: 2020-01-01}}", "status:\n- value: revoked\n  source: notes\n  as_of: {q}2020-01-01{q}", "status:\n  - {{value: unknown, source: notes, note: Mine.}}{c}", "status: []{c}"]))  # fmt: skip
    relations = draw(st.sampled_from(["relations: []{c}", "relations:\n  - type: amends{c}\n    target: eo-3\n    source: order\n    note: >-\n      Mine,\n      all mine", ""]))  # fmt: skip
    prose = draw(words).translate({ord(each): None for each in "#:"})
    others = [
        f"summary:\n  default: >-\n    About {prose},\n    and more.\n",
        "interests:   [a,   b]\n",
        "agencies:\n  - {id: x, role: lead, sections: ['1']}  # first\n",
        "unknowns: [Whether it was done.]\n",
        "review: {state: unreviewed,   ai_assisted: true}\n",
    ]
    parts = [f"{part.format(q=q, c=draw(comments))}\n" for part in (title, fr, dates, status, relations) if part]  # fmt: skip
    chosen = [*parts, *draw(st.lists(st.sampled_from(others), unique=True))]
    order = draw(st.permutations(chosen))
    yaml = "".join(draw(gaps) + part for part in ["number: 20001\n", *order])
    text = f"---\n{yaml}---\n\n  \n## A heading\n\nProse {prose}.\n"
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)
OF_THE_RECORD = re.compile(
    r"\b(?:number|title|Old|president|document_number|citation|fr|start_page|end_page|dates|signed"
    r"|published|urls|html|pdf|status|relations|value|as_of|note|source|sources|type)\b|^ *\}"
)
"""Lines on which a value of the record stands, or can stand."""


def record_of(text: str) -> str:
    """A file's front matter, with its line ends as LF."""
    return text.replace("\r\n", "\n").split("\n---\n")[0]


@given(authored(), st.sampled_from(DOCUMENTS[1:2] + DOCUMENTS[5:200:9]))
def test_an_authors_bytes_survive(text: str, document: dict[str, Any]) -> None:
    """Comments, prose, other fields, layout, quotes: outside the record nothing moves."""
    what = told({**document, "executive_order_number": "20001"})
    update = updated("a.md", "eo-20001", text.encode(), what, [NOTES])
    assert not [each for each in update.problems if each.severity is Severity.ERROR], update
    assert update.data
    after = update.data.decode()
    assert after.partition("\n---")[2] == text.partition("\n---")[2], "the body"
    assert after.count("\r\n") in (0, after.count("\n")), "line ends"
    old, new = record_of(text), record_of(after)
    assert COMMENT.findall(new) == COMMENT.findall(old)
    for line in ndiff(old.split("\n"), new.split("\n")):
        assert line[0] in " ?" or OF_THE_RECORD.search(line[2:]), line
    assert updated("a.md", "eo-20001", update.data, what, [NOTES]).data is None


@given(st.sampled_from(DOCUMENTS[:COUNT]), st.booleans())
def test_a_new_file_needs_no_second_import(document: dict[str, Any], draft: bool) -> None:
    """It reads without a problem, and already is what an import would make of it."""
    record, _ = read_record(Document("in", Place(), document))
    if record is None:
        return
    what = facts(record, standing(record, {}), record.president, "notes")
    made = new_file("a.md", what, [], draft=draft)
    assert made.data and made.new and not made.problems
    assert updated("a.md", record.slug, made.data, what, []).data is None
