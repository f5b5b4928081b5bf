"""`host --compress`: a copy of a build with packed files, never an old one beside a new page."""

import gzip
import sys
from pathlib import Path

import brotli
import pytest

from eo_site.hosts.compress import LEAST, NotACopy, copy_packed
from tests.hosts.test_host_command import site
from tests.sites import run, stamps, tree, write

PAGE = "<p>A count of lighthouses.</p>\n" * 40


def build(root: Path) -> Path:
    """What a build has, as far as it matters."""
    return write(
        root,
        {
            "manifest.json": "{}",
            "plain/index.html": PAGE,
            "plain/small.txt": "a" * (LEAST - 1),
            "plain/chart.png": b"\x89PNG" * 200,
            "plain/memo.csv": PAGE,
            "plain/memo.csv.gz": b"of somebody's own",
            ".eo-site-staging/0": PAGE,
        },
    )


def test_texts_are_packed_and_all_else_is_copied(tmp_path: Path) -> None:
    """Each form unpacks to its text; what is small, packed already or called so by itself stays as it is."""
    source, copy = build(tmp_path / "build"), tmp_path / "copy"
    before = stamps(source)
    done = copy_packed(source, copy)
    found = tree(copy)
    assert gzip.decompress(found["plain/index.html.gz"]) == PAGE.encode()
    assert brotli.decompress(found["plain/index.html.br"]) == PAGE.encode()
    assert found["plain/memo.csv.gz"] == b"of somebody's own" and "plain/memo.csv.br" in found
    plain = {path: data for path, data in tree(source).items() if ".eo-site" not in path}
    assert plain.items() <= found.items()
    extra = {"plain/index.html.gz", "plain/index.html.br", "plain/memo.csv.br", ".eo-site-copy"}
    assert found.keys() == plain.keys() | extra
    assert (done.files, done.copied, done.packed) == (6, 6, 3)
    assert stamps(source) == before


def test_a_later_copy_leaves_nothing_that_is_old(tmp_path: Path) -> None:
    """What changed is packed anew, what shrank or went has no packed file, what stayed is not touched."""
    source, copy = build(tmp_path / "build"), tmp_path / "copy"
    write(
        source, {"plain/other.html": PAGE, "plain/old/gone.html": PAGE, "plain/shrinks.html": PAGE}
    )
    copy_packed(source, copy)
    kept = {path: each for path, each in stamps(copy).items() if "other" in path}
    write(
        source, {"plain/index.html": PAGE.replace("count", "tally"), "plain/shrinks.html": "<p>\n"}
    )
    (source / "plain/old/gone.html").unlink()
    assert copy_packed(source, copy).copied == 2
    found = tree(copy)
    for ending, unpack in ((".gz", gzip.decompress), (".br", brotli.decompress)):
        assert b"tally" in unpack(found[f"plain/index.html{ending}"])
    assert not [path for path in found if "gone" in path or "shrinks.html." in path]
    assert not (copy / "plain/old").exists()
    assert {path: each for path, each in stamps(copy).items() if "other" in path} == kept


def test_without_brotli_there_is_gzip_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what brotli has packed before goes."""
    source, copy = build(tmp_path / "build"), tmp_path / "copy"
    copy_packed(source, copy)
    monkeypatch.setitem(sys.modules, "brotli", None)
    copy_packed(source, copy)
    assert {path.rpartition(".")[2] for path in tree(copy)} & {"gz", "br"} == {"gz"}


def test_no_folder_of_somebody_elses_is_touched(tmp_path: Path) -> None:
    """One with files of its own, the build itself, one in it or around it."""
    source = build(tmp_path / "build")
    write(tmp_path / "mine", {"a.txt": "mine"})
    for folder in (tmp_path / "mine", source, source / "plain", tmp_path):
        before = tree(tmp_path)
        with pytest.raises(NotACopy):
            copy_packed(source, folder)
        assert tree(tmp_path) == before


def test_the_command_copies_the_build_for_servers_of_ones_own(tmp_path: Path) -> None:
    """And says what it came to; platforms pack by themselves."""
    root, copy = site(tmp_path / "site", host="host: nginx\n"), tmp_path / "copy"
    assert run("-C", root, "host", "--compress", copy).code == 2
    write(root, {"build/manifest.json": "{}", "build/index.html": PAGE})
    said = run("-C", root, "host", "--compress", copy)
    assert (said.code, "2 packed (.gz, .br)" in said.output) == (0, True), said.output
    assert (copy / "index.html.br").is_file()
    assert run("-C", root, "host", "netlify", "--compress", copy).code == 2
