"""Files that hold all orders of an edition are not made anew where few orders have changed.

Calendars, tables, citations and the filter's data: what the last build left is changed where it says
something of these orders. That the result is a clean build's is what `sound` looks at.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from eo_site.engine.cache import FOLDER
from eo_site.engine.edition_outputs import EditionOutputs
from tests.sites import edit, order, outcome, save, small_site, sound, write

EVERYTHING = "json, orders, csv, relations, library, data"
AUDIENCES = f"""\
audiences:
  - {{id: plain, name: Plain readers, question: Q?, lead: [summary], modules: [duties], exports: [{EVERYTHING}]}}
  - {{id: lawyers, name: Lawyers, question: Q?, lead: [summary], modules: [cite-as], exports: [csv, library]}}
"""
AMENDED = {
    "deadlines.ics", "orders.csv", "library.bib", "library.ris", "library.csl.json",
    "agencies/guard/deadlines.ics", "data/facets.json", "data/titles.json", "data/briefing.json",
}  # fmt: skip


def lights(number: int, title: str, *, due: str = "2026-12-01", signed: str = "2021-01-20") -> str:
    """An order of a title, with a day for a duty and an interest."""
    return order(
        f"dates: {{signed: {signed}}}\ninterests: [lamps]\n"
        f'duties: [{{id: d1, section: "1", who: [guard], what: Count., type: time-boxed, due: {due}}}]\n',
        number=number,
    ).replace("Counting Lighthouses", title)


def path_of(number: int) -> str:
    """An order's file."""
    return f"content/orders/eo-{number}.md"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Four orders with titles of their own; built."""
    titles = "Counting Lighthouses", "Painting Lighthouses", "Lighting Lamps", "Ringing Bells"
    orders = {path_of(n): lights(n, title) for n, title in enumerate(titles, 14001)}
    site = small_site(
        tmp_path / "site",
        {
            "audiences.yaml": AUDIENCES,
            "content/vocabularies/interests.yaml": "terms:\n"
            "  - {id: lamps, label: Lamps}\n  - {id: boats, label: Boats}\n",
            "content/vocabularies/agencies.yaml": "terms: [{id: guard, label: Guard}]\n",
            **orders,
        },
    )
    assert outcome(site).published
    return site


@contextmanager
def made() -> Iterator[set[str]]:
    """The files of all orders that are made anew within, in any edition."""
    found, make = set[str](), EditionOutputs.make

    def noted(self: EditionOutputs, path: str) -> bytes:
        found.add(path)
        return make(self, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EditionOutputs, "make", noted)
        yield found


def made_anew(site: Path) -> set[str]:
    """Those of `AMENDED` that the next build makes anew; and it gives what a clean build gives."""
    with made() as found:
        assert outcome(site).published
    sound(site)
    return found & AMENDED


def test_a_title_is_changed_where_it_stands(library: Path) -> None:
    """No other order is looked at for it."""
    edit(library, path_of(14002), "Painting Lighthouses", "Painting, “All” Lighthouses")
    assert not made_anew(library)
    for path in ("orders.csv", "library.bib", "data/titles.json"):
        assert "Painting, “All” Lighthouses" in (library / "build/plain" / path).read_text("utf-8")
    calendar = (library / "build/plain/deadlines.ics").read_text("utf-8")
    assert calendar.count("BEGIN:VEVENT") == 4 and "Painting\\, “All” Lighthouses" in calendar


def test_titles_of_several_orders_are_changed_at_once(library: Path) -> None:
    """Also where one takes the title that another leaves."""
    edit(library, path_of(14001), "Counting Lighthouses", "Painting Lighthouses")
    edit(library, path_of(14002), "Painting Lighthouses", "Counting Lighthouses")
    made_anew(library)


DUE = {"deadlines.ics", "agencies/guard/deadlines.ics", "data/briefing.json"}
FOUND = {"data/facets.json", "data/titles.json"}


@pytest.mark.parametrize(
    ("old", "new", "anew"),
    [
        ("due: 2026-12-01", "due: 2026-11-30", DUE),
        ("signed: 2021-01-20", "signed: 2024-01-20", AMENDED),
        ("interests: [lamps]", "interests: [boats]", FOUND | {"data/briefing.json"}),
        ("title: ", "also_called: [Painting]\ntitle: ", {"data/titles.json"}),
        ("number: 14002", "draft: true\nnumber: 14002", AMENDED),
    ],
)
def test_what_gives_an_order_another_place_has_its_files_made_anew(
    library: Path, old: str, new: str, anew: set[str]
) -> None:
    """Among events by their days, among orders by the day of signing, among the rows of a term."""
    edit(library, path_of(14002), old, new)
    assert made_anew(library) == anew


def test_a_text_that_stands_twice_has_its_file_made_anew(library: Path) -> None:
    """Which of two equal titles is the order's cannot be told."""
    save(library / path_of(14003), lights(14003, "Painting Lighthouses"))
    sound(library)
    edit(library, path_of(14002), "Painting Lighthouses", "Painting Lamps")
    assert made_anew(library) == {"data/titles.json"}


def test_a_title_that_another_has_already_is_no_other_title(library: Path) -> None:
    """What stands twice afterwards stood once before."""
    edit(library, path_of(14002), "Painting Lighthouses", "Lighting Lamps")
    assert not made_anew(library)


def test_a_text_that_overlaps_what_is_between_two_is_not_taken_for_it(library: Path) -> None:
    """Of two titles, one is a comma, and stands as `","`, as does the end of the one and the beginning of the other."""
    for number in (14002, 14003):
        (library / path_of(number)).unlink()
    write(library, {path_of(14001): lights(14001, "','"), path_of(14004): lights(14004, "Bells")})
    assert outcome(library).published
    edit(library, path_of(14001), "','", "Comma")
    sound(library)
    titles = json.loads((library / "build/plain/data/titles.json").read_bytes())["titles"]
    assert sorted(titles) == ["Bells", "Comma"]


def test_a_file_that_is_not_what_was_written_is_made_anew(library: Path) -> None:
    """Deleted, or changed beside what is looked for in it."""
    there = library / "build/plain/orders.csv"
    there.write_bytes(there.read_bytes().replace(b'"title"', b'"named"'))
    (library / "build/plain/library.bib").unlink()
    edit(library, path_of(14002), "Painting", "Mending")
    assert made_anew(library) == {"orders.csv", "library.bib"}


def test_files_are_made_anew_where_the_theme_has_changed_too(library: Path) -> None:
    """The words of all orders and of every facet may be others."""
    edit(library, path_of(14002), "Painting", "Mending")
    words = "index: {deadlines: Every day}\nkinds: {record: In the record alone}\n"
    write(library, {"themes/default/strings.yaml": words})
    assert made_anew(library) >= {"deadlines.ics", "data/facets.json"}
    facets = (library / "build/plain/data/facets.json").read_text("utf-8")
    assert "In the record alone" in facets


def test_files_are_made_anew_where_nobody_knows_what_stood_in_them(library: Path) -> None:
    """What is kept of orders can be lost."""
    with closing(sqlite3.connect(library / FOLDER / "cache.sqlite")) as db:
        db.execute("DELETE FROM fragments")
        db.commit()
    edit(library, path_of(14002), "Painting", "Mending")
    assert made_anew(library) >= {"orders.csv", "deadlines.ics", "library.bib"}


def test_a_change_that_was_refused_is_made_up_for(library: Path) -> None:
    """An order has another title since the site was last published, not since it was last read."""
    edit(library, path_of(14002), "Painting", "Mending")
    edit(library, path_of(14003), "who: [guard]", "who: [nobody-knows]")
    assert not outcome(library).published
    edit(library, path_of(14003), "who: [nobody-knows]", "who: [guard]")
    assert not made_anew(library)
    assert "Mending" in (library / "build/plain/orders.csv").read_text("utf-8")
