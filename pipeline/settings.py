"""The settings that matter for the results, from params.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import SettingsError

FORMATS = ("csv", "json", "jsonl", "documents", "parquet", "xlsx", "ics")
"""What can be exported: tables as CSV, JSON, JSON lines and Parquet; documents as nested JSON; workbooks; calendars."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Up to `from_nothing` items a database is always made from nothing; `formats` are those a run exports;
    every document is compared with the `nearest` ones in subject.
    """

    from_nothing: int = 20_000
    formats: tuple[str, ...] = ("csv", "json", "documents")
    nearest: int = 16

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


KEYS = {"load": {"from_nothing"}, "export": {"formats"}, "compare": {"nearest"}}


def read_settings(path: Path) -> Settings:
    """The settings of a params.yaml; the defaults where there is none.

    Raises `SettingsError` for what is no YAML, for unknown keys and for values of the wrong kind.
    """
    if not path.exists():
        return Settings()
    import yaml

    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}：不是 YAML 文件（{str(error).splitlines()[0]}）。") from None
    sections = given if isinstance(given, dict) else {"": given}
    for section, values in sections.items():
        unknown = {section} - set(KEYS) or set(values or {}) - KEYS[section]
        if unknown:
            raise SettingsError(f"{path}：不认识的设置 {'、'.join(map(str, sorted(unknown)))}。")
    default = Settings()
    from_nothing = (sections.get("load") or {}).get("from_nothing", default.from_nothing)
    formats = (sections.get("export") or {}).get("formats", default.formats)
    nearest = (sections.get("compare") or {}).get("nearest", default.nearest)
    for name, count in (("load.from_nothing", from_nothing), ("compare.nearest", nearest)):
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            raise SettingsError(f"{path}：{name} 应是不小于 0 的整数，现为 {count!r}。")
    if not isinstance(formats, list | tuple) or not set(formats) <= set(FORMATS):
        raise SettingsError(f"{path}：export.formats 应取自 {'、'.join(FORMATS)}，现为 {formats!r}。")
    return Settings(from_nothing, tuple(formats), nearest)
