"""An edit in a tree of 5,000 indicators: until it is painted, and the checks that run in slices between the keys.

The window is real (offscreen, 1280×800) with head, money, findings and tree; edits change a target somewhere in the
part of the tree that is on the screen, as a person does.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from ratios import Ratio

    from app.editing.session import Session
    from app.form.document import Document
    from widgets.form_view import FormView

ROOT = Path(__file__).resolve().parents[2]
INDICATORS = 5000
EDITS = 60
_LIMIT_MS = 16.0


def large_form(document: Document) -> Document:
    """A form with its tree replaced by 5 × 20 levels of together 5,000 different indicators."""
    from app.form.document import Indicator, new_id

    def level2(top: int, middle: int) -> Indicator:
        leaves = tuple(
            Indicator(new_id(), f"第{top}区第{middle}街道第{number}处设备巡检台次", {"target": f"≥{number + 1}台"})
            for number in range(INDICATORS // 100)
        )
        return Indicator(new_id(), "数量指标" if middle % 2 else "质量指标", {}, leaves)

    tops = tuple(
        Indicator(new_id(), name, {}, tuple(level2(top, middle) for middle in range(20)))
        for top, name in enumerate(("成本指标", "产出指标", "效益指标", "满意度指标", "产出指标"))
    )
    return replace(document, indicators=tops)


def _settle(milliseconds: int) -> None:
    from PySide6.QtTest import QTest

    QTest.qWait(milliseconds)


def _edits(session: Session, view: FormView) -> list[float]:
    """The milliseconds from a change until everything that it changes on the screen is painted."""
    from PySide6.QtWidgets import QApplication

    from app.form.document import walk
    from app.form.places import indicator_place

    ids = [node.id for level, node in walk(session.document.indicators) if level == 3]
    times = []
    for number in range(EDITS):
        node = ids[(number * 37) % 400]
        view.tree.scrollTo(view.tree.indicators.index_of(node))
        QApplication.processEvents()
        begin = time.perf_counter()
        session.set_value(indicator_place(node, "target"), f"≥{number + 7}台")
        QApplication.processEvents()
        times.append((time.perf_counter() - begin) * 1000)
    return times


def _checks(session: Session) -> tuple[float, float]:
    """After a change: the milliseconds of all checks, and of the longest stretch in which no key could come through."""
    from app.checking.review import review_steps
    from app.form.document import walk
    from app.form.places import indicator_place

    node = next(node.id for level, node in walk(session.document.indicators) if level == 3)
    totals, longest = [], []
    for number in range(12):
        session.set_value(indicator_place(node, "target"), f"≥{number + 900}台")
        steps = review_steps(session.document, session.template)
        stretches = []
        try:
            while True:
                begin = time.perf_counter()
                next(steps)
                stretches.append((time.perf_counter() - begin) * 1000)
        except StopIteration:
            stretches.append((time.perf_counter() - begin) * 1000)
        totals.append(sum(stretches))
        longest.append(max(stretches))
    return statistics.median(totals), statistics.median(longest)


def measure() -> list[Ratio]:
    """Open the large form, edit it sixty times without and with its checks."""
    from ratios import Ratio

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["JIBIAO_HOME"] = tempfile.mkdtemp()
    sys.path.insert(0, str(ROOT))
    from app import main
    from app.editing.session import Session
    from app.work.opening import open_form

    _, settings = main.make_application()
    from widgets.main_window import MainWindow

    form = open_form(sorted((ROOT / "resources" / "examples").glob("*.jxb"))[0])
    session = Session(large_form(form.document), form.template)
    window = MainWindow(settings)
    view = window.add_session(session)
    window.resize(1280, 800)
    window.show()
    _settle(1500)
    painted = statistics.median(_edits(session, view))
    checks, longest = _checks(session)
    whole = painted + checks
    session.undo_stack.setClean()
    return [
        Ratio("edit until painted in a tree of 5,000 indicators", painted, _LIMIT_MS, unit="ms"),
        Ratio("the same with all its checks", whole, _LIMIT_MS, unit="ms"),
        Ratio("longest slice of the checks, which run between the keys", longest, _LIMIT_MS, unit="ms"),
    ]
