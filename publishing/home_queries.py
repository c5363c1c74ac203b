"""What the home page shows, from the same questions that stand among the canned queries."""

from __future__ import annotations

import json
import sqlite3

from publishing.document_queries import list_documents
from publishing.queries import CHARTS
from publishing.records import Record, record, records

MOST_ROWS = 500
"""Rows of a chart's numbers that are kept; the question itself has them all."""

NEWEST = 12
"""Documents that the home page lists; the others stand on the documents' own page."""


def read_home(connection: sqlite3.Connection) -> Record:
    """Counts of everything, the newest documents, and the rows of every chart."""
    run = record(connection, "SELECT counts FROM runs LIMIT 1")
    counts = json.loads(run["counts"]) if run else {}
    charts = {name: records(connection, query["sql"]) for name, query in CHARTS.items()}
    listed = list_documents(connection, "", "", 0, NEWEST)
    return {
        "counts": counts,
        "points": record(connection, "SELECT round(sum(total_points_value), 2) AS n FROM documents"),
        "grave": record(connection, "SELECT count(*) AS n FROM findings WHERE severity <> 'info'"),
        "documents": listed["documents"],
        "more": listed["more"],
        "charts": {name: rows[:MOST_ROWS] for name, rows in charts.items()},
        "totals": {name: len(rows) for name, rows in charts.items()},
        "topics": records(
            connection, "SELECT name, item_count FROM topics ORDER BY item_count DESC, name LIMIT 24"
        ),
    }
