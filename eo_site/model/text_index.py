"""Where official texts of a site came from: `content/texts/index.yaml`, written by `eo-site texts`."""

from typing import Literal

from eo_site.model.base import Day, Frozen, Text, Url

TEXT_INDEX = "content/texts/index.yaml"
"""The file that says it."""


class TextOrigin(Frozen):
    """One file of `content/texts/`, and how it came there."""

    file: Text
    """Its name: `eo-13903.txt`."""
    url: Url | None = None
    """The address of the text at the Federal Register; of a copied file, the order's own."""
    on: Day
    """When it was brought."""
    by: Literal["fetched", "copied"]
    """`fetched` from the address; `copied` from a folder, whoever put it there."""
    sha256: Text
    """Digest of the file's bytes as it was written."""


class TextIndex(Frozen):
    """`content/texts/index.yaml`."""

    texts: tuple[TextOrigin, ...] = ()

    def find(self, file: str) -> TextOrigin | None:
        """What is known of a file."""
        return next((each for each in self.texts if each.file == file), None)
