"""How long it takes to load many rules, and to run again over many documents of which one has changed.

Records are the source documents' own, varied: other ids, and in each some characters changed throughout, one for
one, so that every offset stays true and no two documents have the same words. Each measurement is a process of its
own, since only so its greatest memory is known.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.document_sets import ROOT
from bench.sets import NAMES, distinct
from pipeline.catalogue import Entry, write_catalogue
from pipeline.layout import Layout
from pipeline.run import run
from pipeline.settings import Settings

VARIED = 40
"""Characters of a document that are exchanged for others."""

ITEMS = 6
"""Items of each of the documents of a run."""

YEARS = range(2015, 2025)

MEASURE = """
import json, resource, sys, time
from pathlib import Path
from pipeline.layout import Layout
from pipeline.settings import Settings
layout, began = Layout(Path(sys.argv[2])), time.perf_counter()
if sys.argv[1] == "load":
    from pipeline.load import load
    load(layout, Settings(), force=True)
    steps = {}
else:
    from pipeline.run import run
    steps = run(layout, settings=Settings()).seconds
seconds = time.perf_counter() - began
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps({"seconds": seconds, "processor": sum(one.ru_utime + one.ru_stime for one in used),
                  "memory": used[0].ru_maxrss << 10, "steps": steps}))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: the clock's seconds, the processor's with those of the processes that it started, its own
    greatest memory in bytes, and the clock's seconds of each step."""

    seconds: float
    processor: float
    memory: int
    steps: dict[str, float]


def cost(what: str, layout: Layout) -> Cost:
    """What a `load` from nothing or a `run` costs."""
    command = [sys.executable, "-c", MEASURE, what, str(layout.root)]
    done = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE)  # noqa: S603
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def write_records(layout: Layout, rules: int) -> tuple[int, int]:
    """Write the records of at least so many rules; how many documents and rules they are."""
    chance = random.Random(1)  # noqa: S311
    source = Layout(layout.root / "source")
    source.raw.mkdir(parents=True)
    for path in (ROOT / "data" / "raw").iterdir():
        (source.raw / path.name).write_bytes(path.read_bytes())
    run(source, ("extract", "normalize"), settings=Settings())
    names = sorted(path.stem for path in source.items.glob("*.json"))
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
        for folder, text in texts[name]:
            target = layout.root / folder / f"{document}.json"
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
