"""The official text by section, beside what of an edition rests on it."""

import re
from pathlib import Path

import pytest

from tests.check.planting import INVENTED, sound
from tests.plan.proving import ORDER, PROOF, proving
from tests.site.crawling import dead_links, pages_of
from tests.sites import built, edit_audiences, found, outcome, page, run, tree

NOBODY = "No passage of this edition cites this section."


def beside(folder: Path, label: str) -> str:
    """What stands at a section on the proof page: the text and what rests on it, plain."""
    html = page(folder, PROOF)
    start = html.index(f'<div id="text-{label}"')
    end = html.find('<div id="text-', start + 1)
    return " ".join(re.sub(r"<[^>]*>", " ", html[start:end]).split())


def dead(folder: Path) -> list[str]:
    """Links that lead nowhere, but for those of the page that knows its base path."""
    return [each for each in dead_links(folder) if not each.startswith("404.html")]


def test_each_section_stands_beside_the_sentences_that_cite_it(tmp_path: Path) -> None:
    """A citation covers its own sentence: what the paragraph says besides is not shown."""
    analysis = sound() + "\nShips sail. A list is kept of those who keep lights [@order, 3].\n"
    plain = built(proving(tmp_path, analysis)) / "plain"
    third = beside(plain, "3")
    assert "The Secretary of Labor shall keep a list of lighthouse keepers" in third
    assert "A list is kept of those who keep lights." in third
    assert "The Secretary of Labor keeps “a list of lighthouse keepers" in third
    assert "Ships sail" not in third
    assert "180 days to count" in beside(plain, "2-a")


def test_entries_of_the_record_stand_with_the_sections_they_name(tmp_path: Path) -> None:
    """Duties, clauses, agencies and quotations, each with its word and its place."""
    root = proving(tmp_path)
    edit_audiences(
        root,
        lambda file: file["audiences"][0]["modules"].extend(
            ["duties", "clauses", "named-agencies", "quotes"]
        ),
    )
    plain = built(root) / "plain"
    html = page(plain, PROOF)
    assert "Propose improvements to the marking of shoals." in beside(plain, "2-b")
    assert "No private right of action" in beside(plain, "4-c")
    assert "Department of Labor: must act" in beside(plain, "3")
    assert "Lighthouses guide ships past rocks and shoals." in beside(plain, "1")
    assert 'href="../#duty-d2"' in html
    assert 'href="../#m-clauses"' in html


def test_a_module_that_the_edition_lacks_lends_nothing(tmp_path: Path) -> None:
    """What the page of the order does not print cannot be led back to."""
    plain = built(proving(tmp_path)) / "plain"
    assert "Propose improvements" not in beside(plain, "2-b").replace("propose improvements", "")
    assert 'href="../#duty-' not in page(plain, PROOF)


def test_sections_that_nothing_cites_say_so(tmp_path: Path) -> None:
    """In words, whether or not the record names them; and what is cited by way of another says how."""
    root = proving(tmp_path, asking=("plain", "lawyers"))
    out = built(root)
    assert NOBODY in beside(out / "plain", "4-a")
    assert NOBODY not in beside(out / "plain", "3")
    assert NOBODY in beside(out / "lawyers", "2-b")
    assert "Named in the record" in beside(out / "lawyers", "2-b")
    assert "Parts of it are cited." in beside(out / "plain", "2")
    analysis = sound() + "\nIt ends with limits [@order, 4].\n"
    again = built(proving(tmp_path / "again", analysis)) / "plain"
    assert "Cited as part of the section that contains it." in beside(again, "4-b")


@pytest.mark.parametrize("audience", ["plain", "lawyers"])
def test_the_count_is_that_of_the_command(tmp_path: Path, audience: str) -> None:
    """`eo-site coverage` and the page agree, also about what an edition receives and does not print."""
    analysis = sound().replace(
        "does_not:\n", "what_changed: It asks for limits [@order, 4].\ndoes_not:\n"
    )
    root = proving(tmp_path, analysis, asking=("plain", "lawyers"))
    edit_audiences(root, lambda file: file["audiences"][1]["modules"].append("what-changed"))
    words = run("-C", root, "coverage", "--audience", audience).output
    match = re.search(r"(\d+) of (\d+) sections uncited", words)
    assert match
    uncited, total = map(int, match.groups())
    html = page(built(root) / audience, PROOF)
    assert f"{total - uncited} of {total} sections are cited." in html
    assert html.count(NOBODY) == uncited
    assert uncited == {"plain": 6, "lawyers": 2}[audience]


def test_citations_lead_to_the_page_and_back(tmp_path: Path) -> None:
    """Each pinpoint of the order's page is a link to its section, and each section leads back."""
    root = proving(tmp_path)
    edit_audiences(root, lambda file: file["audiences"][0]["modules"].append("duties"))
    out = built(root)
    order, proof = page(out / "plain", ORDER), page(out / "plain", PROOF)
    assert 'sec.\u00a0<a class="cite" href="proof/#text-2-a">2(a)</a>' in order
    assert '<a href="proof/#text-2-b">2(b)</a>' in order
    there = set(re.findall(r'href="proof/#(text-[^"]+)"', order))
    back = {
        match.group(1)
        for match in re.finditer(
            r'<div id="(text-[^"]+)"(.*?)(?=<div id="text-|</article>)', proof, re.DOTALL
        )
        if 'href="../#' in match.group(2)
    }
    assert there == back != set()
    assert dead(out / "plain") == []


def test_where_the_page_prints_the_text_citations_stay_on_it(tmp_path: Path) -> None:
    """And the text printed there leads on to the page beside it."""
    out = built(proving(tmp_path, asking=("lawyers",), printing=("lawyers",)))
    order = page(out / "lawyers", ORDER)
    assert '<a class="cite" href="#text-3">3</a>' in order
    assert 'href="proof/#text-3"' in order
    assert dead(out / "lawyers") == []


def test_a_pinpoint_of_which_the_text_lacks_a_part_leads_to_the_rest(tmp_path: Path) -> None:
    """Sections that are there are links to them; one that is not leads to the source."""
    root = proving(tmp_path, sound() + "\nIt is said twice [@order, 3, 9(z)].\n")
    site = (root / "site.yaml").read_text("utf-8")
    (root / "site.yaml").write_text(site + "rules: {unknown-section: off}\n", "utf-8")
    plain = built(root) / "plain"
    assert (
        'secs.\u00a0<a class="cite" href="proof/#text-3">3</a>, <a class="cite" href="#source-order">9(z)</a>'
        in page(plain, ORDER)
    )
    assert "It is said twice." in beside(plain, "3")
    assert dead(plain) == []


def test_an_edition_that_does_not_ask_has_neither_page_nor_link(tmp_path: Path) -> None:
    """And the switcher of the page leads to its home, saying so."""
    out = built(proving(tmp_path))
    assert not (out / "lawyers" / PROOF).exists()
    assert "proof" not in page(out / "lawyers", ORDER)
    ways = [
        each for each in pages_of(out / "plain")[f"{PROOF}/index.html"].all("a") if each.switches
    ]
    assert [each.address for each in ways] == ["../../../../lawyers/"]


def test_without_the_text_there_is_no_page_and_no_link(tmp_path: Path) -> None:
    """Nothing dead is left where the text was, once it is gone."""
    root = proving(tmp_path)
    out = built(root)
    assert (out / "plain" / PROOF).is_dir()
    (root / f"content/texts/{INVENTED}.txt").unlink()
    assert built(root) == out
    assert not (out / "plain" / PROOF).exists()
    assert not [path for path, data in tree(out / "plain").items() if b"proof/" in data]


def test_a_withdrawn_analysis_has_no_proof(tmp_path: Path) -> None:
    """There is nothing left that could rest on the text, and no link to where it was."""
    analysis = sound().replace(
        "does_not:\n",
        "withdrawn: {on: 2026-11-20, reason: 'It misread a section [@order, 3].'}\ndoes_not:\n",
    )
    out = built(proving(tmp_path, analysis, asking=("plain", "lawyers"), printing=("lawyers",)))
    for edition in ("plain", "lawyers"):
        assert not (out / edition / PROOF).exists()
        assert "#text-3" not in page(out / edition, ORDER)


def test_what_is_changed_in_the_text_is_changed_on_the_page(tmp_path: Path) -> None:
    """The page's key knows the text, though no module prints it."""
    root = proving(tmp_path)
    file = root / f"content/texts/{INVENTED}.txt"
    out = built(root)
    file.write_text(file.read_text("utf-8").replace("on its coasts", "on its shores"), "utf-8")
    built(root)
    assert "lighthouses stand on its shores" in beside(out / "plain", "1")
    assert outcome(root).rendered == 0


def test_the_digest_of_a_sign_off_does_not_depend_on_the_text_at_hand(tmp_path: Path) -> None:
    """Where a citation leads is no part of what a reviewer has read."""

    def digests(root: Path) -> list[str]:
        return re.findall(r"digest +([0-9a-f]{16})", run("-C", root, "explain", INVENTED).output)

    analysis = (
        sound() + "\nIt is said twice [@order, 1,3; @order, preamble] & \\<once\\> [@order].\n"
    )
    root = proving(tmp_path, analysis, asking=("plain",), printing=("lawyers",))
    before = digests(root)
    (root / f"content/texts/{INVENTED}.txt").unlink()
    assert digests(root) == before
    assert len(before) == 2


def test_portable_proof_names_its_files(tmp_path: Path) -> None:
    """Both ways name index.html, for reading from disk."""
    out = built(proving(tmp_path), portable=True)
    assert 'href="proof/index.html#text-3"' in page(out / "plain", ORDER)
    assert 'href="../index.html#purpose"' in page(out / "plain", PROOF)


def test_other_editions_words_are_not_on_the_page(tmp_path: Path) -> None:
    """The page is made of what its own edition prints, in the same edition's words."""
    analysis = sound() + (
        "\n::: for lawyers\n\nKeepers are named in a list nobody sees [@order, 3].\n\n:::\n"
        '\nThe list is [short]{lawyers="long"} [@order, 3].\n'
    )
    out = built(proving(tmp_path, analysis, asking=("plain", "lawyers")))
    assert "a list nobody sees" not in page(out / "plain", PROOF)
    assert "a list nobody sees" in page(out / "lawyers", PROOF)
    assert "The list is short." in beside(out / "plain", "3")
    assert "The list is long." in beside(out / "lawyers", "3")


def test_true_or_false_is_asked_for(tmp_path: Path) -> None:
    """Anything else is a problem with its place."""
    root = proving(tmp_path)
    edit_audiences(root, lambda file: file["audiences"][0].update(proof="sometimes"))
    assert [each.rpartition(" ")[2] for each in found(root)] == ["EO112"]


def test_the_page_is_one_of_the_site(tmp_path: Path) -> None:
    """It is in the sitemap and the manifest, and leads to the same page of another edition."""
    out = built(proving(tmp_path, asking=("plain", "lawyers")))
    assert f"<loc>https://orders.example/library/plain/{PROOF}/</loc>" in (
        out / "plain/sitemap.xml"
    ).read_text("utf-8")
    assert f"{PROOF}/index.html" in (out / "plain/manifest.json").read_text("utf-8")
    ways = [
        each for each in pages_of(out / "plain")[f"{PROOF}/index.html"].all("a") if each.switches
    ]
    assert {each.address for each in ways} == {f"../../../../lawyers/{PROOF}/"}
