"""XLSX: a table in the first sheet, read without being unpacked beyond what a table needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from content.errors import ImportTooLarge, ImportUnreadable
from content.exchange.cells import harmless
from content.exchange.records import MOST_ROWS

MOST_UNPACKED = 60_000_000
"""Bytes of everything in the archive: a table of 5,000 lines has a tenth."""
MOST_FILES = 500
MOST_COLUMNS = 60
SHEET = "FAQ"
WIDTHS = (48, 80, 10, 14, 28, 26)
_BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
"""What reading a damaged workbook ends in, from ``zipfile`` to its XML (``ParseError`` is a SyntaxError)."""


def write(lines: Iterable[Iterable[str]]) -> bytes:
    """A workbook in which every cell is a text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    sheet.freeze_panes = "A2"
    bold = Font(bold=True)
    for number, line in enumerate(lines):
        # Styles cost more than all the rest: only the heading has any.
        sheet.append([_cell(sheet, text, None if number else bold) if text else None for text in line])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: Any, text: str, font: Font | None) -> Any:
    cell = WriteOnlyCell(sheet, value=harmless(text))
    # openpyxl takes what begins with "=" for a formula.
    cell.data_type = "s"
    if font is not None:
        cell.font = font
    return cell


def read(content: bytes) -> Iterator[list[str]]:
    """Lines of cells of the first sheet; a formula counts as empty, because nothing is computed here.

    Raises:
        ImportTooLarge: Unpacked, it would be more than a table needs.
        ImportUnreadable: It is no workbook, or a damaged one.
    """
    _check_size(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS)):
            if number > MOST_ROWS * 4:
                raise ImportTooLarge(MOST_ROWS)
            yield [_text(cell) for cell in row]
    except _BROKEN as error:
        raise ImportUnreadable(type(error).__name__) from error


def _check_size(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (*_BROKEN,) as error:
        raise ImportUnreadable("no archive") from error
    if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ImportTooLarge(MOST_ROWS)


def _text(cell: Any) -> str:
    value = cell.value
    if value is None or cell.data_type == "f":
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
