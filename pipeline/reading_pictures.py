"""Pictures of readings for the docs: a scoring text with its layers in colours, and the rules read from it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from normalizers import normalize
from normalizers.explain import LAYERS, Mark, lines, marks

EXAMPLES = {
    "per-unit": "未按时报送的，每迟报1次扣0.5分，漏报1次扣1分，扣完为止。",
    "fronted": "发现一例未批先建的扣1分、未验投产的扣1分。",
    "thresholds": "合格率达到95%得3分，每下降1个百分点扣0.2分，低于80%不得分。",
    "coordinate": "被省、市通报批评的，每次分别扣1分、0.5分，最高扣3分。",
    "shortfall": "每季度至少开展一次演练，少一次扣0.5分，最高扣1分。",
    "veto": "发生较大以上安全事故的，本项不得分，并取消评先资格。",
}
"""Made-up sentences, each for one thing that the rule model says."""

WIDTH, MARGIN, FONT, SMALL = 760, 24, 20, 14
LINE, CARD = 58, 26
"""Height of a line of the text with the rules' numbers below it; height of a line of what was read."""
HALF = 0.55
"""Width of a character that is not Chinese, of its size."""
FAMILY = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
INK, FAINT, RULE = "#1f2328", "#57606a", "#24292f"


def pictures() -> dict[str, str]:
    """The SVG of every example, by name."""
    return {name: picture(text) for name, text in EXAMPLES.items()}


def picture(text: str) -> str:
    """A scoring text as SVG: its layers in colours, its rules numbered under it, then what was read."""
    result = normalize({"id": None, "criteria": text})
    found = [mark for mark in marks(text) if mark.end > mark.start]
    rows = _wrapped(text)
    body = list(_text(text, rows, found, result["rules"]))
    y = MARGIN + LINE * len(rows) + 14
    body += _legend(found, y)
    for number, line in enumerate(lines(result), 1):
        body.append(_piece(MARGIN, y + 12 + CARD * number, SMALL, _told(line), INK))
    height = y + 12 + CARD * (len(list(lines(result))) + 1)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
            f'font-family="{FAMILY}">',
            f"<title>{escape(text)}</title>",
            f'<rect width="{WIDTH}" height="{height}" rx="8" fill="#fff"/>',
            *body,
            "</svg>\n",
        ]
    )


def _told(line: Sequence[str]) -> str:
    """A row of what was read as one line: ``1　扣分　0.5　每1次　＜1次``."""
    seq, effect, points, basis, bounds, _, quote = line
    if seq == "封顶":
        limit = f"{points}分" if points[-1:].isdigit() else points
        return f"封顶　{limit}　管{basis}　「{quote}」"
    named = [seq, effect, f"{points}分" if points else "", basis, f"界限{bounds}" if bounds else ""]
    return "　".join(part for part in named if part)


def _wide(character: str) -> float:
    return FONT * (1 if unicodedata.east_asian_width(character) in "WFA" else HALF)


def _wrapped(text: str) -> list[tuple[int, int]]:
    """The ranges of the text that stand on one line each."""
    rows, start, width = [], 0, 0.0
    for at, character in enumerate(text):
        width += _wide(character)
        if width > WIDTH - 2 * MARGIN:
            rows.append((start, at))
            start, width = at, _wide(character)
    return [*rows, (start, len(text))]


def _parts(rows: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """A range of the text as (line, first, end) on each line that it touches."""
    for number, (first, last) in enumerate(rows):
        if start < last and end > first:
            yield number, max(start, first), min(end, last)


def _text(
    text: str, rows: Sequence[tuple[int, int]], found: Sequence[Mark], rules: Sequence[dict[str, Any]]
) -> Iterator[str]:
    def across(row: int, at: int) -> float:
        return MARGIN + sum(map(_wide, text[rows[row][0] : at]))

    order = list(LAYERS)
    for mark in sorted(found, key=lambda mark: (order.index(mark.layer), mark.start)):
        for row, start, end in _parts(rows, mark.start, mark.end):
            left, right = across(row, start), across(row, end)
            yield (
                f'<rect x="{left:.1f}" y="{MARGIN + LINE * row - 2}" width="{right - left:.1f}" height="{FONT + 8}" '
                f'rx="3" fill="{LAYERS[mark.layer][1]}"/>'
            )
    for row, (first, last) in enumerate(rows):
        yield _piece(
            MARGIN, MARGIN + LINE * row + FONT - 1, FONT, text[first:last], INK, across(row, last) - MARGIN
        )
    for rule in rules:
        for part, (row, start, end) in enumerate(_parts(rows, rule["start"], rule["end"])):
            left, right, y = across(row, start) + 1, across(row, end) - 1, MARGIN + LINE * row + FONT + 12
            yield f'<path d="M{left:.1f} {y - 4}v4H{right:.1f}v-4" fill="none" stroke="{RULE}" stroke-width="1.5"/>'
            if not part:
                yield _piece(
                    (left + right) / 2, y + 15, SMALL - 2, f"规则{rule['seq']}", FAINT, anchor="middle"
                )


def _legend(found: Sequence[Mark], y: float) -> list[str]:
    out, x = [], float(MARGIN)
    for layer in (name for name in LAYERS if any(mark.layer == name for mark in found)):
        label, colour = LAYERS[layer]
        out.append(f'<rect x="{x:.1f}" y="{y - 12}" width="14" height="14" rx="3" fill="{colour}"/>')
        out.append(_piece(x + 19, y, SMALL - 1, label, FAINT))
        x += 19 + (SMALL - 1) * len(label) + 22
    return out


def _piece(
    x: float, y: float, size: int, text: str, colour: str, length: float | None = None, anchor: str = "start"
) -> str:
    held = f' textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs"' if length else ""
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}"{held}{placed}>{escape(text)}</text>'
