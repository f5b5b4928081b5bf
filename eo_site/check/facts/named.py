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
    meant, for the duties of its sections too: "the Task Force" is a name only to who knows which.
    """
    named: dict[str, set[str]] = {}
    for each in mentions:
        named.setdefault(each.agency, set()).add(sections.get(each.section, (each.section,))[-1])
    for path, agency, labels in _recorded(world):
        known = [label for label in labels if label in sections]
        for label in known:
            if sections[label][-1] not in named.get(agency, ()):
                message = f"section {label} does not name `{agency}`, nor does any part of it"
                hint = "name the section that does; or say in the entry's `note` how it is meant"
                yield at(world.document, path, "EO620", message, hint)


def _recorded(world: OrderWorld) -> Iterator[tuple[KeyPath, str, Sequence[str]]]:
    record = world.document.record
    noted = {
        (agency.id, section)
        for agency in record.agencies
        if agency.note is not None
        for section in agency.sections
    }
    for i, agency in enumerate(record.agencies):
        if agency.note is None:
            yield ("agencies", i, "sections"), agency.id, agency.sections
    for i, duty in enumerate(record.duties):
        for key, ids in (("who", duty.who), ("with", duty.with_), ("consults", duty.consults)):
            for j, ident in enumerate(ids):
                if (ident, duty.section) in noted:
                    continue
                yield ("duties", i, key, j), ident, (duty.section,)
