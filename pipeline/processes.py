"""Processes of this machine that work for this one: they end when it is stopped, and others take a lost one's place."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep
from types import FrameType
from typing import Any

from pipeline.entry import STOPPED

GRACE = 2.0
"""Seconds that a process has to put away what it has begun, before it is ended as it stands."""

STOPPING = (signal.SIGINT, signal.SIGTERM)
"""Ctrl-C reaches all processes of a terminal; a pool that has lost a process sends the other to the rest."""


class Processes(Executor):
    """A pool of so many processes, started when they are needed. What the system ends is lost, with all that is handed
    out at that time (`BrokenProcessPool`); what is handed out afterwards is worked on by new ones."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        try:
            return self._started().submit(_unless_stopped, function, *arguments, **named)
        except BrokenProcessPool:
            self.shutdown()
            return self._started().submit(_unless_stopped, function, *arguments, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)
            self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._count, initializer=_begin)
        return self._pool


@contextmanager
def ended_in_need() -> Iterator[None]:
    """End the processes that were started in the block where an exception leaves it: nobody waits for their work."""
    before = set(multiprocessing.active_children())
    try:
        yield
    except BaseException:
        started = set(multiprocessing.active_children()) - before
        for process in started:
            process.terminate()
        until = monotonic() + GRACE
        for process in started:
            process.join(max(0.0, until - monotonic()))
            process.kill()
        raise


def _begin() -> None:
    """What a process does first."""
    Thread(target=_end_with_parent, daemon=True).start()
    for number in STOPPING:
        signal.signal(number, _stop)


def _unless_stopped(function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
    """The function's result; when stopped in it the process ends, for a pool would take that for a result."""
    try:
        return function(*arguments, **named)
    except SystemExit:
        os._exit(STOPPED)


def _stop(_number: int, _frame: FrameType | None) -> None:
    """Leave what is being done by the way that removes its temporary files; another signal changes nothing."""
    for number in STOPPING:
        signal.signal(number, _nothing)
    raise SystemExit(STOPPED)


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """`SIG_IGN` would do, but Python complains of a signal that came just before it."""


def _end_with_parent() -> None:
    """No process outlives the one that it works for, however that has ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGINT)
        sleep(GRACE)
        os._exit(STOPPED)
