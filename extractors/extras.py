"""How to install a part of kaohe that is missing, for the environment that runs here.

The text gets into records: it holds no path of this machine.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit


def how_to_install(extra: str) -> str:
    """The command that installs an optional part, and where to call it."""
    source = _source()
    if source is None:
        return f"在安装kaohe的环境中执行 python -m pip install 'kaohe[{extra}]'"
    # Not resolved: an environment's interpreter is a link to the one that it was made with.
    program = Path(sys.executable)
    python = program.relative_to(source) if program.is_relative_to(source) else Path("python")
    return f"在kaohe的源码文件夹中执行 {python} -m pip install -e '.[{extra}]'"


def _source() -> Path | None:
    """The folder of the source where the package is installed editable, else None."""
    try:
        told = json.loads(distribution("kaohe").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return None
    if not told.get("dir_info", {}).get("editable"):
        return None
    return Path(unquote(urlsplit(told["url"]).path))
