"""A site's folder: where it is, and every input file of it, read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from eo_site.model.audience import AudienceFile
from eo_site.model.base import ID_PATTERN
from eo_site.model.document import OrderDocument, PageDocument
from eo_site.model.federal_register import FederalRegisterRecord
from eo_site.model.library import Library, Theme, Vocabularies
from eo_site.model.official import OfficialText
from eo_site.model.problem import Place, Problem, in_reading_order
from eo_site.model.site import Site
from eo_site.model.source import SourceFile
from eo_site.model.text import KeyPath, Marks
from eo_site.model.vocabulary import VOCABULARIES, Vocabulary
from eo_site.read.config import read_config
from eo_site.read.document import read_order, read_page
from eo_site.read.federal_register import read_records
from eo_site.read.official_text import read_official_texts
from eo_site.read.source import decode
from eo_site.read.strict_yaml import read_yaml

M = TypeVar("M", bound=BaseModel)

SHIPPED_THEME = "default"
IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})


def find_root(start: Path) -> Path | None:
    """The nearest folder, upwards, that holds a `site.yaml` or an `audiences.yaml`."""
    for folder in (start, *start.parents):
        if (folder / "site.yaml").is_file() or (folder / "audiences.yaml").is_file():
            return folder
    return None


def shipped_themes() -> Path:
    """Where the themes that travel with the package are.

    In a checkout they stand beside the package; in an installed wheel, inside it.
    """
    package = Path(__file__).resolve().parent
    beside = package.parent / "themes"
    return beside if (package.parent / "pyproject.toml").is_file() else package / "themes"


@dataclass
class ProjectReader:
    """Reads one site's files and collects what is wrong with them."""

    root: Path
    texts: Path | None = None
    """Official texts outside the site's own `content/texts/`."""
    records: Path | None = None
    """A file, or a folder of files, of Federal Register API documents."""
    problems: list[Problem] = field(default_factory=list)
    marks: dict[str, Marks] = field(default_factory=dict)

    def report(self, code: str, path: str, message: str, hint: str = "") -> None:
        """Note a problem with a whole file, whose name need not be text."""
        path, message = (
            each.encode("utf-8", "backslashreplace").decode() for each in (path, message)
        )
        self.problems.append(Problem(code, path, Place(), message, hint))

    def library(self) -> Library | None:
        """The site's content, or None where something keeps it from being used."""
        site = self._config(Site, "site.yaml", required=True)
        audiences = self._config(AudienceFile, "audiences.yaml", required=True)
        sources = self._config(SourceFile, "content/sources.yaml") or SourceFile()
        vocabularies = Vocabularies(
            **{
                name: self._config(Vocabulary, f"content/vocabularies/{name}.yaml") or Vocabulary()
                for name in VOCABULARIES
            }
        )
        orders = tuple(self._orders())
        pages = tuple(self._pages())
        if site is None or audiences is None:
            return None
        images = {slug: self._images(folder) for slug, folder in self._folders()}
        texts, records = self._texts(orders), self._records(orders)
        return Library(
            site,
            audiences,
            vocabularies,
            sources,
            orders,
            pages,
            self.marks,
            texts,
            records,
            images,
        )

    def _config(self, model: type[M], path: str, *, required: bool = False) -> M | None:
        data = self._bytes(path)
        if data is None:
            if required:
                hint = "docs/publishers.md shows a complete one"
                self.report("EO100", path, "the file is missing", hint)
            return None
        found, marks, problems = read_config(model, path, data)
        self.problems += problems
        if marks:
            self.marks[path] = marks
        return found

    def _bytes(self, path: str) -> bytes | None:
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            self.report("EO100", path, f"the file cannot be read: {error.strerror}")
            return None

    # Orders and pages -------------------------------------------------------------------

    def _files(self, folder: str) -> Iterator[tuple[str, str]]:
        """(slug, path) of every Markdown file of a folder, by slug; an order may be a folder."""
        base = self.root / folder
        found: dict[str, str] = {}
        for entry in sorted(base.iterdir()) if base.is_dir() else ():
            path = f"{folder}/{entry.name}" + ("/index.md" if entry.is_dir() else "")
            if entry.name.startswith((".", "_")) or not (self.root / path).is_file():
                continue
            slug = entry.name.removesuffix(".md")
            if not path.endswith(".md"):
                self.report("EO100", path, "not a Markdown file", "orders and pages end in .md")
            elif not re.fullmatch(ID_PATTERN, slug):
                hint = "the name is the URL: lower case, digits and hyphens"
                self.report("EO100", path, f"`{slug}` cannot name a page", hint)
            elif slug in found:
                hint = "two files would write the same page; keep one"
                self.report("EO100", path, f"`{slug}` also stands in {found[slug]}", hint)
            else:
                found[slug] = path
        yield from found.items()

    def _orders(self) -> Iterator[OrderDocument]:
        for slug, path in self._files("content/orders"):
            data = self._bytes(path)
            if data is not None:
                document, problems = read_order(slug, path, data)
                self.problems += problems
                if document:
                    yield document

    def _pages(self) -> Iterator[PageDocument]:
        for slug, path in self._files("content/pages"):
            data = self._bytes(path)
            if data is not None:
                document, problems = read_page(slug, path, data)
                self.problems += problems
                if document:
                    yield document

    def _folders(self) -> Iterator[tuple[str, Path]]:
        base = self.root / "content/orders"
        for entry in sorted(base.iterdir()) if base.is_dir() else ():
            if entry.is_dir():
                yield entry.name, entry

    def _images(self, folder: Path) -> dict[str, bytes]:
        files = (
            (entry.name, self._bytes(self._shown(entry)))
            for entry in sorted(folder.iterdir())
            if entry.suffix.lower() in IMAGE_SUFFIXES and entry.is_file()
        )
        return {name: data for name, data in files if data is not None}

    def _texts(self, orders: tuple[OrderDocument, ...]) -> dict[str, OfficialText]:
        """The official texts of the library's orders, the site's own before others."""
        wanted = {f"eo-{each.record.number}".lower() for each in orders if each.record.number}
        found: dict[str, OfficialText] = {}
        for folder in (self.texts, self.root / "content/texts"):
            files = {
                self._shown(file): file.read_bytes()
                for file in (sorted(folder.iterdir()) if folder and folder.is_dir() else ())
                if file.stem in wanted and file.suffix in (".txt", ".md")
            }
            texts, problems = read_official_texts(files)
            self.problems += problems
            found |= texts
        return found

    def _records(self, orders: tuple[OrderDocument, ...]) -> dict[str, FederalRegisterRecord]:
        """What the Federal Register's API says of the library's orders."""
        if self.records is None:
            return {}
        folder = sorted(self.records.glob("*.json")) if self.records.is_dir() else [self.records]
        read = {self._shown(file): self._bytes(self._shown(file)) for file in folder}
        files = {path: data for path, data in read.items() if data is not None}
        found, problems = read_records(files)
        self.problems += problems
        wanted = {each.record.number for each in orders}
        return {number: each for number, each in found.items() if number in wanted}

    # Theme ------------------------------------------------------------------------------

    def theme(self, name: str) -> Theme:
        """The site's theme over the shipped one, file by file."""
        layers = [shipped_themes() / SHIPPED_THEME, shipped_themes() / name]
        layers.append(self.root / "themes" / name)
        if not any(layer.is_dir() for layer in layers[1:]):
            self.report("EO502", "site.yaml", f"there is no theme `{name}`", f"use {SHIPPED_THEME}")
        templates: dict[str, str] = {}
        static: dict[str, bytes] = {}
        strings: dict[str, Any] = {}
        paths: dict[str, str] = {}
        for layer in dict.fromkeys(layer.resolve() for layer in layers if layer.is_dir()):
            static |= dict(self._tree(layer / "static"))
            for path, data in self._tree(layer / "templates"):
                source, problems = decode(self._shown(layer / "templates" / path), data)
                self.problems += problems
                if source:
                    templates[path] = source.text
                    paths[path] = source.path
            strings = self._merged(strings, *self._strings(layer / "strings.yaml"))
        return Theme(templates, static, strings, paths)

    def _strings(self, file: Path) -> tuple[dict[str, Any], Marks | None]:
        data = self._bytes(self._shown(file))
        if data is None:
            return {}, None
        source, problems = decode(self._shown(file), data)
        if source is None:
            self.problems += problems
            return {}, None
        value, marks, problems = read_yaml(source)
        self.problems += problems
        return value if isinstance(value, dict) else {}, marks

    def _merged(
        self, below: dict[str, Any], above: dict[str, Any], marks: Marks | None, at: KeyPath = ()
    ) -> dict[str, Any]:
        """Nested maps, the second over the first; what is a map below must be one above."""
        both = {**below, **above}
        for key in below.keys() & above.keys():
            if isinstance(below[key], dict) and isinstance(above[key], dict):
                both[key] = self._merged(below[key], above[key], marks, (*at, key))
            elif marks and isinstance(below[key], dict) != isinstance(above[key], dict):
                kind = "keys with values" if isinstance(below[key], dict) else "a text"
                place, message = marks.place((*at, key)), f"`{key}` expects {kind}"
                self.problems.append(Problem("EO112", marks.source.path, place, message))
                both[key] = below[key]
        return both

    def _tree(self, folder: Path) -> Iterator[tuple[str, bytes]]:
        """Every file below a folder that can be read, by its path there."""
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if file.is_file() and not file.name.startswith("."):
                path, data = file.relative_to(folder).as_posix(), self._bytes(self._shown(file))
                if not path.isprintable():
                    self.report("EO100", self._shown(file), "the name cannot be part of an address")
                elif data is not None:
                    yield path, data

    def _shown(self, file: Path) -> str:
        """A file's path for problems: within the site if it is there."""
        for root in (self.root, self.root.resolve()):
            if file.is_relative_to(root):
                return file.relative_to(root).as_posix()
        return file.as_posix()

    def found(self) -> tuple[Problem, ...]:
        """Everything wrong so far."""
        return in_reading_order(self.problems)
