"""A corpus in parts: each is read on its own, where and when any batch system likes, then all are merged.

A document belongs to the part that the hash of its bytes says, whatever else is in the corpus. A part keeps its items,
rules and cache in a folder of its own, `data/shards/2-of-8`; merging takes them by the keys that the merging machine
works out itself, so that nothing made from other documents or corrections or by other code can get in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson

from pipeline.cache import Cache
from pipeline.catalogue import Entry
from pipeline.document_steps import Worked, extract_key, normalize_key, raw_hash
from pipeline.errors import ShardError
from pipeline.files import canonical, digest, write
from pipeline.folder import StepFolder
from pipeline.layout import Layout
from pipeline.record_hashes import RecordHashes
from pipeline.versions import step_version

Record = dict[str, Any]

MANIFEST = "shard.json"
"""What a part says of itself: its number, the code that made it, its documents' hashes and failures."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` of `count`, counted from 1."""

    number: int
    count: int

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    @property
    def folder(self) -> str:
        return f"{self.number}-of-{self.count}"

    def holds(self, document: str, content: str | None) -> bool:
        """Whether a document belongs to this part: by the hash of its file, by its id where that is missing."""
        return int((content or digest(document))[:16], 16) % self.count + 1 == self.number


def parse_shard(text: str) -> Shard:
    """The part that `2/8` names. Raises `ShardError` for anything else."""
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text, re.ASCII)
    shard = Shard(int(match[1]), int(match[2])) if match else Shard(0, 0)
    if not 1 <= shard.number <= shard.count:
        raise ShardError(f"{text!r} 不是分片，应如 2/8：共 8 片，做第 2 片。")
    return shard


def shard_layout(layout: Layout, shard: Shard) -> Layout:
    """Where a part keeps what it makes of the data folder's documents."""
    return replace(layout, root=layout.shards / shard.folder, given=layout.root)


def of_shard(layout: Layout, shard: Shard, entries: Iterable[Entry]) -> dict[Entry, str | None]:
    """The entries that belong to a part, with the hashes of their files."""
    hashes = {entry: raw_hash(layout, entry) for entry in entries}
    return {entry: content for entry, content in hashes.items() if shard.holds(entry.document, content)}


def write_manifest(layout: Layout, shard: Shard, hashes: Mapping[Entry, str | None]) -> None:
    """Say that the part, whose layout this is, has been made of these documents."""
    documents = {entry.document: content for entry, content in hashes.items()}
    write(layout.root / MANIFEST, canonical({"shard": str(shard), **_code(), "documents": documents}))


def merge(layout: Layout, entries: Sequence[Entry], cache: Cache) -> Worked:
    """Bring data/items and data/rules up to what the parts in data/shards made; the files they were made from need
    not be here.

    Raises `ShardError` where a part or a document of the catalogue is missing, where they were made by other code or
    from another catalogue, other files or corrections, and where a file is damaged.
    """
    parts = _parts(layout)
    owners = _owners(parts)
    homeless = [entry.document for entry in entries if entry.document not in owners]
    if homeless:
        raise ShardError(f"{layout.shards}：{_some(homeless)}不在任何一片里。重新运行各片。")
    contents = {entry: raw_hash(layout, entry) or owners[entry.document].content for entry in entries}
    worked = Worked(0, {})
    for step, folder_of in (("extract", "items"), ("normalize", "rules")):
        folder = StepFolder(getattr(layout, folder_of), step, cache)
        sources = {
            part.shard: StepFolder(getattr(part.layout, folder_of), step, Cache(part.layout.cache))
            for part in parts
        }
        done, hashes = 0, RecordHashes(layout)
        for entry, content in contents.items():
            name = entry.document
            key = extract_key(entry, content) if step == "extract" else normalize_key(hashes, name)
            if not folder.is_fresh(name, key):
                shard = owners[name].shard
                _take(folder, sources[shard], name, key, shard)
                done += 1
        folder.keep_only(entry.document for entry in entries)
        worked = Worked(max(worked.done, done), worked.failures | folder.failures())
    return worked


@dataclass(frozen=True, slots=True)
class _Part:
    shard: Shard
    layout: Layout
    documents: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class _Owner:
    shard: Shard
    content: str | None


def _parts(layout: Layout) -> list[_Part]:
    """The parts in the folder, all of them and no others."""
    parts = [_part(layout, path) for path in sorted(layout.shards.glob(f"*/{MANIFEST}"))]
    counts = sorted({part.shard.count for part in parts})
    if not counts:
        raise ShardError(f"{layout.shards}：没有分片的结果。先运行 kaohe run --shard 1/n 到 n/n。")
    if len(counts) > 1:
        raise ShardError(f"{layout.shards}：有几种分法（{'、'.join(map(str, counts))} 片），删去不要的。")
    there = {part.shard.number for part in parts}
    missing = [str(Shard(number, counts[0])) for number in range(1, counts[0] + 1) if number not in there]
    if missing:
        raise ShardError(f"{layout.shards}：缺少 {_some(missing)}片的结果。")
    return parts


def _part(layout: Layout, path: Path) -> _Part:
    try:
        manifest = orjson.loads(path.read_bytes())
        shard, documents = parse_shard(manifest["shard"]), dict(manifest["documents"])
        same_code = all(manifest[name] == value for name, value in _code().items())
    except (ValueError, KeyError, TypeError):
        raise ShardError(f"{path}：这一片的说明文件已损坏，请重新复制或重新运行这一片。") from None
    if not same_code:
        raise ShardError(f"{path}：第 {shard} 片由另一版本的程序生成。各台机器要用同一个锁定文件安装。")
    return _Part(shard, replace(shard_layout(layout, shard), root=path.parent), documents)


def _code() -> Record:
    return {"versions": {step: step_version(step) for step in ("extract", "normalize")}}


def _owners(parts: Sequence[_Part]) -> dict[str, _Owner]:
    """The part that made each document: the one that had its file, where others had not."""
    owners: dict[str, _Owner] = {}
    for part in parts:
        for document, content in part.documents.items():
            if document not in owners or owners[document].content is None:
                owners[document] = _Owner(part.shard, content)
    return owners


def _take(folder: StepFolder, source: StepFolder, document: str, key: str, shard: Shard) -> None:
    if source.key(document) != key:
        raise ShardError(
            f"{document}：目录、文件或更正在第 {shard} 片之后改动过。重新运行 kaohe run --shard {shard}。"
        )
    content = source.content(document)
    if content is None:
        raise ShardError(
            f"{source.path(document)}：缺失或已损坏。重新复制第 {shard} 片，或运行 kaohe run --shard {shard}。"
        )
    folder.store(document, key, content, source.failures().get(document))


def _some(names: Sequence[str]) -> str:
    shown = "、".join(names[:3])
    return f"{shown} " if len(names) <= 3 else f"{shown} 等 {len(names)} "
