"""Batches: every job once, in order where asked, few handed out at a time, about as long as wanted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from pipeline import work
from pipeline.errors import WorkerError
from pipeline.work import Pool, each


def double(job: int) -> int:
    return 2 * job


class Counting(Executor):
    """Works at once, and remembers how many jobs each batch had."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def submit(self, fn: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        self.sizes.append(len(arguments[-1]))
        future: Future[Any] = Future()
        future.set_result(fn(*arguments, **named))
        return future


@pytest.mark.parametrize("count", [0, 1, 2, 7, 100])
@pytest.mark.parametrize("slots", [1, 2, 5])
def test_every_job_is_done_once_and_in_order_where_asked(count: int, slots: int) -> None:
    with ThreadPoolExecutor(slots) as threads:
        pool = Pool(threads, slots)
        jobs = list(range(count))
        assert list(each(double, jobs, pool, "", ordered=True)) == [(job, 2 * job) for job in jobs]
        assert sorted(each(double, jobs, pool, "")) == [(job, 2 * job) for job in jobs]


def test_batches_grow_while_their_work_is_short_and_shrink_towards_the_end() -> None:
    executor = Counting()
    list(each(double, range(1000), Pool(executor, 2), "", ordered=True))
    assert executor.sizes[0] == 1
    assert max(executor.sizes) > 50
    assert executor.sizes[-1] == 1
    assert sum(executor.sizes) == 1000


def test_batches_of_long_work_stay_single() -> None:
    executor = Counting()
    list(each(double, range(40), Pool(executor, 1, batch_seconds=0), "", ordered=True))
    assert set(executor.sizes) == {1}


def test_no_more_is_handed_out_than_keeps_the_workers_busy() -> None:
    executor = Counting()
    results = each(double, range(100), Pool(executor, 2, batch_seconds=0), "", ordered=True)
    next(results)
    assert len(executor.sizes) == work.AHEAD * 2


def test_what_a_job_raises_is_raised() -> None:
    def fails(job: int) -> int:
        raise ZeroDivisionError(job)

    with ThreadPoolExecutor(1) as threads, pytest.raises(ZeroDivisionError):
        list(each(fails, [1], Pool(threads, 1), ""))


def dies(job: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return job


def test_a_process_that_the_system_ends_is_explained() -> None:
    with pytest.raises(WorkerError, match="内存"), work.executor(4, 2) as pool:
        list(each(dies, [1, 2, 3, 4], pool, ""))


def dies_of_some(job: int) -> int:
    return dies(job) if job % 7 == 3 else job


@pytest.mark.parametrize("ordered", [True, False])
def test_only_the_jobs_that_end_their_process_even_alone_are_given_up(ordered: bool) -> None:
    with work.executor(20, 2) as pool:
        done = list(each(dies_of_some, range(20), pool, "", ordered=ordered, instead=lambda job: -job))
    wanted = [(job, -job if job % 7 == 3 else job) for job in range(20)]
    assert (done if ordered else sorted(done)) == wanted


def dies_once(mark: Path, job: int) -> int:
    if job == 5 and not mark.exists():
        mark.touch()
        dies(job)
    return 2 * job


def test_a_process_that_is_ended_once_costs_nothing_but_time(tmp_path: Path) -> None:
    with work.executor(20, 2) as pool:
        done = list(each(partial(dies_once, tmp_path / "mark"), range(20), pool, "", ordered=True))
    assert done == [(job, 2 * job) for job in range(20)]
    assert (tmp_path / "mark").exists()


def asleep(mark: Path) -> None:
    try:
        mark.touch()
        time.sleep(60)
    finally:
        mark.unlink()


def test_processes_put_away_what_they_began_when_the_work_is_stopped(tmp_path: Path) -> None:
    marks = [tmp_path / str(number) for number in range(4)]
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), work.executor(4, 2) as pool:
        assert pool is not None
        for mark in marks:
            pool.executor.submit(asleep, mark)
        while len(list(tmp_path.iterdir())) < 2:
            time.sleep(0.01)
        raise KeyboardInterrupt
    assert time.monotonic() - began < 30
    assert list(tmp_path.iterdir()) == []
    assert active_children() == []


def test_processes_end_with_the_one_that_they_work_for(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from pipeline import work\n"
        "def asleep(mark):\n"
        "    mark.touch(); time.sleep(60)\n"
        "with work.executor(4, 2) as pool:\n"
        "    for number in range(2): pool.executor.submit(asleep, Path(sys.argv[1]) / str(number))\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        while len(list(tmp_path.iterdir())) < 2 and parent.poll() is None:
            time.sleep(0.01)
        parent.kill()
        # The workers hold the pipe's other end: it is at its end when they are.
        assert parent.stdout.read() == b""
    assert len(list(tmp_path.iterdir())) == 2


def test_a_guard_stops_a_worker_before_it_works() -> None:
    done: list[int] = []

    def guard() -> None:
        raise PermissionError("no")

    with ThreadPoolExecutor(1) as threads, pytest.raises(PermissionError):
        list(each(done.append, [1], Pool(threads, 1, guard=guard), ""))
    assert done == []
