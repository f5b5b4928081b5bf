"""`eo-site import` and `eo-site new`: what they write, print and return."""

import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from eo_site.importers import fetch
from tests.importers.standin import documents, named
from tests.sites import loaded, run, stamps, tree, write

SOURCES = """\
sources:
  - {id: other, type: webpage, title: Other}
  - id: registers  # ours
    type: webpage
    title: Notes
    container-title: Federal Register
    checked: 2026-01-31
    covers: [relations, status]
"""
DOCUMENTS = documents()[1:4]


def records(root: Path, found: object = None, name: str = "documents.json") -> Path:
    """An input beside the site."""
    text = json.dumps({"results": DOCUMENTS if found is None else found}, indent=1)
    write(root.parent, {name: text})
    return root.parent / name


def read(root: Path, path: str) -> str:
    """A file of the site."""
    return (root / path).read_text("utf-8")


# Import ---------------------------------------------------------------------------------------


def test_documents_become_order_files_that_check(site: Path) -> None:
    """A file for each order, a term for each new president, nothing wrong with any of it."""
    ran = run("-C", site, "import", records(site))
    assert ran.code == 0
    assert "content/orders/eo-20001.md: new\n" in ran.output
    assert "presidents.yaml: added ada-example (Ada Example)\n" in ran.output
    assert ran.output.rstrip().splitlines()[-1].startswith("3 new, 0 changed, 0 unchanged, ")
    assert "ada-example" in read(site, "content/vocabularies/presidents.yaml")
    assert [each.line() for each in loaded(site).problems] == []


def test_a_second_import_writes_nothing(site: Path) -> None:
    """Not even the same bytes again."""
    run("-C", site, "import", records(site))
    before = stamps(site)
    ran = run("-C", site, "import", records(site))
    assert "0 new, 0 changed, 3 unchanged" in ran.output
    assert stamps(site) == before


def test_a_new_file_has_the_record_and_an_empty_body(site: Path) -> None:
    """Record only: no interests, no agencies, no summary, no text."""
    write(site, {"content/sources.yaml": SOURCES})
    document = {**DOCUMENTS[0], "disposition_notes": f"Revoked by: {named(20100)}; See: 59 FR 1"}
    run("-C", site, "import", records(site, [document]))
    page = document["start_page"]
    assert read(site, "content/orders/eo-20001.md") == (
        "---\n"
        "number: 20001\n"
        f"title: {document['title']}\n"
        "president: ada-example\n"
        'document_number: "1995-20001"\n'
        f'citation: {{fr: "60 FR {page}", start_page: {page}, end_page: {document["end_page"]}}}\n'
        f"dates: {{signed: 1995-01-13, published: {document['publication_date']}}}\n"
        "urls:\n"
        "  html: https://www.federalregister.gov/d/1995-20001\n"
        "  pdf: https://www.govinfo.gov/content/pkg/1995-20001.pdf\n"
        "status:\n"
        "  - value: revoked\n"
        "    source: registers\n"
        "    as_of: 2026-01-31\n"
        "    note: 'The notes say “Revoked by: EO 20100, January 6, 1998; See: 59 FR 1”.'\n"
        "relations:\n"
        "  - {type: revoked_by, target: eo-20100, source: registers, as_of: 2026-01-31}\n"
        "---\n"
    )


def test_without_a_shared_source_the_order_brings_its_own(site: Path) -> None:
    """So that what it says of revocations has a source; an order that says nothing needs none."""
    silent = {**DOCUMENTS[1], "disposition_notes": None, "_disposition_as_of": None}
    run("-C", site, "import", records(site, [DOCUMENTS[0], silent]))
    assert "id: fr-dispositions" in read(site, "content/orders/eo-20001.md")
    assert "sources:" not in read(site, "content/orders/eo-20002.md")


def test_the_source_can_be_named(site: Path) -> None:
    """One of the site's own, or the slip is said."""
    write(site, {"content/sources.yaml": SOURCES})
    run("-C", site, "import", "--source", "other", records(site))
    assert "source: other" in read(site, "content/orders/eo-20001.md")
    ran = run("-C", site, "import", "--source", "othre", records(site))
    assert ran.code == 2 and "did you mean `other`?" in ran.output


def test_standard_input_a_folder_and_a_table(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` takes JSON or CSV; a folder stands for the documents in it."""
    table = "executive_order_number,title,signing_date,subtype,president\n20050,Lights,1/2/1996,Executive Order,Bela\n"
    stdin = io.TextIOWrapper(io.BytesIO(table.encode()))
    monkeypatch.setattr("click.testing.make_input_stream", lambda *_: stdin.buffer)
    ran = run("-C", site, "import", "-")
    assert "eo-20050.md: new" in ran.output and "<stdin>:2:1" in ran.output
    assert "president: bela" in read(site, "content/orders/eo-20050.md")
    folder = write(site.parent / "in", {"a.json": json.dumps(DOCUMENTS[0]), "b.txt": "no"})
    assert "1 new, " in run("-C", site, "import", folder).output


def test_a_dry_run_says_the_same_and_writes_nothing(site: Path) -> None:
    """New files, changes, terms."""
    before = tree(site)
    dry = run("-C", site, "import", "--dry-run", records(site))
    assert tree(site) == before
    wet = run("-C", site, "import", records(site))
    assert dry.output.replace("; nothing written: a dry run", "") == wet.output


def test_an_order_is_found_by_its_number_whatever_its_file_is_called(site: Path) -> None:
    """A folder with images, or a name of the author's; both are updated in place."""
    mine = "---\nnumber: 20001\ntitle: Old\nsummary: Mine.\n---\n\nMine.\n"
    write(site, {"content/orders/lights/index.md": mine})
    ran = run("-C", site, "import", records(site, DOCUMENTS[:1]))
    assert "content/orders/lights/index.md: changed\n    title: Old → " in ran.output
    text = read(site, "content/orders/lights/index.md")
    assert "\nsummary: Mine.\n" in text and text.endswith("\n---\n\nMine.\n")
    assert not (site / "content/orders/eo-20001.md").exists()


def test_an_order_is_found_in_the_folder_of_its_year(site: Path) -> None:
    """Archives group orders so; a second file would be a second order of that number."""
    run("-C", site, "import", records(site))
    (site / "content/orders/2020").mkdir()
    (site / "content/orders/eo-20001.md").rename(site / "content/orders/2020/eo-20001.md")
    (site / "content/orders/eo-20001.md~").write_text("a backup")
    assert "0 new, 0 changed" in run("-C", site, "import", records(site)).output
    assert not (site / "content/orders/eo-20001.md").exists()


def test_a_vocabulary_keeps_its_comments(site: Path) -> None:
    """A new term joins at the end; a label or an alias that fits is the same president."""
    vocabulary = "# Ours.\nterms:\n  - {id: ada, label: A. E., aliases: [Ada Example]} # first\n"
    write(site, {"content/vocabularies/presidents.yaml": vocabulary})
    other = {**DOCUMENTS[1], "president": {"identifier": "bela-example", "name": "Béla: E"}}
    run("-C", site, "import", records(site, [DOCUMENTS[0], other]))
    assert "president: ada\n" in read(site, "content/orders/eo-20001.md")
    assert read(site, "content/vocabularies/presidents.yaml") == (
        vocabulary + "  - {id: bela-example, label: 'Béla: E'}\n"
    )


def test_problems_are_said_with_their_places(site: Path) -> None:
    """Of an input that cannot be read, and of a file with problems; the rest is imported."""
    write(site, {"content/orders/eo-20002.md": "---\nnumber: 20002\ntitel: T\n---\n"})
    broken = write(site.parent, {"broken.json": '{\n"results": [}'}) / "broken.json"
    ran = run("-C", site, "import", broken, records(site))
    assert ran.code == 1
    assert f"{broken}:2:13: EO801 not valid JSON" in ran.output
    assert "content/orders/eo-20002.md:3:1: EO110 unknown key `titel`" in ran.output
    assert "content/orders/eo-20002.md:1:1: EO807 not imported" in ran.output
    assert "2 new, 0 changed, 0 unchanged, 1 not imported, " in ran.output


def test_programs_get_the_same_as_json(site: Path) -> None:
    """Files with their state and changes, terms, problems."""
    ran = run("-C", site, "import", "--format", "json", records(site))
    told = json.loads(ran.output)
    assert [each["state"] for each in told["files"]] == ["new"] * 3
    assert told["terms"] == [{"id": "ada-example", "label": "Ada Example"}]
    assert {"code", "line", "message", "hint"} <= told["problems"][0].keys()


def test_the_site_must_be_sound_first(site: Path) -> None:
    """Without its sources nobody knows what the notes are cited by."""
    write(site, {"content/sources.yaml": "sources: [\n"})
    ran = run("-C", site, "import", records(site))
    assert ran.code == 1 and "content/sources.yaml:2:1: EO105" in ran.output
    assert not (site / "content/orders/eo-20001.md").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "name a FILE"),
        (["--fetch", "x", "a.json"], 2, "name a FILE"),
        (["nowhere.json"], 1, "cannot read nowhere.json: No such file"),
        (["--as-of", "yesterday", "a.json"], 2, "is not a date"),
    ],
)
def test_wrong_usage_is_said_plainly(
    site: Path, arguments: list[str], code: int, words: str
) -> None:
    """No traceback."""
    ran = run("-C", site, "import", *arguments)
    assert (ran.code, words in ran.output) == (code, True), ran.output


# Documents given twice, and corrections ----------------------------------------------------------


def test_of_one_order_given_twice_one_is_taken_and_the_other_said(site: Path) -> None:
    """The newer notes of one document; of two documents the first in print."""
    first = DOCUMENTS[0]
    older = {**first, "title": "Older", "_disposition_as_of": "2020-01-01"}
    reprint = {**first, "document_number": "1996-1", "publication_date": "1996-01-01"}
    ran = run("-C", site, "import", records(site, [reprint, first, older]))
    assert first["title"] in read(site, "content/orders/eo-20001.md")
    assert ran.output.count("EO802") == 2
    assert "two documents have this number; 1995-20001" in ran.output
    assert "stands twice" in ran.output


def test_the_document_that_the_site_has_is_the_order(site: Path) -> None:
    """Also where another one was printed earlier."""
    mine = '---\nnumber: 20001\ntitle: T\ndocument_number: "1996-1"\n---\n'
    write(site, {"content/orders/eo-20001.md": mine})
    reprint = {**DOCUMENTS[0], "document_number": "1996-1", "publication_date": "1996-01-01"}
    run("-C", site, "import", records(site, [DOCUMENTS[0], reprint]))
    assert 'document_number: "1996-1"' in read(site, "content/orders/eo-20001.md")


# Fetch ----------------------------------------------------------------------------------------


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """An API of two pages on this machine; the queries it was asked."""
    asked = list[dict[str, Any]]()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            asked.append(query)
            second = "page" in query
            answer: dict[str, Any] = {"count": 2, "results": [DOCUMENTS[1 if second else 0]]}
            if not second:
                answer["next_page_url"] = f"{base}?page=2"
            data = json.dumps(answer).encode()
            self.send_response(200 if "nothing" not in self.path else 404)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}/documents.json"
    monkeypatch.setattr(fetch, "API", base)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_fetch_asks_for_executive_orders_and_reads_every_page(
    site: Path, api: list[dict[str, Any]]
) -> None:
    """Words become a search, conditions go as they are."""
    ran = run("-C", site, "import", "--fetch", "light houses")
    assert "2 new, " in ran.output
    assert api[0]["conditions[term]"] == ["light houses"]
    assert api[0]["conditions[presidential_document_type][]"] == ["executive_order"]
    assert "disposition_notes" in api[0]["fields[]"]
    run("-C", site, "import", "--fetch", "conditions[president]=joe-biden&per_page=5")
    assert api[2]["conditions[president]"] == ["joe-biden"] and api[2]["per_page"] == ["5"]


def test_an_answer_that_is_none_is_said(site: Path, api: list[dict[str, Any]]) -> None:
    """With what the server said."""
    ran = run("-C", site, "import", "--fetch", "nothing")
    assert ran.code == 1 and "answers 404" in ran.output


def test_without_a_network_fetch_fails_plainly(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says what to do instead."""
    monkeypatch.setattr(fetch, "API", "http://127.0.0.1:9/documents.json")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    ran = run("-C", site, "import", "--fetch", "x")
    assert ran.code == 1
    assert "cannot reach 127.0.0.1:9" in ran.output and "import a file that was saved" in ran.output


# New ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["20002", "EO 20002", "eo-20002"])
def test_new_writes_one_draft(site: Path, number: str) -> None:
    """With its record filled in; it checks, and is published nowhere yet."""
    ran = run("-C", site, "new", number, "--records", records(site))
    assert ran.code == 0 and "content/orders/eo-20002.md: new" in ran.output
    text = read(site, "content/orders/eo-20002.md")
    assert "draft: true\n---\n\n<!--\n" in text and "president: ada-example" in text
    assert not (site / "content/orders/eo-20001.md").exists()
    assert [each.line() for each in loaded(site).problems] == []


def test_new_finds_records_in_a_folder_and_in_the_environment(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files in it that are no documents do not matter."""
    records(site)
    write(site.parent, {"cases.csv": "case_name\nA v. B\n"})
    monkeypatch.setenv("EO_RECORDS_DIR", str(site.parent))
    assert run("-C", site, "new", "20001").code == 0


def test_new_says_what_keeps_it(site: Path) -> None:
    """A file that exists, an order without a record, no records at all."""
    ran = run("-C", site, "new", "14001", "--records", records(site))
    assert ran.code == 2 and "content/orders/eo-14001.md is EO 14001" in ran.output
    ran = run("-C", site, "new", "99999", "--records", records(site))
    assert ran.code == 1 and "no record of EO 99999 in " in ran.output
    ran = run("-C", site, "new", "99999")
    assert ran.code == 2 and "--records FILE" in ran.output


def test_values_of_documents_forge_no_message(site: Path) -> None:
    """A title with a line end and an escape, new or changed, is told on its own line."""
    forged = "Naming\nx.md:1:1: EO999 forged\x1b[2J::error::x"
    document = {**DOCUMENTS[0], "citation": forged, "president": {"name": forged, "identifier": ""}}
    ran = run("-C", site, "import", records(site, [{**document, "title": forged}]))
    assert "\x1b" not in ran.output
    assert not any(line.startswith(("x.md", "::")) for line in ran.output.splitlines())
    ran = run("-C", site, "import", records(site, [{**document, "title": f"{forged} again"}]))
    assert "    title: " in ran.output and "\x1b" not in ran.output
