"""`kaohe serve`: Datasette on the database, read-only, with the settings that suit it."""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path

from pipeline.errors import DatabaseError, PipelineError
from pipeline.load import current_run

SETTINGS = {
    "default_page_size": "50",
    "max_returned_rows": "2000",
    "sql_time_limit_ms": "3000",
    "facet_time_limit_ms": "500",
    "suggest_facets": "off",
    "default_cache_ttl": "0",
}
"""Pages that fit a screen, queries that cannot hold up others, no caching of a site that changes."""


def arguments(database: Path, host: str, port: int) -> list[str]:
    """The arguments of `datasette` for this database. Raises `DatabaseError` where there is none."""
    if current_run(database) is None:
        raise DatabaseError(f"{database}：没有数据库，或由旧版本生成。先运行 kaohe run。")
    settings = [part for name, value in SETTINGS.items() for part in ("--setting", name, value)]
    return ["serve", "-i", str(database), "--host", host, "--port", str(port), *settings]


def check_port(host: str, port: int) -> None:
    """Raise `PipelineError` where the port cannot be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PipelineError(
                f"不能使用 {host}:{port}（{error.strerror}）。"
                "换一个端口：make run PORT=8002 或 kaohe serve --port 8002。"
            ) from None


def serve(database: Path, host: str, port: int) -> None:
    """Serve until interrupted."""
    command = arguments(database, host, port)
    check_port(host, port)
    from datasette.cli import cli

    cli.main(args=command, prog_name="datasette", standalone_mode=False)
