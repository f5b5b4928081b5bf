"""Court dockets become proposals: what is taken of them, what is not, and that no page shows them."""
# ruff: noqa: E501 (a case stands on one line)

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from eo_site.importers.courts import court_of
from eo_site.model.vocabulary import Term, Vocabulary
from tests.sites import built, loaded, run, stamps, tree, write

COURTS = """\
terms:
  - {id: d-mass, label: U.S. District Court for the District of Massachusetts, short: D. Mass.}
  - {id: s-d-n-y, label: U.S. District Court for the Southern District of New York, short: S.D.N.Y.}
  - {id: d-d-c, label: U.S. District Court for the District of Columbia, short: D.D.C.}
  - {id: d-c-cir, label: U.S. Court of Appeals for the District of Columbia Circuit, short: D.C. Cir.}
  - {id: ninth-cir, label: U.S. Court of Appeals for the Ninth Circuit, short: 9th Cir.}
  - {id: scotus, label: Supreme Court of the United States}
  - {id: ct-intl-trade, label: U.S. Court of International Trade}
"""
DOCKET = {
    "resource_uri": "https://www.courtlistener.com/api/rest/v4/dockets/7/",
    "id": 7,
    "court": "https://www.courtlistener.com/api/rest/v4/courts/mad/",
    "court_id": "mad",
    "case_name": "Keeper v. Harbor",
    "docket_number": "1:25-cv-10001",
    "date_filed": "2025-02-03",
    "date_terminated": None,
    "date_modified": "2025-09-01T08:00:00-07:00",
    "absolute_url": "/docket/7/keeper-v-harbor/",
    "nature_of_suit": "899 Other",
}
"""A docket as version 4 of CourtListener's API gives it."""
TABLE = (
    "case_name,docket_number,court,date_filed,terminated,executive_action,status,last_updated,courtlistener_docket_id,url,eo_numbers_mentioned\n"
    'Keeper v. Harbor,1:25-cv-10001,"District Court, D. Massachusetts","Feb. 3, 2025",Active,Lights,PI Granted,"Mar 1, 2025",7,https://www.courtlistener.com/docket/7/,\n'
    'Pilot v. Harbor,25-101,Court of Appeals for the D.C. Circuit,"March 3, 2025",Terminated 2025-07-25,Lights,Appeal Dismissed,"Jul 26, 2025",8,,14001\n'
)


@pytest.fixture
def library(site: Path) -> Path:
    """A site that knows some courts."""
    return write(site, {"content/vocabularies/courts.yaml": COURTS})


def imported(root: Path, data: object, *options: str) -> str:
    """What an import of dockets says."""
    name = "in.csv" if isinstance(data, str) else "in.json"
    write(root.parent, {name: data if isinstance(data, str) else json.dumps(data)})
    return run("-C", root, "import", "--dockets", *options, root.parent / name).output


def proposals(root: Path) -> list[dict[str, Any]]:
    """The entries of the file."""
    text = (root / "content/dockets.yaml").read_text("utf-8")
    return list(yaml.load(text, Loader=yaml.BaseLoader)["dockets"])  # `on` is a key, not true


def test_a_docket_of_the_api_becomes_a_proposal(library: Path) -> None:
    """Its number, court, day of filing and address; neither an order nor what a court has done."""
    said = imported(library, {"count": 1, "next": None, "results": [DOCKET]})
    assert "content/dockets.yaml: proposed keeper-v-harbor (d-mass, 1:25-cv-10001)\n" in said
    assert (library / "content/dockets.yaml").read_text("utf-8").endswith(
        "dockets:\n"
        '  - docket_id: "7"\n'
        "    case:\n"
        "      id: keeper-v-harbor\n"
        "      name: Keeper v. Harbor\n"
        "      events:\n"
        "        - {on: 2025-02-03, kind: filed, court: d-mass, docket: 1:25-cv-10001, "
        "url: https://www.courtlistener.com/docket/7/keeper-v-harbor/}\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        DOCKET,
        [DOCKET],
        {"results": [{"caseName": "Keeper v. Harbor", "docketNumber": "1:25-cv-10001", "court_id": "mad", "dateFiled": "2025-02-03", "docket_absolute_url": "/docket/7/keeper-v-harbor/", "docket_id": 7}]},
        {"results": [{**DOCKET, "court_id": None}]},
    ],
    ids=["one docket", "a list", "the answer to a search", "a court by its address"],
)  # fmt: skip
def test_the_forms_of_the_api(library: Path, data: object) -> None:
    """All give the same proposal."""
    imported(library, data)
    [found] = proposals(library)
    assert (found["docket_id"], found["case"]["events"][0]["court"]) == ("7", "d-mass")


def test_a_trackers_table_becomes_proposals(library: Path) -> None:
    """Its own words stay words, with their day; a state without a day is no event."""
    said = imported(library, TABLE)
    assert "2 proposed, 0 known already, 1 remark\n" in said and "EO810" in said
    first, second = proposals(library)
    assert (first["says"], str(first["as_of"]), "orders" in first) == ("Lights; PI Granted", "2025-03-01", False)  # fmt: skip
    assert [each["kind"] for each in first["case"]["events"]] == ["filed"]
    assert second["orders"] == ["eo-14001"]
    assert [(str(e["on"]), e["kind"], e["court"]) for e in second["case"]["events"]] == [
        ("2025-03-03", "filed", "d-c-cir"),
        ("2025-07-25", "closed", "d-c-cir"),
    ]


def test_certiorari_is_dated(library: Path) -> None:
    """The days that a docket of the Supreme Court has."""
    imported(
        library,
        {
            **DOCKET,
            "court_id": "scotus",
            "docket_number": "25-7",
            "date_cert_granted": "2025-06-01",
        },
    )
    assert [each["kind"] for each in proposals(library)[0]["case"]["events"]] == [
        "filed",
        "cert-granted",
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"court_id": "nysd", "court": None}, ""),
        ({"court_id": "xyz", "court": None}, "content/vocabularies/courts.yaml has no court `xyz`"),
        ({"date_filed": None}, "it has no day of filing that can be read"),
        ({"date_filed": "in spring 3"}, "date_filed `in spring 3` is no date"),
        ({"case_name": ""}, "it has no name"),
        ({"date_terminated": "2020-01-01"}, "closed on 2020-01-01, before it was filed; left out"),
    ],
)
def test_what_does_not_say_enough_is_left_out_and_said(
    library: Path, changes: dict[str, Any], words: str
) -> None:
    """With the reason; nothing stands in for it."""
    said = imported(library, {**DOCKET, **changes})
    assert words in said
    assert ("0 proposed" in said) == bool(words and "before" not in words)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([{"a": 1}], "no entry has a docket_number"),
        ({"results": 5}, "0 proposed"),
        ("title,number\nA,1\n", "names no column docket_number"),
    ],
)
def test_what_holds_no_dockets_is_refused(library: Path, data: object, words: str) -> None:
    """And no file is made."""
    assert words in imported(library, data)
    assert not (library / "content/dockets.yaml").exists()


def test_a_second_import_proposes_nothing_again(library: Path) -> None:
    """Nor what an order's record has as a case, with the judges' letters or without."""
    imported(library, TABLE)
    before = stamps(library)
    assert "0 proposed, 2 known already" in imported(library, TABLE)
    assert stamps(library) == before
    (library / "content/dockets.yaml").unlink()
    case = (
        "---\nnumber: 14009\ntitle: T\nsources:\n  - {id: cl, type: webpage, title: C}\ncases:\n  - id: keeper\n    name: Keeper v. Harbor\n    source: cl\n"
        "    events:\n      - {on: 2025-02-03, kind: filed, court: d-mass, docket: 1:25-cv-10001-ABC}\n---\n"
    )
    write(library, {"content/orders/eo-14009.md": case})
    assert "1 proposed, 1 known already" in imported(library, TABLE)


def test_what_a_docket_says_later_is_taken_in(library: Path) -> None:
    """Words with their day and days that were lacking, around what somebody wrote; once."""
    imported(library, TABLE)
    file = library / "content/dockets.yaml"
    file.write_text(
        file.read_text().replace("    says: Lights; PI", "    # mine\n    says: Lights; PI")
    )
    later = TABLE.replace(
        'Active,Lights,PI Granted,"Mar 1', 'Terminated 2025-06-01,Lights,Moot,"Jun 2'
    )
    output = imported(library, later)
    assert "dockets.yaml: brought up to date keeper-v-harbor\n" in output
    assert "0 proposed, 1 brought up to date, 1 known already" in output
    keeper, pilot = proposals(library)
    assert (keeper["says"], keeper["as_of"]) == ("Lights; Moot", "2025-06-02")
    assert [(each["kind"], each["on"]) for each in keeper["case"]["events"]] == [
        ("filed", "2025-02-03"),
        ("closed", "2025-06-01"),
    ]
    assert pilot["says"] == "Lights; Appeal Dismissed" and "# mine" in file.read_text()
    before = stamps(library)
    for again in (later, TABLE):  # the older table says nothing newer
        assert "0 proposed, 2 known" in imported(library, again)
    assert stamps(library) == before


def test_what_was_set_aside_stays(library: Path) -> None:
    """Also where the table has moved on."""
    imported(library, TABLE)
    file = library / "content/dockets.yaml"
    file.write_text(
        file.read_text().replace(
            "    says: Lights; PI", "    set_aside: no order\n    says: Lights; PI"
        )
    )
    later = TABLE.replace('PI Granted,"Mar 1', 'Moot,"Jun 2')
    assert "0 proposed, 2 known" in imported(library, later)


def test_the_same_docket_number_in_another_court_is_another_case(library: Path) -> None:
    """Courts number alike; a docket's id that two rows have is told of."""
    other = {**DOCKET, "court_id": "nysd", "court": None}
    said = imported(library, [DOCKET, other])
    assert (
        "2 proposed" in said and "docket_id 7 is that of `keeper-v-harbor`, too; left out" in said
    )
    assert [each["case"]["id"] for each in proposals(library)] == [
        "keeper-v-harbor",
        "keeper-v-harbor-1-25-cv-10001",
    ]


def test_dockets_without_a_number_of_the_api_are_told_by_court(library: Path) -> None:
    """Several of them, too."""
    bare = {key: value for key, value in DOCKET.items() if key != "id"}
    assert "2 proposed" in imported(library, [bare, {**bare, "docket_number": "1:25-cv-10002"}])


def test_orders_and_the_sites_source_are_taken_in(library: Path) -> None:
    """What the dockets are about is said by whoever imports them."""
    write(
        library,
        {
            "content/sources.yaml": "sources:\n  - {id: cl, type: webpage, title: C, URL: 'https://www.courtlistener.com/'}\n"
        },
    )
    imported(library, DOCKET, "--order", "eo-14001")
    [found] = proposals(library)
    assert (found["orders"], found["case"]["source"]) == (["eo-14001"], "cl")
    assert "there is no order `eo-1`" in imported(library, DOCKET, "--order", "eo-1")
    assert run("-C", library, "import", "--order", "eo-14001", "x.json").code == 2


def test_a_dry_run_and_data_for_programs(library: Path) -> None:
    """Nothing is written; every proposal is told."""
    told = json.loads(imported(library, TABLE, "--dry-run", "--format", "json"))
    assert [each["id"] for each in told["proposed"]] == ["keeper-v-harbor", "pilot-v-harbor"]
    assert not (library / "content/dockets.yaml").exists()


# What reaches pages ---------------------------------------------------------------------------


def test_no_page_shows_a_proposal(library: Path) -> None:
    """With them and without them every file of the site is the same, byte by byte."""
    without = tree(built(library))
    imported(library, TABLE, "--order", "eo-14001")
    assert tree(built(library)) == without
    assert tree(built(library, clean=True)) == without


def test_check_says_what_is_unread_until_it_is_read(library: Path) -> None:
    """One warning for each order; what is set aside counts as read."""
    imported(library, TABLE)
    file = library / "content/dockets.yaml"
    said = [each.line() for each in loaded(library).problems if each.path == "content/dockets.yaml"]
    assert [each.partition("warning: ")[2] for each in said] == [
        "EO814 1 proposed case about no order that is named: unread, and on no page",
        "EO814 1 proposed case about eo-14001: unread, and on no page",
    ]
    text = file.read_text("utf-8").replace(
        "    case:\n", "    set_aside: about another order\n    case:\n"
    )
    file.write_text(text, "utf-8")
    assert [each for each in loaded(library).problems if each.path == "content/dockets.yaml"] == []
    file.write_text(text.replace("eo-14001", "eo-1"), "utf-8")
    assert [
        each.code for each in loaded(library).problems if each.path == "content/dockets.yaml"
    ] == ["EO815"]


def test_a_build_after_a_build_says_what_is_unread(library: Path) -> None:
    """Also where nothing else has changed, and no longer when it is gone."""
    assert "EO814" not in run("-C", library, "build", "--no-search").output
    imported(library, TABLE)
    assert run("-C", library, "build", "--no-search").output.count("EO814") == 2
    (library / "content/dockets.yaml").unlink()
    assert "EO814" not in run("-C", library, "build", "--no-search").output


# Courts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ident", "name", "court"),
    [
        ("mad", "", "d-mass"), ("nysd", "", "s-d-n-y"), ("dcd", "", "d-d-c"), ("cadc", "", "d-c-cir"),
        ("ca9", "", "ninth-cir"), ("scotus", "", "scotus"), ("cit", "", "ct-intl-trade"),
        ("", "District Court, D. Massachusetts", "d-mass"),
        ("", "District Court, S.D. New York", "s-d-n-y"),
        ("", "District Court, District of Columbia", "d-d-c"),
        ("", "Court of Appeals for the D.C. Circuit", "d-c-cir"),
        ("", "United States Court of International Trade", "ct-intl-trade"),
        ("", "S.D.N.Y.", "s-d-n-y"),
        ("xx", "Court of Owls", ""), ("nyd", "", ""), ("", "", ""),
    ],
)  # fmt: skip
def test_a_court_is_a_term_by_id_or_name(ident: str, name: str, court: str) -> None:
    """CourtListener's ids and short names, citations; what the vocabulary lacks is none."""
    terms = yaml.safe_load(COURTS)["terms"]
    assert court_of(ident, name, Vocabulary(terms=tuple(Term(**each) for each in terms))) == court
