"""`kaohe run`: every step over the whole catalogue, working only on what has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from logging import WARNING
from time import perf_counter
from typing import Any

from pipeline import logs
from pipeline.cache import Cache
from pipeline.catalogue import read_catalogue
from pipeline.document_steps import Worked, extract_documents, normalize_documents
from pipeline.export import export_all
from pipeline.files import canonical, write
from pipeline.layout import Layout
from pipeline.load import load
from pipeline.lock import writing
from pipeline.pools import Pools, open_pools
from pipeline.run_report import Outcome, grave_findings, report
from pipeline.settings import Settings
from pipeline.shards import Shard, merge, of_shard, shard_layout, write_manifest

STEPS = ("extract", "normalize", "compare", "load", "export")
SHARD_STEPS = STEPS[:2]
"""What can be done with a part of the corpus; the others need all of it."""
TITLES = dict(zip(("merge", *STEPS), ("合并", "读表", "读规则", "比较", "入库", "导出"), strict=True))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done, where and how."""

    layout: Layout
    steps: Sequence[str]
    settings: Settings
    workers: int | None
    pools: Pools
    shard: Shard | None
    merging: bool

    @property
    def how(self) -> dict[str, Any]:
        return {"steps": list(self.steps), "workers": self.workers, "merged": self.merging}


def run(
    layout: Layout,
    steps: Sequence[str] = STEPS,
    *,
    settings: Settings,
    workers: int | None = None,
    scheduler: str | None = None,
    shard: Shard | None = None,
    merging: bool = False,
    wait: float = 0.0,
) -> Outcome:
    """Run the steps in order over the catalogue; documents are read by a Dask cluster where a scheduler's address is
    given, else by so many processes of this machine.

    Of a `shard` only its documents are read, into its own folder; the steps are then `extract` and `normalize` alone.
    When `merging`, what all shards made is put together first.

    Raises `PipelineError` where the catalogue or the database cannot be used; a document that cannot be read
    does not stop the others and is named in the outcome.
    """
    own = shard_layout(layout, shard) if shard else layout
    if not own.catalogue.exists():
        # Asked before the lock is taken, which would make a folder whose name was perhaps mistyped.
        read_catalogue(own.catalogue)
    with writing(own, wait), open_pools(own, workers, scheduler) as (reachable, pools):
        return _run(_Plan(reachable, steps, settings, workers, pools, shard, merging))


def _run(plan: _Plan) -> Outcome:
    began = datetime.now(UTC)
    layout, settings = plan.layout, plan.settings
    entries = read_catalogue(layout.catalogue)
    if plan.shard:
        of_this_shard = of_shard(layout, plan.shard, entries)
        entries = list(of_this_shard)
    documents = [entry.document for entry in entries]
    if not entries and not plan.shard:
        logs.event(f"{layout.catalogue}：目录中一份文件也没有。用 kaohe add 文件 添加考核表。", level=WARNING)
    outcome = Outcome(documents=len(entries))
    cache = Cache(layout.cache)

    def note(worked: Worked) -> int:
        outcome.failures |= worked.failures
        return worked.done

    actions: dict[str, Callable[[], int]] = {
        "merge": lambda: note(merge(layout, entries, cache)),
        "extract": lambda: note(extract_documents(layout, entries, cache, plan.pools)),
        "normalize": lambda: note(normalize_documents(layout, documents, cache, plan.pools)),
        "compare": lambda: _compare(plan, documents, cache),
        "load": lambda: int(load(layout, settings, workers=plan.workers)),
        "export": lambda: int(export_all(layout, settings.formats, plan.workers)),
    }
    for step in ("merge", *STEPS):
        if step in plan.steps or (step == "merge" and plan.merging):
            begun = perf_counter()
            done = outcome.done[step] = actions[step]()
            outcome.seconds[step] = round(perf_counter() - begun, 3)
            _tell(step, done, outcome)
    if plan.shard:
        write_manifest(layout, plan.shard, of_this_shard)
    if "load" in plan.steps:
        outcome.errors = grave_findings(layout.database)
        write(layout.report, canonical(report(outcome, layout.database, settings, began, plan.how)))
    return outcome


def _tell(step: str, done: int, outcome: Outcome) -> None:
    seconds = outcome.seconds[step]
    match step:
        case "extract" | "normalize":
            what = f"{outcome.documents} 份，重做 {done} 份"
        case "merge":
            what = f"{outcome.documents} 份，取来 {done} 份"
        case "compare":
            what = f"比较 {done} 对文件" if done else "没有变化"
        case _:
            what = "完成" if done else "没有变化"
    message = f"{TITLES[step]}：{what}（{seconds:.1f} 秒）"
    logs.event(message, step=step, documents=outcome.documents, done=done, seconds=seconds)


def _compare(plan: _Plan, documents: Sequence[str], cache: Cache) -> int:
    from pipeline.compare_step import compare_documents

    return compare_documents(plan.layout, documents, cache, plan.settings, plan.pools)
