"""Anything that an editor may bring, told by what it holds and not by its name."""

from __future__ import annotations

from content.errors import ImportTooLarge, ImportUnreadable, ImportWithoutQuestions
from content.exchange import csvs, rasa, sheets, tables, webpages
from content.exchange.records import MOST_BYTES, MOST_ROWS, Brought, Format

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_HEAD = 4_000


def read(content: bytes, default: str) -> Brought:
    """What a file holds.

    Args:
        content: Its bytes.
        default: The language of what names none, and speaks none that can be told.

    Raises:
        ImportRefused: It cannot be read, is too large, or holds no question.
    """
    if len(content) > MOST_BYTES:
        raise ImportTooLarge(MOST_ROWS)
    brought = _read(content, default)
    if not brought.items:
        raise ImportWithoutQuestions
    if len(brought.items) > MOST_ROWS:
        raise ImportTooLarge(MOST_ROWS)
    return brought


def _read(content: bytes, default: str) -> Brought:
    if content.startswith(_OLD_EXCEL):
        raise ImportUnreadable("a workbook of before 2007, or one with a password")
    if content.startswith(_ZIP):
        return Brought(Format.XLSX, tuple(tables.from_lines(sheets.read(content), default)))
    head = csvs.decoded(content[:_HEAD].rsplit(b"\n", 1)[0] if len(content) > _HEAD else content)
    if _is_page(head):
        return webpages.read(csvs.decoded(content), default)
    if _is_rasa(head):
        return Brought(Format.RASA, tuple(rasa.read(content)))
    return Brought(Format.CSV, tuple(tables.from_lines(csvs.read(content), default)))


def _is_page(head: str) -> bool:
    start = head.lstrip("\ufeff \t\r\n").lower()
    return start.startswith("<")


def _is_rasa(head: str) -> bool:
    return any(
        line.rstrip() in {"nlu:", "responses:"} or line.startswith("version:") for line in head.splitlines()
    )
