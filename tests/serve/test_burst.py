"""When a burst of changes is over. The clock is the test's."""

import threading
from pathlib import Path

import pytest

from eo_site.serve.burst import FEW, MANY, SAVING, WORKING, Burst, Changes

ONE, TWO = Path("one.md"), Path("two.md")


def files(count: int) -> list[Path]:
    """Different ones."""
    return [Path(f"{n}.md") for n in range(count)]


def test_nothing_is_waited_for_where_nothing_changed() -> None:
    """And nothing is over."""
    assert Burst().wait(0) is None


def test_a_save_is_over_when_it_is_quiet() -> None:
    """Each further change begins the wait anew."""
    burst = Burst()
    burst.note(ONE, 10.0)
    assert burst.wait(10.0) == pytest.approx(SAVING.quiet)
    burst.note(TWO, 10.02)
    assert burst.wait(10.03) == pytest.approx(SAVING.quiet - 0.01)
    assert burst.wait(10.06) == 0
    assert burst.take() == {ONE, TWO}
    assert burst.wait(10.06) is None


def test_changes_without_end_are_cut() -> None:
    """A file that is written all the time does not keep the page from being seen."""
    burst = Burst()
    for tick in range(100):
        burst.note(ONE, tick * 0.01)
    assert burst.wait(SAVING.most - 0.01) == pytest.approx(0.01)
    assert burst.wait(SAVING.most) == 0


def test_a_program_at_work_is_given_more_time() -> None:
    """It pauses for longer than a person who waits for a page would like to."""
    burst = Burst()
    for file in files(FEW + 1):
        burst.note(file, 0)
    assert burst.wait(SAVING.quiet) == pytest.approx(WORKING.quiet - SAVING.quiet)
    assert burst.wait(WORKING.quiet) == 0


def test_a_burst_that_says_anything_may_have_changed_names_nothing() -> None:
    """A folder that was moved counts for all that is in it."""
    burst = Burst()
    burst.note(ONE, 0)
    burst.note(None, 0)
    assert burst.take() is None


def test_so_does_a_burst_of_too_many_files() -> None:
    """The system may have dropped some of them."""
    burst = Burst()
    for file in files(MANY + 1):
        burst.note(file, 0)
    assert burst.take() is None


def test_a_worker_gets_what_changed_while_it_was_busy_as_one_more_burst() -> None:
    """However many bursts it was."""
    changes, taken = Changes(), list[frozenset[Path] | None]()
    changes.note(ONE)
    for burst in changes.bursts():
        taken.append(burst)
        if len(taken) == 1:
            threading.Event().wait(SAVING.quiet * 2)
            changes.note(TWO)
            threading.Event().wait(SAVING.quiet * 2)
            changes.note(ONE)
        else:
            changes.close()
    assert taken == [{ONE}, {ONE, TWO}]


def test_who_waits_is_let_go_at_the_end() -> None:
    """Though nothing ever changed."""
    changes = Changes()
    worker = threading.Thread(target=lambda: list(changes.bursts()))
    worker.start()
    changes.close()
    worker.join(60)
    assert not worker.is_alive()
