"""Caches of which one state is shown while another is read into them."""

from contextlib import closing
from pathlib import Path

import pytest

from eo_site.engine.cache import Cache, Lost
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.fingerprint import digest_bytes

STUDY = ("key", "14001", b"study")


def with_order(cache: Cache, parsed: bytes) -> None:
    """Keep an order's file as parsed."""
    cache.keep_study("eo-14001", *STUDY, parsed)


def test_what_is_on_show_stays_until_something_else_is_shown() -> None:
    """An order read anew is the next state's; the one on show has it as it was."""
    with closing(SnapshotCache()) as cache:
        with_order(cache, b"first")
        cache.show(lambda: ())
        with_order(cache, b"second")
        with_order(cache, b"third")
        assert (cache.shown("eo-14001"), cache.parsed("eo-14001")) == (b"first", b"third")
        cache.show(lambda: ())
        assert cache.shown("eo-14001") == b"third"


def test_an_order_that_is_gone_is_still_on_show() -> None:
    """Until a state without it is shown."""
    with closing(SnapshotCache()) as cache:
        with_order(cache, b"first")
        cache.show(lambda: ())
        cache.forget_studies(["eo-14001"])
        assert cache.shown("eo-14001") == b"first"
        cache.show(lambda: ())
        with pytest.raises(Lost):
            cache.shown("eo-14001")


def test_slim_orders_on_show_are_in_use() -> None:
    """What the next state has no use for is not dropped under the one on show."""
    old, new, no = map(digest_bytes, (b"old", b"new", b"no"))
    with closing(SnapshotCache()) as cache:
        cache.keep_values("slims", {old: b"old", new: b"new", no: b"no"})
        cache.show(lambda: [old])
        cache.evict("slims", [new])
        assert (cache.value("slims", old), cache.value("slims", new)) == (b"old", b"new")
        with pytest.raises(Lost):
            cache.value("slims", no)


def test_a_cache_whose_folder_is_taken_away_goes_on_in_memory(tmp_path: Path) -> None:
    """Somebody tidied up while it was open."""
    folder = tmp_path / "cache"
    folder.mkdir()
    with closing(SnapshotCache(folder)) as cache:
        for each in folder.iterdir():
            each.unlink()
        folder.rmdir()
        cache.restart()
        with_order(cache, b"first")
        cache.save()
        assert cache.shown("eo-14001") == b"first"
    assert not folder.exists()


def test_a_cache_that_another_process_has_is_not_waited_for(tmp_path: Path) -> None:
    """The second one begins from nothing, in memory, and leaves the first one's alone."""
    with SnapshotCache.at_once(tmp_path / "serve", tmp_path) as first:
        with_order(first, b"first")
        first.save()
        with SnapshotCache.at_once(tmp_path / "serve", tmp_path) as second:
            assert second.folder is None
            with pytest.raises(Lost):
                second.parsed("eo-14001")
    with SnapshotCache.at_once(tmp_path / "serve", tmp_path) as third:
        assert third.parsed("eo-14001") == b"first"


def test_a_new_cache_begins_with_what_a_build_knows(tmp_path: Path) -> None:
    """Unless a build is at work; and the build's own is left as it is."""
    with Cache.of(tmp_path, lambda: None) as build:
        with_order(build, b"built")
        build.save()
        with (
            SnapshotCache.at_once(tmp_path / "early", tmp_path / ".eo-cache") as early,
            pytest.raises(Lost),
        ):
            early.parsed("eo-14001")
    with SnapshotCache.at_once(tmp_path / "serve", tmp_path / ".eo-cache") as cache:
        assert cache.parsed("eo-14001") == b"built"
        with_order(cache, b"served")
    with Cache.of(tmp_path, lambda: None) as build:
        assert build.parsed("eo-14001") == b"built"


def test_a_file_in_place_of_its_folder_keeps_it_in_memory(tmp_path: Path) -> None:
    """So that looking at a site never fails for want of a cache."""
    (tmp_path / "serve").write_text("a file")
    with SnapshotCache.at_once(tmp_path / "serve", tmp_path) as cache:
        assert cache.folder is None
