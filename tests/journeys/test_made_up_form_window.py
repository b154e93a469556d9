"""The made-up 区 form in a real window: its own labels, columns and equations, without a line of Python that knows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.form.blank import new_document
from app.form.places import field_place, funding_place, indicator_place, text_place
from app.storage.document_files import load, save
from app.storage.template_files import all_templates, own_templates_folder
from app.work.carry_on import carry_to
from tests.test_made_up_form import TEMPLATE, filled
from widgets.main_window import MainWindow

pytestmark = pytest.mark.window


@pytest.fixture(name="file")
def form_file(tmp_path: Path) -> Path:
    own_templates_folder().mkdir(parents=True)
    (own_templates_folder() / "linhai.json").write_text(json.dumps(TEMPLATE, ensure_ascii=False), encoding="utf-8")
    template = all_templates(fresh=True).templates["linhai-district-2027"]
    save(tmp_path / "临海.jxb", filled(new_document(template, 2027)))
    return tmp_path / "临海.jxb"


def test_its_labels_columns_and_equations_are_in_the_window(window: MainWindow, file: Path) -> None:
    window.open_files([file])
    view = window.current_view()
    assert view is not None
    session = view.session
    texts = {label.text().rstrip("：:") for label in view.findChildren(QLabel)}
    assert view.go_to(field_place("street"))
    for label in ("经费盘子合计", "区里拿", "封顶数"):
        assert any(label in text for text in texts), (label, sorted(texts))
    model = view.tree.model()
    heads = [str(model.headerData(at, view.tree.header().orientation())) for at in range(model.columnCount())]
    assert {"年底要做到", "责任人", "权数", "打分"} <= set(heads)
    session.check_now()
    assert not [finding for finding in session.findings if finding.code.startswith("funding.")]
    session.set_value(funding_place("district"), "700000.00")
    session.check_now()
    broken = [finding for finding in session.findings if finding.code == "funding.sum_differs"]
    assert len(broken) == 1
    assert "经费盘子合计" in broken[0].message
    assert view.go_to(text_place("promise"))
    leaf = session.document.indicators[0].children[0].children[0]  # type: ignore[index]  # the tree of ``filled``
    assert view.go_to(indicator_place(leaf.id, "owner"))


def test_saved_and_carried_on(window: MainWindow, file: Path) -> None:
    window.open_files([file])
    view = window.current_view()
    assert view is not None
    view.session.set_value(text_place("promise"), "说到做到")
    window.save()
    assert load(file).document.texts["promise"] == "说到做到"
    shelf = all_templates().templates
    made = carry_to(load(file).document, shelf["linhai-district-2027"], shelf["shanghai-2026"]).document
    remarks = made.meta["remarks"]
    assert isinstance(remarks, list)
    assert "【对居民的承诺】说到做到" in remarks
