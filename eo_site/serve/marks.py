"""Links to drafts, embargoed and expired pages say so, in every list and text of the desk."""

from collections.abc import Mapping
from itertools import groupby

MARKS = "marks.css"

LOOK = (
    "margin-inline-start: 0.4em; padding: 0 0.35em; border: 1px dashed; border-radius: 0.2em; "
    "font: 600 0.75em/1.4 system-ui, sans-serif; white-space: nowrap"
)


def marks_css(unpublished: Mapping[str, str]) -> bytes:
    """A rule for each reason; scripts may draw the links anew without losing the mark."""
    by_reason = sorted((reason, path) for path, reason in unpublished.items())
    rules = []
    for reason, pairs in groupby(by_reason, lambda each: each[0]):
        links = ",\n".join(link for _, path in pairs for link in _links(path))
        rules.append(f'{links} {{ content: "{reason}"; {LOOK} }}\n')
    return "".join(rules).encode()


def _links(path: str) -> tuple[str, ...]:
    """Selectors of links within the site to a page, or to a place in it."""
    ways = (f'="{path}"', f'$="/{path}"', f'^="{path}#"', f'*="/{path}#"')
    return tuple(f'a[href{way}]:not([href*=":"])::after' for way in ways)
