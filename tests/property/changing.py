"""A small site as knobs to turn: every input that a build reads can be changed from here.

Nearly every combination of settings is a site that builds; some are mistakes on purpose, since an
incremental build must tell those like a clean one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tests.sites import REPOSITORY

Settings = Mapping[str, str]
"""By knob, the setting."""
Files = dict[str, bytes]

OFFICIAL = (REPOSITORY / "tests/read/official/eo-99999.txt").read_bytes()
SLUGS = ("eo-14001", "eo-14002", "eo-14003", "eo-14004", "eo-14005")

WORDS = "legal_status: {ours: ours, theirs: theirs}\n"

ORDER: Mapping[str, tuple[str, ...]] = {
    "title": ("Counting Lighthouses", "Keeping the Lamps"),
    "comment": ("", "# in the record\n", "# of\n# two lines\n"),
    "signed": ("2021-01-20", "2022-03-04", "2021-01-21", ""),
    "status": ("", "in-force", "revoked", "no-recorded-revocation"),
    "until": ("", "2026-11-24"),
    "court": ("", "upheld"),
    "case": ("", "filed", "filed tro-granted", "filed tro-granted vacated", "filed about"),
    "checked": ("2026-11-01", "2026-11-02"),
    "source_for": ("", "[lawyers]"),
    "summary": ("none", "all", "own", "own, otherwise"),
    "does_not": ("", "- Nothing.", "- {text: Nothing for lawyers., for: [lawyers]}"),
    "due": ("", "2026-12-10", "2026-10-01", "{after: P180D, from: signed}",
            "{after: P14D, from: effective}"),
    "repeats": ("", "P1M"),
    "evidence": ("", "done-confirmed"),
    "interests": ("[]", "[lamps]", "[lamps, ships]", "[ships]"),
    "agency": ("", "navy", "guard"),
    "relation": ("", "revokes 1", "references 2", "amends 3", "suspends 4", "revokes 5"),
    "effective": ("", "2026-11-25"),
    "in_effect": ("", "{sections: ['2'], from: 2026-11-12, moved_by: memo-1, source: memo-1}",
                  "{sections: ['2'], until: 2026-11-30, source: order}"),
    "ended_by": ("", "from: 2026-11-24", "sections: ['2'], from: 2026-12-01"),
    "searched": ("{}", "{cases: [notes]}"),
    "changes": ("", "2026-06-01", "2026-11-20"),
    "draft": ("false", "true"),
    "publish_on": ("", "2026-11-23", "2027-01-15"),
    "expires_on": ("", "2026-12-01"),
    "audiences": ("", "[lawyers]", "[desk]", "[plain]"),
    "alias": ("", "old-lamps", "lamps-of-old"),
    "withdrawn": ("", "2026-11-01"),
    "body": ("One.", "Two [@order, 1].", "One for [all]{lawyers=\"the bar\"}.", "See [=d1.due].",
             "Two.\n\nAnd three.", "One for [everybody]{lawyers=\"the bar\"}."),
    "own": ("", "lawyers: Theirs.", "lawyers: Theirs, too.", "desk: Of the desk [@notes]."),
    "heading": ("{#purpose}", "", "{#directs}", '{for="lawyers"}'),
    "link": ("", "eo-14001.md", "eo-14002.md#purpose", "eo-14003.md#m-status", "../pages/about.md"),
    "folder": ("", "own"),
    "image": ("", "one", "two", "missing", "unused"),
    "official": ("", "txt", "md", "txt, changed", "no order"),
    "mistake": ("", "", "", "", "yaml", "name", "marker", "source", "unclosed", "bytes"),
}  # fmt: skip
"""The knobs of one order; the first setting is what a new order has."""

TEXTS = ("body", "own", "link", "heading", "comment")
"""Those of its text, and what moves its lines."""

SITE: Mapping[str, tuple[str, ...]] = {
    "title": ("A small library", "A smaller library"),
    "comment": ("", "# in site.yaml\n"),
    "base_url": ("https://orders.example/library/", "https://orders.example/", ""),
    "notice": ("Not legal advice.", "No advice at all."),
    "featured": ("", "eo-14001", "eo-14002"),
    "names_members": ("false", "true"),
    "theme": ("default", "dark"),
    "audience_comment": ("", "# in audiences.yaml\n"),
    "third": ("none", "public", "members"),
    "order_of_editions": ("plain first", "lawyers first"),
    "plain_name": ("Plain readers", "Everybody"),
    "plain_modules": ("contents, sections, unknowns, sources", "sections, related, relations"),
    "plain_exports": ("", "json", "json, csv, orders, relations, library, data"),
    "lawyers_exports": ("", "csv, library", "relations"),
    "plain_template": ("", "tables-first"),
    "plain_reading": ("", "{max_grade: 3, max_sentence_words: 4}"),
    "lawyers_accent": ("", '{light: "#123456", dark: "#abcdef"}'),
    "lawyers_lead": ("cite-as, cases", "status, deadlines"),
    "lawyers_text": ("", ", operative-text"),
    "lawyers_base": ("", "https://law.example/"),
    "lawyers_omit": ("", "[purpose]", "[nowhere]"),
    "falls_back": ("[]", "[plain]"),
    "group": ("[lawyers]", "[plain]"),
    "interests": ("Lamps", "Lanterns", ""),
    "agencies": ("Navy", "Royal Navy"),
    "vocabulary_comment": ("", "# in a vocabulary\n"),
    "sources": ("Disposition notes", "Notes of dispositions"),
    "sources_comment": ("", "# in the sources\n"),
    "gaps": ("", "courts"),
    "instruments": ("2026-11-10", "2026-11-23", "", "none"),
    "instrument_title": ("An End", "The End"),
    "about": ("none", "About us.", "About them.", "Only [for]{lawyers=\"law\"}.", "draft"),
    "about_nav": ("About", "Who we are", ""),
    "about_comment": ("", "# on a page\n"),
    "about_audiences": ("", "[lawyers]"),
    "about_link": ("", "../orders/eo-14001.md", "../orders/eo-14002.md#purpose"),
    "styles": ("", "body { margin: 0 }"),
    "image": ("", "drawing"),
    "strings": ("", "browse: {orders: All of them}", "browse: {orders: [}",
                f"{WORDS}status_help: {{ours: A, theirs: B}}",
                f"{WORDS}status_help: {{theirs: B, ours: A}}",
                "instrument_label: {numbered: {proclamation: 'Proc. %(number)s'}}"),
    "summary_template": ("", "words", "fails", "does not parse"),
    "macros": ("", "comment"),
    "home_template": ("", "words", "includes another"),
    "included": ("one", "two"),
    "mistake": ("", "", "", "", "site", "audiences", "sources", "vocabulary", "page"),
}  # fmt: skip
"""The knobs of the site as a whole."""


def first(knobs: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Every knob as it is at the start."""
    return {name: settings[0] for name, settings in knobs.items()}


@dataclass(frozen=True)
class Changing:
    """A site at one moment."""

    orders: Mapping[str, Settings]
    site: Settings = field(default_factory=lambda: first(SITE))
    now: date = date(2026, 11, 22)
    portable: bool = False
    strict: bool = False
    theme: str | None = None
    """What `--theme` says."""

    def turned(self, slug: str, knob: str, setting: str) -> "Changing":
        """The site with one knob of an order, or of the site (no slug), turned."""
        if not slug:
            return replace(self, site={**self.site, knob: setting})
        return replace(self, orders={**self.orders, slug: {**self.orders[slug], knob: setting}})

    def files(self) -> Files:
        """Every file of it."""
        found = {path: text.encode() for path, text in _site_files(self.site)}
        for slug, settings in self.orders.items():
            found |= dict(_order_files(slug, settings))
        return found


def start() -> Changing:
    """Two orders that are tied to each other."""
    one = first(ORDER) | {
        "summary": "own",
        "status": "in-force",
        "own": "lawyers: Theirs.",
        "interests": "[lamps, ships]",
    }
    two = first(ORDER) | {"relation": "revokes 1", "due": "2026-12-10", "interests": "[lamps]"}
    return Changing({"eo-14001": one, "eo-14002": two})


# An order ------------------------------------------------------------------------------------


def _order_files(slug: str, at: Settings) -> Iterator[tuple[str, bytes]]:
    number = slug.removeprefix("eo-")
    text = _order_text(number, at).encode()
    if at["mistake"] == "bytes":
        text += b"\xff"
    folder = f"content/orders/{slug}"
    yield (f"{folder}/index.md" if at["folder"] else f"{folder}.md", text)
    if at["image"] and at["image"] != "missing":
        yield f"{folder}/lamp.png", at["image"].encode()
    official = OFFICIAL.replace(b"99999", number.encode())
    if at["official"] == "txt, changed":
        yield f"content/texts/{slug}.txt", official.replace(b"Secretary", b"Commander")
    elif at["official"]:
        ending = "md" if at["official"] == "md" else "txt"
        text = b"No order." if at["official"] == "no order" else official
        yield f"content/texts/{slug}.{ending}", text


def _order_text(number: str, at: Settings) -> str:
    record = "".join(_record(number, at))
    mistake = {"marker": "\n::: for nobody\n\nText.\n\n:::\n", "unclosed": "\n::: for lawyers\n"}
    body = f"\n## Purpose {at['heading']}\n\n{at['body']}\n" + "".join(_blocks(at))
    return f"---\n{record}---\n{body}{mistake.get(at['mistake'], '')}"


def _record(number: str, at: Settings) -> Iterator[str]:
    yield f"number: {number}\n{at['comment']}title: {at['title']}\n"
    yield "titel: wrong\n" if at["mistake"] == "name" else ""
    yield "dates: {\n" if at["mistake"] == "yaml" else ""
    days = {"signed": at["signed"], "effective": at["effective"]}
    yield _flow("dates", {name: day for name, day in days.items() if day})
    source = {
        "id": "notes",
        "type": "webpage",
        "title": "Notes",
        "checked": at["checked"],
        "covers": "[cases]",
    }
    limits = {"for": at["source_for"]} if at["source_for"] else {}
    yield f"sources:\n  - {_map(source | limits)}\n"
    missing = "nowhere" if at["mistake"] == "source" else "notes"
    for axis in ("status", "court"):
        if at[axis] and not (axis == "court" and at["case"]):
            until = f", until: {at['until']}" if at["until"] else ""
            yield f"{axis}: [{{value: {at[axis]}, source: {missing}{until}}}]\n"
    if at["case"]:
        yield _case(at["case"].split())
    yield _summary(at["summary"])
    yield f"does_not:\n  {at['does_not']}\n" if at["does_not"] else ""
    yield from _duty(at)
    yield f"interests: {at['interests']}\nsearched: {at['searched']}\n"
    ties = []
    if at["relation"]:
        kind, _, place = at["relation"].partition(" ")
        ties.append(f"{{type: {kind}, target: eo-1400{place}, source: order}}")
    if at["ended_by"]:
        ties.append(
            f"{{type: revoked_by, target: proc-1, target_section: '3', source: proc-1, {at['ended_by']}}}"
        )
    yield f"relations: [{', '.join(ties)}]\n" if ties else ""
    yield f"in_effect: [{at['in_effect']}]\n" if at["in_effect"] else ""
    if at["changes"]:
        yield f"changes: [{{on: {at['changes']}, kind: updated, text: Changed.}}]\n"
    yield f"draft: {at['draft']}\n"
    for name in ("audiences", "publish_on", "expires_on"):
        yield f"{name}: {at[name]}\n" if at[name] else ""
    yield f"aliases: [{at['alias']}]\n" if at["alias"] else ""
    yield f"withdrawn: {{on: {at['withdrawn']}, reason: A mistake.}}\n" if at["withdrawn"] else ""


def _map(values: Settings) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}"


def _flow(name: str, values: Settings) -> str:
    return f"{name}: {_map(values)}\n" if values else ""


def _case(told: list[str]) -> str:
    """A case about this order or another, whose later events are yet to come on some days."""
    about = ", about: eo-14003" if "about" in told else ""
    days = ("2021-06-01", "2026-11-23", "2026-11-25")
    events = ", ".join(
        f"{{on: {day}, kind: {kind}, court: d-me, scope: nationwide}}"
        for day, kind in zip(days, (each for each in told if each != "about"), strict=False)
    )
    return f"cases: [{{id: a-v-b, name: A v. B, source: notes{about}, events: [{events}]}}]\n"


def _summary(setting: str) -> str:
    texts = {
        "all": "summary: Lamps are counted [@order, 1].\n",
        "own": "summary: {default: Lamps are counted., lawyers: Lamps shall be counted.}\n",
        "own, otherwise": "summary: {default: Lamps are counted., lawyers: Lamps are owed.}\n",
    }
    return texts.get(setting, "")


def _duty(at: Settings) -> Iterator[str]:
    agency = at["agency"] or "navy"
    duty = {"id": "d1", "section": '"2(a)"', "who": f"[{agency}]", "what": "Report on lamps."}
    if at["due"]:
        duty |= {"type": "time-boxed", "due": at["due"]}
        duty |= {"repeats": at["repeats"]} if at["repeats"] else {}
    else:
        duty |= {"type": "ongoing"}
    if at["evidence"]:
        duty["evidence"] = (
            f"[{{on: 2026-10-02, value: {at['evidence']}, text: It was done., source: notes}}]"
        )
    if at["agency"] or at["due"]:
        yield f"duties:\n  - {_map(duty)}\n"


def _blocks(at: Settings) -> Iterator[str]:
    if at["own"]:
        names, _, text = at["own"].partition(": ")
        yield f"\n::: for {names}\n\n{text}\n\n:::\n"
    if at["link"]:
        yield f"\nSee [there]({at['link']}).\n"
    if at["image"] and at["image"] != "unused":
        yield "\n![A lamp](lamp.png)\n"


# The site ------------------------------------------------------------------------------------


def _site_files(at: Settings) -> Iterator[tuple[str, str]]:
    yield "site.yaml", "".join(_site(at)) + ("{" if at["mistake"] == "site" else "")
    wrong = "nonsense: 1\n" if at["mistake"] == "audiences" else ""
    yield "audiences.yaml", "".join(_audiences(at)) + wrong
    yield from _vocabularies(at)
    wrong = "  - {id: order, type: nonsense}\n" if at["mistake"] == "sources" else ""
    yield (
        "content/sources.yaml",
        f"{at['sources_comment']}sources:\n"
        f"  - {{id: shared, type: webpage, title: {at['sources']}, checked: 2026-11-01"
        f"{', does_not_cover: ' + at['gaps'] if at['gaps'] else ''}}}\n"
        f"  - {{id: order, type: regulation, title: The order itself}}\n{wrong}",
    )
    if at["instruments"] != "none":
        day = f", dates: {{signed: {at['instruments']}}}" if at["instruments"] else ""
        yield (
            "content/instruments.yaml",
            f"instruments:\n  - {{id: proc-1, kind: proclamation, number: '1', title: {at['instrument_title']}{day}}}\n"
            f"  - {{id: memo-1, kind: memorandum, url: 'https://memo.example'{day}}}\n",
        )
    if at["about"] != "none":
        yield "content/pages/about.md", "".join(_about(at))
    yield from _theme(at)


def _site(at: Settings) -> Iterator[str]:
    yield f"{at['comment']}id: small\ntitle: {at['title']}\nnotice: {at['notice']}\n"
    yield "publisher: {name: The publisher}\n"
    for name in ("base_url", "featured", "theme"):
        yield f"{name}: {at[name]}\n" if at[name] else ""
    yield f"name_members_editions: {at['names_members']}\n"


def _audiences(at: Settings) -> Iterator[str]:
    plain = {
        "id": "plain", "name": at["plain_name"], "question": "What is it?",
        "lead": "[summary, status]", "modules": f"[{at['plain_modules']}]",
        "exports": f"[{at['plain_exports']}]",
    }  # fmt: skip
    plain |= {"template": at["plain_template"]} if at["plain_template"] else {}
    plain |= {"reading": at["plain_reading"]} if at["plain_reading"] else {}
    lawyers = {
        "id": "lawyers", "name": "Lawyers", "question": "What binds?",
        "lead": f"[{at['lawyers_lead']}]", "falls_back_to": at["falls_back"],
        "modules": f"[contents, duties, sections, timeline, sources{at['lawyers_text']}]",
    }  # fmt: skip
    lawyers |= {"exports": f"[{at['lawyers_exports']}]"}
    lawyers |= {"accent": at["lawyers_accent"]} if at["lawyers_accent"] else {}
    lawyers |= {"base_url": at["lawyers_base"]} if at["lawyers_base"] else {}
    lawyers |= {"sections": f"{{omit: {at['lawyers_omit']}}}"} if at["lawyers_omit"] else {}
    both = [_map(plain), _map(lawyers)]
    if at["order_of_editions"] == "lawyers first":
        both.reverse()
    yield f"audiences:\n  - {both[0]}\n{at['audience_comment']}  - {both[1]}\n"
    if at["third"] != "none":
        access = "public" if at["third"] == "public" else "{members: [club]}"
        yield f"  - {{id: third, name: Third, question: Why?, lead: [], modules: [sections], access: {access}}}\n"
    yield f"groups: {{desk: {at['group']}}}\n"


def _vocabularies(at: Settings) -> Iterator[tuple[str, str]]:
    folder, comment = "content/vocabularies", at["vocabulary_comment"]
    wrong = "terms: []\n" if at["mistake"] == "vocabulary" else ""
    if at["interests"]:
        yield (
            f"{folder}/interests.yaml",
            f"{comment}terms:\n  - {{id: lamps, label: {at['interests']}}}\n"
            f"  - {{id: ships, label: Ships}}\n{wrong}",
        )
    yield (
        f"{folder}/agencies.yaml",
        f"terms:\n  - {{id: navy, label: {at['agencies']}}}\n  - {{id: guard, label: Guard}}\n",
    )
    yield f"{folder}/courts.yaml", f"terms: [{{id: d-me, label: Court of {at['agencies']}}}]\n"


def _about(at: Settings) -> Iterator[str]:
    yield f"---\n{at['about_comment']}title: About\n"
    yield f"audiences: {at['about_audiences']}\n" if at["about_audiences"] else ""
    yield f"nav: {at['about_nav']}\n" if at["about_nav"] else ""
    yield f"draft: {'true' if at['about'] == 'draft' else 'false'}\n---\n\n{at['about']}\n"
    yield f"\nSee [there]({at['about_link']}).\n" if at["about_link"] else ""
    yield "\n::: nonsense\n" if at["mistake"] == "page" else ""


# The theme -----------------------------------------------------------------------------------

TEMPLATES = REPOSITORY / "themes/default/templates"
SUMMARY = {
    "words": "<p>In short: {{ m.body }}</p>\n",
    "fails": "{{ m.nothing.at_all }}\n",
    "does not parse": "{% if %}\n",
}


def _theme(at: Settings) -> Iterator[tuple[str, str]]:
    folder = "themes/default"
    yield "themes/dark/static/css/dark.css", "body { background: black }"
    yield "themes/dark/templates/404.html", "<!doctype html><title>Dark</title>\n"
    if at["styles"]:
        yield f"{folder}/static/css/own.css", at["styles"]
    if at["image"]:
        yield f"{folder}/static/img/own.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"
    if at["strings"]:
        yield f"{folder}/strings.yaml", at["strings"] + "\n"
    if at["summary_template"]:
        yield f"{folder}/templates/modules/summary.html", SUMMARY[at["summary_template"]]
    if at["macros"]:
        yield f"{folder}/templates/macros.html", "{# Ours. #}\n" + _shipped("macros.html")
    if at["home_template"]:
        added = "<p>Ours.</p>"
        if at["home_template"] == "includes another":
            added = '{% include "ours.html" %}'
        home = _shipped("home.html").replace("{% block main %}", "{% block main %}" + added)
        yield f"{folder}/templates/home.html", home
    yield f"{folder}/templates/ours.html", f"<p>{at['included']}</p>\n"


def _shipped(name: str) -> str:
    return Path(TEMPLATES / name).read_text("utf-8")
