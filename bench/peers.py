"""What others find in the annotated sets: general recognisers, each in the environment that they need."""

from __future__ import annotations

import json
import subprocess
import venv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import Any

HOME = Path(".venv-bench")
PACKAGES = {
    "recognizers": ("recognizers-text-number-with-unit", "emoji==1.7.0"),
    "jionlp": ("jionlp",),
}
"""What each library needs; Recognizers-Text imports a part of emoji that later versions took out."""
INSTALL_SECONDS = 600
READ_SECONDS = 600

Found = Mapping[str, Any]


class UnavailableError(Exception):
    """A library that cannot be installed or run here, with the reason in one line."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure that an annotated set holds: what it is, where it may stand, its value and its unit."""

    kind: str
    start: int
    end: int
    value: str
    unit: str


def wanted(item: Mapping[str, Any]) -> list[Wanted]:
    """The amounts, percentages and counted units of one annotated text, each once."""
    found: dict[Wanted, None] = {}
    for rule in item["rules"]:
        start, end = rule["start"], rule["end"]
        if rule["points"]:
            found[Wanted("amount", start, end, rule["points"], "分")] = None
        per = [rule["per"]] if rule["per"] else []
        for one in [*rule["thresholds"], *({"value": p["quantity"], "unit": p["unit"]} for p in per)]:
            unit = one["unit"] or ""
            if unit == "%":
                found[Wanted("percent", start, end, one["value"], "%")] = None
        for one in per:
            if one["unit"] != "%":
                found[Wanted("unit", start, end, one["quantity"], one["unit"])] = None
    return list(found)


def recovered(want: Wanted, found: Iterable[Found]) -> bool:
    """Whether a value with its own unit was found where it is wanted; points read as money or minutes are none."""
    return any(_stands(want, one) and _unit_fits(want, one) for one in found)


def valued(want: Wanted, found: Iterable[Found]) -> bool:
    """Whether at least the number was found there, as whatever it was taken for."""
    return any(_stands(want, one) for one in found)


def _stands(want: Wanted, one: Found) -> bool:
    touches = bool(one["start"] < want.end and want.start < one["end"])
    return touches and _same(one["value"], want.value)


def _unit_fits(want: Wanted, one: Found) -> bool:
    if want.kind == "amount":
        return one["unit"] in ("分", "points") and one["kind"] not in ("currency", "money", "time_delta")
    return bool(one["unit"] == want.unit)


def _same(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except (InvalidOperation, TypeError):
        return False


def ours(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the normaliser read, in the form that the others' findings have."""
    found = []
    for rule in result["rules"]:
        span = {"start": rule["start"], "end": rule["end"], "kind": "rule"}
        if rule["points"]:
            found.append({**span, "value": rule["points"], "unit": "分"})
        if rule["per"]:
            found.append({**span, "value": rule["per"]["quantity"], "unit": rule["per"]["unit"]})
        found.extend({**span, "value": t["value"], "unit": t["unit"]} for t in rule["thresholds"])
    return found


class Session:
    """A worker script beside this one, running for a peer in its own environment: a JSON line in, one out."""

    def __init__(self, python: Path, worker: str, name: str) -> None:
        self._errors = TemporaryFile("w+", encoding="utf8")  # noqa: SIM115 - closed with the session
        self._process = subprocess.Popen(  # noqa: S603
            [str(python), str(Path(__file__).parent / worker), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            encoding="utf8",
        )

    def ask(self, question: Any) -> Any:
        """The worker's answer; raises `UnavailableError` where it ends or does not answer in time."""
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise UnavailableError("?")
        late = Timer(READ_SECONDS, process.kill)
        late.start()
        try:
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        late.cancel()
        if answer:
            return json.loads(answer)
        if process.wait() < 0:
            raise UnavailableError(f"{READ_SECONDS} 秒内没有读完")
        self._errors.seek(0)
        raise UnavailableError((self._errors.read().strip().splitlines() or ["?"])[-1])

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()
        self._errors.close()


def session(name: str) -> Session:
    """A session with one library that reads texts; raises `UnavailableError`."""
    return Session(environment(name, PACKAGES[name]), "peer_worker.py", name)


def installed(name: str, package: str) -> str | None:
    """The version of a library in its environment, None where it is not there."""
    python, wanted = HOME / name / "bin" / "python", package.partition("[")[0]
    if not (HOME / name / ".installed").exists():
        return None
    code = f"from importlib.metadata import version; print(version({wanted!r}))"
    done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    return done.stdout.strip() or None


def environment(name: str, packages: Sequence[str]) -> Path:
    """The interpreter of a library's environment, made where it is missing; raises `UnavailableError`."""
    home = HOME / name
    python, installed = home / "bin" / "python", home / ".installed"
    if installed.exists():
        return python
    venv.create(home, with_pip=True)
    command = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", *packages]
    try:
        subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=True)  # noqa: S603
    except subprocess.CalledProcessError as error:
        reasons = [line for line in error.stderr.splitlines() if line.startswith("ERROR")]
        raise UnavailableError(f"装不上（{(reasons or ['?'])[-1]}）") from error
    except subprocess.TimeoutExpired as error:
        raise UnavailableError(f"{INSTALL_SECONDS} 秒内没有装好") from error
    installed.touch()
    return python
