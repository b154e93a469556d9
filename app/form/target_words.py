"""The words and patterns of written indicator values: operators, units, grade words, phrases (``app.form.target`` uses them).

These are facts of the language that the reader is built on. What a reviewer *concludes* from names and units is data in
``resources/lexicons``.
"""

from __future__ import annotations

import re


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


OPERATORS: dict[str, str] = {
    **dict.fromkeys((">=", "=>", "≥", "≧", "⩾", "≥=", ">＝"), "≥"),
    **dict.fromkeys(("<=", "=<", "≤", "≦", "⩽", "≤="), "≤"),
    **dict.fromkeys((">", "﹥"), ">"),
    **dict.fromkeys(("<", "﹤"), "<"),
    **dict.fromkeys(("=", "==", "﹦", "═", "＝＝"), "="),
    **dict.fromkeys(("≈", "约", "大约", "约为"), "≈"),
    **dict.fromkeys(
        (
            "大于等于",
            "大于或等于",
            "不少于",
            "不低于",
            "不小于",
            "至少",
            "最少",
            "不短于",
            "高于或等于",
            "不得低于",
            "不得少于",
        ),
        "≥",
    ),
    **dict.fromkeys(
        (
            "小于等于",
            "小于或等于",
            "不超过",
            "不高于",
            "不大于",
            "不多于",
            "至多",
            "最多",
            "不超",
            "不晚于",
            "不迟于",
            "低于或等于",
            "不得超过",
            "不得高于",
            "控制在",
        ),
        "≤",
    ),
    **dict.fromkeys(("大于", "多于", "高于", "超过"), ">"),
    **dict.fromkeys(("小于", "少于", "低于"), "<"),
    "等于": "=",
}
"""Every written form of a 计算符号 → its symbol."""

_MEASURES = _listed(
    "% ‰ 个百分点 百分点 个 家 次 篇 份 件 项 条 台 起 套 场 张 名 人 人次 户 户次 月 个月 期 本 种 万 亿 元 小时 分 分钟 秒 "
    "天 日 个工作日 工作日 周 个季度 季度 年 个学期 学期 课时 学时 岁 级 楼 栋 幢 座 处 所 间 床 床位 张床 辆 艘 架 只 头 棵 株 根 块 片 "
    "面 盏 支 枝 瓶 箱 盒 袋 包 桶 批 批次 例 宗 案 单 笔 人天 人日 人月 人年 位 员 队 支队 组 班 届 轮 回 趟 遍 场次 堂 节 讲 集 部 "
    "册 卷 幅 版 字 页 款 类 门 科 点 站 个点 段 村 社区 街道 镇 乡 县 区 市 省 国 校 店 馆 台套 台次 件次 副 双 对 样 项次 角 美元 "
    "倍 成 折 平方米 平方公里 平米 ㎡ m² m2 公里 千米 米 厘米 毫米 km m 吨 公斤 千克 克 kg g t 升 毫升 L ml 亩 公顷 立方米 立方 m³ m3 "
    "度 千瓦时 千瓦 kWh KB MB GB TB PB Mbps 兆 G M 折 元素 例次 人份 剂 剂次 针次 管 台班 车次 架次 航次 套次 份次 课 科目 学分 "
    "名次 位数 标段 包件 系统 模块 接口 节点 路 线 号 站点 网点 宗地 图斑 样本 样品 批件 案例 户数 周次 月份 人数 字节 条次 片次 百分比 比例 株 尾 羽 只 元整"
)

UNITS = frozenset(_MEASURES)
"""Units that are known as such. Others are taken too, where they stand alone behind the number."""

_ordered = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_SCALES = "(?:千万|百万|十万|亿|万|千|百)"
_BASES = _listed(
    "人次 人 月 年 天 日 次 户 家 张 件 个 套 台 场 亩 吨 平方米 平米 ㎡ m2 m² 小时 课时 学时 学期 学年 季度 半年 周 生 床位 床 份 本 株 头 只 村 "
    "公里 千米 km 米 辆 项 篇 期 班 车次 车 名 位 组 工作日 栋 棚 处 所 间 座 盏 幅 页 字 分钟 分 立方米 公斤 千克 升 度 千瓦时 台次 人天 人月 批 例 样"
)
_PER = "(?:[/·*.・]每?(?:" + "|".join(_BASES) + "))"
"""What a unit is counted by (元/人/月). A list of its own, short: patterns are compiled at every start."""
UNIT = rf"(?:{_SCALES}?(?:{_ordered}){_PER}*|/(?:10|1)?[万千](?:人|户|辆|台)?|{_SCALES}(?:{_PER}|(?![^\W\d_]))|{_PER}+)"
"""A known unit, perhaps scaled (万张) or composite (元/人/月, /人)."""

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"

OPERATOR = "(?:" + "|".join(re.escape(word) for word in sorted(OPERATORS, key=len, reverse=True)) + ")"

BOUNDS = {
    **dict.fromkeys(("及以上", "或以上", "以上", "(含)以上", "以上(含)", "起步"), "≥"),
    **dict.fromkeys(("及以下", "或以下", "以下", "以内", "之内", "内", "(含)以下", "(含)以内", "以内(含)"), "≤"),
}
"""Words behind a number that say its direction (95%以上, 24小时内)."""
BOUND = "(?:" + "|".join(re.escape(word) for word in sorted(BOUNDS, key=len, reverse=True)) + ")"

DIRECT = re.compile(
    rf"(?P<op>{OPERATOR})?\s*(?P<num>[-+]?{NUMBER})\s*(?P<pct>%)?(?:\s*(?:[-~—–至到]|--)\s*(?P<num2>{NUMBER}))?\s*"
    rf"(?:\((?P<bracket>[^()\d]{{1,8}})\)|(?P<unit>(?<!%){UNIT}))?\s*(?P<bound>{BOUND})?"
)
"""One amount: operator, number (or a range), unit (plain or in brackets), a word of direction."""

BRACKETED_UNIT = re.compile(
    rf"%|{_SCALES}?[^\d\s%/]{{1,6}}{_PER}+|(?!含|约|左右|以上|以内|不含)[^\d\s%]{{1,4}}|[a-zA-Z]+\d?"
)
"""What may stand as a unit in brackets; anything longer is a remark."""

CHINESE_COUNT = re.compile(
    rf"(?P<op>{OPERATOR})?\s*(?P<count>[一二两三四五六七八九十百]{{1,4}})\s*(?P<unit>(?!级|类|起|样|号|段|点|面|成|科|批)(?:{_ordered}))"
)
"""A count written in characters: 三次, ≥五场."""

RECURRING = re.compile(
    r"(?:每[个]?(?:年|季度?|月|周|旬)|次月|当月|当季度?|月|季度?)(?:初|底|末|\d{1,2}\s*[日号])?(?:之?前|内|以前)?(?:完成|发放|拨付|支付|到位|上报|报送|更新|缴纳)?"
)
"""A deadline that comes again: 每月25日前发放."""

RATIO = re.compile(r"\d\s*[:：∶]\s*\d")

RARE_UNIT = re.compile(
    rf"(?P<op>{OPERATOR})\s*(?P<num>{NUMBER})\s*(?P<unit>(?!以上|以下|以内|左右|完成|及)[一-鿿A-Za-z]{{1,3}})"
    r"(?P<num2>)(?P<pct>)(?P<bracket>)(?P<bound>)"
)
"""An amount with an operator and a unit that is not known: whatever stands alone behind the number."""

EMBEDDED = re.compile(
    rf"(?P<op>{OPERATOR})?\s*(?P<num>(?<![\d.A-Za-z〔\[×*]){NUMBER}|(?<=[于过少多])[一二两三四五六七八九十百]{{1,3}})\s*(?P<pct>%)?"
    rf"(?:\s*(?:[-~—–至到]|--)\s*(?P<num2>{NUMBER}))?\s*(?:\((?P<bracket>[^()\d]{{1,8}})\)|(?P<unit>(?<!%){UNIT}))?\s*(?P<bound>{BOUND})?"
)
"""An amount inside a phrase; it counts only with an operator or a unit."""

BLANKS = frozenset(
    (
        "",
        "-",
        "—",
        "–",
        "/",
        "\\",
        "--",
        "——",
        "－",
        "―",
        "不适用",
        "不涉及",
        "无指标",
        "N/A",
        "n/a",
        "NA",
        "...",
        "…",
        "……",
    )
)
PLACEHOLDER = re.compile(
    r"\*+|[xX×╳□○]{2,}|(?:[≥≤><=]+)?\s*(?:\*+|[xX×]{1,})\s*(?:%|[一-鿿]{1,3})?"
    r"|_{2,}.{0,3}|.{0,6}(?:待填写?|待定|待补充?|待明确|请填写|填写处|TODO|tbd|TBD).{0,6}|\?+|？+|\.{3,}|…+"
)
BOOLEANS = frozenset(_listed("是 否 有 无 能 不能 可以 √ × 达到 未达到 已达到 实现 已实现 完成 已完成 全部完成"))
GRADES = frozenset(
    _listed(
        "健全 规范 有效 合理 合规 完备 明显 优 良 中 优秀 良好 一般 较好 较高 显著 充分 明确 科学 完善 达标 合格 通过 优良 高 低 好 强 较强 "
        "提升 提高 改善 增强 有所提升 有所提高 有所改善 有所增强 逐步提高 逐步提升 逐步改善 稳定 正常 完整 准确 真实 安全 严格 到位 落实 公开 "
        "透明 公平 公正 满意 非常满意 基本满意 持续 长期 可持续 良性 齐全 齐备 清晰 匹配 一致 符合 相符 高效 便捷 较明显 效果明显 效果显著 "
        "成效显著 成效明显 明显提升 明显提高 明显改善 明显增强 显著提升 显著提高 显著改善 进一步提升 进一步提高 进一步完善 不断提高 不断提升 "
        "不断完善 持续提升 持续改善 持续提高 健全有效 科学合理 规范有效 合法合规 合理有效 有所增加 有所减少 有保障 有力 得到提升 得到提高 得到改善 "
        "得到保障 长效 有力保障 正面支撑 效果好 长远 有所减轻 稳步提高 稳步提升 巩固提高 健全完善 建立健全 加强 有效提升 有效提高 有效改善 有效保障 优良中低差 优良中差 优良 好坏 高中低 定性 优良中低 A级 一级 二级 三级 甲级 乙级 A B C"
    )
)
GRADE_PREFIXES = ("非常", "较为", "比较", "基本", "较", "很", "更加", "进一步", "有效", "显著", "明显")

VAGUE_TIME = re.compile(
    r"(?:按时|及时|即时|准时|如期|按期|按计划|按进度|按要求时间|按照?规定时间|尽快|适时|实时|定期|不定期|长期|持续|全年|当年|年内|"
    r"(?:在|按|按照)?(?:项目|工程|任务)?(?:规定|计划|约定|要求|合同约定|合同规定)(?:完成)?的?(?:时间|期限|时限|进度|节点)(?:之?内|内)?)"
    r"(?:地)?(?:完成|发放|拨付|支付|开展|实施|到位|响应|处理|交付|落实|推进|执行|上报|报送|验收|供应|反馈|更新|进行)*"
    r"(?:项目|任务|工作|各项工作|工作任务|年度任务|年度工作|采购|服务|建设|验收)*(?:完成)?"
)
CHANGE = re.compile(
    r"(?:较|比|相比|与)[^，；。]{0,10}(?:上[一个]?年|去年|前年|同期|往年|上期|基期|历年|以前|此前|过去|\d{4}年|活动前|实施前|项目前)"
    r"|同比|环比|逐年"
)
CHANGE_VERB = re.compile(
    rf"(?:由?\d+(?:\.\d+)?\S{{0,4}}?|[一-鿿]{{0,12}})(?P<verb>提升|提高|增长|上升|增加|下降|降低|减少|缩短|压缩|压减|下调|上调)(?:了|率|到|至)?\s*{OPERATOR}?\s*[-+]?\d"
)
FALLING = frozenset(("下降", "降低", "减少", "缩短", "压缩", "压减", "下调"))
REFERENCE = re.compile(
    r"(?P<op>≤|<|=|小于等于|小于或等于|不超过|不超出|不超|不高于|不大于|未超过?|控制在|严格控制在|小于|低于|等于|不突破|在)?\s*"
    r"(?:\d{4}年度?)?(?:本?(?:项目|年度|当年|全年|财政|部门|批复的?|下达的?|核定的?|年初|总|合同|采购|批准的?)*)?"
    r"(?:预算(?:批复|资金|申请|安排|总额|批复数|批复额|批复金额|控制)*(?:数|额|金额|总额|价|内)?|批复(?:数|额|金额)|控制(?:数|价)|合同(?:金额|价|总价)|采购(?:限价|预算)|概算(?:数|额)?)"
    r"(?:批复)?(?:以内|之内|范围内|范围之内|内|范围|总额|金额|数)?"
)
ZERO = re.compile(
    r"(?P<no>无|零|0|未发生|未出现|不发生|不出现|杜绝|没有|避免|未产生|无任何)(?:发生|出现|任何|重大|较大|一般|相关|有责|有效)*(?P<what>[一-鿿]{0,10})(?:发生|出现|现象|情况|问题)?"
)
ZERO_UNITS = (
    ("事故", "起"),
    ("事件", "起"),
    ("投诉", "次"),
    ("举报", "次"),
    ("差错", "次"),
    ("故障", "次"),
    ("违规", "次"),
    ("违法", "次"),
    ("纠纷", "起"),
    ("案件", "起"),
    ("问题", "个"),
    ("中断", "次"),
    ("泄露", "次"),
    ("安全隐患", "个"),
    ("隐患", "个"),
    ("超支", "元"),
    ("伤亡", "人"),
    ("逾期", "次"),
    ("延期", "次"),
    ("污染", "起"),
    ("返工", "次"),
    ("错误", "处"),
)
"""What the phrase 无… denies → the unit it is counted in (无事故发生 is =0起)."""

ITEM_MARKS = re.compile(r"[①②③④⑤⑥⑦⑧⑨⑩]|(?:^|(?<=[；;。\n\s]))(?:\d{1,2}[、.．)）](?!\d)|[(（]\d{1,2}[)）])")
CHINESE_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def chinese_number(text: str) -> int | None:
    """一 … 九百九十九 as a number, None when it is none."""
    total, digit = 0, 0
    for character in text:
        if character in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[character]
        elif character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            return None
    return (total + digit) or None
