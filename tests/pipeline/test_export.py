from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from frictionless import Package
from icalendar import Calendar

from pipeline.catalogue import read_catalogue, write_catalogue
from pipeline.cli import main
from pipeline.layout import Layout
from pipeline.run import run
from pipeline.schema import TABLES
from pipeline.settings import FORMATS, Settings
from pipeline.tabular import harmless

Tree = Callable[[Path], dict[str, bytes]]
ALL = Settings(formats=FORMATS)
OF_A_RUN = ("delta.json", "run.json")
"""Exports that tell of the run that made them, not only of the database."""


@pytest.fixture
def built(layout: Layout, make_table: Callable[..., Path]) -> Layout:
    """Two documents, one of them with deadlines, evidence and a text that a spreadsheet would run."""
    heading = ("序号", "考核内容", "分值", "评分标准", "材料要求", "责任单位")
    rows = [
        (
            "1",
            "=SUM(A1:A9)数据质量。",
            "6",
            "未在每季度末月20日前报送的，每次扣1分，最高扣3分。",
            "报表、照片。",
            "县统计局",
        ),
        ("2", "清单报送。", "4", "10月1日前未报送清单的扣2分。", "清单。", "县统计局、县财政局"),
    ]
    make_table(layout.raw / "tongji.docx", "白云县2024年统计工作目标责任书", rows, heading)
    entry = replace(read_catalogue(layout.catalogue)[0], document="baiyun-2024", file="tongji.docx",
                    title="白云县2024年统计工作目标责任书", jurisdiction="白云县", level="县", year="2024")  # fmt: skip
    write_catalogue(layout.catalogue, [*read_catalogue(layout.catalogue), entry])
    run(layout, settings=ALL)
    return layout


def kaohe(layout: Layout, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", "--data", str(layout.root), *arguments])


def count(layout: Layout, table: str) -> int:
    with closing(sqlite3.connect(layout.database)) as connection:
        return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_every_form_of_a_table_holds_every_row(built: Layout) -> None:
    exports = built.exports
    for table in TABLES:
        rows = count(built, table.name)
        assert len(read_csv((exports / f"csv/{table.name}.csv").read_bytes())) == rows
        array = json.loads((exports / f"json/{table.name}.json").read_bytes())
        assert len(array) == rows
        assert [
            json.loads(line) for line in (exports / f"jsonl/{table.name}.jsonl").open(encoding="utf-8")
        ] == array
        assert pq.read_table(exports / f"parquet/{table.name}.parquet").num_rows == rows


def test_the_data_package_is_valid(built: Layout) -> None:
    package = Package(str(built.exports / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "message"])
    assert {resource.name for resource in package.resources} == {table.name for table in TABLES}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-1", "'-1"),
        ("@SUM", "'@SUM"),
        ("\t=1", "'\t=1"),
        ("扣1分", "扣1分"),
        (-1, -1),
        (None, None),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(value: Any, written: Any) -> None:
    assert harmless(value) == written


def test_no_export_for_spreadsheets_holds_a_formula(built: Layout) -> None:
    rows = read_csv((built.exports / "csv" / "items.csv").read_bytes())
    assert rows[0]["requirement"].startswith("'=SUM")
    book = openpyxl.load_workbook(built.exports / "xlsx" / "documents" / "baiyun-2024.xlsx")
    cell = book["事项"]["C3"]
    assert (cell.data_type, cell.value) == ("s", "=SUM(A1:A9)数据质量。")


def test_a_department_gets_its_duties_on_paper(built: Layout) -> None:
    book = openpyxl.load_workbook(built.exports / "xlsx" / "departments" / "县统计局.xlsx")
    duties = [[cell.value for cell in row] for row in book["职责"].iter_rows(min_row=2)]
    assert duties[0] == ["文件", "编号", "考核内容", "分值", "评分规则", "材料要求", "共同责任单位"]
    assert [row[3] for row in duties[1:]] == [6, 4]
    assert "每1次扣1分" in duties[1][4] and "最多扣3分" in duties[1][4]
    assert duties[2][6] == "县财政局"
    dates = [row[0].value for row in book["时限"].iter_rows(min_row=3)]
    assert dates == ["2024-03-20", "2024-06-20", "2024-09-20", "2024-10-01", "2024-12-20"]
    assert book["职责"].print_title_rows == "$1:$2"
    assert book["职责"].page_setup.orientation == "landscape"


def test_a_department_gets_its_deadlines_as_a_calendar(built: Layout) -> None:
    calendar = Calendar.from_ical((built.exports / "ics" / "县财政局.ics").read_bytes())
    [event] = calendar.walk("VEVENT")
    assert str(event["dtstart"].dt) == "2024-10-01"
    assert "清单" in str(event["summary"])


def test_exports_of_all_formats_are_the_same_bytes_again(built: Layout, tree: Tree) -> None:
    before = tree(built.exports)
    (built.cache / "exports.json").unlink()
    run(built, settings=ALL)
    assert {name: content for name, content in tree(built.exports).items() if name not in OF_A_RUN} == {
        name: content for name, content in before.items() if name not in OF_A_RUN
    }


def test_exports_after_a_change_are_those_made_from_nothing(built: Layout, tree: Tree) -> None:
    entries = read_catalogue(built.catalogue)
    write_catalogue(built.catalogue, [replace(entries[0], note="改"), *entries[2:]])
    run(built, settings=ALL)
    grown = tree(built.exports)
    assert not (built.exports / "documents" / f"{entries[1].document}.json").exists()
    (built.cache / "exports.json").unlink()
    run(built, settings=ALL)
    fresh = tree(built.exports)
    assert {**grown, **dict.fromkeys(OF_A_RUN)} == {**fresh, **dict.fromkeys(OF_A_RUN)}


def test_the_first_delta_says_that_all_is_new(built: Layout) -> None:
    delta = json.loads((built.exports / "delta.json").read_bytes())
    assert delta["from"] is None
    assert not any(delta["added"].values())


def test_a_delta_names_what_was_added_changed_and_removed(
    built: Layout, make_table: Callable[..., Path]
) -> None:
    entries = read_catalogue(built.catalogue)
    rows = [("1", "河长巡河。", "5", "巡河率低于80%的，每降低1个百分点扣0.5分。", "区水利局")]
    make_table(built.raw / "hezhang.docx", "东湖区2024年河长制工作考核办法", rows)
    write_catalogue(built.catalogue, [entry for entry in entries if entry.document != "qingshan-2023"])
    before = json.loads((built.exports / "delta.json").read_bytes())["to"]
    run(built, settings=ALL)
    delta = json.loads((built.exports / "delta.json").read_bytes())
    assert delta["from"] == before
    assert [record["id"] for record in delta["removed"]["documents"]] == ["qingshan-2023"]
    assert "donghu-2024/2" in [record["id"] for record in delta["removed"]["items"]]
    [change] = [change for change in delta["changed"]["rules"] if change["id"] == "donghu-2024/1/1"]
    assert (change["before"]["points"], change["after"]["points"]) == ("0.2", "0.5")
    assert not any(record["id"].startswith("baiyun") for record in delta["changed"]["items"])


def test_a_part_of_the_data_goes_to_stdout(built: Layout) -> None:
    result = kaohe(built, "--table", "items", "--year", "2024", "--department", "县财政局", "--output", "-")
    assert result.exit_code == 0, result.stderr
    assert [row["id"] for row in read_csv(result.stdout_bytes)] == ["baiyun-2024/2"]


def test_a_part_of_the_data_fits_together(built: Layout, tmp_path: Path) -> None:
    result = kaohe(built, "--document", "baiyun-2024", "--output", str(tmp_path / "out"))
    assert result.exit_code == 0
    exported = {path.stem: read_csv(path.read_bytes()) for path in (tmp_path / "out" / "csv").iterdir()}
    assert {row["document"] for row in exported["items"]} == {"baiyun-2024"}
    assert {row["item"] for row in exported["rules"]} <= {row["id"] for row in exported["items"]}
    assert {row["rule"] for row in exported["cap_rules"]} <= {row["id"] for row in exported["rules"]}
    assert {row["department"] for row in exported["item_departments"]} == {"县统计局", "县财政局"}
    assert {row["name"] for row in exported["departments"]} == {"县统计局", "县财政局"}


def test_the_workbook_of_one_department_only(built: Layout, tmp_path: Path) -> None:
    kaohe(built, "--format", "ics", "--department", "县财政局", "--output", str(tmp_path / "out"))
    assert [path.name for path in (tmp_path / "out" / "ics").iterdir()] == ["县财政局.ics"]


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (["--department", "县统计", "--output", "-"], 1, "是不是 县统计局"),
        (["--year", "1999", "--output", "-"], 1, "没有年度 1999"),
        (["--document", "nowhere", "--output", "-"], 1, "没有文件 nowhere"),
        (["--format", "csv"], 2, "--output"),
        (["--table", "nothing", "--output", "-"], 2, "没有表 nothing"),
        (["--format", "csv", "--output", "-"], 2, "只能写一个文件"),
        (["--format", "xlsx", "--table", "rules", "--output", "-"], 2, "--table 只用于"),
    ],
)
def test_a_wrong_wish_is_answered_with_what_to_do(
    built: Layout, options: list[str], code: int, says: str
) -> None:
    result = kaohe(built, *options)
    assert result.exit_code == code
    assert says in result.stderr
    assert result.stdout == ""
