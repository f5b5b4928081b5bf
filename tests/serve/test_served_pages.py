"""What is put into pages, and what an open page is told."""

from pathlib import Path

from eo_site.model.problem import Place, Problem, Severity
from eo_site.serve.marks import marks_css
from eo_site.serve.shown import MOST, shown
from tests.serve.desks import PAGE, fake, pages_of
from tests.sites import write

BROKEN = Problem("EO501", "themes/mine/templates/page.html", Place(2), "no such name", "docs")


def test_the_hash_of_the_themes_files_is_no_change_of_a_page(tmp_path: Path) -> None:
    """They are exchanged by themselves; anything else in the page counts."""
    desk = fake()
    pages, news = pages_of(desk, tmp_path)
    digests = []
    for text in ("assets/0123456789ab/css", "assets/ba9876543210/css", "assets/ba9876543210/js"):
        desk.pages["plain/"] = PAGE.format(text).encode()
        news.publish(desk.refresh(None))
        digests.append(pages.state("plain/")["page"])
    assert digests[0] == digests[1] != digests[2]


def test_a_page_is_rendered_once_in_each_state(tmp_path: Path) -> None:
    """First for its digest, then to be sent."""
    desk = fake()
    pages, news = pages_of(desk, tmp_path)
    for _ in range(2):
        news.publish(desk.refresh(None))
        pages.state("plain/")
        pages.sent("plain/")
    assert desk.rendered.count("plain/") == 2


def test_a_page_that_breaks_stays_as_it_was(tmp_path: Path) -> None:
    """Only its own state says so, and its digest is the old one."""
    desk = fake()
    pages, news = pages_of(desk, tmp_path)
    good = pages.state("plain/")
    desk.broken["plain/"] = desk.broken["board/"] = BROKEN
    news.publish(desk.refresh(None))
    state = pages.state("plain/")
    assert state["page"] == good["page"] and not state["good"]
    assert [each["code"] for each in state["problems"]] == ["EO501"]
    assert pages.state("plain/orders/eo-1/")["good"]
    assert pages.sent("plain/").status == 200


def test_a_page_that_was_never_good_says_that(tmp_path: Path) -> None:
    """With the state in it, so that it becomes the page when it is mended."""
    desk = fake()
    desk.broken["plain/"] = BROKEN
    pages, _ = pages_of(desk, tmp_path)
    sent = pages.sent("plain/")
    assert sent.status == 500
    assert b"This page cannot be shown yet" in sent.data and b"<eo-desk" in sent.data


def test_a_site_that_was_never_good_says_that(tmp_path: Path) -> None:
    """Rather than that there is no such page."""
    desk = fake()
    desk.pages.clear()
    desk.problems = (BROKEN,)
    pages, _ = pages_of(desk, tmp_path)
    assert pages.sent("plain/").status == 503


def test_words_of_the_site_do_not_break_out_of_the_state(tmp_path: Path) -> None:
    """It stands in an attribute."""
    desk = fake()
    desk.problems = (Problem("EO100", "a", Place(), "\"'></eo-desk><script>alert(1)</script>"),)
    pages, _ = pages_of(desk, tmp_path)
    assert b"<script>" not in pages.sent("plain/").data
    assert b"<script>" not in pages.sent("no/<script>/").data


def test_a_page_without_an_end_has_the_desk_at_its_end(tmp_path: Path) -> None:
    """HTML lets the closing tags be left out."""
    desk = fake()
    desk.pages["plain/"] = b"<!doctype html><p>Short"
    pages, _ = pages_of(desk, tmp_path)
    assert pages.sent("plain/").data.startswith(b"<!doctype html><p>Short<eo-desk")


def test_every_edition_is_a_step_away(tmp_path: Path) -> None:
    """On the same page where it has one, else on its home."""
    pages, _ = pages_of(fake(), tmp_path)
    rows = pages.state("plain/orders/eo-1/")["editions"]
    assert [(each["url"], each["same"], each["current"], each["members"]) for each in rows] == [
        ("/plain/orders/eo-1/", True, True, False),
        ("/board/", False, False, True),
    ]


def test_a_page_knows_that_it_is_not_published(tmp_path: Path) -> None:
    """In whichever edition it is read."""
    desk = fake()
    desk.unpublished = {"orders/eo-1/": "draft"}
    pages, _ = pages_of(desk, tmp_path)
    assert pages.state("plain/orders/eo-1/")["unpublished"] == "draft"
    assert pages.state("plain/")["unpublished"] == ""


def test_links_to_what_is_not_published_are_marked() -> None:
    """However they are written, and by their reason; addresses elsewhere are not."""
    css = marks_css(
        {"orders/eo-1/": "draft", "orders/eo-2/": "embargoed until 2026-12-24"}
    ).decode()
    assert 'a[href$="/orders/eo-1/"]:not([href*=":"])::after' in css
    assert 'content: "draft"' in css and 'content: "embargoed until 2026-12-24"' in css
    assert marks_css({}) == b""


# Problems -------------------------------------------------------------------------------------


def test_a_problem_comes_with_its_line(tmp_path: Path) -> None:
    """And the place in it, counted from nought."""
    write(tmp_path, {"a.md": "one\r\ntwo three\r\n"})
    [row] = shown([Problem("EO301", "a.md", Place(2, 5), "wrong", "right")], tmp_path)
    assert (row["source"], row["caret"], row["hint"], row["error"]) == (
        "two three",
        4,
        "right",
        True,
    )


def test_a_long_line_is_shown_around_its_problem(tmp_path: Path) -> None:
    """A paragraph may be one line."""
    write(tmp_path, {"a.md": "x" * 500 + "HERE" + "y" * 500})
    [row] = shown([Problem("EO301", "a.md", Place(1, 501), "wrong")], tmp_path)
    assert len(row["source"]) < 200
    assert row["source"][row["caret"] :].startswith("HERE")
    assert row["source"].startswith("…") and row["source"].endswith("…")


def test_a_file_that_cannot_be_shown_has_no_line(tmp_path: Path) -> None:
    """Gone, of other bytes, or shorter than the problem says."""
    write(tmp_path, {"bytes.md": b"caf\xe9"})
    rows = shown(
        [Problem("EO100", name, Place(9), "x") for name in ("gone.md", "bytes.md", "\x00")],
        tmp_path,
    )
    assert [each["source"] for each in rows] == ["", "", ""]


def test_errors_come_first_and_there_is_an_end_to_them(tmp_path: Path) -> None:
    """The terminal has the rest."""
    warning = Problem("EO405", "a.md", Place(), "hard", severity=Severity.WARNING)
    rows = shown([warning, *[Problem("EO301", "b.md", Place(), "wrong")] * 200], tmp_path)
    assert len(rows) == MOST and all(each["error"] for each in rows)
