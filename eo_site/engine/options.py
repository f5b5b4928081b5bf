"""What a build is asked for, and what it came to. Imports nothing that takes time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from eo_site.model.problem import Problem

if TYPE_CHECKING:
    from eo_site.engine.load import Loaded

Progress = Callable[[str, int, int], None]
"""Told a stage's name, how much of it is done, and of how much."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody watches."""


Change = tuple[date, str, str]
"""(day, order, what happens)"""


STAGING = ".eo-site-staging"
"""Beside the editions; whatever a killed build has left in it is ours."""
SEARCHER = "pagefind_bin"
"""The module that brings the program which makes search indexes; the extra `search` installs it."""


def clock_of(zone: str) -> date:
    """What day it is in a time zone."""
    return datetime.now(ZoneInfo(zone)).date()


@dataclass(frozen=True)
class Options:
    """What a build was asked for."""

    root: Path
    out: Path | None = None
    """Instead of `build/` in the site's root."""
    now: date | None = None
    """The day the pages are computed for; None is today in the site's time zone."""
    portable: bool = False
    strict: bool = False
    """Warnings count as errors."""
    theme: str | None = None
    """Instead of the site's own."""
    texts: Path | None = None
    """Official texts outside the site."""
    drafts: bool = False
    """For reviewers: everything that is not out yet too, marked; never into `build/`."""
    jobs: int = 1
    """Processes to work with."""
    executor: str = ""
    """Address of a cluster to work on, such as `dask://HOST:8786`."""
    start: str = ""
    """How worker processes are started: `fork` or `spawn`; empty is what is safe here."""
    records: Path | None = None
    """Federal Register API documents: a file, or a folder of files."""
    clean: bool = False
    """Forget what earlier builds have kept."""
    search: bool = False
    """Make every edition's text searchable, if Pagefind is installed."""
    pool_from: int = 48
    """Orders from which on starting processes takes less time than they save."""
    explain: bool = True
    """Note for each file why it is made."""
    unsaved: Mapping[str, bytes] = field(default_factory=dict)
    """By path in the site, what an editor holds of files, in place of what lies on disk."""

    @property
    def searching(self) -> bool:
        """Whether search is wanted where it could work: not from disk, and not for drafts."""
        return self.search and not self.portable and not self.drafts

    @property
    def output(self) -> Path:
        """Where the site goes."""
        return self.out or self.root / "build"

    @property
    def output_name(self) -> str:
        """The output folder as the cache knows it: the same on every machine if it is the site's."""
        out, root = self.output.resolve(), self.root.resolve()
        return out.relative_to(root).as_posix() if out.is_relative_to(root) else str(out)


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a file was made."""

    path: str
    """From the output folder."""
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class EditionReport:
    """What became of one edition; the front door's name is empty."""

    name: str
    pages: int
    written: int
    unchanged: int
    removed: int


@dataclass(frozen=True)
class Report:
    """What became of a build."""

    problems: tuple[Problem, ...]
    editions: tuple[EditionReport, ...] = ()
    removed: tuple[str, ...] = ()
    """Editions that are no more."""
    out: Path | None = None
    today: date | None = None
    notes: tuple[str, ...] = ()
    next_change: Change | None = None
    """When to build again though nobody edits anything."""
    studied: int = 0
    """Orders whose files were read; those of the others have not changed."""
    rendered: int = 0
    """Pages and files that were made; the others were known to be what they would be."""
    explained: tuple[Explained, ...] = ()
    """For each file that was made, why."""
    indexed: tuple[str, ...] = ()
    """Editions whose search index was made; those of the others stand."""
    loaded: "Loaded | None" = field(default=None, compare=False, repr=False)
    """The site that was laid out as a whole, for whoever goes on with it."""
    orders_alone: bool = field(default=False, compare=False)
    """Whether nothing but some orders' own pages can be different."""

    @property
    def published(self) -> bool:
        """Whether the site was written."""
        return self.out is not None
