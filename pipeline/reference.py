"""The reference made from the schema and the commands: `python -m pipeline.reference` writes it into docs/."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pipeline.cli_reference import cli_reference
from pipeline.files import write
from pipeline.json_schema import document_schema, normalize_schema
from pipeline.reading_pictures import pictures
from pipeline.schema import SCHEMA_VERSION, TABLES
from pipeline.tables import Column, Table
from pipeline.views import VIEWS, View

TYPE_NAMES = {"text": "文字", "integer": "整数", "real": "数值", "decimal": "小数", "boolean": "是否"}


def reference() -> dict[str, str]:
    """Every file of the reference with its content, by its path under docs/."""
    return {
        "data-dictionary.md": data_dictionary(),
        "cli.md": cli_reference(),
        **{f"images/readings/{name}.svg": svg for name, svg in pictures().items()},
        "schemas/document.schema.json": _json(document_schema()),
        "schemas/normalize.schema.json": _json(normalize_schema()),
    }


def data_dictionary() -> str:
    """All tables and views with their columns, as Markdown."""
    head = f"""# 数据字典 · data dictionary

由 `pipeline/schema.py` 和 `pipeline/views.py` 生成（`make reference`），请勿手改。结构版本 {SCHEMA_VERSION}。

小数以文字保存（如 `0.25`），不失精度；名称以 `_value` 结尾的列是同一个数的数值形式，供排序和计算，不导出。
「来源」：原文——文件中的文字；目录——`data/raw/catalogue.csv`；识别——程序读出；计算——由其他值算出；人工——人所填。
CSV 中以 `=` `+` `-` `@` 开头的文字前加了一个单引号，以免电子表格把它当作公式。

| 表 | 名称 | 每行是什么 |
|---|---|---|
"""
    everything: tuple[Table | View, ...] = (*TABLES, *VIEWS)
    index = [f"| [`{one.name}`](#{one.name}) | {one.zh} | {one.about} |" for one in everything]
    tables = [_table(table) for table in TABLES]
    views = [_view(view) for view in VIEWS]
    return head + "\n".join(index) + "\n\n" + "\n".join([*tables, "# 视图 · views\n", *views])


def _table(table: Table) -> str:
    lines = [_column(column) for column in table.columns]
    key = "、".join(f"`{name}`" for name in table.primary_key)
    return f"""## {table.name}

{table.zh} · {table.en}。{table.about}主键：{key}。

| 列 | 名称 | 类型 | 单位 | 来源 | 说明 |
|---|---|---|---|---|---|
{chr(10).join(lines)}
"""


def _column(column: Column) -> str:
    kind = TYPE_NAMES[column.type] + ("" if column.required else "，可空")
    notes = [column.en]
    if column.references:
        notes.append(f"→ `{column.references}`")
    if column.allowed:
        notes.append("；".join(f"`{code}` {label}" for code, label in column.allowed.items()))
    note = "<br>".join(notes).replace("|", "\\|")
    return f"| `{column.name}` | {column.zh} | {kind} | {column.unit or ''} | {column.source} | {note} |"


def _view(view: View) -> str:
    lines = [f"| `{name}` | {meaning} |" for name, meaning in view.columns.items()]
    return f"""## {view.name}

{view.zh} · {view.en}。{view.about}

| 列 | 含义 |
|---|---|
{chr(10).join(lines)}
"""


def _json(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def main(folder: Path) -> None:
    """Write the reference into a folder."""
    for name, content in reference().items():
        write(folder / name, content.encode())


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
