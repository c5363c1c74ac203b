import io
import re
from html import unescape

import pytest
from click.testing import CliRunner
from rich.console import Console

from normalizers import normalize
from normalizers.explain import LAYERS, html, marks, table, terminal
from pipeline.cli import main

TEXT = (
    "每季度开展至少一次演练，少一次扣0.5分；合格率低于90%的，每低1%扣0.1分，最多扣3分（环评处考核）。\n"
    "10月1日前报送<总结>，迟报扣0-1分。"
)


def _printed(renderable):
    console = Console(width=200, file=io.StringIO(), highlight=False)
    console.print(renderable)
    return console.file.getvalue()


def test_marks_every_layer():
    found = {(mark.layer, TEXT[mark.start : mark.end]) for mark in marks(TEXT)}
    assert found >= {
        ("bounds", "低于90%"),
        ("quantifiers", "每低1%"),
        ("consequences", "扣0.5分"),
        ("limits", "最多扣3分"),
        ("frequencies", "每季度开展至少一次"),
        ("deadlines", "10月1日前"),
        ("assessors", "环评处"),
    }


def test_terminal_shows_text_layers_and_rules():
    shown = _printed(terminal(TEXT))
    assert shown.startswith(TEXT.splitlines()[0])
    assert "封顶：「最多扣3分」" in shown
    assert re.search(r"＜90%\s+合格率", shown)
    assert "0～1" in shown


@pytest.mark.parametrize("text", [TEXT, "没有规则", "", "[bold]扣1分[/bold]"])
def test_page_holds_the_whole_text(text):
    page = html(text)
    body = unescape(re.sub(r"<[^>]+>", "", page.partition("<body")[2].partition(">")[2]))
    labels = "|".join(label for label, _ in LAYERS.values())
    shown = re.sub(rf"(?<=\n)\s*(?:{labels})\s*(?=\n)|\s", "", body)
    assert shown == re.sub(r"\s", "", text)
    assert '<meta charset="utf-8">' in page


def test_table_has_a_line_for_each_rule_cap_and_finding():
    result = normalize({"id": "x/1", "criteria": TEXT})
    lines = _printed(table([result])).splitlines()
    assert sum(bool(line.strip()) for line in lines) >= 2 + len(result["rules"]) + len(result["caps"])
    assert any("x/1" in line for line in lines)


def test_markup_in_a_text_is_shown_as_it_stands():
    result = normalize({"id": "1", "criteria": "未报送[/bold]扣1分"})
    assert "未报送[/bold]扣1分" in _printed(table([result]))


@pytest.fixture
def kaohe():
    return CliRunner()


def test_command_reads_standard_input(kaohe):
    result = kaohe.invoke(main, ["explain"], input="迟报一次扣0.5分，扣完为止。\n")
    assert result.exit_code == 0
    assert "「扣0.5分」" in result.stdout


def test_command_names_input_that_is_not_utf8(kaohe):
    result = kaohe.invoke(main, ["explain"], input="扣1分".encode("gb18030"))
    assert result.exit_code == 1
    assert "不是 UTF-8" in result.stderr


def test_command_writes_a_page(kaohe, tmp_path):
    page = tmp_path / "page.html"
    result = kaohe.invoke(main, ["explain", "迟报一次扣0.5分。", "--html", str(page)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "扣0.5分" in page.read_text(encoding="utf8")


def test_normalize_prints_a_table(kaohe):
    line = '{"id": "a/1", "criteria": "迟报一次扣0.5分，扣完为止。"}\n'
    result = kaohe.invoke(main, ["normalize", "--format", "table"], input=line)
    assert result.exit_code == 0
    assert re.search(r"a/1\s+1\s+扣分\s+0\.5\s+每1次", result.stdout)
    assert re.search(r"封顶\s+本项分值", result.stdout)
