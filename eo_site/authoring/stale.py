"""What of a library has grown old: replacements, sign-offs, sources and official texts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from eo_site.authoring.gathered import newest_first
from eo_site.authoring.line_ages import LineAges, NoHistoryError
from eo_site.authoring.replacements import OlderReplacement, older, replacements
from eo_site.engine.load import Loaded
from eo_site.importers.folder import Folder
from eo_site.importers.texts import changed_since
from eo_site.model.problem import Problem
from eo_site.read.document import read_order

OLD_SOURCE = "EO709"
"""The code under which checks tell of a source that was last looked at too long ago."""


@dataclass(frozen=True, slots=True)
class StalePassage:
    """A replacement that is older than what it replaces."""

    slug: str
    path: str
    found: OlderReplacement


@dataclass(frozen=True, slots=True)
class LapsedSignOff:
    """A sign-off for an earlier text of an edition."""

    slug: str
    path: str
    edition: str
    reviewers: tuple[str, ...]


@dataclass(frozen=True)
class Stale:
    """All of it."""

    passages: tuple[StalePassage, ...]
    sign_offs: tuple[LapsedSignOff, ...]
    sources: tuple[Problem, ...]
    texts: tuple[Problem, ...]
    """Kept official texts that are not as they were brought: what rests on them may hold no longer."""
    without_history: tuple[tuple[str, str], ...]
    """(file, why) of files whose replacements could not be looked at; an empty file is all of them."""
    not_looked_at: int = 0
    """Orders with replacements beyond those that were asked for."""

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(map(len, (self.passages, self.sign_offs, self.sources, self.texts)))


def stale(
    loaded: Loaded, root: Path, ages: LineAges, slugs: Sequence[str] = (), most: int | None = None
) -> Stale:
    """Of these orders, or of all; histories are read of the `most` newest of them."""
    assert loaded.setting
    wanted = slugs or [*newest_first(loaded)]
    passages, missing, left = _passages(loaded, root, ages, wanted, most)
    return Stale(
        tuple(passages),
        tuple(_lapsed(loaded, wanted)),
        tuple(_old_sources(loaded, wanted)),
        () if slugs else tuple(changed_texts(root)),
        tuple(missing),
        left,
    )


def _passages(
    loaded: Loaded, root: Path, ages: LineAges, slugs: Iterable[str], most: int | None
) -> tuple[list[StalePassage], list[tuple[str, str]], int]:
    try:
        ages.head()
    except NoHistoryError as error:
        return [], [("", str(error))], 0
    found, missing = list[StalePassage](), list[tuple[str, str]]()
    analysed = [slug for slug in slugs if _may_replace(loaded, slug)]
    for slug in islice(analysed, most):
        path = loaded.basis.places[slug].path
        try:
            found += _older_in(slug, path, (root / path).read_bytes(), ages)
        except NoHistoryError as error:
            missing.append((path, str(error)))
        except OSError:  # being saved; the next look sees it
            missing.append((path, "cannot be read"))
    return found, missing, len(analysed) - len(analysed[:most])


def _may_replace(loaded: Loaded, slug: str) -> bool:
    """Whether anything of an order is said otherwise to some: by its study, without its file."""
    editions = loaded.basis.studies[slug].editions.values()
    return any(each.analysed for each in editions)


def _older_in(slug: str, path: str, data: bytes, ages: LineAges) -> Iterator[StalePassage]:
    document, _ = read_order(slug, path, data)
    lines = [each.strip() for each in data.decode("utf-8", "replace").split("\n")]
    if document is None:
        return
    found = list(replacements(document, len(lines)))
    if not found:
        return
    seconds = ages.of(path)
    worded = [bool(line) and not line.startswith(":::") for line in lines]
    days = [datetime.fromtimestamp(each, UTC).date() for each in seconds]
    known = list(zip(seconds, worded, strict=False))
    yield from (StalePassage(slug, path, each) for each in older(found, known, days))


def _lapsed(loaded: Loaded, slugs: Iterable[str]) -> Iterator[LapsedSignOff]:
    for slug in slugs:
        for name, study in loaded.basis.studies[slug].editions.items():
            if study.written.lapsed:
                path = loaded.basis.places[slug].path
                yield LapsedSignOff(slug, path, name, study.written.lapsed)


def _old_sources(loaded: Loaded, slugs: Iterable[str]) -> Iterator[Problem]:
    """As `check` tells them, whatever a site makes of them."""
    assert loaded.setting
    today: date = loaded.setting.today
    for slug in slugs:
        for day, problem in loaded.basis.studies[slug].later:
            if problem.code == OLD_SOURCE and day <= today:
                yield problem


def changed_texts(root: Path) -> Iterator[Problem]:
    """Official texts that are not as they were brought, by `content/texts/index.yaml`."""
    folder = Folder(root)
    index = folder.text_index()
    files = {each.file: folder.read(f"content/texts/{each.file}") for each in index.texts}
    yield from changed_since(index, files)
