"""A MADE-UP “next year” of a real table, for tests only: no office ever issued it.

`next_year(items)` edits the items of the 2024 table of 柳城县 by the list `EDITS` below, written by hand, and says what
a comparison must find: the links, and each change with its kind, the numbers of the items, and its values.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]

ANY = "*"
"""A value that the test does not look at: long texts that stand in the change as they are."""

Expected = tuple[str, str | None, str | None, str | None, str | None]
"""Kind, the item's number before and after, value before and after."""


@dataclass(frozen=True)
class Edit:
    """Replace `old` by `new` in a field of the item of that (old) number; the changes that this makes."""

    number: str
    field: str
    old: Any
    new: Any
    changes: tuple[tuple[str, str | None, str | None], ...]


def crit(number: str, old: str, new: str, *changes: tuple[str, str | None, str | None]) -> Edit:
    return Edit(number, "criteria", old, new, changes)


def points(number: str, old: str, new: str) -> Edit:
    kind = "points_raised" if float(new) > float(old) else "points_lowered"
    return Edit(number, "points", old, new, ((kind, old, new),))


def wanted(number: str, old: str, new: str) -> Edit:
    return Edit(number, "requirement", old, new, (("requirement_reworded", ANY, ANY),))


EDITS = (
    crit("1.1", "少一次扣0.5分", "少一次扣1分", ("amount_raised", "每1次扣0.5分", "每1次扣1分")),
    crit("1.1", "工作报告扣1分", "工作报告扣0.5分", ("amount_lowered", "扣1分", "扣0.5分")),
    points("1.2", "2", "3"),
    crit("1.3", "；未与司法部门联动扣0.5分", "", ("rule_removed", "未与司法部门联动扣0.5分", None)),
    crit("2.1", "10个", "15个", ("threshold_moved", "低于10个", "低于15个")),
    crit("2.2", "任务80%的得2分；低于80%的，按与80%的", "任务85%的得2分；低于85%的，按与85%的",
         ("threshold_moved", "不低于80%", "不低于85%"), ("threshold_moved", "低于80%", "低于85%")),
    wanted("2.3", "深入推进清洁生产，督促重点企业", "持续推进清洁生产，指导督促重点企业"),
    crit("3.1", "每发现一起扣0.25分", "每发现一起扣0.5分", ("amount_raised", "每1起扣0.25分", "每1起扣0.5分")),
    points("3.1", "1", "2"),
    crit("3.2", "扣0.3分", "扣0.2分", ("amount_lowered", "每1项扣0.3分", "每1项扣0.2分")),
    crit("4.1", "达20%以上", "达30%以上", ("threshold_moved", "低于20%", "低于30%")),
    crit("4.1", "总结材料扣0.5分。", "总结材料扣0.5分；未公开年度工作方案扣0.2分。",
         ("rule_added", None, "未公开年度工作方案扣0.2分")),
    crit("4.2", "每季度开展", "每半年开展", ("frequency_changed", ANY, ANY)),
    Edit("4.2", "departments", ["柳城生态环境局"], ["柳城生态环境局", "县教育局"],
         (("department_added", None, "县教育局"),)),
    crit("4.5", "开展至少一次", "开展至少两次", ("threshold_moved", "低于1次", "低于2次")),
    crit("4.6", "少一次扣0.4分", "少一次扣0.3分", ("amount_lowered", "每1次扣0.4分", "每1次扣0.3分")),
    crit("5.1", "\n3.未按自治区生态环境厅要求完成排污许可提质增效行动其他工作任务的，扣0.5分。", "",
         ("rule_removed", ANY, None)),
    crit("5.2", "被自治区生态环境厅通报一次扣0.5分", "被自治区生态环境厅通报一次扣0.25分",
         ("amount_lowered", "每1次扣0.5分", "每1次扣0.25分")),
    crit("5.2", "通报一项扣0.5分；扣完为止。", "通报一项扣0.5分；扣完为止。环评文件弄虚作假的，取消评先资格。",
         ("veto_added", None, "环评文件弄虚作假的，取消评先资格")),
    crit("6.1", "扣4分", "扣3分", ("amount_lowered", "扣4分", "扣3分")),
    points("6.1", "4", "3"),
    crit("6.2", "低于90%扣4分，90%与100%", "低于95%扣4分，95%与100%",
         ("threshold_moved", "低于90%", "低于95%"), ("threshold_moved", "介于90%和100%", "介于95%和100%")),
    crit("6.3", "45天内", "30天内", ("deadline_moved", ANY, ANY)),
    crit("6.5", "专业户，一家扣1分", "专业户，一家扣2分", ("amount_raised", "每1家扣1分", "每1家扣2分")),
    Edit("6.5", "departments", ["各乡镇人民政府", "县农业农村局"], ["县农业农村局"],
         (("department_removed", "各乡镇人民政府", None),)),
    wanted("6.6", "推进城镇生活污水治理设施及配套管网建设", "加快补齐城镇生活污水治理设施及配套管网短板"),
    crit("6.7", "总数70%", "总数80%", ("threshold_moved", "低于70%", "低于80%")),
    crit("6.7", "最多扣3分", "最多扣2分", ("cap_moved", "最多扣3分", "最多扣2分")),
    crit("6.8", "超标排放，一次扣1分", "超标排放，一次扣2分", ("amount_raised", "每1次扣1分", "每1次扣2分")),
    crit("6.8", "，在线设备未与生态环境保护主管部门联网扣0.5分", "", ("rule_removed", ANY, None)),
    crit("6.9", "台账记录扣2分", "台账记录扣1分", ("amount_lowered", "扣2分", "扣1分")),
    points("6.9", "5", "4"),
    crit("7.1", "PM2.5年均值未达到市级下达目标，每高于目标任务1μg/m3扣0.5分，最高扣3分",
         "PM2.5年均值未达到市级下达目标，每高于目标任务1μg/m3扣0.5分，最高扣2分",
         ("cap_moved", "最多扣3分", "最多扣2分")),
    crit("7.1", "0.1个百分点，扣0.05分", "0.1个百分点，扣0.1分",
         ("amount_raised", "每0.1百分点扣0.05分", "每0.1百分点扣0.1分")),
    Edit("7.2", "evidence", "年度大气污染实施计划文件。", "年度大气污染实施计划文件、部门责任清单。",
         (("evidence_added", None, "部门责任清单"),)),
    crit("7.4", "记录每个扣0.05分", "记录每个扣0.1分", ("amount_raised", "每1个扣0.05分", "每1个扣0.1分")),
    crit("7.5", "一次扣0.5分", "一次扣0.25分", ("amount_lowered", "每1次扣0.5分", "每1次扣0.25分")),
    crit("7.6", "缺少一项扣0.3分", "缺少一项扣0.5分", ("amount_raised", "每1项扣0.3分", "每1项扣0.5分")),
    crit("7.7", "未形成大气污染防治长效机制扣1分", "未建立健全大气污染防治长效管理机制扣1分",
         ("rule_reworded", ANY, ANY)),
    crit("7.8", "每少1次扣0.25分", "每少1次扣0.5分", ("amount_raised", "每1次扣0.25分", "每1次扣0.5分")),
    crit("8.3", "考核要求的扣5分", "考核要求的扣6分", ("amount_raised", "扣5分", "扣6分")),
    crit("8.4", "考核要求扣5分", "考核要求不得分", ("effect_changed", "扣5分", "不得分")),
    crit("9.1", "上限为4分", "上限为5分", ("cap_moved", "得扣相抵后最多4分", "得扣相抵后最多5分")),
    crit("9.2", "满分为2分", "满分为3分", ("amount_raised", "按比例得分，满分2分", "按比例得分，满分3分")),
    crit("9.3", "相关项目得0.5分", "相关项目得0.3分", ("amount_lowered", "每1个得0.5分", "每1个得0.3分")),
    crit("9.4", "迟报一次扣0.5分", "迟报一天扣0.5分", ("unit_changed", "每1次扣0.5分", "每1天扣0.5分")),
    Edit("9.5", "departments", ["柳城生态环境局"], ["柳城生态环境局", "县科工信局"],
         (("department_added", None, "县科工信局"),)),
    points("10.1", "20", "15"),
    crit("10.1", "每少10%扣2分", "每少5%扣2分", ("amount_raised", "每10%扣2分", "每5%扣2分")),
    crit("10.2", "扣1分，最高扣3分", "扣1分", ("cap_removed", "最多扣3分", None)),
    crit("11.1", "监管扣1分", "监管的，每次扣1分", ("basis_changed", "扣1分", "每1次扣1分")),
    crit("13.1", "恶劣情节的，扣10分", "恶劣情节的，取消评先资格", ("effect_changed", "扣10分", ANY)),
    crit("13.3", "被通报的，一次扣1分", "被通报的，一次扣2分", ("amount_raised", "每1次扣1分", "每1次扣2分")),
    crit("14.1", "被上级通报一次扣0.1分，扣完0.5分为止", "被上级通报一次扣0.1分，扣完1分为止",
         ("cap_moved", "最多扣0.5分", "最多扣1分")),
    crit("14.2", "低于90%", "低于95%", ("threshold_moved", "低于90%", "低于95%")),
    Edit("14.2", "evidence", "、工作照片、", "、", (("evidence_removed", "工作照片", None),)),
    crit("16.6", "下降10%以上", "下降20%以上", ("threshold_moved", "不低于10%", "不低于20%")),
    crit("16.7", "最高加2分", "最高加3分", ("cap_moved", "最多加2分", "最多加3分")),
)  # fmt: skip

DROPPED = ("4.3", "8.6", "15.1")
RENUMBERED = {"4.4": "4.3", "4.5": "4.4", "4.6": "4.5", "15.2": "15.1"}
"""Items that move up because one before them was dropped."""

REGROUPED = {"12.1": ("11.2", "11.1")}
"""An item that goes to another group: its new number, and an item of that group."""

MERGED = ("8.1", "8.2")
"""Two items that become one, under the number of the first."""

SPLIT = ("7.3", "7.9")
"""An item whose second point becomes an item of its own, and that item's number."""

ADDED = (
    (
        "6.9",
        "6.10",
        "开展农村千人以上供水工程水质抽检。",
        "2",
        "未按季度开展水质抽检，每缺1次扣0.5分，扣完为止。",
        "scored",
    ),
    ("16.13", "16.14", "积极参与碳普惠平台建设。", None, "每吸纳100名注册用户加0.1分，最高加1分。", "bonus"),
)
"""New items: after which one, number, requirement, points, criteria, kind."""

EDIT_COUNT = len(EDITS) + len(DROPPED) + len(REGROUPED) + len(ADDED) + 2


def next_year(document: Record) -> tuple[Record, set[tuple[str, str]], list[Expected]]:
    """The made-up document (without ids), the true links by number, and the changes that are to be found.

    A number that stands twice in the table names its rows together.
    """
    made = copy.deepcopy(document)
    made |= {"year": document["year"] + 1, "title": _later(document["title"])}
    expected: list[Expected] = []
    items = made["items"]
    for edit in EDITS:
        item = next(one for one in items if one["number"] == edit.number)
        _apply(item, edit)
        new = RENUMBERED.get(edit.number, edit.number)
        expected += [(kind, edit.number, new, before, after) for kind, before, after in edit.changes]
    links = {(item["number"], RENUMBERED.get(item["number"], item["number"])) for item in items}
    for number in DROPPED:
        items.remove(next(item for item in items if item["number"] == number))
        links.discard((number, RENUMBERED.get(number, number)))
        links.discard((number, number))
        expected.append(("item_removed", number, None, ANY, None))
    for item in items:
        new = RENUMBERED.get(item["number"])
        if new:
            expected.append(("renumbered", item["number"], new, item["number"], new))
            _renumber(item, new)
    _regroup(items, links, expected)
    _merge(items, links, expected)
    _split(items, links, expected)
    _add(items, expected)
    for item in items:
        for field in ("section", "group", "requirement", "criteria", "evidence"):
            item[field] = _later(item[field])
    for position, item in enumerate(items, 1):
        item["position"] = position
    return made, links, expected


def _apply(item: Record, edit: Edit) -> None:
    value = item[edit.field]
    if isinstance(value, str) and edit.field != "points":
        assert value.count(edit.old) == 1, (edit.number, edit.old, value)
        item[edit.field] = value.replace(edit.old, edit.new)
    else:
        assert value == edit.old, (edit.number, value)
        item[edit.field] = edit.new


def _renumber(item: Record, number: str) -> None:
    item["requirement"] = number + item["requirement"].removeprefix(item["number"])
    item["number"] = number


def _regroup(items: list[Record], links: set[tuple[str, str]], expected: list[Expected]) -> None:
    for old, (new, beside) in REGROUPED.items():
        item = next(one for one in items if one["number"] == old)
        model = next(one for one in items if one["number"] == beside)
        item["group"] = model["group"]
        _renumber(item, new)
        links.remove((old, old))
        links.add((old, new))
        expected.append(("renumbered", old, new, old, new))
        expected.append(("regrouped", old, new, ANY, ANY))


def _merge(items: list[Record], links: set[tuple[str, str]], expected: list[Expected]) -> None:
    one, other = (next(item for item in items if item["number"] == number) for number in MERGED)
    one["requirement"] += other["requirement"].removeprefix(other["number"])
    one["criteria"] += "\n" + other["criteria"]
    one["evidence"] += "\n" + other["evidence"]
    one["points"] = str(int(one["points"]) + int(other["points"]))
    items.remove(other)
    links.remove((MERGED[1], MERGED[1]))
    links.add((MERGED[1], MERGED[0]))
    expected.append(("item_merged", MERGED[0], MERGED[0], "、".join(MERGED), MERGED[0]))


def _split(items: list[Record], links: set[tuple[str, str]], expected: list[Expected]) -> None:
    old, new = SPLIT
    item = next(one for one in items if one["number"] == old)
    first, second = item["criteria"].split("\n")
    of_first, of_second = item["evidence"].split("\n")
    part = copy.deepcopy(item) | {"criteria": second, "evidence": of_second, "points": "1", "number": new}
    part["requirement"] = f"{new}开展涉VOCs简易低效治理设施排查整治。"
    item |= {"criteria": first, "evidence": of_first, "points": "1"}
    items.insert(next(at for at, one in enumerate(items) if one["number"] == "7.8") + 1, part)
    links.add((old, new))
    expected.append(("item_split", old, old, old, f"{old}、{new}"))


def _add(items: list[Record], expected: list[Expected]) -> None:
    for after, number, requirement, value, criteria, kind in ADDED:
        at = max(n for n, one in enumerate(items) if one["number"] == after)
        new = copy.deepcopy(items[at])
        new |= {"number": number, "requirement": f"{number}{requirement}", "points": value, "kind": kind}
        new |= {"criteria": criteria, "evidence": "工作台账。"}
        items.insert(at + 1, new)
        expected.append(("item_added", None, number, None, ANY))


def _later(text: str) -> str:
    """The text with every year one later."""
    return re.sub(r"(?<!\d)20\d\d(?=年)", lambda year: str(int(year[0]) + 1), text or "")
