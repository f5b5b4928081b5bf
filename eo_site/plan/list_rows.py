"""What lists show of an order besides its card: duties, roles of agencies, changes of its page.

Each is kept as a fragment with addresses from the edition's root, and gets its page's own where it is shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from eo_site.plan.facts import Facts
from eo_site.plan.fragments import Fragments
from eo_site.plan.views import (
    ChangeView,
    DutyView,
    OrderChangeView,
    OrderDutyView,
    OrderRolesView,
    RoleView,
    TermView,
)  # fmt: skip
from eo_site.urls import Linker, list_path, order_path


def duties_of(fragments: Fragments, slug: str) -> tuple[OrderDutyView, ...]:
    """An order's duties in the order of its record, to be `linked`."""
    return fragments.of(slug, "duties", tuple[OrderDutyView, ...], _duties)


def roles_of(fragments: Fragments, slug: str) -> OrderRolesView:
    """The roles of all agencies in an order, to be `linked`."""
    return fragments.of(slug, "roles", OrderRolesView, _roles)


def page_changes(fragments: Fragments, slug: str) -> tuple[OrderChangeView, ...]:
    """The changes of an order's page in the order of its record, to be `linked`."""
    return fragments.of(slug, "changes", tuple[OrderChangeView, ...], _changes)


def _duties(facts: Facts) -> tuple[OrderDutyView, ...]:
    """Away from their page: no citations, no evidence."""
    record, path = facts.record, order_path(facts.order.slug)
    return tuple(
        OrderDutyView(
            replace(each, what=each.what.uncited, evidence=()), record.label, record.title, path
        )
        for each in facts.duties
    )


def _roles(facts: Facts) -> OrderRolesView:
    record = facts.record
    roles = tuple(
        RoleView(facts.term("agencies", each.id), each.role, each.sections)
        for each in record.agencies
    )
    return OrderRolesView(record.label, record.title, order_path(facts.order.slug), roles)


def _changes(facts: Facts) -> tuple[OrderChangeView, ...]:
    record, path = facts.record, order_path(facts.order.slug)
    return tuple(
        OrderChangeView(
            ChangeView(each.on, each.kind, each.text.uncited), record.label, record.title, path
        )
        for each in record.changes
    )


# On a page ----------------------------------------------------------------------------------


Duty = tuple[str, OrderDutyView]
"""(order, a duty of it that is to be linked)"""


def duty_rows(
    fragments: Fragments, duties: Iterable[Duty], linker: Linker
) -> Iterator[OrderDutyView]:
    """The rows of a table of duties with the addresses of the page that shows it."""
    last = ""
    for slug, view in duties:
        here = replace(view, first=slug != last)
        name = f"duty {view.duty.id} {linker.root}{' first' if here.first else ''}"
        yield fragments.part(slug, name, partial(_linked_duty, here, linker))
        last = slug


def _linked_duty(view: OrderDutyView, linker: Linker) -> OrderDutyView:
    duty = view.duty
    here = replace(
        duty,
        who=_terms(duty.who, linker),
        with_=_terms(duty.with_, linker),
        consults=_terms(duty.consults, linker),
    )
    return replace(view, duty=here, order_url=linker.to(view.order_url))


def linked_roles(view: OrderRolesView, roles: Iterable[RoleView], linker: Linker) -> OrderRolesView:
    """Some roles in an order with the addresses of the page that shows them."""
    found = tuple(replace(each, agency=linked_agency(each.agency, linker)) for each in roles)
    return replace(view, order_url=linker.to(view.order_url), roles=found)


def linked_change(view: OrderChangeView, linker: Linker) -> OrderChangeView:
    """A change with the address of its order on the page that shows it."""
    return replace(view, order_url=linker.to(view.order_url))


def linked_agency(term: TermView, linker: Linker) -> TermView:
    """An agency with the address of its list."""
    return replace(term, url=linker.to(list_path("agencies", term.id)))


def _terms(terms: tuple[TermView, ...], linker: Linker) -> tuple[TermView, ...]:
    return tuple(linked_agency(each, linker) for each in terms)


def named_in(duty: DutyView) -> list[str]:
    """The agencies that a duty names."""
    return [term.id for term in (*duty.who, *duty.with_, *duty.consults)]
