"""The report of a run, `data/exports/run.json`: what was done and how long it took, what there is now, made by what."""

from __future__ import annotations

import json
import platform
import resource
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.settings import Settings
from pipeline.versions import LIBRARIES, library_version

Record = dict[str, Any]


@dataclass(slots=True)
class Outcome:
    """What a run did: documents worked on by step, what failed by document, seconds by step; how many grave findings
    the database has."""

    documents: int = 0
    done: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    errors: int = 0


def report(
    outcome: Outcome, database: Path, settings: Settings, began: datetime, how: Mapping[str, Any]
) -> Record:
    """The report of a run that has just ended; `how` says with what workers it was done.

    The facts about the database are those of its content, whichever run made it.
    """
    ended = datetime.now(UTC)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        run, rows, rooms = connection.execute("SELECT id, counts, versions FROM runs").fetchone()
        kinds = connection.execute(
            "SELECT kind, severity, count(*) FROM findings GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
        ).fetchall()
    return {
        "run": run,
        "began": began.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "seconds": round((ended - began).total_seconds(), 3),
        "documents": outcome.documents,
        "steps": [
            {"step": step, "done": done, "seconds": outcome.seconds[step]}
            for step, done in outcome.done.items()
        ],
        "failures": [
            {"document": document, "message": message}
            for document, message in sorted(outcome.failures.items())
        ],
        "rows": json.loads(rows),
        "findings": [{"kind": kind, "severity": severity, "count": count} for kind, severity, count in kinds],
        "settings": settings.all,
        "how": {**how, "peak_memory_mib": _peak_memory()},
        "versions": {
            "kaohe": version("kaohe"),
            **json.loads(rooms),
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            **{name: library_version(name) for names in LIBRARIES.values() for name in names},
        },
    }


def grave_findings(database: Path) -> int:
    """How many findings of severity `error` there are."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT count(*) FROM findings WHERE severity = 'error'").fetchone()
    return int(rows[0])


def _peak_memory() -> int:
    """The greatest memory that this process, or any one that it started, has held, in MiB."""
    whole = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return whole // (1 << 20 if sys.platform == "darwin" else 1 << 10)
