"""Measure what a run made: counts, findings, amounts accounted for, rules against those read by hand.

usage: python tests/measure.py DATA METRICS.json FINDINGS.csv
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from pipeline.check import amounts
from pipeline.layout import Layout

TESTS = Path(__file__).parent
sys.path.insert(0, str(TESTS / "normalizers"))

from comparison import Comparison  # noqa: E402 - beside the tests, not in a package


def measure(layout: Layout) -> dict[str, Any]:
    """The figures, by name."""
    with closing(sqlite3.connect(f"file:{layout.database}?mode=ro", uri=True)) as connection:
        counts = json.loads(connection.execute("SELECT counts FROM runs").fetchone()[0])
        severities = dict(connection.execute("SELECT severity, count(*) FROM findings GROUP BY 1 ORDER BY 1"))
        count, missed = amounts(connection)
    return {
        "rows": counts,
        "findings": severities,
        "amounts": {"count": count, "covered": round(1 - len(missed) / count, 4) if count else 1.0},
        "rules": {
            path.name.split(".")[0]: _scores(layout, path) for path in sorted((TESTS / "gold").glob("*.json"))
        },
    }


def _scores(layout: Layout, gold: Path) -> dict[str, float]:
    wanted = json.loads(gold.read_bytes())
    path = layout.rules / f"{wanted['document']}.json"
    results = json.loads(path.read_bytes())["items"] if path.exists() else []
    found = {result["id"]: result for result in results}
    comparison = Comparison()
    for item in wanted["items"]:
        comparison.add(item, found.get(item["id"], {"rules": [], "caps": []}))
    return {"rule_f1": round(comparison.rules.f1, 4), "cap_f1": round(comparison.caps.f1, 4)}


def findings(layout: Layout) -> list[tuple[str, str, int]]:
    """How many findings there are of each kind."""
    with closing(sqlite3.connect(f"file:{layout.database}?mode=ro", uri=True)) as connection:
        sql = "SELECT kind, severity, count(*) FROM findings GROUP BY 1, 2 ORDER BY 3 DESC, 1"
        return connection.execute(sql).fetchall()


def main(data: str, metrics: str, plot: str) -> None:
    layout = Layout(Path(data))
    Path(metrics).write_text(
        json.dumps(measure(layout), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    with Path(plot).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "severity", "count"))
        writer.writerows(findings(layout))


if __name__ == "__main__":
    main(*sys.argv[1:])
