"""Somebody who is signed in, as each emulator knows them: a header that goes with a request."""

import base64
import contextlib
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

CLIENT = "aud-tag"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
"""Signs as Cloudflare Access does."""
NETLIFY_SECRET = b"secret"
"""With which `netlify dev` checks tokens, as its documentation says."""


def azure(name: str, groups: Sequence[str], _provider: str) -> str:
    """The cookie that the emulator's own sign-in page sets."""
    roles = ["anonymous", "authenticated", *groups]
    who = {"identityProvider": "aad", "userId": name, "userDetails": name, "userRoles": roles}
    return f"Cookie: StaticWebAppsAuthCookie={base64.b64encode(json.dumps(who).encode()).decode()}"


def netlify(name: str, groups: Sequence[str], _provider: str) -> str:
    """A token with roles."""
    roles = {"authorization": {"roles": list(groups)}}
    text = _unsigned("HS256", {"sub": name, "exp": _soon(), "app_metadata": roles})
    return (
        f"Cookie: nf_jwt={text}.{_part(hmac.digest(NETLIFY_SECRET, text.encode(), hashlib.sha256))}"
    )


def cloudflare(name: str, groups: Sequence[str], provider: str) -> str:
    """A token of Cloudflare Access, in its cookie."""
    said = {"iss": provider, "aud": [CLIENT], "exp": _soon(), "sub": name, "groups": list(groups)}
    text = _unsigned("RS256", said)
    mark = KEY.sign(text.encode(), padding.PKCS1v15(), SHA256())
    return f"Cookie: CF_Authorization={text}.{_part(mark)}"


@contextlib.contextmanager
def provider() -> Iterator[str]:
    """The address of a stand-in for Cloudflare Access, which tells its key."""
    numbers = KEY.public_key().public_numbers()
    key = {"kid": "one", "kty": "RSA", "alg": "RS256"}
    key |= {"n": _part(numbers.n.to_bytes(256)), "e": _part(numbers.e.to_bytes(3))}
    said = json.dumps({"keys": [key]}).encode()

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path == "/cdn-cgi/access/certs"
            self.send_response(200 if known else 404)
            self.end_headers()
            self.wfile.write(said if known else b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Keys) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _soon() -> int:
    return int(time.time()) + 3600


def _unsigned(algorithm: str, claims: dict[str, Any]) -> str:
    head = {"alg": algorithm, "typ": "JWT", "kid": "one"}
    return ".".join(_part(json.dumps(each).encode()) for each in (head, claims))


def _part(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
