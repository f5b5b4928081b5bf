"""What each rule counts on this site, as `rules` of `site.yaml` has it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from eo_site.check.world import SiteWorld
from eo_site.model.problem import Place, Problem, Severity
from eo_site.model.rules import WEIGHED, weights
from eo_site.model.site import Site
from eo_site.suggest import did_you_mean


def rule_names(world: SiteWorld) -> Iterator[Problem]:
    """EO700: `rules` names a rule that there is not, or one rule twice."""
    marks = world.library.marks.get("site.yaml")
    names = {each.name: each.code for each in WEIGHED}
    codes = {each.code for each in WEIGHED}
    chosen = world.library.site.rules
    for name in chosen:
        place = marks.place(("rules", name), key=True) if marks else Place()
        if name not in names and name not in codes:
            message = f"`{name}` is no rule that a site may weigh"
            hint = did_you_mean(name, {*names, *codes})
            yield Problem("EO700", "site.yaml", place, message, hint)
        elif names.get(name) in chosen:
            message = f"`{name}` and `{names[name]}` are one rule"
            yield Problem("EO700", "site.yaml", place, message, "keep one of the two")


def weighed(problems: Iterable[Problem], site: Site) -> Iterator[Problem]:
    """The problems as the site weighs them; those of rules that are off are gone."""
    chosen = weights(site.rules)
    for each in problems:
        weight = chosen.get(each.code)
        if weight is None:
            yield each
        elif weight != "off":
            severity = Severity(weight)
            yield each if each.severity is severity else replace(each, severity=severity)
