from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.errors import DatabaseError, PipelineError
from pipeline.serve import SETTINGS, arguments, check_port, check_settings


def test_a_port_that_is_taken() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PipelineError, match=r"端口已被占用.*换一个端口"):
            check_port("127.0.0.1", port)


@pytest.mark.parametrize("host", ["no-such-host.invalid", "999.1.1.1", "::zz", "a" * 300])
def test_a_host_that_is_none_is_no_question_of_the_port(host: str) -> None:
    with pytest.raises(PipelineError, match="--host") as told:
        check_port(host, 8001)
    assert "换一个端口" not in str(told.value)


def test_the_address_of_another_machine() -> None:
    with pytest.raises(PipelineError, match=r"本机没有这个地址.*--host"):
        check_port("192.0.2.1", 8001)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [("nosuch", "1", "没有名为“nosuch”的设置"), ("sql_time_limit", "1", "是不是 sql_time_limit_ms"),
     ("suggest_facets", "ja", "on 或 off"), ("sql_time_limit_ms", "x", "应为整数")],
)  # fmt: skip
def test_a_setting_that_datasette_does_not_have(name: str, value: str, told: str) -> None:
    with pytest.raises(PipelineError, match=told):
        check_settings({name: value})


def test_our_own_settings_are_ones_that_datasette_has() -> None:
    check_settings(SETTINGS)


def test_without_a_database_there_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="kaohe run"):
        arguments(tmp_path / "kaohe.db", "127.0.0.1", 8001)
