"""What the commands that make a new form share: the template that was asked for, and the file that it goes to."""

from __future__ import annotations

import os
from pathlib import Path

from app.cli import Refusal
from app.form.template import Template
from app.storage.template_files import all_templates

_OTHER_ENDINGS = frozenset((".pdf", ".xlsx", ".xls", ".docx", ".doc", ".csv", ".et", ".wps"))


def wanted_template(template_id: str) -> Template:
    """The template with this id. Raises Refusal with the ids that there are."""
    shelf = all_templates()
    template = shelf.get(template_id)
    if template is None:
        raise Refusal(f"没有编号为“{template_id}”的模板，可用的有：{'、'.join(shelf.templates)}。")
    return template


def check_output(output: Path) -> None:
    """Raise Refusal where a form is not written under this name: the file is there, or the name says that it is no form."""
    if os.path.exists(output):  # noqa: PTH110 - Path.exists raises for names that are too long
        raise Refusal(f"“{output}”已经存在，没有覆盖；请换一个文件名。")
    if output.suffix.lower() in _OTHER_ENDINGS:
        raise Refusal(
            f"这里写的是绩表的表格，文件名“{output.name}”请用 .jxb 结尾；要 PDF、Excel 或 Word，请再用 jibiao export 导出。"
        )
