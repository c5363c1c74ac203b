"""Documents: exact rows and time beside others on the same files, and what reading a PDF costs over pdfplumber."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench import document_peers
from bench.document_rows import recovered
from bench.document_sets import Sample
from bench.peers import UnavailableError

Row = tuple[str, ...]


def compare(samples: Sequence[Sample], names: Sequence[str]) -> tuple[list[Row], dict[str, str]]:
    """A row a file and a last one with sums, a cell for each of ``names``; and why some could not be run."""
    results: dict[str, dict[Path, dict[str, Any]]] = {}
    skipped: dict[str, str] = {}
    for name in names:
        try:
            results[name] = document_peers.run(name, [sample.path for sample in samples])
        except UnavailableError as reason:
            skipped[name] = str(reason)
    table = [
        (
            sample.path.name,
            str(len(sample.rows)),
            *(_cell(sample, results.get(name, {}).get(sample.path)) for name in names),
        )
        for sample in samples
    ]
    sums = [_sum(samples, results[name]) if name in results else "–" for name in names]
    return [*table, ("合计（所读文件）", str(sum(len(s.rows) for s in samples)), *sums)], skipped


def _cell(sample: Sample, result: dict[str, Any] | None) -> str:
    if result is None:
        return "–"
    if "error" in result:
        return f"出错：{result['error'][:40]}"
    return f"{recovered(sample.rows, result['rows'])}（{result['seconds']:.3f} 秒）"


def _sum(samples: Sequence[Sample], results: dict[Path, dict[str, Any]]) -> str:
    read = [sample for sample in samples if sample.path in results]
    found = sum(recovered(sample.rows, results[sample.path].get("rows", ())) for sample in read)
    return f"{found}/{sum(len(sample.rows) for sample in read)}"


def pdf_ratio(path: Path, rounds: int = 7) -> tuple[float, float, float]:
    """Seconds of bare ``extract_tables``, seconds of ``extract``, and their ratio: medians of runs in pairs."""
    import pdfplumber

    from extractors import extract

    def bare() -> None:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_tables()

    pairs = []
    for number in range(rounds + 1):
        # Each comes first in turn, so that neither always finds the caches warm.
        runs: list[Callable[[], object]] = [bare, lambda: extract(path)]
        order = (0, 1) if number % 2 else (1, 0)
        taken = {which: _seconds(runs[which]) for which in order}
        pairs.append((taken[0], taken[1]))
    pairs = pairs[1:]
    return (
        statistics.median(bare for bare, _ in pairs),
        statistics.median(own for _, own in pairs),
        statistics.median(own / bare for bare, own in pairs),
    )


def extract_seconds(path: Path, rounds: int = 7) -> float:
    """Median seconds of ``extract`` once everything is imported."""
    from extractors import extract

    extract(path)
    return statistics.median(_seconds(lambda: extract(path)) for _ in range(rounds))


def _seconds(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began
