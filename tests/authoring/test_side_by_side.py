"""One order in several editions: what belongs together, what differs, and who receives what."""

from collections.abc import Sequence

import pytest

from eo_site.authoring.side_by_side import ComparedCell, ComparedRow, FanOut, fan_out, side_by_side
from eo_site.authoring.source_pieces import source_pieces
from eo_site.authoring.word_changes import word_changes
from eo_site.model.audience import AudienceFile
from eo_site.model.problem import Place
from eo_site.model.source import SourceFile
from eo_site.read.config import read_config
from eo_site.read.document import read_order
from eo_site.resolve.audiences import Audiences
from eo_site.resolve.order import Surroundings
from tests.authoring.reading import editions_of, pieces_of
from tests.sites import REPOSITORY, SAMPLE

TEXT = """\
---
number: 14001
title: Counting Lighthouses
summary:
  default: Lighthouses are to be counted by the end of the year.
  litigators: Lighthouses shall be counted by the end of the year.
unknowns:
  - Who will count.
  - {text: Whether a count binds., for: [legal]}
---

## Purpose {#purpose}

The order wants a count of every lighthouse.

It names no [deadline]{researchers="date"}.

::: for legal

The count binds the Secretary.

:::

::: instead for litigators

The order requires a count of every lighthouse.

:::

## Courts {#courts for="litigators"}

No court has ruled.

### Pending {#pending}

- One case is pending.
- Another is stayed. {for="journalists"}
"""


def marked(cell: ComparedCell) -> str:
    """A cell as one line: added words in [], missing ones in ()."""
    marks = {"same": "{}", "added": "[{}]", "removed": "({})"}
    return " | ".join(
        "".join(marks[span.kind].format(span.text) for span in block.spans) for block in cell.blocks
    )


def rows(*chosen: str) -> dict[str, ComparedRow]:
    """By name; names of sections with a part stand before."""
    return {f"{each.section}: {each.name}": each for each in side_by_side(pieces_of(TEXT), chosen)}


def fanned() -> dict[str, FanOut]:
    """The whole file."""
    return {f"{each.section}: {each.origin.name}": each for each in fan_out(pieces_of(TEXT))}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("a b c", "a b c", [("same", "a b c")]),
        ("a b c", "a c", [("same", "a "), ("removed", "b "), ("same", "c")]),
        ("a c", "a  b c", [("same", "a  "), ("added", "b "), ("same", "c")]),
        ("It is so.", "It is so!", [("same", "It is so"), ("removed", "."), ("added", "!")]),
        ("Sec. 3(b) is", "Sec. 3(c) is",
         [("same", "Sec. 3("), ("removed", "b"), ("added", "c"), ("same", ") is")]),
        ("All of it was one and two, it is said here", "All of it was three and four, it is said here",
         [("same", "All of it was "), ("removed", "one and two"), ("added", "three and four"),
          ("same", ", it is said here")]),
        ("the note on this and more of it", "the note, and more of it",
         [("same", "the note"), ("removed", " on this "), ("added", ", "), ("same", "and more of it")]),
    ],
)  # fmt: skip
def test_changes_within_a_text(old: str, new: str, found: Sequence[tuple[str, str]]) -> None:
    """Word by word; punctuation counts, spaces do not."""
    spans = word_changes(old, new)
    assert spans and [(each.kind, each.text) for each in spans] == found


def test_another_text_is_not_a_changed_one() -> None:
    """Where hardly a word is alike, marks would only hide what it says."""
    assert word_changes("The order wants a count", "Courts have not ruled on that") is None


def test_a_variant_stands_beside_the_default_with_its_words_marked() -> None:
    """The first edition is what the others are compared with."""
    row = rows("general", "litigators")["summary: summary"]
    assert marked(row.cells[0]) == "Lighthouses are to be counted by the end of the year."
    assert marked(row.cells[1]).startswith("Lighthouses (are to )[shall ]be counted")
    assert not row.same
    assert row.cells[0].readers == ("general", "journalists", "policymakers", "researchers")
    assert [each.provenance for each in row.cells] == ["shared", "own"]
    assert [each.origins[0].place.line for each in row.cells] == [5, 6]


def test_default_text_and_what_replaces_it_are_one_row() -> None:
    """Paragraph by paragraph, whatever blocks stand between them in the file."""
    row = rows("general", "litigators")["purpose: default text / instead for litigators"]
    assert marked(row.cells[1]) == (
        "The order (wants )[requires ]a count of every lighthouse. | (It names no deadline.)"
    )
    assert [each.origins[0].place.line for each in row.cells] == [14, 26]


def test_default_text_alone_is_one_row_where_nobody_chosen_reads_another() -> None:
    """And is the same for both."""
    row = rows("general", "journalists")["purpose: default text"]
    assert row.same
    assert rows("general", "researchers")["purpose: default text"].same is False


def test_what_some_editions_lack_says_why() -> None:
    """And what none of the chosen has is no row."""
    found = rows("general", "litigators", "policymakers")
    block = found["purpose: for legal"]
    assert [each.left_out for each in block.cells] == ["for others", "", ""]
    assert block.cells[1].readers == ("litigators", "policymakers")
    assert found["unknowns: unknowns 2: text"].cells[0].left_out == "for others"
    assert "courts: default text" in found
    assert "courts: default text" not in rows("general", "journalists")


def test_a_field_says_which_modules_print_it() -> None:
    """None where none is known to; a passage of the body has no such note."""
    modules = {"general": {"Who will count.": ("Unknown",)}}
    found = side_by_side(pieces_of(TEXT), ("general", "researchers"), modules)
    row = next(each for each in found if each.name == "unknowns 1: text")
    assert [each.modules for each in row.cells] == [("Unknown",), ()]
    assert next(each for each in found if each.section == "purpose").cells[0].modules is None


def test_everything_with_its_audience_has_each_text_once() -> None:
    """In the file's order, with the line where it stands."""
    found = fanned()
    assert [*found] == [
        "summary: summary", "unknowns: unknowns 1: text", "unknowns: unknowns 2: text",
        "purpose: default text", "purpose: for legal", "purpose: instead for litigators",
        "courts: default text", "pending: default text",
    ]  # fmt: skip
    lines = [each.origin.place.line for each in found.values()]
    assert lines == sorted(lines)
    assert found["purpose: for legal"].origin.place == Place(20, 1)


def test_the_fan_out_of_variants_names_who_reads_which_words() -> None:
    """Variants within a text as well as of a whole field; and whose block it is, seen by each."""
    found = fanned()
    default = found["purpose: default text"]
    assert [each.audiences for each in default.readings] == [
        ("general", "journalists"), ("policymakers", "researchers"),
    ]  # fmt: skip
    assert default.left_out == (("replaced by an `instead` block", ("litigators",)),)
    assert [each.audiences for each in found["summary: summary"].readings][1] == ("litigators",)


def test_the_fan_out_of_items_and_sections_for_some() -> None:
    """What stands below a section that is left out is left out with it."""
    found = fanned()
    pending = found["pending: default text"]
    assert [each.audiences for each in pending.readings] == [("litigators",)]
    assert [block.spans[0].text for block in pending.readings[0].blocks] == ["One case is pending."]
    others = ("general", "journalists", "policymakers", "researchers")
    assert pending.left_out == (("for others", others),)
    assert found["courts: default text"].left_out == (("for others", others),)


def test_a_withdrawn_order_reaches_nobody() -> None:
    """Its texts stay in the file."""
    text = TEXT.replace("summary:", "withdrawn: {on: 2026-01-02, reason: Wrong.}\nsummary:")
    found = [each for each in pieces_of(text) if each.section == "purpose"]
    assert found and not any(each.received for each in found)


@pytest.mark.parametrize("slug", SAMPLE[-2:])
def test_nothing_that_an_edition_has_is_missing(slug: str) -> None:
    """Every audience's passages, taken from all pieces, are its edition's own; nobody is told twice."""

    def read(model: type, name: str) -> object:
        file, _, problems = read_config(model, name, (REPOSITORY / name).read_bytes())
        assert file, problems
        return file

    names = read(AudienceFile, "audiences.yaml")
    sources = read(SourceFile, "content/sources.yaml")
    assert isinstance(names, AudienceFile)
    assert isinstance(sources, SourceFile)
    path = f"content/orders/{slug}.md"
    document, _ = read_order(slug, path, (REPOSITORY / path).read_bytes())
    assert document
    editions = editions_of(document, Audiences(names), Surroundings(sources.sources))
    pieces = source_pieces(document, editions)
    for name, edition in editions.items():
        passages = [each for part in edition.order.body.sections for each in part.passages]
        body = [each for each in pieces if each.kind not in ("field", "heading")]
        got = [each.received[name].words for each in body if name in each.received]
        assert sorted(each.html for each in got) == sorted(each.words.html for each in passages)
        assert all((name in each.received) != (name in each.left_out) for each in pieces)
    assert all("stands below" not in why for each in pieces for why in each.left_out.values())
