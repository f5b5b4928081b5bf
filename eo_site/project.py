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
from eo_site.model.library import Library, Theme, Vocabularies
from eo_site.model.problem import Place, Problem, in_reading_order
from eo_site.model.site import Site
from eo_site.model.source import SourceFile
from eo_site.model.text import Marks
from eo_site.model.vocabulary import VOCABULARIES, Vocabulary
from eo_site.read.config import read_config
from eo_site.read.document import read_order, read_page
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
    problems: list[Problem] = field(default_factory=list)
    marks: dict[str, Marks] = field(default_factory=dict)

    def report(self, code: str, path: str, message: str, hint: str = "") -> None:
        """Note a problem with a whole file."""
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
        return Library(site, audiences, vocabularies, sources, orders, pages, self.marks, images)

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
            document, problems = read_order(slug, path, self._bytes(path) or b"")
            self.problems += problems
            if document:
                yield document

    def _pages(self) -> Iterator[PageDocument]:
        for slug, path in self._files("content/pages"):
            document, problems = read_page(slug, path, self._bytes(path) or b"")
            self.problems += problems
            if document:
                yield document

    def _folders(self) -> Iterator[tuple[str, Path]]:
        base = self.root / "content/orders"
        for entry in sorted(base.iterdir()) if base.is_dir() else ():
            if entry.is_dir():
                yield entry.name, entry

    def _images(self, folder: Path) -> dict[str, bytes]:
        return {
            entry.name: entry.read_bytes()
            for entry in sorted(folder.iterdir())
            if entry.suffix.lower() in IMAGE_SUFFIXES and entry.is_file()
        }

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
        for layer in dict.fromkeys(layer.resolve() for layer in layers if layer.is_dir()):
            static |= {path: data for path, data in _tree(layer / "static")}
            for path, data in _tree(layer / "templates"):
                source, problems = decode(self._shown(layer / "templates" / path), data)
                self.problems += problems
                if source:
                    templates[path] = source.text
            strings = _merged(strings, self._strings(layer / "strings.yaml"))
        return Theme(templates, static, strings)

    def _strings(self, file: Path) -> dict[str, Any]:
        if not file.is_file():
            return {}
        source, problems = decode(self._shown(file), file.read_bytes())
        if source is None:
            self.problems += problems
            return {}
        value, _, problems = read_yaml(source)
        self.problems += problems
        return value if isinstance(value, dict) else {}

    def _shown(self, file: Path) -> str:
        """A theme file's path for problems: within the site if it is there."""
        try:
            return file.relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return file.as_posix()

    def found(self) -> tuple[Problem, ...]:
        """Everything wrong so far."""
        return in_reading_order(self.problems)


def _tree(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, by its path there."""
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if file.is_file() and not file.name.startswith("."):
            yield file.relative_to(folder).as_posix(), file.read_bytes()


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Nested maps, the second over the first."""
    both = {**below, **above}
    for key in below.keys() & above.keys():
        if isinstance(below[key], dict) and isinstance(above[key], dict):
            both[key] = _merged(below[key], above[key])
    return both
