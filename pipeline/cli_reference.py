"""The reference of the command line, made from the commands' own help."""

from __future__ import annotations

import click

WIDTH = 100

HEAD = """# 命令

由各命令的 `--help` 生成（`make reference`），请勿手改。

数据写到标准输出，进度和提示写到标准错误。
退出码：0 正常，1 失败，2 用法不对，3 完成但有严重问题待查，130 被 Ctrl-C 中止。

*Generated from the commands' help. Data goes to standard output, progress to standard error; exit codes: 0 fine,
1 failed, 2 wrong usage, 3 done with serious findings, 130 stopped by Ctrl-C.*
"""


def cli_reference() -> str:
    """Every command with its help, as Markdown."""
    from pipeline.cli import main

    parts = [HEAD, _section(main, None)]
    with _context(main, "kaohe", None) as above:
        parts += [_section(command, above) for _, command in sorted(main.commands.items())]
    return "\n".join(parts)


def _section(command: click.Command, above: click.Context | None) -> str:
    with _context(command, "kaohe" if above is None else str(command.name), above) as context:
        return f"## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"


def _context(command: click.Command, name: str, above: click.Context | None) -> click.Context:
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(command, info_name=name, parent=above, **settings)
