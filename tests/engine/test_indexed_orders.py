"""Of what an edition's lists go by, a build works out again only what can be another by now.

That the result is a clean build's is what `sound` looks at.
"""

import gc
import sqlite3
import weakref
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from eo_site.engine.cache import FOLDER
from eo_site.engine.edition_index import EditionIndex
from eo_site.engine.edition_outputs import EditionOutputs
from eo_site.plan import pager
from tests.sites import built, edit, edit_audiences, order, small_site, sound, write

ABOUT = {
    "14001": "interests: [lamps]\n",
    "14002": "relations: [{type: amends, target: eo-14001, source: order}]\n",
    "14003": "interests: [lamps]\n",
    "14004": "interests: [ships]\n",
    "14005": 'duties: [{id: d1, section: "1", what: Count., who: [navy], type: time-boxed, due: 2026-12-10}]\n',
}  # fmt: skip
BODY = "\n## Purpose {#purpose}\n\nA text.\n"
FILES = {
    "content/vocabularies/interests.yaml": "terms:\n  - {id: lamps, label: Lamps}\n"
    "  - {id: ships, label: Ships}\n",
    "content/vocabularies/agencies.yaml": "terms: [{id: navy, label: Navy}]\n",
    **{
        f"content/orders/eo-{n}.md": order(record, BODY, number=int(n))
        for n, record in ABOUT.items()
    },
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Five orders: the second amends the first, and the third is about the same; built."""
    site = small_site(tmp_path / "site", FILES)
    edit_audiences(
        site, lambda found: [each["modules"].append("related") for each in found["audiences"]]
    )
    built(site)
    return site


@contextmanager
def worked_out() -> Iterator[set[str]]:
    """The orders that are worked out again within, in any edition."""
    found, index = set[str](), EditionIndex._index

    def noted(self: EditionIndex, slug: str, *rest: object) -> object:
        found.add(slug.removeprefix("eo-"))
        return index(self, slug, *rest)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EditionIndex, "_index", noted)
        yield found


def changed(site: Path, old: str, new: str, *, number: str = "14001") -> set[str]:
    """The orders that are worked out again after a change of one's file, and the others of `sound`'s."""
    edit(site, f"content/orders/eo-{number}.md", old, new)
    with worked_out() as found:
        built(site)
    sound(site)
    return found


def test_what_was_read_of_an_edition_is_gone_when_it_is_let_go(tmp_path: Path) -> None:
    """At once, without anybody looking for garbage: a large site's would be gigabytes."""
    held, forget = list[tuple[int, int]](), EditionIndex.forget

    def watched(self: EditionIndex) -> None:
        facts, fragments = [weakref.ref(each) for each in self._facts.values()], self.fragments
        forget(self)
        # What a template was given may lead to the fragments until garbage is looked for.
        left = [*fragments._values, *fragments._read]
        held.append((len(facts), sum(each() is not None for each in facts) + len(left)))

    gc.disable()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(EditionIndex, "forget", watched)
            built(small_site(tmp_path, FILES))
    finally:
        gc.enable()
    assert max(held) == (5, 0) and not any(left for _, left in held)


def test_a_title_reaches_those_that_name_the_order(library: Path) -> None:
    """By a relation from either end, or since they are near it."""
    assert changed(library, "Counting Lighthouses", "Counting Lamps") == {"14001", "14002", "14003"}


def test_a_title_reaches_those_that_name_an_order_their_edition_lacks(tmp_path: Path) -> None:
    """What anybody may know of it stands there too."""
    named = {
        **FILES,
        "content/orders/eo-14001.md": order("audiences: [lawyers]\n", BODY, number=14001),
    }
    site = small_site(tmp_path / "site", named)
    edit_audiences(
        site, lambda found: [each["modules"].append("relations") for each in found["audiences"]]
    )
    built(site)
    assert not (site / "build/plain/orders/eo-14001").exists()
    edit(site, "content/orders/eo-14001.md", "Counting Lighthouses", "Counting Lamps")
    sound(site)
    page = (site / "build/plain/orders/eo-14002/index.html").read_text("utf-8")
    assert "Counting Lamps" in page


def test_an_interest_reaches_those_that_the_order_is_near_to(library: Path) -> None:
    """Before the change, and after it."""
    assert changed(library, "[lamps]", "[ships]") >= {"14001", "14003", "14004"}


def test_a_relation_reaches_both_its_ends(library: Path) -> None:
    """The one that it left, and the one that it leads to now."""
    reached = changed(library, "target: eo-14001", "target: eo-14004", number="14002")
    assert reached >= {"14001", "14002", "14004"} and "14005" not in reached


def test_a_day_reaches_the_orders_of_which_something_turns(library: Path) -> None:
    """And no other."""
    with worked_out() as found:
        built(library, now=date(2026, 12, 11))
    assert found == {"14005"}
    with worked_out() as found:
        built(library, now=date(2026, 12, 12))
    assert not found
    sound(library, now=date(2026, 12, 11))


def test_a_new_order_reaches_those_near_to_it(library: Path) -> None:
    """What is near nothing of it stays as it was, and is not even asked what it is tied to."""
    write(library, {"content/orders/eo-14006.md": order("interests: [ships]\n", number=14006)})
    asked, ties = set[str](), EditionIndex.ties

    def noted(self: EditionIndex, slug: str, named: Sequence[str]) -> object:
        asked.add(slug.removeprefix("eo-"))
        return ties(self, slug, named)

    with worked_out() as found, pytest.MonkeyPatch.context() as patch:
        patch.setattr(EditionIndex, "ties", noted)
        built(library)
    assert found == asked == {"14004", "14006"}
    sound(library)


def test_an_instrument_may_be_named_by_any_order(library: Path) -> None:
    """What the site's own files say of it reaches all."""
    named = "instruments: [{id: memo-1, label: A memorandum, title: A Memo, kind: memorandum}]\n"
    write(library, {"content/instruments.yaml": named})
    with worked_out() as found:
        built(library)
    assert found == set(ABOUT)


@pytest.mark.parametrize("harm", ["lines = x''", "lines = x'00000000'", "lines = NULL"])
def test_what_somebody_did_to_the_cache_costs_a_clean_build(library: Path, harm: str) -> None:
    """What was kept is not believed where its checksum is another."""
    with closing(sqlite3.connect(library / FOLDER / "cache.sqlite")) as db:
        db.execute(f"UPDATE shelves SET {harm}")
        db.commit()
    edit(library, "content/orders/eo-14001.md", "Counting Lighthouses", "Counting Lamps")
    sound(library)


def test_what_is_gone_from_the_cache_when_a_template_asks_is_made_anew(library: Path) -> None:
    """A card reads its order when it is printed; that it cannot is no mistake of the theme."""
    with closing(sqlite3.connect(library / FOLDER / "cache.sqlite")) as db:
        db.execute("DELETE FROM slims")
        db.execute("DELETE FROM fragments")
        db.commit()
    edit(library, "content/orders/eo-14004.md", "Counting Lighthouses", "Counting Lamps")
    sound(library)


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("pin: {preamble: comienzo}\n", "preámbulo", "comienzo"),
        (
            "instrument_label: {numbered: {proclamation: Proclama %(number)s}}\n",
            "Proclamación 9900",
            "Proclama 9900",
        ),
    ],
)
def test_words_that_name_what_an_order_is_tied_to_reach_its_page(
    tmp_path: Path, words: str, before: str, after: str
) -> None:
    """What a section or an instrument is called stands in the theme's words, edition by edition."""
    tied = "relations: [{type: amends, target: memo-1, source: order, note: 'Por [@order, preamble].'}]\n"
    instrument = "{id: memo-1, title: A Memo, kind: proclamation, number: '9900'}"
    spanish = (
        "---\ntitle: Faros\nrelations: [{target: memo-1, note: 'Por [@order, preamble].'}]\n---\n"
    )
    files = {
        "content/orders/eo-14001.md": order(tied),
        "content/orders/eo-14001.es.md": f"{spanish}\n## Fin {{#purpose}}\n\nContar.\n",
        "content/instruments.yaml": f"instruments: [{instrument}]\n",
    }
    site = small_site(tmp_path / "site", files)
    edit_audiences(
        site,
        lambda found: found["audiences"][0].update(language="es", modules=["relations", "sources"]),
    )
    built(site)
    there = site / "build/plain/orders/eo-14001/index.html"
    assert before in there.read_text("utf-8")
    write(site, {"themes/default/strings.es.yaml": words})
    sound(site)
    assert after in there.read_text("utf-8")


def _unread(*_: object) -> None:
    raise AssertionError("an order is read, or a file is made here")


def test_facets_and_titles_are_made_without_reading_an_order(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept of orders is all that they show."""
    files = [library / f"build/plain/data/{name}.json" for name in ("facets", "titles")]
    before = [file.read_bytes() for file in files]
    for file in files:
        file.unlink()
    monkeypatch.setattr(EditionIndex, "read_order", _unread)
    built(library)
    assert [file.read_bytes() for file in files] == before


def test_files_that_show_many_orders_are_made_by_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are any: a process that is begun anew knows nothing of what is forbidden in this one."""
    monkeypatch.setattr(EditionOutputs, "make", _unread)
    built(small_site(tmp_path / "site", FILES), jobs=2, start="spawn", pool_from=2)


# Fragments ---------------------------------------------------------------------------------------


@contextmanager
def read_within() -> Iterator[set[str]]:
    """The orders that are read within, in any edition."""
    found, read = set[str](), EditionIndex.read_order

    def noted(self: EditionIndex, slug: str) -> object:
        found.add(slug.removeprefix("eo-"))
        return read(self, slug)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EditionIndex, "read_order", noted)
        yield found


def test_lists_and_files_read_only_the_orders_that_have_changed(library: Path) -> None:
    """Cards, feeds, calendars, deadlines and the briefing take from the cache what they need of the others."""
    edit(library, "content/orders/eo-14004.md", "Counting Lighthouses", "Counting Lamps")
    with read_within() as found:
        built(library)
    assert "14004" in found and "14005" not in found
    assert "Counting Lamps" in (library / "build/plain/interests/ships/index.html").read_text(
        "utf-8"
    )
    sound(library)


def test_relations_read_only_the_orders_that_have_changed(tmp_path: Path) -> None:
    """A changed title stands in `relations.json`; of two others that are tied, nothing is read for it."""
    amends = "relations: [{type: amends, target: eo-14004, source: order}]\n"
    added = {"content/orders/eo-14006.md": order(amends, BODY, number=14006)}
    site = small_site(tmp_path / "site", {**FILES, **added})
    edit_audiences(
        site, lambda found: [each.update(exports=["relations"]) for each in found["audiences"]]
    )
    built(site)
    edit(site, "content/orders/eo-14006.md", "Counting Lighthouses", "Counting Lamps")
    with read_within() as found:
        built(site)
    assert "14006" in found and found.isdisjoint({"14001", "14002"})
    assert "Counting Lamps" in (site / "build/plain/relations.json").read_text("utf-8")
    sound(site)


def test_a_card_follows_its_template_and_its_words(library: Path) -> None:
    """What is kept of an order is made anew where the theme makes something else of it."""
    card = '<li class="card">{{ card.title }}, {{ t.home.withdrawn }}</li>\n'
    write(library, {"themes/default/templates/card.html": card})
    sound(library)
    write(library, {"themes/default/strings.yaml": "home: {withdrawn: taken back}\n"})
    sound(library)
    assert "taken back</li>" in (library / "build/plain/index.html").read_text("utf-8")


def test_a_template_of_ones_own_reads_the_fields_of_cards_and_duties(library: Path) -> None:
    """Also of orders whose markup is kept, after another of the list has changed."""
    shown = (
        "{% for card in list.cards %}{{ card.slug }}: {{ card.title }} {{ card.url }}\n{% endfor %}"
    )
    dues = "{% for group in list.groups %}{% for each in group.duties %}{{ each.order_title }}, {{ each.duty.id }}"
    write(
        library,
        {
            "themes/default/templates/list.html": shown,
            "themes/default/templates/deadlines.html": f"{dues}\n{{% endfor %}}{{% endfor %}}",
        },
    )
    built(library)
    edit(library, "content/orders/eo-14003.md", "Counting Lighthouses", "Counting Lamps")
    sound(library)
    found = (library / "build/plain/interests/lamps/index.html").read_text("utf-8")
    assert found.splitlines() == [
        "eo-14003: Counting Lamps ../../orders/eo-14003/",
        "eo-14001: Counting Lighthouses ../../orders/eo-14001/",
    ]
    due = (library / "build/plain/deadlines/index.html").read_text("utf-8")
    assert due == "Counting Lighthouses, d1\n"


@pytest.mark.parametrize("path", ["interests/lamps/1/", "corrections/1/"])
def test_a_page_of_a_long_list_names_pages_that_have_been_added(tmp_path: Path, path: str) -> None:
    """The oldest page shows the same orders ever since, and all pages by their numbers."""
    record = "interests: [lamps]\nchanges: [{on: 2026-11-02, kind: published, text: Out.}]\n"

    def orders(*numbers: int) -> dict[str, str | bytes]:
        return {f"content/orders/eo-{n}.md": order(record, BODY, number=n) for n in numbers}

    vocabularies = {name: text for name, text in FILES.items() if "vocabularies" in name}
    site = small_site(tmp_path / "site", {**vocabularies, **orders(*range(15001, 15005))})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pager.pages, "__defaults__", (2,))
        patch.setattr(pager.numbered, "__defaults__", (2,))
        page = built(site) / "plain" / path / "index.html"
        before = page.read_text("utf-8")
        write(site, orders(15005, 15006))
        sound(site)
    last = f'{path[:-2]}3/"'
    assert last not in before and last in page.read_text("utf-8")
