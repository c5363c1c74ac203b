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

AS_IT_IS = 0
"""Level of what is read often and shrinks little."""


def pack(content: bytes, compression: int = COMPRESSION) -> bytes:
    """The content as it is kept: its hash, then itself compressed."""
    return hashlib.sha256(content).digest() + zlib.compress(content, compression)


def unpack(packed: bytes) -> bytes | None:
    """What was packed, or None where it is damaged."""
    try:
        content = zlib.decompress(packed[HASH_BYTES:])
    except zlib.error:
        return None
    return content if hashlib.sha256(content).digest() == packed[:HASH_BYTES] else None


class Cache:
    """Entries by step and key. An entry that does not carry its own hash is as good as missing."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _path(self, step: str, key: str) -> Path:
        return self.root / step / key[:2] / key

    def has(self, step: str, key: str) -> bool:
        """Whether something is kept under the key, be it damaged."""
        return self._path(step, key).is_file()

    def get(self, step: str, key: str) -> bytes | None:
        """The content kept under the key, or None where there is none or it is damaged."""
        try:
            return unpack(self._path(step, key).read_bytes())
        except OSError:
            return None

    def put(self, step: str, key: str, content: bytes) -> None:
        """Keep the content; it is there whole or not at all."""
        self.put_packed(step, key, pack(content))

    def put_packed(self, step: str, key: str, packed: bytes) -> None:
        """Keep what `pack` made. It is not waited for: an entry that a power failure damaged is as good as missing."""
        write(self._path(step, key), packed, durable=False)

    def keep_only(self, step: str, keys: Iterable[str]) -> None:
        """Drop what the last run did not use, so that the store does not grow without end."""
        wanted = set(keys)
        for path in (self.root / step).glob("??/*"):
            if path.name not in wanted:
                path.unlink(missing_ok=True)
