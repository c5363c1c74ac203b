"""One writer at a time in a data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import BusyError
from pipeline.files import sweep
from pipeline.layout import Layout


@contextmanager
def writing(layout: Layout, wait: float = 0.0) -> Iterator[None]:
    """Hold the folder for writing; what an interrupted writer left half done is cleared away.

    Waits up to `wait` seconds (negative: for ever). Raises `BusyError` where another process holds it. The lock goes
    with its process, however that ends.
    """
    from filelock import FileLock, Timeout

    layout.root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(layout.lock, timeout=wait):
            given = () if layout.given else (layout.raw,)
            for folder in (
                *given,
                layout.items,
                layout.rules,
                layout.links,
                layout.database.parent,
                layout.exports,
                layout.root,
                layout.cache,
            ):
                sweep(folder)
            yield
    except Timeout:
        raise BusyError(
            f"{layout.root}：另一个 kaohe 正在写这个文件夹。等它结束，或用 --wait 秒数 等候。"
        ) from None
