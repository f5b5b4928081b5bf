"""What of a library has grown old: replacements, sign-offs, sources and official texts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
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


@dataclass
class Histories:
    """What the history of a site's files says of their replacements, kept while a file stays as it is."""

    ages: LineAges
    _known: dict[tuple[str, str], tuple[bytes, tuple[OlderReplacement, ...]]] = field(
        default_factory=dict
    )

    @staticmethod
    def of(root: Path) -> "Histories":
        """Of a site's folder; its histories come from git."""
        return Histories(LineAges(root))

    def older(self, slug: str, path: str) -> tuple[OlderReplacement, ...]:
        """An order's replacements that are older than what they replace; may raise `NoHistoryError`."""
        data, head = (self.ages.root / path).read_bytes(), self.ages.head()
        known = self._known.get((slug, head))
        if known is None or known[0] != data:
            known = data, tuple(_older_in(slug, path, data, self.ages))
            self._known[slug, head] = known
        return known[1]


def stale(
    loaded: Loaded, histories: Histories, slugs: Sequence[str] = (), most: int | None = None
) -> Stale:
    """Of these orders, or of all; histories are read of the `most` newest of them."""
    wanted = slugs or [*newest_first(loaded)]
    analysed = [slug for slug in wanted if _analysed(loaded, slug)]
    passages, missing = _passages(loaded, histories, analysed[:most])
    return Stale(
        tuple(passages),
        tuple(_lapsed(loaded, wanted)),
        tuple(_old_sources(loaded, wanted)),
        () if slugs else tuple(changed_texts(histories.ages.root)),
        tuple(missing),
        len(analysed) - len(analysed[:most]),
    )


def _passages(
    loaded: Loaded, histories: Histories, slugs: Iterable[str]
) -> tuple[list[StalePassage], list[tuple[str, str]]]:
    found, missing = list[StalePassage](), list[tuple[str, str]]()
    try:
        histories.ages.head()
    except NoHistoryError as error:
        return [], [("", str(error))]
    for slug in slugs:
        path = loaded.basis.places[slug].path
        try:
            found += (StalePassage(slug, path, each) for each in histories.older(slug, path))
        except NoHistoryError as error:
            missing.append((path, str(error)))
        except OSError:  # being saved; the next look sees it
            missing.append((path, "it cannot be read"))
    return found, missing


def _analysed(loaded: Loaded, slug: str) -> bool:
    """Whether there can be replacements: a record alone has no words of ours."""
    return any(each.analysed for each in loaded.basis.studies[slug].editions.values())


def _older_in(slug: str, path: str, data: bytes, ages: LineAges) -> Iterator[OlderReplacement]:
    document, _ = read_order(slug, path, data)
    lines = [each.strip() for each in data.decode("utf-8", "replace").split("\n")]
    found = [*replacements(document, len(lines))] if document else []
    if found:
        days = zip(lines, ages.of(path), strict=False)
        worded = [day if line and not line.startswith(":::") else None for line, day in days]
        yield from older(found, worded)


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
