from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.catalogue import read_catalogue
from pipeline.cli import main
from pipeline.layout import Layout

COMMANDS = sorted(main.commands)
RECORD = '{"id": "1", "criteria": "未报送扣1分，扣完为止。"}'


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert f"例：kaohe {command}" in result.output or f"| kaohe {command}" in result.output


def test_help_imports_nothing_heavy() -> None:
    heavy = ("spacy", "jieba", "docx", "datasette", "sqlite_utils")
    code = f"import sys, pipeline.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_option_is_a_matter_of_usage() -> None:
    assert CliRunner().invoke(main, ["run", "--no-such-option"]).exit_code == 2


def test_extract_prints_one_object_and_nothing_else(layout: Layout) -> None:
    result = CliRunner().invoke(main, ["extract", str(layout.raw / "hezhang.docx")])
    assert result.exit_code == 0
    assert [item["number"] for item in json.loads(result.stdout)["items"]] == ["1", "2"]


@pytest.mark.parametrize("name", ["没有.docx", "空.txt", "奇怪.xyz"])
def test_extract_says_in_one_line_what_is_wrong(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.startswith("空"):
        path.touch()
    elif name.startswith("奇怪"):
        path.write_bytes(bytes(range(256)))
    result = CliRunner().invoke(main, ["extract", str(path)])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert name in result.stderr


def test_normalize_reads_lines_from_stdin_in_order() -> None:
    lines = RECORD + "\n\n" + RECORD.replace('"1"', '"2"') + "\n"
    result = CliRunner().invoke(main, ["normalize"], input=lines)
    assert result.exit_code == 0
    out = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["id"] for record in out] == ["1", "2"]
    assert [cap["kind"] for cap in out[0]["caps"]] == ["item_score"]


@pytest.mark.parametrize(
    "line", ["不是 JSON", "[]", '{"id": "1"}', '{"id": "1", "criteria": 3}', '{"criteria": "扣1分"}']
)
def test_normalize_names_the_bad_line(line: str) -> None:
    result = CliRunner().invoke(main, ["normalize"], input=RECORD + "\n" + line + "\n")
    assert result.exit_code == 1
    assert "第2行" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_normalize_refuses_what_is_not_utf8() -> None:
    result = CliRunner().invoke(main, ["normalize"], input=RECORD.encode("gbk"))
    assert result.exit_code == 1
    assert "UTF-8" in result.stderr


@pytest.fixture
def newly_issued(layout: Layout, tmp_path: Path) -> Path:
    path = tmp_path / "青山县2024年安全生产目标责任书.docx"
    path.write_bytes((layout.raw / "anquan.docx").read_bytes())
    return path


def test_add_detects_what_the_text_says(layout: Layout, newly_issued: Path) -> None:
    result = CliRunner().invoke(
        main,
        [
            "add",
            str(newly_issued),
            "--data",
            str(layout.root),
            "--document",
            "qingshan-2024",
            "--year",
            "2024",
        ],
    )
    assert result.exit_code == 0, result.stderr
    entry = next(e for e in read_catalogue(layout.catalogue) if e.document == "qingshan-2024")
    assert (entry.year, entry.jurisdiction, entry.level) == ("2024", "青山县", "县")
    assert entry.title == "青山县2023年安全生产目标责任书任务分解表"
    assert (layout.raw / entry.file).read_bytes() == newly_issued.read_bytes()


def test_add_without_a_terminal_names_the_option_that_is_missing(
    layout: Layout, tmp_path: Path, make_table: Callable[..., Path]
) -> None:
    path = make_table(tmp_path / "x.docx", "考核办法", [("1", "巡河", "5", "未巡河扣1分。", "水利局")])
    result = CliRunner().invoke(main, ["add", str(path), "--data", str(layout.root)], input="")
    assert result.exit_code == 2
    assert "--year" in result.stderr


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--document", "qingshan-2023"], "已有 qingshan-2023"),
        (["--document", "../x"], "不合规定"),
        (["--year", "明年"], "不是四位数字"),
    ],
)
def test_add_refuses_what_would_spoil_the_catalogue(
    layout: Layout, newly_issued: Path, options: list[str], says: str
) -> None:
    before = layout.catalogue.read_bytes()
    result = CliRunner().invoke(main, ["add", str(newly_issued), "--data", str(layout.root), *options])
    assert result.exit_code == 1
    assert says in result.stderr
    assert layout.catalogue.read_bytes() == before


def test_add_does_not_overwrite_another_file_of_the_same_name(layout: Layout, tmp_path: Path) -> None:
    path = tmp_path / "hezhang.docx"
    path.write_bytes((layout.raw / "anquan.docx").read_bytes())
    before = (layout.raw / "hezhang.docx").read_bytes()
    result = CliRunner().invoke(
        main, ["add", str(path), "--data", str(layout.root), "--document", "new-2023"]
    )
    assert result.exit_code == 1
    assert "同名" in result.stderr
    assert (layout.raw / "hezhang.docx").read_bytes() == before


@pytest.mark.parametrize("command", ["serve", "check", "export"])
def test_without_a_database_the_error_says_what_to_do(tmp_path: Path, command: str) -> None:
    result = CliRunner().invoke(main, [command, "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert "kaohe run" in result.stderr


def test_a_port_in_use_is_said_plainly(layout: Layout) -> None:
    assert CliRunner().invoke(main, ["run", "--allow-findings", "--data", str(layout.root)]).exit_code == 0
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, ["serve", "--port", port, "--data", str(layout.root)])
    assert result.exit_code == 1
    assert port in result.stderr and "已被占用" in result.stderr and "PORT=" in result.stderr
