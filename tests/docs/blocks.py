"""The code blocks of a page, and how each kind is run in a copy of the project."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

PROJECT = Path(__file__).parents[2]
FENCE = re.compile(
    r"(?:<!-- 不运行：(?P<reason>[^\n]+?) -->\n+)?"
    r"^```(?P<language>\w*)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
LEFT_OUT = shutil.ignore_patterns(
    ".*", "build", "site", "data", "node_modules", "*.egg-info", "__pycache__", "htmlcov", "tests", "bench"
)
LONGEST = 120
"""Seconds that one block may take; most take one."""


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, the file that its title names, why it is not run (if so)."""

    page: Path
    number: int
    language: str
    code: str
    title: str | None
    reason: str | None


def pages() -> list[Path]:
    """The README and all pages of the docs, those made by a program left out."""
    made = {"cli.md", "data-dictionary.md"}
    return [PROJECT / "README.md", *sorted(p for p in (PROJECT / "docs").rglob("*.md") if p.name not in made)]


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page in their order."""
    for number, match in enumerate(FENCE.finditer(page.read_text(encoding="utf8")), 1):
        yield Block(page, number, match["language"], match["code"], match["title"], match["reason"])


def copy_of_project(target: Path) -> Path:
    """The project without what is made, its environment linked; ``data`` holds what was issued."""
    shutil.copytree(PROJECT, target, ignore=LEFT_OUT)
    for name in ("raw", "corrections"):
        shutil.copytree(PROJECT / "data" / name, target / "data" / name)
    (target / ".venv").symlink_to(sys.prefix)
    return target


def run_block(block: Block, folder: Path) -> None:
    """Run a block in a copy of the project; raises AssertionError where it does not do what the page says."""
    if block.title is not None:
        target = folder / block.title
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(block.code, encoding="utf8")
    elif block.language in RUNNERS:
        RUNNERS[block.language](block.code, folder)
    else:
        raise AssertionError(f"a block of {block.language or 'no language'} is neither run nor marked")


def _shell(code: str, folder: Path) -> str:
    environment = os.environ | {
        "PATH": f"{Path(sys.prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(folder),
        "HOME": str(folder.parent / "home"),
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        ["sh", "-eu", "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=LONGEST,
    )
    assert done.returncode == 0, (
        f"{code}\nexit {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    )
    return done.stdout


def _console(code: str, folder: Path) -> None:
    """Commands after ``$ `` and what they print; white space counts as one blank, a line ``…`` stands for any lines,
    ``…`` at a line's end for its rest."""
    for part in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        printed = [" ".join(line.split()) for line in _shell(command, folder).splitlines() if line.strip()]
        wanted = [" ".join(line.split()) for line in expected.splitlines() if line.strip()]
        assert _agree(wanted, printed), f"$ {command}\nprinted:\n" + "\n".join(printed)


def _agree(wanted: list[str], printed: list[str]) -> bool:
    if not wanted:
        return not printed
    if wanted[0] == "…":
        return any(_agree(wanted[1:], printed[n:]) for n in range(len(printed) + 1))
    pattern = re.sub(r"([\[\]?*])", r"[\1]", wanted[0]).replace("…", "*")
    return bool(printed) and fnmatchcase(printed[0], pattern) and _agree(wanted[1:], printed[1:])


def _python(code: str, folder: Path) -> None:
    (folder / "block.py").write_text(code, encoding="utf8")
    _shell("python block.py", folder)


def _sql(code: str, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "data" / "db" / "kaohe.db")) as database:
        assert database.execute(code).fetchone() is not None, f"no answer: {code}"


def _diff(code: str, folder: Path) -> None:
    (folder / "block.diff").write_text(code, encoding="utf8")
    _shell("git apply --whitespace=nowarn block.diff", folder)


RUNNERS = {
    "sh": lambda code, folder: _shell(code, folder) and None,
    "console": _console,
    "python": _python,
    "sql": _sql,
    "diff": _diff,
    "yaml": lambda code, folder: yaml.safe_load(code) and None,
    "json": lambda code, folder: json.loads(code) and None,
}
