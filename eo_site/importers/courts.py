"""Courts as dockets name them, as terms of the site's vocabulary.

CourtListener's ids are built of the post's letters for a state and the district (`nysd`, `mad`,
`ca9`); its names are short (`District Court, S.D. New York`). Both are brought to the court's full
name, which the vocabulary has as a label.
"""

import re
import unicodedata

from eo_site.model.vocabulary import Vocabulary

_STATES = {
    "al": "Alabama", "ak": "Alaska", "az": "Arizona", "ar": "Arkansas", "ca": "California",
    "co": "Colorado", "ct": "Connecticut", "de": "Delaware", "dc": "District of Columbia",
    "fl": "Florida", "ga": "Georgia", "hi": "Hawaii", "id": "Idaho",
    "il": "Illinois", "in": "Indiana", "ia": "Iowa", "ks": "Kansas", "ky": "Kentucky",
    "la": "Louisiana", "me": "Maine", "md": "Maryland", "ma": "Massachusetts", "mi": "Michigan",
    "mn": "Minnesota", "ms": "Mississippi", "mo": "Missouri", "mt": "Montana", "ne": "Nebraska",
    "nv": "Nevada", "nh": "New Hampshire", "nj": "New Jersey", "nm": "New Mexico",
    "ny": "New York", "nc": "North Carolina", "nd": "North Dakota",
    "oh": "Ohio", "ok": "Oklahoma", "or": "Oregon",
    "pa": "Pennsylvania", "pr": "Puerto Rico", "ri": "Rhode Island", "sc": "South Carolina",
    "sd": "South Dakota", "tn": "Tennessee", "tx": "Texas", "ut": "Utah", "vt": "Vermont",
    "va": "Virginia", "wa": "Washington", "wv": "West Virginia",
    "wi": "Wisconsin", "wy": "Wyoming",
}  # fmt: skip
_DISTRICTS = {
    "": "District", "n": "Northern District", "s": "Southern District", "e": "Eastern District",
    "w": "Western District", "m": "Middle District", "c": "Central District",
}  # fmt: skip
_CIRCUITS = (
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    "Eleventh",
)  # fmt: skip
_OTHERS = {
    "scotus": "Supreme Court of the United States",
    "cadc": "Court of Appeals for the District of Columbia Circuit",
    "cafc": "Court of Appeals for the Federal Circuit",
    "dcd": "District Court for the District of Columbia",
    "gud": "District Court of Guam",
    "nmid": "District Court for the Northern Mariana Islands",
    "vid": "District Court of the Virgin Islands",
    "cit": "Court of International Trade",
    "uscfc": "Court of Federal Claims",
    **{f"ca{n}": f"Court of Appeals for the {name} Circuit" for n, name in enumerate(_CIRCUITS, 1)},
}


def court_of(ident: str, name: str, vocabulary: Vocabulary) -> str:
    """The term's id of a court; '' where the vocabulary has none of that name."""
    for written in (_from_id(ident), name):
        key = _key(_full(written)) if written else ""
        for term in vocabulary.by_id.values() if key else ():
            if key in {_key(each) for each in (term.label, term.short or "", *term.aliases)}:
                return term.id
    return ""


def _from_id(ident: str) -> str:
    """The name that CourtListener's id stands for; '' for courts that it does not say."""
    ident = ident.strip().lower()
    if ident in _OTHERS:
        return _OTHERS[ident]
    match = re.fullmatch(r"([a-z]{2})([nsewmc]?)d", ident)
    if match and match.group(1) in _STATES:
        place = _STATES[match.group(1)]
        return f"District Court for the {_DISTRICTS[match.group(2)]} of {place}"
    return ""


def _full(name: str) -> str:
    """`District Court, S.D. New York` as `District Court for the Southern District of New York`."""
    name = re.sub(r"\bD\.C\. Circuit", "District of Columbia Circuit", name)
    match = re.fullmatch(r"(.*District Court), (?:([NSEWMC])\. ?)?D\. (.+)", name)
    if match:
        district = _DISTRICTS[(match.group(2) or "").lower()]
        return f"{match.group(1)} for the {district} of {match.group(3)}"
    return re.sub(r"District Court, District of", "District Court for the District of", name)


def _key(name: str) -> str:
    """A name without what is written this way and that: `U.S.`, `the`, accents, marks."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"^(?:the )?(?:u\.? ?s\.?|united states) ", "", plain)
    return " ".join(word for word in re.findall(r"[a-z0-9]+", plain) if word != "the")
