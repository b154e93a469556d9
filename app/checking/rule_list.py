"""The declared rules. A test holds this list against the checks: each code that is found is declared, each declared one is found."""

from __future__ import annotations

from app.checking.rules import Rule

_FULL, _FINE, _MATCH, _OTHER = "指标不够完整", "不够细化、量化", "指标与指标值不匹配", "其他"
_LEVEL1, _LEVEL2, _SPLIT, _LINK = "一级指标类型错误", "二级指标类型错误", "建议拆分指标", "与项目的相关性不够"
_MOF88, _MOF101 = "财预〔2015〕88号 绩效目标审核", "财预〔2021〕101号 核心绩效目标和指标设置及取值指引"
_FORM, _PRACTICE = "申报表样式及填报说明", "审核通行做法"

# One line for each rule: code, severity, term, title, sentence, why, source.
# fmt: off
RULES: tuple[Rule, ...] = (
    # 填报
    Rule("required.year", "error", _FULL, "缺年度", "“年度”没有填写，请填写四位年份。", "表格要有年度才能核对日期和预算。", _FORM),
    Rule("required.blank", "error", _FULL, "必填项空白", "“{label}”没有填写，请填写。", "表格要求填写的内容不能空着；经常性项目不要求填总额和总目标。", _FORM),
    # 资金
    Rule("funding.unread", "error", _OTHER, "金额不能识别", "“{label}”填写的“{value}”不是能识别的金额，请改为数字。", "不能识别的金额不参加计算，打印和汇总都会出错。", _FORM),
    Rule("funding.sum_differs", "error", _OTHER, "合计不一致", "“{label}”与各项之和不一致，请核对。", "总额应等于各项资金来源之和。", _FORM),
    Rule("funding.exceeds_limit", "error", _OTHER, "超过总额", "“{label}”超过了“{limit}”，请核对。", "本年度资金是项目资金总额的一部分，不会超过总额。", _FORM),
    Rule("funding.negative", "error", _OTHER, "金额为负", "“{label}”是负数 {amount} 元，请核对。", "资金来源和预算数不会是负数。", _PRACTICE),
    Rule("funding.maybe_wan", "warning", _OTHER, "疑似按万元填写", "“{label}”是 {amount} 元，而成本指标“{name}”写的是“{value}”，请核对是否把万元当作元填写。", "本表金额单位为元；按万元口径填写会少四个零。", _PRACTICE),
    # 日期
    Rule("dates.unread", "error", _OTHER, "日期不能识别", "“{label}”填写的“{value}”不是能识别的日期，请写成 2024-01-01 这样的年月日。", "不能识别的日期无法核对项目期限。", _FORM),
    Rule("dates.year_unread", "error", _OTHER, "年度不能识别", "“年度”填写的“{value}”不是年份，请写成四位数字。", "年度决定用哪一年的表样和检查。", _FORM),
    Rule("dates.order", "error", _OTHER, "起止日期颠倒", "开始日期晚于完成日期，请核对两个日期。", "开始日期不能晚于完成日期。", _FORM),
    Rule("dates.year_outside", "error", _OTHER, "年度不在项目期内", "表格年度不在项目起止日期之内，请核对年度或日期。", "申报年度应落在项目起止日期之间。", _FORM),
    Rule("dates.deadline_outside", "error", _MATCH, "期限超出项目期", "“{name}”的指标值“{value}”{side}（项目期 {period}），请核对期限或项目日期。", "时效指标的期限应在项目起止日期之内；“12月底”按 12 月 31 日计算。", _MOF88),
    Rule("dates.deadline_other_year", "warning", _MATCH, "期限是往年", "“{name}”的指标值“{value}”是 {year} 年以前的期限，请核对是否沿用了往年的写法。", "年度指标的期限一般在本年度内。", _PRACTICE),
    Rule("dates.no_such_day", "error", _MATCH, "日期不存在", "{where}里的日期“{text}”不存在，请核对是几月几日。", "二月没有 30 日，四、六、九、十一月没有 31 日，没有 13 月。", _PRACTICE),
    # 成本
    Rule("cost.wan_confused", "error", _MATCH, "元与万元写混", "成本指标“{name}”的指标值“{value}”与“{money}”{amount} 元正好差一万倍，请把单位改为“{unit}”，或核对数字。", "成本的数字与资金相同而单位差一万倍，是把元和万元写混了。", _PRACTICE),
    Rule("cost.over_money", "error", _MATCH, "成本超过资金", "{lines}超过“{money}”{amount} 元，多 {difference} 元，请核对成本指标或资金。", "经济成本指标是支出的上限，各项合计不应超过当年资金。", _MOF101),
    Rule("cost.differs_from_money", "error", _MATCH, "成本合计与资金不一致", "{lines}与“{money}”{amount} 元相差 {difference} 元，经济成本合计与年度资金不一致，请核对。", "项目成本应与年度资金一致；元与万元已换算，四舍五入的差不计。", _MOF101),
    Rule("cost.under_money", "warning", _MATCH, "成本小于资金", "{lines}比“{money}”{amount} 元少 {difference} 元，请核对是否漏列其他成本。", "只列一项成本时，可能还有别的成本没有列入。", _MOF101),
    # 完整
    Rule("complete.empty", "error", _FULL, "没有指标", "绩效指标一个也没有填写，请至少填写产出、效益和满意度指标。", "没有指标就无法监控和评价。", _MOF88),
    Rule("complete.no_output", "error", "建议增加明确产出指标", "缺产出指标", "“{name}”下没有指标，请增加数量、质量或时效指标。", "产出指标任何项目都要设置。", _MOF101),
    Rule("complete.no_benefit", "error", "建议增加明确效益指标", "缺效益指标", "“{name}”下没有指标，请增加明确的效益指标。", "效益指标任何项目都要设置。", _MOF101),
    Rule("complete.no_satisfaction", "warning", "建议增加满意度指标", "缺满意度指标", "“{name}”下没有指标，建议增加服务对象满意度指标；不直接面向服务对象的项目可不设。", "直接面向服务对象的项目要设满意度指标。", _MOF101),
    Rule("complete.no_kind", "warning", _FULL, "缺一类指标", "“{name}”下没有指标，请补充。", "表格要求设置的类别应至少有一个指标。", _FORM),
    Rule("complete.output_kinds", "hint", _FULL, "产出不全", "产出指标中没有“{names}”，建议补充，使产出的数量、质量、时效都可衡量。", "完整的产出指标包括数量、质量和时效。", _MOF88),
    Rule("complete.no_cost", "warning", _FULL, "缺成本指标", "项目“{project}”含“{word}”，却没有成本指标，请增加经济成本指标。", "工程、大型修缮、购置类项目要设置成本指标。", _MOF101),
    # 级次
    Rule("levels.missing", "error", _FULL, "缺级次名称", "指标“{name}”缺{levels}，请补上名称。", "每个三级指标都要归入一级和二级指标。", _FORM),
    Rule("levels.in_level1", "error", _LEVEL1, "二级名称在一级列", "“{name}”是二级指标的名称，却填在一级指标一列，请移到它的一级指标之下。", "一级指标是成本、产出、效益、满意度等大类。", _MOF101),
    Rule("levels.indicator_as_level1", "error", _LEVEL1, "指标在一级列", "“{name}”（指标值“{value}”）填在一级指标一列，缺一级、二级指标，请移到三级指标一列并补上一级、二级指标。", "具体指标应填在三级指标一列。", _FORM),
    Rule("levels.under_wrong_level1", "error", _LEVEL1, "一级指标放错", "二级指标“{name}”放在“{level1}”之下，应属于“{home}”（其下有{indicators}），请移过去。", "二级指标归入哪个一级指标有统一规定：时效属于产出，满意度单列。", _MOF101),
    Rule("levels.unknown", "warning", _LEVEL2, "级次名称不在目录", "{level}“{name}”不在本表的目录之中（{known}），请核对名称。", "使用统一的级次名称，审核和汇总时才能归类。", _FORM),
    # 指标值
    Rule("value.name_missing", "error", _FULL, "缺指标名称", "“{level2}”下有指标值“{value}”，却没有指标名称，请补上。", "有值没有名称，无法知道衡量什么。", _FORM),
    Rule("value.missing", "error", _FULL, "缺指标值", "指标“{name}”的指标值{shown}，请填写。", "没有指标值就无法判断是否完成。", _MOF88),
    Rule("value.placeholder", "error", _FULL, "占位没有填写", "指标“{name}”的指标值“{value}”是占位符号，请填写实际的值。", "星号、XX、待填写等占位内容应在申报前换成实际值。", _FORM),
    Rule("value.echo", "error", _FINE, "值重复名称", "指标“{name}”的指标值只是重复了名称，请改为可以衡量的值，例如“≥90%”。", "值重复名称等于没有目标。", _MOF88),
    Rule("value.rate_mismatch", "error", _MATCH, "比率与值不匹配", "指标“{name}”的指标值“{value}”与名称不匹配：{what}，请改正名称或指标值。", "率、占比一类的指标用百分比表示。", _PRACTICE),
    Rule("value.percent_missing", "warning", _MATCH, "比率漏写 %", "指标“{name}”是比率，指标值“{value}”没有写“%”，请补上。", "比率要写明单位。", _PRACTICE),
    Rule("value.percent_scale", "warning", _MATCH, "百分比差一百倍", "指标“{name}”的指标值“{value}”不到 1%，请核对是否应乘以 100。", "从表格软件复制时，0.95 常被写成 0.95%。", _PRACTICE),
    Rule("value.over_hundred", "error", _MATCH, "超过 100%", "指标“{name}”的指标值“{value}”超过 100%，不可能达到，请核对。", "满意度、合格率、覆盖率等最高为 100%。", _PRACTICE),
    Rule("value.count_mismatch", "error", _MATCH, "数量与值不匹配", "指标“{name}”的指标值“{value}”与名称不匹配：{what}，请改正名称或指标值。", "次数、人数、台次等用相应的单位，不用百分比。", _PRACTICE),
    Rule("value.kind_mismatch", "error", _MATCH, "名称与值不匹配", "指标“{name}”的指标值“{value}”与名称不匹配：{what}，请改正名称或指标值。", "名称问什么，指标值就应回答什么。", _PRACTICE),
    Rule("value.name_unclear", "warning", _MATCH, "名称说不清比率", "指标“{name}”的指标值“{value}”：{what}。", "百分比要说明是什么占什么的比例。", _PRACTICE),
    Rule("value.unit_missing", "warning", _FINE, "缺计量单位", "指标“{name}”的指标值“{value}”没有写明计量单位，请补上。", "没有单位的数字无法核对。", _MOF101),
    Rule("value.number_differs", "warning", _MATCH, "名称与值的数字不同", "指标“{name}”的名称写着“{own}”，指标值却是“{value}”，请核对。", "同一个数在名称和值里应一致。", _PRACTICE),
    Rule("value.name_generic", "hint", _FINE, "名称没有细化", "指标“{name}”（指标值“{value}”）只是重复了二级指标的名称，请写明衡量什么。", "三级指标要具体到可以衡量的事项。", _MOF88),
    # 方向
    Rule("direction.reversed", "error", _MATCH, "方向相反", "指标“{name}”{good}，指标值“{value}”的方向反了，{how}。", "正向指标用≥或＝，反向指标用≤、＜或＝0。", _MOF101),
    Rule("direction.doubtful", "warning", _MATCH, "方向存疑", "指标“{name}”一般{good}，指标值“{value}”的方向可能反了，请核对。", "从名称看方向可能反了，由填报人判断。", _MOF101),
    Rule("direction.cost_floor", "error", _MATCH, "成本没有上限", "成本指标“{name}”的指标值“{value}”用了下限，成本应有上限，请改用“≤”。", "成本指标控制的是支出上限。", _MOF101),
    # 量化
    Rule("measure.vague_time", "warning", _FINE, "时间不明确", "指标“{name}”的指标值“{value}”没有明确的时间，请写明期限或及时率。", "“及时”“按时”无法判断是否完成。", _MOF88),
    Rule("measure.no_base", "warning", _FINE, "缺基数和幅度", "指标“{name}”的指标值“{value}”没有基数和幅度，请写明从多少增减到多少。", "“较上年增加”没有数字，无法判断是否完成。", _MOF88),
    Rule("measure.year_missing", "warning", _FINE, "期限缺年份", "指标“{name}”的指标值“{value}”没有写年份，项目跨年度，请补上年份。", "跨年度的项目要写明是哪一年的期限。", _PRACTICE),
    Rule("measure.not_quantified", "warning", _FINE, "没有量化", "指标“{name}”的指标值“{value}”没有量化，{how}。", "能量化的要量化，不能量化的要写明可以判断的标准。", _MOF88),
    Rule("measure.perfect", "warning", _FINE, "满意度 100%", "指标“{name}”的指标值“{value}”难以达成，常用“≥90%”，请核对。", "满意度要求人人满意不符合实际，会在评价时失分。", _PRACTICE),
    Rule("measure.split", "hint", _SPLIT, "一格多项", "指标“{name}”的指标值“{value}”里有 {count} 个目标值，建议拆成几个指标。", "一个指标一个值，才能分别监控和计分。", _MOF101),
    # 归类
    Rule("placement.not_satisfaction", "error", _LEVEL2, "不是满意度", "“{name}”（指标值“{value}”）放在“{level2}”下，却不是满意度{consequence}。", "满意度指标衡量服务对象的满意程度。", _MOF101),
    Rule("placement.no_time", "error", _LEVEL2, "时效没有时间", "时效指标“{name}”（指标值“{value}”）没有时间含义，请改为完成时间或及时率，或移到别的二级指标。", "时效指标衡量完成的时间和效率。", _MOF101),
    Rule("placement.not_ecological", "error", _LEVEL2, "不是生态效益", "“{name}”（指标值“{value}”）放在“{level2}”下，却与生态环境无关，请移到合适的二级指标。", "生态效益衡量对自然环境的影响。", _MOF101),
    Rule("placement.not_economic", "warning", _LEVEL2, "不像经济效益", "“{name}”（指标值“{value}”）放在“{level2}”下，看不出经济效益，请核对。", "经济效益衡量对经济发展带来的直接或间接收益。", _MOF101),
    Rule("placement.output_as_benefit", "warning", _LEVEL1, "产出写成效益", "“{name}”（指标值“{value}”）放在“{level2}”下，说的是完成的数量，应属于产出指标，请移过去。", "效益是产出带来的变化，不是完成的工作量。", _MOF101),
    Rule("placement.satisfaction_elsewhere", "error", _LEVEL2, "满意度放错", "“{name}”（指标值“{value}”）是满意度，却放在“{level2}”下，应属于“{home}”，请移过去。", "满意度在本表单独列为一类。", _MOF101),
    Rule("placement.elsewhere", "warning", _LEVEL2, "二级指标放错", "“{name}”（指标值“{value}”）放在“{level2}”下，应属于“{home}”，请移过去。", "数量、质量、时效、成本各有所指。", _MOF101),
    # 重复
    Rule("duplicate.differs", "error", _OTHER, "同名不同值", "指标“{name}”出现不止一次，指标值不同：{values}，请只保留一个或分清名称。", "同一指标有两个值，无法评价。", _PRACTICE),
    Rule("duplicate.same", "warning", _OTHER, "指标重复", "指标“{name}”（指标值“{value}”）重复出现 {count} 次，请删去多余的行。", "重复的指标会重复计分。", _PRACTICE),
    Rule("duplicate.near", "hint", _OTHER, "名称相近", "指标“{name}”与“{other}”名称相近，请核对是否重复。", "只差“确保”“实现”等字的指标往往是同一个。", _PRACTICE),
    # 文字
    Rule("texts.tags", "error", _OTHER, "网页标记", "{where}留有网页标记“{text}”，请删去。", "从网页平台粘贴时带来的标记，打印后会露出来。", _PRACTICE),
    Rule("texts.brackets", "error", _OTHER, "括号引号不配对", "{where}“{text}”的{marks}不配对，请补上或删去。", "括号、书名号和引号要成对。", _PRACTICE),
    Rule("texts.doubled", "error", _OTHER, "重复的字", "{where}“{text}”里“{word}”重复，请删去一个。", "连着写了两遍的词多半是笔误。", _PRACTICE),
    Rule("texts.doubled_mark", "hint", _OTHER, "标点重复", "{where}“{text}”处标点重复，请删去一个。", "连着的标点多半是笔误。", _PRACTICE),
    Rule("texts.placeholder", "error", _OTHER, "文字没有填完", "{where}“{text}”处还有没填写的内容，请补上。", "XX、＿＿、待填写等占位内容应在申报前换成实际内容。", _FORM),
    # 目标
    Rule("goals.copied", "error", _FINE, "总目标与年度目标相同", "“{whole}”与“{annual}”逐字相同（“{text}”），项目跨年度，应区分总目标与年度目标。", "总目标说整个项目，年度目标说本年完成的部分。", _MOF88),
    Rule("goals.too_short", "hint", _FINE, "目标过于简单", "“{where}”只写了“{text}”，请写明做什么、做到什么程度、产生什么效果。", "目标要说明产出和效果，指标才有依据。", _MOF88),
    Rule("goals.other_year", "warning", _OTHER, "往年的年份", "“{where}”里写着“{text}”，不在项目期内（本表是 {year} 年度），请核对是否沿用了往年的文字。", "沿用往年的表格时常有年份没有改过来。", _PRACTICE),
    Rule("goals.unsupported", "hint", _LINK, "目标无指标支撑", "“{where}”提到{works}，却没有对应的指标，请补充指标或修改目标。", "目标里写到的每项工作都应有指标支撑。", _MOF88),
    Rule("goals.schedule_outside", "warning", _OTHER, "进度超出项目期", "“{where}”里的时间 {dates} 不在项目期 {start} 至 {end} 之内，请核对。", "实施进度应在项目起止日期之内。", _PRACTICE),
    Rule("goals.number_differs", "warning", _LINK, "目标与指标数字不同", "“{where}”写着“{text}”，指标“{name}”的指标值却是“{value}”，请核对。", "目标里的数字应与指标值一致。", _MOF88),
    # 写法
    Rule("style.operators", "hint", _OTHER, "符号写法不一", "指标值{values}的符号写法与别处不同，建议统一为≥、≤。", "同一张表用同一种写法。", _PRACTICE),
    Rule("style.percent", "hint", _OTHER, "百分号写法不一", "指标值{values}用了全角“％”，建议与别处统一为“%”。", "同一张表用同一种写法。", _PRACTICE),
    Rule("style.brackets", "hint", _OTHER, "单位括号不一", "指标值{values}的单位写法与别处不同，建议统一。", "同一张表用同一种写法。", _PRACTICE),
    Rule("style.decimals", "hint", _OTHER, "数量带小数", "指标值{values}是整数却写了小数，建议去掉。", "以个、台、次计数的不写小数。", _PRACTICE),
    # 多表
    Rule("across.duplicate_project", "warning", _OTHER, "项目重复", "项目“{name}”有 {count} 张表，单位和年度都相同，请核对是否重复申报。", "同一项目同一年度只申报一次。", _PRACTICE),
    Rule("across.value_differs", "warning", _MATCH, "同一指标值不同", "指标“{name}”在{forms}里的指标值不同：{values}，请核对。", "同一件事在不同表里应是同一个目标。", _PRACTICE),
    Rule("across.unit_differs", "hint", _MATCH, "同一指标单位不同", "指标“{name}”在{forms}里的单位不同：{units}，请统一。", "单位不同就不能比较和汇总。", _PRACTICE),
    Rule("across.same_effect", "warning", _OTHER, "同一效果重复计入", "指标“{name}”（指标值{value}）同时写在{forms}里，同一效果重复计入，请核对归属。", "一个效果只能算作一个项目的效益。", _PRACTICE),
    Rule("across.copied_text", "warning", _OTHER, "文字雷同", "{forms}的“{where}”雷同（“{text}”），请按各自项目填写。", "不同项目的目标和概况应各有内容。", _PRACTICE),
    Rule("across.figure_differs", "warning", _OTHER, "同一数字不同", "{forms}里“{subject}”的数字不同：{numbers}，请核对。", "同一单位的同一数字在各表里应一致。", _PRACTICE),
    Rule("across.spelling", "hint", _OTHER, "单位名称写法不同", "“{where}”有两种写法：“{first}”和“{second}”，请核对是否同一单位。", "名称不一致会影响汇总。", _PRACTICE),
    # 得分
    Rule("scores.total_differs", "error", _OTHER, "权重合计不对", "权重合计与规定的总分不一致，请核对。", "各指标权重合计为总分。", "财预〔2020〕10号 项目支出绩效评价管理办法"),
    Rule("scores.points_differ", "error", _OTHER, "级次分值不对", "级次的分值与下面权重之和不一致，请核对。", "一级、二级指标的分值等于其下权重之和。", "财预〔2020〕10号"),
    Rule("scores.rate_differs", "error", _OTHER, "执行率不对", "执行率与金额计算的不一致，请核对。", "执行率由金额计算得出。", "财预〔2020〕10号"),
    Rule("scores.execution_differs", "error", _OTHER, "执行率得分不对", "执行率得分与计算的不一致，请核对。", "执行率得分 = 全年执行数 ÷ 全年预算数 × 分值。", "财预〔2020〕10号"),
    Rule("scores.below_zero", "error", _OTHER, "得分为负", "得分小于 0，请核对。", "扣完为止，得分不小于 0。", "财预〔2020〕10号"),
    Rule("scores.above_weight", "error", _OTHER, "得分超过权重", "得分超过权重，请核对。", "得分最高为该指标的权重。", "财预〔2020〕10号"),
    Rule("scores.reason_missing", "warning", _OTHER, "缺偏差原因", "得分低于分值，请写明原因。", "未完成的要说明原因和改进措施。", "财预〔2020〕10号"),
    Rule("scores.threshold_differs", "error", _MATCH, "评分规则与标杆值不一致", "评分规则里的目标与标杆值不一致，请核对。", "规则和标杆值应是同一个数。", "财预〔2020〕10号"),
    Rule("scores.score_differs", "error", _OTHER, "得分与规则不一致", "得分与按规则计算的不一致，请核对。", "得分应按指标说明计算。", "财预〔2020〕10号"),
    Rule("scores.full_points_differ", "error", _OTHER, "满分与权重不一致", "规则里的满分与权重不一致，请核对。", "达标得到的分数就是权重。", "财预〔2020〕10号"),
    Rule("scores.explanation_differs", "error", _MATCH, "解释与标杆值不一致", "指标解释里的数与标杆值不一致，请核对。", "解释和标杆值应是同一个数。", "财预〔2020〕10号"),
    Rule("scores.kind_differs", "warning", _MATCH, "完成值与标杆值不同类", "完成值与标杆值不是一类，请核对。", "同类的值才能比较。", "财预〔2020〕10号"),
    Rule("scores.far_above", "hint", _OTHER, "完成值远高于指标值", "完成值远高于指标值，请说明原因。", "年初指标值定得明显偏低的，要分析原因，适当调减分值。", "财预〔2020〕10号"),
    Rule("scores.unit_lost", "hint", _MATCH, "单位不全", "单位不完整，请核对。", "单位不全的值无法核对。", "财预〔2020〕10号"),
)
# fmt: on
