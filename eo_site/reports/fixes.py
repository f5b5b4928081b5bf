"""The certain fixes that data about problems carry."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from eo_site.fixes.fix import Fix
from eo_site.model.problem import Problem

Fixes = Mapping[Problem, Sequence[Fix]]
"""By problem, the changes that together mend it; nothing for a problem without a certain fix."""
NO_FIXES: Fixes = MappingProxyType({})
"""Of nothing."""
