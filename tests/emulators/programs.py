"""The emulators: how each is started, on this machine alone, with a site as its host would get it."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eo_site.hosts.command import placed
from eo_site.hosts.description import Description
from eo_site.hosts.places import Places
from eo_site.hosts.writing import ADAPTERS
from eo_site.model.host import EDGE_FUNCTION, HostName, OpenId
from tests.emulators import accounts
from tests.hosts.conftest import Hosted
from tests.hosts.servers import Server, free_port

PATIENCE = 90
"""Seconds until an emulator must answer."""
QUIET = {
    "CI": "1",
    "CLOUDFLARE_CF_FETCH_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "NETLIFY_TELEMETRY_DISABLED": "1",
    "NO_UPDATE_NOTIFIER": "1",
    "WRANGLER_SEND_METRICS": "false",
}
"""None of them is to ask or tell anything elsewhere."""


@dataclass(frozen=True)
class Emulator:
    """One of them."""

    host: HostName
    package: str
    """Of npm."""
    script: str
    """What Node runs, in the package."""
    options: Callable[[int], Sequence[str]]
    """For a port; `site` is the folder that is served."""
    account: Callable[[str, Sequence[str], str], str]
    """The header of somebody (name, groups, address of the provider)."""
    sign_in: str = "/sign-in"


def _pages(port: int) -> Sequence[str]:
    return (
        "pages", "dev", "site", "--ip", "127.0.0.1", "--port", str(port),
        "--inspector-port", str(free_port()), "--compatibility-date", "2026-01-01",
    )  # fmt: skip


def _swa(port: int) -> Sequence[str]:
    return "start", "site", "--host", "127.0.0.1", "--port", str(port)


def _netlify(port: int) -> Sequence[str]:
    # Its edge functions need Deno from the network; guarded.mjs runs ours before it.
    return (
        "dev", "--offline", "--no-open", "--internal-disable-edge-functions", "--dir", "site",
        "--port", str(port), "--cwd", ".",
    )  # fmt: skip


EMULATORS = (
    Emulator("cloudflare-pages", "wrangler", "bin/wrangler.js", _pages, accounts.cloudflare),
    Emulator(
        "azure-static-web-apps", "@azure/static-web-apps-cli", "dist/cli/bin.js", _swa,
        accounts.azure, sign_in="",
    ),
    Emulator("netlify", "netlify-cli", "bin/run.js", _netlify, accounts.netlify),
)  # fmt: skip


def version(packages: Path, name: str) -> str:
    """The version of an installed package."""
    return str(json.loads((packages / name / "package.json").read_text("utf-8"))["version"])


def described(emulator: Emulator, site: Description, provider: str) -> Description:
    """The site with the ways in and out that this host has."""
    assert site.identity
    openid = None
    if emulator.host == "cloudflare-pages":
        openid = OpenId(provider=provider, client=accounts.CLIENT)
    ways = {"sign_in": emulator.sign_in, "sign_out": "/sign-out"}
    return replace(site, identity=replace(site.identity, **ways, openid=openid))


def deployed(emulator: Emulator, site: Description, hosted: Hosted, folder: Path) -> None:
    """What the host would get: a finished build and the files for it, as `site` in a new folder; what it reads
    beside it stands beside it."""
    target = folder / "site"
    shutil.copytree(hosted.build, target, ignore=shutil.ignore_patterns(".eo-site-*"))
    for name, text in ADAPTERS[emulator.host](site, Places("", "", "")).items():
        file = target / placed(name, folder, target)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


class Running:
    """The emulator with a folder's `site`; some requests end it, so it can be started again."""

    def __init__(self, emulator: Emulator, packages: Path, folder: Path) -> None:
        self.server = Server(emulator.host, free_port(), folder)
        guard = folder / EDGE_FUNCTION
        inner = free_port() if guard.is_file() else self.server.port
        script = packages / emulator.package / emulator.script
        self._commands = [["node", str(script), *emulator.options(inner)]]
        if guard.is_file():
            proxy = Path(__file__).with_name("guarded.mjs")
            self._commands += [["node", str(proxy), str(self.server.port), str(inner), str(guard)]]
        self._processes: list[subprocess.Popen[bytes]] = []
        self.start()

    @property
    def alive(self) -> bool:
        """Whether it still takes connections."""
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", self.server.port), 5),
        ):
            return bool(self._processes) and all(each.poll() is None for each in self._processes)
        return False

    def start(self) -> None:
        """Start it, again if need be; raises RuntimeError where it does not come up."""
        self.close()
        folder = self.server.folder
        with (folder / "output").open("wb") as output:
            self._processes = [
                subprocess.Popen(
                    each,
                    cwd=folder,
                    env=_environment(folder),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,  # it starts programs of its own, which are to end with it
                )
                for each in self._commands
            ]
        _wait(self._processes, self.server.port, folder)

    def close(self) -> None:
        """End it and what it has started."""
        for each in self._processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(each.pid, signal.SIGKILL)
            each.wait()


def _environment(folder: Path) -> Mapping[str, str]:
    preloaded = Path(__file__).with_name("preloaded.cjs")
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(folder / "home"))
    return {**os.environ, **QUIET, **homes, "NODE_OPTIONS": f"--require {preloaded}"}


def _wait(processes: "Sequence[subprocess.Popen[bytes]]", port: int, folder: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and all(each.poll() is None for each in processes):
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/plain/", timeout=10) as answer,
        ):
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise RuntimeError((folder / "output").read_text("utf-8", "replace"))
