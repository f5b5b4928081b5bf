"""Properties here are tried as hard as the others: see tests/property/conftest.py."""

import tests.property.conftest  # noqa: F401
