"""Work on many documents at once, through any `concurrent.futures` executor, with progress on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TypeVar

import click

Job = TypeVar("Job")
Result = TypeVar("Result")

JOBS_WORTH_A_POOL = 4
"""Below this many documents, starting processes that import spaCy costs more than it saves."""


@contextmanager
def executor(jobs: int, workers: int | None) -> Iterator[Executor | None]:
    """A pool of processes, or None where the work is better done here; by default one for each core."""
    count = workers if workers is not None else os.cpu_count() or 1
    if count <= 1 or jobs < JOBS_WORTH_A_POOL:
        yield None
        return
    with ProcessPoolExecutor(max_workers=min(count, jobs)) as pool:
        yield pool


def each(
    function: Callable[[Job], Result], jobs: Sequence[Job], pool: Executor | None, title: str
) -> Iterator[tuple[Job, Result]]:
    """Each job with its result, in the order in which they are done."""
    with click.progressbar(length=len(jobs), label=title, file=sys.stderr, hidden=not _shows()) as bar:
        if pool is None:
            for job in jobs:
                yield job, function(job)
                bar.update(1)
            return
        futures: dict[Future[Result], Job] = {pool.submit(function, job): job for job in jobs}
        for future in as_completed(futures):
            yield futures.pop(future), future.result()
            bar.update(1)


def _shows() -> bool:
    return sys.stderr.isatty()
