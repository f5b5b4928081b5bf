"""An agency is recorded for a section that names it."""

from collections.abc import Iterable, Iterator, Sequence

from eo_site.check.facts.places import Nesting
from eo_site.check.world import OrderWorld, at
from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath
from eo_site.texts.mentions import Mention


def unnamed_agencies(
    world: OrderWorld, sections: Nesting, mentions: Iterable[Mention]
) -> Iterator[Problem]:
    """EO620: neither the section nor those around it in the same numbered section name the agency.

    Sentences of a section speak of each other's agencies ("such heads shall …"), so the numbered
    section is as near as words can tell. An entry of `agencies` with a note says there how it is
    meant ("the Task Force" is a name only to who knows which), and one with the order's own words
    for a class names it; both do so for the duties of their sections, too.
    """
    named: dict[str, set[str]] = {}
    for each in mentions:
        named.setdefault(each.agency, set()).add(sections.get(each.section, (each.section,))[-1])
    for entry in world.document.record.agencies:
        if entry.note is not None or entry.text is not None:
            found = (sections[label][-1] for label in entry.sections if label in sections)
            named.setdefault(entry.id, set()).update(found)
    for path, agency, labels in _recorded(world):
        known = [label for label in labels if label in sections]
        for label in known:
            if sections[label][-1] not in named.get(agency, ()):
                message = f"section {label} does not name `{agency}`, nor does any part of it"
                hint = "name the section that does; or say in the entry's `note` how it is meant"
                yield at(world.document, path, "EO620", message, hint)


def _recorded(world: OrderWorld) -> Iterator[tuple[KeyPath, str, Sequence[str]]]:
    record = world.document.record
    for i, agency in enumerate(record.agencies):
        yield ("agencies", i, "sections"), agency.id, agency.sections
    for i, duty in enumerate(record.duties):
        for key, ids in (("who", duty.who), ("with", duty.with_), ("consults", duty.consults)):
            for j, ident in enumerate(ids):
                yield ("duties", i, key, j), ident, (duty.section,)
