"""What `accounts` in site.yaml names exists, and whoever comes to an edition may read it."""

from collections.abc import Iterator

from eo_site.check.world import SiteWorld
from eo_site.model.host import Accounts
from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath
from eo_site.suggest import did_you_mean
from eo_site.urls import RESERVED


def accounts(world: SiteWorld) -> Iterator[Problem]:
    """EO301, EO830, EO831"""
    found = world.library.site.accounts
    if found is None:
        return
    marks = world.library.marks["site.yaml"]
    for code, path, message, hint in (*_default(found, world), *_rules(found, world)):
        yield Problem(code, "site.yaml", marks.place(("accounts", *path)), message, hint)


Found = tuple[str, KeyPath, str, str]
"""(code, where in `accounts`, what is wrong, what to write instead)"""


def earlier_ids(world: SiteWorld) -> Iterator[Problem]:
    """EO835: an earlier id leads to one edition only."""
    taken = set(world.library.audiences.by_id)
    for i, audience in enumerate(world.library.audiences.audiences):
        for j, old in enumerate(audience.formerly):
            if old in taken or old in RESERVED:
                place = world.library.marks["audiences.yaml"].place(("audiences", i, "formerly", j))
                message = f"`{old}` is another edition's address, or the site's own"
                yield Problem("EO835", "audiences.yaml", place, message, "leave it out")
            taken.add(old)


def _default(found: Accounts, world: SiteWorld) -> Iterator[Found]:
    yield from _unknown(found.default, ("default",), world)
    audience = world.library.audiences.by_id.get(found.default)
    if audience and not audience.access.public:
        message = f"`{found.default}` is for members: an account of no group could not read it"
        yield "EO830", ("default",), message, "name an edition that everybody may read"


def _rules(found: Accounts, world: SiteWorld) -> Iterator[Found]:
    taken = set[str]()
    for i, rule in enumerate(found.editions):
        yield from _unknown(rule.audience, ("editions", i, "audience"), world)
        audience = world.library.audiences.by_id.get(rule.audience)
        if audience and rule.group not in (audience.access.groups or (rule.group,)):
            message = f"`{rule.group}` may not read the edition `{rule.audience}`"
            hint = f"name one of its groups, or add {rule.group} to its `access`"
            yield "EO830", ("editions", i, "group"), message, hint
        if rule.group in taken:
            message = f"`{rule.group}` has its edition already: the first rule that fits wins"
            yield "EO831", ("editions", i, "group"), message, "keep one of them"
        taken.add(rule.group)


def _unknown(name: str, path: KeyPath, world: SiteWorld) -> Iterator[Found]:
    known = list(world.library.audiences.by_id)
    if name not in known:
        yield "EO301", path, f"unknown audience `{name}`", did_you_mean(name, known)
