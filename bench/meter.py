"""What a function costs in a new process of its own: only so its greatest memory is known, and nothing is warm."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Cost:
    """The clock's seconds, the processor's with those of the processes that were started, and the most bytes that the
    process itself held."""

    seconds: float
    processor: float
    memory: int


def measured(
    function: Callable[..., Any], *arguments: Any, before: Callable[[], object] | None = None
) -> tuple[Any, Cost]:
    """What a module's function returns, and what it cost: imports included, unless they were made `before`."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        result, cost = pool.submit(_measure, before, function, *arguments).result()
    return result, cost


def _measure(
    before: Callable[[], object] | None, function: Callable[..., Any], *arguments: Any
) -> tuple[Any, Cost]:
    if before is not None:
        before()
    began, processor = time.perf_counter(), used()
    result = function(*arguments)
    return result, Cost(time.perf_counter() - began, used() - processor, peak())


def used() -> float:
    """Seconds of the processor that this process and those it started have used so far."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def peak() -> int:
    """The most bytes that this process has held.

    `getrusage` would tell that of the process that this one was copied from, where that is more (Linux).
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
