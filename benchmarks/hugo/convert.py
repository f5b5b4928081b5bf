"""The same orders as a Hugo project: one set of content, a role for each audience.

    python -m benchmarks.hugo.convert SITE DEST

Records stay as they are, as page parameters. The body's syntax becomes Hugo's: blocks are paired
shortcodes that refuse unknown audiences, variants and values are shortcodes, and a citation is a
link that the link render hook turns into one after looking up its source. `instead for` has no
like in Hugo; the default text it replaces is wrapped in `except`. Only what the generated orders
use is converted.
"""

import argparse
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]

BROWSE = {
    "years": "By year",
    "interests": "By interest",
    "agencies": "By agency",
    "presidents": "By president",
    "status": "By legal status",
}
"""Taxonomies, as paths and in words."""
INVERSE = {"amends": "Amended by", "revokes": "Revoked by"}
WORDS = (
    "legal_status", "court_effect", "review", "agency_role", "authority_kind", "clause",
    "relation", "change",
)  # fmt: skip
"""The parts of the theme's words that the templates look up."""


def main() -> None:
    """Convert the site a command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("dest", type=Path, help="the Hugo project; it must not exist")
    given = parser.parse_args()
    convert(given.site, given.dest)


def convert(site: Path, dest: Path) -> None:
    """A Hugo project beside the site."""
    shutil.copytree(HERE / "layouts", dest / "layouts")
    shutil.copytree(HERE / "static", dest / "static")
    (dest / "content/orders").mkdir(parents=True)
    (dest / "hugo.yaml").write_text(_yaml(configuration(site)), "utf-8")
    agencies = _terms(site, "agencies")
    part_of = {each["id"]: each["part_of"] for each in agencies if "part_of" in each}
    for file in sorted((site / "content/orders").glob("*.md")):
        text = order(file.read_text("utf-8"), part_of)
        (dest / "content/orders" / file.name).write_text(text, "utf-8")


def configuration(site: Path) -> dict[str, Any]:
    """`hugo.yaml`: roles, taxonomies, and the words and labels that templates look up."""
    about = _read(site / "site.yaml")
    editions = _read(site / "audiences.yaml")["audiences"]
    everywhere = {"sites": {"matrix": {"roles": ["**"]}}}
    return {
        "baseURL": about["base_url"],
        "title": about["title"],
        "disableKinds": ["rss", "section", "404"],
        "roles": {each["id"]: {"weight": place} for place, each in enumerate(editions, 1)},
        "defaultContentRole": editions[0]["id"],
        "defaultContentRoleInSubdir": True,
        "taxonomies": {name: name for name in BROWSE},
        "pagination": {"pagerSize": 100, "disableAliases": True},
        "markup": {
            "goldmark": {
                "extensions": {"typographer": {"disable": True}},
                "renderer": {"unsafe": True},
            }
        },
        "module": {"mounts": [{"source": "content", "target": "content", **everywhere}]},
        "params": {
            "notice": about["notice"],
            "publisher": about["publisher"]["name"],
            "editions": editions,
            "byRole": {each["id"]: each for each in editions},
            "browse": [{"id": name, "label": label} for name, label in BROWSE.items()],
            "titles": BROWSE,
            "words": _words(),
            "labels": _labels(site),
            "sources": {
                each["id"]: each for each in _read(site / "content/sources.yaml")["sources"]
            },
        },
    }


def _words() -> dict[str, Any]:
    strings = _read(REPOSITORY / "themes/default/strings.yaml")
    return {name: strings[name] for name in WORDS} | {"inverse": INVERSE}


def _labels(site: Path) -> dict[str, dict[str, str]]:
    """Words by vocabulary and id; a status is looked up among the words."""
    found: dict[str, dict[str, str]] = {
        "years": {},
        "short": {},
        "status": _words()["legal_status"],
    }
    for name in ("interests", "agencies", "presidents"):
        terms = _terms(site, name)
        found[name] = {each["id"]: each["label"] for each in terms}
        found["short"] |= {each["id"]: each["short"] for each in terms if "short" in each}
    return found


def _terms(site: Path, name: str) -> list[dict[str, Any]]:
    """The terms of a vocabulary, in groups or not."""
    vocabulary = _read(site / f"content/vocabularies/{name}.yaml")
    groups = [term for group in vocabulary.get("groups", ()) for term in group["terms"]]
    return [*groups, *vocabulary.get("terms", ())]


def order(text: str, part_of: Mapping[str, str]) -> str:
    """An order's file as Hugo content; `part_of` says of agencies what they are part of."""
    _, front, body = text.split("---\n", 2)
    record = yaml.load(front, Loader=yaml.CSafeLoader)
    # Printed values stay text: Hugo would read a bare date in another time zone.
    record = _prose(record)
    page = {
        "title": record["title"],
        "date": record["dates"]["signed"],
        "years": [str(record["dates"]["signed"])[:4]],
        "interests": record["interests"],
        "agencies": _agencies(record, part_of),
        "presidents": [record["president"]],
        "status": [each["value"] for each in record["status"]],
        "params": {
            "record": record,
            # What citations may name, so that the link hook need not search the record each time.
            "known": {each["id"]: True for each in record["sources"]},
        },
    }
    sections = re.split(r"(?m)^(?=## )", body)
    return f"---\n{_yaml(page)}---\n" + "".join(map(_section, sections))


def _agencies(record: Mapping[str, Any], part_of: Mapping[str, str]) -> list[str]:
    """Those that a record names or that do its duties, and what each is part of."""
    found = dict.fromkeys(each["id"] for each in record["agencies"])
    for duty in record["duties"]:
        for role in ("who", "with", "consults"):
            found |= dict.fromkeys(duty.get(role, ()))
    for each in list(found):
        while whole := part_of.get(each):
            found[whole] = None
            each = whole
    return [*found]


def _prose(value: Any) -> Any:
    """A record with the syntax of its prose converted, and days as text."""
    if isinstance(value, dict):
        return {key: _prose(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_prose(each) for each in value]
    if isinstance(value, str):
        return inline(value)
    return value if isinstance(value, bool | int) else str(value)


def inline(text: str) -> str:
    """Citations, values, variants and items of lists."""
    text = re.sub(r"\[@([\w-]+), ([^\]]+)\]", r"[\2](cite:\1)", text)
    text = re.sub(r"\[=([\w.]+)\]", r'{{< value "\1" >}}', text)
    text = re.sub(r"\[([^\]\[]+)\]\{([^}]+)\}", r"{{< vary \2 >}}\1{{< /vary >}}", text)
    return re.sub(r'(?m)^(- .*) \{for="([^"]+)"\}$', r'{{% for "\2" %}}\1{{% /for %}}', text)


def _section(text: str) -> str:
    """A heading and what stands below it, default text wrapped where something replaces it."""
    heading, _, rest = text.partition("\n")
    pieces = re.split(r"(?ms)^::: (.+?)\n(.*?)\n:::$", rest)
    replaced = [line for line in pieces[1::3] if line.startswith("instead")]
    names = ", ".join(line.removeprefix("instead for ") for line in replaced)
    found = [heading]
    for place in range(0, len(pieces), 3):
        default = inline(pieces[place].strip())
        if default:
            found.append(_paired("except", names, default) if names else default)
        if place + 2 < len(pieces):
            line, inner = pieces[place + 1], inline(pieces[place + 2].strip())
            readers = line.removeprefix("instead ").removeprefix("for ")
            found.append(_paired("for", readers, inner))
    return "\n\n".join(found) + "\n\n"


def _paired(shortcode: str, names: str, text: str) -> str:
    return f'{{{{% {shortcode} "{names}" %}}}}\n\n{text}\n\n{{{{% /{shortcode} %}}}}'


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


def _yaml(value: Any) -> str:
    return str(yaml.dump(value, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True))


if __name__ == "__main__":
    main()
