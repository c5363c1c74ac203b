"""`kaohe serve`: Datasette on the database, read-only, with the settings that suit it."""

from __future__ import annotations

import errno
import socket
from collections.abc import Mapping
from contextlib import closing
from difflib import get_close_matches
from pathlib import Path

from pipeline.database_file import require_database
from pipeline.errors import PipelineError

OTHER_PORT = "换一个端口：make run PORT=8002 或 kaohe serve --port 8002。"
OTHER_HOST = "用本机的地址：--host 127.0.0.1 只供本机，--host 0.0.0.0 供别的机器。"
PORTS = {
    errno.EADDRINUSE: ("端口已被占用", OTHER_PORT),
    errno.EACCES: ("没有使用这个端口的权限", OTHER_PORT),
    errno.EADDRNOTAVAIL: ("本机没有这个地址", OTHER_HOST),
}
"""Why a port cannot be had, and what to do."""

SWITCHES = ("on", "off", "true", "false", "1", "0")

SETTINGS = {
    "default_page_size": "50",
    "max_returned_rows": "1000",
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
    require_database(database)


def check_port(host: str, port: int) -> None:
    """Raise `PipelineError` where the port cannot be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror:
            raise PipelineError(f"不能使用 {host}:{port}（没有这个主机）。{OTHER_HOST}") from None
        except (OSError, UnicodeError) as error:
            number = getattr(error, "errno", None) or 0
            why, remedy = PORTS.get(number, (getattr(error, "strerror", None) or "地址不对", OTHER_HOST))
            raise PipelineError(f"不能使用 {host}:{port}（{why}）。{remedy}") from None


def check_settings(settings: Mapping[str, str]) -> None:
    """Raise `PipelineError` where Datasette has no such setting, or none of that value."""
    from datasette.app import DEFAULT_SETTINGS

    for name, value in settings.items():
        if name not in DEFAULT_SETTINGS:
            near = get_close_matches(name, DEFAULT_SETTINGS, n=1)
            hint = f"是不是 {near[0]}？" if near else ""
            raise PipelineError(f"没有名为“{name}”的设置。{hint}全部设置：datasette --help-settings。")
        default = DEFAULT_SETTINGS[name]
        if isinstance(default, bool) and value.lower() not in SWITCHES:
            raise PipelineError(f"设置 {name} 应为 on 或 off，不能是“{value}”。")
        if isinstance(default, int) and not isinstance(default, bool) and not value.isdigit():
            raise PipelineError(f"设置 {name} 应为整数，不能是“{value}”。")


def serve(
    database: Path, host: str, port: int, *, settings: Mapping[str, str] | None = None, cors: bool = False
) -> None:
    """Serve until interrupted."""
    check_settings(settings or {})
    command = arguments(database, host, port, settings, cors)
    check_port(host, port)
    from datasette.cli import cli

    cli.main(args=command, prog_name="datasette", standalone_mode=False)
