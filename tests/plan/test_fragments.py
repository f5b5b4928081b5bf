"""What is made once for all files, and kept from one build to the next."""

from typing import Any

from eo_site.plan.facts import Facts
from eo_site.plan.fragments import Fragments
from eo_site.plan.views import CountedLink

LINK = CountedLink("Navy", "agencies/navy/", 2)


def unread(slug: str) -> Facts:
    """Facts of an order that nobody is to ask for."""
    raise AssertionError(f"{slug} is read")


def facts(_: str) -> Any:
    """Facts that nothing is taken from."""
    return None


def test_what_is_kept_is_not_made_again() -> None:
    """Values of any type come back as they were, those of before beside what is new."""
    kept: dict[str, bytes] = {}
    first = Fragments(facts, lambda slug: kept.get(slug, b""))
    assert first.of("eo-1", "link", CountedLink, lambda _: LINK) == LINK
    assert first.of("eo-1", "words", str, lambda _: "one\0two\n") == "one\0two\n"
    kept.update(first.packed())
    second = Fragments(facts, lambda slug: kept.get(slug, b""))
    assert second.of("eo-1", "other", str, lambda _: "new") == "new"
    kept.update(second.packed())
    third = Fragments(unread, kept.__getitem__)
    assert third.of("eo-1", "link", CountedLink, lambda _: CountedLink("", "", 0)) == LINK
    assert third.of("eo-1", "words", str, lambda _: "") == "one\0two\n"
    assert third.of("eo-1", "other", str, lambda _: "") == "new"
    assert not dict(third.packed())


def test_a_view_is_made_only_for_a_template_that_reads_it() -> None:
    """Its markup is by its template; the view itself is not kept."""
    made = list[str]()

    def view() -> CountedLink:
        made.append("view")
        return LINK

    part: Any = Fragments(facts, lambda _: b"").part("eo-1", "link ../", view)
    assert part.markup("card.html", lambda: "<li>") == "<li>"
    assert part.markup("card.html", lambda: "<b>") == "<li>"
    assert part.markup("row.html", lambda: "<b>") == "<b>"
    assert not made
    assert (part.label, part.count) == ("Navy", 2)
    assert made == ["view"]
    assert Fragments(facts).part("eo-1", "link ../", view).label == "Navy"
