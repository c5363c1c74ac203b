import io
import re
from html import unescape

import pytest
from rich.console import Console

from normalizers import normalize
from normalizers.explain import LAYERS, html, marks, table, terminal

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
