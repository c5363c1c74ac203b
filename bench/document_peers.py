"""What others make of the same documents, each in an environment of its own."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.peers import Session, UnavailableError, environment

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


def session(name: str) -> Session:
    """A session with one reader; it is asked for paths. Raises `UnavailableError`."""
    if name == "pandoc" and not shutil.which("pandoc"):
        raise UnavailableError("没有安装（Debian 上：apt-get install pandoc）")
    python = environment(name, PACKAGES[name]) if name in PACKAGES else Path(sys.executable)
    return Session(python, "document_worker.py", name)


def run(name: str, paths: Sequence[Path]) -> dict[Path, dict[str, Any]]:
    """``{"seconds", "rows"}`` or ``{"error"}`` for each file, read once; raises `UnavailableError`."""
    with closing(session(name)) as reader:
        return {path: reader.ask(str(path)) for path in paths}
