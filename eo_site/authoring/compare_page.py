"""One order in several editions side by side, or every text of it with its audience."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import groupby
from typing import Any

from eo_site.authoring.asked import Query, Unanswerable
from eo_site.authoring.opening import opened
from eo_site.authoring.order_source import OrderSource, order_source
from eo_site.authoring.printed import printed_by
from eo_site.authoring.side_by_side import FEWEST, MOST, ComparedRow, FanOut, fan_out, side_by_side
from eo_site.authoring.site_state import SiteState
from eo_site.engine.preview import Preview


def compare_page(state: SiteState, query: Query) -> Mapping[str, Any]:
    """`order`, `editions` (separated by commas, or given several times), `everything`, `differing`."""
    preview = state.preview
    if preview is None:
        raise Unanswerable("There is no state of the site yet that can be shown.", 503)
    audiences = preview.setting.library.audiences.by_id
    names = {each.id: each.name for each in audiences.values()}
    slug = _order(preview, state.loaded.basis.studies.keys(), query)
    source = order_source(preview, state.options.root, slug)
    if source is None:
        raise Unanswerable(f"A file of {slug} is gone or cannot be read just now. {_WHY}", 503)
    there = tuple(source.facts)
    chosen = _editions(there, names, query)
    everything, differing = "everything" in query, "differing" in query
    rows = () if everything else _rows(source, chosen)
    shown = [each for each in rows if not (differing and each.same)]
    return {
        "order": source.note,
        "orders": preview.loaded.notes.values(),
        "names": names,
        "there": there,
        "missing": [each for each in names if each not in there],
        "chosen": chosen,
        "slots": range(MOST),
        "fewest": FEWEST,
        "everything": everything,
        "differing": differing,
        "sections": _grouped(fan_out(source.pieces) if everything else shown),
        "differences": sum(not each.same for each in rows),
        "rows": len(rows),
        "opened": partial(opened, state),
    }


def _rows(source: OrderSource, chosen: Sequence[str]) -> tuple[ComparedRow, ...]:
    setting = source.preview.setting
    modules = {each: printed_by(setting, source.facts[each]) for each in chosen}
    return side_by_side(source.pieces, chosen, modules)


_WHY = "“Problems” says what is wrong with the site."


def _order(preview: Preview, newest: Set[str], query: Query) -> str:
    """The order asked for, by its file's name or its number; else the newest that several editions have.

    `newest` are the orders of the files as they stand, which need not be those that are shown.
    """
    notes = preview.loaded.notes
    asked = query.get("order", [""])[0].strip()
    if asked in notes:
        return asked
    if asked:
        number = re.sub(r"^(?:eo|e\.o\.|executive order)[\s-]*", "", asked.lower())
        found = next((each.slug for each in notes.values() if each.number == number), None)
        if found is None and {asked, f"eo-{number}"} & newest:
            raise Unanswerable(
                f"“{asked}” is in no state of the site that can be shown yet. {_WHY}", 503
            )
        if found is None:
            raise Unanswerable(f"The site has no order “{asked}”.")
        return found
    several = (each for each in notes if len(preview.editions_of(each)) >= FEWEST)
    found = next(several, None)
    if found is None:
        raise Unanswerable("No order is in two editions: there is nothing to compare.")
    return found


def _editions(there: Sequence[str], names: Mapping[str, str], query: Query) -> tuple[str, ...]:
    """Two to four different editions that have the order; what is not asked for is filled up."""
    asked = [name.strip() for each in query.get("editions", ()) for name in each.split(",")]
    unknown = [each for each in asked if each and each not in names]
    if unknown:
        raise Unanswerable(f"The site has no edition “{unknown[0]}”.")
    if len(there) < FEWEST:
        raise Unanswerable("Fewer than two editions have this order: there is nothing to compare.")
    found = [each for each in dict.fromkeys(asked) if each in there][:MOST]
    others = [each for each in there if each not in found]
    return (*found, *others[: max(0, FEWEST - len(found))])


def _grouped(
    found: Iterable[ComparedRow | FanOut],
) -> Iterator[tuple[str, list[ComparedRow | FanOut]]]:
    """(title, what stands below it)"""
    for (_, title), group in groupby(found, lambda each: (each.section, each.title)):
        yield title, list(group)
