"""A workflow's `run` lines, run by a shell in a folder, as far as its conditions let them.

`eo-site` is answered by this process, since starting Python for each command would take most of the time. What would
reach out (`pip`, `gh`, `rsync`, `curl`) is written down instead.
"""

import contextlib
import os
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from eo_site.cli import main

SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
"""What GitHub runs a line with where a step says `shell: bash`, and nearly what GitLab does."""
_EO_SITE = """\
#!/bin/sh
{ pwd; echo "${EO_PLACES_ONLY:-}"; printf '%s\\n' "$@"; } > "$ASK"
{ read -r code; cat; exit "$code"; } < "$ANSWER"
"""
_WRITTEN_DOWN = """\
#!/bin/sh
echo "$(basename "$0") $*" >> "$CALLS"
for each in "$@"; do
  case "$each" in
    *changes.md) cat "${each#body@}" >> "$CALLS";;
  esac
done
"""


@contextlib.contextmanager
def tools(folder: Path) -> Iterator[dict[str, str]]:
    """The environment in which `eo-site` and the rest are at hand."""
    folder.mkdir()
    ask, answer = folder / "ask", folder / "answer"
    for fifo in (ask, answer):
        os.mkfifo(fifo)
    for name in ("python", "gh", "rsync", "curl", "apt-get", "eo-site"):
        script = folder / name
        script.write_text(_EO_SITE if name == "eo-site" else _WRITTEN_DOWN, "utf-8")
        script.chmod(0o755)
    here = Path.cwd()
    thread = threading.Thread(target=_answers, args=(ask, answer))
    thread.start()
    try:
        yield {
            "PATH": f"{folder}:{os.environ['PATH']}",
            "HOME": str(folder),
            "ASK": str(ask),
            "ANSWER": str(answer),
            "CALLS": str(folder / "calls"),
            "RUNNER_TEMP": str(folder),
        }
    finally:
        ask.write_text("", "utf-8")
        thread.join()
        os.chdir(here)


def _answers(ask: Path, answer: Path) -> None:
    while lines := ask.read_text("utf-8").splitlines():
        os.chdir(lines[0])
        arguments = lines[2:]
        if "build" in arguments:
            arguments.insert(arguments.index("build") + 1, "--no-search")
        ran = CliRunner(env={"EO_PLACES_ONLY": lines[1] or None}).invoke(main, arguments)
        answer.write_text(f"{ran.exit_code}\n{ran.output}", "utf-8")


@dataclass
class Run:
    """One run of a workflow: what it knows, and what it printed."""

    cwd: Path
    environment: Mapping[str, str]
    github: Mapping[str, Any] = field(default_factory=dict)
    """The context `github`, by dotted name."""
    printed: str = ""
    outputs: dict[str, str] = field(default_factory=dict)
    """By dotted name: `steps.day.outputs.due`."""
    steps: list[str] = field(default_factory=list)
    """Names of those whose conditions held."""
    kept: dict[str, str] = field(default_factory=dict)
    """What steps added to the environment of those after them."""

    def job(self, document: Mapping[str, Any], name: str) -> bool:
        """Run a job of GitHub's; whether its condition held and every step ended well."""
        job = document["jobs"][name]
        if not self._holds(str(job.get("if", "true"))):
            return False
        for step in job["steps"]:
            if not self._holds(str(step.get("if", "true"))):
                continue
            self.steps.append(step.get("name", step.get("uses", "")))
            if "id" in step:
                self.outputs[f"steps.{step['id']}.outcome"] = "success"
            if "run" in step and not self._step(step, document.get("env", {})):
                return False
        for output, value in job.get("outputs", {}).items():
            self.outputs[f"needs.{name}.outputs.{output}"] = self._filled(value)
        self.outputs[f"needs.{name}.result"] = "success"
        return True

    def _step(self, step: Mapping[str, Any], shared: Mapping[str, str]) -> bool:
        files = {each: self.cwd.parent / each for each in ("GITHUB_OUTPUT", "GITHUB_ENV")}
        summary = self.cwd.parent / "summary"
        for file in files.values():
            file.write_text("", "utf-8")
        named = {key: self._filled(str(value)) for key, value in step.get("env", {}).items()}
        told = {**shared, **self.kept, **named, "GITHUB_STEP_SUMMARY": str(summary)}
        code = self.shell(step["run"], {**told, **{key: str(file) for key, file in files.items()}})
        outputs = files["GITHUB_OUTPUT"].read_text("utf-8")
        for key, value in re.findall(r"^(\w+)=(.*)$", outputs, re.MULTILINE):
            self.outputs[f"steps.{step.get('id')}.outputs.{key}"] = value
        for key, value in re.findall(r"^(\w+)<<END\n(.*?)^END$", outputs, re.MULTILINE | re.DOTALL):
            self.outputs[f"steps.{step.get('id')}.outputs.{key}"] = value
        self.kept |= dict(re.findall(r"^(\w+)=(.*)$", files["GITHUB_ENV"].read_text("utf-8"), re.M))
        return code == 0

    def shell(self, script: str, more: Mapping[str, str] | None = None) -> int:
        """Run some lines; the exit code."""
        ran = subprocess.run(
            [*SHELL, script], cwd=self.cwd, env={**self.environment, **(more or {})},
            text=True, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.printed += ran.stdout
        return ran.returncode

    def _filled(self, text: str) -> str:
        return re.sub(
            r"\$\{\{ (.*?) \}\}", lambda found: str(self._value(found.group(1)) or ""), text
        )

    def _value(self, name: str) -> Any:
        if name == "runner.temp":
            return self.environment["RUNNER_TEMP"]
        if name.startswith(("secrets.", "vars.")):
            return f"{name.rpartition('.')[2].lower()}"
        return self.github.get(name.removeprefix("github."), self.outputs.get(name, ""))

    def _holds(self, condition: str) -> bool:
        """What a condition of GitHub's comes to; it is one of names, strings, `==`, `!=`, `&&` and `||`."""
        text = condition.removeprefix("${{").removesuffix("}}").strip()
        for theirs, ours in (("!cancelled()", "True"), ("&&", " and "), ("||", " or ")):
            text = text.replace(theirs, ours)
        names = r"(?<!')\b(?:github|steps|needs)(?:\.[a-z_]+)+"
        text = re.sub(names, lambda found: repr(self._value(found.group())), text)
        return bool(eval(text.replace("true", "True"), {"__builtins__": {}}))


def parsed(text: str) -> dict[str, Any]:
    """A workflow as data; `on` is a word there and no truth value."""
    document = yaml.safe_load(text)
    if True in document:
        document["on"] = document.pop(True)
    return dict(document)
