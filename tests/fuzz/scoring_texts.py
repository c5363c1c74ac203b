"""Scoring texts to be mutated, and how: words of the field put in, pieces cut, doubled and taken from other texts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

FIELD = [
    *"扣加得计分每次一项少低于%以上最高（）“”《》；。，、：1234567890.-~\n 是①②(1)2、按比例否则其中第前后名位至=×≥<&",
    *(
        "不得分",
        "扣完为止",
        "酌情",
        "减半",
        "满分",
        "未达到",
        "取消资格",
        "一票否决",
        "以下",
        "超过",
        "分别",
        "各",
    ),
    *("上限", "百分之", "个百分点", "万元", "年", "月", "日", "《办法》", "县级", "0.5分", "每少1次", "的，"),
    *("\u3000", "\u200b", "．", "１", "²", "𠮷", "\ud800", "\x00"),
]


@cache
def corpus() -> tuple[str, ...]:
    """The scoring texts of the annotated sets."""
    folders = (Path(__file__).parents[1] / "gold", Path(__file__).parents[1] / "normalizers" / "blind")
    return tuple(
        item["criteria"]
        for folder in folders
        for path in sorted(folder.glob("*.json"))
        for item in json.loads(path.read_text(encoding="utf8"))["items"]
        if item.get("criteria")
    )


def mutated(random: Random) -> str:
    """A text of the corpus after some mutations."""
    text = random.choice(corpus())
    for _ in range(random.randint(1, 6)):
        at, kind = random.randrange(len(text) + 1), random.randrange(6)
        if kind == 0:
            text = text[:at] + text[at + random.randint(1, 8) :]
        elif kind <= 2:
            text = text[:at] + "".join(random.choices(FIELD, k=random.randint(1, 4))) + text[at:]
        elif kind == 3:
            other = random.choice(corpus())
            start = random.randrange(len(other))
            text = text[:at] + other[start : start + random.randint(3, 40)] + text[at:]
        elif kind == 4:
            text = text[:at] + text[at : at + 10] * random.choice((2, 2, 20)) + text[at + 10 :]
        else:
            text = "".join(reversed(text)) if random.random() < 0.05 else text[at:] + text[:at]
    return text
