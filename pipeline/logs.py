"""What a command tells while it works, on stderr: Chinese lines for people, or one JSON object a line for machines."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import click

LOGGER = logging.getLogger("kaohe")
LOGGER.addHandler(logging.NullHandler())
LOGGER.propagate = False

_FACTS = "kaohe"
"""The attribute of a log record that holds its step, document and counts."""


def event(
    message: str,
    *,
    level: int = logging.INFO,
    step: str | None = None,
    document: str | None = None,
    **counts: float,
) -> None:
    """Tell something: a Chinese line, the step and document it is about, and numbers by name (seconds among them).

    What is told at the level DEBUG is for machines only.
    """
    facts = {"step": step, "document": document, "counts": counts}
    LOGGER.log(level, message, extra={_FACTS: facts})


class Lines(logging.Formatter):
    """One line for a person; errors say that they are."""

    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage()
        return f"错误：{message}" if record.levelno >= logging.ERROR else message


class JsonLines(logging.Formatter):
    """An object of `time` (ISO 8601, UTC), `level`, `step`, `document`, `message` and `counts`; unknowns are null."""

    def format(self, record: logging.LogRecord) -> str:
        facts = getattr(record, _FACTS, {})
        message = record.getMessage()
        if record.exc_info:
            message += "\n" + self.formatException(record.exc_info)
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "step": facts.get("step"),
            "document": facts.get("document"),
            "message": message,
            "counts": facts.get("counts", {}),
        }
        return json.dumps(line, ensure_ascii=False)


class _Stderr(logging.Handler):
    """Writes to what stderr is at the time, as the commands' other words are written."""

    def emit(self, record: logging.LogRecord) -> None:
        click.echo(self.format(record), err=True)


def to_people() -> None:
    """Chinese lines; progress bars where stderr is a terminal."""
    handler = _replace_handler(Lines())
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    logging.captureWarnings(False)
    sys.excepthook = sys.__excepthook__


def to_machines() -> None:
    """JSON lines for everything: what libraries warn of and what ends the program too."""
    handler = _replace_handler(JsonLines())
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(handler)
    logging.captureWarnings(True)
    sys.excepthook = _last_words


def for_machines() -> bool:
    """Whether stderr is read by a machine, so that no progress may be drawn on it."""
    return any(isinstance(handler.formatter, JsonLines) for handler in LOGGER.handlers)


def _replace_handler(formatter: logging.Formatter) -> logging.Handler:
    """A handler that writes to stderr instead of those of an earlier choice, which are taken away."""
    for logger in (LOGGER, logging.getLogger()):
        for old in [one for one in logger.handlers if isinstance(one, _Stderr)]:
            logger.removeHandler(old)
    handler = _Stderr()
    handler.setFormatter(formatter)
    return handler


def _last_words(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Any:
    event("".join(traceback.format_exception(kind, error, trace)).rstrip(), level=logging.CRITICAL)
