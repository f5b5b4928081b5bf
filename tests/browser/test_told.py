"""The briefing's logic, apart from any page, against a slow and obvious version on random inputs."""

import json
import random
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

KINDS = ("interests", "agencies", "parties", "orders")
TODAY = date(2026, 11, 22)
BY_DATE = ("not-due", "due-soon", "overdue-unconfirmed")
NAMES = {
    "interests": ("lamps", "ships"),
    "agencies": ("navy", "army", "mint"),
    "parties": ("keepers",),
    "orders": ("eo-1", "eo-2", "eo-3", "eo-4"),
}


def module(visit: Open, lighthouses: str, name: str) -> Page:
    """A page with a module at hand."""
    page = visit(f"{lighthouses}plain/").page
    page.evaluate(
        """async (name) => {
          const here = document.querySelector('script[src$="page.js"]').src;
          window.module = await import(here.replace("page.js", name));
        }""",
        name,
    )
    return page


def some(dice: random.Random, names: tuple[str, ...]) -> list[str]:
    """A few of them."""
    return [each for each in names if dice.random() < 0.3]


def choice(dice: random.Random) -> dict[str, dict[str, list[str]]]:
    """Follows and mutes, each id at most in one."""
    follows, mutes = ({kind: some(dice, names) for kind, names in NAMES.items()} for _ in "12")
    for kind in KINDS:
        mutes[kind] = [each for each in mutes[kind] if each not in follows[kind]]
    return {"follows": follows, "mutes": mutes}


def edition(dice: random.Random) -> dict[str, Any]:
    """A file as editions have it."""

    def day() -> str:
        return (
            TODAY + timedelta(days=dice.choice((-31, -30, -1, 0, 1, 30, 31, 90, 91)))
        ).isoformat()

    orders = {
        slug: {kind: some(dice, NAMES[kind]) for kind in KINDS[:3]} | {"label": slug}
        for slug in NAMES["orders"]
    }
    changes = [
        {"order": dice.choice(NAMES["orders"]), "on": day(), "kind": "updated"} for _ in range(6)
    ]
    dues = [
        {"order": dice.choice(NAMES["orders"]), "due": day(), "who": some(dice, NAMES["agencies"]),
         "with": some(dice, NAMES["agencies"]), "consults": [],
         "status": dice.choice((*BY_DATE, "done-confirmed"))}
        for _ in range(6)
    ]  # fmt: skip
    return {"version": 1, "orders": orders, "changes": changes, "dues": dues}


def slowly(file: Any, profile: Any, today: date, since: date) -> dict[str, list[Any]]:
    """What is told: (entry's place, state, terms followed, muted) of each."""
    found: dict[str, list[Any]] = {"changes": [], "passed": [], "dues": []}
    for name in ("changes", "dues"):
        for place, entry in enumerate(file[name]):
            of = file["orders"][entry["order"]]
            item = {**{kind: of[kind] for kind in KINDS[:3]}, "orders": [entry["order"]]}
            if name == "dues":
                item["agencies"] = entry["who"] + entry["with"] + entry["consults"]
            terms = [[k, i] for k in KINDS for i in item[k] if i in profile["follows"][k]]
            muted = any(i in profile["mutes"][k] for k in KINDS for i in item[k])
            muted = muted and entry["order"] not in profile["follows"]["orders"]
            if not terms:
                continue
            day = date.fromisoformat(entry["on"] if name == "changes" else entry["due"])
            ahead, state = (day - today).days, entry.get("status", "")
            if name == "changes":
                if day >= since:
                    found["changes"].append([place, state, terms, muted])
                continue
            if state in BY_DATE:
                state = (
                    "overdue-unconfirmed" if ahead < 0 else "due-soon" if ahead <= 30 else "not-due"
                )
            if -30 <= ahead < 0:
                found["passed"].append([place, state, terms, muted])
            if 0 <= ahead <= 90:
                found["dues"].append([place, state, terms, muted])
    return found


def test_what_is_told_is_what_a_slow_reading_of_the_file_finds(
    visit: Open, lighthouses: str
) -> None:
    """Muting wins over following, a single order followed wins over muting, days count whole."""
    page, dice = module(visit, lighthouses, "told.js"), random.Random(11)
    cases = []
    for _ in range(300):
        file = edition(dice)
        for name in ("changes", "dues"):
            for place, entry in enumerate(file[name]):
                entry["place"] = place
        since = TODAY - timedelta(days=dice.choice((0, 1, 30, 400)))
        cases.append((file, choice(dice), since))
    told = page.evaluate(
        """cases => cases.map(([file, profile, since]) => {
          const found = module.told(module.readFile(file), profile, "2026-11-22", since);
          return Object.fromEntries(Object.entries(found).map(([name, entries]) => [name, entries.map(
            ({ place, status, terms, muted }) => [place, status ?? "", terms, muted])]));
        })""",
        [[file, profile, since.isoformat()] for file, profile, since in cases],
    )
    assert sum(len(each["changes"]) for each in told) > 200
    for (file, profile, since), found in zip(cases, told, strict=True):
        assert found == slowly(file, profile, TODAY, since), (file, profile)
    for half in (
        "null",
        "{}",
        '{"version": 2}',
        '{"version": 1, "changes": [], "dues": 5, "orders": {}}',
    ):
        assert page.evaluate(
            "text => { try { module.readFile(JSON.parse(text)); return false; } catch { return true; } }",
            half,
        )


def test_two_profiles_become_one(visit: Open, lighthouses: str) -> None:
    """Where they differ the one that came in is right; a link takes it there and back unharmed."""
    page, dice = module(visit, lighthouses, "carry.js"), random.Random(13)
    pairs = [(choice(dice), choice(dice)) for _ in range(200)]
    whole = {"version": 2, "edition": "plain", "chosen": True, "visits": {}}
    found = page.evaluate(
        """pairs => pairs.map(([mine, theirs]) => {
          const carried = module.fromFragment(module.toFragment(theirs));
          return [module.merge(mine, carried.profile), carried];
        })""",
        [[{**whole, **mine}, {**whole, **theirs}] for mine, theirs in pairs],
    )
    for (mine, theirs), (merged, carried) in zip(pairs, found, strict=True):
        assert carried == {"profile": {**whole, **theirs}, "dropped": []}
        for kind in KINDS:
            follows, mutes = (set(theirs[name][kind]) for name in ("follows", "mutes"))
            assert set(merged["follows"][kind]) == follows | set(mine["follows"][kind]) - mutes
            assert set(merged["mutes"][kind]) == mutes | set(mine["mutes"][kind]) - follows
    visits = {
        "plain": {"last": "2026-11-03", "before": ""},
        "staff": {"last": "2026-11-09", "before": ""},
    }
    later = {
        "plain": {"last": "2026-11-20", "before": "2026-11-03"},
        "staff": {"last": "2026-11-01", "before": ""},
    }
    empty = {name: {kind: [] for kind in KINDS} for name in ("follows", "mutes")}
    merged = page.evaluate(
        "([mine, theirs]) => module.merge(mine, theirs)",
        [{**whole, **empty, "visits": visits}, {**whole, **empty, "visits": later}],
    )
    assert json.dumps(merged["visits"], sort_keys=True) == json.dumps(
        {"plain": later["plain"], "staff": visits["staff"]}, sort_keys=True
    )
