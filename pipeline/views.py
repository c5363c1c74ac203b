"""Views that answer whole questions in one row each."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.ddl import quoted


@dataclass(frozen=True, slots=True)
class View:
    """A view: titles, what a row is, its columns (name → Chinese title and meaning) and its query."""

    name: str
    zh: str
    en: str
    about: str
    columns: dict[str, str]
    sql: str

    def create(self) -> str:
        """The `CREATE VIEW` statement."""
        return f"CREATE VIEW {quoted(self.name)} AS {self.sql.strip()}"


DOCUMENT = {
    "document": "文件",
    "title": "文件标题",
    "year": "年度",
    "jurisdiction": "地区或单位",
}
ITEM = {
    "item": "考核事项",
    "number": "编号",
    "requirement": "考核内容",
    "item_points": "事项分值（单位：分）",
}

RULES_IN_FULL = View(
    "rules_in_full",
    "规则全貌",
    "rules with their item, document, departments and cap",
    "每行是一条规则，连同它所在的文件、事项、责任单位、界限和封顶。",
    {
        "rule": "规则",
        **DOCUMENT,
        "section": "一级类别",
        **ITEM,
        "departments": "责任单位",
        "effect": "效果（代码见 rules 表）",
        "basis": "计分方式（代码见 rules 表）",
        "points": "分数（单位：分）",
        "per_quantity": "每多少",
        "per_unit": "计分单位",
        "indicator": "指标",
        "condition": "情形",
        "thresholds": "数值界限，多个以“；”相隔",
        "cap": "封顶：上限分数，或“本项分值”“不封顶”，多个以“；”相隔",
        "share_of_item": "分数占事项分值的百分比（单位：%）",
        "share_of_total": "分数占文件总分的百分比（单位：%）",
        "quote": "原文",
    },
    """
SELECT r.id AS rule, d.id AS document, d.title, d.year, d.jurisdiction, i.section, i.id AS item, i.number,
       i.requirement, i.points AS item_points, i.departments, r.effect, r.basis, r.points, r.per_quantity,
       r.per_unit, r.indicator, r.condition,
       (SELECT group_concat(t.op || ' ' || t.value || coalesce('～' || t.value_to, '') || coalesce(t.unit, ''), '；')
        FROM thresholds t WHERE t.rule = r.id) AS thresholds,
       (SELECT group_concat(CASE c.kind WHEN 'amount' THEN c.points WHEN 'item_score' THEN '本项分值'
                                        ELSE '不封顶' END, '；')
        FROM cap_rules k JOIN caps c ON c.id = k.cap WHERE k.rule = r.id) AS cap,
       round(100.0 * r.points_value / nullif(i.points_value, 0), 4) AS share_of_item,
       round(100.0 * r.points_value / nullif(d.total_points_value, 0), 4) AS share_of_total,
       r.quote
FROM rules r JOIN items i ON i.id = r.item JOIN documents d ON d.id = r.document""",
)

POINTS_AT_STAKE = View(
    "points_at_stake",
    "各单位各主题的分值",
    "points at stake by department, topic and year",
    "每行是一份文件中一个责任单位在一个主题上的事项数和分值。一条事项有多个单位或主题时，各计一次。",
    {
        "year": "年度",
        "jurisdiction": "地区或单位",
        "document": "文件",
        "department": "责任单位；没有写明的为空",
        "topic": "主题；没有读出的为空",
        "items": "事项数（单位：项）",
        "points": "分值之和（单位：分）",
        "share_of_total": "占文件总分的百分比（单位：%）",
    },
    """
SELECT d.year, d.jurisdiction, d.id AS document, l.department, t.topic, count(*) AS items,
       round(sum(coalesce(i.points_value, 0)), 6) AS points,
       round(100.0 * sum(coalesce(i.points_value, 0)) / nullif(d.total_points_value, 0), 4) AS share_of_total
FROM items i JOIN documents d ON d.id = i.document
LEFT JOIN item_departments l ON l.item = i.id LEFT JOIN item_topics t ON t.item = i.id
GROUP BY d.id, l.department, t.topic""",
)

PENALTY_PER_UNIT = View(
    "penalty_per_unit",
    "单位扣分",
    "penalties per comparable unit",
    "每行是一条按次数或单位扣分的规则，折算成每一个可比单位扣多少分：次、起、例、处都按“次”，百分点按“%”。",
    {
        "rule": "规则",
        **DOCUMENT,
        "item": "考核事项",
        "unit_kind": "单位的种类（代码见 units 表）",
        "compared": "可比单位",
        "points_per_unit": "每一个可比单位扣多少分（单位：分）",
        "share_of_total": "占文件总分的百分比（单位：%）",
        "points": "分数（单位：分）",
        "per_quantity": "每多少",
        "per_unit": "计分单位",
        "quote": "原文",
    },
    """
SELECT r.id AS rule, d.id AS document, d.title, d.year, d.jurisdiction, r.item, u.kind AS unit_kind, u.compared,
       round(r.points_value / (r.per_quantity_value * u.scale), 6) AS points_per_unit,
       round(100.0 * r.points_value / (r.per_quantity_value * u.scale) / nullif(d.total_points_value, 0), 6)
         AS share_of_total,
       r.points, r.per_quantity, r.per_unit, r.quote
FROM rules r JOIN documents d ON d.id = r.document JOIN units u ON u.name = r.per_unit
WHERE r.effect = 'deduct' AND r.basis = 'per_unit' AND r.per_quantity_value > 0""",
)

DEADLINES_BY_DATE = View(
    "deadlines_by_date",
    "时限日历",
    "deadlines by date",
    "每行是一个到期日，或一条没有固定日期的时限（排在最后）。",
    {
        "date": "到期日",
        **DOCUMENT,
        **ITEM,
        "departments": "责任单位",
        "kind": "种类（代码见 deadlines 表）",
        "relation": "关系（代码见 deadlines 表）",
        "iso": "日期或时段（ISO 8601）",
        "event": "起算事件",
        "quote": "原文",
    },
    """
SELECT t.date, d.id AS document, d.title, d.year, d.jurisdiction, i.id AS item, i.number, i.requirement,
       i.points AS item_points, i.departments, l.kind, l.relation, l.iso, l.event, l.quote
FROM deadlines l JOIN items i ON i.id = l.item JOIN documents d ON d.id = i.document
LEFT JOIN due_dates t ON t.item = l.item AND t.deadline = l.seq
ORDER BY t.date IS NULL, t.date, d.id, i.position, l.seq""",
)

EVIDENCE_BY_DEPARTMENT = View(
    "evidence_by_department",
    "各单位的材料清单",
    "evidence to hand in, by department",
    "每行是一个责任单位为一条事项须准备的材料。",
    {"department": "责任单位", **DOCUMENT, **ITEM, "evidence": "材料要求"},
    """
SELECT l.department, d.id AS document, d.title, d.year, d.jurisdiction, i.id AS item, i.number, i.requirement,
       i.points AS item_points, i.evidence
FROM item_departments l JOIN items i ON i.id = l.item JOIN documents d ON d.id = i.document
WHERE i.evidence IS NOT NULL AND i.evidence <> ''
ORDER BY l.department, d.id, i.position""",
)

VETOES = View(
    "vetoes_in_full",
    "一票否决",
    "vetoes",
    "每行是一条分数以外的后果：取消评先资格、考核不合格、一票否决。",
    {"rule": "规则", **DOCUMENT, **ITEM, "departments": "责任单位", "condition": "情形", "quote": "原文"},
    """
SELECT r.id AS rule, d.id AS document, d.title, d.year, d.jurisdiction, i.id AS item, i.number, i.requirement,
       i.points AS item_points, i.departments, r.condition, r.quote
FROM rules r JOIN items i ON i.id = r.item JOIN documents d ON d.id = r.document
WHERE r.effect = 'veto'
ORDER BY d.id, i.position, r.seq""",
)

VIEWS: tuple[View, ...] = (
    RULES_IN_FULL,
    POINTS_AT_STAKE,
    PENALTY_PER_UNIT,
    DEADLINES_BY_DATE,
    EVIDENCE_BY_DEPARTMENT,
    VETOES,
)
