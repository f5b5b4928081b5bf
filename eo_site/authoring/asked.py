"""What a page of the desk is asked with, and how it says that it has no answer."""

from collections.abc import Mapping, Sequence

Query = Mapping[str, Sequence[str]]
"""What stands behind the `?`: by name, every value given."""


class Unanswerable(Exception):
    """What was asked for cannot be shown or done, and why, in a sentence."""

    def __init__(self, reason: str, status: int = 404) -> None:
        super().__init__(reason)
        self.reason, self.status = reason, status
