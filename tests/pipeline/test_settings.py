from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import Settings, read_settings


def test_the_projects_own_settings_are_the_defaults() -> None:
    assert read_settings(Path(__file__).parents[2] / "params.yaml") == Settings()


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "params.yaml") == Settings()


def test_what_is_not_said_is_as_by_default(tmp_path: Path) -> None:
    path = tmp_path / "params.yaml"
    path.write_text("export:\n  formats: [csv, ics]\n", encoding="utf-8")
    assert read_settings(path) == Settings(formats=("csv", "ics"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("export: {formats: [docx]}", "export.formats 应取自"),
        ("export: {formats: csv}", "export.formats 应取自"),
        ("load: {from_nothing: 很多}", "整数"),
        ("load: {from_nothing: -1}", "整数"),
        ("load: {colour: red}", "不认识的设置 colour"),
        ("colour: red", "不认识的设置"),
        ("- csv", "不认识的设置"),
        ("a: [", "不是 YAML"),
    ],
)
def test_settings_that_make_no_sense_are_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "params.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=says):
        read_settings(path)
