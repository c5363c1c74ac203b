"""`kaohe check`: what must hold of every database, each stated as a query for what breaks it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DatabaseError
from pipeline.load import current_run

SHOWN = 3
"""How many breaches of a check are named."""

CHECKS = {
    "数据库文件完好": "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    "外键都有所指": 'SELECT "table" || " 第 " || rowid || " 行" FROM pragma_foreign_key_check',
    "规则原文与其位置一致": """
        SELECT r.id FROM rules r JOIN items i ON i.id = r.item
        WHERE substr(i.criteria, r.start + 1, r.end - r.start) <> r.quote""",
    "同一条评分标准中各规则的原文互不重叠": """
        SELECT a.id || ' 与 ' || b.id FROM rules a JOIN rules b ON b.item = a.item AND b.id > a.id
        WHERE a.start < b.end AND b.start < a.end""",
    "规则序号连续": """
        SELECT item FROM rules GROUP BY item HAVING max(seq) <> count(*) OR min(seq) <> 1""",
    "按单位计分的规则都有单位": "SELECT id FROM rules WHERE basis = 'per_unit' AND per_unit IS NULL",
    "限定分数的封顶都有分数": "SELECT id FROM caps WHERE kind = 'amount' AND points IS NULL",
    "总分等于各计分事项之和": """
        SELECT d.id || '：' || coalesce(d.total_points, '无') FROM documents d
        LEFT JOIN (
          SELECT document, sum(points_value) AS total FROM items WHERE kind = 'scored' GROUP BY document
        ) s ON s.document = d.id
        WHERE abs(coalesce(d.total_points_value, 0) - coalesce(s.total, 0)) > 1e-6""",
    "事项数、规则数、问题数与各表一致": """
        SELECT id FROM documents d
        WHERE item_count <> (SELECT count(*) FROM items WHERE document = d.id)
           OR rule_count <> (SELECT count(*) FROM rules WHERE document = d.id)
           OR finding_count <> (SELECT count(*) FROM findings WHERE document = d.id)""",
    "每条事项都读出了规则，或记有问题": """
        SELECT id FROM items WHERE id NOT IN (SELECT item FROM rules)
        EXCEPT SELECT item FROM findings""",
    "每份文件都读出了事项，或记有问题": """
        SELECT id FROM documents WHERE item_count = 0 AND finding_count = 0""",
}
"""A check's sentence and a query whose first column names each breach."""


@dataclass(frozen=True, slots=True)
class Result:
    """A check with the number of its breaches and the first of them."""

    sentence: str
    breaches: int
    examples: tuple[str, ...]


def check(database: Path) -> list[Result]:
    """The result of every check, in a fixed order. Raises `DatabaseError` where there is no database."""
    if current_run(database) is None:
        raise DatabaseError(f"{database}：没有数据库，或由旧版本生成。先运行 kaohe run。")
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return [_result(connection, sentence, query) for sentence, query in CHECKS.items()]


def _result(connection: sqlite3.Connection, sentence: str, query: str) -> Result:
    breaches = [str(row[0]) for row in connection.execute(query)]
    return Result(sentence, len(breaches), tuple(breaches[:SHOWN]))
