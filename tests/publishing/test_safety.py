"""Datasette's settings and what it is asked to allow: a site that nobody can change or hold up."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from site_rows import ROWS

from pipeline.serve import SETTINGS, arguments

PROJECT = Path(__file__).parents[2]


def test_settings_of_the_site(database: Path) -> None:
    given = arguments(database, "127.0.0.1", 8001)
    at = given.index("-i")
    assert given[at + 1] == str(database)
    passed = {given[n + 1]: given[n + 2] for n, part in enumerate(given) if part == "--setting"}
    assert passed == SETTINGS
    assert int(passed["sql_time_limit_ms"]) <= 3000
    assert int(passed["max_returned_rows"]) <= 2000
    forbidden = {
        "--root",
        "--cors",
        "--load-extension",
        "--create",
        "--crossdb",
        "--static",
        "--plugin-secret",
    }
    assert not forbidden & set(given)


def test_other_hosts_only_where_it_is_asked_for(database: Path) -> None:
    assert "--cors" in arguments(database, "127.0.0.1", 8001, cors=True)
    assert "127.0.0.1" in arguments(database, "127.0.0.1", 8001)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/kaohe"),
        ("POST", "/kaohe/items"),
        ("PUT", "/kaohe/items/1"),
        ("DELETE", "/kaohe/items"),
        ("POST", "/kaohe/-/create"),
        ("POST", "/kaohe/items/-/insert"),
        ("POST", "/kaohe/items/-/drop"),
    ],
)
def test_no_plugin_setting_lets_anybody_write(get: Any, database: Path, method: str, path: str) -> None:
    import asyncio

    from datasette.app import Datasette

    before = database.read_bytes()

    async def ask() -> int:
        site = Datasette([], immutables=[str(database)])
        response = await site.client.request(method, path, json={"rows": [{"id": "x"}]})
        return int(response.status_code)

    assert asyncio.run(ask()) >= 400
    assert database.read_bytes() == before
    assert len(get("/kaohe/items.json", _shape="array").json()) == len(ROWS["items"])


@pytest.mark.parametrize(
    "path", ["/-/actor", "/-/plugins", "/-/threads", "/-/messages", "/-/logout", "/-/permissions"]
)
def test_pages_about_the_machine_tell_nothing_secret(get: Any, path: str, database: Path) -> None:
    answer = get(path)
    assert str(database.parent) not in answer.text
    assert "secret" not in answer.text


def test_the_container_runs_without_rights() -> None:
    lines = (PROJECT / "Dockerfile").read_text(encoding="utf8").splitlines()
    users = [line.split()[1] for line in lines if line.startswith("USER")]
    assert users and users[-1] not in ("root", "0")
    assert any("--require-hashes" in line for line in lines)


def test_every_test_that_the_docs_name_is_there() -> None:
    text = (PROJECT / "docs" / "security.md").read_text(encoding="utf8")
    tests = {path: path.read_text(encoding="utf8") for path in (PROJECT / "tests").rglob("test_*.py")}
    for name in re.findall(r"`(test_\w+)`", text):
        assert any(f"def {name}(" in content for content in tests.values()), name
    for name in re.findall(r"`((?:tests/\w+/)?test_\w+\.py)`", text):
        assert any(str(path).endswith(name) for path in tests), name
