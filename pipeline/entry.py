"""Where `kaohe` begins: nothing is imported here before it is known what to say when it is stopped by hand."""

from __future__ import annotations

import sys

STOPPED = 130
"""The exit code of a program that was stopped by Ctrl-C."""


def main() -> None:
    """The command line."""
    try:
        from pipeline.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        sys.stderr.write("已中止。\n")
        sys.exit(STOPPED)
