"""Papers to Word: the same tables with real merged cells, editable; head rows repeated on each page, rows may break.

Tables of a paper become one; the one whose head rows are repeated stands directly below it, parted by a hidden paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from app.printing.docx_watermark import watermark
from app.printing.grid import Align, GridCell, GridLine, GridTable, PaperGrid
from app.printing.joined import column_edges, on_edges, stacked, xml_text
from app.printing.layout import PLAIN, PrintOptions, spacing_of
from app.printing.measure import PAD_X_MM, PAD_Y_MM, Spacing

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

FONTS = {"song": ("Times New Roman", "宋体"), "sans": ("Arial", "黑体")}
_TWIPS_PER_MM = 1440 / 25.4
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ALIGN: dict[Align, str] = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_HIDDEN = (
    f'<w:p {_W}><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:vanish/><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)


def write_docx(target: str | Path | BinaryIO, papers: Sequence[PaperGrid], options: PrintOptions = PLAIN) -> None:
    """Write papers as one Word document, each on a new page. Raises OSError."""
    from docx import Document

    document = Document()
    _clear(document, papers[0] if papers else None)
    for at, grid in enumerate(papers):
        if at:
            _new_section(document)
        _set_page(document, grid)
        _append(document, _blocks(grid, spacing_of(grid)))
    _set_edges(document, options)
    document.save(str(target) if isinstance(target, Path) else target)


def _clear(document: WordDocument, first: PaperGrid | None) -> None:
    from docx.oxml.ns import qn

    properties = document.core_properties
    properties.title, properties.author = (
        (xml_text(first.title)[:255], xml_text(first.author)[:255]) if first else ("", "")
    )
    properties.language = "zh-CN"
    properties.comments = ""
    style = document.styles["Normal"]
    style.font.name = FONTS["song"][0]
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONTS["song"][1])
    for element in list(document.element.body):
        if element.tag != qn("w:sectPr"):
            document.element.body.remove(element)


def _new_section(document: WordDocument) -> None:
    from docx.enum.section import WD_SECTION

    document.add_section(WD_SECTION.NEW_PAGE)


def _set_page(document: WordDocument, grid: PaperGrid) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[-1]
    section.page_width, section.page_height = Mm(grid.width_mm), Mm(grid.height_mm)
    section.orientation = WD_ORIENT.LANDSCAPE if grid.width_mm > grid.height_mm else WD_ORIENT.PORTRAIT
    top, right, bottom, left = grid.margins_mm
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.header_distance = section.footer_distance = Mm(min(8.0, top / 2, bottom / 2))


def _set_edges(document: WordDocument, options: PrintOptions) -> None:
    """Header, footer, page numbers and 草稿 of all pages; later sections go on with those of the first."""
    from docx.oxml import parse_xml

    mark = watermark("草稿") if options.draft else ""
    numbers = [("第 ", "PAGE"), (" 页 共 ", "NUMPAGES"), (" 页", "")] if options.page_numbers else []
    first = document.sections[0]
    for part, pieces in (
        (first.header, [(options.header, "")] if options.header or mark else []),
        (first.footer, [*([(options.footer + "　　", "")] if options.footer else []), *numbers]),
    ):
        if pieces:
            part.is_linked_to_previous = False
            for paragraph in part.paragraphs:
                paragraph._p.getparent().remove(paragraph._p)
            runs = "".join(_edge_run(text) + (_field(name) if name else "") for text, name in pieces)
            runs += mark if part is first.header else ""
            part._element.append(parse_xml(f'<w:p {_W}><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p>'))


def _edge_run(text: str) -> str:
    return _runs(text, GridLine(text, size_pt=9.0))


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} ">{_edge_run("1")}</w:fldSimple>'


def _append(document: WordDocument, blocks: Iterable[str]) -> None:
    from docx.oxml import parse_xml

    body = document.element.body
    for block in blocks:
        body.insert(len(body) - 1, parse_xml(block))  # before the section's own properties


def _blocks(grid: PaperGrid, spacing: Spacing) -> Iterable[str]:
    groups = _grouped(grid)
    for at, block in enumerate(groups):
        followed = at + 1 < len(groups) and isinstance(groups[at + 1], GridTable)
        follows = at > 0 and isinstance(groups[at - 1], GridTable)
        if isinstance(block, GridLine):
            yield _line(block, spacing)
            continue
        yield _table(block, spacing, follows=follows, followed=followed)
        if followed or at + 1 == len(groups):  # Word wants a paragraph after the last table, too
            yield _HIDDEN


def _grouped(grid: PaperGrid) -> list[GridLine | GridTable]:
    """The paper's blocks with neighbouring tables made one; one with head rows begins anew, since Word repeats first rows only."""
    groups: list[GridLine | list[GridTable]] = []
    for block in grid.blocks:
        if isinstance(block, GridLine):
            groups.append(block)
        elif groups and isinstance(groups[-1], list) and block.head_rows == (0, 0) == groups[-1][-1].head_rows:
            groups[-1].append(block)
        else:
            if groups and isinstance(groups[-1], list) and block.head_rows != (0, 0):
                groups[-1], block = _with_tail(groups[-1], block)
            groups.append([block])
    return [group if isinstance(group, GridLine) else _one_table(group) for group in groups]


def _with_tail(above: list[GridTable], table: GridTable) -> tuple[list[GridTable], GridTable]:
    """Move the heading row that ends what stands above (绩效目标 of the year) to the head of the table that it announces."""
    joined = _one_table(above)
    last = len(joined.min_heights_mm) - 1
    ends = [cell for cell in joined.cells if cell.row + cell.rows - 1 == last]
    if last < 1 or any(cell.row < last or cell.role not in ("label", "head") for cell in ends):
        return above, table
    upper = replace(
        joined,
        min_heights_mm=joined.min_heights_mm[:-1],
        cells=tuple(cell for cell in joined.cells if cell.row < last),
    )
    tail = GridTable(joined.columns_mm, joined.min_heights_mm[-1:], tuple(replace(cell, row=0) for cell in ends))
    lower = _one_table([tail, table])
    return [upper], replace(lower, head_rows=(0, lower.head_rows[1]))


def _one_table(tables: list[GridTable]) -> GridTable:
    edges = column_edges(tables)
    return stacked([on_edges(table, edges) for table in tables])


def _line(line: GridLine, spacing: Spacing) -> str:
    leading = (
        f'<w:spacing w:before="{_twips(line.before_mm)}" w:after="{_twips(line.after_mm)}"'
        f' w:line="{round(line.size_pt * spacing.leading * 20)}" w:lineRule="atLeast"/>'
    )
    keep = "" if line.role == "closing" else "<w:keepNext/>"
    properties = f'{keep}{leading}<w:jc w:val="{_ALIGN[line.align]}"/>'
    return f"<w:p {_W}><w:pPr>{properties}</w:pPr>{_runs(line.text, line)}</w:p>"


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)


def _runs(text: str, shown: GridCell | GridLine) -> str:
    latin, chinese = FONTS[shown.face]
    fonts = f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia={quoteattr(chinese)} w:cs="{latin}"/>'
    size = round(shown.size_pt * 2)
    properties = f'<w:rPr>{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    pieces = xml_text(text).split("\t")
    return (
        "<w:r>"
        + properties
        + "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in pieces)
        + "</w:r>"
    )


def _table(table: GridTable, spacing: Spacing, *, follows: bool, followed: bool) -> str:
    """A table; where two meet, their two borders of half the weight look like one."""
    widths = [_twips(width) for width in table.columns_mm]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    weights = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), 4)  # in eighths of a point
    if follows:
        weights["top"] = 2
    if followed:
        weights["bottom"] = 2
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="000000"/>' for side, weight in weights.items()
    )
    margin, pad = _twips(PAD_X_MM), round(40 * spacing.pad_mm / PAD_Y_MM)
    properties = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{pad}" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:bottom w:w="{pad}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    rows = "".join(_rows(_heads_apart(table), widths, spacing, followed=followed))
    return f"<w:tbl {_W}>{properties}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _heads_apart(table: GridTable) -> GridTable:
    """Word repeats head rows only if no merged cell leaves them: such a cell becomes two, the lower one with the text."""
    first, end = table.head_rows
    if first == end:
        return table
    cells: list[GridCell] = []
    for cell in table.cells:
        if cell.row < end < cell.row + cell.rows:
            cells.append(replace(cell, text="", rows=end - cell.row))
            cells.append(replace(cell, row=end, rows=cell.row + cell.rows - end))
        else:
            cells.append(cell)
    return replace(table, cells=tuple(cells))


def _rows(table: GridTable, widths: Sequence[int], spacing: Spacing, *, followed: bool) -> Iterable[str]:
    covering: dict[tuple[int, int], GridCell] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rows):
            covering[row, cell.column] = cell
    by_row: dict[int, list[GridCell]] = {}
    for (row, _), cell in sorted(covering.items(), key=lambda item: item[0]):
        by_row.setdefault(row, []).append(cell)
    for row, least in enumerate(table.min_heights_mm):
        head = "<w:tblHeader/>" if table.head_rows[0] <= row < table.head_rows[1] else ""
        height = f'<w:trHeight w:val="{_twips(least * spacing.rows)}" w:hRule="atLeast"/>'
        shown = by_row.get(row, [])
        keep = _announces(shown, row) or (followed and row == len(table.min_heights_mm) - 1)
        cells = "".join(_cell(cell, row, widths, spacing, keep=keep) for cell in shown)
        yield f"<w:tr><w:trPr>{height}{head}</w:trPr>{cells}</w:tr>"


def _announces(shown: Sequence[GridCell], row: int) -> bool:
    """Whether a row only announces the next one (labels and no data)."""
    own = [cell for cell in shown if cell.row == row and cell.rows == 1]
    return bool(own) and all(cell.role in ("label", "head") for cell in own)


def _cell(cell: GridCell, row: int, widths: Sequence[int], spacing: Spacing, *, keep: bool) -> str:
    width = sum(widths[cell.column : cell.column + cell.columns])
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    begins = row == cell.row
    merge = "" if cell.rows == 1 else '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
    vertical = "top" if cell.valign == "top" else "center"
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="{vertical}"/></w:tcPr>'
    texts = xml_text(cell.text).split("\n") if begins else [""]
    line = round(cell.size_pt * spacing.leading * 20)
    shape = (
        f'<w:pPr>{"<w:keepNext/>" if keep else ""}<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="atLeast"/>'
        f'<w:jc w:val="{_ALIGN[cell.align]}"/></w:pPr>'
    )
    return f"<w:tc>{properties}{''.join(f'<w:p>{shape}{_runs(text, cell)}</w:p>' for text in texts)}</w:tc>"
