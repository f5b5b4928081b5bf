"""Pages of orders with very many tasks tell each of them in full once.

A task with a date can stand in five modules of a page: among the dates, section by section, with
its partners, with who decides, and on the timeline. Where tasks are few, each module is complete by
itself. Where they are many, readers would scroll past the same sentences four times.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from eo_site.plan.views import (
    BriefDecidersView,
    DecidersView,
    DutyView,
    JumpView,
    ModuleView,
    TasksView,
)  # fmt: skip

MANY = 40
"""A page with more tasks than this tells each once."""


def told_once(
    lead: list[ModuleView], rest: list[ModuleView]
) -> tuple[list[ModuleView], list[ModuleView]]:
    """The modules, where tasks are many with each in full in one place and named by its section elsewhere.

    Those with a date stand in `deadlines`, the others in `duties`; a page that lacks one of the two
    has all of them in the other. `coordination` is left out: the rows say with whom.
    """
    views = {each.name: each for each in (*lead, *rest) if each.state == "values"}
    duties, dated = views.get("duties"), views.get("deadlines")
    if duties is None or len(_tasks(duties)) <= MANY:
        return lead, rest
    return list(_told(lead, duties, dated)), list(_told(rest, duties, dated))


def _told(
    views: Iterable[ModuleView], duties: ModuleView, dated: ModuleView | None
) -> Iterator[ModuleView]:
    for view in views:
        if view is dated:
            yield replace(view, once=True)
        elif view is duties:
            yield _undated(view, dated)
        elif isinstance(view.body, DecidersView):
            brief = BriefDecidersView(_by_who(view.body.routes), _by_who(view.body.own))
            yield replace(view, body=brief, once=True)
        elif view.name != "coordination":
            yield replace(view, once=True) if view.name == "timeline" else view


def _undated(view: ModuleView, dated: ModuleView | None) -> ModuleView:
    """The tasks that no other module tells, with the ways to all of them by section."""
    every = _tasks(view)
    there = {each.id for each in _tasks(dated)} if dated else set[str]()
    jumps = tuple((each.section, each.id) for each in every)
    jump = JumpView(jumps, dated.anchor, dated.title, len(there)) if dated else JumpView(jumps)
    left = tuple(each for each in every if each.id not in there)
    return replace(view, body=left, once=True, jump=jump)


def _tasks(view: ModuleView) -> tuple[DutyView, ...]:
    assert isinstance(view.body, tuple)
    return view.body


def _by_who(duties: tuple[DutyView, ...]) -> tuple[TasksView, ...]:
    """Tasks of the same people that go the same way, together."""
    groups: dict[tuple[object, ...], list[DutyView]] = {}
    for each in duties:
        groups.setdefault((each.who, each.via, each.to), []).append(each)
    found = [(each[0], tuple(each)) for each in groups.values()]
    return tuple(TasksView(first.who, first.via, first.to, each) for first, each in found)
