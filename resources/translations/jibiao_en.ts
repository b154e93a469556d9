<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
    <context>
        <name>About</name>
        <message>
            <source>本程序不联网，不收集任何信息；表单只保存在您选择的文件中。</source>
            <translation>The program does not use the network and collects nothing; forms are kept only in the files that you choose.</translation>
        </message>
        <message>
            <source>界面使用 Qt {qt}（LGPL 第 3 版，可替换的动态库），运行于 Python {python}；纸面字体为思源系列的子集（SIL OFL 1.1）。绩表自己的代码以 MIT 许可证发布；全文都在“许可证”一页。</source>
            <translation>The window uses Qt {qt} (LGPL 3, replaceable shared libraries) and runs on Python {python}; the faces of the paper are subsets of Source Han (SIL OFL 1.1). Jibiao's own code is under the MIT licence; all texts are on the page “Licences”.</translation>
        </message>
        <message>
            <source>绩表 {version}：财政项目支出绩效目标申报表的离线编辑器。</source>
            <translation>Jibiao {version}: an offline editor for the performance target forms of fiscal projects (绩表).</translation>
        </message>
    </context>
    <context>
        <name>AboutDialog</name>
        <message>
            <source>关于</source>
            <translation>About</translation>
        </message>
        <message>
            <source>关于绩表</source>
            <translation>About Jibiao</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>许可证</source>
            <translation>Licences</translation>
        </message>
        <message>
            <source>许可证全文</source>
            <translation>Licence text</translation>
        </message>
    </context>
    <context>
        <name>Actions</name>
        <message>
            <source>上一份表单</source>
            <translation>Previous form</translation>
        </message>
        <message>
            <source>上一条审核意见</source>
            <translation>Previous finding</translation>
        </message>
        <message>
            <source>上移</source>
            <translation>Move up</translation>
        </message>
        <message>
            <source>下一份表单</source>
            <translation>Next form</translation>
        </message>
        <message>
            <source>下一条审核意见</source>
            <translation>Next finding</translation>
        </message>
        <message>
            <source>下移</source>
            <translation>Move down</translation>
        </message>
        <message>
            <source>使用手册</source>
            <translation>Manual</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>修改</source>
            <translation>Edit</translation>
        </message>
        <message>
            <source>全部展开</source>
            <translation>Expand all</translation>
        </message>
        <message>
            <source>全部折叠</source>
            <translation>Collapse all</translation>
        </message>
        <message>
            <source>关于绩表</source>
            <translation>About Jibiao</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>删除</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>删除选中的行，可撤销</source>
            <translation>Delete the selected rows (can be undone)</translation>
        </message>
        <message>
            <source>剪切</source>
            <translation>Cut</translation>
        </message>
        <message>
            <source>另存为…</source>
            <translation>Save as…</translation>
        </message>
        <message>
            <source>在当前位置之后新增一行指标</source>
            <translation>Add an indicator after this one</translation>
        </message>
        <message>
            <source>在当前行之下新增下一级</source>
            <translation>Add a level below this row</translation>
        </message>
        <message>
            <source>在当前行之后新增同一级</source>
            <translation>Add a sibling after this row</translation>
        </message>
        <message>
            <source>基本信息</source>
            <translation>Basic facts</translation>
        </message>
        <message>
            <source>复制</source>
            <translation>Copy</translation>
        </message>
        <message>
            <source>复制一份</source>
            <translation>Duplicate</translation>
        </message>
        <message>
            <source>复制选中的行，可粘贴到 Excel、WPS</source>
            <translation>Copy the selected rows, to paste into Excel or WPS</translation>
        </message>
        <message>
            <source>导入 Word、Excel、PDF…</source>
            <translation>Import Word, Excel, PDF…</translation>
        </message>
        <message>
            <source>导入剪贴板中的表格</source>
            <translation>Import the table on the clipboard</translation>
        </message>
        <message>
            <source>导出…</source>
            <translation>Export…</translation>
        </message>
        <message>
            <source>导出为 PDF、Excel、Word</source>
            <translation>Export as PDF, Excel or Word</translation>
        </message>
        <message>
            <source>帮助(&amp;H)</source>
            <translation>&amp;Help</translation>
        </message>
        <message>
            <source>得分</source>
            <translation>Score</translation>
        </message>
        <message>
            <source>快捷键</source>
            <translation>Shortcuts</translation>
        </message>
        <message>
            <source>恢复上一次保存</source>
            <translation>Go back to the save before</translation>
        </message>
        <message>
            <source>打印…</source>
            <translation>Print…</translation>
        </message>
        <message>
            <source>打开…</source>
            <translation>Open…</translation>
        </message>
        <message>
            <source>指标</source>
            <translation>Indicators</translation>
        </message>
        <message>
            <source>指标(&amp;I)</source>
            <translation>&amp;Indicators</translation>
        </message>
        <message>
            <source>按建议修改</source>
            <translation>Take the fix</translation>
        </message>
        <message>
            <source>撤销</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>文件(&amp;F)</source>
            <translation>&amp;File</translation>
        </message>
        <message>
            <source>文件夹</source>
            <translation>Folder</translation>
        </message>
        <message>
            <source>新增下级</source>
            <translation>Add child</translation>
        </message>
        <message>
            <source>新增同级</source>
            <translation>Add sibling</translation>
        </message>
        <message>
            <source>新增指标</source>
            <translation>Add indicator</translation>
        </message>
        <message>
            <source>新建…</source>
            <translation>New…</translation>
        </message>
        <message>
            <source>显示或隐藏一个文件夹中所有表单的列表</source>
            <translation>Show or hide the list of the forms in a folder</translation>
        </message>
        <message>
            <source>显示或隐藏打印页面</source>
            <translation>Show or hide the paper</translation>
        </message>
        <message>
            <source>查找和替换…</source>
            <translation>Find and replace…</translation>
        </message>
        <message>
            <source>查看(&amp;V)</source>
            <translation>&amp;View</translation>
        </message>
        <message>
            <source>比较…</source>
            <translation>Compare…</translation>
        </message>
        <message>
            <source>汇总与批量导出…</source>
            <translation>Books and batch export…</translation>
        </message>
        <message>
            <source>生成下一年度申报表</source>
            <translation>Make next year’s declaration</translation>
        </message>
        <message>
            <source>生成自评表</source>
            <translation>Make the self-evaluation</translation>
        </message>
        <message>
            <source>目标与文字</source>
            <translation>Goals and texts</translation>
        </message>
        <message>
            <source>粘贴</source>
            <translation>Paste</translation>
        </message>
        <message>
            <source>粘贴从 Excel、WPS 复制的行</source>
            <translation>Paste rows copied from Excel or WPS</translation>
        </message>
        <message>
            <source>纸面</source>
            <translation>Paper</translation>
        </message>
        <message>
            <source>编辑(&amp;E)</source>
            <translation>&amp;Edit</translation>
        </message>
        <message>
            <source>设置…</source>
            <translation>Settings…</translation>
        </message>
        <message>
            <source>资金</source>
            <translation>Money</translation>
        </message>
        <message>
            <source>转到下一个区域</source>
            <translation>Next area</translation>
        </message>
        <message>
            <source>退出</source>
            <translation>Quit</translation>
        </message>
        <message>
            <source>采用所选审核意见的修改建议</source>
            <translation>Take the fix of the selected finding</translation>
        </message>
        <message>
            <source>重做</source>
            <translation>Redo</translation>
        </message>
    </context>
    <context>
        <name>AmountEditor</name>
        <message>
            <source>不是规范的金额，请重新填写</source>
            <translation>Not a proper amount, please write it again</translation>
        </message>
        <message>
            <source>复制大写：{capital}</source>
            <translation>Copy in words: {capital}</translation>
        </message>
        <message>
            <source>大写：{capital}</source>
            <translation>In words: {capital}</translation>
        </message>
    </context>
    <context>
        <name>BookDialog</name>
        <message>
            <source>Excel 工作簿 (*.xlsx)</source>
            <translation>Excel workbooks (*.xlsx)</translation>
        </message>
        <message>
            <source>PDF 文件 (*.pdf)</source>
            <translation>PDF files (*.pdf)</translation>
        </message>
        <message>
            <source>{count} 份表单</source>
            <translation>{count} forms</translation>
        </message>
        <message>
            <source>一个 Excel 工作簿（含汇总表）</source>
            <translation>One Excel workbook (with a summary)</translation>
        </message>
        <message>
            <source>一本 PDF（汇总册）</source>
            <translation>One PDF book</translation>
        </message>
        <message>
            <source>做成</source>
            <translation>Make</translation>
        </message>
        <message>
            <source>停止</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>导出到文件夹</source>
            <translation>Export to a folder</translation>
        </message>
        <message>
            <source>已停止</source>
            <translation>Stopped</translation>
        </message>
        <message>
            <source>已写入 {count} 个文件</source>
            <translation>{count} files written</translation>
        </message>
        <message>
            <source>已写入 {name}</source>
            <translation>{name} written</translation>
        </message>
        <message>
            <source>开始…</source>
            <translation>Start…</translation>
        </message>
        <message>
            <source>打开所在文件夹</source>
            <translation>Open the folder</translation>
        </message>
        <message>
            <source>标题</source>
            <translation>Title</translation>
        </message>
        <message>
            <source>每份表单一个 Excel</source>
            <translation>An Excel file for each form</translation>
        </message>
        <message>
            <source>每份表单一个 PDF</source>
            <translation>A PDF for each form</translation>
        </message>
        <message>
            <source>每份表单一个 Word</source>
            <translation>A Word file for each form</translation>
        </message>
        <message>
            <source>汇总</source>
            <translation>Summary</translation>
        </message>
        <message>
            <source>汇总与批量导出</source>
            <translation>Books and batch export</translation>
        </message>
        <message>
            <source>汇总为</source>
            <translation>Summary as</translation>
        </message>
        <message>
            <source>汇总表（名称、性质、金额与合计）</source>
            <translation>Table of all forms (names, nature, amounts and totals)</translation>
        </message>
        <message>
            <source>添加文件</source>
            <translation>Add files</translation>
        </message>
        <message>
            <source>添加文件…</source>
            <translation>Add files…</translation>
        </message>
        <message>
            <source>添加文件夹</source>
            <translation>Add a folder</translation>
        </message>
        <message>
            <source>添加文件夹…</source>
            <translation>Add a folder…</translation>
        </message>
        <message>
            <source>目录（带页码）</source>
            <translation>Contents (with page numbers)</translation>
        </message>
        <message>
            <source>移除</source>
            <translation>Remove</translation>
        </message>
        <message>
            <source>结果</source>
            <translation>Result</translation>
        </message>
        <message>
            <source>绩表文件 (*.jxb *.json)</source>
            <translation>Jibiao files (*.jxb *.json)</translation>
        </message>
        <message>
            <source>自动：单位、年度 + 项目绩效目标汇总表</source>
            <translation>Automatic: unit, year + 项目绩效目标汇总表</translation>
        </message>
        <message>
            <source>要汇总的表单，可拖动排序</source>
            <translation>Forms to bind, drag to sort</translation>
        </message>
    </context>
    <context>
        <name>ChoiceDialog</name>
        <message>
            <source>取消</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>把当前表单与下面哪一份比较？</source>
            <translation>Compare the form with which of these?</translation>
        </message>
        <message>
            <source>比较</source>
            <translation>Compare</translation>
        </message>
    </context>
    <context>
        <name>CompareChoice</name>
        <message>
            <source>上一次保存的内容</source>
            <translation>Content of the save before</translation>
        </message>
        <message>
            <source>其他文件…</source>
            <translation>Other file…</translation>
        </message>
        <message>
            <source>已打开的表单：{name}</source>
            <translation>Open form: {name}</translation>
        </message>
        <message>
            <source>文件中已保存的内容</source>
            <translation>Content saved in the file</translation>
        </message>
        <message>
            <source>这份表单还没有上一次保存的副本。</source>
            <translation>There is no copy of an earlier save of this form.</translation>
        </message>
    </context>
    <context>
        <name>CompareView</name>
        <message>
            <source>“{mine}”与“{theirs}”有 {count} 处不同。</source>
            <translation>“{mine}” and “{theirs}” differ in {count} places.</translation>
        </message>
        <message>
            <source>“{mine}”与“{theirs}”的内容完全相同。</source>
            <translation>“{mine}” and “{theirs}” have the same content.</translation>
        </message>
        <message>
            <source>全部采用对方的(&amp;A)</source>
            <translation>Take over &amp;all</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>比较</source>
            <translation>Compare</translation>
        </message>
        <message>
            <source>转到(&amp;G)</source>
            <translation>&amp;Go to</translation>
        </message>
        <message>
            <source>采用对方的 {label}</source>
            <translation>Take over {label}</translation>
        </message>
        <message>
            <source>采用对方的全部内容</source>
            <translation>Take over everything</translation>
        </message>
        <message>
            <source>采用对方的这一处(&amp;T)</source>
            <translation>&amp;Take over this one</translation>
        </message>
    </context>
    <context>
        <name>DateEditor</name>
        <message>
            <source>“{text}”不是能识别的日期，请按 2024-01-01 的样子填写</source>
            <translation>“{text}” is not a date that can be read; please write it like 2024-01-01</translation>
        </message>
        <message>
            <source>从日历选择日期（Alt+↓）</source>
            <translation>Choose from the calendar (Alt+↓)</translation>
        </message>
        <message>
            <source>年-月-日</source>
            <translation>Y-M-D</translation>
        </message>
        <message>
            <source>日历</source>
            <translation>Calendar</translation>
        </message>
    </context>
    <context>
        <name>DifferenceList</name>
        <message>
            <source>不同</source>
            <translation>Differs</translation>
        </message>
        <message>
            <source>不同之处</source>
            <translation>Differences</translation>
        </message>
        <message>
            <source>位置</source>
            <translation>Place</translation>
        </message>
        <message>
            <source>位置移动</source>
            <translation>Moved</translation>
        </message>
        <message>
            <source>内容</source>
            <translation>Content</translation>
        </message>
        <message>
            <source>内容不同</source>
            <translation>Content differs</translation>
        </message>
        <message>
            <source>对方多出的行</source>
            <translation>Row only there</translation>
        </message>
        <message>
            <source>对方没有的行</source>
            <translation>Row only here</translation>
        </message>
        <message>
            <source>（空）</source>
            <translation>(blank)</translation>
        </message>
    </context>
    <context>
        <name>EquationRow</name>
        <message>
            <source>{label}填 {amount}</source>
            <translation>Fill {label} with {amount}</translation>
        </message>
        <message>
            <source>有金额不能识别，改好后再核对</source>
            <translation>An amount cannot be read; checked again once it is mended</translation>
        </message>
        <message>
            <source>没有超过</source>
            <translation>Not exceeded</translation>
        </message>
        <message>
            <source>相差 {amount}：{total}多于各项之和</source>
            <translation>Differs by {amount}: {total} is more than the sum of its parts</translation>
        </message>
        <message>
            <source>相差 {amount}：{total}少于各项之和</source>
            <translation>Differs by {amount}: {total} is less than the sum of its parts</translation>
        </message>
        <message>
            <source>相等</source>
            <translation>Equal</translation>
        </message>
        <message>
            <source>超过 {amount}</source>
            <translation>Exceeded by {amount}</translation>
        </message>
    </context>
    <context>
        <name>ExchangeTools</name>
        <message>
            <source> 等 {count} 项</source>
            <translation> and more, {count} in all</translation>
        </message>
        <message>
            <source>剪贴板里没有表格：请先在 Word、Excel 或 WPS 中选中整张表并复制。</source>
            <translation>There is no table on the clipboard: first select the whole table in Word, Excel or WPS and copy it.</translation>
        </message>
        <message>
            <source>已从原表带入，请核对后保存；原表没有改动。</source>
            <translation>Taken over from the original form; please check and save. The original was not changed.</translation>
        </message>
        <message>
            <source>已从原表带入，请核对后保存；原表没有改动。变动：{lines}</source>
            <translation>Taken over from the original form; please check and save. The original was not changed. Changes: {lines}</translation>
        </message>
        <message>
            <source>已导出：{file}</source>
            <translation>Exported: {file}</translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message>
            <source>CSV 文件，只有指标表 (*.csv)</source>
            <translation>CSV file, indicator table only (*.csv)</translation>
        </message>
        <message>
            <source>CSV 文件，整张表，可再导入 (*.csv)</source>
            <translation>CSV file, whole form, can be imported again (*.csv)</translation>
        </message>
        <message>
            <source>CSV 文件，整张表，旧系统用的 GB18030 编码 (*.csv)</source>
            <translation>CSV file, whole form, GB18030 for old systems (*.csv)</translation>
        </message>
        <message>
            <source>Excel 工作簿 (*.xlsx)</source>
            <translation>Excel workbooks (*.xlsx)</translation>
        </message>
        <message>
            <source>PDF 文件 (*.pdf)</source>
            <translation>PDF files (*.pdf)</translation>
        </message>
        <message>
            <source>Word 文档 (*.docx)</source>
            <translation>Word documents (*.docx)</translation>
        </message>
        <message>
            <source>导出</source>
            <translation>Export</translation>
        </message>
    </context>
    <context>
        <name>FindPanel</name>
        <message>
            <source>{count} 处</source>
            <translation>Places: {count}</translation>
        </message>
        <message>
            <source>{forms} 份表单中有 {count} 处</source>
            <translation>Places: {count}, forms: {forms}</translation>
        </message>
        <message>
            <source>上一处(&amp;P)</source>
            <translation>&amp;Previous</translation>
        </message>
        <message>
            <source>下一处(&amp;N)</source>
            <translation>&amp;Next</translation>
        </message>
        <message>
            <source>全部替换(&amp;A)</source>
            <translation>Replace &amp;all</translation>
        </message>
        <message>
            <source>区分全角半角(&amp;W)</source>
            <translation>Tell full from half &amp;width</translation>
        </message>
        <message>
            <source>区分大小写(&amp;C)</source>
            <translation>Match &amp;case</translation>
        </message>
        <message>
            <source>只读的表单没有改动：{names}。</source>
            <translation>Read-only forms were not changed: {names}.</translation>
        </message>
        <message>
            <source>已替换 {count} 处，可撤销。</source>
            <translation>{count} places replaced; can be undone.</translation>
        </message>
        <message>
            <source>所有打开的表单(&amp;O)</source>
            <translation>All &amp;open forms</translation>
        </message>
        <message>
            <source>替换“{wanted}”</source>
            <translation>Replace “{wanted}”</translation>
        </message>
        <message>
            <source>替换为</source>
            <translation>Replace with</translation>
        </message>
        <message>
            <source>替换这一处(&amp;R)</source>
            <translation>&amp;Replace this one</translation>
        </message>
        <message>
            <source>查找</source>
            <translation>Find</translation>
        </message>
        <message>
            <source>查找和替换</source>
            <translation>Find and replace</translation>
        </message>
        <message>
            <source>没有找到</source>
            <translation>Not found</translation>
        </message>
    </context>
    <context>
        <name>FindingActions</name>
        <message>
            <source>{why}（依据：{source}）</source>
            <translation>{why} (source: {source})</translation>
        </message>
        <message>
            <source>全部确认</source>
            <translation>Confirm all</translation>
        </message>
        <message>
            <source>全部确认：{count} 处带入的内容</source>
            <translation>Confirm all: {count} entries that were carried over</translation>
        </message>
        <message>
            <source>复制这条意见</source>
            <translation>Copy this finding</translation>
        </message>
        <message>
            <source>导出审核意见…</source>
            <translation>Export the review…</translation>
        </message>
        <message>
            <source>恢复已忽略的意见</source>
            <translation>Show muted findings again</translation>
        </message>
        <message>
            <source>恢复本表已忽略的 {count} 条</source>
            <translation>Show {count} muted findings of this form again</translation>
        </message>
        <message>
            <source>本表不再做这项检查</source>
            <translation>Leave this check out in this form</translation>
        </message>
        <message>
            <source>本表不再做这项检查…</source>
            <translation>Leave this check out in this form…</translation>
        </message>
        <message>
            <source>理由（随表单保存，审核人可以看到）：</source>
            <translation>Reason (kept in the form, seen by reviewers):</translation>
        </message>
        <message>
            <source>统一写法</source>
            <translation>Unify the style</translation>
        </message>
        <message>
            <source>统一写法：修复全部 {count} 处格式问题</source>
            <translation>Unify the style: mend all {count} places</translation>
        </message>
        <message>
            <source>这里不再提示</source>
            <translation>Mute this here</translation>
        </message>
        <message>
            <source>这里不再提示…</source>
            <translation>Mute this here…</translation>
        </message>
        <message>
            <source>预计审核得分…</source>
            <translation>Predicted score…</translation>
        </message>
    </context>
    <context>
        <name>FindingList</name>
        <message>
            <source>{term}：{count} 条，最重为{kind}，{state}</source>
            <translation>{term}: {count}, the most severe is {kind}, {state}</translation>
        </message>
        <message>
            <source>单击展开</source>
            <translation>Click to unfold</translation>
        </message>
        <message>
            <source>单击折叠</source>
            <translation>Click to fold</translation>
        </message>
        <message>
            <source>已展开</source>
            <translation>unfolded</translation>
        </message>
        <message>
            <source>已折叠</source>
            <translation>folded</translation>
        </message>
        <message>
            <source>建议</source>
            <translation>Hint</translation>
        </message>
        <message>
            <source>提醒</source>
            <translation>Warning</translation>
        </message>
        <message>
            <source>错误</source>
            <translation>Error</translation>
        </message>
    </context>
    <context>
        <name>FindingsPanel</name>
        <message>
            <source>{count} 处提醒</source>
            <translation>warnings: {count}</translation>
        </message>
        <message>
            <source>{count} 处错误</source>
            <translation>errors: {count}</translation>
        </message>
        <message>
            <source>{count} 条建议</source>
            <translation>hints: {count}</translation>
        </message>
        <message>
            <source>下一条（F8）</source>
            <translation>Next (F8)</translation>
        </message>
        <message>
            <source>审核意见</source>
            <translation>Findings</translation>
        </message>
        <message>
            <source>展开审核意见</source>
            <translation>Unfold findings</translation>
        </message>
        <message>
            <source>折叠审核意见</source>
            <translation>Fold findings</translation>
        </message>
        <message>
            <source>更多：统一写法、预计得分、导出审核意见</source>
            <translation>More: unify the style, predicted score, export the review</translation>
        </message>
        <message>
            <source>没有发现问题</source>
            <translation>No problems found</translation>
        </message>
        <message>
            <source>没有这张表的模板，未作检查</source>
            <translation>No template for this form; not checked</translation>
        </message>
        <message>
            <source>还有 {count} 条，改好上面的之后列出</source>
            <translation>{count} more, listed when those above are mended</translation>
        </message>
        <message>
            <source>，</source>
            <translation>, </translation>
        </message>
    </context>
    <context>
        <name>FlatTabBar</name>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
    </context>
    <context>
        <name>FolderModel</name>
        <message>
            <source>{count} 处提醒</source>
            <translation>warnings: {count}</translation>
        </message>
        <message>
            <source>{count} 处错误</source>
            <translation>errors: {count}</translation>
        </message>
        <message>
            <source>{count} 条建议</source>
            <translation>hints: {count}</translation>
        </message>
        <message>
            <source>万元</source>
            <translation>万元</translation>
        </message>
        <message>
            <source>年度 {amount}</source>
            <translation>This year {amount}</translation>
        </message>
        <message>
            <source>总额 {amount}</source>
            <translation>Total {amount}</translation>
        </message>
        <message>
            <source>无法读取</source>
            <translation>Cannot be read</translation>
        </message>
        <message>
            <source>正在检查</source>
            <translation>Checking</translation>
        </message>
        <message>
            <source>没有审核意见</source>
            <translation>No findings</translation>
        </message>
    </context>
    <context>
        <name>FolderPanel</name>
        <message>
            <source>{count} 份有错误</source>
            <translation>{count} with errors</translation>
        </message>
        <message>
            <source>{count} 份表单</source>
            <translation>{count} forms</translation>
        </message>
        <message>
            <source>年度合计 {amount}</source>
            <translation>This year in all {amount}</translation>
        </message>
        <message>
            <source>按修改时间排序</source>
            <translation>By time changed</translation>
        </message>
        <message>
            <source>按名称排序</source>
            <translation>By name</translation>
        </message>
        <message>
            <source>按审核结果排序</source>
            <translation>By findings</translation>
        </message>
        <message>
            <source>按年度排序</source>
            <translation>By year</translation>
        </message>
        <message>
            <source>按年度金额排序</source>
            <translation>By this year’s amount</translation>
        </message>
        <message>
            <source>按项目性质排序</source>
            <translation>By nature</translation>
        </message>
        <message>
            <source>按项目总额排序</source>
            <translation>By total amount</translation>
        </message>
        <message>
            <source>排序</source>
            <translation>Sort</translation>
        </message>
        <message>
            <source>文件夹</source>
            <translation>Folder</translation>
        </message>
        <message>
            <source>文件夹中的表单</source>
            <translation>Forms in the folder</translation>
        </message>
        <message>
            <source>更换…</source>
            <translation>Change…</translation>
        </message>
        <message>
            <source>筛选</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>筛选：名称、年度、性质</source>
            <translation>Filter: name, year, nature</translation>
        </message>
        <message>
            <source>选择另一个文件夹</source>
            <translation>Choose another folder</translation>
        </message>
        <message>
            <source>选择文件夹</source>
            <translation>Choose a folder</translation>
        </message>
        <message>
            <source>项目总额合计 {amount}</source>
            <translation>Totals in all {amount}</translation>
        </message>
    </context>
    <context>
        <name>FormFiles</name>
        <message>
            <source>{user} 正在 {host} 上编辑“{name}”，请换一个文件名。</source>
            <translation>{user} is editing “{name}” on {host}; please choose another file name.</translation>
        </message>
        <message>
            <source>“{name}”已经存在，要覆盖它吗？</source>
            <translation>“{name}” already exists. Overwrite it?</translation>
        </message>
        <message>
            <source>“{name}”有未保存的修改，要保存吗？</source>
            <translation>“{name}” has unsaved changes. Save them?</translation>
        </message>
        <message>
            <source>“{name}”正在另一个标签页中打开，请换一个文件名。</source>
            <translation>“{name}” is open in another tab; please choose another file name.</translation>
        </message>
        <message>
            <source>不保存</source>
            <translation>Do not save</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>另存为</source>
            <translation>Save as</translation>
        </message>
        <message>
            <source>另存为…</source>
            <translation>Save as…</translation>
        </message>
        <message>
            <source>所有可打开的文件 (*.jxb *.json *.xlsx *.xls *.docx *.pdf)</source>
            <translation>All files that can be opened (*.jxb *.json *.xlsx *.xls *.docx *.pdf)</translation>
        </message>
        <message>
            <source>所有文件 (*)</source>
            <translation>All files (*)</translation>
        </message>
        <message>
            <source>打开</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>换一个文件名…</source>
            <translation>Another name…</translation>
        </message>
        <message>
            <source>未命名表单</source>
            <translation>Unnamed form</translation>
        </message>
        <message>
            <source>比较…</source>
            <translation>Compare…</translation>
        </message>
        <message>
            <source>绩表文件 (*.jxb *.json)</source>
            <translation>Jibiao files (*.jxb *.json)</translation>
        </message>
        <message>
            <source>绩表文件 (*.jxb);;JSON 文件 (*.json)</source>
            <translation>Jibiao files (*.jxb);;JSON files (*.json)</translation>
        </message>
        <message>
            <source>覆盖</source>
            <translation>Overwrite</translation>
        </message>
    </context>
    <context>
        <name>FormGuard</name>
        <message>
            <source>对方已经关闭这个文件，现在可以编辑。</source>
            <translation>They have closed the file; you can edit it now.</translation>
        </message>
        <message>
            <source>对方的打开标记已经失效，可以接管编辑。</source>
            <translation>Their mark is stale; you can take over editing.</translation>
        </message>
        <message>
            <source>开始编辑</source>
            <translation>Start editing</translation>
        </message>
        <message>
            <source>恢复未保存的内容</source>
            <translation>Recover unsaved work</translation>
        </message>
        <message>
            <source>接管编辑</source>
            <translation>Take over editing</translation>
        </message>
        <message>
            <source>这是 {time} 的未保存内容，原文件没有改动；确认后请保存。</source>
            <translation>This is unsaved work of {time}; the original file was not touched. Please save when you have checked it.</translation>
        </message>
        <message>
            <source>这是 {time} 的未保存内容；原文件正被别人打开，请另存为新文件。</source>
            <translation>This is unsaved work of {time}; somebody else has the original file open, please save under another name.</translation>
        </message>
    </context>
    <context>
        <name>FormView</name>
        <message>
            <source>“{form}”不评分。</source>
            <translation>“{form}” has no scores.</translation>
        </message>
        <message>
            <source>“{form}”没有目标与文字。</source>
            <translation>“{form}” has no goals and texts.</translation>
        </message>
        <message>
            <source>“{form}”没有资金栏目。</source>
            <translation>“{form}” has no funding cells.</translation>
        </message>
        <message>
            <source>得分</source>
            <translation>Score</translation>
        </message>
        <message>
            <source>指标</source>
            <translation>Indicators</translation>
        </message>
        <message>
            <source>目标与文字</source>
            <translation>Goals and texts</translation>
        </message>
    </context>
    <context>
        <name>FundingPanel</name>
        <message>
            <source>粘贴 {count} 个金额</source>
            <translation>Paste {count} amounts</translation>
        </message>
        <message>
            <source>补齐 {label}</source>
            <translation>Complete {label}</translation>
        </message>
        <message>
            <source>金额以{unit}显示</source>
            <translation>Show amounts in {unit}</translation>
        </message>
        <message>
            <source>金额以{unit}显示，存入文件的始终是元</source>
            <translation>Show amounts in {unit}; files always keep 元</translation>
        </message>
    </context>
    <context>
        <name>HeaderPanel</name>
        <message>
            <source>展开表头</source>
            <translation>Unfold head fields</translation>
        </message>
        <message>
            <source>年度</source>
            <translation>Year</translation>
        </message>
        <message>
            <source>折叠表头</source>
            <translation>Fold head fields</translation>
        </message>
        <message>
            <source>表单所属的预算年度，四位数字。</source>
            <translation>The budget year of the form, four digits.</translation>
        </message>
        <message>
            <source>表头还没有填写</source>
            <translation>The head is still blank</translation>
        </message>
    </context>
    <context>
        <name>HelpView</name>
        <message>
            <source>使用帮助</source>
            <translation>Help</translation>
        </message>
        <message>
            <source>使用手册</source>
            <translation>Manual</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>快捷键</source>
            <translation>Shortcuts</translation>
        </message>
        <message>
            <source>目录</source>
            <translation>Contents</translation>
        </message>
    </context>
    <context>
        <name>Import</name>
        <message>
            <source>Word、Excel、PDF 和文本文件 ({kinds})</source>
            <translation>Word, Excel, PDF and text files ({kinds})</translation>
        </message>
        <message>
            <source>停止</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>剪贴板</source>
            <translation>Clipboard</translation>
        </message>
        <message>
            <source>剪贴板里没有认出绩效目标表：请在 Word、Excel 或 WPS 中选中整张表再复制。</source>
            <translation>No form was recognised on the clipboard: select the whole table in Word, Excel or WPS and copy it again.</translation>
        </message>
        <message>
            <source>导入</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>所有文件 (*)</source>
            <translation>All files (*)</translation>
        </message>
        <message>
            <source>正在读取 {name}</source>
            <translation>Reading {name}</translation>
        </message>
        <message>
            <source>正在读取…</source>
            <translation>Reading…</translation>
        </message>
    </context>
    <context>
        <name>ImportPage</name>
        <message>
            <source>不确定</source>
            <translation>Doubtful</translation>
        </message>
        <message>
            <source>修复</source>
            <translation>Repaired</translation>
        </message>
        <message>
            <source>出处</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>原文</source>
            <translation>Original</translation>
        </message>
        <message>
            <source>可能的读法：</source>
            <translation>Possible readings:</translation>
        </message>
        <message>
            <source>改为</source>
            <translation>Change to</translation>
        </message>
        <message>
            <source>未用到的文字</source>
            <translation>Text not used</translation>
        </message>
        <message>
            <source>源文件</source>
            <translation>Source file</translation>
        </message>
        <message>
            <source>表中</source>
            <translation>In the form</translation>
        </message>
        <message>
            <source>说明</source>
            <translation>Explanation</translation>
        </message>
        <message>
            <source>读取</source>
            <translation>Read</translation>
        </message>
        <message>
            <source>选中一条，可在这里改成别的内容</source>
            <translation>Select an entry to change its value here</translation>
        </message>
    </context>
    <context>
        <name>ImportReview</name>
        <message>
            <source>{count} 处不确定，请核对</source>
            <translation>{count} doubtful, please check</translation>
        </message>
        <message>
            <source>{count} 处文字没有用到</source>
            <translation>{count} texts not used</translation>
        </message>
        <message>
            <source>不导入</source>
            <translation>Do not import</translation>
        </message>
        <message>
            <source>不确定</source>
            <translation>Doubtful</translation>
        </message>
        <message>
            <source>修复</source>
            <translation>Repaired</translation>
        </message>
        <message>
            <source>修复 {count} 处</source>
            <translation>{count} repaired</translation>
        </message>
        <message>
            <source>全部读出，没有疑问</source>
            <translation>Everything was read, no doubts</translation>
        </message>
        <message>
            <source>导入的表单</source>
            <translation>Imported forms</translation>
        </message>
        <message>
            <source>导入结果</source>
            <translation>Import result</translation>
        </message>
        <message>
            <source>接受 {count} 份表单</source>
            <translation>Accept {count} forms</translation>
        </message>
        <message>
            <source>文件</source>
            <translation>File</translation>
        </message>
        <message>
            <source>未用到</source>
            <translation>Not used</translation>
        </message>
        <message>
            <source>表单</source>
            <translation>Form</translation>
        </message>
        <message>
            <source>表样</source>
            <translation>Template</translation>
        </message>
        <message>
            <source>读取</source>
            <translation>Read</translation>
        </message>
    </context>
    <context>
        <name>IndicatorModel</name>
        <message>
            <source>暂无指标</source>
            <translation>No indicators yet</translation>
        </message>
        <message>
            <source>未填</source>
            <translation>blank</translation>
        </message>
        <message>
            <source>移动指标</source>
            <translation>Move indicators</translation>
        </message>
        <message>
            <source>读作</source>
            <translation>Read as</translation>
        </message>
    </context>
    <context>
        <name>IndicatorTree</name>
        <message>
            <source>{count} 行</source>
            <translation>{count} rows</translation>
        </message>
        <message>
            <source>上移</source>
            <translation>Move up</translation>
        </message>
        <message>
            <source>下移</source>
            <translation>Move down</translation>
        </message>
        <message>
            <source>删除指标</source>
            <translation>Delete indicators</translation>
        </message>
        <message>
            <source>剪切</source>
            <translation>Cut</translation>
        </message>
        <message>
            <source>复制一份</source>
            <translation>Duplicate</translation>
        </message>
        <message>
            <source>新增下级</source>
            <translation>Add child</translation>
        </message>
        <message>
            <source>新增同级</source>
            <translation>Add sibling</translation>
        </message>
        <message>
            <source>新增指标</source>
            <translation>Add indicator</translation>
        </message>
        <message>
            <source>粘贴 {count} 行</source>
            <translation>Paste {count} rows</translation>
        </message>
        <message>
            <source>绩效指标</source>
            <translation>Performance indicators</translation>
        </message>
        <message>
            <source>还没有指标：按 Insert 新增一行，或者粘贴从 Excel、WPS 复制的行</source>
            <translation>No indicators yet: press Insert to add a row, or paste rows copied from Excel or WPS</translation>
        </message>
    </context>
    <context>
        <name>Keys</name>
        <message>
            <source>到上一行</source>
            <translation>To the row above</translation>
        </message>
        <message>
            <source>到下一行</source>
            <translation>To the row below</translation>
        </message>
        <message>
            <source>到右边一格；在一组的最后一格新增一行；有建议时采用建议</source>
            <translation>To the cell on the right; a new row in the last cell of a group; takes a suggestion if there is one</translation>
        </message>
        <message>
            <source>到左边一格</source>
            <translation>To the cell on the left</translation>
        </message>
        <message>
            <source>取消刚才在这一格的输入</source>
            <translation>Take back what was typed in this cell</translation>
        </message>
        <message>
            <source>在单元格内换行</source>
            <translation>A line break inside the cell</translation>
        </message>
        <message>
            <source>在原有内容后继续修改</source>
            <translation>Go on behind what the cell has</translation>
        </message>
        <message>
            <source>在指标单元格中</source>
            <translation>In a cell of the indicators</translation>
        </message>
        <message>
            <source>替换所选单元格的内容</source>
            <translation>Replace the content of the cell</translation>
        </message>
        <message>
            <source>直接输入</source>
            <translation>Typing</translation>
        </message>
        <message>
            <source>这一栏怎样填写</source>
            <translation>How to fill in this column</translation>
        </message>
    </context>
    <context>
        <name>LastResort</name>
        <message>
            <source>复制详细信息</source>
            <translation>Copy details</translation>
        </message>
        <message>
            <source>您的内容仍在窗口中，并已记入恢复副本，请先保存或另存。可以把下面的详细信息复制给维护人员。</source>
            <translation>Your work is still in the window and in a recovery copy; please save it now. The details below can be copied for the people who maintain the program.</translation>
        </message>
        <message>
            <source>程序遇到一个意外问题，刚才的操作可能没有完成。</source>
            <translation>The program met an unexpected problem; the last action may not be complete.</translation>
        </message>
        <message>
            <source>继续工作</source>
            <translation>Go on working</translation>
        </message>
        <message>
            <source>绩表</source>
            <translation>Jibiao</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>{name}[*] — 绩表</source>
            <translation>{name}[*] — Jibiao</translation>
        </message>
        <message>
            <source>已保存</source>
            <translation>Saved</translation>
        </message>
        <message>
            <source>撤销</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>绩表</source>
            <translation>Jibiao</translation>
        </message>
        <message>
            <source>重做</source>
            <translation>Redo</translation>
        </message>
    </context>
    <context>
        <name>MatchList</name>
        <message>
            <source>位置</source>
            <translation>Place</translation>
        </message>
        <message>
            <source>找到的文字</source>
            <translation>Text found</translation>
        </message>
        <message>
            <source>替换后</source>
            <translation>After</translation>
        </message>
        <message>
            <source>现在</source>
            <translation>Now</translation>
        </message>
        <message>
            <source>表单</source>
            <translation>Form</translation>
        </message>
    </context>
    <context>
        <name>Menus</name>
        <message>
            <source>工具栏</source>
            <translation>Tool bar</translation>
        </message>
        <message>
            <source>最近打开</source>
            <translation>Recent</translation>
        </message>
        <message>
            <source>还没有打开过表单</source>
            <translation>No form was opened yet</translation>
        </message>
    </context>
    <context>
        <name>Messages</name>
        <message>
            <source>取消</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>知道了</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>绩表</source>
            <translation>Jibiao</translation>
        </message>
    </context>
    <context>
        <name>NewFormDialog</name>
        <message>
            <source>取消</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>年度</source>
            <translation>Year</translation>
        </message>
        <message>
            <source>新建</source>
            <translation>New</translation>
        </message>
        <message>
            <source>表样</source>
            <translation>Template</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>不再显示</source>
            <translation>Do not show again</translation>
        </message>
    </context>
    <context>
        <name>OpenMarks</name>
        <message>
            <source>{user}（{host}）现在也打开了“{name}”；请先与对方商量，保存时会检查文件是否已被改过。</source>
            <translation>{user} ({host}) has “{name}” open too; please agree with them first. Saving will check whether the file was changed.</translation>
        </message>
    </context>
    <context>
        <name>PaperDock</name>
        <message>
            <source>纸面</source>
            <translation>Paper</translation>
        </message>
    </context>
    <context>
        <name>PaperSheets</name>
        <message>
            <source>纸面</source>
            <translation>Paper</translation>
        </message>
    </context>
    <context>
        <name>PaperView</name>
        <message>
            <source>与窗口同宽</source>
            <translation>Fit width</translation>
        </message>
        <message>
            <source>放大（Ctrl+滚轮）</source>
            <translation>Larger (Ctrl+wheel)</translation>
        </message>
        <message>
            <source>看整页</source>
            <translation>Whole page</translation>
        </message>
        <message>
            <source>第 {page} 页，共 {count} 页</source>
            <translation>Page {page} of {count}</translation>
        </message>
        <message>
            <source>纸面的种类</source>
            <translation>Kind of paper</translation>
        </message>
        <message>
            <source>缩小（Ctrl+滚轮）</source>
            <translation>Smaller (Ctrl+wheel)</translation>
        </message>
    </context>
    <context>
        <name>PointsEditor</name>
        <message>
            <source>“{text}”不是数字</source>
            <translation>“{text}” is not a number</translation>
        </message>
    </context>
    <context>
        <name>PredictionDialog</name>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>各项得分</source>
            <translation>Points of the items</translation>
        </message>
        <message>
            <source>得分</source>
            <translation>Score</translation>
        </message>
        <message>
            <source>项目</source>
            <translation>Item</translation>
        </message>
        <message>
            <source>预计审核得分</source>
            <translation>Predicted score</translation>
        </message>
    </context>
    <context>
        <name>PrintPreview</name>
        <message>
            <source>与窗口同宽</source>
            <translation>Fit width</translation>
        </message>
        <message>
            <source>全部</source>
            <translation>All</translation>
        </message>
        <message>
            <source>共 {count} 页</source>
            <translation>Pages: {count}</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>各页缩略图</source>
            <translation>Thumbnails of the pages</translation>
        </message>
        <message>
            <source>导出 PDF…</source>
            <translation>Export PDF…</translation>
        </message>
        <message>
            <source>打印</source>
            <translation>Print</translation>
        </message>
        <message>
            <source>打印…</source>
            <translation>Print…</translation>
        </message>
        <message>
            <source>打印预览</source>
            <translation>Print preview</translation>
        </message>
        <message>
            <source>放大（Ctrl+滚轮）</source>
            <translation>Larger (Ctrl+wheel)</translation>
        </message>
        <message>
            <source>看整页</source>
            <translation>Whole page</translation>
        </message>
        <message>
            <source>纸面的种类</source>
            <translation>Kind of paper</translation>
        </message>
        <message>
            <source>缩小（Ctrl+滚轮）</source>
            <translation>Smaller (Ctrl+wheel)</translation>
        </message>
    </context>
    <context>
        <name>Printer</name>
        <message>
            <source>打印机没有接受这份表单，请检查打印机是否联机、是否有纸，然后重试。</source>
            <translation>The printer did not take the form. Please check that it is online and has paper, then try again.</translation>
        </message>
        <message>
            <source>没有找到打印机。请先在系统中添加打印机，或者导出 PDF 后到别的电脑上打印。</source>
            <translation>No printer was found. Please add one in the system, or export a PDF and print it elsewhere.</translation>
        </message>
    </context>
    <context>
        <name>RecoveryDialog</name>
        <message>
            <source>{file}（之后被改过）</source>
            <translation>{file} (changed since)</translation>
        </message>
        <message>
            <source>{file}（现在找不到）</source>
            <translation>{file} (not found now)</translation>
        </message>
        <message>
            <source>{time} 的未保存内容</source>
            <translation>Unsaved work of {time}</translation>
        </message>
        <message>
            <source>上次绩表没有正常退出，下面的表单有未保存的修改。恢复后会在窗口中打开，保存之前不会改动原文件。</source>
            <translation>Jibiao did not end normally last time; the forms below have unsaved changes. Recovered forms open in the window; the original files are not touched until you save.</translation>
        </message>
        <message>
            <source>以后再说</source>
            <translation>Later</translation>
        </message>
        <message>
            <source>原文件</source>
            <translation>Original file</translation>
        </message>
        <message>
            <source>可恢复的表单</source>
            <translation>Forms to recover</translation>
        </message>
        <message>
            <source>恢复(&amp;R)</source>
            <translation>&amp;Recover</translation>
        </message>
        <message>
            <source>恢复未保存的内容</source>
            <translation>Recover unsaved work</translation>
        </message>
        <message>
            <source>放弃</source>
            <translation>Discard</translation>
        </message>
        <message>
            <source>放弃(&amp;D)</source>
            <translation>&amp;Discard</translation>
        </message>
        <message>
            <source>文件中的内容</source>
            <translation>Content of the file</translation>
        </message>
        <message>
            <source>最后记录</source>
            <translation>Last record</translation>
        </message>
        <message>
            <source>比较…(&amp;C)</source>
            <translation>&amp;Compare…</translation>
        </message>
        <message>
            <source>确定放弃这 {count} 份未保存的内容吗？放弃后无法找回；原文件保持不变。</source>
            <translation>Really discard the unsaved work of {count} forms? It cannot be brought back; the original files stay as they are.</translation>
        </message>
        <message>
            <source>表单</source>
            <translation>Form</translation>
        </message>
        <message>
            <source>还没有保存过</source>
            <translation>Not saved yet</translation>
        </message>
        <message>
            <source>（还没有保存过）</source>
            <translation>(not saved yet)</translation>
        </message>
    </context>
    <context>
        <name>RecoveryKeeper</name>
        <message>
            <source>暂时无法写入恢复副本（{reason}），请尽快保存表单。</source>
            <translation>The recovery copy cannot be written now ({reason}); please save the form soon.</translation>
        </message>
    </context>
    <context>
        <name>ReviewExport</name>
        <message>
            <source>Excel 工作簿 (*.xlsx)</source>
            <translation>Excel workbooks (*.xlsx)</translation>
        </message>
        <message>
            <source>PDF 文件 (*.pdf)</source>
            <translation>PDF files (*.pdf)</translation>
        </message>
        <message>
            <source>Word 文档 (*.docx)</source>
            <translation>Word documents (*.docx)</translation>
        </message>
        <message>
            <source>{name} 审核意见</source>
            <translation>{name} review</translation>
        </message>
        <message>
            <source>不能导出为“{name}”：请使用 .pdf、.xlsx 或 .docx 作为扩展名。</source>
            <translation>Cannot export to “{name}”: please use .pdf, .xlsx or .docx.</translation>
        </message>
        <message>
            <source>导出审核意见</source>
            <translation>Export the review</translation>
        </message>
    </context>
    <context>
        <name>RuleDialog</name>
        <message>
            <source>“{text}”不是数量，请写成 1% 或 3 人 的样子</source>
            <translation>“{text}” is no quantity; please write it like 1% or 3 人</translation>
        </message>
        <message>
            <source>“{text}”请写成 80% ~ 90%：3分 的样子</source>
            <translation>“{text}”: please write it like 80% ~ 90%：3分</translation>
        </message>
        <message>
            <source>“{text}”请写成 每降低 1% 扣 0.1 分 的样子</source>
            <translation>Write “{text}” like 每降低 1% 扣 0.1 分</translation>
        </message>
        <message>
            <source>“{text}”请写成 良好 80% 或 健全 3分 的样子</source>
            <translation>Write “{text}” like 良好 80% or 健全 3分</translation>
        </message>
        <message>
            <source>“{text}”请写成 达成预期指标 80-100 的样子</source>
            <translation>“{text}”: please write it like 达成预期指标 80-100</translation>
        </message>
        <message>
            <source>不足一个单位按一个计</source>
            <translation>A step that is begun counts whole</translation>
        </message>
        <message>
            <source>不足一个单位时</source>
            <translation>Part of a step</translation>
        </message>
        <message>
            <source>什么时候扣</source>
            <translation>Deduct when</translation>
        </message>
        <message>
            <source>低于目标（降低、减少）</source>
            <translation>below the target</translation>
        </message>
        <message>
            <source>偏离目标</source>
            <translation>off the target</translation>
        </message>
        <message>
            <source>几种扣分办法</source>
            <translation>Several deductions</translation>
        </message>
        <message>
            <source>分数</source>
            <translation>points</translation>
        </message>
        <message>
            <source>分档：每档得权重分的一段</source>
            <translation>Grades: each gets a range of the weight</translation>
        </message>
        <message>
            <source>分段：完成值在哪一段得多少分</source>
            <translation>Bands: points by the band of the actual value</translation>
        </message>
        <message>
            <source>分等：完成值是哪一等得多少分</source>
            <translation>Levels: points by the word that was reached</translation>
        </message>
        <message>
            <source>办法</source>
            <translation>Method</translation>
        </message>
        <message>
            <source>取消</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>只计满一个单位的部分</source>
            <translation>Only whole steps count</translation>
        </message>
        <message>
            <source>可不填</source>
            <translation>may be left blank</translation>
        </message>
        <message>
            <source>可不填：扣完为止</source>
            <translation>may be left blank: until nothing is left</translation>
        </message>
        <message>
            <source>各档</source>
            <translation>Grades</translation>
        </message>
        <message>
            <source>各段</source>
            <translation>Bands</translation>
        </message>
        <message>
            <source>各等</source>
            <translation>Levels</translation>
        </message>
        <message>
            <source>各项</source>
            <translation>Items</translation>
        </message>
        <message>
            <source>如 1% 或 1 人</source>
            <translation>such as 1% or 1 人</translation>
        </message>
        <message>
            <source>如 95%、45 人或 12月31日</source>
            <translation>e.g. 95%, 45 人 or 12月31日</translation>
        </message>
        <message>
            <source>差到多少不得分</source>
            <translation>No points from</translation>
        </message>
        <message>
            <source>得分 = 完成值 × 权重</source>
            <translation>Score = reached × weight</translation>
        </message>
        <message>
            <source>怎样扣</source>
            <translation>Deductions</translation>
        </message>
        <message>
            <source>扣</source>
            <translation>Deduct</translation>
        </message>
        <message>
            <source>扣的是权重分的百分比</source>
            <translation>in percent of the weight</translation>
        </message>
        <message>
            <source>按完成比例得分</source>
            <translation>In proportion to what was reached</translation>
        </message>
        <message>
            <source>按标杆值</source>
            <translation>by the benchmark</translation>
        </message>
        <message>
            <source>按比例计</source>
            <translation>In proportion</translation>
        </message>
        <message>
            <source>改回按文字识别</source>
            <translation>Read from the text again</translation>
        </message>
        <message>
            <source>改评分规则 {name}</source>
            <translation>Edit the rule of {name}</translation>
        </message>
        <message>
            <source>最多扣</source>
            <translation>Deduct at most</translation>
        </message>
        <message>
            <source>每差</source>
            <translation>For each</translation>
        </message>
        <message>
            <source>每差一个单位扣分</source>
            <translation>Deduct for each step</translation>
        </message>
        <message>
            <source>每有一例</source>
            <translation>for each case</translation>
        </message>
        <message>
            <source>每行一档，如
达成预期指标 80-100
部分达成 60-80
未达成 0-60</source>
            <translation>One grade a line, such as
达成预期指标 80-100
部分达成 60-80
未达成 0-60</translation>
        </message>
        <message>
            <source>每行一段，如
90% ~：5分
80% ~ 90%：3分
~ 80%：0分</source>
            <translation>One band a line, such as
90% ~：5分
80% ~ 90%：3分
~ 80%：0分</translation>
        </message>
        <message>
            <source>每行一种，如
每降低 1% 扣 0.1 分
每超出 1% 扣 0.2 分</source>
            <translation>One on a line, e.g.
每降低 1% 扣 0.1 分
每超出 1% 扣 0.2 分</translation>
        </message>
        <message>
            <source>每行一等，最好的在前，如
优秀 100%
良好 80%
较差 0%</source>
            <translation>One on a line, the best first, e.g.
优秀 100%
良好 80%
较差 0%</translation>
        </message>
        <message>
            <source>每行一项</source>
            <translation>one item on each line</translation>
        </message>
        <message>
            <source>没有权重分，不能计算</source>
            <translation>No weight, nothing to compute</translation>
        </message>
        <message>
            <source>目标</source>
            <translation>Target</translation>
        </message>
        <message>
            <source>目标数</source>
            <translation>Target number</translation>
        </message>
        <message>
            <source>确定</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>评分规则</source>
            <translation>Scoring rule</translation>
        </message>
        <message>
            <source>请填写每差多少、扣多少分</source>
            <translation>Please fill in the step and the points</translation>
        </message>
        <message>
            <source>请填写目标数</source>
            <translation>Please fill in the target number</translation>
        </message>
        <message>
            <source>请每行填写一项</source>
            <translation>Please write one item on each line</translation>
        </message>
        <message>
            <source>请选择办法</source>
            <translation>Please choose a method</translation>
        </message>
        <message>
            <source>越少越好（目标值 ÷ 完成值）</source>
            <translation>Less is better (target ÷ reached)</translation>
        </message>
        <message>
            <source>达标得满分，否则不得分</source>
            <translation>Full points when reached, else none</translation>
        </message>
        <message>
            <source>逐项勾选</source>
            <translation>Tick items</translation>
        </message>
        <message>
            <source>高于目标（超出、延迟）</source>
            <translation>above the target</translation>
        </message>
    </context>
    <context>
        <name>ScoreBars</name>
        <message>
            <source>{name} {got} / {possible} 分</source>
            <translation>{name} {got} / {possible} points</translation>
        </message>
        <message>
            <source>，失 {lost} 分</source>
            <translation>, lost {lost}</translation>
        </message>
    </context>
    <context>
        <name>ScoreDetail</name>
        <message>
            <source>不足一个单位按一个计</source>
            <translation>A step that is begun counts whole</translation>
        </message>
        <message>
            <source>不足一个单位时</source>
            <translation>Part of a step</translation>
        </message>
        <message>
            <source>不足一个单位时：</source>
            <translation>Part of a step:</translation>
        </message>
        <message>
            <source>勾选 {name}</source>
            <translation>Tick {name}</translation>
        </message>
        <message>
            <source>只计满一个单位的部分</source>
            <translation>Only whole steps count</translation>
        </message>
        <message>
            <source>得分填 {points}</source>
            <translation>Set the score to {points}</translation>
        </message>
        <message>
            <source>按比例计</source>
            <translation>In proportion</translation>
        </message>
        <message>
            <source>按评分规则中的数字计算：{working}</source>
            <translation>By the number in the rule: {working}</translation>
        </message>
        <message>
            <source>改规则…</source>
            <translation>Edit the rule…</translation>
        </message>
        <message>
            <source>改评分办法 {name}</source>
            <translation>Change the rule of {name}</translation>
        </message>
        <message>
            <source>没有权重分，不能计算</source>
            <translation>No weight, nothing to compute</translation>
        </message>
        <message>
            <source>计算得分 {points}：{working}</source>
            <translation>Computed {points}: {working}</translation>
        </message>
    </context>
    <context>
        <name>ScoreExport</name>
        <message>
            <source>Excel 工作簿 (*.xlsx)</source>
            <translation>Excel workbooks (*.xlsx)</translation>
        </message>
        <message>
            <source>PDF 文件 (*.pdf)</source>
            <translation>PDF files (*.pdf)</translation>
        </message>
        <message>
            <source>Word 文档 (*.docx)</source>
            <translation>Word documents (*.docx)</translation>
        </message>
        <message>
            <source>{name} 得分情况</source>
            <translation>{name} scores</translation>
        </message>
        <message>
            <source>不能导出为“{name}”：请使用 .pdf、.xlsx 或 .docx 作为扩展名。</source>
            <translation>Cannot export to “{name}”: please use .pdf, .xlsx or .docx.</translation>
        </message>
        <message>
            <source>导出得分情况</source>
            <translation>Export the scores</translation>
        </message>
    </context>
    <context>
        <name>ScoreView</name>
        <message>
            <source>{got} / {possible} 分</source>
            <translation>{got} / {possible} points</translation>
        </message>
        <message>
            <source>各指标得分</source>
            <translation>Scores of the indicators</translation>
        </message>
        <message>
            <source>填入计算得分</source>
            <translation>Fill in computed scores</translation>
        </message>
        <message>
            <source>导出得分情况…</source>
            <translation>Export the scores…</translation>
        </message>
        <message>
            <source>平均分配权重</source>
            <translation>Spread weights evenly</translation>
        </message>
        <message>
            <source>得分</source>
            <translation>Score</translation>
        </message>
        <message>
            <source>指标</source>
            <translation>Indicators</translation>
        </message>
        <message>
            <source>权重</source>
            <translation>Weight</translation>
        </message>
        <message>
            <source>权重按各级分值平均分配</source>
            <translation>Spread weights evenly</translation>
        </message>
        <message>
            <source>空着的得分填计算得分</source>
            <translation>Fill blank scores</translation>
        </message>
        <message>
            <source>计算得分</source>
            <translation>Computed</translation>
        </message>
        <message>
            <source>说明</source>
            <translation>Explanation</translation>
        </message>
        <message>
            <source>还有指标没有权重或得分，填齐后给出等级。</source>
            <translation>Some indicators lack a weight or a score; the grade follows when all are there.</translation>
        </message>
        <message>
            <source>这种表没有得分。</source>
            <translation>This kind of form has no scores.</translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>修改 {label}</source>
            <translation>Edit {label}</translation>
        </message>
        <message>
            <source>表单</source>
            <translation>Form</translation>
        </message>
        <message>
            <source>这一步无法完成：{reason}</source>
            <translation>This step cannot be done: {reason}</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>不做的检查</source>
            <translation>Checks to leave out</translation>
        </message>
        <message>
            <source>主管部门</source>
            <translation>Department in charge</translation>
        </message>
        <message>
            <source>单位名称</source>
            <translation>Unit</translation>
        </message>
        <message>
            <source>取消勾选的检查在所有表单中都不再提示。</source>
            <translation>Checks without a tick are left out in all forms.</translation>
        </message>
        <message>
            <source>只改变界面，不改变表单的内容。</source>
            <translation>Changes the window only, not what is in the forms.</translation>
        </message>
        <message>
            <source>外观</source>
            <translation>Appearance</translation>
        </message>
        <message>
            <source>大（12 磅）</source>
            <translation>Large (12 pt)</translation>
        </message>
        <message>
            <source>字号</source>
            <translation>Font size</translation>
        </message>
        <message>
            <source>字号不小于 8 磅；放不下时按原字号分页。</source>
            <translation>Never below 8 pt; otherwise pages break at the usual size.</translation>
        </message>
        <message>
            <source>审核</source>
            <translation>Review</translation>
        </message>
        <message>
            <source>宽（25 毫米）</source>
            <translation>Wide (25 mm)</translation>
        </message>
        <message>
            <source>导出后打开文件</source>
            <translation>Open files after export</translation>
        </message>
        <message>
            <source>小（9 磅）</source>
            <translation>Small (9 pt)</translation>
        </message>
        <message>
            <source>左侧装订（左 28 毫米）</source>
            <translation>Bound at the left (28 mm)</translation>
        </message>
        <message>
            <source>打印“草稿”字样</source>
            <translation>Print the word “draft”</translation>
        </message>
        <message>
            <source>打印与导出</source>
            <translation>Print and export</translation>
        </message>
        <message>
            <source>打印表后的填表人、审核人、填报日期</source>
            <translation>Print the lines for author, reviewer and date</translation>
        </message>
        <message>
            <source>打印随表导入的说明和备注</source>
            <translation>Print notes that came with an imported form</translation>
        </message>
        <message>
            <source>打印页码（第 n 页 共 m 页）</source>
            <translation>Print page numbers</translation>
        </message>
        <message>
            <source>按表样</source>
            <translation>As the form has it</translation>
        </message>
        <message>
            <source>放得下时缩至一页</source>
            <translation>Shrink to one page where possible</translation>
        </message>
        <message>
            <source>新建表单</source>
            <translation>New form</translation>
        </message>
        <message>
            <source>新建表单时填入主管部门。</source>
            <translation>Filled in as the department in charge of new forms.</translation>
        </message>
        <message>
            <source>新建表单时填入实施单位（申报单位）。</source>
            <translation>Filled in as the unit of new forms.</translation>
        </message>
        <message>
            <source>方向</source>
            <translation>Orientation</translation>
        </message>
        <message>
            <source>标准（10.5 磅）</source>
            <translation>Normal (10.5 pt)</translation>
        </message>
        <message>
            <source>横向</source>
            <translation>Landscape</translation>
        </message>
        <message>
            <source>浅色</source>
            <translation>Light</translation>
        </message>
        <message>
            <source>深色</source>
            <translation>Dark</translation>
        </message>
        <message>
            <source>特大（14 磅）</source>
            <translation>Very large (14 pt)</translation>
        </message>
        <message>
            <source>界面语言</source>
            <translation>Language of the window</translation>
        </message>
        <message>
            <source>窄（12 毫米）</source>
            <translation>Narrow (12 mm)</translation>
        </message>
        <message>
            <source>纵向</source>
            <translation>Portrait</translation>
        </message>
        <message>
            <source>纸张</source>
            <translation>Paper</translation>
        </message>
        <message>
            <source>纸面跟随光标所在的栏目</source>
            <translation>The paper follows the field with the cursor</translation>
        </message>
        <message>
            <source>纸面预览始终是白底黑字。</source>
            <translation>The paper is always black on white.</translation>
        </message>
        <message>
            <source>跟随系统</source>
            <translation>As the system</translation>
        </message>
        <message>
            <source>页边距</source>
            <translation>Margins</translation>
        </message>
        <message>
            <source>颜色</source>
            <translation>Colours</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>下次启动时生效。</source>
            <translation>Takes effect at the next start.</translation>
        </message>
        <message>
            <source>取消</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>确定</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>设置</source>
            <translation>Settings</translation>
        </message>
    </context>
    <context>
        <name>StartPage</name>
        <message>
            <source>也可以把表单、Word、Excel 或 PDF 文件拖到窗口里。</source>
            <translation>You can also drop forms, Word, Excel or PDF files on the window.</translation>
        </message>
        <message>
            <source>打开…</source>
            <translation>Open…</translation>
        </message>
        <message>
            <source>新建表单</source>
            <translation>New form</translation>
        </message>
        <message>
            <source>最近</source>
            <translation>Recent</translation>
        </message>
        <message>
            <source>最近的表单</source>
            <translation>Recent forms</translation>
        </message>
        <message>
            <source>示例</source>
            <translation>Examples</translation>
        </message>
        <message>
            <source>绩表</source>
            <translation>Jibiao</translation>
        </message>
        <message>
            <source>财政项目支出绩效目标申报表：填写、核对、打印，全部在本机完成</source>
            <translation>Performance target forms of fiscal projects: fill in, check and print, all on this computer</translation>
        </message>
        <message>
            <source>还没有打开过表单。</source>
            <translation>No form was opened yet.</translation>
        </message>
    </context>
    <context>
        <name>Suggester</name>
        <message>
            <source>建议，按 Tab 采用</source>
            <translation>Suggestions, Tab accepts</translation>
        </message>
    </context>
    <context>
        <name>UnopenedFiles</name>
        <message>
            <source>可以打开它上一次保存的内容，另存为新文件。</source>
            <translation>Its earlier save can be opened and saved as a new file.</translation>
        </message>
        <message>
            <source>恢复上一次保存</source>
            <translation>Go back to the save before</translation>
        </message>
        <message>
            <source>这是“{name}”上一次保存的内容，原文件没有改动；确认后请保存。</source>
            <translation>This is the earlier save of “{name}”; the file itself was not changed. Please check it, then save.</translation>
        </message>
    </context>
    <context>
        <name>WindowTools</name>
        <message>
            <source>已恢复到上一次保存的内容，可撤销；保存后才会写入文件。</source>
            <translation>Back to the save before; can be undone. The file is written only when you save.</translation>
        </message>
        <message>
            <source>恢复上一次保存</source>
            <translation>Go back to the save before</translation>
        </message>
        <message>
            <source>这份表单还没有上一次保存的副本。</source>
            <translation>There is no copy of an earlier save of this form.</translation>
        </message>
    </context>
    <context>
        <name>_Text</name>
        <message>
            <source>{count} 字</source>
            <translation>{count} characters</translation>
        </message>
    </context>
</TS>
