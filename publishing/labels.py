"""What tables, columns and codes are called, in the visitor's language; made from the schema."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pipeline.schema import BY_NAME, TABLES
from pipeline.tables import Column
from pipeline.views import VIEWS


@lru_cache
def _views() -> dict[str, Any]:
    return {view.name: view for view in VIEWS}


@lru_cache
def _columns() -> dict[tuple[str, str], Column]:
    return {(table.name, column.name): column for table in TABLES for column in table.columns}


def column(table: str | None, name: str) -> Column | None:
    """The schema's column; for a view's, one of that name in any table that explains its codes."""
    found = _columns().get((table or "", name))
    if found is None and table in _views():
        return next((one for (_, key), one in _columns().items() if key == name and one.allowed), None)
    return found


def table_title(name: str, language: str = "zh") -> str:
    """A table's or view's title; its name where the schema does not know it."""
    found = BY_NAME.get(name) or _views().get(name)
    return name if found is None else str(getattr(found, language))


def column_title(table: str | None, name: str, language: str = "zh") -> str:
    """A column's title: short in Chinese; in English its own name, which is an English word."""
    if language == "en":
        return name
    view = _views().get(table or "")
    if view is not None and name in view.columns:
        return str(view.columns[name]).split("（")[0].split("，")[0].split("；")[0].split("：")[0]
    found = _columns().get((table or "", name))
    return found.zh if found else name


def column_help(table: str | None, name: str, language: str = "zh") -> str:
    """What a column means, for a tip: its Chinese and English description and its unit."""
    view = _views().get(table or "")
    if view is not None and name in view.columns:
        return str(view.columns[name])
    found = _columns().get((table or "", name))
    if found is None:
        return name
    unit = f"（{found.unit}）" if found.unit else ""
    return f"{found.en}" if language == "en" else f"{found.zh}{unit} · {found.name}"


def code_title(table: str | None, name: str, value: Any, language: str = "zh") -> str | None:
    """The label of a coded value (deduct → 扣分); None where the column has no codes or the value is none of them."""
    found = column(table, name)
    if found is None or not found.allowed or value not in found.allowed:
        return None
    return str(value) if language == "en" else found.allowed[value]


def table_about(name: str) -> str:
    """A sentence on what a row of a table or view is."""
    found = BY_NAME.get(name) or _views().get(name)
    return "" if found is None else str(found.about)


OPERATORS = {
    "exact": "等于",
    "not": "不等于",
    "contains": "含有",
    "endswith": "结尾是",
    "startswith": "开头是",
    "gt": "大于",
    "gte": "不小于",
    "lt": "小于",
    "lte": "不大于",
    "like": "像（% 代任意字）",
    "notlike": "不像",
    "glob": "像（* 代任意字）",
    "in": "是其中之一（逗号相隔）",
    "notin": "不是其中之一",
    "arraycontains": "列表含有",
    "arraynotcontains": "列表不含",
    "date": "日期是",
    "isnull": "为空",
    "notnull": "不为空",
    "isblank": "为空或空白",
    "notblank": "有内容",
}
"""Datasette's filters by their keys."""


def operator_title(key: str, display: str, language: str = "zh") -> str:
    """A filter's title; Datasette's own in English."""
    return display if language == "en" else OPERATORS.get(key, display)


PARAMETERS = {
    "points": "分数至少",
    "department": "单位名称中的字",
    "document": "文件标识",
    "year": "年度",
    "words": "要找的字",
    "unit": "单位",
    "topic": "主题",
    "effect": "效果",
    "place": "地区",
}
"""Parameters of the canned queries."""


def parameter_title(name: str, language: str = "zh") -> str:
    """A query parameter's title."""
    return name if language == "en" else PARAMETERS.get(name, name)


def result_title(name: str, language: str = "zh") -> str:
    """A result column's title: that of the schema's column of this name, where all that have it agree."""
    if language == "en":
        return name
    titles = {one.zh for (_, key), one in _columns().items() if key == name}
    return titles.pop() if len(titles) == 1 else RESULTS.get(name, name)


RESULTS = {"item": "考核事项", "document": "文件", "rule": "规则", "points": "分数"}


@lru_cache(maxsize=100)
def twins(table: str | None) -> frozenset[str]:
    """A table's columns that are the number beside a decimal's text, kept only for sorting and arithmetic."""
    known = BY_NAME.get(table or "")
    return frozenset(column.name for column in known.columns if column.sorting) if known else frozenset()


def sorted_by(table: str | None, name: str) -> str:
    """The column by which a column is sorted: a decimal's number, else itself."""
    return f"{name}_value" if f"{name}_value" in twins(table) else name
