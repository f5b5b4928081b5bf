"""A site's folder, as far as an import reads and writes it. Touches the disk."""

import os
import re
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from eo_site.content_files import TRANSLATION, YEAR, is_passed_over
from eo_site.importers.mending import day
from eo_site.importers.plan import OrderFile
from eo_site.importers.register import Known
from eo_site.model.docket import DOCKETS, Docket, DocketFile
from eo_site.model.instrument import INSTRUMENTS, InstrumentFile
from eo_site.model.problem import Problem
from eo_site.model.site import Site
from eo_site.model.source import Source, SourceFile
from eo_site.model.text_index import TEXT_INDEX, TextIndex
from eo_site.model.vocabulary import Vocabulary
from eo_site.read.config import read_config

M = TypeVar("M", bound=BaseModel)

PRESIDENTS = "content/vocabularies/presidents.yaml"


class Folder:
    """One site's files, read when asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def sources(self) -> tuple[Source, ...]:
        """`content/sources.yaml`."""
        found = self._config(SourceFile, "content/sources.yaml")
        return found.sources if found else ()

    def presidents(self) -> Vocabulary:
        """The vocabulary that records' presidents are terms of."""
        return self._config(Vocabulary, PRESIDENTS) or Vocabulary()

    def instruments(self) -> tuple[Known, ...]:
        """`content/instruments.yaml`, as far as it tells one instrument from another."""
        found = self._config(InstrumentFile, INSTRUMENTS)
        return tuple(
            Known(each.id, each.kind, each.number or "", each.citation or "", each.dates.signed)
            for each in (found.instruments if found else ())
        )

    def courts(self) -> Vocabulary:
        """The vocabulary that dockets' courts are terms of."""
        return self._config(Vocabulary, "content/vocabularies/courts.yaml") or Vocabulary()

    def dockets(self) -> tuple[Docket, ...]:
        """`content/dockets.yaml`."""
        found = self._config(DocketFile, DOCKETS)
        return found.dockets if found else ()

    def text_index(self) -> TextIndex:
        """`content/texts/index.yaml`."""
        return self._config(TextIndex, TEXT_INDEX) or TextIndex()

    def today(self) -> date:
        """Today, where the site is published."""
        from zoneinfo import ZoneInfo

        site, _, _ = read_config(Site, "site.yaml", self.read("site.yaml") or b"")
        return datetime.now(ZoneInfo(site.time_zone if site else "America/New_York")).date()

    def _config(self, model: type[M], path: str) -> M | None:
        data = self.read(path)
        if not data:
            return None
        found, _, problems = read_config(model, path, data)
        self.problems += problems
        return found

    def orders(self) -> tuple[OrderFile, ...]:
        """Every order file, by its name."""
        return tuple(self._orders())

    def _orders(self) -> Iterator[OrderFile]:
        for entry in self._entries(self.root / "content/orders"):
            file = entry / "index.md" if entry.is_dir() else entry
            if file.suffix != ".md" or TRANSLATION.fullmatch(file.name) or not file.is_file():
                continue
            data, path = file.read_bytes(), file.relative_to(self.root).as_posix()
            front = data.decode("utf-8", "replace").partition("\n---")[0]
            yield OrderFile(
                path,
                entry.name.removesuffix(".md"),
                data,
                _first(r"^number:\s*[\"']?0*(\d{1,5}(?:-[A-Z])?)\b", front),
                _first(r"^document_number:\s*[\"']?([\w-]+)", front),
                day(_first(r"\bsigned:\s*[\"']?(\d{4}-\d\d-\d\d)", front)),
                _first(r"\bhtml:\s*[\"']?(https?://[^\s\"'},]+)", front),
            )

    def _entries(self, folder: Path) -> Iterator[Path]:
        """What may be an order, also in folders that group orders by year."""
        for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
            if YEAR.fullmatch(entry.name) and entry.is_dir():
                yield from self._entries(entry)
            elif not is_passed_over(entry.name):
                yield entry

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None where there is none."""
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, path: str, data: bytes) -> None:
        """A whole file or nothing: written beside its place, then moved there."""
        target = (self.root / path).resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".eo-import-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
            Path(name).chmod(mode & 0o777)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    found = os.umask(0)
    os.umask(found)
    return found


def _first(pattern: str, text: str) -> str:
    match = re.search(pattern, text, re.MULTILINE)
    return match.group(1) if match else ""
