"""The site under load: many clients at once on a large database, the time of each kind of page, the memory."""

from __future__ import annotations

import asyncio
import random
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import httpx
from datasette.utils import tilde_encode

from bench.sets import TESTS, module
from pipeline.serve import arguments

Paths = Mapping[str, Sequence[str]]

CHROMIUM = TESTS.parent / "publishing" / "chromium.py"
CLIENTS = 20
PER_KIND = 12
"""Different addresses of each kind of page; every client asks for all of them, in an order of its own."""

STARTING = 120.0
"""Seconds within which the server must answer for the first time."""

MISSING = "没有的页"
WORDS = ("秸秆", "水", "环境影响评价", "整改", "危险废物 台账", "每少一次", "江河", "泰华荣", "督察", "约谈")


@dataclass(frozen=True, slots=True)
class Times:
    """What the visits of one kind of page took, in milliseconds, and how many did not succeed."""

    visits: int
    median: float
    p95: float
    failed: int


@dataclass(frozen=True, slots=True)
class Load:
    """Times by kind of page; the server's start and memory in bytes, at the start and at the end."""

    times: Mapping[str, Times]
    ready_seconds: float
    memory_before: int
    memory_after: int
    per_second: float


def under_load(database: Path, clients: int = CLIENTS, pause: float = 0.0) -> Load:
    """Serve the database, let the clients visit everything; each waits so many seconds between two pages."""
    paths = addresses(database)
    began = time.perf_counter()
    with serving(database) as (address, process):
        ready = time.perf_counter() - began
        before = memory(process)
        took, seconds = asyncio.run(_visit(address, paths, clients, pause))
        after = memory(process)
    visits = sum(len(of_kind) for of_kind in took.values())
    times = {kind: _summed(took[kind]) for kind in paths}
    return Load(times, ready, before, after, visits / seconds)


def addresses(database: Path) -> Paths:
    """Addresses of every kind of page, with ids that the database holds, always the same."""
    chance = random.Random(1)  # noqa: S311
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        documents = _some(connection, "documents", "id", chance)
        items = _some(connection, "items", "id", chance)
        departments = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM departments ORDER BY item_count DESC LIMIT ?", (PER_KIND,)
            )
        ]
        topics = [
            row[0] for row in connection.execute("SELECT name FROM topics ORDER BY item_count DESC LIMIT 4")
        ]
        name = database.stem
    words = [quote(word) for word in WORDS]
    return {
        "首页": ["/"],
        "图的数据": ["/chart/points_by_topic", "/chart/effects_by_document"],
        "文件列表": ["/documents", "/documents?year=2020", "/documents?start=200"],
        "文件": [f"/document/{one}" for one in documents],
        "事项": [f"/item/{quote(one)}" for one in items],
        "单位列表": ["/departments", f"/departments?words={quote('局')}"],
        "单位": [f"/department/{quote(one)}" for one in departments],
        "搜索": [f"/search?q={word}" for word in words],
        "搜索并筛选": [
            *(f"/search?q={word}&year=2020&effect=deduct" for word in words[:5]),
            *(f"/search?topic={quote(topic)}" for topic in topics),
            "/search?effect=veto",
            "/search?effect=deduct",
        ],
        "比较": [f"/compare?left={one}&right={other}" for one, other in pairwise(documents[:3])],
        "历年": [*(f"/timeline?words={word}" for word in words[:3]), f"/timeline?topic={quote(topics[0])}"],
        "数据库": [f"/{name}"],
        "数据表": [
            f"/{name}/{table}" for table in ("items", "rules", "thresholds", "findings", "item_departments")
        ],
        "数据表筛选": [
            f"/{name}/rules?effect=veto",
            f"/{name}/rules?effect=deduct&basis=per_unit&_sort_desc=points_value",
            *(f"/{name}/rules?document={one}" for one in documents[:3]),
            *(f"/{name}/items?document={one}" for one in documents[:3]),
            f"/{name}/findings?severity=warning",
        ],
        "数据表查找": [
            *(f"/{name}/items?_search={word}" for word in words),
            *(f"/{name}/rules?_search={word}" for word in words[:4]),
        ],
        "视图": [f"/{name}/rules_in_full?document={documents[0]}", f"/{name}/vetoes_in_full?year=2020"],
        "常用问题": [
            f"/{name}/vetoes?document={documents[0]}",
            f"/{name}/caps_of_items?document={documents[1]}",
            f"/{name}/penalties_per_incident?points=2",
            f"/{name}/items_worth_most?points=10&year=2020",
        ],
        "JSON": [
            f"/{name}/rules.json?document={documents[0]}",
            f"/{name}/items/{tilde_encode(items[0])}.json",
        ],
        MISSING: ["/item/none", "/document/none"],
    }


@contextmanager
def serving(database: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server of its own for the database, as `kaohe serve` starts it, once it answers: address and process.

    Raises `TimeoutError` where it does not.
    """
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "datasette", *arguments(database, "127.0.0.1", port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + STARTING
        while True:
            try:
                httpx.get(f"{address}/documents", trust_env=False, timeout=STARTING).raise_for_status()
                break
            except httpx.TransportError:
                if time.monotonic() > until or process.poll() is not None:
                    raise TimeoutError(f"{database}：网站没有起来") from None
                time.sleep(0.05)
        yield address, process
    finally:
        process.kill()
        process.wait()


def memory(process: subprocess.Popen[bytes]) -> int:
    """The memory that a process holds, in bytes."""
    fields = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    found = dict(line.split(":", 1) for line in fields if ":" in line)
    return int(found["VmRSS"].split()[0]) * 1024


async def _visit(
    address: str, paths: Paths, clients: int, pause: float
) -> tuple[dict[str, list[tuple[float, bool]]], float]:
    """Every client visits every address once; by kind, milliseconds and whether it succeeded; seconds in all."""
    took: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    everything = [(kind, path) for kind, of_kind in paths.items() for path in of_kind]

    async def visitor(number: int, client: httpx.AsyncClient) -> None:
        chance = random.Random(number)  # noqa: S311
        for kind, path in chance.sample(everything, len(everything)):
            began = time.perf_counter()
            response = await client.get(path)
            milliseconds = 1000 * (time.perf_counter() - began)
            took[kind].append((milliseconds, response.status_code == (404 if kind == MISSING else 200)))
            await asyncio.sleep(pause * 2 * chance.random())

    async with AsyncExitStack() as stack:
        # Made before the clock runs: each takes some 20 ms of this process, and the first visit would wait for all.
        made = [httpx.AsyncClient(base_url=address, trust_env=False, timeout=60) for _ in range(clients)]
        opened = [await stack.enter_async_context(client) for client in made]
        began = time.perf_counter()
        await asyncio.gather(*map(visitor, range(clients), opened))
        return took, time.perf_counter() - began


def _summed(visits: Sequence[tuple[float, bool]]) -> Times:
    times = sorted(milliseconds for milliseconds, _ in visits)
    p95 = times[min(int(len(times) * 0.95), len(times) - 1)]
    return Times(len(times), statistics.median(times), p95, sum(not fine for _, fine in visits))


def _some(connection: sqlite3.Connection, table: str, column: str, chance: random.Random) -> list[str]:
    """Values of some rows from all over a table."""
    (last,) = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()  # noqa: S608 - ours
    rowids = sorted(chance.sample(range(1, last + 1), min(PER_KIND, last)))
    marks = ", ".join("?" * len(rowids))
    sql = f"SELECT {column} FROM {table} WHERE rowid IN ({marks})"  # noqa: S608 - ours
    return [row[0] for row in connection.execute(sql, rowids)]


@dataclass(frozen=True, slots=True)
class Paint:
    """How a browser shows a page: milliseconds to its first paint, bytes of all that it asked for, other hosts."""

    path: str
    first: float
    size: int
    elsewhere: int


PAINTED_PATHS = ("/", "/documents", f"/search?q={quote('秸秆')}", "/kaohe/rules")
PAINTED = """
new Promise(done => new PerformanceObserver(list => {
  const painted = list.getEntriesByName('first-contentful-paint')[0];
  if (painted) done(painted.startTime);
}).observe({type: 'paint', buffered: true}))"""
SIZE = "performance.getEntries().reduce((sum, e) => sum + (e.transferSize || 0), 0)"


def paints(database: Path, paths: Sequence[str]) -> list[Paint]:
    """The paths in a headless Chromium, with nothing kept from before; none where there is no Chromium."""
    chromium = module(CHROMIUM)
    if chromium.program() is None:
        return []
    found = []
    with serving(database) as (address, _), chromium.Browser() as browser:
        browser.ask("Network.setCacheDisabled", cacheDisabled=True)
        for path in paths:
            browser.open(address + path)
            elsewhere = sum(not asked.startswith(address) for asked in browser.requests)
            found.append(Paint(path, browser.run(PAINTED), browser.run(SIZE), elsewhere))
    return found
