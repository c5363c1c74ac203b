"""What people decided of links: entries with `link` in `data/corrections/DOCUMENT.yaml`.

- item: liucheng-2024/7.4
  link: lianyungang-2013/41
  kind: same        # same 同一职责, related 内容相关, none 不对应
  who: 张三
  when: 2024-05-06
  why: 都是秸秆禁烧
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.comparison.links import Verdict
from pipeline.errors import CorrectionError
from pipeline.schema import LINK_KINDS

KEYS = ("item", "link", "kind", "who", "when", "why")


def read_verdicts(paths: Iterable[Path]) -> dict[tuple[str, str], Verdict]:
    """The decisions of all these files, by the two items; a file that is not there holds none.

    Raises `CorrectionError`, naming the entry, for a kind that there is not and for a missing who, when or why.
    """
    found: dict[tuple[str, str], Verdict] = {}
    for path in paths:
        for number, entry in enumerate(_entries(path), 1):
            if isinstance(entry, dict) and "link" in entry:
                one, other, verdict = _verdict(entry, f"{path}，第{number}条")
                found.pop((other, one), None)
                found[one, other] = verdict
    return found


def _entries(path: Path) -> list[Any]:
    if not path.exists():
        return []
    import yaml

    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CorrectionError(f"{path}：不是 YAML 文件（{str(error).splitlines()[0]}）。") from None
    return entries if isinstance(entries, list) else []


def _verdict(entry: dict[str, Any], where: str) -> tuple[str, str, Verdict]:
    missing = [name for name in KEYS if not entry.get(name)]
    if missing or set(entry) - set(KEYS):
        raise CorrectionError(f"{where}：对应关系的更正要写 {'、'.join(KEYS)}，不写别的。")
    if entry["kind"] not in LINK_KINDS:
        raise CorrectionError(f"{where}：kind 只能是 {'、'.join(LINK_KINDS)}。")
    why = f"{entry['why']}（{entry['who']}，{entry['when']}）"
    return str(entry["item"]), str(entry["link"]), Verdict(str(entry["kind"]), why)
