"""Caps that a heading states for all under it: 考核办法（扣满本项分值为止）, 16.其他加分事项（加分项上限10分）."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from normalizers.annotations import Layers
from normalizers.fold import fold
from normalizers.records import Cap, Rule
from normalizers.scoring import limits


def inherited(record: Mapping[str, Any], rules: list[Rule], own: list[Cap]) -> list[Cap]:
    """The caps of the criteria column's heading (``table``) and of the section's and group's labels (``section``)."""
    found: list[Cap] = []
    for field, scope in (("criteria_heading", "table"), ("section", "section"), ("group", "section")):
        heading = record.get(field)
        if not heading:
            continue
        layers = Layers(fold(str(heading)))
        layers.surface, layers.grams = layers.folded.dense, layers.folded.grams
        limits.find(layers)
        for limit in layers.limits:
            direction = limit.direction or ("bonus" if "加分" in layers.surface else "deduct")
            covers = [r.seq for r in rules if r.effect == direction]
            if limit.kind == "item_score":
                # What the text itself caps so already needs no heading.
                covered = {seq for cap in own if cap.kind == "item_score" for seq in cap.covers}
                covers = [seq for seq in covers if seq not in covered]
            if covers:
                found.append(Cap(direction, limit.points, limit.kind, covers, limit.period, scope))
    return found
