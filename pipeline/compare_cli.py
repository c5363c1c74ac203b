"""`kaohe compare`: two documents of the database side by side."""

from __future__ import annotations

import io
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from pipeline.commands import data_option, explained

if TYPE_CHECKING:
    from pipeline.comparison import Comparison

PLAIN_WIDTH = 160
"""Columns of a table that is not written to a terminal."""


@click.command()
@click.argument("documents", nargs=-1, metavar="[原文件 现文件]")
@data_option
@click.option("--place", help="地区或单位，与 --years 同用，代替两份文件的标识。")
@click.option("--years", nargs=2, type=int, metavar="年 年", help="两个年度，先原后现。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "html", "xlsx"]),
    default="table",
    show_default=True,
    help="table 给人看；csv 是变化清单；html 是并列对照的网页；xlsx 是工作簿。",
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="写到这个文件，默认标准输出。"
)
def compare(
    documents: tuple[str, ...],
    data: Path,
    place: str | None,
    years: tuple[int, int] | None,
    form: str,
    output: Path | None,
) -> None:
    """比较两份文件：哪些事项是同一职责，分值、规则、界限、封顶、材料、时限、责任单位有何变化。

    \b
    例：kaohe compare lianyungang-2013 liucheng-2024
    例：kaohe compare --place 柳城县 --years 2023 2024 --format html --output 对照.html
    """
    if (
        bool(documents) == bool(place or years)
        or (documents and len(documents) != 2)
        or bool(place) != bool(years)
    ):
        raise click.UsageError("写两份文件的标识，或者用 --place 和 --years 写明地区和两个年度。")
    from pipeline.comparison.in_database import compare_in_database, of_place
    from pipeline.database_file import require_database
    from pipeline.layout import Layout
    from pipeline.selection import open_read_only

    path = Layout(data).database
    with explained():
        require_database(path)
        with closing(open_read_only(path)) as connection:
            if place and years:
                documents = tuple(of_place(connection, place, year) for year in years)
            if documents[0] == documents[1]:
                click.echo(f"提示：{documents[0]}：两边是同一份文件，不会有变化。", err=True)
            found = compare_in_database(connection, documents[0], documents[1])
        _write(found, form, output)


def _write(found: Comparison, form: str, output: Path | None) -> None:
    from pipeline.comparison import formats
    from pipeline.files import write

    match form:
        case "table" if output is None:
            _print(found, sys.stdout, None if sys.stdout.isatty() else PLAIN_WIDTH)
            return
        case "table":
            text = io.StringIO()
            _print(found, text, PLAIN_WIDTH)
            content = text.getvalue().encode()
        case "json":
            content = f"{formats.to_json(found)}\n".encode()
        case "csv":
            content = formats.to_csv(found).encode()
        case "html":
            content = formats.to_html(found).encode()
        case _:
            with tempfile.TemporaryDirectory() as scratch:
                target = Path(scratch) / "compare.xlsx"
                formats.write_xlsx(found, target)
                content = target.read_bytes()
    if output is not None:
        write(output, content)
    elif form == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("工作簿不能显示在终端上，请用 --output 写到文件。")
    else:
        sys.stdout.buffer.write(content)


def _print(found: Comparison, file: IO[str], width: int | None) -> None:
    from rich.console import Console

    from pipeline.comparison.formats import to_terminal

    console = Console(file=file, width=width, highlight=False)
    for part in to_terminal(found):
        console.print(part, markup=False)
