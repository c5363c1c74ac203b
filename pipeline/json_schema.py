"""JSON Schemas (draft 2020-12), made from the schema: of the nested document and of a line of `kaohe normalize`."""

from __future__ import annotations

from typing import Any

from pipeline.nested import LISTS
from pipeline.schema import BY_NAME
from pipeline.tables import Column, Type

Record = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DECIMAL = r"^\d+(\.\d+)?$"
TYPES: dict[Type, Record] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "real": {"type": "number"},
    "decimal": {"type": "string", "pattern": DECIMAL},
    "boolean": {"type": "integer", "enum": [0, 1]},
}


def document_schema() -> Record:
    """`data/exports/documents/DOCUMENT.json`."""
    rule = _object("rules", leave_out=("item", "document", "per_quantity", "per_unit"))
    bound = _object("thresholds", leave_out=("rule", "seq"))
    bound["properties"]["from_end"] = {"type": "boolean"}
    rule["properties"] |= {"per": PER, "thresholds": _list(bound), "targets": _list({"type": "string"})}
    cap = _object("caps", leave_out=("item", "document"))
    cap["properties"]["covers"] = _list({"type": "integer"})
    item = _object("items", leave_out=("document", "departments"))
    item["properties"] |= {
        "departments": _list({"type": "string"}),
        "cells": _list(_object("cells", leave_out=("item",))),
        "rules": _list(_closed(rule)),
        "caps": _list(_closed(cap)),
        **{name: _list(_object(table, leave_out=("item", "seq"))) for name, table in LISTS.items()},
    }
    document = _object("documents")
    document["properties"] |= {
        "headings": {"type": "object", "additionalProperties": {"type": "string"}},
        "items": _list(_closed(item)),
        "findings": _list(_object("findings", leave_out=("document",))),
    }
    return {"$schema": DRAFT, "title": "考核文件", **_closed(document)}


def normalize_schema() -> Record:
    """A line that `kaohe normalize` writes."""
    rule = _object("rules", leave_out=("id", "item", "document", "per_quantity", "per_unit"))
    bound = {
        "type": "object",
        "properties": {
            "op": _value("thresholds", "op"),
            "value": TYPES["decimal"],
            "value_to": TYPES["decimal"],
            "unit": _value("thresholds", "unit"),
            "from_end": {"type": "boolean"},
        },
        "required": ["op", "value", "unit"],
        "additionalProperties": False,
    }
    rule["properties"] |= {"per": PER, "thresholds": _list(bound), "targets": _list({"type": "string"})}
    rule = _closed(rule)
    rule["required"].remove("indicator")
    cap = _object("caps", leave_out=("id", "item", "document", "seq"))
    cap["properties"]["covers"] = _list({"type": "integer"})
    finding = _object(
        "findings", leave_out=("id", "document", "item", "step", "page", "table", "row", "accepted_by")
    )
    beside = {
        "indicators": "indicators",
        "deadlines": "deadlines",
        "frequencies": "frequencies",
        "references": "citations",
        "assessors": "assessors",
        "scopes": "scopes",
        "authorities": "authorities",
    }
    evidence = _open("evidence")
    evidence["properties"]["points"] = _list({"type": "string"})
    properties: Record = {
        "id": {},
        "rules": _list(rule),
        "caps": _list(_closed(cap)),
        "findings": _list(finding),
        **{name: _list(_open(table)) for name, table in beside.items()},
        "topics": _list({"type": "object", "required": ["name", "score"]}),
        "evidence": _list(evidence),
        "departments": _list({"type": "object", "required": ["name"]}),
        "requirement_thresholds": _list({"type": "object", "required": ["rule", "threshold", "source"]}),
    }
    properties["indicators"]["items"]["properties"]["rules"] = _list({"type": "integer"})
    return {
        "$schema": DRAFT,
        "title": "一条评分标准读出的规则",
        "type": "object",
        "properties": properties,
        "required": ["id", "rules", "caps", "findings"],
        "additionalProperties": False,
    }


def _object(table: str, leave_out: tuple[str, ...] = ()) -> Record:
    columns = [column for column in BY_NAME[table].exported if column.name not in leave_out]
    return _closed({"type": "object", "properties": {column.name: _column(column) for column in columns}})


def _open(table: str) -> Record:
    """An object that may have what the table has, and nothing that would be lost on the way there."""
    described = _object(table, ("item", "seq"))
    return {"type": "object", "properties": described["properties"], "additionalProperties": False}


def _closed(described: Record) -> Record:
    """The object with every property required and no other allowed: null says that there is no value."""
    return {**described, "required": list(described["properties"]), "additionalProperties": False}


def _column(column: Column) -> Record:
    value = dict(TYPES[column.type])
    if column.allowed is not None:
        value["enum"] = list(column.allowed)
    if not column.required:
        value = _or_null(value)
    unit = f"（{column.unit}）" if column.unit else ""
    return {**value, "title": f"{column.zh}{unit}", "description": column.en}


def _value(table: str, name: str) -> Record:
    return next(_column(column) for column in BY_NAME[table].columns if column.name == name)


def _or_null(value: Record) -> Record:
    out = {**value, "type": [value["type"], "null"]}
    return out | ({"enum": [*value["enum"], None]} if "enum" in value else {})


def _list(of: Record) -> Record:
    return {"type": "array", "items": of}


PER: Record = {
    "title": "每多少计一次分",
    "type": ["object", "null"],
    "properties": {"quantity": TYPES["decimal"], "unit": {"type": "string"}},
    "required": ["quantity", "unit"],
    "additionalProperties": False,
}
