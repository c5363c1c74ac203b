"""Compound files (OLE 2), the container of .doc and .wps: streams by name, every chain bounded."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from pathlib import Path

from extractors.errors import ExtractionError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE = 0xFFFFFFFA
"""Sector numbers from here on are marks (end of chain, free, table sectors), not sectors."""
STREAM, ROOT = 2, 5
ENTRY = 128


class CompoundFile:
    """The streams of a compound file. Raises ExtractionError where the container is damaged."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._data, self._path = data, path
        if not data.startswith(MAGIC) or len(data) < 512:
            raise self._damaged()
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise self._damaged()
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        directory, self._cutoff, mini_fat = struct.unpack_from("<I4xII", data, 48)
        self._fat = self._read_fat()
        self._entries = self._read_directory(self._chain(directory))
        self._mini_fat = _numbers(self._chain(mini_fat))
        root = next((entry for entry in self._entries.values() if entry[2] == ROOT), None)
        self._mini = self._chain(root[0]) if root else b""

    @property
    def names(self) -> set[str]:
        """The names of the streams."""
        return {name for name, entry in self._entries.items() if entry[2] == STREAM}

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream, or None where the file has none of that name."""
        entry = self._entries.get(name)
        if entry is None or entry[2] != STREAM:
            return None
        start, size, _ = entry
        if size < self._cutoff:
            return self._mini_chain(start)[:size]
        return self._chain(start)[:size]

    def _damaged(self) -> ExtractionError:
        return ExtractionError("文件结构已损坏，可能没有下载完整，请重新获取", path=self._path)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise self._damaged()
        return self._data[start : start + self._size]

    def _read_fat(self) -> list[int]:
        sectors = [n for n in struct.unpack_from("<109I", self._data, 76) if n < FREE]
        following = struct.unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while following < FREE and following not in seen:
            seen.add(following)
            numbers = _numbers(self._sector(following))
            sectors += [n for n in numbers[:-1] if n < FREE]
            following = numbers[-1]
        return [number for sector in sectors for number in _numbers(self._sector(sector))]

    def _chain(self, start: int) -> bytes:
        return self._joined(start, self._fat, self._sector)

    def _mini_chain(self, start: int) -> bytes:
        return self._joined(start, self._mini_fat, self._mini_sector)

    def _mini_sector(self, number: int) -> bytes:
        return self._mini[number * self._mini_size : (number + 1) * self._mini_size]

    def _joined(self, start: int, following: Sequence[int], sector: Callable[[int], bytes]) -> bytes:
        """The sectors of a chain from ``start`` on; ``following`` gives the number of the one behind each."""
        parts, number, seen = [], start, set[int]()
        while number < FREE:
            if number in seen or number >= len(following):
                raise self._damaged()
            seen.add(number)
            parts.append(sector(number))
            number = following[number]
        return b"".join(parts)

    def _read_directory(self, data: bytes) -> dict[str, tuple[int, int, int]]:
        """Each stream's first sector, size and kind by its name; the first of a name counts."""
        entries: dict[str, tuple[int, int, int]] = {}
        for offset in range(0, len(data) - ENTRY + 1, ENTRY):
            length, kind = struct.unpack_from("<HB", data, offset + 64)
            start, size = struct.unpack_from("<II", data, offset + 116)
            if kind in (STREAM, ROOT) and 2 <= length <= 64:
                name = data[offset : offset + length - 2].decode("utf-16-le", "replace")
                entries.setdefault(name, (start, size, kind))
        return entries


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))
