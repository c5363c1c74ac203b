"""``python -m bench``: what others and we make of the same documents and texts: rows, time, memory, accuracy."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench import beside, parts
from bench.report import Part, show, write
from bench.short import failures


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="文件夹", help="还把结果写成其中的 benchmarks.md 和图")
    parser.add_argument("--texts", type=int, default=2000, help="测速用的文本数（每轮）")
    parser.add_argument(
        "--memory",
        type=int,
        nargs="?",
        const=1_000_000,
        metavar="N",
        help="只量读 N 条文本（缺省 1000000）时的内存",
    )
    parser.add_argument("--short", action="store_true", help="只查读得对不对，不量速度；不对则以 1 退出")
    parser.add_argument("--no-peers", action="store_true", help="不与其他软件比较")
    parser.add_argument("--only-documents", action="store_true", help="只量文件读取")
    parser.add_argument("--only-growth", action="store_true", help="只量各种文件、各步随规模的变化")
    parser.add_argument("--only-database", action="store_true", help="只量入库和重跑")
    parser.add_argument("--tables", type=int, default=1000, help="量重跑用的文件数")
    parser.add_argument("--only-site", action="store_true", help="只量网站")
    parser.add_argument("--only-comparison", action="store_true", help="只量文件之间的比较")
    parser.add_argument("--compared", type=int, default=100, help="量比较用的文件数（先量它的十分之一）")
    parser.add_argument("--rules", type=int, default=1_000_000, help="量入库和网站用的数据库有多少条规则")
    asked = parser.parse_args()
    if asked.short:
        wrong = list(failures())
        print("\n".join(wrong or ["读文件、读规则都与标注一致。"]), flush=True)
        sys.exit(1 if wrong else 0)
    found = []
    for part in _parts(asked):
        show(part)
        found.append(part)
    if asked.write:
        write(found, asked.write)


def _parts(asked: argparse.Namespace) -> Iterator[Part]:
    """What was asked for, measured one after another."""
    wanted: list[Callable[[], Part]]
    growth = (parts.growing_readers, parts.growing_steps)
    documents = partial(beside.reading, peers_too=not asked.no_peers)
    loading = partial(parts.loading, asked.rules, asked.tables)
    comparing = partial(parts.comparing, asked.compared)
    if asked.memory:
        wanted = [partial(parts.memory, asked.memory, 100_000)]
    elif asked.only_documents:
        wanted = [documents]
    elif asked.only_growth:
        wanted = [*growth]
    elif asked.only_database:
        wanted = [loading]
    elif asked.only_site:
        wanted = [partial(parts.website, asked.rules, smaller=False)]
    elif asked.only_comparison:
        wanted = [comparing]
    else:
        wanted = [
            *growth,
            documents,
            *(() if asked.no_peers else (beside.beside_peers,)),
            parts.accuracy,
            partial(parts.normalizing, asked.texts, 20_000, 4_000),
            comparing,
            loading,
            partial(parts.website, asked.rules, smaller=True),
        ]
    for measure in wanted:
        yield measure()


if __name__ == "__main__":
    main()
