"""A site's folder: where it is, and every input file of it, read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from eo_site.content_files import (
    ContentFiles,
    OrderPlace,
    files_beside,
    is_passed_over,
    near_names,
    walk,
)
from eo_site.model.audience import AudienceFile
from eo_site.model.docket import DOCKETS, DocketFile
from eo_site.model.document import Doubt, PageDocument
from eo_site.model.federal_register import FederalRegisterRecord
from eo_site.model.instrument import INSTRUMENTS, InstrumentFile
from eo_site.model.language import OFFICIAL, is_same, wider
from eo_site.model.library import Library, Theme, Vocabularies
from eo_site.model.problem import Place, Problem, Severity, in_reading_order
from eo_site.model.site import Site
from eo_site.model.source import SourceFile
from eo_site.model.text import KeyPath, Marks
from eo_site.model.vocabulary import VOCABULARIES, Vocabulary
from eo_site.read.config import read_config
from eo_site.read.document import read_page
from eo_site.read.federal_register import read_records
from eo_site.read.prose import read_prose
from eo_site.read.source import decode
from eo_site.read.strict_yaml import read_yaml

M = TypeVar("M", bound=BaseModel)

SHIPPED_THEME = "default"
Words = tuple[dict[str, Any], Marks | None]
"""A file of a theme's strings, and where each stands in it."""


def _leaves(strings: Mapping[str, Any], above: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """The keys of all strings in nested maps, each with those above it."""
    found = set[tuple[str, ...]]()
    for key, each in strings.items():
        found |= _leaves(each, (*above, key)) if isinstance(each, dict) else {(*above, key)}
    return found


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
    elsewhere: Path | None = None
    """Official texts outside the site's own `content/texts/`."""
    documents: Path | None = None
    """Federal Register API documents: a file, or a folder of files."""
    unsaved: Mapping[str, bytes] = field(default_factory=dict)
    """By path in the site, what an editor holds of files, in place of what lies on disk."""
    problems: list[Problem] = field(default_factory=list)
    marks: dict[str, Marks] = field(default_factory=dict)
    unsound: set[str] = field(default_factory=set)
    """Files of which some part could not be used."""
    doubts: dict[str, tuple[Doubt, ...]] = field(default_factory=dict)
    """By configuration file, what in its texts may be meant for some."""
    _seen: Any = field(default_factory=sha256)

    def again(self) -> "ProjectReader":
        """A reader of the same site that has read nothing yet."""
        return ProjectReader(self.root, self.elsewhere, self.documents, unsaved=self.unsaved)

    @property
    def seen(self) -> str:
        """Digest of the paths and bytes of all files that have been read so far."""
        return str(self._seen.hexdigest())

    def report(self, code: str, path: str, message: str, hint: str = "") -> None:
        """Note a problem with a whole file, whose name need not be text."""
        path, message, hint = (
            each.encode("utf-8", "backslashreplace").decode() for each in (path, message, hint)
        )
        self.problems.append(Problem(code, path, Place(), message, hint))

    def library(self) -> Library | None:
        """The site's content, or None where something keeps it from being used."""
        site = self.site()
        audiences = self._config(AudienceFile, "audiences.yaml", required=True)
        sources = self._config(SourceFile, "content/sources.yaml") or SourceFile()
        instruments = self._config(InstrumentFile, INSTRUMENTS) or InstrumentFile()
        dockets = self._config(DocketFile, DOCKETS) or DocketFile()
        vocabularies = Vocabularies(
            **{
                name: self._config(Vocabulary, f"content/vocabularies/{name}.yaml") or Vocabulary()
                for name in VOCABULARIES
            }
        )
        pages = tuple(self._pages())
        if not (self.root / "content").exists() and (near := near_names(self.root, "content")):
            hint = "content stands in the folder content/"
            self.report(
                "EO120", near, "a folder that is nothing known, and would be left out", hint
            )
        # Of audiences all or nothing: names that exist must not be told as unknown.
        if site is None or audiences is None or "audiences.yaml" in self.unsound:
            return None
        unsound = frozenset(self.unsound)
        return Library(
            site,
            audiences,
            vocabularies,
            sources,
            pages,
            self.marks,
            instruments,
            unsound,
            self.doubts,
            dockets,
        )

    def site(self) -> Site | None:
        """What `site.yaml` says, nothing else read; None where it is wrong."""
        return self._config(Site, "site.yaml", required=True)

    def _config(self, model: type[M], path: str, *, required: bool = False) -> M | None:
        data = self._bytes(path)
        if data is None:
            if required and not (self.root / path).exists():
                near = near_names(self.root, path)
                hint = f"rename `{near}`" if near else "docs/publishers.md shows a complete one"
                self.report("EO100", path, "the file is missing", hint)
            return None
        found, marks, problems = read_config(model, path, data)
        self.problems += problems
        if marks:
            self.marks[path] = marks
        if problems:
            self.unsound.add(path)
        if marks and found:
            _, problems, self.doubts[path] = read_prose(found, marks)
            self.problems += problems
        return found

    def _bytes(self, path: str) -> bytes | None:
        try:
            data = self.unsaved.get(path)
            if data is None:
                data = (self.root / path).read_bytes()
            self._seen.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
            return data
        except FileNotFoundError:
            return None
        except OSError as error:
            self.report("EO100", path, f"the file cannot be read: {error.strerror}")
            return None

    # Orders and pages -------------------------------------------------------------------

    @cached_property
    def _content(self) -> ContentFiles:
        """What stands in `content/`; looked through once."""
        found = ContentFiles(self.root, self.report)
        found.look()
        return found

    def orders(self) -> list[OrderPlace]:
        """Where each order's file is; none is read."""
        return self._content.orders

    def pages(self) -> list[OrderPlace]:
        """Likewise of the pages that are not orders."""
        return self._content.pages

    def beside(self, place: OrderPlace) -> dict[str, str]:
        """By name, the paths of the images and attachments in an order's folder."""
        if not place.folder:
            return {}
        return files_beside(self.root, place)

    def bytes_of(self, path: str) -> bytes | None:
        """A content file, or None after noting why it cannot be read."""
        return self._bytes(path)

    def texts(self) -> dict[str, Path]:
        """Official texts by the name of their file (`eo-13903`), the site's own before others."""
        found: dict[str, Path] = {}
        for folder in (self.elsewhere, self.root / "content/texts"):
            for file in sorted(folder.iterdir()) if folder and folder.is_dir() else ():
                if (
                    file.suffix in (".txt", ".md")
                    and not is_passed_over(file.name)
                    and file.is_file()
                ):
                    found[file.stem] = file
        return found

    def records(self) -> dict[str, FederalRegisterRecord]:
        """What the Federal Register's API says of orders, by number."""
        if self.documents is None:
            return {}
        folder = self.documents.is_dir()
        files = sorted(self.documents.glob("*.json")) if folder else [self.documents]
        read = {self.shown(file): self._bytes(self.shown(file)) for file in files}
        found, problems = read_records({path: data for path, data in read.items() if data})
        self.problems += problems
        return found

    def _pages(self) -> Iterator[PageDocument]:
        for place in self._content.pages:
            for language, path in (("", place.path), *place.translations):
                data = self._bytes(path)
                if data is not None:
                    document, problems = read_page(place.slug, path, data, language)
                    self.problems += problems
                    if problems:
                        self.unsound.add(path)
                    if document:
                        yield document

    # Theme ------------------------------------------------------------------------------

    def theme(self, name: str, languages: Sequence[str] = ("en",)) -> Theme:
        """The site's theme over the shipped one, file by file; the site's own language is the first."""
        layers = [shipped_themes() / SHIPPED_THEME, shipped_themes() / name]
        layers.append(self.root / "themes" / name)
        if not any(layer.is_dir() for layer in layers[1:]):
            self.report("EO502", "site.yaml", f"there is no theme `{name}`", f"use {SHIPPED_THEME}")
        templates: dict[str, str] = {}
        static: dict[str, bytes] = {}
        paths: dict[str, str] = {}
        folders = list(dict.fromkeys(layer.resolve() for layer in layers if layer.is_dir()))
        for layer in folders:
            static |= dict(self._tree(layer / "static"))
            for path, data in self._tree(layer / "templates"):
                source, problems = decode(self.shown(layer / "templates" / path), data)
                self.problems += problems
                if source:
                    templates[path] = source.text
                    paths[path] = source.path
        words = self._words(folders)
        for each in languages:
            self._unspoken(words, each, own=each == languages[0], theme=name)
        spoken = {each: self._spoken(words, each, own=each == languages[0]) for each in languages}
        return Theme(templates, static, spoken[languages[0]], paths, spoken, languages[0])

    def _unspoken(
        self, words: Sequence[Mapping[str, Words]], language: str, *, own: bool, theme: str
    ) -> None:
        """Report a language that the theme has no words in, or not for all that pages print."""
        if is_same(language, OFFICIAL):
            return
        tags = wider(language)[::-1]
        layers = [layer[tag][0] for layer in words for tag in tags if tag in layer]
        if own:
            layers += [layer[""][0] for layer in words[1:] if "" in layer]
        path = f"themes/{theme}/strings.{wider(language)[-1]}.yaml"
        if not layers:
            hint = (
                f"write {path} with the keys of the shipped theme's strings.yaml, or choose another"
            )
            self.report("EO126", path, f"the theme has no words in `{language}`", hint)
            return
        missing = sorted(_leaves(words[0][""][0]) - set().union(*map(_leaves, layers)))
        if missing:
            shown = ", ".join(".".join(each) for each in missing[:5])
            more = f", and {len(missing) - 5} more" if len(missing) > 5 else ""
            message = f"{len(missing)} strings are not in `{language}`: {shown}{more}"
            place, hint = Place(), "pages print them in English until then"
            found = Problem("EO126", path, place, message, hint, Severity.WARNING)
            self.problems.append(found)

    def _words(self, folders: Sequence[Path]) -> list[dict[str, Words]]:
        """Of each layer of a theme, its strings by language; those of `strings.yaml` under ""."""
        found = []
        for folder in folders:
            files = sorted(folder.glob("strings*.yaml"))
            tags = [each.name.removeprefix("strings").removesuffix(".yaml") for each in files]
            layer = zip(tags, map(self._strings, files), strict=True)
            found.append({tag.removeprefix("."): words for tag, words in layer})
        return found

    def _spoken(
        self, words: Sequence[Mapping[str, Words]], language: str, *, own: bool
    ) -> dict[str, Any]:
        """The theme's strings in one language, those of a wider one beneath: `es` beneath `es-US`.

        `strings.yaml` of a site's own theme is in the site's language: for that it stands over what the
        shipped theme has, for any other beneath. That of the shipped theme is in English.
        """
        parts = language.split("-")
        tags = ["-".join(parts[:length]) for length in range(1, len(parts) + 1)]
        spoken = [[layer[tag] for tag in tags if tag in layer] for layer in words]
        plain = [[layer[""]] if "" in layer else [] for layer in words]
        layers = [[*both[0], *both[1]] for both in zip(plain, spoken, strict=True)]
        if not own:
            layers = [*plain, *(plain[:1] if parts[0] == "en" else ()), *spoken]
        strings: dict[str, Any] = {}
        for found, marks in (each for layer in layers for each in layer):
            strings = self._merged(strings, found, marks)
        return strings

    def _strings(self, file: Path) -> Words:
        data = self._bytes(self.shown(file))
        if data is None:
            return {}, None
        source, problems = decode(self.shown(file), data)
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
        for file in sorted(walk(folder, self._leads_nowhere)):
            path, data = file.relative_to(folder).as_posix(), self._bytes(self.shown(file))
            if not path.isprintable():
                self.report("EO100", self.shown(file), "the name cannot be part of an address")
            elif data is not None:
                yield path, data

    def _leads_nowhere(self, link: Path) -> None:
        hint = "let it lead to a file or a folder, or delete it"
        message = "a link that leads nowhere, or round in a circle"
        self.report("EO122", self.shown(link), message, hint)

    def shown(self, file: Path) -> str:
        """A file's path for problems: within the site if it is there."""
        for root in (self.root, self.root.resolve()):
            if file.is_relative_to(root):
                return file.relative_to(root).as_posix()
        return file.as_posix()

    def found(self) -> tuple[Problem, ...]:
        """Everything wrong so far."""
        return in_reading_order(self.problems)
