"""Which of the databases that Datasette serves were made by kaohe."""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import NotFound

from pipeline.schema import APPLICATION_ID

if TYPE_CHECKING:
    from datasette.app import Datasette

APPLICATION_ID_AT = 68
"""Where SQLite's file header keeps the application id: four bytes, big-endian."""


def kaohe_databases(datasette: Datasette) -> tuple[str, ...]:
    """The names of the databases that carry kaohe's mark."""
    return tuple(
        name for name, database in datasette.databases.items() if database.path and _ours(database.path)
    )


def the_database(datasette: Datasette) -> Any:
    """The database that the pages show: the first of ours. Raises `NotFound` where none is served."""
    for name in kaohe_databases(datasette):
        return datasette.get_database(name)
    raise NotFound("没有考核规则库。先运行 kaohe run，再用 kaohe serve 打开。")


def data_folder(datasette: Datasette) -> Path:
    """The data folder that the shown database stands in."""
    return Path(the_database(datasette).path).resolve().parent.parent


@lru_cache
def _ours(path: str) -> bool:
    with Path(path).open("rb") as file:
        header = file.read(APPLICATION_ID_AT + 4)
    return header[APPLICATION_ID_AT:] == struct.pack(">I", APPLICATION_ID)
