"""Files in, form files out: names, nothing overwritten, cancelling, the account for programs, exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app.cli import run
from app.importing.errors import Cancelled
from app.storage.document_files import load
from app.work.import_files import file_name, import_files, read_file, read_pasted, source_files
from tests.importing.truth import SAMPLES, compare, items_of, templates, truth_items

OFFICE = SAMPLES / "office"


def test_each_form_becomes_a_file_named_by_its_project(tmp_path: Path) -> None:
    steps = list(import_files([OFFICE / "2024-01.docx", OFFICE / "2026-01.xls"], tmp_path / "新"))
    assert [(step.done, step.total) for step in steps] == [(1, 2), (2, 2)]
    written = [form.written for step in steps for form in step.file.forms]
    assert [path.name for path in written if path] == ["卫管中心专项工作经费.jxb", "网络安全保障项目.jxb"]
    assert written[0] is not None
    document = load(written[0]).document
    assert not compare(truth_items("2024-01"), items_of(document), loose=False).wrong
    assert all(step.file.all_read for step in steps)


def test_a_form_whose_paper_begins_with_the_unit_is_named_by_its_project_too(tmp_path: Path) -> None:
    (step,) = import_files([OFFICE / "2020-a1.docx"], tmp_path)
    names = [form.written.name for form in step.file.forms if form.written]
    assert names == [f"{truth_items('2020-a1')['fields', 'project_name']}.jxb"]


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    for _ in range(3):
        list(import_files([OFFICE / "2024-01.docx"], tmp_path))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["卫管中心专项工作经费 (2).jxb", "卫管中心专项工作经费 (3).jxb", "卫管中心专项工作经费.jxb"]


def test_the_source_is_never_changed(tmp_path: Path) -> None:
    source = tmp_path / "表.xlsx"
    shutil.copyfile(OFFICE / "2024-03.xlsx", source)
    before = source.read_bytes()
    list(import_files([source], tmp_path / "out"))
    assert source.read_bytes() == before


def test_a_folder_is_searched_and_lock_files_are_passed_over(tmp_path: Path) -> None:
    for name in ("b.docx", "a.xlsx", "~$b.docx", "c.jxb", "d.zip"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "e.pdf").write_bytes(b"x")
    assert [path.name for path in source_files([tmp_path])] == ["a.xlsx", "b.docx", "e.pdf"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("甲/乙:丙", "甲 乙 丙"),
        ("  ..  ", "绩效目标表"),
        ("CON", "绩效目标表 CON"),
        ("第一行\n第二行", "第一行 第二行"),
        ("长" * 300, "长" * 66),
        ("“便捷就医”", "“便捷就医”"),
    ],
)
def test_names_fit_every_system(name: str, expected: str) -> None:
    assert file_name(name) == expected


def test_a_bad_file_is_told_and_the_rest_is_done(tmp_path: Path) -> None:
    bad, other = tmp_path / "坏.docx", tmp_path / "信.txt"
    bad.write_bytes(b"PK\x03\x04xxxx")
    other.write_text("各位同事：请于周五前报送材料。", encoding="utf-8")
    files = [step.file for step in import_files([bad, other, OFFICE / "2024-02.xlsx"], tmp_path / "out")]
    assert [bool(file.problem) for file in files] == [True, True, False]
    assert "坏.docx" in (files[0].problem or "")
    assert "没有在文件里找到绩效目标表" in (files[1].problem or "")
    assert [entry.before for entry in files[1].leftover] == ["各位同事：请于周五前报送材料。"]


def test_cancelling_stops_within_a_file(tmp_path: Path) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 3

    assert list(import_files([OFFICE / "2020-a1.docx"] * 5, tmp_path, cancelled=cancelled)) == []
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(Cancelled):
        read_file(OFFICE / "2020-a1.pdf", templates(), lambda: True)


def test_several_processes_give_the_same_files_in_the_same_order(tmp_path: Path) -> None:
    paths = [OFFICE / f"2024-0{number}.docx" for number in (3, 1, 2)] + [tmp_path / "没有.docx"]
    alone = [step.file for step in import_files(paths, tmp_path / "a")]
    together = [step.file for step in import_files(paths, tmp_path / "b", workers=2)]
    assert [file.problem for file in together] == [file.problem for file in alone]
    for one, other in zip(alone, together, strict=True):
        for left, right in zip(one.forms, other.forms, strict=True):
            assert left.written and right.written
            assert left.written.read_bytes() == right.written.read_bytes()


def test_pasting_prefers_the_table_in_html() -> None:
    text = (SAMPLES / "text" / "2026-01.txt").read_text(encoding="utf-8")
    assert len(read_pasted("<b>x</b>", text, templates()).forms) == 1
    assert len(read_pasted("<table><tr><td>x</td></tr></table>", text, templates()).forms) == 0


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(OFFICE / "2024-07.docx"), "-o", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "信息平台运行及维护" in printed
    assert "已换算成 5059700.00 元" in printed


def test_the_command_gives_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = SAMPLES / "text" / "2026-04.txt"
    assert run(["import", str(source), "-o", str(tmp_path), "--json"]) == 0
    (account,) = json.loads(capsys.readouterr().out)
    (form,) = account["forms"]
    assert account["file"] == str(source)
    assert Path(form["file"]).exists()
    assert (form["template"], form["year"]) == ("shanghai-2026", 2026)
    assert form["counts"] == {"fields": 7, "funding": 4, "texts": 1, "indicators": 11}
    moved = next(repair for repair in form["repairs"] if "归回" in repair["message"])
    assert moved["before"] == "时效指标"
    assert moved["place"] == "indicators[1].children[2]"
    assert form["doubts"] == form["unused"] == []


def test_exit_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(tmp_path / "没有.docx"), "-o", str(tmp_path / "out")]) == 1
    assert "找不到" in capsys.readouterr().err
    taken = tmp_path / "文件"
    taken.write_text("x", encoding="utf-8")
    assert run(["import", str(OFFICE / "2024-01.docx"), "-o", str(taken)]) == 2
    assert run(["import", str(OFFICE / "2024-01.docx")]) == 2
    assert "缺少参数" in capsys.readouterr().err
