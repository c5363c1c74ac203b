from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.layout import Layout
from pipeline.run import run
from pipeline.settings import Settings

PROJECT = Path(__file__).parents[2]
FILES = ("dvc.yaml", "params.yaml", ".dvcignore", "tests/measure.py", "tests/normalizers/comparison.py")
ROOMS = ("extractors", "normalizers", "pipeline", "tests/gold")


@pytest.fixture
def project(layout: Layout, tmp_path: Path) -> Path:
    """The project's stages and code beside the small tables."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / name, folder / name)
    for room in ROOMS:
        shutil.copytree(PROJECT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(layout.raw, folder / "data" / "raw")
    (folder / "data" / "corrections").mkdir()
    (folder / ".dvc").mkdir()
    shutil.copy(PROJECT / ".dvc" / "config", folder / ".dvc" / "config")
    dvc(folder, "config", "core.no_scm", "true", "--local")
    return folder


def dvc(folder: Path, *arguments: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {
        **os.environ,
        "PATH": path,
        "DVC_NO_ANALYTICS": "1",
        "DVC_SITE_CACHE_DIR": str(folder / ".site"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "dvc", *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_repro_gives_the_bytes_of_a_run_and_a_second_one_does_nothing(
    project: Path, layout: Layout, tree: Callable[[Path], dict[str, bytes]]
) -> None:
    assert "Running stage 'measure'" in dvc(project, "repro")
    run(layout, settings=Settings())
    made = Layout(project / "data")
    assert made.database.read_bytes() == layout.database.read_bytes()
    layout.report.unlink()  # it says how long that run took; a step alone writes none
    for folder in ("items", "rules", "exports"):
        assert tree(made.root / folder) == tree(layout.root / folder)
    assert "up to date" in dvc(project, "repro")
    [metrics] = [
        one["data"] for one in json.loads(dvc(project, "metrics", "show", "--json"))[""]["data"].values()
    ]
    assert metrics["rows"]["items"] == 5
    assert metrics["amounts"]["covered"] == 1.0
    assert set(metrics["rules"]) == {"liucheng-2024", "lianyungang-2013"}
    dvc(project, "plots", "show", "-o", "plots")
    assert "findings" in (project / "plots" / "index.html").read_text(encoding="utf-8")
