"""`eo-site texts`: official texts brought, refused, recorded, and what is said where there are none."""

import hashlib
import json
import threading
from collections.abc import Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from eo_site.importers import fetch
from tests.sites import REPOSITORY, loaded, order, run, stamps, write

PLAIN = (REPOSITORY / "tests/read/official/eo-99999.txt").read_bytes()
DOCUMENT = "2099-99999"
PAGE = (
    f"<html>\n<head>\n<title>Federal Register</title></head>\n<body><pre>\n"
    f"{escape(PLAIN.decode(), quote=False).replace('www.gpo.gov', '<a href=http://www.gpo.gov>www.gpo.gov</a>')}"
    "</pre></body>\n</html>\n"
).encode()
INDEX = "content/texts/index.yaml"


@pytest.fixture
def library(site: Path) -> Path:
    """A site whose one order is the invented one."""
    for file in (site / "content/orders").iterdir():
        file.unlink()
    record = f'document_number: "{DOCUMENT}"\nurls: {{html: https://www.federalregister.gov/d/{DOCUMENT}}}\n'
    write(site, {"content/orders/eo-99999.md": order(record, "", number=99999)})
    return site


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """A Federal Register on this machine: what it answers by path, and what it was asked."""
    answers: dict[str, Any] = {"asked": []}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            answers["asked"].append(path)
            data = answers.get(path)
            self.send_response(200 if data is not None else 404)
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}"
    answers["base"] = base
    answers[f"/documents/{DOCUMENT}.json"] = json.dumps({"raw_text_url": f"{base}/text"}).encode()
    answers["/text"] = PAGE
    monkeypatch.setattr(fetch, "API", f"{base}/documents.json")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield answers
    server.shutdown()
    thread.join()
    server.server_close()


def origin(root: Path) -> dict[str, Any]:
    """The one entry of the index."""
    [found] = yaml.safe_load((root / INDEX).read_text("utf-8"))["texts"]
    return dict(found)


def test_a_text_is_fetched_unwrapped_and_recorded(library: Path, register: dict[str, Any]) -> None:
    """The page of HTML is gone, every character is as printed; address, day and digest stand by."""
    ran = run("-C", library, "texts")
    assert ran.code == 0
    assert f"eo-99999.txt: fetched from {register['base']}/text\n" in ran.output
    assert ran.output.endswith("1 brought, 0 there already, 0 not to be had\n")
    data = (library / "content/texts/eo-99999.txt").read_bytes()
    assert data.decode().split() == PLAIN.decode().split() and b"<" not in data
    found = origin(library)
    assert found["sha256"] == hashlib.sha256(data).hexdigest()
    assert (found["url"], found["by"]) == (f"{register['base']}/text", "fetched")
    assert [each.line() for each in loaded(library).problems if each.path == INDEX] == []


def test_what_is_there_is_not_asked_for_again(library: Path, register: dict[str, Any]) -> None:
    """Unless it is said so; then the entry follows the file."""
    run("-C", library, "texts")
    before = stamps(library)
    assert "0 brought, 1 there already" in run("-C", library, "texts").output
    assert stamps(library) == before and register["asked"].count("/text") == 1
    register["/text"] = PAGE.replace(b"good repair", b"fair repair").replace(
        b"THE WHITE", b"THE  WHITE"
    )
    assert "1 brought" in run("-C", library, "texts", "--again").output
    data = (library / "content/texts/eo-99999.txt").read_bytes()
    assert origin(library)["sha256"] == hashlib.sha256(data).hexdigest()


def test_a_file_that_somebody_changed_is_theirs(library: Path, register: dict[str, Any]) -> None:
    """It is not replaced; `--verify` says that it is another, and that a file is gone."""
    run("-C", library, "texts")
    assert run("-C", library, "texts", "--verify").output == "1 as they were brought, 0 not\n"
    text = library / "content/texts/eo-99999.txt"
    text.write_bytes(text.read_bytes() + b"\nMine.\n")
    assert "0 brought, 1 there already" in run("-C", library, "texts", "--again").output
    ran = run("-C", library, "texts", "--verify")
    assert ran.code == 1 and "EO813 not as it was brought on" in ran.output
    text.unlink()
    assert (
        "EO813 brought once, and no longer there" in run("-C", library, "texts", "--verify").output
    )


def test_texts_that_a_folder_lacks_are_one_message(library: Path, tmp_path: Path) -> None:
    """It says how many, names some, and what the file of the first would be called."""
    empty = tmp_path / "empty"
    empty.mkdir()
    ran = run("-C", library, "texts", "--from", empty)
    assert ran.code == 1 and f"EO812 EO 99999: no text: {empty} has none" in ran.output
    for number in range(99001, 99009):
        write(
            library, {f"content/orders/eo-{number}.md": f"---\nnumber: {number}\ntitle: T\n---\n"}
        )
    ran = run("-C", library, "texts", "--from", empty)
    assert ran.output.count("EO812") == 1 and ran.output.endswith("9 not to be had\n")
    assert f"no texts: {empty} has none of 9 orders: EO 99001, EO 99002, " in ran.output
    assert " and 4 more\n    that of the first is called eo-99001.txt" in ran.output


def test_another_orders_text_is_refused(library: Path, register: dict[str, Any]) -> None:
    """By its number, by its document's, and what is no order at all; nothing is written."""
    for data, words in (
        (
            PAGE.replace(b"Executive Order 99999 of", b"Executive Order 99998 of"),
            "is the text of EO 99998",
        ),
        (
            PAGE.replace(b"2099-99999", b"2099-99998"),
            "is document 2099-99998; the order's file has 2099-99999",
        ),
        (b"<html>Service unavailable</html>", "does not read as the text of an executive order"),
    ):
        register["/text"] = data
        ran = run("-C", library, "texts")
        assert ran.code == 1 and "EO812 EO 99999: no text: what came " in ran.output
        assert words in ran.output and "0 brought, 0 there already, 1 not to be had" in ran.output
        assert not (library / "content/texts").exists()


def test_an_address_elsewhere_is_not_followed(library: Path, register: dict[str, Any]) -> None:
    """The API's own host only."""
    register[f"/documents/{DOCUMENT}.json"] = b'{"raw_text_url": "file:///etc/passwd"}'
    ran = run("-C", library, "texts")
    assert ran.code == 1 and "names no address of its text" in ran.output


def test_a_document_that_the_register_lacks_is_said(
    library: Path, register: dict[str, Any]
) -> None:
    """And others are asked for all the same."""
    write(
        library,
        {"content/orders/eo-99998.md": order('document_number: "2099-1"\n', "", number=99998)},
    )
    ran = run("-C", library, "texts")
    assert (
        ran.code == 1 and "EO812 EO 99998: no text: 127.0.0.1" in ran.output and "404" in ran.output
    )
    assert "1 brought, 0 there already, 1 not to be had" in ran.output


def test_without_a_network_it_is_said_once(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the way out; no file is made."""
    monkeypatch.setattr(fetch, "API", "http://127.0.0.1:9/documents.json")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    write(
        library,
        {"content/orders/eo-99998.md": order('document_number: "2099-1"\n', "", number=99998)},
    )
    ran = run("-C", library, "texts")
    assert ran.code == 1 and ran.output.count("cannot reach 127.0.0.1:9") == 1
    assert "bring texts from a folder with --from DIR" in ran.output
    assert not (library / "content/texts").exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("eo-99999.txt", PLAIN),
        ("99999.txt", PLAIN),
        (f"{DOCUMENT}.txt", PLAIN),
        (f"{DOCUMENT}.htm", PAGE),
    ],
)
def test_texts_are_copied_from_a_folder(library: Path, name: str, data: bytes) -> None:
    """By the order's name, its number or its document's; pages are unwrapped; no network is used."""
    folder = library.parent / "saved"
    folder.mkdir()
    (folder / name).write_bytes(data)
    ran = run("-C", library, "texts", "--from", folder)
    assert "content/texts/eo-99999.txt: copied\n" in ran.output
    assert (library / "content/texts/eo-99999.txt").read_bytes().split() == PLAIN.split()
    assert (origin(library)["by"], origin(library)["url"]) == (
        "copied",
        f"https://www.federalregister.gov/d/{DOCUMENT}",
    )


def test_a_folder_without_the_text_says_how_it_is_called(library: Path) -> None:
    """And an order without a document number asks for one."""
    folder = library.parent / "saved"
    folder.mkdir()
    ran = run("-C", library, "texts", "--from", folder)
    assert f"it is called eo-99999.txt or 99999.txt or {DOCUMENT}.txt" in ran.output
    write(library, {"content/orders/eo-99999.md": order("", "", number=99999)})
    assert "it has no document number to ask by" in run("-C", library, "texts").output


def test_orders_may_be_named_and_a_dry_run_writes_nothing(
    library: Path, register: dict[str, Any]
) -> None:
    """By number or name; a slip is said."""
    for name in ("99999", "eo-99999", "EO-99999"):
        ran = run("-C", library, "texts", "--dry-run", name)
        assert "1 would be asked for" in ran.output
    assert not (library / "content/texts").exists() and register["asked"] == []
    assert "did you mean `eo-99999`?" in run("-C", library, "texts", "9999").output


def test_the_index_keeps_its_comments(library: Path, register: dict[str, Any]) -> None:
    """And the entries of other files."""
    write(
        library,
        {
            INDEX: "# Ours.\ntexts:\n  - {file: eo-1.txt, on: 2020-01-01, by: copied, sha256: ab}  # old\n"
        },
    )
    run("-C", library, "texts")
    text = (library / INDEX).read_text("utf-8")
    assert text.startswith(
        "# Ours.\ntexts:\n  - {file: eo-1.txt, on: 2020-01-01, by: copied, sha256: ab}  # old\n"
    )
    assert "file: eo-99999.txt" in text
