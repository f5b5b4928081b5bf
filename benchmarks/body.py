"""The body of a generated order."""

from benchmarks.words import Drawer

SECTIONS = {
    "purpose": "Purpose",
    "background": "Background",
    "directs": "What the order directs",
    "legal-framework": "Legal framework",
    "benefits": "Intended benefits",
    "burdens": "Burdens and costs",
    "implementation": "Implementation",
    "open-questions": "Open questions",
}


def body(drawer: Drawer) -> str:
    """Eight sections, each with default text and with blocks for some of the audiences."""
    voices = [each for each in drawer.words.audiences if each != "general"]
    turn = drawer.rng.randrange(len(voices))
    found = list[str]()
    for at, (name, title) in enumerate(SECTIONS.items()):
        here = [voices[(turn + at + step) % len(voices)] for step in (0, 2, 3)]
        found.append("\n\n".join([f"## {title} {{#{name}}}", *_section(drawer, name, here)]))
    return "\n\n".join(found) + "\n"


def _section(drawer: Drawer, name: str, voices: list[str]) -> list[str]:
    default = [drawer.paragraph("default", 4), drawer.paragraph("default", 2)]
    one, first, second = voices
    if name == "directs":
        default[1] += " " + (
            'The plan was due [=d1.due]. [The clause]{agency-staff="Your clause" '
            'litigators="Section 2(a)"} asks for a plan, not for action.'
        )
    extra = {"implementation": _table, "open-questions": _list}.get(name)
    return [
        *default,
        *([extra(drawer)] if extra else []),
        _block("instead for general", drawer.paragraph("general", 6)),
        _block(f"for {one}", drawer.paragraph(one, 2)),
        _block(f"for {first}, {second}", drawer.paragraph(first, 2)),
    ]


def _table(drawer: Drawer) -> str:
    names = [drawer.words.agencies[each] for each in drawer.agencies]
    rows = [("2(a)", names[0], "a plan"), ("3(b)", names[1], "a review"), ("3(b)", names[2], "advice")]  # fmt: skip
    lines = ["| Section | Office | Result |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def _list(drawer: Drawer) -> str:
    first, second, third = drawer.pick("unknowns", 3)
    return "\n".join([f"- {first}", f"- {second}", f'- {third} {{for="agency-staff, litigators"}}'])


def _block(line: str, text: str) -> str:
    return f"::: {line}\n\n{text}\n\n:::"
