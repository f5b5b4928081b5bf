"""A small library for the browser: four editions, one for each way of arranging an order's page."""

from tests.sites import SITE, order

RICH = order(
    """\
president: p1
also_called: [the lamp order]
dates: {signed: 2021-01-20, published: 2021-01-25, effective: 2021-02-01}
citation: {fr: "86 FR 1234", start_page: 1234}
urls: {html: "https://www.federalregister.gov/d/2021-01234"}
aliases: [eo-14001-first]
interests: [lamps]
status: [{value: in-force, source: notes, from: 2021-01-20}]
relations:
  - {type: amends, target: eo-14002, section: "9", sections: ["1"], partial: true, source: order}
  - {type: continues, target: eo-12001, title: An Order Elsewhere, source: order}
  - {type: revoked_by, target: eo-14004, source: notes, from: 2024-03-01}
authorities: [{kind: constitution, text: the authority vested in me, section: preamble}]
clauses: [{kind: no-private-right, section: "8", text: This order creates no right.}, {kind: severability, none: true}]
instrument: directs-agency-action
agencies: [{id: coast-guard, role: lead, sections: ["2"]}, {id: navy, role: consulted, sections: ["2", "3"]}]
affected: [{party: keepers, effect: duty, basis: stated-in-order, section: "2", text: They keep a log.}]
duties:
  - id: d1
    section: "2"
    who: [coast-guard]
    consults: [navy]
    to: President
    open_class: others as appropriate
    what: Count them [@order, 2].
    type: time-boxed
    due: {after: P180D, from: signed}
  - {id: d2, section: "3", who: [coast-guard, navy], what: Paint them., type: time-boxed, due: {after: P1Y, from: d1}}
  - {id: d3, section: "4", who: [coast-guard], what: Light them., type: ongoing}
  - {id: d4, section: "5", who: [coast-guard], what: List them., type: time-boxed, due: 2027-01-05}
  - {id: d5, section: "6", who: [navy], what: Salute them., type: open-ended}
  - id: d6
    section: "7"
    who: [navy]
    what: Report.
    type: time-boxed
    due: 2021-09-01
    evidence: [{on: 2021-09-02, value: done-confirmed, text: It was sent., source: notes}]
cases:
  - id: keeper-v-harbor
    name: Keeper v. Harbor
    sections: ["2", "3"]
    source: notes
    events:
      - {on: 2021-06-01, kind: filed, court: d-me, docket: "1:21-cv-1"}
      - {on: 2021-06-20, kind: pi-granted, court: d-me, scope: nationwide, citation: 1 F. Supp. 4th 1}
      - {on: 2021-09-01, kind: affirmed-in-part, court: first-cir, sections: ["2(a)"]}
      - {on: 2021-12-01, kind: stayed-in-part, court: scotus, scope: part, as_to: all but the keepers}
      - {on: 2022-06-01, kind: vacated, court: scotus}
  - id: lamp-v-light
    name: Lamp v. Light
    about: eo-14002
    source: notes
    events: [{on: 2021-07-01, kind: pi-denied, court: d-me}]
legislation: [{name: Lighthouse Act, number: 1 Stat. 53, text: It came first., source: notes}]
numbers: [{value: "42", unit: lights, what: Counted once., source: notes}]
money: {in_order: false, note: No sum is named.}
quotes: [{text: Let there be lights., section: "1"}]
does_not: [It builds nothing.]
unknowns: [Whether they were counted.]
what_changed: They were dark.
sources:
  - {id: notes, type: webpage, title: Notes, checked: 2026-11-01, issued: 2020, covers: [status, cases]}
changes: [{on: 2026-11-02, kind: published, text: First published.}]
summary: Lighthouses are to be counted [@order, 1]. Then they are painted.
""",
    "## Purpose {#purpose}\n\nThe order wants a count, says its preamble [@order, 1].\n\n"
    "### Lamps\n\nThe second section is about lamps.\n\n## Reviewability {#reviewability}\n\nOpen.\n",
)

TEXT = """\
[Federal Register Volume 86, Number 15 (Tuesday, January 26, 2021)]
[Presidential Documents]
[Pages 1234-1234]

                        Presidential Documents

[[Page 1234]]


                Executive Order 14001 of January 20, 2021


Counting Lighthouses

                By the authority vested in me as President by the
                Constitution, it is hereby ordered as follows:

                Section 1. Policy. Let there be lights.

                Sec. 2. Count. (a) The Commandant shall count them.
                    (b) The list of them shall be public.

                Sec. 3. Limits. This order creates no right.


                    (Presidential Sig.)

                THE WHITE HOUSE,

                    January 20, 2021.
"""
"""Shorter than its analysis thinks: that some pinpoints lead nowhere is part of the library."""


def plain(number: int, interests: str = "", record: str = "") -> str:
    """An order with little to say."""
    day = f"20{number % 100 % 15 + 10}-03-01"
    return order(
        f"interests: [{interests}]\ndates: {{signed: {day}}}\nsummary: Order {number} is short.\n{record}",
        "## Purpose\n\nShort.\n",
        number=number,
    )


def _audience(ident: str, template: str = "", more: str = "") -> str:
    """An edition with every module."""
    extra = (f"\n    template: {template}" if template else "") + more
    return f"""
  - id: {ident}
    name: The {ident}
    question: What is it?{extra}
    accent: {{light: "#305686", dark: "#9dc1ee"}}
    exports: [json]
    proof: true
    lead: [summary, named-agencies, deadlines]
    modules: [contents, does-not, what-changed, status, duties, coordination, affected, deciders,
      comments, authorities, clauses, operative-text, money, legislation, cases, timeline, quotes,
      numbers, unknowns, glossary, record, coding, methods, versions, relations, related, sections,
      cite-as, downloads, sources, corrections]"""


FILES = {
    "site.yaml": SITE
    + "rules: {EO610: off, EO611: off, EO612: off, EO615: off, EO616: off, EO620: off}\n",
    "content/texts/eo-14001.txt": TEXT,
    "audiences.yaml": "audiences:"
    + _audience("plain")
    + _audience("staff", "tables-first")
    + _audience("lawyers", "words-beside")
    + _audience("scholars", "record-beside", "\n    default_interests: [lamps, ships]")
    + "\n",
    "content/orders/eo-14001.md": RICH,
    "content/orders/eo-14002.md": plain(14002, "lamps, ships"),
    "content/orders/eo-14003.md": plain(14003, "ships"),
    "content/orders/eo-14004.md": plain(14004, "harbors"),
    "content/orders/eo-14005.md": plain(
        14005,
        record="duties:\n  - {id: d1, section: '1', who: [navy], what: Sail., type: time-boxed, due: 2027-01-05}\n"
        "  - {id: d2, section: '2', who: [navy], what: Return., type: time-boxed, due: 2015-06-01}\n",
    ),
    "content/orders/eo-14006.md": plain(
        14006, "harbors", "withdrawn: {on: 2026-11-01, reason: It was wrong.}\n"
    ),
    "content/pages/about.md": "---\ntitle: About\nnav: About\n---\n\n## Who {#who}\n\nUs.\n\n"
    "| Agency | Section | Due | Action | Source |\n|---|---|---|---|---|\n"
    "| Department of Lighthouses | 4(a)(iii) | July 29, 2021 | Recommendations | a_long_name_without_a_space |\n",
    "content/vocabularies/interests.yaml": """\
groups:
  - id: coast
    label: The coast
    terms: [{id: lamps, label: Lamps}, {id: ships, label: Ships}, {id: harbors, label: Harbors}]
  - id: sky
    label: The sky
    terms: [{id: kites, label: Kites}]
""",
    "content/vocabularies/agencies.yaml": """\
terms: [{id: coast-guard, label: Coast Guard, short: USCG}, {id: navy, label: Navy}]
""",
    "content/vocabularies/parties.yaml": "terms: [{id: keepers, label: Keepers}]\n",
    "content/vocabularies/courts.yaml": """\
terms:
  - {id: d-me, label: District Court for the District of Maine, short: D. Me.}
  - {id: first-cir, label: Court of Appeals for the First Circuit, short: 1st Cir.}
  - {id: scotus, label: Supreme Court of the United States}
""",
    "content/vocabularies/presidents.yaml": "terms: [{id: p1, label: A President}]\n",
    "content/vocabularies/glossary.yaml": """\
terms: [{id: preamble, label: preamble, definition: The words before section 1.}]
""",
}
"""Three orders carry lamps or ships, one interest is carried by none, one order has no interest."""
