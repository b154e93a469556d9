"""Pages of marks to a printer, as vectors: the system's dialog, page ranges, copies, each page on its own size of paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from app.editing.to_painter import draw_page
from app.printing.marks import Page
from widgets.messages import tell, warn

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_MM_PER_INCH = 25.4


def _tr(text: str) -> str:
    return QCoreApplication.translate("Printer", text)


def has_printer() -> bool:
    """Whether the system has a printer: without one Qt would silently write a PDF."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def print_pages(parent: QWidget, pages: Sequence[Page], title: str) -> bool:
    """Ask for a printer and print; False when nothing was printed."""
    if not has_printer():
        tell(parent, _tr("没有找到打印机。请先在系统中添加打印机，或者导出 PDF 后到别的电脑上打印。"))
        return False
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    prepare(printer, pages[0])
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(pages))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    if not draw_pages(printer, chosen_pages(printer, pages)):
        warn(parent, _tr("打印机没有接受这份表单，请检查打印机是否联机、是否有纸，然后重试。"))
        return False
    return True


def prepare(printer: QPrinter, page: Page) -> None:
    """Set the paper of the printer to that of a page, with no margins of its own: ours are in the page."""
    upright = page.height_mm >= page.width_mm
    short, long = sorted((page.width_mm, page.height_mm))
    size = QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    orientation = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    layout = QPageLayout(size, orientation, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def chosen_pages(printer: QPrinter, pages: Sequence[Page]) -> list[Page]:
    """The pages in the range that the dialog was given, last first where the printer wants it so."""
    from PySide6.QtPrintSupport import QPrinter as Printer

    wanted = list(pages)
    if printer.printRange() == Printer.PrintRange.PageRange and printer.fromPage():
        wanted = wanted[printer.fromPage() - 1 : max(printer.fromPage(), printer.toPage())]
    if printer.pageOrder() == Printer.PageOrder.LastPageFirst:
        wanted.reverse()
    return wanted


def draw_pages(printer: QPrinter, pages: Sequence[Page]) -> bool:
    """Draw pages on a printer, copies too where it cannot make them itself; False when it refuses."""
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    sheets = [page for _ in range(copies) for page in pages]
    if not sheets:
        return False
    prepare(printer, sheets[0])
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for number, page in enumerate(sheets):
        if number:
            prepare(printer, page)
            if not printer.newPage():
                painter.end()
                return False
        draw_page(painter, page, printer.resolution() / _MM_PER_INCH, paper=False)
    return painter.end()
