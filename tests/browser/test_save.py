"""Citations copied and saved under the pages' own strict policy; data blocks that no policy stops."""

from pathlib import Path

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
"""
PAGE = "litigators/orders/eo-13903/"


def test_a_citation_is_saved_as_a_file(visit: Open, repository: str) -> None:
    """Made in the browser, byte for byte what the library's file has; nothing is asked of anyone."""
    seen = visit(repository + PAGE, VIOLATIONS)
    seen.page.evaluate("document.fonts.ready.then(() => null)")  # asked for when first laid out
    before = len(seen.requests)
    seen.page.locator(".citations summary").click()
    saved = {}
    for name in ("bib", "ris", "json"):
        block = seen.page.locator("dd", has=seen.page.locator(f'[data-file="eo-13903.{name}"]'))
        with seen.page.expect_download() as download:
            block.get_by_role("button", name="Save").click()
        assert download.value.suggested_filename == f"eo-13903.{name}"
        saved[name] = Path(download.value.path()).read_bytes()
    for name in ("bib", "ris"):
        answer = seen.page.request.get(f"{repository}litigators/library.{name}")
        assert saved[name] in answer.body(), name
    assert saved["ris"].endswith(b"\r\nER  - \r\n")
    assert saved["json"].startswith(b'[{"id": "eo-13903"')
    assert seen.page.evaluate("violations") == [] and seen.wrong == []
    asked = [each for each in seen.requests[before:] if not each.startswith("blob:")]
    assert [each for each in asked if not each.endswith("icon.svg")] == []


def test_a_citation_is_copied(visit: Open, repository: str) -> None:
    """And the page says so."""
    seen = visit(repository + PAGE, permissions=["clipboard-read", "clipboard-write"])
    seen.page.locator(".citations summary").click()
    first = seen.page.locator(".citations dd").first
    first.get_by_role("button", name="Copy").click()
    first.get_by_text("Copied").wait_for()
    copied = seen.page.evaluate("navigator.clipboard.readText()")
    assert copied == "Exec. Order No. 13,903, 85 Fed. Reg. 6721 (Jan. 31, 2020)"


def test_without_scripts_citations_are_there_and_no_control_is(
    visit: Open, repository: str
) -> None:
    """To be read and copied by hand."""
    page = visit(repository + PAGE, java_script_enabled=False).page
    page.locator(".citations summary").click()
    assert page.locator(".citations pre").all()[1].is_visible()
    assert page.locator(".citations button").count() == 0


def test_the_policy_lets_data_stand(visit: Open, repository: str) -> None:
    """A block of JSON-LD is no script: the browser neither runs nor reports it."""
    seen = visit(repository + PAGE, VIOLATIONS)
    block = seen.page.locator('script[type="application/ld+json"]')
    assert block.count() == 1
    found = seen.page.evaluate(
        "(element) => JSON.parse(element.textContent)", block.element_handle()
    )
    assert found["@type"] == "Article" and found["about"]["@type"] == "Legislation"
    assert seen.page.evaluate("violations") == [] and seen.wrong == []
