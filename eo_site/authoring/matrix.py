"""Orders by editions: what each edition has of each order. Values in, values out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from eo_site.model.audience import Audience
from eo_site.model.problem import Problem, Severity
from eo_site.model.study import EditionStudy, OrderNote, Study
from eo_site.plan.available import still_to_come

CellState = Literal["own", "inherited", "shared", "missing", "left-out", "withdrawn", "unread"]
"""For whom the summary was written that an edition shows: for it alone, for the audience that it
inherits from, or for everybody. Or why there is none: not written, no page for this edition, the
analysis taken back, an error that keeps the order from being read."""
SignOff = Literal["signed", "lapsed", "unreviewed"]
RowState = Literal["published", "draft", "embargoed", "expired"]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One order in one edition."""

    state: CellState
    source: str = ""
    """The audience that the summary is inherited from."""
    grade: float | None = None
    words: int = 0
    errors: int = 0
    """Of this edition alone; those of the order's file are its row's."""
    warnings: int = 0
    sign_off: SignOff = "unreviewed"
    reviewers: tuple[str, ...] = ()
    """Who signed, or whose sign-off lapsed."""
    own: int = 0
    """Passages written for this edition, or for a group that it is in."""
    inherited: int = 0
    shared: int = 0
    left_out: int = 0

    @property
    def has_page(self) -> bool:
        """Whether the edition has a page on which something of ours could stand."""
        return self.state not in {"left-out", "withdrawn"}


LEFT_OUT = MatrixCell("left-out")
UNREAD = MatrixCell("unread")


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One order in every edition."""

    slug: str
    label: str
    title: str
    signed: date | None
    path: str
    state: RowState
    analysed: bool
    """Whether something of ours says what the order does."""
    errors: int
    """Of its files, those about single editions too."""
    warnings: int
    cells: tuple[MatrixCell, ...]
    """In the order of the matrix's editions."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every order in every edition."""

    editions: tuple[tuple[str, str], ...]
    """(id, name) of each."""
    rows: tuple[MatrixRow, ...]


def matrix(
    audiences: Iterable[Audience],
    studies: Mapping[str, Study],
    paths: Mapping[str, Sequence[str]],
    problems: Iterable[Problem],
    today: date,
) -> Matrix:
    """The orders that `studies` has, in its order. `paths` are the files of each, its own first."""
    editions = tuple((each.id, each.name) for each in audiences)
    by_path: dict[str, list[Problem]] = {}
    for each in problems:
        by_path.setdefault(each.path, []).append(each)
    return Matrix(
        editions,
        tuple(
            _row(
                slug,
                study,
                paths[slug][0],
                [each for path in paths[slug] for each in by_path.get(path, ())],
                [name for name, _ in editions],
                today,
            )
            for slug, study in studies.items()
        ),
    )


def _row(
    slug: str,
    study: Study,
    path: str,
    problems: Sequence[Problem],
    editions: Sequence[str],
    today: date,
) -> MatrixRow:
    note = study.note
    counted = Counter(each.severity for each in problems)
    about = Counter((name, each.severity) for each in problems for name in each.audiences)
    found = study.editions
    absent = LEFT_OUT if found else UNREAD
    return MatrixRow(
        slug,
        note.public.label if note else slug,
        note.public.title if note else "",
        note.public.signed if note else None,
        path,
        row_state(note, today) if note else "published",
        any(each.analysed for each in found.values()),
        counted[Severity.ERROR],
        counted[Severity.WARNING],
        tuple(
            _cell(found[name], name, note, about) if name in found else absent for name in editions
        ),
    )


def _cell(
    study: EditionStudy,
    name: str,
    note: OrderNote | None,
    about: Mapping[tuple[str, Severity], int],
) -> MatrixCell:
    text = study.written
    summary = text.summary
    state: CellState = summary.kind if summary else "missing"
    if note and note.withdrawn:
        state = "withdrawn"
    return MatrixCell(
        state,
        summary.source if summary else "",
        text.grade,
        text.words,
        about.get((name, Severity.ERROR), 0),
        about.get((name, Severity.WARNING), 0),
        "signed" if text.signed else "lapsed" if text.lapsed else "unreviewed",
        text.signed or text.lapsed,
        text.own,
        text.inherited,
        text.shared,
        text.left_out,
    )


def row_state(note: OrderNote, today: date) -> RowState:
    """Whether an order is out, and if not, why."""
    if note.draft:
        return "draft"
    if still_to_come(note, today):
        return "embargoed"
    return "expired" if note.expires_on and note.expires_on <= today else "published"
