"""What has grown old: replacements by the history of their lines, sign-offs, sources, texts."""

import json
import os
import subprocess
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from eo_site.authoring.inline_variants import older_words
from eo_site.authoring.line_ages import LineAges, NoHistoryError, ages
from eo_site.authoring.replacements import Replacement, older, replacements
from eo_site.authoring.stale import Histories, stale
from eo_site.authoring.translations import translated
from eo_site.engine.load import Loaded
from eo_site.read.document import read_order, read_translation
from tests.sites import ORDER, edit, loaded, order, run, small_site, write

BODY = """\

## Purpose {#purpose}

The default text.

::: instead for lawyers

Another text.

:::

More of the default.

## Then {#then}

::: for lawyers

Added.

:::
"""
RECORD = """\
unknowns:
  - text: {default: A., plain: B.}
summary:
  default: One.
  lawyers: |
    Two,
    and more.
"""
DAYS = (datetime(2020, 1, 1, 9, tzinfo=UTC), datetime(2020, 1, 1, 11, tzinfo=UTC))


def of(text: str) -> list[Replacement]:
    """The replacements of an order's file."""
    document, _ = read_order("eo-14001", "content/orders/eo-14001.md", text.encode())
    assert document
    return list(replacements(document, text.count("\n") + 1))


def test_replacements_are_variants_and_instead_blocks() -> None:
    """Each with the lines of both; a block that only adds replaces nothing."""
    text = order(RECORD, BODY)
    lines = text.split("\n")
    unknown, summary, block = of(text)
    assert (summary.what, summary.audiences) == ("summary", ("lawyers",))
    assert [lines[i - 1].strip() for i in range(summary.lines[0], summary.lines[1] + 1)] == [
        "lawyers: |", "Two,", "and more.",
    ]  # fmt: skip
    assert [lines[a - 1] for a, _ in summary.defaults] == ["  default: One."]
    assert unknown.what == "unknowns, entry 1"
    assert (block.what, block.audiences) == ("section purpose", ("lawyers",))
    assert lines[block.lines[0] - 1] == "::: instead for lawyers"
    kept = [" ".join(lines[first - 1 : last]).strip() for first, last in block.defaults]
    assert kept == ["The default text.", "More of the default."]


def dated(text: str, changed: str) -> Sequence[datetime | None]:
    """The times of a file's lines: all the earlier, those with some words the later."""
    return [DAYS[changed in each] if each.strip() else None for each in text.split("\n")]


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ("More of the default.", ["section purpose"]),
        ("default: One.", ["summary"]),
        ("Another text.", []),
        ("and more.", []),
        ("Added.", []),
        ("nothing", []),
    ],
)
def test_only_what_is_older_than_its_default_is_stale(changed: str, names: list[str]) -> None:
    """By the newest line of each; what was changed in the same hour is not. Two times of a day are told
    apart by the hour."""
    text = order(RECORD, BODY)
    found = list(older(of(text), dated(text, changed)))
    assert [each.replacement.what for each in found] == names
    hours = ("2020-01-01 09:00 UTC", "2020-01-01 11:00 UTC")
    assert all(each.days == hours for each in found)
    sitting = [each and min(each, DAYS[0] + timedelta(minutes=59)) for each in dated(text, changed)]
    assert not list(older(of(text), sitting))


OLD, LATER, LAST = (datetime(2020, 1, day, tzinfo=UTC) for day in (1, 2, 3))


@pytest.mark.parametrize(
    ("newest_first", "found"),
    [
        (["[a year]{lawyers=P}", "[a month]{lawyers=P}"], (OLD, LAST)),
        (["So: [a year]{lawyers=P}.", "[a year]{lawyers=P}", "[a month]{lawyers=P}"], (OLD, LATER)),
        (["[a year]{lawyers=P}", "[a month]{lawyers=M}"], None),
        (["[a year]{lawyers=P}", "no words vary"], None),
        (["[a day]{lawyers=P} [a month]{lawyers=P}", "[a month]{lawyers=P}"], None),
        (["[a year]{nobody=P}", "[a month]{nobody=P}"], None),
        (["[a year]{lawyers=P}"], None),
    ],
)
def test_words_within_a_line_are_followed_through_versions(
    newest_first: list[str], found: tuple[datetime, datetime] | None
) -> None:
    """Old are those that stayed while what they replace became another; not those that came with it."""
    times = (OLD, LATER, LAST)[3 - len(newest_first) :][::-1]
    times = times if len(newest_first) == 3 else (LAST, OLD)[: len(newest_first)]
    texts = [each.replace("=P", '="P30D"').replace("=M", '="P1M"') for each in newest_first]
    told = [*older_words([*zip(times, texts, strict=True)], {"lawyers", "plain"})]
    assert [(each.changed, each.default_changed) for each in told] == ([found] if found else [])


def test_texts_of_a_translation_stand_for_what_its_readers_have_in_the_original() -> None:
    """Record and sections, by their ids; what others alone have in the original is not asked."""
    path, text = "content/orders/eo-14001.md", order(RECORD, BODY)
    words = "---\ntitle: Uno\nsummary: Uno.\n---\n\n## Para {#purpose}\n\nEl texto.\n"
    document, _ = read_order("eo-14001", path, text.encode())
    other, _ = read_translation(
        "eo-14001", (path, text.encode()), "es", "content/orders/eo-14001.es.md", words.encode()
    )
    assert document and other
    lines = text.split("\n")
    for names, kept in (
        ({"plain"}, ["The default text.", "More of the default."]),
        ({"lawyers"}, ["instead for lawyers Another text."]),
    ):
        found = [*translated(document, other, frozenset(names), len(lines))]
        assert [(each.what, each.audiences) for each in found] == [
            ("summary", ("es",)),
            ("section purpose", ("es",)),
        ]
        assert [words.split("\n")[each.lines[0] - 1] for each in found] == [
            "summary: Uno.",
            "## Para {#purpose}",
        ]
        read = [" ".join(lines[first - 1 : last]) for first, last in found[1].defaults]
        assert [" ".join(each.strip(": ").split()) for each in read] == kept


def git(root: Path, day: str, *arguments: str) -> None:
    """One git command at noon of a day."""
    at = f"{day}T12:00:00Z"
    names = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "GIT_CONFIG_GLOBAL": os.devnull}
    who = ("-c", "user.name=A", "-c", "user.email=a@orders.example")
    subprocess.run(
        ["git", *who, *arguments], cwd=root, env={**os.environ, **names}, check=True,
        capture_output=True,
    )  # fmt: skip


def test_the_history_of_lines_is_gits(tmp_path: Path) -> None:
    """A default that was changed later than its variant is found, by the command too; what is not
    committed yet is the youngest; a site without a history says so."""
    site = small_site(tmp_path)
    given = ("-C", site, "stale", "--now", "2026-11-22")
    assert "not looked at: not a git repository" in run(*given).output
    git(site, "2020-01-01", "init", "-q")
    assert "not looked at" in run(*given).output
    git(site, "2020-01-01", "add", "content")
    git(site, "2020-01-01", "commit", "-qm", "One")
    assert run(*given).output == "nothing stale\n"
    edit(site, "content/orders/eo-14001.md", "are to be counted", "are counted")
    git(site, "2021-01-01", "commit", "-qam", "Two")
    path = "content/orders/eo-14001.md"
    assert f"{path}:11: summary for lawyers, changed 2020-01-01, is older" in run(*given).output
    [row] = json.loads(run(*given, "--format", "json").output)["replacements"]
    assert row["changed"] == "2020-01-01T12:00:00+00:00"
    assert row["default_changed"] == "2021-01-01T12:00:00+00:00"
    edit(site, path, "The Secretary “shall", "He “shall")
    assert run(*given, "eo-14001").output == "nothing stale\n"
    assert run(*given, "eo-1").code == 2


def test_uncommitted_lines_are_as_young_as_their_file() -> None:
    """Their commit is all zeros, whatever time git gives them."""
    told = "{0} 1 1 1\nauthor-time 5\n\tA\n{1} 2 2\nauthor-time 7\nsummary x\n\t\tB\n"
    assert ages(told.format("a" * 40, "0" * 40), 9) == [5, 9]


def test_without_git_the_reason_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not that nothing is stale."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoHistoryError, match="git is not installed"):
        LineAges(tmp_path).head()


def test_lapsed_sign_offs_and_old_sources(library: Loaded) -> None:
    """By their studies, on the day of the look."""
    assert library.setting
    found = stale(library, Histories.of(library.inputs.root))
    assert [(e.slug, e.edition, e.reviewers) for e in found.sign_offs] == [
        ("eo-14001", "lawyers", ("A. Reader",))
    ]
    assert found.sources == ()
    late = loaded(library.inputs.root, now=date(2027, 11, 2))
    [old] = stale(late, Histories.of(library.inputs.root), ["eo-14001"]).sources
    assert (old.code, old.path) == ("EO709", "content/orders/eo-14001.md")


def test_a_text_that_is_not_as_it_was_brought(tmp_path: Path) -> None:
    """By the digest in the index of texts."""
    text, other = b"The text.", sha256(b"Another.").hexdigest()
    index = "".join(
        f"  - {{file: {name}, on: 2026-11-01, by: copied, sha256: '{digest}'}}\n"
        for name, digest in (("eo-1.txt", other), ("eo-2.txt", sha256(text).hexdigest()))
    )
    site = write(
        small_site(tmp_path, {"content/orders/eo-14001.md": ORDER}),
        {"content/texts/index.yaml": f"texts:\n{index}", "content/texts/eo-1.txt": text,
         "content/texts/eo-2.txt": text},
    )  # fmt: skip
    found = stale(loaded(site), Histories.of(site))
    assert [each.path for each in found.texts] == ["content/texts/eo-1.txt"]
    assert found.count == 1
