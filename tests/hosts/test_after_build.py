"""`build` also writes what the host of site.yaml reads."""

import json
from pathlib import Path

import pytest

from eo_site.engine.build import build
from eo_site.engine.options import Options, Report
from eo_site.hosts import command
from eo_site.hosts.after_build import for_host
from eo_site.model.host import EDGE_FUNCTION
from tests.hosts.conftest import ACCOUNTS, MEMBERS
from tests.hosts.test_host_command import ROOT, site
from tests.sites import edit, run, small_site, tree, write


def test_a_build_writes_for_the_host_and_passes_its_files_over(tmp_path: Path) -> None:
    """What a platform reads in build/ stays, is no file of a stranger, and is there again once it is deleted."""
    root = site(tmp_path, host="host: cloudflare-pages\n")
    first = run("-C", root, "build")
    assert (first.code, first.output.splitlines()[-1]) == (0, f"{root}/build: _headers, _redirects")
    edit(root, "content/orders/eo-14001.md", "wants a count", "asks for a count")
    second = run("-C", root, "build")
    assert (second.code, "left alone" in second.output) == (0, False)
    assert (root / "build/_headers").is_file()
    assert "_headers" not in run("-C", root, "build").output  # nothing to do, nothing told
    (root / "build/_redirects").unlink()
    assert run("-C", root, "build").code == 0
    assert (root / "build/_redirects").is_file()


def test_the_site_is_not_read_again_for_its_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the build has is handed over; a mended sentence touches nothing that a host reads, an alias does."""
    monkeypatch.setattr(command, "loaded_site", lambda *_: pytest.fail("read again"))
    root, order = site(tmp_path, host="host: netlify\n"), "content/orders/eo-14001.md"
    redirects = root / "build/_redirects"
    assert run("-C", root, "build").code == 0
    kept = redirects.stat().st_mtime_ns
    edit(root, order, "wants a count", "asks for a count")
    report = build(Options(root, search=False))
    assert report.orders_alone and not for_host(Options(root), report, quick=False).line
    assert redirects.stat().st_mtime_ns == kept
    edit(root, order, "title:", "aliases: [eo-old]\ntitle:")
    assert run("-C", root, "build").code == 0
    assert "/plain/orders/eo-old/" in redirects.read_text()


def test_a_build_for_a_server_writes_beside_the_build(tmp_path: Path) -> None:
    """With the accounts file of its members; not for reviewers, from disk, or elsewhere."""
    root = site(tmp_path / "a", accounts=ACCOUNTS, members=MEMBERS, host="host: nginx\n")
    elsewhere = tmp_path / "e"
    for options in (
        Options(root, portable=True),
        Options(root, elsewhere, drafts=True),
        Options(root, elsewhere),
    ):
        done = for_host(options, Report((), out=options.output), quick=False)
        assert (done.line, (root / "host").exists()) == ("", False)
    assert run("-C", root, "build").code == 0
    assert {"eo-site.nginx.conf", "users.members"} <= {
        each.name for each in (root / "host").iterdir()
    }
    assert not [
        each for each in tree(root / "build") if "nginx" in each or each.startswith("users")
    ]


def test_a_build_fails_where_the_host_cannot_keep_a_members_edition(tmp_path: Path) -> None:
    """So that nothing after it deploys; in every form."""
    root = site(tmp_path, members=MEMBERS, host="host: github-pages\n")
    said = run("-C", root, "build", "--format", "json")
    assert (said.code, [each["code"] for each in json.loads(said.output)["problems"]]) == (
        1,
        ["EO832"],
    )
    assert not (root / "build/.nojekyll").exists()


def test_answers_about_accounts_go_when_no_host_reads_them(tmp_path: Path) -> None:
    """They name editions, as the function does that stands beside the build."""
    ways = "  sign_in: /in/\n  sign_out: /out/\n"
    root = site(tmp_path, accounts=ACCOUNTS + ways, members=MEMBERS, host="host: netlify\n")
    run("-C", root, "build")
    assert (root / "build/eo-site-me/paying.json").is_file()
    guard = root / EDGE_FUNCTION
    assert guard.read_text().startswith("// Written by `eo-site host netlify`")
    guard.unlink()
    assert run("-C", root, "build").code == 0 and guard.is_file()
    write(root, {"build/_worker.js": "// Written by `eo-site host cloudflare-pages`.\n"})
    small_site(root, {"site.yaml": ROOT + "host: nginx\n"})
    assert run("-C", root, "build").code == 0
    assert not (root / "build/eo-site-me").exists() and not guard.exists()
    assert not (root / "build/_worker.js").exists()
