"""Files that are there whole or not at all, and the one form in which records are written."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import orjson

NEW = ".new"
"""How the names of unfinished files end; they begin with a dot."""
COPIED = 1 << 20
"""Bytes that are copied at a time."""
TOGETHER = 16
"""Files beyond which it is worth while to let the system write everything that waits."""


def canonical(record: Any) -> bytes:
    """A record as JSON in UTF-8, the same bytes for the same record."""
    return orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def digest(record: Any) -> str:
    """The SHA-256 of a record of plain values, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(record, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sha256_if_readable(path: Path) -> str | None:
    """The SHA-256 of a file's bytes, or None where there is no file or it may not be read."""
    try:
        return sha256(path) if path.is_file() else None
    except OSError:
        return None


@contextmanager
def replacing(path: Path, *, durable: bool = True) -> Iterator[Path]:
    """A new file beside `path` that takes its place when the block ends well; else the old one stays.

    A `durable` one is on the disk before it does; another may be damaged when the power fails.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=NEW, dir=path.parent)
    os.close(handle)
    fresh = Path(name)
    try:
        yield fresh
        fresh.chmod(0o644)
        if durable:
            sync(fresh)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def copy_range(source: BinaryIO, part: range, target: BinaryIO) -> None:
    """Add a part of a file's bytes to another."""
    source.seek(part.start)
    left = len(part)
    while left:
        chunk = source.read(min(left, COPIED))
        if not chunk:
            raise EOFError(f"{source.name}: {left} bytes too short")
        target.write(chunk)
        left -= len(chunk)


def sweep(folder: Path) -> None:
    """Remove the new files that an interrupted `replacing` left in a folder."""
    for left in folder.glob(f".*{NEW}"):
        if left.is_file():
            left.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Wait until a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_all(paths: Sequence[Path]) -> None:
    """Wait until files are on the disk. Many are told to go there together, which is far sooner than one by one."""
    if len(paths) > TOGETHER:
        os.sync()
    for path in paths:
        sync(path)


def write(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Write a whole file in one step."""
    with replacing(path, durable=durable) as fresh:
        fresh.write_bytes(content)
