"""An end to work that a hostile file would keep going for ever inside a library that knows no bounds.

A thread looks at the processor time that the working thread has used (a busy machine does not matter) and at the
memory of the process, and raises an exception in the working thread.  Only work written in Python can be ended so;
what is written in C returns by itself.
"""

from __future__ import annotations

import ctypes
import mmap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractors.errors import ExtractionError

LOOK = 0.1
"""Seconds between two looks."""
MOST_GROWTH = 2**30
"""By so many bytes the process may grow in one step."""
STEPS = 1000
"""Rounds of a loop after which an exception that was sent to this thread has surely arrived."""
STATUS = Path("/proc/self/statm")
"""Where Linux tells how much memory a process has; elsewhere only time is looked at."""


class _TooMuch(BaseException):
    """Raised in the working thread; no library's ``except Exception`` catches it."""


class Patience:
    """Ends the work of the thread that makes it.

    Since the last ``renew`` that may use ``seconds`` of processor time, and the process grow by 1 GiB.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._thread = threading.get_ident()
        self._clock = (
            time.pthread_getcpuclockid(self._thread) if hasattr(time, "pthread_getcpuclockid") else None
        )
        self._lock = threading.Lock()
        self._over = threading.Event()
        self.renew()
        threading.Thread(target=self._watch, daemon=True).start()

    def renew(self) -> None:
        """A step is done: begin to count anew."""
        self._since, self._memory = self._now(), _memory()

    def stop(self) -> None:
        """End the watch; an exception that is under way arrives here at the latest.

        Python can take one back too, but then looks for it at every step from there on, and hangs under a tracer.
        """
        with self._lock:
            self._over.set()
        for _ in range(STEPS):  # it arrives where a loop goes round
            pass

    def _now(self) -> float:
        return time.monotonic() if self._clock is None else time.clock_gettime(self._clock)

    def _watch(self) -> None:
        while not self._over.wait(LOOK):
            with self._lock:
                too_long = self._now() - self._since > self._seconds
                if not self._over.is_set() and (too_long or _memory() - self._memory > MOST_GROWTH):
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(
                        ctypes.c_ulong(self._thread), ctypes.py_object(_TooMuch)
                    )
                    return


def _memory() -> int:
    """The memory of this process in bytes; 0 where the system does not tell."""
    try:
        return int(STATUS.read_text().split()[1]) * mmap.PAGESIZE
    except OSError:
        return 0


@contextmanager
def patience(path: Path, seconds: float) -> Iterator[Patience]:
    """Raise ExtractionError where the block uses so much processor time, or 1 GiB, without a ``renew``."""
    try:
        clock = Patience(seconds)
        try:
            yield clock
        finally:
            clock.stop()
    except _TooMuch as error:
        message = f"读取超过{seconds:.0f}秒没有进展或占用内存过多，文件可能已损坏，请用其他软件另存"
        raise ExtractionError(message, path=path) from error
