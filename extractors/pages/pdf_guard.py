"""Refuse PDFs that are broken off or would unpack to more than a machine can hold, before they are parsed."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from pdfminer.ascii85 import ascii85decode, asciihexdecode

from extractors.errors import ExtractionError

MOST_BYTES = 500_000_000
"""Larger files are refused."""
MOST_UNPACKED = 512_000_000
"""All packed streams of a file together may unpack to so many bytes."""
MOST_STREAM = 256_000_000
"""One packed stream may unpack to so many bytes."""
TAIL = 4096
"""The end mark stands in the last so many bytes."""
_STREAM = re.compile(rb"stream\r?\n")
_DOUBLE = re.compile(rb"/FlateDecode\s*/FlateDecode|/Fl\s+/Fl\b")
_AS_TEXT = re.compile(rb"/(?:ASCII85Decode|A85|ASCIIHexDecode|AHx)\b")
_AS_HEX = re.compile(rb"/(?:ASCIIHexDecode|AHx)\b")
_WIDE = re.compile(rb"/(?:Columns|Colors|BitsPerComponent)\s+\d{6,}")
"""Decoders lay out a whole line of so many columns before they look at the data."""
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
HEAD = 2048
"""A stream's dictionary is so long at most."""
_DEFLATED = 8
_CHUNK = 1 << 20


def check(path: Path) -> int:
    """To how many bytes the file's packed streams unpack together.

    Raises ExtractionError for a file that is no PDF, broken off, too large, or packed like a bomb.
    """
    if path.stat().st_size > MOST_BYTES:
        raise ExtractionError(f"文件超过{MOST_BYTES // 1_000_000}MB，请拆分后再读取", path=path)
    data = path.read_bytes()
    if b"%PDF-" not in data[:1024]:
        raise ExtractionError("不是PDF文件，请确认文件内容与扩展名相符", path=path)
    if b"%%EOF" not in data[-TAIL:]:
        raise ExtractionError("PDF文件不完整（缺少文件尾），请重新下载或另存", path=path)
    if _DOUBLE.search(data):
        raise ExtractionError("PDF中有重复压缩的内容，拒绝读取；请用其他软件另存", path=path)
    total = 0
    for match in _STREAM.finditer(data):
        head = _head(data, match.start())
        if _WIDE.search(head):
            raise ExtractionError("PDF中有宽得不可能的图像或数据，拒绝读取；请用其他软件另存", path=path)
        if _AS_TEXT.search(head):
            size = unpacked_size(
                _from_text(data[match.end() : data.find(b"endstream", match.end())], head), 0
            )
        else:
            size = unpacked_size(data, match.end())
        total += size
        if size >= MOST_STREAM or total > MOST_UNPACKED:
            raise ExtractionError("PDF解压后过大，拒绝读取；请用其他软件另存或拆分", path=path)
    return total


def _head(data: bytes, end: int) -> bytes:
    """The dictionary in front of a stream, names written out (``/Fl#61te`` is ``/Flate``)."""
    head = data[max(0, end - HEAD) : end]
    return _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), head[head.rfind(b" obj") + 1 :])


def _from_text(content: bytes, head: bytes) -> bytes:
    """The bytes of a stream that is written as text."""
    try:
        return asciihexdecode(content) if _AS_HEX.search(head) else ascii85decode(content)
    except ValueError:
        return b""


def unpacked_size(data: bytes, start: int) -> int:
    """To how many bytes the stream at that place unpacks, counted up to the limit; 0 if it is not packed."""
    if not data[start : start + 1] or data[start] & 0x0F != _DEFLATED:
        return 0
    packer = zlib.decompressobj()
    size = 0
    place = start
    try:
        while not packer.eof and size < MOST_STREAM and place < len(data):
            part = data[place : place + _CHUNK]
            place += len(part)
            size += len(packer.decompress(part, _CHUNK))
            while packer.unconsumed_tail and size < MOST_STREAM:
                size += len(packer.decompress(packer.unconsumed_tail, _CHUNK))
    except zlib.error:
        pass  # the parser copes with broken streams, or says so
    return size
