"""The profile's logic, apart from any page: what comes from outside is cleaned, choices are exact."""

import random
import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

KINDS = ("interests", "agencies", "parties", "orders")
EMPTY = {
    "version": 2,
    "edition": "",
    "chosen": False,
    "follows": {kind: [] for kind in KINDS},
    "mutes": {kind: [] for kind in KINDS},
    "visits": {},
}
IMPORT = """async () => {
  window.module = await import(document.querySelector('script[src$="page.js"]').src.replace("page.js", "profile.js"));
}"""
SCRAPS: tuple[Any, ...] = (
    None, True, 0, -1, 1e9, "", "lamps", "ships", "coast-guard", "eo-14001", "constructor", "A", "a--b",
    "<script>alert(1)</script>", "__proto__", "z" * 81, "2026-11-03", "2026-99-99", [], {},
    ["lamps"], ["ships", "lamps", "ships"], ["<b>", 5, None, {}, ["x"]], {"length": 5},
    {"interests": ["lamps"]}, {"interests": ["lamps"], "orders": ["eo-14001"], "x": ["y"]},
    {"interests": "lamps", "agencies": ["navy", "__proto__"]}, {"orders": ["eo-14001", "eo-14002"]},
    {"plain": {"last": "2026-11-03", "before": "2026-10-20"}},
    {"plain": {"last": "2026-11-03", "before": "2026-12-20"}, "staff": {"last": 3}},
    {"constructor": {"last": "2026-11-03"}, "<i>": {"last": "2026-11-03"}, "a": None, "b": "c"},
)  # fmt: skip


def logic(visit: Open, lighthouses: str) -> Page:
    """A page with the module at hand."""
    page = visit(f"{lighthouses}plain/").page
    page.evaluate(IMPORT)
    return page


def is_id(value: Any) -> bool:
    """As vocabularies write them."""
    return (
        isinstance(value, str)
        and len(value) <= 80
        and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value) is not None
    )


def slowly(value: Any) -> dict[str, Any]:
    """What is left of anything, without regard to time."""
    found: dict[str, Any] = {**EMPTY, "follows": {}, "mutes": {}, "visits": {}}
    value = value if isinstance(value, dict) else {}
    version = value.get("version")
    if isinstance(version, bool) or version not in (1, 2):
        value = {}
    if version == 1:
        value = {"edition": value.get("edition"), "follows": {"interests": value.get("interests")},
                 "chosen": isinstance(value.get("interests"), list)}  # fmt: skip
    found["edition"] = value["edition"] if is_id(value.get("edition")) else ""
    for name in ("follows", "mutes"):
        inner = value.get(name) if isinstance(value.get(name), dict) else {}
        for kind in KINDS:
            listed = inner.get(kind) if isinstance(inner.get(kind), list) else []
            found[name][kind] = list(dict.fromkeys(filter(is_id, listed)))[:200]
    for kind in KINDS:
        wins, loses = ("follows", "mutes") if kind == "orders" else ("mutes", "follows")
        found[loses][kind] = [each for each in found[loses][kind] if each not in found[wins][kind]]
    visits = value.get("visits") if isinstance(value.get("visits"), dict) else {}
    for edition, each in visits.items():
        last = each.get("last") if isinstance(each, dict) else None
        if is_id(edition) and last == "2026-11-03":
            before = each.get("before")
            kept = before if before == "2026-10-20" else ""
            found["visits"][edition] = {"last": last, "before": kept}
    any_choice = any(found[name][kind] for name in ("follows", "mutes") for kind in KINDS)
    found["chosen"] = value.get("chosen") is True or any_choice
    return found


def test_anything_from_outside_becomes_a_complete_profile(visit: Open, lighthouses: str) -> None:
    """Whatever the shape, what is left is what a slow reading of the rules leaves."""
    page, dice = logic(visit, lighthouses), random.Random(6)
    keys = ("edition", "chosen", "interests", "follows", "mutes", "visits", "__proto__", "other")
    values = [*SCRAPS] + [
        {"version": dice.choice((1, 1, 2, 2, 2, 2, 99, "2", None, True))}
        | {key: dice.choice(SCRAPS) for key in keys if dice.random() < 0.7}
        for _ in range(600)
    ]
    # As text, so that a key `__proto__` is as much a key as in a file.
    cleaned = page.evaluate(
        "values => values.map((each) => module.clean(JSON.parse(JSON.stringify(each))).profile)",
        values,
    )
    for value, profile in zip(values, cleaned, strict=True):
        assert profile == slowly(value), value
    again = page.evaluate("found => found.map((each) => module.clean(each))", cleaned)
    assert [each["profile"] for each in again] == cleaned
    assert {len(each["dropped"]) for each in again} == {0}


def test_what_was_left_out_is_told_with_its_place_and_reason(visit: Open, lighthouses: str) -> None:
    """And never at the length it came in."""
    page = logic(visit, lighthouses)
    given = {
        "version": 2,
        "edition": "<b>",
        "follows": {"interests": ["lamps", "<img src=x>" * 50, "ships"], "orders": ["eo-14001"]},
        "mutes": {"interests": ["ships"], "agencies": 5, "orders": ["eo-14001"]},
        "visits": {"plain": {"last": "yesterday"}},
    }
    found = page.evaluate("value => module.clean(value)", given)
    assert [(each["at"], each["why"]) for each in found["dropped"]] == [
        ("edition", "id"), ("follows.interests", "id"), ("mutes.agencies", "form"),
        ("follows.interests", "both"), ("mutes.orders", "both"), ("visits", "id"),
    ]  # fmt: skip
    assert max(len(each["value"]) for each in found["dropped"]) <= 81
    assert found["profile"]["follows"]["interests"] == ["lamps"]
    many = {"version": 2, "follows": {"orders": [f"eo-{n}" for n in range(100_000)]}}
    found = page.evaluate("value => module.clean(value)", many)
    assert len(found["profile"]["follows"]["orders"]) == 200
    assert found["dropped"] == [{"at": "follows.orders", "value": "99800", "why": "many"}]
    newer = page.evaluate("module.clean({version: 99, follows: {interests: ['lamps']}})")
    assert newer["profile"] == EMPTY
    assert newer["dropped"] == [{"at": "version", "value": "99", "why": "version"}]


def test_choices_follow_one_another_exactly(visit: Open, lighthouses: str) -> None:
    """Following, muting and forgetting at random, against sets; the profile given is never changed."""
    page, dice = logic(visit, lighthouses), random.Random(7)
    ids = ("lamps", "ships", "eo-14001", "navy")
    steps = [
        (dice.choice(("follow", "mute", "forget")), dice.choice(KINDS), dice.choice(ids))
        for _ in range(500)
    ]
    found = page.evaluate(
        """steps => {
          let profile = Object.freeze(module.empty());
          return steps.map(([verb, kind, id]) => (profile = Object.freeze(module[verb](profile, kind, id))));
        }""",
        steps,
    )
    follows, mutes = set[tuple[str, str]](), set[tuple[str, str]]()
    for (verb, kind, ident), profile in zip(steps, found, strict=True):
        follows.discard((kind, ident))
        mutes.discard((kind, ident))
        {"follow": follows, "mute": mutes, "forget": set()}[verb].add((kind, ident))
        for name, wanted in (("follows", follows), ("mutes", mutes)):
            listed = [(each, one) for each in KINDS for one in profile[name][each]]
            assert sorted(listed) == sorted(wanted)
        assert profile["chosen"] is True


def test_a_visit_is_a_day_and_the_day_before_it(visit: Open, lighthouses: str) -> None:
    """Opening ten pages on one day is one visit; a clock that was wrong is forgiven."""
    page = logic(visit, lighthouses)
    found = page.evaluate(
        """() => {
          let profile = module.empty();
          return ["2026-10-20", "2026-10-20", "2026-11-03", "2026-11-03", "2099-01-01", "2026-11-04"].map((day) => {
            const since = module.lastVisit(profile, "constructor", day);
            profile = module.visited(profile, "constructor", day);
            return [since, profile.visits.constructor.before, module.lastVisit(profile, "constructor", day)];
          });
        }"""
    )
    days = ["", "", "2026-10-20", "2026-10-20", "2026-11-03", "2026-11-03"]
    assert found == [[day, day, day] for day in days]


def test_the_profile_is_stored_under_the_sites_name(visit: Open, lighthouses: str) -> None:
    """One text under one key; an older version loads, and clearing leaves nothing."""
    page = logic(visit, lighthouses)
    old = '{"version": 1, "edition": "staff", "interests": ["lamps", "<b>"]}'
    page.evaluate("text => localStorage.setItem('eo-site:small:profile', text)", old)
    wanted = {**EMPTY, "edition": "staff", "chosen": True}
    wanted["follows"] = {**EMPTY["follows"], "interests": ["lamps"]}  # type: ignore[dict-item]
    assert page.evaluate("module.load()") == wanted
    assert page.evaluate("module.update((old) => module.mute(old, 'agencies', 'navy'))") is True
    assert page.evaluate("module.load().mutes.agencies") == ["navy"]
    assert page.evaluate("module.clear()") is True
    assert page.evaluate("[localStorage.length, module.load().chosen]") == [0, False]
