"""What is promised of any file and any text, checked on one of them."""

from __future__ import annotations

import json
import re
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from seeds import OFFICE
from watch import watching

from extractors import extract
from extractors.errors import ExtractionError
from normalizers import normalize

sys.path.insert(0, str(Path(__file__).parents[1] / "normalizers"))
from invariants import broken

# What a first reading imports binds a socket of this machine to see whether it knows IPv6; no text's doing.
normalize({"id": "", "criteria": "少一次扣1分。"})

LONGEST = 10.0
"""Seconds that one small file or text may take."""
CORES = 2
"""Recognising characters works on as many cores at once: processor time runs so much faster than the clock."""
OURS = Path(__file__).parents[2]
LIBREOFFICE = re.compile(r"subprocess\.Popen \('[^']*/(?:soffice|libreoffice)'")
"""How the start of the one program that may be started is noted."""


class TooLong(BaseException):
    """The time is over; no reader's ``except Exception`` catches it."""


@contextmanager
def limited(seconds: float = LONGEST) -> Iterator[None]:
    """Raise TooLong in the block after so much processor time."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def broken_by_file(path: Path) -> list[str]:
    """The promises that reading this file breaks: an exception of another kind, a record that is none, a hang, a
    write, a connection; also an error of ours that the readers' net has caught."""
    converted = path.suffix in OFFICE
    places = (path.parent, Path(tempfile.gettempdir())) if converted else (path.parent,)
    with watching(*places) as seen:
        try:
            with limited(LONGEST * CORES):
                problems = _of_record(extract(path).to_dict())
        except ExtractionError as error:
            problems = _of_error(error, path)
        except TooLong as error:
            problems = [f"takes longer than {LONGEST:.0f} s: {_place(error)}"]
        except Exception as error:
            problems = [f"raises {type(error).__name__} ({error}): {_place(error)}"]
    return problems + [one for one in seen.all if not (converted and LIBREOFFICE.match(one))]


def _of_record(record: dict[str, Any]) -> list[str]:
    out = []
    try:
        json.dumps(record, ensure_ascii=False, allow_nan=False).encode()
    except ValueError as error:
        out.append(f"the record is no JSON in UTF-8: {error}")
    if [item["position"] for item in record["items"]] != list(range(1, len(record["items"]) + 1)):
        out.append("the items' positions do not count from 1")
    if any(finding["severity"] not in ("info", "warning", "error") for finding in record["findings"]):
        out.append("a finding without a known severity")
    return out


def _of_error(error: ExtractionError, path: Path) -> list[str]:
    out = []
    if path.name not in str(error) or "\n" in str(error):
        out.append(f"the message is not one line that names the file: {error}")
    cause: BaseException | None = error.__cause__
    if cause is not None and "时出错" in error.message and _is_ours(cause):
        out.append(
            f"an error of ours, caught at the last moment ({type(cause).__name__}: {cause}): {_place(cause)}"
        )
    return out


def _is_ours(error: BaseException) -> bool:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return Path(last.filename).is_relative_to(OURS / "extractors")


def _place(error: BaseException) -> str:
    rooms = (OURS / "extractors", OURS / "normalizers")
    frames = [
        f
        for f in traceback.extract_tb(error.__traceback__)
        if any(Path(f.filename).is_relative_to(r) for r in rooms)
    ]
    last = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno} {last.line}"


def broken_by_text(text: str) -> list[str]:
    """The promises that reading this scoring text breaks."""
    with watching() as seen:
        try:
            with limited():
                found = normalize({"id": "t/1", "criteria": text, "points": "5"})
                problems = broken(text, found)
                json.dumps(found, ensure_ascii=False, allow_nan=False)
        except TooLong as error:
            problems = [f"takes longer than {LONGEST:.0f} s: {_place(error)}"]
        except Exception as error:
            problems = [f"raises {type(error).__name__} ({error}): {_place(error)}"]
    return problems + seen.all
