"""Ask the public list of vulnerabilities about the locked versions: ``python .ci/audit.py requirements.lock``.

Where the service cannot be reached, or does not answer soon, one line says so and nothing fails: a build must not hang
on somebody else's server.  Addresses are never printed, for they may hold a name and a password.  What is known and
does not touch us stands in ``audit-ignored.txt`` with the reason.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

LONGEST = 40
"""Seconds that the audit may take."""
CONNECT = 5
"""Seconds that the service may take to answer at all."""
IGNORED = Path(__file__).with_name("audit-ignored.txt")
"""A line each: what the list calls the flaw, white space, why it does not touch us."""


def ignored(path: Path) -> dict[str, str]:
    """The flaws that are known not to touch us, and why; raises ValueError for one without a reason."""
    reasons = {}
    for line in path.read_text(encoding="utf8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, reason = line.partition(" ")
            if not reason.strip():
                raise ValueError(f"{path.name}：{name} 没有写不理会的原因。")
            reasons[name] = reason.strip()
    return reasons


def audit(lock: str, program: str, reasons: Mapping[str, str]) -> tuple[list[str], list[str], int]:
    """What is known against the versions of a lock, one line each, and what of it is passed over; and of how many
    versions the service knew."""
    command = [program, "--requirement", lock, "--disable-pip", "--require-hashes", "--format", "json",
               "--progress-spinner", "off", "--timeout", str(CONNECT)]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)  # noqa: S603
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        return [], [], 0
    known = [one for one in found if "skip_reason" not in one]
    lines, passed = [], []
    for one in known:
        for flaw in one.get("vulns", []):
            names = (flaw["id"], *flaw.get("aliases", []))
            told = f"{one['name']} {one['version']}：{flaw['id']}"
            if reason := next((reasons[name] for name in names if name in reasons), None):
                passed.append(f"{told}，不理会：{reason}")
            else:
                lines.append(f"{told}，修正于{'、'.join(flaw['fix_versions']) or '（尚无）'}")
    return lines, passed, len(known)


def main() -> int:
    """Print the result; 1 where anything is known that is not passed over."""
    lock, program, *rest = sys.argv[1:]
    try:
        reasons = ignored(Path(rest[0]) if rest else IGNORED)
    except ValueError as error:
        print(f"依赖审计：{error}", file=sys.stderr)
        return 1
    lines, passed, known = audit(lock, program, reasons)
    for line in (*lines, *passed):
        print(f"依赖审计：{line}", file=sys.stderr)
    if not known:
        print("依赖审计：警告，漏洞库没有回答，这次未核对。", file=sys.stderr)
    elif not lines:
        print(f"依赖审计：核对了{known}个版本，没有已知的漏洞。", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
