"""The short bench: only whether what is read is right, nothing of speed, for a check after every change."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import document_peers
from bench.document_rows import recovered
from bench.document_sets import samples
from bench.sets import annotated, comparison
from normalizers import normalize

LEAST_F1 = 0.98
"""Sets newly annotated hold a text or two that is read otherwise; less than this is a step back."""


def failures() -> Iterator[str]:
    """What is not read as it was annotated by hand, a line for each set or document."""
    compare = comparison()
    for name, items in annotated().items():
        score = compare.Comparison()
        for item in items:
            score.add(item, normalize(item))
        if min(score.rules.f1, score.caps.f1) < LEAST_F1:
            yield f"{name}：规则 F1 {score.rules.f1:.4f}，封顶 F1 {score.caps.f1:.4f}"
    with tempfile.TemporaryDirectory() as folder:
        files = list(samples(Path(folder)))
        results = document_peers.run("kaohe", [one.path for one in files])
    for one in files:
        result = results.get(one.path, {"error": "没有结果"})
        if "error" in result:
            yield f"{one.path.name}：{result['error']}"
        elif (found := recovered(one.rows, result["rows"])) < len(one.rows):
            yield f"{one.path.name}：{len(one.rows)} 行中完整读出 {found} 行"
