"""Errors planted into a sound analysis, each where an author would make it."""

from dataclasses import dataclass
from pathlib import Path

from tests.sites import AUDIENCES, REPOSITORY, SITE, loaded, write

HERE = Path(__file__).parent / "planted"
INVENTED = "eo-99001"
"""An order that nobody signed: its analysis and its text."""


@dataclass(frozen=True)
class Planted:
    """One error: words of the sound file, what stands in their place, and what must be said of it."""

    name: str
    sound: str
    wrong: str
    code: str
    line_of: str = ""
    """Words of the line that the problem names; without it, the first line of `wrong`."""


def planted(text: str, error: Planted) -> tuple[str, int]:
    """A file with an error in it, and the line it stands on."""
    assert text.count(error.sound) == 1, error.name
    changed = text.replace(error.sound, error.wrong)
    words = error.line_of or error.wrong.strip().splitlines()[0]
    return changed, changed[: changed.index(words)].count("\n") + 1


def invented_site(root: Path, analysis: str = "") -> Path:
    """A site whose one order is the invented one, with its text in `content/texts/`."""
    vocabularies = REPOSITORY / "content/vocabularies"
    return write(
        root,
        {
            "site.yaml": SITE,
            "audiences.yaml": AUDIENCES,
            "content/vocabularies/agencies.yaml": (vocabularies / "agencies.yaml").read_bytes(),
            "content/vocabularies/courts.yaml": (vocabularies / "courts.yaml").read_bytes(),
            f"content/orders/{INVENTED}.md": analysis or sound(),
            f"content/texts/{INVENTED}.txt": (HERE / f"{INVENTED}.txt").read_bytes(),
        },
    )


def sound() -> str:
    """The invented order's analysis, in which nothing is wrong."""
    return (HERE / f"{INVENTED}.md").read_text("utf-8")


def said_of(root: Path, order: str, **options: object) -> list[str]:
    """`12 EO610` for each problem of an order's file."""
    path = f"content/orders/{order}.md"
    return [
        f"{each.place.line} {each.code}"
        for each in loaded(root, **options).problems
        if each.path == path
    ]
