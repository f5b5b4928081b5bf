"""What is planned of an order is what is made of it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from eo_site.engine import order_outputs
from eo_site.engine.order_outputs import ORDER_OUTPUTS, OrderOutput
from eo_site.engine.output_writer import Unmade
from eo_site.engine.worker_tasks import OrderJob, Rendered, WorkerTasks
from tests.check.planting import INVENTED
from tests.plan.proving import proving
from tests.sites import built, edit, edit_audiences, outcome, sound, stamps, tree

FILE = f"content/orders/{INVENTED}.md"
SENTENCE = ("## Purpose", "Lighthouses stand by the sea.\n\n## Purpose")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An order of which an edition has every kind of file, built."""
    root = proving(tmp_path)
    edit_audiences(root, lambda found: found["audiences"][0].update(exports=["json"]))
    built(root)
    return root


def test_every_kind_of_file_stands_where_the_table_says(site: Path) -> None:
    """In the edition that wants it; the other has its page alone."""
    files = tree(site / "build")
    paths = [each.path(INVENTED) for each in ORDER_OUTPUTS]
    assert len({*paths}) == len(paths)
    assert all(files[f"plain/{path}"] for path in paths)
    assert [path for path in paths if f"lawyers/{path}" in files] == paths[:1]


def test_a_kind_of_file_that_is_added_to_the_table_is_made(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One entry is enough to have it planned, made, listed as ours, and taken away again."""
    added = OrderOutput(
        lambda slug: f"orders/{slug}/",
        lambda slug: f"orders/{slug}/title.txt",
        lambda _audience, note, _study: not note.withdrawn,
        lambda reach, _audience: reach.strings,
        lambda order: order.facts.record.title.encode(),
    )
    path = f"plain/orders/{INVENTED}/title.txt"
    with monkeypatch.context() as patch:
        patch.setattr(order_outputs, "ORDER_OUTPUTS", (*ORDER_OUTPUTS, added))
        patch.setattr("eo_site.engine.layout.ORDER_OUTPUTS", (*ORDER_OUTPUTS, added))
        built(site, clean=True)  # as where the program has become another one
        assert tree(site / "build")[path]
        edit(site, FILE, *SENTENCE)
        assert {each.path for each in sound(site).explained} >= {path}
    built(site, clean=True)
    assert path not in tree(site / "build")


@pytest.mark.parametrize("sentence", [False, True])
def test_a_file_that_nobody_makes_is_not_published(
    site: Path, monkeypatch: pytest.MonkeyPatch, *, sentence: bool
) -> None:
    """The build says which, and leaves the site as it was."""
    render = WorkerTasks.render

    def forgetful(tasks: WorkerTasks, jobs: Sequence[OrderJob]) -> list[list[Rendered]]:
        return [
            [each for each in made if not each[1].endswith(".json")] for made in render(tasks, jobs)
        ]

    if sentence:
        edit(site, FILE, *SENTENCE)
    else:
        edit_audiences(site, lambda found: found["audiences"][0].update(name="Everybody"))
    before = stamps(site / "build")
    monkeypatch.setattr(WorkerTasks, "render", forgetful)
    with pytest.raises(Unmade, match=f"not made: plain/orders/{INVENTED}/index.json$"):
        outcome(site)
    assert stamps(site / "build") == before
    monkeypatch.undo()
    sound(site)
