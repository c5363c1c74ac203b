"""A Dask cluster as a pool. Its workers see the same data folder and have the same code, or do no work."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any

from extractors.extras import how_to_install
from pipeline.errors import ClusterError
from pipeline.files import write
from pipeline.layout import Layout
from pipeline.pools import Pools
from pipeline.versions import code_version, step_version
from pipeline.work import Pool

BATCH_SECONDS = 1.0
"""Work of a batch: a scheduler hands out some thousand tasks a second, and a lost batch costs no more than that."""

CONNECT_SECONDS = 10
ADDRESS = re.compile(r"(?:tcp|tls)://(?:[\w.-]+|\[[\da-fA-F:.]+\]):\d{1,5}")
MARK = "cluster"
"""A file of the cache that says which folder, and which run, this is."""


@dataclass(frozen=True, slots=True)
class SameWork:
    """What a worker makes sure of before it works. Raises `ClusterError` where it may not."""

    mark: Path
    content: str
    versions: tuple[str, ...]

    def __call__(self) -> None:
        name = platform.node()
        try:
            found = self.mark.read_text(encoding="ascii")
        except OSError:
            found = ""
        folder = self.mark.parent.parent
        if found != self.content:
            raise ClusterError(f"{name}：看不到 {folder}。各台机器要在同一路径挂载同一个数据文件夹。")
        if _versions() != self.versions:
            raise ClusterError(
                f"{name}：程序、依赖或 Python 的版本与本机不同。各台机器要用同一个锁定文件安装。"
            )


@cache
def _versions() -> tuple[str, ...]:
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return python, step_version("extract"), step_version("normalize"), code_version("pipeline")


@contextmanager
def cluster_pools(layout: Layout, address: str) -> Iterator[Pools]:
    """Pools of the cluster whose scheduler has this address, for a layout whose root is an absolute path.

    Raises `ClusterError` where there is no such scheduler, where its workers cannot do the work, or where it is lost.
    """
    try:
        import dask

        dask.config.set({"logging": {"distributed": "critical"}})
        from distributed import Client
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise ClusterError(f"没有安装 Dask，请{how_to_install('dask')}。") from None
    if not ADDRESS.fullmatch(address):
        raise ClusterError(f"{address!r} 不是调度程序的地址，应如 tcp://主机:8786。")
    guard = SameWork(layout.cache / MARK, token_hex(), _versions())
    write(guard.mark, guard.content.encode(), durable=False)
    try:
        client: Any = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ClusterError(f"{address}：连不上调度程序（{error}）。") from None
    try:
        with client:
            slots = _slots(client, address)
            _check(client, guard, address)
            pool = Pool(client.get_executor(pure=False), slots, BATCH_SECONDS, guard, lost=(KilledWorker,))
            yield lambda jobs, worth=0: nullcontext(pool)
    except KilledWorker as error:
        raise ClusterError(
            f"{address}：同一批文件使几个工作进程先后中断（{error.last_worker.address}）。"
        ) from None
    except (CancelledError, CommClosedError) as error:
        raise ClusterError(
            f"{address}：与调度程序的连接中断（{type(error).__name__}）。重新运行会接着做。"
        ) from None
    finally:
        guard.mark.unlink(missing_ok=True)


def _slots(client: Any, address: str) -> int:
    """How many batches the cluster works on at once: a worker does one at a time, whatever its threads."""
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except TimeoutError:
        raise ClusterError(f"{address}：调度程序没有工作进程。先启动 dask worker。") from None
    return len(client.nthreads())


def _check(client: Any, guard: SameWork, address: str) -> None:
    try:
        client.run(guard)
    except ClusterError:
        raise
    except Exception as error:  # whatever a worker without this package raises
        reason = f"{type(error).__name__}：{error}"
        raise ClusterError(f"{address}：工作进程不能运行 kaohe（{reason}）。各台机器都要安装。") from None
