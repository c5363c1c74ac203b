"""Documents: exact rows and time beside others on the same files, and what reading a PDF costs over pdfplumber."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import document_peers
from bench.document_rows import recovered
from bench.document_sets import Sample
from bench.peers import Session, UnavailableError

ROUNDS = 3
OWN = "kaohe"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader made of a document: rows read exactly and the seconds of each reading, or what went wrong."""

    found: int = 0
    seconds: tuple[float, ...] = ()
    error: str | None = None


Answers = Mapping[str, Mapping[Path, Answer]]


def compare(samples: Sequence[Sample], names: Sequence[str]) -> tuple[Answers, dict[str, str]]:
    """What each reader made of the documents that it can read, and why some could not be run.

    All read one document after another, in turn, so that what the machine does besides touches all alike.
    """
    sessions: dict[str, Session] = {}
    skipped: dict[str, str] = {}
    answers: dict[str, dict[Path, Answer]] = {name: {} for name in names}
    for name in names:
        try:
            sessions[name] = document_peers.session(name)
        except UnavailableError as reason:
            skipped[name] = str(reason)
    for sample in samples:
        told: dict[str, list[dict[str, Any]]] = {
            name: [] for name in sessions if sample.path.suffix in document_peers.FORMATS[name]
        }
        for number in range(ROUNDS + 1):
            for name in list(told) if number % 2 else reversed(list(told)):
                if name in skipped:
                    continue
                try:
                    told[name].append(sessions[name].ask(str(sample.path)))
                except UnavailableError as reason:
                    skipped[name] = str(reason)
        for name, results in told.items():
            if results and name not in skipped:
                answers[name][sample.path] = _answer(sample, results)
    for session in sessions.values():
        session.close()
    return {name: found for name, found in answers.items() if name not in skipped}, skipped


def _answer(sample: Sample, results: Sequence[Mapping[str, Any]]) -> Answer:
    last = results[-1]
    if "error" in last:
        return Answer(error=str(last["error"]))
    # The first reading is also that of the library's own imports.
    seconds = tuple(float(result["seconds"]) for result in results[1:])
    return Answer(recovered(sample.rows, last["rows"]), seconds)


def ratios(answers: Answers, peer: str) -> list[float]:
    """For each document that both read, how long we took for each second of the peer's: the median of the pairs."""
    own = answers[OWN]
    return [
        statistics.median(mine / other for mine, other in zip(own[path].seconds, answer.seconds, strict=True))
        for path, answer in answers[peer].items()
        if answer.seconds and own[path].seconds
    ]


def cell(answer: Answer | None) -> str:
    """An answer in a table: rows, and the seconds of the shortest reading."""
    if answer is None:
        return "–"
    if answer.error is not None:
        return f"出错：{answer.error[:40]}"
    return f"{answer.found}（{min(answer.seconds):.3f} 秒）"


def total(samples: Sequence[Sample], answers: Mapping[Path, Answer]) -> str:
    """Rows read exactly of all rows in the documents that a reader can read."""
    read = [sample for sample in samples if sample.path in answers]
    return f"{sum(answers[s.path].found for s in read)}/{sum(len(s.rows) for s in read)}"


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
