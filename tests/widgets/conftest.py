"""The indicator tree of a made-up form; modules with sessions of their own define these anew."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from app.editing.session import Session
from tests.editing.made_up import TEMPLATE, larger_form
from widgets.indicator_tree import IndicatorTree


@pytest.fixture
def session(qapp: Any) -> Session:
    return Session(larger_form(), TEMPLATE, check=lambda document, template: ())


@pytest.fixture
def tree(session: Session, qtbot: Any) -> IndicatorTree:
    tree = IndicatorTree(session)
    tree.tester = QAbstractItemModelTester(tree.indicators, QAbstractItemModelTester.FailureReportingMode.Fatal)  # type: ignore[attr-defined]
    qtbot.addWidget(tree)
    tree.resize(900, 600)
    tree.show()
    qtbot.waitExposed(tree)
    tree.activateWindow()
    tree.setFocus()
    return tree
