"""What `eo-site new` does with an official text: finds it, and completes the draft that the record gave."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eo_site.importers.folder import Folder
    from eo_site.importers.record import Record
    from eo_site.importers.update import Update
    from eo_site.model.official import OfficialText
    from eo_site.model.problem import Problem

Show = Callable[[tuple["Problem", ...], str], None]


def find_text(
    folder: "Folder", texts: Path | None, number: str, document_number: str, show: Show
) -> "OfficialText | None":
    """The text in the folder that was named, or among the site's own; None where there is none."""
    from eo_site.importers.plan import OrderFile
    from eo_site.importers.texts import names_of, unwrapped

    order = OrderFile("", f"eo-{number.lower()}", b"", number, document_number, None)
    for place in [texts] if texts else [folder.root / "content/texts"]:
        for name in names_of(order):
            file = place / name
            if file.is_file():
                try:
                    data = unwrapped(file.read_bytes())
                except OSError as error:
                    raise click.ClickException(f"cannot read {file}: {error.strerror}") from None
                return _read(
                    file.as_posix(), ".md" if file.suffix == ".md" else ".txt", data, number, show
                )
    if texts:
        raise click.ClickException(
            f"{texts} has no text of EO {number}; it is called eo-{number.lower()}.txt"
        )
    return None


def fetched_text(number: str, document_number: str, show: Show) -> "OfficialText | None":
    """The text from the Federal Register."""
    from eo_site.importers.fetch import API, CannotFetchError, fetch_text
    from eo_site.importers.texts import unwrapped

    try:
        url, data = fetch_text(document_number, API)
    except CannotFetchError as error:
        hint = "where there is no network, name a folder of texts with --texts DIR"
        raise click.ClickException(f"{error}; {hint}") from None
    return _read(url, ".txt", unwrapped(data), number, show)


def _read(name: str, suffix: str, data: bytes, number: str, show: Show) -> "OfficialText":
    from eo_site.read.official_text import read_official_text

    found, problems = read_official_text(f"content/texts/eo-{number.lower()}{suffix}", data)
    show(tuple(replace(each, path=name) for each in problems), "text")
    if found is None:
        raise click.ClickException(f"{name} does not read as the text of an executive order")
    if found.number.upper() != number:
        raise click.ClickException(f"{name} is the text of EO {found.number}, not of EO {number}")
    return found


def record_of(text: "OfficialText") -> "Record":
    """What a printed order says of itself, as a record, for those who have no other."""
    from eo_site.importers.record import Record
    from eo_site.model.problem import Place
    from eo_site.texts.header import header_facts

    facts = header_facts(text)
    first, last = (facts.first_page, facts.last_page) if facts.citation else (None, None)
    return Record(
        "", Place(), facts.number, facts.document_number, facts.title, "", "", facts.citation, first,
        last, facts.signed, facts.published, None, "", "", "", None,
    )  # fmt: skip


def completed(folder: "Folder", update: "Update", text: "OfficialText") -> tuple["Update", str]:
    """The new file with what the text gives, and what there is to say of it in a line."""
    from eo_site.formatting import formatted
    from eo_site.importers.draft.record import drafted
    from eo_site.importers.draft.writing import body, places, record_lines
    from eo_site.importers.edit import edited
    from eo_site.importers.merge import Edit
    from eo_site.model.vocabulary import Vocabulary
    from eo_site.read.config import read_config
    from eo_site.read.document import read_order

    if update.data is None:
        return update, ""
    path = "content/vocabularies/agencies.yaml"
    vocabulary, _, _ = read_config(Vocabulary, path, folder.read(path) or b"terms: []\n")
    front = update.data.decode("utf-8").partition("\n---\n")[0] + "\n---\n"
    signed = re.search(r"\bsigned: (\d{4}-\d\d-\d\d)", front)
    day = date.fromisoformat(signed[1]) if signed else text.signed
    draft = drafted(text, vocabulary or Vocabulary(), day)
    edits = [Edit("set", ("dates", "filed"), text.filed)] if text.filed and signed else []
    if draft.effective and "effective:" not in front:
        edits.append(Edit("set", ("dates", "effective"), draft.effective))
    front = edited(front, edits)
    known = set(re.findall(r"^([a-z_]+):", front, re.M))
    added = record_lines(draft, known) + places(_questions(folder))
    front = re.sub(r"^draft: true\n", lambda match: added + match.group(), front, flags=re.M)
    drawn = front + body(text, day)
    whole = (formatted(update.path, drawn) or drawn).encode()
    _, problems = read_order(Path(update.path).stem, update.path, whole)
    counts = {
        "duties": draft.duties,
        "roles of agencies": draft.agencies,
        "clauses": [c for c in draft.clauses if "text" in c],
    }
    said = ", ".join(f"{len(every)} {name}" for name, every in counts.items())
    left = len(draft.unmet)
    times = f"; {left} time{' is' if left == 1 else 's are'} in no duty" if left else ""
    banned = len(draft.prohibitions)
    if banned:
        times += f"; {banned} prohibition{' names' if banned == 1 else 's name'} nobody"
    return replace(
        update, data=whole, problems=(*update.problems, *problems)
    ), f"from the text: {said}{times}"


def _questions(folder: "Folder") -> list[tuple[str, str]]:
    """Each audience with the question that its edition answers."""
    from eo_site.model.audience import AudienceFile
    from eo_site.read.config import read_config

    found, _, _ = read_config(AudienceFile, "audiences.yaml", folder.read("audiences.yaml") or b"")
    return [(each.id, each.question) for each in found.audiences] if found else []
