"""The words of scoring sentences, as patterns over squeezed text (``quantity.squeezed``).

Added to when a report says a known thing in other words: a word here is a word that every rule understands.
"""

from __future__ import annotations

from app.scoring.quantity import NUMBER, UNIT
from app.scoring.rules import Comparison, Side

COMPARISONS: dict[str, Comparison] = {
    "大于等于": "≥",
    "大于或等于": "≥",
    "高于或等于": "≥",
    "不低于": "≥",
    "不少于": "≥",
    "不小于": "≥",
    "至少": "≥",
    "达到": "≥",
    "达": "≥",
    "≥": "≥",
    ">=": "≥",
    "小于等于": "≤",
    "小于或等于": "≤",
    "低于或等于": "≤",
    "不超过": "≤",
    "不高于": "≤",
    "不大于": "≤",
    "不多于": "≤",
    "控制在": "≤",
    "≤": "≤",
    "<=": "≤",
    "大于": ">",
    "高于": ">",
    "多于": ">",
    "超过": ">",
    ">": ">",
    "小于": "<",
    "低于": "<",
    "少于": "<",
    "<": "<",
    "等于": "=",
    "=": "=",
}
"""Words before a number. 完成 and 为 are not here: they say nothing about the direction."""

SIDES: dict[Side, tuple[str, ...]] = {
    "below": (
        "降低",
        "下降",
        "减少",
        "缺少",
        "少于",
        "低于",
        "未完成",
        "落后",
        "不足",
        "降",
        "减",
        "少",
        "低",
        "缺",
        "差",
    ),
    "above": (
        "超出",
        "超过",
        "超支",
        "多出",
        "多于",
        "高于",
        "高出",
        "增加",
        "增长",
        "上升",
        "延迟",
        "延误",
        "延期",
        "延后",
        "推迟",
        "逾期",
        "滞后",
        "拖延",
        "迟",
        "晚",
        "超",
        "多",
        "高",
        "增",
    ),
    "either": ("偏离", "偏差", "相差"),
    "each": ("出现", "发生", "发现", "存在", "查出", "有"),
}
"""Verbs behind 每, longest first within a side."""


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


SIDE_VERB = "|".join(f"(?P<{side}>{_any(words)})" for side, words in SIDES.items())
_TARGET_NAME = "(?:年度)?(?:目标值|标杆值|计划值|指标值|目标|计划|预期|预算|标准值|标准|规定时间)"
_ITEM = "(?:该|本|此)?(?:三级)?(?:项|指标)?(?:指标)?(?:相应|对应|全部|全额)?的?"
WEIGHT = f"{_ITEM}(?:总)?(?:权重分值|权重分|权重|分值|标准分|满分|总分)"
ZERO = "(?:则|该项|本项|该指标|此项|均|即){0,4}(?:不得分|不计分|不给分|(?:得|计|记|为)?(?<![\\d.])0分)"
_LINK = "(?:时|的|者|标准|目标|水平|\\(含\\)){0,4},?(?:则|即|可|该项|本项|该指标){0,4}"
_EARNS = "(?:可?(?:得|计|给|记)(?:到)?)"

COMPARISON = _any(tuple(COMPARISONS))
SUFFIX = rf"(?:\(含\)|含)?及?(?:以上|以下|以内|之内|内)?(?:\(含(?:{NUMBER}{UNIT})?\))?"
_NOUN = r"(?:(?![且并和及与或但])[^\d,;§得计给记可则即扣,()]){0,4}?"

FULL_AT = (
    rf"(?:(?P<comparison>{COMPARISON})|完成|为)?(?P<number>{NUMBER})(?P<unit>{UNIT})(?P<suffix>{SUFFIX}){_NOUN}{_LINK}"
    rf"(?:{_EARNS}?(?:满分|全分)|{_EARNS}(?:(?P<points>{NUMBER})分|{WEIGHT}))"
)
"""达到 45 人，得满分 ; ≥95%得5分 ; 控制在 10 万元以内得权重分."""
FULL_WHEN = rf"(?P<condition>[^,;§]*?),?(?:则|可|该项|本项){{0,4}}(?:{_EARNS}?(?:满分|全分)|{_EARNS}(?:(?P<points>{NUMBER})分|{WEIGHT}))"
"""与预期完全匹配得 3 分 ; 按时完成，得满分."""

DATE = r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|份?底|份?末)"
"""A day or the end of a month; 11月 alone could mean its beginning as well as its end."""
FULL_BY = (
    rf"(?:[^,;§\d]*?(?:于|在|至|截至|截止到?|不晚于|不迟于|早于|,))?(?P<date>{DATE})(?:\(含\))?(?:之前|以前|前|内|之内)?(?:\(含\))?"
    rf"[^\d,;§得计给记]{{0,12}}?{_LINK}(?:{_EARNS}?(?:满分|全分)|{_EARNS}(?:(?P<points>{NUMBER})分|{WEIGHT}))"
)
"""12月31日前完成得满分 ; 于2021年11月底前交付，得 3 分."""
LATER = (
    rf"[^,;§\d]*?(?P<date>{DATE})(?:以后|之后|后)[^,;§\d]*?{ZERO}|(?:超过|晚于|迟于)(?P<over>{DATE})[^,;§\d]*?{ZERO}"
)
"""12月31日以后完成不得分: the other half of FULL_BY."""

AMOUNT = rf"(?:{WEIGHT}值?的?(?P<share>{NUMBER})%|(?P<share_first>{NUMBER})%的?{WEIGHT}|(?P<points>{NUMBER})分(?:/(?:{UNIT}))?)"
DEDUCTION = (
    rf"(?:每再?|(?=(?:少|缺|逾期|延迟|低于|低|超|发现[一1]|发生[一1]|出现[一1])))(?:{SIDE_VERB})?"
    rf"(?:{_TARGET_NAME}|完成|覆盖|开展|举办|培训|采购|购置|组织|发放|服务|建设)?的?"
    rf"(?:(?P<number>{NUMBER})(?P<unit>{UNIT})|(?P<only_unit>次|例|起|处|天|人|项|个|件))"
    rf"(?P<rest>[^,;§扣]*),?(?:则|的|将|予以|相应|从|该项|本项){{0,4}}扣(?:除|减|去|掉)?{AMOUNT}"
)
"""每降低 1%，扣 0.1 分 ; 每有一名不达标，扣 1分 ; 每减少 100 张，扣权重分 1%."""
UNTIL_ZERO = (
    rf"(?:直至|直到)?扣完(?:(?P<all>{NUMBER})分|{_ITEM}(?:权重分|权重|分值|分数|分)?)(?:为止)?"
    r"|(?:直至|直到)?扣(?:至|到)0分?(?:为止)?|最低(?:得|为)?0分"
)
AT_MOST = rf"(?:最多|至多|最高)扣(?:除|减)?(?P<number>{NUMBER})分"
ROUND_UP = rf"不足(?:{NUMBER})(?:{UNIT})的?,?(?:均)?按(?:照)?(?:{NUMBER})(?:{UNIT})(?:计算|计|扣分|扣减|扣)*"
BY_PART = rf"(?:不足(?:{NUMBER})(?:{UNIT})的?,?)?(?:均)?按(?:照)?比例(?:扣分|扣减|扣除|计算|折算|扣)"

CAP = rf"(?:最高|最多)(?:不超过|得){WEIGHT}|(?:得分)?不超过{WEIGHT}|(?<!不)超过(?:100%|{_TARGET_NAME})的?,?(?:均)?(?:按(?:100%|满分)(?:计算|计)|得满分)"
"""最高不超过权重分: true of every rule."""

CUTOFF = (
    rf"[^,;§\d]*(?:(?P<worse_below>未达到|达不到|未达|低于|小于|不足|不到|少于|<)|(?P<worse_above>超过|超出|高于|大于|>))"
    rf"(?P<number>{NUMBER})(?P<unit>{UNIT})(?:\(不含\))?(?:的|时|者)?,?{ZERO}"
)
CUTOFF_UNDER = (
    rf"[^,;§\d]*?(?P<number>{NUMBER})(?P<unit>{UNIT})以(?:(?P<worse_below>下)|(?P<worse_above>上))(?:的|时)?,?{ZERO}"
)
OTHERWISE = rf"[^,;§\d]*?(?:的|时|者)?,?{ZERO}"
"""否则不得分 ; 未按时完成的不得分."""

PROPORTION = (
    r"(?:[^,;§\d]*?)(?:否则|反之)?,?(?:则|均|应)?(?:按|根据)(?:照)?(?:实际)?(?:完成)?(?:情况|率|程度|数量|值)?的?(?:与目标值)?的?"
    r"(?:相应|同等|对应|实际|完成)?(?:比例|完成率)(?:相应|计算|折算|给予|予以|换算)*(?:得分|计分|给分|赋分|评分|扣分|扣减|扣除|计算)(?:分值)?"
    r"|[^,;§\d]*?(?:等|同)比例(?:得分|扣分|扣减|计分)"
    r"|按(?:照)?[^,;§\d]{2,12}(?:占|与|除以)[^,;§\d]{2,12}的?比例(?:计算)?(?:得分|计分|给分|赋分|扣分)"
)
"""按实际完成比例得分 ; X以下按比例扣分."""
_OPERAND = r"[^=×*xX/÷;,§()+\-−]{1,24}"
FORMULA = (
    rf"(?:[^,;§=]*?得分[=为]|按(?:照)?)\(?(?P<of>{_OPERAND})(?:[/÷](?P<by>{_OPERAND}))?\)?(?:[×*xX]100%)?[×*xX]"
    rf"(?:{WEIGHT}|(?P<points>{NUMBER})分?)(?:计算)?(?:得分|计分)?"
)
"""得分=实际完成值*指标权重 ; 得分=实际完成率/目标值×权重 ; 按完成率×分值计分."""

DEFINITION = r"[^=:,]{2,40}=.*(?:×|\*)100%(?:\(.*\))?|[^:,得扣]{2,20}:[^得扣]*"
"""资金到位率=（……）×100% ; 实际到位资金：……: an explanation, not a rule."""
SPEAKS_OF_POINTS = (
    r"得\d|分(?!析|别|为(?!止)|类|散|解|钟|布|项|档|管|工|级|组|期|批|包|区|院|局|段|配|享|支|子)|扣|权重|比例|酌情"
)
"""A text with one of these says something about the score; what is left of it when all patterns are done is not understood."""
