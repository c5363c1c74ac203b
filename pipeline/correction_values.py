"""The values that a correction may give a field, each checked and put into the form of the records."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from pipeline.schema import (
    BASES,
    CAP_DIRECTIONS,
    CAP_KINDS,
    CAP_SCOPES,
    EFFECTS,
    ITEM_KINDS,
    OPERATORS,
    TEXT_FIELDS,
)
from pipeline.yaml_files import Mapping, Place, Plain, said

Check = Callable[[Any, Place, str], Any]
"""Takes a value as written, its place and its name; gives it as the records have it, or raises `CorrectionError`."""

LARGEST_EXPONENT = 9
"""No amount of a table has more digits before the point."""


def text(given: Any, where: Place, name: str, *, plain: bool = False) -> str:
    """A text; where a number would be no mistake (`plain`), also one without quotes."""
    if isinstance(given, str) and (plain or not isinstance(given, Plain)):
        return str(given)
    raise where.error(
        f"{name} 应是文字，现为 {said(given)}{'；数字要加引号' if isinstance(given, Plain) else ''}。"
    )


def decimal(given: Any, where: Place, name: str, *, signed: bool = False) -> str:
    """An amount as the text of a decimal."""
    try:
        value = Decimal(given) if isinstance(given, str) else None
    except InvalidOperation:
        value = None
    if value is None:
        raise where.error(f"{name}：{said(given)} 不是数。")
    if not value.is_finite() or (value < 0 and not signed) or value.adjusted() > LARGEST_EXPONENT:
        raise where.error(
            f"{name}：{said(given)} 不能用作数额，应是{'' if signed else '不小于 0 的'}普通数字。"
        )
    return format(value, "f")


def code(allowed: AnyMapping[str, str], given: Any, where: Place, name: str) -> str:
    if not isinstance(given, str) or given not in allowed:
        raise where.error(f"{name} 只能是 {'、'.join(allowed)}，现为 {said(given)}。")
    return str(given)


def flag(given: Any, where: Place, name: str) -> bool:
    if not isinstance(given, bool):
        raise where.error(f"{name} 只能写 true 或 false，现为 {said(given)}。")
    return given


def optional(check: Check, given: Any, where: Place, name: str) -> Any:
    return None if given is None else check(given, where, name)


def many(check: Check, given: Any, where: Place, name: str) -> list[Any]:
    if not isinstance(given, list):
        raise where.error(f"{name} 应是一个列表，现为 {said(given)}。")
    return [check(one, where, f"{name} 的第{number}个") for number, one in enumerate(given, 1)]


def per(given: Any, where: Place, name: str) -> dict[str, str]:
    if not isinstance(given, Mapping) or set(given) != {"quantity", "unit"}:
        raise where.error(f"{name} 要写 quantity 和 unit。")
    return fields(given, {"quantity": decimal, "unit": text}, where)


def threshold(given: Any, where: Place, name: str) -> dict[str, Any]:
    if not isinstance(given, Mapping) or not {"op", "value"} <= set(given) <= set(THRESHOLD_FIELDS):
        raise where.error(f"{name} 要写 op 和 value，可写 {'、'.join(THRESHOLD_FIELDS)}。")
    return {"unit": None, **fields(given, THRESHOLD_FIELDS, where)}


def fields(given: Mapping, checks: AnyMapping[str, Check], where: Place) -> dict[str, Any]:
    """The values of a mapping, each checked, told by its own line."""
    return {name: checks[name](value, where.at(given.lines[name]), name) for name, value in given.items()}


_ANY_TEXT: Check = partial(optional, text)
_NUMBER: Check = partial(optional, partial(text, plain=True))
_AMOUNT: Check = partial(optional, decimal)

ITEM_FIELDS: dict[str, Check] = {
    "number": _NUMBER,
    "section": _ANY_TEXT,
    "group": _ANY_TEXT,
    "requirement": _ANY_TEXT,
    "points": _AMOUNT,
    "kind": partial(code, ITEM_KINDS),
    "criteria": _ANY_TEXT,
    "evidence": _ANY_TEXT,
    "remarks": _ANY_TEXT,
    "departments": partial(many, text),
}
THRESHOLD_FIELDS: dict[str, Check] = {
    "op": partial(code, OPERATORS),
    "value": partial(decimal, signed=True),
    "value_to": partial(optional, partial(decimal, signed=True)),
    "unit": _ANY_TEXT,
    "from_end": flag,
    "indicator": _ANY_TEXT,
    "source": partial(code, TEXT_FIELDS),
}
RULE_FIELDS: dict[str, Check] = {
    "effect": partial(code, EFFECTS),
    "basis": partial(optional, partial(code, BASES)),
    "points": _AMOUNT,
    "points_min": _AMOUNT,
    "factor": _AMOUNT,
    "formula": _ANY_TEXT,
    "per": partial(optional, per),
    "thresholds": partial(many, threshold),
    "targets": partial(many, text),
    "condition": text,
    "indicator": _ANY_TEXT,
}
CAP_FIELDS: dict[str, Check] = {
    "direction": partial(code, CAP_DIRECTIONS),
    "kind": partial(code, CAP_KINDS),
    "points": _AMOUNT,
    "covers": partial(many, text),
    "period": _ANY_TEXT,
    "scope": partial(code, CAP_SCOPES),
}
"""`covers` are the quotes of the rules that the cap limits."""
