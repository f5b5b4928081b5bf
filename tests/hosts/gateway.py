"""A gateway of the tests' own: it plays the part of oauth2-proxy that its documentation describes.

`/oauth2/start` leads to the provider, `/oauth2/callback` takes its answer and begins a session,
`/oauth2/auth` says who somebody is (202 with headers, or 401), `/oauth2/sign_out` ends the session.
It believes what the provider's userinfo address says, and checks no signature: it is no gateway
for anybody else.
"""

import json
import secrets
import urllib.parse
import urllib.request
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Gateway(ThreadingHTTPServer):
    """A gateway on loopback for one provider. `site` is where visitors see the site."""

    request_queue_size = 128

    def __init__(self, provider: str) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.provider, self.site = provider, ""
        self.waiting: set[str] = set()
        self.sessions: dict[str, dict[str, Any]] = {}

    @property
    def callback(self) -> str:
        """Where the provider sends its answer."""
        return f"{self.site}/oauth2/callback"

    def claims(self, code: str) -> dict[str, Any]:
        """What the provider says of whoever brings this code."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.callback,
            "client_id": "eo-site",
            "client_secret": "secret",
        }
        token = _read(f"{self.provider}/oauth2/token", urllib.parse.urlencode(form).encode())
        bearer = {"Authorization": f"Bearer {token['access_token']}"}
        return _read(f"{self.provider}/userinfo", headers=bearer)


def _read(url: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> Any:
    with urllib.request.urlopen(urllib.request.Request(url, data, headers or {})) as answer:
        return json.load(answer)


class _Asked(BaseHTTPRequestHandler):
    server: Gateway

    def do_GET(self) -> None:
        """One of its four addresses."""
        path, _, query = self.path.partition("?")
        form = dict(urllib.parse.parse_qsl(query))
        parts = {"start": self._start, "callback": self._callback, "sign_out": self._sign_out}
        if path == "/oauth2/auth":
            self._auth()
        elif part := parts.get(path.removeprefix("/oauth2/")):
            part(form)
        else:
            self._answer(404)

    @property
    def _session(self) -> str:
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get("_oauth2_proxy")
        return cookie.value if cookie else ""

    def _auth(self) -> None:
        claims = self.server.sessions.get(self._session)
        if claims is None:
            self._answer(401)
            return
        groups = ",".join(claims.get("groups", []))
        known = {"X-Auth-Request-User": claims["sub"], "X-Auth-Request-Groups": groups}
        self._answer(202, {name: value for name, value in known.items() if value})

    def _start(self, _form: dict[str, str]) -> None:
        state = secrets.token_hex()
        self.server.waiting.add(state)
        asked = {
            "response_type": "code",
            "client_id": "eo-site",
            "redirect_uri": self.server.callback,
            "scope": "openid",
            "state": state,
        }
        where = f"{self.server.provider}/oauth2/authorize?{urllib.parse.urlencode(asked)}"
        self._answer(302, {"Location": where})

    def _callback(self, form: dict[str, str]) -> None:
        self.server.waiting.remove(form["state"])
        session = secrets.token_hex()
        self.server.sessions[session] = self.server.claims(form["code"])
        cookie = f"_oauth2_proxy={session}; Path=/; HttpOnly; SameSite=Lax"
        self._answer(302, {"Location": "/", "Set-Cookie": cookie})

    def _sign_out(self, form: dict[str, str]) -> None:
        self.server.sessions.pop(self._session, None)
        cookie = "_oauth2_proxy=; Path=/; Max-Age=0"
        self._answer(302, {"Location": form.get("rd", "/"), "Set-Cookie": cookie})

    def _answer(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Length": "0"}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""
