"""Bytes sent to a server as they are, and what comes back."""

import contextlib
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

MOST = 4_000_000
"""Bytes of one answer that are taken."""


@dataclass(frozen=True)
class Address:
    """Where a site answers."""

    host: str
    port: int
    named: str
    """As requests name it: `orders.example`, with a port that is not the usual one."""
    base: str = ""
    """The path at which the site stands, without a slash at its end."""
    encrypted: bool = False

    def send(self, data: bytes, patience: float) -> bytes:
        """Everything that comes back until the server ends it or is silent for some seconds; at most four
        times as long in all. Raises OSError where there is no connection."""
        end = time.monotonic() + 4 * patience
        with self._connected(patience) as connection:
            found = b""
            with contextlib.suppress(ConnectionError, TimeoutError, ssl.SSLError):
                connection.sendall(data)
                while len(found) < MOST and time.monotonic() < end:
                    more = connection.recv(65536)
                    if not more:
                        break
                    found += more
            return found

    def _connected(self, patience: float) -> socket.socket:
        connection = socket.create_connection((self.host, self.port), timeout=patience)
        if not self.encrypted:
            return connection
        context = ssl.create_default_context()
        context.set_alpn_protocols(["http/1.1"])
        try:
            return context.wrap_socket(connection, server_hostname=self.host)
        except BaseException:
            connection.close()
            raise


def address_of(url: str) -> Address:
    """An address as it is typed; raises ValueError where it is none of a site."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(
            "is no address of a site: write https://orders.example/ with its path, if it has one"
        )
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("has more than a host and a path")
    if not (parts.path + parts.hostname).isascii() or " " in url:
        raise ValueError("has letters that stand in no address; write it as a browser shows it")
    usual = 443 if parts.scheme == "https" else 80
    port = parts.port or usual
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    named = host if port == usual else f"{host}:{port}"
    return Address(parts.hostname, port, named, parts.path.rstrip("/"), parts.scheme == "https")
