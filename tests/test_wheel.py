"""What is installed is whole: the starter site and the theme travel in wheel and sdist."""

import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.site.typed import PART_TWO, follow, shell
from tests.sites import REPOSITORY

CARRIED = {"starter": REPOSITORY / "eo_site/starter", "themes": REPOSITORY / "themes"}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel and an sdist, built from this checkout without the network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return folder


def files(name: str) -> set[str]:
    """What a folder of the checkout holds, from that folder; not what commands left there."""
    found = (each.relative_to(CARRIED[name]) for each in CARRIED[name].rglob("*") if each.is_file())
    return {each.as_posix() for each in found if each.parts[0] not in ("build", ".eo-cache")}


@pytest.mark.parametrize("name", CARRIED)
def test_wheel_and_sdist_carry_every_file(dist: Path, name: str) -> None:
    """None is left out by a rule about names."""
    [wheel], [sdist] = dist.glob("*.whl"), dist.glob("*.tar.gz")
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert {f"eo_site/{name}/{each}" for each in files(name)} <= inside
    with tarfile.open(sdist) as archive:
        packed = {each.partition("/")[2] for each in archive.getnames()}
    folder = CARRIED[name].relative_to(REPOSITORY).as_posix()
    assert {f"{folder}/{each}" for each in files(name)} <= packed


def test_the_tutorials_first_part_works_from_a_wheel_alone(dist: Path, tmp_path: Path) -> None:
    """Every command as typed and every edit as shown, in an environment away from the checkout.

    The wheel's dependencies are those that the tests run with; nothing is downloaded.
    """
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False)
    python = str(environment / "bin/python")
    command = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(command, check=True, capture_output=True, text=True).stdout[:-1])
    [wheel] = dist.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    own = shell(tmp_path / "bin", packages, python)
    del own["PYTHONPATH"]
    where = [python, "-c", "import eo_site; print(eo_site.__file__)"]
    ran = subprocess.run(where, cwd=tmp_path, env=own, check=True, capture_output=True, text=True)
    assert Path(ran.stdout.strip()).is_relative_to(packages)
    script = [str(environment / "bin/eo-site"), "--version"]
    assert subprocess.run(script, cwd=tmp_path, env=own, capture_output=True).returncode == 0
    guide = (REPOSITORY / "docs/tutorial.md").read_text("utf-8")
    typed = follow(guide.partition(PART_TWO)[0], tmp_path, own)
    assert [each.split()[1] for each in typed if each.startswith("eo-site")] == [
        "init", "check", "build", "build", "build", "diff", "explain", "build", "check",
    ]  # fmt: skip
