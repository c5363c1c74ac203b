"""How long a run and a load take over many documents, each measured in a process of its own.

The documents are the source ones, varied: other ids, years and places, and in each some characters of the scoring
texts changed throughout, one for one, so that every offset stays true and no two documents are alike.
"""

from __future__ import annotations

import json
import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx

from pipeline.catalogue import Entry, write_catalogue
from pipeline.files import canonical
from pipeline.layout import Layout
from pipeline.run import run
from pipeline.settings import Settings

ROOT = Path(__file__).parent.parent
NAMES = "江河湖海山川林泉石岭云霞松柏梅兰竹菊龙凤麟鹤春秋夏冬东南西北永安宁康福寿昌盛隆泰华荣"
"""Characters of place names that belong to no word of scoring."""

VARIED = 40
"""Characters of a document that are exchanged for others."""

HEADING = ("序号", "考核内容", "分值", "评分标准", "责任单位")
ROWS = 20
"""Items of each document made for a run."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: the clock's seconds, the processor's with those of its children, and its greatest memory."""

    seconds: float
    processor: float
    memory: int


def measured(*arguments: str) -> Cost:
    """The cost of a command of ours. Raises `CalledProcessError` where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "bench.peak", *arguments], check=True, cwd=ROOT)  # noqa: S603
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
