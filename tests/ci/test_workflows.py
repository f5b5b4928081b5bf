"""`eo-site init --ci`: workflows that are valid, run, and tell nobody what is for members."""

import itertools
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from eo_site.ci import FILES, TEMPLATES, Repository, cron, workflow
from eo_site.ci.deploys import DEPLOYS
from eo_site.hosts.writing import ADAPTERS
from tests.ci.runner import Run, parsed, tools
from tests.hosts.test_host_command import MEMBERS, ROOT, carried
from tests.sites import AUDIENCES, ORDER, REPOSITORY, edit, run, small_site

TEXTS = {name: (REPOSITORY / "eo_site/ci" / name).read_text("utf-8") for name in TEMPLATES}
HOSTS = (None, *ADAPTERS)
SECRET = "secretherring"
SITE = {
    "site.yaml": ROOT + "host: nginx\n",
    "audiences.yaml": AUDIENCES + MEMBERS,
    # The members' passage has a number without a source, which is a warning that quotes it.
    "content/orders/eo-14001.md": ORDER + f"\n::: for members\n\nA {SECRET} has 47 fins.\n\n:::\n",
}


def written(service: Any, host: Any, folder: str = "") -> str:
    """The workflow of a site."""
    return workflow(service, Repository("main", folder, "America/New_York", host), TEXTS)


def test_every_host_has_its_way_or_says_that_it_has_none() -> None:
    """`plain` has none."""
    assert DEPLOYS.keys() == ADAPTERS.keys()
    assert [name for name, deploy in DEPLOYS.items() if deploy is None] == ["plain"]


def test_workflows_are_what_githubs_schema_asks_for() -> None:
    """For every host, at the top of a repository and below."""
    schema = Draft7Validator(carried(b'"workflow_dispatch"'))
    for host, folder in zip(HOSTS, itertools.cycle(("", "library")), strict=False):
        document = parsed(written("github", host, folder))
        assert not [each.message for each in schema.iter_errors(document)], host
    assert [*schema.iter_errors({"on": "push", "jobs": {"a": {"steps": 1}}})]


def test_pipelines_are_what_gitlabs_schema_asks_for() -> None:
    """For every host but GitHub Pages."""
    schema = Draft7Validator(carried(b'"interruptible"'))
    for host in HOSTS:
        document = parsed(written("gitlab", host, "library"))
        # Newer than the schema at hand.
        assert document["eo-site"]["artifacts"].pop("access") == "developer"
        assert not [each.message for each in schema.iter_errors(document)], host
    assert [*schema.iter_errors({"a": {"script": {}}})]


@pytest.mark.parametrize("host", HOSTS)
def test_nothing_that_a_stranger_writes_becomes_a_line_of_shell(host: Any) -> None:
    """No `run` line has an expression in it; titles and names of branches come by variables or not at all."""
    document = parsed(written("github", host))
    lines = [
        each["run"] for job in document["jobs"].values() for each in job["steps"] if "run" in each
    ]
    assert len(lines) > 5
    assert not [each for each in lines if "${{" in each]
    assert "pull_request_target" not in document["on"]
    assert "@" not in re.sub(r"\w@v\d|@\d|@ git|@eo|body@|deploy@|@azure|\$@", "", "".join(lines))


def test_a_daily_schedule_comes_when_it_is_day_at_the_site() -> None:
    """In winter and in summer, east and west."""
    assert cron("America/New_York") == "17 5 * * *"
    assert cron("Europe/Berlin") == "17 23 * * *"
    assert cron("Asia/Kolkata") == "47 18 * * *"
    assert cron("UTC") == "17 0 * * *"


# Run ------------------------------------------------------------------------------------------------------


def git(root: Path, *arguments: str) -> None:
    """One command of git's, by nobody in particular."""
    own = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *own, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose folder `library` is a site with a members' edition: two commits."""
    root = tmp_path_factory.mktemp("work") / "repository"
    small_site(root / "library", SITE)
    git(root.parent, "init", "--quiet", "repository")
    (root / ".gitignore").write_text("build/\n.eo-cache/\nhost/\n.eo-site-deployed\n", "utf-8")
    for service in FILES:
        assert run("-C", root / "library", "init", "--ci", service).code == 0
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    edit(
        root / "library",
        "content/orders/eo-14001.md",
        "The order wants a count",
        "It wants a count",
    )
    edit(root / "library", "content/orders/eo-14001.md", "47 fins", "48 fins")
    git(root, "commit", "-qam", "two")
    return root


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What the lines find."""
    with tools(tmp_path_factory.mktemp("tools") / "bin") as found:
        yield found


CHANGE = {
    "event_name": "pull_request",
    "ref": "refs/pull/7/merge",
    "repository": "us/library",
    "event.repository.private": "false",
    "event.pull_request.head.repo.full_name": "us/library",
    "event.pull_request.number": 7,
}
PUSH = {"event_name": "push", "ref": "refs/heads/main", "event.repository.private": "true"}


def calls(environment: dict[str, str]) -> str:
    """What was called since the last look."""
    file = Path(environment["CALLS"])
    found = file.read_text("utf-8") if file.exists() else ""
    file.unlink(missing_ok=True)
    return found


def test_a_change_is_checked_built_and_told_without_members_text(
    repository: Path, environment: dict[str, str]
) -> None:
    """In a public repository nothing is cached, and no log, annotation, comment or summary has members' words."""
    document = parsed((repository / FILES["github"]).read_text("utf-8"))
    ran = Run(repository, environment, CHANGE)
    assert not ran.job(document, "due")
    assert ran.job(document, "site"), ran.printed
    assert ran.outputs["steps.editions.outputs.cache"] == "no"
    assert not [
        each for each in ran.steps if "cache" in each or "Deploy" in each or "deployed" in each
    ]
    assert "::warning file=library/content/orders/eo-14001.md," in ran.printed
    called = calls(environment)
    assert "pip install --quiet eo-site[search]==" in called
    assert "gh pr comment 7 --edit-last --create-if-none" in called
    assert "wants a count" in called and "### members" in called
    summary = (repository.parent / "summary").read_text("utf-8")
    assert "wants a count" in summary
    for told in (ran.printed, called, summary):
        assert SECRET not in told and " fins" not in told
    # What would have been cached does have them.
    assert any(
        SECRET.encode() in each.read_bytes()
        for each in (repository / "library/build").rglob("*.html")
    )


def test_a_push_deploys_the_editions_that_changed(
    repository: Path, environment: dict[str, str]
) -> None:
    """All at first; then none; then one. What is remembered of them holds no text and no path."""
    document = parsed((repository / FILES["github"]).read_text("utf-8"))
    first = Run(repository, environment, PUSH)
    assert first.job(document, "site"), first.printed
    assert {"Save cache and output", "Deploy", "Keep what was deployed"} <= {*first.steps}
    called = calls(environment)
    sent = re.findall(r"^rsync .* (\S+) (\S+)$", called, re.MULTILINE)
    assert [to for _, to in sent] == [
        f"deploy_to/{each}/" for each in ("lawyers", "members", "plain")
    ] + ["deploy_to/"]
    assert "--exclude-from=" in called.splitlines()[-1]
    state = (repository / ".eo-site-deployed").read_text("utf-8")
    assert re.fullmatch(r"next-change: (never|[\d-]+)\n(([a-z]+|\.) [0-9a-f]{64}\n){4}", state)

    second = Run(repository, environment, PUSH)
    assert second.job(document, "site"), second.printed
    assert "Deploy" not in second.steps
    calls(environment)

    shutil.copytree(repository, repository.parent / "third", symlinks=True)
    third = Run(repository.parent / "third", environment, PUSH)
    edit(third.cwd / "library", "content/orders/eo-14001.md", "48 fins", "49 fins")
    assert third.job(document, "site"), third.printed
    sent = re.findall(r"^rsync .* (\S+) (\S+)$", calls(environment), re.MULTILINE)
    assert [to for _, to in sent] == ["deploy_to/members/"]


def test_a_merge_request_is_told_without_members_text_and_leaves_none(
    repository: Path, environment: dict[str, str]
) -> None:
    """On GitLab: log, report, comment; and in a public project the job leaves neither cache nor output."""
    job = parsed((repository / FILES["gitlab"]).read_text("utf-8"))["eo-site"]
    root = repository.parent / "merge"
    shutil.copytree(repository, root, symlinks=True)
    asked = {
        **environment,
        "CI_PIPELINE_SOURCE": "merge_request_event",
        "CI_PROJECT_VISIBILITY": "public",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD^1",
        "CI_MERGE_REQUEST_IID": "7",
        "CI_PROJECT_ID": "3",
        "CI_API_V4_URL": "https://gitlab.example/api/v4",
        "EO_SITE_COMMENT_TOKEN": "token",
        "EO_SITE": "eo-site",
    }
    lines = "\n".join((*job["before_script"], *job["script"]))
    ran = Run(root, asked)
    assert ran.shell(lines) == 0, ran.printed
    called = calls(environment)
    assert "curl " in called and "merge_requests/7/notes" in called and "wants a count" in called
    report = (root / job["artifacts"]["reports"]["codequality"]).read_text("utf-8")
    assert "library/content/orders/eo-14001.md" in report
    for told in (ran.printed, called, report):
        assert SECRET not in told and " fins" not in told
    assert not (root / "library/build").exists() and not (root / "library/.eo-cache").exists()
    assert "rsync" not in called

    later = {**asked, "CI_PIPELINE_SOURCE": "schedule", "CI_PROJECT_VISIBILITY": "private"}
    (root / ".eo-site-deployed").write_text("next-change: 9999-01-01\n", "utf-8")
    early = Run(root, later)
    assert early.shell(lines) == 0
    assert "not today" in early.printed and not calls(environment)


@pytest.mark.parametrize(
    ("state", "due"),
    [
        ("next-change: 2000-01-01\n", "yes"),
        ("next-change: 9999-01-01\n", "no"),
        ("next-change: never\n", "no"),
        ("nonsense\n", "yes"),
        ("", "yes"),
        (None, "yes"),
    ],
)
def test_a_daily_run_ends_early_unless_something_is_due(
    tmp_path: Path, state: str | None, due: str
) -> None:
    """What was never deployed is due."""
    document = parsed(written("github", "nginx"))
    root = tmp_path / "checkout"
    root.mkdir()
    if state is not None:
        (root / ".eo-site-deployed").write_text(state, "utf-8")
    ran = Run(
        root, {"PATH": os.environ["PATH"]}, {"event_name": "schedule", "ref": "refs/heads/main"}
    )
    assert ran.job(document, "due"), ran.printed
    assert ran.outputs["needs.due.outputs.due"] == due
