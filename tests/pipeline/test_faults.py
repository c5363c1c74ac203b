"""What a run survives: being killed anywhere, a full disk, a second run, a folder that cannot be written."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from pipeline.cache import unpack
from pipeline.catalogue import Entry, read_catalogue, write_catalogue
from pipeline.cli import main
from pipeline.database_file import current_run
from pipeline.entry import STOPPED
from pipeline.layout import Layout
from pipeline.load import load
from pipeline.making import lost_rules
from pipeline.run import run
from pipeline.settings import Settings

Tree = Callable[[Path], dict[str, bytes]]
Deadly = Callable[..., AbstractContextManager[tuple[Entry, list[int]]]]
SMALL = 40_000
"""Bytes that a file may have at most in a run on a full disk: less than the database has."""


def kaohe(layout: Layout, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--data", str(layout.root)])


def made(layout: Layout, tree: Tree) -> dict[str, bytes]:
    """All that a run leaves, without its report, its cache and what changed since the run before."""
    return {
        name: content
        for name, content in tree(layout.root).items()
        if not name.startswith((".kaohe", "exports/run.json", "exports/delta.json"))
    }


def killed_at(layout: Layout, step: int) -> bool:
    """Run in a process that kills itself instead of its nth renaming of a file; whether it came so far."""
    child = os.fork()
    if child == 0:
        rename, count = os.replace, 0

        def fatal(source: str, target: str) -> None:
            nonlocal count
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)
            rename(source, target)

        os.replace = os.rename = fatal  # type: ignore[assignment]
        try:
            run(layout, settings=Settings(), workers=1)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_killed_anywhere_a_rerun_gives_the_same_bytes(layout: Layout, tree: Tree, tmp_path: Path) -> None:
    """Every file that a run writes becomes what it is by a renaming: these are all the states a kill can leave."""
    write_catalogue(layout.catalogue, read_catalogue(layout.catalogue)[:1])
    whole = Layout(tmp_path / "whole")
    shutil.copytree(layout.root, whole.root)
    run(whole, settings=Settings(), workers=1)
    step, came_so_far = 0, True
    while came_so_far:
        step += 1
        copy = Layout(tmp_path / f"killed-{step}")
        shutil.copytree(layout.root, copy.root)
        came_so_far = killed_at(copy, step)
        run(copy, settings=Settings(), workers=1)
        assert made(copy, tree) == made(whole, tree), step
        shutil.rmtree(copy.root)
    assert step > 6


def test_killed_while_exports_change_places_a_rerun_brings_them_back(layout: Layout, tree: Tree) -> None:
    run(layout, settings=Settings())
    before = made(layout, tree)
    layout.exports.rename(layout.root / ".exports.old")
    (layout.root / ".exports.new").mkdir()
    run(layout, settings=Settings())
    assert made(layout, tree) == before


@pytest.mark.parametrize("limit", [2_000, SMALL])
def test_a_full_disk_leaves_what_was_there_and_is_said(layout: Layout, tree: Tree, limit: int) -> None:
    run(layout, settings=Settings())
    before = made(layout, tree)
    text = (
        layout.catalogue.read_text(encoding="utf-8").replace("2024,", "2024,").replace("qingshan", "qingshui")
    )
    layout.catalogue.write_text(text, encoding="utf-8")
    before.pop("raw/catalogue.csv")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "run", "--data", str(layout.root)],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 1
    assert "没有改动" in done.stderr
    assert "Traceback" not in done.stderr
    after = made(layout, tree)
    kept = ("db/", "exports/")
    assert {n: c for n, c in after.items() if n.startswith(kept)} == {
        n: c for n, c in before.items() if n.startswith(kept)
    }
    assert not [name for name in after if name.endswith(".new")]
    assert kaohe(layout, "run", "--allow-findings").exit_code == 0
    with closing(sqlite3.connect(layout.database)) as connection:
        assert ("qingshui-2023",) in connection.execute("SELECT id FROM documents").fetchall()


def test_a_document_that_ends_its_process_is_set_aside(layout: Layout, deadly: Deadly, tree: Tree) -> None:
    """As if the memory were short: whatever process has the file open is killed."""
    entries = read_catalogue(layout.catalogue)
    with deadly(layout.raw, lambda: [child.pid for child in active_children()]) as (entry, killed):
        write_catalogue(layout.catalogue, [*entries, entry])
        outcome = run(layout, settings=Settings(), workers=2)
    assert len(set(killed)) == 2, "once beside others, once alone"
    assert outcome.done["extract"] == 3
    assert list(outcome.failures) == [entry.document]
    assert "deadly.pdf" in outcome.failures[entry.document]
    with closing(sqlite3.connect(layout.database)) as connection:
        assert connection.execute(
            "SELECT kind, severity FROM findings WHERE document = ?", [entry.document]
        ).fetchall() == [("unreadable", "error")]
        assert connection.execute("SELECT count(DISTINCT document) FROM rules").fetchone() == (2,)
    # Where there is memory again, it is read as if nothing had been.
    assert run(layout, settings=Settings(), workers=2).failures == {}
    calm = Layout(layout.root.parent / "calm")
    shutil.copytree(layout.raw, calm.raw)
    run(calm, settings=Settings(), workers=1)
    assert made(layout, tree) == made(calm, tree)


def test_a_document_that_ends_its_process_makes_the_command_fail(layout: Layout, deadly: Deadly) -> None:
    with deadly(layout.raw, lambda: [child.pid for child in active_children()]) as (entry, _):
        write_catalogue(layout.catalogue, [entry])
        result = kaohe(layout, "run", "--allow-findings")
    assert result.exit_code == 1
    assert "错误：deadly.pdf：读这份文件的进程两次被系统中途结束" in result.stderr


def test_scoring_texts_that_end_their_process_are_all_named(layout: Layout) -> None:
    run(layout, settings=Settings())
    lost = lost_rules(layout, "qingshan-2023")
    assert lost.failure is not None and lost.failure.startswith("qingshan-2023/1：")
    content = unpack(lost.packed)
    assert content is not None
    (layout.rules / "qingshan-2023.json").write_bytes(content)
    load(layout, Settings())
    with closing(sqlite3.connect(layout.database)) as connection:
        found = "SELECT count(DISTINCT item) FROM findings WHERE document = ? AND kind = 'failed'"
        assert connection.execute(found, ["qingshan-2023"]).fetchone() == (3,)


def _heed_ctrl_c() -> None:
    """What a shell starts in the background is told to ignore Ctrl-C, and so are all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("whole", [True, False], ids=["the terminal's", "this one's"])
def test_ctrl_c_ends_a_run_at_once_and_leaves_nothing(layout: Layout, tree: Tree, whole: bool) -> None:
    [entry, *_] = read_catalogue(layout.catalogue)
    entries = [replace(entry, document=f"p{number}-2023") for number in range(200)]
    write_catalogue(layout.catalogue, entries)
    command = [sys.executable, "-m", "pipeline.cli", "run", "--workers", "2", "--data", str(layout.root)]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=_heed_ctrl_c
    ) as running:
        while not layout.items.is_dir() and running.poll() is None:
            time.sleep(0.01)
        (os.killpg if whole else os.kill)(running.pid, signal.SIGINT)
        assert running.stderr is not None
        # At its end when every process that holds the other one is.
        assert running.stderr.read() == "已中止。\n"
    assert running.returncode == STOPPED
    assert [name for name in tree(layout.root) if name.endswith(".new")] == []
    assert len(list(layout.items.iterdir())) < len(entries)
    for path in layout.items.iterdir():
        json.loads(path.read_bytes())


@pytest.mark.parametrize("command", ["run", "load", "export"])
def test_a_second_writer_is_told_so(layout: Layout, command: str) -> None:
    run(layout, settings=Settings())
    with FileLock(layout.lock):
        result = kaohe(layout, command)
    assert result.exit_code == 1
    assert "另一个 kaohe" in result.stderr
    assert kaohe(layout, command).exit_code == 0


def test_a_second_run_can_wait_for_the_first(layout: Layout) -> None:
    code = (
        "import sys, time; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]): print('held', flush=True); time.sleep(1)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(layout.lock)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert kaohe(layout, "run", "--wait", "60", "--allow-findings").exit_code == 0


def test_a_folder_that_cannot_be_written_is_said(layout: Layout) -> None:
    """A file stands where the folder for the items should be: no user, not even root, can write there."""
    layout.items.write_text("")
    result = kaohe(layout, "run")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert str(layout.items) in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_said(layout: Layout) -> None:
    for path in (layout.root, *layout.root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    result = kaohe(layout, "run")
    for path in (layout.root, *layout.root.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert result.exit_code == 1
    assert "权限" in result.stderr


def run_mounted(
    layout: Layout, mount: Path, size: str, before: str, after: str
) -> subprocess.CompletedProcess[str]:
    """Run on a small file system of its own: `before` and `after` are shell commands around the run."""
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode != 0:
        pytest.skip("no private mounts here")
    mount.mkdir()
    script = f"""
        mount -t tmpfs -o size={size} none {mount} && cp -r {layout.root} {mount}/data && {before} || exit 9
        {sys.executable} -m pipeline.cli run --data {mount}/data; code=$?
        {after}; exit $code"""
    return subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True)


def test_a_read_only_file_system_is_said(layout: Layout, tmp_path: Path) -> None:
    mount = tmp_path / "mount"
    done = run_mounted(layout, mount, "4m", f"mount -o remount,ro {mount}", "true")
    assert done.returncode == 1, done.stderr
    assert "只读" in done.stderr or "没有写入" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_file_system_is_said(layout: Layout, tmp_path: Path) -> None:
    mount = tmp_path / "mount"
    done = run_mounted(layout, mount, "280k", "true", f"find {mount} -name '*.new'")
    assert done.returncode == 1, done.stderr
    assert "没有改动" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("step", ["extract", "normalize"])
def test_a_damaged_cache_is_made_again(layout: Layout, tree: Tree, step: str) -> None:
    run(layout, settings=Settings())
    before = made(layout, tree)
    for path in (layout.cache / step).glob("*/*"):
        path.write_bytes(path.read_bytes()[:-9] + b"\0" * 9)
    (layout.cache / f"{step}.json").unlink()
    shutil.rmtree(layout.items if step == "extract" else layout.rules)
    run(layout, settings=Settings())
    assert made(layout, tree) == before


def test_a_database_of_an_older_schema_is_rebuilt(layout: Layout, tree: Tree) -> None:
    run(layout, settings=Settings())
    before = made(layout, tree)
    with closing(sqlite3.connect(layout.database)) as connection, connection:
        connection.execute("PRAGMA user_version = 0")
        connection.execute("DROP TABLE runs")
    assert kaohe(layout, "check").exit_code == 1
    assert "kaohe run" in kaohe(layout, "serve").stderr
    run(layout, settings=Settings())
    assert made(layout, tree) == before
    assert (
        current_run(layout.database) == json.loads((layout.exports / "datapackage.json").read_bytes())["run"]
    )
