"""A scoring text with its layers in colours: for the terminal (rich) and as a web page (displaCy)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from normalizers.annotations import Layers
from normalizers.pipeline import read_layers
from normalizers.reader import read

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

LAYERS: Mapping[str, tuple[str, str]] = {
    "bounds": ("界限", "#8fbcee"),
    "quantifiers": ("计量", "#f3c66b"),
    "consequences": ("后果", "#f29b8c"),
    "limits": ("封顶", "#c9a6e8"),
    "deadlines": ("时限", "#8fd3c1"),
    "frequencies": ("频次", "#b5d99c"),
    "references": ("引用", "#d9cfae"),
    "assessors": ("考核单位", "#e3b5c6"),
    "authorities": ("认定", "#c7c7d9"),
    "scopes": ("范围", "#a9d6e8"),
}
"""Layer → its Chinese label and its colour; a later one is painted over an earlier one."""

BESIDE = ("deadlines", "frequencies", "references", "assessors", "authorities", "scopes")
CORE = ("bounds", "quantifiers", "consequences", "limits")
LONGEST_PIECE = 12
"""Characters that the web page keeps on one line at most, so that a long span can wrap."""

PAGE = """<!DOCTYPE html>
<html lang="zh">
<head><meta charset="utf-8"><title>评分标准的标注</title></head>
<body style="font-size: 16px; font-family: sans-serif; padding: 3rem 2rem">
{body}
</body>
</html>
"""

EFFECTS = {
    "deduct": "扣分", "award": "得分", "bonus": "加分", "forfeit": "不得分", "exempt": "不扣分", "veto": "否决",
    "refer": "按其他文件",
}  # fmt: skip
BASES = {
    "fixed": "一次性", "per_unit": "按单位", "proportional": "按比例", "discretionary": "酌情", "full": "满分",
    "share": "按本项分值的比例", "multiple": "按倍数", "formula": "按公式", "by_reference": "分值另见他处",
}  # fmt: skip
OPERATORS = {"<": "＜", "<=": "≤", ">": "＞", ">=": "≥", "=": "＝"}
SEVERITIES = {"info": "提示", "warning": "存疑", "error": "严重"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the scoring text in one layer; offsets count code points of the text as given."""

    layer: str
    start: int
    end: int


def marks(text: str) -> list[Mark]:
    """Everything that the layers hold of a scoring text, in the order of the text, wider spans first."""
    found = read_layers(text)
    result = read({"id": None, "criteria": text})
    core = (Mark(name, *span) for name in CORE for span in _spans(found, name))
    beside = (Mark(name, one["start"], one["end"]) for name in BESIDE for one in result[name])
    return sorted({*core, *beside}, key=lambda mark: (mark.start, -mark.end, list(LAYERS).index(mark.layer)))


def _spans(found: Layers, name: str) -> Iterable[tuple[int, int]]:
    for one in getattr(found, name):
        if one.end > one.start:
            yield found.folded.span(one.start, one.end)


def terminal(text: str) -> RenderableType:
    """The text in its layers' colours, the legend, the layers one by one, the rules, the caps and the findings."""
    from rich.console import Group
    from rich.text import Text

    found = marks(text)
    painted = Text(text)
    for mark in sorted(found, key=lambda mark: list(LAYERS).index(mark.layer)):
        painted.stylize(f"black on {LAYERS[mark.layer][1]}", mark.start, mark.end)
    legend, listed = Text(), Text()
    for layer in (name for name in LAYERS if any(mark.layer == name for mark in found)):
        label, colour = LAYERS[layer]
        legend.append(f" {label} ", f"black on {colour}").append(" ")
        quotes = [text[mark.start : mark.end].replace("\n", " ") for mark in found if mark.layer == layer]
        listed.append(f"{label}：", "bold").append("  ".join(f"「{quote}」" for quote in quotes) + "\n")
    return Group(painted, "", legend, "", listed, table([read({"id": None, "criteria": text})]))


def html(text: str) -> str:
    """A web page with the text and its layers as displaCy draws overlapping spans."""
    from spacy import displacy

    found = marks(text)
    cuts = sorted({0, len(text), *(mark.start for mark in found), *(mark.end for mark in found)})
    wrapped = {cut for first, last in pairwise(cuts) for cut in range(first, last, LONGEST_PIECE)}
    cuts = sorted({*wrapped, len(text)})
    at = {cut: index for index, cut in enumerate(cuts)}
    drawn = {
        "text": text,
        "tokens": [text[first:last] for first, last in pairwise(cuts)],
        "spans": [
            {"start_token": at[mark.start], "end_token": at[mark.end], "label": LAYERS[mark.layer][0]}
            for mark in found
        ],
        "settings": {"lang": "zh", "direction": "ltr"},
    }
    options = {"colors": dict(LAYERS.values())}
    body = displacy.render(drawn, style="span", manual=True, page=False, jupyter=False, options=options)
    return PAGE.format(body=body)


def table(results: Sequence[Mapping[str, Any]]) -> Table:
    """Normalised records as a table for reading: a line a rule, a cap or a finding."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    named = any(result["id"] is not None for result in results)
    shown = Table(box=box.SIMPLE_HEAD)
    for heading in (*(["标识"] if named else []), "序号", "效果", "分数", "计分方式", "界限", "指标", "原文"):
        shown.add_column(heading, overflow="fold", justify="right" if heading == "分数" else "left")
    for result in results:
        first = [str(result["id"])] if named else []
        for line in lines(result):
            shown.add_row(*first, *map(escape, line))
            first = [""] if named else []
    return shown


def lines(result: Mapping[str, Any]) -> Iterable[tuple[str, ...]]:
    for rule in result["rules"]:
        yield (
            str(rule["seq"]),
            EFFECTS[rule["effect"]],
            _points(rule),
            _basis(rule),
            "；".join(map(_bound, rule["thresholds"])),
            rule["indicator"] or "",
            rule["quote"],
        )
    for cap in result["caps"]:
        limit = {"item_score": "本项分值", "unlimited": "不限"}.get(cap["kind"], cap["points"] or "")
        covered = "、".join(map(str, cap["covers"]))
        yield (
            "封顶",
            "",
            limit,
            f"第{covered}条" if covered else "",
            cap["period"] or "",
            "",
            cap["quote"] or "",
        )
    for finding in result["findings"]:
        quote = f"{finding['message']}（{finding['value']}）" if finding["value"] else finding["message"]
        yield (SEVERITIES[finding["severity"]], "", "", "", "", "", quote)


def _points(rule: Mapping[str, Any]) -> str:
    amount = rule["points"] or ""
    return f"{rule['points_min']}～{amount}" if rule["points_min"] else amount


def _basis(rule: Mapping[str, Any]) -> str:
    if rule["per"]:
        quantity, unit = rule["per"]["quantity"], rule["per"]["unit"]
        return f"每{quantity}{unit}"
    if rule["factor"]:
        return f"{BASES[rule['basis']]} ×{rule['factor']}"
    return rule["formula"] or BASES.get(rule["basis"] or "", "")


def _bound(bound: Mapping[str, Any]) -> str:
    unit, end = bound["unit"] or "", "（倒数）" if bound.get("from_end") else ""
    if bound["op"] == "between":
        return f"{bound['value']}～{bound['value_to']}{unit}{end}"
    return f"{OPERATORS[bound['op']]}{bound['value']}{unit}{end}"
