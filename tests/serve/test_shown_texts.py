"""Official texts beside what rests on them, in the author's browser."""

from pathlib import Path

from tests.check.planting import INVENTED
from tests.plan.proving import PROOF, proving
from tests.serve.site_desks import Open, same_as_built


def test_the_page_beside_the_text_is_shown_as_built(tmp_path: Path, desk: Open) -> None:
    """It comes and goes with the text."""
    root = proving(tmp_path / "site", asking=("plain", "lawyers"))
    file = root / f"content/texts/{INVENTED}.txt"
    text = file.read_bytes()
    found = desk(root)
    found.refresh(None)
    same_as_built(found, root)
    file.unlink()
    found.refresh(frozenset({file}))
    assert not found.has(f"plain/{PROOF}/")
    file.write_bytes(text)
    found.refresh(frozenset({file}))
    assert found.has(f"plain/{PROOF}/")
    same_as_built(found, root)
