"""One small site with a members' edition, served by whichever servers this machine has."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from eo_site.hosts.accounts_file import Account
from eo_site.hosts.compress import copy_packed
from eo_site.hosts.description import Description, describe
from eo_site.hosts.traces import Published, Traces
from eo_site.plan.moved_pages import MovedPage
from eo_site.project import ProjectReader
from tests.hosts.servers import HASH, PROGRAMS, Server, installed, running
from tests.sites import AUDIENCES, ORDER, SITE, built, small_site, write

ACCOUNTS = """\
accounts:
  default: plain
  editions:
    - {group: legal, audience: lawyers}
    - {group: paying, audience: members}
"""
MEMBERS = """\
  - id: members
    name: The herring club
    question: What does the secretherring say?
    access: {members: [paying, board]}
    accent: {light: "#1a2b3d", dark: "#a9bdd7"}
    lead: [summary]
    modules: [sections, sources]
"""
CANARIES = (b"secretherring", b"herring club", b"#1a2b3d")
"""What stands in files of the members' edition and in no others."""
PEOPLE = {
    "alice": Account("alice", HASH, ("paying",)),
    "lara": Account("lara", HASH, ("legal",)),
    "bo": Account("bo", HASH, ("board", "legal")),
    "vic": Account("vic", HASH),
}


@dataclass(frozen=True)
class Hosted:
    """A built site and what hosts know of it."""

    site: Description
    build: Path

    def files(self, edition: str) -> dict[str, bytes]:
        """The files of an edition by their path in it."""
        folder = self.build / edition
        every = (each for each in sorted(folder.rglob("*")) if each.is_file())
        return {each.relative_to(folder).as_posix(): each.read_bytes() for each in every}

    def traces(self) -> Traces:
        """By what the members' edition is known."""
        return Traces(CANARIES, Published(self.build, frozenset({"members"})).sizes("members"))


@pytest.fixture(scope="session")
def top() -> Iterator[Path]:
    """A folder that servers with users of their own can read."""
    folder = Path(tempfile.mkdtemp(prefix="eo-site-hosts-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def hosted(top: Path) -> Hosted:
    """The site at the root of its domain."""
    return hosted_below(top)


def hosted_below(top: Path) -> Hosted:
    """The same, built below a folder."""
    files = {
        "site.yaml": SITE.replace("/library/", "/") + ACCOUNTS,
        "audiences.yaml": AUDIENCES.replace(
            "name: Lawyers", "formerly: [counsel]\n    name: Lawyers"
        )
        + MEMBERS.replace("name:", "formerly: [club]\n    name:"),
        "content/orders/eo-14001.md": ORDER.replace("title:", "aliases: [eo-old]\ntitle:", 1)
        + "\n::: for members\n\nIt is a secretherring.\n\n:::\n",
    }
    root = small_site(top / "site", files)
    build = top / "packed"
    copy_packed(built(root), build)
    # What another program writes, and what a build is about to publish.
    worker, staged = "plain/pagefind/pagefind-worker.js", ".eo-site-staging/0"
    write(build, {worker: "// of another program\n", staged: "A secretherring.\n"})
    library = ProjectReader(root).library()
    assert library
    page, title = "orders/eo-14001/", "Counting Lighthouses"
    old = MovedPage("orders/eo-old/", page, title, elsewhere=False)
    post = MovedPage("2020/02/05/old-post.html", page, title, elsewhere=True)
    hidden = MovedPage("members-only/post.html", page, title, elsewhere=True)
    moved = {"plain": [old, post], "members": [old, post, hidden]}
    return Hosted(describe(library, moved), build)


def unprotected(site: Description) -> Description:
    """A site every edition of which is called public."""
    return replace(site, editions=tuple(replace(each, groups=None) for each in site.editions))


@pytest.fixture(scope="session")
def servers(hosted: Hosted, top: Path) -> Iterator[dict[str, Server]]:
    """Every server, as configured."""
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(running(name, hosted.site, hosted.build, top / name, PEOPLE))
            for name in _here()
        }


@pytest.fixture(scope="session")
def open_servers(hosted: Hosted, top: Path) -> Iterator[dict[str, Server]]:
    """The same with the protection taken out: every edition is called public."""
    site = unprotected(hosted.site)
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(
                running(name, site, hosted.build, top / f"{name}-open", PEOPLE)
            )
            for name in _here()
        }


def _here() -> list[str]:
    return [name for name in PROGRAMS if installed(name)]


def present(name: str) -> str:
    """A server's name; where it is not installed, the test is skipped, or fails under CI."""
    if not installed(name):
        if os.environ.get("CI") == "true":
            pytest.fail(f"no {PROGRAMS[name]} here: sh tests/servers.sh")
        pytest.skip(f"no {PROGRAMS[name]} here: sh tests/servers.sh")
    return name


@pytest.fixture(params=sorted(PROGRAMS))
def kind(request: pytest.FixtureRequest) -> str:
    """One server after the other."""
    return present(request.param)
