"""A build after which nothing but some orders' own pages is different, such as that of a mended sentence.

Where only files of orders have changed, and of these orders nothing that another page shows or a
rule between orders asks for, no other order's study is read and no edition is laid out: everything
else is known to be as the last build left it. In doubt a build looks at everything.
"""

import json
import os
from bisect import insort
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from eo_site.codec import loads
from eo_site.engine.cache import Cache, Output, Row, Spot
from eo_site.engine.edition_files import OTHERS, TEXT, File
from eo_site.engine.garbage import uncollected
from eo_site.engine.load import Opened, failing, problems_of
from eo_site.engine.options import STAGING, EditionReport, Explained, Options, Progress, Report
from eo_site.engine.order_outputs import wanted_outputs
from eo_site.engine.output_writer import OutputWriter, Unmade, reasons
from eo_site.engine.publish import Publication, shown
from eo_site.engine.unchanged import (
    WORTH_A_FORK,
    as_left,
    last,
    last_problems,
    remember,
    remember_problems,
    report_of,
)
from eo_site.engine.worker_tasks import EditionJob, OrderJob
from eo_site.engine.workers import WorkerPool
from eo_site.fingerprint import digest
from eo_site.model.problem import Place, Problem, in_reading_order
from eo_site.model.study import EditionStudy, EditionText, OrderNote, Study
from eo_site.plan.available import published

MOST = 200
"""Changed orders up to which it is worth while to ask what of each has changed."""


def site_seen(site: Opened) -> dict[str, Any]:
    """What the next build is to know of a site that was looked at as a whole."""
    return {
        "zone": site.setting.library.site.time_zone,
        "latest": site.setting.latest.isoformat(),
        "around": site.around,
        "asked": sorted(site.shelf.asked),
    }


def orders_seen(cache: Cache) -> dict[str, str]:
    """And of all that orders are studied from, as the cache has it."""
    return {"orders": digest(cache.study_keys())}


@dataclass
class OrderOnlyBuild:
    """One build of a site, if it turns out to be of this kind."""

    site: Opened
    options: Options
    cache: Cache
    worker_pool: WorkerPool
    progress: Progress
    stamp: str | None
    """How the inputs look; see `unchanged`."""
    _before: dict[str, Study] = field(default_factory=dict)
    """By order, what the last build knew of those that have changed."""
    _files: dict[Spot, tuple[File, Output]] = field(default_factory=dict)
    """What is to be made, beside what the last build left of it."""
    _explained: list[Explained] = field(default_factory=list)
    _jobs: list[OrderJob] = field(default_factory=list)

    @cached_property
    def _output_writer(self) -> OutputWriter:
        publication = Publication(self.options.output)
        return OutputWriter(publication, self.options.output_name, self.cache, self.progress)

    def report(self) -> Report | None:
        """Of the site with the change published; None where everything has to be looked at."""
        with uncollected():
            kept = last(self.options, self.cache)
            if not kept or not self._alone(kept):
                return None
            rows = list(self.cache.marks(self.options.output_name))
            # Of many files a second process looks at half, as long as there are no threads yet.
            many = len(rows) >= WORTH_A_FORK
            if (many and not self._stands(kept, rows)) or not self._contained():
                return None
            before = last_problems(self.options, self.cache)
            problems = self._problems(before)
            if failing(problems, strict=self.options.strict) or not self._planned(kept):
                return None
            if not many and not self._stands(kept, rows):
                return None
        report = self._published(report_of(self.options, kept, problems))
        with uncollected():
            if problems != before:
                remember_problems(self.options, self.cache, problems)
            seen = {**kept, "stamp": self.stamp, **orders_seen(self.cache)}
            remember(self.options, self.cache, report, seen)
        return replace(report, orders_alone=True)

    # Whether it is ------------------------------------------------------------------------

    def _alone(self, kept: Any) -> bool:
        """Whether files of orders are all that has changed, and no rule looks at one of them whole."""
        site, shelf = self.site, self.site.shelf
        return (
            not site.setting.search  # an index is made of all pages of an edition
            and len(shelf.stale) <= MOST
            and kept["around"] == site.around
            and kept["orders"] == digest(shelf.known)
            and {place.slug for place in site.places} == shelf.known.keys()
            and {place.slug for place in shelf.stale}.isdisjoint(kept["asked"])
        )

    def _contained(self) -> bool:
        """Whether no other page, and no rule between orders, can tell how they have changed."""
        shelf = self.site.shelf
        self._before = {
            place.slug: loads(Study, self.cache.study(place.slug)) for place in shelf.stale
        }
        return all(
            _same_to_others(self._before[slug], study) for slug, study in shelf.fresh.items()
        )

    def _problems(self, before: Sequence[Problem]) -> tuple[Problem, ...]:
        """All that is wrong now, where `before` was."""
        setting = self.site.setting
        then = {each.sort_key() for each in problems_of(self._before, setting)}
        moved = _moved(self._before, self.site.shelf.fresh)
        found = [
            replace(each, place=moved.get(each.sort_key(), each).place)
            for each in before
            if each.sort_key() not in then
        ]
        found.sort(key=Problem.sort_key)
        for each in in_reading_order(problems_of(self.site.shelf.fresh, setting)):
            insort(found, each, key=Problem.sort_key)
        return tuple(found)

    def _planned(self, kept: Any) -> bool:
        """Whether the cache knows what all files to be made are made from."""
        for slug, study in self.site.shelf.fresh.items():
            setting, note = self.site.setting, study.note
            if not note or not published(note, setting.today, drafts=setting.drafts):
                continue
            names = [name for name in setting.library.audiences.by_id if name in study.editions]
            changed = [
                name
                for name in names
                if study.editions[name].text != self._before[slug].editions[name].text
            ]
            jobs = list[EditionJob]()
            for name in changed:
                audience = setting.library.audiences.by_id[name]
                found = dict(wanted_outputs(audience, note, study.editions[name]))
                if not all(self._plan((name, path), slug, study.editions[name]) for path in found):
                    return False
                others = {dict(self._files[name, path][0].parts)[OTHERS] for path in found}
                near = self.cache.value("neighbours", others.pop())
                jobs.append(EditionJob(name, near, (*found,)))
            if changed:
                self._jobs.append(self._job(slug, study, names, jobs, kept["feeds"]))
        return True

    def _plan(self, spot: Spot, slug: str, study: EditionStudy) -> bool:
        before = self.cache.output(self.options.output_name, spot)
        parts = self.cache.parts(self.options.output_name, spot)
        if before is None or not parts:
            return False
        now = {**json.loads(parts), TEXT: study.text}
        file = File(tuple(now.items()), None, slug)
        self._files[spot] = file, before
        if self.options.explain:
            self._explained.append(Explained(shown(spot), reasons(before, file, parts)))
        return True

    def _job(
        self,
        slug: str,
        study: Study,
        names: Sequence[str],
        jobs: Sequence[EditionJob],
        feeds: Sequence[str],
    ) -> OrderJob:
        shelf = self.site.shelf
        return OrderJob(
            slug,
            self.cache.parsed(slug),
            shelf.inputs.named(shelf.officials.get(slug)),
            tuple(jobs),
            tuple(names),
            tuple(name for name in names if study.editions[name].proof),
            tuple(feeds),
        )

    def _stands(self, kept: Any, rows: Sequence[Row]) -> bool:
        """Whether every file of the last build is on the disk as it was left."""
        out = f"{self.options.output}/"
        # Each edition has a manifest besides.
        wanted = {edition: files + 1 for edition, _, files in kept["editions"]}
        if os.path.lexists(out + STAGING) or Counter(row[0] for row in rows) != wanted:
            return False
        # What was too new to be known by its times may be old enough by now.
        unsure = [row for row in rows if not row[2]] if as_left(out, rows) else rows
        return len(self._output_writer.standing(unsure)) == len(unsure)

    # Making what is different -------------------------------------------------------------

    def _published(self, report: Report) -> Report:
        output_writer = self._output_writer
        self.site.shelf.keep_inputs()
        try:
            self._make()
            output_writer.commit()
            for edition in output_writer.written:
                output_writer.publication.amend(edition, self._digests(edition))
                output_writer.keep_manifest(edition)
        except BaseException:
            output_writer.publication.abandon()
            self.cache.undo()
            raise
        return replace(
            report,
            editions=tuple(
                _counted(each, output_writer.written[each.name]) for each in report.editions
            ),
            studied=self.site.shelf.studied,
            rendered=output_writer.made,
            explained=tuple(self._explained),
        )

    def _make(self) -> None:
        worker_pool = self.worker_pool.printers(self.site.setting, len(self._jobs))
        left = {*self._files}
        for pages in worker_pool.run("render", self._jobs) if self._jobs else ():
            for edition, path, data in pages:
                file, _ = self._files[edition, path]
                self._output_writer.take((edition, path), file, data, len(self._files))
                left.discard((edition, path))
        if left:
            raise Unmade(left)

    def _digests(self, edition: str) -> dict[str, tuple[str, str]]:
        """By path, the digests before and now of an edition's files that have been made."""
        name, found = self.options.output_name, {}
        for spot, (_, before) in self._files.items():
            if spot[0] == edition and (now := self.cache.output(name, spot)):
                found[spot[1]] = before.digest, now.digest
        return found


def _counted(report: EditionReport, written: int) -> EditionReport:
    return replace(report, written=written, unchanged=report.unchanged - written)


def _same_to_others(before: Study, now: Study) -> bool:
    """Whether only an order's own pages can tell two studies of it from one another."""
    return (
        now.note is not None
        and before.note is not None
        and _unplaced(before.note) == _unplaced(now.note)
        and before.editions.keys() == now.editions.keys()
        and all(
            _shown(before.editions[name]) == _shown(each) for name, each in now.editions.items()
        )
    )


def _unplaced(note: OrderNote) -> OrderNote:
    """Without the lines in which its sentences stand."""
    claims = tuple(
        replace(each, problem=replace(each.problem, place=Place())) for each in note.claims
    )
    return replace(note, claims=claims)


def _moved(before: Mapping[str, Study], now: Mapping[str, Study]) -> dict[Any, Problem]:
    """By its key, each problem that rules between orders may have found, as it stands now."""
    pairs = ((before[slug].note, study.note) for slug, study in now.items())
    return {
        old.problem.sort_key(): new.problem
        for was, note in pairs
        if was and note
        for old, new in zip(was.claims, note.claims, strict=True)
    }


def _shown(study: EditionStudy) -> EditionStudy:
    """All that others may see, and nothing of the lines in which it stands."""
    links = dict.fromkeys(replace(each, place=Place()) for each in study.links)
    return replace(study, text="", links=tuple(links), written=EditionText())
