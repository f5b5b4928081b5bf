"""The command as a process: what it prints is whole, and its exit code says how it went."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import order, small_site

COMMAND = [sys.executable, "-m", "eo_site"]
FULL = Path("/dev/full")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--version"], 0), (["no-such-command"], 2), (["-C", "{site}", "build", "--no-search"], 0)],
)
def test_a_command_says_how_it_went(tmp_path: Path, arguments: list[str], code: int) -> None:
    """The process ends at once, and nothing of what it says is lost."""
    small_site(tmp_path)
    given = [each.format(site=tmp_path) for each in arguments]
    done = subprocess.run([*COMMAND, *given], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert (done.stdout or done.stderr).endswith("\n")


def test_a_long_answer_is_given_whole(tmp_path: Path) -> None:
    """Thousands of lines stand in the pipe's way."""
    wrong = "".join(f"A sentence of {n} ships.\n\n" for n in range(1000, 3000))
    small_site(tmp_path, {"content/orders/eo-14001.md": order(body=f"\n## Purpose\n\n{wrong}")})
    done = subprocess.run(
        [*COMMAND, "-C", str(tmp_path), "check"], capture_output=True, text=True, check=False
    )
    told = done.stdout + done.stderr
    assert all(f"`{n}`" in told for n in (1000, 2999))
    assert "problem" in told.splitlines()[-1] or "warnings" in told.splitlines()[-1]


def test_what_was_printed_and_not_yet_written_is_not_lost() -> None:
    """Also where whoever printed it has not asked for it to be written."""
    program = (
        "import sys\nfrom eo_site import __main__ as command\n"
        "command.main = lambda: (print('said', end=''), sys.exit(3))\ncommand.run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("said", 3)


@pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_what_cannot_be_printed_is_an_error_and_no_traceback(unbuffered: str) -> None:
    """Whether it is noticed at once or at the end."""
    with FULL.open("w") as full:
        done = subprocess.run(
            [*COMMAND, "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            text=True,
            check=False,
        )
    assert done.returncode == 1 and "Traceback" not in done.stderr
