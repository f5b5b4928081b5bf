"""What is to come, by day."""

from datetime import date

import pytest

from eo_site.authoring.calendar import calendar, next_changes
from eo_site.engine.load import Loaded
from eo_site.engine.options import Options
from eo_site.engine.preview import Preview
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.plan.facts import Facts
from tests.authoring.sites import FILES
from tests.sites import TODAY, small_site

Editions = dict[str, tuple[Facts, ...]]


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Loaded, Editions]:
    """The library without its broken order, as its lists are made from it."""
    from eo_site.engine.load import load

    files = {path: text for path, text in FILES.items() if "14005" not in path}
    options = Options(small_site(tmp_path_factory.mktemp("calendar"), files), now=TODAY)
    cache = SnapshotCache()
    found = load(options, cache)
    preview = Preview.of(found, options, cache)
    facts = {name: preview.facts(name) for name in ("plain", "lawyers")}
    cache.close()
    return found, facts


def test_what_publishes_expires_and_falls_due(facts: tuple[Loaded, Editions]) -> None:
    """The earliest first; a duty that all editions have is told once, with its words."""
    found, editions = facts
    entries = calendar(found.notes, (), editions, TODAY)
    told = [(each.day, each.slug, each.what, each.editions) for each in entries]
    assert told == [
        (date(2026, 12, 12), "eo-14006", "duty d1 falls due", ()),
        (date(2026, 12, 24), "eo-14003", "is published", ()),
        (date(2027, 12, 24), "eo-14003", "expires", ()),
    ]
    assert entries[0].text == "Report once."
    assert calendar(found.notes, (), editions, date(2030, 1, 1)) == ()


def test_checks_that_will_say_something_have_their_day(facts: tuple[Loaded, Editions]) -> None:
    """A source that will have grown old."""
    found, _ = facts
    later = [
        (slug, *each) for slug, study in found.basis.studies.items() for each in study.later
    ]  # fmt: skip
    entries = calendar({}, later, {}, TODAY)
    assert [(each.day, each.slug, each.what) for each in entries] == [
        (date(2027, 11, 2), "eo-14001", "a check will say EO709")
    ]
    assert "last looked at" in entries[0].text


def test_each_edition_has_its_next_change(facts: tuple[Loaded, Editions]) -> None:
    """As a build of it would print, whichever order it comes from."""
    found, editions = facts
    changes = next_changes(found.notes, editions, TODAY)
    assert {name: change and change[:2] for name, change in changes.items()} == {
        name: (date(2026, 12, 12), "eo-14006") for name in ("plain", "lawyers")
    }
