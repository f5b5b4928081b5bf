"""The language server: takes what editors send, and hands out what the pure functions say."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from eo_site import __version__
from eo_site.engine.cache import FOLDER
from eo_site.engine.options import Options
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.language_server import answers
from eo_site.language_server.actions import actions
from eo_site.language_server.completion import complete
from eo_site.language_server.definition import LOCAL, definition, references
from eo_site.language_server.editor_site import EditorSite
from eo_site.language_server.files import OpenFile, open_file
from eo_site.language_server.follower import Follower
from eo_site.language_server.hover import hover
from eo_site.language_server.knowledge import Knowledge
from eo_site.language_server.outline import symbols
from eo_site.language_server.positions import Positions
from eo_site.language_server.problem_spots import Stretch, index_of
from eo_site.language_server.rename import Refused, home_of, renamable, rename
from eo_site.model.problem import Problem, Severity
from eo_site.project import find_root

T = TypeVar("T")
MOST_WARNINGS = 2000
"""Of files that are not open; beyond that only errors are told of them."""
TRIGGERS = ["@", "=", "{", "[", "(", ",", " ", ":", "#", '"', ".", ";", "/"]


class Site:
    """The site that an editor has opened: its state, and who follows it."""

    def __init__(self, server: "EditorServer", options: Options) -> None:
        self.root = options.root
        self._server = server
        self._stack = ExitStack()
        folder = options.root / FOLDER
        cache = self._stack.enter_context(SnapshotCache.at_once(folder / "editor", folder))
        self.state = EditorSite(options, cache)
        self.follower = Follower(self.state, self.open_files, self.publish, server.failed)
        self._published: dict[str, list[types.Diagnostic]] = {}

    def close(self) -> bool:
        """Let go of the cache, if nothing is being read any more; whether that is so."""
        at_rest = self.follower.close()
        if at_rest:
            self._stack.close()
        return at_rest

    # Files --------------------------------------------------------------------------------------

    def path_of(self, uri: str) -> str | None:
        """The path of a document in the site; None for what lies elsewhere."""
        name = to_fs_path(uri)
        if not name:
            return None
        for root in (self.root, self.root.resolve()):
            if (file := Path(name)).is_relative_to(root):
                return file.relative_to(root).as_posix()
        return None

    def uri_of(self, path: str) -> str:
        """The address of a file of the site, or of one that stands outside it."""
        for uri in self._server.workspace.text_documents:
            if self.path_of(uri) == path:
                return str(uri)  # as the editor spells it
        return from_fs_path(str(self.root / path)) or ""

    def open_files(self) -> list[OpenFile]:
        """The content files that are open in the editor, as they are there."""
        found = (self.file(uri) for uri in list(self._server.workspace.text_documents))
        return [each for each in found if each]

    def file(self, uri: str) -> OpenFile | None:
        """An open document, if it is a content file."""
        path = self.path_of(uri)
        if path is None:
            return None
        return open_file(path, self._server.workspace.get_text_document(uri).source)

    def stored(self, path: str) -> OpenFile | None:
        """A file as the editor has it, else as it lies on disk."""
        unsaved = {
            each.path: each.text.encode("utf-8", "surrogatepass") for each in self.open_files()
        }
        data = self.state.bytes_of(path, unsaved)
        return None if data is None else open_file(path, data.decode("utf-8-sig", "replace"))

    def files_with(self, word: str) -> Iterator[OpenFile]:
        """The site's files that have a word in them."""
        unsaved = {
            each.path: each.text.encode("utf-8", "surrogatepass") for each in self.open_files()
        }
        return self.state.files_with(word, unsaved)

    # Diagnostics ---------------------------------------------------------------------------------

    def problems_of(self, path: str) -> list[Problem]:
        """What is wrong with a file, as far as it is known."""
        if path in self.follower.alone:
            return list(self.follower.alone[path])
        return [each for each in self.state.problems if each.path == path]

    def publish(self) -> None:
        """Tell the editor what is wrong, of each file where that is new."""
        by_path = self._by_path()
        opened = {each.path: each for each in self.open_files()}
        fresh: dict[str, list[types.Diagnostic]] = {}
        for path in by_path.keys() | opened.keys() | self._published.keys():
            found = by_path.get(path, [])
            fresh[path] = answers.diagnostics(found, opened.get(path), self._server.encoding)
        for path, each in fresh.items():
            if each != self._published.get(path, []):
                params = types.PublishDiagnosticsParams(self.uri_of(path), each)
                self._server.text_document_publish_diagnostics(params)
        self._published = {path: each for path, each in fresh.items() if each}

    def _by_path(self) -> dict[str, list[Problem]]:
        opened = {each.path for each in self.open_files()}
        many = len(self.state.problems) > MOST_WARNINGS
        found: dict[str, list[Problem]] = {}
        for each in self.state.problems:
            if each.path in opened or not many or each.severity is Severity.ERROR:
                found.setdefault(each.path, []).append(each)
        return found | {path: list(each) for path, each in self.follower.alone.items()}


class EditorServer(LanguageServer):
    """One site in one editor."""

    def __init__(self, options: Callable[[Path], Options], root: Path | None) -> None:
        super().__init__("eo-site", __version__)
        self._options, self._root = options, root
        self.site: Site | None = None
        self.at_rest = True
        """Whether no thread goes on reading."""

    def open_site(self) -> None:
        """Begin to follow the site that was named, or that the editor's folder is in."""
        folder = to_fs_path(self.workspace.root_uri) if self.workspace.root_uri else None
        root = (find_root(Path(folder)) if folder else None) or self._root
        if root and self.site is None:
            self.site = Site(self, self._options(root))
            self.site.follower.start()

    def close_site(self) -> None:
        """Follow it no more."""
        if self.site:
            self.at_rest = self.site.close()
            self.site = None

    @property
    def encoding(self) -> str:
        """How the editor counts characters within lines."""
        found = self.workspace.position_encoding
        return found.value if isinstance(found, types.PositionEncodingKind) else found or "utf-16"

    def failed(self, error: Exception) -> None:
        """Note what went wrong here; nobody's editing is disturbed by it."""
        words = f"{type(error).__name__}: {error}"
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, words))

    def told(self, ask: Callable[[], T]) -> T | None:
        """An answer, or none where we fail: editors get no traceback."""
        try:
            return ask()
        except JsonRpcInvalidParams:
            raise
        except Exception as error:
            self.failed(error)
            return None

    def at(self, params: Any) -> tuple[Site, OpenFile, Positions, int, Knowledge] | None:
        """What a question about a position is about; None where we know nothing of it."""
        uri = params.text_document.uri
        file = self.site.file(uri) if self.site else None
        if self.site is None or file is None or self.site.state.knowledge is None:
            return None
        positions = Positions(file.text, self.encoding)
        index = positions.index(params.position) if hasattr(params, "position") else 0
        return self.site, file, positions, index, self.site.state.knowledge


def make_server(options: Callable[[Path], Options], root: Path | None) -> EditorServer:
    """A server for the site that the editor's folder is in, else for the one at `root`.

    `options` says how a site is to be read.
    """
    server = EditorServer(options, root)
    _follow(server)
    _answer(server)
    _change(server)
    return server


def _follow(server: EditorServer) -> None:
    """Documents that open, change and close."""

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        server.told(server.open_site)
        watched = server.client_capabilities.workspace
        if watched and (can := watched.did_change_watched_files) and can.dynamic_registration:
            globs = ["**/*.md", "**/*.yaml", "**/content/texts/*.txt"]
            options = types.DidChangeWatchedFilesRegistrationOptions(
                [types.FileSystemWatcher(each) for each in globs]
            )
            wanted = types.Registration(
                "eo-site-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options
            )
            server.client_register_capability(types.RegistrationParams([wanted]))

    def noted(uri: str, *, saved: bool = False) -> None:
        path = server.site.path_of(uri) if server.site else None
        if server.site and path:
            server.site.follower.note(path, saved=saved)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.told(lambda: noted(params.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.told(lambda: noted(params.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.told(lambda: noted(params.text_document.uri, saved=True))

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.told(lambda: noted(params.text_document.uri, saved=True))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(params: types.DidChangeWatchedFilesParams) -> None:
        for each in params.changes:
            server.told(partial(noted, each.uri, saved=True))

    @server.feature(types.SHUTDOWN)
    def shutdown(params: None) -> None:
        server.told(server.close_site)


def _answer(server: EditorServer) -> None:
    """Questions."""

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=TRIGGERS)
    )
    def completion(params: types.CompletionParams) -> types.CompletionList | None:
        def ask() -> types.CompletionList | None:
            if not (found := server.at(params)):
                return None
            _, file, positions, index, knowledge = found
            suggestions = complete(file, index, knowledge, templates=_takes_templates(server))
            return answers.completion_items(suggestions, index, positions)

        return server.told(ask)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    @server.thread()
    def told(params: types.HoverParams) -> types.Hover | None:
        def ask() -> types.Hover | None:
            if not (found := server.at(params)):
                return None
            site, file, positions, index, knowledge = found
            said = hover(file, index, knowledge, lambda: site.state.reading(file))
            if said is None:
                return None
            words = types.MarkupContent(types.MarkupKind.Markdown, said.text)
            return types.Hover(words, positions.range(said.start, said.end))

        return server.told(ask)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    @server.thread()
    def defined(params: types.DefinitionParams) -> types.Location | None:
        def ask() -> types.Location | None:
            if not (found := server.at(params)):
                return None
            site, file, _, index, knowledge = found
            place = definition(file, index, knowledge)
            if place is None:
                return None
            target = site.stored(place.path)
            uri = site.uri_of(place.path)
            if target is None:  # an official text, say
                at = types.Position(place.place.line - 1, place.place.column - 1)
                return types.Location(uri, types.Range(at, at))
            start = index_of(target, place.place)
            span = Positions(target.text, server.encoding).range(start, start + place.length)
            return types.Location(uri, span)

        return server.told(ask)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    @server.thread()
    def named(params: types.ReferenceParams) -> list[types.Location] | None:
        def ask() -> list[types.Location] | None:
            if not (found := server.at(params)):
                return None
            site, file, _, index, knowledge = found
            try:
                token = renamable(file, index, knowledge)
                home = home_of(token, file, knowledge)
            except Refused:
                return None
            local = token.kind in LOCAL or (home == file.path and file.role.is_markdown)
            files: Iterable[OpenFile] = [file] if local else site.files_with(token.id)
            return [
                types.Location(site.uri_of(each.path), positions.range(one.start, one.end))
                for each in files
                for positions in [Positions(each.text, server.encoding)]
                for one in references(token, home, each)
            ]

        return server.told(ask)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        def ask() -> list[types.DocumentSymbol] | None:
            file = server.site.file(params.text_document.uri) if server.site else None
            positions = Positions(file.text, server.encoding) if file else None
            return answers.symbols(symbols(file), positions) if file and positions else None

        return server.told(ask)


def _takes_templates(server: EditorServer) -> bool:
    """Whether the editor fills in the places of a snippet."""
    documents = server.client_capabilities.text_document
    completion = documents.completion if documents else None
    item = completion.completion_item if completion else None
    return bool(item and item.snippet_support)


def _change(server: EditorServer) -> None:
    """Changes that are offered or asked for."""

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]),
    )
    def offered(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        def ask() -> list[types.CodeAction] | None:
            if not (found := server.at(params)):
                return None
            site, file, positions, _, _ = found
            span = Stretch(positions.index(params.range.start), positions.index(params.range.end))
            every = actions(file, span, site.problems_of(file.path))
            uri = params.text_document.uri
            return [
                answers.code_action(each, uri, file, positions, server.encoding) for each in every
            ]

        return server.told(ask)

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepared(params: types.PrepareRenameParams) -> types.Range | None:
        def ask() -> types.Range | None:
            if not (found := server.at(params)):
                return None
            _, file, positions, index, knowledge = found
            try:
                token = renamable(file, index, knowledge)
            except Refused as error:
                raise JsonRpcInvalidParams(str(error)) from None
            return positions.range(token.start, token.end)

        return server.told(ask)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    @server.thread()
    def renamed(params: types.RenameParams) -> types.WorkspaceEdit | None:
        def ask() -> types.WorkspaceEdit | None:
            if not (found := server.at(params)):
                return None
            site, file, _, index, knowledge = found
            try:
                changes = rename(file, index, params.new_name, knowledge, site.files_with)
            except Refused as error:
                raise JsonRpcInvalidParams(str(error)) from None
            every: dict[str, list[types.TextEdit]] = {}
            for path, each in changes.items():
                target = site.stored(path)
                if target:
                    positions = Positions(target.text, server.encoding)
                    every[site.uri_of(path)] = answers.edits(each, positions)
            return types.WorkspaceEdit(changes=every)

        return server.told(ask)
