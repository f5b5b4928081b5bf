"""When files are read, and what is told of it."""

import asyncio
from pathlib import Path

from eo_site.engine.options import Options
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.language_server.editor_site import EditorSite
from eo_site.language_server.files import OpenFile, open_file
from eo_site.language_server.follower import Follower
from tests.language_server.cursors import ORDER, TEXT, write_site
from tests.language_server.own_loop import run_apart
from tests.sites import TODAY

NEW = "content/orders/eo-14003.md"


class Desk:
    """Open files, and what was told and failed."""

    def __init__(self, root: Path) -> None:
        self.texts: dict[str, str] = {}
        self.told = 0
        self.failures: list[Exception] = []
        self.state = EditorSite(Options(root, now=TODAY), SnapshotCache(None))
        self.follower = Follower(self.state, self.open_files, self.tell, self.failures.append)

    def tell(self) -> None:
        """Something is known anew."""
        self.told += 1

    def open_files(self) -> list[OpenFile]:
        """As an editor has them."""
        return [each for path, text in self.texts.items() if (each := open_file(path, text))]

    async def typed(self, path: str, text: str) -> None:
        """Type, and wait until it has been read."""
        self.texts[path] = text
        before = self.told
        self.follower.note(path)
        while self.told == before:
            await asyncio.sleep(0.01)
        await self.follower.settled()


def test_typing_is_followed_from_the_first_key_to_an_order_that_was_never_saved(
    tmp_path: Path,
) -> None:
    """Everything is read at the start; then the order that is typed; a new one by itself."""
    desk = Desk(write_site(tmp_path / "site"))

    async def work() -> None:
        desk.follower.start()
        await desk.follower.settled()
        assert desk.state.knowledge
        wrong = TEXT.replace("::: for lawyers", "::: for lawyer")
        await desk.typed(ORDER, wrong)
        assert any(each.code == "EO301" for each in desk.state.problems)
        await desk.typed(ORDER, TEXT)
        assert not any(each.code == "EO301" for each in desk.state.problems)
        await desk.typed(NEW, wrong.replace("14001", "14003"))
        assert any(each.code == "EO301" for each in desk.follower.alone[NEW])
        assert not any(each.path == NEW for each in desk.state.problems)

    run_apart(work())
    assert desk.follower.close()
    assert desk.failures == []


def test_what_fails_is_told_and_the_next_key_tries_again(
    tmp_path: Path,
) -> None:
    """A reading that breaks down leaves the server answering."""
    desk = Desk(write_site(tmp_path / "site"))
    works = desk.state.everything

    def broken(_: object) -> None:
        raise RuntimeError("no disk")

    async def work() -> None:
        desk.state.everything = broken  # type: ignore[method-assign]
        desk.follower.start()
        await desk.follower.settled()
        assert [str(each) for each in desk.failures] == ["no disk"]
        desk.state.everything = works  # type: ignore[method-assign]
        await desk.typed(ORDER, TEXT.replace("::: for lawyers", "::: for lawyer"))
        assert desk.follower.alone or any(each.code == "EO301" for each in desk.state.problems)

    run_apart(work())
    desk.follower.close()
