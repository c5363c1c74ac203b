"""A comparison as JSON, CSV, a workbook, a page, and as tables for a terminal."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.comparison.change import Change, plain
from pipeline.comparison.compare import Comparison
from pipeline.comparison.differences import Piece, Row, aligned, marked
from pipeline.comparison.records import Document, Item
from pipeline.comparison.summary import Summary, in_words, summarize
from pipeline.schema import CHANGE_KINDS, DIRECTIONS, LINK_KINDS
from pipeline.tabular import harmless

if TYPE_CHECKING:
    from rich.console import RenderableType

Record = dict[str, Any]

COLUMNS = {
    "kind": "种类",
    "direction": "方向",
    "sentence": "说明",
    "left_item": "原事项",
    "right_item": "现事项",
    "before": "原来",
    "after": "现在",
    "percent": "变化幅度（%）",
    "share_before": "原占总分（%）",
    "share_after": "现占总分（%）",
    "left_rule": "原规则",
    "right_rule": "现规则",
}

STYLE = """
body{font:15px/1.6 system-ui,sans-serif;margin:2em auto;max-width:80em;padding:0 1em}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.4em;vertical-align:top;text-align:left}
del{background:#fdd;text-decoration:line-through}ins{background:#dfd;text-decoration:none}
.stricter{color:#a00}.milder{color:#060}ul{margin:.2em 0;padding-left:1.2em}p{margin:.3em 0}
@media(prefers-color-scheme:dark){body{background:#111;color:#eee}del{background:#611}ins{background:#153}
.stricter{color:#f99}.milder{color:#9e9}}@media print{body{margin:0;max-width:none}}
"""


def to_json(comparison: Comparison) -> str:
    """One object: both documents' facts, `summary`, `links` and `changes`. Decimals travel as text."""
    record = {
        "left": _facts(comparison.left),
        "right": _facts(comparison.right),
        "summary": _summary(summarize(comparison)),
        "links": [asdict(link) for link in comparison.links],
        "changes": [asdict(change) for change in comparison.changes],
    }
    return json.dumps(record, ensure_ascii=False, indent=1)


def to_csv(comparison: Comparison) -> str:
    """The changes, one a line, with a byte order mark for spreadsheets."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for change in comparison.changes:
        record = asdict(change)
        writer.writerow([harmless(record[name]) for name in COLUMNS])
    return out.getvalue()


def to_html(comparison: Comparison) -> str:
    """A page that stands by itself: the summary, then the documents side by side with what differs marked."""
    left, right = comparison.left, comparison.right
    title = html.escape(f"{left.title} 与 {right.title} 对照")
    words = "".join(f"<p>{html.escape(line)}</p>" for line in in_words(summarize(comparison)))
    rows = "\n".join(_html_row(row) for row in aligned(comparison))
    heads = "".join(f"<th>{html.escape(document.title)}</th>" for document in (left, right))
    return (
        f'<!doctype html>\n<html lang="zh">\n<meta charset="utf-8">\n<title>{title}</title>\n<style>{STYLE}</style>\n'
        f"<h1>{title}</h1>\n{words}\n<table><thead><tr>{heads}<th>变化</th></tr></thead>\n<tbody>\n{rows}\n"
        "</tbody></table>\n</html>\n"
    )


def write_xlsx(comparison: Comparison, target: Path) -> None:
    """A workbook: 概要, 变化, 对照 and 对应关系."""
    from pipeline.workbook import Sheet, write_sheets

    title = f"{comparison.left.title} 与 {comparison.right.title} 对照"
    summary = summarize(comparison)
    numbers = {item.id: item.number for item in (*comparison.left.items, *comparison.right.items)}
    write_sheets(
        target,
        [
            Sheet("概要", title, (("序", 5), ("内容", 110)), list(enumerate(in_words(summary), 1))),
            Sheet(
                "变化", title,
                (("原编号", 8), ("现编号", 8), ("种类", 14), ("方向", 8), ("说明", 70), ("幅度%", 8)),
                [
                    (numbers.get(c.left_item or ""), numbers.get(c.right_item or ""), CHANGE_KINDS[c.kind],
                     DIRECTIONS[c.direction], c.sentence, c.percent)
                    for c in comparison.changes
                ],
            ),
            Sheet(
                "对照", title,
                (("原编号", 8), ("原考核内容", 24), ("原分值", 7), ("原评分标准", 40), ("现编号", 8),
                 ("现考核内容", 24), ("现分值", 7), ("现评分标准", 40)),
                [(*_cells(row.left), *_cells(row.right)) for row in aligned(comparison)],
            ),
            Sheet(
                "对应关系", title,
                (("原编号", 8), ("现编号", 8), ("种类", 10), ("相近程度", 9), ("理由", 90)),
                [
                    (numbers[link.left], numbers[link.right], LINK_KINDS[link.kind], link.score, link.reasons)
                    for link in comparison.links
                ],
            ),
        ],
    )  # fmt: skip


def to_terminal(comparison: Comparison) -> Iterator[RenderableType]:
    """The summary and a table of the changes."""
    from rich.table import Table
    from rich.text import Text

    yield from in_words(summarize(comparison))
    table = Table("种类", "方向", "说明", show_lines=False)
    for change in comparison.changes:
        table.add_row(CHANGE_KINDS[change.kind], DIRECTIONS[change.direction], Text(change.sentence))
    if comparison.changes:
        yield table


def _facts(document: Document) -> Record:
    return {
        "id": document.id,
        "title": document.title,
        "year": document.year,
        "jurisdiction": document.place,
        "total_points": None if document.total is None else str(document.total),
        "items": len(document.items),
    }


def _summary(summary: Summary) -> Record:
    record = asdict(summary)
    record["points_moved"] = summary.points_moved
    record["topics"] = [{**asdict(topic), "growth": topic.growth} for topic in summary.topics]
    record["sentences"] = in_words(summary)
    return {name: _as_text(value) for name, value in record.items()}


def _as_text(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {name: _as_text(one) for name, one in value.items()}
    return [_as_text(one) for one in value] if isinstance(value, list) else value


def _cells(item: Item | None) -> tuple[Any, ...]:
    if item is None:
        return None, None, None, None
    return item.number, item.requirement, None if item.points is None else float(item.points), item.criteria


def _html_row(row: Row) -> str:
    left, right = row.left, row.right
    demands = marked(left.requirement if left else "", right.requirement if right else "")
    criteria = marked(left.criteria if left else "", right.criteria if right else "")
    cells = [
        _html_cell(item, demands[side], criteria[side], "del" if side == 0 else "ins")
        for side, item in enumerate((left, right))
    ]
    return f"<tr>{''.join(cells)}<td>{_html_changes(row.changes)}</td></tr>"


def _html_cell(item: Item | None, demand: Sequence[Piece], criteria: Sequence[Piece], tag: str) -> str:
    if item is None:
        return "<td>—</td>"
    points = "" if item.points is None else f"（{plain(item.points)}分）"
    head = f"<b>{html.escape(item.number)}</b>{points}"
    return f"<td><p>{head} {_html_pieces(demand, tag)}</p><p>{_html_pieces(criteria, tag)}</p></td>"


def _html_pieces(pieces: Sequence[Piece], tag: str) -> str:
    texts = ((html.escape(text).replace("\n", "<br>"), changed) for text, changed in pieces)
    return "".join(f"<{tag}>{text}</{tag}>" if changed else text for text, changed in texts)


def _html_changes(changes: Sequence[Change]) -> str:
    lines = "".join(
        f'<li class="{change.direction}">{html.escape(CHANGE_KINDS[change.kind])}：{html.escape(change.sentence)}</li>'
        for change in changes
    )
    return f"<ul>{lines}</ul>" if lines else ""
