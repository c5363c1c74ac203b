"""What click says of itself, in Chinese: it marks its texts for `gettext`, and here are the translations."""

from __future__ import annotations

import sys

MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types", "utils")
"""Where click looks its texts up, under the names that `gettext` recommends."""

TEXTS = {
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "Aborted!": "已中止。",
    "Argument {name!r} takes {nargs} values.": "参数 {name} 要有 {nargs} 个值。",
    "Arguments": "参数",
    "Choose from:\n\t{choices}": "可选 {choices}",
    "Commands": "命令",
    "Could not open file {filename!r}: {message}": "打不开 {filename}：{message}",
    "Do you want to continue?": "继续吗？",
    "Error: The two entered values do not match.": "错误：两次输入的不一样。",
    "Error: invalid input": "错误：输入的不对",
    "Error: {message}": "错误：{message}",
    "Got unexpected extra argument ({args})": "多了参数 {args}。带空格的文件名或文字要加引号。",
    "Got unexpected extra arguments ({args})": "多了参数 {args}。带空格的文件名或文字要加引号。",
    "Invalid value for {param_hint}: {message}": "{param_hint} 不对：{message}",
    "Invalid value: {message}": "值不对：{message}",
    "Missing argument": "缺少参数",
    "Missing command.": "缺少命令。",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing parameter: {param_name}": "缺少参数 {param_name}",
    "Missing {param_type}": "缺少{param_type}",
    "No such command {name!r}.": "没有 {name} 这个命令。",
    "No such option {name!r}.": "没有 {name} 这个选项。",
    "No such option: {name}": "没有 {name} 这个选项。",
    "Option {name!r} does not take a value.": "选项 {name} 后面不写值。",
    "Option {name!r} requires an argument.": "选项 {name} 后面要写值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name} 后面要写 {nargs} 个值。",
    "Options": "选项",
    "Show the version and exit.": "显示版本。",
    "Show this message and exit.": "显示这段说明。",
    "Takes {nargs} values but 1 was given.": "要有 {nargs} 个值，只有 1 个。",
    "Takes {nargs} values but {len} were given.": "要有 {nargs} 个值，却有 {len} 个。",
    "Try '{command} {option}' for help.": "用 {command} {option} 查看说明。",
    "Usage:": "用法：",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "是不是 {possibilities}？",
    "default: {default}": "默认 {default}",
    "deprecated": "已停用",
    "directory": "文件夹",
    "env var: {var}": "环境变量 {var}",
    "file": "文件",
    "path": "路径",
    "required": "必填",
    "unknown error": "未知错误",
    "{name} {filename!r} does not exist.": "没有{name} {filename}。",
    "{name} {filename!r} is a directory.": "{filename} 是文件夹，不是{name}。",
    "{name} {filename!r} is a file.": "{filename} 是文件，不是{name}。",
    "{name} {filename!r} is not readable.": "{name} {filename} 没有读取的权限。",
    "{name} {filename!r} is not writable.": "{name} {filename} 没有写入的权限。",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value} 不是是非值，可写 {states}。",
    "{value!r} is not a valid {number_type}.": "{value} 不是{number_type}。",
    "{value!r} is not {choice}.": "{value} 不对，只能是 {choice}。",
    "{value!r} is not one of {choices}.": "{value} 不对，可选 {choices}。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内。",
}

NUMBER_TYPES = {"integer": "整数", "float": "数"}


def translated(text: str) -> str:
    """A text of click's in Chinese; as it is where it is not known."""
    return TEXTS.get(text, text)


def translated_number(one: str, many: str, count: int) -> str:
    return translated(one if count == 1 else many)


def speak_chinese() -> None:
    """Let click look its texts up here."""
    import click

    for module in MODULES:
        found = sys.modules[f"click.{module}"]
        for name, lookup in (("_", translated), ("ngettext", translated_number)):
            if hasattr(found, name):
                setattr(found, name, lookup)
    for number in (click.INT, click.FLOAT, click.IntRange, click.FloatRange):
        number.name = NUMBER_TYPES.get(number.name.removesuffix(" range"), number.name)
