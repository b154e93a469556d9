"""What Word files hold besides plain text: tracked changes, content controls, hidden text, tables within cells."""

from __future__ import annotations

import io
from typing import Any

from docx import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from app.form.document import walk
from app.importing.recognise import recognise
from app.importing.report import Recognition
from app.importing.sources import read_bytes
from tests.importing.truth import templates

W = nsdecls("w")
HEAD = [["项目名称", "道路养护", "项目性质", "经常性项目"], ["主管部门", "市城管局", "实施单位", "道桥处"]]
TABLE = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "养护面积", "≥120"],
    ["", "质量指标", "合格率", "≥98%"],
]


def word_file() -> tuple[Any, Any]:
    file = WordFile()
    file.add_paragraph("财政项目支出绩效目标申报表（2025年度）")
    table = file.add_table(0, 4)
    for row in (*HEAD, *TABLE):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return file, table


def read(file: Any) -> Recognition:
    data = io.BytesIO()
    file.save(data)
    return recognise(read_bytes(data.getvalue(), "表.docx"), templates())


def leaves(found: Recognition) -> dict[str, str | None]:
    [form] = found.forms
    return {node.name: node.text("target") for _, node in walk(form.document.indicators) if node.children is None}


def put(cell: Any, xml: str) -> None:
    cell.text = ""
    cell.paragraphs[0]._p.append(parse_xml(xml))


def test_a_row_deleted_by_a_tracked_change_is_gone() -> None:
    file, table = word_file()
    table.rows[4]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="3" w:author="a"/>'))
    put(table.cell(3, 3), f'<w:ins {W} w:id="2" w:author="a"><w:r><w:t>≥150</w:t></w:r></w:ins>')
    assert leaves(read(file)) == {"养护面积": "≥150"}


def test_the_prompt_of_a_content_control_is_no_value() -> None:
    file, table = word_file()
    prompt = (
        "<w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入文字。</w:t></w:r></w:sdtContent>"
    )
    chosen = "<w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent><w:r><w:t>阶段性项目</w:t></w:r></w:sdtContent>"
    put(table.cell(1, 1), f"<w:sdt {W}>{prompt}</w:sdt>")
    put(table.cell(0, 3), f"<w:sdt {W}>{chosen}</w:sdt>")
    fields = read(file).forms[0].document.fields
    assert (fields["competent_department"], fields["project_nature"]) == (None, "阶段性项目")


def test_hidden_text_is_told_but_not_read() -> None:
    file, table = word_file()
    run = table.cell(0, 1).paragraphs[0].add_run("（内部口径）")
    run.font.hidden = True
    found = read(file)
    assert found.forms[0].name == "道路养护"
    assert [(entry.kind, entry.before, entry.where) for entry in found.leftover] == [
        ("unused", "（内部口径）", "隐藏的文字")
    ]


def test_indicators_in_a_table_within_a_cell() -> None:
    file = WordFile()
    outer = file.add_table(0, 4)
    for row in HEAD:
        for cell, text in zip(outer.add_row().cells, row, strict=True):
            cell.text = text
    inner = outer.add_row().cells[1].add_table(0, 4)
    for row in TABLE:
        for cell, text in zip(inner.add_row().cells, row, strict=True):
            cell.text = text
    assert leaves(read(file)) == {"养护面积": "≥120", "合格率": "≥98%"}


def test_boxes_behind_their_options() -> None:
    file, table = word_file()
    table.cell(0, 3).text = "经常性项目□ 一次性项目☑"
    assert read(file).forms[0].document.fields["project_nature"] == "一次性项目"
    table.cell(0, 3).text = "请选择：□经常性项目 ☑一次性项目"
    assert read(file).forms[0].document.fields["project_nature"] == "一次性项目"
