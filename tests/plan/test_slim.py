"""What others than its own page may read of an order, and what each field of the record says of itself."""

from dataclasses import replace
from typing import get_args

import pytest

from eo_site.codec import dumps
from eo_site.engine.study import unslim
from eo_site.model.base import InText, NamesSource, Pinpoint, mark_of
from eo_site.model.facts import Statement
from eo_site.model.order import AuthoredOrder, Order
from eo_site.model.prose import SHARED, Words
from eo_site.model.resolved import ResolvedBody, ResolvedOrder, SlimOrder
from eo_site.model.source import SEARCHED_FIELDS
from eo_site.model.uses import LISTED, Use, fields_with
from eo_site.plan.slim import slim
from tests.check.test_days import models, parts

PAGE_ALONE = sorted({*Order.model_fields} - {*fields_with(LISTED, Order)})


def full() -> ResolvedOrder:
    """An order with something that only its own page prints."""
    statement = Statement[Words].model_construct(text=Words("No.", "No.", SHARED))
    record = Order[Words].model_construct(title="Counting", number="14001", does_not=(statement,))
    return ResolvedOrder("eo-14001", "plain", record, (), (), ResolvedBody())


def test_what_only_its_own_page_prints_does_not_exist_elsewhere() -> None:
    """To read it is an error, where an empty value would be printed as a finding."""
    found = unslim(dumps(SlimOrder, slim(full())), "plain")
    assert found == replace(slim(full()), audience="plain")
    assert (found.record.label, found.record.duties) == ("EO 14001", ())
    assert {"does_not", "comments", "sources"} <= {*PAGE_ALONE}
    for record in (slim(full()).record, found.record):
        for name in PAGE_ALONE:
            with pytest.raises(AttributeError, match=name):
                getattr(record, name)
    with pytest.raises(AttributeError, match="body"):
        _ = found.body  # type: ignore[attr-defined]


def test_a_field_that_says_nothing_is_read_on_its_page_alone() -> None:
    """One that is added later has no use that nobody gave it."""

    class Later(Order[Words]):
        later: str = ""

    assert [use for use in Use if "later" in fields_with(use, Later)] == []
    assert fields_with(LISTED, Later) == fields_with(LISTED, Order)


def test_every_field_that_names_a_section_says_of_which_text() -> None:
    """Only a relation names sections of other orders."""
    [check, *_] = get_args(Pinpoint)[1:]
    unmarked = {
        f"{model.__name__}.{name}"
        for model in models(AuthoredOrder)
        for name, field in model.model_fields.items()
        if check in (*field.metadata, *parts(field.annotation)) and mark_of(field, InText) is None
    }
    assert unmarked == {"Relation[Prose].sections", "Relation[Prose].target_section"}


def test_every_field_that_names_a_source_says_so() -> None:
    """By its name; and the fields that need sources are the record's."""
    for model in models(AuthoredOrder):
        for name, field in model.model_fields.items():
            assert (mark_of(field, NamesSource) is not None) == (name in ("source", "searched"))
    assert {*SEARCHED_FIELDS} <= {*Order.model_fields}
