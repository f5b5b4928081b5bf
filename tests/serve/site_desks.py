"""A desk of a small site, and what it is compared with."""

from collections.abc import Callable
from pathlib import Path

from eo_site.serve.site import SiteDesk
from tests.sites import built

Open = Callable[[Path], SiteDesk]
"""Opens a desk of a site, with a cache in memory; the fixture `desk`."""


def text(found: SiteDesk, path: str) -> str:
    """A page of it."""
    answer = found.answer(path)
    assert answer and not answer.problem, path
    return answer.data.decode()


def same_as_built(found: SiteDesk, root: Path) -> None:
    """Every page and file is as a build for reviewers writes it, and there is none beside."""
    out = built(root, out=root.parent / "reviewed", drafts=True)
    for file in (each for each in out.rglob("*") if each.is_file()):
        path = file.relative_to(out).as_posix()
        if file.name == "manifest.json":
            continue  # a host's
        asked = path.removesuffix("index.html")
        answer = found.answer(asked)
        assert answer and answer.data == file.read_bytes(), path
        assert "assets/" in path or found.has(asked), path
    for path in (f"plain/orders/eo-{n}/" for n in (1, 2, 14001, 14002, 14003)):
        assert found.has(path) == (out / path).is_dir(), path
