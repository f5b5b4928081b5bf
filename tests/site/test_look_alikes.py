"""What looks like a condition is refused wherever a site has texts, not in orders alone."""

from pathlib import Path

import pytest

from tests.sites import AUDIENCES, SITE, found, order, outcome, small_site

HEAD = "sources:\n  - {id: shared, type: webpage, title: Notes}\n"
FILES = {
    "audiences.yaml": (
        AUDIENCES.replace("What binds?", "'What binds? [lawyers: SECRET]'"),
        AUDIENCES.replace("What binds?", "'What binds? (lawyers=SECRET)'"),
    ),
    "site.yaml": (
        SITE.replace("Not legal advice.", "'Lawyers only: SECRET'"),
        SITE.replace("Not legal advice.", "SECRET  # for lawyers"),
    ),
    "content/instruments.yaml": (
        "instruments:\n  - {id: proc-1, kind: proclamation, number: '1', title: 'T ⟦lawyers: SECRET⟧'}\n",
    ),
    "content/sources.yaml": (
        HEAD + "  - {id: a, type: report, title: T, note: 'Words [lawyers: SECRET]'}\n",
        HEAD + "  - {id: a, type: report, title: T, coverage: 'Words (for=\"lawyers\") SECRET'}\n",
        HEAD + "  - id: a\n    type: report\n    title: T\n    note: >-\n      SECRET\n      for: [lawyers]\n",
    ),
    "content/vocabularies/glossary.yaml": (
        "terms:\n  - {id: a, label: 'A [for lawyers] SECRET'}\n",
        "terms:\n  - {id: a, label: A, definition: '<lawyers>SECRET</lawyers>'}\n",
        "terms:\n  - {id: a, label: A, aliases: ['A (lawyers: SECRET)']}\n",
        "terms:\n  - {id: a, label: A, short: 'A &lpar;for lawyers&rpar;'}\n",
    ),
    "content/pages/about.md": (
        "---\ntitle: 'About [lawyers: SECRET]'\n---\n\nText.\n",
        "---\ntitle: About\ndescription: (for=lawyers) SECRET\n---\n\nText.\n",
        "---\ntitle: About\n---\n\n| a |\n|---|\n| (lawyers: SECRET) |\n",
        "---\ntitle: About\n---\n\n![A map (lawyers: SECRET)](map.png)\n",
        "---\ntitle: About\n---\naudiences: [lawyers]\n\nSECRET\n",
        "---\ntitle: About\nnav: About (lawyers only)\n---\n\nText.\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "text"), [(path, text) for path, texts in FILES.items() for text in texts]
)
def test_a_look_alike_is_an_error_at_its_line(tmp_path: Path, path: str, text: str) -> None:
    """In sources, vocabularies and pages: titles, notes, definitions, names, cells, alternative text."""
    site = small_site(tmp_path, {path: text})
    codes = [line for line in found(site) if line.startswith(path)]
    assert any(line.endswith((" EO222", " EO225")) for line in codes), codes
    assert not outcome(site).published


def test_an_audience_may_be_called_what_it_is(tmp_path: Path) -> None:
    """Where audiences are described, and in addresses, their names are no marks."""
    described = "question: 'For lawyers: what binds lawyers only?'"
    files = {
        "audiences.yaml": AUDIENCES.replace("question: What binds?", described),
        "content/sources.yaml": HEAD.replace(
            "Notes", "Notes, URL: 'https://x.example/?for=lawyers'"
        ),
    }
    assert not [line for line in found(small_site(tmp_path, files)) if line.endswith("EO222")]


def test_names_that_are_nobody_here_are_text(tmp_path: Path) -> None:
    """Which words are names is the site's to say."""
    text = "terms:\n  - {id: a, label: 'A [editors: x] (novices: y)'}\n"
    assert not found(small_site(tmp_path, {"content/vocabularies/glossary.yaml": text}))


CLUB = """\
  - id: club
    name: The herring club
    question: What else?
    access: {members: [paying, board]}
    accent: {light: "#1a2b3d", dark: "#a9bdd7"}
    lead: [summary]
    modules: [sections, sources]
"""


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Members only: SECRET", True),
        ("Only for members: SECRET", True),
        ("[paying only: SECRET]", True),
        ("SECRET (for members and the board only)", True),
        ("Members: the Secretary of State and others.", False),
        ("The board: it has seven members, of whom only members vote.", False),
        ("A club for members only is no agency.", False),
        ("The council has nine (“members”), and sits twice (*members*).", False),
    ],
)
def test_readers_of_a_members_edition_are_named_by_what_they_are(
    tmp_path: Path, text: str, refused: bool
) -> None:
    """`members` and account groups beside `only` or `for`; alone, they may be the members of anything."""
    files = {
        "audiences.yaml": AUDIENCES + CLUB,
        "content/orders/eo-14001.md": order("", f"\n{text}\n"),
    }
    codes = [line.rpartition(" ")[2] for line in found(small_site(tmp_path, files))]
    assert ("EO222" in codes) == refused, codes
