"""`eo-site new` with an official text: what it writes of the text, what it marks, what `check` says of it."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from eo_site.formatting import formatted
from eo_site.importers import fetch
from eo_site.importers.draft.record import drafted
from eo_site.importers.draft.writing import record_lines
from eo_site.model.vocabulary import Vocabulary
from eo_site.read.official_text import read_official_text
from tests.sites import loaded, run, small_site, write

AGENCIES = """\
terms:
  - {id: executive-agencies, label: Executive agencies, reaches: every-agency}
  - {id: harbor-department, label: Department of Harbors, aliases: [Secretary of Harbors]}
  - {id: coast-department, label: Department of Coasts, aliases: [Secretary of Coasts]}
  - {id: light-office, label: Office of Lights, aliases: [Director of the Office of Lights]}
"""
TEXT = """\
[Federal Register Volume 99, Number 212 (Thursday, November 5, 2099)]
[Presidential Documents]
[Pages 90001-90004]
[FR Doc No: 2099-99998]

                Executive Order 99998 of November 2, 2099


Keeping Lamps

                By the authority vested in me as President by the
                Constitution and the laws of the United States of
                America, including the Lights Act (99 U.S.C. 101 et
                seq.), it is hereby ordered as follows:

                Section 1. Purpose. Lamps matter.

                Sec. 2. Review. (a) Within 60 days of the date of this
                order, the Secretary of Harbors, in consultation with the
                Secretary of Coasts, shall, as appropriate, submit to the
                Director of the Office of Lights a report on lamps. They
                shall publish it by March 1, 2100.

                    (b) Not later than 30 days after receipt of the
                report, the Director of the Office of Lights should
                revise the Light List.

                    (c) The heads of executive departments and agencies
                shall:

(i) ensure that lamps burn; and

(ii) within 10 business days of the date of this order, count them.

                Sec. 3. Definitions. For purposes of this order, the term
                ``lamp'' means a light.

                Sec. 4. General Provisions. (a) Nothing in this order
                shall be construed to impair or otherwise affect:

(i) the authority granted by law to an executive department; or

(ii) the functions of the Director of the Office of Management and Budget
relating to budgetary, administrative, or legislative proposals.

                    (b) This order shall be implemented consistent with
                applicable law and subject to the availability of
                appropriations.

                    (c) This order is effective on January 1, 2100.

                    (d) This order is not intended to, and does not,
                create any right or benefit, substantive or procedural,
                enforceable at law or in equity by any party against the
                United States, its departments, agencies, or entities,
                its officers, employees, or agents, or any other person.

                (Presidential Sig.)

                THE WHITE HOUSE,

                    November 2, 2099.

[FR Doc. 2099-99998
Filed 11-4-99; 8:45 am]
Billing code 3295-F9-P
"""
RECORD = {
    "executive_order_number": 99998,
    "document_number": "2099-99998",
    "title": "Keeping Lamps",
    "type": "Presidential Document",
    "subtype": "Executive Order",
    "signing_date": "2099-11-02",
    "publication_date": "2099-11-05",
    "president": {"identifier": "ada-example", "name": "Ada Example"},
}
PATH = "content/orders/eo-99998.md"


@pytest.fixture(scope="module")
def draft() -> Any:
    """What the text gives."""
    text, problems = read_official_text("content/texts/eo-99998.txt", TEXT.encode())
    assert text and not problems
    return drafted(text, Vocabulary.model_validate(yaml.safe_load(AGENCIES)))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site that knows the agencies, with the text in a folder beside it."""
    write(tmp_path, {"texts/eo-99998.txt": TEXT, "records.json": json.dumps([RECORD])})
    return small_site(tmp_path / "site", {"content/vocabularies/agencies.yaml": AGENCIES})


def test_every_command_is_a_duty_with_its_time_and_those_who_act(draft: Any) -> None:
    """Sentences, items of a list, a pronoun; times from signing, from a receipt, by a day, in business days."""
    keys = ("section", "who", "type", "due", "force", "consults", "quote")
    assert [{key: each[key] for key in keys if key in each} for each in draft.duties] == [
        {
            "section": "2(a)", "who": ["harbor-department"], "type": "time-boxed", "consults": ["coast-department"],
            "due": {"after": "P60D", "from": "signed"}, "quote": "Within 60 days of the date of this order",
        },
        {
            "section": "2(a)", "who": ["harbor-department"], "type": "time-boxed", "due": draft.duties[1]["due"],
            "quote": "by March 1, 2100",
        },
        {
            "section": "2(b)", "who": ["light-office"], "type": "time-boxed", "force": "should",
            "due": {"after": "P30D", "from": "receipt-report"},
            "quote": "Not later than 30 days after receipt of the report",
        },
        {"section": "2(c)(i)", "who": ["executive-agencies"], "type": "ongoing"},
        {
            "section": "2(c)(ii)", "who": ["executive-agencies"], "type": "time-boxed",
            "due": {"uncounted": "10 business days", "from": "signed"},
            "quote": "within 10 business days of the date of this order",
        },
    ]  # fmt: skip
    assert draft.duties[1]["due"].isoformat() == "2100-03-01"
    assert draft.duties[0]["what"].startswith(
        "“Within 60 days of the date of this order, the Secretary of Harbors"
    )
    assert draft.duties[0]["qualified"] == "as appropriate"
    assert draft.computed["d1"].isoformat() == "2100-01-01"
    assert [each["id"] for each in draft.events] == ["receipt-report"]
    assert draft.unmet == []


def test_agencies_have_roles_and_classes_their_words(draft: Any) -> None:
    """Who acts, should act, is consulted, receives."""
    assert [(each["id"], each["role"], each["sections"]) for each in draft.agencies] == [
        ("coast-department", "consulted", ["2(a)"]),
        ("executive-agencies", "lead", ["2(c)"]),
        ("harbor-department", "lead", ["2(a)"]),
        ("light-office", "asked", ["2(b)"]),
        ("light-office", "recipient", ["2(a)"]),
    ]
    assert draft.agencies[1]["text"] == "The heads of executive departments and agencies"


def test_clauses_and_authorities_are_verbatim(draft: Any) -> None:
    """With their sections; a savings clause with its list; what was not found is said to be absent."""
    assert [(each["kind"], each.get("section")) for each in draft.clauses] == [
        ("definitions", "3"), ("savings", "4(a)"), ("subject-to-appropriations", "4(b)"),
        ("consistent-with-law", "4(b)"), ("effective-date", "4(c)"), ("no-private-right", "4(d)"),
        ("severability", None), ("revocation", None), ("sunset", None),
    ]  # fmt: skip
    assert (
        "affect: (i) the authority granted by law to an executive department; or (ii) the functions"
        in draft.clauses[1]["text"]
    )
    assert draft.effective.isoformat() == "2100-01-01"
    assert [(each["kind"], each.get("cite")) for each in draft.authorities] == [
        ("constitution", None),
        ("statute", "99 U.S.C. 101 et seq."),
    ]


def test_new_writes_record_and_text_into_one_draft_that_checks(root: Path, tmp_path: Path) -> None:
    """Dates, places for each audience's summary with its question, sections as headings; nothing is an error
    but what the author has to confirm, of which `check` warns.
    """
    ran = run(
        "-C",
        root,
        "new",
        "99998",
        "--records",
        tmp_path / "records.json",
        "--texts",
        tmp_path / "texts",
    )
    assert (
        ran.code == 0 and "from the text: 5 duties, 5 roles of agencies, 6 clauses" in ran.output
    ), ran.output
    text = (root / PATH).read_text("utf-8")
    front = yaml.safe_load(text.split("\n---\n")[0])
    assert {name: str(day) for name, day in front["dates"].items()} == {
        "signed": "2099-11-02", "published": "2099-11-05", "filed": "2099-11-04", "effective": "2100-01-01",
    }  # fmt: skip
    assert (
        front["draft"] is True
        and "#   lawyers: # What binds?\n" in text
        and "    # due January 1, 2100\n" in text
    )
    assert "\n## Purpose {#sec-1}\n" in text and "\n## Review {#sec-2}\n" in text
    problems = [
        each for each in loaded(root, texts=tmp_path / "texts").problems if each.path == PATH
    ]
    assert {each.code for each in problems} <= {"EO816", "EO652", "EO443"}, [
        each.line() for each in problems
    ]
    told = [each.message for each in problems if each.code == "EO816"]
    assert any(
        each.startswith("`duties`: 5 guesses from the official text to confirm, lines ")
        for each in told
    )


def test_a_guess_that_nobody_confirmed_keeps_an_order_from_being_published(
    root: Path, tmp_path: Path
) -> None:
    """A warning of a draft is an error without `draft: true`, and gone with its remark."""
    ran = run("-C", root, "new", "99998", "--texts", tmp_path / "texts")
    assert ran.code == 0, ran.output
    text = (root / PATH).read_text("utf-8")
    published = text.replace("draft: true\n", "")
    for now, severities in (
        (text, {"warning"}),
        (published, {"error"}),
        (published.replace("# to confirm", "#"), set()),
    ):
        write(root, {PATH: now})
        assert {
            str(each.severity) for each in loaded(root).problems if each.code == "EO816"
        } == severities


def test_new_says_what_it_lacks(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No text, another order's text, neither record nor text, no network."""
    texts = tmp_path / "texts"
    ran = run("-C", root, "new", "99997", "--texts", texts)
    assert ran.code == 1 and "has no text of EO 99997; it is called eo-99997.txt" in ran.output
    write(texts, {"eo-99996.txt": TEXT, "eo-99995.txt": "nothing of the kind"})
    ran = run("-C", root, "new", "99996", "--texts", texts)
    assert ran.code == 1 and "is the text of EO 99998, not of EO 99996" in ran.output
    ran = run("-C", root, "new", "99995", "--texts", texts)
    assert ran.code == 1 and "does not read as the text of an executive order" in ran.output
    monkeypatch.setattr(fetch, "API", "http://127.0.0.1:9/documents.json")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    ran = run("-C", root, "new", "99998", "--fetch")
    assert ran.code == 1 and "cannot reach 127.0.0.1:9" in ran.output
    assert not (root / PATH).exists()
    ran = run("-C", root, "new", "99998", "--records", tmp_path / "records.json")
    assert ran.code == 0 and "no official text at hand" in ran.output


BUDGET = """\
                Executive Order 99997 of November 2, 2099


Counting Rules

                It is hereby ordered as follows:

                Section 1. Cap. (a) For fiscal year 2099, which is in
                progress, the heads of all agencies are directed to ensure
                that costs fall, unless otherwise required by law or
                instructions from the Secretary of Harbors.

                    (b) Unless otherwise required by law, no lamp shall be
                lit by an agency if it is on no list.

                Sec. 2. Lists. For fiscal year 2100, and for each fiscal
                year thereafter:

                    (a) The Secretary of Harbors shall identify lamps.

                    (b) The Secretary of Coasts shall publish a list. No
                later than May 1, 2100, the Secretary of Coasts shall send it.

                THE WHITE HOUSE,

                    November 2, 2099.
"""


@pytest.fixture(scope="module")
def budget() -> Any:
    """The draft of an order that speaks of fiscal years."""
    text, _ = read_official_text("content/texts/eo-99997.txt", BUDGET.encode())
    assert text
    return drafted(text, Vocabulary.model_validate(yaml.safe_load(AGENCIES)))


def test_a_fiscal_year_in_progress_is_a_time_and_each_year_no_product(budget: Any) -> None:
    """The year ends on September 30; what recurs goes on, also where the words above the list say so."""
    assert [(each["section"], each["type"]) for each in budget.duties] == [
        ("1(a)", "time-boxed"), ("2(a)", "ongoing"), ("2(b)", "ongoing"), ("2(b)", "time-boxed"),
    ]  # fmt: skip
    first = budget.duties[0]
    assert first["due"] == {"end_of": "FY2099"}
    assert first["quote"] == "For fiscal year 2099, which is in progress"
    assert budget.computed["d1"].isoformat() == "2099-09-30"
    assert first["qualified"] == (
        "unless otherwise required by law or instructions from the Secretary of Harbors"
    )


def test_a_prohibition_that_names_nobody_is_a_remark_to_decide(budget: Any) -> None:
    """Not "no later than", and nothing of which a duty says whom it binds."""
    assert [label for label, _ in budget.prohibitions] == ["1(b)"]
    assert (
        "# to confirm: section 1(b), “Unless otherwise required by law, no lamp shall be lit by an agency"
        in record_lines(budget, set())
    )


def test_a_draft_is_laid_out_as_fmt_lays_out(root: Path, tmp_path: Path) -> None:
    """An author's first `fmt` changes nothing that the author did not write."""
    assert run("-C", root, "new", "99998", "--texts", tmp_path / "texts").code == 0
    text = (root / PATH).read_text("utf-8")
    assert formatted(PATH, text) == text
