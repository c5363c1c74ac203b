"""The hint to install what is missing is a command that works where kaohe is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


def hint(folder: Path, direct_url: object, python: str = sys.executable) -> str:
    """What is said where an installation's metadata, in the folder, hold this direct_url.json."""
    information = folder / "kaohe-1.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: kaohe\nVersion: 1\n")
    if direct_url is not None:
        (information / "direct_url.json").write_text(json.dumps(direct_url))
    code = "from extractors.extras import how_to_install; print(how_to_install('ocr'))"
    path = os.pathsep.join((str(folder), str(PROJECT)))
    return subprocess.run(
        [python, "-c", code], env={"PYTHONPATH": path}, cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize("direct_url", [None, {"url": "file:///somewhere", "dir_info": {}}])
def test_installed_from_a_package(tmp_path: Path, direct_url: object) -> None:
    assert hint(tmp_path, direct_url) == "在安装kaohe的环境中执行 python -m pip install 'kaohe[ocr]'"


def test_installed_editable(tmp_path: Path) -> None:
    source = tmp_path / "源 码"
    direct_url = {"url": source.as_uri(), "dir_info": {"editable": True}}
    assert hint(tmp_path, direct_url) == "在kaohe的源码文件夹中执行 python -m pip install -e '.[ocr]'"


def test_installed_editable_in_the_environment_of_the_source(tmp_path: Path) -> None:
    source = tmp_path / "源 码"
    python = source / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    direct_url = {"url": source.as_uri(), "dir_info": {"editable": True}}
    found = hint(tmp_path, direct_url, str(python))
    assert found == "在kaohe的源码文件夹中执行 .venv/bin/python -m pip install -e '.[ocr]'"
