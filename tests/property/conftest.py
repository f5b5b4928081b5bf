"""How hard the properties are tried: `EO_HYPOTHESIS=thorough pytest tests/property` for longer."""

import os

from hypothesis import HealthCheck, Phase, settings

_COMMON = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}

_QUICK = (Phase.explicit, Phase.generate)
"""Shrinking an example that takes a whole build would outlast the patience of CI."""

settings.register_profile("ci", max_examples=100, derandomize=True, phases=_QUICK, **_COMMON)
settings.register_profile("thorough", max_examples=5000, **_COMMON)
settings.load_profile(os.environ.get("EO_HYPOTHESIS", "ci"))
