"""The questions an analyst asks first, as canned queries. An empty parameter means: whatever it is."""

from __future__ import annotations

from typing import TypedDict

from pipeline.answers import QUESTIONS


class Query(TypedDict):
    """One canned query as Datasette takes it."""

    title: str
    description: str
    sql: str
    hide_sql: bool


CHARTS: dict[str, Query] = {
    "points_by_topic": {
        "title": "各主题占总分的百分比，按年度",
        "description": "一条事项谈到几个主题，各计一次；百分比是对当年全部文件的总分而言。",
        "hide_sql": True,
        "sql": QUESTIONS["points_by_topic"],
    },
    "penalty_distribution": {
        "title": "每发生一次扣多少分",
        "description": "按次、起、例、处、个……扣分的规则，折算成每一次扣的分，按大小归组。",
        "hide_sql": True,
        "sql": QUESTIONS["penalty_distribution"],
    },
    "effects_by_document": {
        "title": "各文件的规则按效果和计分方式",
        "description": "每行是一份文件中一种效果、一种计分方式的规则数。",
        "hide_sql": True,
        "sql": QUESTIONS["effects_by_document"],
    },
    "points_by_department": {
        "title": "谁承担多少分",
        "description": "各责任单位涉及的事项数和分值，各年度、各地区的同名单位合计。一条事项由几个单位负责，各计一次。",
        "hide_sql": True,
        "sql": QUESTIONS["points_by_department"],
    },
}
"""The questions whose answers the home page draws."""

QUERIES: dict[str, Query] = {
    **CHARTS,
    "penalties_per_incident": {
        "title": "按次数或单位扣分的规则，扣得最重的在前",
        "description": "points：每次（处、起、个……）扣分至少多少分，如 1；不填则全部列出。",
        "hide_sql": True,
        "sql": """
SELECT r.document, r.item, r.points AS 扣分, r.per_quantity AS 每, r.per_unit AS 单位, r.condition AS 情形,
       r.quote AS 原文
FROM rules r
WHERE r.effect = 'deduct' AND r.basis = 'per_unit'
  AND r.points_value >= coalesce(CAST(nullif(:points, '') AS REAL), 0)
ORDER BY r.points_value DESC, r.id""",
    },
    "rules_of_department": {
        "title": "一个单位的全部规则",
        "description": "department：单位名称或其中几个字，如 公安局。",
        "hide_sql": True,
        "sql": """
SELECT d.department AS 责任单位, i.document, i.number AS 编号, i.points AS 分值, r.effect, r.points AS 分数,
       r.per_quantity AS 每, r.per_unit AS 单位, r.quote AS 原文, r.item
FROM item_departments d
JOIN items i ON i.id = d.item
JOIN rules r ON r.item = i.id
WHERE d.department LIKE '%' || :department || '%'
ORDER BY i.document, i.position, r.seq""",
    },
    "caps_of_items": {
        "title": "全部封顶规定",
        "description": "document：文件标识，如 liucheng-2024；不填则全部列出。",
        "hide_sql": True,
        "sql": """
SELECT c.document, c.item, i.points AS 事项分值, c.direction, c.kind,
       c.points AS 上限, c.period AS 周期, c.scope,
       (SELECT count(*) FROM cap_rules k WHERE k.cap = c.id) AS 所限规则数
FROM caps c JOIN items i ON i.id = c.item
WHERE c.document BETWEEN :document AND coalesce(nullif(:document, ''), char(1114111))
ORDER BY c.document, i.position, c.seq""",
    },
    "items_worth_most": {
        "title": "分值最高的考核事项",
        "description": "points：分值至少多少，如 5；year：年度，如 2024。不填则不限。",
        "hide_sql": True,
        "sql": """
SELECT i.document, i.number AS 编号, i.points AS 分值,
       round(100.0 * i.points_value / d.total_points_value, 2) AS 占总分百分比,
       i.requirement AS 考核内容, i.departments AS 责任单位, i.id AS item
FROM items i JOIN documents d ON d.id = i.document
WHERE i.points_value >= coalesce(CAST(nullif(:points, '') AS REAL), 0)
  AND (:year = '' OR d.year = CAST(:year AS INTEGER))
ORDER BY i.points_value DESC, i.document, i.position""",
    },
    "thresholds_on": {
        "title": "某一指标的数值界限",
        "description": "words：指标名称中的几个字，如 达标率；不填则全部列出。",
        "hide_sql": True,
        "sql": """
SELECT r.document, r.item, t.op AS 比较, t.value AS 数值, t.value_to AS 至, t.unit AS 单位,
       t.from_end AS 倒数, r.effect, r.points AS 分数, r.quote AS 原文
FROM thresholds t JOIN rules r ON r.id = t.rule
WHERE r.condition LIKE '%' || :words || '%'
ORDER BY r.document, r.id, t.seq""",
    },
    "vetoes": {
        "title": "一票否决和取消资格",
        "description": "document：文件标识，如 liucheng-2024；不填则全部列出。",
        "hide_sql": True,
        "sql": """
SELECT r.document, r.item, i.number AS 编号, i.departments AS 责任单位, r.condition AS 情形, r.quote AS 原文
FROM rules r JOIN items i ON i.id = r.item
WHERE r.effect = 'veto' AND :document IN ('', r.document)
ORDER BY r.document, i.position, r.seq""",
    },
    "grave_findings": {
        "title": "待人核对的问题，最严重的在前",
        "description": "document：文件标识，如 liucheng-2024；不填则全部列出。",
        "hide_sql": True,
        "sql": """
SELECT f.severity, f.kind, f.message AS 说明, f.value AS 所涉文字, f.document, f.item
FROM findings f
WHERE :document IN ('', f.document)
ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.document, f.id""",
    },
}
