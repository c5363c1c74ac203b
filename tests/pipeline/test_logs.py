"""What is told on stderr: lines for people, JSON for machines, and nothing else beside it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import warnings
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline import logs
from pipeline.catalogue import Entry, read_catalogue, write_catalogue
from pipeline.cli import main
from pipeline.layout import Layout

FIELDS = ["time", "level", "step", "document", "message", "counts"]


@pytest.fixture(autouse=True)
def for_people_again() -> Iterator[None]:
    yield
    logs.to_people()


def kaohe(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "pipeline.cli", *arguments], capture_output=True, text=True)


def lines(stderr: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in stderr.splitlines()]
    assert all(list(line) == FIELDS for line in found)
    assert all(datetime.fromisoformat(line["time"]).tzinfo for line in found)
    return found


@pytest.mark.parametrize("before", [True, False])
def test_a_run_told_to_machines_is_json_from_end_to_end(layout: Layout, before: bool) -> None:
    entries = read_catalogue(layout.catalogue)
    write_catalogue(layout.catalogue, [*entries, Entry("missing-2024", "missing.docx")])
    run = ["run", "--data", str(layout.root)]
    done = kaohe(*(["--log-json", *run] if before else [*run, "--log-json"]))
    assert done.returncode == 1
    assert done.stdout == ""
    told = lines(done.stderr)
    of_steps = [line for line in told if line["level"] == "info"]
    assert [line["step"] for line in of_steps] == ["extract", "normalize", "compare", "load", "export"]
    assert of_steps[0]["counts"]["documents"] == of_steps[0]["counts"]["done"] == 3
    assert of_steps[0]["counts"]["seconds"] >= 0
    read = {line["document"]: line["counts"] for line in told if line["level"] == "debug"}
    assert set(read) == {"qingshan-2023", "donghu-2024", "missing-2024"}
    rules = [line for line in told if line["step"] == "normalize" and line["document"] == "donghu-2024"]
    assert rules[0]["counts"]["rules"] == 2 and rules[0]["counts"]["caps"] == 1
    [error] = [line for line in told if line["level"] == "error"]
    assert error["document"] == "missing-2024" and "missing.docx" in error["message"]


def test_a_run_told_to_people_is_chinese_lines(layout: Layout) -> None:
    done = kaohe("run", "--data", str(layout.root))
    assert [line.split("：")[0] for line in done.stderr.splitlines()] == [
        "读表",
        "读规则",
        "比较",
        "入库",
        "导出",
    ]


def test_what_ends_a_command_is_json_too(tmp_path: Path) -> None:
    [line] = lines(kaohe("run", "--log-json", "--data", str(tmp_path / "nothing")).stderr)
    assert line["level"] == "error"
    assert "kaohe add" in line["message"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "--nonsense", "--log-json"], "没有 --nonsense 这个选项"),
        (["run", "--log-json", "--workers", "many"], "many 不是整数"),
        (["--log-json", "run", "--shard", "1/2", "--merge"], "不能一起用"),
        (["--log-json", "nothing"], "没有 nothing 这个命令"),
        (["--log-json", "extract"], "缺少参数"),
        (["--log-json", "add", "nothing.docx"], "nothing.docx"),
        (["check", "--log-json"], "没有 --log-json 这个选项"),
    ],
)
def test_what_is_asked_wrongly_is_told_as_json_too(arguments: list[str], words: str) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code in (1, 2)
    assert result.stdout == ""
    [line] = lines(result.stderr)
    assert line["level"] == "error"
    assert words in line["message"]


def test_warnings_of_libraries_and_a_crash_are_json_too() -> None:
    code = (
        "import logging, warnings; from pipeline import logs\n"
        "logs.to_machines()\n"
        "logging.getLogger('pdfminer').warning('odd font')\n"
        "warnings.warn('old way')\n"
        "raise RuntimeError('不该发生')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    odd, old, crash = lines(done.stderr)
    assert (odd["level"], odd["message"]) == ("warning", "odd font")
    assert "old way" in old["message"]
    assert crash["level"] == "critical"
    assert "不该发生" in crash["message"] and "Traceback" in crash["message"]


def test_people_are_not_told_what_is_for_machines_and_see_errors_as_such(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.to_people()
    logs.event("完成", level=logging.DEBUG, document="a-2024")
    logs.event("入库：完成")
    logs.event("坏了", level=logging.ERROR)
    assert capsys.readouterr().err == "入库：完成\n错误：坏了\n"


def test_a_later_command_of_the_same_process_tells_people_again(layout: Layout) -> None:
    runner = CliRunner()
    arguments = ["run", "--step", "extract", "--data", str(layout.root)]
    assert lines(runner.invoke(main, [*arguments, "--log-json"]).stderr)
    assert runner.invoke(main, arguments).stderr.startswith("读表：")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.warn("seen as ever", stacklevel=1)
    assert len(caught) == 1
