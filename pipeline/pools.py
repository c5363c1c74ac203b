"""Where documents are worked on: in processes of this machine, or on a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Protocol

from pipeline import work
from pipeline.layout import Layout


class Pools(Protocol):
    """Gives the pool for so many jobs, of which so many are worth starting processes; None where they are better done
    here."""

    def __call__(self, jobs: int, worth: int = ..., /) -> AbstractContextManager[work.Pool | None]: ...


def local_pools(workers: int | None) -> Pools:
    """Pools of so many processes of this machine, by default one for each core."""
    return lambda jobs, worth=work.WORTH_A_POOL: work.executor(jobs, workers, worth)


@contextmanager
def open_pools(layout: Layout, workers: int | None, scheduler: str | None) -> Iterator[tuple[Layout, Pools]]:
    """Pools of the cluster whose scheduler's address is given, else of so many processes here; and the layout with
    the paths by which they reach it.

    Raises `ClusterError` where the cluster cannot be used.
    """
    if scheduler is None:
        yield layout, local_pools(workers)
        return
    from pipeline.cluster import cluster_pools

    given = layout.given.resolve() if layout.given else None
    reachable = replace(layout, root=layout.root.resolve(), given=given)
    with cluster_pools(reachable, scheduler) as pools:
        yield reachable, pools
