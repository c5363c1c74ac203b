"""Answers to questions about the whole database, worked out once when it is made: on a large one each takes seconds.

They are no data of their own: whoever asks the question again gets the same rows.
"""

from __future__ import annotations

import json
import sqlite3

from pipeline.records import Record, records_of

TABLE = "answers"
MOST_ROWS = 500
"""Rows of an answer that are kept; the question itself has them all."""

QUESTIONS = {
    "points_by_topic": """
SELECT t.topic AS 主题, d.year AS 年度, sum(t.items) AS 事项数, round(sum(t.points), 4) AS 分值,
       round(100.0 * sum(t.points) / y.total, 2) AS 占总分百分比
FROM (SELECT i.document, t.topic, count(*) AS items, sum(i.points_value) AS points
      FROM items i CROSS JOIN item_topics t ON t.item = i.id
      WHERE i.points_value IS NOT NULL GROUP BY i.document, t.topic) t
JOIN documents d ON d.id = t.document
JOIN (SELECT year, sum(total_points_value) AS total FROM documents GROUP BY year) y ON y.year = d.year
GROUP BY t.topic, d.year ORDER BY 占总分百分比 DESC, t.topic, d.year""",
    "penalty_distribution": """
SELECT CASE WHEN p <= 0.1 THEN '≤0.1' WHEN p <= 0.2 THEN '0.1～0.2' WHEN p <= 0.5 THEN '0.2～0.5'
            WHEN p <= 1 THEN '0.5～1' WHEN p <= 2 THEN '1～2' WHEN p <= 5 THEN '2～5' ELSE '>5' END AS 每次扣分,
       count(*) AS 规则数, min(p) AS 最少, max(p) AS 最多
FROM (SELECT points_per_unit AS p FROM penalty_per_unit WHERE compared = '次')
GROUP BY 1 ORDER BY min(p)""",
    "effects_by_document": """
SELECT r.document, d.title AS 文件, d.year AS 年度, d.jurisdiction AS 地区, r.effect, r.basis, r.rules AS 规则数
FROM (SELECT document, effect, basis, count(*) AS rules FROM rules GROUP BY document, effect, basis) r
JOIN documents d ON d.id = r.document
ORDER BY d.year DESC, r.document, 规则数 DESC""",
    "points_by_department": """
SELECT name AS 责任单位, item_count AS 事项数, points_value AS 分值
FROM departments ORDER BY points_value DESC, item_count DESC, name""",
}
"""What is asked: points at stake by topic and year, penalties for one incident, rules by document, points by body.

Counted first within each document, in the order in which it is stored: half the time, or a third."""


YEARS_OF_DEPARTMENT = """
SELECT d.year, count(*) AS items, round(sum(coalesce(i.points_value, 0)), 6) AS points
FROM item_departments l JOIN items i ON i.id = l.item JOIN documents d ON d.id = i.document
WHERE l.department = ? GROUP BY d.year ORDER BY d.year DESC"""
"""How many items a department answers for in each year, and their points; the newest year first."""

MANY = 5000
"""Items of one department from which on its years are answered when the database is made."""


def create() -> str:
    """The statement that makes the table of answers."""
    return f"CREATE TABLE {TABLE} (question TEXT PRIMARY KEY, total INTEGER NOT NULL, rows TEXT NOT NULL) WITHOUT ROWID"


def fill(connection: sqlite3.Connection) -> None:
    """Answer every question anew from the tables and views of the database."""
    connection.execute(f"DELETE FROM {TABLE}")  # noqa: S608 - ours
    for question, sql in QUESTIONS.items():
        _answer(connection, question, connection.execute(sql))
    large = connection.execute("SELECT name FROM departments WHERE item_count >= ?", (MANY,)).fetchall()
    for (name,) in large:
        _answer(connection, _years_of(name), connection.execute(YEARS_OF_DEPARTMENT, (name,)))


def read(connection: sqlite3.Connection) -> dict[str, tuple[int, list[Record]]]:
    """For each question, how many rows its answer has and the first of them."""
    return {question: answered for question in QUESTIONS if (answered := _answered(connection, question))}


def years_of_department(connection: sqlite3.Connection, name: str) -> list[Record]:
    """A department's items and points by year: the answer that is kept where there is one."""
    answered = _answered(connection, _years_of(name))
    if answered is not None:
        return answered[1]
    return records_of(connection.execute(YEARS_OF_DEPARTMENT, (name,)))


def _years_of(department: str) -> str:
    return f"years_of_department/{department}"


def _answer(connection: sqlite3.Connection, question: str, cursor: sqlite3.Cursor) -> None:
    rows = records_of(cursor, MOST_ROWS)
    total = len(rows) + sum(1 for _ in cursor)
    text = json.dumps(rows, ensure_ascii=False)
    connection.execute(f"INSERT INTO {TABLE} VALUES (?, ?, ?)", (question, total, text))  # noqa: S608 - ours


def _answered(connection: sqlite3.Connection, question: str) -> tuple[int, list[Record]] | None:
    sql = f"SELECT total, rows FROM {TABLE} WHERE question = ?"  # noqa: S608 - ours
    row = connection.execute(sql, (question,)).fetchone()
    return (row[0], json.loads(row[1])) if row else None
