"""`eo-site host --try`: a publisher finds out whether the site as it is served lets members' texts out."""

import datetime
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from eo_site.hosts.attempts import attempts
from eo_site.hosts.sending import Address, address_of
from eo_site.hosts.traces import Published
from eo_site.hosts.trying import NotTried, Trial
from eo_site.urls import ME
from tests.hosts.conftest import Hosted
from tests.hosts.test_host_command import site
from tests.hosts.tries import AIM
from tests.sites import run, write

Opens = Callable[[str, str], bool]
"""(address as it was sent, cookie) → whether what the address means, once decoded, may be had."""


def strict(address: str, cookie: str) -> bool:
    """What is in one spelling, and of members' texts what members ask for."""
    plain = unquote(address) == address and "//" not in address and "/." not in address
    return plain and ("members" not in address.lower() or "member" in cookie)


def careless(address: str, _cookie: str) -> bool:
    """Looks at the address as it was sent, and then serves what it means once it is decoded."""
    return not address.lstrip("/").lower().startswith(("members", "%6d", "%2f", ".", "%2e"))


@contextmanager
def serving(
    build: Path, opens: Opens, context: ssl.SSLContext | None = None, busy_after: int = 10**6
) -> Iterator[str]:
    """The address of a small server of a build."""
    asked = iter(range(10**6))

    class Handler(BaseHTTPRequestHandler):
        timeout = 0.3  # of those who send only a part of a request

        def do_GET(self) -> None:
            cookie = self.headers.get("Cookie", "")
            if next(asked) >= busy_after:
                return self.say(429, b"")
            address = self.path.partition("?")[0]
            if address == ME:
                known = {"editions": [{"id": "members" if "member" in cookie else "plain"}]}
                said = known if "who=" in cookie else {"sign_in": "/in"}
                return self.say(200, json.dumps(said).encode())
            if not opens(address, cookie):
                return self.say(404, b"nothing here")
            parts = [each for each in unquote(address).split("/") if each not in ("", ".")]
            while ".." in parts:
                at = parts.index("..")
                del parts[max(0, at - 1) : at + 1]
            file = build.joinpath(*parts)
            file = file / "index.html" if file.is_dir() else file
            return self.say(200, file.read_bytes()) if file.is_file() else self.say(404, b"none")

        def say(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Threads(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

    with Threads(("127.0.0.1", 0), Handler) as server:
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        scheme = "https" if context else "http"
        yield f"{scheme}://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def root(top: Path, hosted: Hosted) -> Path:
    """The site of all tests of hosts, built."""
    assert (top / "site/build/members").is_dir() and hosted.build
    return top / "site"


def test_a_host_that_lets_nothing_out_is_said_to(root: Path) -> None:
    """As nobody and as an account of no group; the members' edition is seen to be there."""
    with serving(root / "build", strict) as url:
        said = run(
            "-C",
            root,
            "host",
            "--try",
            url,
            "--as",
            "Cookie: who=vic",
            "--member",
            "Cookie: who=member",
        )
    assert said.code == 0, said.output
    lines = said.output.splitlines()
    assert lines[0] == f"{url} serves this build: plain, lawyers as in build/"
    assert lines[1] == "the host knows your account"
    assert lines[2].startswith("members, asked by nobody: ") and "0 got something" in lines[2]
    assert lines[3].startswith("members, asked by your account: ")
    assert all(int(line.split(": ")[1].split()[0]) > 700 for line in lines[2:4])
    assert lines[4:] == ["members: the account of --member gets it", "nothing got out"]


def test_one_spelling_that_gets_something_is_named(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a host compares addresses before it decodes them; for one address of the edition."""
    monkeypatch.setattr(Published, "asked", lambda *_: ("",))
    with serving(root / "build", careless) as url:
        said = run("-C", root, "host", "--try", url, "--member", "Cookie: who=vic")
    assert (said.code, "not proved" in said.output) == (1, True)
    assert "got something: up, slash encoded: '/plain/..%2fmembers/'" in said.output
    assert "got something: plain" not in said.output
    assert "the account of --member does not get it" in said.output


def trial(hosted: Hosted, url: str) -> Trial:
    """A trial of an address."""
    return Trial(address_of(url), hosted.site, Published(hosted.build, frozenset({"members"})), 5)


def test_silence_is_no_finding(hosted: Hosted) -> None:
    """Another build, a server that is not there, one that stops to answer, an account that it does not know or
    that may read: each is said, and nothing is found."""
    said: list[str] = []
    every = list(attempts(AIM, ("",)))[:24]
    traces = hosted.traces()
    with serving(hosted.build, strict, busy_after=2) as url:
        assert trial(hosted, url).outcome(every, traces).proves is False
    with serving(hosted.build, strict) as url:
        assert trial(hosted, url).outcome(every, traces).proves is True
        for cookie, why in (("none=1", "does not know"), ("who=member", "may read members")):
            with pytest.raises(NotTried, match=why):
                trial(hosted, url).run(said.append, f"Cookie: {cookie}")
    with pytest.raises(NotTried, match="does not answer"):
        trial(hosted, url).run(said.append)
    with (
        serving(hosted.build / "lawyers", strict) as url,
        pytest.raises(NotTried, match="answers 404"),
    ):
        trial(hosted, url).run(said.append)
    other = write(
        hosted.build.parent / "other", {"plain/index.html": "another", "lawyers/index.html": "one"}
    )
    with serving(other, strict) as url, pytest.raises(NotTried, match="another page"):
        trial(hosted, url).run(said.append)
    assert not [line for line in said if "got something" in line or "nothing got out" in line]


def test_what_was_not_tried_is_said(hosted: Hosted, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no account is named: of no group, or of a member."""
    monkeypatch.setattr(Published, "asked", lambda *_: ("",))
    said: list[str] = []
    with serving(hosted.build, strict) as url:
        assert trial(hosted, url).run(said.append)
    assert "an account of no group was not tried; --as HEADER names one" in said
    assert said[-1].startswith("members: whether the host has it at all was not seen")


def test_a_text_that_is_public_too_is_nothing_that_got_out(hosted: Hosted) -> None:
    """And each that is looked for is a member's alone."""
    published = Published(hosted.build, frozenset({"members"}))
    traces = published.traces("members", published.asked("members"))
    assert any(b"secretherring" in each for each in traces.marks)
    assert published.without_public((b"secretherring", b"counting lighthouses")) == (
        b"secretherring",
    )
    page = (hosted.build / "plain/orders/eo-14001/index.html").read_bytes()
    assert not published.without_public(tuple(traces.hits(page)))
    head = b"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-9/%d\r\n\r\n0123456789"
    size = (hosted.build / "members/index.html").stat().st_size
    assert traces.in_length(head % size) and not traces.in_length(head % len(page))


def test_a_slip_is_told(tmp_path: Path, root: Path) -> None:
    """Addresses, headers, a site without members: misuse, without a traceback."""
    for options in (
        ("--try", "orders.example"), ("--try", "ftp://orders.example/"), ("--try", "http://a@b.example/"),
        ("--try", "http://b.example/?x=1"), ("--as", "Cookie: a"), ("--try", "http://b.example", "--as", "Cookie"),
        ("--try", "http://b.example", "--as", "A: b\r\nC: d"), ("--try", "http://b.example:x/"),
    ):  # fmt: skip
        said = run("-C", root, "host", *options)
        assert (said.code, "Traceback" in said.output) == (2, False), (options, said.output)
    said = run("-C", site(tmp_path), "host", "--try", "http://b.example/")
    assert (said.code, "no edition for members" in said.output) == (2, True)


def test_below_a_path_every_attempt_goes_there() -> None:
    """A site that does not stand at the root of its domain."""
    address = address_of("https://orders.example:8443/library/")
    assert address == Address("orders.example", 8443, "orders.example:8443", "/library", True)
    assert address_of("http://Orders.example").named == "orders.example"
    aim = AIM.__class__(**{**vars(AIM), "base": "/library"})
    targets = [data.split(b" ")[1] for name, data in attempts(aim, ("",)) if b" " in data]
    assert sum(b"library/" in each or b"library%" in each for each in targets) > 150
    assert {b"/library/plain/..%2fmembers/", b"/library/%6dembers/", b"/../library/members/"} <= {
        *targets
    }


def test_an_encrypted_host_is_tried_in_the_same_way(
    hosted: Hosted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If its certificate is good, and not otherwise."""
    key, file = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    with serving(hosted.build, strict, context) as url:
        with pytest.raises(NotTried, match="does not answer"):
            trial(hosted, url).run(print)
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        outcome = trial(hosted, url).outcome(list(attempts(AIM, ("",)))[:8], hosted.traces())
    assert (outcome.count, outcome.silent, outcome.got) == (8, 0, ())


def certificate(folder: Path) -> tuple[Path, Path]:
    """(key, certificate) for 127.0.0.1, in files."""
    import ipaddress

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, SHA256())
    )
    files = folder / "key.pem", folder / "certificate.pem"
    pem = serialization.Encoding.PEM
    kind = serialization.PrivateFormat.PKCS8
    files[0].write_bytes(key.private_bytes(pem, kind, serialization.NoEncryption()))
    files[1].write_bytes(made.public_bytes(pem))
    return files
