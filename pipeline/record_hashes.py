"""The hashes of what the steps wrote for a document, and of what people corrected in it."""

from __future__ import annotations

from pipeline.cache import Cache
from pipeline.files import sha256_if_readable
from pipeline.folder import StepFolder
from pipeline.layout import Layout


class RecordHashes:
    """Of files that stand as a step wrote them, as it wrote them down; of others from their bytes. None where there is
    no file."""

    def __init__(self, layout: Layout) -> None:
        cache = Cache(layout.cache)
        self._layout = layout
        self._items = StepFolder(layout.items, "extract", cache)
        self._rules = StepFolder(layout.rules, "normalize", cache)
        self._links = StepFolder(layout.links, "compare", cache)

    def items(self, document: str) -> list[str | None]:
        """Of its items and of what people corrected in them."""
        corrections = sha256_if_readable(self._layout.corrections_of(document))
        return [self._items.current_sha256(document), corrections]

    def read(self, document: str) -> list[str | None]:
        """Of its rules and of the same: all that was read from it."""
        return [self._rules.current_sha256(document), *self.items(document)]

    def links(self, document: str) -> str | None:
        """Of its comparisons."""
        return self._links.current_sha256(document)
