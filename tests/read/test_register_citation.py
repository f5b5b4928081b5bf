"""Where an order was printed, in the ways in which people write it."""

from pathlib import Path

import pytest

from eo_site.model.citation import register_citation
from tests.sites import AUDIENCES, built, loaded, order, small_site


@pytest.mark.parametrize(
    "text",
    [
        "90 FR 8449", "90 Fed. Reg. 8449", "90 F.R. 8449", "90 F. R. 8449", "90 Fed.Reg. 8449", "90 Fed Reg 8449",
        "90 Federal Register 8449", "90 fr 8449", "90 FR 8,449", "90 Fed. Reg. 8,449", "90  FR\u00a08449",
        "Vol. 90 Fed. Reg. at 8449", "90 FR p. 8449",
    ],
)  # fmt: skip
def test_the_forms_of_a_citation_are_one(text: str) -> None:
    """The Bluebook's, the Register's own, and those between them."""
    assert register_citation(text) == "90 FR 8449"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("hello", "90 FR 8449"),
        ("90 FR", "90 FR 8449"),
        ("FR 8449", "90 FR 8449"),
        ("0 FR 8449", "90 FR 8449"),
        ("3 CFR 301", "90 FR 8449"),
        ("82 Fed. Reg. 13,209-13,219", "82 FR 13209"),
        ("82 FR 13209, 13218", "82 FR 13209"),
        ("82 Fed. Reg. 13209 (Mar. 9, 2017)", "82 FR 13209"),
    ],
)
def test_what_is_no_first_page_is_refused(tmp_path: Path, text: str, written: str) -> None:
    """At its place, with what to write instead."""
    site = small_site(
        tmp_path, {"content/orders/eo-14001.md": order(f'citation: {{fr: "{text}"}}\n')}
    )
    (problem,) = [each for each in loaded(site).problems if each.code == "EO112"]
    assert (problem.place.line, problem.place.column) == (4, 16)
    assert problem.hint == f"write it as {written}"
    assert text in problem.message


def test_every_form_of_citing_the_order_has_it(tmp_path: Path) -> None:
    """The page, BibTeX, RIS and CSL have volume and page, however they were written."""
    audiences = AUDIENCES.replace("name: Lawyers", "name: Lawyers\n    exports: [library]")
    record = 'citation: {fr: "90 Fed. Reg. 8,449"}\ndates: {signed: 2025-01-20}\n'
    site = small_site(
        tmp_path, {"audiences.yaml": audiences, "content/orders/eo-14001.md": order(record)}
    )
    out = built(site) / "lawyers"
    page = (out / "orders/eo-14001/index.html").read_text("utf-8")
    assert "90 Fed. Reg. 8449 (Jan. 20, 2025)" in page
    assert "90 FR 8449" in page
    assert "90 Federal Register 8449" in (out / "library.bib").read_text("utf-8")
    assert "VL  - 90\r\nSP  - 8449" in (out / "library.ris").read_bytes().decode()
    assert '"volume": "90"' in (out / "library.csl.json").read_text("utf-8")
