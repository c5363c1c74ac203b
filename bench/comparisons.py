"""Time and memory of the step that compares documents, over tables made from annotated texts of many fields."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.meter import peak
from bench.sets import NAMES, annotated
from pipeline.cache import Cache
from pipeline.compare_step import compare_documents
from pipeline.files import canonical
from pipeline.layout import Layout
from pipeline.pools import local_pools
from pipeline.settings import Settings
from pipeline.steps import normalize_document

Record = dict[str, Any]

YEARS = 5
"""The years for which every place has a table."""

CHANGED = 0.15
"""The share of a table's items whose text is another from one year to the next."""

_CLAUSE = re.compile(r"(?<=[；。])(?=[^；。]{6})|^")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the step: documents, items of each, pairs worked on; seconds by the clock and of all processors;
    the most bytes that it and its processes held."""

    documents: int
    items: int
    pairs: int
    seconds: float
    cpu: float
    peak: int


def measure(documents: int, items: int) -> tuple[Run, Run]:
    """The step over that many new documents, and again after one of them has changed."""
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout(Path(folder))
        names = write_tables(layout, documents, items)
        first = _run(layout, names, items)
        _edit(layout, names[len(names) // 2])
        return first, _run(layout, names, items)


def write_tables(layout: Layout, documents: int, items: int) -> list[str]:
    """Write the items and rules of made-up documents; the same counts give the same files. Returns their ids."""
    for folder in (layout.items, layout.rules, layout.corrections):
        folder.mkdir(parents=True, exist_ok=True)
    names: list[str] = []
    for place in range(-(-documents // YEARS)):
        for year, rows in enumerate(_years(place, items)):
            if len(names) < documents:
                names.append(f"p{place:04}-{2020 + year}")
                _write(layout, names[-1], place, 2020 + year, rows)
    return names


def _years(place: int, items: int) -> Iterator[list[str]]:
    """A place's scoring texts, year by year: drawn from all annotated ones, under its own names."""
    chance = random.Random(place)  # noqa: S311
    pool = [item["criteria"] for group in annotated().values() for item in group]
    rows = [_named(chance.choice(pool), chance) for _ in range(items)]
    for _ in range(YEARS):
        yield rows
        rows = [_named(chance.choice(pool), chance) if chance.random() < CHANGED else text for text in rows]


def _named(text: str, chance: random.Random) -> str:
    return _CLAUSE.sub(lambda _: "".join(chance.choices(NAMES, k=2)), text)


def _write(layout: Layout, name: str, place: int, year: int, rows: list[str]) -> None:
    made = [
        {
            "id": f"{name}/{at}", "position": at, "number": str(at), "section": f"第{at // 20 + 1}部分", "group": None,
            "requirement": text[:24], "points": "2", "kind": "scored", "criteria": text, "evidence": "台账、会议纪要。",
            "departments": ["县政府办"], "where": {"table": 1, "rows": [at, at], "columns": {}},
        }
        for at, text in enumerate(rows, 1)
    ]  # fmt: skip
    document: Record = {
        "document": name, "title": name, "file": f"{name}.docx", "year": year, "jurisdiction": f"地方{place}",
        "headings": {}, "findings": [], "total_points": str(2 * len(rows)), "items": made, "format": "docx",
        "sha256": "0",
    }  # fmt: skip
    (layout.items / f"{name}.json").write_bytes(canonical(document))
    (layout.rules / f"{name}.json").write_bytes(canonical(normalize_document(document)))


def _edit(layout: Layout, name: str) -> None:
    path = layout.items / f"{name}.json"
    document = json.loads(path.read_bytes())
    document["items"][0]["points"] = "3"
    path.write_bytes(canonical(document))


def _run(layout: Layout, names: list[str], items: int) -> Run:
    """One run in a process of its own, so that nothing is remembered and the memory is its alone."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pairs, seconds, cpu, peak = pool.submit(_compare, layout, names).result()
    return Run(len(names), items, pairs, seconds, cpu, peak)


def _compare(layout: Layout, names: list[str]) -> tuple[int, float, float, int]:
    began = time.perf_counter()
    pairs = compare_documents(layout, names, Cache(layout.root / "cache"), Settings(), local_pools(None))
    seconds = time.perf_counter() - began
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = sum(used.ru_utime + used.ru_stime for used in (own, others))
    # What the system tells of the processes that have ended is the most that one of them held.
    processes = (os.cpu_count() or 1) if others.ru_maxrss else 0
    return pairs, seconds, cpu, peak() + 1024 * processes * others.ru_maxrss
