"""The command line: `kaohe COMMAND`. Commands import what they need when they are called."""

from __future__ import annotations

import json
import logging
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from pipeline import logs
from pipeline.chinese import speak_chinese
from pipeline.commands import (
    EXIT_FAILED,
    EXIT_FINDINGS,
    FILE,
    Commands,
    data_option,
    explained,
    fail,
    log_option,
    merge_option,
    params_option,
    wait_option,
)
from pipeline.compare_cli import compare
from pipeline.outputs_cli import check, export, review
from pipeline.publish_cli import publish, serve

if TYPE_CHECKING:
    from rich.console import RenderableType

    from pipeline.layout import Layout
    from pipeline.run_report import Outcome

PLAIN_WIDTH = 160
"""Columns of a table that is not written to a terminal."""
_TEXT_FIELDS = ("requirement", "kind", "section", "group", "criteria_heading", "evidence", "remarks", "place")
"""What a record for `normalize` may carry as text beside its criteria."""
LEVELS = ("国家", "省", "市", "县", "区", "乡镇", "村", "部门", "单位")
STEP_NAMES = ("extract", "normalize", "compare", "load", "export")


speak_chinese()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kaohe", message="kaohe %(version)s")
@log_option
def main() -> None:
    """考核：把目标责任书、考核办法变成可查询的评分规则数据库。

    数据写到标准输出，进度和提示写到标准错误。

    \b
    退出码：0 正常，1 失败，2 用法不对，3 完成但有严重问题待查，130 被 Ctrl-C 中止。
    例：kaohe run && kaohe serve
    """


@main.command()
@data_option
@click.option("--step", "steps", type=click.Choice(STEP_NAMES), multiple=True, help="只做这一步，可写多次。")
@click.option("--workers", type=click.IntRange(1), help="同时工作的进程数，默认与处理器核数相同。")
@click.option("--scheduler", metavar="地址", help="由 Dask 集群读文件和规则，如 tcp://host:8786。")
@click.option("--shard", metavar="i/n", help="只读共 n 片中的第 i 片，写到 data/shards，如 2/8。")
@merge_option
@click.option("--allow-findings", is_flag=True, help="有严重问题时也以 0 退出。")
@params_option
@wait_option
@log_option
def run(
    data: Path,
    steps: tuple[str, ...],
    workers: int | None,
    scheduler: str | None,
    shard: str | None,
    merging: bool,
    allow_findings: bool,
    params: Path,
    wait: float,
) -> None:
    """从原文件到数据库和导出文件，只处理有变化的部分。

    例：kaohe run；只重读规则：kaohe run --step normalize
    """
    from pipeline.errors import ShardError
    from pipeline.layout import Layout
    from pipeline.run import SHARD_STEPS
    from pipeline.run import run as run_steps
    from pipeline.settings import read_settings
    from pipeline.shards import parse_shard

    try:
        part = parse_shard(shard) if shard is not None else None
    except ShardError as error:
        raise click.UsageError(str(error)) from error
    if shard and merging:
        raise click.UsageError("--shard 和 --merge 不能一起用：先做各片，再合并。")
    if shard and set(steps) - set(SHARD_STEPS):
        raise click.UsageError("分片只能做 extract 和 normalize，其余各步要有全部文件。")
    usual = SHARD_STEPS if shard else STEP_NAMES[2:] if merging else STEP_NAMES
    with explained():
        chosen = read_settings(params)
        outcome = run_steps(
            Layout(data),
            steps or usual,
            settings=chosen,
            workers=workers,
            scheduler=scheduler,
            shard=part,
            merging=merging,
            wait=wait,
        )
    _report(outcome)
    corrected = "load" not in outcome.done or _report_corrections(Layout(data))
    if outcome.failures or not corrected:
        sys.exit(EXIT_FAILED)
    if outcome.errors and not allow_findings:
        sys.exit(EXIT_FINDINGS)


def _report(outcome: Outcome) -> None:
    _report_failures(outcome.failures)
    if outcome.errors:
        message = f"有 {outcome.errors} 个严重问题，见 findings 表。"
        logs.event(message, level=logging.WARNING, errors=outcome.errors)


def _report_corrections(layout: Layout) -> bool:
    """Tell what people's corrections say that cannot be used; whether all could."""
    from pipeline.corrected import unread, without_document

    problems = unread(layout.database)
    for document, message in problems:
        logs.event(message, level=logging.ERROR, document=document)
    for message in without_document(layout.database, layout.corrections):
        logs.event(message, level=logging.WARNING)
    return not problems


def _report_failures(failures: Mapping[str, str]) -> None:
    for document, message in failures.items():
        logs.event(message, level=logging.ERROR, document=document)


@main.command()
@click.argument("file", type=FILE)
@data_option
@click.option("--document", help="文件标识，如 liucheng-2024。默认取自文件名或地区和年度。")
@click.option("--title", help="标题。")
@click.option("--year", help="年度，如 2024。")
@click.option("--jurisdiction", help="地区或单位，如 柳城县。")
@click.option("--level", type=click.Choice(LEVELS), help="层级。")
@click.option("--issuer", help="发文机关。")
@click.option("--document-number", help="文号。")
@click.option("--source-url", help="来源网址。")
@click.option("--note", help="备注。")
@click.option("--force", is_flag=True, help="目录中已有同一文件或同地区同年度的文件时也添加。")
def add(file: Path, data: Path, force: bool, **given: str | None) -> None:
    """添加一份新下发的考核表：复制到 data/raw，识别标题、年度、地区、层级，写入目录。

    例：kaohe add ~/下载/柳城县2025年任务分解表.docx
    """
    from pipeline.add import add as add_file
    from pipeline.layout import Layout
    from pipeline.lock import writing

    known = {name: value for name, value in given.items() if value}
    layout = Layout(data)
    with explained(), writing(layout):
        added = add_file(layout, file, known, _asking(file), force=force)
    for message in added.doubts:
        logs.event(f"注意：{message}", level=logging.WARNING)
    entry = added.entry
    facts = f"{entry.title}，{entry.year}年，{entry.jurisdiction}，{entry.level}，{added.items} 条事项"
    logs.event(f"已添加 {entry.document}：{facts}。运行 kaohe run 更新数据库。")


def _asking(file: Path) -> Callable[[str, str], str]:
    """Ask a person at a terminal; elsewhere say which option is missing."""

    def ask(column: str, title: str) -> str:
        if sys.stdin.isatty():
            return str(click.prompt(title, err=True)).strip()
        raise click.UsageError(f"{file}：文中没有读到{title}，请用 --{column.replace('_', '-')} 指明。")

    return ask


@main.command()
@click.argument("file", type=FILE)
@click.option("--compact", is_flag=True, help="写成一行，不缩进。")
@click.option(
    "--picture", type=click.IntRange(1), metavar="N", help="改为输出第 N 项所在页的 PNG 图，框出其单元格。"
)
@click.option("--tables", is_flag=True, help="改为输出全部表格：跨页已连接，合并单元格已填满。")
@click.option("--show-source", is_flag=True, help="改为逐项列出它在文件中的位置：页、表、行、列。")
def extract(file: Path, compact: bool, picture: int | None, tables: bool, show_source: bool) -> None:
    """读一份考核表，输出其考核事项（一个 JSON 对象）。

    \b
    例：kaohe extract data/raw/liucheng-2024.docx > items.json
        kaohe extract 考核表.pdf --picture 3 > 第3项.png
    """
    from extractors import extract as extract_document
    from extractors import read_tables

    indent = None if compact else 1
    if tables:
        with explained():
            found = read_tables(file)
        click.echo(json.dumps(found, ensure_ascii=False, indent=indent))
        return
    with explained():
        document = extract_document(file)
        if picture is not None:
            if picture > len(document.items):
                raise click.UsageError(f"{file}：只有{len(document.items)}项，没有第{picture}项。")
            from extractors.pages.picture import outline

            sys.stdout.buffer.write(outline(file, document.items[picture - 1]))
            return
    if show_source:
        for item in document.items:
            label = (item.requirement or "")[:40].replace("\n", " ")
            click.echo(f"{item.number or item.position}\t{item.where.in_words()}\t{label}")
        return
    click.echo(json.dumps(document.to_dict(), ensure_ascii=False, indent=indent))


@main.command()
@click.argument("file", default="-")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "table"]),
    default="json",
    show_default=True,
    help="json 每行一个记录；table 是给人看的表格。",
)
def normalize(file: str, form: str) -> None:
    """把评分标准读成规则：每行一个 JSON 记录进，每行一个出，顺序不变。

    \b
    输入 {"id", "criteria", "points"?, "requirement"?, "kind"?, …}
    输出 {"id", "rules", "caps", "findings", …}
    例：echo '{"id": "1", "criteria": "未报送扣1分，扣完为止。"}' | kaohe normalize
    """
    from normalizers import normalize_many

    name = "标准输入" if file == "-" else file
    try:
        with explained(), click.open_file(file, encoding="utf-8-sig") as lines:
            for result in normalize_many(_records(lines, name)):
                if form == "table":
                    _show_table(result)
                else:
                    click.echo(json.dumps(result, ensure_ascii=False))
    except UnicodeDecodeError:
        fail(f"{name}：不是 UTF-8 编码，请先转换编码。")


@main.command()
@click.argument("text", default="-")
@click.option("--html", "page", type=FILE, help="改为写成网页，重叠的标注一层一层画出。")
def explain(text: str, page: Path | None) -> None:
    """给一段评分标准标上颜色：界限、计量、后果、封顶、时限等，并列出读出的规则。

    \b
    TEXT 是评分标准；不写或写 - 则从标准输入读。
    例：kaohe explain "每少1次扣0.5分，扣完为止。"
    """
    from normalizers.explain import html, terminal

    try:
        scoring = sys.stdin.buffer.read().decode("utf-8-sig").strip() if text == "-" else text
    except UnicodeDecodeError:
        fail("标准输入：不是 UTF-8 编码，请先转换编码。")
    if page is None:
        _show(terminal(printable(scoring)))
    else:
        with explained():
            page.write_text(html(scoring), encoding="utf8")


def printable(text: str) -> str:
    """The text with a sign in place of each character that would steer the terminal; the others stay where they are."""
    return "".join("�" if unicodedata.category(one) in ("Cc", "Cf") and one != "\n" else one for one in text)


def _show_table(result: dict[str, Any]) -> None:
    from normalizers.explain import table

    _show(table([result]))


def _show(renderable: RenderableType) -> None:
    """To a terminal in colours and its width, elsewhere as plain text without broken lines."""
    from rich.console import Console

    wide = None if sys.stdout.isatty() else PLAIN_WIDTH
    Console(width=wide, highlight=False, soft_wrap=False).print(renderable)


def _records(lines: IO[str], name: str) -> Iterator[dict[str, Any]]:
    """The JSON records of a stream of lines; blank lines are skipped, a bad line ends the command."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            fail(f"{name}，第{number}行：不是 JSON（{error}）。每行应是一个 JSON 对象。")
        if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("criteria"), str):
            fail(f'{name}，第{number}行：应是带有 "id" 和 "criteria"（文字）的 JSON 对象。')
        if wrong := [field for field in _TEXT_FIELDS if not isinstance(record.get(field), str | None)]:
            fail(f"{name}，第{number}行：{'、'.join(wrong)} 应是文字。")
        departments = record.get("departments")
        listed = departments if isinstance(departments, list) else [departments or ""]
        if not all(isinstance(one, str) for one in listed):
            fail(f"{name}，第{number}行：departments 应是列表，其中都是文字。")
        yield record


@main.command()
@data_option
@click.option("--force", is_flag=True, help="没有变化也从头重建。")
@merge_option
@params_option
@wait_option
@log_option
def load(data: Path, force: bool, merging: bool, params: Path, wait: float) -> None:
    """把 data/items 和 data/rules 装入 data/db/kaohe.db。

    例：kaohe load --force
    """
    from pipeline.cache import Cache
    from pipeline.catalogue import read_catalogue
    from pipeline.layout import Layout
    from pipeline.load import load as load_database
    from pipeline.lock import writing
    from pipeline.settings import read_settings
    from pipeline.shards import merge

    layout = Layout(data)
    failures: dict[str, str] = {}
    with explained(), writing(layout, wait):
        if merging:
            failures = merge(layout, read_catalogue(layout.catalogue), Cache(layout.cache)).failures
        built = load_database(layout, read_settings(params), force=force)
    logs.event(f"{layout.database}：{'已重建' if built else '没有变化'}。")
    _report_failures(failures)
    corrected = _report_corrections(layout)
    if failures or not corrected:
        sys.exit(EXIT_FAILED)


for command in (check, compare, export, publish, review, serve):
    main.add_command(command)


if __name__ == "__main__":
    main()
