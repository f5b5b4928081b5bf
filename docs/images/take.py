"""The pictures of this folder, taken of this repository's own site as it is.

    .venv/bin/python docs/images/take.py

builds the site into a temporary folder, serves it from this machine and takes every picture anew.
It needs the `test` extra and a Chromium.
"""

import json
import tempfile
import threading
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, sync_playwright

from eo_site.engine.build import build
from eo_site.engine.options import Options

HERE = Path(__file__).resolve().parent
FOLLOWS = {"interests": ["cybercrime"], "agencies": ["homeland-security-department"]}


@dataclass(frozen=True)
class Picture:
    """A page in one look."""

    name: str
    path: str
    width: int = 1280
    height: int = 900
    scheme: str = "light"
    follows: bool = False
    click: str = ""
    """What is pressed before the picture is taken."""


PICTURES = (
    Picture("chooser", "", height=840),
    Picture("home", "general/", follows=True),
    Picture("order-general", "general/orders/eo-13903/"),
    Picture("order-litigators", "litigators/orders/eo-13903/"),
    Picture("agency-staff", "agency-staff/orders/eo-13903/", follows=True),
    Picture("citation", "policymakers/orders/eo-13903/", click=".module-summary .cite >> nth=1"),
    Picture("dark", "journalists/orders/eo-13769/", scheme="dark"),
    Picture("phone", "interest-groups/orders/eo-13903/", width=390, height=844),
    Picture("phone-home", "general/", width=390, height=844, scheme="dark", follows=True),
)


def take(browser: Browser, base: str, picture: Picture) -> None:
    """One picture, in a fresh profile."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,  # type: ignore[arg-type]
    )
    if picture.follows:
        profile = {"version": 2, "edition": "", "chosen": True, "follows": FOLLOWS, "mutes": {}}
        kept = json.dumps(json.dumps(profile))
        context.add_init_script(f"localStorage.setItem('eo-site:eo-site:profile', {kept})")
    page = context.new_page()
    page.goto(base + picture.path, wait_until="networkidle")
    if picture.click:
        page.locator(picture.click).click()
        page.get_by_role("dialog").wait_for()
    page.screenshot(path=HERE / f"{picture.name}.png")
    context.close()


def main() -> None:
    """Build, serve, take."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "build"
        build(Options(HERE.parents[1], out=out, search=True))
        handler = partial(SimpleHTTPRequestHandler, directory=out)
        with (
            ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
            sync_playwright() as playwright,
        ):
            threading.Thread(target=server.serve_forever, daemon=True).start()
            path = which("chromium") or playwright.chromium.executable_path
            with playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]) as browser:
                for picture in PICTURES:
                    take(browser, f"http://127.0.0.1:{server.server_port}/", picture)
            server.shutdown()


if __name__ == "__main__":
    main()
