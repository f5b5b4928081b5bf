"""The guides' example is a site that builds, and prints what the guides say it prints."""

import re
from pathlib import Path

from tests.sites import REPOSITORY, run, write


def block(guide: str, before: str) -> str:
    """The first fenced block after some words of a guide."""
    text = (REPOSITORY / "docs" / guide).read_text("utf-8")
    after = text[text.index(before) :]
    match = re.search(r"^```(?:yaml|markdown)\n(.*?)^```$", after, re.DOTALL | re.MULTILINE)
    assert match, (guide, before)
    return match.group(1)


def example(root: Path) -> Path:
    """The site of the guides, as a reader would copy it."""
    return write(
        root,
        {
            "site.yaml": block("publishers.md", "\n`site.yaml`"),
            "audiences.yaml": block("publishers.md", "\n`audiences.yaml`"),
            "content/vocabularies/agencies.yaml": block(
                "publishers.md", "`content/vocabularies/agencies.yaml`:"
            ),
            "content/orders/eo-13903.md": block("authors.md", "## A complete small file"),
        },
    )


def test_the_example_builds_and_prints_what_the_guide_shows(tmp_path: Path) -> None:
    """Pages and files of each edition, word for word."""
    guide = (REPOSITORY / "docs/publishers.md").read_text("utf-8")
    ran = run("-C", example(tmp_path), "build", "--now", "2026-11-22", search=True)
    assert ran.code == 0
    editions = [line for line in ran.output.splitlines() if "files written" in line]
    assert len(editions) == 2
    for line in editions:
        assert line in guide, line


def shown(guide: str, command: str) -> str:
    """What a guide shows below a command."""
    found = re.search(rf"^\$ {re.escape(command)}\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    assert found, command
    return found.group(1)


def test_the_example_is_explained_as_the_guide_shows(tmp_path: Path) -> None:
    """Every line; and the digest that a sign-off names."""
    guide = (REPOSITORY / "docs/authors.md").read_text("utf-8")
    root = example(tmp_path)
    for command in ("explain 13903", "explain 13903 --audience public"):
        ran = run("-C", root, *command.split(), "--now", "2026-11-22")
        assert ran.output == shown(guide, f"eo-site {command}")
    [digest] = re.findall(r"digest +([0-9a-f]{16})", ran.output)
    assert digest in re.findall(r"digest: ([0-9a-f]{16})", guide)
    assert re.findall(rf"^ *digest +{digest} .*", guide, re.MULTILINE)[0].strip() in ran.output


def test_the_example_is_ready_to_be_published_as_the_guide_shows(tmp_path: Path) -> None:
    """On the day of its entry."""
    guide = (REPOSITORY / "docs/authors.md").read_text("utf-8")
    ran = run("-C", example(tmp_path), "publish", "13903", "--now", "2026-11-22")
    assert (ran.code, ran.output) == (0, shown(guide, "eo-site publish 13903"))
