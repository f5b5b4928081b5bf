"""A library with something of everything that the author's desk tells."""

from tests.sites import AUDIENCES, ORDER, SITE, order

DRAFT = order("draft: true\nsummary: Not yet [@order, 1].\n", number=14002)
FOR_LAWYERS = order(
    "audiences: [lawyers]\npublish_on: 2026-12-24\nexpires_on: 2027-12-24\nsummary: Later [@order, 1].\n",
    number=14003,
)  # fmt: skip
BARE = order(number=14004)
BROKEN = b"---\nnumber: 14005\n\xff"
DUE = order(
    "dates: {signed: 2026-11-01}\nduties:\n"
    "  - {id: d1, section: '2', who: [navy], what: Report once., type: time-boxed, due: 2026-12-12}\n",
    number=14006,
)  # fmt: skip
FILES = {
    "site.yaml": SITE,
    "audiences.yaml": AUDIENCES.replace(
        "    question: What is it?\n",
        "    question: What is it?\n    reading: {max_grade: 1, max_sentence_words: 20}\n",
    ),
    "content/orders/eo-14001.md": ORDER.replace(
        "summary:\n",
        "review:\n  state: reviewed\n  sign_offs:\n"
        "    - {reviewer: A. Reader, audience: lawyers, on: 2026-11-01, digest: '0000'}\n"
        "summary:\n",
    ),
    "content/vocabularies/agencies.yaml": "terms:\n  - {id: navy, label: The Navy}\n",
    "content/orders/eo-14002.md": DRAFT,
    "content/orders/eo-14003.md": FOR_LAWYERS,
    "content/orders/eo-14004.md": BARE,
    "content/orders/eo-14005.md": BROKEN,
    "content/orders/eo-14006.md": DUE,
}
