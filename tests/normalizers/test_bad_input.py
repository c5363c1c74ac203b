"""Input that is no scoring text: no crash, no rule invented."""

import pytest
from invariants import broken

from normalizers import normalize

NO_RULES = [
    "",
    " \t\n\r ",
    "1234567890",
    "3.14159 2.71828 100% 0.5",
    "\x00\x01\x02\x1b[31m\x7f",
    "👍👍🎉",
    "The department loses 5 points for each failure, up to 20 points.",
    "Le service perd 5 points par manquement.",
    "Баллы не начисляются за 3 нарушения.",
    "담당 부서는 5점을 잃는다.",
    "。。。，，；；、、",
    "（（（）））",
    "%%%‰‰‰",
    "每每每每",
    "最高最高",
    "《》“”",
    "1.\n2.\n3.\n",
    "２０２４年１２月３１日",
    "http://example.org/?q=5&r=10",
    "null",
]

STRANGE = [
    "（" * 3000,
    "）" * 3000,
    "《" * 3000,
    "“" * 3000,
    "每" * 3000,
    "扣0.5" * 1000,
    "、1分" * 1000,
    "90%、" * 1000,
    "低于90%" * 1000,
    "1." * 2000,
    "\n" * 3000,
    " " * 3000 + "扣1分",
    "未" * 3000 + "扣1分",
    "扣" + "9" * 3000 + "分",
    "扣1." + "0" * 3000 + "1分",
    "十百千万" * 500 + "分",
    "其中" * 1000 + "扣1分",
    "\ud800扣1分",
]


@pytest.mark.parametrize("text", NO_RULES)
def test_reads_no_rule(text):
    found = normalize({"id": "t/1", "criteria": text})
    assert (found["rules"], found["caps"]) == ([], [])
    assert broken(text, found) == []


@pytest.mark.parametrize("text", STRANGE, ids=lambda text: ascii(text[:8]))
def test_strange_text_does_not_break_the_reading(text):
    assert broken(text, normalize({"id": "t/1", "criteria": text})) == []


@pytest.mark.parametrize(
    "record", [{"id": "t/1"}, {"id": "t/1", "criteria": None}, {"id": None, "criteria": ""}]
)
def test_record_without_a_text_has_no_rules(record):
    found = normalize(record)
    assert (found["id"], found["rules"], found["caps"]) == (record["id"], [], [])


def test_reads_a_megabyte():
    sentence = "各乡镇按照要求落实网格化管理，建立健全长效机制，定期开展巡查走访，及时化解矛盾纠纷。"
    text = sentence * (1_000_000 // len(sentence.encode())) + "未报送总结的扣1分。"
    found = normalize({"id": "t/1", "criteria": text})
    assert [(r["effect"], r["points"], r["end"]) for r in found["rules"]] == [("deduct", "1", len(text) - 1)]


def test_reads_a_thousand_rules():
    text = "迟报一次扣0.5分；" * 1000
    rules = normalize({"id": "t/1", "criteria": text})["rules"]
    assert [r["start"] for r in rules] == [i * 10 for i in range(1000)]
