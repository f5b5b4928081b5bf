"""The accounts file: what may stand in it, and what servers are given of it."""

import json
import subprocess
from pathlib import Path

import pytest

from eo_site.hosts import accounts_command
from eo_site.hosts.accounts_file import (
    Account,
    AccountsProblem,
    checked_name,
    files,
    read_accounts,
)
from eo_site.hosts.me import inert
from tests.hosts.conftest import ACCOUNTS, MEMBERS, PEOPLE, Hosted
from tests.hosts.servers import HASH
from tests.sites import AUDIENCES, SITE, run, small_site

LINE = f"alice:{HASH}\n"


def test_what_is_written_is_read_again(hosted: Hosted) -> None:
    """Names, hashes and groups."""
    written = files(PEOPLE, hosted.site)
    assert read_accounts(written["users"], written["groups"]) == {
        name: Account(name, each.hash, tuple(sorted(each.groups))) for name, each in PEOPLE.items()
    }


def test_only_those_of_its_groups_are_let_into_an_edition(hosted: Hosted) -> None:
    """The file that nginx asks for it holds nobody else."""
    written = files(PEOPLE, hosted.site)
    names = [line.partition(":")[0] for line in written["users.members"].splitlines()]
    assert names == ["alice", "bo"]


@pytest.mark.parametrize(
    "name",
    ["", "Alice", "a:b", "a b", "../x", "a/b", "-a", ".a", "default", "include", "a" * 65, "a\nb",
     "{x}", "a;", "é", "_x"],
)  # fmt: skip
def test_a_name_that_servers_would_misread_is_refused(name: str) -> None:
    """Capitals, signs of their languages, paths and words of theirs."""
    with pytest.raises(AccountsProblem):
        checked_name(name)


@pytest.mark.parametrize(
    ("users", "groups"),
    [
        ("alice:{SHA}qUqP5cyxm6YcTAhz05Hph5gvu9M=\n", ""),
        ("alice\n", ""),
        ("alice:\n", ""),
        (LINE + LINE, ""),
        (f"Alice:{HASH}\n", ""),
        (LINE, "paying alice\n"),
    ],
)
def test_a_file_that_is_not_ours_is_refused(users: str, groups: str) -> None:
    """Weak hashes, none, two of one name; a line of groups without its colon."""
    with pytest.raises(AccountsProblem):
        read_accounts(users, groups)


def test_nothing_in_a_name_of_an_edition_means_anything_to_a_server() -> None:
    """Letters, figures and a few signs stay; all else is an escape of JSON."""
    text = "${x} {http.auth.user.id} `a` 'b' \"c\" \\d <!--#exec --> é 😀 ;\n"
    escaped = inert(text)
    assert not set("${}`'\\<>#;\n") & set(escaped.replace("\\u", ""))
    assert json.loads(escaped) == text


# The commands ---------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with accounts, and hashes that take no time."""
    monkeypatch.setattr(accounts_command, "hashed", lambda _: HASH)
    monkeypatch.setattr(accounts_command, "password", lambda: "correct horse")
    files = {
        "site.yaml": SITE.replace("/library/", "/") + ACCOUNTS,
        "audiences.yaml": AUDIENCES + MEMBERS,
    }
    return small_site(tmp_path, files)


def test_accounts_are_added_changed_listed_and_removed(root: Path) -> None:
    """And every file that servers read is written anew, for its owner and group alone."""
    accounts = ("-C", root, "accounts")
    assert "alice: added, in paying" in run(*accounts, "add", "alice", "--groups", "paying").output
    assert run(*accounts, "add", "bo").code == 0
    assert "alice:" in (root / "host/users.members").read_text()
    assert "bo:" not in (root / "host/users.members").read_text()
    changed = run(*accounts, "add", "alice", "--groups", "legal,board").output
    assert "alice: changed, in legal, board" in changed
    assert run(*accounts, "list").output == "alice: in board, legal\nbo: in no group\n"
    assert (root / "host/users").stat().st_mode & 0o777 == 0o640
    run(*accounts, "remove", "alice")
    assert "alice" not in "".join(
        each.read_text() for each in (root / "host").iterdir() if each.is_file()
    )


def test_slips_are_told(root: Path) -> None:
    """A group that decides nothing, a name that cannot be, an account that is none."""
    accounts = ("-C", root, "accounts")
    slip = run(*accounts, "add", "alice", "--groups", "payng")
    assert (slip.code, "did you mean `paying`?" in slip.output) == (2, True)
    assert run(*accounts, "add", "Alice").code == 2
    assert run(*accounts, "remove", "carol").code == 2
    (root / "host").mkdir()
    (root / "host/users").write_text("alice:plain\n")
    assert "users:1: no bcrypt hash" in run(*accounts, "list").output


def test_hashes_are_what_servers_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made by htpasswd where it is; the password goes through its input, never its arguments."""
    monkeypatch.setattr(accounts_command, "COST", 4)
    seen: list[list[str]] = []
    real = subprocess.run

    def spied(command: list[str], **options: object) -> object:
        seen.append(command)
        return real(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(accounts_command.subprocess, "run", spied)
    if accounts_command.shutil.which("htpasswd") is None:
        pytest.skip("no htpasswd here: sh tests/servers.sh")
    mark = accounts_command.hashed("correct horse")
    assert mark.startswith("$2y$04$") and "correct" not in " ".join(seen[0])
    monkeypatch.setattr(accounts_command.shutil, "which", lambda _: None)
    with pytest.raises(accounts_command.click.ClickException):
        accounts_command.hashed("correct horse")
