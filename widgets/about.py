"""What the program says about itself, and whose work it uses."""

from __future__ import annotations

import platform

from PySide6.QtCore import QCoreApplication, qVersion


def about_text() -> str:
    """The text of the About box, plain."""
    from importlib.metadata import PackageNotFoundError, version

    def tr(text: str) -> str:
        return QCoreApplication.translate("About", text)

    try:
        own = version("jibiao")
    except PackageNotFoundError:
        own = tr("源代码")
    return "\n\n".join(
        (
            tr("绩表 {version}：财政项目支出绩效目标申报表的离线编辑器。").format(version=own),
            tr("本程序不联网，不收集任何信息；表单只保存在您选择的文件中。"),
            tr(
                "界面使用 Qt {qt}（LGPL 第 3 版，可替换的动态库），运行于 Python {python}；"
                "纸面字体为思源系列的子集（SIL OFL 1.1）。许可证全文见安装目录的 LICENSE 与 docs/licences.md。"
            ).format(qt=qVersion(), python=platform.python_version()),
        )
    )
