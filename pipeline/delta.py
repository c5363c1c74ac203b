"""What changed between two exports, for systems that follow along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

Record = dict[str, Any]

KINDS = ("documents", "items", "rules", "caps", "findings")
NESTED = {"items", "rules", "caps", "findings"}


def delta(before: Path | None, after: Path, run_before: str | None, run_after: str) -> Record:
    """The records `added`, `changed` (with `before` and `after`) and `removed`, by kind, between two folders of
    nested documents.

    Without a folder before, `from` is null and nothing is listed: the whole export is new.
    """
    out: Record = {"from": run_before if before else None, "to": run_after}
    out |= {change: {kind: [] for kind in KINDS} for change in ("added", "changed", "removed")}
    if before is None:
        return out
    names = {path.name for folder in (before, after) for path in folder.glob("*.json")}
    for name in sorted(names):
        old, new = _content(before / name), _content(after / name)
        if old == new:
            continue
        old_records, new_records = _flat(old), _flat(new)
        for kind in KINDS:
            _compare(out, kind, old_records[kind], new_records[kind])
    return out


def _compare(out: Record, kind: str, old: dict[str, Record], new: dict[str, Record]) -> None:
    out["added"][kind] += [record for name, record in new.items() if name not in old]
    out["removed"][kind] += [record for name, record in old.items() if name not in new]
    out["changed"][kind] += [
        {"id": name, "before": old[name], "after": record}
        for name, record in new.items()
        if name in old and old[name] != record
    ]


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _flat(content: bytes | None) -> dict[str, dict[str, Record]]:
    """A nested document's records by kind and id, each without those inside it and with the id of what holds it."""
    found: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
    if content is None:
        return found
    tree = orjson.loads(content)
    name = tree["id"]
    found["documents"][name] = _alone(tree)
    for finding in tree["findings"]:
        found["findings"][finding["id"]] = finding
    for item in tree["items"]:
        found["items"][item["id"]] = _alone(item) | {"document": name}
        for kind in ("rules", "caps"):
            for record in item[kind]:
                found[kind][record["id"]] = record | {"item": item["id"]}
    return found


def _alone(record: Record) -> Record:
    return {name: value for name, value in record.items() if name not in NESTED}
