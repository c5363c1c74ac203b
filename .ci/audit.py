"""Ask the public list of vulnerabilities about the locked versions: ``python .ci/audit.py requirements.lock``.

Where the service cannot be reached one line says so and nothing fails: a build must not hang on somebody else's
server.  Addresses are never printed, for they may hold a name and a password.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

LONGEST = 300
"""Seconds that the audit may take."""


def audit(lock: str, program: str = "pip-audit") -> tuple[list[str], int]:
    """What is known against the versions of a lock, one line each, and of how many versions the service knew."""
    command = [program, "--requirement", lock, "--disable-pip", "--require-hashes", "--format", "json",
               "--progress-spinner", "off"]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)  # noqa: S603
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        return [], 0
    known = [one for one in found if "skip_reason" not in one]
    return [
        f"{one['name']} {one['version']}：{flaw['id']}，修正于{'、'.join(flaw['fix_versions']) or '（尚无）'}"
        for one in known
        for flaw in one.get("vulns", [])
    ], len(known)


def main() -> int:
    """Print the result; 1 where anything is known."""
    lines, known = audit(sys.argv[1], *sys.argv[2:])
    for line in lines:
        print(line, file=sys.stderr)
    if not known:
        print("依赖审计：漏洞库没有回答，这次未核对。", file=sys.stderr)
    elif not lines:
        print(f"依赖审计：核对了{known}个版本，没有已知的漏洞。", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
