"""Every cell of a file's tables is in an item or a finding, whatever the format; what is taken away is missed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from extractors import extract, read_tables
from pipeline.accounting import lost_in
from pipeline.cli import main
from pipeline.layout import Layout
from pipeline.run import run
from pipeline.settings import Settings

DOCUMENTS = Path(__file__).parents[1] / "documents"
FILES = (
    "word/split_tables.docx",
    "word/tracked_changes.docx",
    "sheets/several_sheets.xlsx",
    "sheets/several_sheets.ods",
    "sheets/shown_numbers.xls",
    "pdf/ruled.pdf",
    "pdf/unruled.pdf",
    "pdf/vertical-text.pdf",
    "ofd/ruled.ofd",
    "doc/merged_cells.doc",
)


def read(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    document = extract(path).to_dict()
    return document | {"title": document.get("title") or ""}, read_tables(path)


@pytest.mark.parametrize("name", FILES)
def test_all_that_stands_in_the_tables_is_read_or_told(name: str) -> None:
    document, tables = read(DOCUMENTS / name)
    assert document["items"]
    assert list(lost_in(document, tables)) == []


@pytest.mark.parametrize("name", FILES)
def test_a_row_that_is_taken_away_is_missed(name: str) -> None:
    document, tables = read(DOCUMENTS / name)
    document["items"].pop()
    assert list(lost_in(document, tables))


def test_a_cell_that_is_cut_is_missed() -> None:
    document, tables = read(DOCUMENTS / "pdf/ruled.pdf")
    document["items"][0]["criteria"] = document["items"][0]["criteria"][:-4]
    [place] = lost_in(document, tables)
    assert place.startswith("第1张表第2行")


def test_the_command_reads_the_files_again(layout: Layout) -> None:
    run(layout, settings=Settings())
    command = ["check", "--files", "--data", str(layout.root)]
    whole = CliRunner().invoke(main, command)
    assert whole.exit_code == 0
    assert "原文件表格中的每一格都在事项或问题里：通过" in whole.stdout
    path = layout.items / "qingshan-2023.json"
    record = json.loads(path.read_bytes())
    del record["items"][1]
    path.write_text(json.dumps(record), encoding="utf-8")
    broken = CliRunner().invoke(main, command)
    assert broken.exit_code == 3
    assert "qingshan-2023 第1张表第3行的“安全宣传教育。”" in broken.stdout


def test_a_sum_named_after_its_part_is_not_missed(tmp_path: Path) -> None:
    path = tmp_path / "linzhang.txt"
    path.write_text(
        "苍山县2022年度林长制考核细则\n\n"
        "考核类别\t考核内容\t分值\t评分标准\n"
        "资源保护\t巡林\t10\t每少1次扣1分\n"
        "资源保护\t采伐\t8\t超限额采伐不得分\n"
        "资源保护小计\t\t18\t\n",
        encoding="utf-8",
    )
    document, tables = read(path)
    assert [item["requirement"] for item in document["items"]] == ["巡林", "采伐"]
    assert list(lost_in(document, tables)) == []
