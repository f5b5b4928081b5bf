"""What must not come out: by what one knows that something of a members' edition is in an answer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eo_site.hosts.answers import bodies, measured
from eo_site.hosts.compress import TYPES

OF_A_FILE = 16
"""Texts that are looked for of each file that is asked for."""
MORE = 100
"""Other files of the edition of which one text each is looked for."""
_RUN = re.compile(rb"[^<>\"{}\[\]\\\r\n=&;]{12,160}")
"""A text without anything that HTML, JSON or styles could write in another way."""


@dataclass(frozen=True)
class Traces:
    """By what an edition is known."""

    marks: tuple[bytes, ...]
    """Texts that stand in it and in nothing public, in lower case."""
    sizes: frozenset[int]
    """Lengths that only its files have."""

    def hits(self, raw: bytes) -> frozenset[bytes]:
        """The texts that came back."""
        every = tuple(bodies(raw))
        return frozenset(mark for mark in self.marks if any(mark in each for each in every))

    def in_length(self, raw: bytes) -> bool:
        """Whether one of the lengths did, or word that a file has not changed."""
        return measured(raw, self.sizes)

    def in_answer(self, raw: bytes) -> bool:
        """Whether anything of the edition came back."""
        return bool(self.hits(raw)) or self.in_length(raw)


@dataclass(frozen=True)
class Published:
    """A build, and which of its editions only some may read."""

    build: Path
    members: frozenset[str]

    def files(self, edition: str) -> Mapping[str, Path]:
        """Those of an edition by their path in it."""
        folder = self.build / edition
        every = (each for each in sorted(folder.rglob("*")) if each.is_file())
        return {each.relative_to(folder).as_posix(): each for each in every}

    def public(self) -> Iterator[Path]:
        """Every file that everybody may read."""
        for each in sorted(self.build.iterdir()):
            if each.is_file():
                yield each
            elif each.name not in self.members and not each.name.startswith("."):
                yield from (file for file in sorted(each.rglob("*")) if file.is_file())

    def sizes(self, edition: str, files: Mapping[str, Path] | None = None) -> frozenset[int]:
        """Lengths of files of an edition that no public file has."""
        own = files if files is not None else self.files(edition)
        public = {each.stat().st_size for each in self.public()}
        return frozenset(each.stat().st_size for each in own.values()) - public

    def traces(self, edition: str, asked: tuple[str, ...]) -> Traces:
        """What an edition is known by; `asked` are the addresses in it that will be asked for."""
        files = self.files(edition)
        first = {path: files[path] for path in map(_file_of, asked) if path in files}
        rest = [path for path in files if path not in first and Path(path).suffix in TYPES]
        for path in rest[:: max(1, len(rest) // MORE)][:MORE]:
            first.setdefault(path, files[path])
        found = {
            path: runs(file.read_bytes())
            for path, file in first.items()
            if Path(path).suffix in TYPES
        }
        every = {run for each in found.values() for run in each}
        for file in self.public():
            if file.suffix in TYPES:
                every.difference_update(runs(file.read_bytes()))
        marks = dict[bytes, None]()
        for path, each in found.items():
            own = [run for run in each if run in every]
            most = OF_A_FILE if path in map(_file_of, asked) else 1
            marks.update(dict.fromkeys(own[:: max(1, len(own) // most)][:most]))
        sizes = self.sizes(
            edition, {path: first[path] for path in map(_file_of, asked) if path in first}
        )
        return Traces(tuple(marks), sizes)

    def without_public(self, marks: tuple[bytes, ...]) -> tuple[bytes, ...]:
        """Those of some texts that stand in no public file, not even inside of a longer one."""
        left = set(marks)
        for file in self.public():
            if left and file.suffix in TYPES:
                data = file.read_bytes().lower()
                left = {each for each in left if each not in data}
        return tuple(each for each in marks if each in left)

    def asked(self, edition: str) -> tuple[str, ...]:
        """Addresses in an edition that are worth asking for: its home, a page, data, styles, its 404."""
        files = self.files(edition)
        kinds = ("", "index.html", deepest(files), "404.html", "index.html.gz", "index.html.br")
        ends = ("edition.css", ".json", ".xml")
        some = (next((path for path in files if path.endswith(end)), "") for end in ends)
        return tuple(dict.fromkeys((*kinds, *some)))


def deepest(files: Mapping[str, Path]) -> str:
    """The address of a page that lies deep and says much: `orders/eo-14001/`; empty where there is only a home."""
    pages = [path for path in files if path.endswith("/index.html")]
    most = max(pages, key=lambda path: (path.count("/"), files[path].stat().st_size), default="")
    return most.removesuffix("index.html")


def runs(data: bytes) -> dict[bytes, None]:
    """The texts of a file, in lower case, in their order. Addresses are none: error pages repeat what was asked for."""
    every = (each.strip() for each in _RUN.findall(data.lower()))
    return dict.fromkeys(
        each for each in every if len(each) > 11 and (b" " in each or not {*b"/%"} & {*each})
    )


def _file_of(address: str) -> str:
    return f"{address}index.html" if not address or address.endswith("/") else address
