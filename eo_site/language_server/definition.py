"""Where something stands that an id names, and where else it is named."""

from eo_site.language_server.files import OpenFile
from eo_site.language_server.knowledge import Knowledge, Location
from eo_site.language_server.own_facts import number_of, official_of
from eo_site.language_server.places import IdKind
from eo_site.language_server.tokens import Token, token_at, tokens_of
from eo_site.model.locator import sections_of
from eo_site.model.problem import Place

LOCAL: frozenset[IdKind] = frozenset({"clock", "number", "case"})
"""What means something in its own file alone."""


def definition(file: OpenFile, index: int, knowledge: Knowledge) -> Location | None:
    """Where what is named at a position stands; None where nobody knows."""
    token = token_at(file, index)
    if token is None or token.kind == "value":
        return None
    if token.kind == "link":
        return _linked(token.id, knowledge)
    if token.kind == "section":
        return _section(token.id, file, knowledge)
    if own := in_file(token, file):
        place = file.source.place(own.start)
        return Location(file.path, place, own.end - own.start)
    if token.kind == "source" and token.id == "order":
        labels = sections_of(token.detail)
        return _section(labels[0] if labels else "", file, knowledge)
    return knowledge.definition(token.kind, token.id)


def in_file(token: Token, file: OpenFile) -> Token | None:
    """The entry of the same file that an id names."""
    for each in tokens_of(file):
        if each.defines and each.id == token.id and means(each.kind, token.kind):
            return each
    return None


def means(defined: IdKind, named: IdKind) -> bool:
    """Whether an entry of one kind can be what a mention of another names.

    An instrument is a source too; cases of the same file can have moved a day.
    """
    return defined == named or (defined, named) in {("act", "source"), ("case", "act")}


def _linked(target: str, knowledge: Knowledge) -> Location | None:
    slug = target.rpartition("/")[2].removesuffix(".md")
    pages = {each.slug: each for each in knowledge.pages}
    known = pages.get(slug) if "pages/" in target else knowledge.orders.get(slug)
    known = known or pages.get(slug)
    return Location(known.path, Place()) if known else None


def _section(label: str, file: OpenFile, knowledge: Knowledge) -> Location | None:
    """The line of the official text's file."""
    text = official_of(file, knowledge)
    path = knowledge.official_path(number_of(file)) if text else ""
    if text is None or not path:
        return None
    found = text.by_label(label)
    return Location(path, Place(found.line if found else 1))


def references(token: Token, home: str, file: OpenFile) -> tuple[Token, ...]:
    """Where a file names what a token names, its entry included; `home` is the file of that entry.

    An entry of a file's own stands before one of the site's.
    """
    kind = token.kind
    if kind in LOCAL and file.path != home:
        return ()
    own = any(
        each.defines and each.id == token.id and means(each.kind, kind) for each in tokens_of(file)
    )
    if own and file.path != home:
        return ()
    return tuple(
        each
        for each in tokens_of(file)
        if each.id == token.id and (means(kind, each.kind) or means(each.kind, kind))
    )
