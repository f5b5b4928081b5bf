"""Which orders are near which, by what they are about."""

import json
from pathlib import Path

import pytest

from eo_site.plan.related import Nearness, NearOrders
from tests.sites import built, edit, edit_audiences, order, page, small_site

TERMS = "terms:\n  - {id: lights, label: Lights}\n  - {id: ships, label: Ships}\n"


def test_editions_with_the_same_orders_share_one_answer() -> None:
    """Another set of orders has its own: an order that an edition lacks is near nothing there."""
    near = NearOrders({"a": ("lights",), "b": ("lights", "ships"), "c": ("ships",)})
    every = near.of(["c", "b", "a"])
    assert every is near.of({"c": 1, "b": 2, "a": 3})
    assert every["b"] == (("a", ("lights",)), ("c", ("ships",)))
    alone = near.of(["c", "a"])
    assert (alone["c"], alone["a"]) == ((), ())


def test_orders_that_others_are_near_now_have_moved() -> None:
    """And those of which nobody knows what was near them."""
    about = {"c": ("ships",), "b": ("lights", "ships"), "a": ("lights",), "z": ("clocks",)}
    then = NearOrders(about)
    before = then.of(about)
    assert then.moved(before.mark, before) == frozenset()
    for slug in about:
        assert before[slug] is not None  # worked out, so that it is kept
    now = NearOrders({"d": ("ships",), **about}, json.loads(json.dumps(then.plain())))
    after = now.of(now.interests)
    # Lights are rarer than ships, to which a third order has come: a's only neighbour is still b.
    assert now.moved(before.mark, after) == {"b", "c", "d"}
    assert now.moved("another mark", after) == {*about, "d"}


def test_nearness_is_asked_once_for_all_editions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It depends on the orders' interests, which are the same for every reader."""
    asked = list[str]()
    nearest = Nearness.nearest

    def counted(self: Nearness, slug: str, count: int) -> object:
        asked.append(slug)
        return nearest(self, slug, count)

    monkeypatch.setattr(Nearness, "nearest", counted)
    files = {
        f"content/orders/eo-{n}.md": order("interests: [lights]\n", number=n)
        for n in (14001, 14002, 14003)
    }
    files["content/vocabularies/interests.yaml"] = TERMS
    files["content/orders/eo-14003.md"] = order(
        "interests: [lights]\naudiences: [lawyers]\n", number=14003
    )
    site = small_site(tmp_path / "site", files)
    edit_audiences(
        site, lambda found: [each["modules"].append("related") for each in found["audiences"]]
    )
    build = built(site)
    assert "eo-14003" in page(build / "lawyers", "orders/eo-14001")
    assert "eo-14003" not in page(build / "plain", "orders/eo-14001")
    # Two editions with different orders; a third with those of one of them would ask nothing more.
    assert sorted(asked) == ["eo-14001", "eo-14001", "eo-14002", "eo-14002", "eo-14003"]
    asked.clear()
    edit_audiences(
        site, lambda found: found["audiences"].append({**found["audiences"][1], "id": "judges"})
    )
    built(site, clean=True)
    assert sorted(asked) == ["eo-14001", "eo-14001", "eo-14002", "eo-14002", "eo-14003"]
    asked.clear()
    edit(site, "content/orders/eo-14002.md", "Counting Lighthouses", "Counting Lamps")
    built(site)
    assert not asked, "no order is about something else than it was"
    assert "Counting Lamps" in page(build / "plain", "orders/eo-14001")
