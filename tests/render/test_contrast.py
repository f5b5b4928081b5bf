"""Colours are told apart by everybody: WCAG 2.2's contrast, worked out from the styles themselves."""

import re

import pytest
import yaml

from tests.sites import REPOSITORY

CSS = (REPOSITORY / "themes/default/static/css/site.css").read_text("utf-8")
LIGHT, DARK = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
ACCENTS = [
    each["accent"]
    for each in yaml.safe_load((REPOSITORY / "audiences.yaml").read_text("utf-8"))["audiences"]
]
AA, AAA, MARKS = 4.5, 7.0, 3.0


def colours(scheme: str) -> dict[str, str]:
    """The theme's named colours in one scheme."""
    return dict(
        re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", {"light": LIGHT, "dark": DARK}[scheme])
    )


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    digits = colour.removeprefix("#")
    digits = "".join(2 * each for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Between 1 and 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_have_contrast(scheme: str) -> None:
    """Prose and its notes AAA on paper; what is said in colours AA; lines that mean something 3:1."""
    found = colours(scheme)
    for paper in (found["paper"], found["tint"]):
        assert contrast(found["ink"], paper) >= 12
        for name in ("good", "warn", "stop", "soft"):
            assert contrast(found[name], paper) >= AA, name
        assert contrast(found["edge"], paper) >= MARKS
    assert contrast(found["soft"], found["paper"]) >= AAA


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editions_colours_are_of_equal_weight(scheme: str) -> None:
    """Each is AAA as text on paper and carries the bar's words; none shouts over the others."""
    paper = colours(scheme)["paper"]
    found = [contrast(each[scheme], paper) for each in ACCENTS]
    assert min(found) >= AAA
    assert max(found) / min(found) < 1.15
    bar = "#fff" if scheme == "light" else colours(scheme)["bar"]
    assert min(contrast(each[scheme], bar) for each in ACCENTS) >= AAA
