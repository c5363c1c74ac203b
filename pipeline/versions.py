"""What version of the code a result was made by."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

LIBRARIES = {
    "extractors": ("python-docx", "pdfplumber", "lxml", "rapidocr", "onnxruntime"),
    "normalizers": ("spacy", "jieba", "opencc"),
    "pipeline": ("jieba", "numpy", "scipy"),
}
"""The libraries on whose versions a room's results depend, beside its own code."""

STEP_MODULES = (
    "steps.py",
    "ids.py",
    "corrections.py",
    "correction_files.py",
    "correction_values.py",
    "yaml_files.py",
)
"""The pipeline's own modules that shape what the steps on one document write."""


@cache
def code_version(room: str) -> str:
    """A short hash over a room's files (code, lexicons) and the versions of the libraries it reads with."""
    found = hashlib.sha256()
    for name, content in sorted(_contents(files(room), "")):
        found.update(f"{name}\0{len(content)}\0".encode())
        found.update(content)
    for library in LIBRARIES[room]:
        found.update(f"{library} {library_version(library)}\n".encode())
    return found.hexdigest()[:16]


@cache
def step_version(step: Literal["extract", "normalize"]) -> str:
    """The version of all code that decides what a step writes."""
    found = hashlib.sha256(code_version({"extract": "extractors", "normalize": "normalizers"}[step]).encode())
    for module in STEP_MODULES:
        found.update(files("pipeline").joinpath(module).read_bytes())
    return found.hexdigest()[:16]


def _contents(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    out = []
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name != "__pycache__":
                out += _contents(entry, f"{prefix}{entry.name}/")
        elif not entry.name.endswith(".pyc"):
            out.append((prefix + entry.name, entry.read_bytes()))
    return out


def library_version(library: str) -> str:
    """The version of a library, “-” where it is not installed."""
    try:
        return version(library)
    except PackageNotFoundError:
        return "-"
