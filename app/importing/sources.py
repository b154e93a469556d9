"""Any file or clipboard → grid: finds out what it is by its content, and takes the reader for it."""

from __future__ import annotations

from pathlib import Path

from app.importing.conversion import convert
from app.importing.docx import read_docx
from app.importing.errors import EMPTY, ENCRYPTED, SourceError
from app.importing.grid import Grid
from app.importing.html import read_html
from app.importing.limits import MAX_FILE, MEGABYTE, CancelCheck, never_cancelled
from app.importing.pdf import read_pdf
from app.importing.sniff import sniff
from app.importing.text import decode, read_text
from app.importing.xls import read_with_calamine, read_xls
from app.importing.xlsx import read_xlsx


def read_source(path: Path, check: CancelCheck = never_cancelled) -> Grid:
    """Read a file into a grid. The file is only read, never changed. Raises SourceError with a sentence for the user."""
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise SourceError(f"文件过大（{size // MEGABYTE} MB），不像绩效目标表；请只保留需要的表格后另存再导入")
        data = path.read_bytes()
    except IsADirectoryError as error:
        raise SourceError("这是一个文件夹，请选择其中的文件") from error
    except FileNotFoundError as error:
        raise SourceError("找不到这个文件，请检查路径是否写对、文件是否已被移走") from error
    except PermissionError as error:
        raise SourceError("没有权限读取这个文件，或它正被别的程序占用；请关闭该程序后再试") from error
    except OSError as error:
        raise SourceError(f"文件读取失败（{error.strerror or '系统错误'}），请复制到本机后再试") from error
    return read_bytes(data, path.name, check)


def read_bytes(data: bytes, name: str, check: CancelCheck = never_cancelled) -> Grid:
    """Read the bytes of a file called ``name`` into a grid. Raises SourceError with a sentence for the user."""
    suffix = Path(name).suffix.lower()
    kind = sniff(data)
    if kind == "ole" and suffix in (".doc", ".wps", ".et", ".dps"):
        kind = "wps" if suffix != ".doc" else "doc"
    match kind:
        case "docx":
            grid = read_docx(data, name, check)
        case "xlsx":
            grid = read_xlsx(data, name, check)
        case "xls":
            grid = read_xls(data, name, check)
        case "xlsb" | "ods":
            grid = read_with_calamine(data, name, f" .{kind} ", check)
        case "pdf":
            grid = read_pdf(data, name, check)
        case "html":
            grid = read_html(decode(data)[0], name, check)
        case "doc" | "wps" | "rtf":
            suffix = suffix if suffix in (".doc", ".wps", ".et", ".rtf") else f".{kind}"
            converted, target = convert(data, name, suffix, check)
            grid = read_xlsx(converted, name, check) if target == ".xlsx" else read_docx(converted, name, check)
        case "text":
            text, warnings = decode(data)
            grid = read_text(text, name, "csv" if suffix == ".csv" else "text", check)
            grid = Grid(grid.name, grid.kind, grid.blocks, (*grid.warnings, *warnings))
        case _:
            raise SourceError(_REFUSALS[kind])
    if not grid.blocks:
        raise SourceError(EMPTY)
    return grid


def read_clipboard(html: str, text: str, name: str = "剪贴板") -> Grid:
    """Read what was copied: the HTML where it holds a table, else the text. Raises SourceError when it holds nothing."""
    if "<td" in html.lower() or "<th" in html.lower():
        grid = read_html(html, name)
        if grid.blocks:
            return grid
    grid = read_text(text, name)
    if not grid.blocks:
        raise SourceError("剪贴板里没有表格或文字；请先在 Word、Excel 或网页里选中表格并复制")
    return grid


_REFUSALS = {
    "empty": EMPTY,
    "encrypted": ENCRYPTED,
    "image": "这是图片文件，没有文字可读；请向填表人索要 Word 或 Excel 文件，或先做文字识别（OCR）再导入",
    "jxb": "这是绩表文件（.jxb），不需要导入，请直接打开",
    "zip": "这是压缩包或其他办公文件，不是 Word、Excel 或 PDF 表格；请先解压，再导入其中的文件",
    "ole": "文件是旧版办公格式，认不出是 Word 还是 Excel；请用原来的程序打开后另存为 .docx 或 .xlsx 再导入",
    "binary": "文件不是 Word、Excel、PDF 或文本文件，无法导入；请检查是否选错了文件",
}
