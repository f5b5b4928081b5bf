"""What workflows call, and what writes them: `init --ci`, `changed`, `editions`, `--places-only`."""

import json
import re
from pathlib import Path

from eo_site.ci import FILES
from eo_site.hosts.writing import ADAPTERS
from eo_site.hosts.writing import IN_THE_BUILD as READ_IN_THE_BUILD
from eo_site.model.host import EDGE_FUNCTION, IN_THE_BUILD
from eo_site.model.problem import Place, Problem, Severity
from eo_site.reports.gitlab import as_code_quality
from tests.ci.runner import parsed
from tests.hosts.conftest import MEMBERS
from tests.hosts.test_host_command import ROOT
from tests.sites import AUDIENCES, REPOSITORY, order, run, small_site, write


def test_a_workflow_is_written_once_and_never_over_another(tmp_path: Path) -> None:
    """Into the repository's top folder, naming the site's; a second time nothing changes."""
    write(tmp_path, {".git/refs/remotes/origin/HEAD": "ref: refs/remotes/origin/trunk\n"})
    root = small_site(tmp_path / "library", {"site.yaml": ROOT + "host: netlify\n"})
    ran = run("-C", root, "init", "--ci", "github")
    assert (ran.code, "NETLIFY_AUTH_TOKEN" in ran.output) == (0, True)
    file = tmp_path / FILES["github"]
    text = file.read_text("utf-8")
    assert 'branches: ["trunk"]' in text and "eo-site -C library build" in text
    assert "NETLIFY_SITE: ${{ vars.NETLIFY_SITE }}" in text
    assert "NETLIFY_AUTH_TOKEN: ${{ secrets.NETLIFY_AUTH_TOKEN }}" in text
    assert "as it was" in run("-C", root, "init", "--ci", "github").output
    file.write_text(text + "# mine\n", "utf-8")
    assert run("-C", root, "init", "--ci", "github").code == 2
    assert file.read_text("utf-8").endswith("# mine\n")


def test_a_new_site_gets_its_workflow_too(tmp_path: Path) -> None:
    """Without a host it builds and deploys nothing, and says so."""
    ran = run("init", tmp_path / "new", "--ci", "gitlab")
    assert (ran.code, "deploys nothing" in ran.output) == (0, True)
    assert "rsync" not in (tmp_path / "new" / FILES["gitlab"]).read_text("utf-8")


def test_github_pages_takes_nothing_from_gitlab(tmp_path: Path) -> None:
    """Said, and nothing written."""
    root = small_site(tmp_path, {"site.yaml": ROOT + "host: github-pages\n"})
    assert run("-C", root, "init", "--ci", "gitlab").code == 2
    assert not (root / FILES["gitlab"]).exists()


def test_editions_say_who_may_read_them(tmp_path: Path) -> None:
    """For people, and ids for scripts."""
    root = small_site(tmp_path, {"audiences.yaml": AUDIENCES + MEMBERS})
    lines = run("-C", root, "editions").output.splitlines()
    assert [line.split(maxsplit=1) for line in lines] == [
        ["plain", "everybody"], ["lawyers", "everybody"], ["members", "members: paying, board"],
    ]  # fmt: skip
    assert run("-C", root, "editions", "--members").output == "members\n"
    assert run("-C", small_site(tmp_path / "b"), "editions", "--members").output == ""


def test_what_changed_is_told_edition_by_edition(tmp_path: Path) -> None:
    """Compared by the digests of a state file; what a host reads in the build counts for the front door."""
    root, state = small_site(tmp_path / "site"), tmp_path / "state"
    assert run("-C", root, "changed", state).code == 1
    assert run("-C", root, "build").code == 0
    assert run("-C", root, "changed", state).output == "lawyers\nplain\n.\n"
    assert run("-C", root, "changed", state, "--remember").code == 0
    assert run("-C", root, "changed", state).output == ""
    write(root, {"build/_redirects": "/a /b 301\n"})
    assert run("-C", root, "changed", state).output == ".\n"
    assert run("-C", root, "changed", state, "--remember").code == 0
    write(root, {EDGE_FUNCTION: "export default () => {};\n"})  # beside the build
    assert run("-C", root, "changed", state).output == ".\n"
    state.write_text(state.read_text("utf-8").replace("plain", "gone"), "utf-8")
    assert run("-C", root, "changed", state).output == "plain\n.\ngone\n"


def test_what_hosts_read_in_a_build_is_known(hosted_files: dict[str, set[str]]) -> None:
    """So that builds pass it over, and what changed there is noticed."""
    assert hosted_files.keys() == {*READ_IN_THE_BUILD} and hosted_files.keys() <= ADAPTERS.keys()
    for name, files in hosted_files.items():
        inside = files - {EDGE_FUNCTION}
        assert {each.partition("/")[0] for each in inside} <= {*IN_THE_BUILD}, name


def test_places_only_tells_codes_and_places(tmp_path: Path) -> None:
    """In every form, by option or environment, and no word of a message."""
    root = small_site(tmp_path, {"content/orders/eo-14001.md": order("colour: red\n")})
    assert "colour" in run("-C", root, "check", "--format", "json").output
    for form in ("text", "github", "gitlab"):
        told = run("-C", root, "check", "--places-only", "--format", form)
        assert (told.code, "EO110" in told.output, "colour" in told.output) == (1, True, False)


def test_code_quality_names_line_file_and_a_fingerprint_for_each() -> None:
    """Two alike have two; one that moves keeps its own."""
    first = Problem("EO301", "content/orders/eo-1.md", Place(12, 5), "unknown", "known: general")
    moved = Problem("EO301", "content/orders/eo-1.md", Place(90, 5), "unknown", "known: general")
    mild = Problem("EO405", "a.md", Place(), "hard to read", "", Severity.WARNING)
    rows = json.loads(as_code_quality([first, moved, mild], "library"))
    assert rows[0] == {
        "description": "unknown: known: general",
        "check_name": "EO301",
        "fingerprint": rows[0]["fingerprint"],
        "severity": "major",
        "location": {"path": "library/content/orders/eo-1.md", "lines": {"begin": 12}},
    }
    assert len({each["fingerprint"] for each in rows}) == 3
    assert rows[2]["severity"] == "minor"
    assert json.loads(as_code_quality([moved]))[0]["fingerprint"] != rows[0]["fingerprint"]
    assert (
        json.loads(as_code_quality([moved], "library"))[0]["fingerprint"] == rows[0]["fingerprint"]
    )


def test_this_repository_runs_the_commands_of_its_readme() -> None:
    """And no others."""
    document = parsed((REPOSITORY / ".github/workflows/tests.yml").read_text("utf-8"))
    lines = [each["run"] for each in document["jobs"]["tests"]["steps"] if "run" in each]
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    block = re.search(r"^```sh\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    assert block
    assert lines == [line.partition("#")[0].strip() for line in block[1].splitlines()]
