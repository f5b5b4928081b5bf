"""Colours are told apart by everybody: WCAG 2.2's contrast, worked out from the styles themselves."""

import pytest
import yaml

from eo_site.contrast import AA, contrast, named_colours
from tests.sites import REPOSITORY

CSS = (REPOSITORY / "themes/default/static/css/site.css").read_text("utf-8")
COLOURS = named_colours([CSS])
ACCENTS = [
    each["accent"]
    for each in yaml.safe_load((REPOSITORY / "audiences.yaml").read_text("utf-8"))["audiences"]
]
AAA, MARKS = 7.0, 3.0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_have_contrast(scheme: str) -> None:
    """Prose and its notes AAA on paper; what is said in colours AA; lines that mean something 3:1."""
    found = COLOURS[scheme]
    for paper in (found["paper"], found["tint"]):
        assert contrast(found["ink"], paper) >= 12
        for name in ("good", "warn", "stop", "soft"):
            assert contrast(found[name], paper) >= AA, name
        assert contrast(found["edge"], paper) >= MARKS
    assert contrast(found["soft"], found["paper"]) >= AAA


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editions_colours_are_of_equal_weight(scheme: str) -> None:
    """Each is AAA as text on paper and carries the bar's words; none shouts over the others."""
    paper = COLOURS[scheme]["paper"]
    found = [contrast(each[scheme], paper) for each in ACCENTS]
    assert min(found) >= AAA
    assert max(found) / min(found) < 1.15
    bar = "#fff" if scheme == "light" else COLOURS[scheme]["bar"]
    assert min(contrast(each[scheme], bar) for each in ACCENTS) >= AAA
