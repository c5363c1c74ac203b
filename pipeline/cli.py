"""The command line: `kaohe COMMAND`. Commands import what they need when they are called."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NoReturn

import click

EXIT_FAILED = 1
EXIT_FINDINGS = 3


def fail(message: str) -> NoReturn:
    """One line on stderr, then exit 1."""
    click.echo(f"错误：{message}", err=True)
    sys.exit(EXIT_FAILED)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kaohe", message="kaohe %(version)s")
def main() -> None:
    """考核：把目标责任书、考核办法变成可查询的评分规则数据库。

    数据写到标准输出，进度和提示写到标准错误。
    退出码：0 正常，1 失败，2 用法不对，3 完成但有严重问题待查。
    """


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--compact", is_flag=True, help="写成一行，不缩进。")
def extract(file: Path, compact: bool) -> None:
    """读一份考核表，输出其考核事项（一个 JSON 对象）。

    例：kaohe extract data/raw/liucheng-2024.docx > items.json
    """
    from extractors import extract as extract_document
    from extractors.errors import ExtractionError

    try:
        document = extract_document(file)
    except ExtractionError as error:
        fail(str(error))
    indent = None if compact else 1
    click.echo(json.dumps(document.to_dict(), ensure_ascii=False, indent=indent))


@main.command()
@click.argument("file", type=click.File(encoding="utf-8-sig"), default="-")
def normalize(file: IO[str]) -> None:
    """把评分标准读成规则：每行一个 JSON 记录进，每行一个出，顺序不变。

    \b
    输入 {"id", "criteria", "points"?, "requirement"?, "kind"?, …}
    输出 {"id", "rules", "caps", "findings", …}
    例：echo '{"id": "1", "criteria": "未报送扣1分，扣完为止。"}' | kaohe normalize
    """
    from normalizers import normalize_many

    for result in normalize_many(_records(file)):
        click.echo(json.dumps(result, ensure_ascii=False))


def _records(lines: IO[str]) -> Iterator[dict[str, Any]]:
    """The JSON records of a stream of lines; blank lines are skipped, a bad line ends the command."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            fail(f"{lines.name}，第{number}行：不是 JSON（{error}）。每行应是一个 JSON 对象。")
        if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("criteria"), str):
            fail(f'{lines.name}，第{number}行：应是带有 "id" 和 "criteria"（文字）的 JSON 对象。')
        yield record


if __name__ == "__main__":
    main()
