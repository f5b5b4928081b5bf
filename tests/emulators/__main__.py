"""`python -m tests.emulators PACKAGES [HOST…]`: no byte of a members' edition comes out of an emulated host.

PACKAGES is the `node_modules` with what tests/emulators/package.json names. Ends with 1 if anything comes
out (but of a host that `eo-site host` therefore takes for unproved), if a member does not get it, if it does not
come out where it is not protected, or if a workflow has mistakes.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from eo_site.hosts.attempts import Attempt
from eo_site.hosts.promises import PROMISES
from tests.emulators import accounts
from tests.emulators.programs import EMULATORS, Emulator, Running, deployed, described, version
from tests.emulators.workflows import mistakes
from tests.hosts.conftest import Hosted, hosted_below, unprotected
from tests.hosts.servers import Server, answer
from tests.hosts.test_servers import targets
from tests.hosts.tries import tries

TOGETHER = 256
AT_LEAST = 60
"""So many tries must get something where nothing is protected."""


@dataclass(frozen=True)
class Outcome:
    """What became of some tries."""

    count: int
    got: tuple[str, ...]
    """Those that got something of the members' edition."""
    failed: tuple[str, ...]
    """Those that the emulator answered with an error of its own (5xx)."""
    silent: tuple[str, ...]
    """Those that it did not answer."""
    ended: tuple[str, ...]
    """Those that it ended by; started again, it was sent the others."""

    def line(self) -> str:
        """The counts."""
        return (
            f"{self.count} attempts, {len(self.got)} got something; answered with an error of the "
            f"emulator's own: {len(self.failed)}, not answered: {len(self.silent)}, ended by: {len(self.ended)}"
        )


def tried(program: Running, hosted: Hosted, every: Iterable[Attempt]) -> Outcome:
    """Send some tries."""
    every = list(every)
    traces = hosted.traces()
    found: list[tuple[str, bytes, bool]] = []
    for start in range(0, len(every), TOGETHER):
        found += _together(program, every[start : start + TOGETHER])
    return Outcome(
        len(found),
        tuple(name for name, raw, _ in found if traces.in_answer(raw)),
        tuple(name for name, raw, _ in found if answer(raw).status >= 500),
        tuple(name for name, raw, ended in found if not answer(raw).status and not ended),
        tuple(name for name, _, ended in found if ended),
    )


def _together(program: Running, some: list[Attempt]) -> Iterator[tuple[str, bytes, bool]]:
    """(try, answer, whether it ended the program); one ends it for all that are under way, so
    those that may have done it are sent again, fewer at a time."""
    with ThreadPoolExecutor(min(24, len(some))) as threads:
        answers = list(threads.map(lambda each: _sent(program.server, each[1]), some))
    if program.alive:
        yield from ((name, raw, False) for (name, _), raw in zip(some, answers, strict=True))
        return
    program.start()
    if len(some) == 1:
        yield some[0][0], answers[0], True
        return
    half = len(some) // 2
    yield from _together(program, some[:half])
    yield from _together(program, some[half:])


def _sent(server: Server, data: bytes) -> bytes:
    for patience in (1.5, 4):  # what is not answered at once is asked again, and waited for
        try:
            if found := server.send(data, patience):
                return found
        except ConnectionRefusedError:
            break
        except OSError:
            continue
    return b""


def tried_on(
    emulator: Emulator, packages: Path, hosted: Hosted, top: Path, provider: str
) -> Iterator[str]:
    """Try everything on one of them; prints counts, gives what is wrong."""
    site = described(emulator, hosted.site, provider)
    ways = targets(hosted)
    name = f"{emulator.package} {version(packages, emulator.package)}"
    folder = top / emulator.host
    deployed(emulator, site, hosted, folder)
    with closing(Running(emulator, packages, folder)) as program:
        for who, also in (("nobody", ()), ("vic", (emulator.account("vic", (), provider),))):
            outcome = tried(program, hosted, tries(ways, *also))
            print(f"{name}, asked by {who}: {outcome.line()}", flush=True)
            known = PROMISES[emulator.host].unproved
            if known and not outcome.got:
                yield f"{name}, asked by {who}: nothing got out; `unproved` can go"
            for each in outcome.got:
                if not known:
                    yield f"{name}, asked by {who}: {each} got something"
        found = program.server.get("/members/", emulator.account("alice", ("paying",), provider))
        if found.status != 200 or not hosted.traces().hits(found.raw):
            yield f"{name}: a member does not get their edition, but {found.status}"
    folder = top / f"{emulator.host}-open"
    deployed(emulator, unprotected(site), hosted, folder)
    with closing(Running(emulator, packages, folder)) as program:
        outcome = tried(program, hosted, tries(ways))
    print(f"{name}, protection taken out: {outcome.line()}", flush=True)
    kinds = Counter(each.partition(":")[0] for each in outcome.got)
    if len(outcome.got) < AT_LEAST or not {"plain", "HEAD", "Range: bytes=0-"} & kinds.keys():
        yield f"{name}: without protection only {len(outcome.got)} attempts get something"


def main(packages: Path, *only: str) -> int:
    """Every emulator, then every workflow; or some emulators alone."""
    wrong = []
    with (
        tempfile.TemporaryDirectory(prefix="eo-site-emulators-") as folder,
        accounts.provider() as provider,
    ):
        top = Path(folder)
        hosted = hosted_below(top)
        for emulator in (each for each in EMULATORS if each.host in (only or (each.host,))):
            try:
                wrong += tried_on(emulator, packages, hosted, top, provider)
            except (RuntimeError, OSError) as error:
                wrong.append(f"{emulator.package} does not run here: {error}")
        wrong += [] if only else mistakes(packages, top)
    for each in wrong:
        print(each, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), *sys.argv[2:]))
