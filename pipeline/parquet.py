"""A table as a Parquet file, for DuckDB, pandas and the like. Decimals are text, beside them their numbers."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pipeline.ddl import quoted
from pipeline.tables import Table

ROWS = 50_000
"""Rows of a group: what is held in memory at once."""


def write_parquet(connection: sqlite3.Connection, table: Table, target: Path) -> None:
    """Write the table's rows in the order of its key."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"text": pa.string(), "decimal": pa.string(), "integer": pa.int64(), "real": pa.float64()}
    types["boolean"] = pa.bool_()
    schema = pa.schema(
        [
            pa.field(
                c.name, types[c.type], nullable=not c.required, metadata={"title": c.zh, "description": c.en}
            )
            for c in table.columns
        ]
    )
    names = ", ".join(map(quoted, table.column_names))
    order = ", ".join(map(quoted, table.primary_key))
    cursor = connection.execute(f"SELECT {names} FROM {quoted(table.name)} ORDER BY {order}")  # noqa: S608 - ours
    with pq.ParquetWriter(target, schema) as writer:
        while rows := cursor.fetchmany(ROWS):
            columns = zip(*rows, strict=True)
            arrays = [
                pa.array(
                    [None if v is None else bool(v) for v in values] if c.type == "boolean" else values,
                    types[c.type],
                )
                for c, values in zip(table.columns, columns, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
