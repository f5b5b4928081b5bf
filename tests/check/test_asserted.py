"""What sentences assert of an order's status, courts, duties and days, against its record."""

from pathlib import Path

import pytest

from tests.check.planting import said_of
from tests.sites import edit, found, loaded, order, outcome, small_site, sound

RECORD = """\
also_called: [lighthouse order]
dates: {signed: 2021-01-20, published: 2021-01-26, effective: 2021-02-01}
status:
  - {value: in-force, source: notes, from: 2021-02-01}
sources:
  - {id: notes, type: webpage, title: Notes, checked: 2026-11-01, covers: [status]}
"""
ENDED = """\
dates: {signed: 2021-01-20}
status:
  - {value: revoked, source: notes, from: 2022-03-01}
relations:
  - {type: revoked_by, target: eo-14200, source: notes, from: 2022-03-01}
sources:
  - {id: notes, type: webpage, title: Notes, checked: 2026-11-01, covers: [status]}
"""
PARTLY = """\
dates: {signed: 2021-01-20}
status:
  - {value: in-force-in-part, source: notes}
relations:
  - {type: revoked_by, target: proc-10141, sections: ["3"], partial: true, source: notes, from: 2022-03-01}
sources:
  - {id: notes, type: webpage, title: Notes, checked: 2026-11-01, covers: [status]}
"""
SILENT = """\
dates: {signed: 2021-01-20}
status:
  - {value: no-recorded-revocation, source: notes}
sources:
  - {id: notes, type: webpage, title: Notes, checked: 2026-11-01, covers: [status]}
"""
INSTRUMENTS = """\
instruments:
  - {id: proc-10141, kind: proclamation, number: "10141", dates: {signed: 2022-03-01}, url: "https://a.example"}
"""
CODES = {"EO655", "EO656", "EO657", "EO658"}


def codes(root: Path, record: str, body: str, **files: str) -> list[str]:
    """The codes of what is said of sentences that assert too much."""
    shipped = {
        "content/orders/eo-14001.md": order(record, f"\n{body}\n"),
        "content/instruments.yaml": INSTRUMENTS,
    }
    site = small_site(root, {**shipped, **files})
    return [code for each in said_of(site, "eo-14001") if (code := each.split()[1]) in CODES]


@pytest.mark.parametrize(
    ("record", "body", "expected"),
    [
        (RECORD, "The order is in force.", []),
        (RECORD, "The lighthouse order has not been revoked.", []),
        (SILENT, "The order is in force.", ["EO655"]),
        (SILENT, "Since May 1, 2023, the order is in force.", ["EO655"]),
        (SILENT, "The order may be in force.", []),
        (SILENT, "EO 14001 remains in effect.", ["EO655"]),
        (SILENT, "The order was never rescinded.", ["EO655"]),
        (SILENT, "No revocation of the order is recorded.", []),
        (SILENT, "It is not known whether the order is in force.", []),
        (SILENT, "Is the order in force?", []),
        (SILENT, "If the order is in force, keepers count.", []),
        (SILENT, "While the order was in force, keepers counted.", []),
        (SILENT, "EO 13000 is in force.", []),
        (SILENT, "The injunction remains in effect. It is in force.", []),
        (SILENT, "It is in force.", ["EO655"]),
        (SILENT, "The order says “this order is in force”.", []),
        (ENDED, "The order is in force.", ["EO655"]),
        (ENDED, "The order was revoked.", []),
        (ENDED, "The order was revoked in March 2022 by EO 14200.", []),
        (ENDED, "EO 14,200 revoked the order.", []),
        (ENDED, "The order was revoked by EO 14201.", ["EO655"]),
        (ENDED, "The order was revoked by Proclamation 10141.", ["EO655"]),
        (ENDED, "The order is no longer in force.", []),
        (ENDED, "The order has expired.", []),
        (RECORD, "The order has expired.", ["EO655"]),
        (RECORD, "The order was amended.", ["EO655"]),
        (RECORD, "The order amends EO 13000.", ["EO655"]),
        (PARTLY, "Section 3 was revoked by Proclamation 10141.", []),
        (PARTLY, "Section 3(a) was revoked.", []),
        (PARTLY, "Section 4 was revoked.", ["EO655"]),
        (PARTLY, "The order was revoked in part.", []),
        (PARTLY, "The order was revoked.", ["EO655"]),
    ],
)
def test_a_status_is_the_records(
    tmp_path: Path, record: str, body: str, expected: list[str]
) -> None:
    """Of this order; what is asked, supposed, quoted or said of something else is no assertion."""
    assert codes(tmp_path, record, body) == expected


COURTS = "terms: [{id: d-haw, label: District of Hawaii, short: D. Haw.}]\n"
CASE = """\
dates: {signed: 2021-01-20}
cases:
  - id: roe-v-doe
    name: Roe v. Doe
    source: docket
    events:
      - {on: 2021-02-01, kind: filed, court: d-haw, docket: 1-21}
      - {on: 2021-03-01, kind: KIND, court: d-haw, scope: nationwide}
sources:
  - {id: docket, type: webpage, title: Docket, checked: 2026-11-01, covers: [cases]}
"""


@pytest.mark.parametrize(
    ("record", "body", "expected"),
    [
        (CASE, "A federal judge in Hawaii blocked the order.", []),
        (CASE, "The order was enjoined.", []),
        (CASE, "No court has blocked the order.", ["EO656"]),
        (CASE, "The order was struck down.", ["EO656"]),
        (CASE.replace("KIND", "declared-invalid"), "The order was struck down.", []),
        (CASE.replace("KIND", "judgment-for-government"), "A court upheld the order.", []),
        (CASE.replace("KIND", "judgment-for-government"), "A court enjoined the order.", ["EO656"]),
        (SILENT, "The Supreme Court has since struck down section 2 of the order.", ["EO656"]),
        (SILENT, "The order was held unconstitutional.", ["EO656"]),
        (SILENT, "Courts struck it down.", ["EO656"]),
        (SILENT, "A judge ruled the order unconstitutional.", ["EO656"]),
        (SILENT, "The court held section 2 unlawful.", ["EO656"]),
        (SILENT, "The Ninth Circuit found that the order was unlawful.", ["EO656"]),
        (SILENT, "A court threw out the order.", ["EO656"]),
        (SILENT, "A federal judge issued an injunction against the order.", ["EO656"]),
        (SILENT, "A judge put the order on hold.", ["EO656"]),
        (SILENT, "The order was put on hold by a judge.", ["EO656"]),
        (SILENT, "A court struck the statute down.", []),
        (SILENT, "A judge issued an injunction against the rule.", []),
        (CASE, "A judge issued a nationwide injunction against the order.", []),
        (CASE, "The court held section 2 unlawful.", ["EO656"]),
        (SILENT, "The order was never challenged in court.", ["EO656"]),
        (SILENT + "searched: {cases: [notes]}\n", "The order was never challenged in court.", []),
        (SILENT, "A judge upheld the injunction.", []),
        (SILENT, "A judge might have blocked the order.", []),
        (SILENT, "The order blocked the funds.", []),
    ],
)
def test_a_courts_act_is_a_cases(
    tmp_path: Path, record: str, body: str, expected: list[str]
) -> None:
    """And that there was none is said where courts were searched."""
    record = record.replace("KIND", "pi-granted").replace("[status]", "[status, cases]")
    files = {"content/vocabularies/courts.yaml": COURTS}
    assert codes(tmp_path, record, body, **files) == expected


DUTIES = """\
dates: {signed: 2021-01-20}
duties:
  - {id: d1, section: "2(a)", who: [navy], what: A., type: time-boxed, due: 2021-03-01}
  - {id: d2, section: "2(b)", who: [army], what: B., type: open-ended}
  - {id: d3, section: "3", who: [army], what: C., type: ongoing}
"""
AGENCIES = "terms: [{id: navy, label: Navy}, {id: army, label: Army}]\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The order sets three duties.", []),
        ("Section 2 sets two duties.", []),
        ("It has one deadline.", []),
        ("The order sets ninety duties.", ["EO657"]),
        ("The order sets a dozen duties.", ["EO657"]),
        ("It has 12 due dates.", ["EO657"]),
        ("It has four separate duties.", ["EO657"]),
        ("Four overdue duties are left.", ["EO657"]),
        ("Two overdue duties are left.", []),
        ("EO 13000 sets ninety duties.", []),
        ("Section 90 duties are many.", []),
        ("The order does not set ninety duties.", []),
    ],
)
def test_duties_are_as_many_as_recorded(tmp_path: Path, body: str, expected: list[str]) -> None:
    """In all, of a section, of an agency or of a kind."""
    files = {"content/vocabularies/agencies.yaml": AGENCIES}
    assert codes(tmp_path, DUTIES, body, **files) == expected


@pytest.mark.parametrize(
    ("record", "body", "expected"),
    [
        (RECORD, "The order was signed on January 20, 2021.", []),
        (RECORD, "It was signed on Jan. 20, 2021.", []),
        (RECORD, "The order was signed in 2021.", []),
        (RECORD, "The order was signed on January 21, 2021.", ["EO658"]),
        (RECORD, "The order took effect on May 1, 2023.", ["EO658"]),
        (RECORD, "The order took effect in May 2023.", ["EO658"]),
        (RECORD, "The order may have been signed on January 21, 2021.", []),
        (RECORD, "President Roe signed EO 14001 in February 2021.", ["EO658"]),
        (RECORD, "EO 13000 was signed on January 21, 2021.", []),
        (RECORD, "The order took effect on February 1, 2021.", []),
        (RECORD, "The order took effect on January 20, 2021.", ["EO658"]),
        (SILENT, "The order took effect on January 20, 2021.", []),
        (RECORD, "The order was published on January 27, 2021.", ["EO658"]),
        (ENDED, "The order was revoked on March 1, 2022.", []),
        (ENDED, "EO 14200 revoked the order on March 2, 2022.", ["EO658"]),
        (ENDED, "The order ended in March 2023.", ["EO658"]),
    ],
)
def test_a_day_is_the_records(tmp_path: Path, record: str, body: str, expected: list[str]) -> None:
    """Or the month, or the year, as far as the sentence goes."""
    assert codes(tmp_path, record, body) == expected


def test_words_of_every_audience_are_looked_at(tmp_path: Path) -> None:
    """Blocks, variants within a sentence and the record's prose for some readers alone."""
    body = """\
[The order is unsettled]{lawyers="The order is in force"}.

::: for lawyers

The order was struck down.

:::
"""
    record = (
        SILENT + "summary:\n  default: A count.\n  lawyers: The order was revoked by EO 14200.\n"
    )
    assert codes(tmp_path, record, body) == ["EO655", "EO655", "EO656"]


def test_a_problem_names_its_words_and_their_place(tmp_path: Path) -> None:
    """Line and column in the file, where the words stand."""
    site = small_site(
        tmp_path,
        {"content/orders/eo-14001.md": order(SILENT, "\nSo far, the order is in force.\n")},
    )
    (problem,) = [each for each in loaded(site).problems if each.code == "EO655"]
    assert (problem.place.line, problem.place.column) == (11, 9)
    assert "“the order is in force”" in problem.message


OTHER = order("dates: {signed: 2022-03-01}\n", number=14200)
REVOKING = order(
    "dates: {signed: 2022-03-01}\nrelations:\n  - {type: revokes, target: eo-14001, source: order}\n",
    number=14200,
)


def test_what_another_orders_record_says_counts(tmp_path: Path) -> None:
    """A relation is written once, in either record, and bears out or refutes the sentences of both."""
    own = {"content/orders/eo-14001.md": order(SILENT, "\nThe order was revoked by EO 14200.\n")}
    other = "content/orders/eo-14200.md"
    without = small_site(tmp_path / "a", {**own, other: OTHER})
    assert "content/orders/eo-14001.md:11 EO655" in found(without)
    assert found(small_site(tmp_path / "b", {**own, other: REVOKING})) == []
    own = {"content/orders/eo-14001.md": order(RECORD, "\nThe order is in force.\n")}
    assert found(small_site(tmp_path / "c", {**own, other: OTHER})) == []
    refuted = small_site(tmp_path / "d", {**own, other: REVOKING})
    assert "content/orders/eo-14001.md:12 EO655" in found(refuted)


def test_what_is_kept_of_a_sentence_is_what_a_fresh_look_finds(tmp_path: Path) -> None:
    """Where another order changes, or the line on which the sentence stands."""
    site = small_site(
        tmp_path / "site",
        {
            "site.yaml": (small_site(tmp_path / "x") / "site.yaml").read_text("utf-8")
            + "rules: {unrecorded-status: warning}\n",
            "content/orders/eo-14001.md": order(
                SILENT, "\nOne.\n\nThe order was revoked by EO 14200.\n"
            ),
            "content/orders/eo-14200.md": OTHER,
        },
    )
    assert [(e.code, e.place.line) for e in sound(site).problems] == [("EO655", 13)]
    edit(site, "content/orders/eo-14001.md", "One.", "One.\n\nTwo.")
    assert [(e.code, e.place.line) for e in sound(site).problems] == [("EO655", 15)]
    (site / "content/orders/eo-14200.md").write_text(REVOKING, "utf-8")
    assert [e.code for e in outcome(site).problems] == []
