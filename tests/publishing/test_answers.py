from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from site_rows import build

from pipeline import answers
from publishing.department_queries import read_department

DEPARTMENT = "县应急局"


def test_the_years_of_a_large_department_are_those_that_its_items_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = {}
    for name, many in (("kept", 1), ("asked", 1000)):
        monkeypatch.setattr(answers, "MANY", many)
        build(tmp_path / name)
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            questions = {row[0] for row in connection.execute("SELECT question FROM answers")}
            assert (questions > set(answers.QUESTIONS)) == (name == "kept")
            assert set(answers.read(connection)) == set(answers.QUESTIONS)
            shown[name] = read_department(connection, DEPARTMENT, "", 0)
    assert shown["kept"] == shown["asked"]
    assert shown["kept"]["years"]
