"""Where documents are worked on: in processes of this machine, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

from pipeline import work
from pipeline.layout import Layout

Pools = Callable[[int], AbstractContextManager[work.Pool | None]]
"""Gives the pool for so many jobs; None where they are better done here."""


@contextmanager
def open_pools(layout: Layout, workers: int | None, scheduler: str | None) -> Iterator[tuple[Layout, Pools]]:
    """Pools of the cluster whose scheduler's address is given, else of so many processes here; and the layout with
    the paths by which they reach it.

    Raises `ClusterError` where the cluster cannot be used.
    """
    if scheduler is None:
        yield layout, lambda jobs: work.executor(jobs, workers)
        return
    from pipeline.cluster import cluster_pools

    given = layout.given.resolve() if layout.given else None
    reachable = replace(layout, root=layout.root.resolve(), given=given)
    with cluster_pools(reachable, scheduler) as pools:
        yield reachable, pools
