import pytest

from normalizers.beside.topics import rank_topics, read_topics

# A text, and its strongest topic.
STRONGEST = [
    ("县级集中式饮用水水源地水质达标率低于100%扣4分。", "水"),
    ("PM2.5年均值未达到市级下达目标，每高于1μg/m3扣0.5分", "大气"),
    ("未印发2024年度土壤污染防治工作计划扣1分。", "土壤"),
    ("危险废物规范化管理抽查合格率低于90％扣1分", "固废"),
    ("功能区噪声每有一个点次监测不达标扣0.1分", "噪声"),
    ("未及时送贮废旧放射源的，每枚扣0.5分", "辐射"),
    ("环评业务报表迟报一次扣0.5分", "环评"),
    ("发生较大及以上生产安全事故的，一票否决", "安全生产"),
    ("消防通道堵塞，每处扣0.2分", "消防"),
    ("发生亡人事故1起扣5分", "安全生产"),
    ("人事任免不规范的扣1分", "组织人事"),
    ("乡级河长每月巡河不少于3次，少一次扣0.1分", "河湖长制"),
    ("未按要求召开三会一课的，每次扣0.5分", "党建"),
    ("违反中央八项规定精神被通报的，每起扣1分", "廉政"),
    ("占道经营未及时清理，每处扣0.1分", "城市管理"),
    ("新增规上工业企业每家加1分", "工业"),
    ("招商引资到位资金完成率", "招商"),
    ("行政审批事项网上办理率低于90%", "营商环境"),
    ("命案未破的扣5分，电信网络诈骗发案率上升扣1分", "平安建设"),
    ("越级上访每批次扣0.5分", "信访"),
    ("义务教育入学率、控辍保学", "教育"),
    ("村集体经济收入5万元以下的村，防返贫监测不到位", "乡村振兴"),
    ("拖欠農民工工資引發事件的", "就业"),
    ("公路养护质量达标率", "交通"),
    ("一般公共预算收入完成率", "财政"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "topic"), STRONGEST)
def test_strongest_topic(text, topic):
    assert read_topics(text)[0].name == topic


@pytest.mark.parametrize("text", ["", "未按时完成的每次扣0.5分，扣完为止。", "12 34", "the quick brown fox"])
def test_no_topic(text):
    assert read_topics(text) == []


def test_words_stand_where_they_say():
    text = "污水 处理厂\n运行不正常"
    (word,) = read_topics(text)[0].words
    assert (text[word.start : word.end], word.word) == ("污水 处理厂", "污水处理厂")


def test_requirement_outweighs_the_scoring_text():
    found = rank_topics({"requirement": "加强固体废物管理", "criteria": "大气污染防治专项", "group": None})
    assert [topic.name for topic in found] == ["固废", "大气"]
    assert {word.field for topic in found for word in topic.words} == {"requirement", "criteria"}


def test_a_word_counts_once_in_a_text():
    once, often = read_topics("消防"), read_topics("消防、消防、消防")
    assert once[0].score == often[0].score
    assert len(often[0].words) == 3
