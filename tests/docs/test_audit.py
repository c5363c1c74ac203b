"""The audit of dependencies: what is known is told and fails, a service that does not answer does not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

AUDIT = Path(__file__).parents[2] / ".ci" / "audit.py"
CLEAN = {"name": "a", "version": "1", "vulns": []}
FLAWED = {"name": "b", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["2.1"]}]}
UNKNOWN = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("dependencies", "code", "words"),
    [
        ([CLEAN, UNKNOWN], 0, "核对了1个版本，没有已知的漏洞"),
        ([CLEAN, FLAWED], 1, "b 2：CVE-1，修正于2.1"),
        ([UNKNOWN], 0, "这次未核对"),
        (None, 0, "这次未核对"),
    ],
)
def test_audit(tmp_path: Path, dependencies: list[object] | None, code: int, words: str) -> None:
    program = tmp_path / "pip-audit"
    answer = "" if dependencies is None else json.dumps({"dependencies": dependencies})
    program.write_text(
        f"#!/bin/sh\necho 'cannot reach http://name:password@example.org' >&2\necho '{answer}'\n"
    )
    program.chmod(0o755)
    done = subprocess.run(
        [sys.executable, AUDIT, "requirements.lock", str(program)], capture_output=True, text=True
    )
    assert (done.returncode, words in done.stderr) == (code, True)
    assert "http" not in done.stderr + done.stdout


def test_audit_without_the_program(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, AUDIT, "x", str(tmp_path / "none")], capture_output=True, text=True
    )
    assert (done.returncode, "这次未核对" in done.stderr) == (0, True)
