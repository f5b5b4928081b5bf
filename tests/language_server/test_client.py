"""A real client, speaking the protocol with the server over standard input and output."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.client import LanguageClient

from tests.language_server.cursors import FILES, ORDER, TEXT, write_site
from tests.language_server.own_loop import run_apart
from tests.sites import REPOSITORY

AGENCIES = "content/vocabularies/agencies.yaml"
SECONDS = 120.0
"""Within which anything comes that comes at all, on a machine with other work."""


class Editor:
    """An editor that has the site open."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.client = LanguageClient("test", "1")
        self.diagnostics: dict[str, list[types.Diagnostic]] = {}
        self.logged: list[str] = []
        self.versions: dict[str, int] = {}
        self.news = asyncio.Event()

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.diagnostics[params.uri] = list(params.diagnostics)
            self.news.set()

        @self.client.feature(types.WINDOW_LOG_MESSAGE)
        def logged(params: types.LogMessageParams) -> None:
            self.logged.append(params.message)

    async def start(self) -> types.InitializeResult:
        """Start the server as an editor does."""
        command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(REPOSITORY)!r}); "
                   "from eo_site.cli import main; main(['lsp'])"]  # fmt: skip
        await self.client.start_io(*command, cwd=self.root)
        wanted = types.ClientCapabilities(
            general=types.GeneralClientCapabilities(
                position_encodings=[types.PositionEncodingKind.Utf16]
            )
        )
        found = await self.client.initialize_async(
            types.InitializeParams(capabilities=wanted, root_uri=self.root.as_uri())
        )
        self.client.initialized(types.InitializedParams())
        return found

    def uri(self, path: str) -> str:
        """Of a file of the site."""
        return (self.root / path).as_uri()

    def document(self, path: str) -> types.TextDocumentIdentifier:
        """A file of the site."""
        return types.TextDocumentIdentifier(self.uri(path))

    def open(self, path: str, text: str) -> None:
        """Open a file, or change all of it."""
        uri, version = self.uri(path), self.versions.get(path, 0) + 1
        self.versions[path] = version
        if version == 1:
            item = types.TextDocumentItem(uri, "markdown", version, text)
            self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        else:
            document = types.VersionedTextDocumentIdentifier(uri=uri, version=version)
            change = types.TextDocumentContentChangeWholeDocument(text)
            self.client.text_document_did_change(
                types.DidChangeTextDocumentParams(document, [change])
            )

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for news after which something is so."""
        async with asyncio.timeout(SECONDS):
            while not condition():
                self.news.clear()
                await self.news.wait()

    def codes(self, path: str) -> list[object]:
        """Of what is wrong with a file."""
        return [each.code for each in self.diagnostics.get(self.uri(path), [])]


def position(text: str, words: str) -> types.Position:
    """Of some words, in UTF-16 units."""
    before = text[: text.index(words)]
    line = before.rpartition("\n")[2]
    return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)


async def with_editor(root: Path, work: Callable[[Editor], Awaitable[None]]) -> None:
    """Do something in an editor, and end it as editors do."""
    editor = Editor(root)
    await editor.start()
    try:
        await work(editor)
    finally:
        async with asyncio.timeout(SECONDS):
            await editor.client.shutdown_async(None)
            editor.client.exit(None)
            await editor.client.stop()


def test_an_editor_is_told_all_it_asks_for(tmp_path: Path) -> None:
    """Diagnostics of unsaved text, completion, hover, definition, rename, actions; half-written files."""
    run_apart(with_editor(write_site(tmp_path / "site"), _ask))


async def _ask(editor: Editor) -> None:
    client = editor.client
    wrong = TEXT.replace("::: for lawyers", "::: for lawyer").replace("a count", "𝄞 a count")
    editor.open(ORDER, wrong)
    await editor.until(lambda: "EO301" in editor.codes(ORDER))
    (found,) = [e for e in editor.diagnostics[editor.uri(ORDER)] if e.code == "EO301"]
    assert found.message == "unknown audience `lawyer`\ndid you mean `lawyers`?"
    assert found.range.start == position(wrong, "lawyer\n\nThe count")
    assert found.range.end.character - found.range.start.character == len("lawyer")

    offered = await client.text_document_code_action_async(
        types.CodeActionParams(
            editor.document(ORDER), found.range, types.CodeActionContext([found])
        )
    )
    assert offered
    (action,) = offered
    assert isinstance(action, types.CodeAction)
    assert action.edit
    assert action.edit.changes
    ((uri, edits),) = action.edit.changes.items()
    assert (uri, list(edits)) == (editor.uri(ORDER), [types.TextEdit(found.range, "lawyers")])

    editor.open(ORDER, TEXT)
    await editor.until(lambda: "EO301" not in editor.codes(ORDER))
    told = await client.text_document_hover_async(
        types.HoverParams(editor.document(ORDER), position(TEXT, "The count binds"))
    )
    assert told
    assert isinstance(told.contents, types.MarkupContent)
    assert "Who reads this `for` block: lawyers." in told.contents.value

    place = await client.text_document_definition_async(
        types.DefinitionParams(editor.document(ORDER), position(TEXT, "coast-guard, role"))
    )
    assert isinstance(place, types.Location)
    assert (place.uri, place.range.start) == (
        editor.uri(AGENCIES), position(FILES[AGENCIES], "coast-guard,")
    )  # fmt: skip

    named = await client.text_document_references_async(
        types.ReferenceParams(
            types.ReferenceContext(include_declaration=True),
            editor.document(ORDER),
            position(TEXT, "coast-guard, role"),
        )
    )
    assert named
    assert sorted(each.uri.rpartition("/")[2] for each in named) == [
        "agencies.yaml", *["eo-14001.md"] * 4, "eo-14002.md"
    ]  # fmt: skip

    edit = await client.text_document_rename_async(
        types.RenameParams(editor.document(ORDER), position(TEXT, "coast-guard, role"), "uscg")
    )
    assert edit
    assert edit.changes
    assert {uri.rpartition("/")[2] for uri in edit.changes} == {
        "eo-14001.md", "eo-14002.md", "agencies.yaml"
    }  # fmt: skip
    try:
        await client.text_document_rename_async(
            types.RenameParams(
                editor.document(ORDER), position(TEXT, "coast-guard, role"), "treasury"
            )
        )
        raise AssertionError("an id that is taken was not refused")
    except JsonRpcException as refused:
        assert refused.message == f"`treasury` is taken in {AGENCIES}"
        assert not refused.data

    parts = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(editor.document(ORDER))
    )
    assert parts
    assert [each.name for each in parts][-2:] == ["Purpose", "For the law"]

    half = TEXT[: TEXT.index("coast-guard, role")] + "USC"
    editor.open(ORDER, half)
    answer = await client.text_document_completion_async(
        types.CompletionParams(editor.document(ORDER), position(half + "\0", "\0"))
    )
    assert isinstance(answer, types.CompletionList)
    assert answer.is_incomplete
    (item,) = answer.items
    assert isinstance(item.text_edit, types.TextEdit)
    assert item.text_edit.new_text == "coast-guard"
    assert item.filter_text == "USCG"
    await editor.until(lambda: "EO104" in editor.codes(ORDER))

    for length in range(0, len(TEXT), 400):
        editor.open(ORDER, TEXT[:length])
        at = types.CompletionParams(editor.document(ORDER), position(TEXT[:length] + "\0", "\0"))
        await client.text_document_completion_async(at)
    assert editor.logged == []
