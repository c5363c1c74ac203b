"""The schema as SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.schema import TABLES
from pipeline.tables import SQL_TYPES, Column, Table


def quoted(name: str) -> str:
    """A name as SQL writes it (`group` and `table` are also words of SQL)."""
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _column(column: Column) -> str:
    parts = [quoted(column.name), SQL_TYPES[column.type]]
    if column.required:
        parts.append("NOT NULL")
    if column.allowed is not None:
        # Not IN (…): for each row SQLite would build that list anew, which costs as much as the row itself.
        values = " OR ".join(f"{quoted(column.name)} = {_literal(value)}" for value in column.allowed)
        parts.append(f"CHECK ({values})")
    elif column.type == "boolean":
        parts.append(f"CHECK ({quoted(column.name)} IN (0, 1))")
    if column.references:
        table, target = column.references.split(".")
        parts.append(f"REFERENCES {quoted(table)} ({quoted(target)})")
    return " ".join(parts)


def create_table(table: Table) -> str:
    """The `CREATE TABLE` statement with its primary key, foreign keys and checks."""
    keys = ", ".join(quoted(name) for name in table.primary_key)
    lines = [*(_column(column) for column in table.columns), f"PRIMARY KEY ({keys})"]
    options = " WITHOUT ROWID" if table.clustered else ""
    return f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(lines) + f"\n){options}"


def create_indexes(table: Table) -> Iterator[str]:
    """Indexes on the foreign keys (unless the primary key begins with them) and on what the schema names."""
    wanted: list[tuple[str, ...]] = [
        (column.name,)
        for column in table.columns
        if column.references and column.name != table.primary_key[0]
    ]
    wanted += table.indexes
    leading = {names[0] for names in wanted if len(names) > 1}
    for names in wanted:
        if len(names) == 1 and names[0] in leading:
            continue
        columns = ", ".join(quoted(name) for name in names)
        yield f"CREATE INDEX {quoted('_'.join((table.name, *names)))} ON {quoted(table.name)} ({columns})"


def insert(table: Table) -> str:
    """The `INSERT` statement for one row of values in the order of the columns."""
    names = ", ".join(quoted(name) for name in table.column_names)
    marks = ", ".join("?" for _ in table.columns)
    return f"INSERT INTO {quoted(table.name)} ({names}) VALUES ({marks})"  # noqa: S608 - names of the schema


def of_document(table: Table, document: str) -> tuple[str, tuple[str, ...]]:
    """The `WHERE` clause for a document's rows, and its values: by its id, or by the ids that begin with it."""
    if table.name == "documents":
        return "WHERE id = ?", (document,)
    if "document" in table.column_names:
        return "WHERE document = ?", (document,)
    key = quoted(table.primary_key[0])
    return f"WHERE {key} >= ? AND {key} < ?", (f"{document}/", f"{document}{chr(ord('/') + 1)}")


def statements(tables: Sequence[Table] = TABLES) -> list[str]:
    """Every `CREATE TABLE`, in the order of the schema."""
    return [create_table(table) for table in tables]
