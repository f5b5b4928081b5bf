"""Each module says what it has, what was looked for in vain, and what nobody looked for."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from eo_site.plan.modules import MODULES
from eo_site.project import SHIPPED_THEME, shipped_themes
from tests.sites import built, found, order, page, small_site

DUTY = """\
duties:
  - id: d1
    section: "2"
    who: [coast-guard]
    with: [navy]
    what: Count the lamps.
    type: time-boxed
    due: 2021-06-01
"""
VALUES: Mapping[str, tuple[str, str]] = {
    "named-agencies": ("agencies: [{id: coast-guard, role: lead, sections: ['2']}]", "Coast Guard"),
    "deadlines": (DUTY, "Jun 1, 2021"),
    "duties": (DUTY, "Count the lamps"),
    "coordination": (DUTY, "Navy"),
    "deciders": (DUTY, "Count the lamps"),
    "affected": (
        "affected: [{party: sailors, effect: benefit, basis: stated-intent, section: '1', text: They see.}]",
        "They see",
    ),
    "authorities": (
        "authorities: [{kind: statute, name: Lamp Act, section: preamble}]",
        "Lamp Act",
    ),
    "clauses": ("clauses: [{kind: sunset, section: '9', text: It ends in May.}]", "It ends in May"),
    "cases": (
        "cases: [{id: k, name: Keeper v. Board, source: notes,"
        " events: [{on: 2021-06-01, kind: filed, court: d-me}]}]",
        "Keeper v. Board",
    ),
    "comments": ("comments: [{what: Write to the Board., source: notes}]", "Write to the Board"),
    "legislation": (
        "legislation: [{name: Lamp Bill, text: It would pay., source: notes}]",
        "Lamp Bill",
    ),
    "money": ("money: {in_order: false, note: No sum is named.}", "No sum is named"),
    "numbers": ("numbers: [{value: 4000, what: Lamps along the coast., source: notes}]", "4000"),
    "needs-congress": ("needs_congress: [{text: A law to pay for it.}]", "A law to pay for it"),
    "quotes": ("quotes: [{text: Count them all., section: '1'}]", "Count them all"),
    "relations": (
        "relations: [{type: amends, target: eo-1, title: An older one, source: order}]",
        "An older one",
    ),
}
"""A record that has something for the module, and words of it."""

FIELDS = sorted({each.field for each in MODULES if each.field})
NOTES = f"sources: [{{id: notes, type: webpage, title: Notes, checked: 2026-11-01, covers: [{', '.join(FIELDS)}]}}]\n"
VOCABULARIES = {
    "content/vocabularies/agencies.yaml": "terms: [{id: coast-guard, label: Coast Guard}, {id: navy, label: Navy}]",
    "content/vocabularies/parties.yaml": "terms: [{id: sailors, label: Sailors}]",
    "content/vocabularies/courts.yaml": "terms: [{id: d-me, label: District of Maine, short: D. Me.}]",
}


def one_module(root: Path, module: str, records: Mapping[str, str]) -> Path:
    """Two editions of some orders: one leads with the module, one has it below the fold."""
    audience = "{{id: {id}, name: N, question: Q?, lead: [{lead}], modules: [{rest}]}}"
    lead = audience.format(id="above", lead=module, rest="")
    rest = audience.format(id="below", lead="summary", rest=module)
    files = {
        f"content/orders/{name}.md": order(f"{NOTES}summary: It counts.\n{record}\n", number=number)
        for number, (name, record) in enumerate(records.items(), 14001)
    }
    files["audiences.yaml"] = f"audiences: [{lead}, {rest}]\n"
    return built(small_site(root, {"content/orders/eo-14001.md": order(), **VOCABULARIES, **files}))


def printed(folder: Path, slug: str, module: str) -> str:
    """The module's markup on an order's page, or nothing."""
    html = page(folder, f"orders/{slug}")
    start = html.find(f'id="m-{module}"')
    end = min(at for at in (html.find(' id="m-', start + 10), len(html)) if at > 0)
    return re.sub(r"<[^>]*>", " ", html[start:end]) if start >= 0 else ""


FIELD_MODULES = [each for each in MODULES if each.field]


@pytest.mark.parametrize("module", FIELD_MODULES, ids=lambda each: each.name)
def test_a_module_has_four_states(tmp_path: Path, module) -> None:  # type: ignore[no-untyped-def]
    """Values and none-found print anywhere, not-searched in the lead, not-applicable nowhere."""
    record, words = VALUES[module.name]
    records = {
        "values": record,
        "none": f"searched: {{{module.field}: [notes]}}",
        "silent": "",
        "inapplicable": f"not_applicable: [{module.field}]",
    }
    out = one_module(tmp_path, module.name, records)
    for edition in ("above", "below"):
        folder = out / edition
        assert words in printed(folder, "values", module.name), edition
        none = printed(folder, "none", module.name)
        assert "None found in" in none and "Notes" in none and "Nov 1, 2026" in none, edition
        assert printed(folder, "inapplicable", module.name) == "", edition
    assert "Not searched" in printed(out / "above", "silent", module.name)
    assert printed(out / "below", "silent", module.name) == ""


TEXT_MODULES = {
    "summary": "summary: In short.",
    "what-changed": "what_changed: In short.",
    "does-not": "does_not: [In short.]",
}


@pytest.mark.parametrize("module", TEXT_MODULES)
def test_a_text_nobody_wrote_is_missed_only_where_the_page_leads_with_it(
    tmp_path: Path, module: str
) -> None:
    """Modules of our own words: print them, or say so above the fold, or leave them out."""
    audience = "{{id: {id}, name: N, question: Q?, lead: [{lead}], modules: [{rest}]}}"
    editions = f"""audiences: [{audience.format(id="above", lead=module, rest="")},
      {audience.format(id="below", lead="record", rest=module)}]"""
    files = {
        "audiences.yaml": editions,
        "content/orders/eo-14001.md": order(f"{TEXT_MODULES[module]}\n"),
        "content/orders/silent.md": order("not_applicable: [money]\n", number=14002),
    }
    out = built(small_site(tmp_path, files))
    assert "In short." in printed(out / "above", "eo-14001", module)
    assert "In short." in printed(out / "below", "eo-14001", module)
    assert "nalyzed" in printed(out / "above", "silent", module)
    assert printed(out / "below", "silent", module) == ""


def test_every_module_has_a_template_and_a_heading() -> None:
    """A publisher may place any of them."""
    theme = shipped_themes() / SHIPPED_THEME
    templates = {each.stem for each in (theme / "templates/modules").iterdir()}
    strings = (theme / "strings.yaml").read_text("utf-8")
    titles = strings.partition("\nmodules:\n")[2].partition("\n\n")[0]
    assert {each.name for each in MODULES} == templates
    assert {each.name for each in MODULES} == set(
        re.findall(r"^  ([a-z-]+):", titles, re.MULTILINE)
    )


def test_every_module_can_lead_and_follow_on_an_empty_record(tmp_path: Path) -> None:
    """All at once, on the least record there is: nothing breaks, whatever is missing.

    `status` is two axes, each with a state of its own, so it says of each what is known.
    """
    names = [each.name for each in MODULES if each.name != "status"]
    audience = (
        f"{{id: all, name: N, question: Q?, lead: [status, {', '.join(names)}], modules: []}}"
    )
    other = f"{{id: rest, name: N, question: Q?, lead: [], modules: [{', '.join(names)}]}}"
    files = {
        "audiences.yaml": f"audiences: [{audience}, {other}]",
        "content/orders/eo-14001.md": order("not_applicable: [money]\n"),
    }
    out = built(small_site(tmp_path, files))
    assert "Not searched" in page(out / "all", "orders/eo-14001")
    assert "We have not looked" not in page(out / "rest", "orders/eo-14001")


def test_duties_without_a_date_are_no_deadlines(tmp_path: Path) -> None:
    """The text was read, and sets none: that is known, by the order itself."""
    record = "duties: [{id: d1, section: '2', who: [navy], what: Wait., type: ongoing}]"
    out = one_module(tmp_path, "deadlines", {"dateless": record})
    assert "None found in" in printed(out / "below", "dateless", "deadlines")


def test_the_order_itself_may_be_a_source_for_some(tmp_path: Path) -> None:
    """An audience that does not receive the order's own source still gets a page."""
    record = (
        "duties: [{id: d1, section: '2', who: [navy], what: Wait., type: ongoing}]\n"
        "sources: [{id: order, type: regulation, title: The order, for: [above]}]"
    )
    files = {"content/orders/eo-14001.md": order(record + "\n"), **VOCABULARIES}
    audience = "{{id: {}, name: N, question: Q?, lead: [deadlines], modules: []}}"
    files["audiences.yaml"] = f"audiences: [{audience.format('above')}, {audience.format('below')}]"
    assert built(small_site(tmp_path, files)).is_dir()


def test_unknowns_names_what_nobody_searched(tmp_path: Path) -> None:
    """Fields about the world outside the text; not those searched, filled in or inapplicable."""
    record = (
        "searched: {cases: [notes]}\nnot_applicable: [comments]\nmoney: {in_order: false, note: N.}"
    )
    words = printed(
        one_module(tmp_path, "unknowns", {"some": record}) / "below", "some", "unknowns"
    )
    assert "legal status" in words and "legislation" in words
    assert not any(each in words for each in ("court cases", "public comment", "money"))


@pytest.mark.parametrize("audience_lead", ["summary", "status"])
def test_the_masthead_always_tells_legal_status_and_court_effect(
    tmp_path: Path, audience_lead: str
) -> None:
    """Whatever the modules: the value with its date, or that nobody searched."""
    audience = f"{{id: lawyers, name: N, question: Q?, lead: [{audience_lead}], modules: []}}"
    covering = NOTES.replace("covers: [", "covers: [court, status, ")
    searched = f"{covering}searched: {{court: [notes], status: [notes]}}\n"
    files = {
        "audiences.yaml": f"audiences: [{audience}]",
        "content/orders/eo-14002.md": order(number=14002),
        "content/orders/eo-14003.md": order(searched, number=14003),
        "content/orders/eo-14004.md": order(f"{NOTES}searched: {{cases: [notes]}}\n", number=14004),
    }  # fmt: skip
    folder = built(small_site(tmp_path, files)) / "lawyers"
    head = [
        page(folder, f"orders/eo-{n}").partition("<h1>")[2].partition("</header>")[0].lower()
        for n in (14001, 14002, 14003, 14004)
    ]
    assert "in force" in head[0] and "jan 20, 2021" in head[0] and "nov 1, 2026" in head[0]
    assert "we have not checked whether the order is in force" in head[1]
    assert "courts: " in head[1] and head[1].count("not searched") == 1
    assert "we found no revocation" in head[2] and "none found in" in head[2]
    assert head[2].count("nov 1, 2026") == 2
    # What courts did follows from cases, and so from a search for them.
    assert "none found in" in head[3] and "not searched" not in head[3]
    assert "court effect" not in page(folder, "orders/eo-14004").lower()


def test_an_order_nobody_has_analysed_says_so_once(tmp_path: Path) -> None:
    """One line, its status, its ties and its record; with its text at hand, what a program finds in that."""
    text = (
        "Executive Order 14001 of January 20, 2021\n\nCounting Lighthouses\n\n"
        "By the authority vested in me as President, it is hereby ordered:\n\n"
        "Section 1. Purpose. Lighthouses matter.\n\n"
        "Sec. 2. Count. Within 60 days of the date of this order, the Coast Guard shall count them.\n"
    )
    record = (
        "dates: {signed: 2021-01-20}\nrelations: [{type: amends, target: eo-1, source: order}]\n"
        "status: [{value: in-force, source: order, as_of: 2026-11-01}]\n"
    )
    files = {**VOCABULARIES, "content/orders/eo-14001.md": order(record)}
    files["content/orders/eo-14002.md"] = order(record, number=14002)
    files["content/texts/eo-14001.txt"] = text
    build = built(small_site(tmp_path, files))
    for edition in ("plain", "lawyers"):
        told = re.sub(r"<[^>]*>", " ", page(build / edition, "orders/eo-14001"))
        assert told.count("We have not ") == 1 + told.count("We have not checked whether")
        assert "Not searched." not in printed(build / edition, "eo-14001", "status")
        assert "“Within 60 days of the date of this order”" in told and "Mar 21, 2021" in told
        assert "Coast Guard" in printed(build / edition, "eo-14001", "in-text")
        assert "Amends" in printed(build / edition, "eo-14001", "relations")
        assert printed(build / edition, "eo-14002", "in-text") == ""
        assert 'id="m-record"' in page(build / edition, "orders/eo-14002")


def test_a_site_may_add_a_module_over_the_records_fields(tmp_path: Path) -> None:
    """A template in the site's own theme, its title in audiences.yaml, no code."""
    template = (
        '<section id="{{ m.anchor }}"><h2>{{ m.title }}</h2>'
        "{{ m.body.number }} / {{ m.body.dates.signed|iso }}</section>"
    )
    audience = "{id: lawyers, name: N, question: Q?, lead: [numberplate], modules: [], titles: {numberplate: Plate}}"
    files = {
        "audiences.yaml": f"audiences: [{audience}]",
        "themes/default/templates/modules/numberplate.html": template,
    }
    folder = built(small_site(tmp_path, files)) / "lawyers"
    assert re.search(r"Plate\s+14001 / 2021-01-20", printed(folder, "eo-14001", "numberplate"))


def test_a_site_may_replace_a_module_and_a_page(tmp_path: Path) -> None:
    """File by file over the shipped theme; strings key by key."""
    files = {
        "themes/default/templates/modules/summary.html": "<p id='{{ m.anchor }}'>Ours: {{ m.body }}</p>",
        "themes/default/strings.yaml": "not_found: {title: Lost}\n",
    }
    out = built(small_site(tmp_path, files))
    assert "Ours: Lighthouses are to be counted" in page(out / "plain", "orders/eo-14001")
    assert "<h1>Lost</h1>" in (out / "plain/404.html").read_text("utf-8")


def test_an_audience_may_have_a_template_of_its_own(tmp_path: Path) -> None:
    """Where the reader's task wants another structure."""
    template = (
        '{% extends "base.html" %}{% block main %}<h1>{{ order.head.title }}</h1>Own.{% endblock %}'
    )
    audience = "{id: lawyers, name: N, question: Q?, lead: [summary], modules: [], template: task}"
    files = {
        "audiences.yaml": f"audiences: [{audience}]",
        "themes/default/templates/audiences/task.html": template,
    }
    assert "Own." in page(built(small_site(tmp_path, files)) / "lawyers", "orders/eo-14001")


def test_one_section_of_the_body_can_be_placed_like_a_module(tmp_path: Path) -> None:
    """It is printed there, and not again among the others."""
    body = "## One {#one}\n\nFirst words.\n\n## Two {#two}\n\nSecond words.\n"
    audience = '{id: lawyers, name: N, question: Q?, lead: ["section:two"], modules: [sections]}'
    files = {
        "audiences.yaml": f"audiences: [{audience}]",
        "content/orders/eo-14001.md": order(body=body),
    }
    html = page(built(small_site(tmp_path, files)) / "lawyers", "orders/eo-14001")
    assert html.index("Second words.") < html.index("First words.")
    assert html.count("Second words.") == 1


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ("searched: {money: [notes]}\nnot_applicable: [money]\n", "EO407"),
        ("money: {in_order: false, note: N.}\nnot_applicable: [money]\n", "EO407"),
        ("searched: {court: [notes]}\n", "EO407"),
        ("court: [{value: none-known, source: notes}]\n", "EO407"),
    ],
)
def test_silence_is_claimed_only_where_a_source_covers_it(
    tmp_path: Path, record: str, code: str
) -> None:
    """And nothing is both not applicable and there."""
    problems = found(small_site(tmp_path, {"content/orders/eo-14001.md": order(NOTES + record)}))
    assert [each.partition(" ")[2] for each in problems] == [code]
