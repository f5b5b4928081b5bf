"""The texts of a translation beside those of the original that they say again. Values in, values out."""

from collections.abc import Iterator, Sequence

from eo_site.authoring.replacements import Lines, Replacement, block_lines, named, value_lines
from eo_site.model.body import Block, Section
from eo_site.model.document import OrderDocument
from eo_site.model.text import KeyPath


def translated(
    original: OrderDocument, translation: OrderDocument, names: frozenset[str], length: int
) -> Iterator[Replacement]:
    """Each text of a translation, in the place of what readers called by one of `names` have in the original.

    `names` are an audience and its groups; `length` is the original's lines. The lines of the
    replacements are the translation's, those of their defaults the original's.
    """
    language = (translation.language,)
    for path in original.prose:
        theirs = value_lines(translation, path) or value_lines(translation, (*path, "default"))
        ours = _read_value(original, path, names)
        if theirs and ours:
            yield Replacement(named(path), language, theirs, (ours,))
    sections = {each.heading.id: each for each in translation.body.sections if each.heading}
    ends = dict(_with_ends(translation.body.sections, translation.marks.source.text.count("\n")))
    for section, end in _with_ends(original.body.sections, length):
        other = sections.get(section.heading.id) if section.heading else None
        if section.heading and other and other.heading:
            theirs = (other.heading.place.line, ends[other])
            defaults = tuple(_read_blocks(section.blocks, end, names))
            yield Replacement(f"section {section.heading.id}", language, theirs, defaults)


def _with_ends(sections: Sequence[Section], length: int) -> Iterator[tuple[Section, int]]:
    """Sections, each with its last line."""
    for i, section in enumerate(sections):
        following = sections[i + 1] if i + 1 < len(sections) else None
        yield section, following.place.line - 1 if following else length


def _read_value(document: OrderDocument, path: KeyPath, names: frozenset[str]) -> Lines | None:
    for name, _ in document.prose[path].variants:
        if name.id in names and (found := value_lines(document, (*path, name.id))):
            return found
    if document.prose[path].variants:
        return value_lines(document, (*path, "default"))
    return value_lines(document, path)


def _read_blocks(blocks: Sequence[Block], end: int, names: frozenset[str]) -> Iterator[Lines]:
    """What such readers have of a section: a block in the default's place, or the default, and additions."""
    mine = [
        block.condition is not None and any(each.id in names for each in block.condition.names)
        for block in blocks
    ]
    replaced = any(
        is_mine and block.kind == "instead" for is_mine, block in zip(mine, blocks, strict=True)
    )
    for i, block in enumerate(blocks):
        if mine[i] or (block.kind == "default" and not replaced):
            yield block_lines(blocks, i, end)
