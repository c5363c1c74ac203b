"""The guard over work that a hostile file would keep going for ever."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest

from extractors.errors import ExtractionError
from extractors.patience import patience

FILE = Path("怪.pdf")


def endless() -> None:
    while True:
        try:
            sum(range(1000))
        except Exception:  # noqa: S112
            continue


def test_endless_work_ends() -> None:
    with pytest.raises(ExtractionError, match=r"怪\.pdf：读取超过0秒没有进展"), patience(FILE, 0.2):
        endless()


def test_growth_without_end_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.patience.MOST_GROWTH", 50 * 2**20)
    kept: list[bytes] = []
    with pytest.raises(ExtractionError, match="占用内存过多"), patience(FILE, 60):
        while True:
            kept.append(b"x" * 2**16)


def test_work_that_comes_forward_goes_on() -> None:
    with patience(FILE, 0.3) as clock:
        for _ in range(5):
            until = time.thread_time() + 0.15
            while time.thread_time() < until:
                pass
            clock.renew()


def test_waiting_costs_no_patience() -> None:
    with patience(FILE, 0.1):
        time.sleep(0.5)


def test_other_errors_pass_and_nothing_stays_behind() -> None:
    with pytest.raises(KeyError), patience(FILE, 60):
        raise KeyError
    time.sleep(0.3)
    assert [t for t in threading.enumerate() if t.name.endswith("(_watch)")] == []


def test_a_tracer_sees_the_work_afterwards() -> None:
    """Once this hung: an exception taken back keeps Python looking for it."""
    with patience(FILE, 60):
        pass
    seen: list[str] = []
    before = sys.gettrace()
    sys.settrace(lambda frame, event, _: seen.append(event))
    try:
        (lambda: None)()
    finally:
        sys.settrace(before)
    assert "call" in seen
