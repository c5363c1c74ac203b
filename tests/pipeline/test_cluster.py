"""A Dask cluster of real processes reads what this process reads, byte for byte, even while it loses workers."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline import cluster
from pipeline.catalogue import Entry, read_catalogue, write_catalogue
from pipeline.cli import main
from pipeline.layout import Layout
from pipeline.run import run
from pipeline.settings import Settings

Tree = Callable[[Path], dict[str, bytes]]
Deadly = Callable[..., AbstractContextManager[tuple[Entry, list[int]]]]
READING = ("extract", "normalize")
STEPS = (*READING, "compare")


@pytest.fixture(scope="module")
def cluster_of_two() -> Iterator[object]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=2, processes=True, dashboard_address=":0", silence_logs="CRITICAL"
    ) as two:
        yield two


def many(layout: Layout, count: int) -> None:
    """Catalogue each of the layout's files many times, and one that is not there."""
    entries = [
        Entry(f"p{number}-{entry.year}", entry.file, entry.title, entry.jurisdiction, entry.level, entry.year)
        for number in range(count)
        for entry in read_catalogue(layout.catalogue)
    ]
    write_catalogue(layout.catalogue, [*entries, Entry("missing-2024", "missing.docx")])


def made(layout: Layout, tree: Tree) -> dict[str, bytes]:
    return {
        name: content
        for name, content in tree(layout.root).items()
        if name.startswith(("items/", "rules/", "links/"))
    }


def in_one_process(
    layout: Layout, tree: Tree, elsewhere: Path, steps: tuple[str, ...] = STEPS
) -> dict[str, bytes]:
    alone = Layout(elsewhere / "alone")
    shutil.copytree(layout.root, alone.root)
    run(alone, steps, settings=Settings(), workers=1)
    return made(alone, tree)


def test_a_cluster_gives_the_bytes_of_one_process(
    layout: Layout, tree: Tree, tmp_path: Path, cluster_of_two: object
) -> None:
    many(layout, 6)
    wanted = in_one_process(layout, tree, tmp_path)
    outcome = run(layout, STEPS, settings=Settings(), scheduler=cluster_of_two.scheduler_address)  # type: ignore[attr-defined]
    assert outcome.done["extract"] == outcome.done["normalize"] == 13
    assert set(outcome.failures) == {"missing-2024"}
    assert made(layout, tree) == wanted
    assert not (layout.cache / cluster.MARK).exists()


def test_a_worker_killed_in_the_middle_costs_nothing_but_time(
    layout: Layout, tree: Tree, tmp_path: Path, cluster_of_two: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "BATCH_SECONDS", 0.001)
    many(layout, 30)
    wanted = in_one_process(layout, tree, tmp_path, READING)
    first = next(iter(cluster_of_two.workers.values()))  # type: ignore[attr-defined]
    killed: list[int] = []

    def kill_when_some_are_done() -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if len(list(layout.items.glob("*.json"))) >= 5:
                killed.append(len(list(layout.rules.glob("*.json"))))
                os.kill(first.pid, signal.SIGKILL)
                return
            time.sleep(0.005)

    killer = threading.Thread(target=kill_when_some_are_done)
    killer.start()
    outcome = run(layout, READING, settings=Settings(), scheduler=cluster_of_two.scheduler_address)  # type: ignore[attr-defined]
    killer.join()
    assert killed == [0], "killed while documents were still being read"
    assert set(outcome.failures) == {"missing-2024"}
    assert made(layout, tree) == wanted


def test_a_document_that_ends_every_worker_is_set_aside(
    layout: Layout, deadly: Deadly, cluster_of_two: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_of_two.scheduler, "allowed_failures", 0)  # type: ignore[attr-defined]
    entries = read_catalogue(layout.catalogue)

    def workers() -> list[int]:
        return [worker.pid for worker in cluster_of_two.workers.values() if worker.pid]  # type: ignore[attr-defined]

    with deadly(layout.raw, workers) as (entry, killed):
        write_catalogue(layout.catalogue, [*entries, entry])
        address = cluster_of_two.scheduler_address  # type: ignore[attr-defined]
        outcome = run(layout, READING, settings=Settings(), scheduler=address)
    assert len(killed) >= 2
    assert list(outcome.failures) == [entry.document]
    assert outcome.done == {"extract": 3, "normalize": 3}


def kaohe(layout: Layout, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["run", "--data", str(layout.root), *arguments])


def test_a_scheduler_that_is_not_there_is_said(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    result = kaohe(layout, "--scheduler", "tcp://127.0.0.1:9")
    assert result.exit_code == 1
    assert result.stderr.startswith("错误：tcp://127.0.0.1:9：连不上")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("address", ["nonsense://x", "tcp://", "tcp://host", "host:8786", "", "tcp://a b:1"])
def test_what_is_no_address_is_said(layout: Layout, address: str) -> None:
    result = kaohe(layout, "--scheduler", address)
    assert result.exit_code == 1
    assert "不是调度程序的地址" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_worker_that_sees_another_folder_or_code_does_no_work(tmp_path: Path) -> None:
    token = tmp_path / "data" / ".kaohe-cache" / cluster.MARK
    guard = cluster.SameWork(token, "abc", cluster._versions())
    with pytest.raises(cluster.ClusterError, match="看不到"):
        guard()
    token.parent.mkdir(parents=True)
    token.write_text("another run's")
    with pytest.raises(cluster.ClusterError, match="看不到"):
        guard()
    token.write_text("abc")
    guard()
    with pytest.raises(cluster.ClusterError, match="版本"):
        cluster.SameWork(token, "abc", ("3.11", "other", "other"))()


def test_a_cluster_without_this_package_is_said(layout: Layout, tmp_path: Path) -> None:
    """A worker of a Python that cannot import the package: it is started where an empty one shadows it."""
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline" / "__init__.py").write_text("raise ImportError('no kaohe here')\n")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from distributed import LocalCluster\n"
        "if __name__ == '__main__':\n"
        "    here = {'processes': False, 'protocol': 'tcp://', 'dashboard_address': ':0'}\n"
        "    c = LocalCluster(n_workers=1, silence_logs=50, **here)\n"
        "    print(c.scheduler_address, flush=True); sys.stdin.read()\n"
    )
    script = tmp_path / "bare.py"
    script.write_text(code)
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as bare:
        assert bare.stdin is not None and bare.stdout is not None
        result = kaohe(layout, "--scheduler", bare.stdout.readline().strip())
        bare.stdin.close()
    assert result.exit_code == 1
    assert "不能运行 kaohe" in result.stderr
    assert result.stderr.count("\n") == 1
