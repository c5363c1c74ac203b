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

from pipeline.comparison.links import Verdict
from pipeline.correction_files import read_corrections


def read_verdicts(paths: Iterable[Path]) -> dict[tuple[str, str], Verdict]:
    """The decisions of all these files, by the two items; a file that is not there holds none.

    An entry that cannot be used is left out; loading the document tells of it.
    """
    found: dict[tuple[str, str], Verdict] = {}
    for path in paths:
        for one in read_corrections(path).decisions:
            found.pop((one.link, one.item), None)
            found[one.item, one.link] = Verdict(one.kind, f"{one.why}（{one.who}，{one.when}）")
    return found
