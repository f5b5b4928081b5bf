"""Real servers on loopback, each with the configuration that `eo-site host` writes."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from eo_site.hosts import openid, profiles
from eo_site.hosts.accounts_file import Account, files
from eo_site.hosts.answers import Answer, answer
from eo_site.hosts.apache import MODULES, apache
from eo_site.hosts.caddy import caddy
from eo_site.hosts.description import Description
from eo_site.hosts.nginx import nginx
from eo_site.hosts.places import Places
from eo_site.hosts.sending import Address
from eo_site.model.host import Host

PROGRAMS = {"nginx": "nginx", "caddy": "caddy", "apache": "apache2"}
ADAPTERS: dict[str, Callable[[Description, Places], Mapping[str, str]]] = {
    "nginx": nginx,
    "caddy": caddy,
    "apache": apache,
}
APACHE_MODULES = Path("/usr/lib/apache2/modules")
BUILT_IN = {"so", "core", "http"}

PASSWORD = "correct horse"
HASH = "$2y$04$ZzaucRz2r9blDPvUyh/I8OwkvLSIC4RqOlv2audwZSYSfw0gwityG"
"""Of `PASSWORD`, made by `htpasswd -nbB -C 4`; cheap, since tests ask hundreds of times."""


def installed(name: str) -> bool:
    """Whether this machine has a server."""
    return shutil.which(PROGRAMS[name]) is not None


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    name: str
    port: int
    folder: Path
    """Where its configuration stands."""

    def send(self, request: bytes, patience: float = 2) -> bytes:
        """Everything that comes back for some bytes, until the server is silent for some seconds."""
        return Address("127.0.0.1", self.port, "").send(request, patience)

    def get(self, path: str, *headers: str, method: str = "GET") -> Answer:
        """An ordinary request."""
        lines = (f"{method} {path} HTTP/1.1", "Host: orders.example", "Connection: close", *headers)
        data = "".join(f"{line}\r\n" for line in (*lines, "")).encode("latin-1")
        return answer(
            self.send(data, patience=30)
        )  # Caddy takes seconds for names it does not know


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def running(
    name: str,
    site: Description,
    build: Path,
    folder: Path,
    accounts: Mapping[str, Account],
    more: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """A server of this kind that serves a built site, until the block ends; `more` are its files by name."""
    port = free_port()
    folder.mkdir(parents=True)
    listen = f"127.0.0.1:{port}"
    site = replace(site, host=Host.model_validate({"name": name, "listen": listen}))
    places = Places(str(build), str(folder), listen)
    written = {**ADAPTERS[name](site, places), **files(accounts, site), **(more or {})}
    kept = folder / "profiles"
    kept.mkdir()
    kept.chmod(0o777)  # for servers with users of their own
    for file, text in written.items():
        (folder / file).write_text(text, "utf-8")
    command = COMMANDS[name](folder, next(iter(written)), port)
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            cwd=folder,
            env={
                **os.environ,
                "HOME": str(folder),
                "XDG_DATA_HOME": str(folder),
                "XDG_CONFIG_HOME": str(folder),
            },
        )
        try:
            _wait(process, port, folder)
            yield Server(name, port, folder)
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: "subprocess.Popen[bytes]", port: int, folder: Path) -> None:
    for _ in range(3000):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if process.poll() is not None:
            break
        time.sleep(0.02)
    raise AssertionError((folder / "output").read_text("utf-8"))


def _nginx_command(folder: Path, configuration: str, _port: int) -> list[str]:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log stderr;\n"
        "events {}\nhttp {\ninclude /etc/nginx/mime.types;\naccess_log off;\n"
        f"{temporary}include {folder}/{configuration};\n}}\n",
        "utf-8",
    )
    return ["nginx", "-e", "stderr", "-c", f"{folder}/nginx.conf", "-p", str(folder)]


def _caddy_command(folder: Path, configuration: str, _port: int) -> list[str]:
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\nimport {configuration}\n", "utf-8")
    return ["caddy", "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]


def _apache_command(folder: Path, configuration: str, port: int) -> list[str]:
    modules = ("mpm_event", "unixd", *MODULES, openid.MODULE, *profiles.MODULES)
    loaded = "".join(
        f"LoadModule {each}_module {APACHE_MODULES}/mod_{each}.so\n"
        for each in modules
        if (APACHE_MODULES / f"mod_{each}.so").exists()
    )
    user = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    (folder / "httpd.conf").write_text(
        f"ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\n{loaded}{user}"
        f"PidFile {folder}/pid\nErrorLog {folder}/errors\nTypesConfig /etc/mime.types\n"
        f"StartServers 1\nThreadsPerChild 32\nMaxRequestWorkers 32\nServerLimit 1\n"
        f"Include {folder}/{configuration}\n",
        "utf-8",
    )
    return ["apache2", "-X", "-f", f"{folder}/httpd.conf"]


COMMANDS: dict[str, Callable[[Path, str, int], list[str]]] = {
    "nginx": _nginx_command,
    "caddy": _caddy_command,
    "apache": _apache_command,
}
