"""A YAML file that people write by hand, as plain values that know their lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.errors import CorrectionError

SAID = 40
"""Characters of a value that are told where it is wrong."""

NULL, BOOLEAN, STRING = (f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "str"))


class Plain(str):
    """What YAML takes for a number or a date, in the characters that were written."""


class Mapping(dict[str, Any]):
    """The values by name, the mapping's own line and that of each name, from 1."""

    line: int
    lines: dict[str, int]


class Items(list[Any]):
    """The values of a list and the line of each, from 1."""

    lines: list[int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file."""

    path: Path
    line: int

    def at(self, line: int) -> Place:
        return replace(self, line=line)

    def error(self, message: str) -> CorrectionError:
        return CorrectionError(f"{self.path}，第{self.line}行：{message}")


def said(value: Any) -> str:
    """A value as a message tells it."""
    text = "空" if value is None else str(value) if isinstance(value, str) else repr(value)
    return text if len(text) <= SAID else text[: SAID - 1] + "…"


def read_yaml(path: Path) -> Any:
    """A file's content: `Mapping`, `Items`, str, `Plain`, bool or None.

    Raises `CorrectionError`, with the line, for what is no YAML, for references (`&`, `*`), which nobody needs here
    and which can grow without end, for names that are given twice, and for what is nested too deep.
    """
    import yaml

    try:
        loader = yaml.SafeLoader(path.read_text(encoding="utf-8-sig"))
        node = loader.get_single_node()
        return _value(node, Place(path, 1), set()) if node else None
    except UnicodeDecodeError:
        raise CorrectionError(f"{path}：不是 UTF-8 编码，请另存为 UTF-8。") from None
    except OSError as error:
        raise CorrectionError(f"{path}：不能读取（{error.strerror}），请检查文件的权限。") from None
    except RecursionError:
        raise CorrectionError(f"{path}：括号或缩进的层数太多。") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = f"，第{mark.line + 1}行" if mark else ""
        reason = getattr(error, "problem", None) or getattr(error, "reason", None)
        raise CorrectionError(f"{path}{line}：不是 YAML 文件{f'（{reason}）' if reason else ''}。") from None


def _value(node: Any, where: Place, seen: set[int]) -> Any:
    """A node's value; `seen` are those told before, which only a reference can bring again."""
    here = where.at(node.start_mark.line + 1)
    if id(node) in seen:
        raise here.error("这里写的内容在别处被引用（*），请直接写出，不用引用。")
    seen.add(id(node))
    if node.id == "sequence":
        found = Items(_value(one, where, seen) for one in node.value)
        found.lines = [one.start_mark.line + 1 for one in node.value]
        return found
    if node.id == "mapping":
        return _mapping(node, here, seen)
    match node.tag:
        case t if t == NULL:
            return None
        case t if t == BOOLEAN:
            return node.value.lower() in ("yes", "true", "on")
        case t if t == STRING:
            return str(node.value)
        case _:
            return Plain(node.value)


def _mapping(node: Any, here: Place, seen: set[int]) -> Mapping:
    found = Mapping()
    found.line, found.lines = here.line, {}
    for key, value in node.value:
        line = here.at(key.start_mark.line + 1)
        name = key.value if key.id == "scalar" else None
        if name is None:
            raise line.error("名称应是文字。")
        if name in found:
            raise line.error(f"{name} 写了两次。")
        found[name] = _value(value, line, seen)
        found.lines[name] = line.line
    return found
