"""What one command costs: time on the wall, time of processors, memory of all its processes.

Memory is the largest sum of proportional set sizes (`Pss` in /proc/PID/smaps_rollup) over the
command's session, so that pages shared by workers count once. Reading them costs the command
something; the pauses between readings grow with that cost and keep it below a twentieth. Processor
time is the user and system time of the command and of every process it has waited for.
"""

import os
import re
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.05
"""Seconds between two readings of memory, at least."""


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of user and system time, all processes."""
    memory: float
    """The most at one time, all processes, in MB of 1,000,000 bytes."""
    others: float
    """The share of the machine's processors that other work took meanwhile, 0 to 1."""


class Failed(RuntimeError):
    """A command that should have worked did not."""


def cost(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end and say what it took; what it prints is shown if it fails."""
    os.sync()
    before, started = _busy(), time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **(environment or {})},
        start_new_session=True,
    )
    memory = _Memory(process.pid)
    memory.start()
    assert process.stdout
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    memory.stop.set()
    memory.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failed(f"{' '.join(command)}\n{output.decode(errors='replace')[-2000:]}")
    cpu = usage.ru_utime + usage.ru_stime
    others = max(_busy() - before - cpu, 0) / wall / (os.cpu_count() or 1)
    return Cost(wall, cpu, memory.most / 1e6, min(others, 1))


def _busy() -> float:
    """Seconds all processors have been busy since the machine started."""
    user, nice, system, _, _, *rest = Path("/proc/stat").read_text().split("\n")[0].split()[1:]
    return sum(map(int, (user, nice, system, *rest[:2]))) / os.sysconf("SC_CLK_TCK")


class _Memory(threading.Thread):
    """Watches the memory of a session until told to stop."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session, self.most, self.stop = session, 0, threading.Event()

    def run(self) -> None:
        """Read, remember the most, pause."""
        pause = 0.0
        while not self.stop.wait(pause):
            started = time.perf_counter()
            self.most = max(self.most, sum(map(_pss, _members(self.session))))
            pause = max(PAUSE, 20 * (time.perf_counter() - started))


def _members(session: int) -> list[int]:
    """The processes of a session."""
    found = list[int]()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text()
            except OSError:
                continue
            if int(stat.rpartition(")")[2].split()[3]) == session:
                found.append(int(folder.name))
    return found


def _pss(pid: int) -> int:
    """A process's share of memory in bytes; 0 once it has ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    match = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(match[1]) * 1024 if match else 0
