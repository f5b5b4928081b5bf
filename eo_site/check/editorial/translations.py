"""What an edition in another language has no words for."""

from collections.abc import Iterator

from eo_site.check.world import OrderWorld, SiteWorld, in_text
from eo_site.model.language import is_same, translated
from eo_site.model.order import Order
from eo_site.model.problem import Place, Problem, Severity
from eo_site.model.prose import Words

_SITE = "site.yaml"
_LISTED = frozenset({"duties", "events"})
"""What lists and dates are made from, whichever modules an edition has."""
_INTERESTS = "content/vocabularies/interests.yaml"
_TEXTS = ("title", "tagline", "notice")


def untranslated(world: OrderWorld) -> Iterator[Problem]:
    """EO711: parts of the order's record that a translation has no words for, and so leaves out."""
    document = world.document
    printed = {
        module
        for name in world.editions
        for module in (*world.audiences.by_id[name].lead, *world.audiences.by_id[name].modules)
    }
    left = [
        f"{name} {', '.join(items)}".rstrip()
        for name, items in document.untranslated
        if name in _LISTED or name.replace("_", "-") in printed
    ]
    if left:
        message = f"no words for {'; '.join(left)}"
        hint = "readers of this language are not told of them: add them, each with a fact that tells it"
        yield in_text(document, Place(), "EO711", message, hint, Severity.WARNING)


def unnamed_terms(world: OrderWorld) -> Iterator[Problem]:
    """EO712: terms that an edition prints and that have no name in its language."""
    language = world.document.language
    missing: dict[str, dict[str, None]] = {}
    for case in world.editions.values():
        for vocabulary, ident in _named(case.order.record):
            term = getattr(world.vocabularies, vocabulary).by_id.get(ident)
            if term and translated(term.translations, language) is None:
                missing.setdefault(vocabulary, {})[ident] = None
    for vocabulary, names in missing.items():
        message = f"no name in `{language}` for {vocabulary}: {', '.join(names)}"
        hint = f"{_label(language)} in content/vocabularies/{vocabulary}.yaml"
        yield in_text(world.document, Place(), "EO712", message, hint, Severity.WARNING)


def _label(language: str) -> str:
    return f"add `translations: {{{language}: {{label: …}}}}`"


def _named(record: Order[Words]) -> Iterator[tuple[str, str]]:
    """(vocabulary, term) of all that an order's page and its lists name."""
    if record.president:
        yield "presidents", record.president
    yield from (("agencies", each.id) for each in record.agencies)
    for duty in record.duties:
        yield from (("agencies", each) for each in (*duty.who, *duty.with_, *duty.consults))
    yield from (("parties", each.party) for each in record.affected)
    yield from (("courts", event.court) for case in record.cases for event in case.events)


def untranslated_site(world: SiteWorld) -> Iterator[Problem]:
    """EO712: what the site says of itself, and the interests that readers choose from, in every language
    that an edition is in."""
    site, interests = world.library.site, world.library.vocabularies.interests.by_id
    for language in world.library.languages:
        if is_same(language, site.language):
            continue
        unnamed = [
            name
            for name, each in interests.items()
            if translated(each.translations, language) is None
        ]
        if unnamed:
            message = f"no name in `{language}` for interests: {', '.join(unnamed)}"
            yield Problem("EO712", _INTERESTS, Place(), message, _label(language), Severity.WARNING)
        texts = translated(site.translations, language)
        given = [name for name in _TEXTS if getattr(site, name)]
        missing = [name for name in given if not (texts and getattr(texts, name))]
        if missing:
            message = f"no {', '.join(missing)} in `{language}`, which an edition is in"
            hint = f"add `translations: {{{language}: {{{missing[0]}: …}}}}`"
            marks = world.library.marks.get(_SITE)
            place = marks.place(("translations",)) if marks else Place()
            yield Problem("EO712", _SITE, place, message, hint, Severity.WARNING)
