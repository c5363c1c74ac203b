"""The one statement of every table and column of the database.

The DDL, the data dictionary, Datasette's metadata and the exports are made from it; nothing else says what a
column means. A table stands after the tables that it refers to.
"""

from __future__ import annotations

from pipeline.tables import Column, Table

SCHEMA_VERSION = 6
"""Grows with every change of a table or column; kept in the database's `user_version`."""

APPLICATION_ID = 0x6B616F68
"""Marks a SQLite file as a kaohe database (`application_id`): the letters “kaoh”."""

EFFECTS = {
    "deduct": "扣分",
    "award": "得分",
    "bonus": "加分",
    "forfeit": "不得分",
    "exempt": "不扣分",
    "veto": "一票否决",
    "refer": "按其他文件计分",
}
BASES = {
    "fixed": "一次性",
    "per_unit": "按次数或单位",
    "proportional": "按比例",
    "discretionary": "酌情",
    "full": "满分",
    "share": "按本项分值的比例",
    "multiple": "按另一规则的倍数",
    "formula": "按公式",
    "by_reference": "分值另见他处",
}
OPERATORS = {"<": "低于", "<=": "不高于", ">": "高于", ">=": "不低于", "=": "等于", "between": "介于"}
CAP_KINDS = {"amount": "限定分数", "item_score": "以本项分值为限", "unlimited": "上不封顶"}
CAP_DIRECTIONS = {"deduct": "扣分", "award": "得分", "bonus": "加分", "net": "得扣分相抵后"}
CAP_SCOPES = {"text": "本条评分标准", "table": "表头统一规定", "section": "类别标题统一规定"}
ITEM_KINDS = {"scored": "计分", "bonus": "加分项", "deduction": "扣分项"}
DEADLINE_KINDS = {
    "date": "日期",
    "interval": "起止日期",
    "recurring": "周期中的某日",
    "duration": "期限",
    "event": "某事之前或之后",
}
DEADLINE_RELATIONS = {"before": "之前", "within": "之内", "after": "之后", "from": "起", "on": "当日"}
SCOPE_KINDS = {"only": "仅限", "group": "对象", "except": "除外", "not_applicable": "不适用"}
UNIT_KINDS = {
    "count": "计数",
    "ratio": "比率",
    "time": "时间",
    "order": "名次",
    "measure": "计量",
    "points": "分数",
    "other": "其他",
}
TEXT_FIELDS = {
    "criteria": "评分标准",
    "requirement": "考核内容",
    "evidence": "材料要求",
    "remarks": "其他栏目",
}
SEVERITIES = {"info": "提示", "warning": "存疑", "error": "严重"}
STEPS = {"extract": "读表", "normalize": "读规则", "correct": "人工更正"}
ROLES = {"lead": "牵头", "support": "配合"}
LINK_KINDS = {"same": "同一职责", "related": "内容相关", "none": "不对应"}
ORIGINS = {"machine": "程序提出", "person": "人工确定"}
DIRECTIONS = {"stricter": "更严", "milder": "更宽", "neutral": "无松紧"}
CHANGE_KINDS = {
    "item_added": "新增事项",
    "item_removed": "取消事项",
    "item_split": "事项拆分",
    "item_merged": "事项合并",
    "points_raised": "分值提高",
    "points_lowered": "分值降低",
    "kind_changed": "事项性质改变",
    "renumbered": "编号改变",
    "regrouped": "类别改变",
    "requirement_reworded": "考核内容改写",
    "criteria_reworded": "评分标准改写",
    "rule_added": "新增规则",
    "rule_removed": "取消规则",
    "rule_reworded": "规则改写",
    "veto_added": "新增一票否决",
    "veto_removed": "取消一票否决",
    "effect_changed": "后果改变",
    "amount_raised": "分数提高",
    "amount_lowered": "分数降低",
    "amount_changed": "分数范围改变",
    "basis_changed": "计分方式改变",
    "unit_changed": "计分单位改变",
    "threshold_added": "新增界限",
    "threshold_removed": "取消界限",
    "threshold_moved": "界限移动",
    "cap_added": "新增封顶",
    "cap_removed": "取消封顶",
    "cap_moved": "封顶移动",
    "evidence_added": "新增材料",
    "evidence_removed": "取消材料",
    "deadline_added": "新增时限",
    "deadline_removed": "取消时限",
    "deadline_moved": "时限移动",
    "frequency_changed": "频次改变",
    "department_added": "新增责任单位",
    "department_removed": "取消责任单位",
    "role_changed": "牵头配合改变",
}


def _key(zh: str, en: str) -> Column:
    return Column("id", "text", zh, en, "计算", required=True)


def _document() -> Column:
    return Column(
        "document",
        "text",
        "文件",
        "the document it stands in",
        "目录",
        references="documents.id",
        required=True,
    )


def _item(required: bool = True) -> Column:
    return Column(
        "item",
        "text",
        "考核事项",
        "the scoring item it belongs to",
        "计算",
        references="items.id",
        required=required,
    )


def _rule() -> Column:
    return Column(
        "rule", "text", "规则", "the rule it belongs to", "计算", references="rules.id", required=True
    )


def _seq(en: str) -> Column:
    return Column("seq", "integer", "序号", en, "计算", required=True)


def _field() -> Column:
    return Column(
        "field",
        "text",
        "所在栏目",
        "field whose text it was read from",
        "计算",
        allowed=TEXT_FIELDS,
        required=True,
    )


def _quoted() -> tuple[Column, ...]:
    return (Column("quote", "text", "原文", "the words as they stand in the text", "原文"), *_span())


def _span() -> tuple[Column, ...]:
    return (
        Column("start", "integer", "起", "first character in that text, from 0", "计算", unit="字"),
        Column("end", "integer", "止", "character after the last one in that text", "计算", unit="字"),
    )


def _decimal(
    name: str, zh: str, en: str, unit: str | None = None, required: bool = False
) -> tuple[Column, ...]:
    """An exact decimal and beside it the REAL twin by which it is sorted and added up."""
    return (
        Column(name, "decimal", zh, en, "识别", unit=unit, required=required),
        Column(
            f"{name}_value", "real", f"{zh}（数值）", f"{en}, as a number", "计算", unit=unit, sorting=name
        ),
    )


DOCUMENTS = Table(
    "documents",
    "文件",
    "documents",
    "每行是一份考核文件：目标责任书任务分解表、考核办法及其评分细则。",
    (
        _key("文件标识", "readable id: place and year"),
        Column("title", "text", "标题", "title as issued", "目录", required=True),
        Column("year", "integer", "年度", "year that is assessed", "目录", unit="年"),
        Column("jurisdiction", "text", "地区或单位", "place or body that is assessed", "目录"),
        Column(
            "level", "text", "层级", "administrative level of the place: 省, 市, 县, 区, 乡镇, 部门", "目录"
        ),
        Column("issuer", "text", "发文机关", "body that issued it", "目录"),
        Column("document_number", "text", "文号", "number under which it was issued", "目录"),
        Column("source_url", "text", "来源网址", "where it was published", "目录"),
        Column("note", "text", "备注", "remark of whoever catalogued it", "目录"),
        Column("file", "text", "原文件", "file name in data/raw", "目录", required=True),
        Column("format", "text", "格式", "file format, decided by content", "识别"),
        Column("sha256", "text", "原文件校验值", "SHA-256 of the file's bytes", "计算"),
        *_decimal("total_points", "总分", "sum of the points of the scored items", unit="分"),
        Column("item_count", "integer", "事项数", "number of scoring items", "计算", unit="项"),
        Column("rule_count", "integer", "规则数", "number of rules", "计算", unit="条"),
        Column("finding_count", "integer", "问题数", "number of findings", "计算", unit="个"),
        Column("records_sha256", "text", "记录校验值", "SHA-256 of the records it was loaded from", "计算"),
    ),
    label="title",
    sort="id",
    facets=("year", "level", "jurisdiction"),
)

HEADINGS = Table(
    "headings",
    "表头",
    "headings",
    "每行是一份文件中一个栏目的表头原文。",
    (
        _document(),
        Column(
            "field",
            "text",
            "栏目",
            "what the column holds: criteria, points, departments …",
            "识别",
            required=True,
        ),
        Column("heading", "text", "表头原文", "heading as issued", "原文", required=True),
    ),
    primary_key=("document", "field"),
    clustered=True,
)

ITEMS = Table(
    "items",
    "考核事项",
    "scoring items",
    "每行是表中一条考核事项：要求、分值、评分标准、材料要求和责任单位。",
    (
        _key("事项标识", "document id and number; #2 for the second of the same number"),
        _document(),
        Column("label", "text", "简称", "number and the beginning of the requirement", "计算", required=True),
        Column("position", "integer", "顺序", "place in the table, from 1", "计算", unit="条", required=True),
        Column("number", "text", "编号", "number as issued", "原文"),
        Column("section", "text", "一级类别", "first-level label", "原文"),
        Column("group", "text", "二级类别", "second-level label", "原文"),
        Column("requirement", "text", "考核内容", "what has to be done", "原文"),
        *_decimal("points", "分值", "points of the item", unit="分"),
        Column(
            "kind", "text", "性质", "scored, bonus or deduction", "识别", allowed=ITEM_KINDS, required=True
        ),
        Column("criteria", "text", "评分标准", "scoring text as issued", "原文"),
        Column("evidence", "text", "材料要求", "evidence to hand in, as issued", "原文"),
        Column(
            "departments", "text", "责任单位", "responsible bodies in the order issued, joined by 、", "原文"
        ),
        Column(
            "remarks",
            "text",
            "其他栏目",
            "text of the other columns, a line each, led by its heading",
            "原文",
        ),
        Column("page", "integer", "页", "page it begins on, from 1", "识别"),
        Column("sheet", "text", "工作表", "sheet of the workbook", "识别"),
        Column("table", "integer", "第几张表", "table in the document, from 1", "识别"),
        Column("row_first", "integer", "首行", "first row in the table, from 1", "识别"),
        Column("row_last", "integer", "末行", "last row in the table", "识别"),
        Column("paragraph_first", "integer", "首段", "first paragraph, in documents without a table", "识别"),
        Column("paragraph_last", "integer", "末段", "last paragraph, in documents without a table", "识别"),
        Column(
            "confidence",
            "real",
            "识别把握",
            "lowest confidence of the recognition, 0 to 1; scans only",
            "识别",
        ),
    ),
    label="label",
    sort="position",
    facets=("document", "kind", "section"),
    indexes=(("document", "position"),),
)

COLUMNS = Table(
    "columns",
    "栏目位置",
    "columns",
    "每行说明一份文件的一张表中，一个栏目在第几列。",
    (
        _document(),
        Column("table", "integer", "第几张表", "table in the document, from 1", "识别", required=True),
        Column(
            "field",
            "text",
            "栏目",
            "what the column holds: criteria, points, departments …",
            "识别",
            required=True,
        ),
        Column("column", "integer", "列", "column in the table, from 1", "识别", required=True),
    ),
    primary_key=("document", "table", "field"),
    clustered=True,
)

CELLS = Table(
    "cells",
    "单元格位置",
    "cells",
    "每行是一条考核事项的一个栏目在页面上的位置，或与本表其他行不同的列。",
    (
        _item(),
        Column("field", "text", "栏目", "which field of the item", "计算", required=True),
        Column("column", "integer", "列", "column in the table, from 1", "识别"),
        Column("page", "integer", "页", "page, from 1", "识别"),
        Column("left", "real", "左", "left edge of the cell from the page's left edge", "识别", unit="磅"),
        Column("top", "real", "上", "upper edge of the cell from the page's upper edge", "识别", unit="磅"),
        Column("right", "real", "右", "right edge of the cell from the page's left edge", "识别", unit="磅"),
        Column(
            "bottom", "real", "下", "lower edge of the cell from the page's upper edge", "识别", unit="磅"
        ),
    ),
    primary_key=("item", "field"),
    clustered=True,
)

DEPARTMENTS = Table(
    "departments",
    "责任单位",
    "departments",
    "每行是一个责任单位。",
    (
        Column("name", "text", "名称", "name as issued", "原文", required=True),
        Column(
            "item_count",
            "integer",
            "事项数",
            "number of items it answers for",
            "计算",
            unit="项",
            required=True,
        ),
        *_decimal("points", "涉及分值", "sum of the points of these items", unit="分"),
    ),
    primary_key=("name",),
    label="name",
    sort="-item_count",
    shared=True,
)

ITEM_DEPARTMENTS = Table(
    "item_departments",
    "事项的责任单位",
    "departments of items",
    "每行说明一条考核事项由一个责任单位负责。",
    (
        _item(),
        Column(
            "department", "text", "责任单位", "the body that answers, by its one name in this place", "识别",
            references="departments.name", required=True,
        ),
        Column("position", "integer", "次序", "place in the list, from 1", "原文", required=True),
        Column("alias", "text", "原文写法", "how the text names it, where it differs", "原文"),
        Column("role", "text", "角色", "lead or support, where the text says so", "识别", allowed=ROLES),
        Column("collective", "boolean", "统称", "1 where it stands for many: 各乡镇", "识别", required=True),
    ),
    primary_key=("item", "department"),
    clustered=True,
    sort="item",
    facets=("department", "role"),
)  # fmt: skip

RULES = Table(
    "rules",
    "评分规则",
    "scoring rules",
    "每行是评分标准中的一条规则：在什么情形下，扣、得、加多少分，按什么单位计。",
    (
        _key("规则标识", "item id and sequence number"),
        _item(),
        _document(),
        _seq("order in which the consequences stand in the text, from 1"),
        Column("effect", "text", "效果", "what the rule does", "识别", allowed=EFFECTS, required=True),
        Column("basis", "text", "计分方式", "how the amount is counted", "识别", allowed=BASES),
        *_decimal(
            "points", "分数", "amount, never negative; for each unit where counted by units", unit="分"
        ),
        Column("points_min", "decimal", "分数下限", "lower end of a judged range", "识别", unit="分"),
        Column(
            "factor", "decimal", "倍数", "share of the item's mark, or multiple of another amount", "识别"
        ),
        Column("formula", "text", "公式", "expression in the text's own characters", "原文"),
        *_decimal("per_quantity", "每多少", "number of units that cost or earn the amount once"),
        Column("per_unit", "text", "计分单位", "unit that is counted: 次, 个, %, 百分点 …", "识别"),
        Column("indicator", "text", "指标", "the measured or counted thing's name", "识别"),
        Column(
            "condition", "text", "情形", "what triggers it, in the text's own words", "原文", required=True
        ),
        Column(
            "quote", "text", "原文", "the consequence as it stands in the scoring text", "原文", required=True
        ),
        *_span(),
    ),
    label="quote",
    sort="id",
    facets=("document", "effect", "basis"),
    indexes=(("effect", "basis", "points_value"), ("points_value",)),
)

RULE_TARGETS = Table(
    "rule_targets",
    "规则的并列对象",
    "targets of rules",
    "每行是一条规则逐一适用的一个并列对象。",
    (
        _rule(),
        _seq("place in the list, from 1"),
        Column("target", "text", "对象", "subject", "原文", required=True),
    ),
    primary_key=("rule", "seq"),
    clustered=True,
)

THRESHOLDS = Table(
    "thresholds",
    "规则的数值界限",
    "thresholds",
    "每行是一条规则成立所依的一个数值界限，如“低于90%”。",
    (
        _rule(),
        _seq("place in the list, from 1"),
        Column("op", "text", "比较", "comparison", "识别", allowed=OPERATORS, required=True),
        *_decimal("value", "数值", "bound", required=True),
        Column("value_to", "decimal", "至", "upper bound where the value lies between two", "识别"),
        Column("unit", "text", "单位", "unit of the bound", "识别"),
        Column(
            "from_end", "boolean", "倒数", "1 where a rank is counted from the bottom", "识别", required=True
        ),
        Column("indicator", "text", "指标", "the measured thing's name", "识别"),
        Column("source", "text", "出处", "field it stands in", "识别", allowed=TEXT_FIELDS, required=True),
    ),
    primary_key=("rule", "seq"),
    clustered=True,
    facets=("op", "unit"),
)

CAPS = Table(
    "caps",
    "封顶",
    "caps",
    "每行是一条封顶规定：扣完为止，最高加2分，等等。",
    (
        _key("封顶标识", "item id, “cap” and a sequence number"),
        _item(),
        _document(),
        _seq("order in the text, from 1"),
        Column("direction", "text", "方向", "what is limited", "识别", allowed=CAP_DIRECTIONS, required=True),
        Column("kind", "text", "种类", "kind of limit", "识别", allowed=CAP_KINDS, required=True),
        *_decimal("points", "上限", "the limit, where one is given", unit="分"),
        Column("period", "text", "周期", "period for which it holds: 年, 季度, 月", "识别"),
        Column("scope", "text", "出处", "where it is stated", "识别", allowed=CAP_SCOPES, required=True),
        *_quoted(),
    ),
    sort="id",
    facets=("document", "direction", "kind", "scope"),
)

CAP_RULES = Table(
    "cap_rules",
    "封顶所限的规则",
    "rules under a cap",
    "每行说明一条封顶限制一条规则。",
    (Column("cap", "text", "封顶", "the cap", "计算", references="caps.id", required=True), _rule()),
    primary_key=("cap", "rule"),
    clustered=True,
)

UNITS = Table(
    "units",
    "单位",
    "units",
    "每行是规则和界限中出现的一个单位，及其可比的单位：次、起、例都按“次”比，百分点按“%”比。",
    (
        Column("name", "text", "单位", "unit as given in rules and thresholds", "识别", required=True),
        Column("kind", "text", "种类", "kind of unit", "计算", allowed=UNIT_KINDS, required=True),
        Column(
            "compared", "text", "可比单位", "unit in which it is compared with others", "计算", required=True
        ),
        Column("scale", "real", "折合", "how many of the compared unit it makes", "计算", required=True),
        Column(
            "rule_count",
            "integer",
            "规则数",
            "number of rules that count by it",
            "计算",
            unit="条",
            required=True,
        ),
    ),
    primary_key=("name",),
    sort="-rule_count",
    facets=("kind",),
    shared=True,
)

TOPICS = Table(
    "topics",
    "主题",
    "topics",
    "每行是一个主题：水、大气、宣传教育等。",
    (
        Column("name", "text", "名称", "name of the topic", "识别", required=True),
        Column(
            "item_count", "integer", "事项数", "number of items about it", "计算", unit="项", required=True
        ),
        *_decimal("points", "涉及分值", "sum of the points of these items", unit="分"),
    ),
    primary_key=("name",),
    label="name",
    sort="-item_count",
    shared=True,
)

ITEM_TOPICS = Table(
    "item_topics",
    "事项的主题",
    "topics of items",
    "每行说明一条考核事项谈到一个主题。",
    (
        _item(),
        Column("topic", "text", "主题", "the topic", "识别", references="topics.name", required=True),
        _seq("place by strength, from 1"),
        Column(
            "score", "integer", "强度", "number and weight of the words that say so", "计算", required=True
        ),
    ),
    primary_key=("item", "topic"),
    clustered=True,
    sort="item",
    facets=("topic",),
)

DEADLINES = Table(
    "deadlines",
    "时限",
    "deadlines",
    "每行是一条时限：日期、周期中的某日，或某事之后的期限。",
    (
        _item(),
        _seq("order in the text, from 1"),
        _field(),
        Column("kind", "text", "种类", "kind of time limit", "识别", allowed=DEADLINE_KINDS, required=True),
        Column(
            "relation",
            "text",
            "关系",
            "how it stands to the date or span",
            "识别",
            allowed=DEADLINE_RELATIONS,
        ),
        Column("iso", "text", "日期或时段", "date, interval, repetition or span in ISO 8601", "识别"),
        Column("event", "text", "起算事件", "event from which it counts", "原文"),
        Column(
            "unit",
            "text",
            "单位",
            "workday where working days are counted",
            "识别",
            allowed={"workday": "工作日"},
        ),
        Column("month", "integer", "月", "month, where the year is not given", "识别", unit="月"),
        Column("day", "integer", "日", "day of the month; -1 is the last day", "识别", unit="日"),
        Column("offset", "integer", "偏移", "periods after the one that is reported on", "识别"),
        *_quoted(),
    ),
    primary_key=("item", "seq"),
    clustered=True,
    sort="iso",
    facets=("kind", "relation"),
)

DUE_DATES = Table(
    "due_dates",
    "到期日",
    "due dates",
    "每行是一条时限在考核年度中的一个到期日。某事之后的期限没有到期日。",
    (
        _item(),
        Column("deadline", "integer", "时限序号", "the deadline's seq in its item", "计算", required=True),
        Column("date", "text", "日期", "day in ISO 8601", "计算", required=True),
    ),
    primary_key=("item", "deadline", "date"),
    clustered=True,
    sort="date",
    indexes=(("date",),),
)

FREQUENCIES = Table(
    "frequencies",
    "频次",
    "frequencies",
    "每行是一条频次：每季度一次，每月不少于2次。",
    (
        _item(),
        _seq("order in the text, from 1"),
        _field(),
        Column("iso", "text", "周期", "period as a duration in ISO 8601", "识别", required=True),
        Column("op", "text", "比较", "comparison of the count", "识别", allowed=OPERATORS, required=True),
        Column("count", "integer", "次数", "how often in each period", "识别"),
        Column("unit", "text", "单位", "unit that is counted", "识别"),
        *_quoted(),
    ),
    primary_key=("item", "seq"),
    clustered=True,
    facets=("iso",),
)

CITATIONS = Table(
    "citations",
    "引用的文件",
    "references to other documents",
    "每行是一处对其他文件的引用：《……》、文号。",
    (
        _item(),
        _seq("order in the text, from 1"),
        _field(),
        Column("kind", "text", "种类", "kind of document", "识别", required=True),
        Column("title", "text", "标题", "title without 《》", "原文"),
        Column("number", "text", "文号", "document number as written", "原文"),
        Column("year", "integer", "年份", "year of the document number", "识别", unit="年"),
        *_quoted(),
    ),
    primary_key=("item", "seq"),
    clustered=True,
    facets=("kind",),
)

ASSESSORS = Table(
    "assessors",
    "考核单位",
    "assessors",
    "每行是一个考核、打分的单位。",
    (
        _item(),
        _seq("order in the text, from 1"),
        _field(),
        Column("name", "text", "名称", "name as issued", "原文", required=True),
        *_quoted(),
    ),
    primary_key=("item", "seq"),
    clustered=True,
    facets=("name",),
)

SCOPES = Table(
    "scopes",
    "适用范围",
    "scopes",
    "每行是一条适用范围：仅考核各区，无工业园区的无需提供。",
    (
        _item(),
        _seq("order in the text, from 1"),
        _field(),
        Column(
            "kind", "text", "种类", "who is concerned or left out", "识别", allowed=SCOPE_KINDS, required=True
        ),
        Column("name", "text", "对象", "who or what", "原文", required=True),
        *_quoted(),
    ),
    primary_key=("item", "seq"),
    clustered=True,
    facets=("kind",),
)

INDICATORS = Table(
    "indicators",
    "指标",
    "indicators",
    "每行是一条考核事项中被计量或计数的一个指标。",
    (
        _item(),
        _seq("order in the text, from 1"),
        Column(
            "name",
            "text",
            "名称",
            "the measured or counted thing's name, in the text's words",
            "原文",
            required=True,
        ),
        Column("unit", "text", "单位", "unit that it is measured or counted in", "识别"),
    ),
    primary_key=("item", "seq"),
    clustered=True,
    facets=("unit",),
    indexes=(("name",),),
)

EVIDENCE = Table(
    "evidence",
    "材料清单",
    "evidence",
    "每行是一样须提交的材料。",
    (
        _item(),
        _seq("order in the text, from 1"),
        Column("name", "text", "材料", "the thing to hand in", "原文", required=True),
        Column("points", "text", "用于第几点", "numbers of the points it serves, joined by 、", "原文"),
        *_quoted(),
    ),
    primary_key=("item", "seq"),
    clustered=True,
)

AUTHORITIES = Table(
    "authorities",
    "认定依据",
    "deciding authorities",
    "每行是一条认定依据：以某机关的统计、通报为准。",
    (
        _item(),
        _seq("order in the text, from 1"),
        _field(),
        Column("name", "text", "机关或文件", "office, document or system that decides", "原文"),
        Column("basis", "text", "依据", "what of it counts: 统计, 通报", "原文"),
        Column("subject", "text", "事项", "what is decided", "原文"),
        *_quoted(),
    ),
    primary_key=("item", "seq"),
    clustered=True,
)

FINDINGS = Table(
    "findings",
    "问题",
    "findings",
    "每行是一个问题：机器读不准的地方，或文件本身前后不一的地方。",
    (
        _key("问题标识", "document id, “finding” and a sequence number"),
        _document(),
        _item(required=False),
        Column("step", "text", "步骤", "step that found it", "计算", allowed=STEPS, required=True),
        Column("kind", "text", "种类", "kind of finding", "识别", required=True),
        Column("severity", "text", "程度", "how grave it is", "识别", allowed=SEVERITIES, required=True),
        Column("message", "text", "说明", "what is wrong, in one sentence", "识别", required=True),
        Column("value", "text", "所涉文字", "the words or number it is about", "原文"),
        *_span(),
        Column("page", "integer", "页", "page, from 1", "识别"),
        Column("table", "integer", "第几张表", "table in the document, from 1", "识别"),
        Column("row", "integer", "行", "row in the table, from 1", "识别"),
        Column("accepted_by", "text", "已核对", "who looked at it and found nothing to correct", "人工"),
    ),
    label="message",
    sort="id",
    facets=("document", "severity", "kind", "step"),
)

LINKS = Table(
    "links",
    "对应关系",
    "links",
    "每行说明两份文件中的两条考核事项是同一职责或内容相关。同一地区相邻年度的文件两两相对，其他文件按主题相对。",
    (
        _key("对应标识", "the two items' ids, joined by ~"),
        Column(
            "document", "text", "文件", "the later document; of one year, the one whose id comes last", "计算",
            references="documents.id", required=True,
        ),
        _item(),
        Column(
            "earlier_document", "text", "较早的文件", "the earlier document", "计算",
            references="documents.id", required=True,
        ),
        Column(
            "earlier_item", "text", "较早的事项", "the earlier document's item", "计算",
            references="items.id", required=True,
        ),
        Column(
            "kind", "text", "种类", "same duty, related, or by a person's word neither", "计算",
            allowed=LINK_KINDS, required=True,
        ),
        Column("score", "real", "相近程度", "how near the two are, 0 to 1", "计算"),
        Column("reasons", "text", "理由", "what the two share, in words", "计算", required=True),
        Column("origin", "text", "由谁确定", "the program or a person", "计算", allowed=ORIGINS, required=True),
    ),
    label="reasons",
    sort="id",
    facets=("document", "earlier_document", "kind", "origin"),
)  # fmt: skip

CHANGES = Table(
    "changes",
    "变化",
    "changes",
    "每行是同一地区相邻两份文件之间的一处变化，附一句可以直接引用的话。",
    (
        _key("变化标识", "the two documents' ids, joined by ~, and a sequence number"),
        Column(
            "document", "text", "文件", "the later document", "计算",
            references="documents.id", required=True,
        ),
        _item(required=False),
        Column(
            "earlier_document", "text", "较早的文件", "the earlier document", "计算",
            references="documents.id", required=True,
        ),
        Column(
            "earlier_item", "text", "较早的事项", "the earlier document's item", "计算", references="items.id"
        ),
        Column("link", "text", "对应关系", "the link it stands on; none for new and dropped items", "计算",
               references="links.id"),
        Column("kind", "text", "种类", "kind of change", "计算", allowed=CHANGE_KINDS, required=True),
        Column(
            "direction", "text", "方向", "stricter, milder or neither", "计算", allowed=DIRECTIONS,
            required=True,
        ),
        Column("before", "text", "原来", "value or words before", "计算"),
        Column("after", "text", "现在", "value or words after", "计算"),
        Column("percent", "real", "变化幅度", "by how much of the value before", "计算", unit="%"),
        Column(
            "share_before", "real", "原占总分", "amount before, of that document's total", "计算", unit="%"
        ),
        Column("share_after", "real", "现占总分", "amount after, of that document's total", "计算", unit="%"),
        Column("earlier_rule", "text", "原规则", "the rule before", "计算", references="rules.id"),
        Column("rule", "text", "现规则", "the rule after", "计算", references="rules.id"),
        Column("sentence", "text", "说明", "the change in one sentence", "计算", required=True),
    ),
    label="sentence",
    sort="id",
    facets=("document", "earlier_document", "kind", "direction"),
)  # fmt: skip

CORRECTIONS = Table(
    "corrections",
    "人工更正",
    "corrections",
    "每行是人工更正的一个值：原来读出的、改成的、谁、何时、为何。",
    (
        _key("更正标识", "document id, “correction” and a sequence number"),
        _document(),
        _item(required=False),
        Column(
            "quote",
            "text",
            "规则原文",
            "the rule that was corrected, by its words; empty for the item itself",
            "人工",
        ),
        Column(
            "field",
            "text",
            "栏目",
            "field that was set; remove, add, accept for what else was done",
            "人工",
            required=True,
        ),
        Column("before", "text", "原值", "value as read", "识别"),
        Column("after", "text", "改为", "value as set", "人工"),
        Column(
            "applied",
            "boolean",
            "已采用",
            "0 where the text has changed since, or who and why are missing",
            "计算",
            required=True,
        ),
        Column("who", "text", "何人", "who corrected it", "人工"),
        Column("date", "text", "何时", "when", "人工"),
        Column("why", "text", "为何", "why", "人工"),
    ),
    label="field",
    sort="id",
    facets=("document", "applied", "who"),
)

RUNS = Table(
    "runs",
    "运行记录",
    "runs",
    "本库由哪些输入、哪个版本的程序和哪些设置生成。同样的输入生成同样的库，故不记时刻。",
    (
        _key("运行标识", "SHA-256 over the inputs, versions and settings"),
        Column("inputs", "text", "输入校验值", "SHA-256 over all documents' records", "计算", required=True),
        Column("versions", "text", "版本", "JSON: versions of the program's steps", "计算", required=True),
        Column("settings", "text", "设置", "JSON: settings of the run", "计算", required=True),
        Column("counts", "text", "行数", "JSON: rows by table", "计算", required=True),
    ),
    shared=True,
)

TABLES: tuple[Table, ...] = (
    DOCUMENTS,
    HEADINGS,
    COLUMNS,
    ITEMS,
    CELLS,
    DEPARTMENTS,
    ITEM_DEPARTMENTS,
    RULES,
    RULE_TARGETS,
    THRESHOLDS,
    CAPS,
    CAP_RULES,
    UNITS,
    TOPICS,
    ITEM_TOPICS,
    DEADLINES,
    DUE_DATES,
    FREQUENCIES,
    CITATIONS,
    ASSESSORS,
    SCOPES,
    INDICATORS,
    EVIDENCE,
    AUTHORITIES,
    FINDINGS,
    CORRECTIONS,
    LINKS,
    CHANGES,
    RUNS,
)
"""Every table, each after the tables that it refers to."""

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
