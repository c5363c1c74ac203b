"""The parts of the bench, each a function that measures and tells what it found as tables and charts."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench import comparisons, database, growing, measure, site
from bench.charts import Bars, Chart, Lines
from bench.document_sets import ROOT
from bench.enlarge import enlarge
from bench.growing import Grown
from bench.memory import grown
from bench.meter import measured
from bench.report import Goal, Part, Table, at_least, at_most, busy
from bench.sets import annotated, comparison
from normalizers import normalize
from pipeline.layout import Layout


def growing_readers() -> Part:
    """Each reader over documents of 10, 100 and 1,000 items."""
    skipped: list[str] = []
    found = list(growing.readers(skipped))
    return Part(
        "每种文件，1 倍、10 倍、100 倍",
        "Each reader over documents of 10, 100 and 1,000 items.",
        (_grown("读文件", found, "不算导入。"),),
        (
            _speeds("readers-speed", "读文件：每秒事项（最大的一份）", found),
            Lines("readers-growth", "读文件：处理器秒随大小", "processor seconds",
                  [(one.name, one.times, one.cost.processor) for one in found]),
            Lines("readers-memory", "读文件：最多占用内存随大小", "MiB",
                  [(one.name, one.times, one.cost.memory / 2**20) for one in found]),
        ),
        skipped,
    )  # fmt: skip


def growing_steps() -> Part:
    """Each step of a run over 2, 20 and 200 documents."""
    found = list(growing.steps())
    sizes = "、".join(str(growing.DOCUMENTS_OF_A_CORPUS * times) for times in growing.TIMES)
    note = (
        f"语料是真实 Word 表格换了数字和名称，{sizes} 份。"
        "导入也算，所以最小的语料每项最贵。比较的是各文件之间的对，份数少时每份要比的也少。"
    )
    return Part(
        "每一步，1 倍、10 倍、100 倍",
        "Each step of `kaohe run`, in one process, over 2, 20 and 200 documents made from the real ones.",
        (_grown("`kaohe run` 各步，一个进程", found, note),),
        (
            _speeds("steps-speed", "各步：每秒事项（最大的语料）", found),
            Lines("steps-growth", "各步：处理器秒随语料大小", "processor seconds",
                  [(one.name, one.times, one.cost.processor) for one in found]),
            Lines("steps-memory", "各步：最多占用内存随语料大小", "MiB",
                  [(one.name, one.times, one.cost.memory / 2**20) for one in found]),
        ),
    )  # fmt: skip


def comparing(most: int) -> Part:
    """The comparison of many documents, and again after one of them changed."""
    runs = [(kind, run) for count in (most // 10, most)
            for kind, run in zip(("全部", "改一份"), comparisons.measure(count, 100), strict=True)]  # fmt: skip
    rows = [
        (str(run.documents), kind, f"{run.pairs:,}", f"{run.seconds:.1f}", f"{run.cpu:.1f}",
         f"{2 * run.pairs * run.items / run.cpu:,.0f}", f"{run.peak / 2**20:,.0f}")
        for kind, run in runs
    ]  # fmt: skip
    (_, whole), _ = runs[-2:]
    heads = ("文件", "做什么", "比较的对", "秒", "处理器秒", "事项/处理器秒", "最多占用 MiB")
    return Part(
        "文件之间的比较",
        "Comparing documents of 100 items each, all of them and after one has changed.",
        (Table("各 100 个事项", heads, rows, f"默认的进程数，占用是全部进程之和。{busy()}。"),),
        goals=(at_most(f"比较 {whole.documents} 份各 100 项的文件", 60, whole.seconds, " 秒"),),
    )


def loading(rules: int, tables: int) -> Part:
    """Loading many rules, and runs over many small documents: from nothing, unchanged, one changed."""
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout(Path(folder) / "records")
        many, made = database.write_records(layout, rules)
        cost = database.load_cost(layout)
        size = layout.database.stat().st_size
    loaded = Table(
        "入库（从头）",
        ("文件", "规则", "秒", "处理器秒", "规则/秒", "内存 MiB", "数据库 MiB"),
        [(f"{many:,}", f"{made:,}", f"{cost.seconds:.1f}", f"{cost.processor:.1f}", f"{made / cost.seconds:,.0f}",
          f"{cost.memory / 2**20:,.0f}", f"{size / 2**20:,.0f}")],
        f"{busy()}。",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout(Path(folder) / "tables")
        entries = database.write_tables(layout, tables)
        runs = [("从头", database.run_cost(layout)), ("没有变化", database.run_cost(layout))]
        database.change(layout, entries[len(entries) // 2])
        runs.append(("一份有变化", database.run_cost(layout)))
        alone = Layout(Path(folder) / "alone")
        database.write_tables(alone, 1)
        runs.append(("只有一份", database.run_cost(alone)))
    again = Table(
        f"重跑 {tables:,} 份小文件（各 {database.ITEMS} 项）",
        ("情形", "秒", "处理器秒", "内存 MiB", "各步秒"),
        [(name, f"{one.cost.seconds:.1f}", f"{one.cost.processor:.1f}", f"{one.cost.memory / 2**20:,.0f}",
          " ".join(f"{step} {seconds:.1f}" for step, seconds in one.steps.items())) for name, one in runs],
        f"默认的进程数；内存是发命令的进程。{busy()}。",
    )  # fmt: skip
    whole = dict(runs)
    own = whole["只有一份"].cost.seconds
    return Part(
        "入库和重跑",
        "Loading a large database; running again over many small tables.",
        (loaded, again),
        goals=(
            at_most(f"{made:,} 条规则入库", 60, cost.seconds, " 秒"),
            at_most("入库占用", 1024, cost.memory / 2**20, " MiB"),
            at_most(f"{tables:,} 份没有变化", 5, whole["没有变化"].cost.seconds, " 秒"),
            at_most(f"{tables:,} 份中一份有变化，除去它自己的 {own:.1f} 秒", 5,
                    whole["一份有变化"].cost.seconds - own, " 秒"),
        ),
    )  # fmt: skip


def accuracy() -> Part:
    """F1 of rules and caps on every annotated set."""
    compare = comparison()
    rows = []
    for name, items in annotated().items():
        score = compare.Comparison()
        for item in items:
            score.add(item, normalize(item))
        rows.append((name, str(len(items)), f"{score.rules.f1:.4f}", f"{score.caps.f1:.4f}"))
    heads = ("组", "文本", "规则 F1", "封顶 F1")
    goals = (
        at_least("规则 F1（最低的一组）", 0.99, min(float(row[2]) for row in rows)),
        at_least("封顶 F1（最低的一组）", 0.98, min(float(row[3]) for row in rows)),
    )
    return Part(
        "准确率",
        "Accuracy on the texts annotated by hand.",
        (Table("人工标注的各组", heads, rows),),
        goals=goals,
    )


def normalizing(texts: int, read: int, every: int) -> Part:
    """The normaliser: texts a second, time by length, memory."""
    found = measure.speed(texts)
    speed = Table(
        "速度（一个核，文本互不相同，取最快一轮的处理器时间）",
        ("文本/秒", "字/秒", "百字文本/秒"),
        [(f"{found.items / found.seconds:,.0f}", f"{found.characters / found.seconds:,.0f}",
          f"{found.texts_of_100:,.0f}")],
        f"{busy()}。",
    )  # fmt: skip
    sizes = (1_000, 10_000, 100_000)
    times = measure.lengths(sizes)
    lengths = Table(
        "用时随长度（处理器秒）",
        ("文本", *(f"{size:,} 字" for size in sizes), "10 倍长用时"),
        [(name, *(f"{one:.3f}" for one in seconds), f"{seconds[2] / seconds[1]:.1f}") for name, seconds in times],
        "重复一个词的文本是给式子设的陷阱：用时与长度成正比，就没有陷进去。",
    )  # fmt: skip
    return Part(
        "读评分标准",
        "The normaliser: texts a second on one core, time by length (also of hostile texts), memory.",
        (speed, lengths, memory_table(read, every)),
        (Lines("normalizer-lengths", "读评分标准：处理器秒随文本长度", "processor seconds",
               [(name, size / sizes[0], one) for name, seconds in times
                for size, one in zip(sizes, seconds, strict=True)]),),
        goals=(at_least("一个核每秒读百字文本", 10_000, found.texts_of_100),),
    )  # fmt: skip


def memory(read: int, every: int) -> Part:
    """The normaliser's memory alone, over as many texts as wanted."""
    return Part("内存", "Memory of the normaliser.", (memory_table(read, every),))


def memory_table(read: int, every: int) -> Table:
    found, _ = measured(grown, read, min(every, read))
    rows = [(f"{texts:,}", f"{held / 2**20:,.1f}", f"{most / 2**20:,.1f}") for texts, held, most in found]
    return Table("内存（文本互不相同）", ("已读文本", "占用 MiB", "最大 MiB"), rows)


def website(rules: int, *, smaller: bool) -> Part:
    """The site on a large database, and perhaps on a tenth and a hundredth of it."""
    source = ROOT / "data" / "db" / "kaohe.db"
    title, english = "网站", f"The site with {site.CLIENTS} visitors who look at page after page."
    if not source.exists():
        return Part(title, english, (), (), ("跳过网站：没有数据库，先 make build",))
    loads = list(growing.pages(rules)) if smaller else []
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "kaohe.db"
        enlarge(source, large, rules)
        size = large.stat().st_size / 2**30
        load = site.under_load(large)
        state = busy()
        painted = site.paints(large, site.PAINTED_PATHS)
    loads.append((growing.TIMES[-1], rules, load))
    kinds = Table(
        f"{rules:,} 条规则（{size:.1f} GB），{site.CLIENTS} 个访客不停地看",
        ("页面", "次数", "中位数毫秒", "p95 毫秒", "失败"),
        [(kind, str(of.visits), f"{of.median:.0f}", f"{of.p95:.0f}", str(of.failed))
         for kind, of in load.times.items()],
        f"{state}，访客和网站在同一台机器上。",
    )  # fmt: skip
    served = Table(
        "服务程序",
        ("规则", "启动秒", "每秒页数", "开始时 MiB", "结束时 MiB"),
        [(f"{count:,}", f"{one.ready_seconds:.1f}", f"{one.per_second:.0f}", f"{one.memory_before / 2**20:.0f}",
          f"{one.memory_after / 2**20:.0f}") for _, count, one in loads],
    )  # fmt: skip
    shown = Table(
        "在 Chromium 中（什么都没有缓存）",
        ("页面", "首次绘制毫秒", "共 kB", "向别处的请求"),
        [(one.path, f"{one.first:.0f}", f"{one.size / 1000:.0f}", str(one.elsewhere)) for one in painted],
    )
    charts: list[Chart] = [
        Bars("site-p95", "网站：各种页面的 p95 毫秒", "p95, milliseconds",
             [(kind, of.p95) for kind, of in load.times.items()], 400.0)
    ]  # fmt: skip
    points = [
        (name, float(times), statistics.median(figures))
        for times, _, one in loads
        for name, figures in (
            ("中位数", [of.median for of in one.times.values()]),
            ("p95", [of.p95 for of in one.times.values()]),
        )
    ]
    if smaller:
        charts.append(
            Lines("site-growth", "网站：毫秒随数据库大小（各种页面的中位数）", "milliseconds", points)
        )
    tables = (kinds, served, shown) if painted else (kinds, served)
    skipped = () if painted else ("跳过绘制：没有 Chromium",)
    return Part(title, english, tables, charts, skipped, _goals(load, painted))


def _goals(load: site.Load, painted: Sequence[site.Paint]) -> list[Goal]:
    """What is wanted of every page: its figures are those of the slowest kind."""
    goals = []
    for what, limit in (("median", 150), ("p95", 400)):
        slowest, kind = max((getattr(times, what), kind) for kind, times in load.times.items())
        goals.append(at_most(f"网站最慢的一种页面（{kind}）的 {what}", limit, slowest, " 毫秒"))
    goals.append(at_most("网站占用", 250, load.memory_after / 2**20, " MiB"))
    for one in painted[:1]:
        goals.append(at_most("首页共", 400, one.size / 1000, " kB"))
        goals.append(at_most("首页首次绘制", 1000, one.first, " 毫秒"))
    return goals


def _grown(title: str, found: Sequence[Grown], note: str) -> Table:
    """A row for each size of each name, with how it compares with the smallest."""
    rows: list[tuple[str, ...]] = []
    smallest: dict[str, Grown] = {}
    for one in found:
        least = smallest.setdefault(one.name, one)
        processor, memory_held = one.cost.processor, one.cost.memory
        rows.append(
            (
                one.name,
                f"{one.times}×",
                f"{one.items:,}",
                f"{processor:.2f}",
                f"{one.items / processor:,.0f}",
                f"{processor / one.items / (least.cost.processor / least.items):.2f}",
                f"{memory_held / 2**20:,.0f}",
                f"{memory_held / least.cost.memory:.2f}",
            )
        )
    heads = (
        "",
        "规模",
        "事项",
        "处理器秒",
        "事项/秒",
        "每项用时与最小的比",
        "最多占用 MiB",
        "占用与最小的比",
    )
    return Table(title, heads, rows, f"处理器时间，每次另起进程。{note}{busy()}。")


def _speeds(name: str, title: str, found: Iterable[Grown]) -> Bars:
    largest = {one.name: one for one in found}
    return Bars(name, title, "items a second of one core",
                [(which, one.items / one.cost.processor) for which, one in largest.items()])  # fmt: skip
