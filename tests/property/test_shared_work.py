"""What was made for one audience serves the next exactly as if it had been made for it."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from eo_site.model.audience import AudienceFile
from eo_site.model.document import OrderDocument
from eo_site.model.source import Source, SourceFile
from eo_site.read.config import read_config
from eo_site.read.document import read_order
from eo_site.read.official_text import read_official_texts
from eo_site.resolve.audiences import Audiences, Reader
from eo_site.resolve.order import Surroundings, resolve_order
from eo_site.resolve.shared import Shared
from tests.property.generated import GeneratedSite, sites
from tests.sites import REPOSITORY, SAMPLE

OWN_ORDERS = [REPOSITORY / f"content/orders/{slug}.md" for slug in SAMPLE]


def resolved_alike(
    document: OrderDocument, audiences: Audiences, names: Sequence[str], around: Surroundings
) -> None:
    """Whoever comes later reads what they would read alone, and hears of the same problems."""
    shared = Shared()
    for name in names:
        reader = Reader(audiences, name)
        alone = resolve_order(document, reader, around)
        assert resolve_order(document, reader, around, shared) == alone, name


def _audiences(data: bytes) -> Audiences:
    file, _, problems = read_config(AudienceFile, "audiences.yaml", data)
    assert file, problems
    return Audiences(file)


def _sources(data: bytes) -> tuple[Source, ...]:
    file, _, problems = read_config(SourceFile, "content/sources.yaml", data)
    assert file, problems
    return file.sources


def _orders(site: GeneratedSite) -> Iterator[OrderDocument]:
    for path, content in site.files.items():
        if path.startswith("content/orders/") and path.endswith(".md"):
            assert isinstance(content, str)
            document, problems = read_order("eo-1", path, content.encode())
            assert document, problems
            yield document


@given(sites(), st.randoms(use_true_random=False), st.booleans(), st.booleans())
def test_made_up_orders(site: GeneratedSite, random: Random, cited: bool, printed: bool) -> None:
    """In any order of audiences; with sources that are not there, and with a text to lead to."""
    names = sorted(site.circle.all)
    random.shuffle(names)
    path = "content/texts/eo-14001.txt"
    texts = read_official_texts({path: str(site.files[path]).encode()})[0] if printed else {}
    data = str(site.files.get("content/sources.yaml", "{}")).encode()
    around = Surroundings(_sources(data) if cited else (), texts=texts)
    audiences = _audiences(site.circle.yaml().encode())
    for document in _orders(site):
        resolved_alike(document, audiences, names, around)


def test_orders_of_this_repository() -> None:
    """Long ones, with items, sources and texts for some."""
    audiences = _audiences((REPOSITORY / "audiences.yaml").read_bytes())
    around = Surroundings(_sources((REPOSITORY / "content" / "sources.yaml").read_bytes()))
    for path in OWN_ORDERS:
        document, problems = read_order(path.stem, path.name, path.read_bytes())
        assert document, problems
        resolved_alike(document, audiences, sorted(audiences.all), around)


SOME_ONLY = b"""\
---
number: 1
title: An order
sources:
- {id: court, type: legal_case, title: A court's paper, for: [second]}
review:
  sign_offs:
  - {reviewer: A person, audience: first, on: 2026-01-02, digest: abc}
summary: What a court said [@court].
---

A court spoke [@court, 3].

## More {#more}

It goes on.

::: for first, second, third

### Details {#details}

More of it.

:::
"""


def test_sources_headings_and_sign_offs_for_some() -> None:
    """Who lacks a source, leaves a heading out or was signed for, shares none of these."""
    told = "name: N, question: Q?, lead: [], modules: [sections]"
    audiences = _audiences(
        f"""audiences:
        - {{id: first, {told}}}
        - {{id: second, {told}}}
        - {{id: third, {told}, sections: {{omit: [details]}}}}
        - {{id: fourth, {told}, falls_back_to: [second]}}
        """.encode()
    )
    document, problems = read_order("eo-1", "eo-1.md", SOME_ONLY)
    assert document, problems
    for names in permutations(sorted(audiences.all)):
        resolved_alike(document, audiences, names, Surroundings())
