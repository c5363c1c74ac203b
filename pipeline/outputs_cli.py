"""The commands that look at or hand out what is in the database: `kaohe export`, `kaohe check`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import click

from pipeline import logs
from pipeline.commands import EXIT_FINDINGS, data_option, explained, params_option, wait_option
from pipeline.settings import FORMATS

STDOUT = Path("-")


@click.command()
@data_option
@click.option(
    "--format", "formats", type=click.Choice(FORMATS), multiple=True, help="格式，可写多次，默认 csv。"
)
@click.option("--document", "documents", multiple=True, help="只要这份文件（标识），可写多次。")
@click.option("--department", "departments", multiple=True, help="只要这个责任单位的事项，可写多次。")
@click.option("--year", "years", type=int, multiple=True, help="只要这个年度，可写多次。")
@click.option("--table", "tables", multiple=True, help="只要这个表（csv、json、jsonl、parquet），可写多次。")
@click.option(
    "--output", type=click.Path(path_type=Path), help="写到这个文件夹；- 为标准输出（只限一个文件）。"
)
@params_option
@wait_option
def export(
    data: Path,
    formats: tuple[str, ...],
    documents: tuple[str, ...],
    departments: tuple[str, ...],
    years: tuple[int, ...],
    tables: tuple[str, ...],
    output: Path | None,
    params: Path,
    wait: float,
) -> None:
    """导出数据库。不带选项时更新 data/exports（格式由 params.yaml 定）。

    \b
    例：kaohe export
    例：kaohe export --format xlsx --format ics --department 县公安局 --output 公安局
    例：kaohe export --format csv --table rules --year 2024 --output - > rules.csv
    """
    chosen = (formats, documents, departments, years, tables)
    if output is None:
        if any(chosen):
            raise click.UsageError("选了内容或格式时，要用 --output 指明写到哪个文件夹（- 为标准输出）。")
        _refresh(data, params, wait)
        return
    from pipeline.database_file import require_database
    from pipeline.export import TABULAR, export_to
    from pipeline.layout import Layout
    from pipeline.schema import BY_NAME
    from pipeline.selection import open_read_only, select

    unknown = [table for table in tables if table not in BY_NAME]
    if unknown:
        raise click.UsageError(f"没有表 {'、'.join(unknown)}。有：{'、'.join(BY_NAME)}")
    if tables and not set(formats or ("csv",)) <= set(TABULAR):
        raise click.UsageError(f"--table 只用于 {'、'.join(TABULAR)}。")
    path = Layout(data).database
    with explained():
        require_database(path)
        with closing(open_read_only(path)) as connection, tempfile.TemporaryDirectory() as scratch:
            select(connection, documents, departments, years)
            folder = Path(scratch) if output == STDOUT else output
            written = export_to(folder, connection, formats or ("csv",), tables, departments)
            if output == STDOUT:
                _print(written)
            else:
                logs.event(f"{output}：写了 {len(written)} 个文件。")


def _refresh(data: Path, params: Path, wait: float) -> None:
    from pipeline.export import export_all
    from pipeline.layout import Layout
    from pipeline.lock import writing
    from pipeline.settings import read_settings

    layout = Layout(data)
    with explained(), writing(layout, wait):
        written = export_all(layout, read_settings(params).formats)
    logs.event(f"{layout.exports}：{'已导出' if written else '没有变化'}。")


def _print(written: Sequence[Path]) -> None:
    if len(written) != 1:
        names = "、".join(path.name for path in written[:5])
        raise click.UsageError(f"标准输出只能写一个文件，选中的有 {len(written)} 个（{names}……）。")
    sys.stdout.buffer.write(written[0].read_bytes())


@click.command()
@data_option
@click.option("--files", is_flag=True, help="再读一遍原文件，看表格中的每一格是否都在事项或问题里。")
def check(data: Path, files: bool) -> None:
    """检查数据库应当满足的各项条件，列出结果；有不满足的以 3 退出。

    例：kaohe check --files
    """
    from pipeline.check import check as check_database
    from pipeline.check import check_files
    from pipeline.layout import Layout

    layout = Layout(data)
    with explained():
        results = check_database(layout.database)
        if files:
            results.append(check_files(layout))
    for result in results:
        state = (
            "通过" if not result.breaches else f"不通过 {result.breaches} 处，如 {'；'.join(result.examples)}"
        )
        click.echo(f"{result.sentence}：{state}")
    if any(result.breaches for result in results):
        sys.exit(EXIT_FINDINGS)


@click.command()
@data_option
@click.option("--document", help="只看这份文件（标识）。")
@click.option("--info", is_flag=True, help="连同仅供提示的问题。")
@click.option("--stub", "stubs", multiple=True, help="把这个问题的更正样式写进 data/corrections，可写多次。")
@wait_option
def review(data: Path, document: str | None, info: bool, stubs: tuple[str, ...], wait: float) -> None:
    """列出待人核对的问题，最严重的在前；用 --stub 写出更正样式，填好后再 kaohe run。

    \b
    例：kaohe review --document liucheng-2024
    例：kaohe review --stub liucheng-2024/finding/3
    """
    from pipeline.database_file import require_database
    from pipeline.layout import Layout
    from pipeline.lock import writing
    from pipeline.review import waiting, write_stubs

    layout = Layout(data)
    with explained():
        require_database(layout.database)
        if stubs:
            with writing(layout, wait):
                for path in write_stubs(layout, stubs):
                    logs.event(f"{path}：已写入更正样式，填好 who、when、why 后运行 kaohe run。")
            return
        found = waiting(layout.database, document, info=info)
    for one in found:
        value = f"（{one.value}）" if one.value else ""
        click.echo(f"{one.id}\t{one.severity}\t{one.kind}\t{one.item or one.document}\t{one.message}{value}")
    logs.event(f"{len(found)} 个问题待核对。")
