"""What of a library has grown old: replacements, sign-offs, sources and official texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from eo_site.authoring.gathered import newest_first
from eo_site.authoring.inline_variants import inline_variants, older_words
from eo_site.authoring.line_ages import LineAges, NoHistoryError
from eo_site.authoring.replacements import OlderReplacement, older, replacements
from eo_site.authoring.translations import translated
from eo_site.content_files import OrderPlace
from eo_site.engine.load import Loaded
from eo_site.importers.folder import Folder
from eo_site.importers.texts import changed_since
from eo_site.model.library import Library
from eo_site.model.problem import Problem
from eo_site.plan.available import members_by_name
from eo_site.read.document import read_order, read_translation

OLD_SOURCE = "EO709"
"""The code under which checks tell of a source that was last looked at too long ago."""
OTHER_RECORD = "EO631"
"""The code under which checks tell of a fact that the Federal Register's record has otherwise."""
VERSIONS = 20
"""Commits of a file that are looked at where words vary within its lines."""


@dataclass(frozen=True, slots=True)
class StalePassage:
    """A replacement, or a text of a translation, that is older than what it stands for."""

    slug: str
    path: str
    found: OlderReplacement
    is_translation: bool = False


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
    records: tuple[Problem, ...]
    """Facts that the Federal Register's record, where one is at hand, has otherwise."""
    texts: tuple[Problem, ...]
    """Kept official texts that are not as they were brought: what rests on them may hold no longer."""
    without_history: tuple[tuple[str, str], ...]
    """(file, why) of files whose replacements could not be looked at; an empty file is all of them."""
    not_looked_at: int = 0
    """Orders with replacements beyond those that were asked for."""

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(
            map(len, (self.passages, self.sign_offs, self.sources, self.records, self.texts))
        )


@dataclass(frozen=True)
class Named:
    """The names under which a library's texts may stand."""

    library: Library

    @cached_property
    def every(self) -> frozenset[str]:
        """Audiences and groups."""
        return frozenset({*self.library.audiences.by_id, *self.library.audiences.groups})

    @cached_property
    def of_original(self) -> Mapping[str, frozenset[str]]:
        """By language, those under which the words stand that are said again in it."""
        members = members_by_name(self.library)
        found: dict[str, frozenset[str]] = {}
        for each in self.library.audiences.audiences:
            if each.translation_of:
                groups = (name for name, ids in members.items() if each.translation_of in ids)
                known = found.get(each.language or "", frozenset())
                found[each.language or ""] = known | {each.translation_of, *groups}
        return found


@dataclass
class Histories:
    """What the history of a site's files says of their replacements, kept while a file stays as it is."""

    ages: LineAges
    _known: dict[tuple[str, str], tuple[list[bytes], tuple[StalePassage, ...]]] = field(
        default_factory=dict
    )

    @staticmethod
    def of(root: Path) -> "Histories":
        """Of a site's folder; its histories come from git."""
        return Histories(LineAges(root))

    def older(self, place: OrderPlace, named: Named) -> tuple[StalePassage, ...]:
        """What of an order's files is older than what it stands for; may raise `NoHistoryError`."""
        paths = [place.path, *(path for _, path in place.translations)]
        data, head = [(self.ages.root / each).read_bytes() for each in paths], self.ages.head()
        known = self._known.get((place.slug, head))
        if known is None or known[0] != data:
            known = data, tuple(_older_in(place, data, self.ages, named))
            self._known[place.slug, head] = known
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
        tuple(_other_records(loaded, wanted)),
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
    assert loaded.setting
    named = Named(loaded.setting.library)
    for slug in slugs:
        place = loaded.basis.places[slug]
        try:
            found += histories.older(place, named)
        except NoHistoryError as error:
            missing.append((place.path, str(error)))
        except OSError:  # being saved; the next look sees it
            missing.append((place.path, "it cannot be read"))
    return found, missing


def _analysed(loaded: Loaded, slug: str) -> bool:
    """Whether there can be replacements: a record alone has no words of ours."""
    return any(each.analysed for each in loaded.basis.studies[slug].editions.values())


def _older_in(
    place: OrderPlace, data: Sequence[bytes], ages: LineAges, named: Named
) -> Iterator[StalePassage]:
    slug, path = place.slug, place.path
    document, _ = read_order(slug, path, data[0])
    if document is None:
        return
    text = data[0].decode("utf-8", "replace")
    length = text.count("\n") + 1
    own = _Worded(path, text, ages)
    if found := [*replacements(document, length)]:
        yield from (StalePassage(slug, path, each) for each in older(found, own.times))
    for each in _older_words(path, text, ages, named.every):
        yield StalePassage(slug, path, each)
    for (language, other), words in zip(place.translations, data[1:], strict=True):
        translation, _ = read_translation(slug, (path, data[0]), language, other, words)
        if translation is None:
            continue
        names = named.of_original.get(language, frozenset())
        found = [*translated(document, translation, names, length)]
        theirs = _Worded(other, words.decode("utf-8", "replace"), ages)
        for late in older(found, theirs.times, own.times) if found else ():
            yield StalePassage(slug, other, late, is_translation=True)


@dataclass(frozen=True)
class _Worded:
    """A file's lines."""

    path: str
    text: str
    ages: LineAges

    @cached_property
    def times(self) -> list[datetime | None]:
        """When each was last changed; None for those without words."""
        lines = [each.strip() for each in self.text.split("\n")]
        known = zip(lines, self.ages.of(self.path), strict=False)
        return [time if line and not line.startswith(":::") else None for line, time in known]


def _older_words(
    path: str, text: str, ages: LineAges, names: frozenset[str]
) -> Iterator[OlderReplacement]:
    if not any(inline_variants(text, names)):
        return
    versions = [*ages.versions(path, VERSIONS)]
    if versions and versions[0][1] != text:
        versions.insert(0, (ages.saved(path), text))
    yield from older_words(versions, names)


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


def _other_records(loaded: Loaded, slugs: Iterable[str]) -> Iterator[Problem]:
    """Facts that the record has otherwise that the Federal Register gives now."""
    for slug in slugs:
        for problem in loaded.basis.studies[slug].problems:
            if problem.code == OTHER_RECORD:
                yield problem


def changed_texts(root: Path) -> Iterator[Problem]:
    """Official texts that are not as they were brought, by `content/texts/index.yaml`."""
    folder = Folder(root)
    index = folder.text_index()
    files = {each.file: folder.read(f"content/texts/{each.file}") for each in index.texts}
    yield from changed_since(index, files)
