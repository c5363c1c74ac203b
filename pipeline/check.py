"""`kaohe check`: what must hold of every database, each stated as a query for what breaks it."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.accounting import lost_cells
from pipeline.database_file import require_database
from pipeline.layout import Layout

AMOUNT = re.compile(r"(?<![\d.．])\d+(?:[.．]\d+)?\s*分(?![钟解类之贝])")
"""A number of points: 3分, ０．５ 分; not 30分钟."""

SPANS = """
SELECT item, start, end FROM rules UNION ALL SELECT item, start, end FROM caps WHERE start IS NOT NULL
UNION ALL SELECT item, start, end FROM findings WHERE start IS NOT NULL AND item IS NOT NULL"""

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
    "表中相邻事项之间没有漏掉的行": """
        WITH placed AS (
          SELECT id, document, row_first, section, "group", lag(row_last) OVER one AS before,
                 lag(section) OVER one AS section_before, lag("group") OVER one AS group_before
          FROM items WHERE row_first IS NOT NULL WINDOW one AS (PARTITION BY document, "table" ORDER BY position))
        SELECT p.id || ' 之前' FROM placed p
        WHERE p.row_first > p.before + 1 AND p.section IS p.section_before AND p."group" IS p.group_before
          AND NOT EXISTS (
            SELECT 1 FROM findings f
            WHERE f.document = p.document AND f.row BETWEEN p.before + 1 AND p.row_first - 1)""",
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
    require_database(database)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        asked = {
            sentence: [str(row[0]) for row in connection.execute(query)] for sentence, query in CHECKS.items()
        }
        asked["评分标准中的每个分数都在规则、封顶或问题里"] = amounts(connection)[1]
    return [Result(sentence, len(found), tuple(found[:SHOWN])) for sentence, found in asked.items()]


def check_files(layout: Layout) -> Result:
    """Whether all that stands in the tables of the original files, which are read again, is in an item or a finding."""
    found = list(lost_cells(layout))
    return Result("原文件表格中的每一格都在事项或问题里", len(found), tuple(found[:SHOWN]))


def amounts(connection: sqlite3.Connection) -> tuple[int, list[str]]:
    """How many amounts of points stand in the scoring texts, and those that no rule, cap or finding covers."""
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for item, start, end in connection.execute(SPANS):
        spans[item].append((start, end))
    count, missed = 0, []
    for item, criteria in connection.execute("SELECT id, criteria FROM items WHERE criteria IS NOT NULL"):
        for match in AMOUNT.finditer(criteria):
            count += 1
            if not any(start <= match.start() and match.end() <= end for start, end in spans[item]):
                missed.append(f"{item} 的“{match[0]}”")
    return count, missed
