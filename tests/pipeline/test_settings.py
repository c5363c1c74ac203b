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
        ("export: {formats: [docx]}", "export.formats 应是一个列表，取自"),
        ("export: {formats: csv}", "export.formats 应是一个列表，取自"),
        ("load: {from_nothing: 很多}", "整数"),
        ("load: {from_nothing: -1}", "整数"),
        ("load: {colour: red}", "第1行：不认识的设置 load.colour"),
        ("colour: red", "不认识的设置"),
        ("- csv", "应写成"),
        ("a: [", "不是 YAML"),
        ("load: 5", "第1行：load 下面应写 from_nothing，现为 5"),
        ("load:\n  from_nothing: true", "第2行：load.from_nothing 应是不小于 0 的整数，现为 True"),
        ("load: {from_nothing: [1]}", "整数"),
        ("load: {from_nothing: 1.5}", "整数"),
        ("export: {formats: [[csv]]}", "export.formats 应是一个列表"),
        ("export: {formats: [1]}", "export.formats 应是一个列表"),
        ("compare: {nearest: .nan}", "整数"),
        ("[load]: 1", "名称应是文字"),
        ("load: &a {}\nexport: *a", "引用"),
        pytest.param("[" * 3000, "层数太多", id="deep"),
    ],
)
def test_settings_that_make_no_sense_are_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "params.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=says):
        read_settings(path)
