"""Which documents are compared with which, by names and by the hashes of what their comparisons are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.files import digest

STEP, PAIRS = "compare", "pairs"
"""Where the cache keeps a document's comparisons, and under the same key what each of them was made from."""


@dataclass(frozen=True, slots=True)
class Named:
    """A document and the hash of all that its comparisons take from it."""

    document: str
    hash: str


@dataclass(frozen=True, slots=True)
class Pair:
    """An earlier and a later document, and whether what changed is told."""

    earlier: Named
    later: Named
    with_changes: bool

    @property
    def key(self) -> str:
        """What the comparison depends on."""
        return digest([self.earlier.hash, self.later.hash, self.with_changes])


@dataclass(frozen=True, slots=True)
class Job:
    """A later document with its pairs by their keys; `before` is the key of its file as it is now, `new` are the keys
    of the pairs that this file does not have."""

    later: Named
    pairs: Mapping[str, Pair]
    before: str | None = None
    new: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What the document's file is made from."""
        return digest([self.later.hash, *self.pairs])
