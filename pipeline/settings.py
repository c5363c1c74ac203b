"""The settings that matter for the results, from params.yaml."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.errors import CorrectionError, SettingsError
from pipeline.yaml_files import Mapping, Place, Plain, read_yaml, said

FORMATS = ("csv", "json", "jsonl", "documents", "parquet", "xlsx", "ics")
"""What can be exported: tables as CSV, JSON, JSON lines and Parquet; documents as nested JSON; workbooks; calendars."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Up to `from_nothing` items a database is always made from nothing; `formats` are those a run exports;
    every document is compared with the `nearest` ones in subject.
    """

    from_nothing: int = 5_000
    formats: tuple[str, ...] = ("csv", "json", "documents")
    nearest: int = 8

    @property
    def recorded(self) -> dict[str, Any]:
        """What the database records of them: all that its bytes depend on."""
        return {"load": {"from_nothing": self.from_nothing}}

    @property
    def all(self) -> dict[str, Any]:
        """Every setting, in the form of params.yaml."""
        return {
            "load": {"from_nothing": self.from_nothing},
            "compare": {"nearest": self.nearest},
            "export": {"formats": list(self.formats)},
        }


MOST_DIGITS = 15
KEYS = {"load": {"from_nothing"}, "export": {"formats"}, "compare": {"nearest"}}


def read_settings(path: Path) -> Settings:
    """The settings of a params.yaml; the defaults where there is none.

    Raises `SettingsError` for what is no YAML, for unknown keys and for values of the wrong kind.
    """
    if not path.exists():
        return Settings()
    try:
        given = read_yaml(path)
    except CorrectionError as error:
        raise SettingsError(str(error)) from None
    where = Place(path, 1)
    if given is None:
        return Settings()
    if not isinstance(given, Mapping):
        raise SettingsError(f"{path}：应写成“load: …”等各节。")
    for section, values in given.items():
        at = where.at(given.lines[section])
        if section not in KEYS:
            raise _wrong(at, f"不认识的设置 {section}。")
        if values is not None and not isinstance(values, Mapping):
            raise _wrong(at, f"{section} 下面应写 {'、'.join(sorted(KEYS[section]))}，现为 {said(values)}。")
        for name in values if isinstance(values, Mapping) else ():
            if name not in KEYS[section]:
                raise _wrong(at, f"不认识的设置 {section}.{name}。")
    wanted = {
        field: _chosen(given, section, name, check, where) for field, (section, name, check) in FIELDS.items()
    }
    return replace(Settings(), **{field: value for field, value in wanted.items() if value is not None})


def _chosen(
    given: Mapping, section: str, name: str, check: Callable[[Any, Place, str], Any], where: Place
) -> Any:
    values = given.get(section)
    if not isinstance(values, Mapping) or name not in values:
        return None
    return check(values[name], where.at(values.lines[name]), f"{section}.{name}")


def _count(given: Any, where: Place, name: str) -> int:
    digits = given.replace("_", "") if isinstance(given, Plain) else ""
    if not digits.isdecimal() or len(digits) > MOST_DIGITS:
        raise _wrong(where, f"{name} 应是不小于 0 的整数，现为 {said(given)}。")
    return int(digits)


def _formats(given: Any, where: Place, name: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(one, str) and one in FORMATS for one in given):
        raise _wrong(where, f"{name} 应是一个列表，取自 {'、'.join(FORMATS)}，现为 {said(given)}。")
    return tuple(dict.fromkeys(map(str, given)))


FIELDS: dict[str, tuple[str, str, Callable[[Any, Place, str], Any]]] = {
    "from_nothing": ("load", "from_nothing", _count),
    "formats": ("export", "formats", _formats),
    "nearest": ("compare", "nearest", _count),
}


def _wrong(where: Place, message: str) -> SettingsError:
    return SettingsError(str(where.error(message)))
