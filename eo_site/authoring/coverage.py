"""Which sections of its official text an order's analysis says nothing of, audience by audience.

What each audience's page would say is planned, as if every edition asked for the page that shows the
text beside what rests on it; so this and that page count alike.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from eo_site.engine.study import OrderCompiler, Resolved
from eo_site.model.audience import AudienceFile
from eo_site.model.document import OrderDocument
from eo_site.model.library import Library
from eo_site.model.official import OfficialText
from eo_site.model.problem import Severity
from eo_site.model.resolved import ResolvedOrder
from eo_site.plan.covered import Covered, covered
from eo_site.plan.facts import PageFacts
from eo_site.plan.order_page import order_page
from eo_site.plan.resting import cited
from eo_site.project import ProjectReader
from eo_site.read.document import read_order
from eo_site.read.official_text import read_official_texts
from eo_site.resolve.audiences import Audiences
from eo_site.resolve.names import name_problems
from eo_site.urls import provisions_of


def coverage(reader: ProjectReader, library: Library) -> dict[str, dict[str, Covered]]:
    """By order and audience; an order without an official text at hand is not there.

    What is wrong with files is among the reader's problems.
    """
    files, library = reader.texts(), _all_with_proof(library)
    compiler = OrderCompiler(library, portable=False)
    found: dict[str, dict[str, Covered]] = {}
    for place in reader.orders():
        data = reader.bytes_of(place.path) or b""
        document, problems = read_order(place.slug, place.path, data)
        reader.problems += problems
        text = _official(document, files, reader) if document else None
        editions = _resolved(document, text, compiler, reader) if document and text else {}
        if text and editions:
            found[place.slug] = {
                name: covered(text, _cited(order, text, library))
                for name, order in editions.items()
            }
    return found


def _all_with_proof(library: Library) -> Library:
    file = library.audiences
    asking = tuple(each.model_copy(update={"proof": True}) for each in file.audiences)
    return replace(library, audiences=AudienceFile(audiences=asking, groups=file.groups))


def _resolved(
    document: OrderDocument, text: OfficialText, compiler: OrderCompiler, reader: ProjectReader
) -> Resolved:
    """The order for each audience; for none where an error keeps it from being published."""
    found: Resolved = {}
    audiences = Audiences(compiler.library.audiences)
    problems = tuple(name_problems(document, audiences, compiler.library.readers("", ())))
    if not problems:
        found, problems = compiler.resolve((document,), text)
    reader.problems += problems
    return {} if any(each.severity is Severity.ERROR for each in problems) else found


def _cited(order: ResolvedOrder, text: OfficialText, library: Library) -> frozenset[str]:
    """The sections that one edition's page cites; which day it is does not matter to that."""
    audience = library.audiences.by_id[order.audience]
    provisions = provisions_of(text, audience, portable=False)
    facts = PageFacts(order, library.vocabularies, date.min, official=text, provisions=provisions)
    return cited(order_page(facts, audience, {}))


def _official(
    document: OrderDocument, files: Mapping[str, Path], reader: ProjectReader
) -> OfficialText | None:
    number = document.record.number
    file = files.get(f"eo-{number}".lower()) if number else None
    if file is None or number is None:
        return None
    texts, problems = read_official_texts({reader.shown(file): file.read_bytes()})
    reader.problems += problems
    return texts.get(number)


def uncited_lines(found: dict[str, dict[str, Covered]]) -> Iterator[str]:
    """For people: an order, then a line for each audience."""
    for order, audiences in found.items():
        yield order
        for name, each in audiences.items():
            count = f"{len(each.uncited)} of {len(each.sections)} sections uncited"
            yield f"  {name:18} {count}: {', '.join(each.uncited)}".rstrip(": ")
