"""Export of the form in front: the dialog's list of kinds, and what is written for each."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.editing.settings import Settings
from tests.widgets.panels import session_of
from widgets import export


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def exported(parent: QWidget, monkeypatch: pytest.MonkeyPatch, name: Path, label: str) -> tuple[Path | None, list[str]]:
    """What export gives when the user types a name and picks a line of the list; and that list."""
    offered: list[str] = []

    def answer(*arguments: object) -> tuple[str, str]:
        offered.extend(str(arguments[3]).split(";;"))
        return str(name), label

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    settings = Settings()
    settings.set("open_exported", False)
    return export.export_form(parent, session_of("2024-05"), settings), offered


def rows_of(path: Path, encoding: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline="")))


def test_a_name_without_an_ending_gets_that_of_the_chosen_kind(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target, offered = exported(parent, monkeypatch, tmp_path / "表", export.choices()[1].label)
    assert target == tmp_path / "表.xlsx"
    assert target.read_bytes().startswith(b"PK")
    assert [choice.label for choice in export.choices()] == offered


def test_csv_is_the_whole_form_unless_the_indicator_table_is_chosen(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole, table, old = (choice.label for choice in export.choices() if choice.suffix == ".csv")
    first, _ = exported(parent, monkeypatch, tmp_path / "表.csv", whole)
    second, _ = exported(parent, monkeypatch, tmp_path / "指标.csv", table)
    third, _ = exported(parent, monkeypatch, tmp_path / "旧.csv", old)
    assert first is not None and second is not None and third is not None
    assert rows_of(first, "utf-8-sig")[0][0] == "财政项目支出绩效目标申报表"
    assert rows_of(second, "utf-8-sig")[0] == ["一级指标", "二级指标", "三级指标", "年度(/项目)指标值"]
    assert rows_of(third, "gb18030") == rows_of(first, "utf-8-sig")


def test_the_ending_of_the_name_beats_the_chosen_kind(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target, _ = exported(parent, monkeypatch, tmp_path / "表.csv", export.choices()[0].label)
    assert target is not None
    assert rows_of(target, "utf-8-sig")[0][0] == "财政项目支出绩效目标申报表"
