"""Editions in another language: every word, date and number of their interface is in it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from eo_site.model.problem import Severity
from tests.sites import REPOSITORY, SITE, built, edit, loaded, page, small_site, sound, tree, write

THEME = REPOSITORY / "themes/default"
FILES = {
    "audiences.yaml": """\
audiences:
  - id: plain
    name: Plain readers
    question: What is it?
    lead: [summary, status]
    modules: [contents, sections, unknowns, sources]
  - id: llano
    name: Lectores
    question: ¿Qué es?
    language: es
    exports: [csv, orders, relations, library, data]
    lead: [summary, status, named-agencies, deadlines, cases, authorities, clauses, money]
    modules: [contents, timeline, duties, coordination, affected, deciders, comments, needs-congress, coding,
              methods, quotes, unknowns, record, cite-as, related, glossary, downloads, versions, relations,
              legislation, numbers, sections, sources, corrections]
""",
    "content/orders/eo-14001.md": """\
---
number: 14001
title: Qwert
dates: {signed: 2021-01-20, published: 2021-02-01}
president: p1
status: [{value: no-recorded-revocation, source: notes, as_of: 2026-01-05}]
sources: [{id: notes, type: webpage, title: Qwerty, checked: 2026-01-05, coverage: Qwerty.}]
agencies: [{id: a, role: lead, sections: ["2"]}]
duties:
  - {id: d1, section: "2", who: [a], what: Qwerty., type: time-boxed, due: {after: P180D, from: signed}}
  - {id: d2, section: "3", who: [a], what: Qwerty., type: time-boxed, due: {after: P1M, from: signed}, repeats: P1Y}
changes: [{on: 2026-11-02, kind: published, text: Qwerty.}]
summary: "Qwerty [=d1.due]."
---

## Qwerty {#qwerty}

Qwerty [=signed].
""",
    "content/orders/eo-14001.es.md": """\
---
title: Qwert
duties: [{id: d1, what: Qwerty.}, {id: d2, what: Qwerty.}]
changes: [{on: 2026-11-02, kind: published, text: Qwerty.}]
summary: "Qwerty [=d1.due]."
---

## Qwerty {#qwerty}

Qwerty [=signed].
""",
    "content/vocabularies/agencies.yaml": "terms: [{id: a, label: Qwerty}]\n",
    "content/vocabularies/presidents.yaml": "terms: [{id: p1, label: Qwerty}]\n",
}  # fmt: skip
SHARED = {"group", "from", "number_words", "small_words", "order_label"}
"""Keys whose words no page prints, or that are the same in every language."""


def strings(name: str) -> Any:
    """A file of the shipped theme's strings."""
    return yaml.safe_load((THEME / name).read_text("utf-8"))


def flat(value: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each text by its keys."""
    if not isinstance(value, dict):
        yield at, value
        return
    for key, each in value.items():
        yield from flat(each, (*at, str(key)))


class Texts(HTMLParser):
    """The texts of a page, and those of its attributes that readers are told."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.code = False
        self.feed(markup)

    def handle_data(self, data: str) -> None:
        """A text."""
        if not self.code:  # names of fields of the data are in no language
            self.found.append(" ".join(data.split()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Names of controls, and words for scripts."""
        self.code = tag == "code"
        told = ("aria-label", "alt", "title", "data-words", "data-names", "data-label")
        self.found += [value for name, value in attrs if name in told and value]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with an edition in Spanish; its own texts are in no language."""
    return small_site(tmp_path_factory.mktemp("languages"), FILES)


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    """What one says, the other says too, with the same values filled in."""
    english, spanish = dict(flat(strings("strings.yaml"))), dict(flat(strings("strings.es.yaml")))
    assert set(english) == set(spanish)
    for key, words in english.items():
        assert isinstance(spanish[key], list) == isinstance(words, list)
        if isinstance(words, list):
            assert len(words) == len(spanish[key]) == 12
        elif key[0] != "dates":
            filled = [sorted(re.findall(r"%\(\w+\)s", str(each))) for each in (words, spanish[key])]
            assert filled[0] == filled[1], key


@pytest.mark.parametrize("name", ["strings.yaml", "strings.es.yaml"])
def test_words_for_scripts_do_not_hide_one_another(name: str) -> None:
    """A page's scripts see the words of every page and those of their own by one name."""
    words = strings(name)
    own = ("filter", "search_words", "compare_words", "chooser_find", "last_time", "account",
           "script_order", "script_citations")  # fmt: skip
    for each in own:
        both = words["script"].keys() & words[each].keys()
        assert not {key for key in both if words["script"][key] != words[each][key]}, each


def test_a_spanish_edition_has_no_english_word_of_the_theme(site: Path) -> None:
    """On no page of it: neither a text that is an English string, nor one that holds a longer one."""
    out = built(site)
    spanish = {str(each) for _, each in flat(strings("strings.es.yaml"))}
    english = {
        words: key
        for key, words in flat(strings("strings.yaml"))
        if isinstance(words, str) and words not in spanish and not SHARED & set(key)
    }
    longer = [each for each in english if len(each.split()) > 3 and "%(" not in each]
    pages = [path for path in tree(out / "llano") if path.endswith(".html")]
    assert len(pages) > 10
    for path in pages:
        texts = Texts((out / "llano" / path).read_text("utf-8")).found
        assert not set(texts) & english.keys(), (path, set(texts) & english.keys())
        everything = "\n".join(texts)
        assert not [each for each in longer if each in everything], path


def test_dates_periods_and_the_language_itself_are_spanish(site: Path) -> None:
    """In texts, tables, files and marks; the other edition keeps English ones."""
    out = built(site)
    order = page(out, "llano/orders/eo-14001")
    assert '<html lang="es"' in order and '<html lang="en"' in page(out, "plain")
    assert '<time datetime="2021-07-19">19 de julio de 2021</time>' in order
    assert '<time datetime="2021-01-20">20 de enero de 2021</time>' in order
    assert "180 días después de 20 ene 2021" in order and "a intervalos de 1 año" in order
    assert "July 19, 2021" in page(out, "plain/orders/eo-14001")
    assert "Feb 2021" not in page(out, "llano/deadlines") and "jul 2021" in page(
        out, "llano/deadlines"
    )
    assert "180 días" in (out / "llano/deadlines.ics").read_text("utf-8")
    assert 'xml:lang="es"' in (out / "llano/feed.xml").read_text("utf-8")
    assert 'lang="es"' in page(out, "")
    facets = (out / "llano/data/facets.json").read_text("utf-8")
    assert '["no-recorded-revocation","Sin revocación registrada"' in facets


def test_a_site_changes_words_of_one_language_alone(tmp_path: Path) -> None:
    """Its strings.es.yaml stands over the shipped one, and an incremental build is a clean one."""
    root = small_site(tmp_path / "site", FILES)
    built(root)
    write(root, {"themes/default/strings.es.yaml": "modules: {summary: En dos palabras}\n"})
    sound(root)
    assert "En dos palabras" in page(root / "build", "llano/orders/eo-14001")
    assert "In short" in page(root / "build", "plain/orders/eo-14001")


ENGLISH = """\
---
number: 14002
title: Zenglish title
dates: {signed: 2021-01-21, published: 2021-02-02}
interests: [i]
agencies: [{id: a, role: lead, sections: ["2"], note: Zenglish.}]
status: [{value: no-recorded-revocation, source: notes, as_of: 2026-01-05, note: Zenglish.}]
sources: [{id: notes, type: webpage, title: Notes, checked: 2026-01-05}]
relations: [{type: references, target: eo-14001, source: order, note: Zenglish.}]
duties: [{id: d1, section: "2", who: [a], what: Zenglish., type: time-boxed, due: 2021-03-01}]
does_not: [Zenglish., {text: Zenglish too., for: [all]}]
unknowns: [Zenglish.]
changes: [{on: 2026-11-02, kind: published, text: Zenglish.}]
summary: {default: Zenglish., all: Zenglish.}
---

Zenglish opening.

## Zenglish {#one}

Zenglish [zenglish]{all="zenglish"}.

::: for all

Zenglish.

:::
"""
SPANISH = """\
---
title: Zespañol
agencies: [{id: a, note: Zespañol.}]
status: [{source: notes, note: Zespañol.}]
relations: [{target: eo-14001, note: Zespañol.}]
duties: [{id: d1, what: Zespañol.}]
does_not: [Zespañol.]
unknowns: [Zespañol.]
changes: [{on: 2026-11-03, kind: published, text: Zespañol.}]
summary: {default: Zespañol., all: Zespañol.}
---

Zespañol.

## Zespañol {#one}

Zespañol.
"""
GROUP = "groups: {all: [plain, llano]}\n"
PAGE = "---\ntitle: Z%s\nnav: Z%s\n---\n\nZ%s.\n"


def test_no_word_of_one_language_reaches_an_edition_in_another(tmp_path: Path) -> None:
    """In no file: page, feed, calendar, data, list or search; not by a group that has both as members."""
    files = {
        "audiences.yaml": FILES["audiences.yaml"] + GROUP,
        "content/orders/eo-14001.md": FILES["content/orders/eo-14001.md"],
        "content/orders/eo-14002.md": ENGLISH,
        "content/orders/eo-14002.es.md": SPANISH,
        "content/orders/eo-14003.md": ENGLISH.replace("14002", "14003"),
        "content/pages/about.md": PAGE.replace("%s", "english"),
        "content/pages/about.es.md": PAGE.replace("%s", "español"),
        "content/pages/more.md": PAGE.replace("%s", "english"),
        "content/vocabularies/presidents.yaml": FILES["content/vocabularies/presidents.yaml"],
        "content/vocabularies/interests.yaml": """\
terms: [{id: i, label: Zenglish, translations: {es: {label: Zespañol}}}]
""",
        "content/vocabularies/agencies.yaml": """\
terms: [{id: a, label: Zenglish, translations: {es: {label: Zespañol}}}]
""",
    }
    out = built(small_site(tmp_path / "site", files))
    assert (out / "llano/orders/eo-14002/index.html").is_file()
    assert (out / "llano/about/index.html").is_file()
    assert not (out / "llano/orders/eo-14003").exists() and not (out / "llano/more").exists()
    said = {"plain": 0, "llano": 0}
    for path, data in tree(out).items():
        edition, text = path.partition("/")[0], data.decode("utf-8", "replace").lower()
        # What a search is to find a term by, in any language, and the official title are no words of ours.
        for known in ('["zenglish"]', "zenglish title"):
            text = text.replace(known, "") if edition == "llano" else text
        if edition in said:
            said[edition] += text.count({"plain": "zenglish", "llano": "zespañol"}[edition])
            other = {"plain": "zespa", "llano": "zenglish"}[edition]
            at = text.find(other)
            assert at < 0, (path, text[max(0, at - 80) : at + 80])
    assert min(said.values()) > 20


def test_a_changed_translation_is_built_as_if_it_were_new(tmp_path: Path) -> None:
    """Its edition alone changes; without the file it has no such page, and nobody else misses any."""
    root = small_site(tmp_path / "site", FILES)
    before = tree(built(root) / "plain/orders")
    edit(root, "content/orders/eo-14001.es.md", "summary: ", "summary: Otra vez. ")
    edit(root, "content/orders/eo-14001.es.md", "title: Qwert", "title: Otro")
    sound(root)
    assert "Otra vez." in page(root / "build", "llano/orders/eo-14001")
    assert ">Otro<" in page(root / "build", "llano") and "Otro" not in page(root / "build", "plain")
    (root / "content/orders/eo-14001.es.md").unlink()
    sound(root)
    assert not (root / "build/llano/orders/eo-14001").exists()
    assert tree(root / "build/plain/orders").keys() == before.keys()


def test_what_is_wrong_in_a_translation_is_told_of_its_file(tmp_path: Path) -> None:
    """A link, a name and a value, each at its line there; nothing is said of the other file."""
    bad = 'Qwerty [=signed] [x](#nowhere) [y]{plain="z"} [=d9.due].\n'
    files = {**FILES}
    files["content/orders/eo-14001.es.md"] = FILES["content/orders/eo-14001.es.md"].replace(
        "Qwerty [=signed].\n", bad
    )
    problems = loaded(small_site(tmp_path / "site", files)).problems
    wrong = [each for each in problems if each.severity is Severity.ERROR]
    assert {(each.path, each.place.line) for each in wrong} == {
        ("content/orders/eo-14001.es.md", 10)
    }
    assert {each.code for each in wrong} == {"EO303", "EO309", "EO403"}


def test_an_order_cannot_speak_to_readers_of_another_language(tmp_path: Path) -> None:
    """In its own file; a translation that no edition reads is a problem, too, and one of no file."""
    english = FILES["content/orders/eo-14001.md"]
    files = {**FILES, "content/orders/eo-14001.md": english + "\n::: for llano\n\nx\n\n:::\n"}
    files["content/orders/eo-14001.fr.md"] = FILES["content/orders/eo-14001.es.md"]
    files["content/orders/eo-14009.es.md"] = FILES["content/orders/eo-14001.es.md"]
    problems = loaded(small_site(tmp_path / "site", files)).problems
    assert [each.code for each in problems if each.path.endswith("eo-14001.md")] == ["EO303"]
    told = {each.path: each.code for each in problems if each.code == "EO125"}
    assert told.keys() == {"content/orders/eo-14001.fr.md", "content/orders/eo-14009.es.md"}


def test_editions_of_one_text_name_each_other_and_mark_what_is_in_another_language(
    tmp_path: Path,
) -> None:
    """By `translation_of`; the way to the other edition, its names and the order's words have their `lang`."""
    audiences = FILES["audiences.yaml"].replace(
        "language: es", "language: es\n    translation_of: plain"
    )
    english = FILES["content/orders/eo-14001.md"].replace(
        "president: p1", "president: p1\nquotes: [{text: Zitat, section: '2'}]"
    )
    files = {**FILES, "audiences.yaml": audiences, "content/orders/eo-14001.md": english}
    files["content/orders/eo-14001.es.md"] = FILES["content/orders/eo-14001.es.md"].replace(
        "Qwerty [=signed].", 'Dice «[Zitat]{lang="en"}» [@notes].'
    )
    out = built(small_site(tmp_path / "site", files))
    spanish, plain = (page(out, f"{name}/orders/eo-14001") for name in ("llano", "plain"))
    links = re.findall('<link rel="alternate" hreflang="[^>]*>', spanish)
    assert len(links) == 2 and links == re.findall('<link rel="alternate" hreflang="[^>]*>', plain)
    assert '<p lang="en">“Zitat”</p>' in spanish and '«<span lang="en">Zitat</span>»' in spanish
    assert '<a class="cite" lang="en" href="#source-notes">' in spanish
    assert ' lang="en">Plain readers</a>' in spanish
    assert 'lang="es">Lectores</a>' in plain and "Read as Lectores" not in plain


def test_a_language_without_words_is_a_problem(tmp_path: Path) -> None:
    """And so is one that has some of them: the file to write is named, and the first that are missing."""
    audiences = FILES["audiences.yaml"].replace("language: es", "language: fr")
    root = small_site(tmp_path / "site", {"audiences.yaml": audiences})
    [none] = [each for each in loaded(root).problems if each.code == "EO126"]
    assert none.path == "themes/default/strings.fr.yaml" and "no words in `fr`" in none.message
    write(root, {"themes/default/strings.fr.yaml": "modules: {summary: En bref}\n"})
    [some] = [each for each in loaded(root).problems if each.code == "EO126"]
    assert "strings are not in `fr`: " in some.message


def test_a_site_in_another_language(tmp_path: Path) -> None:
    """`language` of site.yaml; the site's own strings.yaml is then in that language."""
    files = {**FILES, "site.yaml": SITE + "language: es\n"}
    files["content/orders/eo-14001.en.md"] = files.pop("content/orders/eo-14001.es.md")
    root = small_site(tmp_path / "site", files)
    write(root, {"themes/default/strings.yaml": "modules: {summary: Resumen}\n"})
    edit(
        root,
        "audiences.yaml",
        "    question: What is it?\n",
        "    question: What is it?\n    language: en\n",
    )
    out = built(root)
    assert "Resumen" in page(out, "llano/orders/eo-14001")
    assert "In short" in page(out, "plain/orders/eo-14001")
    assert "¿Quién lee?" in page(out, "")
