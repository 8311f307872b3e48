"""CSV as people's spreadsheets write it: in the encodings and with the separators of Italian Excel, too."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from content.errors import ImportUnreadable
from content.exchange import columns
from content.exchange.cells import harmless
from content.exchange.tables import LOOKED_THROUGH

BOM = "\ufeff"
"""By which Excel knows UTF-8."""
SEPARATORS = (";", ",", "\t")
LONGEST_CELL = 200_000


def write(lines: Iterable[Iterable[str]]) -> bytes:
    """UTF-8 with its mark, and semicolons: as Italian Excel opens it. Nothing in it can run."""
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows([harmless(cell) for cell in line] for line in lines)
    return (BOM + written.getvalue()).encode()


def read(content: bytes) -> Iterator[list[str]]:
    """Lines of cells.

    Raises:
        ImportUnreadable: It is no text, or no table.
    """
    text = decoded(content)
    separator, text = _separator(text)
    csv.field_size_limit(LONGEST_CELL)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    except csv.Error as error:
        raise ImportUnreadable(str(error)) from error


def decoded(content: bytes) -> str:
    """A text in UTF-8, UTF-16 with its mark, or what Windows writes in western Europe.

    Raises:
        ImportUnreadable: It holds what no text does.
    """
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if marked else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise ImportUnreadable("no text")


def _separator(text: str) -> tuple[str, str]:
    """The one under which a heading can be read; Excel may say it in a first line of its own."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[-1], rest
    head = text[:10_000]
    return max(SEPARATORS, key=lambda sign: _known(head, sign)), text


def _known(text: str, separator: str) -> int:
    """How many columns a line among the first names."""
    found = 0
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for _, line in zip(range(LOOKED_THROUGH), lines, strict=False):
        found = max(found, len(columns.recognised(line)))
    return found
