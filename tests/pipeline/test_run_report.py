"""The report of a run says what was done, how long it took, what was found, by what code and with what settings."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from click.testing import CliRunner

from pipeline.catalogue import Entry, read_catalogue, write_catalogue
from pipeline.cli import main
from pipeline.database_file import current_run
from pipeline.layout import Layout
from pipeline.run import run
from pipeline.settings import Settings
from pipeline.versions import code_version


def reported(layout: Layout) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(layout.report.read_bytes())
    return found


def test_a_run_is_reported(layout: Layout) -> None:
    run(layout, settings=Settings(nearest=3), workers=1)
    report = reported(layout)
    assert report["run"] == current_run(layout.database)
    assert report["documents"] == 2
    assert [(one["step"], one["done"]) for one in report["steps"]] == [
        ("extract", 2),
        ("normalize", 2),
        ("compare", 0),
        ("load", 1),
        ("export", 1),
    ]
    took = (datetime.fromisoformat(report["ended"]) - datetime.fromisoformat(report["began"])).total_seconds()
    assert abs(took - report["seconds"]) <= 1
    assert sum(one["seconds"] for one in report["steps"]) <= report["seconds"]
    assert report["rows"]["items"] == 5
    assert report["settings"]["compare"] == {"nearest": 3}
    assert report["versions"]["normalizers"] == code_version("normalizers")
    assert report["versions"]["spacy"].startswith("3.")
    assert report["how"]["workers"] == 1
    assert report["how"]["peak_memory_mib"] > 20
    assert report["failures"] == []


def test_failures_and_findings_are_counted(layout: Layout) -> None:
    entries = read_catalogue(layout.catalogue)
    write_catalogue(layout.catalogue, [*entries, Entry("missing-2024", "missing.docx")])
    outcome = run(layout, settings=Settings())
    report = reported(layout)
    assert [one["document"] for one in report["failures"]] == ["missing-2024"]
    assert {"kind": "unreadable", "severity": "error", "count": 1} in report["findings"]
    grave = sum(one["count"] for one in report["findings"] if one["severity"] == "error")
    assert outcome.errors == grave
    assert sum(one["count"] for one in report["findings"]) == report["rows"]["findings"]


def test_a_run_with_nothing_to_do_says_so_and_an_export_keeps_the_report(layout: Layout) -> None:
    run(layout, settings=Settings())
    run(layout, settings=Settings())
    report = reported(layout)
    assert {one["done"] for one in report["steps"]} == {0}
    assert report["rows"]["items"] == 5
    (layout.exports / "csv" / "items.csv").unlink()
    assert CliRunner().invoke(main, ["export", "--data", str(layout.root)]).exit_code == 0
    assert (layout.exports / "csv" / "items.csv").exists()
    assert reported(layout) == report
