"""A guide's commands, run as a reader types them, and its edits, made as a reader makes them."""

import os
import re
import shlex
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.sites import REPOSITORY

PART_TWO = "## Part two"
"""Where the tutorial's second part begins."""
_BLOCK = re.compile(r"^```(console|diff)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_VARIES = re.compile(r"\d+\.\d seconds")


def shell(folder: Path, package: Path = REPOSITORY, python: str = sys.executable) -> dict[str, str]:
    """An environment in which `eo-site` is the package in a folder, and nothing else is at hand."""
    folder.mkdir(parents=True, exist_ok=True)
    command = folder / "eo-site"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(python)} -m eo_site "$@"\n', "utf-8")
    command.chmod(command.stat().st_mode | stat.S_IEXEC)
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return {**kept, "PATH": path, "PYTHONPATH": str(package)}


Do = Callable[[str, Path], str]
"""Does what a command says in a folder, and returns what it prints."""


def follow(guide: str, cwd: Path, environment: dict[str, str], here: Do | None = None) -> list[str]:
    """Do what a stretch of a guide says, block by block; the commands that were typed.

    Printed lines must come as the guide shows them, `…` standing for any number of lines. `here` does
    the commands of `eo-site` where they need no process of their own.
    """
    typed = list[str]()
    for kind, block in _BLOCK.findall(guide):
        if kind == "diff":
            _edit(cwd, block)
            continue
        for command, shown in _commands(block):
            typed.append(command)
            if command.startswith("cd "):
                cwd = cwd / command.removeprefix("cd ")
                continue
            if here and command.startswith("eo-site "):
                _compare(command, shown, here(command, cwd).splitlines())
                continue
            ran = subprocess.run(
                command, shell=True, cwd=cwd, env=environment, text=True, check=False,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            _compare(command, shown, ran.stdout.splitlines())
    return typed


def _commands(block: str) -> Iterator[tuple[str, list[str]]]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        yield command, [line for line in shown if line]


def _compare(command: str, shown: Sequence[str], printed: Sequence[str]) -> None:
    wanted = [_VARIES.sub("N seconds", line) for line in shown]
    left = [_VARIES.sub("N seconds", line) for line in printed]
    for line in wanted:
        if line != "…":
            assert line in left, (command, line, printed)
            left = left[left.index(line) + 1 :]
    assert shown or "Error" not in "\n".join(printed), (command, printed)


def _edit(root: Path, block: str) -> None:
    first, *lines = block.splitlines()
    file = root / first.removeprefix("--- ")
    old = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
    new = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
    if not old and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(new, "utf-8")
        return
    text = file.read_text("utf-8")
    assert text.count(old) == 1, (file, old)
    file.write_text(text.replace(old, new), "utf-8")
