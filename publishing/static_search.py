"""The search index of the pages written as files: scripts of data that a page may load from beside itself.

Pairs of characters stand in shards by their first character, each with the numbers of the items that they stand in;
the items' titles and texts stand in chunks. So a search loads a few small files, however large the whole is.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from pipeline import search
from pipeline.bigrams import bigrams
from publishing.records import Record, records

SHARDS, CHUNK = 64, 100
"""Files that the pairs are spread over; items in one file."""

ITEMS = """
SELECT i.id, i.label, i.number, i.requirement, i.criteria, i.evidence, i.departments, i.points, i.section, d.year,
       d.jurisdiction
FROM items i JOIN documents d ON d.id = i.document ORDER BY i.document, i.position"""
TOPICS = "SELECT item, topic FROM item_topics"

Link = Callable[[str], str]


def index_files(connection: sqlite3.Connection, link: Link) -> Iterator[tuple[str, bytes]]:
    """The files of the index, name and content; `link` gives an item's page as seen from the search page."""
    items = records(connection, ITEMS)
    numbers = {item["id"]: number for number, item in enumerate(items)}
    shards: list[dict[str, list[int]]] = [defaultdict(list) for _ in range(SHARDS)]
    for number, item in enumerate(items):
        tokens = {token for column in search.COLUMNS for token in bigrams(item[column]).split()}
        for token in sorted(tokens):
            shards[ord(token[0]) % SHARDS][token].append(number)
    for number, pairs in enumerate(shards):
        yield _script(f"pairs-{number}", pairs)
    for first in range(0, len(items), CHUNK):
        yield _script(
            f"items-{first // CHUNK}", [_entry(item, link) for item in items[first : first + CHUNK]]
        )
    topics: dict[str, list[int]] = defaultdict(list)
    for row in records(connection, TOPICS):
        topics[row["topic"]].append(numbers[row["item"]])
    yield _script("topics", {topic: sorted(of) for topic, of in sorted(topics.items())})


def _entry(item: Record, link: Link) -> list[str]:
    """What the page shows of an item: its page, title, facts, scoring text; and what else is searched."""
    number, requirement = item["number"] or "", item["requirement"] or item["label"]
    title = requirement if requirement.startswith(number) else f"{number} {requirement}"
    points = f"{item['points']} 分" if item["points"] is not None else None
    place = " ".join(str(part) for part in (item["jurisdiction"], item["year"]) if part)
    about = " · ".join(part for part in (place, item["section"], points, item["departments"]) if part)
    others = "\n".join(part for part in (item["evidence"], item["departments"]) if part)
    return [link(item["id"]), title, about, item["criteria"] or "", others]


def _script(name: str, content: Any) -> tuple[str, bytes]:
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # Line separators of Unicode end a line in older readers of scripts.
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{name}.js", f'kaoheSearch("{name}",{data});'.encode()
