"""What the tests' servers are asked: every attempt of the package, aimed at the tests' own site."""

import base64
from collections.abc import Iterator

from eo_site.hosts import attempts
from eo_site.hosts.attempts import Aim, Attempt
from tests.hosts.servers import PASSWORD

AIM = Aim(
    host="orders.example",
    edition="members",
    public="plain",
    page="orders/eo-14001/",
    group="paying",
    others=("lawyers",),
)
SPOOFED = attempts.spoofed(AIM)


def basic(user: str, password: str = PASSWORD) -> str:
    """The header that names somebody."""
    mark = base64.b64encode(f"{user}:{password}".encode()).decode()
    return f"Authorization: Basic {mark}"


def request(target: str, *headers: str, method: str = "GET") -> bytes:
    """The bytes of a request to the tests' site."""
    return attempts.request(target, *headers, method=method, host=AIM.host)


def tries(files: tuple[str, ...], *also: str) -> Iterator[Attempt]:
    """Every attempt; `also` are headers that go with each."""
    return attempts.attempts(AIM, files, *also)
