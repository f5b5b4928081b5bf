"""What a time is counted from: "the date of this order", "receipt of the report"."""

import re

_ORDER = r"this (?:executive )?(?:order|directive)\b"
_MADE = r"(?:date|issuance|signing|signature)"
_THIS_ORDER = re.compile(rf"(?:{_MADE} (?:of )?(?:the )?){{0,2}}{_ORDER}", re.I)
_IN_EFFECT = re.compile(
    rf"(?:effective date|date of effectiveness|effectiveness)(?: of)? {_ORDER}", re.I
)
_END = re.compile(
    r"[,;:—\n]|\.(?:\s|$)|(?<!\(\w)(?<!\(\w\w)(?<!\(\w\w\w)(?<!\(\w{4})\)"
    r"|\((?!\w{1,4}\))"
    r"|\s(?=(?:shall|must|will|may|should|unless|until|whichever|so that|in order to"
    r"|and (?:annually|every|at least|shall|on|in|as|not later|no later|updated)\b))"
)
"""Where a clause ends; the marks of a pinpoint, "subsection (b)(ii)", end none."""
_LONGEST = 200
"""Characters of an event; one that is longer is cut at its last whole word."""
_ARTICLE = re.compile(r"(?:the|an?) ", re.I)


def event_at(words: str, place: int) -> tuple[str, int]:
    """The event whose words begin at a place, without its article, and where they end."""
    article = _ARTICLE.match(words, place)
    start = article.end() if article else place
    for known in (_THIS_ORDER, _IN_EFFECT):
        if match := known.match(words, start):
            return match.group(), match.end()
    limit = min(start + _LONGEST, len(words))
    stop = _END.search(words, start, limit)
    end = stop.start() if stop else limit
    if not stop and limit < len(words):
        end = max(words.rfind(" ", start, limit), start)
    return words[start:end].rstrip(), end


def is_this_order(event: str) -> bool:
    """Whether an event is the order's own date, signing or issuance."""
    return bool(_THIS_ORDER.fullmatch(event))


def is_effect(event: str) -> bool:
    """Whether an event is the day on which the order takes effect."""
    return bool(_IN_EFFECT.fullmatch(event))
