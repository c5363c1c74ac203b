"""The annotated sets, and texts made from them of which no two are alike."""

from __future__ import annotations

import importlib.util
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

TESTS = Path(__file__).parent.parent / "tests" / "normalizers"
_SENTENCE = re.compile(r"[^。；\n]+[。；]?")
# Frequent characters of place and office names that belong to no word of scoring.
NAMES = "江河湖海山川林泉石岭云霞松柏梅兰竹菊龙凤麟鹤春秋夏冬东南西北永安宁康福寿昌盛隆泰华荣"


def annotated() -> dict[str, list[dict[str, Any]]]:
    """The hand-annotated sets by name: items with ``criteria``, ``rules`` and ``caps``."""
    return {
        path.stem: json.loads(path.read_text("utf8"))["items"]
        for path in sorted((TESTS / "blind").glob("*.json"))
    }


def comparison() -> ModuleType:
    """The tests' own comparison of two readings."""
    return module(TESTS / "comparison.py")


def module(path: Path) -> ModuleType:
    """A module of the tests, which are no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found
    spec.loader.exec_module(found)
    return found


def distinct(length: int = 100, seed: int = 1) -> Iterator[str]:
    """Scoring texts of about ``length`` characters without end: annotated sentences in new order, with new names.

    Every sentence gets a name of its own, so that nothing that was remembered of an earlier text helps.
    """
    chance = random.Random(seed)  # noqa: S311
    sentences = sorted(
        {
            match.group()
            for items in annotated().values()
            for item in items
            for match in _SENTENCE.finditer(item["criteria"])
            if len(match.group()) >= 8
        }
    )
    while True:
        text = ""
        while len(text) < length - 10:
            text += "".join(chance.choices(NAMES, k=4)) + chance.choice(sentences).rstrip("。；") + "；"
        yield text[:-1] + "。"
