"""The Word file: real tables with merged cells, all texts, repeated heads, rows that may break."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from types import SimpleNamespace

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from app.form.document import Document
from app.form.template import Template
from app.printing.build import paper_grid
from app.printing.grid import GridLine, GridTable
from app.printing.layout import PrintOptions
from app.printing.to_docx import write_docx

Form = tuple[Document, Template]


def word_of(*forms: Form) -> WordDocument:
    stream = io.BytesIO()
    write_docx(stream, [paper_grid(*one) for one in forms])
    stream.seek(0)
    return docx.Document(stream)


def cell_texts(word: WordDocument) -> Counter[str]:
    texts: Counter[str] = Counter()
    for cell in word.element.body.iter(qn("w:tc")):
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merge is not None and merge.get(qn("w:val")) != "restart":
            continue
        texts["\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.iter(qn("w:p")))] += 1
    del texts[""]
    return texts


def test_every_cell_of_the_paper_is_a_cell_in_word(sample_form: Form, good: SimpleNamespace) -> None:
    grid = paper_grid(*sample_form)
    wanted = Counter(
        cell.text for block in grid.blocks if isinstance(block, GridTable) for cell in block.cells if cell.text
    )
    assert cell_texts(word_of(sample_form)) == wanted
    lines = [block.text for block in grid.blocks if isinstance(block, GridLine)]
    assert [p.text for p in word_of(sample_form).paragraphs if p.text] == lines


def test_merged_cells_are_real(form: Callable[[str], Form]) -> None:
    *_, table = word_of(form("2024-05")).tables
    level = next(cell for row in table.rows for cell in row.cells if cell.text == "效益指标")
    assert sum(cell._tc is level._tc for row in table.rows for cell in row.cells) == 4


def test_heads_are_repeated_and_rows_may_break(form: Callable[[str], Form]) -> None:
    *_, table = word_of(form("2024-05")).tables
    heads = [row for row in table.rows if row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None]
    assert [[cell.text for cell in row.cells][1:] for row in heads] == [
        ["一级指标", "二级指标", "三级指标", "年度(/项目)指标值"]
    ]
    assert not list(word_of(form("2020-a1")).element.body.iter(qn("w:cantSplit")))


def test_text_that_looks_like_markup_is_text(with_rows: Callable[..., Form]) -> None:
    text = '<1次 & <b>粗</b> "引"\t表'
    assert '<1次 & <b>粗</b> "引"表' in cell_texts(word_of(with_rows([("产出指标", "数量指标", text, "1")])))


def test_each_form_begins_on_a_page_of_its_own_size(form: Callable[[str], Form]) -> None:
    word = word_of(form("2024-05"), form("2026-01"))
    assert len(word.sections) == 2
    assert [round(section.page_width.mm) for section in word.sections] == [210, 210]
    assert word.core_properties.author == "上海市普陀区卫生健康事务管理中心"


def test_every_row_is_as_wide_as_the_table(sample_form: Form) -> None:
    for table in word_of(sample_form).element.body.iter(qn("w:tbl")):
        columns = len(list(table.find(qn("w:tblGrid"))))
        for row in table.iter(qn("w:tr")):
            spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.iter(qn("w:tc"))]
            assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == columns


def test_header_footer_and_page_numbers(form: Callable[[str], Form]) -> None:
    stream = io.BytesIO()
    options = PrintOptions(page_numbers=True, header="<内部>", footer="资料", draft=True)
    write_docx(stream, [paper_grid(*form(name)) for name in ("2024-05", "2026-01")], options)
    word = docx.Document(stream)
    for section in word.sections:
        assert section.header.paragraphs[0].text == "<内部>"
        (mark,) = section.header.paragraphs[0]._p.iter("{urn:schemas-microsoft-com:vml}shape")
        assert mark.get("id").startswith("PowerPlusWaterMarkObject")
        assert mark[-1].get("string") == "草稿"
        footer = section.footer.paragraphs[0]._p
        assert "".join(t.text or "" for t in footer.iter(qn("w:t"))) == "资料　　第 1 页 共 1 页"
        assert [field.get(qn("w:instr")).strip() for field in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_word_stands_as_close_as_our_own_paper(form: Callable[[str], Form]) -> None:
    def leadings(name: str) -> set[int]:
        lines = word_of(form(name)).element.body.iter(qn("w:spacing"))
        return {int(line.get(qn("w:line"))) for line in lines}

    assert round(10.5 * 1.36 * 20) in leadings("2026-01")
    assert leadings("2026-04").isdisjoint(leadings("2026-01") - {20})
