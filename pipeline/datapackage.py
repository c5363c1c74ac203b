"""The descriptor of the exported CSV files: a Data Package, version 2 (https://datapackage.org)."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.files import sha256
from pipeline.schema import TABLES
from pipeline.tables import Column, Table, Type

Record = dict[str, Any]

TYPES: dict[Type, str] = {
    "text": "string",
    "integer": "integer",
    "real": "number",
    "decimal": "number",
    "boolean": "boolean",
}


def descriptor(folder: Path, run: str) -> Record:
    """The package of the CSV files that are in the folder."""
    resources = [resource(table, folder / f"csv/{table.name}.csv") for table in TABLES]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "kaohe",
        "title": "考核规则库",
        "description": "各地目标责任书、考核办法中的考核事项和评分规则，每条规则可查到原文及其位置。",
        "version": version("kaohe"),
        "keywords": ["考核", "目标责任书", "评分标准"],
        "run": run,
        "resources": [one for one in resources if one is not None],
    }


def resource(table: Table, path: Path) -> Record | None:
    """One CSV file with its schema; None where it has not been exported."""
    if not path.exists():
        return None
    return {
        "name": table.name,
        "title": table.zh,
        "description": f"{table.about} · {table.en}",
        "type": "table",
        "path": f"csv/{path.name}",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256(path)}",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> Record:
    """A table's Table Schema: fields, primary key, foreign keys."""
    keys = [
        {
            "fields": [column.name],
            "reference": {"resource": target, "fields": [key]},
        }
        for column in table.exported
        if column.references
        for target, key in [column.references.split(".")]
    ]
    schema: Record = {
        "fields": [field(column, table) for column in table.exported],
        "primaryKey": list(table.primary_key),
        "missingValues": [""],
    }
    return schema | ({"foreignKeys": keys} if keys else {})


def field(column: Column, table: Table) -> Record:
    """A column as a field of a Table Schema."""
    out: Record = {
        "name": column.name,
        "title": column.zh,
        "type": TYPES[column.type],
        "description": column.en + (f" ({column.unit})" if column.unit else ""),
    }
    if column.type == "boolean":
        out |= {"trueValues": ["1"], "falseValues": ["0"]}
    constraints: Record = {}
    if column.required or column.name in table.primary_key:
        constraints["required"] = True
    if column.allowed is not None:
        constraints["enum"] = list(column.allowed)
        out["categories"] = [{"value": code, "label": label} for code, label in column.allowed.items()]
    return out | ({"constraints": constraints} if constraints else {})
