"""What the program exports it reads again: equal forms from CSV, Excel and Word; all items from PDF."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.editing.tsv import write_tsv
from app.form.document import Document, Indicator, same_content
from app.form.template import Template
from app.importing.recognise import recognise
from app.importing.report import RecognisedForm, Recognition
from app.importing.sources import read_bytes, read_clipboard, read_source
from app.storage.document_files import Stamp
from app.work.export_files import Encoding, ExportOptions, export_forms
from app.work.opening import OpenedForm, open_form
from tests.importing.random_forms import forms, plain, printed
from tests.importing.truth import IDS, compare, items_of, templates
from tests.test_every_template import template_named

FORMS = Path(__file__).parent.parent / "forms"
ALL = sorted(path.stem for path in FORMS.glob("*.jxb"))
KNOWN = [*templates(), template_named("made-up")]
TEMPLATES = {template.id: template for template in KNOWN}
UNPRINTED = {"2021-evaluation": ("year", "fields.project_name", "fields.implementing_unit"), "2021-goals": ("year",)}
"""What the official papers of these forms do not have at all; CSV has it."""


def exported(documents: list[Document], target: Path, options: ExportOptions) -> Recognition:
    """Export to a file and import the file."""
    opened = [OpenedForm(target, document, TEMPLATES[document.template], (), None, Stamp("")) for document in documents]
    export_forms(opened, target, options)
    return recognise(read_source(target), KNOWN)


def assert_equal(form: RecognisedForm, expected: Document, without: tuple[str, ...] = ()) -> None:
    """The form is the one expected, nothing of it in doubt, unused or changed (amounts in 万元 apart)."""
    wanted, found = plain(expected), plain(form.document)
    assert {key: value for key, value in found.items() if key not in without} == {
        key: value for key, value in wanted.items() if key not in without
    }
    doubts = [entry.sentence for entry in form.of_kind("doubtful") if "年度" not in entry.sentence or not without]
    assert not [doubt for doubt in doubts if "读不出金额" not in doubt and "数额过大" not in doubt]
    assert not form.of_kind("unused")


@pytest.mark.parametrize("form_id", ALL)
@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx"])
def test_an_exported_form_is_imported_as_an_equal_one(form_id: str, kind: str, tmp_path: Path) -> None:
    document = open_form(FORMS / f"{form_id}.jxb").document
    found = exported([document], tmp_path / f"表.{kind}", ExportOptions())
    assert len(found.forms) == 1
    assert not found.leftover
    assert_equal(found.forms[0], document, () if kind == "csv" else UNPRINTED.get(form_id, ()))
    assert not [entry for entry in found.forms[0].of_kind("repaired") if "已换算成" not in entry.sentence]


@pytest.mark.parametrize("form_id", ALL)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("unit", ["元", "万元"])
def test_a_csv_file_is_equal_in_every_encoding_and_unit(
    form_id: str, encoding: Encoding, unit: str, tmp_path: Path
) -> None:
    document = open_form(FORMS / f"{form_id}.jxb").document
    options = ExportOptions(encoding=encoding, unit="万元" if unit == "万元" else "元", closing=True)
    found = exported([document], tmp_path / "表.csv", options)
    assert len(found.forms) == 1
    assert_equal(found.forms[0], document)


def test_several_forms_in_one_csv_file_are_all_read_again(tmp_path: Path) -> None:
    documents = [open_form(FORMS / f"{form_id}.jxb").document for form_id in ALL]
    found = exported(documents, tmp_path / "全部.csv", ExportOptions())
    assert len(found.forms) == len(documents)
    for form, document in zip(found.forms, documents, strict=True):
        assert_equal(form, document)


def test_several_indicator_tables_in_one_csv_file_keep_their_forms_apart(tmp_path: Path) -> None:
    documents = [open_form(FORMS / f"{form_id}.jxb").document for form_id in ("2024-01", "2024-05", "2026-01")]
    found = exported(documents, tmp_path / "指标.csv", ExportOptions(indicators_only=True))
    assert [form.document.fields["project_name"] for form in found.forms] == [
        document.fields["project_name"] for document in documents
    ]
    for form, document in zip(found.forms, documents, strict=True):
        assert plain(form.document)["indicators"] == plain(document)["indicators"]
        assert (form.document.template, form.document.year) == (document.template, document.year)
        assert not form.of_kind("doubtful")


@pytest.mark.parametrize("form_id", [form_id for form_id in ALL if form_id not in UNPRINTED])
def test_a_sheet_pasted_as_text_is_an_equal_form_with_its_notes(form_id: str, tmp_path: Path) -> None:
    """Merged cells are lost then: a note under the table stands in the first column, as a level would."""
    document = open_form(FORMS / f"{form_id}.jxb").document
    document = replace(document, meta={"remarks": ["经办处室另有一份", "数据截至上月"]})
    target = tmp_path / "表.xlsx"
    exported([document], target, ExportOptions())
    sheets = openpyxl.load_workbook(target).worksheets
    rows = [["" if cell is None else str(cell) for cell in row] for sheet in sheets for row in sheet.values]
    (form,) = recognise(read_clipboard("", write_tsv(rows)), templates()).forms
    assert_equal(form, document)


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_makes_of_a_csv_file_is_an_equal_form(tmp_path: Path) -> None:
    """Opened by it and saved as a workbook, that saved as CSV with semicolons: as clerks do by double click and 另存为."""
    for form_id in ALL:
        export_forms([open_form(FORMS / f"{form_id}.jxb")], tmp_path / f"{form_id}.csv")
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    steps = [
        (["--infilter=CSV:44,34,76,1", "--convert-to", "xlsx"], "*.csv", "books"),
        (["--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1"], "books/*.xlsx", "again"),
    ]
    for words, files, folder in steps:
        command = ["soffice", home, "--headless", *words, "--outdir", str(tmp_path / folder), *tmp_path.glob(files)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        made = sorted((tmp_path / folder).iterdir())
        assert len(made) == len(ALL)
        for file in made:
            (form,) = recognise(read_source(file), templates()).forms
            assert_equal(form, open_form(FORMS / f"{file.stem}.jxb").document)


def parted_by(mark: str, text: str) -> str:
    """The CSV file as Excel writes it with another mark: semicolons where the comma stands in numbers, tabs as Unicode text."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=mark).writerows(csv.reader(io.StringIO(text, newline="")))
    return stream.getvalue()


@pytest.mark.parametrize("form_id", ["2020-a1", "2021-evaluation", "2024-05", "2026-04"])
@pytest.mark.parametrize(
    "shape",
    [
        "no mark",
        "two marks",
        "utf-16-le",
        "utf-16-be",
        "semicolons",
        "sep=",
        "unicode text",
        "guards gone",
        "named .txt",
    ],
)
def test_a_csv_file_that_went_through_other_programs_is_read_as_well(form_id: str, shape: str, tmp_path: Path) -> None:
    document = open_form(FORMS / f"{form_id}.jxb").document
    document = replace(document, meta={"remarks": ["经办处室另有一份", "数据截至上月"]})
    target = tmp_path / "表.csv"
    exported([document], target, ExportOptions())
    text = target.read_bytes().decode("utf-8-sig")
    data = {
        "no mark": text.encode("utf-8"),
        "two marks": ("\ufeff\ufeff" + text).encode("utf-8"),
        "utf-16-le": ("\ufeff" + text).encode("utf-16-le"),
        "utf-16-be": ("\ufeff" + text).encode("utf-16-be"),
        "semicolons": parted_by(";", text).encode("utf-8-sig"),
        "sep=": ("sep=;\r\n" + parted_by(";", text)).encode("utf-8-sig"),
        "unicode text": ("\ufeff" + parted_by("\t", text)).encode("utf-16-le"),
        "guards gone": text.replace("\t", "").encode("utf-8-sig"),
        "named .txt": text.encode("utf-8-sig"),
    }[shape]
    found = recognise(read_bytes(data, "表.txt" if shape == "named .txt" else "表.csv"), templates())
    assert len(found.forms) == 1
    assert_equal(found.forms[0], document)


def test_numbers_marked_as_text_by_other_systems_are_read_as_they_show() -> None:
    text = '项目名称,="00123",\r\n一级指标,二级指标,三级指标,指标值\r\n产出指标,数量指标,"=""=甲""",≥1次\r\n'
    (form,) = recognise(read_bytes(text.encode("utf-8-sig"), "表.csv"), templates()).forms
    assert form.document.fields["project_name"] == "00123"
    assert "=甲" in str(plain(form.document)["indicators"])


def test_amounts_with_a_decimal_comma_are_read_and_that_is_told() -> None:
    text = "项目名称;甲\n项目资金总额;1.234.567,5\n年度资金申请总额;800000,25\n其他资金;1,250\n一级指标;二级指标;三级指标;指标值\n"
    grid = read_bytes(text.encode("utf-8-sig"), "表.csv")
    (form,) = recognise(grid, templates()).forms
    amounts = [form.document.funding[key] for key in ("total", "annual")]
    assert amounts == ["1234567.50", "800000.25"]
    assert "1250.00" in form.document.funding.values()
    assert "小数点" in grid.warnings[0]


def test_levels_and_indicators_without_a_name_come_back_without_one(tmp_path: Path) -> None:
    document = open_form(FORMS / "2026-01.jxb").document
    named = Indicator(1, "产出指标", {}, (Indicator(2, "数量指标", {}, (Indicator(3, "", {"target": "≥1(次)"}),)),))
    nameless = Indicator(4, "", {}, (Indicator(5, "", {}, (Indicator(6, "共享", {"target": "是"}),)),))
    document = replace(document, indicators=(named, nameless))
    (form,) = exported([document], tmp_path / "表.csv", ExportOptions()).forms
    assert_equal(form, document)


@pytest.mark.parametrize("template_id", sorted(TEMPLATES))
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_form_comes_back_from_csv(
    template_id: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    template = TEMPLATES[template_id]
    document = data.draw(forms(template, half_filled=True))
    encoding: Encoding = data.draw(st.sampled_from(("utf-8", "gb18030")))
    target = tmp_path_factory.mktemp("csv") / "表.csv"
    (form,) = exported([document], target, ExportOptions(encoding=encoding)).forms
    assert_equal(form, document)


@pytest.mark.parametrize("template_id", ["shanghai-2020", "shanghai-2024", "shanghai-2026", "mof-2020-self-evaluation"])
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_form_comes_back_from_excel_and_word(
    template_id: str, kind: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    template: Template = TEMPLATES[template_id]
    document = printed(data.draw(forms(template)), template)
    (form,) = exported([document], tmp_path_factory.mktemp(kind) / f"表.{kind}", ExportOptions()).forms
    assert_equal(form, document)


@pytest.mark.parametrize("form_id", IDS)
def test_an_exported_pdf_is_read_again(form_id: str, tmp_path: Path) -> None:
    opened = open_form(FORMS / f"{form_id}.jxb")
    target = tmp_path / "表.pdf"
    export_forms([opened], target)
    (form,) = recognise(read_source(target), templates()).forms
    assert not form.of_kind("doubtful")
    assert form.template.id == opened.template.id
    assert not form.of_kind("unused")
    assert not compare(items_of(opened.document), items_of(form.document), loose=True).wrong


def test_two_imports_of_one_file_are_equal() -> None:
    path = Path(__file__).parent.parent / "samples" / "office" / "2024-03.xlsx"
    first, second = (recognise(read_source(path), templates()).forms[0].document for _ in range(2))
    assert same_content(first, second)
