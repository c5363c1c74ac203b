"""A corpus read in parts and merged is the corpus read at once, byte for byte; parts that do not fit are told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.catalogue import Entry, read_catalogue, write_catalogue
from pipeline.cli import main
from pipeline.errors import ShardError
from pipeline.layout import Layout
from pipeline.run import run
from pipeline.settings import Settings
from pipeline.shards import Shard, parse_shard

Tree = Callable[[Path], dict[str, bytes]]
COUNT = 3
MADE = ("items/", "rules/", "links/", "db/kaohe.db", "exports/")
APART = ("exports/run.json", "exports/delta.json")


def kaohe(layout: Layout, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--data", str(layout.root)])


def made(layout: Layout, tree: Tree) -> dict[str, bytes]:
    files = tree(layout.root)
    return {n: c for n, c in files.items() if n.startswith(MADE) and n not in APART}


@pytest.fixture
def corpus(layout: Layout) -> Layout:
    """Eight documents, no two files alike, of which one cannot be read and one is missing."""
    entries = list(read_catalogue(layout.catalogue))
    for number in range(4):
        for entry in read_catalogue(layout.catalogue):
            name = f"{number}{entry.file}"
            content = (layout.raw / entry.file).read_bytes()
            (layout.raw / name).write_bytes(content + bytes(number + 1))
            entries.append(Entry(f"c{number}-{entry.document}", name, entry.title, year=entry.year))
    (layout.raw / "broken.docx").write_bytes(b"PK no archive")
    entries += [Entry("broken-2024", "broken.docx"), Entry("missing-2024", "missing.docx")]
    write_catalogue(layout.catalogue, entries)
    return layout


def run_shards(layout: Layout) -> list[Result]:
    return [kaohe(layout, "run", "--shard", f"{number}/{COUNT}") for number in range(1, COUNT + 1)]


def whole(layout: Layout, elsewhere: Path, *steps: str) -> Layout:
    copy = Layout(elsewhere / "whole")
    shutil.copytree(layout.root, copy.root)
    arguments = [part for step in steps for part in ("--step", step)]
    assert kaohe(copy, "run", *arguments).exit_code == 1
    return copy


def test_every_document_is_in_one_shard() -> None:
    hashes = [f"{n * 0x9E3779B97F4A7C15 % 2**64:016x}{'0' * 48}" for n in range(1000)]
    shards = [Shard(number, 7) for number in range(1, 8)]
    of_each = [[one for one in hashes if shard.holds("x", one)] for shard in shards]
    assert sorted(one for part in of_each for one in part) == sorted(hashes)
    assert all(100 < len(part) < 190 for part in of_each)
    assert sum(shard.holds("missing-2024", None) for shard in shards) == 1


def test_shards_and_a_merging_run_give_the_bytes_of_a_run(corpus: Layout, tree: Tree, tmp_path: Path) -> None:
    alone = whole(corpus, tmp_path)
    codes = [result.exit_code for result in run_shards(corpus)]
    assert set(codes) <= {0, 1} and 1 in codes
    assert not corpus.items.exists()
    result = kaohe(corpus, "run", "--merge")
    assert result.exit_code == 1
    assert result.stderr.count("错误：") == 2
    assert made(corpus, tree) == made(alone, tree)


def test_shards_and_one_load_give_the_bytes_of_a_load(corpus: Layout, tree: Tree, tmp_path: Path) -> None:
    alone = whole(corpus, tmp_path, "extract", "normalize", "load")
    run_shards(corpus)
    result = kaohe(corpus, "load", "--merge")
    assert result.exit_code == 1
    assert "broken.docx" in result.stderr and "missing.docx" in result.stderr
    assert made(corpus, tree) == made(alone, tree)


def test_shards_made_on_other_machines_are_merged_where_no_document_is(
    corpus: Layout, tree: Tree, tmp_path: Path
) -> None:
    alone = whole(corpus, tmp_path)
    head = Layout(tmp_path / "head")
    head.raw.mkdir(parents=True)
    for number in range(1, COUNT + 1):
        machine = Layout(tmp_path / f"machine-{number}")
        shutil.copytree(corpus.raw, machine.raw)
        kaohe(machine, "run", "--shard", f"{number}/{COUNT}")
        name = Shard(number, COUNT).folder
        shutil.copytree(machine.shards / name, head.shards / name)
    shutil.copy(corpus.catalogue, head.catalogue)
    assert kaohe(head, "run", "--merge").exit_code == 1
    assert made(head, tree) == made(alone, tree)


def test_after_merging_a_run_has_nothing_left_to_read(corpus: Layout, tree: Tree) -> None:
    run_shards(corpus)
    run(corpus, ("compare", "load", "export"), settings=Settings(), merging=True)
    before = made(corpus, tree)
    outcome = run(corpus, settings=Settings())
    failed = 2
    assert outcome.done == {"extract": failed, "normalize": 0, "compare": 0, "load": 0, "export": 0}
    assert made(corpus, tree) == before


def test_a_shard_works_only_on_what_has_changed(corpus: Layout) -> None:
    for number, result in enumerate(run_shards(corpus), 1):
        again = run(corpus, ("extract", "normalize"), settings=Settings(), shard=Shard(number, COUNT))
        assert again.done["extract"] == len(again.failures), result.stderr


def test_two_shards_do_not_wait_for_each_other_but_the_same_one_does(corpus: Layout) -> None:
    from filelock import FileLock

    first = corpus.shards / Shard(1, COUNT).folder
    first.mkdir(parents=True)
    with FileLock(first / ".kaohe-lock"):
        assert "另一个 kaohe" in kaohe(corpus, "run", "--shard", f"1/{COUNT}").stderr
        assert "另一个 kaohe" not in kaohe(corpus, "run", "--shard", f"2/{COUNT}").stderr


def missing_shard(layout: Layout) -> None:
    shutil.rmtree(layout.shards / Shard(2, COUNT).folder)


def another_count(layout: Layout) -> None:
    kaohe(layout, "run", "--shard", "1/2")


def damaged_manifest(layout: Layout) -> None:
    (layout.shards / Shard(1, COUNT).folder / "shard.json").write_text('{"shard": "9/')


def other_code(layout: Layout) -> None:
    path = layout.shards / Shard(1, COUNT).folder / "shard.json"
    path.write_text(path.read_text().replace('"extract": "', '"extract": "0'))


def new_document(layout: Layout) -> None:
    entries = read_catalogue(layout.catalogue)
    write_catalogue(layout.catalogue, [*entries, Entry("new-2024", entries[0].file)])


def changed_catalogue(layout: Layout) -> None:
    path = layout.catalogue
    path.write_text(path.read_text(encoding="utf-8").replace("东湖区2024年", "东湖区"), encoding="utf-8")


def changed_file(layout: Layout) -> None:
    with (layout.raw / "hezhang.docx").open("ab") as file:
        file.write(b"\0")


def changed_corrections(layout: Layout) -> None:
    layout.corrections.mkdir()
    (layout.corrections / "donghu-2024.yaml").write_text("")


def damaged_files(layout: Layout) -> None:
    for path in layout.shards.glob("*/rules/donghu-2024.json"):
        path.write_bytes(path.read_bytes()[:-5])
    for path in layout.shards.glob("*/.kaohe-cache/normalize/*/*"):
        path.unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (shutil.rmtree, "没有分片的结果"),
        (missing_shard, "缺少 2/3"),
        (another_count, "有几种分法"),
        (damaged_manifest, "已损坏"),
        (other_code, "另一版本"),
        (new_document, "new-2024 不在任何一片"),
        (changed_catalogue, "改动过"),
        (changed_file, "改动过"),
        (changed_corrections, "改动过"),
        (damaged_files, "缺失或已损坏"),
    ],
)
def test_shards_that_do_not_fit_are_not_merged(
    corpus: Layout, spoil: Callable[[object], None], said: str
) -> None:
    run_shards(corpus)
    spoil(corpus.shards if spoil is shutil.rmtree else corpus)
    result = kaohe(corpus, "load", "--merge")
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert not corpus.database.exists()


@pytest.mark.parametrize(
    "text", ["", "3", "0/3", "4/3", "a/b", "1/0", "-1/3", "1/3/5", "１/３", "1/99999999"]
)
def test_what_is_no_shard_is_said(text: str) -> None:
    with pytest.raises(ShardError, match="2/8"):
        parse_shard(text)


@pytest.mark.parametrize(
    "arguments", [("--shard", "1/2", "--merge"), ("--shard", "1/2", "--step", "load"), ("--shard", "9/8")]
)
def test_what_a_shard_cannot_do_is_said(corpus: Layout, arguments: tuple[str, ...]) -> None:
    assert kaohe(corpus, "run", *arguments).exit_code == 2
