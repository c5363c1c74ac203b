"""Rules, caps, bounds and places in plain English, made from the same data as the Chinese wording.

Names and quotes stay as they were issued; a unit without an English name stands in quotation marks.
"""

from __future__ import annotations

from decimal import Decimal

from publishing.records import Record

VERBS = {"deduct": "Deduct", "award": "Earn", "bonus": "Add"}
WITHOUT_AMOUNT = {
    "forfeit": "No points at all",
    "exempt": "No deduction",
    "refer": "Scored as the cited document says",
    "veto": "A consequence beyond points",
}
CAPS = {
    "deduct": "at most {} deducted",
    "award": "at most {} earned",
    "bonus": "at most {} added",
    "net": "at most {} when all is added up",
}
OPERATORS = {
    "<": "below",
    "<=": "at most",
    ">": "above",
    ">=": "at least",
    "=": "exactly",
    "between": "between",
}
PERIODS = {"年": "year", "全年": "year", "半年": "half-year", "季度": "quarter", "季": "quarter", "月": "month",
           "周": "week", "日": "day", "次": "time"}  # fmt: skip
DURATIONS = {"P1D": "daily", "P1W": "weekly", "P1M": "monthly", "P2M": "every two months", "P3M": "quarterly",
             "P6M": "every half-year", "P1Y": "yearly"}  # fmt: skip

UNITS = {
    "time": "次 回 遍 趟 轮 届 人次 件次 户次 家次 项次 频次",
    "case": "起 例 宗 桩 案 件 案件",
    "item": "个 项 事项 条 问题",
    "place": "处 点 点位 站",
    "business": "家 企业 商户 门店",
    "unit": "单位 部门 台 套 具",
    "project": "项目 工地 标段",
    "person": "人 名 员",
    "household": "户",
    "village": "村 社区",
    "town": "乡 镇 街道",
    "article": "篇",
    "document": "份 册 本",
    "session": "场 课 节",
    "issue": "期",
    "batch": "批 批次",
    "vehicle": "辆 车次",
    "ship": "艘",
    "point": "分",
    "rank": "位 名次 位次",
    "grade": "级 等级 档 档次 等次 等 星级",
    "day": "天 日 自然日 日历天",
    "working day": "工作日",
    "week": "周 星期",
    "month": "月",
    "quarter": "季 季度",
    "half-year": "半年",
    "year": "年 年度",
    "hour": "小时 学时 课时",
    "minute": "分钟",
    "percentage point": "百分点",
    "yuan": "元",
    "tonne": "吨",
    "mu": "亩",
    "hectare": "公顷",
    "kilometre": "公里",
    "metre": "米",
    "square metre": "平方米",
    "tree": "株 棵",
    "head": "头 只 羽",
}
ENGLISH = {chinese: english for english, several in UNITS.items() for chinese in several.split()}
SIGNS = ("%", "‰")
WITHOUT_PLURAL = ("yuan", "mu", "head")
LARGE = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
"""Numbers that stand in front of a unit as a part of it: 10万元 is 100,000 yuan."""


def counted(quantity: str, unit: str) -> str:
    """A number of units: 1 case, 3 working days, 0.1 percentage points, 5%, 2 “枚”."""
    if unit in SIGNS:
        return f"{quantity}{unit}"
    name = ENGLISH.get(unit)
    if name is None and unit[:1] in LARGE and unit[1:] in ENGLISH:
        return counted(f"{Decimal(quantity) * LARGE[unit[0]]:,f}", unit[1:])
    if name is None:
        return f"{quantity} {unit}" if unit.isascii() or "/" in unit else f"{quantity} “{unit}”"
    return f"{quantity} {name if quantity == '1' or name in WITHOUT_PLURAL else _plural(name)}"


def _plural(name: str) -> str:
    return f"{name}es" if name.endswith(("s", "ch")) else f"{name}s"


def consequence(rule: Record) -> str:
    """What a rule does: Deduct 0.25 points for each time."""
    if rule["effect"] in WITHOUT_AMOUNT:
        return WITHOUT_AMOUNT[rule["effect"]]
    verb, points, factor = VERBS[rule["effect"]], rule["points"], rule["factor"]
    amount = f"{verb} {counted(points, '分')}" if points is not None else f"{verb} points"
    match rule["basis"]:
        case "per_unit":
            each = counted(rule["per"]["quantity"], rule["per"]["unit"])
            return f"{amount} for each {each.removeprefix('1 ')}"
        case "proportional":
            return f"{verb} points in proportion" + (f", {points} in full" if points is not None else "")
        case "discretionary":
            lowest = f"{rule['points_min']} to" if rule["points_min"] is not None else "up to"
            return (
                f"{verb} {lowest} {points} points at discretion"
                if points is not None
                else f"{verb} points at discretion"
            )
        case "full":
            return f"{verb} the full mark"
        case "share" if points is None:
            return f"{verb} {_percent(factor)} of the item's mark"
        case "multiple":
            return f"{verb} {factor} times the preceding amount"
        case "formula":
            return f"{verb} points by the formula {rule['formula']}"
        case "by_reference":
            return (
                f"{verb} {_percent(factor) + ' of ' if factor is not None else ''}the points stated elsewhere"
            )
        case _:
            return amount


def cap(found: Record) -> str:
    """Up to where: at most 3 points deducted each quarter."""
    if found["kind"] == "unlimited":
        return "without an upper limit"
    period = f" each {PERIODS.get(found['period'], found['period'])}" if found["period"] else ""
    if found["kind"] == "item_score":
        return f"up to the item's own mark{period}"
    return CAPS[found["direction"]].format(counted(found["points"], "分")) + period


def bound(threshold: Record) -> str:
    """below 90%, between 90 and 95%, at most 10 ranks from the bottom."""
    end = " from the bottom" if threshold["from_end"] else ""
    unit, operator = threshold["unit"] or "", OPERATORS[threshold["op"]]
    if threshold["op"] == "between":
        return f"{operator} {threshold['value']} and {_with_unit(threshold['value_to'], unit)}{end}"
    return f"{operator} {_with_unit(threshold['value'], unit)}{end}"


def frequency(found: Record) -> str:
    """quarterly, monthly, at least 2 times."""
    period = DURATIONS.get(found["iso"], str(found["iso"]))
    if found["count"] is None:
        return period
    comparison = "" if found["op"] == "=" else f"{OPERATORS[found['op']]} "
    return f"{period}, {comparison}{counted(str(found['count']), found['unit'] or '次')}"


def place(item: Record) -> str:
    """Where an item stands in its source: page 2, sheet “表1”, table 1, rows 30–31."""
    parts = [f"page {item['page']}"] if item["page"] is not None else []
    parts += [f"sheet “{item['sheet']}”"] if item["sheet"] else []
    parts += [f"table {item['table']}"] if item["table"] is not None else []
    for first, last, name in (
        (item["row_first"], item["row_last"], "row"),
        (item["paragraph_first"], item["paragraph_last"], "paragraph"),
    ):
        if first is not None:
            parts.append(f"{name} {first}" if last in (None, first) else f"{name}s {first}–{last}")
    return ", ".join(parts)


def _with_unit(value: str, unit: str) -> str:
    return counted(value, unit) if unit else value


def _percent(factor: str) -> str:
    return f"{(100 * Decimal(factor)).normalize():f}%"
