from __future__ import annotations

import csv
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.catalogue import Entry, read_catalogue, write_catalogue
from pipeline.cli import main
from pipeline.layout import Layout
from pipeline.run import run
from pipeline.settings import Settings

Tree = Callable[[Path], dict[str, bytes]]


def kaohe(layout: Layout, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--data", str(layout.root)])


def ask(layout: Layout, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(layout.database)) as connection:
        return connection.execute(sql).fetchall()


def data(layout: Layout, tree: Tree) -> dict[str, bytes]:
    """What a run makes, without the report of how long it took, the cache, and what changed since the run before."""
    files = tree(layout.root)
    return {
        name: content
        for name, content in files.items()
        if not name.startswith((".kaohe", "exports/run.json", "raw", "exports/delta"))
    }


def test_a_table_goes_all_the_way(layout: Layout) -> None:
    outcome = run(layout, settings=Settings())
    assert outcome.done == {"extract": 2, "normalize": 2, "compare": 0, "load": 1, "export": 1}
    assert ask(layout, "SELECT id, year, total_points, item_count FROM documents ORDER BY id") == [
        ("donghu-2024", 2024, "10", 2),
        ("qingshan-2023", 2023, "20", 3),
    ]
    rules = (
        "SELECT effect, points, per_quantity, per_unit FROM rules WHERE item = 'qingshan-2023/1' ORDER BY seq"
    )
    assert ask(layout, rules) == [("deduct", "2", None, None), ("deduct", "0.5", "1", "处")]
    with (layout.exports / "csv" / "items.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 5


def test_a_second_run_does_nothing_and_changes_nothing(layout: Layout, tree: Tree) -> None:
    run(layout, settings=Settings())
    before = data(layout, tree)
    outcome = run(layout, settings=Settings())
    assert outcome.done == {"extract": 0, "normalize": 0, "compare": 0, "load": 0, "export": 0}
    assert data(layout, tree) == before


def test_two_runs_from_nothing_give_the_same_bytes(layout: Layout, tree: Tree, tmp_path: Path) -> None:
    other = Layout(tmp_path / "other")
    shutil.copytree(layout.root, other.root)
    run(layout, settings=Settings())
    run(other, settings=Settings(), workers=1)
    assert data(other, tree) == data(layout, tree)


def test_only_the_changed_document_is_worked_on(layout: Layout) -> None:
    run(layout, settings=Settings())
    entries = read_catalogue(layout.catalogue)
    write_catalogue(layout.catalogue, [entries[0], Entry(**{**_fields(entries[1]), "note": "已核对"})])
    outcome = run(layout, settings=Settings())
    assert outcome.done == {"extract": 1, "normalize": 1, "compare": 0, "load": 1, "export": 1}
    assert ask(layout, "SELECT note FROM documents ORDER BY id") == [(None,), ("已核对",)]


def test_a_removed_document_takes_its_rows_and_files_along(
    layout: Layout, tree: Tree, tmp_path: Path
) -> None:
    run(layout, settings=Settings())
    write_catalogue(layout.catalogue, read_catalogue(layout.catalogue)[:1])
    run(layout, settings=Settings())
    assert ask(layout, "SELECT DISTINCT document FROM items") == [("donghu-2024",)]
    assert not [name for name in data(layout, tree) if "qingshan" in name]
    fresh = Layout(tmp_path / "fresh")
    fresh.root.mkdir()
    layout.raw.rename(fresh.raw)
    run(fresh, settings=Settings())
    assert data(fresh, tree) == data(layout, tree)


def test_steps_one_by_one_give_what_a_run_gives(layout: Layout, tree: Tree, tmp_path: Path) -> None:
    other = Layout(tmp_path / "other")
    shutil.copytree(layout.root, other.root)
    run(layout, settings=Settings())
    for step in ("extract", "normalize", "compare"):
        assert kaohe(other, "run", "--step", step).exit_code == 0
    for command in ("load", "export"):
        assert kaohe(other, command).exit_code == 0
    assert data(other, tree) == data(layout, tree)


BAD_FILES = {
    "missing.docx": None,
    "empty.docx": b"",
    "broken.docx": b"PK\x03\x04 this is no archive",
    "strange.xyz": b"\x00\x01\x02\x03",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_and_the_others_are_done(layout: Layout, name: str) -> None:
    content = BAD_FILES[name]
    if content is not None:
        (layout.raw / name).write_bytes(content)
    write_catalogue(layout.catalogue, [*read_catalogue(layout.catalogue), Entry("bad-2024", name)])
    result = kaohe(layout, "run")
    assert result.exit_code == 1
    [line] = [line for line in result.stderr.splitlines() if line.startswith("错误：")]
    assert name in line
    assert ask(layout, "SELECT count(*) FROM documents") == [(3,)]
    assert ask(layout, "SELECT count(DISTINCT document) FROM items") == [(2,)]
    [(kind, severity, message)] = ask(
        layout, "SELECT kind, severity, message FROM findings WHERE document = 'bad-2024'"
    )
    assert (kind, severity) == ("unreadable", "error")
    assert name in message


def test_a_bad_file_is_tried_again(layout: Layout) -> None:
    (layout.raw / "bad.docx").write_bytes(b"")
    write_catalogue(layout.catalogue, [*read_catalogue(layout.catalogue), Entry("bad-2024", "bad.docx")])
    assert kaohe(layout, "run").exit_code == 1
    assert kaohe(layout, "run").exit_code == 1
    (layout.raw / "bad.docx").write_bytes((layout.raw / "anquan.docx").read_bytes())
    assert kaohe(layout, "run", "--allow-findings").exit_code == 0
    assert ask(layout, "SELECT count(*) FROM items WHERE document = 'bad-2024'") == [(3,)]


def test_a_year_that_the_file_denies_is_a_finding(layout: Layout) -> None:
    entries = read_catalogue(layout.catalogue)
    write_catalogue(layout.catalogue, [Entry(**{**_fields(entries[0]), "year": "2022"})])
    run(layout, settings=Settings())
    assert ask(layout, "SELECT value FROM findings WHERE kind = 'catalogue_differs'") == [("2024",)]
    assert ask(layout, "SELECT year FROM documents") == [(2022,)]


def test_without_a_catalogue_the_error_says_what_to_do(tmp_path: Path) -> None:
    result = kaohe(Layout(tmp_path / "nothing"), "run")
    assert result.exit_code == 1
    assert "kaohe add" in result.stderr
    assert result.stderr.count("\n") == 1


def _fields(entry: Entry) -> dict[str, str]:
    return {name: getattr(entry, name) for name in Entry.__dataclass_fields__}


def test_a_scoring_text_on_which_the_program_fails_costs_only_itself(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    import normalizers

    read = normalizers.normalize

    def fails_on_one(record: dict[str, Any]) -> dict[str, Any]:
        if record["id"] == "qingshan-2023/2":
            raise ZeroDivisionError("试")
        return read(record)

    monkeypatch.setattr(normalizers, "normalize", fails_on_one)
    result = kaohe(layout, "run")
    assert result.exit_code == 1
    assert "qingshan-2023/2" in result.stderr
    assert ask(layout, "SELECT item FROM findings WHERE kind = 'failed'") == [("qingshan-2023/2",)]
    assert ("qingshan-2023/1",) in ask(layout, "SELECT DISTINCT item FROM rules")
    monkeypatch.undo()
    assert kaohe(layout, "run", "--allow-findings").exit_code == 0
    assert ask(layout, "SELECT count(*) FROM findings WHERE kind = 'failed'") == [(0,)]


def test_a_file_that_is_catalogued_twice_is_a_finding(layout: Layout) -> None:
    first, second = read_catalogue(layout.catalogue)
    write_catalogue(layout.catalogue, [first, Entry("twin-2024", first.file), second])
    run(layout, settings=Settings())
    assert ask(
        layout, "SELECT document, severity, value FROM findings WHERE kind = 'same_file' ORDER BY 1"
    ) == [
        ("donghu-2024", "warning", "hezhang.docx"),
        ("twin-2024", "warning", "hezhang.docx"),
    ]


def test_a_catalogue_without_documents_is_told(layout: Layout) -> None:
    write_catalogue(layout.catalogue, [])
    result = kaohe(layout, "run")
    assert "目录中一份文件也没有" in result.stderr and "kaohe add" in result.stderr


def test_stopped_by_hand_before_anything_is_loaded(layout: Layout) -> None:
    """Ctrl-C while the command line itself is being imported."""
    starter = (
        "import builtins\n"
        "real = builtins.__import__\n"
        "def late(name, *rest, **more):\n"
        "    if name == 'pipeline.cli': raise KeyboardInterrupt\n"
        "    return real(name, *rest, **more)\n"
        "from pipeline.entry import main\n"
        "builtins.__import__ = late\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", starter], capture_output=True, text=True)
    assert done.returncode == 130
    assert done.stderr == "已中止。\n"
