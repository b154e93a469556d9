"""What makes a source unreadable, as one Chinese sentence that says what, and what to do."""


class SourceError(Exception):
    """The source cannot be read; the message is for the user."""


class Cancelled(Exception):
    """The user cancelled while a source was being read."""


TOO_BIG = "文件展开后过大（超过 {limit} MB），可能已损坏或被做成了压缩炸弹；请用原来的程序打开，只保留表格后另存再导入"
ENCRYPTED = "文件设有打开密码；请先用原来的程序打开，取消密码后另存再导入"
DAMAGED = "文件已损坏或不是{kind}文件，读不出内容；请用原来的程序打开后另存为{kind}再导入"
ENTITIES = (
    "文件里含有 XML 实体声明，正常的办公文件没有这种内容，为安全起见不予读取；请用 Word 或 Excel 打开后另存再导入"
)
EMPTY = "文件里没有文字，没有可以导入的内容"
SCANNED = (
    "这是扫描件（页面是图片，没有文字），无法读出内容；请向填表人索要 Word 或 Excel 文件，或先做文字识别（OCR）再导入"
)
