"""Our values as the protocol has them."""

from collections.abc import Iterable, Sequence

from lsprotocol import types

from eo_site.language_server.actions import Action, span_of
from eo_site.language_server.completion import Suggestion
from eo_site.language_server.files import OpenFile
from eo_site.language_server.outline import Symbol
from eo_site.language_server.positions import Positions
from eo_site.language_server.rename import Change
from eo_site.model.problem import Problem, Severity

SOURCE = "eo-site"
_KINDS = {
    "id": types.CompletionItemKind.Reference,
    "section": types.CompletionItemKind.Field,
    "value": types.CompletionItemKind.EnumMember,
    "key": types.CompletionItemKind.Property,
    "word": types.CompletionItemKind.Keyword,
    "file": types.CompletionItemKind.File,
    "snippet": types.CompletionItemKind.Snippet,
}
_SYMBOLS = {
    "section": types.SymbolKind.Namespace,
    "duty": types.SymbolKind.Event,
    "entry": types.SymbolKind.Key,
}


def completion_items(
    found: Sequence[Suggestion], index: int, positions: Positions
) -> types.CompletionList:
    """Suggestions; whoever types on asks again, since names are matched here."""
    items = [
        types.CompletionItem(
            label=each.label,
            kind=_KINDS[each.what],
            detail=each.detail or None,
            documentation=each.about or None,
            sort_text=f"{number:04}",
            filter_text=each.matched or each.label,
            insert_text_format=types.InsertTextFormat.Snippet
            if each.is_template
            else types.InsertTextFormat.PlainText,
            text_edit=types.TextEdit(positions.range(each.start, index), each.insert),
        )
        for number, each in enumerate(found)
    ]
    return types.CompletionList(is_incomplete=True, items=items)


def diagnostics(
    problems: Iterable[Problem], file: OpenFile | None, encoding: str
) -> list[types.Diagnostic]:
    """What is wrong with a file, with the hint on a line of its own; without its text, by lines alone."""
    positions = Positions(file.text, encoding) if file else None
    return [_diagnostic(each, file, positions) for each in problems]


def _diagnostic(
    problem: Problem, file: OpenFile | None, positions: Positions | None
) -> types.Diagnostic:
    if file and positions:
        span = span_of(file, problem)
        place = positions.range(span.start, span.end)
    else:
        at = types.Position(problem.place.line - 1, problem.place.column - 1)
        place = types.Range(at, types.Position(at.line, at.character + 1))
    error = problem.severity is Severity.ERROR
    return types.Diagnostic(
        range=place,
        message=f"{problem.message}\n{problem.hint}" if problem.hint else problem.message,
        severity=types.DiagnosticSeverity.Error if error else types.DiagnosticSeverity.Warning,
        code=problem.code,
        source=SOURCE,
    )


def edits(changes: Iterable[Change], positions: Positions) -> list[types.TextEdit]:
    """Changes of one file."""
    return [types.TextEdit(positions.range(each.start, each.end), each.text) for each in changes]


def code_action(
    action: Action, uri: str, file: OpenFile, positions: Positions, encoding: str
) -> types.CodeAction:
    """Something to mend."""
    found = diagnostics([action.problem], file, encoding) if action.problem else None
    return types.CodeAction(
        title=action.title,
        kind=types.CodeActionKind.QuickFix if action.problem else types.CodeActionKind.SourceFixAll,
        diagnostics=found,
        is_preferred=action.certain if action.problem else None,
        edit=types.WorkspaceEdit(changes={uri: edits(action.changes, positions)}),
    )


def symbols(found: Iterable[Symbol], positions: Positions) -> list[types.DocumentSymbol]:
    """A file's parts."""
    return [
        types.DocumentSymbol(
            name=each.name or each.id,
            kind=_SYMBOLS[each.what],
            range=positions.range(each.start, each.end),
            selection_range=positions.range(each.start, each.start),
            detail=each.id,
            children=symbols(each.children, positions),
        )
        for each in found
    ]
