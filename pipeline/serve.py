"""`kaohe serve`: Datasette on the database, read-only, with the settings that suit it."""

from __future__ import annotations

import errno
import socket
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from pipeline.errors import DatabaseError, PipelineError
from pipeline.load import current_run

PORTS = {
    errno.EADDRINUSE: "端口已被占用",
    errno.EACCES: "没有使用这个端口的权限",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}
"""Why a port cannot be had."""

SETTINGS = {
    "default_page_size": "50",
    "max_returned_rows": "2000",
    "sql_time_limit_ms": "3000",
    "facet_time_limit_ms": "500",
    "suggest_facets": "off",
    "default_cache_ttl": "0",
    "allow_download": "on",
    "default_allow_sql": "on",
}
"""Pages that fit a screen, queries that cannot hold up others, no caching of a site that changes. The database may be
taken away whole and asked in SQL: everything in it can be seen on the pages anyway."""


def arguments(
    database: Path, host: str, port: int, settings: Mapping[str, str] | None = None, cors: bool = False
) -> list[str]:
    """The arguments of `datasette` for this database. Raises `DatabaseError` where there is none."""
    check_database(database)
    chosen = {**SETTINGS, **(settings or {})}
    passed = [part for name, value in chosen.items() for part in ("--setting", name, value)]
    address = ["--host", host, "--port", str(port)]
    return ["serve", "-i", str(database), *address, *passed, *(["--cors"] if cors else [])]


def check_database(database: Path) -> None:
    """Raise `DatabaseError` where there is no database of this version."""
    if current_run(database) is None:
        raise DatabaseError(f"{database}：没有数据库，或由旧版本生成。先运行 kaohe run。")


def check_port(host: str, port: int) -> None:
    """Raise `PipelineError` where the port cannot be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PipelineError(
                f"不能使用 {host}:{port}（{PORTS.get(error.errno or 0, error.strerror)}）。"
                "换一个端口：make run PORT=8002 或 kaohe serve --port 8002。"
            ) from None


def serve(
    database: Path, host: str, port: int, *, settings: Mapping[str, str] | None = None, cors: bool = False
) -> None:
    """Serve until interrupted."""
    command = arguments(database, host, port, settings, cors)
    check_port(host, port)
    from datasette.cli import cli

    cli.main(args=command, prog_name="datasette", standalone_mode=False)
