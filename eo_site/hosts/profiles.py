"""Profiles that readers keep with their accounts: one address, behind which each account has a file (WebDAV).

No address names an account, so nobody can ask for another's file.
"""

from collections.abc import Iterable, Iterator

from eo_site.hosts.places import literal
from eo_site.urls import ACCOUNT_PROFILE

NAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,99}"
"""Accounts with another name keep no profile: theirs could not be the name of a file."""
LARGEST = 64 * 1024
"""Bytes of a profile, as pages have it."""
FOLDER = "/.eo-site-profiles/"
"""Addresses of the files in Apache, which only its own rules lead to."""
MODULES = ("dav", "dav_fs")
"""What Apache needs besides."""


def nginx_map(who: str) -> Iterator[str]:
    """The file of whoever asks; a folder that is not there for names that cannot be files."""
    yield f"map ${who} $eo_profile {{"
    yield '    default "none/none";'
    yield f'    "~^(?<eo_name>{NAME})$" "$eo_name.json";'
    yield "}"


def nginx_place(folder: str, asked: Iterable[str], who: str) -> Iterator[str]:
    """The address; `asked` are the lines by which somebody is known, `who` is the variable of their name."""
    yield f"location = {ACCOUNT_PROFILE} {{"
    yield from asked
    yield "    limit_except GET PUT DELETE { deny all; }"
    yield f"    alias {folder}/$eo_profile;"
    yield "    dav_methods PUT DELETE;"
    yield "    dav_access user:rw;"
    yield f"    client_max_body_size {LARGEST};"
    yield "    error_page 404 = @eo_no_profile;"
    yield "}"
    yield "# Nothing kept yet is no error, which a browser would note for every page."
    yield "location @eo_no_profile {"
    yield f"    if (${who} = '') {{ return 404; }}"
    yield "    if ($request_method = GET) { return 204; }"
    yield "    return 404;"
    yield "}"


def apache_lines(folder: str, asked: Iterable[str]) -> Iterator[str]:
    """The address, and the files behind it, each of which only its own account may have."""
    asked = tuple(asked)
    yield f'DavLockDB "{folder}/.locks"'
    yield f'Alias "{FOLDER}" "{folder}/"'
    yield f'<Directory "{folder}">'
    yield "    Dav On"
    yield "    AllowOverride None"
    yield "    ForceType application/json"
    yield "    Require all granted"
    yield "</Directory>"
    yield f'<LocationMatch "^{literal(FOLDER)}">'
    yield '    Header always set Cache-Control "private, no-store"'
    yield from (f"    {line}" for line in asked if not line.startswith("Require"))
    yield f"    LimitRequestBody {LARGEST}"
    yield "    <RequireAll>"
    yield "        Require valid-user"
    yield f"        Require expr \"%{{REQUEST_URI}} == '{FOLDER}' . %{{REMOTE_USER}} . '.json'\""
    yield "        Require method GET PUT DELETE"
    yield "    </RequireAll>"
    yield "</LocationMatch>"
    yield f'<LocationMatch "^{literal(ACCOUNT_PROFILE)}$">'
    yield '    Header always set Cache-Control "private, no-store"'
    yield from (f"    {line}" for line in asked)
    yield "    RewriteEngine On"
    # Nothing kept yet is no error, which a browser would note for every page.
    for conditions in (
        (f'"%{{REMOTE_USER}}" "!^{NAME}$"',),
        (f'"%{{REMOTE_USER}}" "^({NAME})$"', f'"{folder}/%1.json" "!-f"'),
    ):
        yield '    RewriteCond "%{REQUEST_METHOD}" "=GET"'
        yield from (f"    RewriteCond {each}" for each in conditions)
        yield '    RewriteRule "^" "-" [R=204,L]'
    yield f'    RewriteCond "%{{REMOTE_USER}}" "^({NAME})$"'
    yield f'    RewriteRule "^" "{FOLDER}%1.json" [L]'
    yield '    RewriteRule "^" "-" [R=404,L]'
    yield "</LocationMatch>"
