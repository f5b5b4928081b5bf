"""How well colours are told apart: WCAG 2.2's contrast, and the colours that a theme's styles name.

https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

import re
from collections.abc import Iterable, Mapping

AA = 4.5
"""What text needs at least (1.4.3)."""

_ROOT = re.compile(r"(@media[^{]*prefers-color-scheme:\s*dark[^{]*\{\s*)?:root\s*\{([^{}]*)\}")
_COLOUR = re.compile(r"--([a-z-]+):\s*(#(?:[0-9a-fA-F]{3}){1,2})\s*;")


def luminance(colour: str) -> float:
    """Relative luminance of a colour such as #305686 or #fff."""
    digits = colour.removeprefix("#")
    digits = "".join(2 * each for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Between 1, the same, and 21, black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def named_colours(styles: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """By scheme, `light` and `dark`, the colours that style sheets name for screens, by name.

    What the dark scheme does not name anew is as in the light one. Style sheets for paper are left out.
    """
    light, dark = dict[str, str](), dict[str, str]()
    for css in filter(_for_screens, styles):
        for media, block in _ROOT.findall(css):
            (dark if media else light).update(_COLOUR.findall(block))
    return {"light": light, "dark": {**light, **dark}}


def _for_screens(css: str) -> bool:
    """A style sheet with rules for sheets of paper says nothing of screens."""
    return "@page" not in css
