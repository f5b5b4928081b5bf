"""Values as JSON and back: what a large library says again and again is kept once."""

from eo_site.codec import dumps, loads
from eo_site.model.problem import Place, Problem
from eo_site.model.prose import Provenance
from eo_site.model.study import EditionStudy


def test_what_is_equal_is_kept_once() -> None:
    """A path and a hint of many problems, a place, a list of names."""
    problem = Problem("EO701", "content/orders/eo-1.md", Place(3, 7), "message", "a hint")
    data = dumps(Problem, problem)
    one, two = loads(Problem, data), loads(Problem, data)
    assert one == two == problem
    assert one.path is two.path and one.hint is two.hint and one.place is two.place
    study = EditionStudy("text", "slim", ids=("background", "duties"))
    data = dumps(EditionStudy, study)
    first, second = loads(EditionStudy, data), loads(EditionStudy, data)
    assert first == study and first.ids is second.ids
    data = dumps(Provenance, Provenance("inherited", "general"))
    assert loads(Provenance, data) is loads(Provenance, data)
