"""``python -m bench``: prints what others and we make of the same documents and texts: rows, time, memory, accuracy."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import comparisons, database, document_peers, documents, measure, peers, site
from bench.document_sets import samples
from bench.enlarge import enlarge
from bench.memory import growth
from bench.sets import annotated, comparison
from bench.short import failures
from normalizers import normalize
from pipeline.layout import Layout

_KINDS = {"amount": "分值", "percent": "百分比", "unit": "计量单位"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
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
    if asked.memory:
        memory(asked.memory, 100_000)
        return
    if asked.only_database:
        loading(asked.rules, asked.tables)
        return
    if asked.only_site:
        website(asked.rules)
        return
    if asked.only_comparison:
        comparing(asked.compared)
        return
    reading(peers_too=not asked.no_peers)
    if asked.only_documents:
        return
    accuracy()
    speed(asked.texts)
    lengths()
    memory(20_000, 4_000)
    loading(asked.rules, asked.tables)
    website(asked.rules)
    comparing(asked.compared)
    if not asked.no_peers:
        beside_peers()


def reading(*, peers_too: bool) -> None:
    names = list(document_peers.FORMATS) if peers_too else ["kaohe", "pdfplumber"]
    with tempfile.TemporaryDirectory() as folder:
        files = list(samples(Path(folder)))
        rows, skipped = documents.compare(files, names)
        for name, reason in skipped.items():
            print(f"跳过 {name}：{reason}", flush=True)
        _table("读文件：完整读出的行（每个文件用时，三次中最快）", ("文件", "行", *names), rows)
        pdfs = [one.path for one in files if one.path.suffix == ".pdf"]
        ratios = [(path.name, documents.pdf_ratio(path)) for path in pdfs]
        _table(
            "文字 PDF 用时与只用 pdfplumber.extract_tables 之比（成对，取中位数）",
            ("文件", "pdfplumber 秒", "extract 秒", "比"),
            [(name, f"{bare:.3f}", f"{own:.3f}", f"{ratio:.2f}") for name, (bare, own, ratio) in ratios],
        )
        office = [one for one in files if one.path.suffix in document_peers.OFFICE]
        _table(
            "Word 和 Excel 用时（已导入，取中位数）",
            ("文件", "行", "extract 秒"),
            [(one.path.name, len(one.rows), f"{documents.extract_seconds(one.path):.3f}") for one in office],
        )


def comparing(most: int) -> None:
    runs = [(kind, run) for count in (most // 10, most)
            for kind, run in zip(("全部", "改一份"), comparisons.measure(count, 100), strict=True)]  # fmt: skip
    _table(
        "文件之间的比较（各 100 个事项）",
        ("文件", "做什么", "比较的对", "秒", "处理器秒", "事项/处理器秒", "最多占用 MiB", "此时系统负载"),
        [
            (run.documents, kind, run.pairs, f"{run.seconds:.1f}", f"{run.cpu:.1f}",
             f"{2 * run.pairs * run.items / run.cpu:,.0f}", f"{run.peak / 2**20:,.0f}", f"{os.getloadavg()[0]:.1f}")
            for kind, run in runs
        ],
    )  # fmt: skip


def loading(rules: int, tables: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout(Path(folder) / "records")
        documents, made = database.write_records(layout, rules)
        cost = database.cost("load", layout)
        _table(
            f"入库（从头，{os.cpu_count()} 核，此时系统负载 {os.getloadavg()[0]:.1f}）",
            ("文件", "规则", "秒", "处理器秒", "规则/秒", "内存 MiB", "数据库 MiB"),
            [
                (
                    f"{documents:,}",
                    f"{made:,}",
                    f"{cost.seconds:.1f}",
                    f"{cost.processor:.1f}",
                    f"{made / cost.seconds:,.0f}",
                    f"{cost.memory / 2**20:,.0f}",
                    f"{layout.database.stat().st_size / 2**20:,.0f}",
                )
            ],
        )
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout(Path(folder) / "tables")
        entries = database.write_tables(layout, tables)
        rows = [("从头", database.cost("run", layout)), ("没有变化", database.cost("run", layout))]
        database.change(layout, entries[len(entries) // 2])
        rows.append(("一份有变化", database.cost("run", layout)))
        _table(
            f"重跑 {tables:,} 份小文件（此时系统负载 {os.getloadavg()[0]:.1f}）",
            ("情形", "秒", "处理器秒", "内存 MiB", "各步秒"),
            [
                (
                    name,
                    f"{one.seconds:.1f}",
                    f"{one.processor:.1f}",
                    f"{one.memory / 2**20:,.0f}",
                    " ".join(f"{step} {seconds:.1f}" for step, seconds in one.steps.items()),
                )
                for name, one in rows
            ],
        )


def accuracy() -> None:
    compare = comparison()
    rows = []
    for name, items in annotated().items():
        score = compare.Comparison()
        for item in items:
            score.add(item, normalize(item))
        rows.append((name, len(items), f"{score.rules.f1:.4f}", f"{score.caps.f1:.4f}"))
    _table("准确率（人工标注的各组）", ("组", "文本", "规则 F1", "上限 F1"), rows)


def speed(texts: int) -> None:
    found = measure.speed(texts)
    load = os.getloadavg()[0]
    _table(
        "速度（一个核，文本互不相同，取最快一轮的处理器时间）",
        ("文本/秒", "字/秒", "百字文本/秒", "此时系统负载"),
        [
            (
                f"{found.items / found.seconds:,.0f}",
                f"{found.characters / found.seconds:,.0f}",
                f"{found.texts_of_100:,.0f}",
                f"{load:.1f}（{os.cpu_count()} 核）",
            )
        ],
    )


def lengths() -> None:
    sizes = (1_000, 10_000, 100_000)
    rows = [
        (name, *(f"{one:.3f}" for one in seconds), f"{seconds[2] / seconds[1]:.1f}")
        for name, seconds in measure.lengths(sizes)
    ]
    _table("用时随长度（秒）", ("文本", *(f"{size:,} 字" for size in sizes), "10 倍长用时"), rows)


def memory(texts: int, every: int) -> None:
    rows = (
        (f"{read:,}", f"{held / 2**20:,.1f}", f"{peak / 2**20:,.1f}")
        for read, held, peak in growth(texts, min(every, texts))
    )
    _table("内存（文本互不相同）", ("已读文本", "占用 MiB", "最大 MiB"), rows)


def website(rules: int) -> None:
    source = Path("data/db/kaohe.db")
    if not source.exists():
        print("跳过网站：没有数据库，先 make build", flush=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "kaohe.db"
        enlarge(source, database, rules)
        size = database.stat().st_size / 2**30
        load = site.under_load(database)
        busy = os.getloadavg()[0]
        rows = [
            (kind, times.visits, f"{times.median:.0f}", f"{times.p95:.0f}", times.failed)
            for kind, times in load.times.items()
        ]
        machine = f"此时系统负载 {busy:.1f}，{os.cpu_count()} 核"
        _table(
            f"网站：{rules:,} 条规则（{size:.1f} GB），{site.CLIENTS} 个访客不停地看（{machine}）",
            ("页面", "次数", "中位数毫秒", "p95 毫秒", "失败"),
            rows,
        )
        _table(
            "网站：服务程序",
            ("启动秒", "每秒页数", "开始时 MiB", "结束时 MiB"),
            [
                (
                    f"{load.ready_seconds:.1f}",
                    f"{load.per_second:.0f}",
                    f"{load.memory_before / 2**20:.0f}",
                    f"{load.memory_after / 2**20:.0f}",
                )
            ],
        )
        painted = site.paints(database, site.PAINTED_PATHS)
    _table(
        "网站：在 Chromium 中（什么都没有缓存）",
        ("页面", "首次绘制毫秒", "共 kB", "向别处的请求"),
        [(one.path, f"{one.first:.0f}", f"{one.size / 1000:.0f}", one.elsewhere) for one in painted],
    )


def beside_peers() -> None:
    items = [item for group in annotated().values() for item in group]
    texts = [item["criteria"] for item in items]
    characters = sum(map(len, texts))
    own = measure.timed(measure.read, texts).seconds
    rows = [_row("kaohe", own, characters, items, [peers.ours(normalize(item)) for item in items])]
    for name in peers.PACKAGES:
        try:
            seconds, found = peers.run(name, texts)
        except peers.UnavailableError as reason:
            print(f"跳过 {name}：{reason}", flush=True)
        else:
            rows.append(_row(name, seconds, characters, items, found))
    heads = [head for kind in _KINDS.values() for head in (f"{kind}读对", f"{kind}数值")]
    _table("与同类软件在同一批文本上", ("软件", "字/秒", *heads), rows)


def _row(
    name: str,
    seconds: float,
    characters: int,
    items: Iterable[Mapping[str, Any]],
    found: Iterable[Sequence[peers.Found]],
) -> tuple[str, ...]:
    """Of each kind of figure the share that was read as what it is, and the share whose number was found at all."""
    wanted = [(want, own) for item, own in zip(items, found, strict=True) for want in peers.wanted(item)]
    cells = []
    for kind in _KINDS:
        of_kind = [(want, own) for want, own in wanted if want.kind == kind]
        for test in (peers.recovered, peers.valued):
            cells.append(_share(of_kind, test))
    return name, f"{characters / seconds:,.0f}", *cells


def _share(
    wanted: Sequence[tuple[peers.Wanted, Sequence[peers.Found]]],
    test: Callable[[peers.Wanted, Iterable[peers.Found]], bool],
) -> str:
    hits = sum(test(want, own) for want, own in wanted)
    return f"{hits}/{len(wanted)}"


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    print(f"\n{title}")
    print("\t".join(heads))
    for row in rows:
        print("\t".join(map(str, row)), flush=True)


if __name__ == "__main__":
    main()
