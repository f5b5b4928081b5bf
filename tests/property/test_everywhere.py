"""Every construct in every field: a canary is in its own edition alone, or the build fails there.

CI tries a few documents. By hand, so many from a first seed on, printing whatever is wrong:

    python -m tests.property.test_everywhere 20000 [first]
"""

import re
import sys
from collections import Counter

import pytest

from eo_site.model.base import keys
from eo_site.model.order import AuthoredOrder
from tests.helpers import outcome
from tests.property.everywhere import Disturbed, disturbed
from tests.property.schema_walk import nested

CANARY = re.compile(r"canary\d{4}x")
SEEDS = range(60)
NEAR = 4
"""Lines between a mark and the words that it is about."""


def wrong(document: Disturbed) -> tuple[str, str]:
    """(what became of a document, what is wrong with that or nothing)."""
    got = outcome(document.text.encode(), document.circle.yaml())
    if got.problems:
        told = [each.line() for each in got.problems[:3]]
        if not document.marks:
            return "refused", f"nothing is disturbed, but {told}"
        lines = document.text.split("\n")
        near = {
            at + 1 for at, line in enumerate(lines) if any(word in line for word in document.marks)
        }
        first = min(got.problems, key=lambda each: min(abs(each.place.line - at) for at in near))
        away = min(abs(first.place.line - at) for at in near)
        return "refused", f"told {away} lines from what is disturbed: {told}" if away > NEAR else ""
    found = {
        name: set(
            CANARY.findall(
                f"{order.record!r} {order.body.sections!r} {order.body.beside!r} {order.sources!r}"
            )
        )
        for name, order in got.orders.items()
    }
    for name, words in found.items():
        if leaked := {word for word in words if name not in document.entitled[word]}:
            return "accepted", f"{name} has what is not for it: {sorted(leaked)}"
    return "accepted", ""


@pytest.mark.parametrize("seed", SEEDS)
def test_a_canary_is_in_its_own_edition_or_the_document_is_refused(seed: int) -> None:
    """Whatever hides in a mark, and whatever form somebody gives to a condition."""
    document = disturbed(seed)
    _, found = wrong(document)
    assert not found, f"{found}\n{document.text}"


def test_every_field_of_the_schema_is_written() -> None:
    """The generator finds the fields in the schema; none is left out."""
    fields = set(nested(AuthoredOrder))
    assert {key for _, key in keys(AuthoredOrder)} <= {path.split(".")[0] for path in fields}
    assert len(fields) > 200


def main(count: int, first: int) -> None:
    """So many documents."""
    counted, failed = Counter[str](), 0
    for seed in range(first, first + count):
        became, found = wrong(disturbed(seed))
        counted[became] += 1
        if found:
            failed += 1
            print(f"seed {seed}: {found}", flush=True)
        if seed % 1000 == 999:
            print(f"{seed + 1 - first} documents: {dict(counted)}, {failed} wrong", flush=True)
    print(f"{count} documents: {dict(counted)}, {failed} wrong")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
