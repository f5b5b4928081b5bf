"""What is printed is typeset; what a record says is not changed by it."""

import pytest
from markupsafe import Markup

from eo_site.model.prose import Words
from eo_site.render.jinja import printable
from eo_site.render.typography import glued, nested, page_range, printed, typeset

NB = "\u00a0"


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("under sec. 3(b) and secs. 2, 4", f"under sec.{NB}3(b) and secs.{NB}2, 4"),
        ('(sec. <a href="#text-3">3</a>)', f'(sec.{NB}<a href="#text-3">3</a>)'),
        ('<a href="#s">sec. 3</a>', f'<a href="#s">sec.{NB}3</a>'),
        ('<a href="#s">EO 13769</a>', f'<a href="#s">EO{NB}13769</a>'),
        ("<code>EO 13769</code>", "<code>EO 13769</code>"),
        ("EO 13780, 82 FR 13209", f"EO{NB}13780, 82{NB}FR{NB}13209"),
        ("Sec. of State", "Sec. of State"),
        ("§§ 3, Nos. (4), pp. 5-7, section IV", f"§§{NB}3, Nos.{NB}(4), pp.{NB}5–7, section{NB}IV"),
        (
            "<i>Proclamación 9844</i>, Proclamation 7",
            f"<i>Proclamación{NB}9844</i>, Proclamation{NB}7",
        ),
        ("<i>No. 4</i>, a tip. 4, xEO 5", "<i>No. 4</i>, a tip. 4, xEO 5"),
        ('word <span class="cites">(x)</span>', f'word{NB}<span class="cites">(x)</span>'),
        ("the Secretary's and the agencies' work", "the Secretary’s and the agencies’ work"),
        ("<a href=\"/o'brien--x\">O'Brien</a>", '<a href="/o\'brien--x">O’Brien</a>'),
        ("<code>it's --x</code>", "<code>it's --x</code>"),
        ("Vought&#x27;s count and the agencies&#39; work", "Vought’s count and the agencies’ work"),
        ("minorities--whoever they are", "minorities—whoever they are"),
    ],
)
def test_numbers_stay_with_their_word_and_marks_are_a_printers(written: str, set_: str) -> None:
    """Between words, in links and before citations; never in addresses or code."""
    assert typeset(written) == set_
    assert typeset(set_) == set_


def test_templates_print_words_typeset() -> None:
    """Whatever template prints them; the words themselves stay as they were."""
    words = Words("See sec. 3.", "See sec. 3.")
    assert printable(words) == f"See sec.{NB}3."
    assert words.html == "See sec. 3."


def test_quotations_and_pages() -> None:
    """A quotation has the printer's dashes as dashes, and pages run from one to another."""
    assert printed("as follows--namely, the agency's") == "as follows—namely, the agency’s"
    assert page_range("7005-7007") == "7005–7007"


def test_a_quotation_in_a_quotation_has_single_marks() -> None:
    """Templates put the outer marks; words that bring a pair of their own around all of it lose it."""
    assert nested("Promoting “diversity”") == "Promoting ‘diversity’"
    assert nested("“All of it.”") == "All of it."
    assert nested("“one” and “two”") == "‘one’ and ‘two’"


def test_names_and_summaries_are_plain_text_and_set_alike() -> None:
    """An order's number stays with its "EO", and markup stays markup."""
    assert glued("EO 13780: the Nation's Gates") == f"EO{NB}13780: the Nation’s Gates"
    assert glued(Markup("<b>EO 13780</b>")) == Markup(f"<b>EO{NB}13780</b>")
    assert isinstance(glued(Markup("EO 1")), Markup)
