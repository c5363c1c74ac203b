"""Rules and caps in plain words, as an office would put them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.units import counted

Record = dict[str, Any]

VERBS = {"deduct": "扣", "award": "得", "bonus": "加"}
WITHOUT_AMOUNT = {"forfeit": "不得分", "exempt": "不扣分", "refer": "按所指文件计分"}
DIRECTIONS = {"deduct": "最多扣", "award": "最多得", "bonus": "最多加", "net": "得扣相抵后最多"}


def rule_in_words(rule: Record) -> str:
    """One rule of the nested export: what happens under which condition. 少一次 → 少一次：每1次扣0.5分。"""
    if rule["effect"] == "veto":
        return str(rule["quote"])
    return f"{rule['condition']}：{consequence(rule)}"


def consequence(rule: Record) -> str:
    """The consequence alone: 每1次扣0.5分, 酌情扣0～0.5分, 不得分."""
    if rule["effect"] in WITHOUT_AMOUNT:
        return WITHOUT_AMOUNT[rule["effect"]]
    if rule["effect"] not in VERBS:
        return str(rule["quote"])
    verb, points, factor = VERBS[rule["effect"]], rule["points"], rule["factor"]
    amount = f"{verb}{points}分" if points is not None else f"{verb}分"
    match rule["basis"]:
        case "per_unit":
            return f"每{counted(rule['per']['quantity'], rule['per']['unit'])}{amount}"
        case "proportional":
            return f"按比例{verb}分" + (f"，满分{points}分" if points is not None else "")
        case "discretionary":
            lowest = f"{rule['points_min']}～" if rule["points_min"] is not None else "至多"
            return f"酌情{verb}{lowest}{points}分" if points is not None else f"酌情{verb}分"
        case "full":
            return f"{verb}满分"
        case "share":
            return f"{verb}本项分值的{_share(factor)}" if points is None else amount
        case "multiple":
            return f"按前项分值的{factor}倍{verb}分"
        case "formula":
            return f"按公式{verb}分：{rule['formula']}"
        case "by_reference":
            return f"按所指分值{'的' + factor + '倍' if factor is not None else ''}{verb}分"
        case _:
            return amount


def _share(factor: str) -> str:
    """A share of a mark: 0.5 → 50%, 2 → 2倍."""
    return f"{factor}倍" if Decimal(factor) > 1 else f"{(100 * Decimal(factor)).normalize():f}%"


def cap_in_words(cap: Record) -> str:
    """One cap of the nested export: 最多扣3分, 扣完本项分值为止."""
    period = f"每{cap['period']}" if cap["period"] else ""
    if cap["kind"] == "unlimited":
        return "不设上限"
    if cap["kind"] == "item_score":
        return f"{period}以本项分值为限"
    return f"{period}{DIRECTIONS[cap['direction']]}{cap['points']}分"


def item_in_words(item: Record) -> str:
    """All rules and caps of an item of the nested export, one a line."""
    rules = [f"{n}. {rule_in_words(rule)}" for n, rule in enumerate(item["rules"], 1)]
    caps = [f"（{cap_in_words(cap)}）" for cap in item["caps"]]
    return "\n".join([*rules, *caps])
