"""Where a consequence begins and ends, what its condition holds, and offsets of the text as it is."""

import pytest

from normalizers import normalize

# The marked words are the quotes, in order.
QUOTES = [
    "⟦未签责任书扣1分⟧，⟦未分解任务扣2分⟧。",
    "⟦对省、市督办件未办结的，每件扣0.4分⟧、⟦0.2分⟧。",
    "未经审批擅自开工，其中：⟦在核心区内的不得分⟧，⟦在缓冲区内的扣0.5分⟧。",
    "根据年度计划实施情况考核。⟦未报备案的扣0.5分⟧。",
    "⟦每年召开专题会议两次，少一次扣0.5分⟧；⟦未制定方案扣1分⟧。",
    "⟦完成年度改厕任务得1分⟧（通过市级验收）。",
    "⟦档案不全的每例扣0.5分⟧（法规科考核）。",
    "⟦未完成任务的此项不得分⟧，并⟦取消评先资格⟧。",
    "⟦发生亡人火灾的，一票否决⟧。",
    "1.⟦未建账扣1分⟧。\n2.⟦未公示扣2分⟧。",
    "⟦每建成一个示范点得0.5分⟧，⟦否则不得分⟧，上限2分。",
    "⟦未公示的扣０．５分⟧；⟦漏报的扣 1 分⟧。",
    "⟦回访率低于95%的，每低1%扣0.1分⟧，最多扣2分。",
    "⟦一个地块扣1分⟧（⟦被省级通报的地块，一个扣3分⟧），扣完为止。",
    "⟦整改率低于90%扣1分⟧，⟦90%-100%按比例扣分⟧。",
    "⟦办结率每下降10％，扣0.2⟧；⟦未建账扣1分⟧。",
    "⟦凡未开展应急演练的，扣1分⟧，⟦若在全县作经验交流，每次加1分⟧。",
    "建立健全河长制各项制度。⟦未建立会议制度的扣0.5分⟧，⟦未建立督查制度的扣0.5分⟧。",
    "⟦至少召开一次党建会议，少一次扣0.5分⟧；⟦未与村签订责任书扣0.5分⟧。",
    "⟦上半年通过验收得2分⟧，⟦下半年通过验收得1分⟧，⟦不通过得0分⟧。",
    "⟦每有一项排名后10位的扣1分⟧，⟦较上年下降1-5位的扣0.3分⟧，最高扣3分。",
    "⟦数据弄虚作假的，取消评先资格，并严肃追究责任⟧。",
    "⟦发生恶性案件的，视为未通过年度考核，取消评先资格⟧。",
    "⟦按照省厅关于队伍建设相关要求考核⟧。",
    "⟦根据《信访工作考核办法》考核⟧。（信访局）",
    "注：⟦开展示范创建的奖励0.5分⟧。",
    "⟦达到80%的得2分⟧；⟦低于80%的，按比例得分⟧。",
    "1、⟦未备案的扣0.5分⟧；⟦试点缺一项扣0.25分⟧。\n2、⟦其中一项未达标的扣0.25分⟧。",
    "⟦网上申报情况较差的，扣分0.3分⟧。",
    "⟦未完成整治任务的，扣该项分值的50%⟧，扣完为止。",
    "⟦发现一例未批先建的扣1分⟧、⟦未验投产的扣1分⟧（执法局考核）。",
    "⟦洽谈一个项目得0.5分⟧，⟦落地一个项目得2分⟧，上限4分。（洽谈和落地不重复计分）",
    "⟦按完成率得分，上限1分⟧；⟦迟报一次扣0.5分⟧，满分1分扣完为止。",
    "⟦除警告以外，无行政处罚案件扣1分⟧（无线索的除外）。",
]

# A text, the number of a rule, words that its condition must hold, words that it must not hold.
CONDITIONS = [
    (
        "未经审批擅自开工，其中：在核心区内的不得分，在缓冲区内的扣0.5分。",
        1,
        ["擅自开工", "核心区"],
        ["缓冲区"],
    ),
    (
        "未经审批擅自开工，其中：在核心区内的不得分，在缓冲区内的扣0.5分。",
        2,
        ["擅自开工", "缓冲区"],
        ["核心区"],
    ),
    ("完成年度改厕任务得1分（通过市级验收）。", 1, ["完成年度改厕任务", "通过市级验收"], ["1分"]),
    ("档案不全的每例扣0.5分（法规科考核）。", 1, ["档案不全"], ["法规科"]),
    ("每年召开专题会议两次，少一次扣0.5分。", 1, ["召开专题会议两次", "少一次"], ["0.5"]),
    ("一个路段脏乱被曝光的，一次扣0.5分。", 1, ["一个路段脏乱"], []),
    ("小区、商铺未分类投放的，每个扣0.1分。", 1, ["小区、商铺"], []),
]


@pytest.mark.parametrize("marked", QUOTES)
def test_quotes_begin_and_end_where_the_consequence_does(unmark, marked):
    text, spans = unmark(marked)
    rules = normalize({"id": "t/1", "criteria": text})["rules"]
    assert [(r["start"], r["end"], r["quote"]) for r in rules] == spans


@pytest.mark.parametrize(("text", "seq", "held", "not_held"), CONDITIONS)
def test_condition_holds_what_triggers(text, seq, held, not_held):
    condition = normalize({"id": "t/1", "criteria": text})["rules"][seq - 1]["condition"]
    assert [words for words in held if words not in condition] == []
    assert [words for words in not_held if words in condition] == []


@pytest.mark.parametrize(
    "text",
    ["👍未报送的扣1分，未公示的扣2分", "　未报送的扣１分；\n\n　每次扣０．５分　", "𠀀村未报送的扣1分"],
)
def test_offsets_count_code_points_of_the_text_as_it_is(text):
    rules = normalize({"id": "t/1", "criteria": text})["rules"]
    assert rules
    assert [r["seq"] for r in rules] == list(range(1, len(rules) + 1))
    for rule in rules:
        assert text[rule["start"] : rule["end"]] == rule["quote"]
        assert rule["quote"] == rule["quote"].strip()
