"""What others make of the same documents, each in an environment of its own."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.peers import UnavailableError, ask, environment

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


def run(name: str, paths: Sequence[Path]) -> dict[Path, dict[str, Any]]:
    """``{"seconds", "rows"}`` or ``{"error"}`` for each file that it can read; raises `UnavailableError`."""
    if name == "pandoc" and not shutil.which("pandoc"):
        raise UnavailableError("没有安装（Debian 上：apt-get install pandoc）")
    python = environment(name, PACKAGES[name]) if name in PACKAGES else Path(sys.executable)
    readable = [path for path in paths if path.suffix in FORMATS[name]]
    answers = ask(python, "document_worker.py", name, [str(path) for path in readable])
    return dict(zip(readable, answers, strict=True))
