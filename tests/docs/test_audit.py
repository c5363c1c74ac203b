"""The audit of dependencies: what is known is told and fails, a service that does not answer does not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

AUDIT = Path(__file__).parents[2] / ".ci" / "audit.py"
CLEAN = {"name": "a", "version": "1", "vulns": []}
FLAWED = {
    "name": "b",
    "version": "2",
    "vulns": [{"id": "CVE-1", "aliases": ["GHSA-1"], "fix_versions": ["2.1"]}],
}
UNKNOWN = {"name": "c", "skip_reason": "not found"}


def audit(program: Path, ignored: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, AUDIT, "requirements.lock", str(program), str(ignored)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("dependencies", "ignored", "code", "words"),
    [
        ([CLEAN, UNKNOWN], "", 0, "核对了1个版本，没有已知的漏洞"),
        ([CLEAN, FLAWED], "", 1, "b 2：CVE-1，修正于2.1"),
        ([CLEAN, FLAWED], "# 说明\nCVE-2 别的\n", 1, "b 2：CVE-1，修正于2.1"),
        ([CLEAN, FLAWED], "GHSA-1 用不到那个函数\n", 0, "b 2：CVE-1，不理会：用不到那个函数"),
        ([CLEAN, FLAWED], "CVE-1\n", 1, "CVE-1 没有写不理会的原因"),
        ([UNKNOWN], "", 0, "警告，漏洞库没有回答"),
        (None, "", 0, "警告，漏洞库没有回答"),
    ],
)
def test_audit(
    tmp_path: Path, dependencies: list[object] | None, ignored: str, code: int, words: str
) -> None:
    program = tmp_path / "pip-audit"
    answer = "" if dependencies is None else json.dumps({"dependencies": dependencies})
    program.write_text(
        f"#!/bin/sh\necho 'cannot reach http://name:password@example.org' >&2\necho '{answer}'\n"
    )
    program.chmod(0o755)
    (tmp_path / "ignored.txt").write_text(ignored)
    done = audit(program, tmp_path / "ignored.txt")
    assert (done.returncode, words in done.stderr) == (code, True)
    assert "http" not in done.stderr + done.stdout


def test_audit_without_the_program(tmp_path: Path) -> None:
    done = audit(tmp_path / "none", AUDIT.with_name("audit-ignored.txt"))
    assert (done.returncode, "警告，漏洞库没有回答" in done.stderr) == (0, True)
