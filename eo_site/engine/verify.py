"""Whether a site that many builds have led to is what one build from nothing writes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from eo_site.engine.build import build_apart
from eo_site.engine.options import Options, Progress, silent
from eo_site.engine.publish import MANIFEST, owned


@dataclass(frozen=True)
class Verified:
    """What a comparison found; paths are from the output folder."""

    files: int = 0
    """Files of the site that was made from nothing, search indexes apart."""
    different: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Not in the output folder, though they should be."""
    left: tuple[str, ...] = ()
    """In the output folder, from an earlier build, though they should not be."""

    @property
    def same(self) -> bool:
        """Whether every file is as it should be."""
        return not (self.different or self.missing or self.left)


def verify(options: Options, today: date | None, progress: Progress = silent) -> Verified:
    """Compare a site that stands with one that is made from nothing for the same day.

    The other one is made in a folder that is deleted again. Search indexes are not compared: they are
    made of the pages, which are.
    """
    with TemporaryDirectory(prefix="eo-site-verify-") as folder:
        clean = Path(folder) / "build"
        apart = replace(options, now=today, strict=False)
        report = build_apart(apart, clean, progress)
        return compared(options.output, clean, [each.name for each in report.editions])


def compared(stands: Path, clean: Path, editions: list[str]) -> Verified:
    """Two output folders with some editions, file by file."""
    former = sorted(
        {each.parent.name for each in stands.glob(f"*/{MANIFEST}")}.difference(editions)
    )
    wanted, found = _owned(clean, editions), _owned(stands, [*editions, *former])
    missing = [each for each in wanted if not (stands / each).is_file()]
    different = [
        each
        for each in sorted({*wanted}.difference(missing))
        if (stands / each).read_bytes() != (clean / each).read_bytes()
    ]
    left = [each for each in found if each not in wanted and (stands / each).is_file()]
    return Verified(len(wanted), tuple(different), tuple(missing), tuple(left))


def _owned(out: Path, editions: list[str]) -> dict[str, None]:
    """The files that the manifests of some editions name."""

    def files(edition: str) -> Iterator[str]:
        for path in sorted(owned(out / edition).files):
            yield f"{edition}/{path}" if edition else path

    return dict.fromkeys(chain.from_iterable(map(files, editions)))
