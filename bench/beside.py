"""The bench's parts that set us beside others: on documents, and on scoring texts."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from bench import document_peers, documents, measure, peers
from bench.charts import Bars
from bench.document_sets import samples
from bench.report import Part, Table, at_most, busy
from bench.sets import annotated, distinct
from normalizers import normalize

_KINDS = {"amount": "分值", "percent": "百分比", "unit": "计量单位"}
WARM = 500
"""Other texts that are read before the clock runs."""
BATCHES = 8
"""Turns in which the peers and we read the annotated texts."""


def reading(*, peers_too: bool) -> Part:
    """Documents: rows read exactly and time, beside others on the same files."""
    names = list(document_peers.FORMATS) if peers_too else ["kaohe", "pdfplumber"]
    with tempfile.TemporaryDirectory() as folder:
        files = list(samples(Path(folder)))
        answers, skipped = documents.compare(files, names)
        read = [name for name in names if name in answers]
        rows = [
            [
                one.path.name,
                str(len(one.rows)),
                *(documents.cell(answers[name].get(one.path)) for name in read),
            ]
            for one in files
        ]
        sums = [documents.total(files, answers[name]) for name in read]
        exact = Table(
            "读文件：完整读出的行",
            ("文件", "行", *read),
            [*rows, ["合计（所读文件）", str(sum(len(one.rows) for one in files)), *sums]],
            f"括号里是用时，{documents.ROUNDS} 次中最快；各软件在同一时间轮流读同一份文件。{busy()}。",
        )
        pdfs = [one.path for one in files if one.path.suffix == ".pdf"]
        paired = [(path.name, *documents.pdf_ratio(path)) for path in pdfs]
        bare = Table(
            "文字 PDF 用时与只用 pdfplumber.extract_tables 之比",
            ("文件", "pdfplumber 秒", "extract 秒", "比"),
            [(name, f"{other:.3f}", f"{own:.3f}", f"{ratio:.2f}") for name, other, own, ratio in paired],
            "处理器时间，同一进程里成对轮流，取中位数；目标是 1.1 以内。",
        )
    found = {
        name: ratios for name in read if name != documents.OWN and (ratios := documents.ratios(answers, name))
    }
    against = Table(
        "用时与同类软件之比（kaohe ÷ 它，小于 1 是我们快）",
        ("软件", "共同读的文件", "中位数", "最小", "最大"),
        [_ratio_row(name, ratios) for name, ratios in found.items()],
        "同一份文件轮流读，逐对相比。钟表时间。",
    )
    values = [
        ("pdfplumber.extract_tables", statistics.median(ratio for *_, ratio in paired)),
        *((name, statistics.median(ratios)) for name, ratios in found.items() if name != "pdfplumber"),
    ]
    chart = Bars(
        "readers-and-peers",
        "读文件：用时与同类软件之比（虚线是一样快）",
        "time of kaohe ÷ time of the peer",
        values,
        1.0,
        ratios=True,
    )
    return Part(
        "读文件，与同类软件比",
        "Reading documents beside peers on the same files: rows read exactly, time, paired ratios.",
        (exact, against, bare),
        (chart,),
        [f"跳过 {name}：{reason}" for name, reason in skipped.items()],
        [at_most(f"{name} 与只用 pdfplumber 之比", 1.1, ratio) for name, *_, ratio in paired],
    )


def beside_peers() -> Part:
    """Scoring texts: figures read and speed beside general recognisers."""
    items = [item for group in annotated().values() for item in group]
    texts = [item["criteria"] for item in items]
    characters = sum(map(len, texts))
    turns = [texts[start::BATCHES] for start in range(BATCHES)]
    # What is made once, when it is first asked for, is not the time of these texts.
    measure.timed(measure.read, islice(distinct(seed=0), WARM))
    own = sum(measure.timed(measure.read, turn).seconds for turn in turns)
    rows = [_figures("kaohe", own, characters, items, [peers.ours(normalize(item)) for item in items])]
    skipped, ratios = [], {}
    for name in peers.PACKAGES:
        try:
            with closing(peers.session(name)) as session:
                found: list[list[peers.Found]] = [[] for _ in texts]
                pairs = []
                for start, turn in enumerate(turns):
                    answer = session.ask(turn)
                    found[start::BATCHES] = answer["found"]
                    pairs.append((measure.timed(measure.read, turn).seconds, answer["seconds"]))
        except peers.UnavailableError as reason:
            skipped.append(f"跳过 {name}：{reason}")
        else:
            rows.append(_figures(name, sum(other for _, other in pairs), characters, items, found))
            ratios[name] = [mine / other for mine, other in pairs]
    heads = [head for kind in _KINDS.values() for head in (f"{kind}读对", f"{kind}数值")]
    values = [(name, statistics.median(found)) for name, found in ratios.items()]
    return Part(
        "读评分标准，与通用识别器比",
        "Scoring texts beside general recognisers of numbers: figures found, speed, paired ratios.",
        (
            Table(
                "同一批人工标注的文本",
                ("软件", "字/秒", *heads),
                rows,
                f"读对：数值和单位都对；数值：只要求数值。处理器时间。{busy()}。",
            ),
            Table(
                "用时之比（kaohe ÷ 它，小于 1 是我们快）",
                ("软件", "批", "中位数", "最小", "最大"),
                [_ratio_row(name, found) for name, found in ratios.items()],
                "同一批文本轮流读，逐批相比。kaohe 读出全部规则，它们只读数字。",
            ),
        ),
        (Bars("texts-and-peers", "读评分标准：用时与通用识别器之比（虚线是一样快）", "time of kaohe ÷ time of the peer",
              values, 1.0, ratios=True),) if values else (),
        skipped,
    )  # fmt: skip


def _ratio_row(name: str, ratios: Sequence[float]) -> tuple[str, ...]:
    return (
        name,
        str(len(ratios)),
        *(f"{one:.3g}" for one in (statistics.median(ratios), min(ratios), max(ratios))),
    )


def _figures(
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
    return f"{sum(test(want, own) for want, own in wanted)}/{len(wanted)}"
