"""Nothing is silently lost, and what is doubtful is told."""

import pytest
import test_caps
import test_mixed
import test_rules_bases
import test_rules_consequences
import test_rules_coordinate
import test_rules_units
import test_sentences
import test_surface
import test_thresholds
from invariants import broken, lost_amounts

from normalizers import normalize

AMOUNTS_WITHOUT_A_RULE = [
    "基础分60分，每少一次扣1分。",
    "本项共10分。未建台账扣1分。",
    "领导重视（3分），制度健全（2分）。",
    "总分100分，其中日常考核40分、年终考核60分。",
    "按5分、3分、1分三档评定。",
    "一等奖5分，二等奖3分，三等奖1分。",
    "每次1分，累计计算。",
    "完成任务的3分，未完成的0分。",
    "情况较好2分；情况一般1分。",
    "折算后按20分计入总分。",
    "由评审组在0-5分之间打分。",
    "加减分合计10分以内。",
    "1.组织领导2分\n2.制度建设3分",
    "未达标的1分/次。",
]

# A text, and the words of which a rule or a finding must tell.
WORDS_WITHOUT_AN_AMOUNT = [
    ("未建台账扣1分。情节严重的从重扣分。", "从重扣分"),
    ("对作出突出贡献的给予加分。", "加分"),
    ("工作滞后的由考核组研究扣分。", "扣分"),
    ("未完成任务的相应扣减。", "扣减"),
    ("虚报数据的倒扣。", "倒扣"),
    ("完成较好的适当奖励分值。", "奖励"),
]

# A text, the kind of the finding, the words that it marks.
DOUBTS = [
    ("合格率每下降5%扣1分。", "percent_or_points", "每下降5%"),
    ("每少10篇扣0.1分。", "whole_or_partial", "每少10篇"),
    ("知晓率80%以上得2分。", "inclusive", "80%以上"),
    ("知晓率60%以下扣2分。", "inclusive", "60%以下"),
    ("根据政务公开实际情况考核，扣0.25分。", "needs_judgement", "实际情况考核"),
    ("1.组织领导（3分）。未建台账扣1分。", "part_mark", "3分"),
    ("1.未建台账扣1分。\n3.漏报扣1分。", "list_gap", "3."),
    ("未建台账扣1分。\n2.漏报扣1分。", "list_gap", "2."),
]

WITHOUT_DOUBT = [
    ("合格率每下降5个百分点扣1分。", "percent_or_points"),
    ("合格率低于5%扣1分。", "percent_or_points"),
    ("每少1篇扣0.1分。", "whole_or_partial"),
    ("知晓率80%及以上得2分。", "inclusive"),
    ("知晓率高于80%得2分。", "inclusive"),
    ("根据实际情况考核，未公开的扣0.25分。", "needs_judgement"),
    ("1.未建台账扣1分。\n2.漏报扣1分。", "list_gap"),
    ("未建台账扣1分。", "list_gap"),
]

PLAIN = [
    "未签订责任书的扣1分；未分解任务的扣0.5分。",
    "每少一次扣0.5分，扣完为止。",
    "未按时办结的每件扣0.5分，最高扣3分。",
    "发生重大生产安全事故的，一票否决。",
    "未完成任务的不得分。",
    "办结率低于90%的扣1分。",
    "12345热线办理不力的，每件扣0.5分。",
    "获国家级表彰加2分，省级加1分，同一事项取最高分。",
]


@pytest.mark.parametrize("text", AMOUNTS_WITHOUT_A_RULE)
def test_every_amount_is_in_a_quote_or_a_finding(text):
    found = normalize({"id": "t/1", "criteria": text})
    assert lost_amounts(text, found) == []
    assert broken(text, found) == []


TABLES = [
    test_caps,
    test_mixed,
    test_rules_bases,
    test_rules_consequences,
    test_rules_coordinate,
    test_rules_units,
    test_sentences,
    test_surface,
    test_thresholds,
]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_nothing_of_an_example_is_lost(table):
    for text, *_ in table.EXAMPLES:
        found = normalize({"id": "t/1", "criteria": text})
        assert (lost_amounts(text, found), broken(text, found)) == ([], []), text


@pytest.mark.parametrize(("text", "words"), WORDS_WITHOUT_AN_AMOUNT)
def test_every_scoring_word_is_in_a_quote_or_a_finding(text, words):
    found = normalize({"id": "t/1", "criteria": text})
    start, end = text.index(words), text.index(words) + len(words)
    told = [one for one in [*found["rules"], *found["findings"]] if one["start"] < end and start < one["end"]]
    assert told


@pytest.mark.parametrize(("text", "kind", "words"), DOUBTS)
def test_doubtful_readings_are_told(text, kind, words):
    start, end = text.index(words), text.index(words) + len(words)
    findings = normalize({"id": "t/1", "criteria": text})["findings"]
    assert any(f["kind"] == kind and f["start"] < end and start < f["end"] for f in findings), findings


@pytest.mark.parametrize(("text", "kind"), WITHOUT_DOUBT)
def test_clear_readings_are_not_doubted(text, kind):
    findings = normalize({"id": "t/1", "criteria": text})["findings"]
    assert kind not in [f["kind"] for f in findings]


def test_doubtful_reach_of_a_cap_is_told():
    text = "未公示扣1分。迟报每次扣0.5分。最高扣2分。"
    start, end = text.index("最高扣2分"), len(text)
    findings = normalize({"id": "t/1", "criteria": text})["findings"]
    assert any(f["start"] < end and start < f["end"] for f in findings), findings


@pytest.mark.parametrize("text", PLAIN)
def test_plain_texts_have_no_findings(text):
    assert normalize({"id": "t/1", "criteria": text})["findings"] == []


@pytest.mark.parametrize("text", ["", "  \n ", None])
def test_empty_text_is_a_finding(text):
    found = normalize({"id": "t/1", "criteria": text})
    assert (found["rules"], found["caps"]) == ([], [])
    assert [f["severity"] for f in found["findings"]] == ["warning"]


@pytest.mark.parametrize("text", ["工作落实到位。", "查阅资料，现场察看。", "以统计局数据为准。"])
def test_text_without_a_rule_is_a_finding(text):
    found = normalize({"id": "t/1", "criteria": text})
    assert found["rules"] == []
    assert found["findings"]


@pytest.mark.parametrize("text", ["每1畦扣0.5分。", "未清理的，每畦扣0.5分。"])
def test_unknown_unit_is_told(text):
    found = normalize({"id": "t/1", "criteria": text})
    (finding,) = [one for one in found["findings"] if one["kind"] == "unit_not_read"]
    assert finding["value"] == text[finding["start"] : finding["end"]] == "畦"


@pytest.mark.parametrize("text", ["每月扣0.1分。", "每人次扣1分。", "每季度未达标的扣0.5分。"])
def test_known_units_and_periods_are_no_unknown_unit(text):
    found = normalize({"id": "t/1", "criteria": text})
    assert "unit_not_read" not in {one["kind"] for one in found["findings"]}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("发现一处扣0.2分，同一路段最多扣1分。", ["最多扣1分"]),
        ("未巡查每次扣0.2分，每次最多扣1分。", ["每次最多扣1分"]),
        ("每少1人扣0.5分，单个乡镇累计不超过3分。", ["累计不超过3分"]),
        ("每处扣0.2分，单项最多扣2分，最多扣10分。", ["单项最多扣2分"]),
        ("每次扣0.2分最多扣1分。", []),
        ("每少1人扣0.5分，每季度最多扣3分。", []),
        ("每获1次表彰加1分，同一事项不重复加分，最高加3分。", []),
    ],
)
def test_limit_of_each_of_several_things_is_told(text: str, told: list[str]) -> None:
    assert [
        f["value"] for f in normalize({"id": 1, "criteria": text})["findings"] if f["kind"] == "cap_each"
    ] == told
