"""What the pages of comparisons offer: documents, pairs that are linked, topics."""

from __future__ import annotations

import sqlite3

from publishing.records import Record, records

MOST_CHOICES = 200
"""Documents that a list offers; where there are more, their place or title is asked for."""

NEWEST = 40
"""Documents whose pairs the page of comparisons offers."""

CHOICES = """
SELECT * FROM (
  SELECT id, title, year, jurisdiction FROM documents
  WHERE ?3 = '' OR instr(coalesce(jurisdiction, '') || title, ?3) OR id IN (?1, ?2)
  ORDER BY id IN (?1, ?2) DESC,
           jurisdiction IN (SELECT jurisdiction FROM documents WHERE id IN (?1, ?2)) DESC, year DESC, id
  LIMIT ?4
) ORDER BY jurisdiction IS NULL, jurisdiction, year DESC, id"""
"""The documents to choose from: those chosen, those of their places, then the newest whose place or title is named."""

TOPICS = "SELECT name, item_count FROM topics ORDER BY item_count DESC, name"

PAIRS = """
SELECT p.earlier_document, p.document, e.title AS earlier_title, e.year AS earlier_year,
       e.jurisdiction AS earlier_jurisdiction, d.title, d.year, d.jurisdiction, p.links
FROM (SELECT earlier_document, document, sum(kind = 'same') AS links FROM links
      WHERE kind <> 'none' AND {where} GROUP BY 1, 2) p
JOIN documents e ON e.id = p.earlier_document JOIN documents d ON d.id = p.document
ORDER BY d.year DESC, d.id, e.year DESC, e.id"""


def list_choices(
    connection: sqlite3.Connection, left: str, right: str, name: str
) -> tuple[list[Record], bool]:
    """The documents to choose from, and whether there are more."""
    found = records(connection, CHOICES, left, right, name, MOST_CHOICES + 1)
    return found[:MOST_CHOICES], len(found) > MOST_CHOICES


def list_topics(connection: sqlite3.Connection) -> list[Record]:
    """All topics, the one of most items first."""
    return records(connection, TOPICS)


def list_pairs(connection: sqlite3.Connection) -> list[Record]:
    """All pairs of documents that have items in common, the newest first."""
    return records(connection, PAIRS.format(where="1"))


def newest_pairs(connection: sqlite3.Connection) -> list[Record]:
    """The pairs of the newest documents."""
    newest = "document IN (SELECT id FROM documents ORDER BY year DESC, id LIMIT ?)"
    return records(connection, PAIRS.format(where=newest), NEWEST)


def pairs_of(connection: sqlite3.Connection, document: str) -> list[Record]:
    """The pairs that a document is one of."""
    return records(connection, PAIRS.format(where="(document = ?1 OR earlier_document = ?1)"), document)
