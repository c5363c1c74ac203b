"""How long it takes to load many rules, and to run again over many documents of which one has changed.

Records are the source documents' own, varied: other ids, and in each some characters changed throughout, one for
one, so that every offset stays true and no two documents have the same words. Each measurement is a process of its
own, since only so its greatest memory is known.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.document_sets import ROOT
from bench.meter import Cost, measured
from bench.sets import NAMES, distinct
from pipeline.catalogue import Entry, write_catalogue
from pipeline.layout import Layout
from pipeline.load import load
from pipeline.run import run
from pipeline.settings import Settings

VARIED = 40
"""Characters of a document that are exchanged for others."""

ITEMS = 6
"""Items of each of the documents of a run."""

YEARS = range(2015, 2025)


@dataclass(frozen=True, slots=True)
class Again:
    """What a run cost, and the clock's seconds of each step."""

    cost: Cost
    steps: dict[str, float]


def load_cost(layout: Layout) -> Cost:
    """What loading from nothing costs."""
    return measured(_load, layout)[1]


def run_cost(layout: Layout) -> Again:
    """What a run costs."""
    steps, cost = measured(_run, layout)
    return Again(cost, steps)


def _load(layout: Layout) -> None:
    load(layout, Settings(), force=True)


def _run(layout: Layout) -> dict[str, float]:
    return run(layout, settings=Settings()).seconds


def write_records(layout: Layout, rules: int) -> tuple[int, int]:
    """Write the records of at least so many rules; how many documents and rules they are."""
    chance = random.Random(1)  # noqa: S311
    source = Layout(layout.root / "source")
    source.raw.mkdir(parents=True)
    for path in (ROOT / "data" / "raw").iterdir():
        (source.raw / path.name).write_bytes(path.read_bytes())
    run(source, ("extract", "normalize"), settings=Settings())
    names = sorted(one.stem for one in source.items.glob("*.json"))
    texts = {
        name: [
            (folder.name, (folder / f"{name}.json").read_text("utf8"))
            for folder in (source.items, source.rules)
        ]
        for name in names
    }
    characters = sorted(
        {one for of in texts.values() for _, text in of for one in text if "一" <= one <= "鿿"}
    )
    for folder in (layout.items, layout.rules):
        folder.mkdir(parents=True)
    documents = made = 0
    while made < rules:
        name = names[documents % len(names)]
        document = f"bench{documents:06}"
        # Exchanged for each other, so that what differed (the topics of an item) differs still.
        chosen = chance.sample(characters, VARIED)
        other = dict(zip(map(ord, chosen), reversed(chosen), strict=True))
        for room, text in texts[name]:
            target = layout.root / room / f"{document}.json"
            target.write_text(text.replace(name, document).translate(other), encoding="utf8")
        made += texts[name][1][1].count('"effect":')
        documents += 1
    return documents, made


def write_tables(layout: Layout, count: int) -> Sequence[Entry]:
    """Write so many small tables, ten years of each place, and their catalogue."""
    layout.raw.mkdir(parents=True)
    texts = distinct(seed=5)
    entries = []
    for number in range(count):
        place, year = divmod(number, len(YEARS))
        name = "".join(NAMES[place // len(NAMES) ** power % len(NAMES)] for power in range(3)) + "县"
        document = f"p{place:05}-{YEARS[year]}"
        title = f"{name}{YEARS[year]}年目标责任书任务分解表"
        rows = [(n + 1, next(texts)[:20], 5, next(texts), "县应急局") for n in range(ITEMS)]
        write_table(layout.raw / f"{document}.csv", title, rows)
        entries.append(Entry(document, f"{document}.csv", title, name, "县", str(YEARS[year])))
    write_catalogue(layout.catalogue, entries)
    return entries


def write_table(path: Path, title: str, rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([title])
        writer.writerow(["序号", "考核内容", "分值", "评分标准", "责任单位"])
        writer.writerows(rows)


def change(layout: Layout, entry: Entry) -> None:
    """Change one scoring text of a table."""
    path = layout.raw / entry.file
    path.write_text(path.read_text("utf8").replace("扣", "减", 1), encoding="utf8")
