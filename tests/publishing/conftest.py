from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

sys.path.insert(0, str(Path(__file__).parent))

from served import served
from site_rows import build


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small database in a data folder of its own, one source file beside it, a secret next to the folder."""
    data = tmp_path_factory.mktemp("site") / "data"
    (data / "db").mkdir(parents=True)
    (data / "raw").mkdir()
    (data / "raw" / "a.docx").write_bytes(b"as issued")
    (data / "secret.txt").write_text("secret")
    build(data / "db" / "kaohe.db")
    return data / "db" / "kaohe.db"


Get = Callable[..., Any]


@pytest.fixture(scope="session")
def get(database: Path) -> Get:
    """Ask a site that serves the database: `get(path, headers=None, **query)`."""
    datasette = Datasette([], immutables=[str(database)], settings={"suggest_facets": False})

    def ask(path: str, headers: dict[str, str] | None = None, **query: str) -> Any:
        async def fetch() -> Any:
            return await datasette.client.get(path, params=query or None, headers=headers)

        return asyncio.run(fetch())

    return ask


@pytest.fixture(scope="session")
def site(database: Path) -> Iterator[str]:
    """The address of a server of its own for the database."""
    with served(database) as address:
        yield address
