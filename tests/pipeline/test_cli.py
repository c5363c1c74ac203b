from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

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
    document = docx.Document(str(layout.raw / "anquan.docx"))
    document.add_paragraph("本办法由县安委会办公室负责解释。")
    document.save(str(path))
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


def kaohe(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


def test_add_tells_a_file_that_is_catalogued_already(layout: Layout, tmp_path: Path) -> None:
    path = tmp_path / "又一份2023.docx"
    path.write_bytes((layout.raw / "anquan.docx").read_bytes())
    command = ("add", str(path), "--document", "again-2023", "--data", str(layout.root))
    before = layout.catalogue.read_bytes()
    result = kaohe(*command)
    assert result.exit_code == 1
    assert "qingshan-2023（anquan.docx）是同一个文件" in result.stderr and "--force" in result.stderr
    assert layout.catalogue.read_bytes() == before
    assert kaohe(*command, "--force").exit_code == 0
    assert "again-2023" in [entry.document for entry in read_catalogue(layout.catalogue)]


def test_add_tells_another_file_of_the_same_place_and_year(layout: Layout, newly_issued: Path) -> None:
    command = ("add", str(newly_issued), "--data", str(layout.root))
    result = kaohe(*command)
    assert result.exit_code == 1
    assert "已有青山县2023年的 qingshan-2023" in result.stderr and "--document" in result.stderr
    assert result.stderr.count("\n") == 1
    assert kaohe(*command, "--document", "second-2023").exit_code == 0


def test_add_tells_years_that_differ(layout: Layout, newly_issued: Path) -> None:
    """The file's name says 2024, its text 2023."""
    result = kaohe("add", str(newly_issued), "--force", "--document", "x-2023", "--data", str(layout.root))
    assert "文件名中的年度是 2024，目录中记的是 2023" in result.stderr
    result = kaohe(
        "add",
        str(newly_issued),
        "--document",
        "x-2024",
        "--year",
        "2024",
        "--force",
        "--data",
        str(layout.root),
    )
    assert "文中读到的年度是 2023，目录中记的是 2024" in result.stderr


def test_add_takes_no_level_that_there_is_not(layout: Layout, newly_issued: Path) -> None:
    result = kaohe("add", str(newly_issued), "--level", "星球", "--data", str(layout.root))
    assert result.exit_code == 2
    assert "星球" in result.stderr and "乡镇" in result.stderr


USAGE = [
    (["run", "--no-such-option"], "没有 --no-such-option 这个选项"),
    (["rnu"], "没有 rnu 这个命令"),
    (["extract"], "缺少参数"),
    (["extract", "a", "b"], "多了参数 b"),
    (["run", "--workers", "x"], "x 不是整数"),
    (["run", "--workers", "0"], "不在范围"),
    (["run", "--step", "x"], "x 不对，可选"),
    (["run", "--wait"], "后面要写值"),
    (["run", "--wait", "nan"], "nan 不是秒数"),
    (["run", "--wait", "inf"], "inf 不是秒数"),
    (["normalize", "/nosuch/file"], "/nosuch/file：没有这个文件"),
]


@pytest.mark.parametrize(("arguments", "says"), USAGE)
def test_wrong_usage_is_told_in_chinese(arguments: list[str], says: str) -> None:
    result = kaohe(*arguments)
    assert result.exit_code in (1, 2)
    assert says in result.stderr
    for english in ("Usage", "Try '", "Error", "Invalid", "No such"):
        assert english not in result.stderr.replace("No such file or directory", "")


def test_help_is_chinese() -> None:
    text = kaohe("run", "--help").output
    assert text.startswith("用法：") and "选项:" in text.replace("：", ":")
    assert "Show this message" not in text


def test_explain_says_where_a_page_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "nosuch" / "x.html"
    result = kaohe("explain", "少一次扣1分。", "--html", str(path))
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert str(path) in result.stderr


def test_explain_sends_the_terminal_nothing_that_steers_it() -> None:
    result = kaohe("explain", "未报送\x1b[2J\x07\u202e扣1分。")
    assert result.exit_code == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(result.stdout)
    assert "扣1分" in result.stdout


WRONG_RECORDS = [
    ('{"id": "1", "criteria": "扣1分", "departments": 5}', "departments 应是列表"),
    ('{"id": "1", "criteria": "扣1分", "section": 5}', "section 应是文字"),
    ('{"id": "1", "criteria": "扣1分", "kind": ["scored"]}', "kind 应是文字"),
    ('{"id": "1", "criteria": "扣1分", "requirement": {}, "evidence": 1}', "requirement、evidence 应是文字"),
]


@pytest.mark.parametrize(("line", "says"), WRONG_RECORDS)
def test_normalize_tells_a_field_of_another_kind(line: str, says: str) -> None:
    result = kaohe("normalize", given=RECORD + "\n" + line + "\n")
    assert result.exit_code == 1
    assert f"第2行：{says}" in result.stderr
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    "given",
    [
        '"points": 3',
        '"points": "三"',
        '"points": [1]',
        '"points": null',
        '"departments": ["甲", 5]',
        '"year": "x"',
    ],
)
def test_normalize_never_breaks_off_with_a_traceback(given: str) -> None:
    result = kaohe("normalize", given='{"id": "1", "criteria": "少一次扣1分。", ' + given + "}\n")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code in (0, 1)


@pytest.mark.parametrize("command", ["add", "extract", "check"])
@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_locked_file_is_told_in_one_line(layout: Layout, command: str) -> None:
    path = layout.raw / "anquan.docx"
    path.chmod(0)
    result = kaohe(command, str(path)) if command != "check" else kaohe("check", "--data", str(layout.root))
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "不是 SQLite 数据库"), (b"x" * 5000, "不是 SQLite 数据库"), (None, "没有数据库")],
)
def test_check_tells_what_is_the_matter_with_the_database(
    tmp_path: Path, content: bytes | None, says: str
) -> None:
    layout = Layout(tmp_path)
    layout.database.parent.mkdir()
    if content is not None:
        layout.database.write_bytes(content)
    result = kaohe("check", "--data", str(tmp_path))
    assert result.exit_code == 1
    assert says in result.stderr


def test_check_tells_a_database_of_another_program(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    layout.database.parent.mkdir()
    with closing(sqlite3.connect(layout.database)) as connection:
        connection.execute("CREATE TABLE x (y)")
    assert "不是 kaohe 的数据库" in kaohe("check", "--data", str(tmp_path)).stderr


@pytest.mark.parametrize("folder", ["items", "rules"])
def test_load_tells_records_that_are_not_whole(layout: Layout, folder: str) -> None:
    assert kaohe("run", "--allow-findings", "--data", str(layout.root)).exit_code == 0
    for content in ("{}", "[", "[]", '{"items": [3]}'):
        (layout.root / folder / "donghu-2024.json").write_text(content)
        result = kaohe("load", "--data", str(layout.root))
        assert result.exit_code == 1
        assert "donghu-2024.json" in result.stderr and "kaohe run" in result.stderr
        assert result.stderr.count("\n") == 1


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


def test_a_folder_mistyped_is_said_and_not_made(tmp_path: Path) -> None:
    done = kaohe("run", "--data", str(tmp_path / "dat"))
    assert done.exit_code == 1
    assert "没有目录文件" in done.stderr
    assert not list(tmp_path.iterdir())
