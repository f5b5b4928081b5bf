"""Which senders and which paths are answered."""

import pytest

from eo_site.serve.requests import Refusal, check_sender, site_path


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000"])
def test_our_own_names_are_answered_to(host: str) -> None:
    """The loopback address and its usual name, with the port."""
    check_sender([host], [], 8000)
    check_sender([host], [f"http://{host}".lower()], 8000)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:80", "localhost:8001", "",
     "localhost.evil.example:8000", "127.0.0.1:8000.evil.example", "[::1]:8000", "0.0.0.0:8000",
     "2130706433:8000", "localhost:8000@evil.example"],
)  # fmt: skip
def test_any_other_host_is_refused(host: str) -> None:
    """Whatever name a foreign page had resolve to this machine."""
    with pytest.raises(Refusal) as refusal:
        check_sender([host], [], 8000)
    assert refusal.value.status == 403


@pytest.mark.parametrize("hosts", [[], ["localhost:8000", "evil.example"]])
def test_there_is_one_host(hosts: list[str]) -> None:
    """Two leave it open which one counts."""
    with pytest.raises(Refusal) as refusal:
        check_sender(hosts, [], 8000)
    assert refusal.value.status == 400


def test_the_usual_port_need_not_be_named() -> None:
    """Browsers leave 80 out."""
    check_sender(["localhost"], ["http://localhost"], 80)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://localhost:8000", "http://localhost:8001"]
)
def test_pages_from_elsewhere_are_refused(origin: str) -> None:
    """Even when they name us rightly."""
    with pytest.raises(Refusal) as refusal:
        check_sender(["localhost:8000"], [origin], 8000)
    assert refusal.value.status == 403


@pytest.mark.parametrize(
    ("target", "path"),
    [("/", ""), ("/plain/", "plain/"), ("/plain/orders/eo-1/?now=/../x", "plain/orders/eo-1/"),
     ("/plain/figure%20one.png", "plain/figure one.png"), ("/plain/caf%C3%A9.png", "plain/café.png"),
     ("/plain/...", "plain/..."), ("/%252e%252e/", "%2e%2e/")],
)  # fmt: skip
def test_a_path_is_decoded_once(target: str, path: str) -> None:
    """Without its query; what is escaped twice stays escaped, and is no page."""
    assert site_path(target) == path


@pytest.mark.parametrize(
    "target",
    ["", "*", "plain/", "http://127.0.0.1:8000/plain/", "//evil.example/", "/../etc/passwd",
     "/plain/../board/", "/plain/..", "/plain/.", "/./", "/%2e%2e/etc/passwd", "/plain/%2E%2e",
     "/plain%2forders/", "/plain%2Forders/", "/plain%5corders/", "/plain\\orders/", "/a%00.html",
     "/a\x00", "/a%0d%0ab", "/a%7f", "/plain//orders/", "/a%", "/a%2", "/a%zz", "/%ff%fe", "/a b",
     "/caf\xe9", "/a#b", "/%c0%ae%c0%ae/"],
)  # fmt: skip
def test_tricks_are_refused(target: str) -> None:
    """Ways up, slashes and NULs in disguise, other servers' addresses, broken escapes."""
    with pytest.raises(Refusal) as refusal:
        site_path(target)
    assert refusal.value.status == 400
