"""What is for members changes no byte of what everybody may read.

One site is built four times: with words for members in every field and construct, with other words,
with longer ones, and without any. Counts, rankings, ids, names of files, redirects, neighbours, feeds
and data of the public edition and of the front door must not tell the four apart.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path

import pytest
import yaml

from eo_site.engine.options import Options
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.model.order import AuthoredOrder
from eo_site.serve.site import SiteDesk
from tests.property.every_field import NOT_FILLED, order_text, site_files
from tests.sites import SITE, TODAY, built, tree, write

CANARY = "canary"


def words(stem: str, times: int) -> Callable[[], str]:
    """Words that are others at each call."""
    number = count(1)
    return lambda: " ".join(f"{CANARY}-{stem}-{next(number)}" for _ in range(times))


VERSIONS = {
    "some": words("a", 1),
    "others": words("b", 1),
    "longer": words("c", 40),
    "none": lambda: "",
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The four, each built."""
    found = {}
    for name, secret in VERSIONS.items():
        root = tmp_path_factory.mktemp(name)
        write(root, {"site.yaml": SITE, **site_files(secret)})
        built(root)
        found[name] = root
    return found


def public(root: Path) -> dict[str, bytes]:
    """Every file that everybody may read."""
    every = tree(root / "build")
    return {path: data for path, data in every.items() if not path.startswith("insiders/")}


def test_the_site_has_members_texts_in_every_field() -> None:
    """Found by walking the schema: a field that is added later is filled in, or named as not filled."""
    front = yaml.safe_load(order_text(words("x", 1)).split("---\n")[1])
    keys = {info.alias or name for name, info in AuthoredOrder.model_fields.items()}
    assert keys - NOT_FILLED - {"searched"} <= front.keys()


@pytest.mark.parametrize("other", ["others", "longer", "none"])
def test_members_texts_change_no_byte_of_a_public_file(sites: dict[str, Path], other: str) -> None:
    """Not in the public edition, not at the front door, not in any file's name."""
    some, changed = public(sites["some"]), public(sites[other])
    assert some.keys() == changed.keys()
    assert [path for path in some if some[path] != changed[path]] == []


@pytest.mark.parametrize("name", ["some", "others", "longer"])
def test_members_words_stand_in_their_edition_alone(sites: dict[str, Path], name: str) -> None:
    """And there they do."""
    for path, data in public(sites[name]).items():
        assert CANARY not in path and CANARY.encode() not in data, path
    own = tree(sites[name] / "build/insiders")
    assert sum(CANARY.encode() in data for data in own.values()) > 5
    stem = {"some": "a", "others": "b", "longer": "c"}[name]
    page = own["orders/eo-14001/index.html"].decode()
    assert page.count(f"{CANARY}-{stem}-") > 40


@pytest.fixture
def desks(sites: dict[str, Path]) -> Iterator[dict[str, SiteDesk]]:
    """The four on their authors' desks."""
    with ExitStack() as stack:
        yield {
            name: SiteDesk(Options(root, now=TODAY), stack.enter_context(closing(SnapshotCache())))
            for name, root in sites.items()
        }


def test_the_desk_answers_for_public_pages_alike(
    sites: dict[str, Path], desks: dict[str, SiteDesk]
) -> None:
    """A page that is looked at while it is written shows what will be published."""
    for desk in desks.values():
        assert desk.refresh(None).good
    for path in public(sites["some"]):
        asked = path.removesuffix("index.html")
        if path.endswith("manifest.json") or "assets/" in path:
            continue
        answers = {name: desk.answer(asked) for name, desk in desks.items()}
        datas = {name: each and each.data for name, each in answers.items()}
        assert len(set(datas.values())) == 1, path
