"""A table of rows under named columns, in whatever form a spreadsheet or a program saved it.

The delimiter and the columns are told by the first line; what is not told there is not guessed. A
row that does not fit its columns is left out: its values would stand under other names.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eo_site.importers.words import is_absent
from eo_site.model.problem import Place, Problem, Severity

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True)
class Form:
    """The columns of one kind of table."""

    what: str
    """What its rows are, for messages."""
    columns: Mapping[str, tuple[str, ...]]
    """Each column, with all the names that it goes by, in order of preference; in lower case, with
    low lines for all that is no letter or digit."""
    naming: tuple[str, ...]
    """A table with none of these columns is another kind of table."""
    doubtful: Mapping[str, tuple[str, ...]]
    """Names that many kinds of tables have, with the columns of which one must stand beside them."""


Rows = tuple[tuple[int, Mapping[str, str]], ...]
"""Each row with the line where it begins; a column that the row lacks is not in it."""


def read_table(path: str, text: str, form: Form) -> tuple[Rows, tuple[Problem, ...]]:
    """Every row of a table, or why it is none."""
    if "\n" not in text:  # as Excel saves for old Macintoshes
        text = text.replace("\r", "\n")
    first, text, skipped = _first_line(text)
    cut = {each: _cells(first, each) for each in DELIMITERS}
    delimiter = max(cut, key=lambda each: (len(_named(cut[each], form)), len(cut[each])))
    header = cut[delimiter]
    names = _named(header, form)
    if not set(names.values()) & set(form.naming):
        return (), (_no_table(path, Place(1 + skipped), header, form),)
    problems = list(_renamed(path, Place(1 + skipped), header, names))
    rows = list[tuple[int, Mapping[str, str]]]()
    stream, spaced = io.StringIO(text, newline=""), delimiter != "\t"
    found = csv.reader(stream, delimiter=delimiter, strict=True, skipinitialspace=spaced)
    try:
        next(found, None)
        line = found.line_num + 1
        for row in found:
            place = Place(line + skipped)
            line = found.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(header):
                problems.append(_too_long(path, place, len(row), len(header)))
                continue
            if len(row) < len(header):
                problems.append(_too_short(path, place, row, header))
            rows.append(
                (place.line, {name: row[at] for at, name in names.items() if at < len(row)})
            )
    except csv.Error as error:
        place = Place(max(found.line_num, 1) + skipped)
        message = f"not a readable table: {error}"
        hint = "quotation marks around a cell must be closed, and doubled within it"
        problems.append(Problem("EO801", path, place, message, hint))
    return tuple((line, _present(row)) for line, row in rows), tuple(problems)


def _present(row: Mapping[str, str]) -> Mapping[str, str]:
    """A row with its signs for missing values taken as empty."""
    return {name: "" if is_absent(cell) else cell for name, cell in row.items()}


def _first_line(text: str) -> tuple[str, str, int]:
    """The first line, the text from there on, and how many lines stand before it.

    Excel may write its delimiter before everything else: `sep=;`.
    """
    before = re.match(r"(?i)(?:\"?sep=.\"?)?\s*?\r?\n", text)
    skipped = 0
    while before:
        text, skipped = text[before.end() :], skipped + 1
        before = re.match(r"[ \t]*\r?\n", text)
    return text.partition("\n")[0].rstrip("\r"), text, skipped


def _cells(line: str, delimiter: str) -> list[str]:
    found = csv.reader([line], delimiter=delimiter, skipinitialspace=delimiter != "\t")
    try:
        return [cell.strip() for cell in next(found, [])]
    except csv.Error:
        return []


def plain_name(name: str) -> str:
    """`Document Number`, `documentNumber` and `document.number` as `document_number`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip())
    lead = "_" if words.startswith("_") else ""
    return lead + re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")


def _named(header: list[str], form: Form) -> dict[int, str]:
    """Which column stands where. A name that two could go by is the one's that it fits better."""
    plain = [plain_name(cell) for cell in header]
    for alias, beside in form.doubtful.items():
        if not any(each in plain for name in beside for each in form.columns[name]):
            plain = ["" if each == alias else each for each in plain]
    found: dict[int, str] = {}
    for name, aliases in form.columns.items():
        at = next((plain.index(alias) for alias in aliases if alias in plain), None)
        if at is not None and at not in found:
            found[at] = name
    return found


def _no_table(path: str, place: Place, header: list[str], form: Form) -> Problem:
    wanted = " or ".join(form.naming)
    message = f"neither JSON nor a table of {form.what}: its first line names no column {wanted}"
    near = [cell for cell in header if cell][:6]
    if len(header) < 2:
        kinds = ", ".join(DELIMITERS.values())
        hint = f"a table's first line names its columns, with {kinds} between them"
    else:
        hint = f"its columns are {', '.join(near)}{' …' if len(header) > len(near) else ''}"
    return Problem("EO801", path, place, message, hint)


def _renamed(
    path: str, place: Place, header: list[str], names: Mapping[int, str]
) -> Iterator[Problem]:
    """What the columns were taken for, where their names do not say it, and names that stand twice."""
    other = {header[at]: name for at, name in names.items() if plain_name(header[at]) != name}
    if other:
        said = ", ".join(f"`{cell}` as {name}" for cell, name in other.items())
        yield Problem("EO810", path, place, f"columns read as others: {said}", "", Severity.WARNING)
    plain = [plain_name(cell) for cell in header]
    for at in names:
        if plain.count(plain[at]) > 1:
            message = f"the column `{header[at]}` stands more than once; the first is read"
            yield Problem("EO810", path, place, message, "keep only one", Severity.WARNING)


def _too_long(path: str, place: Place, cells: int, columns: int) -> Problem:
    message = f"a row of {cells} cells under {columns} columns; left out"
    hint = "put quotation marks around a cell that holds the delimiter"
    return Problem("EO811", path, place, message, hint, Severity.WARNING)


def _too_short(path: str, place: Place, row: list[str], header: list[str]) -> Problem:
    missing = ", ".join(cell for cell in header[len(row) :] if cell)
    message = (
        f"a row of {len(row)} cells under {len(header)} columns; nothing is known of {missing}"
    )
    return Problem("EO811", path, place, message, "look whether it was cut off", Severity.WARNING)
