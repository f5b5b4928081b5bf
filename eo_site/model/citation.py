"""Where an order was printed in the Federal Register, read in the ways in which people write it."""

import re
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from eo_site.model.base import Text

_REGISTER = r"(?:F\. ?R\.|FR\.?|Fed(?:eral|\.)? ?Reg(?:ister|\.)?)"
_PLACE = re.compile(
    rf"(?:vol(?:ume|\.)? )?(?P<volume>[1-9]\d{{0,2}}),? ?{_REGISTER},?"
    r" ?(?:at |p(?:age|\.)? ?)?(?P<page>[1-9]\d{0,2},\d{3}|[1-9]\d{0,5})(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
CANONICAL = "90 FR 8449"
"""The form in which it is kept, which the Federal Register itself uses."""


def register_citation(text: str) -> str:
    """`90 Fed. Reg. 8,449` as `90 FR 8449`; '' for what is not a volume and a first page alone."""
    found, rest = _read(text)
    return "" if rest else found


def _read(text: str) -> tuple[str, str]:
    """(volume and page, what stands after them)"""
    match = _PLACE.fullmatch(" ".join(text.split()))
    if match is None:
        return "", ""
    return f"{match['volume']} FR {match['page'].replace(',', '')}", match["rest"]


def _canonical(value: object) -> object:
    if not isinstance(value, str):
        return value
    found, rest = _read(value)
    if rest or not found:
        raise ValueError(
            "is not a volume and a first page of the Federal Register: "
            f"write it as {found or CANONICAL}"
        )
    return found


RegisterCitation = Annotated[
    Text,
    BeforeValidator(_canonical),
    WithJsonSchema({"type": "string", "examples": [CANONICAL]}),
]
"""Volume and first page, in whichever form they are written: kept as `90 FR 8449`."""
