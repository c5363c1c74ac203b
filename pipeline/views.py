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
        "points_min": "分数下限（单位：分）",
        "factor": "倍数",
        "formula": "公式",
        "per_quantity": "每多少",
        "per_unit": "计分单位",
        "indicator": "指标",
        "condition": "情形",
        "targets": "逐一适用的并列对象，多个以“；”相隔",
        "thresholds": "数值界限，多个以“；”相隔；从末尾数的名次前有“倒数”",
        "cap": "封顶：上限分数，或“本项分值”“不封顶”，只管一年、一季度等周期的，周期写在括号里，多个以“；”相隔",
        "share_of_item": "分数占事项分值的百分比（单位：%）",
        "share_of_total": "分数占文件总分的百分比（单位：%）",
        "quote": "原文",
    },
    """
SELECT r.id AS rule, d.id AS document, d.title, d.year, d.jurisdiction, i.section, i.id AS item, i.number,
       i.requirement, i.points AS item_points, i.departments, r.effect, r.basis, r.points, r.points_min,
       r.factor, r.formula, r.per_quantity, r.per_unit, r.indicator, r.condition,
       (SELECT group_concat(g.target, '；') FROM rule_targets g WHERE g.rule = r.id) AS targets,
       (SELECT group_concat(t.op || ' ' || iif(t.from_end, '倒数', '') || t.value || coalesce('～' || t.value_to, '')
                            || coalesce(t.unit, ''), '；')
        FROM thresholds t WHERE t.rule = r.id) AS thresholds,
       (SELECT group_concat(CASE c.kind WHEN 'amount' THEN c.points WHEN 'item_score' THEN '本项分值'
                                        ELSE '不封顶' END || coalesce('（' || c.period || '）', ''), '；')
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
FROM rules r JOIN documents d ON d.id = r.document JOIN items i ON i.id = r.item
WHERE r.effect = 'veto'
ORDER BY d.id, i.position, r.seq""",
)

CHANGES_IN_FULL = View(
    "changes_in_full",
    "变化全貌",
    "changes with their documents and items",
    "每行是同一地区相邻两份文件之间的一处变化，连同两边的文件、事项和占总分的比重。",
    {
        "jurisdiction": "地区或单位",
        "earlier_year": "原年度",
        "year": "现年度",
        "kind": "种类（代码见 changes 表）",
        "direction": "方向（代码见 changes 表）",
        "sentence": "说明",
        "before": "原来",
        "after": "现在",
        "percent": "变化幅度（单位：%）",
        "share_before": "原占总分（单位：%）",
        "share_after": "现占总分（单位：%）",
        "departments": "责任单位",
        "earlier_document": "原文件",
        "document": "现文件",
        "earlier_item": "原事项",
        "item": "现事项",
    },
    """
SELECT d.jurisdiction, e.year AS earlier_year, d.year, c.kind, c.direction, c.sentence, c.before, c.after, c.percent,
       c.share_before, c.share_after, coalesce(i.departments, o.departments) AS departments, c.earlier_document,
       c.document, c.earlier_item, c.item
FROM changes c JOIN documents d ON d.id = c.document JOIN documents e ON e.id = c.earlier_document
LEFT JOIN items i ON i.id = c.item LEFT JOIN items o ON o.id = c.earlier_item
ORDER BY c.id""",
)

COUNTERPARTS = View(
    "counterparts",
    "对应事项",
    "items with their counterparts in other documents",
    "每行是一条事项在另一份文件中的一条对应事项，两个方向各一行；人工判定不对应的不列。",
    {
        "item": "考核事项",
        "document": "文件",
        "counterpart": "对应事项",
        "counterpart_document": "对应事项的文件",
        "year": "对应事项的年度",
        "jurisdiction": "对应事项的地区或单位",
        "kind": "种类（代码见 links 表）",
        "score": "相近程度",
        "reasons": "理由",
        "share_of_total": "本事项分值占本文件总分（单位：%）",
        "counterpart_share": "对应事项分值占其文件总分（单位：%）",
    },
    """
WITH both AS (
  SELECT item, document, earlier_item AS counterpart, earlier_document AS counterpart_document, kind, score, reasons
  FROM links WHERE kind <> 'none'
  UNION ALL
  SELECT earlier_item, earlier_document, item, document, kind, score, reasons FROM links WHERE kind <> 'none'
)
SELECT b.item, b.document, b.counterpart, b.counterpart_document, o.year, o.jurisdiction, b.kind, b.score, b.reasons,
       round(100.0 * i.points_value / nullif(d.total_points_value, 0), 4) AS share_of_total,
       round(100.0 * c.points_value / nullif(o.total_points_value, 0), 4) AS counterpart_share
FROM both b JOIN items i ON i.id = b.item JOIN documents d ON d.id = b.document
JOIN items c ON c.id = b.counterpart JOIN documents o ON o.id = b.counterpart_document""",
)

VIEWS: tuple[View, ...] = (
    RULES_IN_FULL,
    POINTS_AT_STAKE,
    PENALTY_PER_UNIT,
    DEADLINES_BY_DATE,
    EVIDENCE_BY_DEPARTMENT,
    VETOES,
    CHANGES_IN_FULL,
    COUNTERPARTS,
)
