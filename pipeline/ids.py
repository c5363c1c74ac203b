"""Readable, stable ids: document `liucheng-2024`, item `liucheng-2024/7.4`, rule `liucheng-2024/7.4/5`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

_NOT_IN_IDS = re.compile(r"[\s/#]+")


def item_ids(document: str, items: Sequence[dict[str, Any]]) -> list[str]:
    """One id for each item: its number, `#2` for the second of the same, `@12` (its place) without one."""
    seen: Counter[str] = Counter()
    ids = []
    for item in items:
        number = _NOT_IN_IDS.sub("-", (item.get("number") or "").strip()).strip("-")
        name = number or f"@{item['position']}"
        seen[name] += 1
        repeat = f"#{seen[name]}" if seen[name] > 1 else ""
        ids.append(f"{document}/{name}{repeat}")
    return ids


def rule_id(item: str, seq: int) -> str:
    return f"{item}/{seq}"


def cap_id(item: str, seq: int) -> str:
    return f"{item}/cap/{seq}"
