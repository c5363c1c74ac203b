"""What others make of the same documents, each in an environment of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.peers import UnavailableError, environment

PACKAGES: Mapping[str, tuple[str, ...]] = {
    "camelot": ("camelot-py[base]",),
    "docvortex": ("docvortex",),
    "markitdown": ("markitdown[pdf,docx,xlsx]",),
}
OFFICE = frozenset({".docx", ".xlsx"})
FORMATS: Mapping[str, frozenset[str]] = {
    "kaohe": OFFICE | {".pdf"},
    "pdfplumber": frozenset({".pdf"}),
    "camelot": frozenset({".pdf"}),
    "docvortex": OFFICE | {".pdf"},
    "markitdown": OFFICE | {".pdf"},
    "pandoc": frozenset({".docx"}),
}
"""What each one reads; .xlsx is no input of the pandoc that distributions carry."""
READ_SECONDS = 600


def run(name: str, paths: Sequence[Path]) -> dict[Path, dict[str, Any]]:
    """``{"seconds", "rows"}`` or ``{"error"}`` for each file that it can read; raises `UnavailableError`."""
    if name == "pandoc" and not shutil.which("pandoc"):
        raise UnavailableError("没有安装（Debian 上：apt-get install pandoc）")
    python = environment(name, PACKAGES[name]) if name in PACKAGES else Path(sys.executable)
    readable = [path for path in paths if path.suffix in FORMATS[name]]
    try:
        done = subprocess.run(  # noqa: S603
            [str(python), str(Path(__file__).parent / "document_worker.py"), name],
            input=json.dumps([str(path) for path in readable]),
            capture_output=True,
            text=True,
            timeout=READ_SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise UnavailableError((error.stderr.strip().splitlines() or ["?"])[-1]) from error
    except subprocess.TimeoutExpired as error:
        raise UnavailableError(f"{READ_SECONDS} 秒内没有读完") from error
    return dict(zip(readable, json.loads(done.stdout), strict=True))
