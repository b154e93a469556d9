"""What the program says about itself, and whose work it uses."""

from __future__ import annotations

import platform

from PySide6.QtCore import QCoreApplication, qVersion


def about_text() -> str:
    """The text of the About box, plain."""
    from app import __version__

    def tr(text: str) -> str:
        return QCoreApplication.translate("About", text)

    return "\n\n".join(
        (
            tr("绩表 {version}：财政项目支出绩效目标申报表的离线编辑器。").format(version=__version__),
            tr("本程序不联网，不收集任何信息；表单只保存在您选择的文件中。"),
            tr(
                "界面使用 Qt {qt}（LGPL 第 3 版，可替换的动态库），运行于 Python {python}；"
                "纸面字体为思源系列的子集（SIL OFL 1.1）。绩表自己的代码以 MIT 许可证发布；全文都在“许可证”一页。"
            ).format(qt=qVersion(), python=platform.python_version()),
        )
    )
