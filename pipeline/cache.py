"""A content-addressed store: what a step gave for an input, a code version and settings."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from pathlib import Path

from pipeline.files import write

HASH_BYTES = 32
COMPRESSION = 1
"""Level 1 shrinks the JSON about sevenfold; higher levels cost more time than reading back saves."""


class Cache:
    """Entries by step and key. An entry that does not carry its own hash is as good as missing."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _path(self, step: str, key: str) -> Path:
        return self.root / step / key[:2] / key

    def get(self, step: str, key: str) -> bytes | None:
        """The content kept under the key, or None where there is none or it is damaged."""
        try:
            stored = self._path(step, key).read_bytes()
            content = zlib.decompress(stored[HASH_BYTES:])
        except (OSError, zlib.error):
            return None
        return content if hashlib.sha256(content).digest() == stored[:HASH_BYTES] else None

    def put(self, step: str, key: str, content: bytes) -> None:
        """Keep the content; it is there whole or not at all."""
        packed = zlib.compress(content, COMPRESSION)
        write(self._path(step, key), hashlib.sha256(content).digest() + packed)

    def keep_only(self, step: str, keys: Iterable[str]) -> None:
        """Drop what the last run did not use, so that the store does not grow without end."""
        wanted = set(keys)
        for path in (self.root / step).glob("??/*"):
            if path.name not in wanted:
                path.unlink(missing_ok=True)
