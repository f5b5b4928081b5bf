"""What a printed order says about itself."""

from dataclasses import replace
from datetime import date

from eo_site.read.official_text import read_official_text
from eo_site.texts.header import header_facts
from tests.sites import REPOSITORY
from tests.texts.making import official


def test_head_and_foot_of_a_printed_order() -> None:
    """Number, title, citation, pages, document and all four days."""
    path = REPOSITORY / "tests/read/official/eo-99999.txt"
    text, _ = read_official_text(path.name, path.read_bytes())
    assert text
    facts = header_facts(text)
    assert (facts.number, facts.title) == (
        "99999",
        "Keeping the Nation's Lighthouses in Good Repair",
    )
    assert (facts.citation, facts.first_page, facts.last_page) == ("99 FR 90001", 90001, 90004)
    assert facts.document_number == "2099-99999"
    assert facts.signed == facts.dated == date(2099, 11, 2)
    assert (facts.filed, facts.published) == (date(2099, 11, 4), date(2099, 11, 5))


def test_what_a_copy_does_not_say_is_not_said() -> None:
    """The first page may be known from the citation alone; the last is not."""
    bare = header_facts(replace(official(), signed=None))
    assert (bare.signed, bare.first_page, bare.filed) == (None, None, None)
    cited = header_facts(replace(official(), citation="99 FR 90001"))
    assert (cited.first_page, cited.last_page) == (90001, None)


def test_two_days_of_signing_disagree() -> None:
    """A heading and a signature of different years do; one that is missing does not."""
    text = official()
    assert not header_facts(replace(text, dated=date(2098, 11, 2))).dates_agree
    assert header_facts(replace(text, dated=text.signed)).dates_agree
    assert header_facts(text).dates_agree
