"""What the commands share: exit codes, options, and how errors are said."""

from __future__ import annotations

import errno
import logging
import math
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click
from click.core import ParameterSource

from pipeline import logs
from pipeline.entry import STOPPED

EXIT_FAILED = 1
EXIT_FINDINGS = 3
LOG_JSON = "--log-json"

WRITING = {
    errno.ENOSPC: "磁盘空间不足，原有的数据库和导出文件没有改动。",
    errno.EDQUOT: "超出磁盘配额，原有的数据库和导出文件没有改动。",
    errno.EFBIG: "文件大小受限，原有的数据库和导出文件没有改动。",
    errno.EROFS: "文件夹是只读的，不能写入。",
    errno.EACCES: "没有写入或读取的权限。",
    errno.EPERM: "没有写入或读取的权限。",
    errno.ENOENT: "没有这个文件或文件夹。",
    errno.EISDIR: "是文件夹，不是文件。",
    errno.ENOTDIR: "路径中有一段不是文件夹。",
}
"""What the system says when a file cannot be written, in words that say what stands."""


def fail(message: str) -> NoReturn:
    """One line on stderr, then exit 1."""
    logs.event(message, level=logging.ERROR)
    sys.exit(EXIT_FAILED)


class Commands(click.Group):
    """A group whose usage errors are told like everything else, and that ends with 130 when stopped by Ctrl-C."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **named: Any) -> Any:
        asked = list(sys.argv[1:] if args is None else args)
        # Before anything else is looked at: what is wrong with the rest is to be told in the same way.
        logs.to_machines() if LOG_JSON in asked else logs.to_people()
        try:
            code = super().main(asked, *rest, **{**named, "standalone_mode": False})
        except click.ClickException as error:
            if logs.for_machines():
                logs.event(error.format_message(), level=logging.ERROR)
            else:
                error.show()
            sys.exit(error.exit_code)
        except click.Abort:
            _stopped()
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            _stopped()


def _stopped() -> NoReturn:
    logs.event("已中止。", level=logging.WARNING)
    sys.exit(STOPPED)


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the rooms raise into one line and exit 1."""
    from extractors.errors import ExtractionError
    from pipeline.errors import PipelineError

    try:
        yield
    except (ExtractionError, PipelineError) as error:
        fail(str(error))
    except OSError as error:
        what = WRITING.get(error.errno or 0, error.strerror or str(error))
        fail(f"{error.filename}：{what}" if error.filename else what)


data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False, readable=False),
    default=Path("data"),
    envvar="KAOHE_DATA",
    show_default=True,
    help="数据文件夹。",
)


def _named(ctx: click.Context, param: click.Parameter, path: Path) -> Path:
    """A file that may be missing unless it was asked for by its name."""
    asked = ctx.get_parameter_source(str(param.name)) is ParameterSource.COMMANDLINE
    if asked and not path.exists():
        raise click.BadParameter(f"没有这个文件：{path}", ctx, param)
    return path


params_option = click.option(
    "--params",
    type=click.Path(path_type=Path, dir_okay=False, readable=False),
    default=Path("params.yaml"),
    callback=_named,
    show_default=True,
    help="设置文件。",
)


class Seconds(click.ParamType[float]):
    """A number of seconds; negative for ever."""

    name = "秒数"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            seconds = float(str(value))
        except ValueError:
            seconds = math.nan
        if not math.isfinite(seconds):
            self.fail(f"{value} 不是秒数。", param, ctx)
        return seconds


wait_option = click.option(
    "--wait", type=Seconds(), default=0.0, help="别的 kaohe 在写时，最多等多少秒；负数为一直等。"
)
FILE = click.Path(path_type=Path, readable=False)
"""A file to be read; whether it can be is told when it is, with what to do."""


merge_option = click.option("--merge", "merging", is_flag=True, help="先合并 data/shards 中各片的结果。")


log_option = click.option(
    LOG_JSON,
    is_flag=True,
    expose_value=False,
    help="标准错误改为每行一个 JSON，供程序读取。",
)
