"""The president a record names, as a term of the site's vocabulary.

The Federal Register's identifiers are the ids that new terms get. A term counts as the same
president if its id, its label or one of its aliases is what the record says.
"""

import re
import unicodedata
from collections.abc import Iterable

from eo_site.importers.record import Record
from eo_site.model.vocabulary import Term, Vocabulary


def president_of(record: Record, terms: Iterable[Term]) -> str:
    """The id of the record's president; '' if the record names none."""
    identifier, name = record.president, record.president_name
    for term in terms if identifier or name else ():
        names = {_plain(each) for each in (term.label, *term.aliases, *([term.short or ""]))}
        if term.id == identifier or (name and _plain(name) in names):
            return term.id
    return identifier or _plain(name).replace(" ", "-")


def missing_terms(records: Iterable[Record], vocabulary: Vocabulary) -> tuple[Term, ...]:
    """Presidents that records name and the vocabulary lacks, each once."""
    found: dict[str, Term] = {}
    for record in records:
        ident = president_of(record, (*vocabulary.by_id.values(), *found.values()))
        if ident and ident not in vocabulary.by_id and ident not in found:
            found[ident] = Term(id=ident, label=record.president_name or ident)
    return tuple(found.values())


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def with_terms(data: bytes, terms: Iterable[Term]) -> bytes:
    """The vocabulary's file with more terms at its end; all that stands in it stays as it is."""
    from eo_site.importers.edit import edited_yaml
    from eo_site.importers.merge import Edit

    text = data.decode("utf-8") or "# Presidents who signed the library's orders.\nterms: []\n"
    added = [Edit("add", ("terms",), {"id": each.id, "label": each.label}) for each in terms]
    return edited_yaml(text, added).encode()
