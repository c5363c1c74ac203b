from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from datasette.app import Datasette

sys.path.insert(0, str(Path(__file__).parent))

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
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", "-i", str(database), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urlopen(address + "/-/versions.json").close()  # noqa: S310 - our own server
                break
            except URLError:
                time.sleep(0.1)
        yield address
    finally:
        server.kill()
        server.wait()
