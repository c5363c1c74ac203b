"""Damage documents and texts for a long time and keep what breaks a promise: ``python tests/fuzz --seconds 1800``.

Two processes: one works, the other sees that it does, and ends it when it hangs where no signal reaches.  What is
found is made as small as it gets and written to the folder ``--keep`` (then to be moved to ``tests/fuzz/found``).
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from mutations import mutate
from promises import LONGEST, broken_by_file, broken_by_text
from scoring_texts import mutated
from seeds import PICTURES, of_suffix, office_seeds, pick, seeds

SILENCE = 20 * LONGEST
"""Seconds of its own processor time after which a working process that says nothing hangs."""
TEXTS_IN_A_ROW = 20
SHARE_OF_SLOW = 0.004
"""The share of cases that are pictures, or need LibreOffice: each takes seconds."""


def damaged(name: str, data: bytes, steps: list[int]) -> bytes:
    """The seed after the mutations that these numbers choose."""
    for step in steps:
        data = mutate(name, data, Random(step))
    return data


def smaller(name: str, data: bytes, steps: list[int], kind: str, path: Path) -> list[int]:
    """The mutations without which the same problem does not show."""
    index = 0
    while index < len(steps) and len(steps) > 1:
        rest = steps[:index] + steps[index + 1 :]
        path.write_bytes(damaged(name, data, rest))
        if any(problem.startswith(kind) for problem in broken_by_file(path)):
            steps = rest
        else:
            index += 1
    return steps


def work(pipe: Connection, first: int, folder: str, suffixes: list[str]) -> None:
    """Examine one case after another, saying each first: (``case``, name, bytes), then perhaps (``found``, …)."""
    usual, slow = seeds(), seeds(PICTURES) | office_seeds()
    if suffixes:
        usual, slow = of_suffix(usual | slow, suffixes), {}
    number = first
    while True:
        number += 1
        random = Random(number)
        table = slow if slow and random.random() < SHARE_OF_SLOW else usual
        name = pick(table, random)
        steps = [random.getrandbits(48) for _ in range(random.choice((1, 1, 2, 3, 6)))]
        data = damaged(name, table[name], steps)
        path = Path(folder) / f"case{Path(name).suffix}"
        path.write_bytes(data)
        pipe.send(("case", name, data))
        if problems := broken_by_file(path):
            kind = problems[0].partition("(")[0]
            path.write_bytes(damaged(name, table[name], smaller(name, table[name], steps, kind, path)))
            problems = broken_by_file(path) or problems
            pipe.send(("found", name, path.read_bytes(), problems))
        for turn in range(TEXTS_IN_A_ROW if number % 5 == 0 else 0):
            text = mutated(Random(number * TEXTS_IN_A_ROW + turn))
            pipe.send(("case", "scoring.txt", text.encode("utf8", "surrogatepass")))
            if problems := broken_by_text(text):
                pipe.send(("found", "scoring.txt", text.encode("utf8", "surrogatepass"), problems))


def keep(folder: Path, name: str, data: bytes, problems: list[str]) -> str:
    """Write a case to the folder; its name."""
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(data).hexdigest()[:8]
    target = folder / f"{Path(name).stem}-{digest}{Path(name).suffix}"
    target.write_bytes(data)
    with (folder / "problems.txt").open("a", encoding="utf8") as file:
        file.write(f"{target.name}\t{problems}\n")
    return target.name


def used(process: int | None) -> float:
    """The processor time in seconds that a process has used (Linux); elsewhere the time of day."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return time.monotonic()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Run for so long; 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--seed", type=int, default=0, help="the first case; another number, other cases")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    parser.add_argument(
        "--only", nargs="*", default=[], help="the formats to damage, as .rtf .odt; all by default"
    )
    options = parser.parse_args()
    until = time.monotonic() + options.seconds
    counts: Counter[str] = Counter()
    found: Counter[str] = Counter()
    start = options.seed
    with tempfile.TemporaryDirectory(prefix="kaohe-fuzz-") as folder:
        while time.monotonic() < until:
            here, there = multiprocessing.Pipe(duplex=False)
            process = multiprocessing.get_context("fork").Process(
                target=work, args=(there, start, folder, options.only), daemon=True
            )
            process.start()
            there.close()
            case, heard = ("", b""), 0.0
            ended = ""
            while not ended and time.monotonic() < until:
                try:
                    if not here.poll(LONGEST):
                        if used(process.pid) - heard > SILENCE:
                            ended = "hangs where no signal reaches"
                        continue
                    kind, *rest = here.recv()
                    heard = used(process.pid)
                except EOFError:
                    process.join()
                    ended = f"ends the process ({process.exitcode})"
                    continue
                if kind == "case":
                    case = (rest[0], rest[1])
                    counts[Path(rest[0]).suffix or rest[0]] += 1
                    start += 1
                    continue
                name, data, problems = rest
                if (line := problems[0][:160]) not in found:
                    print(f"{keep(options.keep, name, data, problems)}: {line}", flush=True)
                found[line] += 1
            if ended:
                print(f"{keep(options.keep, *case, [ended])}: {ended}", flush=True)
                found[ended] += 1
            process.kill()
            process.join()
    print(f"{sum(counts.values())} cases ({', '.join(f'{k} {n}' for k, n in sorted(counts.items()))})")
    print(f"{sum(found.values())} times a promise was broken, in {len(found)} ways")
    for line, times in found.most_common():
        print(f"{times:6} {line}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
