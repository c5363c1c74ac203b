"""On what, with what and when the bench ran."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench import document_peers, peers

LIBRARIES = ("lxml", "python-docx", "pdfplumber", "jieba", "datasette", "sqlite-utils", "numpy", "scipy")


def facts() -> Iterator[tuple[str, str]]:
    """Names and values: the machine, the versions, the date; nothing that names the machine or who it belongs to."""
    yield "机器", f"{_processor()}，{os.cpu_count()} 核，内存 {_memory():.0f} GiB"
    yield "系统", f"{_system()}（{platform.system()} {platform.machine()}）"
    yield "Python", platform.python_version()
    yield "kaohe", version("kaohe")
    yield "所用的库", "，".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield "比较的软件", "，".join(_peers()) or "没有"
    yield "日期", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"


def _processor() -> str:
    for line in _lines("/proc/cpuinfo"):
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.processor() or platform.machine()


def _memory() -> float:
    """In GiB."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.release()


def _peers() -> Iterator[str]:
    for name, packages in (*document_peers.PACKAGES.items(), *peers.PACKAGES.items()):
        if found := peers.installed(name, packages[0]):
            yield f"{name} {found}"
    if shutil.which("pandoc"):
        done = subprocess.run(["pandoc", "--version"], capture_output=True, text=True, check=True)  # noqa: S607
        yield done.stdout.splitlines()[0]


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf8").splitlines()
    except OSError:
        return []
