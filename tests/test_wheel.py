"""What is installed is whole: the starter site and the theme travel in wheel and sdist."""

import re
import shlex
import shutil
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

UNCOMPILED = """
import jinja2, sys
from eo_site.render.jinja import Environment

del jinja2.Environment.compile
environment = Environment(jinja2.FileSystemLoader(sys.argv[1]))
found = environment.list_templates()
assert len(found) > 20
for each in found:
    template = environment.get_template(each)
    assert template.filename == each
"""
"""Every shipped template can be had without compiling it."""


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel and an sdist, built from this checkout without the network."""
    folder = tmp_path_factory.mktemp("release") / "dist"
    _, *line = _typed("CONTRIBUTING.md", "hatchling build")
    command = [sys.executable, *(str(folder) if each == "dist" else each for each in line)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return folder


def _typed(guide: str, words: str) -> list[str]:
    """The command of a guide that has some words in it."""
    lines = (REPOSITORY / guide).read_text("utf-8").splitlines()
    [line] = [each for each in lines if words in each]
    return shlex.split(line)


def test_every_documented_line_that_installs_names_its_extras() -> None:
    """Without `search` a site would have none, and nobody would know why."""
    guides = [
        REPOSITORY / "README.md",
        REPOSITORY / "CONTRIBUTING.md",
        *(REPOSITORY / "docs").glob("*.md"),
    ]
    text = "\n".join(each.read_text("utf-8") for each in guides)
    lines = re.findall(r"(?:pip|pipx|uv tool) install .*?((?<=')[.e][^' ]*)'", text)
    assert len(lines) > 6 and not [
        each for each in lines if not re.match(r"(eo-site|\.)\[[a-z,]+\]", each)
    ]
    assert not re.findall(r"(?:pip|pipx|uv tool) install (?:\.|eo-site)", text)


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
    # The release's own line, but that a folder of wheels is all there is, and dependencies are here already.
    line = _typed("CONTRIBUTING.md", "pip install")
    assert line[1:] == ["-m", "pip", "install", "--find-links", "dist", "eo-site[search]"]
    pip = [sys.executable, "-m", "pip", "--python", python, *line[3:], "--no-deps", "--no-index"]
    subprocess.run(pip, cwd=dist.parent, check=True, capture_output=True)
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    own = shell(tmp_path / "bin", packages, python)
    del own["PYTHONPATH"]
    where = [python, "-c", "import eo_site; print(eo_site.__file__)"]
    ran = subprocess.run(where, cwd=tmp_path, env=own, check=True, capture_output=True, text=True)
    assert Path(ran.stdout.strip()).is_relative_to(packages)
    told = subprocess.run(
        [str(environment / "bin/eo-site"), "--version"],
        cwd=tmp_path,
        env=own,
        capture_output=True,
        text=True,
    )
    assert re.fullmatch(
        r"eo-site, version [\d.]+\ntheme default, shipped, [0-9a-f]{12}\n", told.stdout
    )
    templates = packages / "eo_site/themes/default/templates"
    subprocess.run([python, "-c", UNCOMPILED, templates], cwd=tmp_path, env=own, check=True)
    guide = (REPOSITORY / "docs/tutorial.md").read_text("utf-8")
    typed = follow(guide.partition(PART_TWO)[0], tmp_path, own)
    assert [each.split()[1] for each in typed if each.startswith("eo-site")] == [
        "init", "check", "build", "build", "build", "diff", "explain", "build", "check",
    ]  # fmt: skip


def test_an_installation_in_place_has_templates_compiled_too(tmp_path: Path) -> None:
    """As long as they are those that it was installed with, and the compiler is."""
    build = "import sys; from hatchling.build import build_editable; build_editable(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, tmp_path], cwd=REPOSITORY, check=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "packages")
    paths = f"{tmp_path / 'packages'}:{REPOSITORY}"

    def loads(templates: Path) -> bool:
        command = [sys.executable, "-c", UNCOMPILED, templates]
        ran = subprocess.run(
            command, cwd=tmp_path, env={"PYTHONPATH": paths}, capture_output=True, text=True
        )
        assert ran.returncode == 0 or "has no attribute 'compile'" in ran.stderr, ran.stderr
        return ran.returncode == 0

    assert loads(REPOSITORY / "themes/default/templates")
    changed = tmp_path / "templates"
    shutil.copytree(REPOSITORY / "themes/default/templates", changed)
    assert loads(changed)
    with (changed / "home.html").open("a", encoding="utf-8") as file:
        file.write(" ")
    assert not loads(changed)
    top = tmp_path / "packages/eo_site_templates/__init__.py"
    top.write_text(re.sub("MADE_BY = .*", "MADE_BY = ('0', '0')", top.read_text("utf-8")), "utf-8")
    assert not loads(REPOSITORY / "themes/default/templates")
