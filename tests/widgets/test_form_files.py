"""Where a form is saved: the name that the user types becomes a file of the right kind, and none is written over unasked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from widgets import export, form_files

KINDS = "绩表文件 (*.jxb);;JSON 文件 (*.json)"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the user types into the dialog, one answer after another."""
    answers: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (answers.pop(0), KINDS))
    return answers


def target(qtbot: Any, folder: Path) -> Path | None:
    parent = QWidget()
    qtbot.addWidget(parent)
    return form_files.ask_target(parent, "另存为", folder / "表.jxb", KINDS)


@pytest.mark.parametrize(
    ("name", "file"),
    [("新表", "新表.jxb"), ("新表.JSON", "新表.JSON"), ("1.5万元项目", "1.5万元项目.jxb"), ("表.pdf", "表.pdf.jxb")],
)
def test_a_name_gets_the_extension_of_its_kind(
    qtbot: Any, typed: list[str], tmp_path: Path, name: str, file: str
) -> None:
    typed.append(str(tmp_path / name))
    assert target(qtbot, tmp_path) == tmp_path / file


def test_a_file_that_the_dialog_did_not_ask_about_is_asked_about(
    qtbot: Any, typed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "别人的.jxb").write_text("{}", encoding="utf-8")
    asked: list[str] = []
    answers = [0, 1]

    def answer(_parent: QWidget, text: str, _answers: tuple[str, ...]) -> int:
        asked.append(text)
        return answers.pop(0)

    monkeypatch.setattr(form_files, "choose", answer)
    typed += [str(tmp_path / "别人的"), str(tmp_path / "我的")]
    assert target(qtbot, tmp_path) == tmp_path / "我的.jxb"
    assert asked == ["“别人的.jxb”已经存在，要覆盖它吗？"]
    typed.append(str(tmp_path / "别人的"))
    answers[:] = [1]
    assert target(qtbot, tmp_path) == tmp_path / "别人的.jxb"


def test_an_export_gets_the_extension_of_its_kind_too(
    qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    excel = next(choice for choice in export.choices() if choice.suffix == ".xlsx")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "1.5万元项目"), excel.label))
    assert export._ask(parent, tmp_path / "表.pdf") == (tmp_path / "1.5万元项目.xlsx", excel)
