"""A document's records as people corrected them, and what of their corrections could not be used."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from pipeline.cap_corrections import correct_caps
from pipeline.correction_files import CorrectionFile, strays
from pipeline.corrections import Outcome, correct_items, correct_rules

Record = dict[str, Any]

UNREADABLE = "unreadable_correction"
"""The kind of finding for what stands in a file of corrections and cannot be used."""


def corrected(items: Record, rules: Record, file: CorrectionFile) -> tuple[Record, Record, list[Outcome]]:
    """The items, the rules with their caps, and what became of each correction. Nothing given is changed."""
    items, of_items = correct_items(items, file.corrections)
    rules, of_rules = correct_rules(rules, items, file.corrections)
    rules, of_caps = correct_caps(rules, items, file.corrections)
    unread = Outcome(findings=[_finding(problem) for problem in file.problems])
    return items, rules, [of_items, of_rules, of_caps, unread]


def unread(database: Path) -> list[tuple[str, str]]:
    """What stands in people's files and cannot be used, as the database has it: document and message."""
    sql = "SELECT document, message FROM findings WHERE kind = ? ORDER BY rowid"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return [(str(document), str(message)) for document, message in connection.execute(sql, (UNREADABLE,))]


def without_document(database: Path, folder: Path) -> list[str]:
    """One line on each file of corrections that is for no document of the database."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        documents = [str(row[0]) for row in connection.execute("SELECT id FROM documents")]
    return list(strays(folder, documents))


def _finding(problem: str) -> Record:
    return {"kind": UNREADABLE, "severity": "error", "message": problem, "item": None}
