"""The folder a step writes, a JSON file for each document, and what it knows of each file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.cache import Cache, pack, unpack
from pipeline.files import canonical, sha256_if_readable, sync_all, write

FACTS = {"key", "size", "mtime_ns", "sha256", "failure"}
"""What is known of each file; what an older version knew otherwise is not known."""


class StepFolder:
    """Files of a step, kept in step with the keys they were made for.

    A file is fresh while its size and time are those it was written with for the same key; else it is written
    again from the cache, or made anew by the caller.
    """

    def __init__(self, folder: Path, step: str, cache: Cache) -> None:
        self.folder = folder
        self.step = step
        self.cache = cache
        self._index = cache.root / f"{step}.json"
        self._known = self._read_index()
        self._keys: dict[str, str] = {}
        self._written: set[str] = set()

    def path(self, document: str) -> Path:
        return self.folder / f"{document}.json"

    def is_fresh(self, document: str, key: str) -> bool:
        """Whether the document's file stands for this key, if need be written again from the cache."""
        self._keys[document] = key
        known = self._known.get(document)
        if known and known["failure"]:
            return False
        if known and known["key"] == key and self._stat(document) == (known["size"], known["mtime_ns"]):
            return True
        content = self.cache.get(self.step, key)
        if content is None:
            return False
        self._write(document, key, content)
        return True

    def store(self, document: str, key: str, content: bytes, failure: str | None = None) -> None:
        """Write what was made for the key; with a `failure`, what it says, it is tried again next time."""
        self.store_packed(document, key, pack(content), failure)

    def store_packed(self, document: str, key: str, packed: bytes, failure: str | None = None) -> None:
        """The same for content that a worker has packed. Raises `ValueError` where that is damaged."""
        content = unpack(packed)
        if content is None:
            raise ValueError(f"{self.step} {document}: damaged on its way")
        if failure is None:
            self.cache.put_packed(self.step, key, packed)
        self._write(document, key, content, failure)

    def failures(self) -> dict[str, str]:
        """What went wrong, by document."""
        return {name: str(facts["failure"]) for name, facts in self._known.items() if facts["failure"]}

    def key(self, document: str) -> str | None:
        """The key that the document's file was made for, None where there is none."""
        return str(self._known[document]["key"]) if document in self._known else None

    def content(self, document: str) -> bytes | None:
        """The document's file as it was made, from the cache or the folder; None where neither has it whole."""
        facts = self._known[document]
        kept = self.cache.get(self.step, str(facts["key"])) if facts["failure"] is None else None
        if kept is None:
            kept = self.path(document).read_bytes() if self.path(document).exists() else b""
        return kept if hashlib.sha256(kept).hexdigest() == facts["sha256"] else None

    def sha256(self, document: str) -> str:
        """The hash of the document's file as written."""
        return str(self._known[document]["sha256"])

    def current_sha256(self, document: str) -> str | None:
        """The hash of the document's file as it is now, None where there is none that can be read."""
        known = self._known.get(document)
        if known and self._stat(document) == (known["size"], known["mtime_ns"]):
            return str(known["sha256"])
        return sha256_if_readable(self.path(document))

    def keep_only(self, documents: Iterable[str]) -> None:
        """Remove the files of documents that are no longer catalogued, and write down what is known."""
        wanted = set(documents)
        for path in self.folder.glob("*.json"):
            if path.stem not in wanted:
                path.unlink()
        self._known = {name: facts for name, facts in self._known.items() if name in wanted}
        sync_all([self.path(document) for document in sorted(self._written & wanted)])
        self.cache.keep_only(self.step, self._keys.values())
        write(self._index, canonical(self._known))

    def _write(self, document: str, key: str, content: bytes, failure: str | None = None) -> None:
        # All are waited for at the end, before the index says that they are there: that costs far less.
        write(self.path(document), content, durable=False)
        self._written.add(document)
        size, mtime_ns = self._stat(document) or (0, 0)
        self._known[document] = {
            "key": key,
            "size": size,
            "mtime_ns": mtime_ns,
            "sha256": hashlib.sha256(content).hexdigest(),
            "failure": failure,
        }

    def _stat(self, document: str) -> tuple[int, int] | None:
        try:
            facts = self.path(document).stat()
        except FileNotFoundError:
            return None
        return facts.st_size, facts.st_mtime_ns

    def _read_index(self) -> dict[str, dict[str, int | str | None]]:
        try:
            index = json.loads(self._index.read_bytes())
        except (OSError, ValueError):
            return {}
        if not isinstance(index, dict):
            return {}
        return {
            name: facts for name, facts in index.items() if isinstance(facts, dict) and set(facts) == FACTS
        }
