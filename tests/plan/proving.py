"""Sites with an official text at hand: one invented order, and editions that ask for its proof."""

from collections.abc import Mapping
from pathlib import Path

from tests.check.planting import INVENTED, invented_site, sound
from tests.sites import edit_audiences, write

PROOF = f"orders/{INVENTED}/proof"
ORDER = f"orders/{INVENTED}"


def proving(
    root: Path,
    analysis: str = "",
    *,
    asking: tuple[str, ...] = ("plain",),
    printing: tuple[str, ...] = (),
    files: Mapping[str, str | bytes] | None = None,
) -> Path:
    """The site: who asks for the page, and whose pages of orders print the text themselves."""
    write(invented_site(root, analysis or sound()), files or {})

    def edit(document: dict[str, list[dict[str, object]]]) -> None:
        for each in document["audiences"]:
            modules = each["modules"]
            assert isinstance(modules, list)
            if each["id"] in asking:
                each["proof"] = True
            if each["id"] in printing:
                modules.append("operative-text")

    edit_audiences(root, edit)
    return root
