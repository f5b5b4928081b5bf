"""What courts are said to have done to an order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from eo_site.check.asserted.known import Known
from eo_site.check.asserted.subject import Sentence, asserted, names_of, subject_of
from eo_site.check.claims import Claim
from eo_site.check.grounds import Grounds, is_open
from eo_site.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a court may do to an order."""

    said: str
    """Its past participles and past tenses, as a pattern; no court does them but in court."""
    kinds: frozenset[str]
    """Events of cases, and values of `court`, that bear it out."""
    alone: bool = True
    """Whether a passive speaks of courts though it names none."""
    around: str = ""
    """What stands before and after the order where words of it do, parted by `…`."""


_BLOCKS = frozenset(
    {
        "tro-granted", "pi-granted", "permanent-injunction", "declared-invalid", "blocked-in-part", "invalidated",
        "blocked-as-to-plaintiffs", "blocked-nationwide", "block-stayed-pending-appeal",
    }
)  # fmt: skip
_HELD = r"(?:held|declared|ruled|found)(?: \w+)? (?:unconstitutional|unlawful|illegal|invalid)"
ACTS = (
    Act("enjoined", _BLOCKS),
    Act(
        "blocked|halted|frozen|barred|stopped|suspended|put on hold",
        _BLOCKS,
        alone=False,
        around=r"put … on hold|(?:issued|granted|entered) an?(?: \w+)* (?:injunction|restraining order) against …",
    ),
    Act(
        rf"struck down|invalidated|{_HELD}",
        frozenset({"declared-invalid", "permanent-injunction", "invalidated"}),
        around=r"struck … down|(?:held|declared|ruled|found)(?: that)? …(?: to be| is| was)?(?: \w+ly)?"
        r" (?:unconstitutional|unlawful|illegal|invalid)",
    ),
    Act(
        "set aside|overturned|voided|thrown out",
        frozenset({"declared-invalid", "permanent-injunction", "invalidated", "vacated"}),
        alone=False,
        around="(?:set|put) … aside|threw … out|threw out …",
    ),
    Act("upheld", frozenset({"judgment-for-government", "upheld", "affirmed", "reversed"})),
    Act(r"challenged in court|litigated|sued over", frozenset()),
)
SIGNS = (
    "enjoin", "block", "halted", "frozen", "barred", "stopped", "suspended", "struck", "invalid", "unconstitutional",
    "unlawful", "illegal", "set aside", "overturned", "voided", "thrown out", "threw", "on hold", "injunction",
    "restraining", "upheld", "challenged", "litigated",
    "sued over",
)  # fmt: skip
"""One of them begins a word of every sentence about a court's act."""
_COURT = r"(?:courts?|judges?|justices|\w+ Circuit)"


@lru_cache(maxsize=2)
def _patterns(*, named: bool) -> tuple[tuple[Act, re.Pattern[str]], ...]:
    subject = subject_of(named=named)
    court = (
        rf"\b(?P<denied>no )?(?:(?:federal|district|appeals) )*{_COURT}\b(?: in [A-Z]\w+)?"
        r"(?: (?:has|have|had|later|then|since|soon|also|\w+ly))*(?P<never> never| not)?"
    )
    had = r"(?: (?:was|were|is|are|has|have)(?: since| later| soon| then| also)*)"
    found = []
    for act in ACTS:
        by = rf"[^.;:,“”]{{0,20}}? (?:by|in) [^.;:,“”]{{0,40}}?\b{_COURT}\b"
        passive = (
            rf"(?:{subject.own}){had}(?P<denied> (?:not|never))?(?: been| \w+ly)* (?:{act.said})\b"
            + ("" if act.alone else by)
        )
        forms = [passive, rf"{court} (?:{act.said}) (?:{subject.object})"]
        # One pattern for each: a name of a group stands once in a pattern.
        forms += [
            f"{court} {words.replace('…', f'(?:{subject.object})')}" for words in _split(act.around)
        ]
        found += [(act, re.compile(each, re.IGNORECASE)) for each in forms]
    return tuple(found)


def _split(around: str) -> list[str]:
    """The forms of `around`: they are parted by `|` outside of brackets."""
    return [each for each in re.split(r"\|(?![^(]*\))", around) if each]


def asserted_court_act(claim: Claim, grounds: Grounds) -> Iterator[Problem]:
    """EO656: "was struck down", "no court has blocked it", where no case of the record says so."""
    record, known = grounds.world.document.record, Known(grounds.world)
    if is_open(claim.text):
        return
    names = names_of(record.number or "", record.also_called)
    sentence = Sentence(claim.own, grounds.before_of(claim), names)
    for act, pattern in _patterns(named=names is not None):
        for found in asserted(pattern, sentence):
            denied = bool(found.group("denied") or found.group("never"))
            wrong = _wrong(act, known, denied=denied)
            if wrong:
                words = " ".join(found.words.split())
                message, hint = wrong
                yield grounds.problem(claim, "EO656", f"“{words}”: {message}", hint, found.words)


def _wrong(act: Act, known: Known, *, denied: bool) -> tuple[str, str] | None:
    found = known.court_acts - {"none-known"}
    borne_out = bool(found & act.kinds) if act.kinds else bool(found)
    if denied and borne_out:
        return "the record's cases say otherwise", "say which court did so, and when"
    if denied and not known.courts_searched:
        message = "the record does not say that courts were searched"
        return message, "add `searched: {cases: [source]}`, or say that it was not searched"
    if not denied and not borne_out:
        message = "no case of the record has such an act"
        return (
            message,
            "add the event under `cases`, with court, day and source; or correct the sentence",
        )
    return None
