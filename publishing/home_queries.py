"""What the home page shows; its charts from the answers that stand in the database."""

from __future__ import annotations

import json
import sqlite3

from pipeline import answers
from publishing.document_queries import list_documents
from publishing.records import Record, record, records

NEWEST = 12
"""Documents that the home page lists; the others stand on the documents' own page."""


def read_home(connection: sqlite3.Connection) -> Record:
    """Counts of everything, the newest documents, and the rows of every chart."""
    run = record(connection, "SELECT counts FROM runs LIMIT 1")
    counts = json.loads(run["counts"]) if run else {}
    answered = answers.read(connection)
    listed = list_documents(connection, "", "", 0, NEWEST)
    return {
        "counts": counts,
        "points": record(connection, "SELECT round(sum(total_points_value), 2) AS n FROM documents"),
        "grave": record(connection, "SELECT count(*) AS n FROM findings WHERE severity <> 'info'"),
        "documents": listed["documents"],
        "more": listed["more"],
        "charts": {name: rows for name, (_, rows) in answered.items()},
        "totals": {name: total for name, (total, _) in answered.items()},
        "topics": records(
            connection, "SELECT name, item_count FROM topics ORDER BY item_count DESC, name LIMIT 24"
        ),
    }
