"""Work on many documents at once, through any `concurrent.futures` executor, with progress on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from math import ceil
from threading import Lock
from time import perf_counter
from typing import Generic, TypeVar

import click

from pipeline import logs
from pipeline.errors import WorkerError
from pipeline.processes import Processes, ended_in_need

Job = TypeVar("Job")
Result = TypeVar("Result")

WORTH_A_POOL = 4
"""Below this many documents, starting processes that import spaCy costs more than it saves."""

AHEAD = 3
"""Batches handed out for each that can be worked on: keeps every process busy, and bounds the memory."""

BATCH_SECONDS = 0.1
"""Work of a batch in a pool of this machine: far more than it costs to hand it over, and yet not much to hold."""

_ONE_AT_A_TIME = Lock()
"""Readers keep state in their libraries; a worker with several threads still works on one document at a time."""


def nothing() -> None:
    """The guard of a pool whose processes are certain to see what this one sees."""


@dataclass(frozen=True, slots=True)
class Pool:
    """An executor, how many batches it works on at once, how many seconds of work make a batch, and what is called
    in the worker before each: it raises where the worker must not do it.

    `lost` are the exceptions that say that a worker was ended while it had the batch; its jobs are then worked on one
    at a time in the executor `alone`.
    """

    executor: Executor
    slots: int
    batch_seconds: float = BATCH_SECONDS
    guard: Callable[[], None] = nothing
    lost: tuple[type[Exception], ...] = ()
    alone: Executor | None = None


@contextmanager
def executor(jobs: int, workers: int | None, worth: int = WORTH_A_POOL) -> Iterator[Pool | None]:
    """A pool of processes, by default one for each core; None where the work is better done here.

    Raises `WorkerError` where a job, even alone, ends its process, and nothing was said to stand for its result.
    """
    if workers == 1 or jobs < worth:
        yield None
        return
    slots = min(workers or os.cpu_count() or 1, jobs)
    with Processes(slots) as processes, Processes(1) as alone, ended_in_need():
        try:
            yield Pool(processes, slots, lost=(BrokenProcessPool,), alone=alone)
        except BrokenProcessPool:
            raise WorkerError(
                "一个工作进程被系统中途结束，多半是内存不足。重新运行会接着做；用 --workers 1 可少用内存。"
            ) from None


def each(
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    pool: Pool | None,
    title: str,
    *,
    ordered: bool = False,
    instead: Callable[[Job], Result] | None = None,
) -> Iterator[tuple[Job, Result]]:
    """Each job with its result, as they are done, or in the order of the jobs.

    `instead` gives what stands for the result of a job that, even alone, ends the process that works on it.
    """
    hidden = logs.for_machines() or not sys.stderr.isatty()
    with click.progressbar(length=len(jobs), label=title, file=sys.stderr, hidden=hidden) as bar:
        done = (
            _pooled(function, jobs, pool, ordered, instead)
            if pool
            else ((job, function(job)) for job in jobs)
        )
        for pair in done:
            yield pair
            bar.update(1)


@dataclass(frozen=True, slots=True)
class _Done(Generic[Result]):
    results: list[Result]
    seconds: float


def _batch(
    guard: Callable[[], None], function: Callable[[Job], Result], jobs: Sequence[Job]
) -> _Done[Result]:
    """What a worker does at one go. Raises what the guard or the function raises."""
    guard()
    with _ONE_AT_A_TIME:
        begun = perf_counter()
        results = [function(job) for job in jobs]
        return _Done(results, perf_counter() - begun)


def _pooled(
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    pool: Pool,
    ordered: bool,
    instead: Callable[[Job], Result] | None,
) -> Iterator[tuple[Job, Result]]:
    waiting: dict[Future[_Done[Result]], list[Job]] = {}
    rest, left, size = iter(jobs), len(jobs), 1
    while left or waiting:
        while left and len(waiting) < AHEAD * pool.slots:
            batch = list(islice(rest, min(size, ceil(left / (2 * pool.slots)))))
            waiting[pool.executor.submit(_batch, pool.guard, function, batch)] = batch
            left -= len(batch)
        first = next(iter(waiting))
        finished = [first] if ordered else list(wait(waiting, return_when=FIRST_COMPLETED).done)
        if any(isinstance(future.exception(), pool.lost) for future in finished):
            # Whatever is worked on alone shall have the machine's memory to itself.
            finished = list(waiting)
            wait(finished)
        for future in finished:
            batch = waiting.pop(future)
            if isinstance(future.exception(), pool.lost):
                yield from ((job, _alone(function, job, pool, instead)) for job in batch)
                continue
            done = future.result()
            size = _next_size(size, len(batch), done.seconds, pool.batch_seconds)
            yield from zip(batch, done.results, strict=True)


def _alone(
    function: Callable[[Job], Result], job: Job, pool: Pool, instead: Callable[[Job], Result] | None
) -> Result:
    """The result of a job of a lost batch, worked on while nothing else is."""
    executor = pool.alone or pool.executor
    try:
        return executor.submit(_batch, pool.guard, function, [job]).result().results[0]
    except pool.lost:
        if instead is None:
            raise
        return instead(job)


def _next_size(size: int, jobs: int, seconds: float, wanted: float) -> int:
    """How many jobs the next batch should have, after one of so many jobs took so long: at most twice the last."""
    return max(1, min(2 * size, round(wanted * jobs / seconds))) if seconds > 0 else 2 * size
