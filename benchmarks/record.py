"""The front matter of a generated order."""

from datetime import date, timedelta
from typing import Any

from benchmarks.sequence import FIRST_NUMBER, Tie, signed, slug
from benchmarks.words import Drawer, president_id

CHECKED = date(2026, 11, 2)
RIGHTS = (
    "This order is not intended to, and does not, create any right or benefit, substantive or "
    "procedural, enforceable at law or in equity by any party against the United States."
)
FUNDS = (
    "This order shall be implemented consistent with applicable law and subject to the "
    "availability of appropriations."
)


def record(
    drawer: Drawer, place: int, count: int, over: Tie | None, under: Tie | None
) -> dict[str, Any]:
    """The front matter of the order at a place in the sequence, and its ties to others."""
    number, day = FIRST_NUMBER + place, signed(place, count)
    rng, names = drawer.rng, drawer.words.phrases["presidents"]
    lead, partner, third = drawer.agencies
    page = 100 + place % 60_000
    title = drawer.filled(rng.choice(drawer.words.phrases["titles"]))
    printed = day + timedelta(days=4)
    volume = printed.year - 1935  # the first appeared in 1936
    interests = rng.sample(drawer.words.interests, 4)
    return {
        "number": number,
        "title": title,
        "president": president_id(names[place * len(names) // count]),
        "document_number": f"X{number}",
        "citation": {"fr": f"{volume} FR {page}", "start_page": page, "end_page": page + 2},
        "dates": {"signed": day, "filed": printed, "published": printed},
        "urls": {"html": f"https://benchmark.example/orders/{number}"},
        "instrument": rng.choice(("directs-agency-action", "creates-body", "continues-body")),
        "interests": interests,
        "status": [_status(drawer, under, count)],
        **({"relations": [_relation(over)]} if over else {}),
        "authorities": _authorities(drawer, day),
        "clauses": _clauses(),
        "agencies": [
            {"id": lead, "role": "lead", "sections": ["2(a)", "3(a)"]},
            {"id": partner, "role": "with", "sections": ["2(a)"]},
            {
                "id": third,
                "role": "consulted",
                "sections": ["3(b)"],
                "note": "Advice is asked for once, before the plan is sent.",
            },
        ],
        "affected": _affected(drawer),
        "duties": [*_duties(drawer)],
        "does_not": drawer.pick("does_not", 2),
        "quotes": [{"text": f"the care of {drawer.subject} shall be reviewed", "section": "1"}],
        "unknowns": drawer.pick("unknowns", 2),
        "what_changed": "A plan and a review were new. The offices and their powers were not.",
        "money": {"in_order": False, "note": "No sum is named, and no fund is set up."},
        "searched": {"cases": ["dockets"]},
        "sources": [
            {
                "id": "order",
                "type": "regulation",
                "title": f"Invented Executive Order {number}: {title}",
                "short": f"EO {number}",
                "number": f"X{number}",
                "issued": day,
                "checked": CHECKED,
                "URL": f"https://benchmark.example/orders/{number}",
                "covers": ["clauses", "authorities", "agencies", "duties", "money"],
                "coverage": "The invented text in full.",
            }
        ],
        "changes": [{"on": CHECKED, "kind": "published", "text": "First published."}],
        "review": {"state": "unreviewed"},
        "summary": _summary(drawer),
    }


def _status(drawer: Drawer, under: Tie | None, count: int) -> dict[str, Any]:
    if under is None:
        quiet = ("no-recorded-revocation",) * 6
        value = drawer.rng.choice((*quiet, "in-force", "expired", "superseded", "unknown"))
    else:
        value = {"amends": "in-force-as-amended", "revokes": "revoked"}[under.type]
    later = {"from": signed(under.later, count)} if under else {}
    note = {
        "default": "The notes were read for this order and say no more than this.",
        "litigators": "The notes are a finding aid; their silence is no authority on validity.",
    }
    return {"value": value, **later, "source": "dispositions", "note": note}


def _relation(tie: Tie) -> dict[str, Any]:
    return {
        "type": tie.type,
        "target": slug(tie.earlier),
        "section": "5(a)",
        "source": "order",
        "note": "Section 5(a) names the earlier order by number and date.",
    }


def _authorities(drawer: Drawer, day: date) -> list[dict[str, Any]]:
    statute = f"the invented {drawer.subject.title()} Act of {day.year - 3}"
    power = "the authority vested in me as President by the Constitution and the laws"
    return [
        {"kind": "constitution", "text": power, "section": "preamble"},
        {"kind": "statute", "name": statute, "section": "preamble"},
    ]


def _clauses() -> list[dict[str, Any]]:
    return [
        {"kind": "no-private-right", "section": "6(c)", "text": RIGHTS},
        {"kind": "subject-to-appropriations", "section": "6(b)", "text": FUNDS},
        {"kind": "severability", "none": True},
        {"kind": "sunset", "none": True},
    ]


def _affected(drawer: Drawer) -> list[dict[str, Any]]:
    first, second = drawer.rng.sample(drawer.words.parties, 2)
    text = {
        "default": "The plan is to weigh their part. The order gives them no task.",
        "interest-groups": "The plan is to weigh their part, and no seat is set aside for them.",
        "litigators": "Named in the statement of policy; 6(c) disclaims an enforceable benefit.",
    }
    basis = {"basis": "stated-in-order", "section": "1"}
    return [
        {"party": first, "effect": "procedural", **basis, "text": text},
        {"party": second, "effect": "none-stated", **basis, "text": text["default"]},
    ]


def _duties(drawer: Drawer) -> list[dict[str, Any]]:
    lead, partner, third = drawer.agencies
    plan, review = drawer.pick("duties", 2)
    formal = f"“[S]hall submit” within {drawer.days} days; no official below the head is named."
    return [
        {
            "id": "d1",
            "section": "2(a)",
            "who": [lead],
            "with": [partner],
            "to": "the President",
            "what": {"default": plan, "litigators": formal},
            "type": "time-boxed",
            "due": {"after": f"P{drawer.days}D", "from": "signed"},
            "quote": f"within {drawer.days} days of the date of this order",
        },
        {
            "id": "d2",
            "section": "3(b)",
            "who": [partner],
            "consults": [third],
            "what": review,
            "type": "time-boxed",
            "due": {"after": "P1Y", "from": "signed"},
            "quote": "not later than one year after the date of this order",
        },
    ]


def _summary(drawer: Drawer) -> dict[str, str]:
    due = "The plan was due [=d1.due] [@order, 2(a)]."
    return {
        "default": f"{drawer.paragraph('default', 2)} {due}",
        "general": f"{drawer.paragraph('general', 4)}\n\n{drawer.paragraph('general', 3)}",
        "litigators": f"{drawer.paragraph('litigators', 2)} {due}",
    }
