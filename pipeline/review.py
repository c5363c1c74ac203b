"""`kaohe review`: findings that wait for a person, and the corrections to be filled in for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.correction_files import read_corrections
from pipeline.correction_values import ITEM_FIELDS
from pipeline.corrections import hash_of_fields, text_hash
from pipeline.errors import CorrectionError, SelectionError
from pipeline.files import write
from pipeline.layout import Layout
from pipeline.records import records_of

WAITING = """
SELECT f.id, f.document, f.item, f.severity, f.kind, f.message, f.value, i.label
FROM findings f LEFT JOIN items i ON i.id = f.item
WHERE f.accepted_by IS NULL AND (f.severity <> 'info' OR ?)
ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.document, i.position, f.id"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A finding that nobody has looked at."""

    id: str
    document: str
    item: str | None
    severity: str
    kind: str
    message: str
    value: str | None
    label: str | None


def waiting(database: Path, document: str | None = None, *, info: bool = False) -> list[Waiting]:
    """The findings that wait, worst first; of one document, if given, and the mere hints too, if wanted."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        found = [Waiting(*row) for row in connection.execute(WAITING, (info,))]
    return [one for one in found if document in (None, one.document)]


def write_stubs(layout: Layout, findings: Sequence[str]) -> list[Path]:
    """Append a correction to fill in for each finding (by id) to its document's file; the files written.

    Raises `SelectionError` for a finding that is not there or hangs on no item.
    """
    there = {one.id: one for one in waiting(layout.database, info=True)}
    texts: dict[Path, list[str]] = {}
    with closing(sqlite3.connect(f"file:{layout.database}?mode=ro", uri=True)) as connection:
        for name in findings:
            one = there.get(name)
            if one is None:
                raise SelectionError(f"没有待核对的问题 {name}。用 kaohe review 列出。")
            if one.item is None:
                raise SelectionError(f"{name} 不属于某一条事项，不能用更正解决；请核对原文件和目录。")
            texts.setdefault(layout.corrections_of(one.document), []).append(_stub(connection, one))
    for path, stubs in texts.items():
        if problems := read_corrections(path).problems:
            raise CorrectionError(problems[0])
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        joint = "" if not before or before.endswith("\n") else "\n"
        write(path, (before + joint + "".join(stubs)).encode())
    return list(texts)


def _stub(connection: sqlite3.Connection, one: Waiting) -> str:
    """One entry, complete but for who, when and why; without them it is not applied."""
    names = ("points", "criteria")
    [item] = records_of(connection.execute("SELECT points, criteria FROM items WHERE id = ?", (one.item,)))
    hashes = "\n".join(
        f"#   text: {hash_of_fields(item, [name])}   set: {{{name}: …}}"
        for name in names
        if name in ITEM_FIELDS
    )
    value = f"（{one.value}）" if one.value else ""
    return f"""
# {one.label or one.item}
# {one.severity} {one.kind}：{" ".join(one.message.split())}{" ".join(value.split())}
# 没有要改的，保留 accept；要改规则，换成 quote: 规则原文 和 set: {{points: "0.5"}}，或 remove: true；
# 要补一条规则，换成 add: {{effect: deduct, basis: fixed, points: "1", quote: 原文}}。要改事项本身，换成：
{hashes}
- item: {one.item}
  text: {text_hash(item["criteria"] or "")}
  accept: {one.kind}
  who:
  when:
  why:
"""
