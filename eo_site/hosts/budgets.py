"""How much of what each host takes a build needs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eo_site.hosts.description import Description
from eo_site.hosts.promises import PROMISES, Size, exceeded
from eo_site.model.host import HostName


@dataclass(frozen=True)
class Budget:
    """One host's."""

    host: HostName
    cells: tuple[str, ...]
    """Files, all bytes, the largest file, the fullest directory, redirects: what there is, and what the host takes."""
    fits: bool


HEADS = ("host", "files", "MB", "largest file, MB", "fullest directory", "redirects", "fits")


def budgets(site: Description, size: Size) -> Iterator[Budget]:
    """Of every host, in the order in which they are documented."""
    for name, promises in PROMISES.items():
        cells = (
            _cell(size.files, promises.files),
            _cell(size.bytes / 1e6, promises.bytes / 1e6),
            _cell(size.largest[0] / 1e6, promises.file_bytes / 1e6),
            _cell(size.fullest[0], promises.directory),
            _cell(len(site.redirects), promises.rules),
        )
        yield Budget(name, cells, not exceeded(site, name, size, None))


def _cell(found: float, most: float) -> str:
    form = ",d" if isinstance(found, int) else ",.1f"
    return format(found, form) + (f" of {most:,.0f}" if most else "")


def lines(found: Iterable[Budget]) -> Iterator[str]:
    """A table for a terminal, which is one of Markdown, too."""
    rows: list[Sequence[str]] = [HEADS]
    rows += [(each.host, *each.cells, "yes" if each.fits else "no") for each in found]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    rows.insert(1, ["-" * width for width in widths])
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"| {' | '.join(padded)} |"
