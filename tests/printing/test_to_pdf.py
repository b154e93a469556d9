"""The PDF: every character in it, in order, fonts embedded, the same bytes each time, named and with bookmarks."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pdfplumber
import pypdfium2
import pytest
from msgspec.structs import replace

from app.form.document import Document, as_text, walk
from app.form.template import Template
from app.printing.build import paper_grid
from app.printing.layout import PrintOptions, layout
from app.printing.to_pdf import write_pdf

Form = tuple[Document, Template]


def pdf_of(*forms: Form, options: PrintOptions | None = None) -> bytes:
    stream = io.BytesIO()
    write_pdf(stream, [paper_grid(*one) for one in forms], options or PrintOptions())
    return stream.getvalue()


def characters(pdf: bytes) -> list[str]:
    """The characters of each page in the order in which they are drawn."""
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        return ["".join(char["text"] for char in page.chars) for page in file.pages]


def test_no_character_is_missing_or_drawn_twice(sample_form: Form, good: SimpleNamespace) -> None:
    drawn = characters(pdf_of(sample_form))
    marks = ["".join(mark.text for mark in page.texts) for page in layout(paper_grid(*sample_form))]
    assert [good.bare(text) for text in drawn] == [good.bare(text) for text in marks]


def test_every_text_stands_where_its_mark_says(form: Callable[[str], Form]) -> None:
    (page,) = layout(paper_grid(*form("2024-05")))
    with pdfplumber.open(io.BytesIO(pdf_of(form("2024-05")))) as file:
        drawn = iter(file.pages[0].chars)
        for mark in page.texts:
            chars = [next(drawn) for _ in mark.text]
            x, y = chars[0]["matrix"][4:]
            assert (x, y) == pytest.approx((mark.x_mm * 72 / 25.4, (297 - mark.y_mm) * 72 / 25.4), abs=0.02)
            assert chars[-1]["x1"] - x == pytest.approx(mark.width_mm * 72 / 25.4, abs=0.1 + 0.02 * len(chars))
        lines = {tuple(round(line[key], 0) for key in ("x0", "top", "x1", "bottom")) for line in file.pages[0].lines}
    wanted = {
        tuple(round(mm * 72 / 25.4, 0) for mm in (rule.x0_mm, rule.y0_mm, rule.x1_mm, rule.y1_mm))
        for rule in page.rules
    }
    assert lines == wanted


def test_every_field_text_name_and_value_can_be_copied_from_the_pdf(sample_form: Form, good: SimpleNamespace) -> None:
    document, template = sample_form
    drawn = good.bare("".join(characters(pdf_of(sample_form))))
    dates = {field.key for field in template.fields if field.type == "date"}
    values = [as_text(value) for key, value in document.fields.items() if key not in dates]
    values += [node.name for _, node in walk(document.indicators)]
    values += [as_text(node.values.get("target")) for _, node in walk(document.indicators)]
    for value in filter(None, values):
        assert good.bare(value) in drawn
    for text in filter(None, map(as_text, document.texts.values())):
        # A page break may put the repeated label of the row between two lines of the text.
        assert all(good.bare(piece) in drawn for piece in text.split("，") if len(piece) < 8)
        assert sum(drawn.count(char) for char in set(good.bare(text))) >= len(good.bare(text))


def test_the_same_form_gives_the_same_bytes(form: Callable[[str], Form]) -> None:
    assert pdf_of(form("2024-05")) == pdf_of(form("2024-05"))


def test_fonts_are_embedded_and_the_document_is_named(form: Callable[[str], Form]) -> None:
    with pdfplumber.open(io.BytesIO(pdf_of(form("2024-05")))) as file:
        names = {char["fontname"] for char in file.chars}
        assert all("+Form" in name for name in names), names
        catalog = file.doc.catalog
        assert catalog["Lang"] == b"zh-CN"
        told = {
            key: value.decode("utf-16") for key, value in file.metadata.items() if isinstance(value, bytes)
        } or file.metadata
        assert "普陀区家庭医生签约质量提升项目" in told["Title"]
        assert told["Author"] == "上海市普陀区卫生健康事务管理中心"
    assert b"Helvetica" not in pdf_of(form("2024-05"))


def test_many_forms_in_one_file_begin_on_new_pages(form: Callable[[str], Form]) -> None:
    pages = characters(pdf_of(form("2024-05"), form("2026-01"), form("2024-01")))
    assert [text[:10] for text in pages] == ["财政项目支出绩效目标"] * 3
    with pdfplumber.open(io.BytesIO(pdf_of(form("2024-05"), form("2026-01")))) as file:
        titles = [title for _, title, *_ in file.doc.get_outlines()]
    blocks = ["项目资金(元)", "项目绩效目标", "绩效指标"]
    assert [title.split()[0] for title in titles] == [
        "普陀区家庭医生签约质量提升项目",
        *blocks,
        "网络安全保障项目",
        *blocks,
    ]


def test_rare_characters_are_copied_as_themselves(form: Callable[[str], Form]) -> None:
    document, template = form("2024-05")
    named = replace(document, fields={**document.fields, "project_name": "𠮷祥👨‍👩‍👧工程"})
    pdf = pdf_of((named, template))
    assert "𠮷祥👨‍👩‍👧工程" in "".join(characters(pdf))
    with pypdfium2.PdfDocument(pdf) as file:  # another reader
        assert "𠮷祥" in file[0].get_textpage().get_text_range()


def test_the_draft_mark_is_drawn_behind(form: Callable[[str], Form]) -> None:
    (text,) = characters(pdf_of(form("2024-05"), options=PrintOptions(draft=True)))
    assert text.replace(" ", "").startswith("草稿")


def test_a_file_is_written_by_its_name(form: Callable[[str], Form], tmp_path: Path) -> None:
    target = tmp_path / "表 一.pdf"
    assert write_pdf(target, [paper_grid(*form("2020-a2"))]) == 3
    assert target.read_bytes().startswith(b"%PDF")


def test_half_a_character_in_a_name_is_no_fault(form: Callable[[str], Form]) -> None:
    """A paste that was cut off in the middle of 😀 leaves one of its halves."""
    document, template = form("2024-01")
    fields = {**document.fields, "project_name": "甲\ud83d乙", "implementing_unit": "单位\udc00"}
    pdf = pdf_of((replace(document, fields=fields, meta={"title": "表\ud83d"}), template))
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Author"].startswith("单位")
