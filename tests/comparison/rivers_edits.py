"""The edits that make the MADE-UP “next year” of the made-up table of rivers; written before any was compared."""

from __future__ import annotations

from next_year import ANY, Edit, Merged, New, Part, Plan, Regrouped, Split, crit, points, wanted

SECTIONS = {"1": "一、履职尽责", "2": "二、基础工作", "3": "三、水资源和岸线", "4": "四、水污染防治",
            "5": "五、水环境和水生态", "6": "六、监督激励"}  # fmt: skip
"""The headings of the table by the first part of the items' numbers."""

DEPARTMENTS = {"4.2": ["区住建局", "区城管局"], "5.3": ["区生态环境局"]}
EVIDENCE = {"1.1": "会议纪要、总河长令。", "6.1": "整改台账、销号材料。"}

EDITS = (
    crit("1.1", "未召开会议的扣2分", "未召开会议的扣3分", ("amount_raised", "扣2分", "扣3分")),
    points("1.1", "4", "5"),
    Edit("1.1", "evidence", "会议纪要、总河长令。", "会议纪要、总河长令、工作要点。",
         (("evidence_added", None, "工作要点"),)),
    crit("1.2", "每低1个百分点扣0.1分", "每低1个百分点扣0.2分",
         ("amount_raised", "每1个百分点扣0.1分", "每1个百分点扣0.2分")),
    crit("1.2", "低于100%", "低于95%", ("threshold_moved", "低于100%", "低于95%")),
    crit("1.2", "发现问题未交办的", "巡查发现问题没有及时交办的", ("rule_reworded", ANY, ANY)),
    crit("1.3", "每件扣0.5分", "每件扣1分", ("amount_raised", "每1件扣0.5分", "每1件扣1分")),
    crit("1.4", "；工作经费不足的扣1分", "", ("rule_removed", "工作经费不足的扣1分", None)),
    wanted("2.1", "滚动编制“一河（湖）一策”方案", "修订完善“一河（湖）一策”方案并动态调整"),
    crit("2.2", "11月底前", "9月底前", ("deadline_moved", "11月底前", "9月底前")),
    crit("2.3", "高于10%", "高于5%", ("threshold_moved", "高于10%", "高于5%")),
    crit("2.3", "每次扣0.1分", "每次扣0.05分", ("amount_lowered", "每1次扣0.1分", "每1次扣0.05分")),
    crit("3.1", "目标的扣3分", "目标的不得分", ("effect_changed", "扣3分", "不得分")),
    crit("3.2", "每起扣0.5分；", "每起扣0.5分；超许可取水的，每起扣0.3分；",
         ("rule_added", None, "超许可取水的，每起扣0.3分")),
    crit("3.4", "未批复的，每条扣0.5分", "未批复的，扣0.5分", ("basis_changed", "每1条扣0.5分", "扣0.5分")),
    crit("3.5", "每起扣1分。", "每起扣1分；公职人员充当“保护伞”的，取消评先资格。",
         ("veto_added", None, "公职人员充当“保护伞”的，取消评先资格")),
    crit("3.6", "每个扣1分", "每个扣2分", ("amount_raised", "每1个扣1分", "每1个扣2分")),
    crit("3.6", "每个扣0.5分；", "每个扣0.5分，最高扣4分；", ("cap_added", None, "最多扣4分")),
    crit("4.1", "每低5%扣0.2分", "每低10%扣0.2分", ("amount_lowered", "每5%扣0.2分", "每10%扣0.2分")),
    crit("4.1", "低于70%", "低于80%", ("threshold_moved", "低于70%", "低于80%")),
    crit("4.2", "每少1公里扣", "每少1个项目扣", ("unit_changed", "每1公里扣0.2分", "每1个扣0.2分")),
    points("4.2", "4", "3"),
    Edit("4.2", "departments", ["区住建局", "区城管局"], ["区住建局"], (("department_removed", "区城市管理局", None),)),
    crit("4.3", "未达到40%", "未达到50%", ("threshold_moved", "低于40%", "低于50%")),
    crit("4.4", "每处扣0.5分", "每处扣1分", ("amount_raised", "每1处扣0.5分", "每1处扣1分")),
    points("5.1", "10", "12"),
    crit("5.1", "每次扣0.5分", "每次扣1分", ("amount_raised", "每1次扣0.5分", "每1次扣1分")),
    Edit("5.3", "departments", ["区生态环境局"], ["区生态环境局", "区水利局"],
         (("department_added", None, "区水利局"),)),
    crit("5.4", "每月开展", "每季度开展", ("frequency_changed", ANY, ANY)),
    crit("5.4", "漂浮物的，每处扣0.2分", "漂浮物的，每处扣0.3分", ("amount_raised", "每1处扣0.2分", "每1处扣0.3分")),
    crit("5.5", "任务未完成的扣1分", "任务未完成的扣2分", ("amount_raised", "扣1分", "扣2分")),
    crit("6.1", "每个扣2分", "取消评先资格", ("effect_changed", "每1个扣2分", ANY)),
    Edit("6.1", "evidence", "整改台账、销号材料。", "整改台账。", (("evidence_removed", "销号材料", None),)),
    crit("6.3", "获省级激励的加2分", "获省级激励的加1分", ("amount_lowered", "加2分", "加1分")),
)  # fmt: skip

PLAN = Plan(
    edits=EDITS,
    dropped=("3.3", "5.6"),
    renumbered={"3.4": "3.3", "3.5": "3.4", "3.6": "3.5", "5.7": "5.5"},
    regrouped=(Regrouped("5.5", "3.6", "3.6"),),
    merged=(Merged("4.5", "4.6"),),
    split=(Split("6.2", "；", Part("6.2", "加强宣传引导。", "2"), Part("6.4", "做好信息报送。", "1"), "6.3"),),
    added=(
        New("2.3", "2.4", "建立河湖长履职积分制度。", "2",
            "未建立制度的扣1分；积分结果未运用的扣0.5分。", "scored"),
        New("5.5", "5.6", "开展农村水系综合整治。", "2", "未完成年度整治任务的，每少1条扣0.5分。", "scored"),
    ),
)  # fmt: skip
