"""Pieces of an order's file with places to fill in, in the syntax that editors and the protocol share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eo_site.language_server.knowledge import Candidate
from eo_site.model.text import KeyPath


@dataclass(frozen=True)
class Snippet:
    """A piece; `${1:words}` and `${1|one,other|}` are places to fill in."""

    prefix: str
    """What somebody types who wants it."""
    about: str
    text: str
    key: str = ""
    """The list of the record whose item it is; empty for what stands in the body."""


def _choice(number: int, names: Iterable[str]) -> str:
    found = ",".join(names)
    return f"${{{number}|{found}|}}" if found else f"${{{number}:name}}"


def body_snippets(audiences: Iterable[Candidate]) -> Iterator[Snippet]:
    """For the text below the record."""
    names = _choice(1, [each.id for each in audiences])
    yield Snippet("for-block", "text that some get in addition", f"::: for {names}\n\n$0\n\n:::\n")
    yield Snippet(
        "instead-block",
        "text that some get instead of the default",
        f"::: instead for {names}\n\n$0\n\n:::\n",
    )
    yield Snippet(
        "conditional-section",
        "a section for some",
        f'## ${{2:Heading}} {{#${{3:id}} for="{names}"}}\n\n$0\n',
    )
    yield Snippet(
        "item-for-some", "an item of a list for some", f'- ${{2:Words}} {{for="{names}"}}\n'
    )


_ITEMS = (
    Snippet(
        "duty", "one thing that the order directs",
        'id: ${1:d1}\nsection: "${2:3(b)}"\nwho: [${3:agency}]\nwhat: ${4:What is to be done.}\n'
        "type: ${5|open-ended,time-boxed,ongoing|}\n", "duties",
    ),
    Snippet(
        "duty-with-date", "a duty that has a date",
        'id: ${1:d1}\nsection: "${2:3(b)}"\nwho: [${3:agency}]\nwhat: ${4:What is to be done.}\n'
        "type: time-boxed\ndue: {after: ${5:P180D}, from: ${6|signed,filed,published,effective|}}\n"
        "quote: ${7:within 180 days}\n", "duties",
    ),
    Snippet(
        "agency", "an agency and its role",
        "id: ${1:agency}\nrole: ${2|lead,asked,with,consulted,recipient,detail-pool,mentioned|}\n"
        'sections: ["${3:3(b)}"]\n', "agencies",
    ),
    Snippet(
        "relation", "a tie to another order or an instrument",
        "type: ${1|amends,amended_by,revokes,revoked_by,supersedes,superseded_by,references|}\n"
        'target: ${2:eo-13898}\nsection: "${3:4}"\nsource: ${4:order}\n', "relations",
    ),
    Snippet(
        "source", "where something is said",
        "id: ${1:name}\ntype: ${2|webpage,report,legal_case,regulation,legislation,document|}\n"
        "title: ${3:Title}\nURL: ${4:https://}\nchecked: ${5:2026-01-31}\n", "sources",
    ),
    Snippet(
        "status", "an entry of the legal status",
        "value: ${1|in-force,in-force-as-amended,in-force-in-part,superseded,revoked,expired,"
        "no-recorded-revocation,unknown|}\nsource: ${2:source}\n", "status",
    ),
    Snippet(
        "evidence", "what a source says of a duty’s being done",
        "on: ${1:2026-01-31}\nvalue: ${2|done-confirmed,in-progress,done-claimed-unverified,"
        "not-done,moot|}\ntext: ${3:What the source says.}\nsource: ${4:source}\n", "evidence",
    ),
    Snippet(
        "change", "an entry of the page’s history",
        "on: ${1:2026-01-31}\nkind: ${2|published,updated,corrected,status|}\ntext: ${3:What changed.}\n",
        "changes",
    ),
)  # fmt: skip


def record_snippets(path: KeyPath, audiences: Iterable[Candidate]) -> Iterator[Snippet]:
    """For an item of one of the record's lists; its lines are indented by whoever inserts it."""
    if len(path) >= 2 and isinstance(path[-1], int):
        yield from (each for each in _ITEMS if each.key == path[-2])
    elif path and path[-1] == "what":
        first = next(iter(audiences), Candidate("name"))
        text = f"default: ${{1:For everybody.}}\n{first.id}: ${{2:For them.}}\n"
        yield Snippet("texts", "a text for each audience", text)


def every_snippet(audiences: Iterable[Candidate]) -> Iterator[Snippet]:
    """All of them, for editors that read a file of snippets."""
    yield from body_snippets(audiences)
    for each in _ITEMS:
        lines = each.text.rstrip("\n").split("\n")
        text = "\n".join([f"- {lines[0]}", *(f"  {line}" for line in lines[1:])])
        yield Snippet(each.prefix, each.about, f"{text}\n", each.key)
