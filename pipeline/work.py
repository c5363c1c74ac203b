"""Work on many documents at once, through any `concurrent.futures` executor, with progress on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from typing import TypeVar

import click

Job = TypeVar("Job")
Result = TypeVar("Result")

WORTH_A_POOL = 4
"""Below this many documents, starting processes that import spaCy costs more than it saves."""

AHEAD = 16
"""Jobs handed out before the first of them is taken back: keeps every process busy, and bounds the memory."""


@contextmanager
def executor(jobs: int, workers: int | None, worth: int = WORTH_A_POOL) -> Iterator[Executor | None]:
    """A pool of processes, or None where the work is better done here; by default one for each core."""
    count = workers if workers is not None else os.cpu_count() or 1
    if count <= 1 or jobs < worth:
        yield None
        return
    with ProcessPoolExecutor(max_workers=min(count, jobs)) as pool:
        yield pool


def each(
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    pool: Executor | None,
    title: str,
    *,
    ordered: bool = False,
) -> Iterator[tuple[Job, Result]]:
    """Each job with its result, as they are done, or in the order of the jobs."""
    with click.progressbar(
        length=len(jobs), label=title, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        done = _pooled(function, jobs, pool, ordered) if pool else ((job, function(job)) for job in jobs)
        for pair in done:
            yield pair
            bar.update(1)


def _pooled(
    function: Callable[[Job], Result], jobs: Sequence[Job], pool: Executor, ordered: bool
) -> Iterator[tuple[Job, Result]]:
    waiting: dict[Future[Result], Job] = {}
    rest = iter(jobs)
    while True:
        for job in rest:
            waiting[pool.submit(function, job)] = job
            if len(waiting) >= AHEAD:
                break
        if not waiting:
            return
        first = next(iter(waiting))
        finished = [first] if ordered else wait(waiting, return_when=FIRST_COMPLETED).done
        for future in finished:
            yield waiting.pop(future), future.result()
