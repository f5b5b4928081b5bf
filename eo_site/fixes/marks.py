"""What the characters at a problem's place leave as the one possibility, by the problem's code.

A rule gets the place of a problem in its file and gives the changes that mend it, or none where it
is not certain. It looks at no more than the line and its neighbours: what is wrong has been found.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from eo_site.characters import INVISIBLE, SPACES
from eo_site.fixes.lines import Change, Spot
from eo_site.fixes.names import name
from eo_site.fixes.readers import frees
from eo_site.fixes.yaml import unreadable

Rule = Callable[[Spot], Iterator[Change]]

_NAMES = r"[a-z0-9]+(?:-[a-z0-9]+)*(?:, ?[a-z0-9]+(?:-[a-z0-9]+)*)*"
_BLANK = rf"[ \t{SPACES}{INVISIBLE}]"
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_ODD = re.compile(f"[{SPACES}{INVISIBLE}]+")
_HYPHENS = re.compile("[‐‑‒–—―−-]{1,4}")
_FENCE = re.compile(rf"{_BLANK}*(`{{3,}}|~{{3,}}){_BLANK}*")

# The file ------------------------------------------------------------------------------------


def _byte_order_mark(spot: Spot) -> Iterator[Change]:
    """A mark that nobody sees and that means nothing within a text."""
    if spot.text.startswith("\ufeff", spot.at):
        yield spot.at, "\ufeff", ""


def _front_matter(spot: Spot) -> Iterator[Change]:
    """A line of dashes, or with something beside it that is not to be seen."""
    if not spot.problem.message.endswith("in a line that should be ---"):
        return
    below = any(re.match(r"#{2,}(?: |$)|:::", each) for each in spot.above)
    if _HYPHENS.fullmatch(_ODD.sub("", spot.line).strip(" \t")) and not below:
        yield spot.whole("---")


# Starts of lines -----------------------------------------------------------------------------

_MARKER = re.compile(r"(?:#{2,6}|[-+*]|\d{1,9}[.)])$")
_ITEM = re.compile(r"[ ]*(?:[-+*]|\d{1,9}[.)]) ")
_BULLET = re.compile(rf"\S(?:{_BLANK})*(?=\S)")


def _odd_space(spot: Spot) -> Iterator[Change]:
    """Another space after a mark, or what is not to be seen before or after one."""
    odd = spot.match(_ODD)
    if odd is None:
        return
    before = spot.text[spot.start : spot.at]
    if _FENCE.fullmatch(spot.line):
        yield spot.at, odd.group(), ""
    elif frees(spot, before.strip(" \t") or _ODD.sub("", spot.line).strip(" \t")):
        return
    elif _MARKER.search(before):
        yield spot.at, odd.group(), "" if spot.text[odd.end() : odd.end() + 1] == " " else " "
    elif not before.strip(" \t") and (unseen := spot.match(_INVISIBLE)):
        yield spot.at, unseen.group(), ""


def _unspaced(spot: Spot) -> Iterator[Change]:
    """A heading after a blank line, or an item beside items, without the space after its mark."""
    before = spot.text[spot.start : spot.at]
    above, below = (spot.above or [""])[-1], (spot.below or [""])[0]
    if frees(spot, before.strip() or "-"):
        return
    if before.startswith("##"):
        if not above.strip():
            yield spot.at, "", " "
    elif not before.strip():
        if bullet := spot.match(_BULLET):
            yield spot.at, bullet.group(), "- "
    elif _ITEM.match(above) or _ITEM.match(below):
        yield spot.at, "", " "


_BLOCK_LINE = re.compile(
    rf":::{_BLANK}*(for|instead{_BLANK}+for){_BLANK}+({_NAMES}){_BLANK}*$", re.IGNORECASE
)


def _block_line(spot: Spot) -> Iterator[Change]:
    """`:::for a`, `::: For a`; a comma too many."""
    if spot.problem.message == "a name is missing":
        yield from _comma_too_many(spot)
    elif match := _BLOCK_LINE.match(spot.line):
        kind = "for" if match[1].lower() == "for" else "instead for"
        if match[2].islower() and not _INVISIBLE.search(match[2]):
            yield spot.whole(f"::: {kind} {match[2]}")


def _reader(spot: Spot) -> Iterator[Change]:
    """A name that is none at all."""
    if spot.problem.message == "unknown audience ``":
        yield from _comma_too_many(spot)


def _comma_too_many(spot: Spot) -> Iterator[Change]:
    """`a,, b`, `a, b,`; where a missing name would not mean one more reader of something else."""
    line, start, end = spot.line, spot.at - spot.start, spot.at - spot.start
    while start and line[start - 1] in ", \t":
        start -= 1
    while line[end : end + 1] in (",", " ", "\t"):
        end += 1
    before, after = line[:start], line[end:]
    named = re.search(r"([\w-]+)=[\"'][^\"']*$", before)
    if (named and named[1] == "except") or not line[start:end].strip():
        return
    if re.match(r":::[ \t]+instead", line):
        return
    opens, closes = before.endswith(('"', "'", "for")), not after or after[0] in "\"'"
    if not (opens and closes):
        between = " " if before.endswith("for") else "" if opens or closes else ", "
        yield spot.start + start, line[start:end], between


def _comment(spot: Spot) -> Iterator[Change]:
    """A comment on a line of its own right below or right above a text: a blank line between."""
    above, below = (spot.above or [""])[-1].strip(), (spot.below or [""])[0].strip()
    alone = re.fullmatch(r"<!--(?:(?!-->).)*-->[ \t]*", spot.line)
    if spot.problem.message != "a comment within a block" or not alone or (above and below):
        return
    yield (spot.start, "", "\n") if above else (spot.end, "", "\n")


# Within lines --------------------------------------------------------------------------------

_HASHES = re.compile(r"[ \t]+#+[ \t]*(?=\n|\Z)")


def _hashes(spot: Spot) -> Iterator[Change]:
    """`## Title {#id} ##`: the marks at the line's end."""
    if match := spot.match(_HASHES):
        yield spot.at, match.group(), ""


_EQUALS = re.compile(r"([a-z][a-z-]*)(?:[ \t]+=[ \t]*|[ \t]*=[ \t]+)(?=[\"'])")
_ID_COMMA = re.compile(r"(#[a-z0-9-]+)[,;](?=[ \t}])")
_ID_ODD = re.compile(rf"(#[a-z0-9-]+)[{SPACES}]")
_COMMA = re.compile(r"[,;](?=([ \t]*))")
_KINDS = re.compile(rf"(?:[“”„\"]([^\"“”„{{}}\n]+)[“”\"]|[‘’‚'\"“]({_NAMES})[‘’'\"”])(?=[ \t}}])")
"""A text between quotation marks of several kinds."""
_BARE = re.compile(rf"({_NAMES})(?=[ \t]*\}}|[ \t]+[a-z-]+=)")


def _attributes(spot: Spot) -> Iterator[Change]:
    """Quotation marks of two kinds or none, commas between attributes, spaces where none belong."""
    message = spot.problem.message
    if message.startswith(("a value without quotes", "a quoted value that does not end")):
        if match := spot.match(_KINDS) or spot.match(_BARE):
            yield spot.at, match.group(), f'"{match[match.lastindex or 1]}"'
    elif match := spot.match(_ID_ODD):
        yield spot.at, match.group(), f"{match[1]} "
    elif odd := spot.match(_ODD):
        yield spot.at, odd.group(), "" if _INVISIBLE.fullmatch(odd.group()) else " "
    elif message.startswith("attributes are not separated"):
        comma = spot.match(_COMMA)
        yield (spot.at, comma.group(), "" if comma[1] else " ") if comma else (spot.at, "", " ")
    elif match := spot.match(_ID_COMMA):
        yield spot.at, match.group(), match[1]
    elif match := spot.match(_EQUALS):
        yield spot.at, match.group(), f"{match[1]}="


_LOCATOR = r"(?:§+ ?|(?:secs?|sections?|pp?|paras?)\.? ?)?\d[^;\[\]{}\n]*|preamble"
_NO_COMMA = re.compile(
    rf"([ \t]*@[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)[ \t]+(?=(?:{_LOCATOR})[ \t]*[;\]])", re.IGNORECASE
)
_IDLE_COMMA = re.compile(r"([ \t]*@[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)[ \t]*,[ \t]*(?=[;\]])")


def _citation(spot: Spot) -> Iterator[Change]:
    """`[@order 3(b)]`, `[@order, ]`, `[@order; ]`."""
    if match := spot.match(_NO_COMMA):
        yield spot.at, match.group(), f"{match[1]}, "
    elif match := spot.match(_IDLE_COMMA):
        yield spot.at, match.group(), match[1]
    elif (blank := re.compile(r"[ \t]*(?=\])").match(spot.text, spot.at)) and spot.text[
        spot.at - 1
    ] == ";":
        yield spot.at - 1, f";{blank.group()}", ""


_VALUE = re.compile(r"\[=[ \t]*([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)[ \t]*\]")


def _value(spot: Spot) -> Iterator[Change]:
    """`[= D7.due ]`"""
    if match := spot.match(_VALUE):
        yield spot.at, match.group(), f"[={match[1].lower()}]"


def _line_break(spot: Spot) -> Iterator[Change]:
    """`<br>` at the end of a line."""
    if match := spot.match(re.compile(r"<br[ \t]*/?>[ \t]*(?=\n\S)")):
        yield spot.at, match.group(), "\\"


def _address(spot: Spot) -> Iterator[Change]:
    """`[words] (https://…)`"""
    if match := spot.match(re.compile(r"\][ \t]\((?=[^\s()]+\))")):
        yield spot.at, match.group(), "]("


RULES: Mapping[str, Rule] = {
    "EO103": _byte_order_mark,
    "EO104": _front_matter,
    "EO105": unreadable,
    "EO203": _comment,
    "EO205": _block_line,
    "EO207": _hashes,
    "EO208": _attributes,
    "EO210": _citation,
    "EO211": _value,
    "EO220": _odd_space,
    "EO221": _unspaced,
    "EO230": _line_break,
    "EO236": _address,
    "EO301": _reader,
    **dict.fromkeys(
        ("EO308", "EO309", "EO312", "EO401", "EO402", "EO403", "EO412", "EO420",
         "EO422", "EO432", "EO441", "EO700"), name,
    ),
}  # fmt: skip
"""By code; those of `SAID` carry what was meant themselves."""
SAID = frozenset({"EO110", "EO112", "EO301"})
"""Codes of problems that can have a `slip`."""
MENDED = SAID | RULES.keys()
"""What `check --fix` can mend."""
